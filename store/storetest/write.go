package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// testExpired asks with a context that has ended.
func testExpired(t *testing.T, s store.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	page := store.Page{First: 1}
	asks := map[string]func() error{
		"actor":     func() error { _, err := s.Actor(ctx, store.ActorQuery{ID: "omar"}); return err },
		"actors":    func() error { _, err := s.Actors(ctx, store.ActorsQuery{Page: page}); return err },
		"relation":  func() error { _, err := s.Relation(ctx, store.RelationQuery{ID: "i-hit"}); return err },
		"relations": func() error { _, err := s.Relations(ctx, store.RelationsQuery{Page: page}); return err },
		"paths": func() error {
			_, err := s.Paths(ctx, store.PathsQuery{From: "layla", To: "jabal", MaxHops: 3, First: 1})
			return err
		},
		"neighborhood": func() error {
			_, err := s.Neighborhood(ctx, store.NeighborhoodQuery{ID: "omar", Hops: 1, Limit: 9})
			return err
		},
		"dyad":     func() error { _, err := s.Dyad(ctx, store.DyadQuery{A: "layla", B: "omar"}); return err },
		"changes":  func() error { _, err := s.Changes(ctx, store.ChangesQuery{Page: page}); return err },
		"article":  func() error { _, err := s.Article(ctx, store.ArticleQuery{ID: "a-none"}); return err },
		"articles": func() error { _, err := s.Articles(ctx, store.ArticlesQuery{Page: page}); return err },
		"stats":    func() error { _, err := s.Stats(ctx); return err },
		"feed":     func() error { _, err := s.ChangesAfter(ctx, 0, 1); return err },
		"record": func() error {
			_, err := s.Record(ctx, []schema.Reading{reading("2026-02-01", "late", said{schema.Met, "layla", "omar", "2026-02-01", "2026-02-01", "التقت ليلى الحداد عمر النجار."})})
			return err
		},
		"import": func() error { return s.Import(ctx, Actors()[:1], nil) },
	}
	for name, ask := range asks {
		t.Run(name, func(t *testing.T) {
			err := ask()
			wantCode(t, name, err, schema.CodeTimeout)
			if !errors.Is(err, context.Canceled) {
				t.Errorf("the error does not lead back to the context's: %v", err)
			}
		})
	}
	if got, err := s.Stats(t.Context()); err != nil || got.Articles != 3 {
		t.Errorf("a call that was refused left a trace: %+v, %v", got, err)
	}
}

// testEmpty asks an empty store.
func testEmpty(t *testing.T, s store.Store) {
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("ping: %v", err)
	}
	page := store.Page{First: 10, Total: true}
	relations, err := s.Relations(t.Context(), store.RelationsQuery{Page: page})
	if err != nil || relations == nil || len(relations.Nodes) != 0 || relations.Total != 0 || relations.HasNext {
		t.Errorf("relations: %+v, %v", relations, err)
	}
	actors, err := s.Actors(t.Context(), store.ActorsQuery{Page: page})
	if err != nil || actors == nil || len(actors.Nodes) != 0 || actors.Total != 0 {
		t.Errorf("actors: %+v, %v", actors, err)
	}
	articles, err := s.Articles(t.Context(), store.ArticlesQuery{Page: page})
	if err != nil || articles == nil || len(articles.Nodes) != 0 || articles.Total != 0 {
		t.Errorf("articles: %+v, %v", articles, err)
	}
	stats, err := s.Stats(t.Context())
	if err != nil || stats.Relations != 0 || !stats.FirstPublished.IsZero() {
		t.Errorf("stats: %+v, %v", stats, err)
	}
	if last, err := s.LastCursor(t.Context()); last != 0 || err != nil {
		t.Errorf("last cursor: %d, %v", last, err)
	}
	if outcomes, err := s.Record(t.Context(), nil); len(outcomes) != 0 || err != nil {
		t.Errorf("recording nothing: %+v, %v", outcomes, err)
	}
	if err := s.Import(t.Context(), nil, nil); err != nil {
		t.Errorf("importing nothing: %v", err)
	}
}

// snapshot is the whole content of a store, for comparison before and after.
func snapshot(t testing.TB, s store.Store) string {
	t.Helper()
	ctx := t.Context()
	var b strings.Builder
	actors, err := s.Actors(ctx, store.ActorsQuery{Page: store.Page{First: 1 << 20}})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range actors.Nodes {
		fmt.Fprintf(&b, "%+v\n", *a.Actor)
	}
	relations, err := s.Relations(ctx, store.RelationsQuery{Page: store.Page{First: 1 << 20}})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range relations.Nodes {
		b.WriteString(versionText(r.Relation) + "\n")
	}
	changes, err := s.ChangesAfter(ctx, 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		fmt.Fprintf(&b, "%d %s %s %s %s %v\n", c.Cursor, c.ID, c.Kind, c.Relation, c.ValidDate, c.RecordedAt.UTC())
	}
	stats, err := s.Stats(ctx)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "%+v\n", *stats)
	return b.String()
}

// versionText writes a version in full, an empty list like none.
func versionText(r *schema.Relation) string {
	return fmt.Sprint(r.ID, " v", r.Version, " ", r.Type, " ", r.Source, ">", r.Target, " ", r.Roles, " ", r.ValidFrom, "…", r.ValidTo, " ", r.DateBasis, " ", r.Ended,
		" ", r.AttestedFrom, "…", r.AttestedTo, " ", r.EndedBy, " ", r.Modality, " ", r.Confidence, " ", r.Sources, " ", r.Contested, " ", r.Reviewed, " ", r.FulfilledBy,
		" ", r.Office, " ", r.Claims, " ", r.Aliases, " ", r.Quote, " ", r.Article, " ", r.RecordedAt.UTC().UnixMicro(), " ", r.RetractedAt.IsZero())
}

// testAgain loads the world twice: the second time changes nothing.
func testAgain(t *testing.T, s store.Store) {
	Load(t, s)
	before := snapshot(t, s)
	if err := s.Import(t.Context(), Actors(), Relations()); err != nil {
		t.Fatal(err)
	}
	outcomes, err := s.Record(t.Context(), append(Readings(), Readings()[0], Reprint()))
	if err != nil {
		t.Fatal(err)
	}
	for i, out := range outcomes {
		if out.IsNew || out.Claims != 0 || len(out.Changes) != 0 || out.Article == "" {
			t.Errorf("outcome %d of the second load is %+v", i, out)
		}
	}
	wantText(t, "after the second load", snapshot(t, s), before)
	fresh := reading("2026-03-01", "twice in one batch", said{schema.Met, "layla", "omar", "2026-02-28", "2026-02-28", "التقت ليلى الحداد عمر النجار."})
	outcomes, err = s.Record(t.Context(), []schema.Reading{fresh, fresh})
	if err != nil {
		t.Fatal(err)
	}
	if !outcomes[0].IsNew || outcomes[1].IsNew || len(outcomes[0].Changes) != 1 || outcomes[0].Changes[0].Kind != schema.Happened || outcomes[0].Changes[0].Cursor == 0 {
		t.Errorf("outcomes are %+v", outcomes)
	}
}

// lead1 is the imported relation i-lead1 with another end.
func lead1(to string) schema.Relation {
	r := Relations()[0]
	r.ValidTo = date(to)
	return r
}

// testKnown asks what was known when: i-lead1 gets an end, and then another.
func testKnown(t *testing.T, s store.Store) {
	Load(t, s)
	var known []time.Time // just before the first, second, third version
	var ends []string
	note := func() {
		t.Helper()
		got, err := s.Relation(t.Context(), store.RelationQuery{ID: "i-lead1"})
		if err != nil || got == nil {
			t.Fatalf("relation: %v", err)
		}
		if got.Version != len(known)+1 {
			t.Fatalf("version %d, want %d", got.Version, len(known)+1)
		}
		known = append(known, got.RecordedAt.Add(-time.Microsecond))
		ends = append(ends, got.ValidTo.String())
	}
	note()
	for _, to := range []string{"2026-01-05", "2026-01"} {
		if err := s.Import(t.Context(), nil, []schema.Relation{lead1(to)}); err != nil {
			t.Fatal(err)
		}
		note()
	}
	wantText(t, "ends", strings.Join(ends, " "), " 2026-01-05 2026-01")
	times := append(known[1:len(known):len(known)], time.Date(2999, 1, 1, 0, 0, 0, 0, time.UTC))
	for i, at := range append([]time.Time{known[0]}, times...) {
		t.Run(fmt.Sprintf("before version %d", i+1), func(t *testing.T) {
			want := ""
			if i > 0 {
				want = fmt.Sprintf("%d %s %v", i, ends[i-1], i < len(known))
			}
			text := func(n *store.RelationNode) string {
				if n == nil {
					return ""
				}
				return fmt.Sprintf("%d %s %v", n.Version, n.ValidTo, !n.RetractedAt.IsZero())
			}
			one, err := s.Relation(t.Context(), store.RelationQuery{ID: "i-lead1", KnownAt: at})
			if err != nil {
				t.Fatal(err)
			}
			wantText(t, "relation", text(one), want)
			for _, order := range []store.RelationOrder{store.DateDesc, store.DateAsc, store.RecordedDesc, store.ConfidenceDesc} {
				f := store.Filter{Types: []schema.RelationType{schema.Leads}, KnownAt: at, Actor: "layla"}
				list, err := s.Relations(t.Context(), store.RelationsQuery{Filter: f, Order: order, Page: store.Page{First: 9, Total: true}})
				if err != nil {
					t.Fatal(err)
				}
				wantNodes(t, list.Nodes, text, want)
				if list.Total != len(list.Nodes) {
					t.Errorf("total %d, want %d", list.Total, len(list.Nodes))
				}
				f.Actor = ""
				if list, err = s.Relations(t.Context(), store.RelationsQuery{Filter: f, Order: order, Page: store.Page{First: 9, Total: true}}); err != nil {
					t.Fatal(err)
				}
				if list.Total != len(list.Nodes) || list.Total != min(i, 1)*2 {
					t.Errorf("order %d: %d of %d leads known", order, len(list.Nodes), list.Total)
				}
			}
			// What we believed then about a day: the term was over on the 20th by the
			// second version alone.
			paths, err := s.Paths(t.Context(), store.PathsQuery{From: "layla", To: "sahel", MaxHops: 1, First: 1, Filter: store.Filter{KnownAt: at, AsOf: day("2026-01-20")}})
			if err != nil {
				t.Fatal(err)
			}
			if got := len(paths); (got == 1) != (i == 1 || i == 3) {
				t.Errorf("%d paths", got)
			}
		})
	}
}

func wantNodes(t *testing.T, nodes []*store.RelationNode, text func(*store.RelationNode) string, want string) {
	t.Helper()
	list := make([]string, len(nodes))
	for i, n := range nodes {
		list[i] = text(n)
	}
	wantText(t, "relations", strings.Join(list, " | "), want)
}

// testReplace imports the same ids with other content.
func testReplace(t *testing.T, s store.Store) {
	Load(t, s)
	moved := schema.Relation{ID: "i-here", Type: schema.Controls, Source: "council", Target: "wadi", ValidFrom: date("2026-01-02"), Modality: schema.Actual, Confidence: 0.7}
	omar := schema.Actor{ID: "omar", Type: schema.Person, Name: "عمر النجار", NameAr: "عمر النجار", NameEn: "Umar an-Najjar", PartOf: "council"}
	layla := schema.Actor{ID: "layla", Type: schema.Person, Name: "ليلى", NameAr: "ليلى"}
	if err := s.Import(t.Context(), []schema.Actor{omar, layla}, []schema.Relation{moved}); err != nil {
		t.Fatal(err)
	}
	got, err := s.Relation(t.Context(), store.RelationQuery{ID: "i-here"})
	if err != nil || got == nil || got.Type != schema.Controls || got.Relation.Source != "council" || got.Version != 2 {
		t.Errorf("the relation is %+v (%v)", got, err)
	}
	army, err := s.Relations(t.Context(), store.RelationsQuery{Filter: store.Filter{Actor: "army"}, Page: store.Page{First: 9}})
	if err != nil {
		t.Fatal(err)
	}
	wantText(t, "left with the former source", labels(army.Nodes), "i-hit")
	there, err := s.Relations(t.Context(), store.RelationsQuery{Filter: store.Filter{Target: "wadi"}, Page: store.Page{First: 9}})
	if err != nil {
		t.Fatal(err)
	}
	wantText(t, "found at the new target", labels(there.Nodes), "i-here")
	actor, err := s.Actor(t.Context(), store.ActorQuery{Name: "umar an-najjar"})
	if err != nil || actor == nil || !store.SameActor(actor.Actor, &omar) {
		t.Errorf("the actor is %+v (%v), want it replaced", actor, err)
	}
	parts, err := s.Relations(t.Context(), store.RelationsQuery{Filter: store.Filter{Actor: "council", Parts: true, Types: []schema.RelationType{schema.Leads}}, Page: store.Page{First: 9}})
	if err != nil {
		t.Fatal(err)
	}
	wantText(t, "of its new whole", labels(parts.Nodes), "i-lead2")
	if actor, err = s.Actor(t.Context(), store.ActorQuery{ID: "layla"}); err != nil || actor == nil || actor.NameEn != "Layla al-Haddad" || actor.Wikidata != "Q1000001" {
		t.Errorf("an actor of the registry became %+v (%v)", actor, err)
	}
	back := Relations()[6]
	if err := s.Import(t.Context(), nil, []schema.Relation{back}); err != nil {
		t.Fatal(err)
	}
	if got, err = s.Relation(t.Context(), store.RelationQuery{ID: "i-here"}); err != nil || got == nil || got.Type != schema.PresentIn || got.Version != 3 {
		t.Errorf("the relation is %+v (%v) once it is back", got, err)
	}
}

// testRefuse gives the store what it must not take, and looks for traces.
func testRefuse(t *testing.T, s store.Store) {
	Load(t, s)
	before := snapshot(t, s)
	relation := func(change func(r *schema.Relation)) []schema.Relation {
		good, bad := Relations()[0], Relations()[1]
		good.ID, bad.ID = "i-good", "i-bad"
		change(&bad)
		return []schema.Relation{good, bad}
	}
	told := func(change func(r *schema.Reading)) []schema.Reading {
		good := reading("2026-04-01", "first", said{schema.Met, "layla", "omar", "", "", "التقت ليلى الحداد عمر النجار."})
		bad := reading("2026-04-02", "second", said{schema.Met, "jabal", "omar", "", "", "التقت دولة الجبل عمر النجار."})
		change(&bad)
		return []schema.Reading{good, bad}
	}
	tests := map[string]struct {
		actors    []schema.Actor
		relations []schema.Relation
		readings  []schema.Reading
		code      schema.Code
	}{
		"relation type":           {relations: relation(func(r *schema.Relation) { r.Type = "LIKES" }), code: schema.CodeUnknownType},
		"modality":                {relations: relation(func(r *schema.Relation) { r.Modality = "WISHED" }), code: schema.CodeInvalid},
		"relation without id":     {relations: relation(func(r *schema.Relation) { r.ID = "" }), code: schema.CodeInvalid},
		"relation without target": {relations: relation(func(r *schema.Relation) { r.Target = "" }), code: schema.CodeInvalid},
		"unknown end":             {relations: relation(func(r *schema.Relation) { r.Target = "nobody" }), code: schema.CodeInvalid},
		"unknown role":            {relations: relation(func(r *schema.Relation) { r.Roles = []schema.Role{{Name: "place", Actor: "nowhere"}} }), code: schema.CodeInvalid},
		"end before beginning":    {relations: relation(func(r *schema.Relation) { r.ValidTo = date("2019") }), code: schema.CodeInvalidDate},
		"date":                    {relations: relation(func(r *schema.Relation) { r.ValidFrom = schema.NewDate(2026, 2, 30) }), code: schema.CodeInvalidDate},
		"actor type":              {actors: []schema.Actor{{ID: "ghost", Type: "GHOST", Name: "شبح"}}, code: schema.CodeUnknownType},
		"actor without id":        {actors: []schema.Actor{{Type: schema.Person, Name: "شبح"}}, code: schema.CodeInvalid},
		"actor without name":      {actors: []schema.Actor{{ID: "ghost", Type: schema.Person}}, code: schema.CodeInvalid},
		"article without id":      {readings: told(func(r *schema.Reading) { r.Article.ID = "" }), code: schema.CodeInvalid},
		"article without date":    {readings: told(func(r *schema.Reading) { r.Article.Published = schema.Date{} }), code: schema.CodeInvalidDate},
		"claim type":              {readings: told(func(r *schema.Reading) { r.Claims[0].Type = "LIKES" }), code: schema.CodeUnknownType},
		"claim of an unknown":     {readings: told(func(r *schema.Reading) { r.Claims[0].Source = "nobody" }), code: schema.CodeInvalid},
		"mention of an unknown":   {readings: told(func(r *schema.Reading) { r.Mentions[0].Actor = "nobody" }), code: schema.CodeInvalid},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var err error
			if test.readings != nil {
				_, err = s.Record(t.Context(), test.readings)
			} else {
				err = s.Import(t.Context(), test.actors, test.relations)
			}
			wantCode(t, name, err, test.code)
			wantText(t, "after the refusal", snapshot(t, s), before)
		})
	}
	t.Run("an end may be unnamed", func(t *testing.T) {
		r := reading("2026-04-03", "third", said{schema.Attacked, "", "tell", "", "", "تعرض تل الزيتون لهجوم."})
		outcomes, err := s.Record(t.Context(), []schema.Reading{r})
		if err != nil || outcomes[0].Claims != 1 || len(outcomes[0].Changes) != 0 {
			t.Errorf("outcomes are %+v (%v), want one claim and no change", outcomes, err)
		}
	})
}

// testBetweenPages adds relations while a list is being walked: nothing that was
// there is shown twice or left out.
func testBetweenPages(t *testing.T, s store.Store) {
	Load(t, s)
	for _, order := range []store.RelationOrder{store.DateDesc, store.DateAsc, store.ConfidenceDesc} {
		t.Run(fmt.Sprintf("order %d", order), func(t *testing.T) {
			q := store.RelationsQuery{Order: order, Filter: store.Filter{Actor: "omar"}, Page: store.Page{First: 100}}
			whole, err := s.Relations(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			there := map[schema.RelationID]int{}
			for _, n := range whole.Nodes {
				there[n.ID] = 0
			}
			for q.Page.First = 2; ; {
				page, err := s.Relations(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				for _, n := range page.Nodes {
					if _, ok := there[n.ID]; ok {
						there[n.ID]++
					}
				}
				if !page.HasNext {
					break
				}
				q.Page.After = page.Cursors[len(page.Cursors)-1]
				for i, from := range []string{"2027-01-01", "2000-01-01", "2026-01-10", ""} {
					r := schema.Relation{
						ID: schema.RelationID(fmt.Sprintf("i-new-%d-%d-%d", order, len(q.Page.After), i)), Type: schema.Met, Source: "omar", Target: "herders",
						ValidFrom: date(from), ValidTo: date(from), Modality: schema.Actual, Confidence: 0.2 * float64(i+1),
					}
					if err := s.Import(t.Context(), nil, []schema.Relation{r}); err != nil {
						t.Fatal(err)
					}
				}
			}
			for id, n := range there {
				if n != 1 {
					t.Errorf("%s was shown %d times", id, n)
				}
			}
		})
	}
}
