package storetest

import (
	"strings"
	"testing"

	"rawabit/schema"
	"rawabit/store"
)

// relation finds the one relation that a filter leaves.
func relation(t *testing.T, s store.Store, f store.Filter) *schema.Relation {
	t.Helper()
	page, err := s.Relations(t.Context(), store.RelationsQuery{Filter: f, Page: store.Page{First: 9}})
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Nodes) != 1 {
		t.Fatalf("found %q, want one relation", labels(page.Nodes))
	}
	return page.Nodes[0].Relation
}

func found(t *testing.T, s store.Store, f store.Filter) string {
	t.Helper()
	page, err := s.Relations(t.Context(), store.RelationsQuery{Filter: f, Page: store.Page{First: 99}})
	if err != nil {
		t.Fatal(err)
	}
	return sorted(labels(page.Nodes))
}

func decide(t *testing.T, s store.Store, d schema.Decision) (schema.Decision, string) {
	t.Helper()
	d.By = "editor"
	made, changes, err := s.Decide(t.Context(), d)
	if err != nil {
		t.Fatalf("decide %+v: %v", d, err)
	}
	if made.ID == "" || made.Sequence == 0 || made.At.IsZero() || made.By != "editor" {
		t.Errorf("the decision is %+v", made)
	}
	var kinds []string
	for _, c := range changes {
		if c.Cursor == 0 {
			t.Errorf("change %+v has no cursor", c)
		}
		kinds = append(kinds, string(c.Kind))
	}
	return made, sorted(strings.Join(kinds, " "))
}

func testDecide(t *testing.T, s store.Store) {
	Load(t, s)
	visit := store.Filter{Types: []schema.RelationType{schema.Visited}}
	was := relation(t, s, visit)
	if _, changes := decide(t, s, schema.Decision{Kind: schema.DecideReview, Verdict: schema.Confirm, Claims: was.Claims}); strings.Contains(changes, "RETRACTED") {
		t.Errorf("confirming made the changes %s", changes)
	}
	if now := relation(t, s, visit); now.ID != was.ID || now.Reviewed != schema.Confirm {
		t.Errorf("after confirming: %+v", now)
	}
	correction, _ := decide(t, s, schema.Decision{Kind: schema.DecideReview, Verdict: schema.Correct, Claims: was.Claims, ValidFrom: date("2026-01-18"), ValidTo: date("2026-01-18"), Source: "layla"})
	if now := relation(t, s, visit); now.Source != "layla" || now.ValidFrom != date("2026-01-18") || now.Reviewed != schema.Correct {
		t.Errorf("after correcting: %+v", now)
	}
	wantText(t, "left with the former source", found(t, s, store.Filter{Actor: "omar", Types: visit.Types}), "")
	undoing, _ := decide(t, s, schema.Decision{Kind: schema.DecideUndo, Undoes: correction.ID})
	if now := relation(t, s, visit); now.Source != "omar" || now.ValidFrom != was.ValidFrom || now.Reviewed != schema.Confirm {
		t.Errorf("after undoing the correction: %+v", now)
	}
	_, _, err := s.Decide(t.Context(), schema.Decision{Kind: schema.DecideUndo, Undoes: correction.ID})
	wantCode(t, "undoing twice", err, schema.CodeConflict)
	decide(t, s, schema.Decision{Kind: schema.DecideUndo, Undoes: undoing.ID})
	if now := relation(t, s, visit); now.Source != "layla" {
		t.Errorf("after undoing the undoing: %+v", now)
	}
	rejection, changes := decide(t, s, schema.Decision{Kind: schema.DecideReview, Verdict: schema.Reject, Claims: was.Claims})
	wantText(t, "found after rejecting", found(t, s, visit), "")
	if !strings.Contains(changes, "RETRACTED") {
		t.Errorf("rejecting made the changes %q", changes)
	}
	if _, err := s.Record(t.Context(), Readings()); err != nil {
		t.Fatal(err)
	}
	wantText(t, "found after loading again", found(t, s, visit), "")
	gone, err := s.Relation(t.Context(), store.RelationQuery{ID: was.ID})
	if err != nil || gone == nil || gone.RetractedAt.IsZero() {
		t.Errorf("the rejected relation is %+v (%v), want its last version", gone, err)
	}
	decide(t, s, schema.Decision{Kind: schema.DecideUndo, Undoes: rejection.ID})
	wantText(t, "found after undoing the rejection", found(t, s, visit), "visited:layla>tell")
	for name, test := range map[string]struct {
		d    schema.Decision
		code schema.Code
	}{
		"no kind":        {schema.Decision{}, schema.CodeInvalid},
		"no verdict":     {schema.Decision{Kind: schema.DecideReview, Claims: was.Claims}, schema.CodeInvalid},
		"no claims":      {schema.Decision{Kind: schema.DecideReview, Verdict: schema.Confirm}, schema.CodeInvalid},
		"unknown claim":  {schema.Decision{Kind: schema.DecideReview, Verdict: schema.Confirm, Claims: []schema.ClaimID{"c-none"}}, schema.CodeNotFound},
		"unknown type":   {schema.Decision{Kind: schema.DecideReview, Verdict: schema.Correct, Claims: was.Claims, Type: "LIKES"}, schema.CodeUnknownType},
		"unknown source": {schema.Decision{Kind: schema.DecideReview, Verdict: schema.Correct, Claims: was.Claims, Source: "nobody"}, schema.CodeNotFound},
		"bad dates":      {schema.Decision{Kind: schema.DecideReview, Verdict: schema.Correct, Claims: was.Claims, ValidFrom: date("2026"), ValidTo: date("2025")}, schema.CodeInvalidDate},
		"undo nothing":   {schema.Decision{Kind: schema.DecideUndo, Undoes: "d-none"}, schema.CodeNotFound},
		"merge itself":   {schema.Decision{Kind: schema.DecideMerge, Keep: "omar", Drop: "omar"}, schema.CodeInvalid},
		"merge nobody":   {schema.Decision{Kind: schema.DecideMerge, Keep: "omar", Drop: "nobody"}, schema.CodeNotFound},
		"split nothing":  {schema.Decision{Kind: schema.DecideSplit, Keep: "omar"}, schema.CodeInvalid},
		"split unknown":  {schema.Decision{Kind: schema.DecideSplit, Keep: "omar", Mentions: []schema.MentionID{"m-none"}}, schema.CodeNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			before := snapshot(t, s)
			_, _, err := s.Decide(t.Context(), test.d)
			wantCode(t, name, err, test.code)
			wantText(t, "after the refusal", snapshot(t, s), before)
		})
	}
}

func testMerge(t *testing.T, s store.Store) {
	Load(t, s)
	before := found(t, s, store.Filter{Actor: "council"})
	wantText(t, "before", before, "accused:jabal>council i-member supports:jabal>council")
	first, _ := decide(t, s, schema.Decision{Kind: schema.DecideMerge, Keep: "army", Drop: "council"})
	wantText(t, "of the one that goes", found(t, s, store.Filter{Actor: "council", Types: []schema.RelationType{schema.Accused, schema.Supports}}), "")
	wantText(t, "of the one that stays", found(t, s, store.Filter{Actor: "army", Types: []schema.RelationType{schema.Accused, schema.Supports}}), "accused:jabal>army supports:jabal>army")
	_, _, err := s.Decide(t.Context(), schema.Decision{Kind: schema.DecideMerge, Keep: "army", Drop: "council"})
	wantCode(t, "merging twice", err, schema.CodeConflict)
	// What comes later is about the one that stays, too.
	late := reading("2026-02-03", "later", said{schema.Praised, "omar", "council", "", "", "وأشاد عمر النجار بعمل مجلس الميناء."})
	if _, err := s.Record(t.Context(), []schema.Reading{late}); err != nil {
		t.Fatal(err)
	}
	wantText(t, "told later", found(t, s, store.Filter{Types: []schema.RelationType{schema.Praised}}), "praised:omar>army")
	// Merges follow each other.
	decide(t, s, schema.Decision{Kind: schema.DecideMerge, Keep: "front", Drop: "army"})
	wantText(t, "after the second merge", found(t, s, store.Filter{Types: []schema.RelationType{schema.Praised}}), "praised:omar>front")
	decide(t, s, schema.Decision{Kind: schema.DecideUndo, Undoes: first.ID})
	wantText(t, "after undoing the first", found(t, s, store.Filter{Types: []schema.RelationType{schema.Praised}}), "praised:omar>council")
	wantText(t, "as before", found(t, s, store.Filter{Actor: "council", Types: []schema.RelationType{schema.Accused, schema.Supports, schema.MemberOf}}), before)
}

func testSplit(t *testing.T, s store.Store) {
	Load(t, s)
	article, err := s.Article(t.Context(), store.ArticleQuery{ID: Readings()[1].Article.ID, Select: store.ArticleSelection{Mentions: &store.ActorSelection{}}})
	if err != nil {
		t.Fatal(err)
	}
	var mentions []schema.MentionID
	for _, m := range article.Mentions {
		if m.Actor.ID == "omar" {
			mentions = append(mentions, m.ID)
		}
	}
	d, _ := decide(t, s, schema.Decision{Kind: schema.DecideSplit, Keep: "omar", Mentions: mentions})
	visit := relation(t, s, store.Filter{Types: []schema.RelationType{schema.Visited}})
	if visit.Source == "omar" || visit.Source != d.Drop {
		t.Errorf("after the split the source is %s, want the new actor %s", visit.Source, d.Drop)
	}
	other, err := s.Actor(t.Context(), store.ActorQuery{ID: d.Drop})
	if err != nil || other == nil || other.Name != "عمر النجار" || other.Type != schema.Person || other.Known {
		t.Errorf("the new actor is %+v (%v)", other, err)
	}
	decide(t, s, schema.Decision{Kind: schema.DecideUndo, Undoes: d.ID})
	if visit := relation(t, s, store.Filter{Types: []schema.RelationType{schema.Visited}}); visit.Source != "omar" {
		t.Errorf("after undoing the split the source is %s", visit.Source)
	}
	again := schema.Decision{Kind: schema.DecideSplit, Keep: "omar", Drop: "herders", Mentions: mentions, By: "editor"}
	if _, _, err := s.Decide(t.Context(), again); err != nil {
		t.Errorf("splitting off to an actor that is stored: %v", err)
	}
	again.Keep = "layla"
	_, _, err = s.Decide(t.Context(), again)
	wantCode(t, "mentions of another actor", err, schema.CodeNotFound)
}

// testRebuild replays a store with a history and compares.
func testRebuild(t *testing.T, s store.Store) {
	Load(t, s)
	if err := s.Import(t.Context(), nil, []schema.Relation{lead1("2026-01-05")}); err != nil {
		t.Fatal(err)
	}
	visit := relation(t, s, store.Filter{Types: []schema.RelationType{schema.Visited}})
	decide(t, s, schema.Decision{Kind: schema.DecideReview, Verdict: schema.Correct, Claims: visit.Claims, ValidFrom: date("2026-01-18"), ValidTo: date("2026-01-18")})
	merge, _ := decide(t, s, schema.Decision{Kind: schema.DecideMerge, Keep: "army", Drop: "council"})
	late := reading("2026-02-03", "later", said{schema.Praised, "omar", "council", "", "", "وأشاد عمر النجار بعمل مجلس الميناء."})
	if _, err := s.Record(t.Context(), []schema.Reading{late}); err != nil {
		t.Fatal(err)
	}
	decide(t, s, schema.Decision{Kind: schema.DecideUndo, Undoes: merge.ID})
	before := snapshot(t, s)
	last := 0
	differed, err := s.Rebuild(t.Context(), func(done, total int) {
		if done < last || done > total || total == 0 {
			t.Errorf("progress %d of %d after %d", done, total, last)
		}
		last = done
	})
	if err != nil || differed != 0 {
		t.Errorf("%d relations differed (%v)", differed, err)
	}
	if last == 0 {
		t.Error("no progress was told")
	}
	wantText(t, "after the rebuild", snapshot(t, s), before)
}
