package storetest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// meeting is an article that tells of a meeting on a day of January 2025.
func meeting(n int) schema.Reading {
	d := schema.NewDate(2025, 1, 1).Earliest() + schema.Day(n)
	return reading(d.Date().String(), fmt.Sprint("meeting ", n),
		said{schema.Met, "layla", "omar", d.Date().String(), d.Date().String(), fmt.Sprintf("التقت ليلى الحداد عمر النجار للمرة %d.", n)})
}

// testFeed follows the feed while changes are written.
func testFeed(t *testing.T, s store.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	bell := s.Notify(ctx)
	for n := range 5 {
		if _, err := s.Record(t.Context(), []schema.Reading{meeting(n)}); err != nil {
			t.Fatal(err)
		}
	}
	select {
	case <-bell:
	case <-time.After(10 * time.Second):
		t.Error("nobody rang")
	}
	last, err := s.LastCursor(t.Context())
	if err != nil || last < 5 {
		t.Fatalf("the last cursor is %d (%v), want at least 5", last, err)
	}
	var after int64
	for {
		changes, err := s.ChangesAfter(t.Context(), after, 2)
		if err != nil {
			t.Fatal(err)
		}
		if len(changes) == 0 {
			break
		}
		for _, c := range changes {
			if c.Cursor != after+1 {
				t.Fatalf("cursor %d follows %d", c.Cursor, after)
			}
			after = c.Cursor
			if c.ID == "" || c.Relation == "" || c.RecordedAt.IsZero() || c.After == nil || len(c.Claims) == 0 {
				t.Errorf("change %+v is not whole", c)
			}
		}
	}
	if after != last {
		t.Errorf("the feed ends at %d, the last cursor is %d", after, last)
	}
	cancel()
	deadline := time.After(10 * time.Second)
	for {
		select {
		case _, open := <-bell:
			if !open {
				return
			}
		case <-deadline:
			t.Fatal("the channel is not closed when its context ends")
		}
	}
}

// testArrival loads the same articles in another order and twice: the relations
// are the same. It uses the store that it is given for one order and compares
// with what another order left there before, after a merge-free reload.
func testArrival(t *testing.T, s store.Store) {
	if _, err := s.Record(t.Context(), append(Readings(), Reprint())); err != nil {
		t.Fatal(err)
	}
	before := snapshot(t, s)
	backwards := []schema.Reading{Reprint(), Readings()[1], Readings()[0]}
	for _, r := range backwards {
		if _, err := s.Record(t.Context(), []schema.Reading{r}); err != nil {
			t.Fatal(err)
		}
	}
	wantText(t, "after loading backwards", snapshot(t, s), before)
}

// testTogether reads from eight goroutines while two write.
func testTogether(t *testing.T, s store.Store) {
	Load(t, s)
	const each = 20
	ctx := t.Context()
	var writers, readers sync.WaitGroup
	done := make(chan struct{})
	for w := range 2 {
		writers.Go(func() {
			for n := range each {
				if _, err := s.Record(ctx, []schema.Reading{meeting(w*each + n)}); err != nil {
					t.Errorf("record: %v", err)
				}
			}
		})
	}
	for range 8 {
		readers.Go(func() {
			seen := 0
			for last := false; ; {
				met, err := s.Relations(ctx, store.RelationsQuery{Filter: store.Filter{Source: "layla", Types: []schema.RelationType{schema.Met}}, Page: store.Page{First: 1000, Total: true},
					Select: store.RelationSelection{Evidence: []store.EvidenceField{{First: 1}}, Source: &store.ActorSelection{}}})
				if err != nil {
					t.Errorf("relations: %v", err)
					return
				}
				if met.Total != len(met.Nodes) || met.Total < seen {
					t.Errorf("%d of %d relations, %d were seen before", len(met.Nodes), met.Total, seen)
				}
				seen = met.Total
				for i := 1; i < len(met.Nodes); i++ {
					if a, b := met.Nodes[i-1], met.Nodes[i]; a.FromDay() < b.FromDay() || a.FromDay() == b.FromDay() && a.ID >= b.ID {
						t.Errorf("%s stands before %s", a.ID, b.ID)
					}
				}
				if _, err := s.Paths(ctx, store.PathsQuery{From: "omar", To: "base", MaxHops: 4, First: 3}); err != nil {
					t.Errorf("paths: %v", err)
				}
				if last {
					if seen != 3+2*each {
						t.Errorf("%d meetings at the end, want %d", seen, 3+2*each)
					}
					return
				}
				select {
				case <-done:
					last = true
				default:
				}
			}
		})
	}
	writers.Wait()
	close(done)
	readers.Wait()
	changes, err := s.ChangesAfter(ctx, 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range changes {
		if c.Cursor != int64(i+1) {
			t.Fatalf("change %d has the cursor %d", i+1, c.Cursor)
		}
	}
}
