package alerts_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"rawabit/alerts"
	"rawabit/alerts/notify"
	"rawabit/internal/hooktest"
	"rawabit/loader"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/embedded"
	"rawabit/store/memory"
)

// story is the airport of Qamishli over five days, told by five articles; on
// three of the days other papers tell the same or less.
func story() []struct{ day, text string } {
	return []struct{ day, text string }{
		{"2026-01-20", "تسيطر القوات الروسية على مطار القامشلي، وتنتشر القوات الروسية في المطار منذ تشرين الثاني 2019."},
		{"2026-01-20", "ما زالت القوات الروسية تسيطر على مطار القامشلي."},
		{"2026-01-23", "أعلنت روسيا أنها ستسحب قواتها من مطار القامشلي خلال الأيام المقبلة."},
		{"2026-01-26", "انسحبت القوات الروسية أمس من مطار القامشلي، وشوهدت شاحناتها على الطريق إلى قاعدة حميميم."},
		{"2026-01-26", "غادرت القوات الروسية مطار القامشلي يوم الأحد 25 كانون الثاني 2026."},
		{"2026-01-27", "نفت وزارة الدفاع الروسية انسحاب القوات الروسية من مطار القامشلي الأحد الماضي."},
		{"2026-01-30", "سيطر الجيش السوري اليوم الجمعة على مطار القامشلي بعد خروج القوات الروسية، وسلّمت روسيا المطار إلى الجيش السوري."},
		{"2026-01-30", "دخل الجيش السوري مطار القامشلي وسيطر على المطار اليوم الجمعة."},
	}
}

// told is what the rule for Qamishli has to tell, in whatever order.
func told() []string {
	return []string{
		"CLOSED CONTROLS russia.army qamishli-airport",
		"CLOSED PRESENT_IN russia.army qamishli-airport",
		"HAPPENED CAPTURED syria.army qamishli-airport",
		"HAPPENED WITHDREW_FROM russia.army qamishli-airport",
		"OPENED CONTROLS russia.army qamishli-airport",
		"OPENED CONTROLS syria.army qamishli-airport",
		"OPENED PRESENT_IN russia.army qamishli-airport",
	}
}

var reader = sync.OnceValues(loader.New)

func readings(t testing.TB) []schema.Reading {
	t.Helper()
	l, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	var out []schema.Reading
	for i, a := range story() {
		r, err := l.Read(loader.Input{ID: fmt.Sprint(i), Text: a.text, Published: schema.MustParseDate(a.day), Source: "صحيفة " + fmt.Sprint(i), Title: "القامشلي"})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// orders are the orders in which the articles of each day may come.
func orders(list []schema.Reading) [][]schema.Reading {
	out := [][]schema.Reading{nil}
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].Article.Published == list[0].Article.Published {
			n++
		}
		var next [][]schema.Reading
		for _, before := range out {
			next = append(next, append(slices.Clone(before), list[:n]...))
			if n == 2 {
				next = append(next, append(slices.Clone(before), list[1], list[0]))
			}
		}
		out, list = next, list[n:]
	}
	return out
}

func qamishli(channels ...string) alerts.Rule {
	return alerts.Rule{
		ID: "qamishli", Name: "القامشلي", Severity: alerts.High, Channels: channels, Places: []schema.ActorID{"qamishli"},
		Kinds: []schema.ChangeKind{schema.Happened, schema.Opened, schema.Closed},
	}
}

// process is one process at work on alerts.
type process struct {
	store store.Store
	stop  func()
}

// run starts matching and sending over a store, as a server does.
func run(t testing.TB, s store.Store, channels map[string]alerts.Channel, allow alerts.Allow) *process {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	matcher := alerts.NewMatcher(s, alerts.MatcherOptions{Poll: 20 * time.Millisecond, Lease: time.Second})
	manager, err := notify.NewManager(s, channels, notify.ManagerOptions{Options: notify.Options{Allow: allow}, Poll: 20 * time.Millisecond, Page: "http://127.0.0.1:8080"})
	if err != nil {
		t.Fatal(err)
	}
	var both sync.WaitGroup
	both.Go(func() { matcher.Run(ctx) })
	both.Go(func() { manager.Run(ctx, matcher.Decided(ctx)) })
	p := &process{store: s, stop: sync.OnceFunc(func() { cancel(); both.Wait() })}
	t.Cleanup(p.stop)
	return p
}

// local lets messages go to this machine.
func local() alerts.Allow { return alerts.Allow{HTTP: true, Networks: []string{"127.0.0.0/8"}} }

func receiver(t testing.TB, fault hooktest.Fault) (*hooktest.Receiver, alerts.Channel) {
	t.Helper()
	secret := alerts.NewSecret()
	r, err := hooktest.Start(fault, secret)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	return r, alerts.Channel{Webhook: r.URL, Secrets: []string{secret}, Timeout: alerts.Duration(500 * time.Millisecond), Retry: []alerts.Duration{alerts.Duration(20 * time.Millisecond), alerts.Duration(50 * time.Millisecond), alerts.Duration(time.Second)}}
}

// labels are what messages tell, sorted.
func labels(t testing.TB, messages []hooktest.Message) []string {
	t.Helper()
	var out []string
	for _, m := range messages {
		var got struct{ Data alerts.Data }
		if err := json.Unmarshal([]byte(m.Body), &got); err != nil {
			t.Fatal(err)
		}
		for _, a := range got.Data.Alerts {
			v := a.After
			if v == nil {
				v = a.Before
			}
			out = append(out, fmt.Sprintf("%s %s %s %s", a.Kind, a.Type, v.Source.ID, v.Target.ID))
		}
	}
	slices.Sort(out)
	return out
}

// settled waits until the feed is matched and nothing is left to be sent.
func settled(t testing.TB, s store.Store) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		last, err := s.LastCursor(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		state, err := s.AlertState(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		pending, err := s.PendingDeliveries(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		if state.Cursor == last && len(pending) == 0 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("matched up to %d of %d, %d queues wait: %+v", state.Cursor, last, len(pending), pending)
		}
	}
}

func record(t testing.TB, s store.Store, r schema.Reading) {
	t.Helper()
	if _, err := s.Record(t.Context(), []schema.Reading{r}); err != nil {
		t.Fatal(err)
	}
}

// TestStory tells the story in every order that the articles of a day may come
// in: each alert is sent once, and loading all of them again tells nothing.
func TestStory(t *testing.T) {
	for n, order := range orders(readings(t)) {
		t.Run(fmt.Sprint("order ", n), func(t *testing.T) {
			s := memory.New()
			desk, channel := receiver(t, nil)
			if err := (&alerts.Desk{Store: s}).Sync(t.Context(), []alerts.Rule{qamishli("desk")}); err != nil {
				t.Fatal(err)
			}
			run(t, s, map[string]alerts.Channel{"desk": channel}, local())
			for range 2 {
				for _, r := range order {
					record(t, s, r)
				}
				settled(t, s)
				if got := labels(t, desk.Messages()); !slices.Equal(got, told()) {
					t.Errorf("told\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(told(), "\n"))
				}
			}
			if _, bad := desk.Requests(); len(bad) > 0 {
				t.Errorf("signatures of %v are not right", bad)
			}
		})
	}
}

// TestStoryOfTwo lets two processes write to one file and send from it.
func TestStoryOfTwo(t *testing.T) {
	path := t.TempDir() + "/graph.db"
	desk, channel := receiver(t, nil)
	var both []*process
	for range 2 {
		s, err := embedded.Open(t.Context(), path, embedded.WithPoll(20*time.Millisecond))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.Close(context.Background()) }()
		if err := (&alerts.Desk{Store: s}).Sync(t.Context(), []alerts.Rule{qamishli("desk")}); err != nil {
			t.Fatal(err)
		}
		p := run(t, s, map[string]alerts.Channel{"desk": channel}, local())
		defer p.stop()
		both = append(both, p)
	}
	for i, r := range readings(t) {
		record(t, both[i%2].store, r)
		if i == 4 {
			both[0].stop() // the other goes on
		}
	}
	settled(t, both[1].store)
	if got := labels(t, desk.Messages()); !slices.Equal(got, told()) {
		t.Errorf("told\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(told(), "\n"))
	}
}
