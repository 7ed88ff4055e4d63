package script

import (
	"context"
	"fmt"
	"slices"

	"rawabit/internal/snapshot"
	"rawabit/schema"
	"rawabit/store/memory"
)

// prove shows what must hold at the end of every script: nothing comes of loading
// all articles again, nor of a rebuild, and the articles in the opposite order
// make the same graph.
func (r *run) prove(ctx context.Context) error {
	before, err := snapshot.Graph(ctx, r.store)
	if err != nil {
		return err
	}
	last, err := r.store.LastCursor(ctx)
	if err != nil {
		return err
	}
	for _, reading := range r.order {
		if err := r.record(ctx, *reading); err != nil {
			return fmt.Errorf("load again: %w", err)
		}
	}
	if err := r.rebuild(ctx); err != nil {
		return fmt.Errorf("rebuild: %w", err)
	}
	if now, err := r.store.LastCursor(ctx); err != nil || now != last {
		return fmt.Errorf("loading again and rebuilding told %d changes (%w)", now-last, err)
	}
	after, err := snapshot.Graph(ctx, r.store)
	if err != nil {
		return err
	}
	if err := snapshot.Compare(before, after); err != nil {
		return fmt.Errorf("after loading again and a rebuild: %w", err)
	}
	return r.proveOrder(ctx, before)
}

// proveOrder builds the graph from the articles in the opposite order, and then
// the imports and decisions.
func (r *run) proveOrder(ctx context.Context, want []string) error {
	other := memory.New()
	defer func() { _ = other.Close(ctx) }()
	for _, reading := range slices.Backward(r.order) {
		if _, err := other.Record(ctx, []schema.Reading{*reading}); err != nil {
			return err
		}
	}
	for _, rel := range r.imports {
		if err := other.Import(ctx, nil, []schema.Relation{rel}); err != nil {
			return err
		}
	}
	for _, d := range r.asked {
		if _, _, err := other.Decide(ctx, d); err != nil {
			return fmt.Errorf("the decisions on the articles in the opposite order: %w", err)
		}
	}
	got, err := snapshot.Graph(ctx, other)
	if err != nil {
		return err
	}
	if err := snapshot.Compare(want, got); err != nil {
		return fmt.Errorf("from the articles in the opposite order: %w", err)
	}
	return nil
}
