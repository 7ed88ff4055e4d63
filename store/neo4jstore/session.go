package neo4jstore

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"rawabit/schema"
)

// readPatience is how long a read is tried again where its context sets no end.
const readPatience = 20 * time.Second

func timeout(cause error) error {
	return &schema.Error{Code: schema.CodeTimeout, Message: "the time allowed for the query has passed", Cause: cause}
}

// explain turns an error of the driver into one of the store's.
func (s *Store) explain(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	var coded *schema.Error
	if errors.As(err, &coded) {
		return err
	}
	if ctx.Err() != nil {
		return timeout(ctx.Err())
	}
	err = bare(err)
	var refused *neo4j.Neo4jError
	switch {
	case errors.As(err, &refused):
		if strings.Contains(refused.Code, "TransactionTimedOut") || strings.Contains(refused.Code, "Terminated") {
			return timeout(err)
		}
		if neo4j.IsRetryable(err) || strings.Contains(refused.Code, ".Security.") || strings.Contains(refused.Code, "DatabaseNotFound") {
			return s.unreachable(ctx, err)
		}
	case neo4j.IsConnectivityError(err), neo4j.IsRetryable(err), neo4j.IsTransactionExecutionLimit(err):
		return s.unreachable(ctx, err)
	}
	if s.options.Logger != nil {
		s.options.Logger.Error("the database refuses a statement", "cause", err)
	}
	return &schema.Error{Code: schema.CodeInternal, Message: "the store could not carry out the query", Cause: err}
}

// bare returns the driver's own error where an error wraps one that may be tried
// again: the driver knows it by its type alone.
func bare(err error) error {
	for inner := err; inner != nil; inner = errors.Unwrap(inner) {
		if neo4j.IsRetryable(inner) {
			return inner
		}
	}
	return err
}

func (s *Store) trace(statement string, parameters map[string]any) {
	if s.options.Trace != nil {
		s.options.Trace(statement, parameters)
	}
}

// read runs a statement that gives one record.
func (s *Store) read(ctx context.Context, statement string, parameters map[string]any, take func(values []any) error) error {
	found := false
	err := s.readAll(ctx, statement, parameters, func(v []any) error {
		if found {
			return errors.New("the statement gives more than one record")
		}
		found = true
		return take(v)
	})
	if err == nil && !found {
		err = s.explain(ctx, errors.New("the statement gives no record"))
	}
	return err
}

// readAll runs a statement that only reads, as a transaction of its own, and
// tries again what a moment later may succeed. take sees the records of the
// attempt that succeeded.
func (s *Store) readAll(ctx context.Context, statement string, parameters map[string]any, take func(values []any) error) error {
	start := time.Now()
	pause := 20 * time.Millisecond
	for {
		if err := ctx.Err(); err != nil {
			return timeout(err)
		}
		records, err := s.attempt(ctx, statement, parameters)
		if err == nil {
			for _, r := range records {
				if err := take(r.Values); err != nil {
					return s.explain(ctx, err)
				}
			}
			return nil
		}
		if !neo4j.IsRetryable(err) || ctx.Err() != nil || time.Since(start) > readPatience {
			return s.explain(ctx, err)
		}
		if s.options.Logger != nil {
			s.options.Logger.Warn("a read is tried again", "cause", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause + rand.N(pause)):
		}
		pause = min(2*pause, time.Second)
	}
}

func (s *Store) attempt(ctx context.Context, statement string, parameters map[string]any) ([]*neo4j.Record, error) {
	session := s.session(ctx, neo4j.AccessModeRead)
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }()
	s.trace(statement, parameters)
	result, err := session.Run(ctx, statement, parameters, limits(ctx)...)
	if err != nil {
		return nil, err
	}
	return result.Collect(ctx)
}

// limits lets the database end a transaction when its context does.
func limits(ctx context.Context) []func(*neo4j.TransactionConfig) {
	end, ok := ctx.Deadline()
	if !ok {
		return nil
	}
	return []func(*neo4j.TransactionConfig){neo4j.WithTxTimeout(max(time.Until(end), time.Millisecond))}
}

func (s *Store) session(ctx context.Context, mode neo4j.AccessMode) neo4j.SessionWithContext {
	return s.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: mode, DatabaseName: s.database, Bookmarks: s.lastBookmarks()})
}

func (s *Store) lastBookmarks() neo4j.Bookmarks {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bookmarks
}

// remember keeps the bookmarks of a write, so that what reads next sees it, on
// whatever member of a cluster. They stand for those that the write began with, and
// not for those of writes that ran beside it.
func (s *Store) remember(before, after neo4j.Bookmarks) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := slices.DeleteFunc(slices.Clone(s.bookmarks), func(b string) bool { return slices.Contains(before, b) || slices.Contains(after, b) })
	s.bookmarks = append(kept, after...)
}

// run runs a statement that writes, as a transaction of its own.
func (s *Store) run(ctx context.Context, statement string, parameters map[string]any) error {
	return s.runTaking(ctx, statement, parameters, nil)
}

// runTaking is run with the records of the outcome.
func (s *Store) runTaking(ctx context.Context, statement string, parameters map[string]any, take func(values []any)) error {
	if err := ctx.Err(); err != nil {
		return timeout(err)
	}
	before := s.lastBookmarks()
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }()
	s.trace(statement, parameters)
	result, err := session.Run(ctx, statement, parameters)
	if err != nil {
		return s.explain(ctx, err)
	}
	records, err := result.Collect(ctx)
	if err != nil {
		return s.explain(ctx, err)
	}
	if take != nil {
		for _, r := range records {
			take(r.Values)
		}
	}
	s.remember(before, session.LastBookmarks())
	return nil
}

// write runs work in a managed transaction, which is tried again when the
// database asks for it.
func (s *Store) write(ctx context.Context, work func(tx neo4j.ManagedTransaction) error) error {
	if err := s.open(ctx); err != nil {
		return err
	}
	before := s.lastBookmarks()
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }()
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) { return nil, bare(work(tx)) }, limits(ctx)...)
	if err != nil {
		return s.explain(ctx, err)
	}
	s.remember(before, session.LastBookmarks())
	return nil
}

// open reports a store that is closed and a context that has ended.
func (s *Store) open(ctx context.Context) error {
	if s.closing.Err() != nil {
		return schema.Errorf(schema.CodeUnavailable, "the store is closed")
	}
	if err := ctx.Err(); err != nil {
		return timeout(err)
	}
	return nil
}

// start runs work in a goroutine that Close waits for. It fails when the store is
// closed.
func (s *Store) start(work func()) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing.Err() != nil {
		return schema.Errorf(schema.CodeUnavailable, "the store is closed")
	}
	s.running.Go(work)
	return nil
}
