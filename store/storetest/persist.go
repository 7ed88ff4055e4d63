package storetest

import (
	"testing"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// Persist runs the part of the suite for stores that outlive their process. open
// opens the store of a name, an empty one for a new name, and may open it
// several times at once, as several processes would.
func Persist(t *testing.T, open func(t *testing.T, name string) store.Store) {
	t.Helper()
	for _, one := range []struct {
		name string
		test func(t *testing.T, open func() store.Store)
	}{{"reopened", testReopened}, {"two at once", testTwoAtOnce}, {"alerts of two", AlertsOfTwo}} {
		t.Run(one.name, func(t *testing.T) {
			one.test(t, func() store.Store { return open(t, one.name) })
		})
	}
}

// testReopened closes a store with a history and opens it again.
func testReopened(t *testing.T, open func() store.Store) {
	s := open()
	Load(t, s)
	if err := s.Import(t.Context(), nil, []schema.Relation{lead1("2026-01-05")}); err != nil {
		t.Fatal(err)
	}
	visit := relation(t, s, store.Filter{Types: []schema.RelationType{schema.Visited}})
	decide(t, s, schema.Decision{Kind: schema.DecideReview, Verdict: schema.Reject, Claims: visit.Claims})
	before := snapshot(t, s)
	known := relation(t, s, store.Filter{Types: []schema.RelationType{schema.Leads}, Actor: "layla"}).RecordedAt.Add(-time.Microsecond)
	past := store.Filter{KnownAt: known}
	was := found(t, s, past)
	closeStore(t, s)

	s = open()
	defer closeStore(t, s)
	wantText(t, "after opening again", snapshot(t, s), before)
	wantText(t, "known before", found(t, s, past), was)
	gone, err := s.Relation(t.Context(), store.RelationQuery{ID: visit.ID})
	if err != nil || gone == nil || gone.RetractedAt.IsZero() {
		t.Errorf("the rejected relation is %+v (%v)", gone, err)
	}
	if err := s.Import(t.Context(), nil, []schema.Relation{lead1("2026-01-06")}); err != nil {
		t.Fatal(err)
	}
	now := relation(t, s, store.Filter{Types: []schema.RelationType{schema.Leads}, Actor: "layla"})
	if now.Version != 3 || !now.RecordedAt.After(known) {
		t.Errorf("the next version is %+v", now)
	}
	if differed, err := s.Rebuild(t.Context(), nil); differed != 0 || err != nil {
		t.Errorf("%d relations differed (%v)", differed, err)
	}
}

// testTwoAtOnce writes from two stores on the same data, as two processes would.
func testTwoAtOnce(t *testing.T, open func() store.Store) {
	a := open()
	defer closeStore(t, a)
	b := open()
	defer closeStore(t, b)
	bell := b.Notify(t.Context())
	Load(t, a)
	await(t, "the other's world", func() bool { return count(t, b) == 16 })
	select {
	case <-bell:
	case <-time.After(10 * time.Second):
		t.Error("nobody rang at the other store")
	}
	wantText(t, "at the other store", snapshot(t, b), snapshot(t, a))

	const each = 15
	done := make(chan error, 2)
	for i, s := range []store.Store{a, b} {
		go func() {
			var err error
			for n := 0; n < each && err == nil; n++ {
				_, err = s.Record(t.Context(), []schema.Reading{meeting(i*each + n)})
			}
			done <- err
		}()
	}
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	for _, s := range []store.Store{a, b} {
		await(t, "all meetings", func() bool { return count(t, s) == 16+2*each })
	}
	wantText(t, "after both have written", snapshot(t, b), snapshot(t, a))
	changes, err := b.ChangesAfter(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range changes {
		if c.Cursor != int64(i+1) {
			t.Fatalf("change %d has the cursor %d", i+1, c.Cursor)
		}
		if i > 0 && c.RecordedAt.Before(changes[i-1].RecordedAt) {
			t.Errorf("change %d was recorded before the one before it", i+1)
		}
	}
	// A new version, and a decision, are seen by the other too.
	if err := a.Import(t.Context(), nil, []schema.Relation{lead1("2026-01-05")}); err != nil {
		t.Fatal(err)
	}
	visit := relation(t, a, store.Filter{Types: []schema.RelationType{schema.Visited}})
	decide(t, a, schema.Decision{Kind: schema.DecideReview, Verdict: schema.Reject, Claims: visit.Claims})
	await(t, "the rejection", func() bool { return count(t, b) == 15+2*each })
	wantText(t, "in the end", snapshot(t, b), snapshot(t, a))
}

func count(t *testing.T, s store.Store) int {
	t.Helper()
	stats, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return stats.Relations
}

// await waits until something is seen.
func await(t *testing.T, what string, seen func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !seen(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s did not come", what)
		}
	}
}
