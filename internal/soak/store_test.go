//go:build soak

package soak_test

import (
	"path/filepath"
	"testing"
	"time"

	"rawabit/internal/arrival"
	"rawabit/internal/script"
	"rawabit/store"
	"rawabit/store/embedded"
	"rawabit/store/neo4jstore"
	"rawabit/store/storetest"
)

// TestDifferential asks two stores the same generated questions over a large
// graph.
func TestDifferential(t *testing.T) {
	g := storetest.Generate(21, 6000, 52_000)
	one, two := openFile(t), openNeo4j(t, emptyNeo4j(t))
	begin := time.Now()
	storetest.LoadGraph(t, one, g)
	t.Logf("embedded: loaded in %v", time.Since(begin).Round(time.Second))
	begin = time.Now()
	storetest.LoadGraph(t, two, g)
	t.Logf("Neo4j: loaded in %v", time.Since(begin).Round(time.Second))
	begin = time.Now()
	storetest.Differential(t, g, one, two, 9, 500)
	t.Logf("500 questions in %v", time.Since(begin).Round(time.Second))
}

// TestPermutations loads articles in many orders.
func TestPermutations(t *testing.T) {
	t.Run("embedded", func(t *testing.T) {
		arrival.Permutations(t, 200, func(t *testing.T) store.Store {
			s, err := embedded.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"))
			if err != nil {
				t.Fatal(err)
			}
			return s
		})
	})
	t.Run("neo4j", func(t *testing.T) {
		arrival.Permutations(t, 20, func(t *testing.T) store.Store { return emptyStore(t, nil) })
	})
}

// TestScripts runs all behaviour scripts on Neo4j.
func TestScripts(t *testing.T) {
	script.Run(t, func(t *testing.T, clock store.Clock) store.Store { return emptyStore(t, clock) })
}

// emptyStore returns a store over the emptied database, which the caller closes.
func emptyStore(t *testing.T, clock store.Clock) store.Store {
	t.Helper()
	server := emptyNeo4j(t)
	s, err := neo4jstore.Open(t.Context(), server.Bolt, neo4jstore.Options{User: server.User, Password: server.Password, Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
