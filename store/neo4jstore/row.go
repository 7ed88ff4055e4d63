package neo4jstore

import (
	"slices"
	"strings"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// row names the variables, or expressions, of one relation in a statement. The
// relation is an edge or the node of a past version: both have the same
// properties.
type row struct {
	relation       string
	kind           string // the type
	source, target string // the nodes of its ends
	other          string // the end that it was reached at
	by             string // what the rows are to be sorted by, where that is known beside the relation
}

// branch is one way to reach relations from an actor.
type branch struct {
	match string
	row   row
	past  bool
}

// branches lists the ways to reach the relations of the actor in a variable in a
// direction, each relation by one way unless both ends are reached from. other
// is the variable of the actor that they lead to, "" for any.
func (f *filter) branches(from, other string, d store.Direction) []branch {
	q := f.q
	rel, bound := q.name("r"), other != ""
	if !bound {
		other = q.name("o")
	}
	edge := func(types []string, left, right, source, target string) branch {
		return branch{
			match: "MATCH (" + from + ")" + left + "[" + rel + pattern(types) + "]" + right + "(" + other + ") ",
			row:   row{relation: rel, kind: "type(" + rel + ")", source: source, target: target, other: other},
		}
	}
	out := func(types []string) branch { return edge(types, "-", "->", from, other) }
	in := func(types []string) branch { return edge(types, "<-", "-", other, from) }
	var list []branch
	switch d {
	case store.Out:
		list = append(list, out(f.types))
		if len(f.symmetric) > 0 {
			list = append(list, in(f.symmetric))
		}
	case store.In:
		list = append(list, in(f.types))
		if len(f.symmetric) > 0 {
			list = append(list, out(f.symmetric))
		}
	default:
		list = append(list, edge(f.types, "-", "-", "startNode("+rel+")", "endNode("+rel+")"))
	}
	if f.past() {
		list = append(list, f.pastBranches(from, rel, other, bound, d)...)
	}
	return list
}

// pastBranches lists the ways to reach versions that are past.
func (f *filter) pastBranches(from, rel, other string, bound bool, d store.Direction) []branch {
	known := f.q.param(f.from.KnownAt.UTC())
	node := func(near, far string, source, target string, symmetricOnly bool) branch {
		match := "MATCH (" + rel + ":Past {" + near + ": " + from + ".id}) WHERE " + rel + ".retractedAt > " + known
		if symmetricOnly {
			match += " AND " + rel + ".type IN " + f.q.param(f.symmetric)
		}
		if bound {
			match += " AND " + rel + "." + far + " = " + other + ".id WITH * "
		} else {
			match += " MATCH (" + other + ":Actor {id: " + rel + "." + far + "}) "
		}
		return branch{match: match, row: row{relation: rel, kind: rel + ".type", source: source, target: target, other: other}, past: true}
	}
	return []branch{
		node("source", "target", from, other, d == store.In),
		node("target", "source", other, from, d == store.Out),
	}
}

// rows appends what yields the relations of the actor in a variable that pass,
// with further conditions on them; to is the variable of the actor that they
// lead to, "" for any. uses names the other variables that the conditions speak
// of. The parts of the row are to be taken over by a WITH clause right away.
func (q *query) rows(from, to string, f *filter, d store.Direction, more func(v row) []string, uses ...string) row {
	if to != "" {
		uses = append(uses, to)
	}
	return q.rowsOf(f.branches(from, to, d), f, more, append(uses, from)...)
}

func (q *query) rowsOf(branches []branch, f *filter, more func(v row) []string, uses ...string) row {
	condition := func(b branch) string {
		conds := f.where(b.row, !b.past)
		if more != nil {
			conds = append(conds, more(b.row)...)
		}
		return whereText(conds...)
	}
	if len(branches) == 1 {
		q.add(branches[0].match, condition(branches[0]))
		return branches[0].row
	}
	v := row{relation: q.name("r"), source: q.name("s"), target: q.name("t"), other: q.name("o")}
	v.kind = "type(" + v.relation + ")"
	past := slices.ContainsFunc(branches, func(b branch) bool { return b.past })
	if past {
		v.kind = q.name("k")
	}
	slices.Sort(uses)
	q.call(slices.Compact(uses)...)
	for i, b := range branches {
		if i > 0 {
			q.add("UNION ALL ")
		}
		q.add(b.match, condition(b), "RETURN ", b.row.relation, " AS ", v.relation, ", ")
		if past {
			q.add(b.row.kind, " AS ", v.kind, ", ")
		}
		q.add(b.row.source, " AS ", v.source, ", ", b.row.target, " AS ", v.target, ", ", b.row.other, " AS ", v.other, " ")
	}
	q.add("} ")
	return v
}

// with appends a WITH clause that gives every part of a row a variable.
func (q *query) with(v row, distinct bool) row {
	out := v
	parts := []string{v.relation}
	name := func(expression, prefix string) string {
		if isVariable(expression) {
			parts = append(parts, expression)
			return expression
		}
		fresh := q.name(prefix)
		parts = append(parts, expression+" AS "+fresh)
		return fresh
	}
	out.kind = name(v.kind, "k")
	out.source, out.target = name(v.source, "s"), name(v.target, "t")
	word := "WITH "
	if distinct {
		word = "WITH DISTINCT "
	}
	q.add(word, strings.Join(parts, ", "), sharedMark, " ")
	return out
}

// carry appends a WITH clause that takes a row over. Parts that the relation tells
// stay expressions, which are worked out for what a page keeps only.
func (q *query) carry(v row, distinct bool) row {
	parts := []string{v.relation}
	for _, part := range [...]string{v.kind, v.source, v.target} {
		if isVariable(part) {
			parts = append(parts, part)
		}
	}
	word := "WITH "
	if distinct {
		word = "WITH DISTINCT "
	}
	q.add(word, strings.Join(parts, ", "), sharedMark, " ")
	return v
}

func isVariable(expression string) bool { return !strings.ContainsAny(expression, "(.") }

// ends gives the ends of a row variables.
func (q *query) ends(v row) row {
	if isVariable(v.source) && isVariable(v.target) {
		return v
	}
	return q.with(v, false)
}

// ordering returns what an order sorts by, and the condition that a row comes
// after a cursor, "" without one.
func (q *query) ordering(o store.RelationOrder, after *store.Cursor, v row) (by, beyond string) {
	if v.by != "" && after == nil {
		return v.by, ""
	}
	r := v.relation
	var key, less string
	descending := true
	var at any
	switch o {
	case store.DateAsc:
		key, descending = "CASE WHEN "+r+".validFrom IS NULL THEN 1073741825 ELSE "+r+".fromDay END", false
		if after != nil {
			at = after.Rank
		}
	case store.RecordedDesc:
		key = r + ".recordedAt"
		if after != nil {
			at = time.UnixMicro(-after.Rank).UTC()
		}
	case store.ConfidenceDesc:
		key = r + ".confidence"
		if after != nil {
			at = confidenceOf(after.Rank)
		}
	default:
		key = "CASE WHEN " + r + ".validFrom IS NULL THEN -1073741824 ELSE " + r + ".fromDay END"
		if after != nil {
			at = -after.Rank
		}
	}
	by = key
	less = " > "
	if descending {
		by += " DESC"
		less = " < "
	}
	by += ", " + r + ".id"
	if after != nil {
		p := q.param(at)
		beyond = "(" + key + less + p + " OR " + key + " = " + p + " AND " + r + ".id > " + q.param(after.ID) + ")"
	}
	return by, beyond
}

// The days of "no bound" stand in the text of statements.
var _ = [1]struct{}{}[schema.MaxDay-1073741824]
