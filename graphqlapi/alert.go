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

// deliveryShape is what is asked of a delivery.
type deliveryShape struct{ change *changeShape }

// deliveryNode is a delivery with its change.
type deliveryNode struct {
	*Delivery
	change *store.ChangeNode
}

func (c *compiler) delivery(at *arguments, s *deliveryShape) *selection {
	return c.selection("Delivery", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "id":
			f.id = deliveryID
		case "rule":
			f.id, f.sub = deliveryRule, c.rule(at)
		case "change":
			if s.change == nil {
				s.change = &changeShape{}
			}
			f.id, f.sub = deliveryChange, c.change(at, s.change)
		case "status":
			f.id = deliveryStatus
		case "attempts":
			f.id = deliveryAttempts
		case "lastError":
			f.id = deliveryLastError
		case "at":
			f.id = deliveryAt
		}
	})
}

// settle keeps what does not depend on variables.
func (s *deliveryShape) settle(l *Limits) {
	if s.change != nil {
		s.change.settle(l)
	}
}

// nodes reads the changes of deliveries.
func (s *deliveryShape) nodes(x *execution, b *binder, list []*Delivery) ([]*deliveryNode, error) {
	out := make([]*deliveryNode, len(list))
	for i, d := range list {
		out[i] = &deliveryNode{Delivery: d}
		if s.change == nil {
			continue
		}
		changes, err := x.changes(b, s.change, d.Cursor, 1)
		if err != nil {
			return nil, err
		}
		if len(changes) == 1 {
			out[i].change = changes[0]
		}
	}
	return out, nil
}

// delivery writes a delivery.
func (w *writer) delivery(s *selection, n *deliveryNode) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		ok := true
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case deliveryID:
			w.string(n.ID)
		case deliveryRule:
			ok = writeObject(w, f, &n.Rule, (*writer).ruleObject)
		case deliveryChange:
			ok = writeObject(w, f, n.change, (*writer).change)
		case deliveryStatus:
			w.plain(n.Status)
		case deliveryAttempts:
			w.int(n.Attempts)
		case deliveryLastError:
			w.text(n.LastError)
		case deliveryAt:
			w.buf = append(appendMoment(append(w.buf, '"'), n.At), '"')
		}
		if !ok {
			return false
		}
	}
	w.close(s)
	return true
}

// deliveriesQuery answers Query.deliveries.
type deliveriesQuery struct {
	rule, status *input
	page         pageShape
	node         deliveryShape
}

func (c *compiler) deliveriesQuery(f *field, at *arguments) action {
	q := &deliveriesQuery{rule: at.get("rule"), status: at.get("status"), page: newPage(at)}
	f.sub = c.connection("Delivery", at, &q.page, func(at *arguments) *selection { return c.delivery(at, &q.node) })
	q.node.settle(&c.api.limits)
	return q
}

func (q *deliveriesQuery) run(x *execution, w *writer, f *field) bool {
	b := x.binder()
	page := q.page.bind(b)
	err := b.check()
	var p *DeliveryPage
	if err == nil {
		p, err = x.api.alerts.Deliveries(x.ctx, q.rule.string(x.vars), q.status.string(x.vars), page)
	}
	var nodes []*deliveryNode
	if err == nil {
		nodes, err = q.node.nodes(x, b, p.Deliveries)
	}
	return answer(w, f, err, func() bool { return writeConnection(w, f, p.PageInfo, nodes, p.Cursors, (*writer).delivery) })
}
