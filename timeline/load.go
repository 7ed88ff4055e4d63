package timeline

import (
	"context"
	"slices"
	"strings"

	"rawabit/schema"
)

// kinDepth is how many steps up from an organ are followed.
const kinDepth = 6

// reading is all that an update reads from its source.
type reading struct {
	src     Source
	units   []Unit // recomputed, sorted
	claims  map[schema.ClaimID]*claim
	raw     map[schema.ClaimID]*schema.Claim
	filed   map[Unit][]*claim // claims by the units that they are about after the decisions, rejected ones left out
	above   map[schema.ActorID][]schema.ActorID
	direct  map[schema.ActorID][]schema.ActorID // part to wholes, one step, as registered
	parts   kin
	imports map[*claim]bool // replaced by a later import of the same id
	old     []schema.Relation
}

// read reads what recomputing the units takes.
func read(ctx context.Context, src Source, units []Unit) (*reading, error) {
	r := &reading{
		src: src, claims: map[schema.ClaimID]*claim{}, raw: map[schema.ClaimID]*schema.Claim{},
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
	ids := make([]schema.ClaimID, 0, len(claims))
	for i := range claims {
		if r.raw[claims[i].ID] == nil {
			ids = append(ids, claims[i].ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	slices.Sort(ids)
	decisions, err := r.src.Decisions(ctx, ids)
	if err != nil {
		return err
	}
	rules := newRulings(decisions)
	for i := range claims {
		c := &claims[i]
		if r.raw[c.ID] != nil {
			continue
		}
		r.raw[c.ID] = c
		if c.Kind == schema.Registered && c.Type == schema.PartOf {
			r.direct[c.Source] = append(r.direct[c.Source], c.Target)
			continue
		}
		ruled := rules.apply(*c)
		if ruled.verdict == schema.Reject || !ruled.Type.Valid() || !ruled.Modality.Valid() {
			continue
		}
		n := newClaim(ruled)
		r.claims[c.ID] = n
		for _, u := range Units(&n.Claim) {
			r.filed[u] = append(r.filed[u], n)
		}
	}
	return nil
}

// importsElsewhere reads the other imports of the ids that are imported in the
// units, marks those that a later one replaced, and returns the units in which
// the replaced ones were at home.
func (r *reading) importsElsewhere(ctx context.Context, units []Unit) ([]Unit, error) {
	var links []Unit
	for _, c := range r.claims {
		if c.Kind == schema.Asserted {
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
	homes = slices.DeleteFunc(sortedUnits(homes), func(u Unit) bool { return slices.Contains(units, u) })
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

// readParts reads of what the actors at the places are parts, as far up as the
// registry goes. Like containment, it is taken as registered: no decision about
// the claims of others moves it.
func (r *reading) readParts(ctx context.Context) error {
	known := map[schema.ActorID]bool{"": true}
	var next []schema.ActorID
	add := func(id schema.ActorID) {
		if !known[id] {
			known[id] = true
			next = append(next, id)
		}
	}
	for _, u := range r.units {
		if _, ok := placeOf(u); !ok {
			continue
		}
		for _, c := range r.filed[u] {
			if c.Kind == schema.Stated {
				add(c.Source)
			}
		}
	}
	for depth := 0; len(next) > 0 && depth < kinDepth; depth++ {
		ids := next
		next = nil
		units := make([]Unit, len(ids))
		for i, id := range ids {
			units[i] = Unit(partPrefix + string(id))
		}
		if err := r.take(ctx, sortedUnits(units)); err != nil {
			return err
		}
		for _, id := range ids {
			for _, whole := range r.direct[id] {
				add(whole)
			}
		}
	}
	for id := range r.direct {
		r.parts[id] = wholes(r.direct, id)
	}
	return nil
}

// wholes returns all that an actor is part of, safe against cycles.
func wholes(direct map[schema.ActorID][]schema.ActorID, id schema.ActorID) []schema.ActorID {
	var all []schema.ActorID
	queue := direct[id]
	for len(queue) > 0 {
		whole := queue[0]
		queue = queue[1:]
		if whole == id || slices.Contains(all, whole) {
			continue
		}
		all = append(all, whole)
		queue = append(queue[:len(queue):len(queue)], direct[whole]...)
	}
	return all
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
