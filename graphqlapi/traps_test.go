package graphqlapi_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"rawabit/graphqlapi"
	"rawabit/store/memory"
	"rawabit/store/storetest"
)

// The tests of this file are named after what the library under this package
// does wrong when it is used as it stands. Each shows that this package does not
// hand it on.

// TestTrapValidationIsCubicInNesting: 14 KB of nesting take the library eleven
// seconds, 7 MB end the process.
func TestTrapValidationIsCubicInNesting(t *testing.T) {
	api := newAPI(t, newStore(t))
	for _, levels := range []int{1000, 500_000} {
		query := `{actor(id:"layla")` + strings.Repeat(`{partOf`, levels) + `{id}` + strings.Repeat(`}`, levels) + `}`
		var got graphqlapi.Result
		took := cpu(t, func() { got = api.Execute(t.Context(), graphqlapi.Request{Query: query}, nil) })
		if got.Code != "LIMIT_EXCEEDED" || took > 100*time.Millisecond {
			t.Errorf("%d levels: %s after %v", levels, got.Code, took)
		}
	}
}

// TestTrapNullIsASyntaxError: the library knows no null literal, and takes a
// variable that is null for one that is absent.
func TestTrapNullIsASyntaxError(t *testing.T) {
	api := newAPI(t, newStore(t))
	for name, one := range map[string]struct{ query, vars string }{
		"literal":              {`{actor(id:"layla",name:null){name(lang:null)}}`, ``},
		"literal in an object": {`{actor(id:"layla"){name relations(filter:{asOf:null,types:[LEADS]},first:0){nodes{id}}}}`, ``},
		"default":              {`query($l:String=null){actor(id:"layla"){name(lang:$l)}}`, ``},
		"variable":             {`query($l:String){actor(id:"layla"){name(lang:$l)}}`, `{"l":null}`},
	} {
		t.Run(name, func(t *testing.T) {
			got := api.Execute(t.Context(), request(t, one.query, one.vars), nil)
			if got.Failed || !strings.Contains(string(got.Body), `"name":"ليلى الحداد"`) {
				t.Errorf("%s", got.Body)
			}
		})
	}
	if got := api.Execute(t.Context(), request(t, `query($i:ID!){actor(id:$i){id}}`, `{"i":null}`), nil); !got.Failed {
		t.Errorf("null is taken where it is not allowed: %s", got.Body)
	}
}

// TestTrapScalarsPanic: a scalar that panics ends the process, and an Int of more
// than 32 bits silently becomes null.
func TestTrapScalarsPanic(t *testing.T) {
	api := newAPI(t, newStore(t))
	for _, value := range []string{`1`, `1.5`, `true`, `[]`, `{}`, `[["2026"]]`, `{"a":1}`, `""`, `"x"`, `99999999999999999999`, `-1e400`, `"\u0000"`, `"٢٠٢٦"`} {
		for _, query := range []string{
			`query($v:Date){relations(filter:{asOf:$v}){nodes{id}}}`, `query($v:DateTime){relations(filter:{knownAt:$v}){nodes{id}}}`,
			`query($v:Int){relations(first:$v){nodes{id}}}`, `query($v:Float){relations(filter:{minConfidence:$v}){nodes{id}}}`,
			`query($v:[RelationType!]){relations(filter:{types:$v}){nodes{id}}}`, `query($v:RelationFilter){relations(filter:$v){nodes{id}}}`, `query($v:ID){actor(id:$v){id}}`,
		} {
			got := api.Execute(t.Context(), request(t, query, `{"v":`+value+`}`), nil)
			if !json.Valid(got.Body) || strings.Contains(string(got.Body), "internal error") {
				t.Errorf("%s of %s: %s", query, value, got.Body)
			}
		}
	}
	for _, query := range []string{`{relations(first:2147483648){nodes{id}}}`, `{relations(first:99999999999){nodes{id}}}`} {
		if got := api.Execute(t.Context(), graphqlapi.Request{Query: query}, nil); !got.Failed || strings.Contains(string(got.Body), `"nodes"`) {
			t.Errorf("%s: %s", query, got.Body)
		}
	}
}

// TestTrapAnErrorNullsTheWholeAnswer: an error under a field that must not be null
// takes all other fields with it.
func TestTrapAnErrorNullsTheWholeAnswer(t *testing.T) {
	api := newAPI(t, broken{newStore(t)})
	got := api.Execute(t.Context(), graphqlapi.Request{Query: `{a:actor(id:"layla"){id} r:relation(id:"r"){id source{id}} b:actor(id:"omar"){id}}`}, nil)
	if want := `{"data":{"a":{"id":"layla"},"r":null,"b":{"id":"omar"}},"errors":[`; !strings.HasPrefix(string(got.Body), want) {
		t.Errorf("got %s, want %s", got.Body, want)
	}
}

// TestTrapSiblingsInRandomOrder: fields are answered in random order and written
// in another, and a refusal has null data and no place.
func TestTrapSiblingsInRandomOrder(t *testing.T) {
	api := newAPI(t, newStore(t))
	var query, want strings.Builder
	for i := range 60 {
		fmt.Fprintf(&query, `k%d:actor(id:"layla"){type id} `, (i*37)%60)
		fmt.Fprintf(&want, `"k%d":{"type":"PERSON","id":"layla"},`, (i*37)%60)
	}
	for range 5 {
		got := api.Execute(t.Context(), graphqlapi.Request{Query: "{" + query.String() + "}"}, nil)
		if string(got.Body) != `{"data":{`+strings.TrimSuffix(want.String(), ",")+`}}` {
			t.Fatalf("%s", got.Body)
		}
	}
	for _, query := range []string{"{\n  nothing\n}", "{\n  actor(\n"} {
		got := string(api.Execute(t.Context(), graphqlapi.Request{Query: query}, nil).Body)
		if strings.Contains(got, `"data"`) || !strings.Contains(got, `"locations":[{"line":`) {
			t.Errorf("a refusal reads %s", got)
		}
	}
	order := &order{}
	editor, _ := newEditor(t, order)
	do(t, editor, `mutation{a:deleteAlertRule(id:"1") b:deleteAlertRule(id:"2") c:deleteAlertRule(id:"3") d:deleteAlertRule(id:"4")}`, "")
	if got := strings.Join(order.deleted, ""); got != "1234" {
		t.Errorf("mutations ran in the order %s", got)
	}
}

// order keeps the order in which rules are deleted.
type order struct {
	desk
	deleted []string
}

func (o *order) DeleteRule(_ context.Context, id string) (bool, error) {
	o.deleted = append(o.deleted, id)
	return true, nil
}

// TestTrapResolversGoOnAfterTheDeadline: the library waits for nobody and stops
// nobody.
func TestTrapResolversGoOnAfterTheDeadline(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	api, err := graphqlapi.New(graphqlapi.Deps{Store: broken{newStore(t)}}, graphqlapi.Options{Limits: graphqlapi.Limits{Timeout: 50 * time.Millisecond}})
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	got := api.Execute(t.Context(), graphqlapi.Request{Query: `{a:paths(from:"slow",to:"x"){length} b:paths(from:"slow",to:"x"){length} c:paths(from:"slow",to:"x"){length}}`}, nil)
	if took := time.Since(begun); got.Code != "TIMEOUT" || took > 250*time.Millisecond {
		t.Errorf("%s after %v: %s", got.Code, took, got.Body)
	}
}

// TestTrapSubscriptions: several fields of a subscription are accepted and one is
// answered, and a subscriber that goes without reading on leaves a goroutine.
func TestTrapSubscriptions(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	s := memory.New()
	api := newAPI(t, s)
	never := func([]byte) error { t.Error("an answer comes"); return nil }
	for _, query := range []string{`subscription{a:relationChanged{id} b:relationChanged{id}}`, `subscription{relationChanged{id} __typename}`, `subscription{...f ...f} fragment f on Subscription{a:relationChanged{id} b:relationChanged{id}}`} {
		if got := api.Subscribe(t.Context(), graphqlapi.Request{Query: query}, never); got.Started || got.Code != graphqlapi.CodeValidate {
			t.Errorf("%s: %s", query, got.Body)
		}
	}
	var gone sync.WaitGroup
	begun := make(chan struct{}, 20)
	for range 20 {
		gone.Go(func() {
			api.Subscribe(t.Context(), graphqlapi.Request{Query: everyChange}, func(answer []byte) error {
				if answer == nil {
					begun <- struct{}{}
					return nil
				}
				return context.Canceled // it has read one answer and goes
			})
		})
	}
	for range 20 {
		<-begun
	}
	storetest.Load(t, s)
	gone.Wait()
	api.Close()
}

// TestTrapTheHandler: the library's handler runs mutations on GET, ignores
// content types, always answers 200 and loads its page from elsewhere.
func TestTrapTheHandler(t *testing.T) {
	alerts := &order{}
	api, _ := newEditor(t, alerts)
	h, err := api.Handler()
	if err != nil {
		t.Fatal(err)
	}
	const delete = `mutation{deleteAlertRule(id:\"r\")}`
	for name, one := range map[string]struct {
		method, target, media, body string
		status                      int
	}{
		"a mutation by GET":          {"GET", "/graphql?query=" + `mutation%7BdeleteAlertRule(id:%22r%22)%7D`, "", "", 405},
		"a form":                     {"POST", "/graphql", "application/x-www-form-urlencoded", `{"query":"` + delete + `"}`, 415},
		"a body that is plain text":  {"POST", "/graphql", "text/plain", `{"query":"` + delete + `"}`, 415},
		"a request that is mistaken": {"POST", "/graphql", plainJSON, `{"query":"{nothing}"}`, 400},
		"a body that is no request":  {"POST", "/graphql", plainJSON, `nothing`, 400},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(one.method, one.target, strings.NewReader(one.body))
			r.Header.Set("Accept", responseJSON)
			if one.media != "" {
				r.Header.Set("Content-Type", one.media)
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != one.status {
				t.Errorf("status %d, want %d: %s", w.Code, one.status, w.Body)
			}
		})
	}
	if len(alerts.deleted) > 0 {
		t.Error("a mutation was carried out")
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/graphiql", nil))
	if page := w.Body.String(); w.Code != 200 || strings.Contains(page, "://") || !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src") {
		t.Errorf("GraphiQL: status %d, %v, %s", w.Code, w.Header(), page)
	}
}

// TestBombsWhileOthersAsk throws bombs at a server and asks it simple things
// meanwhile: every answer comes, and the server is as it was.
func TestBombsWhileOthersAsk(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	server, api, _ := newServer(t)
	client := &http.Client{Transport: &http.Transport{}}
	send := func(query string) (int, string) {
		body, _ := json.Marshal(map[string]string{"query": query})
		answer, err := client.Post(server.URL+"/graphql", plainJSON, strings.NewReader(string(body)))
		if err != nil {
			return 0, err.Error()
		}
		defer func() { _ = answer.Body.Close() }()
		var text struct {
			Errors []struct{ Extensions struct{ Code string } }
		}
		_ = json.NewDecoder(answer.Body).Decode(&text)
		if len(text.Errors) == 0 {
			return answer.StatusCode, ""
		}
		return answer.StatusCode, text.Errors[0].Extensions.Code
	}
	nest := func(n int) string { return strings.Repeat("{a", n) + strings.Repeat("}", n) }
	bombs := []string{
		nest(4700), nest(230_000), "{" + strings.Repeat("a:__typename ", 4000) + "}", "{" + strings.Repeat("__typename ", 50_000) + "}",
		`{...a} fragment a on Query{...b} fragment b on Query{...a}`, `{paths(from:"a",to:"b",maxHops:100){length}}`,
	}
	done := make(chan struct{})
	var throwing sync.WaitGroup
	for i := range 4 {
		throwing.Go(func() {
			for n := i; ; n++ {
				select {
				case <-done:
					return
				default:
				}
				if status, code := send(bombs[n%len(bombs)]); code != "LIMIT_EXCEEDED" && code != "GRAPHQL_VALIDATION_FAILED" {
					t.Errorf("bomb %d: status %d, %s", n%len(bombs), status, code)
				}
			}
		})
	}
	for range 100 {
		if status, code := send(`{stats{actors}}`); status != 200 || code != "" {
			t.Errorf("status %d, %s", status, code)
		}
	}
	close(done)
	throwing.Wait()
	client.CloseIdleConnections()
	api.Close()
	server.Close()
}
