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
	facts   []*fact
}

// compute returns the facts at home in the unit.
func (p *projection) compute() []*fact {
	p.imported()
	for _, k := range sortedKeys(p.folder.stated) {
		if !k.typ.IsState() {
			p.events(k)
		}
	}
	p.eventsAbove()
	p.states()
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
	return p.facts
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
			p.facts = append(p.facts, f)
		}
	}
}

// events merges the events of one key. At home they are facts, elsewhere they
// are there for what they do.
func (p *projection) events(k key) {
	home := p.home(k)
	if !home && !k.acts() {
		return
	}
	o := p.folder.occurred(k, home)
	p.acts = append(p.acts, o.acts...)
	if home {
		p.facts = append(p.facts, o.facts...)
	}
}

// occurred returns the events of one key and what they do.
func (f *folder) occurred(k key, home bool) *outcome {
	if o := f.done[k]; o != nil && !o.stale && len(o.fresh) == 0 {
		return o
	}
	return f.keep(k, happened(k, f.stated[k], home))
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
	byKey := map[key][]*folder{}
	for _, f := range p.above {
		for k := range f.stated {
			if k.acts() {
				byKey[k] = append(byKey[k], f)
			}
		}
	}
	for _, k := range sortedKeys(byKey) {
		var o *outcome
		if in := byKey[k]; len(in) == 1 {
			o = in[0].occurred(k, false)
		} else {
			var claims []*claim
			for _, f := range in {
				claims = append(claims, f.stated[k]...)
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
	for k := range p.folder.stated {
		if k.typ.IsState() && p.home(k) {
			keys[k] = true
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
		p.facts = append(p.facts, p.folder.held(k, acts)...)
	}
}

// held returns the states of one key, on which acts bear.
func (f *folder) held(k key, acts []*act) []*fact {
	o := f.done[k]
	switch {
	case o == nil || o.stale || !slices.Equal(o.acts, acts):
	case len(o.fresh) == 0:
		return o.facts
	case !slices.ContainsFunc(o.fresh, func(c *claim) bool { return !c.undated() || c.Ended }) && o.course.fold(o.fresh):
		o.facts, o.fresh = o.course.facts(), nil
		return o.facts
	}
	o = &outcome{acts: acts}
	o.course = courseOf(k, f.stated[k], acts, f.offices[k])
	o.facts = o.course.facts()
	for _, fact := range o.facts {
		fact.settleBasis()
		fact.settle()
	}
	return f.keep(k, o).facts
}

func sortedKeys[V any](m map[key]V) []key {
	keys := make([]key, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, key.compare)
	return keys
}
