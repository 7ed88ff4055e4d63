package embedded

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"rawabit/schema"
	"rawabit/store/adjacency"
	"rawabit/store/record"
)

// shown returns the graph that is shown now, read from the file if nobody has asked
// for it yet.
func (s *Store) shown(ctx context.Context) (*adjacency.Graph, error) {
	if graph := s.graph.Load(); graph != nil {
		return graph, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed.Load() {
		return nil, schema.Errorf(schema.CodeUnavailable, "the store is closed")
	}
	if s.graph.Load() == nil {
		former := s.seen
		if err := s.reload(ctx); err != nil {
			return nil, err
		}
		if s.seen != former {
			s.bell.Ring()
		}
	}
	return s.graph.Load(), nil
}

// apply shows what a transaction has made of the graph, if anybody has asked for it.
func (s *Store) apply(batch adjacency.Batch) error {
	if graph := s.graph.Load(); graph != nil {
		return graph.Apply(batch)
	}
	return nil
}

// refresh shows what the file says: all of it, or how far it is where nobody has
// asked for the graph yet.
func (s *Store) refresh(ctx context.Context) error {
	if !s.lazy || s.graph.Load() != nil {
		return s.reload(ctx)
	}
	next, cursor, err := readMark(ctx, querier{statements: &s.reading})
	if err != nil {
		return failure(ctx, err)
	}
	s.mark(next, cursor)
	return nil
}

// reload reads the whole graph from the file and shows it. What it finds there
// another process may have written, so the writer remembers nothing of before.
func (s *Store) reload(ctx context.Context) error {
	sqlTx, err := s.read.BeginTx(ctx, nil)
	if err != nil {
		return failure(ctx, err)
	}
	defer sqlTx.Rollback() //nolint:errcheck // it only reads
	q := querier{&s.reading, sqlTx}
	next, cursor, err := readMark(ctx, q)
	if err != nil {
		return failure(ctx, err)
	}
	lib := newLibrary(&s.reading)
	graph := adjacency.New(adjacency.Options{Clock: s.clock, Library: lib, Name: "embedded"})
	lib.graph = graph
	d := dec{shared: map[string]string{}}
	actors, err := readActors(ctx, q, &d, 0)
	if err != nil {
		return failure(ctx, err)
	}
	err = graph.Load(actors, timeOf(next.recorded), func(add func(*schema.Relation, string) error) error {
		return readAhead(ctx, q, &d, add)
	})
	if err != nil {
		return failure(ctx, err)
	}
	s.memory.Forget()
	s.show(graph, next, cursor)
	return nil
}

func (s *Store) show(graph *adjacency.Graph, next mark, cursor int64) {
	s.graph.Store(graph)
	s.mark(next, cursor)
}

func (s *Store) mark(next mark, cursor int64) {
	s.seen = next
	s.stamps.Last = timeOf(next.recorded)
	s.cursor.Store(cursor)
}

// readMark reads how far the file is.
func readMark(ctx context.Context, q querier) (m mark, cursor int64, err error) {
	_, err = q.one(ctx, []any{&m.recorded, &m.epoch, &m.version, &cursor}, `SELECT
		(SELECT value FROM meta WHERE name = 'recorded'), (SELECT value FROM meta WHERE name = 'epoch'),
		(SELECT coalesce(max(n), 0) FROM relations), (SELECT coalesce(max(cursor), 0) FROM changes)`)
	return m, cursor, err
}

// readActors reads the actors that changed after a time.
func readActors(ctx context.Context, q querier, d *dec, after int64) ([]schema.Actor, error) {
	var actors []schema.Actor
	var body sql.RawBytes
	err := q.each(ctx, func(rows *sql.Rows) error {
		if err := rows.Scan(&body); err != nil {
			return err
		}
		var a schema.Actor
		err := d.actor(body, &a)
		actors = append(actors, a)
		return err
	}, `SELECT body FROM actors WHERE changed > ?`, after)
	return actors, err
}

// readAhead hands out every version in order while others are being read.
func readAhead(ctx context.Context, q querier, d *dec, add func(r *schema.Relation, before string) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	const size = 1024
	chunks := make(chan []record.Version, 8)
	var failed error // set before chunks is closed
	go func() {
		defer close(chunks)
		chunk := make([]record.Version, 0, size)
		send := func() error {
			select {
			case chunks <- chunk:
				chunk = make([]record.Version, 0, size)
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		failed = readVersions(ctx, q, d, mark{}, func(v record.Version) error {
			if chunk = append(chunk, v); len(chunk) == size {
				return send()
			}
			return nil
		})
		if failed == nil {
			failed = send()
		}
	}()
	var err error
	for chunk := range chunks {
		for i := range chunk {
			if err == nil {
				err = add(&chunk[i].Relation, chunk[i].Before)
			}
		}
		if err != nil {
			cancel()
		}
	}
	if err != nil {
		return err
	}
	return failed
}

// readVersions hands out the versions that came after a mark, in order, until add
// returns an error.
func readVersions(ctx context.Context, q querier, d *dec, after mark, add func(record.Version) error) error {
	retired, err := readRetirements(ctx, q, after)
	if err != nil {
		return err
	}
	var body sql.RawBytes
	return q.each(ctx, func(rows *sql.Rows) error {
		var n int64
		if err := rows.Scan(&n, &body); err != nil {
			return err
		}
		var v record.Version
		var err error
		if v.Before, err = d.relation(body, &v.Relation); err != nil {
			return err
		}
		if len(retired) > 0 && retired[0].n == n {
			v.RetractedAt = timeOf(retired[0].at)
			retired = retired[1:]
		}
		return add(v)
	}, `SELECT n, body FROM relations WHERE n > ? ORDER BY n`, after.version)
}

// retirement says when a version became a past one.
type retirement struct{ n, at int64 }

// readRetirements returns the retirements of the versions that came after a mark,
// in their order.
func readRetirements(ctx context.Context, q querier, after mark) ([]retirement, error) {
	var list []retirement
	err := q.each(ctx, func(rows *sql.Rows) error {
		var r retirement
		err := rows.Scan(&r.n, &r.at)
		list = append(list, r)
		return err
	}, `SELECT n, at FROM retirements WHERE at > ? AND n > ?`, after.recorded, after.version)
	slices.SortFunc(list, func(a, b retirement) int { return cmp.Compare(a.n, b.n) })
	return list, err
}

// expand fills in the claims of versions that are told by the next one, which
// must be among them.
func expand(versions []record.Version) []schema.Relation {
	out := make([]schema.Relation, len(versions))
	next := map[schema.RelationID][]schema.ClaimID{}
	for i, v := range slices.Backward(versions) {
		out[i] = v.Relation
		if v.Before != "" {
			out[i].Claims = adjacency.ClaimsOfDiff(v.Before, next[v.ID])
		}
		next[v.ID] = out[i].Claims
	}
	return out
}
