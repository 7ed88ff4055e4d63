package neo4jstore

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/record"
	"rawabit/timeline"
)

// begin prepares a transaction over a managed one.
func (s *Store) begin(ctx context.Context, inner neo4j.ManagedTransaction) (*tx, error) {
	t := &tx{store: s, inner: inner, published: map[schema.ArticleID]int64{}, contained: map[schema.ActorID]bool{},
		fresh: map[timeline.Unit][]*schema.Claim{}, asserted: map[schema.RelationID][]schema.Claim{}}
	var err error
	t.decisions, err = t.knownDecisions(ctx)
	return t, err
}

// settle takes the locks that keys ask for. Where a decision was taken meanwhile,
// which may have changed what has to be locked, it asks again.
func (t *tx) settle(ctx context.Context, keys func() ([]string, error)) error {
	for {
		wanted, err := keys()
		if err != nil {
			return err
		}
		if err := t.lock(ctx, wanted); err != nil {
			return err
		}
		before := len(t.decisions)
		if t.decisions, err = t.knownDecisions(ctx); err != nil || len(t.decisions) == before {
			return err
		}
	}
}

// number gives the transaction, which holds its locks, its recording time and
// its place in the log.
func (t *tx) number(ctx context.Context, claims int) error {
	var err error
	t.sequence, t.at, err = t.store.reserve(ctx, claims)
	return err
}

// Record is part of store.Writer.
func (s *Store) Record(ctx context.Context, readings []schema.Reading) ([]store.Outcome, error) {
	var result *record.Result
	err := s.write(ctx, func(inner neo4j.ManagedTransaction) error {
		t, err := s.begin(ctx, inner)
		if err != nil {
			return err
		}
		fresh, claims, err := t.unstored(ctx, readings)
		if err != nil {
			return err
		}
		if len(fresh) > 0 {
			if err := t.settle(ctx, func() ([]string, error) { return t.keysOfRecord(ctx, fresh) }); err != nil {
				return err
			}
			if err := t.number(ctx, claims); err != nil {
				return err
			}
		}
		if result, err = record.Record(ctx, t, readings, t.at); err != nil {
			return err
		}
		return t.finish(ctx)
	})
	if err != nil {
		return nil, err
	}
	s.wrote(result)
	return result.Outcomes, nil
}

// unstored returns the readings of articles that are not stored, and how many
// claims they bring.
func (t *tx) unstored(ctx context.Context, readings []schema.Reading) (fresh []schema.Reading, claims int, err error) {
	ids := make([]schema.ArticleID, len(readings))
	for i := range readings {
		ids[i] = readings[i].Article.ID
	}
	stored, err := t.StoredArticles(ctx, ids)
	if err != nil {
		return nil, 0, err
	}
	for i := range readings {
		if r := &readings[i]; !stored[r.Article.ID] {
			fresh = append(fresh, *r)
			claims += len(r.Registry) + len(r.Claims)
		}
	}
	return fresh, claims, nil
}

// Import is part of store.Writer.
func (s *Store) Import(ctx context.Context, actors []schema.Actor, relations []schema.Relation) error {
	if len(actors) == 0 && len(relations) == 0 {
		return s.open(ctx)
	}
	var result *record.Result
	err := s.write(ctx, func(inner neo4j.ManagedTransaction) error {
		t, err := s.begin(ctx, inner)
		if err != nil {
			return err
		}
		if err := t.settle(ctx, func() ([]string, error) { return t.keysOfImport(ctx, actors, relations) }); err != nil {
			return err
		}
		if err := t.lockFormer(ctx, relations); err != nil {
			return err
		}
		if err := t.number(ctx, len(relations)); err != nil {
			return err
		}
		if result, err = record.Import(ctx, t, actors, relations, t.at); err != nil {
			return err
		}
		return t.finish(ctx)
	})
	if err == nil {
		s.wrote(result)
	}
	return err
}

// wrote tells this process what a transaction did.
func (s *Store) wrote(result *record.Result) {
	s.names.put(result.Actors, result.At)
	if !result.Empty() {
		s.bell.Ring()
	}
}

// Decide is part of store.Writer. A decision may bear on any claim, so nobody else
// writes meanwhile.
func (s *Store) Decide(ctx context.Context, d schema.Decision) (schema.Decision, []schema.Change, error) {
	var result *record.Result
	err := s.write(ctx, func(inner neo4j.ManagedTransaction) error {
		t, err := s.begin(ctx, inner)
		if err != nil {
			return err
		}
		if err := t.lockAll(ctx); err != nil {
			return err
		}
		if t.decisions, err = t.knownDecisions(ctx); err != nil {
			return err
		}
		if err := t.number(ctx, 0); err != nil {
			return err
		}
		if result, err = record.Decide(ctx, t, d, t.at); err != nil {
			return err
		}
		return t.finish(ctx)
	})
	if err != nil {
		return schema.Decision{}, nil, err
	}
	s.wrote(result)
	return result.Decision, result.Delta.Changes, nil
}
