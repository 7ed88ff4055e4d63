package timeline

import (
	"context"
	"slices"
	"strings"

	"rawabit/schema"
)

// reading is all that an update reads from its source.
type reading struct {
	src      Source
	memory   *Memory
	units    []Unit // recomputed, sorted
	folders  map[Unit]*folder
	fresh    map[Unit][]*claim           // claims that come with the update, by the units that they are about
	seen     map[schema.ClaimID][]*claim // claims that were read; rejected ones are none
	above    map[schema.ActorID][]schema.ActorID
	registry *registry
	unitsOf  map[ends][]Unit         // of claims without roles
	imports  map[schema.ClaimID]bool // replaced by a later import of the same id

	old  []schema.Relation // the versions that may be current no more
	keys map[Unit][]key    // what was computed, of units that are not whole
}

func newReading(src Source) *reading {
	return &reading{
		src: src, folders: map[Unit]*folder{}, fresh: map[Unit][]*claim{},
		seen: map[schema.ClaimID][]*claim{}, unitsOf: map[ends][]Unit{},
		imports: map[schema.ClaimID]bool{}, keys: map[Unit][]key{}, registry: newRegistry(),
	}
}

// read reads what recomputing the units takes. The fresh claims, which the source
// has already, tell what is new about the units that the memory knows.
func read(ctx context.Context, src Source, units []Unit, fresh []schema.Claim, rules *rulings) (*reading, error) {
	r := newReading(src)
	if r.memory = memoryOf(src); r.memory != nil {
		r.registry = r.memory.registry
	}
	for i := range fresh {
		for _, c := range r.rule(&fresh[i], rules) {
			for _, u := range r.unitsFor(c) {
				r.fresh[u] = append(r.fresh[u], c)
			}
		}
	}
	units = sortedUnits(units)
	if err := r.take(ctx, units); err != nil {
		return nil, err
	}
	more, err := r.importsElsewhere(ctx, units)
	if err != nil {
		return nil, err
	}
	r.units = sortedUnits(append(units, more...))
	if err := r.readAround(ctx); err != nil {
		return nil, err
	}
	if err := r.readParts(ctx); err != nil {
		return nil, err
	}
	return r, r.readOld(ctx)
}

// readOld reads the current versions at home in the units that are new to the
// memory.
func (r *reading) readOld(ctx context.Context) error {
	var missing []Unit
	for _, u := range r.units {
		if r.folders[u].whole {
			missing = append(missing, u)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	old, err := r.src.Relations(ctx, missing)
	for i := range old {
		at := r.folders[Home(old[i].Type, old[i].Source, old[i].Target)].shelf(keyOf(&old[i]))
		at.old = append(at.old, old[i])
	}
	return err
}

// importsElsewhere reads the other imports of the ids that are imported in the
// units, marks those that a later one replaced, and returns the units in which
// the replaced ones were at home.
func (r *reading) importsElsewhere(ctx context.Context, units []Unit) ([]Unit, error) {
	var links []Unit
	for _, u := range units {
		for _, c := range r.folders[u].imports {
			links = append(links, Unit(importPrefix+string(c.Relation)))
		}
	}
	if len(links) == 0 {
		return nil, nil
	}
	links = sortedUnits(links)
	if err := r.take(ctx, links); err != nil {
		return nil, err
	}
	var homes []Unit
	for _, link := range links {
		imports := r.folders[link].imports
		if len(imports) == 0 {
			continue
		}
		latest := slices.MaxFunc(imports, func(a, b *claim) int {
			if a.Sequence != b.Sequence {
				return int(a.Sequence - b.Sequence)
			}
			return strings.Compare(string(a.ID), string(b.ID))
		})
		for _, c := range imports {
			if c.ID != latest.ID {
				r.imports[c.ID] = true
			}
			if _, touched := slices.BinarySearch(units, link); touched {
				homes = append(homes, Home(c.Type, c.Source, c.Target))
			}
		}
	}
	homes = slices.DeleteFunc(sortedUnits(homes), func(u Unit) bool { _, there := slices.BinarySearch(units, u); return there })
	return homes, r.take(ctx, homes)
}

// readAround reads, for the places that are recomputed, the events at the places
// around them that reach inside.
func (r *reading) readAround(ctx context.Context) error {
	var places []schema.ActorID
	for _, u := range r.units {
		if id, ok := placeOf(u); ok {
			places = append(places, id)
		}
	}
	if len(places) == 0 {
		return nil
	}
	above, err := r.src.Containers(ctx, places)
	if err != nil {
		return err
	}
	r.above = above
	var units []Unit
	for _, around := range above {
		for _, id := range around {
			units = append(units, Unit(withinPrefix+string(id)))
		}
	}
	return r.take(ctx, sortedUnits(units))
}

// project computes the facts of all units that were read, and finds the versions
// that they stand against.
func (r *reading) project() []*fact {
	var facts []*fact
	for _, u := range r.units {
		f := r.folders[u]
		var keys []key
		if !f.empty() && homely(u) {
			p := &projection{unit: u, folder: f, parts: r.registry.parts, imports: r.imports}
			if id, ok := placeOf(u); ok {
				p.around = r.above[id]
				for _, outer := range p.around {
					p.above = append(p.above, r.folders[Unit(withinPrefix+string(outer))])
				}
			}
			p.compute()
			facts, keys = append(facts, p.facts...), p.keys
		}
		if f.whole {
			keys = f.held()
		}
		for _, k := range keys {
			if at := f.find(k); at != nil {
				r.old = append(r.old, at.old...)
			}
		}
		r.keys[u] = keys
	}
	return facts
}

// standing returns the current versions that were not computed again.
func (r *reading) standing() map[schema.RelationID]bool {
	ids := map[schema.RelationID]bool{}
	for _, u := range r.units {
		for _, at := range r.folders[u].shelves {
			if _, again := slices.BinarySearchFunc(r.keys[u], at.key, key.compare); !again {
				for i := range at.old {
					ids[at.old[i].ID] = true
				}
			}
		}
	}
	return ids
}

// settle notes what is current now, by unit.
func (r *reading) settle(now map[Unit]map[key][]schema.Relation) {
	for _, u := range r.units {
		r.folders[u].settle(r.keys[u], now[u])
	}
}

// homely reports whether relations can be at home in a unit.
func homely(u Unit) bool {
	for _, prefix := range []string{withinPrefix, partPrefix, importPrefix} {
		if strings.HasPrefix(string(u), prefix) {
			return false
		}
	}
	return true
}
