package graphqlapi

import (
	"rawabit/schema"
	"rawabit/store"
)

// The fields of Dyad and of DyadPoint.
const (
	dyadA fieldID = iota + 1
	dyadB
	dyadFirst
	dyadLast
	dyadSeries
	dyadRelations
	pointStart
	pointCooperation
	pointConflict
	pointEvents
)

// dyadQuery answers Query.dyad.
type dyadQuery struct {
	a, b, granularity *input
	filter            filterShape
	nodeA, nodeB      actorShape
	relations         []*articleRelationsShape
}

func (c *compiler) dyadQuery(f *field, at *arguments) action {
	q := &dyadQuery{a: at.get("a"), b: at.get("b"), granularity: at.get("granularity"), filter: c.filter(at)}
	f.sub = c.selection("Dyad", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "a":
			f.id, f.sub = dyadA, c.actor(at, &q.nodeA)
		case "b":
			f.id, f.sub = dyadB, c.actor(at, &q.nodeB)
		case "firstContact":
			f.id = dyadFirst
		case "lastContact":
			f.id = dyadLast
		case "series":
			f.id, f.sub = dyadSeries, c.point(at)
		case "relations":
			r := &articleRelationsShape{page: newPage(at)}
			f.id, f.slot = dyadRelations, len(q.relations)
			q.relations = append(q.relations, r)
			f.sub = c.connection("Relation", at, &r.page, func(at *arguments) *selection { return c.relation(at, &r.node) })
		}
	})
	q.nodeA.settle(&c.api.limits)
	q.nodeB.settle(&c.api.limits)
	for _, r := range q.relations {
		r.node.settle(&c.api.limits)
	}
	return q
}

func (c *compiler) point(at *arguments) *selection {
	return c.selection("DyadPoint", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "start":
			f.id = pointStart
		case "cooperation":
			f.id = pointCooperation
		case "conflict":
			f.id = pointConflict
		case "events":
			f.id = pointEvents
		}
	})
}

func (q *dyadQuery) run(x *execution, w *writer, f *field) bool {
	b := x.binder()
	sq := store.DyadQuery{
		A: schema.ActorID(q.a.string(x.vars)), B: schema.ActorID(q.b.string(x.vars)), Granularity: granularity(q.granularity.string(x.vars)),
		Filter: q.filter.bind(b), SelectA: *q.nodeA.bind(b), SelectB: *q.nodeB.bind(b),
	}
	for _, r := range q.relations {
		one := store.RelationsField{Filter: sq.Filter, Page: r.page.bind(b)}
		outer := b.enter(one.Page.First)
		one.Select = *r.node.bind(b)
		b.times = outer
		sq.Relations = append(sq.Relations, one)
	}
	err := b.check()
	var n *store.DyadNode
	if err == nil {
		n, err = x.reader.Dyad(x.ctx, sq)
	}
	if err == nil && (n == nil || n.A == nil || n.B == nil) {
		err = schema.Errorf(schema.CodeNotFound, "no actor has the id %q, or none has %q", sq.A, sq.B)
	}
	return answer(w, f, err, func() bool { return writeObject(w, f, n, (*writer).dyad) })
}

func granularity(name string) store.Granularity {
	switch name {
	case "DAY":
		return store.Days
	case "WEEK":
		return store.Weeks
	case "YEAR":
		return store.Years
	}
	return store.Months
}

// dyad writes what happened between two actors.
func (w *writer) dyad(s *selection, n *store.DyadNode) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		ok := true
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case dyadA:
			ok = writeObject(w, f, n.A, (*writer).actor)
		case dyadB:
			ok = writeObject(w, f, n.B, (*writer).actor)
		case dyadFirst:
			w.date(n.FirstContact)
		case dyadLast:
			w.date(n.LastContact)
		case dyadSeries:
			ok = writeList(w, f, n.Series, (*writer).point)
		case dyadRelations:
			p := &n.Relations[f.slot]
			ok = writeConnection(w, f, p.PageInfo, p.Nodes, p.Cursors, (*writer).relation)
		}
		if !ok {
			return false
		}
	}
	w.close(s)
	return true
}

func (w *writer) point(s *selection, n store.DyadPoint) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case pointStart:
			w.date(n.Start)
		case pointCooperation:
			w.float(n.Cooperation)
		case pointConflict:
			w.float(n.Conflict)
		case pointEvents:
			w.int(n.Events)
		}
	}
	w.close(s)
	return true
}
