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

// relationFields says, property by property, how a relation is read.
var relationFields = [...]struct {
	of    string
	field store.RelationFields
	set   func(r *schema.Relation, v any)
}{
	{"id", store.RelationAll, func(r *schema.Relation, v any) { r.ID = schema.RelationID(text(v)) }},
	{"version", store.RelationVersion, func(r *schema.Relation, v any) { r.Version = int(number(v)) }},
	{"roleNames", store.RelationRoles, func(r *schema.Relation, v any) { setRoles(r, v, func(o *schema.Role, t string) { o.Name = t }) }},
	{"roleActors", store.RelationRoles, func(r *schema.Relation, v any) {
		setRoles(r, v, func(o *schema.Role, t string) { o.Actor = schema.ActorID(t) })
	}},
	{"validFrom", store.RelationDates, func(r *schema.Relation, v any) { r.ValidFrom = date(v) }},
	{"validTo", store.RelationDates, func(r *schema.Relation, v any) { r.ValidTo = date(v) }},
	{"dateBasis", store.RelationBasis, func(r *schema.Relation, v any) { r.DateBasis = schema.DateBasis(text(v)) }},
	{"ended", store.RelationBasis, func(r *schema.Relation, v any) { r.Ended = flag(v) }},
	{"attestedFrom", store.RelationAttested, func(r *schema.Relation, v any) { r.AttestedFrom = date(v) }},
	{"attestedTo", store.RelationAttested, func(r *schema.Relation, v any) { r.AttestedTo = date(v) }},
	{"endedBy", store.RelationAttested, func(r *schema.Relation, v any) { r.EndedBy = date(v) }},
	{"modality", store.RelationModality, func(r *schema.Relation, v any) { r.Modality = schema.Modality(text(v)) }},
	{"confidence", store.RelationConfidence, func(r *schema.Relation, v any) { r.Confidence = decimal(v) }},
	{"sources", store.RelationSources, func(r *schema.Relation, v any) { r.Sources = int(number(v)) }},
	{"contested", store.RelationContested, func(r *schema.Relation, v any) { r.Contested = flag(v) }},
	{"reviewed", store.RelationReviewed, func(r *schema.Relation, v any) { r.Reviewed = schema.Verdict(text(v)) }},
	{"fulfilledBy", store.RelationFulfilledBy, func(r *schema.Relation, v any) { r.FulfilledBy = schema.RelationID(text(v)) }},
	{"office", store.RelationOffice, func(r *schema.Relation, v any) { r.Office = text(v) }},
	{"quote", store.RelationQuote, func(r *schema.Relation, v any) { r.Quote = text(v) }},
	{"article", store.RelationQuote, func(r *schema.Relation, v any) { r.Article = schema.ArticleID(text(v)) }},
	{"recordedAt", store.RelationRecorded, func(r *schema.Relation, v any) { r.RecordedAt = moment(v) }},
	{"retractedAt", store.RelationRecorded, func(r *schema.Relation, v any) { r.RetractedAt = moment(v) }},
}

// setRoles fills one part of the roles, which are stored as two lists.
func setRoles(r *schema.Relation, v any, set func(o *schema.Role, text string)) {
	values := list(v)
	if len(values) == 0 {
		return
	}
	if len(r.Roles) != len(values) {
		r.Roles = make([]schema.Role, len(values))
	}
	for i, one := range values {
		set(&r.Roles[i], text(one))
	}
}

// relationCells returns the Cypher expressions of the fields of the relation in a
// row that are asked for, and what reads their values. Claims and aliases are
// expressions, since an edge has none.
func relationCells(v row, claims, aliases string, fields store.RelationFields) (cells []string, read func(r *schema.Relation, values []any)) {
	var sets []func(r *schema.Relation, v any)
	add := func(cell string, set func(r *schema.Relation, v any)) {
		cells = append(cells, cell)
		sets = append(sets, set)
	}
	for i := range relationFields {
		if f := &relationFields[i]; fields.Has(f.field) {
			add(v.relation+"."+f.of, f.set)
		}
	}
	if len(cells) > maxListed {
		cells, sets = nil, nil
		add(propertiesOf(v.relation), func(r *schema.Relation, v any) {
			values := mapped(v)
			for i := range relationFields {
				relationFields[i].set(r, values[relationFields[i].of])
			}
		})
	}
	add(v.kind, func(r *schema.Relation, v any) { r.Type = schema.RelationType(text(v)) })
	if fields.Has(store.RelationEnds) {
		add(v.source+".id", func(r *schema.Relation, v any) { r.Source = schema.ActorID(text(v)) })
		add(v.target+".id", func(r *schema.Relation, v any) { r.Target = schema.ActorID(text(v)) })
	}
	if fields.Has(store.RelationClaims) {
		add(claims, func(r *schema.Relation, v any) { r.Claims = texts[schema.ClaimID](v) })
		add(aliases, func(r *schema.Relation, v any) { r.Aliases = texts[schema.RelationID](v) })
	}
	return cells, func(r *schema.Relation, values []any) {
		for i, set := range sets {
			set(r, values[i])
		}
	}
}

// currentVersion is the row of an edge beside the node n, pastVersion that of the
// node r of a past version, as the statements of transactions name them.
var (
	currentVersion = row{relation: "r", kind: "type(r)", source: "s", target: "t"}
	pastVersion    = row{relation: "r", kind: "r.type", source: "s", target: "t"}
)

// versionExpression returns the Cypher list that decodeVersion reads: all of a
// version.
func versionExpression(v row, claims, aliases string) string {
	cells, _ := relationCells(v, claims, aliases, store.RelationAll)
	return "[" + strings.Join(cells, ", ") + "]"
}

func decodeVersion(v any) *schema.Relation {
	r := &schema.Relation{}
	readVersion(r, list(v))
	return r
}

var readVersion = func() func(r *schema.Relation, values []any) {
	_, read := relationCells(row{}, "", "", store.RelationAll)
	return read
}()

// confidenceOf turns the rank of a cursor back into a confidence.
func confidenceOf(rank int64) float64 { return math.Float64frombits(uint64(-rank)) }
