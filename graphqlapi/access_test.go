package graphqlapi_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"rawabit/graphqlapi"
	"rawabit/graphqlapi/access"
	"rawabit/store/memory"
	"rawabit/store/storetest"
)

// house is a server that wants keys, with one key a role.
type house struct {
	url   string
	keys  map[access.Role]string
	file  *access.Keys
	ids   map[access.Role]string
	audit *bytes.Buffer
	log   *bytes.Buffer
}

// newHouse serves a graph to whoever has a key.
func newHouse(t *testing.T, options graphqlapi.Options) *house {
	t.Helper()
	h := &house{keys: map[access.Role]string{}, ids: map[access.Role]string{}, audit: &bytes.Buffer{}, log: &bytes.Buffer{}}
	var err error
	if h.file, err = access.OpenKeys(filepath.Join(t.TempDir(), "keys.jsonl")); err != nil {
		t.Fatal(err)
	}
	for _, role := range access.Roles() {
		key, text, err := h.file.Make(string(role)+" of the test", role, time.Time{}, 0)
		if err != nil {
			t.Fatal(err)
		}
		h.keys[role], h.ids[role] = text, key.ID
	}
	if options.Gate == nil {
		options.Gate = access.New(access.Options{Keys: h.file})
	}
	s := memory.New()
	if err := s.Import(t.Context(), storetest.Actors(), storetest.Relations()); err != nil {
		t.Fatal(err)
	}
	api, err := graphqlapi.New(graphqlapi.Deps{
		Store: s, Loader: shelf{}, Alerts: &desk{}, Audit: slog.New(slog.NewJSONHandler(h.audit, nil)), Log: slog.New(slog.NewJSONHandler(h.log, nil)),
	}, options)
	if err != nil {
		t.Fatal(err)
	}
	handler, err := api.Handler()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	t.Cleanup(api.Close)
	h.url = server.URL
	return h
}

// ask sends a query with a key, "" for none.
func (h *house) ask(t *testing.T, key, query string, header map[string]string) (int, string, http.Header) {
	t.Helper()
	body, _ := json.Marshal(map[string]string{"query": query})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, h.url+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", plainJSON)
	r.Header.Set("Accept", responseJSON)
	if key != "" {
		r.Header.Set("Authorization", "Bearer "+key)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	var text bytes.Buffer
	_, _ = text.ReadFrom(answer.Body)
	return answer.StatusCode, text.String(), answer.Header
}

func TestRolesOfOperations(t *testing.T) {
	h := newHouse(t, graphqlapi.Options{})
	const (
		query  = `{actor(id:"layla"){id}}`
		edit   = `mutation{reviewRelation(id:"i-lead1",input:{verdict:CONFIRM}){id}}`
		merge  = `mutation{mergeActors(keep:"layla",drop:"nobody"){id}}`
		rule   = `mutation{deleteAlertRule(id:"r")}`
		both   = `mutation{reviewRelation(id:"i-lead1",input:{verdict:REJECT}){id} deleteAlertRule(id:"r")}`
		hidden = `mutation{...f} fragment f on Mutation{... on Mutation{a:deleteAlertRule(id:"r")}}`
	)
	tests := []struct {
		name, query string
		role        access.Role
		status      int
		want        string
	}{
		{"nobody asks", query, "", 401, `"UNAUTHENTICATED"`},
		{"a reader asks", query, access.Reader, 200, `{"data":`},
		{"a reader edits", edit, access.Reader, 403, `Mutation.reviewRelation needs the role editor; yours is reader`},
		{"an editor edits", edit, access.Editor, 200, `{"data":{"reviewRelation"`},
		{"an editor errs", merge, access.Editor, 200, `"NOT_FOUND"`},
		{"an editor deletes a rule", rule, access.Editor, 403, `needs the role admin`},
		{"an editor deletes a rule behind an alias", hidden, access.Editor, 403, `needs the role admin`},
		{"an editor does what is half allowed", both, access.Editor, 403, `needs the role admin`},
		{"an admin deletes a rule", rule, access.Admin, 200, `{"data":{"deleteAlertRule":true}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			status, got, header := h.ask(t, h.keys[tt.role], tt.query, nil)
			if status != tt.status || !strings.Contains(got, tt.want) {
				t.Errorf("status %d, %s; want %d and %s", status, got, tt.status, tt.want)
			}
			if status == http.StatusUnauthorized && header.Get("WWW-Authenticate") != "Bearer" {
				t.Error("the answer does not say how to come in")
			}
		})
	}
	if _, got, _ := h.ask(t, h.keys[access.Reader], `{relation(id:"i-lead1"){reviewed}}`, nil); !strings.Contains(got, `"CONFIRM"`) {
		t.Errorf("what was half allowed was half done: %s", got)
	}
	for path, want := range map[string]int{"/metrics": 401, "/healthz": 200, "/readyz": 200, "/": 200} {
		answer, err := http.Get(h.url + path)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%s without a key: status %d, want %d", path, answer.StatusCode, want)
		}
	}
}

// TestAudit reads the record of mutations: all of them, those that were refused
// too, with long texts cut, and without queries.
func TestAudit(t *testing.T) {
	h := newHouse(t, graphqlapi.Options{})
	id := map[string]string{"X-Request-Id": "desk-7"}
	h.ask(t, h.keys[access.Reader], `{actor(id:"layla"){id}}`, nil)
	h.ask(t, h.keys[access.Editor], `mutation{a:reviewRelation(id:"i-lead1",input:{verdict:CORRECT,validFrom:"2025-03",note:"رأيت"}){id}}`, id)
	h.ask(t, h.keys[access.Editor], `mutation{loadArticle(input:{text:"`+strings.Repeat("سوق ", 500)+`",published:"2026-01-20",title:"none"}){isNew}}`, id)
	h.ask(t, h.keys[access.Editor], `mutation{a:mergeActors(keep:"layla",drop:"nobody"){id} b:undoDecision(id:"none")}`, id)
	h.ask(t, h.keys[access.Reader], `mutation{deleteAlertRule(id:"r")}`, id)
	h.ask(t, "", `mutation{deleteAlertRule(id:"r")}`, id) // nobody: no mutation came to be
	type line struct {
		Time             time.Time
		By, Role, What   string
		Arguments        map[string]any
		Outcome, Request string
	}
	var got []string
	lines := strings.Split(strings.TrimSpace(h.audit.String()), "\n")
	for _, text := range lines {
		var l line
		if err := json.Unmarshal([]byte(text), &l); err != nil {
			t.Fatal(err)
		}
		if l.Time.IsZero() || l.Request != "desk-7" || len(text) > 1000 {
			t.Errorf("%s", text)
		}
		got = append(got, l.By+" "+l.Role+" "+l.What+" "+l.Outcome)
		if l.What == "reviewRelation" {
			input, _ := l.Arguments["input"].(map[string]any)
			if l.Arguments["id"] != "i-lead1" || input["validFrom"] != "2025-03" || input["note"] != "رأيت" || input["verdict"] != "CORRECT" {
				t.Errorf("arguments %v", l.Arguments)
			}
		}
	}
	want := []string{
		"editor of the test editor reviewRelation ok", "editor of the test editor loadArticle INVALID_INPUT",
		"editor of the test editor mergeActors NOT_FOUND", "reader of the test reader deleteAlertRule FORBIDDEN",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestRequestIDs(t *testing.T) {
	h := newHouse(t, graphqlapi.Options{})
	key := h.keys[access.Reader]
	for sent, keeps := range map[string]bool{"desk-7": true, "a.b:c_D-1": true, "": false, "two words": false, strings.Repeat("x", 65): false} {
		header := map[string]string{}
		if sent != "" {
			header["X-Request-Id"] = sent
		}
		_, _, got := h.ask(t, key, `query Layla{actor(id:"layla"){id}}`, header)
		if id := got.Get("X-Request-Id"); (id == sent) != keeps || id == "" {
			t.Errorf("sent %q, got %q", sent, id)
		}
	}
	if log := h.log.String(); !strings.Contains(log, `"msg":"operation","by":"reader of the test","kind":"query","operation":"Layla","code":"","ms":`) || !strings.Contains(log, `"request":"desk-7"`) {
		t.Errorf("log %s", log)
	}
	if strings.Contains(h.log.String(), "rwb_") {
		t.Error("the log holds a key")
	}
}

func TestRateOverHTTP(t *testing.T) {
	h := newHouse(t, graphqlapi.Options{})
	slow, text, err := h.file.Make("slow", access.Reader, time.Time{}, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	if status, got, _ := h.ask(t, text, `{__typename}`, nil); status != 200 {
		t.Fatalf("key %s: %d %s", slow.ID, status, got)
	}
	status, got, header := h.ask(t, text, `{__typename}`, nil)
	if status != http.StatusTooManyRequests || header.Get("Retry-After") == "" || !strings.Contains(got, `"RATE_LIMITED"`) {
		t.Errorf("status %d, %s, %v", status, got, header)
	}
	if status, got, _ := h.ask(t, h.keys[access.Reader], `{__typename}`, nil); status != 200 {
		t.Errorf("another key waits too: %d %s", status, got)
	}
}

// TestSocketAccess lets a program in by its header and a browser by its first
// message.
func TestSocketAccess(t *testing.T) {
	h := newHouse(t, graphqlapi.Options{})
	t.Run("header", func(t *testing.T) {
		conn, _, err := websocket.Dial(t.Context(), h.url+"/graphql", &websocket.DialOptions{ //nolint:bodyclose // Dial does not hand one out
			Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: http.Header{"Authorization": {"Bearer " + h.keys[access.Reader]}},
		})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.CloseNow() }()
		p := &peer{t, conn}
		p.send(`{"type":"connection_init"}`)
		p.expect(`{"type":"connection_ack"}`)
		p.send(`{"id":"m","type":"subscribe","payload":{"query":"mutation{deleteAlertRule(id:\"r\")}"}}`)
		p.expect(`{"id":"m","type":"error","payload":[{"message":"Mutation.deleteAlertRule needs the role admin`)
	})
	t.Run("a bad header", func(t *testing.T) {
		_, answer, err := websocket.Dial(t.Context(), h.url+"/graphql", &websocket.DialOptions{ //nolint:bodyclose // Dial does not hand one out
			Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: http.Header{"Authorization": {"Bearer none"}},
		})
		if err == nil || answer.StatusCode != http.StatusUnauthorized {
			t.Errorf("%v", err)
		}
	})
	for name, payload := range map[string]string{"message": "authorization", "message, as the header is written": "Authorization"} {
		t.Run(name, func(t *testing.T) {
			p := dial(t, h.url)
			p.send(`{"type":"connection_init","payload":{"` + payload + `":"Bearer ` + h.keys[access.Admin] + `"}}`)
			p.expect(`{"type":"connection_ack"}`)
			p.send(`{"id":"m","type":"subscribe","payload":{"query":"mutation{deleteAlertRule(id:\"r\")}"}}`)
			p.expect(`{"id":"m","type":"next","payload":{"data":{"deleteAlertRule":true}}}`)
		})
	}
	for name, first := range map[string]string{
		"no key": `{"type":"connection_init"}`, "another key": `{"type":"connection_init","payload":{"authorization":"Bearer none"}}`, "a payload that is none": `{"type":"connection_init","payload":[1]}`,
	} {
		t.Run(name, func(t *testing.T) {
			p := dial(t, h.url)
			p.send(first)
			p.expectClose(4403)
		})
	}
	t.Run("an operation before the introduction", func(t *testing.T) {
		p := dial(t, h.url)
		p.send(`{"id":"q","type":"subscribe","payload":{"query":"{__typename}"}}`)
		p.expectClose(4401)
	})
}

func TestEventsAccess(t *testing.T) {
	h := newHouse(t, graphqlapi.Options{})
	for key, want := range map[string]string{"": `"UNAUTHENTICATED"`, h.keys[access.Reader]: `"FORBIDDEN"`, h.keys[access.Admin]: `data: {"data":{"deleteAlertRule":true}}`} {
		status, got, _ := h.ask(t, key, `mutation{deleteAlertRule(id:"r")}`, map[string]string{"Accept": "text/event-stream"})
		if !strings.Contains(got, want) || (status == http.StatusUnauthorized) != (key == "") {
			t.Errorf("status %d, %s, want %s", status, got, want)
		}
	}
}

// TestOriginsOverHTTP lets a page of a listed origin ask, and no other.
func TestOriginsOverHTTP(t *testing.T) {
	const listed, foreign = "https://desk.example", "https://evil.example"
	origins, err := access.NewOrigins([]string{listed}, false)
	if err != nil {
		t.Fatal(err)
	}
	h := newHouse(t, graphqlapi.Options{Origins: origins})
	key := h.keys[access.Admin]
	for origin, want := range map[string]int{listed: 200, foreign: 403} {
		status, got, header := h.ask(t, key, `mutation{deleteAlertRule(id:"r")}`, map[string]string{"Origin": origin, "Sec-Fetch-Site": "cross-site"})
		if status != want || (header.Get("Access-Control-Allow-Origin") == origin) != (want == 200) {
			t.Errorf("%s: status %d, %s, %v", origin, status, got, header)
		}
		_, answer, err := websocket.Dial(t.Context(), h.url+"/graphql", &websocket.DialOptions{ //nolint:bodyclose // Dial does not hand one out
			Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: http.Header{"Origin": {origin}},
		})
		if (err == nil) != (want == 200) || err != nil && answer.StatusCode != http.StatusForbidden {
			t.Errorf("%s by WebSocket: %v", origin, err)
		}
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodOptions, h.url+"/graphql", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Origin", listed)
	r.Header.Set("Access-Control-Request-Method", "POST")
	r.Header.Set("Access-Control-Request-Headers", "authorization,content-type")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusNoContent || !strings.Contains(answer.Header.Get("Access-Control-Allow-Headers"), "Authorization") {
		t.Errorf("asked first: status %d, %v", answer.StatusCode, answer.Header)
	}
}
