package main

import (
	"context"
	"io"
	"log/slog"
	"os"
	"sync"

	"github.com/prometheus/client_golang/prometheus"

	"rawabit/alerts"
	"rawabit/alerts/notify"
	"rawabit/schema"
	"rawabit/seeds"
	"rawabit/store"
)

// alertFlags say which alerts a server sends.
type alertFlags struct {
	Alerts string `env:"RAWABIT_ALERTS" placeholder:"FILE" help:"Send alerts: a file of channels and rules. Without it this process sends none."`
	URL    string `env:"RAWABIT_URL" placeholder:"ADDRESS" help:"Where people reach the page, for links in alerts; where it is served, if it is not said."`
}

// rulesFile reads a file of rules. Actors may be given by the id or a name that
// the registry or the store has.
func rulesFile(ctx context.Context, path string, st store.Reader) (*alerts.File, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, schema.Errorf(schema.CodeNotFound, "the rules file %s cannot be read", path)
	}
	return alerts.Parse(path, data, ruleSource(ctx, st))
}

// ruleSource is what rules are looked up in.
func ruleSource(ctx context.Context, st store.Reader) alerts.Source {
	return alerts.Source{Variable: os.LookupEnv, Actor: func(name string) (schema.ActorID, bool) { return findActor(ctx, st, name) }}
}

func findActor(ctx context.Context, st store.Reader, name string) (schema.ActorID, bool) {
	registry, err := seeds.DefaultRegistry()
	if err == nil && registry.Entry(schema.ActorID(name)) != nil {
		return schema.ActorID(name), true
	}
	for _, q := range []store.ActorQuery{{ID: schema.ActorID(name)}, {Name: name}} {
		if node, err := st.Actor(ctx, q); err == nil && node != nil {
			return node.ID, true
		}
	}
	if err != nil {
		return "", false
	}
	folded := schema.FoldName(name)
	for _, e := range registry.Entries {
		names := append([]string{e.NameAr, e.NameEn, e.Wikidata}, append(e.AliasAr, e.AliasEn...)...)
		for _, n := range names {
			if n == name || n != "" && schema.FoldName(n) == folded {
				return e.ID, true
			}
		}
	}
	return "", false
}

// alerting is what sends alerts in a server.
type alerting struct {
	desk    *desk
	metrics *prometheus.Registry
	matcher *alerts.Matcher
	manager *notify.Manager
}

// prepare reads the rules and makes them those of the store.
func (c *alertFlags) alerting(ctx context.Context, st store.Store, out io.Writer, page string, log *slog.Logger) (*alerting, error) {
	a := &alerting{desk: &desk{Desk: alerts.Desk{Store: st}, source: ruleSource(ctx, st), past: st}}
	if c.Alerts == "" {
		return a, nil
	}
	file, err := rulesFile(ctx, c.Alerts, st)
	if err != nil {
		return nil, err
	}
	if c.URL != "" {
		page = c.URL
	}
	a.metrics = prometheus.NewRegistry()
	holder := alerts.Holder()
	a.manager, err = notify.NewManager(st, file.Channels, notify.ManagerOptions{
		Options: notify.Options{Allow: file.Allow, Secrets: file.Secrets, Out: out, Agent: "rawabit/" + version},
		Holder:  holder, Page: page, Log: log, Metrics: notify.NewMetrics(a.metrics),
	})
	if err != nil {
		return nil, err
	}
	held, err := registryOffices()
	if err != nil {
		return nil, err
	}
	a.matcher = alerts.NewMatcher(st, alerts.MatcherOptions{Holder: holder, Offices: held, Log: log, Metrics: alerts.NewMetrics(a.metrics)})
	a.desk.Check = func(channel string) error { return notify.Check(channel, file) }
	a.desk.armed = true
	return a, a.desk.Sync(ctx, file.Rules)
}

// run matches and sends until the context ends; the function that it returns
// waits for the end.
func (a *alerting) run(ctx context.Context) (wait func()) {
	if a.matcher == nil {
		return func() {}
	}
	var both sync.WaitGroup
	both.Go(func() { a.matcher.Run(ctx) })
	both.Go(func() { a.manager.Run(ctx, a.matcher.Decided(ctx)) })
	return both.Wait
}

// lockedWriter lets several goroutines write whole lines to one stream.
type lockedWriter struct {
	mu  sync.Mutex
	out io.Writer
}

// Write is part of io.Writer.
func (w *lockedWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.out.Write(p)
}
