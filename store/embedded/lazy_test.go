package embedded_test

import (
	"path/filepath"
	"testing"
	"time"

	"rawabit/internal/arrival"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/embedded"
	"rawabit/store/storetest"
)

func TestLazyPersist(t *testing.T) {
	folder := t.TempDir()
	storetest.Persist(t, func(t *testing.T, name string) store.Store {
		return open(t, filepath.Join(folder, name+".db"), embedded.Lazy())
	})
}

// TestLazy writes with a store that has read no graph, beside one that has, and
// asks both.
func TestLazy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	lazy := open(t, path, embedded.Lazy())
	defer closeStore(t, lazy)
	eager := open(t, path)
	defer closeStore(t, eager)
	actors := []schema.Actor{{ID: "a", Type: schema.Person, Name: "A"}, {ID: "b", Type: schema.Person, Name: "B"}}
	for i, id := range []schema.RelationID{"r1", "r2"} {
		r := schema.Relation{ID: id, Type: schema.Met, Source: "a", Target: "b", Modality: schema.Actual, Confidence: 1}
		if err := lazy.Import(t.Context(), actors, []schema.Relation{r}); err != nil {
			t.Fatal(err)
		}
		cursor, err := lazy.LastCursor(t.Context())
		if err != nil || cursor != int64(i+1) {
			t.Fatalf("cursor %d, %v", cursor, err)
		}
	}
	last := schema.Relation{ID: "r3", Type: schema.Supports, Source: "b", Target: "a", Modality: schema.Actual, Confidence: 1}
	if err := eager.Import(t.Context(), nil, []schema.Relation{last}); err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]store.Store{"lazy": lazy, "eager": eager} {
		t.Run(name, func(t *testing.T) {
			for end := time.Now().Add(5 * time.Second); ; time.Sleep(10 * time.Millisecond) {
				page, err := s.Relations(t.Context(), store.RelationsQuery{Page: store.Page{First: 9}})
				if err != nil {
					t.Fatal(err)
				}
				if len(page.Nodes) == 3 {
					return
				}
				if time.Now().After(end) {
					t.Fatalf("%d relations, want 3", len(page.Nodes))
				}
			}
		})
	}
}

// TestLazyBeside asks a lazy store for its graph after another one wrote, and
// before it has looked at the file: what the lazy one records then goes on from
// what the other one recorded.
func TestLazyBeside(t *testing.T) {
	readings := arrival.Readings(t, 30)
	path := filepath.Join(t.TempDir(), "graph.db")
	lazy := open(t, path, embedded.Lazy(), embedded.WithPoll(time.Hour))
	defer closeStore(t, lazy)
	other := open(t, path, embedded.WithPoll(time.Hour))
	defer closeStore(t, other)
	for i, s := range []*embedded.Store{lazy, other, lazy} {
		if i == 2 {
			if _, err := s.Stats(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.Record(t.Context(), readings[10*i:10*i+10]); err != nil {
			t.Fatal(err)
		}
	}
	if differed, err := lazy.Rebuild(t.Context(), nil); differed != 0 || err != nil {
		t.Errorf("%d relations differ from what the claims say (%v)", differed, err)
	}
}
