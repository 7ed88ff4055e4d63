package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"rawabit/schema"
	"rawabit/seeds"
	"rawabit/store"
	"rawabit/store/memory"
)

// TestSearchFindsTheRegistry searches the whole registry for names as people type
// them: without hamza, vowels and article, in any transliteration, with a typo.
func TestSearchFindsTheRegistry(t *testing.T) {
	registry, err := seeds.DefaultRegistry()
	if err != nil {
		t.Fatal(err)
	}
	actors := make([]schema.Actor, len(registry.Entries))
	for i, e := range registry.Entries {
		actors[i] = e.Actor
	}
	s := memory.New()
	if err := s.Import(t.Context(), actors, nil); err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile("testdata/search.tsv")
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for line := range strings.Lines(string(table)) {
		text, want, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue
		}
		asked++
		page, err := s.Actors(t.Context(), store.ActorsQuery{Search: text, Page: store.Page{First: 3}})
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, n := range page.Nodes {
			found = append(found, string(n.ID))
		}
		if !slices.Contains(found, want) {
			t.Errorf("%q finds %v, not %s", text, found, want)
		}
	}
	if asked < 150 {
		t.Errorf("only %d names were looked for", asked)
	}
}
