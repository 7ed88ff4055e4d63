package store

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"rawabit/schema"
)

// Alerts keeps alert rules, what is to be sent because of them, and who is at
// work on them. Package alerts gives its contents their meaning. Every method is
// one transaction.
type Alerts interface {
	// AlertState returns how far the feed of changes was matched against rules.
	AlertState(ctx context.Context) (AlertState, error)
	// AlertRules returns the rules, by id.
	AlertRules(ctx context.Context) ([]AlertRule, error)
	// PutAlertRules makes rules, or replaces what rules of these ids say; of a rule
	// that was there, From and AlertMark stay as they are.
	PutAlertRules(ctx context.Context, rules []AlertRule) error
	// DeleteAlertRules removes rules and returns how many there were. What was
	// decided to be sent because of them stays.
	DeleteAlertRules(ctx context.Context, ids []string) (int, error)
	// MarkAlertRule notes an error of a rule, "" for none, and, where disabled is
	// given, disables it with that reason, or enables it with "". Of a rule that is
	// gone it does nothing.
	MarkAlertRule(ctx context.Context, id string, disabled *string, lastError string) error
	// Lease gives a lease to a holder for a time, or prolongs it, and reports
	// whether the holder has it: it is had by one holder until it runs out. A
	// length of zero gives it back.
	Lease(ctx context.Context, name, holder string, length time.Duration) (bool, error)
	// RecordAlerts records what came out of matching a stretch of the feed. It is
	// refused (CONFLICT) and leaves no trace where the holder has lost its lease or
	// the feed was matched from another place meanwhile. Deliveries whose id is
	// there are passed over; the others get their Sequence.
	RecordAlerts(ctx context.Context, batch AlertBatch) error
	// PendingDeliveries returns the first deliveries of each queue that are not
	// over, by queue and sequence, up to a number a queue.
	PendingDeliveries(ctx context.Context, each int) ([]AlertDelivery, error)
	// QueueDeliveries returns the first deliveries of one queue that are not over, by
	// sequence, up to a number.
	QueueDeliveries(ctx context.Context, queue string, first int) ([]AlertDelivery, error)
	// SaveDeliveries replaces deliveries and counts their Revision up. Those whose
	// Revision is not the one stored any more are left as they are, and their ids
	// returned.
	SaveDeliveries(ctx context.Context, deliveries []AlertDelivery) (stale []string, err error)
	// AlertDelivery returns a delivery by its id, nil where there is none.
	AlertDelivery(ctx context.Context, id string) (*AlertDelivery, error)
	// AlertDeliveries lists deliveries, the newest first.
	AlertDeliveries(ctx context.Context, q AlertDeliveriesQuery) (*AlertDeliveryPage, error)
}

// AlertState says how far changes were matched. Cursor is that of the last change
// matched, -1 where none ever was. Rules counts the changes of rules.
type AlertState struct {
	Cursor int64
	Rules  int64
}

// AlertRule is a rule as it is kept. Body says what it is about, in a form of
// package alerts; From is the cursor of the last change that it does not look at.
type AlertRule struct {
	ID       string
	Name     string
	Severity string
	Origin   string // who keeps it: "file", "api"
	Channels []string
	Body     json.RawMessage
	From     int64
	AlertMark
}

// AlertMark is what is noted of a rule while it works.
type AlertMark struct {
	Disabled  string // why it is disabled, "" while it is enabled
	LastError string
	LastFired time.Time
	Memory    json.RawMessage // what the rule has to remember, in a form of package alerts
}

// AlertBatch is the outcome of matching the changes after From, up to and with
// To, under the lease that a holder has.
type AlertBatch struct {
	Lease, Holder string
	From, To      int64
	Deliveries    []AlertDelivery
	Fired         map[string]AlertFiring // by rule
}

// AlertFiring is what a rule notes when it fires.
type AlertFiring struct {
	At     time.Time
	Memory json.RawMessage
}

// DeliveryStatus says how far a delivery is.
type DeliveryStatus string

// The states of a delivery. What has failed is tried again until it is dead.
const (
	DeliveryPending   DeliveryStatus = "PENDING"
	DeliveryDelivered DeliveryStatus = "DELIVERED"
	DeliveryFailed    DeliveryStatus = "FAILED"
	DeliveryDead      DeliveryStatus = "DEAD"
)

// Over reports whether nothing more is to be done.
func (s DeliveryStatus) Over() bool { return s == DeliveryDelivered || s == DeliveryDead }

// AlertDelivery is one change on its way to one channel because of one rule.
type AlertDelivery struct {
	ID       string          `json:"id"`
	Sequence int64           `json:"sequence"` // the order of deciding
	Message  string          `json:"message"`  // the id that the receiver sees, the same for every attempt
	Rule     string          `json:"rule"`
	Channel  string          `json:"channel"`
	Change   schema.ChangeID `json:"change"`
	Kind     string          `json:"kind"` // of change, as the rule sees it
	Cursor   int64           `json:"cursor"`
	Group    string          `json:"group,omitempty"` // what is sent together has the same; "" is sent alone
	Batch    string          `json:"batch,omitempty"` // the id of the message that it was put into
	Note     json.RawMessage `json:"note,omitempty"`  // what the rule found, in a form of package alerts
	At       time.Time       `json:"at"`              // when it was decided
	Due      time.Time       `json:"due"`             // when it is to be tried next
	Status   DeliveryStatus  `json:"status"`
	Tries    int             `json:"tries"`              // since it was decided or replayed
	Attempts []Attempt       `json:"attempts,omitempty"` // the last ones
	Revision int64           `json:"revision"`
}

// Queue names what is delivered in order: one rule's deliveries to one channel.
func (d *AlertDelivery) Queue() string { return d.Rule + "\x1f" + d.Channel }

// LastError is why the last attempt failed, "" where it did not.
func (d *AlertDelivery) LastError() string {
	if len(d.Attempts) == 0 {
		return ""
	}
	return d.Attempts[len(d.Attempts)-1].Reason
}

// Attempt is one attempt to deliver. Status is that of HTTP where there was one.
type Attempt struct {
	At     time.Time     `json:"at"`
	Status int           `json:"status,omitempty"`
	Reason string        `json:"reason,omitempty"` // why it failed
	Took   time.Duration `json:"took"`
}

// AlertDeliveriesQuery asks for deliveries, of one rule and in one of the states
// where these are given.
type AlertDeliveriesQuery struct {
	Rule   string
	Status DeliveryStatus
	Page   Page
}

// AlertDeliveryPage is a part of the list of deliveries.
type AlertDeliveryPage struct {
	PageInfo
	Deliveries []AlertDelivery
	Cursors    []string
}

// DeliveryCursor returns the place of a delivery in lists of deliveries.
func DeliveryCursor(d *AlertDelivery) Cursor { return Cursor{List: ListDeliveries, Rank: -d.Sequence} }

// DeliveriesAfter returns the sequence that a page of deliveries begins below.
func DeliveriesAfter(p Page) (int64, error) {
	if err := CheckPage(p); err != nil || p.After == "" {
		return 1 << 62, err
	}
	c, err := DecodeCursor(ListDeliveries, p.After)
	return -c.Rank, err
}

// NewDeliveryPage makes a page of up to one delivery more than it asks for.
func NewDeliveryPage(p Page, found []AlertDelivery, total int) *AlertDeliveryPage {
	out := &AlertDeliveryPage{PageInfo: PageInfo{HasNext: len(found) > p.First, HasPrevious: p.After != "", Total: -1}}
	if p.Total {
		out.Total = total
	}
	out.Deliveries = slices.Clip(found[:min(len(found), p.First)])
	for i := range out.Deliveries {
		out.Cursors = append(out.Cursors, DeliveryCursor(&out.Deliveries[i]).Encode())
	}
	return out
}

// LostLease is the refusal to record alerts.
func LostLease(name string) error {
	return schema.Errorf(schema.CodeConflict, "another process is at work on %s", name)
}
