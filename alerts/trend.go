package alerts

import (
	"context"
	"math"

	"rawabit/schema"
	"rawabit/store"
)

// Trend is about what two actors do to each other over time. It is looked at
// whenever an event between them becomes known within a week of its day, and is
// a function of what was known at that moment. Exactly one of Surge,
// FirstContact and Reversal is asked for.
type Trend struct {
	Pair []schema.ActorID `json:"pair" yaml:"pair"` // with their parts, unless the rule says parts: false

	// Dated says that only events dated to the day count. Otherwise one without a day
	// counts on that of the first article that tells it, if it may lie on it.
	Dated bool `json:"dated,omitempty" yaml:"dated"`

	// Surge: the events of the last seven days are more than Percent above what the
	// Weeks before let expect: their weekly mean, scaled by how many articles were
	// read in the seven days and in those weeks, so that weeks without a feed are no
	// quiet weeks. Where those weeks hold too few articles to compare with, nothing is
	// told. It names what is counted: events, cooperation, conflict.
	Surge   string  `json:"surge,omitempty" yaml:"surge"`
	Weeks   int     `json:"weeks,omitempty" yaml:"weeks"`     // 4 where it is 0
	Percent float64 `json:"percent,omitempty" yaml:"percent"` // 25 where it is 0
	Floor   float64 `json:"floor,omitempty" yaml:"floor"`     // what the mean counts as at least; 2 where it is 0
	Minimum int     `json:"minimum,omitempty" yaml:"minimum"` // events that the last seven days must hold; 5 where it is 0

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
	Mean     float64          `json:"mean,omitempty"`     // what the weeks before let expect
	Weeks    int              `json:"weeks,omitempty"`    // how many these are
	Score    float64          `json:"score,omitempty"`    // of the seven days
	Baseline float64          `json:"baseline,omitempty"` // score that the weeks before let expect
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
		return 5
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

// day returns the day on which an event counts.
func (t *Trend) day(r *schema.Relation) (schema.Day, bool) {
	info := r.Type.Info()
	if info == nil || info.Kind != schema.Event || info.Plover == "" {
		return 0, false
	}
	begin := r.ValidFrom
	if begin.IsZero() {
		begin = r.ValidTo
	}
	if begin.Precision() == schema.PrecisionDay {
		return begin.Earliest(), true
	}
	told := r.AttestedFrom
	if t.Dated || told.Precision() != schema.PrecisionDay {
		return 0, false
	}
	day := told.Earliest()
	return day, begin.IsZero() || begin.Earliest() <= day && day <= begin.Latest()
}

// concerns reports whether a change may set the trend off when it becomes known
// on a day: an event of the last seven days.
func (t *Trend) concerns(r *Rule, c *schema.Change, known schema.Day) bool {
	if c.After == nil || c.Kind != schema.Happened || !allows(t.types(r.Types), c.After.Type) {
		return false
	}
	day, ok := t.day(c.After)
	return ok && day <= known && known-day < week
}

// maxEvents is how many events between two actors are looked at, the last ones
// first.
const maxEvents = 20000

// look evaluates the trend as of a change that became known on a day. It returns
// nil where there is nothing to tell.
func (t *Trend) look(ctx context.Context, reader store.Reader, r *Rule, c *schema.Change, known schema.Day) (*Finding, error) {
	filter := store.Filter{
		Types: t.types(r.Types), Kinds: []schema.Kind{schema.Event}, Modality: []schema.Modality{schema.Actual}, Parts: r.withParts(),
		KnownAt: c.RecordedAt, MinConfidence: r.MinConfidence, MinSources: r.MinSources,
	}
	node, err := reader.Dyad(ctx, store.DyadQuery{
		A: t.Pair[0], B: t.Pair[1], Granularity: store.Years, Filter: filter,
		Relations: []store.RelationsField{{Filter: filter, Order: store.RecordedDesc, Page: store.Page{First: maxEvents, NoCursors: true}}},
	})
	if err != nil || node == nil || len(node.Relations) == 0 {
		return nil, err
	}
	events := node.Relations[0].Nodes
	if t.FirstContact > 0 {
		return t.firstContact(ctx, reader, events, c)
	}
	f := &Finding{Measure: t.Surge, Pair: t.Pair, Weeks: t.weeks(), From: (known - week + 1).Date(), To: known.Date()}
	before := 0
	for _, e := range events {
		day, ok := t.day(e.Relation)
		if !ok {
			continue
		}
		switch age := int(known - day); {
		case age < 0 || age >= week*(1+t.weeks()):
		case age < week:
			f.Events++
			f.Score += e.Type.Info().Score
		default:
			before++
			f.Baseline += e.Type.Info().Score
		}
	}
	if f.Events < t.minimum() {
		return nil, nil
	}
	scale, err := coverage(ctx, reader, known, f.Weeks)
	if err != nil || scale == 0 {
		return nil, err
	}
	f.Mean, f.Baseline = float64(before)*scale, f.Baseline*scale
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
		floor = 2
	}
	if float64(f.Events) <= math.Max(f.Mean, floor)*(1+percent/100) {
		return nil, nil
	}
	return f, nil
}

// coverage returns by what the events of the weeks before are to be multiplied to
// expect those of the seven days up to a day: the ratio of the articles read, 0
// where fewer than half as many were read in all those weeks.
func coverage(ctx context.Context, reader store.Reader, known schema.Day, weeks int) (float64, error) {
	count := func(from, before schema.Day) (float64, error) {
		page, err := reader.Articles(ctx, store.ArticlesQuery{Published: &store.DayRange{From: from, Before: before}, Page: store.Page{Total: true, NoCursors: true}})
		if err != nil {
			return 0, err
		}
		return float64(page.Total), nil
	}
	now, err := count(known-week+1, known+1)
	if err != nil {
		return 0, err
	}
	past, err := count(known-schema.Day(week*(1+weeks))+1, known-week+1)
	if err != nil || past < now/2 || past == 0 {
		return 0, err
	}
	return now / past, nil
}

// firstContact looks for a contact in the months before a change. Where articles
// do not reach back that far, nobody knows whether it is the first.
func (t *Trend) firstContact(ctx context.Context, reader store.Reader, events []*store.RelationNode, c *schema.Change) (*Finding, error) {
	day, _ := t.day(c.After)
	since := schema.DayOf(day.Time().AddDate(0, -t.FirstContact, 0))
	f := &Finding{Trend: "firstContact", Pair: t.Pair, From: day.Date(), To: day.Date()}
	last := schema.MinDay
	for _, e := range events {
		switch at, ok := t.day(e.Relation); {
		case !ok || at > day:
		case at == day:
			f.Events++
		case at >= since:
			return nil, nil
		default:
			last = max(last, at)
		}
	}
	if last > schema.MinDay {
		f.Last = last.Date()
	}
	stats, err := reader.Stats(ctx)
	if err != nil || stats.FirstPublished.IsZero() || stats.FirstPublished.Earliest() > since {
		return nil, err
	}
	return f, nil
}
