package neo4jstore

import (
	"math"
	"strconv"
	"strings"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/timeline"
)

// edgeProperties returns the properties of an edge, and of a past version beside
// those of pastProperties.
func edgeProperties(r *schema.Relation) properties {
	p := properties{
		"id": string(r.ID), "version": r.Version, "dateBasis": string(r.DateBasis), "modality": string(r.Modality),
		"confidence": r.Confidence, "sources": r.Sources, "recordedAt": r.RecordedAt.UTC(),
	}
	p.date("validFrom", r.ValidFrom)
	p.date("validTo", r.ValidTo)
	p.date("attestedFrom", r.AttestedFrom)
	p.date("attestedTo", r.AttestedTo)
	p.date("endedBy", r.EndedBy)
	p.flag("ended", r.Ended)
	p.flag("contested", r.Contested)
	p.text("reviewed", string(r.Reviewed))
	p.text("fulfilledBy", string(r.FulfilledBy))
	p.text("office", r.Office)
	p.text("quote", r.Quote)
	p.text("article", string(r.Article))
	p.roles(r.Roles)
	b := boundsOf(r)
	p["fromDay"], p["toDay"] = int(b.from), int(b.to)
	if b.certainFrom != b.from {
		p["certainFrom"] = int(b.certainFrom)
	}
	if b.certainTo != b.to && r.Type.IsState() {
		p["certainTo"] = int(b.certainTo)
	}
	return p
}

// bounds turn the table of what holds on a day into comparisons: a relation is
// kept by "valid on" from from to to, by "as of" too, where an event is never
// over; and it is certain from certainFrom on, a state to certainTo.
type bounds struct {
	from, to               schema.Day
	certainFrom, certainTo schema.Day
}

// never is a day after all that are asked for.
const never = schema.MaxDay + 1

func boundsOf(r *schema.Relation) bounds {
	b := bounds{from: r.ValidFrom.Earliest(), to: r.ValidTo.Latest(), certainTo: schema.MaxDay}
	if !r.Type.IsState() {
		b.certainFrom = never
		if !r.ValidTo.IsZero() {
			b.certainFrom = r.ValidTo.Latest()
		}
		switch {
		case r.Span().Undated(): // kept by "as of" once it is told, by "valid on" never
			b.from, b.to = schema.MaxDay, schema.MinDay
			if !r.AttestedFrom.IsZero() {
				b.from = r.AttestedFrom.Earliest()
			}
		case r.ValidFrom.IsZero():
			b.from = r.ValidTo.Earliest()
		}
		return b
	}
	if r.Ended && r.ValidTo.IsZero() && !r.EndedBy.IsZero() {
		b.to = r.EndedBy.Earliest() - 1
	}
	begun := never
	if !r.ValidFrom.IsZero() {
		begun = r.ValidFrom.Latest()
	}
	if !r.AttestedFrom.IsZero() {
		begun = min(begun, r.AttestedFrom.Latest())
	}
	b.certainFrom = max(b.from, begun)
	b.certainTo = b.to
	if !r.ValidTo.IsZero() {
		b.certainTo = min(b.to, r.ValidTo.Earliest())
	}
	return b
}

// nodeProperties returns the properties of the node beside an edge, without the
// edge's id.
func nodeProperties(r *schema.Relation) properties {
	p := properties{
		"id": string(r.ID), "type": string(r.Type), "version": r.Version,
		"home":     string(timeline.Home(r.Type, r.Source, r.Target)),
		"dateDesc": store.DateDesc.Rank(r), "dateAsc": store.DateAsc.Rank(r),
		"recordedDesc": store.RecordedDesc.Rank(r), "confidenceDesc": store.ConfidenceDesc.Rank(r),
	}
	putTexts(p, "claims", r.Claims)
	putTexts(p, "aliases", r.Aliases)
	return p
}

// pastKey names a version.
func pastKey(id schema.RelationID, version int) string {
	return string(id) + "#" + strconv.Itoa(version)
}

// pastProperties returns all properties of a past version.
func pastProperties(r *schema.Relation) properties {
	p := edgeProperties(r)
	p["key"], p["type"] = pastKey(r.ID, r.Version), string(r.Type)
	p["source"], p["target"] = string(r.Source), string(r.Target)
	p["retractedAt"] = r.RetractedAt.UTC()
	putTexts(p, "claims", r.Claims)
	putTexts(p, "aliases", r.Aliases)
	return p
}

// relationFields says, field by field, how a relation is read from the variables
// of a row.
var relationFields = [...]struct {
	of  string
	set func(r *schema.Relation, v any)
}{
	{"id", func(r *schema.Relation, v any) { r.ID = schema.RelationID(text(v)) }},
	{"version", func(r *schema.Relation, v any) { r.Version = int(number(v)) }},
	{"validFrom", func(r *schema.Relation, v any) { r.ValidFrom = date(v) }},
	{"validTo", func(r *schema.Relation, v any) { r.ValidTo = date(v) }},
	{"dateBasis", func(r *schema.Relation, v any) { r.DateBasis = schema.DateBasis(text(v)) }},
	{"ended", func(r *schema.Relation, v any) { r.Ended = flag(v) }},
	{"attestedFrom", func(r *schema.Relation, v any) { r.AttestedFrom = date(v) }},
	{"attestedTo", func(r *schema.Relation, v any) { r.AttestedTo = date(v) }},
	{"endedBy", func(r *schema.Relation, v any) { r.EndedBy = date(v) }},
	{"modality", func(r *schema.Relation, v any) { r.Modality = schema.Modality(text(v)) }},
	{"confidence", func(r *schema.Relation, v any) { r.Confidence = decimal(v) }},
	{"sources", func(r *schema.Relation, v any) { r.Sources = int(number(v)) }},
	{"contested", func(r *schema.Relation, v any) { r.Contested = flag(v) }},
	{"reviewed", func(r *schema.Relation, v any) { r.Reviewed = schema.Verdict(text(v)) }},
	{"fulfilledBy", func(r *schema.Relation, v any) { r.FulfilledBy = schema.RelationID(text(v)) }},
	{"office", func(r *schema.Relation, v any) { r.Office = text(v) }},
	{"quote", func(r *schema.Relation, v any) { r.Quote = text(v) }},
	{"article", func(r *schema.Relation, v any) { r.Article = schema.ArticleID(text(v)) }},
	{"recordedAt", func(r *schema.Relation, v any) { r.RecordedAt = moment(v) }},
	{"retractedAt", func(r *schema.Relation, v any) { r.RetractedAt = moment(v) }},
}

// confidenceOf turns the rank of a cursor back into a confidence.
func confidenceOf(rank int64) float64 { return math.Float64frombits(uint64(-rank)) }

// versionExpression returns the Cypher list that decodeVersion reads: all of a
// version. r holds its properties, the other arguments are expressions.
func versionExpression(r, kind, source, target, claims, aliases string) string {
	var b strings.Builder
	b.WriteString("[" + kind + ", " + source + ", " + target + ", " + claims + ", " + aliases + ", " + r + ".roleNames, " + r + ".roleActors")
	for _, f := range relationFields {
		b.WriteString(", " + r + "." + f.of)
	}
	b.WriteByte(']')
	return b.String()
}

func decodeVersion(v any) *schema.Relation {
	c := list(v)
	if len(c) != len(relationFields)+7 {
		return nil
	}
	r := &schema.Relation{
		Type: schema.RelationType(text(c[0])), Source: schema.ActorID(text(c[1])), Target: schema.ActorID(text(c[2])),
		Claims: texts[schema.ClaimID](c[3]), Aliases: texts[schema.RelationID](c[4]), Roles: roles(c[5], c[6]),
	}
	for i, f := range relationFields {
		f.set(r, c[7+i])
	}
	return r
}
