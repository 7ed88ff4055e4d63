package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestServe(t *testing.T) {
	for name, address := range addresses(t) {
		t.Run(name, func(t *testing.T) {
			s := start(t, "serve", "--store", address)
			for path, want := range map[string]string{"/healthz": "", "/readyz": "", "/": "<html", "/metrics": "rawabit_"} {
				if status, body := s.get(t, path); status != 200 || !strings.Contains(body, want) {
					t.Errorf("%s: status %d, %.200s", path, status, body)
				}
			}
			if got := s.query(t, `{ actors(first: 1) { totalCount } }`); got != `{"actors":{"totalCount":0}}` {
				t.Errorf("an empty store answers %s", got)
			}
			if code := s.stop(t); code != 0 || !strings.HasSuffix(s.out.String(), "Stopped.\n") || s.err.String() != "" {
				t.Errorf("status %d, stdout %q, stderr %q", code, s.out, s.err)
			}
		})
	}
}

// TestUp starts with the shipped article, twice where the store keeps it.
func TestUp(t *testing.T) {
	for name, address := range addresses(t) {
		t.Run(name, func(t *testing.T) {
			s := start(t, "up", "--store", address)
			for _, want := range []string{"القوات الروسية تبدأ بالانسحاب من شمال سوريا", "actor", "how we know", "2025-10-15", "WITHDREW_FROM", "قاعدة حميميم"} {
				if !strings.Contains(s.out.String(), want) {
					t.Errorf("%q is not printed", want)
				}
			}
			const meetings = `{ relations(filter: {types: [MET], source: "ahmed-al-sharaa", target: "vladimir-putin"}, orderBy: DATE_ASC) { nodes { validFrom } } }`
			if got := s.query(t, meetings); got != `{"relations":{"nodes":[{"validFrom":"2025-10-15"},{"validFrom":"2026-01-28"}]}}` {
				t.Errorf("meetings %s", got)
			}
			const held = `{ relations(filter: {types: [CONTROLS], source: "russia", asOf: "2026-01-28"}) { nodes { target { id } } } }`
			if got := s.query(t, held); got != `{"relations":{"nodes":[{"target":{"id":"hmeimim-air-base"}}]}}` {
				t.Errorf("what Russia controls: %s", got)
			}
			if code := s.stop(t); code != 0 {
				t.Errorf("status %d: %s", code, s.err)
			}
			if name == "memory" {
				return // it forgets when it is closed
			}
			again := start(t, "up", "--store", address)
			if out := again.out.String(); !strings.Contains(out, "nothing is new") || strings.Contains(out, "WITHDREW_FROM") {
				t.Errorf("second start:\n%s", out)
			}
			if got := again.query(t, meetings); !strings.Contains(got, "2025-10-15") {
				t.Errorf("second start answers %s", got)
			}
			if code := again.stop(t); code != 0 {
				t.Errorf("second start: status %d: %s", code, again.err)
			}
		})
	}
}

// TestServeDrains stops a server while a request is half sent and a subscriber
// listens: the request is answered, the subscription completes, and nobody new is
// let in.
func TestServeDrains(t *testing.T) {
	s := start(t, "serve", "--store", "memory:")
	address := strings.TrimPrefix(s.url, "http://")
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	const body = `{"query":"{__typename}"}`
	fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", address, len(body), body[:10])
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+"/graphql", strings.NewReader(`{"query":"subscription{relationChanged{id}}"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	events, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = events.Body.Close() }()
	s.cancel()
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		late, err := net.Dial("tcp", address)
		if err != nil {
			break
		}
		_ = late.Close()
		if time.Now().After(end) {
			t.Fatal("a server that stops lets others in")
		}
	}
	if told, err := io.ReadAll(events.Body); err != nil || !strings.HasSuffix(string(told), "event: complete\ndata: \n\n") {
		t.Errorf("the subscriber is told %q, %v", told, err)
	}
	fmt.Fprint(conn, body[10:])
	if answer, err := io.ReadAll(conn); err != nil || !strings.Contains(string(answer), `{"data":{"__typename":"Query"}}`) {
		t.Errorf("the request that was under way is answered %q, %v", answer, err)
	}
	if code := s.stop(t); code != 0 {
		t.Errorf("status %d: %s", code, s.err)
	}
}
