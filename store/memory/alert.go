package memory

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"rawabit/store"
)

// desk keeps alert rules and deliveries.
type desk struct {
	clock store.Clock

	alerts     sync.Mutex
	state      store.AlertState
	rules      map[string]store.AlertRule
	deliveries map[string]store.AlertDelivery
	sequence   int64
	leases     map[string]lease
}

type lease struct {
	holder string
	until  time.Time
}

func (d *desk) init(clock store.Clock) {
	if d.clock = clock; clock == nil {
		d.clock = time.Now
	}
	d.state.Cursor = -1
	d.rules, d.deliveries, d.leases = map[string]store.AlertRule{}, map[string]store.AlertDelivery{}, map[string]lease{}
}

// AlertState is part of store.Alerts.
func (d *desk) AlertState(ctx context.Context) (store.AlertState, error) {
	d.alerts.Lock()
	defer d.alerts.Unlock()
	return d.state, expired(ctx)
}

// AlertRules is part of store.Alerts.
func (d *desk) AlertRules(ctx context.Context) ([]store.AlertRule, error) {
	d.alerts.Lock()
	defer d.alerts.Unlock()
	out := slices.SortedFunc(maps.Values(d.rules), func(a, b store.AlertRule) int { return cmp.Compare(a.ID, b.ID) })
	return out, expired(ctx)
}

// PutAlertRules is part of store.Alerts.
func (d *desk) PutAlertRules(ctx context.Context, rules []store.AlertRule) error {
	d.alerts.Lock()
	defer d.alerts.Unlock()
	if err := expired(ctx); err != nil {
		return err
	}
	for _, r := range rules {
		if old, ok := d.rules[r.ID]; ok {
			r.From, r.AlertMark = old.From, old.AlertMark
		} else {
			r.AlertMark = store.AlertMark{}
		}
		d.rules[r.ID] = r
	}
	d.state.Rules++
	return nil
}

// DeleteAlertRules is part of store.Alerts.
func (d *desk) DeleteAlertRules(ctx context.Context, ids []string) (int, error) {
	d.alerts.Lock()
	defer d.alerts.Unlock()
	if err := expired(ctx); err != nil {
		return 0, err
	}
	before := len(d.rules)
	for _, id := range ids {
		delete(d.rules, id)
	}
	d.state.Rules++
	return before - len(d.rules), nil
}

// MarkAlertRule is part of store.Alerts.
func (d *desk) MarkAlertRule(ctx context.Context, id string, disabled *string, lastError string) error {
	d.alerts.Lock()
	defer d.alerts.Unlock()
	if r, ok := d.rules[id]; ok {
		if r.LastError = lastError; disabled != nil && r.Disabled != *disabled {
			r.Disabled = *disabled
			d.state.Rules++
		}
		d.rules[id] = r
	}
	return expired(ctx)
}

// Lease is part of store.Alerts.
func (d *desk) Lease(ctx context.Context, name, holder string, length time.Duration) (bool, error) {
	d.alerts.Lock()
	defer d.alerts.Unlock()
	now := d.clock()
	if l := d.leases[name]; l.holder != holder && l.until.After(now) {
		return false, expired(ctx)
	}
	d.leases[name] = lease{holder, now.Add(length)}
	return length > 0, expired(ctx)
}

// RecordAlerts is part of store.Alerts.
func (d *desk) RecordAlerts(ctx context.Context, b store.AlertBatch) error {
	d.alerts.Lock()
	defer d.alerts.Unlock()
	if err := expired(ctx); err != nil {
		return err
	}
	if l := d.leases[b.Lease]; l.holder != b.Holder || !l.until.After(d.clock()) || d.state.Cursor != b.From {
		return store.LostLease(b.Lease)
	}
	d.state.Cursor = b.To
	for _, one := range b.Deliveries {
		if _, ok := d.deliveries[one.ID]; !ok {
			d.sequence++
			one.Sequence = d.sequence
			d.deliveries[one.ID] = one
		}
	}
	for id, f := range b.Fired {
		if r, ok := d.rules[id]; ok {
			r.LastFired, r.Memory = f.At, f.Memory
			d.rules[id] = r
		}
	}
	return nil
}

// PendingDeliveries is part of store.Alerts.
func (d *desk) PendingDeliveries(ctx context.Context, each int) ([]store.AlertDelivery, error) {
	all := d.list(func(one *store.AlertDelivery) bool { return !one.Status.Over() })
	slices.SortFunc(all, func(a, b store.AlertDelivery) int {
		return cmp.Or(cmp.Compare(a.Queue(), b.Queue()), cmp.Compare(a.Sequence, b.Sequence))
	})
	count := map[string]int{}
	out := slices.DeleteFunc(all, func(one store.AlertDelivery) bool {
		count[one.Queue()]++
		return count[one.Queue()] > each
	})
	return out, expired(ctx)
}

// QueueDeliveries is part of store.Alerts.
func (d *desk) QueueDeliveries(ctx context.Context, queue string, first int) ([]store.AlertDelivery, error) {
	all := d.list(func(one *store.AlertDelivery) bool { return !one.Status.Over() && one.Queue() == queue })
	slices.SortFunc(all, func(a, b store.AlertDelivery) int { return cmp.Compare(a.Sequence, b.Sequence) })
	return all[:min(first, len(all))], expired(ctx)
}

func (d *desk) list(keep func(*store.AlertDelivery) bool) []store.AlertDelivery {
	d.alerts.Lock()
	defer d.alerts.Unlock()
	var out []store.AlertDelivery
	for _, one := range d.deliveries {
		if keep(&one) {
			out = append(out, one)
		}
	}
	return out
}

// SaveDeliveries is part of store.Alerts.
func (d *desk) SaveDeliveries(ctx context.Context, deliveries []store.AlertDelivery) (stale []string, err error) {
	d.alerts.Lock()
	defer d.alerts.Unlock()
	if err := expired(ctx); err != nil {
		return nil, err
	}
	for _, one := range deliveries {
		if old, ok := d.deliveries[one.ID]; !ok || old.Revision != one.Revision {
			stale = append(stale, one.ID)
			continue
		}
		one.Revision++
		d.deliveries[one.ID] = one
	}
	return stale, nil
}

// AlertDelivery is part of store.Alerts.
func (d *desk) AlertDelivery(ctx context.Context, id string) (*store.AlertDelivery, error) {
	d.alerts.Lock()
	defer d.alerts.Unlock()
	one, ok := d.deliveries[id]
	if !ok {
		return nil, expired(ctx)
	}
	return &one, expired(ctx)
}

// AlertDeliveries is part of store.Alerts.
func (d *desk) AlertDeliveries(ctx context.Context, q store.AlertDeliveriesQuery) (*store.AlertDeliveryPage, error) {
	below, err := store.DeliveriesAfter(q.Page)
	if err != nil {
		return nil, err
	}
	all := d.list(func(one *store.AlertDelivery) bool {
		return (q.Rule == "" || one.Rule == q.Rule) && (q.Status == "" || one.Status == q.Status)
	})
	total := len(all)
	all = slices.DeleteFunc(all, func(one store.AlertDelivery) bool { return one.Sequence >= below })
	slices.SortFunc(all, func(a, b store.AlertDelivery) int { return cmp.Compare(b.Sequence, a.Sequence) })
	return store.NewDeliveryPage(q.Page, all[:min(len(all), q.Page.First+1)], total), expired(ctx)
}

var _ store.Alerts = (*desk)(nil)
