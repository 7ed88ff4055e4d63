package adjacency

import (
	"context"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// Changes answers store.Reader.
func (g *Graph) Changes(ctx context.Context, q store.ChangesQuery) (*store.ChangePage, error) {
	if err := store.CheckPage(q.Page); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, timeout(err)
	}
	b := &builder{g.view(), ctx}
	page := &store.ChangePage{PageInfo: store.PageInfo{HasPrevious: q.Page.After != "", Total: -1}}
	var after int64
	if q.Page.After != "" {
		cursor, err := store.DecodeCursor(store.ListChanges, q.Page.After)
		if err != nil {
			return nil, err
		}
		after = cursor.Rank
	}
	changes, total, err := g.library.Changes(ctx, b.v.at, b.v.changeFilter(q.Filter), after, q.Page.First+1, q.Page.Total)
	if err != nil {
		return nil, err
	}
	if q.Page.Total {
		page.Total = total
	}
	page.HasNext = len(changes) > q.Page.First
	for _, c := range changes[:min(len(changes), q.Page.First)] {
		node, err := b.change(c, &q.Select)
		if err != nil {
			return nil, err
		}
		page.Nodes = append(page.Nodes, node)
		if !q.Page.NoCursors {
			page.Cursors = append(page.Cursors, store.ChangeCursor(c).Encode())
		}
	}
	return page, nil
}

func (v view) changeFilter(f store.ChangeFilter) *ChangeFilter {
	out := &ChangeFilter{ChangeFilter: f}
	if f.Actor == "" {
		return out
	}
	out.Actors = map[schema.ActorID]bool{f.Actor: true}
	for _, n := range v.set(f.Actor, f.Parts).list() {
		out.Actors[v.actors.at(n).node.ID] = true
	}
	return out
}

// change makes the node of a change.
func (b *builder) change(c *schema.Change, sel *store.ChangeSelection) (*store.ChangeNode, error) {
	node := &store.ChangeNode{Change: c}
	var err error
	if sel.Relation != nil {
		if node.Relation, err = b.relationOf(c.Relation, time.Time{}, b.v.today(), sel.Relation); err != nil {
			return nil, err
		}
	}
	if sel.Before != nil && c.Before != nil {
		if node.Before, err = b.stored(c.Before, sel.Before); err != nil {
			return nil, err
		}
	}
	if sel.After != nil && c.After != nil {
		if node.After, err = b.stored(c.After, sel.After); err != nil {
			return nil, err
		}
	}
	if sel.Evidence != nil {
		node.Evidence, err = b.evidence(c.Claims, len(c.Claims), sel.Evidence)
	}
	return node, err
}

// stored makes the node of a version that a change carries.
func (b *builder) stored(r *schema.Relation, sel *store.RelationSelection) (*store.RelationNode, error) {
	today := b.v.today()
	node := &store.RelationNode{Relation: r, Certain: r.CertainAsOf(today)}
	source, target := b.v.actor(r.Source), b.v.actor(r.Target)
	if source == nil || target == nil {
		return node, nil
	}
	return node, b.describe(node, source, target, today, sel)
}

// ChangesAfter answers store.Feed.
func (g *Graph) ChangesAfter(ctx context.Context, after int64, limit int) ([]schema.Change, error) {
	if err := ctx.Err(); err != nil {
		return nil, timeout(err)
	}
	v := g.view()
	list, _, err := g.library.Changes(ctx, v.at, &ChangeFilter{}, after, max(limit, 0), false)
	if err != nil {
		return nil, err
	}
	changes := make([]schema.Change, len(list))
	for i, c := range list {
		changes[i] = *c
	}
	return changes, nil
}
