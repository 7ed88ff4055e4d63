package neo4jstore

import (
	"slices"
	"strings"

	"rawabit/store"
)

// articleDecoder reads what an article's expression gave; nil for null.
type articleDecoder func(v any) *store.ArticleNode

// article compiles a selection on the article in a variable.
func (q *query) article(ar string, sel *store.ArticleSelection) (expression string, decode articleDecoder) {
	cells := []string{articleExpression(ar, sel.Text)}
	var fill []func(n *store.ArticleNode, v any)
	if sel.Mentions != nil {
		out := q.name("x")
		m, a := q.name("m"), q.name("a")
		q.call(ar)
		q.add("MATCH (", ar, ")<-[:IN]-(", m, ":Mention) MATCH (", a, ":Actor {id: ", m, ".actor}) ")
		one, read := q.actor(a, sel.Mentions)
		q.add("RETURN collect([", propertiesOf(m), ", ", one, "]) AS ", out, " } ")
		cells = append(cells, out)
		fill = append(fill, func(n *store.ArticleNode, v any) { n.Mentions = mentionNodes(v, read) })
	}
	for i := range sel.Relations {
		expression, page := q.relationsTold(ar, &sel.Relations[i])
		cells = append(cells, expression)
		fill = append(fill, func(n *store.ArticleNode, v any) { n.Relations = append(n.Relations, page(v)) })
	}
	return "[" + strings.Join(cells, ", ") + "]", func(v any) *store.ArticleNode {
		c := list(v)
		if len(c) != len(cells) {
			return nil
		}
		one := decodeArticle(c[0])
		if one == nil || one.ID == "" {
			return nil
		}
		n := &store.ArticleNode{Article: one}
		for i, set := range fill {
			set(n, c[i+1])
		}
		return n
	}
}

// mentionNodes reads the mentions of an article, actor by actor, and puts them
// into the order of the text.
func mentionNodes(v any, read actorDecoder) []store.MentionNode {
	nodes := []store.MentionNode{}
	for _, one := range list(v) {
		pair := list(one)
		actor := read(pair[1])
		for _, m := range decodeMentions(pair[0]) {
			nodes = append(nodes, store.MentionNode{Mention: m, Actor: actor})
		}
	}
	slices.SortFunc(nodes, func(a, b store.MentionNode) int { return inTextOrder(a.Mention, b.Mention) })
	return nodes
}

// relationsTold compiles a page of the relations that an article is evidence of.
func (q *query) relationsTold(ar string, field *store.ArticleRelationsField) (expression string, decode func(v any) store.RelationPage) {
	p := field.Page
	after := q.begin(store.ListArticleRelations, p)
	reach := func() {
		q.call(ar)
		q.add("MATCH (", ar, ")<-[:IN]-(c:Claim)-[:OF]->(n:Current) WITH n, min(coalesce(c.start, 0)) AS start ")
	}
	total := "null"
	if p.Total {
		total = q.name("n")
		reach()
		q.add("RETURN count(n) AS ", total, " } ")
	}
	ns, starts, out := q.name("l"), q.name("l"), q.name("x")
	reach()
	if after != nil {
		at := q.param(after.Rank)
		q.add("WHERE start > ", at, " OR start = ", at, " AND n.id > ", q.param(after.ID), " ")
	}
	q.add("WITH n, start ORDER BY start, n.id LIMIT ", q.param(int64(p.First+1)), " RETURN collect(n) AS ", ns, ", collect(start) AS ", starts, " } ")
	first, i, n := q.param(int64(p.First)), q.name("i"), q.name("n")
	v := row{relation: q.name("r"), kind: q.name("k"), source: q.name("s"), target: q.name("t")}
	q.call(ns, starts)
	q.add("UNWIND range(0, CASE WHEN size(", ns, ") > ", first, " THEN ", first, " ELSE size(", ns, ") END - 1) AS ", i, " WITH ", i, ", ", ns, "[", i, "] AS ", n, sharedMark, " ")
	q.add(edgeOf(n, v.relation, v.source, v.target), "WITH ", i, ", ", v.relation, ", type(", v.relation, ") AS ", v.kind, ", ", v.source, ", ", v.target, sharedMark, " ")
	one, read := q.relation(v, &field.Select, q.today)
	q.add("RETURN collect([", one, ", ", starts, "[", i, "]]) AS ", out, " } ")
	return "[" + out + ", size(" + ns + "), " + total + "]", func(v any) store.RelationPage {
		c := list(v)
		page := store.RelationPage{PageInfo: pageInfo(p, min(int(number(c[1])), p.First), int(number(c[1])) > p.First, c[2])}
		for _, entry := range list(c[0]) {
			pair := list(entry)
			node := read(pair[0])
			page.Nodes = append(page.Nodes, node)
			if !p.NoCursors {
				page.Cursors = append(page.Cursors, store.Cursor{List: store.ListArticleRelations, Rank: number(pair[1]), ID: string(node.ID)}.Encode())
			}
		}
		return page
	}
}

// articlesOf compiles a page of the articles that mention the actor in a variable.
func (q *query) articlesOf(a string, field *store.ArticlesField) (expression string, decode func(v any) store.ArticlePage) {
	return q.articlePage([]string{a}, field.Page, &field.Select, func(after *store.Cursor) string {
		m, ar := q.name("m"), q.name("d")
		q.add("MATCH (", m, ":Mention) USING INDEX ", m, ":Mention(actor, dateDesc, article) WHERE ", m, ".actor = ", a, ".id AND ", m, ".article IS NOT NULL AND ")
		if after == nil {
			q.add(m, ".dateDesc IS NOT NULL ")
		} else {
			q.beyondArticle(m, "article", after)
		}
		q.add("WITH ", m, sharedMark, " ORDER BY ", m, ".actor, ", m, ".dateDesc, ", m, ".article MATCH (", ar, ":Article {id: ", m, ".article}) ")
		return ar
	})
}

// beyondArticle appends the condition that an entry comes after a cursor.
func (q *query) beyondArticle(node, id string, after *store.Cursor) {
	at := q.param(after.Rank)
	q.add(node, ".dateDesc >= ", at, " AND (", node, ".dateDesc > ", at, " OR ", node, ".", id, " > ", q.param(after.ID), ") ")
}

// articlePage compiles a page of articles. reach appends what yields them in
// order, after a cursor if there is one, and returns their variable.
func (q *query) articlePage(outer []string, p store.Page, sel *store.ArticleSelection, reach func(after *store.Cursor) string) (expression string, decode func(v any) store.ArticlePage) {
	after := q.begin(store.ListArticles, p)
	total := "null"
	if p.Total {
		total = q.name("n")
		q.call(outer...)
		q.add("RETURN count(", reach(nil), ") AS ", total, " } ")
	}
	ds, out := q.name("l"), q.name("x")
	q.call(outer...)
	ar := reach(after)
	q.add("WITH ", ar, sharedMark, " LIMIT ", q.param(int64(p.First+1)), " RETURN collect(", ar, ") AS ", ds, " } ")
	inner, first := q.name("d"), q.param(int64(p.First))
	q.call(ds)
	q.add("UNWIND ", ds, "[..", first, "] AS ", inner, " ")
	one, read := q.article(inner, sel)
	q.add("RETURN collect(", one, ") AS ", out, " } ")
	return "[" + out + ", size(" + ds + "), " + total + "]", func(v any) store.ArticlePage {
		c := list(v)
		page := store.ArticlePage{PageInfo: pageInfo(p, min(int(number(c[1])), p.First), int(number(c[1])) > p.First, c[2])}
		for _, entry := range list(c[0]) {
			node := read(entry)
			page.Nodes = append(page.Nodes, node)
			if !p.NoCursors {
				page.Cursors = append(page.Cursors, store.ArticleCursor(node.Article).Encode())
			}
		}
		return page
	}
}
