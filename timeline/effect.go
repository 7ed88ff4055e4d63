package timeline

import (
	"cmp"
	"slices"
	"strings"

	"rawabit/schema"
)

// act is what one event does to the states of one type: it opens or closes those
// with these ends.
type act struct {
	event   *fact
	claims  []*claim // of the event, those that reviewers let open the state
	opens   bool
	state   schema.RelationType
	source  schema.ActorID // "" for any but the event's own source
	target  schema.ActorID // "" for any
	within  bool           // reaches what lies inside the target
	date    schema.Date    // when; unknown for an undated event
	until   schema.Date    // when a reviewer says that the opened state ended
	verdict schema.Verdict // the last on the opened state
	at      days           // the days that the date may mean
	pub     schema.Day     // the first publication that tells it
}

// actsOf returns what an event does. Only what happened changes states: a
// planned, possible or denied event does nothing. An end that the claims do not
// name does nothing either, nor does a doer that is not named where the effect
// is on everybody else.
func actsOf(f *fact) []*act {
	info := f.typ.Info()
	if info == nil || f.modality != schema.Actual {
		return nil
	}
	var acts []*act
	for _, e := range info.Effects {
		for _, s := range f.endsOf(e.Source) {
			for _, t := range f.endsOf(e.Target) {
				if s == "" && (e.Source != "*" || f.source == "") || t == "" && e.Target != "*" {
					continue
				}
				if e.State.Symmetric() && t < s {
					s, t = t, s
				}
				a := &act{event: f, claims: f.own, opens: e.Opens, state: e.State, source: s, target: t, within: e.Within, pub: unknownFirst(f.firstPub())}
				a.date = f.from
				if !e.Opens && !f.to.IsZero() || f.from.IsZero() {
					a.date = f.to // what takes several days is over, and has its effect, on the last
				}
				if e.Opens {
					a.review()
				}
				a.at = bounds(a.date)
				if len(a.claims) > 0 {
					acts = append(acts, a)
				}
			}
		}
	}
	return acts
}

// review applies, in their order, what reviewers said of the state that the act
// opens. A rejection takes the claims that it lists away from it, and so does a
// correction after which the state would not be ACTUAL or would be at home in
// another unit: what is wrong then is the event.
func (a *act) review() {
	var reviews []*schema.Decision
	for _, c := range a.claims {
		reviews = append(reviews, c.reviews...)
	}
	if len(reviews) == 0 {
		return
	}
	slices.SortStableFunc(reviews, func(d, e *schema.Decision) int { return cmp.Compare(d.Sequence, e.Sequence) })
	reviews = slices.CompactFunc(reviews, func(d, e *schema.Decision) bool { return d.ID == e.ID })
	out := map[schema.ClaimID]bool{}
	for _, d := range reviews {
		if d.Of != a.state {
			continue
		}
		stands := d.Verdict == schema.Confirm || d.Verdict == schema.Correct && a.correct(d)
		for _, id := range d.Claims {
			out[id] = !stands
		}
		if stands {
			a.verdict = d.Verdict
		}
	}
	a.claims = slices.DeleteFunc(slices.Clone(a.claims), func(c *claim) bool { return out[c.ID] })
}

// correct puts a reviewer's values in the place of the act's, if it stays an act
// of its unit.
func (a *act) correct(d *schema.Decision) bool {
	state, source, target := cmp.Or(d.Type, a.state), cmp.Or(d.Source, a.source), cmp.Or(d.Target, a.target)
	if d.Modality != "" && d.Modality != schema.Actual || !state.IsState() || Home(state, source, target) != Home(a.state, a.source, a.target) {
		return false
	}
	a.state, a.source, a.target = state, source, target
	if !d.ValidFrom.IsZero() {
		a.date = d.ValidFrom
	}
	if !d.ValidTo.IsZero() {
		a.until = d.ValidTo
	}
	return true
}

// reaches reports whether a closing at one target is one at another.
func (a *act) reaches(k key, parts kin, around []schema.ActorID) bool {
	switch {
	case a.opens:
		return false
	case a.within:
		return slices.Contains(around, a.target)
	}
	return anchors()[k.typ] == anchorSource && parts.partOf(a.target, k.target)
}

func (f *fact) endsOf(name string) []schema.ActorID {
	switch name {
	case "*":
		return []schema.ActorID{""}
	case "source":
		return []schema.ActorID{f.source}
	case "target":
		return []schema.ActorID{f.target}
	}
	var ends []schema.ActorID
	for _, c := range f.own {
		for _, r := range c.Roles {
			if r.Name == name && !slices.Contains(ends, r.Actor) {
				ends = append(ends, r.Actor)
			}
		}
	}
	slices.Sort(ends)
	return ends
}

// compareActs orders acts by the day on which they have happened for certain,
// then by the first they may have, then by their claims.
func compareActs(a, b *act) int {
	return cmp.Or(
		cmp.Compare(a.at.hi, b.at.hi), cmp.Compare(a.at.lo, b.at.lo),
		a.event.compare(b.event.key),
		strings.Compare(string(a.event.least()), string(b.event.least())),
	)
}

func (f *fact) least() schema.ClaimID {
	return slices.MinFunc(f.own, compareClaims).ID
}

// closesStateFrom reports whether a dated closing ends a state that began on the
// days from. What an actor does itself ends its own state unless that is known
// to have begun on that day or later. What another does ends it only if the state
// began before, by both bounds: of two captures in one month neither is known to
// be the last.
func (a *act) closesStateFrom(from days) bool {
	if a.source == "" {
		return from.lo < a.at.lo && from.hi < a.at.hi
	}
	return from.lo < a.at.hi
}

// bearsOn reports whether the act is about the states of a key. A state is also
// closed by what the whole does of which its holder is a part (when a state
// withdraws, so do its forces), and where the table says so by what happens to a
// place around its own; an office, by leaving an organ of the body (who resigns
// from a government is no minister of its state). A capture closes what others
// hold, not what the captor's own state or organs do.
func (a *act) bearsOn(k key, parts kin, around []schema.ActorID) bool {
	if a.state != k.typ {
		return false
	}
	if a.target != "" && a.target != k.target && !a.reaches(k, parts, around) {
		return false
	}
	switch {
	case a.opens:
		return a.source == k.source && a.target == k.target
	case a.source == "":
		return !parts.related(a.event.source, k.source)
	}
	return a.source == k.source || parts.partOf(k.source, a.source)
}

// unknownFirst turns the unknown publication day that sorts last into the one
// that sorts first.
func unknownFirst(d schema.Day) schema.Day {
	if d == schema.MaxDay {
		return schema.MinDay
	}
	return d
}
