package graphqlapi

import (
	"rawabit/schema"
	"rawabit/store"
)

// action returns what answers a root field.
func (c *compiler) action(typename string, f *field, at *arguments) action {
	if typename == "Query" {
		return c.queryAction(f, at)
	}
	if typename == "Mutation" {
		return c.mutationAction(f, at)
	}
	return c.subscriptionAction(f, at)
}

func (c *compiler) queryAction(f *field, at *arguments) action {
	switch at.field {
	case "actor":
		return c.actorQuery(f, at)
	case "actors":
		return c.actorsQuery(f, at)
	case "relation":
		return c.relationQuery(f, at)
	case "relations":
		return c.relationsQuery(f, at)
	case "paths":
		return c.pathsQuery(f, at)
	case "neighborhood":
		return c.neighborhoodQuery(f, at)
	case "dyad":
		return c.dyadQuery(f, at)
	case "changes":
		return c.changesQuery(f, at)
	case "article":
		return c.articleQuery(f, at)
	case "articles":
		return c.articlesQuery(f, at)
	case "stats":
		return c.statsQuery(f, at)
	case "alertRules":
		return c.alertRulesQuery(f, at)
	case "deliveries":
		return c.deliveriesQuery(f, at)
	case "__schema", "__type":
		return c.introspection(f, at)
	}
	c.fail(schema.Errorf(schema.CodeInternal, "no one answers Query.%s", at.field))
	return nil
}

// answer fails the field where the store failed; otherwise it is what write
// says.
func answer(w *writer, f *field, err error, write func() bool) bool {
	mark := len(w.buf)
	ok := false
	if err != nil {
		w.fail(f, err)
	} else {
		ok = write()
	}
	if !ok && f.null {
		return w.nullable(mark, ok)
	}
	return ok
}

// actorQuery answers Query.actor.
type actorQuery struct {
	id, name *input
	node     actorShape
}

func (c *compiler) actorQuery(f *field, at *arguments) action {
	q := &actorQuery{id: at.get("id"), name: at.get("name")}
	f.sub = c.actor(at, &q.node)
	q.node.settle(&c.api.limits)
	return q
}

func (q *actorQuery) run(x *execution, w *writer, f *field) bool {
	b := x.binder()
	id := q.id.resolve(x.vars)
	name := q.name.resolve(x.vars)
	sq := store.ActorQuery{ID: schema.ActorID(id.text), Select: *q.node.bind(b)}
	if id.kind == absent {
		if name.kind == absent {
			b.fail(schema.Errorf(schema.CodeInvalid, "actor needs an id or a name"))
		}
		sq.Name = name.text
	}
	err := b.check()
	var n *store.ActorNode
	if err == nil {
		n, err = x.reader.Actor(x.ctx, sq)
	}
	return answer(w, f, err, func() bool { return writeObject(w, f, n, (*writer).actor) })
}

// actorsQuery answers Query.actors.
type actorsQuery struct {
	search, prefix, types, order *input
	page                         pageShape
	node                         actorShape
}

func (c *compiler) actorsQuery(f *field, at *arguments) action {
	q := &actorsQuery{
		search: at.get("search"), prefix: at.get("namePrefix"), types: at.get("types"), order: at.get("orderBy"), page: newPage(at),
	}
	f.sub = c.connection("Actor", at, &q.page, func(at *arguments) *selection { return c.actor(at, &q.node) })
	q.node.settle(&c.api.limits)
	return q
}

func (q *actorsQuery) run(x *execution, w *writer, f *field) bool {
	b := x.binder()
	sq := store.ActorsQuery{
		Search: q.search.string(x.vars), NamePrefix: q.prefix.string(x.vars), Types: texts[schema.ActorType](q.types, x.vars), Page: q.page.bind(b),
	}
	switch q.order.string(x.vars) {
	case "NAME":
		sq.Order = store.NameOrder
	case "DEGREE_DESC":
		sq.Order = store.DegreeDesc
	}
	b.enter(sq.Page.First)
	sq.Select = *q.node.bind(b)
	err := b.check()
	var p *store.ActorPage
	if err == nil {
		p, err = x.reader.Actors(x.ctx, sq)
	}
	return answer(w, f, err, func() bool { return writeConnection(w, f, p.PageInfo, p.Nodes, p.Cursors, (*writer).actor) })
}

// relationQuery answers Query.relation.
type relationQuery struct {
	id, known *input
	node      relationShape
}

func (c *compiler) relationQuery(f *field, at *arguments) action {
	q := &relationQuery{id: at.get("id"), known: at.get("knownAt")}
	f.sub = c.relation(at, &q.node)
	q.node.settle(&c.api.limits)
	return q
}

func (q *relationQuery) run(x *execution, w *writer, f *field) bool {
	b := x.binder()
	sq := store.RelationQuery{ID: schema.RelationID(q.id.string(x.vars)), KnownAt: q.known.time(x.vars), Select: *q.node.bind(b)}
	err := b.check()
	var n *store.RelationNode
	if err == nil {
		n, err = x.reader.Relation(x.ctx, sq)
	}
	return answer(w, f, err, func() bool { return writeObject(w, f, n, (*writer).relation) })
}

// relationsQuery answers Query.relations.
type relationsQuery struct {
	filter filterShape
	order  *input
	page   pageShape
	node   relationShape
}

func (c *compiler) relationsQuery(f *field, at *arguments) action {
	q := &relationsQuery{filter: c.filter(at), order: at.get("orderBy"), page: newPage(at)}
	f.sub = c.connection("Relation", at, &q.page, func(at *arguments) *selection { return c.relation(at, &q.node) })
	q.node.settle(&c.api.limits)
	return q
}

func (q *relationsQuery) run(x *execution, w *writer, f *field) bool {
	b := x.binder()
	sq := store.RelationsQuery{Filter: q.filter.bind(b), Order: bindRelationOrder(q.order, x.vars), Page: q.page.bind(b)}
	b.enter(sq.Page.First)
	sq.Select = *q.node.bind(b)
	err := b.check()
	var p *store.RelationPage
	if err == nil {
		p, err = x.reader.Relations(x.ctx, sq)
	}
	return answer(w, f, err, func() bool { return writeConnection(w, f, p.PageInfo, p.Nodes, p.Cursors, (*writer).relation) })
}

// articleQuery answers Query.article.
type articleQuery struct {
	id   *input
	node articleShape
}

func (c *compiler) articleQuery(f *field, at *arguments) action {
	q := &articleQuery{id: at.get("id")}
	f.sub = c.article(at, &q.node)
	q.node.settle(&c.api.limits)
	return q
}

func (q *articleQuery) run(x *execution, w *writer, f *field) bool {
	b := x.binder()
	sq := store.ArticleQuery{ID: schema.ArticleID(q.id.string(x.vars)), Select: *q.node.bind(b)}
	err := b.check()
	var n *store.ArticleNode
	if err == nil {
		n, err = x.reader.Article(x.ctx, sq)
	}
	return answer(w, f, err, func() bool { return writeObject(w, f, n, (*writer).article) })
}

// articlesQuery answers Query.articles.
type articlesQuery struct {
	search, published *input
	page              pageShape
	node              articleShape
}

func (c *compiler) articlesQuery(f *field, at *arguments) action {
	q := &articlesQuery{search: at.get("search"), published: at.get("published"), page: newPage(at)}
	f.sub = c.connection("Article", at, &q.page, func(at *arguments) *selection { return c.article(at, &q.node) })
	q.node.settle(&c.api.limits)
	return q
}

func (q *articlesQuery) run(x *execution, w *writer, f *field) bool {
	b := x.binder()
	sq := store.ArticlesQuery{Search: q.search.string(x.vars), Page: q.page.bind(b)}
	if in := q.published.resolve(x.vars); in.kind != absent {
		sq.Published = dayRange(in, x.vars)
	}
	b.enter(sq.Page.First)
	sq.Select = *q.node.bind(b)
	err := b.check()
	var p *store.ArticlePage
	if err == nil {
		p, err = x.reader.Articles(x.ctx, sq)
	}
	return answer(w, f, err, func() bool { return writeConnection(w, f, p.PageInfo, p.Nodes, p.Cursors, (*writer).article) })
}
