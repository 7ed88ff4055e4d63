package neo4jstore

import (
	"context"
	"strconv"
	"strings"

	"rawabit/schema"
	"rawabit/store"
)

// query is one Cypher statement in the making. Whatever comes from a caller goes
// into it as a parameter; its text depends on the shape of what is asked alone, so
// that the database keeps its plan.
//
// The parts of a selection are compiled one after the other into subqueries that
// bring variables into scope, and into expressions over these, which the caller
// puts into what it returns. A decoder reads what the expression gave.
type query struct {
	b       strings.Builder
	prelude strings.Builder
	params  map[string]any
	names   int
	shared  []string // variables of the prelude
	today   schema.Day
	none    bool  // the statement may give no record
	err     error // the first one
}

// sharedMark stands in the text for the variables of the prelude, which are all
// known at the end only.
const sharedMark = "\x00"

func (s *Store) newQuery() *query {
	return &query{params: map[string]any{}, today: schema.DayOf(s.options.Clock())}
}

// add appends to the text.
func (q *query) add(parts ...string) {
	for _, p := range parts {
		q.b.WriteString(p)
	}
}

// param makes a parameter of a value.
func (q *query) param(v any) string {
	name := "p" + strconv.Itoa(len(q.params))
	q.params[name] = v
	return "$" + name
}

// name returns a name for a variable that is not in use yet.
func (q *query) name(prefix string) string {
	q.names++
	return prefix + strconv.Itoa(q.names)
}

// fail keeps the first error.
func (q *query) fail(err error) {
	if q.err == nil {
		q.err = err
	}
}

// call opens a subquery that sees some variables; close it with a brace.
func (q *query) call(variables ...string) {
	q.add("CALL (", strings.Join(variables, ", "), sharedMark, ") { ")
}

// text returns the statement.
func (q *query) text() string {
	text := q.b.String()
	all := strings.Join(q.shared, ", ")
	if all == "" {
		return strings.ReplaceAll(text, sharedMark, "")
	}
	// A mark right behind a bracket has no comma before it.
	text = strings.ReplaceAll(text, "("+sharedMark, "("+all)
	return q.prelude.String() + strings.ReplaceAll(text, sharedMark, ", "+all)
}

// ask runs the statement, which gives one record with one value, or none where it
// may.
func (s *Store) ask(ctx context.Context, q *query, decode func(v any)) error {
	if err := s.open(ctx); err != nil {
		return err
	}
	if q.err != nil {
		return q.err
	}
	take := func(v []any) error {
		decode(v[0])
		return nil
	}
	if q.none {
		return s.readAll(ctx, q.text(), q.params, take)
	}
	return s.read(ctx, q.text(), q.params, take)
}

// scope returns an expression for the ids of what counts as an actor: itself or,
// with parts, whatever is part of it or lies in it by the registry.
func (q *query) scope(id schema.ActorID, parts bool) endSet {
	p := q.param(string(id))
	if !parts {
		return endSet{one: p}
	}
	name := q.name("g")
	q.shared = append(q.shared, name)
	q.prelude.WriteString("CALL () { OPTIONAL MATCH (:Scope {id: " + p + "})<-[:WITHIN|ORGAN_OF*1..30]-(d) RETURN [" + p + "] + collect(DISTINCT d.id) AS " + name + " } ")
	return endSet{many: name}
}

// endSet is a set of actors as an expression: one id, or a list of ids. The zero
// endSet allows every actor.
type endSet struct{ one, many string }

func (e endSet) all() bool { return e.one == "" && e.many == "" }

// has returns the condition that the id given by an expression is in the set.
func (e endSet) has(id string) string {
	if e.many != "" {
		return id + " IN " + e.many
	}
	return id + " = " + e.one
}

// match returns the clause that finds the actors of the set.
func (e endSet) match(variable string) string {
	if e.many != "" {
		return "UNWIND " + e.many + " AS " + variable + "Id MATCH (" + variable + ":Actor {id: " + variable + "Id}) "
	}
	return "MATCH (" + variable + ":Actor {id: " + e.one + "}) "
}

// begin checks the page of a list and reads its cursor.
func (q *query) begin(list store.List, p store.Page) *store.Cursor {
	if err := store.CheckPage(p); err != nil {
		q.fail(err)
		return nil
	}
	if p.After == "" {
		return nil
	}
	c, err := store.DecodeCursor(list, p.After)
	if err != nil {
		q.fail(err)
		return nil
	}
	return &c
}

// limit returns how many rows are looked for to fill a page: one more than it may
// have, which tells that there are more, if anybody asks.
func (q *query) limit(p store.Page) string {
	if p.NoMore {
		return q.param(int64(p.First))
	}
	return q.param(int64(p.First + 1))
}

// page returns the expression of a page, from those of its entries, of how many
// were found and of the total, and what reads the entries of the page, one too
// many or not, from it.
func (q *query) page(p store.Page, entries, size, total string) (expression string, open func(v any) ([]any, store.PageInfo)) {
	if p.NoMore && !p.Total {
		return entries, func(v any) ([]any, store.PageInfo) {
			found := list(v)
			return found, pageInfo(p, len(found), false, nil)
		}
	}
	return "[" + entries + ", " + size + ", " + total + "]", func(v any) ([]any, store.PageInfo) {
		c := list(v)
		if len(c) != 3 {
			return nil, pageInfo(p, 0, false, nil)
		}
		n, found := int(number(c[1])), list(c[0])
		return found[:min(len(found), p.First)], pageInfo(p, min(n, p.First), n > p.First, c[2])
	}
}

// pageInfo describes a page of n entries. What commits while a statement runs may
// be counted and not be listed, or the reverse: then the list is believed.
func pageInfo(p store.Page, n int, more bool, total any) store.PageInfo {
	info := store.PageInfo{HasPrevious: p.After != "", HasNext: more, Total: -1}
	if !p.Total {
		return info
	}
	info.Total = max(int(number(total)), n)
	if p.After == "" && !more {
		info.Total = n
	} else if more {
		info.Total = max(info.Total, n+1)
	}
	return info
}
