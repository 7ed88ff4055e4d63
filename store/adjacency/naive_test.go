package adjacency_test

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/storetest"
)

// naive answers from a plain list, by the words of the contract.
type naive struct {
	g      storetest.Graph
	actors map[schema.ActorID]schema.Actor
}

func (n *naive) within(id, whole schema.ActorID, parts bool) bool {
	if id == whole {
		return true
	}
	if !parts {
		return false
	}
	seen := map[schema.ActorID]bool{}
	var up func(id schema.ActorID) bool
	up = func(id schema.ActorID) bool {
		if id == "" || seen[id] {
			return false
		}
		seen[id] = true
		a := n.actors[id]
		return id == whole || up(a.PartOf) || up(a.Within)
	}
	return up(id)
}

func (n *naive) pass(r *schema.Relation, f *store.Filter) bool {
	is := func(id, want schema.ActorID) bool { return want == "" || n.within(id, want, f.Parts) }
	ends := is(r.Source, f.Source) && is(r.Target, f.Target) || r.Type.Symmetric() && is(r.Target, f.Source) && is(r.Source, f.Target)
	day := schema.DayOf(schema.NewDate(2026, 1, 1).Earliest().Time())
	if f.ValidOn != nil {
		day = *f.ValidOn
	}
	if f.AsOf != nil {
		day = *f.AsOf
	}
	return ends && (f.Actor == "" || is(r.Source, f.Actor) || is(r.Target, f.Actor)) &&
		(len(f.Types) == 0 || slices.Contains(f.Types, r.Type)) && (len(f.Kinds) == 0 || slices.Contains(f.Kinds, r.Type.Info().Kind)) &&
		(len(f.Modality) == 0 || slices.Contains(f.Modality, r.Modality)) &&
		(f.AsOf == nil || r.HoldsAsOf(*f.AsOf)) && (f.ValidOn == nil || r.HoldsOn(*f.ValidOn)) &&
		(f.StartsIn == nil || !r.ValidFrom.IsZero() && r.FromDay() >= f.StartsIn.From && r.FromDay() < f.StartsIn.Before) &&
		(!f.Certain || r.CertainAsOf(day)) && r.Confidence >= f.MinConfidence
}

func (n *naive) list(f *store.Filter, order store.RelationOrder, keep func(r *schema.Relation) bool) []string {
	var list []*schema.Relation
	for i := range n.g.Relations {
		if r := &n.g.Relations[i]; n.pass(r, f) && keep(r) {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b *schema.Relation) int {
		return cmp.Or(cmp.Compare(order.Rank(a), order.Rank(b)), cmp.Compare(a.ID, b.ID))
	})
	ids := make([]string, len(list))
	for i, r := range list {
		ids[i] = string(r.ID)
	}
	return ids
}

// TestAgainstNaive compares lists and counts with those of a plain list.
func TestAgainstNaive(t *testing.T) {
	g := storetest.Generate(3, 120, 1500)
	for i := range g.Relations { // what imports leave out
		r := &g.Relations[i]
		if i%3 == 0 {
			r.AttestedFrom = schema.NewDate(2019, 1+i%12, 1+i%28)
		}
		if i%7 == 0 && r.Type.IsState() && r.ValidTo.IsZero() {
			r.Ended, r.EndedBy = true, schema.NewDate(2021, 1+i%12, 3)
		}
		if i%11 == 0 && !r.Type.IsState() {
			r.ValidFrom = schema.Date{}
		}
		if i%50 == 0 {
			r.Target = r.Source
		}
	}
	graph := build(t, g)
	n := &naive{g: g, actors: map[schema.ActorID]schema.Actor{}}
	for _, a := range g.Actors {
		n.actors[a.ID] = a
	}
	r := rand.New(rand.NewPCG(5, 5))
	for i := range 1500 {
		f := randomFilter(r, g)
		order, size := store.RelationOrder([]int{0, 1, 3}[r.IntN(3)]), 1+r.IntN(30)
		want := n.list(&f, order, func(*schema.Relation) bool { return true })
		var got []string
		q := store.RelationsQuery{Filter: f, Order: order, Page: store.Page{First: size, Total: true}}
		for {
			page, err := graph.Relations(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			if page.Total != len(want) {
				t.Fatalf("question %d: total %d, want %d: %+v", i, page.Total, len(want), f)
			}
			got = append(got, ids(page.Nodes)...)
			if !page.HasNext {
				break
			}
			q.Page.After = page.Cursors[len(page.Cursors)-1]
		}
		if !slices.Equal(got, want) {
			t.Fatalf("question %d, order %d, pages of %d, %+v:\n got %v\nwant %v", i, order, size, f, got, want)
		}
		n.checkActor(t, graph.Actor, r, f, order, size)
	}
}

type actorFunc func(ctx context.Context, q store.ActorQuery) (*store.ActorNode, error)

// checkActor compares the relations and counts of one actor.
func (n *naive) checkActor(t *testing.T, ask actorFunc, r *rand.Rand, f store.Filter, order store.RelationOrder, size int) {
	t.Helper()
	id := n.g.Actors[r.IntN(len(n.g.Actors))].ID
	direction := store.Direction(r.IntN(3))
	is := func(end schema.ActorID) bool { return n.within(end, id, f.Parts) }
	want := n.list(&f, order, func(r *schema.Relation) bool {
		if r.Type.Symmetric() || r.Source == r.Target || direction == store.Both {
			return is(r.Source) || is(r.Target)
		}
		return direction == store.Out && is(r.Source) || direction == store.In && is(r.Target)
	})
	node, err := ask(t.Context(), store.ActorQuery{ID: id, Select: store.ActorSelection{
		Relations: []store.RelationsField{{Filter: f, Direction: direction, Order: order, Page: store.Page{First: size, Total: true}}},
		Counts:    []store.CountsField{{Filter: f, Direction: direction}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	page, sum := node.Relations[0], 0
	for _, c := range node.Counts[0] {
		sum += c.Count
	}
	if page.Total != len(want) || sum != len(want) || !slices.Equal(ids(page.Nodes), want[:min(size, len(want))]) || page.HasNext != (len(want) > size) {
		t.Fatalf("actor %s, direction %d, order %d, %+v:\n got %d, %d: %v\nwant %d: %v", id, direction, order, f, page.Total, sum, ids(page.Nodes), len(want), want)
	}
}

func ids(nodes []*store.RelationNode) []string {
	list := make([]string, len(nodes))
	for i, n := range nodes {
		list[i] = string(n.ID)
	}
	return list
}

func randomFilter(r *rand.Rand, g storetest.Graph) store.Filter {
	var f store.Filter
	types := schema.RelationTypes()
	if r.IntN(3) == 0 {
		for range 1 + r.IntN(7) {
			f.Types = append(f.Types, types[r.IntN(len(types))].Type)
		}
	}
	if r.IntN(6) == 0 {
		f.Kinds = []schema.Kind{[]schema.Kind{schema.Event, schema.StateKind}[r.IntN(2)]}
	}
	one := g.Relations[r.IntN(len(g.Relations))]
	switch r.IntN(8) {
	case 0:
		f.Actor = one.Source
	case 1:
		f.Source = one.Source
	case 2:
		f.Target = one.Target
	case 3:
		f.Source, f.Target = one.Target, one.Source
	}
	f.Parts = r.IntN(3) == 0
	d := schema.NewDate(2015, 1, 1).Earliest() + schema.Day(r.IntN(4000))
	switch r.IntN(5) {
	case 0:
		f.AsOf = &d
	case 1:
		f.ValidOn = &d
	case 2:
		f.StartsIn = &store.DayRange{From: d, Before: d + schema.Day(r.IntN(900))}
	}
	f.Certain = f.AsOf != nil && r.IntN(2) == 0
	if r.IntN(3) == 0 {
		f.Modality = []schema.Modality{schema.Actual}
	}
	if r.IntN(6) == 0 {
		f.MinConfidence = 0.7
	}
	return f
}

// TestPathsAgainstNaive compares paths with those of a search that looks
// everywhere.
func TestPathsAgainstNaive(t *testing.T) {
	g := storetest.Generate(4, 60, 160)
	graph := build(t, g)
	n := &naive{g: g}
	r := rand.New(rand.NewPCG(6, 6))
	longer := 0
	for i := range 600 {
		f := randomFilter(r, g)
		f.Actor, f.Source, f.Target, f.Parts = "", "", "", false
		q := store.PathsQuery{From: g.Actors[r.IntN(60)].ID, To: g.Actors[r.IntN(60)].ID, MaxHops: 1 + r.IntN(4), First: 1 + r.IntN(8), Overlapping: r.IntN(2) == 0, Filter: f}
		want := n.paths(&q)
		paths, err := graph.Paths(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		got := make([]string, len(paths))
		for j, p := range paths {
			got[j] = strings.Join(ids(p.Relations), " ")
		}
		if !slices.Equal(got, want) {
			t.Fatalf("question %d, %+v:\n got %v\nwant %v", i, q, got, want)
		}
		if len(want) > 1 && strings.Count(want[0], " ") < strings.Count(want[len(want)-1], " ") {
			longer++
		}
	}
	if longer < 10 {
		t.Errorf("only %d answers held paths longer than the shortest", longer)
	}
}

func (n *naive) paths(q *store.PathsQuery) []string {
	var all [][]*schema.Relation
	if q.From == q.To {
		return []string{}
	}
	var walk func(at schema.ActorID, on []schema.ActorID, path []*schema.Relation)
	walk = func(at schema.ActorID, on []schema.ActorID, path []*schema.Relation) {
		if at == q.To {
			all = append(all, slices.Clone(path))
			return
		}
		if len(path) == q.MaxHops {
			return
		}
		for i := range n.g.Relations {
			r := &n.g.Relations[i]
			next := r.Target
			if r.Target == at {
				next = r.Source
			} else if r.Source != at {
				continue
			}
			if n.pass(r, &q.Filter) && !slices.Contains(on, next) {
				walk(next, append(slices.Clone(on), next), append(slices.Clone(path), r))
			}
		}
	}
	walk(q.From, []schema.ActorID{q.From}, nil)
	if q.Overlapping {
		all = slices.DeleteFunc(all, func(path []*schema.Relation) bool { return !overlap(path) })
	}
	slices.SortFunc(all, func(a, b []*schema.Relation) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), slices.CompareFunc(a, b, func(x, y *schema.Relation) int { return cmp.Compare(x.ID, y.ID) }))
	})
	list := []string{}
	for _, path := range all[:min(q.First, len(all))] {
		var ids []string
		for _, r := range path {
			ids = append(ids, string(r.ID))
		}
		list = append(list, strings.Join(ids, " "))
	}
	return list
}

// overlap reports whether the states of a path share a day and each event may lie
// in the days that they share.
func overlap(path []*schema.Relation) bool {
	from, to := schema.MinDay, schema.MaxDay
	for _, r := range path {
		if r.Type.IsState() {
			from, to = max(from, r.FromDay()), min(to, r.ToDay())
		}
	}
	for _, r := range path {
		if !r.Type.IsState() && (r.FromDay() > to || r.ToDay() < from) {
			return false
		}
	}
	return from <= to
}
