package graphqlapi_test

import (
	"fmt"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// refArgs reads arguments as the library hands them over: absent ones may be
// the schema's marked defaults, which count as not given.
type refArgs struct{ m map[string]any }

func (a refArgs) text(name string) string {
	switch v := a.m[name].(type) {
	case string:
		return v
	}
	return ""
}

func (a refArgs) number(name string, fallback int) int {
	if v, ok := a.m[name].(int); ok {
		return v
	}
	return fallback
}

func (a refArgs) flag(name string) bool { v, _ := a.m[name].(bool); return v }

func (a refArgs) moment(name string) time.Time {
	t, _ := time.Parse(time.RFC3339, a.text(name))
	return t
}

func (a refArgs) object(name string) refArgs {
	m, _ := a.m[name].(map[string]any)
	return refArgs{m}
}

func list[T ~string](v any) []T {
	items, _ := v.([]any)
	var out []T
	for _, one := range items {
		out = append(out, T(fmt.Sprint(one)))
	}
	return out
}

func (a refArgs) page(first int) store.Page {
	return store.Page{First: a.number("first", first), After: a.text("after"), Total: true}
}

func (a refArgs) order() store.RelationOrder {
	return map[string]store.RelationOrder{"DATE_ASC": store.DateAsc, "RECORDED_DESC": store.RecordedDesc, "CONFIDENCE_DESC": store.ConfidenceDesc}[a.text("orderBy")]
}

func (a refArgs) direction() store.Direction {
	return map[string]store.Direction{"OUT": store.Out, "IN": store.In}[a.text("direction")]
}

func (a refArgs) modality() []schema.Modality {
	if given := list[schema.Modality](a.m["modality"]); given != nil {
		return given
	}
	return []schema.Modality{schema.Actual}
}

func (a refArgs) days(name string) *store.DayRange {
	in := a.object(name)
	if in.m == nil {
		return nil
	}
	r := &store.DayRange{From: schema.MinDay, Before: schema.MaxDay}
	if from := in.text("from"); from != "" {
		r.From = schema.MustParseDate(from).Earliest()
	}
	if before := in.text("before"); before != "" {
		r.Before = schema.MustParseDate(before).Earliest()
	}
	return r
}

func (a refArgs) filter() store.Filter {
	in := a.object("filter")
	f := store.Filter{
		Types: list[schema.RelationType](in.m["types"]), Kinds: list[schema.Kind](in.m["kinds"]), Actor: schema.ActorID(in.text("actor")),
		Source: schema.ActorID(in.text("source")), Target: schema.ActorID(in.text("target")), Parts: in.flag("includeParts"),
		StartsIn: in.days("startsIn"), KnownAt: in.moment("knownAt"), Modality: in.modality(), Certain: in.flag("certainOnly"),
		MinSources: in.number("minSources", 0),
	}
	if v, ok := in.m["minConfidence"].(float64); ok {
		f.MinConfidence = v
	}
	if v, ok := in.m["contested"].(bool); ok {
		f.Contested = &v
	}
	if on := in.text("asOf"); on != "" {
		d := schema.MustParseDate(on).Latest()
		f.AsOf = &d
	}
	if on := in.text("validOn"); on != "" {
		d := schema.MustParseDate(on).Latest()
		f.ValidOn = &d
	}
	return f
}

func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// refConnection is a connection as maps.
func refConnection[N any](info store.PageInfo, nodes []*N, cursors []string, value func(*N) any) any {
	edges, plain := []any{}, []any{}
	for i, n := range nodes {
		edges = append(edges, map[string]any{"cursor": cursors[i], "node": value(n)})
		plain = append(plain, value(n))
	}
	page := map[string]any{"hasNextPage": info.HasNext, "hasPreviousPage": info.HasPrevious}
	if len(cursors) > 0 {
		page["startCursor"], page["endCursor"] = cursors[0], cursors[len(cursors)-1]
	}
	return map[string]any{"edges": edges, "nodes": plain, "pageInfo": page, "totalCount": info.Total}
}

func refRelations(p *store.RelationPage, f store.Filter) any {
	return refConnection(p.PageInfo, p.Nodes, p.Cursors, func(n *store.RelationNode) any { return refRelation{n.Relation, n.Certain, f.KnownAt} })
}

func refArticles(p *store.ArticlePage) any {
	return refConnection(p.PageInfo, p.Nodes, p.Cursors, func(n *store.ArticleNode) any { return n.Article })
}

func refEvidence(nodes []store.EvidenceNode) any {
	out := []any{}
	for _, n := range nodes {
		out = append(out, n)
	}
	return out
}

func refCounts(counts []store.TypeCount) any {
	out := []any{}
	for _, c := range counts {
		out = append(out, map[string]any{"type": string(c.Type), "count": c.Count})
	}
	return out
}

func plainActors(nodes []*store.ActorNode) any {
	out := []any{}
	for _, n := range nodes {
		out = append(out, n.Actor)
	}
	return out
}

func plainRelations(nodes []*store.RelationNode, f store.Filter) any {
	out := []any{}
	for _, n := range nodes {
		out = append(out, refRelation{n.Relation, n.Certain, f.KnownAt})
	}
	return out
}
