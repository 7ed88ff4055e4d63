package embedded

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"time"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/adjacency"
	"rawabit/store/record"
)

// archivePage is how many rows are read at a time.
const archivePage = 500

// Dump is part of store.Archive. It reads inside one transaction, which holds one
// state of the file while others write.
func (s *Store) Dump(ctx context.Context, yield func(*store.Transaction) error) error {
	if err := s.Ping(ctx); err != nil {
		return err
	}
	sqlTx, err := s.read.BeginTx(ctx, nil)
	if err != nil {
		return failure(ctx, err)
	}
	defer sqlTx.Rollback() //nolint:errcheck // it only reads
	a := &archive{querier: querier{&s.reading, sqlTx}, d: dec{shared: map[string]string{}}}
	return failure(ctx, record.Dump(ctx, a.content(), yield))
}

// archive reads a state of the file to be dumped.
type archive struct {
	querier
	d dec
}

// numbered is an entry of a table with its number and recording time.
type numbered[T any] struct {
	n     int64
	at    time.Time
	entry T
}

// table is a stream over a table in the order of its numbers: read reads a row
// that begins with the number.
func table[T any](a *archive, query string, read func(rows *sql.Rows, row *numbered[T]) error) record.Stream[T] {
	rows := record.PageStream(func(ctx context.Context, after *numbered[T]) ([]numbered[T], error) {
		var n int64
		if after != nil {
			n = after.n
		}
		var page []numbered[T]
		err := a.each(ctx, func(rows *sql.Rows) error {
			var row numbered[T]
			err := read(rows, &row)
			page = append(page, row)
			return err
		}, query, n, archivePage)
		return page, err
	}, func(row *numbered[T]) time.Time { return row.at })
	return func(ctx context.Context) (entry T, at time.Time, ok bool, err error) {
		row, at, ok, err := rows(ctx)
		return row.entry, at, ok, err
	}
}

func (a *archive) content() *record.Content {
	var body sql.RawBytes
	c := &record.Content{Retired: a.retired(), Actors: a.actors, EachActor: a.eachActor}
	c.Articles = table(a, `SELECT a.n, a.recorded, a.head, t.text, m.body FROM articles a JOIN texts t USING (n) LEFT JOIN mentions m USING (n) WHERE a.n > ? ORDER BY a.n LIMIT ?`,
		func(rows *sql.Rows, row *numbered[record.Printed]) error {
			var recorded int64
			var head, mentions sql.RawBytes
			p := &row.entry
			if err := rows.Scan(&row.n, &recorded, &head, &p.Article.Text, &mentions); err != nil {
				return err
			}
			row.at = timeOf(recorded)
			if err := a.d.head(head, &p.Article); err != nil || len(mentions) == 0 {
				return err
			}
			list, err := a.d.mentions(mentions, p.Article.ID)
			for _, m := range list {
				p.Mentions = append(p.Mentions, *m)
			}
			return err
		})
	c.Claims = table(a, `SELECT n, body FROM claims WHERE n > ? ORDER BY n LIMIT ?`, func(rows *sql.Rows, row *numbered[schema.Claim]) error {
		if err := rows.Scan(&row.n, &body); err != nil {
			return err
		}
		err := a.d.claim(body, &row.entry)
		row.at = row.entry.RecordedAt
		return err
	})
	c.Decisions = table(a, `SELECT n, body FROM decisions WHERE n > ? ORDER BY n LIMIT ?`, func(rows *sql.Rows, row *numbered[schema.Decision]) error {
		var text string
		if err := rows.Scan(&row.n, &text); err != nil {
			return err
		}
		err := json.Unmarshal([]byte(text), &row.entry)
		row.at = row.entry.At
		return err
	})
	c.Changes = table(a, `SELECT cursor, body FROM changes WHERE cursor > ? ORDER BY cursor LIMIT ?`, func(rows *sql.Rows, row *numbered[schema.Change]) error {
		if err := rows.Scan(&row.n, &body); err != nil {
			return err
		}
		before, after, err := a.d.change(body, &row.entry)
		row.entry.Cursor = row.n
		row.entry.Before, row.entry.After = before.relation(), after.relation()
		row.at = row.entry.RecordedAt
		return err
	})
	c.Versions = a.versions()
	return c
}

// relation returns what names a version.
func (v version) relation() *schema.Relation {
	if v.n == 0 {
		return nil
	}
	return &schema.Relation{ID: v.id, Version: v.n}
}

// versions is a stream over all versions, with their claims.
func (a *archive) versions() record.Stream[schema.Relation] {
	var body sql.RawBytes
	rows := table(a, `SELECT n, body FROM relations WHERE n > ? ORDER BY n LIMIT ?`, func(rows *sql.Rows, row *numbered[record.Version]) error {
		err := rows.Scan(&row.n, &body)
		if err == nil {
			row.entry.Before, err = a.d.relation(body, &row.entry.Relation)
		}
		row.at = row.entry.RecordedAt
		return err
	})
	return func(ctx context.Context) (schema.Relation, time.Time, bool, error) {
		v, at, ok, err := rows(ctx)
		if ok && err == nil && v.Before != "" {
			v.Claims, err = a.claimsBefore(ctx, &v)
		}
		return v.Relation, at, ok, err
	}
}

// claimsBefore returns the claims of a past version, which those of the next ones
// tell.
func (a *archive) claimsBefore(ctx context.Context, v *record.Version) ([]schema.ClaimID, error) {
	diffs := []string{v.Before}
	var claims []schema.ClaimID
	var body sql.RawBytes
	done := false
	err := a.each(ctx, func(rows *sql.Rows) error {
		if done {
			return nil
		}
		if err := rows.Scan(&body); err != nil {
			return err
		}
		var next schema.Relation
		before, err := a.d.relation(body, &next)
		if err != nil || next.ID != v.ID {
			return err
		}
		if done = before == ""; done {
			claims = next.Claims
		} else {
			diffs = append(diffs, before)
		}
		return nil
	}, `SELECT body FROM relations WHERE n IN (SELECT n FROM all_version_numbers WHERE id = ? AND version > ?) ORDER BY version`, hash(v.ID), v.Version)
	if err != nil {
		return nil, err
	}
	if !done {
		return nil, errBody
	}
	for _, diff := range slices.Backward(diffs) {
		claims = adjacency.ClaimsOfDiff(diff, claims)
	}
	return claims, nil
}

// retired is a stream over the retirements by their time.
func (a *archive) retired() record.Stream[store.Retirement] {
	type row = numbered[store.Retirement]
	rows := record.PageStream(func(ctx context.Context, after *row) ([]row, error) {
		var last row
		if after != nil {
			last = *after
		} else {
			last.at = timeOf(-1 << 62)
		}
		var page []row
		var body sql.RawBytes
		var d dec
		err := a.each(ctx, func(rows *sql.Rows) error {
			var one row
			var at int64
			if err := rows.Scan(&one.n, &at, &body); err != nil {
				return err
			}
			one.at = timeOf(at)
			var r schema.Relation
			_, err := d.relation(body, &r)
			one.entry = record.RetirementOf(&r)
			page = append(page, one)
			return err
		}, `SELECT x.n, x.at, r.body FROM retirements x JOIN relations r USING (n) WHERE (x.at, x.n) > (?, ?) ORDER BY x.at, x.n LIMIT ?`, last.at.UnixMicro(), last.n, archivePage)
		return page, err
	}, func(one *row) time.Time { return one.at })
	return func(ctx context.Context) (store.Retirement, time.Time, bool, error) {
		one, at, ok, err := rows(ctx)
		return one.entry, at, ok, err
	}
}

func (a *archive) actors(ctx context.Context, ids []schema.ActorID) (map[schema.ActorID]schema.Actor, error) {
	t := &tx{querier: a.querier}
	return t.StoredActors(ctx, ids)
}

func (a *archive) eachActor(ctx context.Context, f func(*schema.Actor) error) error {
	last := ""
	for {
		var page []schema.Actor
		var body sql.RawBytes
		err := a.each(ctx, func(rows *sql.Rows) error {
			if err := rows.Scan(&body); err != nil {
				return err
			}
			var actor schema.Actor
			err := a.d.actor(body, &actor)
			page = append(page, actor)
			return err
		}, `SELECT body FROM actors WHERE id > ? ORDER BY id LIMIT ?`, last, archivePage)
		if err != nil || len(page) == 0 {
			return err
		}
		for i := range page {
			if err := f(&page[i]); err != nil {
				return err
			}
		}
		last = string(page[len(page)-1].ID)
	}
}

// Restore is part of store.Archive.
func (s *Store) Restore(ctx context.Context, list []store.Transaction) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer t.end(ctx, s)
	if err := s.catchUp(ctx, t.querier); err != nil {
		return failure(ctx, err)
	}
	results := make([]*record.Result, 0, len(list))
	next := s.seen
	for i := range list {
		t.at = list[i].At
		next.recorded = max(next.recorded, t.at.UnixMicro())
		result, err := record.Restore(ctx, t, &list[i])
		if err != nil {
			return failure(ctx, err)
		}
		results = append(results, result)
	}
	if err := t.exec(ctx, `UPDATE meta SET value = ? WHERE name = 'recorded'`, next.recorded); err != nil {
		return failure(ctx, err)
	}
	if _, err := t.one(ctx, []any{&next.version}, `SELECT coalesce(max(n), 0) FROM relations`); err != nil {
		return failure(ctx, err)
	}
	if err := t.commit(ctx, s); err != nil {
		return failure(ctx, err)
	}
	changes := 0
	for _, r := range results {
		err := s.apply(adjacency.Batch{Actors: r.Actors, Relations: r.Delta.Relations, Retired: r.Delta.Retired, At: r.At})
		if err != nil {
			return failure(ctx, s.reload(context.WithoutCancel(ctx)))
		}
		changes += len(r.Delta.Changes)
	}
	s.seen = next
	s.stamps.Last = timeOf(next.recorded)
	s.cursor.Add(int64(changes))
	s.bell.Ring()
	return nil
}
