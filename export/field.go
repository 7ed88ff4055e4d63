package export

import (
	"strconv"
	"strings"

	"rawabit/schema"
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
	of   func(r *schema.Relation) string
}

// relationFields lists the fields besides id, type and ends.
func relationFields() []relationField {
	return []relationField{
		{"kind", textField, func(r *schema.Relation) string { return string(r.Type.Info().Kind) }},
		{"symmetric", flagField, func(r *schema.Relation) string { return flagText(r.Type.Symmetric()) }},
		{"modality", textField, func(r *schema.Relation) string { return string(r.Modality) }},
		{"validFrom", textField, func(r *schema.Relation) string { return r.ValidFrom.String() }},
		{"validTo", textField, func(r *schema.Relation) string { return r.ValidTo.String() }},
		{"fromDay", numberField, func(r *schema.Relation) string { return strconv.Itoa(int(r.FromDay())) }},
		{"toDay", numberField, func(r *schema.Relation) string { return strconv.Itoa(int(r.ToDay())) }},
		{"dateBasis", textField, func(r *schema.Relation) string { return string(r.DateBasis) }},
		{"ended", flagField, func(r *schema.Relation) string { return flagText(r.Ended) }},
		{"attestedFrom", textField, func(r *schema.Relation) string { return r.AttestedFrom.String() }},
		{"attestedTo", textField, func(r *schema.Relation) string { return r.AttestedTo.String() }},
		{"confidence", decimalField, func(r *schema.Relation) string { return decimal(r.Confidence) }},
		{"sources", numberField, func(r *schema.Relation) string { return strconv.Itoa(r.Sources) }},
		{"contested", flagField, func(r *schema.Relation) string { return flagText(r.Contested) }},
		{"office", textField, func(r *schema.Relation) string { return r.Office }},
		{"roles", textField, func(r *schema.Relation) string {
			list := make([]string, len(r.Roles))
			for i, role := range r.Roles {
				list[i] = role.Name + "=" + string(role.Actor)
			}
			return strings.Join(list, "|")
		}},
		{"quote", textField, func(r *schema.Relation) string { return r.Quote }},
		{"article", textField, func(r *schema.Relation) string { return string(r.Article) }},
	}
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
