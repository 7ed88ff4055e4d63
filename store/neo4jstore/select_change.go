package neo4jstore

import (
	"strings"
	"time"

	"rawabit/store"
)

// changeDecoder reads what a change's expression gave.
type changeDecoder func(v any) *store.ChangeNode

// change compiles a selection on the change in a variable. The versions before and
// after it come along whatever is selected, since a change holds them.
func (q *query) change(c string, sel *store.ChangeSelection) (expression string, decode changeDecoder) {
	before, readBefore := q.versionOf(c, "before", sel.Before)
	after, readAfter := q.versionOf(c, "after", sel.After)
	cells := []string{propertiesOf(c), before, after}
	var fill []func(n *store.ChangeNode, v any)
	if sel.Relation != nil {
		expression, read := q.found(c+".relation", []string{c}, nil, sel.Relation, q.today)
		cells = append(cells, expression)
		fill = append(fill, func(n *store.ChangeNode, v any) { n.Relation = read(v) })
	}
	if sel.Evidence != nil {
		claims := q.name("c")
		q.call(c)
		q.add("RETURN ", c, ".claims AS ", claims, " } ")
		expression, read := q.evidence(claims, -1, sel.Evidence)
		cells = append(cells, expression)
		fill = append(fill, func(n *store.ChangeNode, v any) { n.Evidence = read(v) })
	}
	return "[" + strings.Join(cells, ", ") + "]", func(v any) *store.ChangeNode {
		values := list(v)
		n := &store.ChangeNode{Change: decodeChange(values[0])}
		if was := readBefore(values[1]); was != nil {
			n.Change.Before = was.Relation
			if sel.Before != nil {
				n.Before = was
			}
		}
		if is := readAfter(values[2]); is != nil {
			n.Change.After = is.Relation
			if sel.After != nil {
				n.After = is
			}
		}
		for i, set := range fill {
			set(n, values[i+3])
		}
		return n
	}
}

// versionOf compiles a selection on the version before or after a change, as it
// was recorded then.
func (q *query) versionOf(c, which string, sel *store.RelationSelection) (expression string, decode relationDecoder) {
	if sel == nil {
		sel = &store.RelationSelection{}
	}
	v := row{relation: q.name("r"), kind: q.name("k"), source: q.name("s"), target: q.name("t")}
	out := q.name("x")
	columns := " AS " + v.kind + ", s AS " + v.source + ", t AS " + v.target + " "
	q.call(c)
	q.call(c)
	q.add("MATCH (r:Past {key: ", c, ".", which, "}) ", endsOf("r", "s", "t"), "RETURN r AS ", v.relation, ", r.type", columns)
	if which == "after" {
		q.add("UNION ALL MATCH (n:Current {id: ", c, ".relation}) WHERE n.version = ", c, ".version ", edgeOf("n", "r", "s", "t"), "RETURN r AS ", v.relation, ", type(r)", columns)
	}
	q.add("} ")
	one, read := q.relation(v, sel, q.today)
	q.add("RETURN collect(", one, ") AS ", out, " } ")
	return out, func(v any) *store.RelationNode {
		entries := list(v)
		if len(entries) == 0 {
			return nil
		}
		n := read(entries[0])
		n.RetractedAt = time.Time{}
		return n
	}
}

// changesOf compiles a selection on all changes of the relation in a variable.
func (q *query) changesOf(r string, sel *store.ChangeSelection) (expression string, decode func(v any) []store.ChangeNode) {
	c, out := q.name("c"), q.name("x")
	q.call(r)
	q.add("MATCH (", c, ":Change) USING INDEX ", c, ":Change(relation, cursor) WHERE ", c, ".relation = ", r, ".id AND ", c, ".cursor IS NOT NULL WITH ", c, sharedMark, " ORDER BY ", c, ".cursor ")
	one, read := q.change(c, sel)
	q.add("RETURN collect(", one, ") AS ", out, " } ")
	return out, func(v any) []store.ChangeNode {
		nodes := []store.ChangeNode{}
		for _, entry := range list(v) {
			nodes = append(nodes, *read(entry))
		}
		return nodes
	}
}

// evidence compiles the first pieces of evidence among the claims whose ids are in
// a variable; all of them when first is negative. Claims without an article are
// none.
func (q *query) evidence(claims string, first int, sel *store.ArticleSelection) (expression string, decode func(v any) []store.EvidenceNode) {
	c, ar, out := q.name("c"), q.name("d"), q.name("x")
	q.call(claims)
	q.add("UNWIND coalesce(", claims, ", []) AS id MATCH (", c, ":Claim {id: id}) MATCH (", c, ")-[:IN]->(", ar, ":Article) ")
	if first >= 0 {
		q.add("WITH ", c, ", ", ar, sharedMark, " LIMIT ", q.param(int64(first)), " ")
	}
	one, read := q.article(ar, sel)
	q.add("RETURN collect([", propertiesOf(c), ", ", one, "]) AS ", out, " } ")
	return out, func(v any) []store.EvidenceNode {
		nodes := []store.EvidenceNode{}
		for _, entry := range list(v) {
			pair := list(entry)
			nodes = append(nodes, store.EvidenceNode{Claim: decodeClaim(pair[0]), Article: read(pair[1])})
		}
		return nodes
	}
}

// changeConditions returns the conditions of a filter on the change in a variable.
func (q *query) changeConditions(c string, f *store.ChangeFilter) []string {
	var conds []string
	in := func(property string, values []string) {
		if len(values) > 0 {
			conds = append(conds, c+"."+property+" IN "+q.param(values))
		}
	}
	in("kind", plain(f.Kinds))
	in("type", plain(f.Types))
	in("modality", plain(f.Modality))
	if f.Actor != "" {
		set := q.scope(f.Actor, f.Parts)
		conds = append(conds, "("+set.has(c+".source")+" OR "+set.has(c+".target")+")")
	}
	if !f.Since.IsZero() {
		conds = append(conds, c+".recordedAt >= "+q.param(f.Since.UTC()))
	}
	if r := f.ValidIn; r != nil {
		conds = append(conds, c+".validDay >= "+q.param(int64(r.From)), c+".validDay < "+q.param(int64(r.Before)))
	}
	return conds
}
