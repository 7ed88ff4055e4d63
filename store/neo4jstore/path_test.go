package neo4jstore_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rawabit/schema"
	"rawabit/store"
)

// TestManyShortestPaths asks for the first of so many shortest paths that they are
// listed, and of so many that they are followed: in the order of the ids of their
// relations either way.
func TestManyShortestPaths(t *testing.T) {
	s := open(t)
	defer closeStore(t, s)
	for _, width := range []int{12, 13} { // 1,728 and 2,197 paths
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			name := func(layer, i int) schema.ActorID { return schema.ActorID(fmt.Sprintf("w%d-%d-%d", width, layer, i)) }
			id := func(layer, i, j int) schema.RelationID {
				return schema.RelationID(schema.HashID("w", fmt.Sprint(width, layer, i, j))) // in no order
			}
			sizes := []int{1, width, width, width, 1}
			var actors []schema.Actor
			var relations []schema.Relation
			paths := [][]string{nil}
			ends := []int{0}
			for layer, size := range sizes {
				for i := range size {
					actors = append(actors, schema.Actor{ID: name(layer, i), Type: schema.Group, Name: string(name(layer, i))})
				}
				if layer == 0 {
					continue
				}
				for i := range sizes[layer-1] {
					for j := range size {
						relations = append(relations, schema.Relation{ID: id(layer, i, j), Type: schema.Supports, Source: name(layer-1, i), Target: name(layer, j), Modality: schema.Actual, Confidence: 1})
					}
				}
				var longer [][]string
				var at []int
				for n, path := range paths {
					for j := range size {
						longer, at = append(longer, append(slices.Clone(path), string(id(layer, ends[n], j)))), append(at, j)
					}
				}
				paths, ends = longer, at
			}
			slices.SortFunc(paths, slices.Compare[[]string])
			if err := s.Import(t.Context(), actors, relations); err != nil {
				t.Fatal(err)
			}
			found, err := s.Paths(t.Context(), store.PathsQuery{From: name(0, 0), To: name(4, 0), MaxHops: 5, First: 20})
			if err != nil {
				t.Fatal(err)
			}
			var got [][]string
			for _, p := range found {
				var ids []string
				for _, r := range p.Relations {
					ids = append(ids, string(r.ID))
				}
				got = append(got, ids)
			}
			if diff := cmp.Diff(paths[:20], got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
