package neo4jstore

import (
	"strings"

	"rawabit/schema"
	"rawabit/store"
)

// relationDecoder reads what a relation's expression gave; nil for null.
type relationDecoder func(v any) *store.RelationNode

// plainRelation reports whether a selection needs no subquery.
func plainRelation(sel *store.RelationSelection) bool {
	return plainActor(sel.Source) && plainActor(sel.Target) && len(sel.Others) == 0 && sel.Roles == nil && len(sel.Evidence) == 0 && sel.Changes == nil && sel.FulfilledBy == nil
}

// relation compiles a selection on the relation in a row whose parts are
// variables. Certain is worked out as of a day.
func (q *query) relation(v row, sel *store.RelationSelection, certainOn schema.Day) (expression string, decode relationDecoder) {
	fields := sel.Fields
	certain := fields.Has(store.RelationCertain)
	if certain && fields != 0 {
		fields |= store.RelationDates | store.RelationBasis | store.RelationAttested
	}
	claims, aliases := "", ""
	if fields.Has(store.RelationClaims) || len(sel.Evidence) > 0 {
		claims, aliases = q.claimsOf(v)
	}
	cells, own := relationCells(v, claims, aliases, fields)
	start := len(cells)
	var fill []func(n *store.RelationNode, v any)
	cell := func(expression string, set func(n *store.RelationNode, v any)) {
		cells = append(cells, expression)
		fill = append(fill, set)
	}
	if sel.Source != nil {
		expression, read := q.actor(v.source, sel.Source)
		cell(expression, func(n *store.RelationNode, v any) { n.Source = read(v) })
	}
	if sel.Target != nil {
		expression, read := q.actor(v.target, sel.Target)
		cell(expression, func(n *store.RelationNode, v any) { n.Target = read(v) })
	}
	for i := range sel.Others {
		q.otherEnd(v, &sel.Others[i], cell)
	}
	if sel.Roles != nil {
		q.roles(v, sel.Roles, cell)
	}
	for i := range sel.Evidence {
		field := &sel.Evidence[i]
		expression, read := q.evidence(claims, field.First, &field.Article)
		cell(expression, func(n *store.RelationNode, v any) { n.Evidence = append(n.Evidence, read(v)) })
	}
	if sel.Changes != nil {
		expression, read := q.changesOf(v.relation, sel.Changes)
		cell(expression, func(n *store.RelationNode, v any) { n.Changes = read(v) })
	}
	if sel.FulfilledBy != nil {
		expression, read := q.found(v.relation+".fulfilledBy", []string{v.relation}, nil, sel.FulfilledBy, certainOn)
		cell(expression, func(n *store.RelationNode, v any) { n.FulfilledBy = read(v) })
	}
	return "[" + strings.Join(cells, ", ") + "]", func(v any) *store.RelationNode {
		values := list(v)
		if len(values) != len(cells) || values[0] == nil {
			return nil
		}
		one := &struct {
			node     store.RelationNode
			relation schema.Relation
		}{}
		one.node.Relation = &one.relation
		own(&one.relation, values)
		one.node.Certain = certain && one.relation.CertainAsOf(certainOn)
		for i, set := range fill {
			set(&one.node, values[start+i])
		}
		return &one.node
	}
}

// claimsOf brings the claims and the former ids of a relation into variables: from
// the node beside its edge, or from that of a past version.
func (q *query) claimsOf(v row) (claims, aliases string) {
	claims, aliases = q.name("c"), q.name("c")
	q.call(v.relation)
	q.add("OPTIONAL MATCH (n:Current {id: ", v.relation, ".id}) WHERE ", v.relation, ".retractedAt IS NULL ",
		"RETURN CASE WHEN n IS NULL THEN ", v.relation, ".claims ELSE n.claims END AS ", claims, ", CASE WHEN n IS NULL THEN ", v.relation, ".aliases ELSE n.aliases END AS ", aliases, " } ")
	return claims, aliases
}

// otherEnd adds the end of a relation that is not a given one.
func (q *query) otherEnd(v row, field *store.OtherField, cell func(string, func(n *store.RelationNode, v any))) {
	than := q.param(string(field.Than))
	a, out := q.name("a"), q.name("x")
	q.call(v.source, v.target)
	q.add("WITH CASE ", than, " WHEN ", v.source, ".id THEN ", v.target, " WHEN ", v.target, ".id THEN ", v.source, " END AS ", a, sharedMark, " WHERE ", a, " IS NOT NULL ")
	expression, read := q.actor(a, &field.Select)
	q.add("RETURN collect(", expression, ") AS ", out, " } ")
	cell(out, func(n *store.RelationNode, v any) {
		var other *store.ActorNode
		if found := list(v); len(found) > 0 {
			other = read(found[0])
		}
		n.Others = append(n.Others, other)
	})
}

// roles adds the further participants.
func (q *query) roles(v row, sel *store.ActorSelection, cell func(string, func(n *store.RelationNode, v any))) {
	a, i, out := q.name("a"), q.name("i"), q.name("x")
	q.call(v.relation)
	q.add("UNWIND range(0, size(coalesce(", v.relation, ".roleNames, [])) - 1) AS ", i, " MATCH (", a, ":Actor {id: ", v.relation, ".roleActors[", i, "]}) ")
	expression, read := q.actor(a, sel)
	q.add("RETURN collect([", v.relation, ".roleNames[", i, "], ", expression, "]) AS ", out, " } ")
	cell(out, func(n *store.RelationNode, v any) {
		for _, one := range list(v) {
			pair := list(one)
			n.Roles = append(n.Roles, store.RoleNode{Name: text(pair[0]), Actor: read(pair[1])})
		}
	})
}

// reacher appends what yields relations, with further conditions on their rows,
// and brings the parts of the row into variables. Where they are only counted it
// may leave out what is not needed for that.
type reacher func(more func(v row) []string, counting bool) row

// relationPage compiles a page of relations.
func (q *query) relationPage(outer []string, f *filter, order store.RelationOrder, p store.Page, sel *store.RelationSelection,
	reach reacher,
) (expression string, decode func(v any) store.RelationPage) {
	after := q.begin(order.List(), p)
	sel = withRank(sel, order, p)
	if f.nothing {
		return "[]", func(any) store.RelationPage { return store.RelationPage{PageInfo: pageInfo(p, 0, false, nil)} }
	}
	total := "null"
	if p.Total {
		total = q.name("n")
		q.call(outer...)
		v := reach(nil, true)
		q.add("RETURN count(", v.relation, ") AS ", total, " } ")
	}
	var beyond func(v row) []string
	if after != nil {
		beyond = func(v row) []string {
			_, condition := q.ordering(order, after, v)
			return []string{condition}
		}
	}
	out := q.name("x")
	q.call(outer...)
	v := reach(beyond, false)
	by, _ := q.ordering(order, nil, v)
	q.add("ORDER BY ", by, " LIMIT ", q.limit(p), " ")
	var read relationDecoder
	size := "size(" + out + ")"
	if p.NoMore || plainRelation(sel) {
		if sel.Source != nil || sel.Target != nil || len(sel.Others) > 0 {
			v = q.ends(v)
		}
		one, decode := q.relation(v, sel, f.certainOn)
		read = decode
		q.add("RETURN collect(", one, ") AS ", out, " } ")
	} else {
		size, read = q.nested(v, p, sel, f.certainOn, out)
	}
	expression, open := q.page(p, out, size, total)
	return expression, func(v any) store.RelationPage {
		entries, info := open(v)
		page := store.RelationPage{PageInfo: info}
		if len(entries) > 0 {
			page.Nodes = make([]*store.RelationNode, len(entries))
		}
		for i, entry := range entries {
			page.Nodes[i] = read(entry)
			if !p.NoCursors {
				page.Cursors = append(page.Cursors, order.Cursor(page.Nodes[i].Relation).Encode())
			}
		}
		return page
	}
}

// withRank adds to a selection what the cursors of a page are made of.
func withRank(sel *store.RelationSelection, order store.RelationOrder, p store.Page) *store.RelationSelection {
	if p.NoCursors || sel.Fields == 0 {
		return sel
	}
	out := *sel
	switch order {
	case store.RecordedDesc:
		out.Fields |= store.RelationRecorded
	case store.ConfidenceDesc:
		out.Fields |= store.RelationConfidence
	default:
		out.Fields |= store.RelationDates
	}
	return &out
}

// nested closes the subquery of a page and opens another one for what is selected
// below its relations, so that this is not done for the one that only tells that
// there are more.
func (q *query) nested(v row, p store.Page, sel *store.RelationSelection, certainOn schema.Day, out string) (size string, decode relationDecoder) {
	rs, ks, ss, ts := q.name("l"), q.name("l"), q.name("l"), q.name("l")
	q.add("RETURN collect(", v.relation, ") AS ", rs, ", collect(", v.kind, ") AS ", ks, ", collect(", v.source, ") AS ", ss, ", collect(", v.target, ") AS ", ts, " } ")
	first := q.param(int64(p.First))
	i := q.name("i")
	inner := row{relation: q.name("r"), kind: q.name("k"), source: q.name("s"), target: q.name("t")}
	q.call(rs, ks, ss, ts)
	q.add("UNWIND range(0, CASE WHEN size(", rs, ") > ", first, " THEN ", first, " ELSE size(", rs, ") END - 1) AS ", i, " WITH ",
		rs, "[", i, "] AS ", inner.relation, ", ", ks, "[", i, "] AS ", inner.kind, ", ", ss, "[", i, "] AS ", inner.source, ", ", ts, "[", i, "] AS ", inner.target, sharedMark, " ")
	one, decode := q.relation(inner, sel, certainOn)
	q.add("RETURN collect(", one, ") AS ", out, " } ")
	return "size(" + rs + ")", decode
}
