package timeline

import (
	"context"
	"maps"
	"slices"
	"strings"

	"rawabit/schema"
)

// kinDepth is how many steps up from an organ are followed.
const kinDepth = 6

// kin tells which actors are parts of which, by the registry.
type kin map[schema.ActorID][]schema.ActorID // part to wholes, at any depth

func (k kin) partOf(part, whole schema.ActorID) bool { return slices.Contains(k[part], whole) }
func (k kin) related(a, b schema.ActorID) bool {
	return a == b || k.partOf(a, b) || k.partOf(b, a)
}

// registry is what was read of the registry's word on parts.
type registry struct {
	known  map[schema.ActorID]bool             // whose wholes were read, as far up as the registry goes
	direct map[schema.ActorID][]schema.ActorID // part to wholes, one step
	parts  kin
}

func newRegistry() *registry {
	return &registry{known: map[schema.ActorID]bool{"": true}, direct: map[schema.ActorID][]schema.ActorID{}, parts: kin{}}
}

// note takes what the claims of a unit say of parts.
func (g *registry) note(parts []part) {
	for _, p := range parts {
		if !slices.Contains(g.direct[p.of], p.whole) {
			g.direct[p.of] = append(g.direct[p.of], p.whole)
		}
	}
}

// readParts reads of what the actors at the places, and the bodies whose offices
// people hold, are parts, as far up as the registry goes. Like containment, it is
// taken as registered: no decision about the claims of others moves it.
func (r *reading) readParts(ctx context.Context) error {
	g := r.registry
	var next []schema.ActorID
	add := func(id schema.ActorID) {
		if !g.known[id] {
			g.known[id] = true
			next = append(next, id)
		}
	}
	again := false
	for u := range r.fresh {
		if id, ok := strings.CutPrefix(string(u), partPrefix); ok && g.known[schema.ActorID(id)] {
			next, again = append(next, schema.ActorID(id)), true
		}
	}
	for _, u := range r.units {
		_, place := placeOf(u)
		person := strings.HasPrefix(string(u), personPrefix)
		if !place && !person {
			continue
		}
		name := func(c *claim) {
			switch {
			case c.Kind == schema.Registered || c.Kind == schema.Asserted:
			case place:
				add(c.Source)
			case !c.Type.IsState():
				add(c.Target)
				for _, role := range c.Roles {
					add(role.Actor)
				}
			}
		}
		for _, c := range r.fresh[u] {
			name(c)
		}
		if f := r.folders[u]; f.whole { // of others the registry was asked before
			for _, at := range f.shelves {
				for _, c := range at.stated {
					name(c)
				}
			}
		}
	}
	slices.Sort(next)
	var read []schema.ActorID
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
		read = append(read, ids...)
		for _, id := range ids {
			for _, whole := range g.direct[id] {
				add(whole)
			}
		}
	}
	for _, id := range next {
		delete(g.known, id) // too far up for this time
	}
	if again {
		read = slices.Collect(maps.Keys(g.direct))
	}
	for _, id := range read {
		if len(g.direct[id]) > 0 {
			g.parts[id] = wholes(g.direct, id)
		}
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
