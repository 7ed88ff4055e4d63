package graphqlapi

import (
	"rawabit/schema"
	"rawabit/store"
)

// The fields of Path and of Subgraph.
const (
	pathLength fieldID = iota + 1
	pathActors
	pathRelations
	subgraphTruncated
)

// pathsQuery answers Query.paths.
type pathsQuery struct {
	from, to, hops, overlapping, first *input
	filter                             filterShape
	actors                             actorShape
	relations                          relationShape
}

func (c *compiler) pathsQuery(f *field, at *arguments) action {
	q := &pathsQuery{
		from: at.get("from"), to: at.get("to"), hops: at.get("maxHops"), overlapping: at.get("overlapping"), first: at.get("first"), filter: c.filter(at),
	}
	// What is not asked for comes with the least.
	q.actors.fields, q.relations.fields = store.ActorIdentity, store.RelationIdentity
	f.sub = c.selection("Path", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "length":
			f.id = pathLength
		case "actors":
			f.id, f.sub = pathActors, c.actor(at, &q.actors)
		case "relations":
			f.id, f.sub = pathRelations, c.relation(at, &q.relations)
		}
	})
	q.actors.settle(&c.api.limits)
	q.relations.settle(&c.api.limits)
	return q
}

func (q *pathsQuery) run(x *execution, w *writer, f *field) bool {
	b := x.binder()
	sq := store.PathsQuery{
		From: schema.ActorID(q.from.string(x.vars)), To: schema.ActorID(q.to.string(x.vars)), MaxHops: b.within(q.hops, "maxHops", 0, b.limits.Hops),
		Filter: q.filter.bind(b), Overlapping: q.overlapping.bool(x.vars), First: b.size(q.first, "first"),
	}
	b.enter(sq.First)
	b.enter(sq.MaxHops)
	sq.Actors, sq.Relations = *q.actors.bind(b), *q.relations.bind(b)
	err := b.check()
	var paths []store.PathNode
	if err == nil {
		paths, err = x.reader.Paths(x.ctx, sq)
	}
	return answer(w, f, err, func() bool { return writeList(w, f, paths, (*writer).trail) })
}

// trail writes a path.
func (w *writer) trail(s *selection, n store.PathNode) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		ok := true
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case pathLength:
			w.int(len(n.Relations))
		case pathActors:
			ok = writeList(w, f, n.Actors, (*writer).actor)
		case pathRelations:
			ok = writeList(w, f, n.Relations, (*writer).relation)
		}
		if !ok {
			return false
		}
	}
	w.close(s)
	return true
}

// neighborhoodQuery answers Query.neighborhood.
type neighborhoodQuery struct {
	id, hops, limit *input
	filter          filterShape
	actors          actorShape
	relations       relationShape
}

func (c *compiler) neighborhoodQuery(f *field, at *arguments) action {
	q := &neighborhoodQuery{id: at.get("id"), hops: at.get("hops"), limit: at.get("limit"), filter: c.filter(at)}
	q.actors.fields, q.relations.fields = store.ActorIdentity, store.RelationIdentity
	f.sub = c.selection("Subgraph", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "actors":
			f.id, f.sub = pathActors, c.actor(at, &q.actors)
		case "relations":
			f.id, f.sub = pathRelations, c.relation(at, &q.relations)
		case "truncated":
			f.id = subgraphTruncated
		}
	})
	q.actors.settle(&c.api.limits)
	q.relations.settle(&c.api.limits)
	return q
}

func (q *neighborhoodQuery) run(x *execution, w *writer, f *field) bool {
	b := x.binder()
	sq := store.NeighborhoodQuery{
		ID: schema.ActorID(q.id.string(x.vars)), Hops: b.within(q.hops, "hops", 0, b.limits.Hops), Limit: b.size(q.limit, "limit"), Filter: q.filter.bind(b),
	}
	b.enter(sq.Limit)
	sq.Actors, sq.Relations = *q.actors.bind(b), *q.relations.bind(b)
	err := b.check()
	var n *store.SubgraphNode
	if err == nil {
		n, err = x.reader.Neighborhood(x.ctx, sq)
	}
	if err == nil && n == nil {
		err = schema.Errorf(schema.CodeNotFound, "no actor has the id %q", sq.ID)
	}
	return answer(w, f, err, func() bool { return writeObject(w, f, n, (*writer).subgraph) })
}

// subgraph writes a part of the graph.
func (w *writer) subgraph(s *selection, n *store.SubgraphNode) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		ok := true
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case pathActors:
			ok = writeList(w, f, n.Actors, (*writer).actor)
		case pathRelations:
			ok = writeList(w, f, n.Relations, (*writer).relation)
		case subgraphTruncated:
			w.bool(n.Truncated)
		}
		if !ok {
			return false
		}
	}
	w.close(s)
	return true
}
