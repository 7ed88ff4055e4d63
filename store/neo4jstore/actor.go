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

// actorFields are the properties that actor reads, in its order.
var actorFields = [...]string{
	"id", "type", "name", "nameAr", "nameEn", "wikidata", "partOf", "within", "known", "aliases", "aliasLangs", "aliasKinds",
}

// actorExpression returns the Cypher list that decodeActor reads.
func actorExpression(node string) string {
	var b strings.Builder
	b.WriteByte('[')
	for i, f := range actorFields {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(node + "." + f)
	}
	b.WriteByte(']')
	return b.String()
}

func decodeActor(v any) *schema.Actor {
	c := list(v)
	if len(c) < len(actorFields) {
		return nil
	}
	a := &schema.Actor{
		ID: schema.ActorID(text(c[0])), Type: schema.ActorType(text(c[1])), Name: text(c[2]), NameAr: text(c[3]), NameEn: text(c[4]),
		Wikidata: text(c[5]), PartOf: schema.ActorID(text(c[6])), Within: schema.ActorID(text(c[7])), Known: flag(c[8]),
	}
	names, langs, kinds := list(c[9]), list(c[10]), list(c[11])
	if len(names) > 0 && len(langs) == len(names) && len(kinds) == len(names) {
		a.Names = make([]schema.Name, len(names))
		for i := range names {
			a.Names[i] = schema.Name{Text: text(names[i]), Lang: text(langs[i]), Kind: schema.NameKind(text(kinds[i]))}
		}
	}
	return a
}
