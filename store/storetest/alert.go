package storetest

import (
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

func alertRule(id string) store.AlertRule {
	return store.AlertRule{ID: id, Name: "قاعدة " + id, Severity: "HIGH", Origin: "file", Channels: []string{"desk"}, Body: json.RawMessage(`{"kinds":["CLOSED"]}`), From: 3}
}

func alertDelivery(n int, rule string) store.AlertDelivery {
	at := time.Date(2026, 1, 28, 9, 0, n, 0, time.UTC)
	return store.AlertDelivery{
		ID: fmt.Sprintf("y-%s-%03d", rule, n), Message: fmt.Sprint("w-", n), Rule: rule, Channel: "desk", Change: "h-1", Kind: "CLOSED", Cursor: int64(n), At: at, Due: at, Status: store.DeliveryPending,
	}
}

// testAlerts keeps rules, matches under a lease and walks deliveries through
// their states.
func testAlerts(t *testing.T, s store.Store) {
	ctx := t.Context()
	if at, err := s.AlertState(ctx); err != nil || at.Cursor != -1 {
		t.Fatalf("a new store was matched up to %+v (%v)", at, err)
	}
	if err := s.PutAlertRules(ctx, []store.AlertRule{alertRule("b"), alertRule("a")}); err != nil {
		t.Fatal(err)
	}
	before, _ := s.AlertState(ctx)
	changed := alertRule("a")
	changed.Name, changed.From, changed.LastError = "another", 9, "not taken over"
	if err := s.PutAlertRules(ctx, []store.AlertRule{changed}); err != nil {
		t.Fatal(err)
	}
	why := "the channel is gone"
	for _, id := range []string{"b", "nobody"} {
		if err := s.MarkAlertRule(ctx, id, &why, "HTTP 500"); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.MarkAlertRule(ctx, "b", nil, "HTTP 410"); err != nil {
		t.Fatal(err)
	}
	if after, err := s.AlertState(ctx); err != nil || after.Rules != before.Rules+2 {
		t.Errorf("rules were changed twice: %+v, then %+v (%v)", before, after, err)
	}
	rules, err := s.AlertRules(ctx)
	if err != nil || len(rules) != 2 || rules[0].Name != "another" || rules[0].From != 3 || rules[0].LastError != "" || string(rules[0].Body) != `{"kinds":["CLOSED"]}` ||
		rules[1].Disabled != "the channel is gone" || rules[1].LastError != "HTTP 410" || len(rules[1].Channels) != 1 || rules[1].Memory != nil || !rules[1].LastFired.IsZero() {
		t.Fatalf("rules are %+v (%v)", rules, err)
	}
	t.Run("lease", func(t *testing.T) { testLease(t, s) })

	batch := store.AlertBatch{Lease: "match", Holder: "one", From: -1, To: 7}
	for n := range 5 {
		batch.Deliveries = append(batch.Deliveries, alertDelivery(n, "a"), alertDelivery(n, "b"))
	}
	fired := time.Date(2026, 1, 28, 9, 0, 0, 5000, time.UTC)
	batch.Fired = map[string]store.AlertFiring{"a": {At: fired, Memory: json.RawMessage(`{"k":1}`)}, "gone": {At: fired}}
	if err := s.RecordAlerts(ctx, batch); err != nil {
		t.Fatal(err)
	}
	if err := s.RecordAlerts(ctx, batch); schema.ErrorCode(err) != schema.CodeConflict {
		t.Errorf("matched twice from one place: %v", err)
	}
	batch.From, batch.To, batch.Holder = 7, 8, "two"
	if err := s.RecordAlerts(ctx, batch); schema.ErrorCode(err) != schema.CodeConflict {
		t.Errorf("matched without the lease: %v", err)
	}
	batch.Holder = "one" // the same deliveries are there already
	batch.Deliveries = append(batch.Deliveries, alertDelivery(5, "a"))
	if err := s.RecordAlerts(ctx, batch); err != nil {
		t.Fatal(err)
	}
	if at, err := s.AlertState(ctx); err != nil || at.Cursor != 8 {
		t.Errorf("matched up to %+v (%v)", at, err)
	}
	rules, err = s.AlertRules(ctx)
	if err != nil || !rules[0].LastFired.Equal(fired) || string(rules[0].Memory) != `{"k":1}` {
		t.Errorf("the rule that fired is %+v (%v)", rules[0], err)
	}
	t.Run("deliveries", func(t *testing.T) { testDeliveries(t, s) })

	if n, err := s.DeleteAlertRules(ctx, []string{"a", "nobody"}); n != 1 || err != nil {
		t.Errorf("%d rules deleted (%v)", n, err)
	}
}

func testLease(t *testing.T, s store.Store) {
	ctx := t.Context()
	take := func(holder string, length time.Duration, want bool) {
		t.Helper()
		if had, err := s.Lease(ctx, "match", holder, length); had != want || err != nil {
			t.Errorf("%s has the lease: %v (%v)", holder, had, err)
		}
	}
	take("two", 0, false)
	take("one", time.Minute, true)
	take("two", time.Minute, false)
	take("two", 0, false)
	take("one", time.Minute, true)
	take("one", 0, false)
	take("two", 30*time.Millisecond, true)
	time.Sleep(60 * time.Millisecond)
	take("one", time.Hour, true)
}

func testDeliveries(t *testing.T, s store.Store) {
	ctx := t.Context()
	pending, err := s.PendingDeliveries(ctx, 2)
	if err != nil || len(pending) != 4 || pending[0].ID != "y-a-000" || pending[1].ID != "y-a-001" || pending[2].ID != "y-b-000" || pending[0].Sequence >= pending[1].Sequence {
		t.Fatalf("first of the queues: %+v (%v)", pending, err)
	}
	for _, tt := range []struct {
		queue string
		first int
		want  string
	}{{pending[2].Queue(), 2, "[y-b-000 y-b-001]"}, {pending[0].Queue(), 100, "[y-a-000 y-a-001 y-a-002 y-a-003 y-a-004 y-a-005]"}, {"nobody", 5, "[]"}} {
		var ids []string
		list, err := s.QueueDeliveries(ctx, tt.queue, tt.first)
		for _, d := range list {
			ids = append(ids, d.ID)
		}
		if got := fmt.Sprint(ids); got != tt.want || err != nil {
			t.Errorf("of queue %q: %s (%v), want %s", tt.queue, got, err, tt.want)
		}
	}
	done, failed := pending[0], pending[1]
	done.Status, done.Tries = store.DeliveryDelivered, 1
	failed.Status, failed.Batch = store.DeliveryFailed, "w-batch"
	failed.Attempts = []store.Attempt{{At: failed.At, Status: 500, Reason: "HTTP 500", Took: time.Second}}
	if stale, err := s.SaveDeliveries(ctx, []store.AlertDelivery{done, failed}); len(stale) > 0 || err != nil {
		t.Fatalf("stale %v (%v)", stale, err)
	}
	dead := pending[2]
	dead.Status = store.DeliveryDead
	if stale, err := s.SaveDeliveries(ctx, []store.AlertDelivery{failed, dead}); len(stale) != 1 || stale[0] != failed.ID || err != nil {
		t.Fatalf("stale %v (%v), want the one that was saved before", stale, err)
	}
	pending, err = s.PendingDeliveries(ctx, 100)
	if err != nil || len(pending) != 9 || pending[0].ID != "y-a-001" || pending[0].LastError() != "HTTP 500" || pending[0].Batch != "w-batch" || !pending[0].Due.Equal(failed.Due) {
		t.Fatalf("pending then: %+v (%v)", pending, err)
	}
	if one, err := s.AlertDelivery(ctx, "y-a-000"); err != nil || one == nil || one.Status != store.DeliveryDelivered || one.Revision != 1 {
		t.Errorf("the delivered one is %+v (%v)", one, err)
	}
	if one, err := s.AlertDelivery(ctx, "nothing"); err != nil || one != nil {
		t.Errorf("nothing is %+v (%v)", one, err)
	}
	var seen []string
	after := ""
	for {
		page, err := s.AlertDeliveries(ctx, store.AlertDeliveriesQuery{Rule: "a", Page: store.Page{First: 4, After: after, Total: true}})
		if err != nil || page.Total != 6 {
			t.Fatalf("%+v (%v)", page, err)
		}
		for _, d := range page.Deliveries {
			seen = append(seen, d.ID)
		}
		if !page.HasNext {
			break
		}
		after = page.Cursors[len(page.Cursors)-1]
	}
	if got := fmt.Sprint(seen); got != "[y-a-005 y-a-004 y-a-003 y-a-002 y-a-001 y-a-000]" {
		t.Errorf("the newest first: %s", got)
	}
	for _, tt := range []struct {
		rule   string
		status store.DeliveryStatus
		total  int
		first  string
	}{
		{"", "", 11, "y-a-005"}, {"", store.DeliveryPending, 8, "y-a-005"}, {"", store.DeliveryDead, 1, "y-b-000"}, {"", store.DeliveryFailed, 1, "y-a-001"},
		{"a", store.DeliveryPending, 4, "y-a-005"}, {"a", store.DeliveryDelivered, 1, "y-a-000"}, {"a", store.DeliveryDead, 0, ""}, {"b", store.DeliveryDead, 1, "y-b-000"},
		{"b", store.DeliveryFailed, 0, ""}, {"nobody", "", 0, ""},
	} {
		page, err := s.AlertDeliveries(ctx, store.AlertDeliveriesQuery{Rule: tt.rule, Status: tt.status, Page: store.Page{First: 1, Total: true}})
		if err != nil || page.Total != tt.total || len(page.Deliveries) != min(1, tt.total) || tt.total > 0 && page.Deliveries[0].ID != tt.first || page.HasNext != (tt.total > 1) {
			t.Errorf("those of %q that are %q: %+v (%v)", tt.rule, tt.status, page, err)
		}
	}
}

// AlertsOfTwo lets two processes match the same feed at once, each taking the
// lease whenever it is free: what is recorded is recorded once. open opens the
// same store each time, which is empty at first.
func AlertsOfTwo(t *testing.T, open func() store.Store) {
	a := open()
	defer closeStore(t, a)
	b := open()
	defer closeStore(t, b)
	const steps = 40
	var recorded, refused atomic.Int64
	var both sync.WaitGroup
	for i, s := range []store.Store{a, b} {
		both.Go(func() {
			holder := fmt.Sprint("process ", i)
			for {
				at, err := s.AlertState(t.Context())
				if err != nil || at.Cursor >= steps {
					if err != nil {
						t.Error(err)
					}
					return
				}
				if had, err := s.Lease(t.Context(), "match", holder, 300*time.Millisecond); err != nil || !had {
					continue
				}
				next := max(at.Cursor, 0) + 1
				err = s.RecordAlerts(t.Context(), store.AlertBatch{
					Lease: "match", Holder: holder, From: at.Cursor, To: next, Deliveries: []store.AlertDelivery{alertDelivery(int(next), holder)},
				})
				switch {
				case err == nil:
					recorded.Add(1)
				case schema.ErrorCode(err) == schema.CodeConflict:
					refused.Add(1)
				default:
					t.Error(err)
					return
				}
				if _, err := s.Lease(t.Context(), "match", holder, 0); err != nil {
					t.Error(err)
				}
			}
		})
	}
	both.Wait()
	page, err := a.AlertDeliveries(t.Context(), store.AlertDeliveriesQuery{Page: store.Page{First: 1000}})
	if err != nil {
		t.Fatal(err)
	}
	cursors := map[int64]int{}
	for _, d := range page.Deliveries {
		cursors[d.Cursor]++
	}
	if len(page.Deliveries) != steps || len(cursors) != steps || recorded.Load() != steps {
		t.Errorf("%d deliveries of %d changes, %d batches recorded, %d refused", len(page.Deliveries), len(cursors), recorded.Load(), refused.Load())
	}
}
