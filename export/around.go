package export

import (
	"cmp"
	"context"
	"slices"

	"rawabit/schema"
	"rawabit/store"
)

// around walks what lies near one actor. It is held in memory: Limit bounds it.
func (w *walk) around(ctx context.Context, from store.Reader) error {
	sub, err := from.Neighborhood(ctx, store.NeighborhoodQuery{
		ID: w.s.Around, Hops: max(w.s.Hops, 1), Limit: cmp.Or(w.s.Limit, 1000), Filter: w.s.Relations, Relations: w.choice,
	})
	if err != nil {
		return err
	}
	if sub == nil {
		return schema.Errorf(schema.CodeNotFound, "no actor has the id %q", w.s.Around)
	}
	w.tally.Truncated = sub.Truncated
	actors := make([]*schema.Actor, len(sub.Actors))
	w.known = make(map[uint64]struct{}, len(actors))
	for i, n := range sub.Actors {
		actors[i] = n.Actor
		w.mark(w.known, n.ID)
	}
	// A role may name an actor that lies outside.
	for _, n := range sub.Relations {
		for _, role := range n.Relation.Roles {
			if w.has(w.known, role.Actor) {
				continue
			}
			further, err := from.Actor(ctx, store.ActorQuery{ID: role.Actor})
			if err != nil {
				return err
			}
			if further != nil {
				actors = append(actors, further.Actor)
				w.mark(w.known, role.Actor)
			}
		}
	}
	slices.SortFunc(actors, func(a, b *schema.Actor) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	for _, a := range actors {
		if err := w.actor(a); err != nil {
			return err
		}
	}
	relations := slices.Clone(sub.Relations)
	slices.SortFunc(relations, func(a, b *store.RelationNode) int {
		return cmp.Or(cmp.Compare(store.DateAsc.Rank(a.Relation), store.DateAsc.Rank(b.Relation)), cmp.Compare(a.ID, b.ID))
	})
	for _, n := range relations {
		if err := w.give(n); err != nil {
			return err
		}
	}
	return nil
}
