package timeline

import (
	"cmp"
	"slices"

	"rawabit/schema"
)

// course is the history of one state in the making: all facts of one key.
//
// It is built in the order of certainty. Offices of the registry, dated claims
// and dated openings make the frames; dated closings end them; then claims that
// the state is over, and last those that it holds, find the frame that their
// publication day falls into. What fits no frame makes facts of its own, cut by
// the closings.
type course struct {
	key
	frames []*fact
	closes []*act            // dated, sorted
	ends   []ending          // undated closings and claims that the state is over, sorted by publication
	byText map[string][]*act // closings by the sources that tell them, dated ones first

	lastHold schema.Day // the last publication that says, without a date, that the state holds

	firm      int  // so many frames there are without what fits none
	spareEnds bool // a report that it is over fits no frame
	absorbed  bool // a frame went into what fits none
}

// ending says that a state is over by a publication day, without saying since
// when. It is a claim, or an undated event.
type ending struct {
	claim *claim
	act   *act
	pub   schema.Day
}

// holding says that a state holds on a publication day: a claim, or an undated
// event that opened it.
type holding struct {
	claim *claim
	act   *act
	pub   schema.Day
}

// item is something that says when a state began or ended.
type item struct {
	claim    *claim
	act      *act
	from, to schema.Date
	ended    bool
}

// courseOf returns the history of a state key from its claims, from the acts that
// bear on it (openings and closings), and from the registry's offices.
func courseOf(k key, claims []*claim, acts []*act, offices []office) *course {
	s := &course{key: k, byText: map[string][]*act{}, lastHold: schema.MinDay}
	var items []item
	var points []*claim
	var holds []holding
	for _, c := range claims {
		switch {
		case c.undated() && c.Ended:
			s.ends = append(s.ends, ending{claim: c, pub: c.pub})
		case c.undated():
			holds = append(holds, holding{claim: c, pub: c.pub})
		case c.point():
			points = append(points, c)
		default:
			items = append(items, item{claim: c, from: c.ValidFrom, to: c.ValidTo, ended: c.Ended})
		}
	}
	for _, a := range acts {
		switch {
		case a.opens && a.date.IsZero():
			holds = append(holds, holding{act: a, pub: a.pub})
		case a.opens:
			items = append(items, item{act: a, from: a.date, to: a.until, ended: !a.until.IsZero()})
		case a.date.IsZero():
			s.ends = append(s.ends, ending{act: a, pub: a.pub})
		default:
			s.closes = append(s.closes, a)
		}
	}
	s.prepare()
	s.frameOffices(offices)
	s.frameItems(items)
	s.closeFrames()
	s.framePoints(points)
	s.attach(holds)
	return s
}

func (s *course) prepare() {
	slices.SortFunc(s.closes, compareActs)
	for _, a := range s.closes {
		s.noteTexts(a)
	}
	slices.SortFunc(s.ends, func(a, b ending) int {
		return cmp.Or(cmp.Compare(a.pub, b.pub), compareEvidence(a.claim, a.act, b.claim, b.act))
	})
	for _, e := range s.ends {
		if e.act != nil {
			s.noteTexts(e.act)
		}
	}
}

func (s *course) noteTexts(a *act) {
	for _, c := range a.event.own {
		s.byText[c.src] = append(s.byText[c.src], a)
	}
}

// compareEvidence orders claims before acts, each in their own order.
func compareEvidence(c *claim, a *act, d *claim, b *act) int {
	switch {
	case c != nil && d != nil:
		return compareClaims(c, d)
	case c != nil:
		return -1
	case d != nil:
		return 1
	}
	return compareActs(a, b)
}

// firstClose returns the index of the first dated closing that ends a state
// which began on the given days, len(s.closes) where none does.
func (s *course) firstClose(from days) int {
	i := slices.IndexFunc(s.closes, func(a *act) bool { return a.closesStateFrom(from) })
	if i < 0 {
		return len(s.closes)
	}
	return i
}

// parted reports whether a state that began on the days a is known to have ended
// before it began anew on the days b.
func (s *course) parted(a, b days) bool {
	if i := s.firstClose(a); i < len(s.closes) && s.closes[i].at.hi <= b.lo {
		return true
	}
	return slices.ContainsFunc(s.ends, func(e ending) bool { return a.lo <= e.pub && e.pub <= b.lo })
}

// closeFrames ends the frames that a dated closing ends.
func (s *course) closeFrames() {
	for _, f := range s.frames {
		if f.from.IsZero() {
			s.refineEnd(f)
			continue
		}
		i := s.firstClose(bounds(f.from))
		switch {
		case i == len(s.closes):
		case f.to.IsZero():
			f.closeBy(s.closes[i])
		default:
			s.refineEnd(f)
		}
	}
}

// refineEnd gives a frame with a known end the finer date of a closing within
// it.
func (s *course) refineEnd(f *fact) {
	for _, a := range s.closes {
		if !bounds(f.to).contains(a.at) || !f.from.IsZero() && !a.closesStateFrom(bounds(f.from)) {
			continue
		}
		if finer(a.date, f.to) {
			f.closeBy(a)
		} else {
			f.closers = append(f.closers, a)
			f.ended = true
		}
		return
	}
}

func (f *fact) closeBy(a *act) {
	f.to, f.toRule, f.ended = a.date, true, true
	f.endedBy = schema.Date{}
	f.closers = append(f.closers, a)
}

// facts returns what texts or events speak for, the frames of the registry alone
// left out.
func (s *course) facts() []*fact {
	var facts []*fact
	for _, f := range s.frames {
		if len(f.own) == 0 && len(f.openers) == 0 {
			continue
		}
		facts = append(facts, f)
	}
	return facts
}

// settleBasis says where the dates of a state come from.
func (f *fact) settleBasis() {
	f.basis = schema.BasisNone
	for _, c := range f.own {
		if !c.undated() {
			f.basis = betterBasis(f.basis, c.DateBasis)
		}
	}
	if f.fromRule && !f.from.IsZero() || f.toRule && !f.to.IsZero() {
		f.basis = schema.BasisRule
	}
	if f.from.IsZero() && f.to.IsZero() {
		f.basis = schema.BasisNone
	}
}
