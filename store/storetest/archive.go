package storetest

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/memory"
)

// live gives an empty store a history: imports, readings, new versions, reviews, a
// merge that is undone, an actor that nothing names.
func live(t *testing.T, s store.Store) {
	t.Helper()
	Load(t, s)
	if err := s.Import(t.Context(), []schema.Actor{{ID: "idle", Type: schema.Person, Name: "خامل"}}, []schema.Relation{lead1("2026-01-05")}); err != nil {
		t.Fatal(err)
	}
	visit := relation(t, s, store.Filter{Types: []schema.RelationType{schema.Visited}})
	decide(t, s, schema.Decision{
		Kind: schema.DecideReview, Verdict: schema.Correct, Of: schema.Visited, Claims: visit.Claims,
		ValidFrom: date("2026-01-18"), ValidTo: date("2026-01-18"),
	})
	merge, _ := decide(t, s, schema.Decision{Kind: schema.DecideMerge, Keep: "army", Drop: "council"})
	late := reading("2026-02-03", "later", said{schema.Praised, "omar", "council", "", "", "وأشاد عمر النجار بعمل مجلس الميناء."})
	if _, err := s.Record(t.Context(), []schema.Reading{late}); err != nil {
		t.Fatal(err)
	}
	decide(t, s, schema.Decision{Kind: schema.DecideUndo, Undoes: merge.ID})
	decide(t, s, schema.Decision{Kind: schema.DecideReview, Verdict: schema.Reject, Of: schema.Visited, Claims: visit.Claims})
}

// dumped returns what a store hands out.
func dumped(t *testing.T, s store.Store) []store.Transaction {
	t.Helper()
	var list []store.Transaction
	err := s.Dump(t.Context(), func(one *store.Transaction) error {
		list = append(list, *one)
		return nil
	})
	if err != nil {
		t.Fatalf("dump: %v", err)
	}
	return list
}

// same compares what two stores hand out; an empty list equals none.
func same(t *testing.T, what string, got, want []store.Transaction) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: the archive is another: %s", what, diff)
	}
}

// testArchive restores a history into the store and takes it out again, goes on
// with it, and restores what it became into another one.
func testArchive(t *testing.T, s store.Store) {
	ctx := t.Context()
	origin := memory.New()
	live(t, origin)
	list := dumped(t, origin)
	// In two parts, as a large archive comes.
	for _, part := range [][]store.Transaction{list[:2], list[2:]} {
		if err := s.Restore(ctx, part); err != nil {
			t.Fatalf("restore: %v", err)
		}
	}
	same(t, "restored", dumped(t, s), list)
	want := snapshot(t, origin)
	wantWorld(t, "restored", snapshot(t, s), want)
	if differed, err := s.Rebuild(ctx, nil); differed != 0 || err != nil {
		t.Errorf("rebuilding what was restored: %d relations differed (%v)", differed, err)
	}
	if outcomes, err := s.Record(ctx, append(Readings(), Reprint())); err != nil || slices.ContainsFunc(outcomes, func(o store.Outcome) bool { return o.IsNew }) {
		t.Errorf("recording again: %+v, %v", outcomes, err)
	}
	wantWorld(t, "recorded again", snapshot(t, s), want)

	visit := store.Filter{Types: []schema.RelationType{schema.Visited}}
	wantText(t, "the rejected visit", found(t, s, visit), "")
	if err := s.Import(ctx, nil, []schema.Relation{lead1("2026-01-06")}); err != nil {
		t.Fatal(err)
	}
	now := relation(t, s, store.Filter{Types: []schema.RelationType{schema.Leads}, Actor: "layla"})
	if last := list[len(list)-1].At; now.Version != 3 || !now.RecordedAt.After(last) {
		t.Errorf("the next version is %+v", now)
	}
	further := memory.New()
	if err := further.Restore(ctx, dumped(t, s)); err != nil {
		t.Fatalf("restore what it became: %v", err)
	}
	same(t, "restored elsewhere", dumped(t, further), dumped(t, s))
	wantWorld(t, "restored elsewhere", snapshot(t, further), snapshot(t, s))
}

// wantWorld compares snapshots of stores of different kinds.
func wantWorld(t *testing.T, what, got, want string) {
	t.Helper()
	plain := strings.NewReplacer("Store:embedded", "", "Store:neo4j", "", "Store:memory", "")
	wantText(t, what, plain.Replace(got), plain.Replace(want))
}

// testDamaged restores what names a version that is not there.
func testDamaged(t *testing.T, s store.Store) {
	origin := memory.New()
	live(t, origin)
	list := dumped(t, origin)
	at := slices.IndexFunc(list, func(one store.Transaction) bool { return len(one.Retired) > 0 })
	bad := slices.Clone(list[:at+1])
	bad[at].Retired = slices.Clone(bad[at].Retired)
	bad[at].Retired[0].Version += 7
	wantCode(t, "a retired version that is not there", s.Restore(t.Context(), bad), schema.CodeConflict)
	if stats, err := s.Stats(t.Context()); err != nil || stats.Actors+stats.Relations+stats.Articles != 0 {
		t.Errorf("after the refusal the store holds %+v (%v)", stats, err)
	}
	if err := s.Restore(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	same(t, "after the refusal", dumped(t, s), list)
}
