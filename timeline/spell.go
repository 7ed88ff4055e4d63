package timeline

import (
	"slices"

	"rawabit/schema"
)

// pool makes facts of the reports that fit no frame. The dated closings cut time
// into stretches; within one, reports that it holds are one state until a report
// that it is over.
func (s *course) pool(holds []holding, ends []ending) {
	var spells []*spell
	s.firm, s.spareEnds = len(s.frames), len(ends) > 0
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
		s.absorbed = true
		sp.own = append(sp.own, f.own...)
		sp.openers = append(sp.openers, f.openers...)
		sp.closers = append(sp.closers, f.closers...)
		sp.enders = append(sp.enders, f.enders...)
		return true
	})
}
