package alerts

import (
	"context"

	"rawabit/schema"
)

// Trend is about what two actors do to each other over time. It is looked at
// whenever an event between them becomes known, or another article tells of one,
// within a week of its day, and is a function of what was known at that moment.
// Exactly one of Surge, FirstContact and Reversal is asked for.
//
// The two count with their parts and with the persons who held an office of
// theirs on the day of the event, unless the rule says parts: false. An event
// counts once, however many articles tell it, if it was told within a week of its
// day; of those without a day of their own, one a week of a type between the same
// two; and of one article no more than three.
type Trend struct {
	Pair []schema.ActorID `json:"pair" yaml:"pair"`

	// Dated says that only events dated to the day count. Otherwise one without a day
	// counts on that of the first article that tells it, if it may lie on it.
	Dated bool `json:"dated,omitempty" yaml:"dated"`

	// Surge: so many events in the last seven days are no chance, by what the last
	// Weeks before let expect of which at least half as many articles were read. It
	// names what is counted: events, cooperation, conflict. The chance of so many is
	// at most Chance, they are more than Percent above what is expected, and at least
	// Minimum, told by at least Reports articles.
	Surge   string  `json:"surge,omitempty" yaml:"surge"`
	Weeks   int     `json:"weeks,omitempty" yaml:"weeks"`     // 4 where it is 0
	Chance  float64 `json:"chance,omitempty" yaml:"chance"`   // 0.01 where it is 0
	Percent float64 `json:"percent,omitempty" yaml:"percent"` // 25 where it is 0
	Floor   float64 `json:"floor,omitempty" yaml:"floor"`     // what is expected counts as at least; 1 where it is 0
	Minimum int     `json:"minimum,omitempty" yaml:"minimum"` // 5 where it is 0
	Reports int     `json:"reports,omitempty" yaml:"reports"` // 3 where it is 0, 2 of a first contact

	// FirstContact: the two met, spoke or agreed, on a day that the text says and as
	// at least Reports articles tell, for the first time in so many months, of half
	// of whose weeks at least half as many articles were read as of the last one.
	FirstContact int `json:"firstContact,omitempty" yaml:"firstContact"`

	// Reversal: the PLOVER scores of the last seven days lean to the other side than
	// those of the Weeks before, both clearly; each has at least Minimum events.
	Reversal bool `json:"reversal,omitempty" yaml:"reversal"`
}

// Finding is what a trend rule found.
type Finding struct {
	Trend     string              `json:"trend"` // surge, firstContact, reversal
	Measure   string              `json:"measure,omitempty"`
	Pair      []schema.ActorID    `json:"pair"`
	From      schema.Date         `json:"from,omitzero"` // the seven days
	To        schema.Date         `json:"to,omitzero"`
	Events    int                 `json:"events"`              // in them
	Reports   int                 `json:"reports,omitempty"`   // articles that tell of them
	Mean      float64             `json:"mean,omitempty"`      // what the weeks before let expect
	Chance    float64             `json:"chance,omitempty"`    // of so many
	Weeks     int                 `json:"weeks,omitempty"`     // how many there were to compare with
	Score     float64             `json:"score,omitempty"`     // of the seven days
	Baseline  float64             `json:"baseline,omitempty"`  // score of the weeks before
	Months    int                 `json:"months,omitempty"`    // without a contact, of a first one
	Last      schema.Date         `json:"last,omitzero"`       // the contact before them, where it is known
	Relations []schema.RelationID `json:"relations,omitempty"` // those that show it best
}

const week = 7

// The weeks that a trend needs to compare with, and how sure it must be of the
// side that scores lean to.
const (
	minWeeks = 2
	minSure  = 1.645
)

// or returns a value, or another one where it is 0.
func or[T int | float64](value, otherwise T) T {
	if value == 0 {
		return otherwise
	}
	return value
}

func (t *Trend) weeks() int       { return or(t.Weeks, 4) }
func (t *Trend) chance() float64  { return or(t.Chance, 0.01) }
func (t *Trend) percent() float64 { return or(t.Percent, 25) }
func (t *Trend) floor() float64   { return or(t.Floor, 1) }
func (t *Trend) minimum() int     { return or(t.Minimum, 5) }

func (t *Trend) reports() int {
	if t.FirstContact > 0 {
		return or(t.Reports, 2)
	}
	return or(t.Reports, 3)
}

// types are the types of event that are counted.
func (t *Trend) types(asked []schema.RelationType) []schema.RelationType {
	if len(asked) > 0 {
		return asked
	}
	var out []schema.RelationType
	for _, info := range schema.RelationTypes() {
		if info.Kind != schema.Event || info.Plover == "" {
			continue
		}
		counts := true
		switch {
		case t.FirstContact > 0:
			counts = info.Plover == "CONSULT" || info.Plover == "AGREE"
		case t.Surge == "conflict":
			counts = info.Score < 0
		case t.Surge == "cooperation":
			counts = info.Score > 0
		}
		if counts {
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
	begin := begin(r)
	if dated(r) {
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
// on a day: an event of the last seven days, or another article that tells it.
func (t *Trend) concerns(r *Rule, c *schema.Change, known schema.Day) bool {
	if c.After == nil || c.Kind != schema.Happened && c.Kind != schema.Confirmed || !allows(t.types(r.Types), c.After.Type) {
		return false
	}
	day, ok := t.day(c.After)
	return ok && day <= known && known-day < week
}

// look evaluates the trend of a rule as of a change. It returns nil where there
// is nothing to tell.
func (k *kin) look(ctx context.Context, r *Rule, n now) (*Finding, error) {
	t := r.Trend
	events, err := k.contacts(ctx, r, n)
	if err != nil {
		return nil, err
	}
	last := count(events, n.known-week+1, n.known)
	f := &Finding{
		Measure: t.Surge, Pair: t.Pair, From: (n.known - week + 1).Date(), To: n.known.Date(),
		Events: len(last), Reports: reports(last), Relations: best(last),
	}
	if f.Reports < t.reports() {
		return nil, nil
	}
	if t.FirstContact > 0 {
		return k.firstContact(ctx, t, f, events, last)
	}
	if len(last) < t.minimum() {
		return nil, nil
	}
	articles, err := k.read(ctx, n.known-week+1, n.known)
	if err != nil {
		return nil, err
	}
	weeks, err := k.past(ctx, events, n.known, articles, t.weeks())
	if err != nil || len(weeks) < min(minWeeks, t.weeks()) {
		return nil, err
	}
	f.Weeks = len(weeks)
	if t.Reversal {
		return t.reversal(f, last, weeks), nil
	}
	return t.surge(f, weeks, articles), nil
}

// surge tells whether so many events are more than the weeks before let expect.
func (t *Trend) surge(f *Finding, weeks []stretch, articles int) *Finding {
	f.Trend = "surge"
	mean, variance := expected(weeks, articles, t.floor())
	use := max(mean, t.floor())
	f.Mean, f.Chance = mean, chance(f.Events, use, variance)
	if f.Chance > t.chance() || float64(f.Events) <= use*(1+t.percent()/100) {
		return nil
	}
	return f
}

// reversal tells whether scores lean to the other side than before.
func (t *Trend) reversal(f *Finding, last []contact, weeks []stretch) *Finding {
	f.Trend = "reversal"
	var before []contact
	for i := range weeks {
		before = append(before, weeks[i].events...)
	}
	var now, then float64
	f.Score, now = leaning(last)
	f.Baseline, then = leaning(before)
	if len(before) < t.minimum() || now*then >= 0 || max(now, -now) < minSure || max(then, -then) < minSure {
		return nil
	}
	return f
}

// firstContact tells whether the two had none in the months before. Where
// articles do not reach back that far, or hardly any were read in most weeks,
// nobody knows whether it is the first.
func (k *kin) firstContact(ctx context.Context, t *Trend, f *Finding, events, last []contact) (*Finding, error) {
	f.Trend = "firstContact"
	first := schema.MaxDay
	for i := range last {
		if last[i].dated {
			first = min(first, last[i].day)
		}
	}
	if first == schema.MaxDay {
		return nil, nil
	}
	begin, known := f.From.Earliest(), f.To.Earliest()
	since := schema.DayOf(begin.Time().AddDate(0, -t.FirstContact, 0))
	former := schema.MinDay
	for i := range events {
		if events[i].day < begin {
			former = max(former, events[i].day)
		}
	}
	if former >= since {
		return nil, nil
	}
	stats, err := k.reader.Stats(ctx)
	if err != nil || stats.FirstPublished.IsZero() || stats.FirstPublished.Earliest() > since {
		return nil, err
	}
	silent, err := k.silent(ctx, known, int(begin-since)/week)
	if err != nil || !silent {
		return nil, err
	}
	f.To, f.Months = first.Date(), t.FirstContact
	if former >= stats.FirstPublished.Earliest() {
		f.Last = former.Date() // one long ago that is told of now is not the last one
	}
	return f, nil
}
