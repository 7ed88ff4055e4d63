package embedded

import (
	"context"

	"rawabit/schema"
	"rawabit/store"
)

// The reads are those of the graph that is shown now.

// Actor is part of store.Reader.
func (s *Store) Actor(ctx context.Context, q store.ActorQuery) (*store.ActorNode, error) {
	graph, err := s.shown(ctx)
	if err != nil {
		return nil, err
	}
	return graph.Actor(ctx, q)
}

// Actors is part of store.Reader.
func (s *Store) Actors(ctx context.Context, q store.ActorsQuery) (*store.ActorPage, error) {
	graph, err := s.shown(ctx)
	if err != nil {
		return nil, err
	}
	return graph.Actors(ctx, q)
}

// Relation is part of store.Reader.
func (s *Store) Relation(ctx context.Context, q store.RelationQuery) (*store.RelationNode, error) {
	graph, err := s.shown(ctx)
	if err != nil {
		return nil, err
	}
	return graph.Relation(ctx, q)
}

// Relations is part of store.Reader.
func (s *Store) Relations(ctx context.Context, q store.RelationsQuery) (*store.RelationPage, error) {
	graph, err := s.shown(ctx)
	if err != nil {
		return nil, err
	}
	return graph.Relations(ctx, q)
}

// Paths is part of store.Reader.
func (s *Store) Paths(ctx context.Context, q store.PathsQuery) ([]store.PathNode, error) {
	graph, err := s.shown(ctx)
	if err != nil {
		return nil, err
	}
	return graph.Paths(ctx, q)
}

// Neighborhood is part of store.Reader.
func (s *Store) Neighborhood(ctx context.Context, q store.NeighborhoodQuery) (*store.SubgraphNode, error) {
	graph, err := s.shown(ctx)
	if err != nil {
		return nil, err
	}
	return graph.Neighborhood(ctx, q)
}

// Dyad is part of store.Reader.
func (s *Store) Dyad(ctx context.Context, q store.DyadQuery) (*store.DyadNode, error) {
	graph, err := s.shown(ctx)
	if err != nil {
		return nil, err
	}
	return graph.Dyad(ctx, q)
}

// Changes is part of store.Reader.
func (s *Store) Changes(ctx context.Context, q store.ChangesQuery) (*store.ChangePage, error) {
	graph, err := s.shown(ctx)
	if err != nil {
		return nil, err
	}
	return graph.Changes(ctx, q)
}

// Article is part of store.Reader.
func (s *Store) Article(ctx context.Context, q store.ArticleQuery) (*store.ArticleNode, error) {
	graph, err := s.shown(ctx)
	if err != nil {
		return nil, err
	}
	return graph.Article(ctx, q)
}

// Articles is part of store.Reader.
func (s *Store) Articles(ctx context.Context, q store.ArticlesQuery) (*store.ArticlePage, error) {
	graph, err := s.shown(ctx)
	if err != nil {
		return nil, err
	}
	return graph.Articles(ctx, q)
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
