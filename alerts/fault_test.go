package alerts_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"rawabit/alerts"
	"rawabit/internal/hooktest"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/memory"
)

// everything is a rule that tells of every event.
func everything(channels ...string) alerts.Rule {
	return alerts.Rule{ID: "all", Name: "كل حدث", Channels: channels, Kinds: []schema.ChangeKind{schema.Happened}}
}

// desked returns a store with a rule, watched by one process that may send to
// this machine.
func desked(t testing.TB, rule alerts.Rule, channel alerts.Channel) store.Store {
	t.Helper()
	return guarded(t, rule, channel, local())
}

// guarded returns a store with a rule, watched by one process that may send to
// what is allowed.
func guarded(t testing.TB, rule alerts.Rule, channel alerts.Channel, allow alerts.Allow) store.Store {
	t.Helper()
	s := memory.New()
	people, _ := crowd(20, 0)
	if err := s.Import(t.Context(), people, nil); err != nil {
		t.Fatal(err)
	}
	if err := (&alerts.Desk{Store: s}).Sync(t.Context(), []alerts.Rule{rule}); err != nil {
		t.Fatal(err)
	}
	run(t, s, map[string]alerts.Channel{"desk": channel}, allow)
	return s
}

func happen(t testing.TB, s store.Writer, from, to int) {
	t.Helper()
	_, edges := crowd(20, to)
	if err := s.Import(t.Context(), nil, edges[from:]); err != nil {
		t.Fatal(err)
	}
}

// until waits for something to come true.
func until(t testing.TB, what string, come func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !come(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s did not come", what)
		}
	}
}

func deliveries(t testing.TB, s store.Alerts, status store.DeliveryStatus) []store.AlertDelivery {
	t.Helper()
	page, err := s.AlertDeliveries(t.Context(), store.AlertDeliveriesQuery{Status: status, Page: store.Page{First: 100000}})
	if err != nil {
		t.Fatal(err)
	}
	return page.Deliveries
}

// TestFaults sends to a receiver that fails in every way: what failed is sent
// again under its id, in its order, and each attempt is kept with its reason.
func TestFaults(t *testing.T) {
	faults := []http.HandlerFunc{
		hooktest.Status(500), nil, hooktest.Hang(2 * time.Second), nil, hooktest.Status(302, "Location", "http://127.0.0.1:1/"), nil,
		hooktest.Die(false), nil, hooktest.Die(true), nil, hooktest.Status(404), hooktest.Status(503), nil, hooktest.TooMany(1), nil,
	}
	desk, channel := receiver(t, func(n int) http.HandlerFunc {
		if n <= len(faults) {
			return faults[n-1]
		}
		return nil
	})
	s := desked(t, everything("desk"), channel)
	happen(t, s, 0, 30)
	settled(t, s)
	sent := deliveries(t, s, store.DeliveryDelivered)
	slices.Reverse(sent)
	messages := desk.Messages()
	if len(sent) != 30 || len(messages) != 30 {
		t.Fatalf("%d delivered, %d came", len(sent), len(messages))
	}
	reasons := map[string]int{}
	for i, d := range sent {
		if messages[i].ID != d.Message {
			t.Errorf("message %d is %s, want %s: the order is not kept", i, messages[i].ID, d.Message)
		}
		for _, a := range d.Attempts {
			if a.At.IsZero() || a.Took <= 0 {
				t.Errorf("attempt %+v is not whole", a)
			}
			reasons[a.Reason]++
		}
	}
	for _, want := range []string{"HTTP 500", "no answer in time", "HTTP 302: the receiver redirects, which is not followed", "HTTP 404", "HTTP 503", "HTTP 429"} {
		if reasons[want] != 1 {
			t.Errorf("%q stands %d times: %v", want, reasons[want], reasons)
		}
	}
	waited := time.Duration(0)
	for _, d := range sent {
		for i, a := range d.Attempts {
			if a.Status == 429 {
				waited = d.Attempts[i+1].At.Sub(a.At)
			}
		}
	}
	if waited < time.Second {
		t.Errorf("asked to be left alone for a second, the receiver was asked again after %v", waited)
	}
	if _, bad := desk.Requests(); len(bad) > 0 {
		t.Errorf("signatures of %v are not right", bad)
	}
	rules, err := s.AlertRules(t.Context())
	if err != nil || rules[0].LastError != "" {
		t.Errorf("all is well, and the rule says %q (%v)", rules[0].LastError, err)
	}
}

// TestGone disables a rule whose receiver wants nothing any more, and sends what
// it missed when it is put to use again.
func TestGone(t *testing.T) {
	gone := true
	desk, channel := receiver(t, func(int) http.HandlerFunc {
		if gone {
			return hooktest.Status(http.StatusGone)
		}
		return nil
	})
	s := desked(t, everything("desk"), channel)
	happen(t, s, 0, 3)
	until(t, "the end of all", func() bool { return len(deliveries(t, s, store.DeliveryDead)) == 3 })
	rules, err := s.AlertRules(t.Context())
	if err != nil || rules[0].Disabled == "" || rules[0].LastError == "" {
		t.Fatalf("the rule is %+v (%v)", rules[0], err)
	}
	if n, _ := desk.Requests(); n != 1 {
		t.Errorf("%d requests after the first refusal", n-1)
	}
	d := &alerts.Desk{Store: s}
	if _, err := d.Replay(t.Context(), deliveries(t, s, store.DeliveryDead)[0].ID); schema.ErrorCode(err) != schema.CodeConflict {
		t.Errorf("replayed for a disabled rule: %v", err)
	}
	gone = false
	if _, err := d.Enable(t.Context(), "all"); err != nil {
		t.Fatal(err)
	}
	if n, err := d.ReplayDead(t.Context(), ""); n != 3 || err != nil {
		t.Errorf("%d replayed (%v)", n, err)
	}
	settled(t, s)
	if got := len(desk.Messages()); got != 3 {
		t.Errorf("%d messages came then", got)
	}
	if _, err := d.Replay(t.Context(), deliveries(t, s, store.DeliveryDelivered)[0].ID); err != nil {
		t.Fatal(err)
	}
	settled(t, s)
	if got := desk.Messages(); len(got) != 4 || !slices.ContainsFunc(got[:3], func(m hooktest.Message) bool { return m.ID == got[3].ID }) {
		t.Errorf("a delivered one was replayed: %d messages", len(got))
	}
}

// TestGivenUp gives up on a message that is never taken, goes on with the next
// one, and disables the rule when that is refused too.
func TestGivenUp(t *testing.T) {
	desk, channel := receiver(t, nil)
	channel.Retry = []alerts.Duration{alerts.Duration(time.Millisecond)}
	desk.Close() // nobody answers
	s := desked(t, everything("desk"), channel)
	happen(t, s, 0, 5)
	until(t, "the end of all", func() bool { return len(deliveries(t, s, store.DeliveryDead)) == 5 })
	rules, err := s.AlertRules(t.Context())
	if err != nil || rules[0].Disabled == "" {
		t.Errorf("the rule is %+v (%v)", rules[0], err)
	}
	for _, d := range deliveries(t, s, store.DeliveryDead) {
		if d.LastError() == "" {
			t.Errorf("%s died without a reason", d.ID)
		}
	}
}

// TestUnsafe refuses to send to where nothing may be sent.
func TestUnsafe(t *testing.T) {
	for address, want := range map[string]string{
		"http://127.0.0.1:9/hook":                  "network that is not allowed",
		"http://169.254.169.254/latest/meta-data/": "network that is not allowed",
		"http://[::1]:9/hook":                      "network that is not allowed",
		"http://localhost:9/hook":                  "network that is not allowed",
	} {
		t.Run(address, func(t *testing.T) {
			refused(t, alerts.Channel{Webhook: address, Secrets: []string{alerts.NewSecret()}}, alerts.Allow{HTTP: true}, want)
		})
	}
}

// refused sends an alert through a channel and wants it refused for a reason.
func refused(t *testing.T, channel alerts.Channel, allow alerts.Allow, reason string) {
	t.Helper()
	s := guarded(t, everything("desk"), channel, allow)
	happen(t, s, 0, 1)
	until(t, "a refusal", func() bool { return len(deliveries(t, s, store.DeliveryFailed)) == 1 })
	if got := deliveries(t, s, store.DeliveryFailed)[0].LastError(); !strings.Contains(got, reason) {
		t.Errorf("%q, want %q in it", got, reason)
	}
}

// TestDigest collects alerts, and sends a message of many below 20 kB, under one
// id.
func TestDigest(t *testing.T) {
	desk, channel := receiver(t, nil)
	rule := everything("desk")
	rule.Group, rule.Per = alerts.Duration(300*time.Millisecond), alerts.PerRule
	s := desked(t, rule, channel)
	happen(t, s, 0, 40)
	settled(t, s)
	messages := desk.Messages()
	if len(messages) != 1 || len(messages[0].Body) >= 20000 {
		t.Fatalf("%d messages, the first of %d bytes", len(messages), len(messages[0].Body))
	}
	if n := len(labels(t, messages)); n == 0 || n > 40 || !strings.Contains(messages[0].Body, fmt.Sprintf(`"more":%d`, 40-n)) {
		t.Errorf("%d alerts, and %.80s", n, messages[0].Body[len(messages[0].Body)-80:])
	}
	if got := len(deliveries(t, s, store.DeliveryDelivered)); got != 40 {
		t.Errorf("%d delivered", got)
	}
}

// TestCooldown tells the like of an alert once, and later how often it held back.
func TestCooldown(t *testing.T) {
	desk, channel := receiver(t, nil)
	rule := everything("desk")
	rule.Cooldown, rule.Per = alerts.Duration(400*time.Millisecond), alerts.PerRule
	s := desked(t, rule, channel)
	happen(t, s, 0, 10)
	settled(t, s)
	time.Sleep(450 * time.Millisecond)
	happen(t, s, 10, 12)
	settled(t, s)
	messages := desk.Messages()
	if len(messages) != 2 || !strings.Contains(messages[1].Body, `"heldBack":9`) {
		t.Errorf("%d messages: %+v", len(messages), messages)
	}
}
