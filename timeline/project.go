package timeline

import (
	"slices"

	"rawabit/schema"
)

// projection is what one unit's facts are computed from.
type projection struct {
	unit    Unit
	folder  *folder
	above   []*folder               // of the events at places around, that reach inside
	around  []schema.ActorID        // the places around
	parts   kin                     // organs of what is named here
	imports map[schema.ClaimID]bool // imports that a later one of the same id replaced
	acts    []*act                  // what events do to the states at home here
	results []result
	facts   []*fact // those that may differ from what was computed last
	keys    []key   // of facts, and of what is no more
}

// result is what the claims of one key add up to.
type result struct {
	key
	facts []*fact
	again bool // it may differ from what was computed last
}

// compute finds the facts at home in the unit.
func (p *projection) compute() {
	p.imported()
	for _, at := range p.folder.shelves {
		if len(at.stated) > 0 && !at.typ.IsState() {
			p.events(at)
		}
	}
	p.eventsAbove()
	p.states()
	p.choose()
	for _, f := range p.facts {
		f.unit, f.contested, f.contestants, f.fulfilledBy = p.unit, false, nil, nil
	}
	p.contest()
	p.fulfil()
	for _, f := range p.facts {
		f.finish()
		f.relation.FulfilledBy = ""
	}
	for _, f := range p.facts {
		if f.fulfilledBy != nil {
			f.relation.FulfilledBy = f.fulfilledBy.relation.ID
		}
	}
}

// choose takes the results that may differ from those of the last time, and those
// that facts of other keys contradict or fulfil.
func (p *projection) choose() {
	related := map[key]bool{}
	for _, r := range p.results {
		if r.modality == schema.Denied || r.modality == schema.Planned || len(r.facts) > 0 && r.facts[0].asserted {
			related[r.unqualified()] = true
		}
	}
	// A denied event contests the states that it opened or closed.
	unsure := slices.ContainsFunc(p.results, func(r result) bool {
		return r.modality == schema.Denied && r.typ.Info() != nil && len(r.typ.Info().Effects) > 0
	})
	exclusive := slices.ContainsFunc(p.results, func(r result) bool { return r.exclusive() && (r.again || related[r.unqualified()]) })
	there := make(map[key]bool, len(p.results))
	for _, r := range p.results {
		there[r.key] = true
		if r.again || p.folder.whole || related[r.unqualified()] || exclusive && r.exclusive() || unsure && r.typ.IsState() {
			p.facts = append(p.facts, r.facts...)
			p.keys = append(p.keys, r.key)
		}
	}
	for _, at := range p.folder.shelves {
		if len(at.old) > 0 && !there[at.key] {
			p.keys = append(p.keys, at.key) // nothing tells of it any more
		}
	}
	slices.SortFunc(p.keys, key.compare)
	p.keys = slices.Compact(p.keys)
}

// unqualified returns the key without its modality.
func (k key) unqualified() key {
	k.modality = ""
	return k
}

// exclusive reports whether the facts of the key may be contested by those of
// other holders.
func (k key) exclusive() bool {
	info := k.typ.Info()
	return info != nil && info.Exclusive && k.modality == schema.Actual
}

// home reports whether the relations of a key are at home in the unit.
func (p *projection) home(k key) bool { return k.edge() && Home(k.typ, k.source, k.target) == p.unit }

// imported makes facts of imports, as they stand.
func (p *projection) imported() {
	for _, c := range p.folder.imports {
		k := key{c.Type, c.Source, c.Target, c.Modality}
		if !p.imports[c.ID] && p.home(k) {
			f := &fact{key: k, from: c.ValidFrom, to: c.ValidTo, basis: c.DateBasis, ended: c.Ended, own: []*claim{c}, asserted: true}
			f.settle()
			p.results = append(p.results, result{k, []*fact{f}, true})
		}
	}
}

// events merges the events of one key. At home they are facts, elsewhere they
// are there for what they do.
func (p *projection) events(at *shelf) {
	k := at.key
	home := p.home(k)
	if !home && !k.acts() {
		return
	}
	o, again := at.occurred(home)
	p.acts = append(p.acts, o.acts...)
	if home {
		p.results = append(p.results, result{k, o.facts, again})
	}
}

// occurred returns the events of one key and what they do, and whether they had
// to be computed.
func (s *shelf) occurred(home bool) (o *outcome, again bool) {
	if o := s.done; o != nil && !o.stale {
		if len(o.fresh) == 0 {
			return o, false
		}
		if o.grow(s.key, s.stated, home) {
			return o, true
		}
	}
	s.done = happened(s.key, s.stated, home)
	return s.done, true
}

func happened(k key, claims []*claim, home bool) *outcome {
	o := &outcome{facts: mergeEvents(k, claims)}
	for _, f := range o.facts {
		o.acts = append(o.acts, actsOf(f)...)
		if home {
			f.settle()
		}
	}
	return o
}

// acts reports whether events of the key can do anything to states.
func (k key) acts() bool {
	info := k.typ.Info()
	return info != nil && len(info.Effects) > 0 && k.modality == schema.Actual
}

// eventsAbove adds what events at the places around do inside them.
func (p *projection) eventsAbove() {
	byKey := map[key][]*shelf{}
	for _, f := range p.above {
		for _, at := range f.shelves {
			if len(at.stated) > 0 && at.acts() {
				byKey[at.key] = append(byKey[at.key], at)
			}
		}
	}
	for _, k := range sortedKeys(byKey) {
		var o *outcome
		if in := byKey[k]; len(in) == 1 {
			o, _ = in[0].occurred(false)
		} else {
			var claims []*claim
			for _, at := range in {
				claims = append(claims, at.stated...)
			}
			o = happened(k, distinct(claims), false)
		}
		for _, a := range o.acts {
			if a.within {
				p.acts = append(p.acts, a)
			}
		}
	}
}

// states computes the states at home in the unit: those that claims state and
// those that events here open.
func (p *projection) states() {
	keys := map[key]bool{}
	for _, at := range p.folder.shelves {
		if len(at.stated) > 0 && at.typ.IsState() && p.home(at.key) {
			keys[at.key] = true
		}
	}
	for _, a := range p.acts {
		k := key{a.state, a.source, a.target, schema.Actual}
		if a.opens && p.home(k) {
			keys[k] = true
		}
	}
	for _, k := range sortedKeys(keys) {
		var acts []*act
		if k.modality == schema.Actual {
			for _, a := range p.acts {
				if a.bearsOn(k, p.parts, p.around) {
					acts = append(acts, a)
				}
			}
		}
		facts, again := p.folder.shelf(k).held(acts)
		p.results = append(p.results, result{k, facts, again})
	}
}

// held returns the states of one key, on which acts bear, and whether they had to
// be computed.
func (s *shelf) held(acts []*act) (facts []*fact, again bool) {
	o := s.done
	switch {
	case o == nil || o.stale || !slices.Equal(o.acts, acts):
	case len(o.fresh) == 0:
		return o.facts, false
	case !slices.ContainsFunc(o.fresh, func(c *claim) bool { return !c.undated() || c.Ended }) && o.course.fold(o.fresh):
		o.facts, o.fresh = o.course.facts(), nil
		return o.facts, true
	}
	o = &outcome{acts: acts}
	o.course = courseOf(s.key, s.stated, acts, s.offices)
	o.facts = o.course.facts()
	for _, fact := range o.facts {
		fact.settleBasis()
		fact.settle()
	}
	s.done = o
	return o.facts, true
}

func sortedKeys[V any](m map[key]V) []key {
	keys := make([]key, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, key.compare)
	return keys
}
