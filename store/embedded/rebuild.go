package embedded

import (
	"context"
	"database/sql"

	"rawabit/schema"
	"rawabit/store/record"
)

// Rebuild is part of store.Writer. It writes only if something differs: then the
// relations and changes of the file are replaced, and other processes read the
// graph anew.
func (s *Store) Rebuild(ctx context.Context, progress func(done, total int)) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, err := s.begin(ctx)
	if err != nil {
		return 0, err
	}
	defer t.end(ctx, s)
	log, err := t.log(ctx)
	if err != nil {
		return 0, failure(ctx, err)
	}
	fresh, err := record.Replay(ctx, log, progress)
	if err != nil {
		return 0, failure(ctx, err)
	}
	stored, err := t.computed(ctx)
	if err != nil {
		return 0, failure(ctx, err)
	}
	wanted := fresh.Computed()
	different := record.Differences(stored, wanted)
	if len(different) == 0 {
		return 0, nil
	}
	s.memory.Forget()
	if err := t.replace(ctx, wanted); err != nil {
		return 0, failure(ctx, err)
	}
	if err := t.commit(ctx, s); err != nil {
		return 0, failure(ctx, err)
	}
	if err := s.refresh(ctx); err != nil {
		return 0, err
	}
	s.bell.Ring()
	return len(different), nil
}

// log reads everything that the store was told.
func (t *tx) log(ctx context.Context) (record.Log, error) {
	var log record.Log
	var err error
	if log.Actors, err = readActors(ctx, t.querier, &t.dec, -1); err != nil {
		return log, err
	}
	if log.Claims, err = t.claims(ctx, `SELECT n, body FROM claims ORDER BY n`); err != nil {
		return log, err
	}
	log.Decisions, err = t.decisions(ctx, `SELECT body FROM decisions ORDER BY n`)
	return log, err
}

// computed reads every version and every change.
func (t *tx) computed(ctx context.Context) (record.Computed, error) {
	var out record.Computed
	err := readVersions(ctx, t.querier, &t.dec, mark{}, func(v record.Version) error {
		out.Versions = append(out.Versions, v)
		return nil
	})
	if err != nil {
		return out, err
	}
	var body sql.RawBytes
	err = t.each(ctx, func(rows *sql.Rows) error {
		var c schema.Change
		if err := rows.Scan(&c.Cursor, &body); err != nil {
			return err
		}
		_, _, err := t.dec.change(body, &c)
		out.Changes = append(out.Changes, c)
		return err
	}, `SELECT cursor, body FROM changes`)
	return out, err
}

// replace puts what was computed anew in the place of what is stored.
func (t *tx) replace(ctx context.Context, c record.Computed) error {
	for _, query := range []string{
		`DELETE FROM relations`, `DELETE FROM retirements`, `DELETE FROM version_numbers`, `DELETE FROM new_version_numbers`, `DELETE FROM homes`, `DELETE FROM new_homes`, `DELETE FROM grounds`, `DELETE FROM changes`, `UPDATE meta SET value = value + 1 WHERE name = 'epoch'`,
	} {
		if err := t.exec(ctx, query); err != nil {
			return err
		}
	}
	if err := t.putVersions(ctx, c.Versions, nil); err != nil {
		return err
	}
	var current []schema.Relation
	for i := range c.Versions {
		if c.Versions[i].RetractedAt.IsZero() {
			current = append(current, c.Versions[i].Relation)
		}
	}
	if err := t.ground(ctx, nil, current); err != nil {
		return err
	}
	return t.putChanges(ctx, c.Changes)
}
