//go:build soak && unix

package alerts_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"rawabit/alerts"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/embedded"
)

// bulletin is what a reader would find in one article: events of one day between
// actors of the crowd.
func bulletin(people []schema.Actor, n, events int) schema.Reading {
	states := len(people) / 3
	types := []schema.RelationType{schema.Met, schema.Attacked, schema.Visited, schema.Accused, schema.Praised}
	day := schema.NewDate(2026, 1, 1).Earliest() + schema.Day(n/500)
	r := schema.Reading{Article: schema.Article{Language: "ar", Published: day.Date(), Source: fmt.Sprint("صحيفة ", n%20), Text: fmt.Sprint("نشرة رقم ", n)}}
	r.Article.ID = schema.NewArticleID(r.Article.Text, r.Article.Published)
	named := map[schema.ActorID]schema.Actor{}
	for k := range events {
		serial := n*events + k
		a, b := serial%states, (serial*7+serial/states+1)%states
		if a == b {
			b = (b + 1) % states
		}
		place := people[3*(serial%states)+2]
		for _, one := range []schema.Actor{people[3*a], people[3*a+1], people[3*b], place, people[3*(serial%states)]} {
			named[one.ID] = one
		}
		c := schema.Claim{
			Kind: schema.Stated, Article: r.Article.ID, Type: types[serial%len(types)], Source: people[3*a+1].ID, Target: people[3*b].ID,
			Roles: []schema.Role{{Name: "place", Actor: place.ID}}, ValidFrom: day.Date(), ValidTo: day.Date(), DateBasis: schema.BasisExplicit,
			Modality: schema.Actual, Confidence: 0.8, Evidence: schema.Evidence{Sentence: k, Text: r.Article.Text, Start: 0, End: len(r.Article.Text), FocusStart: k, FocusEnd: k + 1, Rule: "test"},
		}
		c.Canonical()
		c.ID = schema.NewClaimID(&c)
		r.Claims = append(r.Claims, c)
	}
	for _, a := range named {
		r.Actors = append(r.Actors, a)
	}
	slices.SortFunc(r.Actors, func(a, b schema.Actor) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return r
}

// sustained is how a stretch of steady writing went.
type sustained struct {
	changes, deliveries int
	took, cpu           time.Duration   // of writing; of all
	lag                 []time.Duration // from the commit of a batch to the commit of its deliveries
}

// sustain commits readings to a file at a rate, or as fast as it goes where rate
// is 0, while a matcher decides beside it, and waits until all is decided.
func sustain(t *testing.T, actors, rules, rate int, while time.Duration) sustained {
	t.Helper()
	s, err := embedded.Open(t.Context(), t.TempDir()+"/graph.db")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close(context.Background()) }()
	const events = 10
	people, _ := crowd(actors, 0)
	if err := (&alerts.Desk{Store: s}).Sync(t.Context(), crowdRules(rules, actors)); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	m := alerts.NewMatcher(s, alerts.MatcherOptions{})
	var running sync.WaitGroup
	running.Go(func() { m.Run(ctx) })
	defer running.Wait()
	defer stop()

	var mu sync.Mutex
	type mark struct {
		cursor int64
		at     time.Time
	}
	var marks []mark
	var out sustained
	decided := make(chan struct{})
	last := int64(-1) // of the writer, once it is done
	go func() {
		defer close(decided)
		for {
			state, err := s.AlertState(ctx)
			if err != nil {
				return
			}
			mu.Lock()
			for len(marks) > 0 && marks[0].cursor <= state.Cursor {
				out.lag = append(out.lag, time.Since(marks[0].at))
				marks = marks[1:]
			}
			done := last >= 0 && state.Cursor >= last
			mu.Unlock()
			if done {
				return
			}
			time.Sleep(2 * time.Millisecond)
		}
	}()
	began, used := time.Now(), cpuTime(t)
	const batch = 10
	for n := 0; time.Since(began) < while; {
		readings := make([]schema.Reading, batch)
		for i := range readings {
			readings[i] = bulletin(people, n, events)
			n++
		}
		if _, err := s.Record(t.Context(), readings); err != nil {
			t.Fatal(err)
		}
		cursor, err := s.LastCursor(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		mu.Lock()
		marks = append(marks, mark{cursor, time.Now()})
		mu.Unlock()
		out.changes = int(cursor)
		if rate > 0 {
			time.Sleep(time.Until(began.Add(time.Duration(out.changes) * time.Second / time.Duration(rate))))
		}
	}
	out.took = time.Since(began)
	mu.Lock()
	last = int64(out.changes)
	mu.Unlock()
	select {
	case <-decided:
	case <-time.After(2 * time.Minute):
		t.Fatal("what was committed was not decided two minutes later")
	}
	out.cpu = cpuTime(t) - used
	page, err := s.AlertDeliveries(t.Context(), store.AlertDeliveriesQuery{Page: store.Page{First: 1, Total: true}})
	if err != nil {
		t.Fatal(err)
	}
	out.deliveries = page.Total
	slices.Sort(out.lag)
	return out
}

// cpuTime is how long the process has computed.
func cpuTime(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// TestSustainedAtLength keeps up with a thousand changes a second for half a
// minute against ten thousand rules, about as many alerts as changes: committed,
// decided, and what is to be sent recorded. It says too how much more would be
// kept up with, in a world so small that a change concerns up to ten rules.
func TestSustainedAtLength(t *testing.T) {
	for _, c := range []struct {
		actors, rules, rate int
		while               time.Duration
	}{{5000, 10000, 1000, 30 * time.Second}, {500, 100, 0, 10 * time.Second}, {500, 1000, 0, 10 * time.Second}, {500, 10000, 0, 10 * time.Second}} {
		t.Run(fmt.Sprintf("%d rules at %d", c.rules, c.rate), func(t *testing.T) {
			got := sustain(t, c.actors, c.rules, c.rate, c.while)
			pace := float64(got.changes) / got.took.Seconds()
			p50, p99, most := got.lag[len(got.lag)/2], got.lag[len(got.lag)*99/100], got.lag[len(got.lag)-1]
			t.Logf("%d changes in %v: %.0f a second, %.1f deliveries a change, %v of computing a change; from commit to outbox %v (median), %v (99 of 100), %v at most",
				got.changes, got.took.Round(time.Millisecond), pace, float64(got.deliveries)/float64(got.changes), (got.cpu / time.Duration(got.changes)).Round(time.Microsecond), p50.Round(time.Millisecond), p99.Round(time.Millisecond), most.Round(time.Millisecond))
			if c.rate > 0 && (pace < 0.98*float64(c.rate) || p99 > 2*time.Second) {
				t.Errorf("%.0f changes a second, want %d; one in a hundred waits %v", pace, c.rate, p99)
			}
			if got.deliveries == 0 {
				t.Error("nothing is to be sent")
			}
		})
	}
}
