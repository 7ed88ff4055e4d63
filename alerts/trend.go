package alerts

import (
	"context"
	"math"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// Trend is about what two actors do to each other over time. It is looked at
// whenever an event between them becomes known within a week of its day, and is
// a function of what was known at that moment. Exactly one of Surge,
// FirstContact and Reversal is asked for.
type Trend struct {
	Pair []schema.ActorID `json:"pair" yaml:"pair"` // with their parts, unless the rule says parts: false

	// Surge: the events of the last seven days are more than Percent above the mean
	// of the Weeks before. It names what is counted: events, cooperation, conflict.
	Surge   string  `json:"surge,omitempty" yaml:"surge"`
	Weeks   int     `json:"weeks,omitempty" yaml:"weeks"`     // 4 where it is 0
	Percent float64 `json:"percent,omitempty" yaml:"percent"` // 25 where it is 0
	Floor   float64 `json:"floor,omitempty" yaml:"floor"`     // what the mean counts as at least; 1 where it is 0
	Minimum int     `json:"minimum,omitempty" yaml:"minimum"` // events that the last seven days must hold; 3 where it is 0

	// FirstContact: no event between the two in so many months before.
	FirstContact int `json:"firstContact,omitempty" yaml:"firstContact"`

	// Reversal: the sum of PLOVER scores of the last seven days has the other sign
	// than that of the Weeks before; each holds at least Minimum events.
	Reversal bool `json:"reversal,omitempty" yaml:"reversal"`
}

// Finding is what a trend rule found.
type Finding struct {
	Trend    string           `json:"trend"` // surge, firstContact, reversal
	Measure  string           `json:"measure,omitempty"`
	Pair     []schema.ActorID `json:"pair"`
	From     schema.Date      `json:"from,omitzero"` // the seven days
	To       schema.Date      `json:"to,omitzero"`
	Events   int              `json:"events"`             // in them
	Mean     float64          `json:"mean,omitempty"`     // of the weeks before, a week
	Weeks    int              `json:"weeks,omitempty"`    // how many these are
	Score    float64          `json:"score,omitempty"`    // of the seven days
	Baseline float64          `json:"baseline,omitempty"` // mean score of a week before
	Last     schema.Date      `json:"last,omitzero"`      // the contact before, of a first contact
}

const week = 7

func (t *Trend) weeks() int {
	if t.Weeks == 0 {
		return 4
	}
	return t.Weeks
}

func (t *Trend) minimum() int {
	if t.Minimum == 0 {
		return 3
	}
	return t.Minimum
}

// types are the types of event that are counted.
func (t *Trend) types(asked []schema.RelationType) []schema.RelationType {
	if len(asked) > 0 || t.Surge != "cooperation" && t.Surge != "conflict" {
		return asked
	}
	var out []schema.RelationType
	for _, info := range schema.RelationTypes() {
		if info.Kind == schema.Event && info.Plover != "" && (t.Surge == "conflict") == (info.Score < 0) {
			out = append(out, info.Type)
		}
	}
	return out
}

// concerns reports whether a change may set the trend off when it becomes known
// on a day: an event of the last seven days, dated to the day.
func (t *Trend) concerns(r *Rule, c *schema.Change, known schema.Day) bool {
	if c.After == nil || c.Kind != schema.Happened || c.After.ValidFrom.Precision() != schema.PrecisionDay {
		return false
	}
	info := c.After.Type.Info()
	if info == nil || info.Plover == "" || !allows(t.types(r.Types), c.After.Type) {
		return false
	}
	day := c.After.ValidFrom.Earliest()
	return day <= known && known-day < week
}

// look evaluates the trend as of a change that became known on a day. It returns
// nil where there is nothing to tell.
func (t *Trend) look(ctx context.Context, reader store.Reader, r *Rule, c *schema.Change, known schema.Day) (*Finding, error) {
	node, err := reader.Dyad(ctx, store.DyadQuery{
		A: t.Pair[0], B: t.Pair[1], Granularity: store.Days,
		Filter: store.Filter{
			Types: t.types(r.Types), Kinds: []schema.Kind{schema.Event}, Modality: []schema.Modality{schema.Actual}, Parts: r.withParts(),
			KnownAt: c.RecordedAt, MinConfidence: r.MinConfidence, MinSources: r.MinSources,
		},
	})
	if err != nil || node == nil {
		return nil, err
	}
	if t.FirstContact > 0 {
		return t.firstContact(node, c), nil
	}
	f := &Finding{Measure: t.Surge, Pair: t.Pair, Weeks: t.weeks(), From: (known - week + 1).Date(), To: known.Date()}
	before := 0
	for _, p := range node.Series {
		age := int(known - p.Start.Earliest())
		switch {
		case age < 0 || age >= week*(1+t.weeks()):
		case age < week:
			f.Events += p.Events
			f.Score += p.Cooperation + p.Conflict
		default:
			before += p.Events
			f.Baseline += p.Cooperation + p.Conflict
		}
	}
	f.Mean, f.Baseline = float64(before)/float64(f.Weeks), f.Baseline/float64(f.Weeks)
	if f.Events < t.minimum() {
		return nil, nil
	}
	if t.Reversal {
		f.Trend = "reversal"
		if before < t.minimum() || f.Score*f.Baseline >= 0 {
			return nil, nil
		}
		return f, nil
	}
	f.Trend = "surge"
	percent, floor := t.Percent, t.Floor
	if percent == 0 {
		percent = 25
	}
	if floor == 0 {
		floor = 1
	}
	if float64(f.Events) <= math.Max(f.Mean, floor)*(1+percent/100) {
		return nil, nil
	}
	return f, nil
}

// firstContact looks for a contact in the months before a change.
func (t *Trend) firstContact(node *store.DyadNode, c *schema.Change) *Finding {
	day := c.After.ValidFrom.Earliest()
	begin := c.After.ValidFrom
	since := schema.DayOf(time.Date(int(begin.Year), time.Month(begin.Month), int(begin.Day), 0, 0, 0, 0, time.UTC).AddDate(0, -t.FirstContact, 0))
	f := &Finding{Trend: "firstContact", Pair: t.Pair, From: c.After.ValidFrom, To: c.After.ValidFrom}
	for _, p := range node.Series {
		switch at := p.Start.Earliest(); {
		case at == day:
			f.Events += p.Events
		case at >= since && at < day:
			return nil
		case at < since:
			f.Last = p.Start
		}
	}
	return f
}
