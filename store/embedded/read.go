package embedded

import (
	"context"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/adjacency"
)

// The reads are those of the graph that is shown now.

// ask has the graph answer a question.
func ask[Q, A any](ctx context.Context, s *Store, q Q, answer func(*adjacency.Graph, context.Context, Q) (A, error)) (A, error) {
	graph, err := s.shown(ctx)
	if err != nil {
		var none A
		return none, err
	}
	return answer(graph, ctx, q)
}

// Actor is part of store.Reader.
func (s *Store) Actor(ctx context.Context, q store.ActorQuery) (*store.ActorNode, error) {
	return ask(ctx, s, q, (*adjacency.Graph).Actor)
}

// Actors is part of store.Reader.
func (s *Store) Actors(ctx context.Context, q store.ActorsQuery) (*store.ActorPage, error) {
	return ask(ctx, s, q, (*adjacency.Graph).Actors)
}

// Relation is part of store.Reader.
func (s *Store) Relation(ctx context.Context, q store.RelationQuery) (*store.RelationNode, error) {
	return ask(ctx, s, q, (*adjacency.Graph).Relation)
}

// Relations is part of store.Reader.
func (s *Store) Relations(ctx context.Context, q store.RelationsQuery) (*store.RelationPage, error) {
	return ask(ctx, s, q, (*adjacency.Graph).Relations)
}

// Paths is part of store.Reader.
func (s *Store) Paths(ctx context.Context, q store.PathsQuery) ([]store.PathNode, error) {
	return ask(ctx, s, q, (*adjacency.Graph).Paths)
}

// Neighborhood is part of store.Reader.
func (s *Store) Neighborhood(ctx context.Context, q store.NeighborhoodQuery) (*store.SubgraphNode, error) {
	return ask(ctx, s, q, (*adjacency.Graph).Neighborhood)
}

// Dyad is part of store.Reader.
func (s *Store) Dyad(ctx context.Context, q store.DyadQuery) (*store.DyadNode, error) {
	return ask(ctx, s, q, (*adjacency.Graph).Dyad)
}

// Changes is part of store.Reader.
func (s *Store) Changes(ctx context.Context, q store.ChangesQuery) (*store.ChangePage, error) {
	return ask(ctx, s, q, (*adjacency.Graph).Changes)
}

// Article is part of store.Reader.
func (s *Store) Article(ctx context.Context, q store.ArticleQuery) (*store.ArticleNode, error) {
	return ask(ctx, s, q, (*adjacency.Graph).Article)
}

// Articles is part of store.Reader.
func (s *Store) Articles(ctx context.Context, q store.ArticlesQuery) (*store.ArticlePage, error) {
	return ask(ctx, s, q, (*adjacency.Graph).Articles)
}

// Stats is part of store.Reader.
func (s *Store) Stats(ctx context.Context) (*store.Stats, error) {
	graph, err := s.shown(ctx)
	if err != nil {
		return nil, err
	}
	return graph.Stats(ctx)
}

// ChangesAfter is part of store.Feed.
func (s *Store) ChangesAfter(ctx context.Context, after int64, limit int) ([]schema.Change, error) {
	graph, err := s.shown(ctx)
	if err != nil {
		return nil, err
	}
	return graph.ChangesAfter(ctx, after, limit)
}

// LastCursor is part of store.Feed.
func (s *Store) LastCursor(ctx context.Context) (int64, error) {
	return s.cursor.Load(), failure(ctx, ctx.Err())
}

// Notify is part of store.Feed.
func (s *Store) Notify(ctx context.Context) <-chan struct{} { return s.bell.Listen(ctx) }
