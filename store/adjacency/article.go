package adjacency

import (
	"cmp"
	"context"
	"slices"

	"rawabit/schema"
	"rawabit/store"
)

// Article answers store.Reader.
func (g *Graph) Article(ctx context.Context, q store.ArticleQuery) (*store.ArticleNode, error) {
	if err := ctx.Err(); err != nil {
		return nil, timeout(err)
	}
	b := &builder{g.view(), ctx}
	nodes, err := b.articleNodes([]schema.ArticleID{q.ID}, &q.Select)
	if err != nil {
		return nil, err
	}
	return nodes[0], nil
}

// Articles answers store.Reader.
func (g *Graph) Articles(ctx context.Context, q store.ArticlesQuery) (*store.ArticlePage, error) {
	if err := ctx.Err(); err != nil {
		return nil, timeout(err)
	}
	b := &builder{g.view(), ctx}
	list := ArticleList{Words: store.SearchWords(q.Search), Published: q.Published}
	if q.Search != "" && len(list.Words) == 0 {
		if err := store.CheckPage(q.Page); err != nil {
			return nil, err
		}
		page := &store.ArticlePage{PageInfo: store.PageInfo{Total: -1}}
		if q.Page.Total {
			page.Total = 0
		}
		return page, nil
	}
	return b.articles("", list, q.Page, &q.Select)
}

// articles makes a page of the articles that mention an actor, or of all.
func (b *builder) articles(of schema.ActorID, list ArticleList, p store.Page, sel *store.ArticleSelection) (*store.ArticlePage, error) {
	if err := store.CheckPage(p); err != nil {
		return nil, err
	}
	if p.After != "" {
		after, err := store.DecodeCursor(store.ListArticles, p.After)
		if err != nil {
			return nil, err
		}
		list.After = &after
	}
	list.Limit, list.Total, list.Text = p.First+1, p.Total, sel.Text
	articles, total, err := b.v.library.ArticlesOf(b.ctx, b.v.at, of, list)
	if err != nil {
		return nil, err
	}
	page := &store.ArticlePage{PageInfo: store.PageInfo{HasPrevious: p.After != "", HasNext: len(articles) > p.First, Total: -1}}
	if p.Total {
		page.Total = total
	}
	for _, a := range articles[:min(len(articles), p.First)] {
		node, err := b.articleNode(a, sel)
		if err != nil {
			return nil, err
		}
		page.Nodes = append(page.Nodes, node)
		if !p.NoCursors {
			page.Cursors = append(page.Cursors, store.ArticleCursor(a).Encode())
		}
	}
	return page, nil
}

// articleNodes makes the nodes of articles by id, nil for unknown ones.
func (b *builder) articleNodes(ids []schema.ArticleID, sel *store.ArticleSelection) ([]*store.ArticleNode, error) {
	articles, err := b.v.library.Articles(b.ctx, b.v.at, ids, sel.Text)
	if err != nil {
		return nil, err
	}
	nodes := make([]*store.ArticleNode, len(ids))
	for i, id := range ids {
		a := articles[id]
		if a == nil {
			continue
		}
		if earlier := slices.Index(ids[:i], id); earlier >= 0 {
			nodes[i] = nodes[earlier]
			continue
		}
		if nodes[i], err = b.articleNode(a, sel); err != nil {
			return nil, err
		}
	}
	return nodes, nil
}

func (b *builder) articleNode(a *schema.Article, sel *store.ArticleSelection) (*store.ArticleNode, error) {
	node := &store.ArticleNode{Article: a}
	if sel.Mentions != nil {
		mentions, err := b.v.library.Mentions(b.ctx, a.ID)
		if err != nil {
			return nil, err
		}
		node.Mentions = make([]store.MentionNode, 0, len(mentions))
		for _, m := range mentions {
			named := b.v.actor(m.Actor)
			if named == nil {
				continue
			}
			actor, err := b.actor(named, sel.Mentions)
			if err != nil {
				return nil, err
			}
			node.Mentions = append(node.Mentions, store.MentionNode{Mention: m, Actor: actor})
		}
	}
	for i := range sel.Relations {
		page, err := b.articleRelations(a.ID, &sel.Relations[i])
		if err != nil {
			return nil, err
		}
		node.Relations = append(node.Relations, page)
	}
	return node, nil
}

// articleRelations makes a page of the relations that an article is evidence of.
func (b *builder) articleRelations(id schema.ArticleID, field *store.ArticleRelationsField) (store.RelationPage, error) {
	p := field.Page
	page := store.RelationPage{PageInfo: store.PageInfo{HasPrevious: p.After != "", Total: -1}}
	if err := store.CheckPage(p); err != nil {
		return page, err
	}
	var after store.Cursor
	if p.After != "" {
		var err error
		if after, err = store.DecodeCursor(store.ListArticleRelations, p.After); err != nil {
			return page, err
		}
	}
	spans, err := b.v.library.RelationsOf(b.ctx, id)
	if err != nil {
		return page, err
	}
	spans = firstSpans(spans)
	var numbers []uint32
	var cursors []string
	total := 0
	for _, span := range spans {
		n, current, ok := b.v.newest(span.Relation)
		if !ok || !current {
			continue
		}
		total++
		cursor := store.Cursor{List: store.ListArticleRelations, Rank: int64(span.Start), ID: string(span.Relation)}
		if p.After != "" && !after.Before(cursor) || page.HasNext {
			continue
		}
		if len(numbers) == p.First {
			page.HasNext = true
			continue
		}
		numbers = append(numbers, n)
		if !p.NoCursors {
			cursors = append(cursors, cursor.Encode())
		}
	}
	if p.Total {
		page.Total = total
	}
	page.Cursors = cursors
	page.Nodes, err = b.relations(numbers, &filter{certainOn: b.v.today()}, &field.Select)
	return page, err
}

// firstSpans keeps the first span of each relation, in order.
func firstSpans(spans []Span) []Span {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b Span) int {
		return cmp.Or(cmp.Compare(a.Relation, b.Relation), cmp.Compare(a.Start, b.Start))
	})
	spans = slices.CompactFunc(spans, func(a, b Span) bool { return a.Relation == b.Relation })
	slices.SortFunc(spans, func(a, b Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.Relation, b.Relation))
	})
	return spans
}
