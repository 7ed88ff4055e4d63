package export

import (
	"slices"
	"strconv"
	"strings"

	"rawabit/schema"
	"rawabit/store"
)

// fieldKind is what a field holds.
type fieldKind uint8

const (
	textField fieldKind = iota
	numberField
	decimalField
	flagField
	listField // several texts
)

// actorField is a field of an actor as tables and attribute lists have it; "" is
// no value.
type actorField struct {
	name string
	kind fieldKind
	of   func(a *schema.Actor) string
	list func(a *schema.Actor) []string // of a listField
}

func flagText(b bool) string {
	if b {
		return "true"
	}
	return ""
}

func actorFields() []actorField {
	return []actorField{
		{name: "type", of: func(a *schema.Actor) string { return string(a.Type) }},
		{name: "name", of: func(a *schema.Actor) string { return a.Name }},
		{name: "nameAr", of: func(a *schema.Actor) string { return a.NameAr }},
		{name: "nameEn", of: func(a *schema.Actor) string { return a.NameEn }},
		{name: "aliases", kind: listField, list: func(a *schema.Actor) []string {
			list := make([]string, len(a.Names))
			for i, n := range a.Names {
				list[i] = n.Text
			}
			return list
		}},
		{name: "wikidata", of: func(a *schema.Actor) string { return a.Wikidata }},
		{name: "known", kind: flagField, of: func(a *schema.Actor) string { return flagText(a.Known) }},
		{name: "partOf", of: func(a *schema.Actor) string { return string(a.PartOf) }},
		{name: "within", of: func(a *schema.Actor) string { return string(a.Within) }},
	}
}

// value returns the field of an actor as one text, a list with a bar between its
// entries.
func (f *actorField) value(a *schema.Actor) string {
	if f.kind == listField {
		return strings.Join(f.list(a), "|")
	}
	return f.of(a)
}

// relationField is a field of a relation.
type relationField struct {
	name string
	kind fieldKind
	of   func(r *store.RelationNode) string
}

// relationFields lists the fields besides id, type and ends.
func relationFields() []relationField {
	return []relationField{
		{"kind", textField, func(r *store.RelationNode) string { return string(r.Type.Info().Kind) }},
		{"symmetric", flagField, func(r *store.RelationNode) string { return flagText(r.Type.Symmetric()) }},
		{"modality", textField, func(r *store.RelationNode) string { return string(r.Modality) }},
		{"validFrom", textField, func(r *store.RelationNode) string { return r.ValidFrom.String() }},
		{"validTo", textField, func(r *store.RelationNode) string { return r.ValidTo.String() }},
		{"fromDay", numberField, func(r *store.RelationNode) string { return dayText(r.FromDay()) }},
		{"toDay", numberField, func(r *store.RelationNode) string { return dayText(r.ToDay()) }},
		{"dateBasis", textField, func(r *store.RelationNode) string { return string(r.DateBasis) }},
		{"ended", flagField, func(r *store.RelationNode) string { return flagText(r.Ended) }},
		{"attestedFrom", textField, func(r *store.RelationNode) string { return r.AttestedFrom.String() }},
		{"attestedTo", textField, func(r *store.RelationNode) string { return r.AttestedTo.String() }},
		{"confidence", decimalField, func(r *store.RelationNode) string { return decimal(r.Confidence) }},
		{"sources", numberField, func(r *store.RelationNode) string { return strconv.Itoa(r.Sources) }},
		{"contested", flagField, func(r *store.RelationNode) string { return strconv.FormatBool(r.Contested) }},
		{"attributedTo", textField, func(r *store.RelationNode) string {
			return each(r, func(e store.EvidenceNode) string { return e.Claim.AttributedTo })
		}},
		{"publishers", textField, func(r *store.RelationNode) string {
			return each(r, func(e store.EvidenceNode) string {
				if e.Article == nil {
					return ""
				}
				return e.Article.Source
			})
		}},
		{"office", textField, func(r *store.RelationNode) string { return r.Office }},
		{"roles", textField, func(r *store.RelationNode) string {
			list := make([]string, len(r.Relation.Roles))
			for i, role := range r.Relation.Roles {
				list[i] = role.Name + "=" + string(role.Actor)
			}
			return strings.Join(list, "|")
		}},
		{"quote", textField, func(r *store.RelationNode) string { return r.Quote }},
		{"article", textField, func(r *store.RelationNode) string { return string(r.Article) }},
	}
}

// withEvidence is what the fields of a relation are written from.
func withEvidence() store.RelationSelection {
	return store.RelationSelection{Evidence: []store.EvidenceField{{First: evidenceRead}}}
}

// evidenceRead is how many pieces of evidence of a relation are looked at for who
// says so, the best first.
const evidenceRead = 20

// each joins what the pieces of evidence of a relation give, each once.
func each(r *store.RelationNode, of func(store.EvidenceNode) string) string {
	var list []string
	for _, field := range r.Evidence {
		for _, e := range field {
			if text := of(e); text != "" && !slices.Contains(list, text) {
				list = append(list, text)
			}
		}
	}
	return strings.Join(list, "|")
}

// dayText is the number of a day, "" for one that is not known.
func dayText(d schema.Day) string {
	if d == schema.MinDay || d == schema.MaxDay {
		return ""
	}
	return strconv.Itoa(int(d))
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
