package script

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/memory"
	"rawabit/timeline"
)

// prove shows what must hold at the end of every script: nothing comes of loading
// all articles again, nor of a rebuild, and the articles in the opposite order
// make the same graph.
func (r *run) prove(ctx context.Context) error {
	before, err := state(ctx, r.store)
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
	after, err := state(ctx, r.store)
	if err != nil {
		return err
	}
	if err := same(before, after); err != nil {
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
	got, err := state(ctx, other)
	if err != nil {
		return err
	}
	if err := same(want, got); err != nil {
		return fmt.Errorf("from the articles in the opposite order: %w", err)
	}
	return nil
}

// state writes down all of a graph that does not depend on the order of arrival:
// relations with their evidence, and changes of the world.
func state(ctx context.Context, s store.Store) ([]string, error) {
	page, err := s.Relations(ctx, store.RelationsQuery{Page: store.Page{First: 1 << 20}})
	if err != nil {
		return nil, err
	}
	var lines []string
	current := make([]schema.Relation, len(page.Nodes))
	for i, n := range page.Nodes {
		current[i] = *n.Relation
		x := thingOf(n.Relation)
		delete(x.values, "version")
		lines = append(lines, fmt.Sprint(n.ID, " ", x, " ", n.FulfilledBy != nil, " ", n.Relation.FulfilledBy, " ", n.Claims, " ", n.Quote, " ", n.Relation.Article))
	}
	for _, c := range timeline.WorldChanges(current) {
		lines = append(lines, fmt.Sprint(c.ID, " ", c.Kind, " ", c.Relation, " ", c.ValidDate))
	}
	slices.Sort(lines)
	return lines, nil
}

// same compares two states.
func same(want, got []string) error {
	var b strings.Builder
	for _, line := range got {
		if !slices.Contains(want, line) {
			fmt.Fprintf(&b, "\n + %s", line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			fmt.Fprintf(&b, "\n - %s", line)
		}
	}
	if b.Len() > 0 {
		return fmt.Errorf("the graph differs:%s", b.String())
	}
	return nil
}
