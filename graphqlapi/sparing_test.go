package graphqlapi_test

import (
	"context"

	"rawabit/schema"
	"rawabit/store"
)

// sparing is a store that returns nothing but what is asked for: of actors and
// relations the fields that a selection names, of pages whether there are more,
// and cursors, only where somebody is to read them.
type sparing struct{ store.Store }

func (s sparing) Actor(ctx context.Context, q store.ActorQuery) (*store.ActorNode, error) {
	n, err := s.Store.Actor(ctx, q)
	return spareActor(n, &q.Select), err
}

func (s sparing) Actors(ctx context.Context, q store.ActorsQuery) (*store.ActorPage, error) {
	p, err := s.Store.Actors(ctx, q)
	if err != nil {
		return nil, err
	}
	out := spareActors(*p, q.Page, &q.Select)
	return &out, nil
}

func (s sparing) Relation(ctx context.Context, q store.RelationQuery) (*store.RelationNode, error) {
	n, err := s.Store.Relation(ctx, q)
	return spareRelation(n, &q.Select), err
}

func (s sparing) Relations(ctx context.Context, q store.RelationsQuery) (*store.RelationPage, error) {
	p, err := s.Store.Relations(ctx, q)
	if err != nil {
		return nil, err
	}
	out := spareRelations(*p, q.Page, &q.Select)
	return &out, nil
}

func (s sparing) Paths(ctx context.Context, q store.PathsQuery) ([]store.PathNode, error) {
	paths, err := s.Store.Paths(ctx, q)
	out := make([]store.PathNode, len(paths))
	for i, p := range paths {
		out[i].Actors = spareAll(p.Actors, &q.Actors, spareActor)
		out[i].Relations = spareAll(p.Relations, &q.Relations, spareRelation)
	}
	return out, err
}

func (s sparing) Neighborhood(ctx context.Context, q store.NeighborhoodQuery) (*store.SubgraphNode, error) {
	n, err := s.Store.Neighborhood(ctx, q)
	if n == nil {
		return n, err
	}
	out := *n
	out.Actors = spareAll(n.Actors, &q.Actors, spareActor)
	out.Relations = spareAll(n.Relations, &q.Relations, spareRelation)
	return &out, err
}

func (s sparing) Dyad(ctx context.Context, q store.DyadQuery) (*store.DyadNode, error) {
	n, err := s.Store.Dyad(ctx, q)
	if n == nil {
		return n, err
	}
	out := *n
	out.A, out.B = spareActor(n.A, &q.SelectA), spareActor(n.B, &q.SelectB)
	out.Relations = nil
	for i, p := range n.Relations {
		out.Relations = append(out.Relations, spareRelations(p, q.Relations[i].Page, &q.Relations[i].Select))
	}
	return &out, err
}

func (s sparing) Changes(ctx context.Context, q store.ChangesQuery) (*store.ChangePage, error) {
	p, err := s.Store.Changes(ctx, q)
	if err != nil {
		return nil, err
	}
	out := *p
	out.HasNext = p.HasNext && !q.Page.NoMore
	out.Nodes = spareAll(p.Nodes, &q.Select, spareChange)
	return &out, nil
}

func (s sparing) Article(ctx context.Context, q store.ArticleQuery) (*store.ArticleNode, error) {
	n, err := s.Store.Article(ctx, q)
	return spareArticle(n, &q.Select), err
}

func (s sparing) Articles(ctx context.Context, q store.ArticlesQuery) (*store.ArticlePage, error) {
	p, err := s.Store.Articles(ctx, q)
	if err != nil {
		return nil, err
	}
	out := spareArticles(*p, q.Page, &q.Select)
	return &out, nil
}

func spareAll[N, S any](nodes []*N, sel *S, spare func(n *N, sel *S) *N) []*N {
	var out []*N
	for _, n := range nodes {
		out = append(out, spare(n, sel))
	}
	return out
}

// keep returns a value where a field that it belongs to is asked for.
func keep[T any](asked bool, value T) (out T) {
	if asked {
		out = value
	}
	return out
}

func spareActor(n *store.ActorNode, sel *store.ActorSelection) *store.ActorNode {
	if n == nil || sel == nil {
		return nil
	}
	a, has := n.Actor, sel.Fields.Has
	out := *n
	out.Actor = &schema.Actor{
		ID: a.ID, Type: a.Type, Name: a.Name,
		NameAr: keep(has(store.ActorMainNames), a.NameAr), NameEn: keep(has(store.ActorMainNames), a.NameEn),
		Names: keep(has(store.ActorNames), a.Names), Wikidata: keep(has(store.ActorWikidata), a.Wikidata), Known: keep(has(store.ActorKnown), a.Known),
		PartOf: keep(has(store.ActorContainer), a.PartOf), Within: keep(has(store.ActorContainer), a.Within),
	}
	out.PartOf = spareActor(n.PartOf, sel.PartOf)
	out.Relations, out.Neighbors, out.Articles = nil, nil, nil
	for i, f := range sel.Relations {
		out.Relations = append(out.Relations, spareRelations(n.Relations[i], f.Page, &f.Select))
	}
	for i, f := range sel.Neighbors {
		out.Neighbors = append(out.Neighbors, spareActors(n.Neighbors[i], f.Page, &f.Select))
	}
	for i, f := range sel.Articles {
		out.Articles = append(out.Articles, spareArticles(n.Articles[i], f.Page, &f.Select))
	}
	return &out
}

func spareRelation(n *store.RelationNode, sel *store.RelationSelection) *store.RelationNode {
	if n == nil || sel == nil {
		return nil
	}
	r, has := *n.Relation, sel.Fields.Has
	out := *n
	out.Relation = &schema.Relation{
		ID: r.ID, Type: r.Type, Version: keep(has(store.RelationVersion), r.Version),
		Source: keep(has(store.RelationEnds), r.Source), Target: keep(has(store.RelationEnds), r.Target), Roles: keep(has(store.RelationRoles), r.Roles),
		ValidFrom: keep(has(store.RelationDates), r.ValidFrom), ValidTo: keep(has(store.RelationDates), r.ValidTo),
		DateBasis: keep(has(store.RelationBasis), r.DateBasis), Ended: keep(has(store.RelationBasis), r.Ended),
		AttestedFrom: keep(has(store.RelationAttested), r.AttestedFrom), AttestedTo: keep(has(store.RelationAttested), r.AttestedTo), EndedBy: keep(has(store.RelationAttested), r.EndedBy),
		Modality: keep(has(store.RelationModality), r.Modality), Confidence: keep(has(store.RelationConfidence), r.Confidence), Sources: keep(has(store.RelationSources), r.Sources),
		Contested: keep(has(store.RelationContested), r.Contested), Reviewed: keep(has(store.RelationReviewed), r.Reviewed),
		FulfilledBy: keep(has(store.RelationFulfilledBy), r.FulfilledBy), Office: keep(has(store.RelationOffice), r.Office),
		Claims: keep(has(store.RelationClaims), r.Claims), Aliases: keep(has(store.RelationClaims), r.Aliases),
		Quote: keep(has(store.RelationQuote), r.Quote), Article: keep(has(store.RelationQuote), r.Article),
		RecordedAt: keep(has(store.RelationRecorded), r.RecordedAt), RetractedAt: keep(has(store.RelationRecorded), r.RetractedAt),
	}
	out.Certain = n.Certain && has(store.RelationCertain)
	out.Source, out.Target, out.FulfilledBy = spareActor(n.Source, sel.Source), spareActor(n.Target, sel.Target), spareRelation(n.FulfilledBy, sel.FulfilledBy)
	out.Others, out.Roles, out.Evidence, out.Changes = nil, nil, nil, nil
	for i, f := range sel.Others {
		out.Others = append(out.Others, spareActor(n.Others[i], &f.Select))
	}
	for _, role := range n.Roles {
		out.Roles = append(out.Roles, store.RoleNode{Name: role.Name, Actor: spareActor(role.Actor, sel.Roles)})
	}
	for i, f := range sel.Evidence {
		out.Evidence = append(out.Evidence, spareEvidence(n.Evidence[i], &f.Article))
	}
	for _, c := range n.Changes {
		out.Changes = append(out.Changes, *spareChange(&c, sel.Changes))
	}
	return &out
}

func spareEvidence(nodes []store.EvidenceNode, sel *store.ArticleSelection) []store.EvidenceNode {
	var out []store.EvidenceNode
	for _, e := range nodes {
		out = append(out, store.EvidenceNode{Claim: e.Claim, Article: spareArticle(e.Article, sel)})
	}
	return out
}

func spareChange(n *store.ChangeNode, sel *store.ChangeSelection) *store.ChangeNode {
	out := *n
	out.Relation, out.Before, out.After = spareRelation(n.Relation, sel.Relation), spareRelation(n.Before, sel.Before), spareRelation(n.After, sel.After)
	if sel.Evidence != nil {
		out.Evidence = spareEvidence(n.Evidence, sel.Evidence)
	}
	return &out
}

func spareArticle(n *store.ArticleNode, sel *store.ArticleSelection) *store.ArticleNode {
	if n == nil {
		return nil
	}
	out := *n
	out.Mentions, out.Relations = nil, nil
	for _, m := range n.Mentions {
		out.Mentions = append(out.Mentions, store.MentionNode{Mention: m.Mention, Actor: spareActor(m.Actor, sel.Mentions)})
	}
	for i, f := range sel.Relations {
		out.Relations = append(out.Relations, spareRelations(n.Relations[i], f.Page, &f.Select))
	}
	return &out
}

func sparePage(info store.PageInfo, p store.Page) store.PageInfo {
	info.HasNext = info.HasNext && !p.NoMore
	if !p.Total {
		info.Total = -1
	}
	return info
}

func spareActors(page store.ActorPage, p store.Page, sel *store.ActorSelection) store.ActorPage {
	return store.ActorPage{PageInfo: sparePage(page.PageInfo, p), Nodes: spareAll(page.Nodes, sel, spareActor), Cursors: keep(!p.NoCursors, page.Cursors)}
}

func spareRelations(page store.RelationPage, p store.Page, sel *store.RelationSelection) store.RelationPage {
	return store.RelationPage{PageInfo: sparePage(page.PageInfo, p), Nodes: spareAll(page.Nodes, sel, spareRelation), Cursors: keep(!p.NoCursors, page.Cursors)}
}

func spareArticles(page store.ArticlePage, p store.Page, sel *store.ArticleSelection) store.ArticlePage {
	return store.ArticlePage{PageInfo: sparePage(page.PageInfo, p), Nodes: spareAll(page.Nodes, sel, spareArticle), Cursors: keep(!p.NoCursors, page.Cursors)}
}
