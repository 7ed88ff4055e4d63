package neo4jstore

import (
	"context"
	"strings"

	"rawabit/schema"
	"rawabit/store"
)

// Actor is part of store.Reader.
func (s *Store) Actor(ctx context.Context, q store.ActorQuery) (*store.ActorNode, error) {
	x := s.newQuery()
	switch folded := schema.FoldName(q.Name); {
	case q.ID != "":
		x.add("MATCH (a:Actor {id: ", x.param(string(q.ID)), "}) WITH a", sharedMark, " ")
	case folded != "":
		// The best known one of the name, then the one with the most relations.
		x.add("CALL () { CALL db.index.fulltext.queryNodes('actor_words', ", x.param(everyWord(strings.Fields(folded))), ") YIELD node WITH node WHERE ",
			x.param(folded), " IN node.keys RETURN node AS a ORDER BY coalesce(node.known, false) DESC, COUNT { (node)--() } DESC, node.id LIMIT 1 } WITH a", sharedMark, " ")
	default:
		return nil, s.open(ctx)
	}
	expression, decode := x.actor("a", &q.Select)
	x.add("RETURN ", expression, " AS x")
	x.none = true
	var node *store.ActorNode
	err := s.ask(ctx, x, func(v any) { node = decode(v) })
	return node, err
}

// everyWord is a full-text query for all of some folded words.
func everyWord(words []string) string {
	return `+"` + strings.Join(words, `" +"`) + `"`
}

// Actors is part of store.Reader.
func (s *Store) Actors(ctx context.Context, q store.ActorsQuery) (*store.ActorPage, error) {
	if q.Search != "" {
		return s.search(ctx, q)
	}
	x := s.newQuery()
	order := q.Order
	if order == store.Relevance {
		order = store.NameOrder
	}
	var by actorOrder
	if order == store.NameOrder {
		by = byName(x, x.begin(store.ListName, q.Page))
	} else {
		by = byRank(x, store.ListDegreeDesc, x.begin(store.ListDegreeDesc, q.Page))
	}
	expression, decode := x.actorPage(nil, false, q.Page, &q.Select, func() (string, string) { return x.actorSource(&q, order) }, by)
	x.add("RETURN ", expression, " AS x")
	page := &store.ActorPage{}
	if err := s.ask(ctx, x, func(v any) { *page = decode(v) }); err != nil {
		return nil, err
	}
	return page, nil
}

// actorSource appends what yields the actors that are asked for, with the
// variable of what an order other than that of names sorts by.
func (q *query) actorSource(from *store.ActorsQuery, order store.ActorOrder) (actor, value string) {
	a := q.name("a")
	conds := []string{a + ".name STARTS WITH " + q.param(from.NamePrefix), a + ".id IS NOT NULL"}
	if len(from.Types) > 0 {
		conds = append(conds, a+".type IN "+q.param(plain(from.Types)))
	}
	q.add("MATCH (", a, ":Actor) USING INDEX ", a, ":Actor(name, id) ", whereText(conds...))
	if order == store.NameOrder {
		return a, ""
	}
	return a, q.degree(a)
}

// degree appends the number of an actor's relations, negated, so that the greatest
// comes first.
func (q *query) degree(a string) (value string) {
	value = q.name("v")
	q.add("WITH ", a, ", -COUNT { (", a, ")--() } AS ", value, sharedMark, " ")
	return value
}

// Relation is part of store.Reader.
func (s *Store) Relation(ctx context.Context, q store.RelationQuery) (*store.RelationNode, error) {
	x := s.newQuery()
	known := &q.KnownAt
	if q.KnownAt.IsZero() {
		known = nil
	}
	expression, decode := x.found(x.param(string(q.ID)), nil, known, &q.Select, x.today)
	x.add("RETURN ", expression, " AS x")
	var node *store.RelationNode
	err := s.ask(ctx, x, func(v any) { node = decode(v) })
	return node, err
}

// Relations is part of store.Reader.
func (s *Store) Relations(ctx context.Context, q store.RelationsQuery) (*store.RelationPage, error) {
	x := s.newQuery()
	f := x.filter(&q.Filter)
	expression, decode := x.relationPage(nil, f, q.Order, q.Page, &q.Select, x.reach(f, q.Order, q.Page))
	x.add("RETURN ", expression, " AS x")
	page := &store.RelationPage{}
	err := s.ask(ctx, x, func(v any) { *page = decode(v) })
	if err != nil {
		return nil, err
	}
	return page, nil
}

// Article is part of store.Reader.
func (s *Store) Article(ctx context.Context, q store.ArticleQuery) (*store.ArticleNode, error) {
	x := s.newQuery()
	x.add("MATCH (d:Article {id: ", x.param(string(q.ID)), "}) ")
	expression, decode := x.article("d", &q.Select)
	x.add("RETURN collect(", expression, ") AS x")
	var node *store.ArticleNode
	err := s.ask(ctx, x, func(v any) {
		for _, one := range list(v) {
			node = decode(one)
		}
	})
	return node, err
}

// Articles is part of store.Reader.
func (s *Store) Articles(ctx context.Context, q store.ArticlesQuery) (*store.ArticlePage, error) {
	x := s.newQuery()
	words := store.SearchWords(q.Search)
	if q.Search != "" && len(words) == 0 {
		page := &store.ArticlePage{PageInfo: pageInfo(q.Page, 0, false, nil)}
		x.begin(store.ListArticles, q.Page)
		if x.err != nil {
			return nil, x.err
		}
		return page, s.open(ctx)
	}
	expression, decode := x.articlePage(nil, q.Page, &q.Select, func(after *store.Cursor) string { return x.articleSource(&q, words, after) })
	x.add("RETURN ", expression, " AS x")
	page := &store.ArticlePage{}
	err := s.ask(ctx, x, func(v any) { *page = decode(v) })
	if err != nil {
		return nil, err
	}
	return page, nil
}

// articleSource appends what yields articles in order, after a cursor.
func (q *query) articleSource(from *store.ArticlesQuery, words []string, after *store.Cursor) string {
	ar := q.name("d")
	if len(words) > 0 {
		q.add("CALL db.index.fulltext.queryNodes('article_words', ", q.param(everyWord(words)), ") YIELD node AS ", ar, " WITH ", ar, sharedMark, " WHERE ")
	} else {
		q.add("MATCH (", ar, ":Article) USING INDEX ", ar, ":Article(dateDesc, id) WHERE ")
	}
	if r := from.Published; r != nil {
		q.add(ar, ".dateDesc <= ", q.param(-int64(r.From)), " AND ", ar, ".dateDesc > ", q.param(-int64(r.Before)), " AND ")
	}
	if after != nil {
		q.beyondArticle(ar, "id", after)
		q.add("AND ")
	}
	q.add(ar, ".dateDesc IS NOT NULL AND ", ar, ".id IS NOT NULL WITH ", ar, sharedMark, " ORDER BY ", ar, ".dateDesc, ", ar, ".id ")
	return ar
}

// Changes is part of store.Reader.
func (s *Store) Changes(ctx context.Context, q store.ChangesQuery) (*store.ChangePage, error) {
	x := s.newQuery()
	after := int64(0)
	if c := x.begin(store.ListChanges, q.Page); c != nil {
		after = c.Rank
	}
	conds := x.changeConditions("c", &q.Filter)
	total := "null"
	if q.Page.Total {
		total = "total"
		x.call()
		x.add("MATCH (c:Change) ", whereText(append([]string{"c.cursor > 0"}, conds...)...), "RETURN count(c) AS total } ")
	}
	first := x.param(int64(q.Page.First))
	x.call()
	x.add("MATCH (c:Change) ", whereText(append([]string{"c.cursor > " + x.param(after)}, conds...)...), "WITH c", sharedMark, " ORDER BY c.cursor LIMIT ",
		x.param(int64(q.Page.First+1)), " RETURN collect(c) AS found } ")
	x.call("found")
	x.add("UNWIND found[..", first, "] AS c ")
	expression, decode := x.change("c", &q.Select)
	x.add("RETURN collect(", expression, ") AS changes } RETURN [changes, size(found), ", total, "] AS x")
	page := &store.ChangePage{}
	err := s.ask(ctx, x, func(v any) {
		c := list(v)
		page.PageInfo = pageInfo(q.Page, min(int(number(c[1])), q.Page.First), int(number(c[1])) > q.Page.First, c[2])
		for _, entry := range list(c[0]) {
			node := decode(entry)
			page.Nodes = append(page.Nodes, node)
			if !q.Page.NoCursors {
				page.Cursors = append(page.Cursors, store.ChangeCursor(node.Change).Encode())
			}
		}
	})
	if err != nil {
		return nil, err
	}
	return page, nil
}

// Stats is part of store.Reader. All but the days of publication are counts that
// the database keeps.
func (s *Store) Stats(ctx context.Context) (*store.Stats, error) {
	x := s.newQuery()
	x.add("RETURN [COUNT { (:Actor) }, COUNT { (:Current) }, COUNT { (:Claim) }, COUNT { (:Article) }, ",
		"COLLECT { MATCH (d:Article) USING INDEX d:Article(dateDesc, id) WHERE d.dateDesc IS NOT NULL AND d.id IS NOT NULL RETURN d.published ORDER BY d.dateDesc DESC, d.id DESC LIMIT 1 }, ",
		"COLLECT { MATCH (d:Article) USING INDEX d:Article(dateDesc, id) WHERE d.dateDesc IS NOT NULL AND d.id IS NOT NULL RETURN d.published ORDER BY d.dateDesc, d.id LIMIT 1 }, [")
	for i, name := range types().all {
		if i > 0 {
			x.add(", ")
		}
		x.add("['", name, "', COUNT { ()-[:", name, "]->() }]")
	}
	x.add("]] AS x")
	stats := &store.Stats{Store: "neo4j"}
	err := s.ask(ctx, x, func(v any) {
		c := list(v)
		stats.Actors, stats.Relations, stats.Claims, stats.Articles = int(number(c[0])), int(number(c[1])), int(number(c[2])), int(number(c[3]))
		for _, one := range list(c[4]) {
			stats.FirstPublished = date(one)
		}
		for _, one := range list(c[5]) {
			stats.LastPublished = date(one)
		}
		stats.ByType = typeCounts(c[6])
	})
	if err != nil {
		return nil, err
	}
	return stats, nil
}
