package timeline

import (
	"context"
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

// readParts reads of what the actors at the places, and the bodies whose offices
// people hold, are parts, as far up as the registry goes. Like containment, it is taken as registered: no decision about
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
		_, place := placeOf(u)
		person := strings.HasPrefix(string(u), personPrefix)
		for k, claims := range r.folders[u].stated {
			switch {
			case place:
				add(k.source)
			case person && !k.typ.IsState():
				add(k.target)
				for _, c := range claims {
					for _, role := range c.Roles {
						add(role.Actor)
					}
				}
			}
		}
	}
	slices.Sort(next)
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
