package export

import (
	"context"

	"rawabit/schema"
	"rawabit/store"
)

// paged scans a store by the page. What is recorded meanwhile may be among what
// it hands out, or not.
type paged struct{ from store.Reader }

// EachActor is part of store.Scanner.
func (p paged) EachActor(ctx context.Context, f func(*schema.Actor) error) error {
	q := store.ActorsQuery{Order: store.NameOrder, Page: store.Page{First: pageSize}}
	for {
		page, err := p.from.Actors(ctx, q)
		if err != nil {
			return err
		}
		for _, n := range page.Nodes {
			if err := f(n.Actor); err != nil {
				return err
			}
		}
		if !page.HasNext {
			return nil
		}
		q.Page.After = page.Cursors[len(page.Cursors)-1]
	}
}

// EachRelation is part of store.Scanner.
func (p paged) EachRelation(ctx context.Context, f store.Filter, sel store.RelationSelection, give func(*store.RelationNode) error) error {
	q := store.RelationsQuery{Filter: f, Order: store.DateAsc, Page: store.Page{First: pageSize}, Select: sel}
	for {
		page, err := p.from.Relations(ctx, q)
		if err != nil {
			return err
		}
		for _, n := range page.Nodes {
			if err := give(n); err != nil {
				return err
			}
		}
		if !page.HasNext {
			return nil
		}
		q.Page.After = page.Cursors[len(page.Cursors)-1]
	}
}
