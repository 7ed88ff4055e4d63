package neo4jstore

import (
	"context"

	"rawabit/schema"
	"rawabit/store"
)

// Neighborhood is part of store.Reader. The statement grows the set of chosen
// actors hop by hop and then looks for the relations among them.
func (s *Store) Neighborhood(ctx context.Context, q store.NeighborhoodQuery) (*store.SubgraphNode, error) {
	if q.Hops < 0 || q.Limit < 1 {
		return nil, schema.Errorf(schema.CodeInvalid, "\"hops\" must be at least 0 and \"limit\" at least 1, they are %d and %d", q.Hops, q.Limit)
	}
	x := s.newQuery()
	f := x.filter(&q.Filter)
	x.add("MATCH (c:Actor {id: ", x.param(string(q.ID)), "}) WITH [c] AS chosen, [c] AS rim, false AS cut", sharedMark, " ")
	limit := x.param(int64(q.Limit))
	for range q.Hops {
		if f.nothing {
			break
		}
		next, m := x.name("l"), x.name("m")
		x.call("chosen", "rim", "cut")
		x.add("UNWIND CASE WHEN cut THEN [] ELSE rim END AS ", m, " ")
		v := x.rows(m, "", f, store.Both, nil)
		other := x.name("o")
		x.add("WITH DISTINCT ", v.other, " AS ", other, sharedMark, " WHERE NOT ", other, " IN chosen WITH ", other, sharedMark, " ORDER BY ", other, ".id LIMIT ", limit, " + 1 ")
		x.add("RETURN collect(", other, ") AS ", next, " } ")
		x.add("WITH chosen + ", next, "[..", limit, " - size(chosen)] AS chosen, ", next, " AS rim, cut OR size(chosen) + size(", next, ") > ", limit, " AS cut", sharedMark, " ")
	}
	x.call("chosen")
	x.add("UNWIND chosen AS a ")
	actor, readActor := x.actor("a", &q.Actors)
	x.add("RETURN collect(", actor, ") AS actors } ")
	relations := "[]"
	var readRelation relationDecoder
	if !f.nothing {
		relations = "relations"
		x.call("chosen")
		x.add("UNWIND chosen AS m ")
		v := x.with(x.rowsOf(f.outgoing("m"), f, func(v row) []string { return []string{v.other + " IN chosen"} }, "m", "chosen"), false)
		by, _ := x.ordering(store.DateDesc, nil, v)
		x.add("ORDER BY ", by, " ")
		one, read := x.relation(v, &q.Relations, f.certainOn)
		readRelation = read
		x.add("RETURN collect(", one, ") AS relations } ")
	}
	x.add("RETURN collect([actors, ", relations, ", cut]) AS x")
	var node *store.SubgraphNode
	err := s.ask(ctx, x, func(v any) {
		for _, one := range list(v) {
			c := list(one)
			node = &store.SubgraphNode{Truncated: flag(c[2])}
			for _, entry := range list(c[0]) {
				node.Actors = append(node.Actors, readActor(entry))
			}
			for _, entry := range list(c[1]) {
				node.Relations = append(node.Relations, readRelation(entry))
			}
		}
	})
	return node, err
}

// outgoing lists the ways to reach the relations that an actor is the source of.
func (f *filter) outgoing(from string) []branch {
	list := f.branches(from, "", store.Out)
	out := list[:1:1]
	for _, b := range list[1:] {
		if b.past && b.row.source == from {
			out = append(out, b)
		}
	}
	return out
}
