package storetest

import (
	"fmt"
	"strings"
	"testing"

	"rawabit/schema"
	"rawabit/store"
)

func testOrder(t *testing.T, s store.Store) {
	imported := store.Filter{MinConfidence: 0.1}
	tests := map[string]struct {
		f     store.Filter
		order store.RelationOrder
		want  string
	}{
		"newest first": {store.Filter{Kinds: []schema.Kind{schema.Event}, MinConfidence: 0.1}, store.DateDesc, "i-leave visited:omar>tell i-march i-hit i-met1 i-met2"},
		"oldest first": {imported, store.DateAsc, "i-lead2 i-ally i-lead1 i-hold i-here i-met2 i-hit i-met1 i-march visited:omar>tell i-leave"},
		"one type":     {store.Filter{Types: []schema.RelationType{schema.Met}}, store.DateAsc, "i-met2 i-met1 i-met3"},
		"two types":    {store.Filter{Types: []schema.RelationType{schema.Met, schema.Leads}}, store.DateDesc, "i-met1 i-met2 i-lead1 i-lead2 i-met3"},
		"most certain": {store.Filter{Source: "army"}, store.ConfidenceDesc, "i-hit i-here"},
		"last learned": {store.Filter{Actor: "tell"}, store.RecordedDesc, "visited:omar>tell i-hold i-leave"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			n := len(strings.Fields(test.want))
			page, err := s.Relations(t.Context(), store.RelationsQuery{Filter: test.f, Order: test.order, Page: store.Page{First: n}})
			if err != nil {
				t.Fatal(err)
			}
			wantText(t, "relations", labels(page.Nodes), test.want)
		})
	}
	t.Run("undated last", func(t *testing.T) {
		for _, order := range []store.RelationOrder{store.DateDesc, store.DateAsc} {
			page, err := s.Relations(t.Context(), store.RelationsQuery{Order: order, Page: store.Page{First: 100}})
			if err != nil {
				t.Fatal(err)
			}
			tail := page.Nodes[len(page.Nodes)-5:]
			wantText(t, "undated", sorted(labels(tail)), "accused:jabal>council i-member i-met3 supports:jabal>council supports:jabal>front")
			for i := 1; i < len(tail); i++ {
				if tail[i-1].ID >= tail[i].ID {
					t.Errorf("order %d: %s before %s", order, tail[i-1].ID, tail[i].ID)
				}
			}
		}
	})
}

// testPages walks lists in pages of every size and compares with the whole.
func testPages(t *testing.T, s store.Store) {
	filters := map[string]store.Filter{
		"all": {}, "types": {Types: []schema.RelationType{schema.Met, schema.Leads, schema.Supports}},
		"as of": {AsOf: day("2026-01-10")}, "actor": {Actor: "omar"}, "parts": {Actor: "sahel", Parts: true},
		"starts": {StartsIn: &store.DayRange{From: *day("2024-01-01"), Before: *day("2026-01-20")}},
	}
	for name, f := range filters {
		for _, order := range []store.RelationOrder{store.DateDesc, store.DateAsc, store.RecordedDesc, store.ConfidenceDesc} {
			t.Run(fmt.Sprintf("%s, order %d", name, order), func(t *testing.T) {
				whole, err := s.Relations(t.Context(), store.RelationsQuery{Filter: f, Order: order, Page: store.Page{First: 100}})
				if err != nil {
					t.Fatal(err)
				}
				if whole.HasNext || whole.HasPrevious || whole.Total != -1 {
					t.Errorf("the whole list says %+v", whole.PageInfo)
				}
				for size := 1; size <= len(whole.Nodes)+1; size++ {
					walked, pages := walk(t, s, store.RelationsQuery{Filter: f, Order: order, Page: store.Page{First: size, Total: true}}, len(whole.Nodes))
					wantText(t, fmt.Sprintf("pages of %d", size), walked, labels(whole.Nodes))
					if want := max(1, (len(whole.Nodes)+size-1)/size); pages != want {
						t.Errorf("%d pages of %d, want %d", pages, size, want)
					}
				}
			})
		}
	}
	none, err := s.Relations(t.Context(), store.RelationsQuery{Page: store.Page{First: 0, Total: true}})
	if err != nil || len(none.Nodes) != 0 || !none.HasNext || none.Total != 16 {
		t.Errorf("a page of none is %+v (%v), want a total of 16 and more to come", none, err)
	}
}

// walk reads a list page by page and checks what each says of itself.
func walk(t *testing.T, s store.Store, q store.RelationsQuery, total int) (found string, pages int) {
	t.Helper()
	var all []string
	for {
		page, err := s.Relations(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		pages++
		all = append(all, strings.Fields(labels(page.Nodes))...)
		if page.HasPrevious != (pages > 1) || page.Total != total || len(page.Cursors) != len(page.Nodes) {
			t.Errorf("page %d says %+v", pages, page.PageInfo)
		}
		if !page.HasNext || pages > 100 {
			return strings.Join(all, " "), pages
		}
		q.Page.After = page.Cursors[len(page.Cursors)-1]
	}
}

func testCursors(t *testing.T, s store.Store) {
	page, err := s.Relations(t.Context(), store.RelationsQuery{Order: store.DateAsc, Page: store.Page{First: 1}})
	if err != nil {
		t.Fatal(err)
	}
	for name, cursor := range map[string]string{"nonsense": "nonsense", "not base64": "%%%", "of another order": page.Cursors[0], "short": "AQ"} {
		t.Run(name, func(t *testing.T) {
			after := store.Page{First: 1, After: cursor}
			_, err := s.Relations(t.Context(), store.RelationsQuery{Page: after})
			wantCode(t, "relations", err, schema.CodeInvalid)
			_, err = s.Actors(t.Context(), store.ActorsQuery{Page: after})
			wantCode(t, "actors", err, schema.CodeInvalid)
			_, err = s.Actors(t.Context(), store.ActorsQuery{Search: "sahel", Page: after})
			wantCode(t, "search", err, schema.CodeInvalid)
			_, err = s.Articles(t.Context(), store.ArticlesQuery{Page: after})
			wantCode(t, "articles", err, schema.CodeInvalid)
			_, err = s.Changes(t.Context(), store.ChangesQuery{Page: after})
			wantCode(t, "changes", err, schema.CodeInvalid)
			_, err = s.Actor(t.Context(), store.ActorQuery{ID: "omar", Select: store.ActorSelection{Relations: []store.RelationsField{{Page: after}}}})
			wantCode(t, "relations of an actor", err, schema.CodeInvalid)
			_, err = s.Actor(t.Context(), store.ActorQuery{ID: "omar", Select: store.ActorSelection{Neighbors: []store.NeighborsField{{Page: after}}}})
			wantCode(t, "neighbours", err, schema.CodeInvalid)
		})
	}
	_, err = s.Relations(t.Context(), store.RelationsQuery{Page: store.Page{First: -1}})
	wantCode(t, "a negative page", err, schema.CodeInvalid)
}
