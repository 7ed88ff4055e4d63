package graphqlapi_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"go.uber.org/goleak"

	"rawabit/graphqlapi"
	"rawabit/store"
	"rawabit/store/memory"
	"rawabit/store/storetest"
)

// newServer serves an API over an empty store until the test ends.
func newServer(t *testing.T) (*httptest.Server, *graphqlapi.API, store.Store) {
	t.Helper()
	s := memory.New()
	api := newAPI(t, s)
	h, err := api.Handler()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	t.Cleanup(api.Close)
	return server, api, s
}

// event is one event of a stream.
type event struct{ name, data string }

// openEvents subscribes by graphql-sse.
func openEvents(ctx context.Context, t *testing.T, url, query string) (status int, media string, _ <-chan event) {
	t.Helper()
	body, _ := json.Marshal(map[string]string{"query": query})
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/graphql", strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	answer, err := http.DefaultClient.Do(r) //nolint:bodyclose // whoever reads the events closes it
	if err != nil {
		t.Fatal(err)
	}
	events := make(chan event, 100)
	go func() {
		defer close(events)
		defer func() { _ = answer.Body.Close() }()
		var e event
		lines := bufio.NewScanner(answer.Body)
		for lines.Scan() {
			name, value, _ := strings.Cut(lines.Text(), ": ")
			switch name {
			case "event":
				e.name = value
			case "data":
				e.data = value
			case "":
				if e.name != "" {
					events <- e
				}
				e = event{}
			}
		}
	}()
	return answer.StatusCode, answer.Header.Get("Content-Type"), events
}

func next[T any](t *testing.T, from <-chan T) T {
	t.Helper()
	select {
	case v, ok := <-from:
		if !ok {
			t.Fatal("the stream has ended")
		}
		return v
	case <-time.After(5 * time.Second):
		t.Fatal("nothing came")
	}
	panic("not reached")
}

const everyChange = `subscription{relationChanged(filter:{modality:[ACTUAL,PLANNED,DENIED]}){kind relation{id}}}`

func TestEvents(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	server, api, s := newServer(t)
	_, media, events := openEvents(t.Context(), t, server.URL, everyChange)
	if media != "text/event-stream; charset=utf-8" {
		t.Errorf("content type %q", media)
	}
	storetest.Load(t, s)
	last, err := s.LastCursor(t.Context())
	if err != nil || last == 0 {
		t.Fatalf("%d changes, %v", last, err)
	}
	for i := range last {
		e := next(t, events)
		if e.name != "next" || !strings.HasPrefix(e.data, `{"data":{"relationChanged":{"kind":"`) {
			t.Fatalf("event %d: %v", i, e)
		}
	}
	api.Close()
	if e := next(t, events); e.name != "complete" {
		t.Errorf("the stream ends with %v", e)
	}
	server.Close()
	http.DefaultClient.CloseIdleConnections()
}

func TestEventsFilter(t *testing.T) {
	server, _, s := newServer(t)
	_, _, events := openEvents(t.Context(), t, server.URL, `subscription{relationChanged(filter:{kinds:[HAPPENED],actor:"omar"}){relation{type source{id}}}}`)
	storetest.Load(t, s)
	for range 4 { // three meetings and a visit
		if e := next(t, events); !strings.Contains(e.data, `"MET"`) && !strings.Contains(e.data, `"VISITED"`) {
			t.Errorf("event %v", e)
		}
	}
	select {
	case e := <-events:
		t.Errorf("one more event: %v", e)
	case <-time.After(200 * time.Millisecond):
	}
}

func TestEventsOfAQuery(t *testing.T) {
	server, _, _ := newServer(t)
	_, _, events := openEvents(t.Context(), t, server.URL, `{__typename}`)
	if e := next(t, events); e != (event{"next", `{"data":{"__typename":"Query"}}`}) {
		t.Errorf("event %v", e)
	}
	if e := next(t, events); e.name != "complete" {
		t.Errorf("event %v", e)
	}
}

// TestEventsRefused asks for what cannot be: the stream is accepted, tells the
// errors and completes, since clients take any other answer for a broken network.
func TestEventsRefused(t *testing.T) {
	server, _, _ := newServer(t)
	for _, query := range []string{`subscription{nothing}`, `subscription{a:relationChanged{id} b:relationChanged{id}}`, `subscription{__typename}`, `{`} {
		status, _, events := openEvents(t.Context(), t, server.URL, query)
		if e := next(t, events); status != http.StatusOK || e.name != "next" || !strings.HasPrefix(e.data, `{"errors":[`) {
			t.Errorf("%s: status %d, %v", query, status, e)
		}
		if e := next(t, events); e.name != "complete" {
			t.Errorf("%s: %v", query, e)
		}
	}
	if status, _, _ := openEvents(t.Context(), t, server.URL, ""); status != http.StatusBadRequest {
		t.Errorf("no query: status %d", status)
	}
}

// peer is a client of graphql-transport-ws.
type peer struct {
	t    *testing.T
	conn *websocket.Conn
}

func dial(t *testing.T, url string) *peer {
	t.Helper()
	conn, _, err := websocket.Dial(t.Context(), url+"/graphql", &websocket.DialOptions{ //nolint:bodyclose // Dial does not hand one out
		Subprotocols: []string{"graphql-transport-ws"},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.CloseNow() })
	return &peer{t, conn}
}

func (p *peer) send(text string) {
	p.t.Helper()
	if err := p.conn.Write(p.t.Context(), websocket.MessageText, []byte(text)); err != nil {
		p.t.Fatal(err)
	}
}

func (p *peer) expect(want string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), 5*time.Second)
	defer cancel()
	_, got, err := p.conn.Read(ctx)
	if err != nil || !strings.HasPrefix(string(got), want) {
		p.t.Fatalf("got %s (%v), want %s", got, err, want)
	}
}

func (p *peer) expectClose(want int) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), 6*time.Second)
	defer cancel()
	_, got, err := p.conn.Read(ctx)
	if code := websocket.CloseStatus(err); int(code) != want {
		p.t.Errorf("got %s, closed with %d (%v), want %d", got, code, err, want)
	}
}

func TestSocket(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	server, api, s := newServer(t)
	p := dial(t, server.URL)
	p.send(`{"type":"connection_init"}`)
	p.expect(`{"type":"connection_ack"}`)
	p.send(`{"type":"ping","payload":{"x":1}}`)
	p.expect(`{"type":"pong","payload":{"x":1}}`)
	p.send(`{"id":"q","type":"subscribe","payload":{"query":"{__typename}"}}`)
	p.expect(`{"id":"q","type":"next","payload":{"data":{"__typename":"Query"}}}`)
	p.expect(`{"id":"q","type":"complete"}`)
	p.send(`{"id":"e","type":"subscribe","payload":{"query":"{nothing}"}}`)
	p.expect(`{"id":"e","type":"error","payload":[{"message":`)
	text, _ := json.Marshal(everyChange)
	p.send(`{"id":"s","type":"subscribe","payload":{"query":` + string(text) + `}}`)
	waitFor(t, func() bool { return subscribers(t, server.URL) == 1 })
	storetest.Load(t, s)
	last, _ := s.LastCursor(t.Context())
	for range last {
		p.expect(`{"id":"s","type":"next","payload":{"data":{"relationChanged":{"kind":`)
	}
	p.send(`{"id":"s","type":"complete"}`)
	p.send(`{"id":"s","type":"subscribe","payload":{"query":"{__typename}"}}`)
	p.expect(`{"id":"s","type":"next"`)
	p.expect(`{"id":"s","type":"complete"}`)
	api.Close()
	p.expectClose(int(websocket.StatusGoingAway))
	server.Close()
	http.DefaultClient.CloseIdleConnections()
}

func TestSocketCloseCodes(t *testing.T) {
	server, _, _ := newServer(t)
	subscribe := `{"id":"1","type":"subscribe","payload":{"query":"subscription{relationChanged{id}}"}}`
	tests := []struct {
		name string
		send []string
		code int
	}{
		{"no JSON", []string{`hello`}, 4400},
		{"unknown type", []string{`{"type":"connection_init"}`, `{"type":"start"}`}, 4400},
		{"subscribe without a payload", []string{`{"type":"connection_init"}`, `{"id":"1","type":"subscribe"}`}, 4400},
		{"subscribe before the introduction", []string{subscribe}, 4401},
		{"no introduction", nil, 4408},
		{"the same id twice", []string{`{"type":"connection_init"}`, subscribe, subscribe}, 4409},
		{"two introductions", []string{`{"type":"connection_init"}`, `{"type":"connection_init"}`}, 4429},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := dial(t, server.URL)
			for _, text := range tt.send {
				p.send(text)
			}
			if len(tt.send) > 1 {
				p.expect(`{"type":"connection_ack"}`)
			}
			p.expectClose(tt.code)
		})
	}
}

func TestSocketOfAnotherOrigin(t *testing.T) {
	server, _, _ := newServer(t)
	_, answer, err := websocket.Dial(t.Context(), server.URL+"/graphql", &websocket.DialOptions{ //nolint:bodyclose // Dial does not hand one out
		Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: http.Header{"Origin": {"https://example.org"}},
	})
	if err == nil || answer.StatusCode != http.StatusForbidden {
		t.Errorf("another origin is let in: %v", err)
	}
	conn, _, err := websocket.Dial(t.Context(), server.URL+"/graphql", nil) //nolint:bodyclose // Dial does not hand one out
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.CloseNow() }()
	(&peer{t, conn}).expectClose(4406)
}

// TestManySubscribers has a thousand of them on one server; none misses a
// change, and nothing is left of them afterwards.
func TestManySubscribers(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	server, api, s := newServer(t)
	const count = 1000
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	streams := make([]<-chan event, count)
	for i := range streams {
		_, _, streams[i] = openEvents(ctx, t, server.URL, everyChange)
	}
	waitFor(t, func() bool { return subscribers(t, server.URL) == count })
	storetest.Load(t, s)
	last, _ := s.LastCursor(ctx)
	var readers sync.WaitGroup
	errors := make(chan error, count)
	for i, stream := range streams {
		readers.Go(func() {
			deadline := time.After(30 * time.Second)
			for n := range last {
				select {
				case e, ok := <-stream:
					if !ok || e.name != "next" {
						errors <- fmt.Errorf("subscriber %d: event %d is %v", i, n, e)
						return
					}
				case <-deadline:
					errors <- fmt.Errorf("subscriber %d: event %d did not come", i, n)
					return
				}
			}
		})
	}
	readers.Wait()
	close(errors)
	for err := range errors {
		t.Fatal(err)
	}
	cancel()
	for _, stream := range streams {
		for range stream {
		}
	}
	waitFor(t, func() bool { return subscribers(t, server.URL) == 0 })
	api.Close()
	server.Close()
	http.DefaultClient.CloseIdleConnections()
}

// subscribers asks the metrics how many subscriptions there are.
func subscribers(t *testing.T, url string) int {
	t.Helper()
	answer, err := http.Get(url + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	n := -1
	lines := bufio.NewScanner(answer.Body)
	for lines.Scan() {
		if text, ok := strings.CutPrefix(lines.Text(), "rawabit_graphql_subscriptions "); ok {
			_, _ = fmt.Sscan(text, &n)
		}
	}
	return n
}

func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !done(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it does not come to pass")
		}
	}
}
