//go:build soak

package soak_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"rawabit/schema"
	"rawabit/store/neo4jstore"
)

// TestOrder loads articles in order, reversed and shuffled: the graphs are equal
// byte for byte, and a rebuild changes nothing.
func TestOrder(t *testing.T) {
	readings := read(t, corpus(t, 6603))
	orders := []struct {
		name string
		list []schema.Reading
	}{{"in order", readings}, {"reversed", slices.Clone(readings)}, {"shuffled", shuffled(readings, 1)}}
	slices.Reverse(orders[1].list)
	var want []byte
	for _, o := range orders {
		t.Run(o.name, func(t *testing.T) {
			s := openFile(t)
			begin := time.Now()
			record(t, s, o.list, 100)
			t.Logf("recorded in %v", time.Since(begin).Round(time.Second))
			got := graph(t, s)
			if want == nil {
				want = got
			}
			sameGraph(t, "graph", want, got)
			begin = time.Now()
			rebuilt(t, s)
			t.Logf("rebuilt in %v", time.Since(begin).Round(time.Second))
			sameGraph(t, "graph after the rebuild", want, graph(t, s))
		})
	}
}

// TestFourLoaders has four loaders write to one Neo4j at once: the graph is that
// of an embedded store.
func TestFourLoaders(t *testing.T) {
	readings := read(t, corpus(t, 1000))
	one := openFile(t)
	record(t, one, readings, 100)
	want := graph(t, one)

	server := emptyNeo4j(t)
	var loaders [4]*neo4jstore.Store
	for i := range loaders {
		loaders[i] = openNeo4j(t, server)
	}
	begin := time.Now()
	var wait sync.WaitGroup
	for i, s := range loaders {
		wait.Go(func() {
			for n := i * 10; n < len(readings); n += 40 {
				if _, err := s.Record(t.Context(), readings[n:min(n+10, len(readings))]); err != nil {
					t.Errorf("loader %d: %v", i, err)
					return
				}
			}
		})
	}
	wait.Wait()
	t.Logf("recorded by four at once in %v", time.Since(begin).Round(time.Second))
	if t.Failed() {
		return
	}
	sameGraph(t, "graph of Neo4j", want, graph(t, loaders[0]))
	rebuilt(t, loaders[0])
	changes, err := loaders[0].ChangesAfter(t.Context(), 0, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range changes {
		if c.Cursor != int64(i+1) {
			t.Fatalf("change %d has the cursor %d", i+1, c.Cursor)
		}
	}
	t.Logf("%d changes without a gap", len(changes))
}
