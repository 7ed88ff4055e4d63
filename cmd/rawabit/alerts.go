package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"rawabit/alerts"
	"rawabit/schema"
	"rawabit/store"
)

type alertsCommand struct {
	Check      alertsCheckCommand      `cmd:"" help:"Check a file of channels and rules."`
	Test       alertsTestCommand       `cmd:"" help:"Try a rule on the past: what would it have told?"`
	List       alertsListCommand       `cmd:"" help:"List the rules: who is told, and what went wrong last."`
	Deliveries alertsDeliveriesCommand `cmd:"" help:"List what was sent and what waits, the newest first."`
	Dead       alertsDeadCommand       `cmd:"" help:"List what could not be delivered."`
	Replay     alertsReplayCommand     `cmd:"" help:"Send deliveries once more, under the ids that they had."`
	Enable     alertsEnableCommand     `cmd:"" help:"Put a rule to use again that was disabled because its channel refused."`
	Secret     alertsSecretCommand     `cmd:"" help:"Make a secret for a webhook."`
}

type alertsSecretCommand struct{}

// Run prints a new secret.
func (c *alertsSecretCommand) Run(s *streams) error {
	_, err := fmt.Fprintln(s.out, alerts.NewSecret())
	return err
}

type alertsCheckCommand struct {
	storeFlags
	File string `arg:"" help:"The file."`
}

// Run checks a file of rules.
func (c *alertsCheckCommand) Run(ctx context.Context, s *streams) error {
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, st)
	f, err := rulesFile(ctx, c.File, st)
	if err == nil {
		fmt.Fprintf(s.out, "%s: %d channels, %d rules\n", c.File, len(f.Channels), len(f.Rules))
	}
	return err
}

type alertsTestCommand struct {
	storeFlags
	Alerts string `env:"RAWABIT_ALERTS" placeholder:"FILE" help:"The file that the rule stands in; the rules of the store, if it is not said."`
	Since  string `placeholder:"DATE" help:"The first publication date that counts (2026-01-28)."`
	Limit  int    `default:"100" help:"Alerts to be printed at most; 0 for all (default ${default})."`
	Lang   string `default:"ar" enum:"ar,en" help:"ar or en (default ${default})."`
	Rule   string `arg:"" help:"The id or the name of the rule."`
}

// Run tries a rule on the past.
func (c *alertsTestCommand) Run(ctx context.Context, s *streams) error {
	since, err := schema.ParseDate(c.Since)
	if err != nil {
		return usage("--since: %v", err)
	}
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, st)
	rule, err := c.rule(ctx, st)
	if err != nil {
		return err
	}
	held, err := registryOffices()
	if err != nil {
		return err
	}
	options := alerts.TrialOptions{Since: since.Earliest(), Limit: c.Limit, Offices: held}
	composer := alerts.Composer{Reader: st}
	count := 0
	err = alerts.Try(ctx, st, rule, options, func(d *store.AlertDelivery) error {
		count++
		m, err := composer.Compose(ctx, rule, []store.AlertDelivery{*d})
		if err != nil {
			return err
		}
		a := &m.Data.Alerts[0]
		fmt.Fprintf(s.out, "%s  %s%s%s\n", d.At.Format("2006-01-02"), isolate, a.Statement.In(c.Lang), popIsolate)
		show := 1
		if a.Trend != nil {
			show = len(a.Evidence)
		}
		for _, q := range a.Evidence[:min(show, len(a.Evidence))] {
			fmt.Fprintf(s.out, "            %s«%s»%s\n", isolate, q.Text, popIsolate)
		}
		return nil
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%d alerts of %s%s%s", count, isolate, rule.Name, popIsolate)
	if c.Limit > 0 && count == c.Limit {
		fmt.Fprintf(s.out, ", perhaps more: --limit %d asks for more", 10*c.Limit)
	}
	fmt.Fprintln(s.out)
	return nil
}

func (c *alertsTestCommand) rule(ctx context.Context, st store.Store) (*alerts.Rule, error) {
	if c.Alerts != "" {
		f, err := rulesFile(ctx, c.Alerts, st)
		if err != nil {
			return nil, err
		}
		for i := range f.Rules {
			if f.Rules[i].ID == c.Rule || f.Rules[i].Name == c.Rule {
				return &f.Rules[i], nil
			}
		}
		return nil, schema.Errorf(schema.CodeNotFound, "%s holds no rule with the id or the name %q", c.Alerts, c.Rule)
	}
	stored, err := (&alerts.Desk{Store: st}).Find(ctx, c.Rule)
	if err != nil {
		return nil, err
	}
	return alerts.FromStored(stored)
}

type alertsListCommand struct{ storeFlags }

// Run lists the rules.
func (c *alertsListCommand) Run(ctx context.Context, s *streams) error {
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, st)
	rules, err := st.AlertRules(ctx)
	if err != nil {
		return err
	}
	t := &table{head: []string{"id", "name", "severity", "channels", "from", "last fired", "state"}, last: 80}
	for i := range rules {
		r := &rules[i]
		state := "on"
		switch {
		case r.Disabled != "":
			state = "DISABLED: " + r.Disabled
		case r.LastError != "":
			state = "on; " + r.LastError
		}
		t.add(r.ID, r.Name, r.Severity, strings.Join(r.Channels, ","), r.Origin, stamp(r.LastFired), state)
	}
	t.print(s.out)
	return nil
}

func stamp(at time.Time) string {
	if at.IsZero() {
		return "never"
	}
	return at.UTC().Format("2006-01-02 15:04:05")
}

type alertsDeliveriesCommand struct {
	storeFlags
	Rule   string `placeholder:"RULE" help:"Only those of a rule, by its id."`
	Status string `enum:",pending,delivered,failed,dead" default:"" help:"Only those in a state: pending, delivered, failed (to be tried again), dead."`
	Limit  int    `default:"50" help:"How many (default ${default})."`
}

// Run lists deliveries.
func (c *alertsDeliveriesCommand) Run(ctx context.Context, s *streams) error {
	return listDeliveries(ctx, s.out, &c.storeFlags, store.AlertDeliveriesQuery{
		Rule: c.Rule, Status: store.DeliveryStatus(strings.ToUpper(c.Status)), Page: store.Page{First: c.Limit, Total: true},
	})
}

type alertsDeadCommand struct {
	storeFlags
	Rule  string `placeholder:"RULE" help:"Only those of a rule, by its id."`
	Limit int    `default:"50" help:"How many (default ${default})."`
}

// Run lists what is dead.
func (c *alertsDeadCommand) Run(ctx context.Context, s *streams) error {
	return listDeliveries(ctx, s.out, &c.storeFlags, store.AlertDeliveriesQuery{Rule: c.Rule, Status: store.DeliveryDead, Page: store.Page{First: c.Limit, Total: true}})
}

func listDeliveries(ctx context.Context, out io.Writer, flags *storeFlags, q store.AlertDeliveriesQuery) error {
	st, err := flags.open(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, st)
	page, err := st.AlertDeliveries(ctx, q)
	if err != nil {
		return err
	}
	t := &table{head: []string{"id", "decided", "rule", "channel", "change", "status", "attempts", "last attempt"}, last: 80}
	for i := range page.Deliveries {
		d := &page.Deliveries[i]
		last := ""
		if n := len(d.Attempts); n > 0 {
			last = stamp(d.Attempts[n-1].At) + " " + d.Attempts[n-1].Reason
		}
		t.add(d.ID, stamp(d.At), d.Rule, d.Channel, fmt.Sprint(d.Cursor, " ", d.Kind), string(d.Status), fmt.Sprint(len(d.Attempts)), last)
	}
	t.print(out)
	fmt.Fprintf(out, "%d of %d\n", len(page.Deliveries), page.Total)
	return nil
}

type alertsReplayCommand struct {
	storeFlags
	Dead bool     `help:"All that are dead, those of --rule alone where it is said."`
	Rule string   `placeholder:"RULE" help:"With --dead: the id of a rule."`
	IDs  []string `arg:"" optional:"" name:"id" help:"Ids of deliveries."`
}

// Run sends deliveries once more.
func (c *alertsReplayCommand) Run(ctx context.Context, s *streams) error {
	if c.Dead == (len(c.IDs) > 0) {
		return usage("say either ids of deliveries or --dead")
	}
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, st)
	d := &alerts.Desk{Store: st}
	n := 0
	for _, id := range c.IDs {
		if _, err := d.Replay(ctx, id); err != nil {
			return err
		}
		n++
	}
	if c.Dead {
		if n, err = d.ReplayDead(ctx, c.Rule); err != nil {
			return err
		}
	}
	fmt.Fprintf(s.out, "%d deliveries wait to be sent by a server with --alerts\n", n)
	return nil
}

type alertsEnableCommand struct {
	storeFlags
	Rule string `arg:"" help:"The id or the name of the rule."`
}

// Run enables a rule.
func (c *alertsEnableCommand) Run(ctx context.Context, s *streams) error {
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, st)
	r, err := (&alerts.Desk{Store: st}).Enable(ctx, c.Rule)
	if err == nil {
		fmt.Fprintf(s.out, "%s is enabled; rawabit alerts replay --dead --rule %s sends what it missed\n", r.ID, r.ID)
	}
	return err
}
