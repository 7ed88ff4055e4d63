package memory

import (
	"context"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/adjacency"
	"rawabit/store/record"
)

// Dump is part of store.Archive. It hands out the state of when it was called.
func (s *Store) Dump(ctx context.Context, yield func(*store.Transaction) error) error {
	if err := s.Ping(ctx); err != nil {
		return err
	}
	s.writing.Lock()
	content := s.ledger.Content()
	s.writing.Unlock()
	return record.Dump(ctx, content, yield)
}

// Restore is part of store.Archive.
func (s *Store) Restore(ctx context.Context, list []store.Transaction) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.Ping(ctx); err != nil {
		return err
	}
	results := make([]*record.Result, 0, len(list))
	for i := range list {
		result, err := record.Restore(ctx, s.ledger, &list[i])
		if err != nil {
			s.ledger.Rollback()
			return err
		}
		results = append(results, result)
	}
	s.ledger.Commit()
	for _, r := range results {
		err := s.Apply(adjacency.Batch{Actors: r.Actors, Relations: r.Delta.Relations, Retired: r.Delta.Retired, At: r.At})
		if err != nil {
			return schema.Errorf(schema.CodeInternal, "the archive was restored, but cannot be shown: %w", err)
		}
		if r.At.After(s.stamps.Last) {
			s.stamps.Last = r.At
		}
		s.cursor.Add(int64(len(r.Delta.Changes)))
	}
	s.seen.Store(s.stamps.Last.UnixMicro())
	s.bell.Ring()
	return nil
}
