package graphqlapi

import (
	"context"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// AlertRule is a rule that says which changes people are told of.
type AlertRule struct {
	ID        string
	Name      string
	Severity  string
	Enabled   bool
	LastFired time.Time
	LastError string
}

// AlertRuleInput is a rule to be made.
type AlertRuleInput struct {
	Name     string
	Filter   store.ChangeFilter
	Severity string
	Cooldown string
	Channel  string
	YAML     string // further conditions, as they stand in a file of rules
}

// Delivery is one alert on its way.
type Delivery struct {
	ID        string
	Rule      AlertRule
	Change    schema.ChangeID
	Cursor    int64 // of the change
	Status    string
	Attempts  int
	LastError string
	At        time.Time
}

// DeliveryPage is a part of the list of deliveries, the newest first.
type DeliveryPage struct {
	store.PageInfo
	Deliveries []*Delivery
	Cursors    []string
}

// Alerts keeps alert rules and deliveries.
type Alerts interface {
	// Rules lists the rules.
	Rules(ctx context.Context) ([]AlertRule, error)
	// CreateRule makes a rule (INVALID_INPUT).
	CreateRule(ctx context.Context, rule AlertRuleInput) (AlertRule, error)
	// TryRule says what a rule would have told of the past, the oldest first: of
	// what articles told from a day on, up to a limit. Of the deliveries only change,
	// cursor and time are set (INVALID_INPUT).
	TryRule(ctx context.Context, rule AlertRuleInput, since schema.Date, limit int) ([]*Delivery, error)
	// DeleteRule deletes a rule; false where there is none with this id.
	DeleteRule(ctx context.Context, id string) (bool, error)
	// Deliveries lists deliveries, of one rule and in one status where these are
	// not "".
	Deliveries(ctx context.Context, rule, status string, page store.Page) (*DeliveryPage, error)
	// Replay sends a delivery once more (NOT_FOUND).
	Replay(ctx context.Context, id string) (*Delivery, error)
}

// noAlerts stands where nothing keeps alerts.
type noAlerts struct{}

func (noAlerts) Rules(context.Context) ([]AlertRule, error) { return nil, nil }

func (noAlerts) CreateRule(context.Context, AlertRuleInput) (AlertRule, error) {
	return AlertRule{}, schema.Errorf(CodeUnsupported, "this server keeps no alert rules")
}

func (noAlerts) TryRule(context.Context, AlertRuleInput, schema.Date, int) ([]*Delivery, error) {
	return nil, schema.Errorf(CodeUnsupported, "this server keeps no alert rules")
}

func (noAlerts) DeleteRule(context.Context, string) (bool, error) { return false, nil }

func (noAlerts) Deliveries(context.Context, string, string, store.Page) (*DeliveryPage, error) {
	return &DeliveryPage{}, nil
}

func (noAlerts) Replay(_ context.Context, id string) (*Delivery, error) {
	return nil, schema.Errorf(schema.CodeNotFound, "no delivery has the id %q", id)
}

// The fields of AlertRule and of Delivery.
const (
	ruleID fieldID = iota + 1
	ruleName
	ruleSeverity
	ruleEnabled
	ruleLastFired
	ruleLastError
	deliveryID
	deliveryRule
	deliveryChange
	deliveryStatus
	deliveryAttempts
	deliveryLastError
	deliveryAt
)

func (c *compiler) rule(at *arguments) *selection {
	return c.selection("AlertRule", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "id":
			f.id = ruleID
		case "name":
			f.id = ruleName
		case "severity":
			f.id = ruleSeverity
		case "enabled":
			f.id = ruleEnabled
		case "lastFired":
			f.id = ruleLastFired
		case "lastError":
			f.id = ruleLastError
		}
	})
}

// rule writes an alert rule.
func (w *writer) rule(s *selection, n AlertRule) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case ruleID:
			w.string(n.ID)
		case ruleName:
			w.string(n.Name)
		case ruleSeverity:
			w.plain(n.Severity)
		case ruleEnabled:
			w.bool(n.Enabled)
		case ruleLastFired:
			w.moment(n.LastFired)
		case ruleLastError:
			w.text(n.LastError)
		}
	}
	w.close(s)
	return true
}

func (w *writer) ruleObject(s *selection, n *AlertRule) bool { return w.rule(s, *n) }

// alertRulesQuery answers Query.alertRules.
type alertRulesQuery struct{}

func (c *compiler) alertRulesQuery(f *field, at *arguments) action {
	f.sub = c.rule(at)
	return alertRulesQuery{}
}

func (alertRulesQuery) run(x *execution, w *writer, f *field) bool {
	rules, err := x.api.alerts.Rules(x.ctx)
	return answer(w, f, err, func() bool { return writeList(w, f, rules, (*writer).rule) })
}
