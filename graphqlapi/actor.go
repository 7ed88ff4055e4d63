package graphqlapi

import (
	"rawabit/store"
)

// The fields of Actor.
const (
	actorID fieldID = iota + 1
	actorType
	actorName
	actorNames
	actorWikidata
	actorKnown
	actorPartOf
	actorRelations
	actorNeighbors
	actorCounts
	actorArticles
)

// actorShape is what is asked of an actor, by all selections on it together.
type actorShape struct {
	fields    store.ActorFields
	partOf    *actorShape
	relations []*relationsShape
	neighbors []*neighborsShape
	counts    []*countsShape
	articles  []*articlesShape

	fixed fixed[store.ActorSelection]
}

// relationsShape is a list of relations of an actor.
type relationsShape struct {
	filter    filterShape
	direction *input
	order     *input
	page      pageShape
	node      relationShape
}

// neighborsShape is a list of neighbours of an actor.
type neighborsShape struct {
	filter    filterShape
	direction *input
	page      pageShape
	node      actorShape
}

// countsShape is the number of relations of an actor by type.
type countsShape struct {
	filter    filterShape
	direction *input
}

// articlesShape is a list of articles.
type articlesShape struct {
	page pageShape
	node articleShape
}

// actor compiles a selection on an actor and adds what it asks for to the shape.
func (c *compiler) actor(at *arguments, s *actorShape) *selection {
	s.fields |= store.ActorIdentity
	return c.selection("Actor", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "id":
			f.id = actorID
		case "type":
			f.id = actorType
		case "name":
			if f.id, f.arg = actorName, at.get("lang"); f.arg.kind != absent {
				s.fields |= store.ActorMainNames
			}
		case "names":
			s.fields |= store.ActorMainNames | store.ActorNames
			f.id, f.sub = actorNames, c.name(at)
		case "wikidata":
			s.fields |= store.ActorWikidata
			f.id = actorWikidata
		case "known":
			s.fields |= store.ActorKnown
			f.id = actorKnown
		case "partOf":
			if s.partOf == nil {
				s.partOf = &actorShape{}
			}
			f.id, f.sub = actorPartOf, c.actor(at, s.partOf)
		case "relations":
			r := &relationsShape{filter: c.filter(at), direction: at.get("direction"), order: at.get("orderBy"), page: newPage(at)}
			f.id, f.slot = actorRelations, len(s.relations)
			s.relations = append(s.relations, r)
			f.sub = c.connection("Relation", at, &r.page, func(at *arguments) *selection { return c.relation(at, &r.node) })
		case "neighbors":
			n := &neighborsShape{filter: c.filter(at), direction: at.get("direction"), page: newPage(at)}
			f.id, f.slot = actorNeighbors, len(s.neighbors)
			s.neighbors = append(s.neighbors, n)
			f.sub = c.connection("Actor", at, &n.page, func(at *arguments) *selection { return c.actor(at, &n.node) })
		case "relationCounts":
			f.id, f.slot, f.sub = actorCounts, len(s.counts), c.count(at)
			s.counts = append(s.counts, &countsShape{filter: c.filter(at), direction: at.get("direction")})
		case "articles":
			a := &articlesShape{page: newPage(at)}
			f.id, f.slot = actorArticles, len(s.articles)
			s.articles = append(s.articles, a)
			f.sub = c.connection("Article", at, &a.page, func(at *arguments) *selection { return c.article(at, &a.node) })
		}
	})
}

// filter compiles the argument filter.
func (c *compiler) filter(at *arguments) filterShape {
	s, err := newFilter(at.get("filter"))
	c.fail(err)
	return s
}

// settle works out whether the shape depends on variables, and keeps what does
// not.
func (s *actorShape) settle(l *Limits) bool {
	dynamic := s.partOf != nil && s.partOf.settle(l)
	for _, r := range s.relations {
		node := r.node.settle(l)
		dynamic = node || r.filter.dynamic() || r.direction.dynamic() || r.order.dynamic() || r.page.dynamic() || dynamic
	}
	for _, n := range s.neighbors {
		node := n.node.settle(l)
		dynamic = node || n.filter.dynamic() || n.direction.dynamic() || n.page.dynamic() || dynamic
	}
	for _, c := range s.counts {
		dynamic = dynamic || c.filter.dynamic() || c.direction.dynamic()
	}
	for _, a := range s.articles {
		node := a.node.settle(l)
		dynamic = node || a.page.dynamic() || dynamic
	}
	s.fixed.dynamic = dynamic
	s.fixed.keep(l, s.build)
	return dynamic
}

// bind returns what the store is asked for.
func (s *actorShape) bind(b *binder) *store.ActorSelection { return s.fixed.bind(b, s.build) }

func (s *actorShape) build(b *binder) *store.ActorSelection {
	out := &store.ActorSelection{Fields: s.fields}
	b.spend(1)
	if s.partOf != nil {
		out.PartOf = s.partOf.bind(b)
	}
	for _, r := range s.relations {
		one := store.RelationsField{
			Filter: r.filter.bind(b), Direction: bindDirection(r.direction, b.vars), Order: bindRelationOrder(r.order, b.vars), Page: r.page.bind(b),
		}
		outer := b.enter(one.Page.First)
		one.Select = *r.node.bind(b)
		b.times = outer
		out.Relations = append(out.Relations, one)
	}
	for _, n := range s.neighbors {
		one := store.NeighborsField{Filter: n.filter.bind(b), Direction: bindDirection(n.direction, b.vars), Page: n.page.bind(b)}
		outer := b.enter(one.Page.First)
		one.Select = *n.node.bind(b)
		b.times = outer
		out.Neighbors = append(out.Neighbors, one)
	}
	for _, c := range s.counts {
		out.Counts = append(out.Counts, store.CountsField{Filter: c.filter.bind(b), Direction: bindDirection(c.direction, b.vars)})
	}
	for _, a := range s.articles {
		one := store.ArticlesField{Page: a.page.bind(b)}
		outer := b.enter(one.Page.First)
		one.Select = *a.node.bind(b)
		b.times = outer
		out.Articles = append(out.Articles, one)
	}
	return out
}

// actor writes an actor.
func (w *writer) actor(s *selection, n *store.ActorNode) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		ok := true
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case actorID:
			w.string(string(n.ID))
		case actorType:
			w.plain(string(n.Type))
		case actorName:
			w.string(n.NameIn(f.arg.string(w.vars)))
		case actorNames:
			w.names(f.sub, n.Actor)
		case actorWikidata:
			w.text(n.Wikidata)
		case actorKnown:
			w.bool(n.Known)
		case actorPartOf:
			ok = writeObject(w, f, n.PartOf, (*writer).actor)
		case actorRelations:
			p := &n.Relations[f.slot]
			ok = writeConnection(w, f, p.PageInfo, p.Nodes, p.Cursors, (*writer).relation)
		case actorNeighbors:
			p := &n.Neighbors[f.slot]
			ok = writeConnection(w, f, p.PageInfo, p.Nodes, p.Cursors, (*writer).actor)
		case actorCounts:
			w.counts(f.sub, n.Counts[f.slot])
		case actorArticles:
			p := &n.Articles[f.slot]
			ok = writeConnection(w, f, p.PageInfo, p.Nodes, p.Cursors, (*writer).article)
		}
		if !ok {
			return false
		}
	}
	w.close(s)
	return true
}
