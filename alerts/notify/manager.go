package notify

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"

	"rawabit/alerts"
	"rawabit/schema"
	"rawabit/store"
)

// sendLease is the lease under which alerts are sent.
const sendLease = "alerts.send"

// Store is what delivering needs of a store.
type Store interface {
	store.Reader
	store.Alerts
}

// ManagerOptions are the settings of a Manager. Zero values mean the defaults.
type ManagerOptions struct {
	Options
	Clock   func() time.Time // time.Now
	Holder  string           // alerts.Holder()
	Lease   time.Duration    // how long another process waits after this one died; 30 s, and longer than any attempt
	Poll    time.Duration    // how often is looked for what other processes decided; 1 s
	Page    string           // the address of the page, for links
	Log     *slog.Logger
	Metrics *Metrics
}

// Manager sends what is due. Any number of processes may run one on the same
// store: one of them is at work. It never begins an attempt that might outlast
// its lease, so that another begins no sooner than this one is done.
type Manager struct {
	store    Store
	options  ManagerOptions
	routes   *routes
	lease    alerts.Lease
	composer alerts.Composer

	rules   map[string]*ruleState // nil until the rules were read
	version int64                 // of the rules

	mu      sync.Mutex
	busy    map[string]bool // queues that are being worked on
	died    map[string]bool // queues whose last delivery was given up
	workers sync.WaitGroup
	wake    chan struct{}
}

// ruleState is a rule while it is delivered.
type ruleState struct {
	*alerts.Rule
	disabled string

	mu        sync.Mutex
	lastError string
}

// maxQueues is how many queues are worked on at once.
const maxQueues = 256

// perQueue is how many deliveries of a queue are read at once, by whoever works on
// it: of the others the head is all that needs to be known.
const perQueue = 200

// NewManager returns a Manager that sends through the channels of a file
// (INVALID_INPUT).
func NewManager(s Store, channels map[string]alerts.Channel, o ManagerOptions) (*Manager, error) {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Holder == "" {
		o.Holder = alerts.Holder()
	}
	if o.Poll == 0 {
		o.Poll = time.Second
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Metrics == nil {
		o.Metrics = NewMetrics(nil)
	}
	if o.Agent == "" {
		o.Agent = "rawabit"
	}
	r, err := newRoutes(channels, o.Options)
	if err != nil {
		return nil, err
	}
	longest := time.Duration(0)
	if len(o.Secrets) > 0 || len(r.named) == 0 {
		longest = sendTimeout // rules may name addresses themselves
	}
	for _, one := range r.named {
		longest = max(longest, one.timeout)
	}
	if o.Lease == 0 {
		o.Lease = 30 * time.Second
	}
	o.Lease = max(o.Lease, 2*longest)
	return &Manager{
		store: s, options: o, routes: r, composer: alerts.Composer{Reader: s, Page: o.Page},
		lease: alerts.Lease{Store: s, Name: sendLease, Holder: o.Holder, Length: o.Lease},
		busy:  map[string]bool{}, died: map[string]bool{}, wake: make(chan struct{}, 1),
	}, nil
}

// grace is how long attempts under way may go on when the process is told to
// stop.
const grace = 3 * time.Second

// Run sends until the context ends, and then lets attempts under way finish for
// a moment. decided wakes it; it may be nil. What fails is logged and tried
// again.
func (m *Manager) Run(ctx context.Context, decided <-chan struct{}) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })()
	saver := newSaver(m.store, m.options.Log, m.options.Metrics)
	saved := make(chan struct{})
	go func() { defer close(saved); saver.run(work) }()
	for {
		next, err := m.round(ctx, work, saver)
		if err != nil && ctx.Err() == nil {
			m.options.Log.Warn("alerts cannot be delivered", "error", err)
			m.options.Metrics.Failures.Inc()
		}
		timer := time.NewTimer(min(next, m.options.Poll))
		select {
		case <-ctx.Done():
		case _, open := <-decided:
			if !open {
				decided = nil
			}
		case <-m.wake:
		case <-timer.C:
		}
		timer.Stop()
		if ctx.Err() != nil {
			break
		}
	}
	m.workers.Wait()
	close(saver.in)
	<-saved
	m.lease.Release(context.WithoutCancel(ctx))
}

// round starts work on every queue whose head is due, and returns how long there
// is nothing more to do.
func (m *Manager) round(ctx, work context.Context, saver *saver) (time.Duration, error) {
	if !m.lease.Lasts(m.options.Lease * 3 / 4) {
		if had, err := m.lease.Take(ctx); err != nil || !had {
			return time.Hour, err
		}
	}
	if err := m.prepare(ctx); err != nil {
		return time.Hour, err
	}
	heads, err := m.store.PendingDeliveries(ctx, 1)
	if err != nil {
		return time.Hour, err
	}
	m.options.Metrics.Waiting.Set(float64(len(heads)))
	next := time.Hour
	now := m.options.Clock()
	for i := range heads {
		if wait := heads[i].Due.Sub(now); wait > 0 {
			next = min(next, wait)
		} else if m.claim(heads[i].Queue()) {
			m.start(work, ctx, &heads[i], saver)
		}
	}
	return next, nil
}

// claim takes a queue for a worker.
func (m *Manager) claim(queue string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.busy[queue] || len(m.busy) >= maxQueues {
		return false
	}
	m.busy[queue] = true
	return true
}

// start works on a queue from its head on.
func (m *Manager) start(work, stop context.Context, head *store.AlertDelivery, saver *saver) {
	queue, rule := head.Queue(), m.rules[head.Rule]
	r, routeErr := m.routes.find(head.Channel)
	m.workers.Go(func() {
		w := &worker{manager: m, rule: rule, route: r, routeErr: routeErr, stop: stop, saver: saver}
		progress := w.run(work, queue)
		w.pending.Wait() // what is not saved would be read again
		m.mu.Lock()
		delete(m.busy, queue)
		m.mu.Unlock()
		if progress {
			select {
			case m.wake <- struct{}{}:
			default:
			}
		}
	})
}

// prepare reads the rules where they changed.
func (m *Manager) prepare(ctx context.Context) error {
	state, err := m.store.AlertState(ctx)
	if err != nil || m.rules != nil && state.Rules == m.version {
		return err
	}
	stored, err := m.store.AlertRules(ctx)
	if err != nil {
		return err
	}
	rules := make(map[string]*ruleState, len(stored))
	for i := range stored {
		s := &stored[i]
		r, err := alerts.FromStored(s)
		if err != nil {
			m.options.Log.Error("an alert rule is left out", "error", err)
			r = &alerts.Rule{ID: s.ID, Name: s.Name, Severity: alerts.Severity(s.Severity)}
		}
		rules[s.ID] = &ruleState{Rule: r, disabled: s.Disabled, lastError: s.LastError}
	}
	m.rules, m.version = rules, state.Rules
	return nil
}

// refused tells whether a queue whose delivery failed is to be given up: one
// message that a receiver never takes must not stop the others, but when the
// next one fails too, the receiver is to blame.
func (m *Manager) refused(queue string, dead bool) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	before := m.died[queue]
	if dead {
		m.died[queue] = true
	}
	return before
}

// accepted tells that a queue goes on.
func (m *Manager) accepted(queue string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.died, queue)
}

// disable takes all rules of a channel out of use.
func (m *Manager) disable(ctx context.Context, channel, why string) {
	stored, err := m.store.AlertRules(ctx)
	if err != nil {
		m.options.Log.Error("rules whose channel refuses cannot be disabled", "channel", shown(channel), "error", err)
		return
	}
	for i := range stored {
		s := &stored[i]
		if s.Disabled != "" || !contains(s.Channels, channel) {
			continue
		}
		reason := "channel " + shown(channel) + ": " + why
		if err := m.store.MarkAlertRule(ctx, s.ID, &reason, reason); err != nil {
			m.options.Log.Error("a rule whose channel refuses cannot be disabled", "rule", s.ID, "error", err)
			continue
		}
		m.options.Metrics.Disabled.Inc()
		m.options.Log.Error("an alert rule is disabled", "rule", s.ID, "channel", shown(channel), "reason", why)
	}
}

// note keeps the last error of a rule, where it is another than before. What
// went well on one channel ends the errors of that channel alone.
func (m *Manager) note(ctx context.Context, r *ruleState, channel, text string) {
	prefix := "channel " + shown(channel) + ": "
	if text != "" {
		text = prefix + text
	}
	r.mu.Lock()
	other := r.lastError != text && (text != "" || strings.HasPrefix(r.lastError, prefix))
	if other {
		r.lastError = text
	}
	r.mu.Unlock()
	if other {
		if err := m.store.MarkAlertRule(ctx, r.ID, nil, text); err != nil {
			m.options.Log.Warn("the error of an alert rule cannot be noted", "rule", r.ID, "error", schema.UserMessage(err))
		}
	}
}
