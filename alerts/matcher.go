package alerts

import (
	"context"
	"log/slog"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// matchLease is the lease under which changes are matched.
const matchLease = "alerts.match"

// Store is what matching needs of a store.
type Store interface {
	store.Reader
	store.Feed
	store.Alerts
}

// MatcherOptions are the settings of a Matcher. Zero values mean the defaults.
type MatcherOptions struct {
	Clock   func() time.Time // time.Now
	Holder  string           // Holder()
	Lease   time.Duration    // how long another process waits after this one died; 15 s
	Poll    time.Duration    // how often rules and the lease are looked at; 1 s
	Batch   int              // changes a transaction; 1000
	Offices Offices          // none known but those that articles tell of
	Log     *slog.Logger
	Metrics *Metrics
}

// Matcher matches the feed of changes against the rules and records what is to
// be sent. Any number of processes may run one on the same store: one of them is
// at work.
type Matcher struct {
	store   Store
	options MatcherOptions
	lease   Lease
	kin     *kin
	bell    store.Bell

	index   *Index // nil until the rules were read
	version int64  // of the rules
	cursor  int64
}

// NewMatcher returns a Matcher over a store.
func NewMatcher(s Store, o MatcherOptions) *Matcher {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Holder == "" {
		o.Holder = Holder()
	}
	if o.Lease == 0 {
		o.Lease = 15 * time.Second
	}
	if o.Poll == 0 {
		o.Poll = time.Second
	}
	if o.Batch == 0 {
		o.Batch = 1000
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Metrics == nil {
		o.Metrics = NewMetrics(nil)
	}
	return &Matcher{
		store: s, options: o, kin: newKin(s, o.Offices, o.Clock),
		lease: Lease{Store: s, Name: matchLease, Holder: o.Holder, Length: o.Lease},
	}
}

// Decided returns a channel that gets a value when deliveries were recorded. It
// is closed when ctx ends.
func (m *Matcher) Decided(ctx context.Context) <-chan struct{} { return m.bell.Listen(ctx) }

// Run matches until the context ends. What fails is logged and tried again.
func (m *Matcher) Run(ctx context.Context) {
	defer m.lease.Release(context.WithoutCancel(ctx))
	written := m.store.Notify(ctx)
	tick := time.NewTicker(m.options.Poll)
	defer tick.Stop()
	for {
		if err := m.CatchUp(ctx); err != nil && ctx.Err() == nil {
			m.index = nil // what it remembers may not be what the store does
			if schema.ErrorCode(err) != schema.CodeConflict {
				m.options.Log.Warn("changes cannot be matched against alert rules", "error", err)
				m.options.Metrics.Failures.Inc()
			}
		}
		select {
		case <-ctx.Done():
			return
		case _, open := <-written:
			if !open {
				return
			}
		case <-tick.C:
		}
	}
}

// CatchUp matches everything that is new, if no other process is at it.
func (m *Matcher) CatchUp(ctx context.Context) error {
	for {
		if !m.lease.Lasts(m.options.Lease * 2 / 3) {
			had, err := m.lease.Take(ctx)
			if err != nil {
				return err
			}
			if !had {
				m.index = nil
				return nil
			}
		}
		if err := m.prepare(ctx); err != nil {
			return err
		}
		changes, err := m.store.ChangesAfter(ctx, m.cursor, m.options.Batch)
		if err != nil || len(changes) == 0 {
			return err
		}
		if err := m.match(ctx, changes); err != nil {
			return err
		}
	}
}

// prepare reads the rules where they are new to this process.
func (m *Matcher) prepare(ctx context.Context) error {
	state, err := m.store.AlertState(ctx)
	if err != nil || m.index != nil && state.Rules == m.version && state.Cursor == m.cursor {
		return err
	}
	rules, err := m.store.AlertRules(ctx)
	if err != nil {
		return err
	}
	index, bad := NewIndex(rules)
	for _, err := range bad {
		m.options.Log.Error("an alert rule is left out", "error", err)
		m.options.Metrics.Failures.Inc()
	}
	m.index, m.version = index, state.Rules
	m.options.Metrics.Rules.Set(float64(index.Len()))
	if m.cursor = state.Cursor; m.cursor >= 0 {
		return nil
	}
	// Nobody matched before: begin where the first rule does.
	start, err := m.store.LastCursor(ctx)
	for i := range rules {
		start = min(start, rules[i].From)
	}
	if err == nil {
		err = m.store.RecordAlerts(ctx, store.AlertBatch{Lease: matchLease, Holder: m.options.Holder, From: -1, To: start})
	}
	m.cursor = start
	return err
}

// match decides about a stretch of changes and records the outcome.
func (m *Matcher) match(ctx context.Context, changes []schema.Change) error {
	began := time.Now()
	batch := store.AlertBatch{Lease: matchLease, Holder: m.options.Holder, From: m.cursor, To: changes[len(changes)-1].Cursor, Fired: map[string]store.AlertFiring{}}
	touched := map[*armed]time.Time{} // and when it fired, if it did
	m.kin.refresh()
	for i := range changes {
		c := &changes[i]
		n := now{at: m.options.Clock().UTC(), known: schema.DayOf(c.RecordedAt), asKnown: c.RecordedAt}
		err := m.index.each(ctx, m.kin, c, n, func(a *armed, out *outcome) {
			if out.heldBack {
				m.options.Metrics.HeldBack.Inc()
			} else {
				touched[a] = n.at
				batch.Deliveries = append(batch.Deliveries, out.deliveries...)
				m.options.Metrics.Alerts.Inc()
			}
			if _, ok := touched[a]; !ok {
				touched[a] = time.Time{}
			}
		})
		if err != nil {
			return err
		}
	}
	for a, at := range touched {
		if at.IsZero() {
			at = a.fired // it only held something back
		}
		a.fired = at
		batch.Fired[a.ID] = store.AlertFiring{At: at, Memory: a.memory.write(m.options.Clock())}
	}
	if err := m.store.RecordAlerts(ctx, batch); err != nil {
		return err
	}
	m.cursor = batch.To
	m.options.Metrics.Changes.Add(float64(len(changes)))
	m.options.Metrics.Matching.Observe(time.Since(began).Seconds())
	if len(batch.Deliveries) > 0 {
		m.bell.Ring()
	}
	return nil
}

// each hands out what every rule makes of a change.
func (x *Index) each(ctx context.Context, k *kin, c *schema.Change, n now, take func(*armed, *outcome)) error {
	s, err := k.scene(ctx, c)
	if err != nil || s == nil {
		return err
	}
	for _, number := range x.candidates(s) {
		out, err := x.rules[number].decide(ctx, k, s, n)
		if err != nil {
			return err
		}
		if out != nil {
			take(x.rules[number], out)
		}
	}
	return nil
}
