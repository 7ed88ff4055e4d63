package alerts_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"rawabit/alerts"
	"rawabit/alerts/notify"
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

// TestUnsafeChat refuses chat services that lie where nothing may be sent, and
// addresses that ask for no encryption.
func TestUnsafeChat(t *testing.T) {
	for address, want := range map[string]string{
		"generic://127.0.0.1:9/x":                                             "network that is not allowed",
		"generic://169.254.169.254/latest/meta-data/":                         "network that is not allowed",
		"generic+https://localhost:9/x":                                       "network that is not allowed",
		"smtp://someone:word@[::1]:25/?from=a@b.c&to=d@e.f":                   "network that is not allowed",
		"ntfy://10.0.0.1/topic":                                               "network that is not allowed",
		"signal:///+491701234567/+491701234568":                               "network that is not allowed",
		"signal://93.184.215.14:9/+491701234567/+491701234568?Host=127.0.0.1": "network that is not allowed",
		"matrix://user:word@nobody.invalid/":                                  "cannot be resolved",
	} {
		t.Run(address, func(t *testing.T) {
			refused(t, alerts.Channel{Chat: address}, alerts.Allow{}, want)
		})
	}
	for address, want := range map[string]string{
		"generic://example.org/x?disableTLS=yes": "without encryption",
		"generic+http://example.org/x":           "without encryption",
		"ntfy://example.org/x?scheme=http":       "without encryption",
		"smtp://example.org/?encryption=None":    "without encryption",
		"logger://":                              `no chat service is called "logger"`,
		"gopher://example.org/":                  `no chat service is called "gopher": take one of bark, discord, `,
	} {
		if _, err := notify.NewManager(memory.New(), map[string]alerts.Channel{"desk": {Chat: address}}, notify.ManagerOptions{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q in it", address, err, want)
		}
	}
}
