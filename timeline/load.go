package timeline

import (
	"context"
	"slices"
	"strings"

	"rawabit/schema"
)

// reading is all that an update reads from its source.
type reading struct {
	src     Source
	units   []Unit // recomputed, sorted
	seen    map[schema.ClaimID]bool
	filed   map[Unit][]*claim // claims by the units that they are about after the decisions, rejected ones left out
	above   map[schema.ActorID][]schema.ActorID
	direct  map[schema.ActorID][]schema.ActorID // part to wholes, one step, as registered
	parts   kin
	unitsOf map[ends][]Unit // of claims without roles
	brought []*claim        // imports
	imports map[*claim]bool // replaced by a later import of the same id
	old     []schema.Relation
}

// read reads what recomputing the units takes.
func read(ctx context.Context, src Source, units []Unit) (*reading, error) {
	r := &reading{
		src: src, seen: map[schema.ClaimID]bool{}, unitsOf: map[ends][]Unit{},
		filed: map[Unit][]*claim{}, imports: map[*claim]bool{}, direct: map[schema.ActorID][]schema.ActorID{}, parts: kin{},
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
	r.old, err = src.Relations(ctx, r.units)
	return r, err
}

// take reads the claims filed under units and applies the decisions to them.
func (r *reading) take(ctx context.Context, units []Unit) error {
	if len(units) == 0 {
		return nil
	}
	claims, err := r.src.Claims(ctx, units)
	if err != nil {
		return err
	}
	fresh := make([]*schema.Claim, 0, len(claims))
	ids := make([]schema.ClaimID, 0, len(claims))
	for i := range claims {
		if c := &claims[i]; !r.seen[c.ID] {
			r.seen[c.ID] = true
			fresh, ids = append(fresh, c), append(ids, c.ID)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	decisions, err := r.src.Decisions(ctx, ids)
	if err != nil {
		return err
	}
	rules := newRulings(decisions)
	for _, c := range fresh {
		if c.Kind == schema.Registered && c.Type == schema.PartOf {
			r.direct[c.Source] = append(r.direct[c.Source], c.Target)
			continue
		}
		ruled := rules.apply(c)
		if ruled.verdict == schema.Reject || !ruled.Type.Valid() || !ruled.Modality.Valid() {
			continue
		}
		n := newClaim(ruled)
		if n.Kind == schema.Asserted {
			r.brought = append(r.brought, n)
		}
		for _, u := range r.unitsFor(n) {
			r.filed[u] = append(r.filed[u], n)
		}
	}
	return nil
}

// ends is what the units of a claim without roles depend on.
type ends struct {
	kind           schema.ClaimKind
	typ            schema.RelationType
	source, target schema.ActorID
}

// unitsFor is Units, remembered: most claims of a unit have the same ends.
func (r *reading) unitsFor(c *claim) []Unit {
	if len(c.Roles) > 0 || c.Kind == schema.Asserted {
		return Units(c.Claim)
	}
	e := ends{c.Kind, c.Type, c.Source, c.Target}
	units, ok := r.unitsOf[e]
	if !ok {
		units = Units(c.Claim)
		r.unitsOf[e] = units
	}
	return units
}

// importsElsewhere reads the other imports of the ids that are imported in the
// units, marks those that a later one replaced, and returns the units in which
// the replaced ones were at home.
func (r *reading) importsElsewhere(ctx context.Context, units []Unit) ([]Unit, error) {
	var links []Unit
	for _, c := range r.brought {
		links = append(links, Unit(importPrefix+string(c.Relation)))
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
		latest := slices.MaxFunc(r.filed[link], func(a, b *claim) int {
			if a.Sequence != b.Sequence {
				return int(a.Sequence - b.Sequence)
			}
			return strings.Compare(string(a.ID), string(b.ID))
		})
		for _, c := range r.filed[link] {
			if c != latest {
				r.imports[c] = true
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

// project computes the facts of all units that were read.
func (r *reading) project() []*fact {
	var facts []*fact
	for _, u := range r.units {
		if len(r.filed[u]) == 0 || !homely(u) {
			continue
		}
		p := &projection{unit: u, claims: r.filed[u], parts: r.parts, imports: r.imports}
		if id, ok := placeOf(u); ok {
			p.around = r.above[id]
			for _, outer := range p.around {
				p.above = append(p.above, r.filed[Unit(withinPrefix+string(outer))]...)
			}
		}
		facts = append(facts, p.compute()...)
	}
	return facts
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
