package adjacency

import (
	"cmp"
	"context"
	"slices"

	"rawabit/schema"
	"rawabit/store"
)

// Neighborhood answers store.Reader.
func (g *Graph) Neighborhood(ctx context.Context, q store.NeighborhoodQuery) (*store.SubgraphNode, error) {
	if q.Hops < 0 || q.Limit < 1 {
		return nil, schema.Errorf(schema.CodeInvalid, "\"hops\" must be at least 0 and \"limit\" at least 1, they are %d and %d", q.Hops, q.Limit)
	}
	if err := ctx.Err(); err != nil {
		return nil, timeout(err)
	}
	b := &builder{g.view(), ctx}
	center := b.v.actor(q.ID)
	if center == nil {
		return nil, nil
	}
	f := b.v.filter(&q.Filter)
	chosen, truncated, err := b.around(center, f, q.Hops, q.Limit)
	if err != nil {
		return nil, err
	}
	node := &store.SubgraphNode{Truncated: truncated, Actors: make([]*store.ActorNode, 0, len(chosen))}
	in := make(map[uint32]struct{}, len(chosen))
	for _, a := range chosen {
		in[a.number] = struct{}{}
		n, err := b.actor(a, &q.Actors)
		if err != nil {
			return nil, err
		}
		node.Actors = append(node.Actors, n)
	}
	var numbers []uint32
	for _, a := range chosen {
		if f.nothing {
			break
		}
		if err := ctx.Err(); err != nil {
			return nil, timeout(err)
		}
		f.eachHalf(&set{one: a.number}, dirOut|dirIn, func(h *half) bool {
			if _, ok := in[h.other]; ok && b.v.edge(h.edge).source == a.number {
				numbers = append(numbers, h.edge)
			}
			return true
		})
	}
	slices.SortFunc(numbers, g.versions.byDateDesc)
	node.Relations, err = b.relations(numbers, f, &q.Relations)
	return node, err
}

// around returns the actors within some hops, nearest first, then by id, and
// whether there were more than the limit.
func (b *builder) around(center *actor, f *filter, hops, limit int) (chosen []*actor, truncated bool, err error) {
	chosen = []*actor{center}
	seen := map[uint32]struct{}{center.number: {}}
	rim := chosen
	for range hops {
		if f.nothing || len(rim) == 0 {
			break
		}
		var next []*actor
		for _, a := range rim {
			if err := b.ctx.Err(); err != nil {
				return nil, false, timeout(err)
			}
			f.eachHalf(&set{one: a.number}, dirOut|dirIn, func(h *half) bool {
				if _, ok := seen[h.other]; !ok {
					seen[h.other] = struct{}{}
					next = append(next, b.v.actors.at(h.other))
				}
				return true
			})
		}
		slices.SortFunc(next, func(a, b *actor) int { return cmp.Compare(a.node.ID, b.node.ID) })
		if len(chosen)+len(next) > limit {
			return append(chosen, next[:limit-len(chosen)]...), true, nil
		}
		chosen, rim = append(chosen, next...), next
	}
	return chosen, false, nil
}
