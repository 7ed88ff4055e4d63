package neo4jstore

import (
	"context"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// ChangesAfter is part of store.Feed.
func (s *Store) ChangesAfter(ctx context.Context, after int64, limit int) ([]schema.Change, error) {
	x := s.newQuery()
	x.add("MATCH (c:Change) WHERE c.cursor > ", x.param(after), " WITH c ORDER BY c.cursor LIMIT ", x.param(int64(max(limit, 0))), " ")
	expression, decode := x.change("c", &store.ChangeSelection{})
	x.add("RETURN collect(", expression, ") AS x")
	var changes []schema.Change
	err := s.ask(ctx, x, func(v any) {
		for _, entry := range list(v) {
			changes = append(changes, *decode(entry).Change)
		}
	})
	return changes, err
}

// LastCursor is part of store.Feed.
func (s *Store) LastCursor(ctx context.Context) (int64, error) {
	if err := s.open(ctx); err != nil {
		return 0, err
	}
	last := int64(0)
	err := s.read(ctx, "MATCH (c:Counter {name: 'changes'}) RETURN c.value", nil, func(v []any) error {
		last = number(v[0])
		return nil
	})
	return last, err
}

// Notify is part of store.Feed. What other processes write is noticed by looking
// at the counter of changes.
func (s *Store) Notify(ctx context.Context) <-chan struct{} {
	out := make(chan struct{}, 1)
	ctx, cancel := context.WithCancel(ctx)
	own := s.bell.Listen(ctx)
	err := s.start(func() {
		defer close(out)
		defer cancel()
		tick := time.NewTicker(s.options.Poll)
		defer tick.Stop()
		last, _ := s.LastCursor(ctx)
		for {
			select {
			case <-s.closing.Done():
				return
			case _, ok := <-own:
				if !ok {
					return
				}
			case <-tick.C:
				now, err := s.LastCursor(ctx)
				if err != nil || now == last {
					continue
				}
				last = now
			}
			select {
			case out <- struct{}{}:
			default:
			}
		}
	})
	if err != nil {
		cancel()
		close(out)
	}
	return out
}
