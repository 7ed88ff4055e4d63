package embedded

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"rawabit/store"
)

// alertTx runs a transaction that changes no part of the graph.
func (s *Store) alertTx(ctx context.Context, work func(t *tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer t.end(ctx, s)
	if err := work(t); err != nil {
		return failure(ctx, err)
	}
	return failure(ctx, t.commit(ctx, s))
}

func (s *Store) now() time.Time {
	if s.clock != nil {
		return s.clock()
	}
	return time.Now()
}

// AlertState is part of store.Alerts.
func (s *Store) AlertState(ctx context.Context) (store.AlertState, error) {
	return querier{statements: &s.reading}.AlertState(ctx)
}

// AlertState reads how far the feed was matched.
func (q querier) AlertState(ctx context.Context) (store.AlertState, error) {
	var out store.AlertState
	_, err := q.one(ctx, []any{&out.Cursor, &out.Rules},
		`SELECT (SELECT value FROM meta WHERE name = 'alert cursor'), (SELECT value FROM meta WHERE name = 'alert rules')`)
	return out, failure(ctx, err)
}

// AlertRules is part of store.Alerts.
func (s *Store) AlertRules(ctx context.Context) ([]store.AlertRule, error) {
	return querier{statements: &s.reading}.AlertRules(ctx)
}

// AlertRules reads the rules, by id.
func (q querier) AlertRules(ctx context.Context) ([]store.AlertRule, error) {
	var out []store.AlertRule
	err := q.each(ctx, func(rows *sql.Rows) error {
		var r store.AlertRule
		var channels, body, memory []byte
		var fired int64
		err := rows.Scan(&r.ID, &r.Name, &r.Severity, &r.Origin, &channels, &body, &r.From, &r.Disabled, &r.LastError, &fired, &memory)
		if err != nil {
			return err
		}
		r.Body = body
		if len(memory) > 0 {
			r.Memory = memory
		}
		if fired != 0 {
			r.LastFired = timeOf(fired)
		}
		out = append(out, r)
		return json.Unmarshal(channels, &out[len(out)-1].Channels)
	}, `SELECT id, name, severity, origin, channels, body, start, disabled, error, fired, memory FROM alert_rules ORDER BY id`)
	return out, failure(ctx, err)
}

// PutAlertRules is part of store.Alerts.
func (s *Store) PutAlertRules(ctx context.Context, rules []store.AlertRule) error {
	return s.alertTx(ctx, func(t *tx) error {
		for i := range rules {
			r := &rules[i]
			err := t.exec(ctx, `INSERT INTO alert_rules VALUES (?, ?, ?, ?, ?, ?, ?, '', '', 0, '')
				ON CONFLICT (id) DO UPDATE SET name = excluded.name, severity = excluded.severity, origin = excluded.origin, channels = excluded.channels, body = excluded.body`,
				r.ID, r.Name, r.Severity, r.Origin, jsonList(r.Channels), string(r.Body), r.From)
			if err != nil {
				return err
			}
		}
		return t.touchRules(ctx)
	})
}

func (t *tx) touchRules(ctx context.Context) error {
	return t.exec(ctx, `UPDATE meta SET value = value + 1 WHERE name = 'alert rules'`)
}

// DeleteAlertRules is part of store.Alerts.
func (s *Store) DeleteAlertRules(ctx context.Context, ids []string) (int, error) {
	count := 0
	err := s.alertTx(ctx, func(t *tx) error {
		if _, err := t.one(ctx, []any{&count}, `SELECT count(*) FROM alert_rules WHERE id IN (SELECT value FROM json_each(?))`, jsonList(ids)); err != nil {
			return err
		}
		if err := t.exec(ctx, `DELETE FROM alert_rules WHERE id IN (SELECT value FROM json_each(?))`, jsonList(ids)); err != nil {
			return err
		}
		return t.touchRules(ctx)
	})
	return count, err
}

// MarkAlertRule is part of store.Alerts.
func (s *Store) MarkAlertRule(ctx context.Context, id string, disabled *string, lastError string) error {
	return s.alertTx(ctx, func(t *tx) error {
		if disabled != nil {
			err := t.exec(ctx, `UPDATE meta SET value = value + 1 WHERE name = 'alert rules' AND EXISTS (SELECT 1 FROM alert_rules WHERE id = ? AND disabled <> ?)`, id, *disabled)
			if err == nil {
				err = t.exec(ctx, `UPDATE alert_rules SET disabled = ? WHERE id = ?`, *disabled, id)
			}
			if err != nil {
				return err
			}
		}
		return t.exec(ctx, `UPDATE alert_rules SET error = ? WHERE id = ?`, lastError, id)
	})
}

// Lease is part of store.Alerts.
func (s *Store) Lease(ctx context.Context, name, holder string, length time.Duration) (bool, error) {
	had := false
	err := s.alertTx(ctx, func(t *tx) error {
		now := s.now().UnixMicro()
		err := t.exec(ctx, `INSERT INTO alert_leases VALUES (?1, ?2, ?3)
			ON CONFLICT (name) DO UPDATE SET holder = ?2, until = ?3 WHERE holder = ?2 OR until <= ?4`, name, holder, now+length.Microseconds(), now)
		if err == nil {
			had, err = t.holds(ctx, name, holder, now)
		}
		return err
	})
	return had && err == nil, err
}

func (t *tx) holds(ctx context.Context, name, holder string, now int64) (bool, error) {
	var n int
	return t.one(ctx, []any{&n}, `SELECT 1 FROM alert_leases WHERE name = ? AND holder = ? AND until > ?`, name, holder, now)
}

// RecordAlerts is part of store.Alerts.
func (s *Store) RecordAlerts(ctx context.Context, b store.AlertBatch) error {
	return s.alertTx(ctx, func(t *tx) error {
		held, err := t.holds(ctx, b.Lease, b.Holder, s.now().UnixMicro())
		if err != nil {
			return err
		}
		var at, last int64
		if _, err := t.one(ctx, []any{&at, &last}, `SELECT value, (SELECT coalesce(max(n), 0) FROM alert_deliveries) FROM meta WHERE name = 'alert cursor'`); err != nil {
			return err
		}
		if !held || at != b.From {
			return store.LostLease(b.Lease)
		}
		if err := t.exec(ctx, `UPDATE meta SET value = ? WHERE name = 'alert cursor'`, b.To); err != nil {
			return err
		}
		for i := range b.Deliveries {
			d := b.Deliveries[i]
			last++
			d.Sequence = last
			body, err := json.Marshal(&d)
			if err == nil {
				err = t.exec(ctx, `INSERT INTO alert_deliveries VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
					d.Sequence, d.ID, d.Rule, d.Queue(), string(d.Status), d.Revision, string(body))
			}
			if err != nil {
				return err
			}
		}
		for id, f := range b.Fired {
			if err := t.exec(ctx, `UPDATE alert_rules SET fired = ?, memory = ? WHERE id = ?`, f.At.UnixMicro(), string(f.Memory), id); err != nil {
				return err
			}
		}
		return nil
	})
}

// deliveries reads the bodies of deliveries.
func (q querier) deliveries(ctx context.Context, query string, args ...any) ([]store.AlertDelivery, error) {
	var out []store.AlertDelivery
	var body sql.RawBytes
	err := q.each(ctx, func(rows *sql.Rows) error {
		if err := rows.Scan(&body); err != nil {
			return err
		}
		out = append(out, store.AlertDelivery{})
		return json.Unmarshal(body, &out[len(out)-1])
	}, query, args...)
	return out, failure(ctx, err)
}

// PendingDeliveries is part of store.Alerts.
func (s *Store) PendingDeliveries(ctx context.Context, each int) ([]store.AlertDelivery, error) {
	// Which are wanted is found out over the index alone.
	return querier{statements: &s.reading}.deliveries(ctx, `SELECT body FROM alert_deliveries WHERE n IN (
			SELECT n FROM (SELECT n, row_number() OVER (PARTITION BY queue ORDER BY n) AS place FROM alert_deliveries WHERE status IN ('PENDING', 'FAILED')) WHERE place <= ?)
		ORDER BY queue, n`, each)
}

// SaveDeliveries is part of store.Alerts.
func (s *Store) SaveDeliveries(ctx context.Context, deliveries []store.AlertDelivery) (stale []string, err error) {
	err = s.alertTx(ctx, func(t *tx) error {
		for i := range deliveries {
			d := deliveries[i]
			var n int
			found, err := t.one(ctx, []any{&n}, `SELECT 1 FROM alert_deliveries WHERE id = ? AND revision = ?`, d.ID, d.Revision)
			if err != nil {
				return err
			}
			if !found {
				stale = append(stale, d.ID)
				continue
			}
			d.Revision++
			body, err := json.Marshal(&d)
			if err == nil {
				err = t.exec(ctx, `UPDATE alert_deliveries SET status = ?, revision = ?, body = ? WHERE id = ?`, string(d.Status), d.Revision, string(body), d.ID)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return stale, err
}

// AlertDelivery is part of store.Alerts.
func (s *Store) AlertDelivery(ctx context.Context, id string) (*store.AlertDelivery, error) {
	found, err := querier{statements: &s.reading}.deliveries(ctx, `SELECT body FROM alert_deliveries WHERE id = ?`, id)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// AlertDeliveries is part of store.Alerts.
func (s *Store) AlertDeliveries(ctx context.Context, q store.AlertDeliveriesQuery) (*store.AlertDeliveryPage, error) {
	below, err := store.DeliveriesAfter(q.Page)
	if err != nil {
		return nil, err
	}
	const where = ` FROM alert_deliveries WHERE (?1 = '' OR rule = ?1) AND (?2 = '' OR status = ?2)`
	read := querier{statements: &s.reading}
	found, err := read.deliveries(ctx, `SELECT body`+where+` AND n < ?3 ORDER BY n DESC LIMIT ?4`, q.Rule, string(q.Status), below, q.Page.First+1)
	total := 0
	if err == nil && q.Page.Total {
		_, err = read.one(ctx, []any{&total}, `SELECT count(*)`+where, q.Rule, string(q.Status))
	}
	if err != nil {
		return nil, failure(ctx, err)
	}
	return store.NewDeliveryPage(q.Page, found, total), nil
}
