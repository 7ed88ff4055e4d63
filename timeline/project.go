package timeline

import (
	"slices"

	"rawabit/schema"
)

// projection is what one unit's facts are computed from.
type projection struct {
	unit    Unit
	claims  []*claim         // filed under the unit
	above   []*claim         // events at places around, that reach inside
	around  []schema.ActorID // the places around
	parts   kin              // organs of what is named here
	imports map[*claim]bool  // imports that a later one of the same id replaced
	byKey   map[key][]*claim // stated claims
	offices map[key][]office // of the registry
	acts    []*act           // what events do to the states at home here
	facts   []*fact
}

// facts computes the facts at home in the unit.
func (p *projection) compute() []*fact {
	p.sort()
	for _, k := range sortedKeys(p.byKey) {
		if !k.typ.IsState() {
			p.events(k, p.byKey[k], Home(k.typ, k.source, k.target) == p.unit)
		}
	}
	p.eventsAbove()
	p.states()
	p.contest()
	p.fulfil()
	for _, f := range p.facts {
		f.finish()
	}
	for _, f := range p.facts {
		if f.fulfilledBy != nil {
			f.relation.FulfilledBy = f.fulfilledBy.relation.ID
		}
	}
	return p.facts
}

// sort puts every claim where it belongs: imports become facts as they stand.
func (p *projection) sort() {
	p.byKey, p.offices = map[key][]*claim{}, map[key][]office{}
	for _, c := range p.claims {
		k := key{c.Type, c.Source, c.Target, c.Modality}
		switch c.Kind {
		case schema.Registered:
			if c.Type.IsState() {
				k.modality = schema.Actual
				p.offices[k] = append(p.offices[k], office{from: c.ValidFrom, to: c.ValidTo, name: c.Office})
			}
		case schema.Asserted:
			if k.edge() && !p.imports[c] && Home(c.Type, c.Source, c.Target) == p.unit {
				p.facts = append(p.facts, &fact{
					key: k, from: c.ValidFrom, to: c.ValidTo, basis: c.DateBasis, ended: c.Ended, own: []*claim{c}, asserted: true,
				})
			}
		default:
			p.byKey[k] = append(p.byKey[k], c)
		}
	}
}

// events merges the events of one key. At home they are facts, elsewhere they
// are there for what they do.
func (p *projection) events(k key, claims []*claim, home bool) {
	for _, f := range mergeEvents(k, claims) {
		p.acts = append(p.acts, actsOf(f)...)
		if home && k.edge() {
			p.facts = append(p.facts, f)
		}
	}
}

// eventsAbove adds what events at the places around do inside them.
func (p *projection) eventsAbove() {
	byKey := map[key][]*claim{}
	for _, c := range p.above {
		if c.Kind == schema.Stated && c.Modality == schema.Actual {
			k := key{c.Type, c.Source, c.Target, c.Modality}
			byKey[k] = append(byKey[k], c)
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
	for k := range p.byKey {
		if k.typ.IsState() && k.edge() && Home(k.typ, k.source, k.target) == p.unit {
			keys[k] = true
		}
	}
	for _, a := range p.acts {
		k := key{a.state, a.source, a.target, schema.Actual}
		if a.opens && k.edge() && Home(k.typ, k.source, k.target) == p.unit {
			keys[k] = true
		}
	}
	for _, k := range sortedKeys(keys) {
		var acts []*act
		var offices []office
		if k.modality == schema.Actual {
			offices = p.offices[k]
			for _, a := range p.acts {
				if a.bearsOn(k, p.parts, p.around) {
					acts = append(acts, a)
				}
			}
		}
		p.facts = append(p.facts, courseOf(k, p.byKey[k], acts, offices)...)
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
