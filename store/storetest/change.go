package storetest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

func seriesText(points []store.DyadPoint) string {
	list := make([]string, len(points))
	for i, p := range points {
		list[i] = fmt.Sprintf("{%s %v %v %d}", p.Start, p.Cooperation, p.Conflict, p.Events)
	}
	return "[" + strings.Join(list, " ") + "]"
}

func testRelation(t *testing.T, s store.Store) {
	for _, want := range Relations() {
		got, err := s.Relation(t.Context(), store.RelationQuery{ID: want.ID})
		if err != nil || got == nil {
			t.Fatalf("relation %s: %v", want.ID, err)
		}
		if want.Type.Symmetric() && want.Target < want.Source {
			want.Source, want.Target = want.Target, want.Source
		}
		r := got.Relation
		if r.Type != want.Type || r.Source != want.Source || r.Target != want.Target || r.ValidFrom != want.ValidFrom || r.ValidTo != want.ValidTo ||
			r.Modality != want.Modality || r.Confidence != want.Confidence || fmt.Sprint(r.Roles) != fmt.Sprint(want.Roles) || r.Version != 1 || r.RecordedAt.IsZero() || !r.RetractedAt.IsZero() {
			t.Errorf("relation %s came back as %+v, want %+v", want.ID, *r, want)
		}
	}
	none, err := s.Relation(t.Context(), store.RelationQuery{ID: "i-none"})
	if none != nil || err != nil {
		t.Errorf("an unknown relation: %v, %v", none, err)
	}
}

func testArticles(t *testing.T, s store.Store) {
	harbour, market, reprint := Readings()[0].Article, Readings()[1].Article, Reprint().Article
	name := map[schema.ArticleID]string{harbour.ID: "harbour", market.ID: "market", reprint.ID: "reprint"}
	names := func(nodes []*store.ArticleNode) string {
		list := make([]string, len(nodes))
		for i, n := range nodes {
			list[i] = name[n.ID]
		}
		return strings.Join(list, " ")
	}
	tests := map[string]struct {
		q    store.ArticlesQuery
		want string
	}{
		"newest first":   {store.ArticlesQuery{}, "market reprint harbour"},
		"from":           {store.ArticlesQuery{Published: &store.DayRange{From: *day("2026-01-13"), Before: schema.MaxDay}}, "market reprint"},
		"before":         {store.ArticlesQuery{Published: &store.DayRange{From: schema.MinDay, Before: *day("2026-01-13")}}, "harbour"},
		"word of a text": {store.ArticlesQuery{Search: "بالتقصير"}, "reprint harbour"},
		"folded":         {store.ArticlesQuery{Search: "سُوق"}, "market"},
		"every word":     {store.ArticlesQuery{Search: "الجبل الزيتون"}, "market"},
		"no such word":   {store.ArticlesQuery{Search: "الجبل بحر"}, ""},
		"no word":        {store.ArticlesQuery{Search: "؟"}, ""},
	}
	for label, test := range tests {
		t.Run(label, func(t *testing.T) {
			test.q.Page = store.Page{First: 10, Total: true}
			page, err := s.Articles(t.Context(), test.q)
			if err != nil {
				t.Fatal(err)
			}
			wantText(t, "articles", names(page.Nodes), test.want)
			if page.Total != len(page.Nodes) {
				t.Errorf("total %d, want %d", page.Total, len(page.Nodes))
			}
			var walked []string
			for test.q.Page.First = 1; ; test.q.Page.After = page.Cursors[0] {
				if page, err = s.Articles(t.Context(), test.q); err != nil {
					t.Fatal(err)
				}
				walked = append(walked, strings.Fields(names(page.Nodes))...)
				if !page.HasNext {
					break
				}
			}
			wantText(t, "pages", strings.Join(walked, " "), test.want)
		})
	}
	t.Run("one", func(t *testing.T) { testArticle(t, s) })
	t.Run("of an actor", func(t *testing.T) {
		actor, err := s.Actor(t.Context(), store.ActorQuery{ID: "council", Select: store.ActorSelection{Articles: []store.ArticlesField{{Page: store.Page{First: 2, Total: true}}}}})
		if err != nil {
			t.Fatal(err)
		}
		wantText(t, "articles", names(actor.Articles[0].Nodes), "market reprint")
		if p := actor.Articles[0]; p.Total != 3 || !p.HasNext {
			t.Errorf("page is %+v", p.PageInfo)
		}
	})
}

func testArticle(t *testing.T, s store.Store) {
	want := Readings()[1].Article
	field := store.ArticleRelationsField{Page: store.Page{First: 2, Total: true}}
	node, err := s.Article(t.Context(), store.ArticleQuery{ID: want.ID, Select: store.ArticleSelection{
		Text: true, Mentions: &store.ActorSelection{}, Relations: []store.ArticleRelationsField{field, {Page: store.Page{First: 9}, Select: store.RelationSelection{Source: &store.ActorSelection{}}}},
	}})
	if err != nil || node == nil {
		t.Fatalf("article: %v", err)
	}
	if *node.Article != want {
		t.Errorf("article came back as %+v, want %+v", *node.Article, want)
	}
	var mentions []string
	for _, m := range node.Mentions {
		mentions = append(mentions, string(m.Actor.ID))
		if node.Text[m.Start:m.End] != m.Text {
			t.Errorf("mention %+v is not in the text", *m.Mention)
		}
	}
	wantText(t, "mentions", strings.Join(mentions, " "), "jabal council omar tell jabal front")
	wantText(t, "relations", labels(node.Relations[0].Nodes), "supports:jabal>council visited:omar>tell")
	wantText(t, "all relations", labels(node.Relations[1].Nodes), "supports:jabal>council visited:omar>tell supports:jabal>front")
	if p := node.Relations[0]; p.Total != 3 || !p.HasNext || node.Relations[1].Nodes[1].Source.ID != "omar" {
		t.Errorf("page is %+v", p.PageInfo)
	}
	field.Page.After = node.Relations[0].Cursors[1]
	node, err = s.Article(t.Context(), store.ArticleQuery{ID: want.ID, Select: store.ArticleSelection{Relations: []store.ArticleRelationsField{field}}})
	if err != nil {
		t.Fatal(err)
	}
	wantText(t, "second page", labels(node.Relations[0].Nodes), "supports:jabal>front")
	if node.Text != "" {
		t.Error("the text came along without being asked for")
	}
	none, err := s.Article(t.Context(), store.ArticleQuery{ID: "a-none"})
	if none != nil || err != nil {
		t.Errorf("an unknown article: %v, %v", none, err)
	}
}

func testChanges(t *testing.T, s store.Store) {
	everything := func(f store.ChangeFilter) []*store.ChangeNode {
		t.Helper()
		page, err := s.Changes(t.Context(), store.ChangesQuery{Filter: f, Page: store.Page{First: 1000, Total: true}, Select: store.ChangeSelection{
			Relation: &store.RelationSelection{Source: &store.ActorSelection{}}, Before: &store.RelationSelection{}, After: &store.RelationSelection{Target: &store.ActorSelection{}},
		}})
		if err != nil {
			t.Fatal(err)
		}
		if page.Total != len(page.Nodes) {
			t.Errorf("total %d, want %d", page.Total, len(page.Nodes))
		}
		return page.Nodes
	}
	all := everything(store.ChangeFilter{})
	for i, c := range all {
		if c.Cursor != int64(i+1) {
			t.Fatalf("change %d has the cursor %d: the feed has a gap", i+1, c.Cursor)
		}
		if c.Relation == nil || c.Change.After != nil && (c.After == nil || c.After.Target == nil) {
			t.Errorf("change %d lacks its relation: %+v", i+1, c)
		}
	}
	kept := func(keep func(c *store.ChangeNode) bool) string {
		var list []string
		for _, c := range all {
			if keep(c) {
				list = append(list, fmt.Sprint(c.Cursor))
			}
		}
		return strings.Join(list, " ")
	}
	last := all[len(all)-1].RecordedAt
	tests := map[string]struct {
		f    store.ChangeFilter
		keep func(c *store.ChangeNode) bool
	}{
		"kind": {store.ChangeFilter{Kinds: []schema.ChangeKind{schema.Opened}}, func(c *store.ChangeNode) bool { return c.Kind == schema.Opened }},
		"type": {store.ChangeFilter{Types: []schema.RelationType{schema.Met, schema.Visited}}, func(c *store.ChangeNode) bool { return c.After.Type == schema.Met || c.After.Type == schema.Visited }},
		"actor": {store.ChangeFilter{Actor: "omar"}, func(c *store.ChangeNode) bool {
			return c.After.Relation.Source == "omar" || c.After.Relation.Target == "omar"
		}},
		"modality": {store.ChangeFilter{Modality: []schema.Modality{schema.Actual}}, func(c *store.ChangeNode) bool { return c.After.Modality == schema.Actual }},
		"since":    {store.ChangeFilter{Since: last}, func(c *store.ChangeNode) bool { return !c.RecordedAt.Before(last) }},
		"later":    {store.ChangeFilter{Since: last.Add(time.Hour)}, func(c *store.ChangeNode) bool { return false }},
		"parts": {store.ChangeFilter{Actor: "wadi", Parts: true}, func(c *store.ChangeNode) bool {
			return c.After.Relation.Target == "tell" || c.After.Relation.Target == "base"
		}},
		"valid in": {store.ChangeFilter{ValidIn: &store.DayRange{From: *day("2026-01-10"), Before: *day("2026-01-20")}}, func(c *store.ChangeNode) bool {
			return !c.ValidDate.IsZero() && c.ValidDate.Earliest() >= *day("2026-01-10") && c.ValidDate.Earliest() < *day("2026-01-20")
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var list []string
			for _, c := range everything(test.f) {
				list = append(list, fmt.Sprint(c.Cursor))
			}
			wantText(t, "changes", strings.Join(list, " "), kept(test.keep))
			var walked []string
			q := store.ChangesQuery{Filter: test.f, Page: store.Page{First: 2}}
			for {
				page, err := s.Changes(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				for _, c := range page.Nodes {
					walked = append(walked, fmt.Sprint(c.Cursor))
				}
				if !page.HasNext {
					break
				}
				q.Page.After = page.Cursors[len(page.Cursors)-1]
			}
			wantText(t, "pages", strings.Join(walked, " "), kept(test.keep))
		})
	}
}

func testStats(t *testing.T, s store.Store) {
	got, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got.Actors != 11 || got.Relations != 16 || got.Articles != 3 || got.Claims != 12+7 {
		t.Errorf("stats are %+v", *got)
	}
	wantText(t, "types", fmt.Sprint(got.ByType), "[{MET 3} {VISITED 1} {ACCUSED 1} {PROTESTED_AGAINST 1} {WITHDREW_FROM 1} {ATTACKED 1} {CONTROLS 1} {PRESENT_IN 1} {LEADS 2} {MEMBER_OF 1} {SUPPORTS 2} {COOPERATES_WITH 1}]")
	wantText(t, "published", got.FirstPublished.String()+" "+got.LastPublished.String(), "2026-01-12 2026-01-20")
	if got.Store == "" {
		t.Error("the store does not say what it is")
	}
}
