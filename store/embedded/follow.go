package embedded

import (
	"context"
	"database/sql"
	"time"

	"rawabit/schema"
	"rawabit/store/adjacency"
	"rawabit/store/record"
)

// follow looks at the file now and then, and shows what other processes wrote.
// What it cannot read now it reads the next time.
func (s *Store) follow(ctx context.Context) {
	tick := time.NewTicker(s.poll)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			_ = s.look(ctx)
		}
	}
}

// look shows what other processes wrote since the last time.
func (s *Store) look(ctx context.Context) error {
	now, _, err := readMark(ctx, querier{statements: &s.reading})
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed.Load() || now == s.seen {
		return nil
	}
	sqlTx, err := s.read.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer sqlTx.Rollback() //nolint:errcheck // it only reads
	return s.catchUp(ctx, querier{&s.reading, sqlTx})
}

// catchUp brings the graph to the state of an open transaction. The caller holds
// the lock.
func (s *Store) catchUp(ctx context.Context, q querier) error {
	next, cursor, err := readMark(ctx, q)
	if err != nil || next == s.seen {
		return err
	}
	s.memory.Forget()
	graph := s.graph.Load()
	if graph == nil {
		s.mark(next, cursor)
		s.bell.Ring()
		return nil
	}
	if next.epoch != s.seen.epoch {
		if err := s.reload(ctx); err != nil {
			return err
		}
		s.bell.Ring()
		return nil
	}
	batch := adjacency.Batch{At: timeOf(next.recorded)}
	d := &dec{shared: map[string]string{}}
	if batch.Actors, err = readActors(ctx, q, d, s.seen.recorded); err != nil {
		return err
	}
	var versions []record.Version
	err = readVersions(ctx, q, d, s.seen, func(v record.Version) error {
		versions = append(versions, v)
		return nil
	})
	if err != nil {
		return err
	}
	batch.Relations = expand(versions)
	var body sql.RawBytes
	var retired int64
	err = q.each(ctx, func(rows *sql.Rows) error {
		if err := rows.Scan(&body, &retired); err != nil {
			return err
		}
		var r schema.Relation
		_, err := d.relation(body, &r)
		r.RetractedAt = timeOf(retired)
		batch.Retired = append(batch.Retired, r)
		return err
	}, `SELECT r.body, x.at FROM retirements x JOIN relations r USING (n) WHERE x.at > ? AND x.n <= ?`, s.seen.recorded, s.seen.version)
	if err != nil {
		return err
	}
	if err := graph.Apply(batch); err != nil {
		return err
	}
	s.show(graph, next, cursor)
	s.bell.Ring()
	return nil
}
