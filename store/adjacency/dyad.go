package adjacency

import (
	"context"

	"rawabit/store"
)

// Dyad answers store.Reader.
func (g *Graph) Dyad(ctx context.Context, q store.DyadQuery) (*store.DyadNode, error) {
	if err := ctx.Err(); err != nil {
		return nil, timeout(err)
	}
	b := &builder{g.view(), ctx}
	a, z := b.v.actor(q.A), b.v.actor(q.B)
	if a == nil || z == nil {
		return nil, nil
	}
	node := &store.DyadNode{}
	var err error
	if node.A, err = b.actor(a, &q.SelectA); err != nil {
		return nil, err
	}
	if node.B, err = b.actor(z, &q.SelectB); err != nil {
		return nil, err
	}
	between := b.v.between(&q)
	series := store.NewSeries(q.Granularity)
	for _, n := range between.numbers(&q.Filter, store.Both) {
		series.Add(b.v.relation(n))
	}
	node.FirstContact, node.LastContact, node.Series = series.Result()
	for i := range q.Relations {
		field := &q.Relations[i]
		l, err := b.v.filter(&field.Filter).listing(field.Order, field.Page)
		if err != nil {
			return nil, err
		}
		for _, n := range between.numbers(&q.Filter, field.Direction) {
			if !between.also(l.f, n) {
				continue
			}
			l.count++
			if l.beyond(n) {
				l.numbers = append(l.numbers, n)
			}
		}
		l.settle()
		node.Relations = append(node.Relations, store.RelationPage{})
		if err := b.fill(&node.Relations[i], l, &field.Select, field.Page.NoCursors); err != nil {
			return nil, err
		}
	}
	return node, nil
}

// pair is two actors, or two sets of actors with their parts.
type pair struct {
	v    view
	a, b *set
}

func (v view) between(q *store.DyadQuery) pair {
	return pair{v: v, a: v.set(q.A, q.Filter.Parts), b: v.set(q.B, q.Filter.Parts)}
}

// numbers returns the relations between the two that pass, each once, in no
// order. Out is from a to b.
func (p pair) numbers(filter *store.Filter, direction store.Direction) []uint32 {
	f := p.v.filter(filter)
	if f.nothing {
		return nil
	}
	var out []uint32
	seen := map[uint32]struct{}{}
	collect := func(from, to *set, look uint8) {
		f.eachHalf(from, look, func(h *half) bool {
			if _, twice := seen[h.edge]; !twice && to.has(h.other) {
				seen[h.edge] = struct{}{}
				out = append(out, h.edge)
			}
			return true
		})
	}
	look, back := looks(direction), looks(direction)
	if direction != store.Both {
		back = look ^ (dirOut | dirIn)
	}
	if p.size(p.a) <= p.size(p.b) {
		collect(p.a, p.b, look)
	} else {
		collect(p.b, p.a, back)
	}
	return out
}

// also reports whether a version that was found passes a further filter. A past
// version passes only where that filter asks for the past.
func (p pair) also(f *filter, n uint32) bool {
	retired := p.v.edge(n).retiredAt()
	past := retired != 0 && retired <= p.v.at
	if f.nothing || past && f.known == 0 {
		return false
	}
	return f.edge(n, past)
}

func (p pair) size(s *set) int {
	sum := 0
	for _, n := range s.list() {
		sum += len(p.v.actors.at(n).current)
	}
	return sum
}
