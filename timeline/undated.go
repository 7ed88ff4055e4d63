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
// the one that may still have held. An undated event ends every frame that may
// have held.
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
	if home == nil {
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

// pool makes facts of the reports that fit no frame. The dated closings cut time
// into stretches; within one, reports that it holds are one state until a report
// that it is over.
func (s *course) pool(holds []holding, ends []ending) {
	var spells []*spell
	h, e := 0, 0
	stretches := make([][]report, len(s.closes)+1)
	for h < len(holds) || e < len(ends) {
		if e == len(ends) || h < len(holds) && holds[h].pub <= ends[e].pub {
			i := s.stretchOf(holds[h].pub, holds[h].claim)
			stretches[i] = append(stretches[i], report{hold: &holds[h]})
			h++
		} else {
			i := s.stretchOf(ends[e].pub, ends[e].claim)
			stretches[i] = append(stretches[i], report{end: &ends[e]})
			e++
		}
	}
	for i, reports := range stretches {
		spells = append(spells, s.spellsOf(i, reports, spells)...)
	}
	for _, sp := range spells {
		s.absorb(sp)
		s.frames = append(s.frames, sp.fact)
	}
}

// report is a holding or an ending.
type report struct {
	hold *holding
	end  *ending
}

// spell is a fact made of undated reports. since is the first publication that
// says it holds, MaxDay where none does.
type spell struct {
	*fact
	since schema.Day
}

// stretchOf returns which stretch of time a report speaks of: the one that ends
// with the closing which its own text tells, else the one of its publication.
func (s *course) stretchOf(pub schema.Day, c *claim) int {
	if c != nil {
		for _, a := range slices.Backward(s.byText[c.src]) {
			if i := slices.Index(s.closes, a); i >= 0 {
				return i
			}
		}
	}
	i := slices.IndexFunc(s.closes, func(a *act) bool { return a.at.hi >= pub })
	if i < 0 {
		return len(s.closes)
	}
	return i
}

// spellsOf makes the facts of one stretch from its reports, which are sorted by
// publication, those that it holds first.
func (s *course) spellsOf(stretch int, reports []report, before []*spell) []*spell {
	var spells []*spell
	var last *spell
	for _, r := range reports {
		switch {
		case r.hold != nil:
			if last == nil || last.over() {
				last = &spell{fact: &fact{key: s.key}, since: r.hold.pub}
				spells = append(spells, last)
			}
			last.hold(*r.hold)
		case r.end.claim == nil:
			if last != nil {
				last.closers = append(last.closers, r.end.act)
				last.endBy(dateOf(r.end.pub))
			}
		default:
			if last == nil && stretch > 0 && len(before) > 0 {
				// What was over before this stretch began is what it speaks of.
				last = before[len(before)-1]
			}
			if last == nil {
				last = &spell{fact: &fact{key: s.key}, since: schema.MaxDay}
				spells = append(spells, last)
				if stretch > 0 {
					last.closeBy(s.closes[stretch-1])
				}
			}
			last.own = append(last.own, r.end.claim)
			last.enders = append(last.enders, r.end.claim)
			if last.to.IsZero() {
				last.endBy(r.end.claim.Published)
			}
		}
	}
	if stretch < len(s.closes) && last != nil && last.to.IsZero() {
		if a := s.closes[stretch]; last.endedBy.IsZero() || a.at.lo <= last.endedBy.Earliest() {
			last.closeBy(a)
		}
	}
	return spells
}

func (f *fact) over() bool { return f.ended || !f.to.IsZero() }

// absorb gives a spell the frames of openings that changed nothing: where a
// state that several may hold was reported before, and has not ended since, an
// event that opens it only adds to it. Of a place that one holds at a time, a
// capture says that it was not held.
func (s *course) absorb(sp *spell) {
	if info := s.typ.Info(); info == nil || info.Exclusive {
		return
	}
	s.frames = slices.DeleteFunc(s.frames, func(f *fact) bool {
		if f.dated || f.office || len(f.openers) == 0 || f.from.IsZero() || f.from.Earliest() <= sp.since {
			return false
		}
		if f.to != sp.to || f.ended != sp.ended || f.endedBy != sp.endedBy {
			return false
		}
		sp.own = append(sp.own, f.own...)
		sp.openers = append(sp.openers, f.openers...)
		sp.closers = append(sp.closers, f.closers...)
		sp.enders = append(sp.enders, f.enders...)
		return true
	})
}
