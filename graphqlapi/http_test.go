package graphqlapi_test

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"rawabit/graphqlapi"
	"rawabit/schema"
)

const (
	plainJSON    = "application/json"
	responseJSON = "application/graphql-response+json"
)

func TestHTTP(t *testing.T) {
	api := newAPI(t, newStore(t))
	h, err := api.Handler()
	if err != nil {
		t.Fatal(err)
	}
	const good, typename = `{"query":"{__typename}"}`, `{"data":{"__typename":"Query"}}`
	get := func(values ...string) string {
		v := url.Values{}
		for i := 0; i < len(values); i += 2 {
			v.Set(values[i], values[i+1])
		}
		return "/graphql?" + v.Encode()
	}
	tests := []struct {
		name, method, target, accept, media, body string
		status                                    int
		wantMedia, want                           string
	}{
		{"post", "POST", "/graphql", plainJSON, plainJSON, good, 200, plainJSON, typename},
		{"post, newer type", "POST", "/graphql", responseJSON, plainJSON, good, 200, responseJSON, typename},
		{"the better liked type", "POST", "/graphql", responseJSON + ";q=0.5, " + plainJSON + ";q=0.4", plainJSON, good, 200, responseJSON, typename},
		{"any type", "POST", "/graphql", "*/*", plainJSON, good, 200, plainJSON, typename},
		{"no accept", "POST", "/graphql", "", plainJSON, good, 200, plainJSON, typename},
		{"another type", "POST", "/graphql", "text/html", plainJSON, good, 406, plainJSON, `"INVALID_INPUT"`},
		{"charset", "POST", "/graphql", "", plainJSON + "; charset=UTF-8", good, 200, plainJSON, typename},
		{"another charset", "POST", "/graphql", "", plainJSON + "; charset=windows-1256", good, 415, plainJSON, `"INVALID_INPUT"`},
		{"a form", "POST", "/graphql", "", "application/x-www-form-urlencoded", "query={__typename}", 415, plainJSON, `"INVALID_INPUT"`},
		{"a body of text", "POST", "/graphql", "", "text/plain", good, 415, plainJSON, `"INVALID_INPUT"`},
		{"no body", "POST", "/graphql", responseJSON, plainJSON, "", 400, responseJSON, `"INVALID_INPUT"`},
		{"no JSON", "POST", "/graphql", responseJSON, plainJSON, "{", 400, responseJSON, `"INVALID_INPUT"`},
		{"a list", "POST", "/graphql", responseJSON, plainJSON, "[" + good + "]", 400, responseJSON, `"INVALID_INPUT"`},
		{"no query", "POST", "/graphql", responseJSON, plainJSON, `{"variables":{}}`, 400, responseJSON, `no query`},
		{"a query that is no text", "POST", "/graphql", responseJSON, plainJSON, `{"query":1}`, 400, responseJSON, `query must not be a number`},
		{"variables that are no object", "POST", "/graphql", responseJSON, plainJSON, `{"query":"{__typename}","variables":[1]}`, 400, responseJSON, `variables must be an object`},
		{"a large body", "POST", "/graphql", responseJSON, plainJSON, `{"query":"` + strings.Repeat(" ", 2<<20) + `"}`, 413, responseJSON, `"allowed":1048576`},
		{"an error of the grammar", "POST", "/graphql", responseJSON, plainJSON, `{"query":"{"}`, 400, responseJSON, `"GRAPHQL_PARSE_FAILED"`},
		{"the same, older type", "POST", "/graphql", plainJSON, plainJSON, `{"query":"{"}`, 200, plainJSON, `"GRAPHQL_PARSE_FAILED"`},
		{"an unknown field", "POST", "/graphql", responseJSON, plainJSON, `{"query":"{nothing}"}`, 400, responseJSON, `"GRAPHQL_VALIDATION_FAILED"`},
		{"a missing variable", "POST", "/graphql", responseJSON, plainJSON, `{"query":"query($i:ID!){actor(id:$i){id}}"}`, 400, responseJSON, `$i of required type ID! is missing`},
		{"an error of a field", "POST", "/graphql", responseJSON, plainJSON, `{"query":"{neighborhood(id:\"nobody\"){truncated}}"}`, 200, responseJSON, `{"data":null,"errors":[{"message":"no actor has the id \"nobody\"","locations":[{"line":1,"column":2}],"path":["neighborhood"],"extensions":{"code":"NOT_FOUND"}}]}`},
		{"an operation that is not there", "POST", "/graphql", responseJSON, plainJSON, `{"query":"query A{__typename}","operationName":"B"}`, 400, responseJSON, `no operation \"B\"`},
		{"two operations, none named", "POST", "/graphql", responseJSON, plainJSON, `{"query":"query A{__typename} query B{__typename}"}`, 400, responseJSON, `operationName must name one`},
		{"two operations, one named", "POST", "/graphql", responseJSON, plainJSON, `{"query":"query A{__typename} query B{b:__typename}","operationName":"B"}`, 200, responseJSON, `{"data":{"b":"Query"}}`},
		{"get", "GET", get("query", `query($i:ID){actor(id:$i){id}}`, "variables", `{"i":"layla"}`), responseJSON, "", "", 200, responseJSON, `{"data":{"actor":{"id":"layla"}}}`},
		{"get without a query", "GET", "/graphql", responseJSON, "", "", 400, responseJSON, `no query`},
		{"get of a mutation", "GET", get("query", `mutation{deleteAlertRule(id:"x")}`), responseJSON, "", "", 405, responseJSON, `"FORBIDDEN"`},
		{"get of a mutation, older type", "GET", get("query", `mutation{deleteAlertRule(id:"x")}`), plainJSON, "", "", 405, plainJSON, `"FORBIDDEN"`},
		{"a subscription without a stream", "POST", "/graphql", responseJSON, plainJSON, `{"query":"subscription{relationChanged{id}}"}`, 400, responseJSON, `needs a stream`},
		{"put", "PUT", "/graphql", "", plainJSON, good, 405, plainJSON, `GET and POST`},
		{"health", "GET", "/healthz", "", "", "", 200, "text/plain", "ok"},
		{"readiness", "GET", "/readyz", "", "", "", 200, "text/plain", "ready"},
		{"metrics", "GET", "/metrics", "", "", "", 200, "text/plain", "rawabit_graphql_operations_total"},
		{"the page", "GET", "/", "", "", "", 200, "text/html", "<title>"},
		{"a file of the page", "GET", "/page/app.js", "", "", "", 200, "text/javascript", "import"},
		{"GraphiQL", "GET", "/graphiql", "", "", "", 200, "text/html", "graphiql.min.js"},
		{"a file of GraphiQL", "GET", "/graphiql/dist/react.production.min.js", "", "", "", 200, "text/javascript", "React"},
		{"nothing", "GET", "/nothing", "", "", "", 404, "text/plain", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest(tt.method, tt.target, strings.NewReader(tt.body))
			if tt.accept != "" {
				r.Header.Set("Accept", tt.accept)
			}
			if tt.media != "" {
				r.Header.Set("Content-Type", tt.media)
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != tt.status {
				t.Errorf("status %d, want %d", w.Code, tt.status)
			}
			if got := w.Header().Get("Content-Type"); !strings.HasPrefix(got, tt.wantMedia) {
				t.Errorf("media type %q, want %q", got, tt.wantMedia)
			}
			if !strings.Contains(w.Body.String(), tt.want) {
				t.Errorf("got %.400s, want %s in it", w.Body, tt.want)
			}
			if w.Code == http.StatusMethodNotAllowed && w.Header().Get("Allow") == "" {
				t.Error("no Allow")
			}
		})
	}
}

func TestSwitchedOff(t *testing.T) {
	api, err := graphqlapi.New(graphqlapi.Deps{Store: newStore(t)}, graphqlapi.Options{NoIntrospection: true, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{`{__schema{queryType{name}}}`, `{__type(name:"Actor"){name}}`, `mutation{deleteAlertRule(id:"x")}`} {
		if got := api.Execute(t.Context(), graphqlapi.Request{Query: query}, nil); got.Code != schema.CodeForbidden {
			t.Errorf("%s: %s", query, got.Body)
		}
	}
	if got := api.Execute(t.Context(), graphqlapi.Request{Query: `{actor(id:"layla"){__typename}}`}, nil); got.Failed {
		t.Errorf("__typename is refused: %s", got.Body)
	}
	h, err := api.Handler()
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/graphiql", nil))
	if w.Code != http.StatusNotFound {
		t.Errorf("GraphiQL: status %d", w.Code)
	}
}

func TestMetricsAreBounded(t *testing.T) {
	h, err := newAPI(t, newStore(t)).Handler()
	if err != nil {
		t.Fatal(err)
	}
	for i := range 300 {
		name := "Q" + strings.Repeat("x", i)
		r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(`{"query":"query `+name+`{__typename}"}`))
		r.Header.Set("Content-Type", plainJSON)
		h.ServeHTTP(httptest.NewRecorder(), r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	text, _ := io.ReadAll(w.Body)
	if n := strings.Count(string(text), "rawabit_graphql_operations_total{"); n > 101 {
		t.Errorf("%d series", n)
	}
	if !strings.Contains(string(text), `operation="other"`) {
		t.Error("names past the bound are not counted as other")
	}
}

// TestSlowBody sends half of a request and no more: it is refused in time, and
// takes no place from others.
func TestSlowBody(t *testing.T) {
	api, err := graphqlapi.New(graphqlapi.Deps{Store: newStore(t)}, graphqlapi.Options{Limits: graphqlapi.Limits{Timeout: 200 * time.Millisecond}})
	if err != nil {
		t.Fatal(err)
	}
	h, err := api.Handler()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	defer server.Close()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_, _ = io.WriteString(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
	_ = conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	answer := make([]byte, 1024)
	n, err := conn.Read(answer)
	if err != nil || !strings.Contains(string(answer[:n]), " 408 ") {
		t.Errorf("%v, %s", err, answer[:n])
	}
}
