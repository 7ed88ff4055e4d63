package adjacency

import (
	"context"
	"slices"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// Relation answers store.Reader.
func (g *Graph) Relation(ctx context.Context, q store.RelationQuery) (*store.RelationNode, error) {
	if err := ctx.Err(); err != nil {
		return nil, timeout(err)
	}
	b := &builder{g.view(), ctx}
	return b.relationOf(q.ID, q.KnownAt, b.v.today(), &q.Select)
}

// relationOf makes the node of a relation by id or alias: the version known at a
// time, or the current one; of a relation that has none any more, the last one.
func (b *builder) relationOf(id schema.RelationID, knownAt time.Time, certainOn schema.Day, sel *store.RelationSelection) (*store.RelationNode, error) {
	n, ok := b.v.find(id, knownAt)
	if !ok {
		return nil, nil
	}
	node := &store.RelationNode{}
	if err := b.relation(node, n, certainOn, sel); err != nil {
		return nil, err
	}
	return node, nil
}

// find returns the version of a relation, by id or alias, that was current at a
// time. Without a time it is the current one, else the last.
func (v view) find(id schema.RelationID, knownAt time.Time) (uint32, bool) {
	own, current, known := v.newest(id)
	if known && knownAt.IsZero() && current {
		return own, true
	}
	if known && !knownAt.IsZero() {
		if n, ok := v.knownAt(own, knownAt); ok {
			return n, true
		}
	}
	if owner, ok := v.aliases.find(id); ok {
		if n, current, ok := v.newest(owner); ok && slices.Contains(v.relation(n).Aliases, id) {
			if knownAt.IsZero() && (current || !known) {
				return n, true
			}
			if !knownAt.IsZero() {
				return v.knownAt(n, knownAt)
			}
		}
	}
	return own, known && knownAt.IsZero()
}

// knownAt goes back from a version to the one that was current at a time.
func (v view) knownAt(n uint32, at time.Time) (uint32, bool) {
	for {
		e := v.edge(n)
		if e.recorded <= at.UnixMicro() {
			retired := e.retiredAt()
			return n, retired == 0 || retired > at.UnixMicro()
		}
		if e.former == 0 {
			return 0, false
		}
		n = e.former - 1
	}
}

// Relations answers store.Reader.
func (g *Graph) Relations(ctx context.Context, q store.RelationsQuery) (*store.RelationPage, error) {
	if err := ctx.Err(); err != nil {
		return nil, timeout(err)
	}
	b := &builder{g.view(), ctx}
	l, err := b.v.filter(&q.Filter).listing(q.Order, q.Page)
	if err != nil {
		return nil, err
	}
	if err := l.ofAll(ctx); err != nil {
		return nil, err
	}
	page := &store.RelationPage{}
	return page, b.fill(page, l, &q.Select, q.Page.NoCursors)
}
