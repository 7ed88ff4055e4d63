package adjacency

import (
	"context"

	"rawabit/store"
)

// Stats answers store.Reader.
func (g *Graph) Stats(ctx context.Context) (*store.Stats, error) {
	if err := ctx.Err(); err != nil {
		return nil, timeout(err)
	}
	v := g.view()
	s := &store.Stats{Actors: v.actors.n, Relations: v.dateDesc.n, Store: g.name}
	counts := make([]int, len(v.kindDesc))
	for kind := range counts {
		counts[kind] = v.kindDesc[kind].n
	}
	s.ByType = typeCounts(counts)
	var err error
	s.Claims, s.Articles, s.FirstPublished, s.LastPublished, err = g.library.Sizes(ctx, v.at)
	return s, err
}
