package timeline

import "slices"

// fold adds undated reports that the state holds, sorted, and reports whether it
// could: whether each finds its fact without regard to the others, and none of
// them moves what was there. If not, nothing has changed.
func (s *course) fold(claims []*claim) bool {
	last := s.lastHold
	for _, c := range claims {
		last = max(last, c.pub)
	}
	if s.absorbed || slices.ContainsFunc(s.ends, func(e ending) bool { return e.claim != nil && s.lastHold <= e.pub && e.pub < last }) {
		return false
	}
	all := s.frames
	s.frames = all[:s.firm]
	joins := map[*fact][]*claim{}
	for _, c := range claims {
		home := s.homeOfHolding(holding{claim: c, pub: c.pub})
		joins[home] = append(joins[home], c)
	}
	s.frames = all
	if spare := joins[nil]; spare != nil {
		if !s.pooled() {
			return false
		}
		if len(s.frames) == s.firm {
			s.frames = append(s.frames, &fact{key: s.key})
		}
		delete(joins, nil)
		joins[s.frames[s.firm]] = spare
	}
	s.lastHold = last
	for f, claims := range joins {
		switch {
		case len(f.own)+len(f.openers) == 0:
			f.own = claims
			f.settleBasis()
			f.settle()
		case len(f.openers) > 0:
			f.own = append(f.own, claims...)
			f.settle()
		default:
			f.fold(claims)
		}
	}
	return true
}

// pooled reports whether all reports that fit no frame are of one fact, whenever
// they were published.
func (s *course) pooled() bool {
	return len(s.closes) == 0 && !s.spareEnds && !slices.ContainsFunc(s.frames, func(f *fact) bool { return len(f.openers) > 0 })
}
