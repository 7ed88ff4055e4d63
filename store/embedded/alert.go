package embedded

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"time"

	"rawabit/schema"
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
	}, `SELECT id, name, severity, origin, channels, body, start, disabled, error, coalesce(at, 0), coalesce(memory, '') FROM alert_rules LEFT JOIN alert_fired ON rule = id ORDER BY id`)
	return out, failure(ctx, err)
}

// PutAlertRules is part of store.Alerts.
func (s *Store) PutAlertRules(ctx context.Context, rules []store.AlertRule) error {
	return s.alertTx(ctx, func(t *tx) error {
		for i := range rules {
			r := &rules[i]
			// A rule that was deleted while it fired may have left something behind.
			err := t.exec(ctx, `DELETE FROM alert_fired WHERE rule = ?1 AND NOT EXISTS (SELECT 1 FROM alert_rules WHERE id = ?1)`, r.ID)
			if err != nil {
				return err
			}
			err = t.exec(ctx, `INSERT INTO alert_rules VALUES (?, ?, ?, ?, ?, ?, ?, '', '')
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
		for _, from := range []string{`DELETE FROM alert_rules WHERE id IN (SELECT value FROM json_each(?))`, `DELETE FROM alert_fired WHERE rule IN (SELECT value FROM json_each(?))`} {
			if err := t.exec(ctx, from, jsonList(ids)); err != nil {
				return err
			}
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
		in := t.inserter(`INSERT OR IGNORE INTO alert_deliveries VALUES`, 7)
		for i := range b.Deliveries {
			d := b.Deliveries[i]
			last++
			d.Sequence = last
			body, err := json.Marshal(&d)
			if err == nil {
				err = in.add(ctx, d.Sequence, d.ID, d.Rule, d.Queue(), string(d.Status), d.Revision, string(body))
			}
			if err != nil {
				return err
			}
		}
		if err := in.flush(ctx); err != nil {
			return err
		}
		in = t.inserter(`INSERT OR REPLACE INTO alert_fired VALUES`, 3)
		for id, f := range b.Fired {
			if err := in.add(ctx, id, f.At.UnixMicro(), string(f.Memory)); err != nil {
				return err
			}
		}
		return in.flush(ctx)
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
	// The queues are found one after the other in the index, and of each its first
	// deliveries, however many there are behind them.
	const waiting = `FROM alert_deliveries INDEXED BY alert_deliveries_waiting WHERE status IN ('PENDING', 'FAILED')`
	return querier{statements: &s.reading}.deliveries(ctx, `WITH RECURSIVE queues (queue) AS (
			SELECT min(queue) `+waiting+`
			UNION ALL SELECT (SELECT min(queue) `+waiting+` AND queue > queues.queue) FROM queues WHERE queues.queue IS NOT NULL)
		SELECT d.body FROM queues CROSS JOIN alert_deliveries d INDEXED BY alert_deliveries_waiting
		WHERE queues.queue IS NOT NULL AND d.queue = queues.queue AND d.status IN ('PENDING', 'FAILED')
			AND d.n <= coalesce((SELECT n `+waiting+` AND queue = queues.queue ORDER BY n LIMIT 1 OFFSET ?1 - 1), 9223372036854775807)
		ORDER BY d.queue, d.n`, each)
}

// QueueDeliveries is part of store.Alerts.
func (s *Store) QueueDeliveries(ctx context.Context, queue string, first int) ([]store.AlertDelivery, error) {
	return querier{statements: &s.reading}.deliveries(ctx, `SELECT body FROM alert_deliveries INDEXED BY alert_deliveries_waiting
		WHERE queue = ? AND status IN ('PENDING', 'FAILED') ORDER BY n LIMIT ?`, queue, first)
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
	if q.Status != "" && q.Status != store.DeliveryPending && q.Status != store.DeliveryFailed && !q.Status.Over() {
		return nil, schema.Errorf(schema.CodeInvalid, "a delivery is PENDING, DELIVERED, FAILED or DEAD, not %q", q.Status)
	}
	read := querier{statements: &s.reading}
	numbers, args := deliveriesListed(q.Rule, q.Status)
	found, err := read.deliveries(ctx, `SELECT body FROM alert_deliveries WHERE n IN (`+numbers(true)+`) ORDER BY n DESC LIMIT ?3`, append(args, below, q.Page.First+1)...)
	count := 0
	if err == nil && q.Page.Total {
		_, err = read.one(ctx, []any{&count}, `SELECT count(*) FROM (`+numbers(false)+`)`, args...)
	}
	if err != nil {
		return nil, failure(ctx, err)
	}
	return store.NewDeliveryPage(q.Page, found, count), nil
}

// deliveriesListed returns what selects the numbers of the deliveries of a rule
// in a state, where these are not "": ?1 is the rule, and for one page of them,
// the newest first, ?2 what they lie below and ?3 how many there are. Those that
// wait stand in another index than those that are over.
func deliveriesListed(rule string, status store.DeliveryStatus) (numbers func(page bool) string, args []any) {
	is := ``
	if status != "" {
		is = ` AND status = '` + string(status) + `'` // one of four
	}
	from := []string{`FROM alert_deliveries WHERE ?1 = ''` + is}
	switch {
	case rule == "" && status != "" && !status.Over():
		from = []string{`FROM alert_deliveries INDEXED BY alert_deliveries_waiting WHERE ?1 = '' AND status IN ('PENDING', 'FAILED')` + is}
	case rule != "":
		from = []string{
			`FROM alert_deliveries INDEXED BY alert_deliveries_over WHERE rule = ?1 AND status IN ('DELIVERED', 'DEAD')` + is,
			`FROM alert_deliveries INDEXED BY alert_deliveries_waiting WHERE queue > ?1 || char(31) AND queue < ?1 || char(32) AND status IN ('PENDING', 'FAILED')` + is,
		}
	}
	return func(page bool) string {
		parts := make([]string, len(from))
		for i, f := range from {
			parts[i] = `SELECT n ` + f
			if page {
				parts[i] = `SELECT n FROM (` + parts[i] + ` AND n < ?2 ORDER BY n DESC LIMIT ?3)`
			}
		}
		return strings.Join(parts, ` UNION ALL `)
	}, []any{rule}
}
