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
			p.events(k, p.folder.stated[k])
		}
	}
	p.eventsAbove()
	p.states()
	p.contest()
	p.fulfil()
	for _, f := range p.facts {
		f.unit = p.unit
		f.finish()
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
			p.facts = append(p.facts, &fact{
				key: k, from: c.ValidFrom, to: c.ValidTo, basis: c.DateBasis, ended: c.Ended, own: []*claim{c}, asserted: true,
			})
		}
	}
}

// events merges the events of one key. At home they are facts, elsewhere they
// are there for what they do.
func (p *projection) events(k key, claims []*claim) {
	home := p.home(k)
	if !home && !k.acts() {
		return
	}
	for _, f := range mergeEvents(k, claims) {
		p.acts = append(p.acts, actsOf(f)...)
		if home {
			p.facts = append(p.facts, f)
		}
	}
}

// acts reports whether events of the key can do anything to states.
func (k key) acts() bool {
	info := k.typ.Info()
	return info != nil && len(info.Effects) > 0 && k.modality == schema.Actual
}

// eventsAbove adds what events at the places around do inside them.
func (p *projection) eventsAbove() {
	byKey := map[key][]*claim{}
	for _, f := range p.above {
		for k, claims := range f.stated {
			if k.acts() {
				byKey[k] = append(byKey[k], claims...)
			}
		}
	}
	for _, k := range sortedKeys(byKey) {
		for _, f := range mergeEvents(k, byKey[k]) {
			for _, a := range actsOf(f) {
				if a.within {
					p.acts = append(p.acts, a)
				}
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
		var offices []office
		if k.modality == schema.Actual {
			offices = p.folder.offices[k]
			for _, a := range p.acts {
				if a.bearsOn(k, p.parts, p.around) {
					acts = append(acts, a)
				}
			}
		}
		p.facts = append(p.facts, courseOf(k, p.folder.stated[k], acts, offices)...)
	}
}

func sortedKeys[V any](m map[key]V) []key {
	keys := make([]key, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, key.compare)
	return keys
}
