package storetest

import (
	"strings"
	"testing"

	"rawabit/schema"
	"rawabit/store"
)

func pathText(paths []store.PathNode) string {
	list := make([]string, len(paths))
	for i, p := range paths {
		list[i] = labels(p.Relations)
	}
	return strings.Join(list, " | ")
}

func testPaths(t *testing.T, s store.Store) {
	imported := store.Filter{Types: []schema.RelationType{schema.Leads, schema.Met, schema.MemberOf, schema.PresentIn, schema.Attacked, schema.WithdrewFrom, schema.Controls, schema.CooperatesWith}}
	tests := map[string]struct {
		q    store.PathsQuery
		want string
	}{
		"one hop, parallel":      {store.PathsQuery{From: "layla", To: "omar", First: 3, Filter: imported}, "i-met1 | i-met2 | i-met3"},
		"then longer ones":       {store.PathsQuery{From: "layla", To: "omar", First: 9, Filter: imported}, "i-met1 | i-met2 | i-met3 | i-lead1 i-lead2"},
		"two hops, either way":   {store.PathsQuery{From: "layla", To: "jabal", First: 1, Filter: imported}, "i-lead1 i-ally"},
		"back":                   {store.PathsQuery{From: "jabal", To: "layla", First: 1, Filter: imported}, "i-ally i-lead1"},
		"three hops in order":    {store.PathsQuery{From: "base", To: "tell", First: 5, Filter: imported}, "i-here i-hit i-hold | i-here i-hit i-leave"},
		"too far":                {store.PathsQuery{From: "base", To: "tell", MaxHops: 2, First: 5, Filter: imported}, ""},
		"filtered":               {store.PathsQuery{From: "base", To: "tell", First: 5, Filter: store.Filter{Modality: []schema.Modality{schema.Actual}, Types: imported.Types}}, "i-here i-hit i-hold"},
		"as of":                  {store.PathsQuery{From: "layla", To: "jabal", First: 5, Filter: store.Filter{AsOf: day("2024-01-01"), Types: imported.Types}}, ""},
		"unconnected":            {store.PathsQuery{From: "layla", To: "wadi", First: 5}, ""},
		"unknown":                {store.PathsQuery{From: "layla", To: "nobody", First: 5}, ""},
		"to itself":              {store.PathsQuery{From: "layla", To: "layla", First: 5}, ""},
		"through what was told":  {store.PathsQuery{From: "jabal", To: "army", First: 1, Filter: store.Filter{Types: []schema.RelationType{schema.Supports, schema.Attacked}}}, "supports:jabal>front i-hit"},
		"none wanted":            {store.PathsQuery{From: "layla", To: "omar"}, ""},
		"nothing passes":         {store.PathsQuery{From: "layla", To: "omar", First: 3, Filter: store.Filter{Actor: "nobody"}}, ""},
		"only over given actors": {store.PathsQuery{From: "layla", To: "omar", First: 3, Filter: store.Filter{Target: "sahel"}}, "i-lead1 i-lead2"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if test.q.MaxHops == 0 {
				test.q.MaxHops = 4
			}
			paths, err := s.Paths(t.Context(), test.q)
			if err != nil {
				t.Fatal(err)
			}
			wantText(t, "paths", pathText(paths), test.want)
			for _, p := range paths {
				checkPath(t, p, test.q.From, test.q.To)
			}
		})
	}
	_, err := s.Paths(t.Context(), store.PathsQuery{From: "layla", To: "omar", First: 1})
	wantCode(t, "no hops", err, schema.CodeInvalid)
}

// checkPath checks that relations and actors of a path fit together.
func checkPath(t *testing.T, p store.PathNode, from, to schema.ActorID) {
	t.Helper()
	if len(p.Actors) != len(p.Relations)+1 || p.Actors[0].ID != from || p.Actors[len(p.Actors)-1].ID != to {
		t.Errorf("path of %d relations from %s runs over %s", len(p.Relations), from, actorIDs(p.Actors))
		return
	}
	for i, r := range p.Relations {
		a, b := p.Actors[i].ID, p.Actors[i+1].ID
		if !(r.Relation.Source == a && r.Relation.Target == b || r.Relation.Source == b && r.Relation.Target == a) {
			t.Errorf("%s does not join %s and %s", label(r.Relation), a, b)
		}
	}
}

// testOverlapping asks for paths whose states share a day, with the events in
// their time.
func testOverlapping(t *testing.T, s store.Store) {
	states := []schema.RelationType{schema.Leads, schema.MemberOf, schema.CooperatesWith}
	tests := map[string]struct {
		from, to schema.ActorID
		types    []schema.RelationType
		want     string
	}{
		"states that share a day":           {"layla", "jabal", states, "i-lead1 i-ally"},
		"states that do not":                {"layla", "omar", states, ""},
		"an undated state shares any":       {"sahel", "council", states, "i-lead2 i-member"},
		"an event in the time of the state": {"army", "tell", []schema.RelationType{schema.Attacked, schema.Controls}, "i-hit i-hold"},
		"an event after the state":          {"base", "front", []schema.RelationType{schema.Attacked, schema.PresentIn}, ""},
		"events bind nothing but states":    {"army", "tell", []schema.RelationType{schema.Attacked, schema.WithdrewFrom}, "i-hit i-leave"},
		"an undated event may lie anywhere": {"layla", "council", []schema.RelationType{schema.Met, schema.MemberOf}, "i-met1 i-member | i-met2 i-member | i-met3 i-member"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			paths, err := s.Paths(t.Context(), store.PathsQuery{
				From: test.from, To: test.to, MaxHops: 3, First: 5, Overlapping: true, Filter: store.Filter{Types: test.types},
			})
			if err != nil {
				t.Fatal(err)
			}
			wantText(t, "paths", pathText(paths), test.want)
		})
	}
}

func testNeighborhood(t *testing.T, s store.Store) {
	dated := store.Filter{AsOf: day("2026-01-10"), Kinds: []schema.Kind{schema.Event}}
	tests := map[string]struct {
		q         store.NeighborhoodQuery
		actors    string
		relations string
		truncated bool
	}{
		"itself":         {store.NeighborhoodQuery{ID: "front", Limit: 10}, "front", "", false},
		"one hop":        {store.NeighborhoodQuery{ID: "front", Hops: 1, Limit: 10}, "front army jabal tell", "i-hit i-hold i-leave supports:jabal>front", false},
		"two hops":       {store.NeighborhoodQuery{ID: "army", Hops: 2, Limit: 10}, "army base front jabal tell", "i-here i-hit i-hold i-leave supports:jabal>front", false},
		"cut":            {store.NeighborhoodQuery{ID: "front", Hops: 2, Limit: 3}, "front army jabal", "i-hit supports:jabal>front", true},
		"just enough":    {store.NeighborhoodQuery{ID: "front", Hops: 1, Limit: 4}, "front army jabal tell", "i-hit i-hold i-leave supports:jabal>front", false},
		"filtered":       {store.NeighborhoodQuery{ID: "front", Hops: 3, Limit: 10, Filter: dated}, "front army", "i-hit", false},
		"nothing passes": {store.NeighborhoodQuery{ID: "front", Hops: 3, Limit: 10, Filter: store.Filter{Actor: "nobody"}}, "front", "", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := s.Neighborhood(t.Context(), test.q)
			if err != nil || got == nil {
				t.Fatalf("got none: %v", err)
			}
			wantText(t, "actors", actorIDs(got.Actors), test.actors)
			wantText(t, "relations", sorted(labels(got.Relations)), test.relations)
			if got.Truncated != test.truncated {
				t.Errorf("truncated is %v", got.Truncated)
			}
		})
	}
	none, err := s.Neighborhood(t.Context(), store.NeighborhoodQuery{ID: "nobody", Hops: 1, Limit: 1})
	if none != nil || err != nil {
		t.Errorf("around nobody: %v, %v", none, err)
	}
}

func testDyad(t *testing.T, s store.Store) {
	tests := map[string]struct {
		q     store.DyadQuery
		dates string
		want  string
	}{
		"by month": {store.DyadQuery{A: "layla", B: "omar"}, "2026-01 2026-01-10", "[{2026-01-01 8 0 2}]"},
		// The meeting of a month falls into no day, but is contact.
		"by day":         {store.DyadQuery{A: "omar", B: "layla", Granularity: store.Days}, "2026-01 2026-01-10", "[{2026-01-10 4 0 1}]"},
		"by week":        {store.DyadQuery{A: "omar", B: "layla", Granularity: store.Weeks}, "2026-01 2026-01-10", "[{2026-01-05 4 0 1}]"},
		"by year":        {store.DyadQuery{A: "army", B: "front", Granularity: store.Years}, "2026-01-10 2026-01-10", "[{2026-01-01 0 -9 1}]"},
		"with its parts": {store.DyadQuery{A: "front", B: "sahel", Filter: store.Filter{Parts: true}}, "2026-01-10 2026-01-20", "[{2026-01-01 8 -9 2}]"},
		"filtered":       {store.DyadQuery{A: "front", B: "sahel", Filter: store.Filter{Parts: true, Modality: []schema.Modality{schema.Actual}}}, "2026-01-10 2026-01-10", "[{2026-01-01 0 -9 1}]"},
		"undated only":   {store.DyadQuery{A: "jabal", B: "council"}, " ", "[]"},
		"nothing":        {store.DyadQuery{A: "layla", B: "wadi"}, " ", "[]"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := s.Dyad(t.Context(), test.q)
			if err != nil || got == nil {
				t.Fatalf("got none: %v", err)
			}
			if got.A.ID != test.q.A || got.B.ID != test.q.B {
				t.Errorf("it is of %s and %s", got.A.ID, got.B.ID)
			}
			wantText(t, "contact", got.FirstContact.String()+" "+got.LastContact.String(), test.dates)
			wantText(t, "series", seriesText(got.Series), test.want)
		})
	}
	field := store.RelationsField{Page: store.Page{First: 2, Total: true}}
	out, in := field, field
	out.Direction, in.Direction = store.Out, store.In
	got, err := s.Dyad(t.Context(), store.DyadQuery{A: "front", B: "sahel", Filter: store.Filter{Parts: true}, Relations: []store.RelationsField{field, out, in}})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"i-leave i-hit", "i-leave i-hold", "i-hit"} {
		wantText(t, "relations", labels(got.Relations[i].Nodes), want)
	}
	if p := got.Relations[0]; p.Total != 3 || !p.HasNext {
		t.Errorf("page is %+v", p.PageInfo)
	}
	field.Page.After = got.Relations[0].Cursors[1]
	if got, err = s.Dyad(t.Context(), store.DyadQuery{A: "front", B: "sahel", Filter: store.Filter{Parts: true}, Relations: []store.RelationsField{field}}); err != nil {
		t.Fatal(err)
	}
	wantText(t, "second page", labels(got.Relations[0].Nodes), "i-hold")
	none, err := s.Dyad(t.Context(), store.DyadQuery{A: "layla", B: "nobody"})
	if none != nil || err != nil {
		t.Errorf("with nobody: %v, %v", none, err)
	}
}
