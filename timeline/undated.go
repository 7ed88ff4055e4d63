package timeline

import (
	"cmp"
	"slices"

	"rawabit/schema"
)

// attach finds the fact of every undated report: first of those that say that
// the state is over, since they decide until when a frame may hold, then of those
// that say that it holds.
func (s *course) attach(holds []holding) {
	for _, h := range holds {
		s.lastHold = max(s.lastHold, h.pub)
	}
	var spareEnds []ending
	for _, e := range s.ends {
		if !s.attachEnd(e) {
			spareEnds = append(spareEnds, e)
		}
	}
	slices.SortFunc(holds, func(a, b holding) int {
		return cmp.Or(cmp.Compare(a.pub, b.pub), compareEvidence(a.claim, a.act, b.claim, b.act))
	})
	var spareHolds []holding
	for _, h := range holds {
		if f := s.homeOfHolding(h); f != nil {
			f.hold(h)
		} else {
			spareHolds = append(spareHolds, h)
		}
	}
	s.pool(spareHolds, spareEnds)
}

func (f *fact) hold(h holding) {
	if h.claim != nil {
		f.own = append(f.own, h.claim)
	} else {
		f.openers = append(f.openers, h.act)
	}
}

// attachEnd gives an undated end to the frame that it is about and reports
// whether there was one. A claim is about the frame that a closing of its own
// text ended, else about the last that was over when it was published, else about
// the one that may still have held. An office that the registry knows to go on is
// not over by word of one text while later ones still tell of it. An undated event
// ends every frame that may have held.
func (s *course) attachEnd(e ending) bool {
	if e.claim == nil {
		found := false
		for _, f := range s.frames {
			if f.mayHoldOn(e.pub) && f.to.IsZero() && f.from.Earliest() < e.pub {
				f.closers = append(f.closers, e.act)
				f.endBy(dateOf(e.pub))
				found = true
			}
		}
		return found
	}
	home := s.closedByText(e.claim.src)
	if home == nil {
		home = s.lastOver(e.pub)
	}
	if home == nil {
		home = s.onlyHolding(e.pub)
	}
	if home == nil || home.office && home.to.IsZero() && s.lastHold > e.pub {
		return false
	}
	home.own = append(home.own, e.claim)
	home.enders = append(home.enders, e.claim)
	home.endBy(e.claim.Published)
	return true
}

// closedByText returns the last frame that an event told by the same text ended.
func (s *course) closedByText(src string) *fact {
	acts := s.byText[src]
	if len(acts) == 0 {
		return nil
	}
	var last *fact
	for _, f := range s.frames {
		for _, a := range f.closers {
			if slices.Contains(acts, a) && (last == nil || f.to.Latest() > last.to.Latest()) {
				last = f
			}
		}
	}
	return last
}

// lastOver returns the frame that ended last before the day, nil if none did.
func (s *course) lastOver(day schema.Day) *fact {
	var last *fact
	for _, f := range s.frames {
		if !f.seen && !f.to.IsZero() && f.to.Latest() <= day && (last == nil || f.to.Latest() > last.to.Latest()) {
			last = f
		}
	}
	return last
}

// onlyHolding returns the one frame that may hold on the day, nil if none or
// several do.
func (s *course) onlyHolding(day schema.Day) *fact {
	var found *fact
	for _, f := range s.frames {
		if f.seen || !f.mayHoldOn(day) {
			continue
		}
		if found != nil {
			return nil
		}
		found = f
	}
	return found
}

// mayHoldOn reports whether the state is neither known to begin after the day
// nor known to be over before it. On the day on which one text says that it is
// over, others may still speak of it.
func (f *fact) mayHoldOn(day schema.Day) bool {
	if !f.from.IsZero() && f.from.Earliest() > day {
		return false
	}
	if !f.to.IsZero() {
		return f.to.Latest() >= day
	}
	return !f.ended || f.endedBy.IsZero() || day <= f.endedBy.Earliest()
}

// homeOfHolding returns the frame that an undated report belongs to, nil if none
// does. A report whose own text tells how the state ended speaks of the time
// before. An office that the registry knows to be over is what later texts still
// call by its title.
func (s *course) homeOfHolding(h holding) *fact {
	if h.claim != nil {
		if f := s.closedByText(h.claim.src); f != nil {
			return f
		}
		if slices.ContainsFunc(s.byText[h.claim.src], func(a *act) bool { return !a.date.IsZero() }) {
			return nil
		}
	}
	if f := s.onlyHolding(h.pub); f != nil {
		return f
	}
	var last *fact
	for _, f := range s.frames {
		if f.office && !f.mayHoldOn(h.pub) && f.to.Latest() < h.pub && (last == nil || f.to.Latest() > last.to.Latest()) {
			last = f
		}
	}
	return last
}
