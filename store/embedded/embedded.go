package embedded

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/adjacency"
	"rawabit/store/record"
	"rawabit/timeline"
)

// Store is a store in one file.
type Store struct {
	path        string
	write, read *sql.DB
	writer      *sql.Conn // the one connection that writes
	writing     statements
	reading     statements
	graph       atomic.Pointer[adjacency.Graph] // nil until a lazy store is asked
	bell        store.Bell
	clock       store.Clock
	poll        time.Duration
	lazy        bool
	beforeEnd   func() error // tests stop a transaction here, just before it commits

	mu     sync.Mutex // held by the one in this process that writes or catches up
	memory *timeline.Memory
	stamps store.Stamper
	seen   mark

	cursor atomic.Int64
	closed atomic.Bool
	stop   context.CancelFunc
	done   sync.WaitGroup
}

// mark is how much of the file the graph shows.
type mark struct {
	recorded int64 // recording time of the last transaction, in microseconds
	epoch    int64 // changes when everything was computed anew
	version  int64 // number of the last version
}

var _ store.Store = (*Store)(nil)

// remembered is how many claims the writer keeps from one transaction to the
// next.
const remembered = 1 << 18

// manyImported is how many relations an import brings of which nothing is kept in
// memory: what follows is about others.
const manyImported = 1000

// Option changes how a store works.
type Option func(*Store)

// WithClock sets the clock that recording times and today are taken from.
func WithClock(clock store.Clock) Option { return func(s *Store) { s.clock = clock } }

// WithPoll sets how often the file is looked at for what other processes wrote.
func WithPoll(interval time.Duration) Option { return func(s *Store) { s.poll = interval } }

// Lazy has the graph read when it is first asked for, rather than at once: who
// only writes needs neither the time for that nor the memory.
func Lazy() Option { return func(s *Store) { s.lazy = true } }

// Open opens the store in a file, which it creates if there is none. It refuses,
// with a message that says how to mend it, a path that cannot be written
// (STORE_UNAVAILABLE) and a file that is no store, or one of a newer version
// (INVALID_INPUT).
func Open(ctx context.Context, path string, options ...Option) (*Store, error) {
	if err := check(path); err != nil {
		return nil, err
	}
	s := &Store{path: path, poll: 200 * time.Millisecond, memory: timeline.NewMemory(remembered)}
	for _, o := range options {
		o(s)
	}
	s.stamps.Clock = s.clock
	s.write, s.read = connect(path, true), connect(path, false)
	s.reading.on = s.read
	var err error
	if s.writer, err = s.write.Conn(ctx); err == nil {
		s.writing.on = s.writer
		err = layout(ctx, s.writer, path)
	}
	if err == nil {
		err = s.refresh(ctx)
	}
	if err != nil {
		s.disconnect()
		return nil, failure(ctx, err)
	}
	follow, stop := context.WithCancel(context.WithoutCancel(ctx))
	s.stop = stop
	s.done.Go(func() { s.follow(follow) })
	return s, nil
}

// Ping is part of store.Store.
func (s *Store) Ping(ctx context.Context) error {
	if s.closed.Load() {
		return schema.Errorf(schema.CodeUnavailable, "the store is closed")
	}
	var n int
	return failure(ctx, s.read.QueryRowContext(ctx, "SELECT 1").Scan(&n))
}

// Close is part of store.Store.
func (s *Store) Close(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed.Swap(true) {
		return nil
	}
	s.stop()
	s.mu.Unlock() // follow may be waiting for it
	s.done.Wait()
	s.mu.Lock()
	return failure(ctx, s.disconnect())
}

// disconnect closes the connections, the writer's last: it folds the log back
// into the file.
func (s *Store) disconnect() error {
	err := errors.Join(s.reading.close(), s.writing.close(), s.read.Close())
	if s.writer != nil {
		err = errors.Join(err, s.writer.Close())
	}
	return errors.Join(err, s.write.Close())
}

// transact runs one transaction and, once it is durable, shows its outcome to
// readers.
func (s *Store) transact(ctx context.Context, work func(t *tx) (*record.Result, error)) (*record.Result, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, err := s.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer t.end(ctx, s)
	if err := s.catchUp(ctx, t.querier); err != nil {
		return nil, failure(ctx, err)
	}
	t.at = s.stamps.Next()
	result, err := work(t)
	if err != nil || result.Empty() {
		t.idle = err == nil
		return result, failure(ctx, err)
	}
	next := mark{recorded: t.at.UnixMicro(), epoch: s.seen.epoch}
	if err := t.exec(ctx, `UPDATE meta SET value = ? WHERE name = 'recorded'`, next.recorded); err != nil {
		return nil, failure(ctx, err)
	}
	if _, err := t.one(ctx, []any{&next.version}, `SELECT coalesce(max(n), 0) FROM relations`); err != nil {
		return nil, failure(ctx, err)
	}
	if s.beforeEnd != nil {
		if err := s.beforeEnd(); err != nil {
			return nil, failure(ctx, err)
		}
	}
	if err := t.commit(ctx, s); err != nil {
		return nil, failure(ctx, err)
	}
	if err := s.apply(adjacency.Batch{Actors: result.Actors, Relations: result.Delta.Relations, Retired: result.Delta.Retired, At: t.at}); err != nil {
		// What is durable counts: show what the file says.
		return result, failure(ctx, s.reload(context.WithoutCancel(ctx)))
	}
	s.seen = next
	s.cursor.Add(int64(len(result.Delta.Changes)))
	s.bell.Ring()
	return result, nil
}

// Record is part of store.Writer.
func (s *Store) Record(ctx context.Context, readings []schema.Reading) ([]store.Outcome, error) {
	result, err := s.transact(ctx, func(t *tx) (*record.Result, error) { return record.Record(ctx, t, readings, t.at) })
	if err != nil {
		return nil, err
	}
	return result.Outcomes, nil
}

// Import is part of store.Writer.
func (s *Store) Import(ctx context.Context, actors []schema.Actor, relations []schema.Relation) error {
	_, err := s.transact(ctx, func(t *tx) (*record.Result, error) {
		result, err := record.Import(ctx, t, actors, relations, t.at)
		if len(relations) >= manyImported {
			s.memory.Forget()
		}
		return result, err
	})
	return err
}

// Decide is part of store.Writer.
func (s *Store) Decide(ctx context.Context, d schema.Decision) (schema.Decision, []schema.Change, error) {
	result, err := s.transact(ctx, func(t *tx) (*record.Result, error) { return record.Decide(ctx, t, d, t.at) })
	if err != nil {
		return schema.Decision{}, nil, err
	}
	return result.Decision, result.Delta.Changes, nil
}
