package alerts

import (
	"bytes"
	"context"
	"slices"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// Desk keeps the rules and looks after deliveries.
type Desk struct {
	Store interface {
		store.Feed
		store.Alerts
	}
	Clock func() time.Time // time.Now where it is nil
	// Check reports a channel that nothing can be sent to. Without it every one is
	// taken.
	Check func(channel string) error
}

// The origins of rules.
const (
	originFile = "file"
	originAPI  = "api"
)

// Sync makes the rules of a file those that the store keeps: it takes out those
// that files brought before and this one does not hold. Rules that were made
// otherwise stay, and so does what is known of a rule: since when it is armed,
// its cool-downs, and that it is disabled.
func (d *Desk) Sync(ctx context.Context, rules []Rule) error {
	stored, err := d.Store.AlertRules(ctx)
	if err != nil {
		return err
	}
	from, err := d.Store.LastCursor(ctx)
	if err != nil {
		return err
	}
	have := map[string]*store.AlertRule{}
	for i := range stored {
		have[stored[i].ID] = &stored[i]
	}
	var put []store.AlertRule
	for i := range rules {
		r, err := rules[i].Stored(originFile, from)
		if err != nil {
			return err
		}
		old := have[r.ID]
		delete(have, r.ID)
		if old != nil && old.Origin != originFile {
			return schema.Errorf(schema.CodeConflict, "a rule with the id %q was made through GraphQL already: give the one in the file another id", r.ID)
		}
		if old == nil || !bytes.Equal(old.Body, r.Body) || old.Name != r.Name || old.Severity != r.Severity || !slices.Equal(old.Channels, r.Channels) {
			put = append(put, r)
		}
	}
	var gone []string
	for id, r := range have {
		if r.Origin == originFile {
			gone = append(gone, id)
		}
	}
	if len(put) > 0 {
		if err := d.Store.PutAlertRules(ctx, put); err != nil {
			return err
		}
	}
	if len(gone) > 0 {
		_, err = d.Store.DeleteAlertRules(ctx, gone)
	}
	return err
}

// Create makes a rule (INVALID_INPUT, CONFLICT where there is one of its id).
func (d *Desk) Create(ctx context.Context, rule *Rule) (*store.AlertRule, error) {
	rule.complete()
	for _, err := range rule.check(Source{}, "$") {
		if err != nil {
			return nil, schema.Errorf(schema.CodeInvalid, "%v", err)
		}
	}
	for _, c := range rule.Channels {
		if d.Check == nil {
			continue
		}
		if err := d.Check(c); err != nil {
			return nil, err
		}
	}
	stored, err := d.Store.AlertRules(ctx)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(stored, func(r store.AlertRule) bool { return r.ID == rule.ID }) {
		return nil, schema.Errorf(schema.CodeConflict, "there is a rule with the id %q already: delete it first, or choose another name", rule.ID)
	}
	from, err := d.Store.LastCursor(ctx)
	if err != nil {
		return nil, err
	}
	r, err := rule.Stored(originAPI, from)
	if err == nil {
		err = d.Store.PutAlertRules(ctx, []store.AlertRule{r})
	}
	return &r, err
}

// Find returns a stored rule by its id or name (NOT_FOUND).
func (d *Desk) Find(ctx context.Context, name string) (*store.AlertRule, error) {
	stored, err := d.Store.AlertRules(ctx)
	if err != nil {
		return nil, err
	}
	for i := range stored {
		if stored[i].ID == name || stored[i].Name == name {
			return &stored[i], nil
		}
	}
	return nil, schema.Errorf(schema.CodeNotFound, "no alert rule has the id or the name %q", name)
}

// Enable puts a rule to use again that was disabled (NOT_FOUND).
func (d *Desk) Enable(ctx context.Context, name string) (*store.AlertRule, error) {
	r, err := d.Find(ctx, name)
	if err != nil {
		return nil, err
	}
	none := ""
	return r, d.Store.MarkAlertRule(ctx, r.ID, &none, "")
}

// Replay sends a delivery once more, under the id that it had (NOT_FOUND;
// CONFLICT where its rule is disabled or gone).
func (d *Desk) Replay(ctx context.Context, id string) (*store.AlertDelivery, error) {
	one, err := d.Store.AlertDelivery(ctx, id)
	if err != nil {
		return nil, err
	}
	if one == nil {
		return nil, schema.Errorf(schema.CodeNotFound, "no delivery has the id %q", id)
	}
	if _, err := d.replay(ctx, []store.AlertDelivery{*one}, true); err != nil {
		return nil, err
	}
	return d.Store.AlertDelivery(ctx, id)
}

// ReplayDead sends all dead deliveries once more, those of one rule where it is
// not "", and returns how many. Those of rules that are disabled or gone are left.
func (d *Desk) ReplayDead(ctx context.Context, rule string) (int, error) {
	count := 0
	for after := ""; ; {
		page, err := d.Store.AlertDeliveries(ctx, store.AlertDeliveriesQuery{Rule: rule, Status: store.DeliveryDead, Page: store.Page{First: 500, After: after}})
		if err != nil {
			return count, err
		}
		n, err := d.replay(ctx, page.Deliveries, false)
		count += n
		if err != nil || !page.HasNext {
			return count, err
		}
		after = page.Cursors[len(page.Cursors)-1]
	}
}

func (d *Desk) replay(ctx context.Context, list []store.AlertDelivery, strict bool) (int, error) {
	stored, err := d.Store.AlertRules(ctx)
	if err != nil {
		return 0, err
	}
	why := map[string]string{}
	for i := range stored {
		why[stored[i].ID] = stored[i].Disabled
	}
	clock := d.Clock
	if clock == nil {
		clock = time.Now
	}
	var again []store.AlertDelivery
	for _, one := range list {
		reason, known := why[one.Rule]
		switch {
		case known && reason == "":
			one.Status, one.Tries, one.Due = store.DeliveryPending, 0, clock().UTC()
			again = append(again, one)
		case strict && !known:
			return 0, schema.Errorf(schema.CodeConflict, "the rule %q of this delivery was deleted", one.Rule)
		case strict:
			return 0, schema.Errorf(schema.CodeConflict, "the rule %q of this delivery is disabled (%s): rawabit alerts enable %s puts it to use again", one.Rule, reason, one.Rule)
		}
	}
	stale, err := d.Store.SaveDeliveries(ctx, again)
	if err == nil && strict && len(stale) > 0 {
		err = schema.Errorf(schema.CodeConflict, "the delivery is being sent right now: try again")
	}
	return len(again) - len(stale), err
}
