package adjacency_test

import (
	"fmt"
	"testing"
	"time"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/adjacency"
	"rawabit/store/storetest"
)

func build(t testing.TB, g storetest.Graph) *adjacency.Graph {
	t.Helper()
	graph := adjacency.New(adjacency.Options{})
	if err := graph.Apply(adjacency.Batch{Actors: g.Actors, Relations: g.Relations, At: time.Unix(1, 0)}); err != nil {
		t.Fatal(err)
	}
	return graph
}

// probes are actors of many, some and few relations of the graph of Generate(1).
func probe(i int) schema.ActorID { return schema.ActorID(fmt.Sprintf("g%d", i*i%10000)) }

func BenchmarkGraph(b *testing.B) {
	graph := build(b, storetest.Generate(1, 10_000, 100_000))
	d := schema.NewDate(2020, 6, 1).Earliest()
	ctx := b.Context()
	level := func(first int, next *store.ActorSelection) store.RelationsField {
		if next == nil {
			next = &store.ActorSelection{}
		}
		return store.RelationsField{
			Filter: store.Filter{ValidOn: &d}, Direction: store.Out, Page: store.Page{First: first, NoCursors: true}, Select: store.RelationSelection{Target: next},
		}
	}
	below := func(f store.RelationsField) *store.ActorSelection {
		return &store.ActorSelection{Relations: []store.RelationsField{f}}
	}
	one := level(50, nil)
	two := level(10, below(level(10, nil)))
	three := level(5, below(level(5, below(level(5, nil)))))
	actor := func(b *testing.B, select_ store.ActorSelection) {
		rows := 0
		for i := 0; b.Loop(); i++ {
			node, err := graph.Actor(ctx, store.ActorQuery{ID: probe(i % 1000), Select: select_})
			if err != nil || node == nil {
				b.Fatal(err)
			}
			rows += count(node)
		}
		b.ReportMetric(float64(rows)/float64(b.N), "rows/op")
	}
	b.Run("actor", func(b *testing.B) { actor(b, store.ActorSelection{}) })
	b.Run("one hop", func(b *testing.B) { actor(b, *below(one)) })
	b.Run("two hops", func(b *testing.B) { actor(b, *below(two)) })
	b.Run("three hops", func(b *testing.B) { actor(b, *below(three)) })
	b.Run("path", func(b *testing.B) {
		hops := 0
		for i := 0; b.Loop(); i++ {
			paths, err := graph.Paths(ctx, store.PathsQuery{From: probe(i % 1000), To: probe(i%1000 + 7), MaxHops: 4, First: 1})
			if err != nil {
				b.Fatal(err)
			}
			for _, p := range paths {
				hops += len(p.Relations)
			}
		}
		b.ReportMetric(float64(hops)/float64(b.N), "hops/op")
	})
	b.Run("five paths", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, err := graph.Paths(ctx, store.PathsQuery{From: probe(i % 1000), To: probe(i%1000 + 7), MaxHops: 4, First: 5}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("second page", func(b *testing.B) {
		q := store.RelationsQuery{Filter: store.Filter{Types: []schema.RelationType{schema.Met}, StartsIn: &store.DayRange{From: d, Before: d + 1000}}, Order: store.DateAsc,
			Page: store.Page{First: 50}, Select: store.RelationSelection{Source: &store.ActorSelection{}, Target: &store.ActorSelection{}}}
		first, err := graph.Relations(ctx, q)
		if err != nil || len(first.Nodes) != 50 {
			b.Fatal(err, len(first.Nodes))
		}
		q.Page.After = first.Cursors[49]
		for b.Loop() {
			if page, err := graph.Relations(ctx, q); err != nil || len(page.Nodes) != 50 {
				b.Fatal(err)
			}
		}
	})
	b.Run("counts", func(b *testing.B) {
		actor(b, store.ActorSelection{Counts: []store.CountsField{{Direction: store.Out}}})
	})
	b.Run("prefix", func(b *testing.B) {
		for b.Loop() {
			if page, err := graph.Actors(ctx, store.ActorsQuery{NamePrefix: "سمير ال", Order: store.NameOrder, Page: store.Page{First: 20}}); err != nil || len(page.Nodes) != 20 {
				b.Fatal(err)
			}
		}
	})
	b.Run("search", func(b *testing.B) {
		for b.Loop() {
			if page, err := graph.Actors(ctx, store.ActorsQuery{Search: "Samir Khatib", Page: store.Page{First: 20}}); err != nil || len(page.Nodes) != 20 {
				b.Fatal(err)
			}
		}
	})
	b.Run("neighborhood", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, err := graph.Neighborhood(ctx, store.NeighborhoodQuery{ID: probe(i % 1000), Hops: 2, Limit: 200}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// count counts the deepest relations below an actor.
func count(a *store.ActorNode) int {
	n := 0
	for _, page := range a.Relations {
		for _, r := range page.Nodes {
			if r.Target != nil && len(r.Target.Relations) > 0 {
				n += count(r.Target)
			} else {
				n++
			}
		}
	}
	return n
}
