package alerts_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"rawabit/alerts"
	"rawabit/store"
	"rawabit/store/memory"
)

// TestChat sends a sentence through a chat service, and shows nothing of its
// address when the service refuses.
func TestChat(t *testing.T) {
	var mu sync.Mutex
	var came string
	status := http.StatusOK
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		mu.Lock()
		defer mu.Unlock()
		came = string(body)
		w.WriteHeader(status)
	}))
	defer service.Close()
	channel := alerts.Channel{Chat: "generic://" + strings.TrimPrefix(service.URL, "http://") + "/token-that-nobody-may-see?disabletls=yes", Lang: "en"}
	s := desked(t, everything("desk"), channel)
	happen(t, s, 0, 1)
	settled(t, s)
	mu.Lock()
	if !strings.Contains(came, "جيش 0 met دولة 1 on 1 January 2025.") {
		t.Errorf("the service got %q", came)
	}
	status = http.StatusUnauthorized
	mu.Unlock()
	happen(t, s, 1, 2)
	until(t, "a refusal", func() bool { return len(deliveries(t, s, store.DeliveryFailed)) == 1 })
	if text := deliveries(t, s, store.DeliveryFailed)[0].LastError(); text == "" || strings.Contains(text, "token-that") {
		t.Errorf("the refusal says %q", text)
	}
}

// TestReload changes nothing of rules that a file brings again, and takes out
// those that it holds no more.
func TestReload(t *testing.T) {
	s := memory.New()
	d := &alerts.Desk{Store: s}
	one, two := everything("desk"), qamishli("desk")
	for _, rules := range [][]alerts.Rule{{one, two}, {one, two}, {two}} {
		if err := d.Sync(t.Context(), rules); err != nil {
			t.Fatal(err)
		}
	}
	state, err := s.AlertState(t.Context())
	if err != nil || state.Rules != 2 {
		t.Errorf("rules were written %d times (%v)", state.Rules, err)
	}
	rules, err := s.AlertRules(t.Context())
	if err != nil || len(rules) != 1 || rules[0].ID != "qamishli" {
		t.Errorf("%+v (%v)", rules, err)
	}
}
