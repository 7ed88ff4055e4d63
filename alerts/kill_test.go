package alerts_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"sync"
	"testing"
	"time"

	"rawabit/alerts"
	"rawabit/alerts/notify"
	"rawabit/internal/hooktest"
	"rawabit/store/embedded"
)

// child names the variable that makes the test binary a sender of alerts: path,
// address and secret.
const child = "RAWABIT_TEST_ALERTS_CHILD"

func TestMain(m *testing.M) {
	if given := os.Getenv(child); given != "" {
		if err := sendAll(strings.Split(given, "\n")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// sendAll is a server's part in alerts, as a process of its own.
func sendAll(given []string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	s, err := embedded.Open(ctx, given[0], embedded.WithPoll(20*time.Millisecond))
	if err != nil {
		return err
	}
	defer func() { _ = s.Close(context.WithoutCancel(ctx)) }()
	matcher := alerts.NewMatcher(s, alerts.MatcherOptions{Poll: 50 * time.Millisecond, Lease: time.Second, Batch: 200})
	channel := alerts.Channel{
		Webhook: given[1], Secrets: given[2:3], Timeout: alerts.Duration(200 * time.Millisecond),
		Retry: []alerts.Duration{alerts.Duration(10 * time.Millisecond), alerts.Duration(10 * time.Millisecond), alerts.Duration(50 * time.Millisecond), alerts.Duration(50 * time.Millisecond), alerts.Duration(time.Second), alerts.Duration(time.Second)},
	}
	manager, err := notify.NewManager(s, map[string]alerts.Channel{"desk": channel}, notify.ManagerOptions{
		Options: notify.Options{Allow: local()}, Poll: 50 * time.Millisecond, Lease: 1500 * time.Millisecond,
	})
	if err != nil {
		return err
	}
	var both sync.WaitGroup
	both.Go(func() { matcher.Run(ctx) })
	both.Go(func() { manager.Run(ctx, matcher.Decided(ctx)) })
	both.Wait()
	return nil
}

// testKilled records changes while the process that sends alerts is killed again
// and again and the receiver fails in every way: every change is delivered, and
// what comes twice has the same id.
func testKilled(t *testing.T, changes, kills int, patience time.Duration) {
	path := t.TempDir() + "/graph.db"
	secret := alerts.NewSecret()
	desk, err := hooktest.Start(func(n int) http.HandlerFunc {
		switch {
		case n%97 == 13:
			return hooktest.Hang(time.Second)
		case n%53 == 7:
			return hooktest.Status(302, "Location", "http://127.0.0.1:1/")
		case n%41 == 5:
			return hooktest.Status(500)
		case n%61 == 11:
			return hooktest.Die(n%2 == 0)
		case n%997 == 101:
			return hooktest.TooMany(1)
		}
		return nil
	}, secret)
	if err != nil {
		t.Fatal(err)
	}
	defer desk.Close()
	s, err := embedded.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close(context.Background()) }()
	people, edges := crowd(200, changes)
	if err := s.Import(t.Context(), people, nil); err != nil {
		t.Fatal(err)
	}
	// Rules by type make several queues, as a desk has.
	rules := crowdRules(0, 0)
	for _, kind := range []string{"MET", "ATTACKED", "VISITED", "ACCUSED", "PRAISED"} {
		r, err := alerts.ParseRule([]byte("{name: "+kind+", channels: [desk], types: ["+kind+"]}"), alerts.Source{})
		if err != nil {
			t.Fatal(err)
		}
		rules = append(rules, *r)
	}
	if err := (&alerts.Desk{Store: s}).Sync(t.Context(), rules); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	sender := func() *exec.Cmd {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), child+"="+strings.Join([]string{path, desk.URL, secret}, "\n"))
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return cmd
	}
	hit := 0 // how often a process was killed with work before it
	for k := range kills {
		cmd := sender()
		share := len(edges) - (changes - changes*(k+1)/kills)
		if err := s.Import(t.Context(), nil, edges[:share]); err != nil {
			t.Fatal(err)
		}
		edges = edges[share:]
		// It is killed while it sends its share, or before.
		requests, _ := desk.Requests()
		for at, end := requests+rand.N(max(share*3/4, 1)), time.Now().Add(10*time.Second); requests < at && time.Now().Before(end); time.Sleep(time.Millisecond) {
			requests, _ = desk.Requests()
		}
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if behind, pending := progress(t, s); behind > 0 || pending > 0 {
			hit++
		}
	}
	if hit < kills*2/3 {
		t.Errorf("%d of %d kills hit a process that had work", hit, kills)
	}
	last := sender()
	want := map[string]bool{}
	for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		behind, pending := progress(t, s)
		if behind == 0 && pending == 0 {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("%d changes are not matched, %d queues wait", behind, pending)
		}
	}
	_ = last.Process.Kill()
	_ = last.Wait()
	feed, err := s.ChangesAfter(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	for i := range feed {
		want[alerts.MessageID(strings.ToLower(string(feed[i].After.Type)), &feed[i], feed[i].Kind)] = true
	}
	got := map[string]int{}
	newest := map[string]int64{} // of the changes that were told, by rule
	for _, m := range desk.Messages() {
		got[m.ID]++
		var told struct{ Data alerts.Data }
		if err := json.Unmarshal([]byte(m.Body), &told); err != nil {
			t.Fatal(err)
		}
		if rule, at := told.Data.Rule.ID, told.Data.Alerts[0].Cursor; got[m.ID] == 1 {
			if at <= newest[rule] {
				t.Errorf("rule %s told change %d after %d", rule, at, newest[rule])
			}
			newest[rule] = at
		}
		if !want[m.ID] {
			t.Errorf("message %s is of no change", m.ID)
		}
	}
	requests, bad := desk.Requests()
	doubles := len(desk.Messages()) - len(got)
	t.Logf("%d changes, %d killed (%d with work before them), %d requests, %d accepted, %d of them doubles, %d bad signatures, %v", len(feed), kills, hit, requests, len(desk.Messages()), doubles, len(bad), time.Since(began).Round(time.Millisecond))
	if len(feed) != changes || len(got) != len(want) || len(bad) > 0 {
		t.Errorf("%d changes, %d messages wanted, %d came, %d bad signatures", len(feed), len(want), len(got), len(bad))
	}
}

// progress returns how many changes are not matched, and how many queues wait.
func progress(t *testing.T, s *embedded.Store) (behind int64, pending int) {
	t.Helper()
	state, err := s.AlertState(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	cursor, err := s.LastCursor(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.PendingDeliveries(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	return cursor - max(state.Cursor, 0), len(list)
}

// TestKilled is the small form of the proof that the tag soak runs at full size.
func TestKilled(t *testing.T) { testKilled(t, 300, 3, 30*time.Second) }
