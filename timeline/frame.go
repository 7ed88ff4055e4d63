package timeline

import (
	"cmp"
	"slices"

	"rawabit/schema"
)

// officeSlack is how many days a text and the registry may differ about the day
// on which an office began and still mean the same office: a leader is elected,
// appointed and sworn in on different days.
const officeSlack = 60

// office is one term of the registry.
type office struct {
	from, to schema.Date
	name     string
}

func (o office) days() days { return days{o.from.Earliest(), o.to.Latest()} }

// frameOffices makes a frame of each term. Terms that overlap are one, and so
// are those of one office that follow each other.
func (s *course) frameOffices(offices []office) {
	offices = slices.SortedFunc(slices.Values(offices), func(a, b office) int {
		return cmp.Or(a.days().compareStart(b.days()), cmp.Compare(a.name, b.name), cmp.Compare(a.from.String()+a.to.String(), b.from.String()+b.to.String()))
	})
	name := ""
	for _, o := range offices {
		if n := len(s.frames); n > 0 {
			last := s.frames[n-1]
			gap := o.days().lo - last.to.Latest()
			if gap < 0 || gap <= 1 && o.name == name {
				if o.to.Latest() > last.to.Latest() {
					last.to, last.ended = o.to, !o.to.IsZero()
				}
				continue
			}
		}
		name = o.name
		s.frames = append(s.frames, &fact{
			key: s.key, from: o.from, to: o.to, fromRule: true, toRule: true, ended: !o.to.IsZero(), office: true,
		})
	}
}

// frameItems settles what says when the state began or ended: by precision of
// the beginning, day before month before year, then by beginning; what tells an
// end only comes last.
func (s *course) frameItems(items []item) {
	slices.SortFunc(items, func(a, b item) int {
		if a.from.IsZero() != b.from.IsZero() {
			if a.from.IsZero() {
				return 1
			}
			return -1
		}
		start := func(i item) days {
			if i.from.IsZero() {
				return bounds(i.to)
			}
			return bounds(i.from)
		}
		return cmp.Or(start(a).compareWidth(start(b)), start(a).compareStart(start(b)), compareEvidence(a.claim, a.act, b.claim, b.act))
	})
	for _, it := range items {
		switch f, several := s.home(it); {
		case f == nil || several:
			f = &fact{key: s.key}
			s.frames = append(s.frames, f)
			f.take(it)
		default:
			f.take(it)
		}
	}
}

// home finds the frame that an item belongs to.
func (s *course) home(it item) (found *fact, several bool) {
	if it.from.IsZero() {
		return s.homeOfEnd(it)
	}
	start := bounds(it.from)
	for _, f := range s.frames {
		if f.from.IsZero() || !sameStart(f, start) || it.to.Latest() < f.from.Earliest() || f.to.Latest() < start.lo {
			continue
		}
		several = several || found != nil
		found = f
	}
	if found != nil {
		return found, several
	}
	// The states of a key do not overlap: what began while a state held, or held
	// while one began, is that state, the nearest if there are several.
	for _, f := range s.frames {
		if s.overlaps(f, it) && (found == nil || startGap(f, start) < startGap(found, start)) {
			found = f
		}
	}
	return found, false
}

func sameStart(f *fact, start days) bool {
	from := bounds(f.from)
	if nested(from, start) {
		return true
	}
	return f.office && distance(from.lo, start.lo) <= officeSlack
}

func startGap(f *fact, start days) schema.Day { return distance(f.from.Earliest(), start.lo) }

func (s *course) overlaps(f *fact, it item) bool {
	start := bounds(it.from)
	if f.from.IsZero() {
		return start.lo <= f.to.Latest() && !s.parted(start, bounds(f.to))
	}
	from := bounds(f.from)
	if from.lo <= start.lo {
		return start.lo <= f.to.Latest() && !s.parted(from, start)
	}
	return from.lo <= it.to.Latest() && !s.parted(start, from)
}

// homeOfEnd finds the frame that what tells an end only belongs to: the one that
// ended then, else the one that may have.
func (s *course) homeOfEnd(it item) (found *fact, several bool) {
	end := bounds(it.to)
	for _, f := range s.frames {
		if !f.to.IsZero() && nested(bounds(f.to), end) {
			several = several || found != nil
			found = f
		}
	}
	if found != nil {
		return found, several
	}
	for _, f := range s.frames {
		if f.to.IsZero() && f.from.Earliest() <= end.hi && !s.parted(bounds(f.from), end) {
			several = several || found != nil
			found = f
		}
	}
	return found, several
}

// take adds an item to a frame: an earlier beginning that overlaps, a finer one
// within, and an end where there was none, a finer or a later one.
func (f *fact) take(it item) {
	rule := it.act != nil
	fresh := len(f.own) == 0 && len(f.openers) == 0 && !f.office
	if it.act != nil {
		f.openers = append(f.openers, it.act)
	} else {
		f.own = append(f.own, it.claim)
		f.dated = true
	}
	if !it.from.IsZero() {
		start, from := bounds(it.from), bounds(f.from)
		switch {
		case fresh || f.from.IsZero():
			f.from, f.fromRule = it.from, rule
		case it.from == f.from:
			f.fromRule = f.fromRule && rule
		case nested(start, from):
			if finer(it.from, f.from) {
				f.from, f.fromRule = it.from, rule
			}
		case start.lo < from.lo && !f.office:
			f.from, f.fromRule = it.from, rule
		}
	}
	if it.claim == nil {
		f.ended = f.ended || it.ended
		f.takeEnd(it.to)
		return
	}
	if it.ended || !it.to.IsZero() && it.claim.pub != schema.MinDay && it.to.Latest() <= it.claim.pub {
		f.enders = append(f.enders, it.claim)
		f.ended = true
		if it.to.IsZero() && f.to.IsZero() {
			f.endBy(it.claim.Published)
		}
	}
	f.takeEnd(it.to)
}

func (f *fact) takeEnd(to schema.Date) {
	switch {
	case to.IsZero() || to.Latest() < f.from.Earliest():
	case to == f.to:
		f.toRule = false
	case f.to.IsZero(),
		nested(bounds(to), bounds(f.to)) && finer(to, f.to),
		!nested(bounds(to), bounds(f.to)) && to.Latest() > f.to.Latest() && !f.office:
		f.to, f.toRule = to, false
	}
}

// endBy marks a fact as over by a publication, the earliest that says so.
func (f *fact) endBy(published schema.Date) {
	f.ended = true
	if f.endedBy.IsZero() || !published.IsZero() && published.Earliest() < f.endedBy.Earliest() {
		f.endedBy = published
	}
}

// framePoints settles claims that saw the state on one day, month or year. They
// belong to the frame that spans it; the others are merged as events are.
func (s *course) framePoints(points []*claim) {
	var rest []*claim
	for _, c := range points {
		at := bounds(c.ValidFrom)
		var home *fact
		several := false
		for _, f := range s.frames {
			if f.spans(at) {
				several = several || home != nil
				home = f
			}
		}
		if home == nil || several {
			rest = append(rest, c)
			continue
		}
		home.own = append(home.own, c)
	}
	for _, f := range mergeDated(s.key, rest) {
		f.seen = true
		s.frames = append(s.frames, f)
	}
}

// spans reports whether a frame is known to have begun before the days and not
// known to have ended before them.
func (f *fact) spans(at days) bool {
	return !f.from.IsZero() && f.from.Earliest() <= at.lo && at.hi <= f.to.Latest() &&
		(f.endedBy.IsZero() || !f.to.IsZero() || at.hi < f.endedBy.Earliest())
}
