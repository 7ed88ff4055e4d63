package neo4jstore

import (
	"slices"
	"strings"

	"rawabit/schema"
	"rawabit/store"
)

// reach returns what yields the relations of the whole graph that pass: from an
// end that the filter names, else from the nodes beside the edges, type by type
// in the order that is asked for.
func (q *query) reach(f *filter, order store.RelationOrder, p store.Page) reacher {
	start, other, d := f.source, f.target, store.Out
	switch {
	case !f.source.all():
	case !f.target.all():
		start, other, d = f.target, endSet{}, store.In
	case !f.actor.all():
		start, other, d = f.actor, endSet{}, store.Both
	default:
		return func(more func(v row) []string, counting bool) row { return q.ofAll(f, order, p, more, counting) }
	}
	return func(more func(v row) []string, _ bool) row {
		m := q.name("m")
		q.add(start.match(m))
		to := ""
		if other.one != "" {
			to = q.name("m")
			q.add(other.match(to))
		}
		return q.carry(q.rows(m, to, f, d, more), start.many != "")
	}
}

// rankProperty is what the nodes beside the edges are sorted by.
func rankProperty(o store.RelationOrder) string {
	return [...]string{"dateDesc", "dateAsc", "recordedDesc", "confidenceDesc"}[o]
}

// ofAll appends what yields relations of the whole graph: after the page's cursor,
// and as many a type as the page needs, unless they are counted.
func (q *query) ofAll(f *filter, order store.RelationOrder, p store.Page, more func(v row) []string, counting bool) row {
	allowed := f.types
	if allowed == nil {
		allowed = types().all
	}
	v := row{relation: q.name("r"), kind: q.name("k"), source: q.name("s"), target: q.name("t")}
	if f.past() {
		q.call()
	}
	kind := q.name("k")
	q.add("UNWIND ", q.param(allowed), " AS ", kind, " ")
	q.call(kind)
	rank := rankProperty(order)
	q.add("MATCH (n:Current) USING INDEX n:Current(type, ", rank, ", id) WHERE n.type = ", kind, " AND ", strings.Join(q.ranks(f, order, p, counting), " AND "), " ")
	// The bounds of the index stand for those of the first day.
	starts := f.starts
	if order == store.DateDesc || order == store.DateAsc {
		starts = nil
	}
	conds := f.conditions(slices.Concat(starts, f.conds), row{relation: "r", kind: kind, source: "s", target: "t"}, true)
	if counting && len(conds) == 0 && !f.past() {
		q.add("RETURN n AS ", v.relation, " } ")
		return row{relation: v.relation}
	}
	q.add(edgeOf("n", "r", "s", "t"))
	if len(conds) > 0 {
		q.add("AND ", strings.Join(conds, " AND "), " ")
	}
	q.add("RETURN r AS ", v.relation, ", s AS ", v.source, ", t AS ", v.target)
	ranks := ""
	if !counting {
		at, id := q.name("v"), q.name("v")
		if !f.past() {
			ranks, v.by = ", "+at+", "+id, at+", "+id
		}
		q.add(", n.", rank, " AS ", at, ", n.id AS ", id, " ORDER BY n.type, n.", rank, ", n.id LIMIT ", q.limit(p))
	}
	q.add(" } ")
	columns := strings.Join([]string{v.relation, v.kind, v.source, v.target}, ", ")
	if f.past() {
		q.add("RETURN ", v.relation, ", ", kind, " AS ", v.kind, ", ", v.source, ", ", v.target, " UNION ALL ")
		q.allPast(f, v, more)
		q.add("} WITH ", columns, sharedMark, " ")
		return v
	}
	q.add("WITH ", v.relation, ", ", kind, " AS ", v.kind, ", ", v.source, ", ", v.target, ranks, sharedMark, " ")
	return v
}

// allPast appends what yields the versions of the whole graph that are past.
func (q *query) allPast(f *filter, v row, more func(v row) []string) {
	was := row{relation: "r", kind: "r.type", source: "s", target: "t"}
	conds := f.where(was, false)
	if more != nil {
		conds = append(conds, more(was)...)
	}
	q.add("MATCH (r:Past) WHERE r.retractedAt > ", q.param(f.from.KnownAt.UTC()), " ", endsOf("r", "s", "t"), whereText(conds...),
		"RETURN r AS ", v.relation, ", r.type AS ", v.kind, ", s AS ", v.source, ", t AS ", v.target, " ")
}

// ranks returns the conditions on the nodes beside the edges that bound what has
// to be looked at.
func (q *query) ranks(f *filter, order store.RelationOrder, p store.Page, counting bool) []string {
	rank := "n." + rankProperty(order)
	conds := []string{"n.id IS NOT NULL"}
	bounded := false
	bound := func(condition string) {
		conds = append(conds, condition)
		bounded = true
	}
	from := f.from
	switch order {
	case store.DateDesc:
		latest := schema.MaxDay
		for _, d := range [...]*schema.Day{from.AsOf, from.ValidOn} {
			if d != nil {
				latest = min(latest, *d)
			}
		}
		if r := from.StartsIn; r != nil {
			latest = min(latest, r.Before-1)
			bound(rank + " <= " + q.param(-int64(max(r.From, schema.MinDay+1))))
		}
		if latest < schema.MaxDay {
			bound(rank + " >= " + q.param(-int64(latest)))
		}
	case store.DateAsc:
		if r := from.StartsIn; r != nil {
			bound(rank + " >= " + q.param(int64(r.From)))
			bound(rank + " < " + q.param(int64(min(r.Before, schema.MaxDay))))
		}
	}
	if p.After != "" && !counting {
		if after, err := store.DecodeCursor(order.List(), p.After); err == nil { // checked before
			at := q.param(after.Rank)
			bound(rank + " >= " + at)
			conds = append(conds, "("+rank+" > "+at+" OR n.id > "+q.param(after.ID)+")")
		}
	}
	if !bounded {
		conds = append(conds, rank+" IS NOT NULL")
	}
	return conds
}
