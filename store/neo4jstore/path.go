package neo4jstore

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"rawabit/schema"
	"rawabit/store"
)

// Paths is part of store.Reader.
//
// The statement asks the database for the shortest paths and sorts them, if they
// are not too many. Otherwise, and while more are wanted, it follows paths of the
// least length, and of the next ones, step by step in the order of the ids of
// their relations. The steps are nested subqueries, which the database runs row by
// row: the first paths are found without listing all, and what cannot reach the
// other end in time is not followed.
func (s *Store) Paths(ctx context.Context, q store.PathsQuery) ([]store.PathNode, error) {
	if q.MaxHops < 1 || q.First < 0 {
		return nil, schema.Errorf(schema.CodeInvalid, "\"maxHops\" must be at least 1 and \"first\" at least 0, they are %d and %d", q.MaxHops, q.First)
	}
	x := s.newQuery()
	p := &pathQuery{query: x, f: x.filter(&q.Filter), overlapping: q.Overlapping, limit: x.param(int64(q.First))}
	if p.f.nothing || q.First == 0 || q.From == q.To {
		return nil, s.open(ctx)
	}
	x.add("MATCH (a:Actor {id: ", x.param(string(q.From)), "}) MATCH (b:Actor {id: ", x.param(string(q.To)), "}) WITH a, b", sharedMark, " ")
	p.least(q.MaxHops)
	for length := 1; length <= q.MaxHops; length++ {
		p.follow(length)
	}
	decode := p.finish(&q)
	var paths []store.PathNode
	x.none = true
	err := s.ask(ctx, x, func(v any) { paths = decode(v) })
	return paths, err
}

// pathQuery is a search for paths in the making. Its lists hold, a path an entry,
// the relations, the actors on the way and, where versions that are past may be
// among the relations, their types and ends: an edge tells its own.
type pathQuery struct {
	*query
	f           *filter
	overlapping bool
	limit       string
	found       []pathLists // by length
}

type pathLists struct{ relations, kinds, sources, targets, actors string }

// fewPaths is how many shortest paths are listed and sorted at most: following
// paths in order costs about as much as listing some hundreds.
const fewPaths = 2000

// least appends the search for the least length that is to be followed, s: that
// of the shortest paths, or one more where these are listed. Versions that are
// past are no edges, so with them any length may be the least.
func (p *pathQuery) least(maxHops int) {
	if p.f.past() {
		p.add("WITH a, b, 1 AS s", sharedMark, " ")
		return
	}
	shortest := func(function string) {
		p.add("MATCH p = ", function, "((a)-[", pattern(p.f.types), "*..", strconv.Itoa(maxHops), "]-(b)) ")
		conds := p.f.where(row{relation: "r", kind: "type(r)", source: "startNode(r)", target: "endNode(r)"}, true)
		if len(conds) > 0 {
			p.add("WHERE all(r IN relationships(p) WHERE ", strings.Join(conds, " AND "), ") ")
		}
	}
	p.call("a", "b")
	if p.overlapping {
		shortest("shortestPath")
		p.add("RETURN length(p) AS s } ")
		return
	}
	listed := pathLists{relations: p.name("l"), actors: p.name("l")}
	most := strconv.Itoa(fewPaths)
	p.call("a", "b")
	shortest("allShortestPaths")
	p.add("RETURN p LIMIT ", most, " + 1 } WITH collect(p) AS ps", sharedMark, " WHERE size(ps) > 0 ")
	p.call("ps")
	p.add("UNWIND CASE WHEN size(ps) > ", most, " THEN [] ELSE ps END AS p WITH p, [r IN relationships(p) | r.id] AS ids ORDER BY ids LIMIT ", p.limit,
		" RETURN collect(relationships(p)) AS ", listed.relations, ", collect(nodes(p)) AS ", listed.actors, " } ")
	p.add("RETURN length(ps[0]) + CASE WHEN size(ps) > ", most, " THEN 0 ELSE 1 END AS s, ", listed.relations, ", ", listed.actors, " } ")
	p.found = append(p.found, listed)
}

// follow appends the search for paths of one length.
func (p *pathQuery) follow(length int) {
	found := pathLists{p.name("l"), p.name("l"), p.name("l"), p.name("l"), p.name("l")}
	missing := p.limit
	scope := []string{"a", "b", "s"}
	for _, l := range p.found {
		missing += " - size(" + l.relations + ")"
		scope = append(scope, l.relations)
	}
	p.call(scope...)
	p.add("UNWIND CASE WHEN s <= ", strconv.Itoa(length), " AND ", missing, " > 0 THEN [1] ELSE [] END AS go ")
	near := p.near(length)
	steps := &pathSteps{pathQuery: p, near: near, at: "a", on: []string{"a"}}
	for left := length - 1; left >= 0; left-- {
		steps.step(left)
	}
	p.add("WITH [", strings.Join(steps.column(func(v row) string { return v.relation }), ", "), "] AS rs, [")
	if p.f.past() {
		p.add(strings.Join(steps.column(func(v row) string { return v.kind }), ", "), "] AS ks, [",
			strings.Join(steps.column(func(v row) string { return v.source }), ", "), "] AS ss, [",
			strings.Join(steps.column(func(v row) string { return v.target }), ", "), "] AS ts, [")
	}
	p.add(strings.Join(steps.on, ", "), "] AS xs", sharedMark, " LIMIT ", p.limit, " RETURN collect(rs) AS ", found.relations)
	if p.f.past() {
		p.add(", collect(ks) AS ", found.kinds, ", collect(ss) AS ", found.sources, ", collect(ts) AS ", found.targets)
	}
	p.add(", collect(xs) AS ", found.actors, " } ")
	p.found = append(p.found, found)
}

// near appends lists of the actors that reach the other end with one relation and
// with two, as far as paths of a length ask for them.
func (p *pathQuery) near(length int) []string {
	var lists []string
	if length >= 2 {
		one := p.name("l")
		p.call("b")
		v := p.rows("b", "", p.f, store.Both, nil)
		p.add("RETURN collect(DISTINCT ", v.other, ") AS ", one, " } ")
		lists = append(lists, one)
	}
	if length >= 4 {
		two, m := p.name("l"), p.name("m")
		p.call(lists[0])
		p.add("UNWIND ", lists[0], " AS ", m, " ")
		v := p.rows(m, "", p.f, store.Both, nil)
		p.add("RETURN collect(DISTINCT ", v.other, ") AS ", two, " } ")
		lists = append(lists, two)
	}
	return lists
}

// pathSteps are the steps of the paths of one length.
type pathSteps struct {
	*pathQuery
	near    []string
	at      string   // the actor that was reached
	on      []string // the actors on the way
	rows    []row
	meeting meeting
}

func (p *pathSteps) column(part func(v row) string) []string {
	var out []string
	for _, v := range p.rows {
		out = append(out, part(v))
	}
	return out
}

// step appends one step, after which left ones are to come.
func (p *pathSteps) step(left int) {
	scope := append([]string{"b"}, p.on...)
	scope = append(append(scope, p.near...), p.meeting.names()...)
	to := ""
	if left == 0 {
		to = "b"
	}
	p.call(scope...)
	found := p.query.rows(p.at, to, p.f, store.Both, func(v row) []string { return p.conditions(v, left) }, slices.Concat([]string{"b"}, p.on, p.near)...)
	v := row{relation: p.name("r"), other: p.name("o")}
	parts := []string{found.relation, v.relation, found.other, v.other}
	if p.f.past() {
		v.kind, v.source, v.target = p.name("k"), p.name("s"), p.name("t")
		parts = append(parts, found.kind, v.kind, found.source, v.source, found.target, v.target)
	} else {
		v.kind = "type(" + v.relation + ")"
	}
	var names, columnList []string
	for i := 0; i < len(parts); i += 2 {
		columnList = append(columnList, parts[i]+" AS "+parts[i+1])
		names = append(names, parts[i+1])
	}
	columns := strings.Join(names, ", ")
	p.add("WITH ", strings.Join(columnList, ", "), sharedMark, " ")
	if p.overlapping {
		p.meeting = p.join(p.meeting, v, columns)
	}
	if names := p.meeting.names(); names != nil {
		columns += ", " + strings.Join(names, ", ")
	}
	// The limit keeps the order, which would mean nothing here without one, and keeps
	// what follows from being asked of all before the first is followed.
	p.add("WITH ", columns, sharedMark, " ORDER BY ", v.relation, ".id LIMIT 2147483647 ")
	if ahead := p.lookAhead(v, left); ahead != "" {
		p.add("WITH ", columns, sharedMark, " WHERE ", ahead, " ")
	}
	p.add("RETURN ", columns, " } ")
	p.rows = append(p.rows, v)
	p.at = v.other
	p.on = append(p.on, v.other)
}

// conditions keep paths simple and leave out actors that are not near the other
// end when they have to be.
func (p *pathSteps) conditions(v row, left int) []string {
	if left == 0 {
		return nil
	}
	conds := []string{v.other + " <> b"}
	for _, on := range p.on {
		conds = append(conds, v.other+" <> "+on)
	}
	if left <= len(p.near) {
		conds = append(conds, v.other+" IN "+p.near[left-1])
	}
	return conds
}

// lookAhead returns the condition that one more step leads near the other end, ""
// where that is not asked.
func (p *pathSteps) lookAhead(v row, left int) string {
	if left == 0 || left != len(p.near)+1 || p.f.past() {
		return ""
	}
	next := row{relation: p.name("r"), other: p.name("o")}
	next.kind, next.source, next.target = "type("+next.relation+")", "startNode("+next.relation+")", "endNode("+next.relation+")"
	conds := append(p.f.where(next, true), next.other+" IN "+p.near[len(p.near)-1])
	for _, on := range p.on {
		conds = append(conds, next.other+" <> "+on)
	}
	return "EXISTS { MATCH (" + v.other + ")-[" + next.relation + pattern(p.f.types) + "]-(" + next.other + ") " + whereText(conds...) + "}"
}

// meeting names what a path leaves of the days: from and to are shared by its
// states, latest is the last beginning of its events and first their first end.
// The zero meeting is that of no relation yet.
type meeting struct{ from, to, latest, first string }

func (m meeting) names() []string {
	if m.from == "" {
		return nil
	}
	return []string{m.from, m.to, m.latest, m.first}
}

// join appends what a further relation leaves of the days, and lets pass only
// rows where its states share a day and each event may lie within the days that
// they share.
func (p *pathSteps) join(m meeting, v row, columns string) meeting {
	if m.from == "" {
		m = meeting{"-1073741824", "1073741824", "-1073741824", "1073741824"}
	}
	lo, hi, event := p.name("v"), p.name("v"), p.name("v")
	// An undated event may lie anywhere.
	p.add("WITH ", columns, ", ", v.kind, " IN ", p.param(types().events), " AS ", event, ", CASE ", v.relation, ".toDay WHEN -1073741824 THEN -1073741824 ELSE ", v.relation, ".fromDay END AS ", lo,
		", CASE ", v.relation, ".toDay WHEN -1073741824 THEN 1073741824 ELSE ", v.relation, ".toDay END AS ", hi, sharedMark, " ")
	next := meeting{p.name("v"), p.name("v"), p.name("v"), p.name("v")}
	p.add("WITH ", columns,
		", CASE WHEN ", event, " OR ", lo, " < ", m.from, " THEN ", m.from, " ELSE ", lo, " END AS ", next.from,
		", CASE WHEN ", event, " OR ", hi, " > ", m.to, " THEN ", m.to, " ELSE ", hi, " END AS ", next.to,
		", CASE WHEN NOT ", event, " OR ", lo, " < ", m.latest, " THEN ", m.latest, " ELSE ", lo, " END AS ", next.latest,
		", CASE WHEN NOT ", event, " OR ", hi, " > ", m.first, " THEN ", m.first, " ELSE ", hi, " END AS ", next.first, sharedMark,
		" WHERE ", next.from, " <= ", next.to, " AND ", next.latest, " <= ", next.to, " AND ", next.first, " >= ", next.from, " ")
	return next
}

// finish appends what is selected of the paths that were found.
func (p *pathQuery) finish(q *store.PathsQuery) func(v any) []store.PathNode {
	sum := func(part func(l pathLists) string) string {
		var lists []string
		for _, l := range p.found {
			lists = append(lists, part(l))
		}
		return strings.Join(lists, " + ")
	}
	lists := []string{"rs"}
	p.add("WITH ", sum(func(l pathLists) string { return l.relations }), " AS rs, ")
	if p.f.past() {
		lists = append(lists, "ks", "ss", "ts")
		p.add(sum(func(l pathLists) string { return l.kinds }), " AS ks, ",
			sum(func(l pathLists) string { return l.sources }), " AS ss, ", sum(func(l pathLists) string { return l.targets }), " AS ts, ")
	}
	p.add(sum(func(l pathLists) string { return l.actors }), " AS xs", sharedMark, " ")
	var readActor actorDecoder
	var readRelation relationDecoder
	if !p.f.past() && plainActor(&q.Actors) && plainRelation(&q.Relations) && !q.Relations.Fields.Has(store.RelationClaims) {
		var actor, relation string
		actor, readActor = p.actor("x", &q.Actors)
		relation, readRelation = p.query.relation(row{relation: "r", kind: "type(r)", source: "startNode(r)", target: "endNode(r)"}, &q.Relations, p.f.certainOn)
		p.add("RETURN [j IN range(0, CASE WHEN size(rs) > ", p.limit, " THEN ", p.limit, " ELSE size(rs) END - 1) | [[x IN xs[j] | ", actor, "], [r IN rs[j] | ", relation, "]]] AS x")
	} else {
		readActor, readRelation = p.below(q, lists)
	}
	return func(v any) []store.PathNode {
		var paths []store.PathNode
		for _, entry := range list(v) {
			pair := list(entry)
			var path store.PathNode
			for _, a := range list(pair[0]) {
				path.Actors = append(path.Actors, readActor(a))
			}
			for _, r := range list(pair[1]) {
				path.Relations = append(path.Relations, readRelation(r))
			}
			paths = append(paths, path)
		}
		return paths
	}
}

// below is finish for selections that go further: they are subqueries.
func (p *pathQuery) below(q *store.PathsQuery, lists []string) (actorDecoder, relationDecoder) {
	p.call(append(lists, "xs")...)
	p.add("UNWIND range(0, CASE WHEN size(rs) > ", p.limit, " THEN ", p.limit, " ELSE size(rs) END - 1) AS j ")
	p.call("xs", "j")
	p.add("UNWIND xs[j] AS x ")
	actor, readActor := p.actor("x", &q.Actors)
	p.add("RETURN collect(", actor, ") AS actors } ")
	p.call(append(lists, "j")...)
	v := row{relation: p.name("r"), kind: p.name("k"), source: p.name("s"), target: p.name("t")}
	if p.f.past() {
		p.add("UNWIND range(0, size(rs[j]) - 1) AS i WITH rs[j][i] AS ", v.relation, ", ks[j][i] AS ", v.kind, ", ss[j][i] AS ", v.source, ", ts[j][i] AS ", v.target, sharedMark, " ")
	} else {
		p.add("UNWIND rs[j] AS ", v.relation, " WITH ", v.relation, ", type(", v.relation, ") AS ", v.kind, ", startNode(", v.relation, ") AS ", v.source, ", endNode(", v.relation, ") AS ", v.target, sharedMark, " ")
	}
	relation, readRelation := p.relation(v, &q.Relations, p.f.certainOn)
	p.add("RETURN collect(", relation, ") AS relations } RETURN collect([actors, relations]) AS x } RETURN x")
	return readActor, readRelation
}
