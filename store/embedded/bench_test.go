package embedded_test

import (
	"path/filepath"
	"testing"
	"time"

	"rawabit/store"
	"rawabit/store/embedded"
	"rawabit/store/storetest"
)

// BenchmarkOpen opens a store of 100,000 relations and asks for one page.
func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "graph.db")
	s, err := embedded.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	g := storetest.Generate(1, 10_000, 100_000)
	start := time.Now()
	if err := s.Import(b.Context(), g.Actors, g.Relations); err != nil {
		b.Fatal(err)
	}
	b.Logf("imported 100,000 relations in %v", time.Since(start))
	if err := s.Close(b.Context()); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, err := embedded.Open(b.Context(), path)
		if err != nil {
			b.Fatal(err)
		}
		page, err := s.Relations(b.Context(), store.RelationsQuery{Page: store.Page{First: 10, Total: true}})
		if err != nil || page.Total != 100_000 || page.Nodes[0].Relation.ID == "" {
			b.Fatal(page, err)
		}
		if err := s.Close(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
