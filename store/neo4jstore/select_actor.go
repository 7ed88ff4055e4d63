package neo4jstore

import (
	"strings"

	"rawabit/schema"
	"rawabit/store"
)

// actorDecoder reads what an actor's expression gave; nil for null.
type actorDecoder func(v any) *store.ActorNode

// plainActor reports whether a selection needs no subquery.
func plainActor(sel *store.ActorSelection) bool {
	return sel == nil || sel.PartOf == nil && len(sel.Relations)+len(sel.Neighbors)+len(sel.Counts)+len(sel.Articles) == 0
}

// actor compiles a selection on the actor in a variable.
func (q *query) actor(a string, sel *store.ActorSelection) (expression string, decode actorDecoder) {
	if sel == nil {
		sel = &store.ActorSelection{}
	}
	cells, own := actorCells(a, sel.Fields)
	start := len(cells)
	var fill []func(n *store.ActorNode, v any)
	cell := func(expression string, set func(n *store.ActorNode, v any)) {
		cells = append(cells, expression)
		fill = append(fill, set)
	}
	if sel.PartOf != nil {
		q.partOf(a, sel.PartOf, cell)
	}
	for i := range sel.Relations {
		expression, page := q.relationsOf(a, &sel.Relations[i])
		cell(expression, func(n *store.ActorNode, v any) { n.Relations = append(n.Relations, page(v)) })
	}
	for i := range sel.Neighbors {
		expression, page := q.neighbors(a, &sel.Neighbors[i])
		cell(expression, func(n *store.ActorNode, v any) { n.Neighbors = append(n.Neighbors, page(v)) })
	}
	for i := range sel.Counts {
		expression := q.counts(a, &sel.Counts[i])
		cell(expression, func(n *store.ActorNode, v any) { n.Counts = append(n.Counts, typeCounts(v)) })
	}
	for i := range sel.Articles {
		expression, page := q.articlesOf(a, &sel.Articles[i])
		cell(expression, func(n *store.ActorNode, v any) { n.Articles = append(n.Articles, page(v)) })
	}
	return "[" + strings.Join(cells, ", ") + "]", func(v any) *store.ActorNode {
		values := list(v)
		if len(values) != len(cells) || values[0] == nil {
			return nil
		}
		one := &struct {
			node  store.ActorNode
			actor schema.Actor
		}{}
		one.node.Actor = &one.actor
		own(&one.actor, values)
		for i, set := range fill {
			set(&one.node, values[start+i])
		}
		return &one.node
	}
}

func (q *query) partOf(a string, sel *store.ActorSelection, cell func(string, func(n *store.ActorNode, v any))) {
	outer, out := q.name("a"), q.name("x")
	q.call(a)
	q.add("MATCH (", outer, ":Actor {id: ", a, ".partOf}) ")
	expression, decode := q.actor(outer, sel)
	q.add("RETURN collect(", expression, ") AS ", out, " } ")
	cell(out, func(n *store.ActorNode, v any) {
		if found := list(v); len(found) > 0 {
			n.PartOf = decode(found[0])
		}
	})
}

// members appends what yields, in a variable, the actors that count as the one in
// a variable: with parts, what is part of it or lies in it, too.
func (q *query) members(a string, parts bool) string {
	if !parts {
		return a
	}
	ids, m := q.name("g"), q.name("m")
	q.call(a)
	q.add("OPTIONAL MATCH (:Scope {id: ", a, ".id})<-[:WITHIN|ORGAN_OF*1..30]-(d) WITH collect(DISTINCT d.id) AS parts", sharedMark, " RETURN [", a, ".id] + parts AS ", ids, " } ")
	q.add("UNWIND ", ids, " AS ", m, "Id MATCH (", m, ":Actor {id: ", m, "Id}) ")
	return m
}

// relationsOf compiles a page of an actor's relations.
func (q *query) relationsOf(a string, field *store.RelationsField) (expression string, decode func(v any) store.RelationPage) {
	f := q.filter(&field.Filter)
	reach := func(more func(v row) []string, _ bool) row {
		return q.carry(q.rows(q.members(a, field.Filter.Parts), "", f, field.Direction, more), field.Filter.Parts)
	}
	return q.relationPage([]string{a}, f, field.Order, field.Page, &field.Select, reach)
}

// neighbors compiles a page of the other ends of an actor's relations.
func (q *query) neighbors(a string, field *store.NeighborsField) (expression string, decode func(v any) store.ActorPage) {
	f := q.filter(&field.Filter)
	after := q.begin(store.ListName, field.Page)
	return q.actorPage([]string{a}, f.nothing, field.Page, &field.Select, func() (string, string) {
		v := q.rows(q.members(a, field.Filter.Parts), "", f, field.Direction, nil)
		other := q.name("a")
		q.add("WITH DISTINCT ", v.other, " AS ", other, sharedMark, " ")
		return other, ""
	}, byName(q, after))
}

// counts compiles the numbers of an actor's relations by type.
func (q *query) counts(a string, field *store.CountsField) string {
	f := q.filter(&field.Filter)
	if f.nothing {
		return "[]"
	}
	out := q.name("x")
	q.call(a)
	v := q.rows(q.members(a, field.Filter.Parts), "", f, field.Direction, nil)
	count := "count(*)"
	if field.Filter.Parts {
		count = "count(DISTINCT " + v.relation + ")"
	}
	q.add("WITH ", v.kind, " AS kind, ", count, " AS n RETURN collect([kind, n]) AS ", out, " } ")
	return out
}

func typeCounts(v any) []store.TypeCount {
	counts := map[string]int64{}
	for _, one := range list(v) {
		pair := list(one)
		counts[text(pair[0])] += number(pair[1])
	}
	out := []store.TypeCount{}
	for _, info := range schema.RelationTypes() {
		if n := counts[string(info.Type)]; n > 0 {
			out = append(out, store.TypeCount{Type: info.Type, Count: int(n)})
		}
	}
	return out
}

// actorOrder says how a list of actors is sorted: by an expression over the actor
// and a further value that its source gives, what comes after a cursor, and how
// the cursor of an actor is made from that value.
type actorOrder struct {
	by     func(a, value string) string
	beyond func(a, value string) string // "" for a beginning
	cursor func(a *schema.Actor, value int64) store.Cursor
}

func byName(q *query, after *store.Cursor) actorOrder {
	return actorOrder{
		by: func(a, _ string) string { return a + ".name, " + a + ".id" },
		beyond: func(a, _ string) string {
			if after == nil {
				return ""
			}
			name := q.param(after.Name)
			return a + ".name >= " + name + " AND (" + a + ".name > " + name + " OR " + a + ".id > " + q.param(after.ID) + ")"
		},
		cursor: func(a *schema.Actor, _ int64) store.Cursor {
			return store.Cursor{List: store.ListName, Name: a.Name, ID: string(a.ID)}
		},
	}
}

// byRank sorts by a value that ascends along the list.
func byRank(q *query, l store.List, after *store.Cursor) actorOrder {
	return actorOrder{
		by: func(a, value string) string { return value + ", " + a + ".id" },
		beyond: func(a, value string) string {
			if after == nil {
				return ""
			}
			rank := q.param(after.Rank)
			return "(" + value + " > " + rank + " OR " + value + " = " + rank + " AND " + a + ".id > " + q.param(after.ID) + ")"
		},
		cursor: func(a *schema.Actor, value int64) store.Cursor {
			return store.Cursor{List: l, Rank: value, ID: string(a.ID)}
		},
	}
}

// actorPage compiles a page of actors. source appends what yields them, each
// once, as a variable, with a variable for what they are sorted by or "".
func (q *query) actorPage(outer []string, nothing bool, p store.Page, sel *store.ActorSelection,
	source func() (actor, value string), order actorOrder,
) (expression string, decode func(v any) store.ActorPage) {
	if nothing {
		return "[]", func(any) store.ActorPage { return store.ActorPage{PageInfo: pageInfo(p, 0, false, nil)} }
	}
	total := "null"
	if p.Total {
		total = q.name("n")
		q.call(outer...)
		a, _ := source()
		q.add("RETURN count(", a, ") AS ", total, " } ")
	}
	q.call(outer...)
	a, value := source()
	carried := a
	if value != "" {
		carried += ", " + value
	} else {
		value = "null"
	}
	q.add("WITH ", carried, sharedMark, " ", whereText(order.beyond(a, value)), "ORDER BY ", order.by(a, value), " LIMIT ", q.limit(p), " ")
	out := q.name("x")
	size := "size(" + out + ")"
	var read actorDecoder
	if p.NoMore || plainActor(sel) {
		var one string
		one, read = q.actor(a, sel)
		q.add("RETURN collect([", one, ", ", value, "]) AS ", out, " } ")
	} else {
		size, read = q.nestedActors(a, value, p, sel, out)
	}
	expression, open := q.page(p, out, size, total)
	return expression, func(v any) store.ActorPage {
		entries, info := open(v)
		page := store.ActorPage{PageInfo: info}
		for _, entry := range entries {
			pair := list(entry)
			n := read(pair[0])
			if n == nil {
				continue
			}
			page.Nodes = append(page.Nodes, n)
			if !p.NoCursors {
				page.Cursors = append(page.Cursors, order.cursor(n.Actor, number(pair[1])).Encode())
			}
		}
		return page
	}
}

// nestedActors closes the subquery of a page and opens another one for what is
// selected below its actors, so that this is not done for the one that only tells
// that there are more.
func (q *query) nestedActors(a, value string, p store.Page, sel *store.ActorSelection, out string) (size string, decode actorDecoder) {
	found, values := q.name("l"), q.name("l")
	q.add("RETURN collect(", a, ") AS ", found, ", collect(coalesce(", value, ", 0)) AS ", values, " } ")
	q.call(found, values)
	first, inner, i := q.param(int64(p.First)), q.name("a"), q.name("i")
	q.add("UNWIND range(0, CASE WHEN size(", found, ") > ", first, " THEN ", first, " ELSE size(", found, ") END - 1) AS ", i, " ")
	q.add("WITH ", found, "[", i, "] AS ", inner, ", ", values, "[", i, "] AS ", i, "v", sharedMark, " ")
	one, decode := q.actor(inner, sel)
	q.add("RETURN collect([", one, ", ", i, "v]) AS ", out, " } ")
	return "size(" + found + ")", decode
}
