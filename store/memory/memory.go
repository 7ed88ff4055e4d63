// Package memory is a store that forgets everything when it is closed. It passes
// the same suite as the others and is meant for tests and for trying things out.
package memory

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/adjacency"
	"rawabit/store/record"
)

// Store is a store in memory.
type Store struct {
	*adjacency.Graph
	desk
	ledger *record.Ledger
	bell   store.Bell

	writing sync.Mutex // held by the one that writes
	stamps  store.Stamper
	cursor  atomic.Int64
	seen    atomic.Int64 // recording time of what the graph shows, in microseconds
	closed  atomic.Bool
}

var _ store.Store = (*Store)(nil)

// Option changes how a store works.
type Option func(*Store)

// WithClock sets the clock that recording times and today are taken from.
func WithClock(clock store.Clock) Option { return func(s *Store) { s.stamps.Clock = clock } }

// New returns an empty store.
func New(options ...Option) *Store {
	s := &Store{ledger: record.NewLedger()}
	for _, o := range options {
		o(s)
	}
	s.desk.init(s.stamps.Clock)
	s.Graph = adjacency.New(adjacency.Options{Clock: s.stamps.Clock, Library: record.Shelf{Ledger: s.ledger}, Name: "memory"})
	return s
}

// Ping is part of store.Store.
func (s *Store) Ping(ctx context.Context) error {
	if s.closed.Load() {
		return schema.Errorf(schema.CodeUnavailable, "the store is closed")
	}
	return expired(ctx)
}

// Close is part of store.Store.
func (s *Store) Close(context.Context) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.closed.Store(true)
	return nil
}

// write runs one transaction and shows its outcome to readers.
func (s *Store) write(ctx context.Context, work func(at time.Time) (*record.Result, error)) (*record.Result, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.Ping(ctx); err != nil {
		return nil, err
	}
	result, err := work(s.stamps.Next())
	if err == nil {
		err = expired(ctx)
	}
	if err == nil && !result.Empty() {
		err = s.Apply(adjacency.Batch{
			Actors: result.Actors, Relations: result.Delta.Relations, Retired: result.Delta.Retired, At: result.At,
		})
	}
	if err != nil {
		s.ledger.Rollback()
		return nil, err
	}
	s.ledger.Commit()
	if !result.Empty() {
		s.seen.Store(result.At.UnixMicro())
		s.cursor.Add(int64(len(result.Delta.Changes)))
		s.bell.Ring()
	}
	return result, nil
}

func expired(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return &schema.Error{Code: schema.CodeTimeout, Message: "the time allowed has passed", Cause: err}
	}
	return nil
}

// Record is part of store.Writer.
func (s *Store) Record(ctx context.Context, readings []schema.Reading) ([]store.Outcome, error) {
	result, err := s.write(ctx, func(at time.Time) (*record.Result, error) {
		return record.Record(ctx, s.ledger, readings, at)
	})
	if err != nil {
		return nil, err
	}
	return result.Outcomes, nil
}

// Import is part of store.Writer.
func (s *Store) Import(ctx context.Context, actors []schema.Actor, relations []schema.Relation) error {
	_, err := s.write(ctx, func(at time.Time) (*record.Result, error) {
		return record.Import(ctx, s.ledger, actors, relations, at)
	})
	return err
}

// Decide is part of store.Writer.
func (s *Store) Decide(ctx context.Context, d schema.Decision) (schema.Decision, []schema.Change, error) {
	result, err := s.write(ctx, func(at time.Time) (*record.Result, error) {
		return record.Decide(ctx, s.ledger, d, at)
	})
	if err != nil {
		return schema.Decision{}, nil, err
	}
	return result.Decision, result.Delta.Changes, nil
}

// Rebuild is part of store.Writer. What a store in memory computed cannot have
// been damaged, so it only compares.
func (s *Store) Rebuild(ctx context.Context, progress func(done, total int)) (int, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	fresh, err := record.Replay(ctx, s.ledger.Log(), progress)
	if err != nil {
		return 0, err
	}
	if different := record.Differences(s.ledger.Computed(), fresh.Computed()); len(different) > 0 {
		return len(different), schema.Errorf(schema.CodeInternal, "%w", fmt.Errorf("%d relations differ from what the claims say, the first is %s", len(different), different[0]))
	}
	return 0, nil
}

// ChangesAfter is part of store.Feed.
func (s *Store) ChangesAfter(ctx context.Context, after int64, limit int) ([]schema.Change, error) {
	if err := expired(ctx); err != nil {
		return nil, err
	}
	return record.Shelf{Ledger: s.ledger}.After(s.seen.Load(), after, limit), nil
}

// LastCursor is part of store.Feed.
func (s *Store) LastCursor(ctx context.Context) (int64, error) {
	return s.cursor.Load(), expired(ctx)
}

// Notify is part of store.Feed.
func (s *Store) Notify(ctx context.Context) <-chan struct{} { return s.bell.Listen(ctx) }
