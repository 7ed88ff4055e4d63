package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"rawabit/alerts"
	"rawabit/graphqlapi"
	"rawabit/schema"
	"rawabit/store"
)

// desk lets GraphQL see and keep alert rules.
type desk struct {
	alerts.Desk
	source alerts.Source
	past   alerts.Past // what rules are tried on
	armed  bool        // whether this process sends
}

var _ graphqlapi.Alerts = (*desk)(nil)

// Rules is part of graphqlapi.Alerts.
func (d *desk) Rules(ctx context.Context) ([]graphqlapi.AlertRule, error) {
	stored, err := d.Store.AlertRules(ctx)
	out := make([]graphqlapi.AlertRule, len(stored))
	for i := range stored {
		out[i] = shownRule(&stored[i])
	}
	return out, err
}

func shownRule(r *store.AlertRule) graphqlapi.AlertRule {
	out := graphqlapi.AlertRule{ID: r.ID, Name: r.Name, Severity: r.Severity, Enabled: r.Disabled == "", LastFired: r.LastFired, LastError: r.LastError}
	if out.LastError == "" {
		out.LastError = r.Disabled
	}
	return out
}

// CreateRule is part of graphqlapi.Alerts.
func (d *desk) CreateRule(ctx context.Context, in graphqlapi.AlertRuleInput) (graphqlapi.AlertRule, error) {
	if !d.armed {
		return graphqlapi.AlertRule{}, schema.Errorf(graphqlapi.CodeUnsupported, "this server sends no alerts: start it with --alerts FILE (RAWABIT_ALERTS)")
	}
	rule, err := d.rule(in)
	if err != nil {
		return graphqlapi.AlertRule{}, err
	}
	made, err := d.Create(ctx, rule)
	if err != nil {
		return graphqlapi.AlertRule{}, err
	}
	return shownRule(made), nil
}

// TryRule is part of graphqlapi.Alerts. A server that sends nothing can try a
// rule, too.
func (d *desk) TryRule(ctx context.Context, in graphqlapi.AlertRuleInput, since schema.Date, limit int) ([]*graphqlapi.Delivery, error) {
	rule, err := d.rule(in)
	if err != nil {
		return nil, err
	}
	held, err := registryOffices()
	if err != nil {
		return nil, err
	}
	options := alerts.TrialOptions{Since: schema.MinDay, Limit: limit, Offices: held}
	if !since.IsZero() {
		options.Since = since.Earliest()
	}
	var out []*graphqlapi.Delivery
	err = alerts.Try(ctx, d.past, rule, options, func(one *store.AlertDelivery) error {
		out = append(out, &graphqlapi.Delivery{Change: one.Change, Cursor: one.Cursor, At: one.At})
		return nil
	})
	return out, err
}

func (d *desk) rule(in graphqlapi.AlertRuleInput) (*alerts.Rule, error) {
	r := &alerts.Rule{}
	if in.YAML != "" {
		// A text in quotes of JSON is one of YAML, too.
		text := fmt.Sprintf("%s\nname: %q\nchannels: [%q]", strings.TrimSpace(in.YAML), in.Name, in.Channel)
		parsed, err := alerts.ParseRule([]byte(text), alerts.Source{Actor: d.source.Actor})
		if err != nil {
			return nil, err
		}
		r = parsed
	}
	f := in.Filter
	if !f.Since.IsZero() {
		return nil, schema.Errorf(schema.CodeInvalid, "a rule tells of what becomes known from now on: leave \"since\" out of its filter; rawabit alerts test tries a rule on the past")
	}
	r.Name, r.Severity, r.Channels = in.Name, alerts.Severity(in.Severity), []string{in.Channel}
	r.Types = append(r.Types, f.Types...)
	unlike := func(m schema.Modality) bool { return m != schema.Actual }
	if r.Trend != nil && (len(f.Kinds) > 0 || f.Actor != "" || f.ValidIn != nil || slices.ContainsFunc(f.Modality, unlike)) {
		return nil, schema.Errorf(schema.CodeInvalid, "a trend is about what its own pair did: leave kinds, actor, validIn and modality out of the filter")
	}
	if r.Trend == nil {
		r.Kinds, r.Modality = append(r.Kinds, f.Kinds...), append(r.Modality, f.Modality...)
		if f.Actor != "" {
			r.Actors, r.Parts = append(r.Actors, f.Actor), &f.Parts
		}
		if f.ValidIn != nil {
			r.ValidIn = &alerts.Within{}
			if f.ValidIn.From > schema.MinDay {
				r.ValidIn.From = f.ValidIn.From.Date()
			}
			if f.ValidIn.Before < schema.MaxDay {
				r.ValidIn.Before = f.ValidIn.Before.Date()
			}
		}
	}
	if in.Cooldown != "" {
		length, err := alerts.ParseDuration(in.Cooldown)
		if err != nil {
			return nil, err
		}
		r.Cooldown = alerts.Duration(length)
	}
	r.ID = ""
	return r, nil
}

// DeleteRule is part of graphqlapi.Alerts.
func (d *desk) DeleteRule(ctx context.Context, id string) (bool, error) {
	n, err := d.Store.DeleteAlertRules(ctx, []string{id})
	return n > 0, err
}

// Deliveries is part of graphqlapi.Alerts.
func (d *desk) Deliveries(ctx context.Context, rule, status string, page store.Page) (*graphqlapi.DeliveryPage, error) {
	found, err := d.Store.AlertDeliveries(ctx, store.AlertDeliveriesQuery{Rule: rule, Status: store.DeliveryStatus(status), Page: page})
	if err != nil {
		return nil, err
	}
	rules, err := d.byID(ctx)
	if err != nil {
		return nil, err
	}
	out := &graphqlapi.DeliveryPage{PageInfo: found.PageInfo, Cursors: found.Cursors}
	for i := range found.Deliveries {
		out.Deliveries = append(out.Deliveries, shownDelivery(&found.Deliveries[i], rules))
	}
	return out, nil
}

// Replay is part of graphqlapi.Alerts.
func (d *desk) Replay(ctx context.Context, id string) (*graphqlapi.Delivery, error) {
	one, err := d.Desk.Replay(ctx, id)
	if err != nil {
		return nil, err
	}
	rules, err := d.byID(ctx)
	return shownDelivery(one, rules), err
}

func (d *desk) byID(ctx context.Context) (map[string]graphqlapi.AlertRule, error) {
	list, err := d.Rules(ctx)
	out := make(map[string]graphqlapi.AlertRule, len(list))
	for _, r := range list {
		out[r.ID] = r
	}
	return out, err
}

func shownDelivery(d *store.AlertDelivery, rules map[string]graphqlapi.AlertRule) *graphqlapi.Delivery {
	rule, ok := rules[d.Rule]
	if !ok {
		rule = graphqlapi.AlertRule{ID: d.Rule, Name: d.Rule, Severity: string(alerts.Medium), LastError: "the rule was deleted"}
	}
	return &graphqlapi.Delivery{
		ID: d.ID, Rule: rule, Change: d.Change, Cursor: d.Cursor, Status: strings.ToUpper(string(d.Status)), Attempts: len(d.Attempts), LastError: d.LastError(), At: d.At,
	}
}
