package storetest

import (
	"fmt"
	"strings"
	"testing"

	"rawabit/schema"
	"rawabit/store"
)

func testActor(t *testing.T, s store.Store) {
	tests := map[string]struct {
		q    store.ActorQuery
		want schema.ActorID // "" for none
	}{
		"by id":                  {store.ActorQuery{ID: "layla"}, "layla"},
		"unknown id":             {store.ActorQuery{ID: "nobody"}, ""},
		"Arabic name":            {store.ActorQuery{Name: "عمر النجار"}, "omar"},
		"without article":        {store.ActorQuery{Name: "جيش ساحل"}, "army"},
		"other hamza, no vowels": {store.ActorQuery{Name: "ام سالم"}, "layla"},
		"English name":           {store.ActorQuery{Name: "sahel republic"}, "sahel"},
		"part of a name":         {store.ActorQuery{Name: "Sahel"}, ""},
		"an office is no name":   {store.ActorQuery{Name: "الرئيسة"}, ""},
		"nothing asked":          {store.ActorQuery{}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := s.Actor(t.Context(), test.q)
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case got == nil && test.want != "":
				t.Errorf("got none, want %s", test.want)
			case got != nil && got.ID != test.want:
				t.Errorf("got %s, want %q", got.ID, test.want)
			}
		})
	}
	for _, want := range Actors() {
		got, err := s.Actor(t.Context(), store.ActorQuery{ID: want.ID})
		if err != nil || got == nil {
			t.Fatalf("actor %s: %v", want.ID, err)
		}
		if !store.SameActor(got.Actor, &want) {
			t.Errorf("actor %s came back as %+v, want %+v", want.ID, *got.Actor, want)
		}
	}
}

func testSearch(t *testing.T, s store.Store) {
	tests := map[string]string{
		"الساحل":       "army sahel",
		"sahel":        "army sahel",
		"Haddad":       "layla",
		"احمد":         "",
		"الزيتون omar": "omar tell",
		"!؟":           "",
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			page, err := s.Actors(t.Context(), store.ActorsQuery{Search: text, Page: store.Page{First: 20, Total: true}})
			if err != nil {
				t.Fatal(err)
			}
			wantText(t, "found", sorted(actorIDs(page.Nodes)), want)
			if n := len(strings.Fields(want)); page.Total != n {
				t.Errorf("total %d, want %d", page.Total, n)
			}
		})
	}
	t.Run("best first", func(t *testing.T) {
		page, err := s.Actors(t.Context(), store.ActorsQuery{Search: "جمهورية الساحل", Page: store.Page{First: 20}})
		if err != nil {
			t.Fatal(err)
		}
		wantText(t, "found", actorIDs(page.Nodes), "sahel army")
	})
	t.Run("of a type", func(t *testing.T) {
		page, err := s.Actors(t.Context(), store.ActorsQuery{Search: "الساحل", Types: []schema.ActorType{schema.State}, Page: store.Page{First: 20}})
		if err != nil {
			t.Fatal(err)
		}
		wantText(t, "found", actorIDs(page.Nodes), "sahel")
	})
}

func testActors(t *testing.T, s store.Store) {
	// By main name, code points compared.
	const byName = "herders wadi tell front sahel army jabal omar base layla council"
	tests := map[string]struct {
		q     store.ActorsQuery
		want  string
		total int
	}{
		"all":         {store.ActorsQuery{}, byName, 11},
		"by name":     {store.ActorsQuery{Order: store.NameOrder}, byName, 11},
		"places":      {store.ActorsQuery{Types: []schema.ActorType{schema.Place, schema.Facility}}, "wadi tell base", 3},
		"prefix":      {store.ActorsQuery{NamePrefix: "ج"}, "front sahel army", 3},
		"no prefix":   {store.ActorsQuery{NamePrefix: "Sahel"}, "", 0},
		"by degree":   {store.ActorsQuery{Order: store.DegreeDesc}, "omar front jabal layla sahel council tell army base herders wadi", 11},
		"two of them": {store.ActorsQuery{Order: store.DegreeDesc, Page: store.Page{First: 2}}, "omar front", 11},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			q := test.q
			if q.Page.First == 0 {
				q.Page.First = 100
			}
			q.Page.Total = true
			page, err := s.Actors(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			wantText(t, "actors", actorIDs(page.Nodes), test.want)
			if page.Total != test.total {
				t.Errorf("total %d, want %d", page.Total, test.total)
			}
		})
	}
	for _, order := range []store.ActorOrder{store.Relevance, store.NameOrder, store.DegreeDesc} {
		for _, search := range []string{"", "الساحل الوادي"} {
			t.Run(fmt.Sprintf("pages of order %d of %q", order, search), func(t *testing.T) {
				var all, walked []string
				q := store.ActorsQuery{Search: search, Order: order, Page: store.Page{First: 100}}
				page, err := s.Actors(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				all = strings.Fields(actorIDs(page.Nodes))
				for q.Page.First = 2; ; q.Page.After = page.Cursors[len(page.Cursors)-1] {
					if page, err = s.Actors(t.Context(), q); err != nil {
						t.Fatal(err)
					}
					walked = append(walked, strings.Fields(actorIDs(page.Nodes))...)
					if !page.HasNext {
						break
					}
				}
				wantText(t, "pages", strings.Join(walked, " "), strings.Join(all, " "))
			})
		}
	}
}
