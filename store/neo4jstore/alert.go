package neo4jstore

import (
	"context"
	"encoding/json"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"rawabit/store"
)

// Alert rules, deliveries and leases are nodes of their own, tied to nothing:
// (:AlertRule), (:AlertDelivery), (:AlertLease), and the one (:Counter {name:
// 'alerts'}) that says how far the feed was matched. Whoever writes one of them
// locks the counter first, so that nobody waits in a circle. Leases run by the
// clock of the database, which all processes share.

// alertTx runs a transaction that holds the counter; work gets its values.
func (s *Store) alertTx(ctx context.Context, work func(t *tx, at store.AlertState, last int64) error) error {
	return s.write(ctx, func(inner neo4j.ManagedTransaction) error {
		t := &tx{store: s, inner: inner}
		at, last := store.AlertState{Cursor: -1}, int64(0)
		err := t.all(ctx, `MERGE (c:Counter {name: 'alerts'}) ON CREATE SET c.cursor = -1, c.rules = 0, c.last = 0
			SET c.locked = true RETURN c.cursor, c.rules, c.last`, nil, func(v []any) {
			at, last = store.AlertState{Cursor: number(v[0]), Rules: number(v[1])}, number(v[2])
		})
		if err != nil {
			return err
		}
		return work(t, at, last)
	})
}

func (t *tx) touchRules(ctx context.Context) error {
	return t.all(ctx, `MATCH (c:Counter {name: 'alerts'}) SET c.rules = c.rules + 1`, nil, nil)
}

// AlertState is part of store.Alerts.
func (s *Store) AlertState(ctx context.Context) (store.AlertState, error) {
	out := store.AlertState{Cursor: -1}
	if err := s.open(ctx); err != nil {
		return out, err
	}
	err := s.readAll(ctx, `MATCH (c:Counter {name: 'alerts'}) RETURN c.cursor, c.rules`, nil, func(v []any) error {
		out = store.AlertState{Cursor: number(v[0]), Rules: number(v[1])}
		return nil
	})
	return out, err
}

// AlertRules is part of store.Alerts.
func (s *Store) AlertRules(ctx context.Context) ([]store.AlertRule, error) {
	if err := s.open(ctx); err != nil {
		return nil, err
	}
	var out []store.AlertRule
	err := s.readAll(ctx, `MATCH (r:AlertRule) RETURN r.id, r.name, r.severity, r.origin, r.channels, r.body, r.from, r.disabled, r.lastError, r.lastFired, r.memory ORDER BY r.id`, nil, func(v []any) error {
		r := store.AlertRule{
			ID: text(v[0]), Name: text(v[1]), Severity: text(v[2]), Origin: text(v[3]), Channels: texts[string](v[4]), Body: json.RawMessage(text(v[5])), From: number(v[6]),
			AlertMark: store.AlertMark{Disabled: text(v[7]), LastError: text(v[8]), LastFired: moment(v[9])},
		}
		if memory := text(v[10]); memory != "" {
			r.Memory = json.RawMessage(memory)
		}
		out = append(out, r)
		return nil
	})
	return out, err
}

// PutAlertRules is part of store.Alerts.
func (s *Store) PutAlertRules(ctx context.Context, rules []store.AlertRule) error {
	rows := make([]map[string]any, len(rules))
	for i, r := range rules {
		rows[i] = map[string]any{"id": r.ID, "from": r.From, "is": map[string]any{
			"name": r.Name, "severity": r.Severity, "origin": r.Origin, "channels": r.Channels, "body": string(r.Body),
		}}
	}
	return s.alertTx(ctx, func(t *tx, _ store.AlertState, _ int64) error {
		err := each(ctx, t, `UNWIND $rows AS row MERGE (r:AlertRule {id: row.id}) ON CREATE SET r.from = row.from, r.disabled = '', r.lastError = '' SET r += row.is`, rows, nil)
		if err != nil {
			return err
		}
		return t.touchRules(ctx)
	})
}

// DeleteAlertRules is part of store.Alerts.
func (s *Store) DeleteAlertRules(ctx context.Context, ids []string) (int, error) {
	count := 0
	err := s.alertTx(ctx, func(t *tx, _ store.AlertState, _ int64) error {
		count = 0
		if err := each(ctx, t, `UNWIND $rows AS id MATCH (r:AlertRule {id: id}) DELETE r RETURN 1`, ids, func([]any) { count++ }); err != nil {
			return err
		}
		return t.touchRules(ctx)
	})
	return count, err
}

// MarkAlertRule is part of store.Alerts.
func (s *Store) MarkAlertRule(ctx context.Context, id string, disabled *string, lastError string) error {
	var wanted any
	if disabled != nil {
		wanted = *disabled
	}
	return s.alertTx(ctx, func(t *tx, _ store.AlertState, _ int64) error {
		return t.all(ctx, `MATCH (r:AlertRule {id: $id}), (c:Counter {name: 'alerts'})
			SET c.rules = c.rules + CASE WHEN r.disabled = coalesce($disabled, r.disabled) THEN 0 ELSE 1 END, r.disabled = coalesce($disabled, r.disabled), r.lastError = $error`,
			map[string]any{"id": id, "disabled": wanted, "error": lastError}, nil)
	})
}

// Lease is part of store.Alerts.
func (s *Store) Lease(ctx context.Context, name, holder string, length time.Duration) (bool, error) {
	had := false
	err := s.write(ctx, func(inner neo4j.ManagedTransaction) error {
		t := &tx{store: s, inner: inner}
		return t.all(ctx, `MERGE (l:AlertLease {name: $name}) ON CREATE SET l.holder = '', l.until = datetime({epochMillis: 0})
			SET l.locked = true WITH l, l.holder = $holder OR l.until <= datetime.realtime() AS mine
			SET l.holder = CASE WHEN mine THEN $holder ELSE l.holder END, l.until = CASE WHEN mine THEN datetime.realtime() + duration({microseconds: $length}) ELSE l.until END
			RETURN mine`, map[string]any{"name": name, "holder": holder, "length": length.Microseconds()}, func(v []any) { had = flag(v[0]) })
	})
	return had && length > 0 && err == nil, err
}

// RecordAlerts is part of store.Alerts.
func (s *Store) RecordAlerts(ctx context.Context, b store.AlertBatch) error {
	return s.alertTx(ctx, func(t *tx, at store.AlertState, last int64) error {
		held := false
		err := t.all(ctx, `MATCH (l:AlertLease {name: $name, holder: $holder}) WHERE l.until > datetime.realtime() SET l.locked = true RETURN 1`,
			map[string]any{"name": b.Lease, "holder": b.Holder}, func([]any) { held = true })
		if err != nil {
			return err
		}
		if !held || at.Cursor != b.From {
			return store.LostLease(b.Lease)
		}
		rows := make([]map[string]any, len(b.Deliveries))
		for i := range b.Deliveries {
			d := b.Deliveries[i]
			last++
			d.Sequence = last
			if rows[i], err = deliveryRow(&d); err != nil {
				return err
			}
		}
		err = each(ctx, t, `UNWIND $rows AS row MERGE (d:AlertDelivery {id: row.id}) ON CREATE SET d += row`, rows, nil)
		if err != nil {
			return err
		}
		fired := make([]map[string]any, 0, len(b.Fired))
		for id, f := range b.Fired {
			fired = append(fired, map[string]any{"id": id, "at": f.At.UTC(), "memory": string(f.Memory)})
		}
		if err := each(ctx, t, `UNWIND $rows AS row MATCH (r:AlertRule {id: row.id}) SET r.lastFired = row.at, r.memory = row.memory`, fired, nil); err != nil {
			return err
		}
		return t.all(ctx, `MATCH (c:Counter {name: 'alerts'}) SET c.cursor = $to, c.last = $last`, map[string]any{"to": b.To, "last": last}, nil)
	})
}

// deliveryRow returns the properties of a delivery. Queue is there while the
// delivery waits, and keeps the index of those that do small.
func deliveryRow(d *store.AlertDelivery) (map[string]any, error) {
	body, err := json.Marshal(d)
	row := map[string]any{
		"id": d.ID, "sequence": d.Sequence, "rule": d.Rule, "status": string(d.Status), "revision": d.Revision, "body": string(body), "queue": nil,
	}
	if !d.Status.Over() {
		row["queue"] = d.Queue()
	}
	return row, err
}

// deliveries reads the bodies of deliveries.
func (s *Store) deliveries(ctx context.Context, statement string, parameters map[string]any) ([]store.AlertDelivery, error) {
	if err := s.open(ctx); err != nil {
		return nil, err
	}
	var out []store.AlertDelivery
	err := s.readAll(ctx, statement, parameters, func(v []any) error {
		out = append(out, store.AlertDelivery{})
		return json.Unmarshal([]byte(text(v[0])), &out[len(out)-1])
	})
	return out, err
}

// PendingDeliveries is part of store.Alerts.
func (s *Store) PendingDeliveries(ctx context.Context, each int) ([]store.AlertDelivery, error) {
	// An index over two properties is used only where both are asked for.
	return s.deliveries(ctx, `MATCH (d:AlertDelivery) WHERE d.queue IS NOT NULL AND d.sequence IS NOT NULL WITH DISTINCT d.queue AS queue ORDER BY queue
		CALL (queue) { MATCH (d:AlertDelivery) WHERE d.queue = queue AND d.sequence >= 0 RETURN d ORDER BY d.sequence LIMIT $each }
		RETURN d.body ORDER BY d.queue, d.sequence`, map[string]any{"each": each})
}

// QueueDeliveries is part of store.Alerts.
func (s *Store) QueueDeliveries(ctx context.Context, queue string, first int) ([]store.AlertDelivery, error) {
	return s.deliveries(ctx, `MATCH (d:AlertDelivery) WHERE d.queue = $queue AND d.sequence >= 0 RETURN d.body ORDER BY d.sequence LIMIT $first`, map[string]any{"queue": queue, "first": first})
}

// SaveDeliveries is part of store.Alerts.
func (s *Store) SaveDeliveries(ctx context.Context, deliveries []store.AlertDelivery) (stale []string, err error) {
	rows := make([]map[string]any, len(deliveries))
	for i := range deliveries {
		d := deliveries[i]
		d.Revision++
		is, err := deliveryRow(&d)
		if err != nil {
			return nil, err
		}
		rows[i] = map[string]any{"id": d.ID, "was": deliveries[i].Revision, "is": is}
	}
	err = s.alertTx(ctx, func(t *tx, _ store.AlertState, _ int64) error {
		saved := map[string]bool{}
		err := each(ctx, t, `UNWIND $rows AS row MATCH (d:AlertDelivery {id: row.id}) WHERE d.revision = row.was SET d += row.is RETURN d.id`, rows, func(v []any) { saved[text(v[0])] = true })
		stale = nil
		for i := range deliveries {
			if !saved[deliveries[i].ID] {
				stale = append(stale, deliveries[i].ID)
			}
		}
		return err
	})
	return stale, err
}

// AlertDelivery is part of store.Alerts.
func (s *Store) AlertDelivery(ctx context.Context, id string) (*store.AlertDelivery, error) {
	found, err := s.deliveries(ctx, `MATCH (d:AlertDelivery {id: $id}) RETURN d.body`, map[string]any{"id": id})
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
	where := `MATCH (d:AlertDelivery) WHERE d.sequence < $below`
	if q.Rule != "" {
		where += ` AND d.rule = $rule`
	}
	if q.Status != "" {
		where += ` AND d.status = $status`
	}
	parameters := map[string]any{"rule": q.Rule, "status": string(q.Status), "below": below, "limit": q.Page.First + 1}
	found, err := s.deliveries(ctx, where+` RETURN d.body ORDER BY d.sequence DESC LIMIT $limit`, parameters)
	total := int64(0)
	if err == nil && q.Page.Total {
		parameters["below"] = int64(1) << 62
		err = s.read(ctx, where+` RETURN count(d)`, parameters, func(v []any) error {
			total = number(v[0])
			return nil
		})
	}
	if err != nil {
		return nil, err
	}
	return store.NewDeliveryPage(q.Page, found, int(total)), nil
}
