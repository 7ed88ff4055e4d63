package neo4jstore

import (
	"slices"
	"strings"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// actorProperties returns the properties of an actor's node.
func actorProperties(a *schema.Actor, at time.Time) properties {
	p := properties{"id": string(a.ID), "type": string(a.Type), "name": a.Name, "recordedAt": at.UTC()}
	p.text("nameAr", a.NameAr)
	p.text("nameEn", a.NameEn)
	p.text("wikidata", a.Wikidata)
	p.text("partOf", string(a.PartOf))
	p.text("within", string(a.Within))
	p.flag("known", a.Known)
	if len(a.Names) > 0 {
		names, langs, kinds := make([]string, len(a.Names)), make([]string, len(a.Names)), make([]string, len(a.Names))
		for i, n := range a.Names {
			names[i], langs[i], kinds[i] = n.Text, n.Lang, string(n.Kind)
		}
		p["aliases"], p["aliasLangs"], p["aliasKinds"] = names, langs, kinds
	}
	p["search"], p["keys"] = foldedNames(a)
	return p
}

// foldedNames returns the names that an actor may be asked for by, folded, and
// their words for the full-text index.
func foldedNames(a *schema.Actor) (search string, keys []string) {
	for name := range store.NamesOf(a) {
		folded := schema.FoldName(name)
		if folded != "" && !slices.Contains(keys, folded) && store.HasName(a, folded) {
			keys = append(keys, folded)
		}
	}
	return strings.Join(keys, " "), keys
}

// actorFields says, property by property, how an actor is read.
var actorFields = [...]struct {
	of    string
	field store.ActorFields
	set   func(a *schema.Actor, v any)
}{
	{"id", store.ActorAll, func(a *schema.Actor, v any) { a.ID = schema.ActorID(text(v)) }},
	{"type", store.ActorAll, func(a *schema.Actor, v any) { a.Type = schema.ActorType(text(v)) }},
	{"name", store.ActorAll, func(a *schema.Actor, v any) { a.Name = text(v) }},
	{"nameAr", store.ActorMainNames, func(a *schema.Actor, v any) { a.NameAr = text(v) }},
	{"nameEn", store.ActorMainNames, func(a *schema.Actor, v any) { a.NameEn = text(v) }},
	{"wikidata", store.ActorWikidata, func(a *schema.Actor, v any) { a.Wikidata = text(v) }},
	{"partOf", store.ActorContainer, func(a *schema.Actor, v any) { a.PartOf = schema.ActorID(text(v)) }},
	{"within", store.ActorContainer, func(a *schema.Actor, v any) { a.Within = schema.ActorID(text(v)) }},
	{"known", store.ActorKnown, func(a *schema.Actor, v any) { a.Known = flag(v) }},
	{"aliases", store.ActorNames, func(a *schema.Actor, v any) { setNames(a, v, func(n *schema.Name, t string) { n.Text = t }) }},
	{"aliasLangs", store.ActorNames, func(a *schema.Actor, v any) { setNames(a, v, func(n *schema.Name, t string) { n.Lang = t }) }},
	{"aliasKinds", store.ActorNames, func(a *schema.Actor, v any) {
		setNames(a, v, func(n *schema.Name, t string) { n.Kind = schema.NameKind(t) })
	}},
}

// setNames fills one part of the further names, which are stored as lists.
func setNames(a *schema.Actor, v any, set func(n *schema.Name, text string)) {
	values := list(v)
	if len(values) == 0 {
		return
	}
	if len(a.Names) != len(values) {
		a.Names = make([]schema.Name, len(values))
	}
	for i, one := range values {
		set(&a.Names[i], text(one))
	}
}

// actorCells returns the Cypher expressions of the fields that are asked for, and
// what reads their values into an actor.
func actorCells(node string, fields store.ActorFields) (cells []string, read func(a *schema.Actor, values []any)) {
	sets := make([]func(a *schema.Actor, v any), 0, len(actorFields))
	for i := range actorFields {
		if f := &actorFields[i]; fields.Has(f.field) {
			cells = append(cells, node+"."+f.of)
			sets = append(sets, f.set)
		}
	}
	if len(cells) > maxListed {
		return []string{propertiesOf(node)}, func(a *schema.Actor, values []any) { setActor(a, mapped(values[0])) }
	}
	return cells, func(a *schema.Actor, values []any) {
		for i, set := range sets {
			set(a, values[i])
		}
	}
}

// decodeActor reads all properties of an actor's node; nil for null.
func decodeActor(v any) *schema.Actor {
	values := mapped(v)
	if values == nil {
		return nil
	}
	a := &schema.Actor{}
	setActor(a, values)
	return a
}

func setActor(a *schema.Actor, values map[string]any) {
	for i := range actorFields {
		actorFields[i].set(a, values[actorFields[i].of])
	}
}
