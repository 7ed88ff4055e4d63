//go:build soak

package soak_test

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sync"
	"testing"
	"time"

	"rawabit/export"
	"rawabit/schema"
	"rawabit/store"
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

// TestArchive copies a store to Neo4j and back: the archives are equal byte for
// byte.
func TestArchive(t *testing.T) {
	one, two, three := openFile(t), openNeo4j(t, emptyNeo4j(t)), openFile(t)
	record(t, one, read(t, corpus(t, 6603)), 100)
	want := archive(t, one)
	begin := time.Now()
	if _, err := export.Copy(t.Context(), one, two, nil); err != nil {
		t.Fatal(err)
	}
	t.Logf("copied to Neo4j in %v", time.Since(begin).Round(time.Second))
	if got := archive(t, two); got != want {
		t.Errorf("the archive of Neo4j is %s, that of the file %s", got, want)
	}
	if _, err := export.Copy(t.Context(), two, three, nil); err != nil {
		t.Fatal(err)
	}
	if got := archive(t, three); got != want {
		t.Errorf("the archive of the copy is %s, that of the file %s", got, want)
	}
	sameGraph(t, "graph of the copy", graph(t, one), graph(t, three))
	rebuilt(t, three)
}

// archive returns the hash of a store's archive, and how much it holds.
func archive(t *testing.T, s store.Store) string {
	t.Helper()
	h := sha256.New()
	tally, err := export.Dump(t.Context(), s, h, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("an archive of %s", tally)
	return hex.EncodeToString(h.Sum(nil))
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
