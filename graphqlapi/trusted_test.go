package graphqlapi_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rawabit/graphqlapi"
	"rawabit/schema"
)

const trustedQuery = `query Who($id:ID!){actor(id:$id){id}}`

func sha(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func openTrusted(t *testing.T, name, text string) (*graphqlapi.Trusted, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if filepath.Ext(name) == ".graphql" {
		path = filepath.Dir(path)
	}
	return graphqlapi.OpenTrusted(path)
}

// TestTrustedLists reads the lists that clients' compilers write.
func TestTrustedLists(t *testing.T) {
	quoted, _ := json.Marshal(trustedQuery)
	for name, list := range map[string]string{
		"list.json":    `{"` + sha(trustedQuery) + `":` + string(quoted) + `}`,
		"prefix.json":  `{"sha256:` + sha(trustedQuery) + `":` + string(quoted) + `}`,
		"ids.json":     `{"who-1":` + string(quoted) + `}`,
		"apollo.json":  `{"format":"apollo-persisted-query-manifest","version":1,"operations":[{"id":"` + sha(trustedQuery) + `","name":"Who","type":"query","body":` + string(quoted) + `}]}`,
		"docs.graphql": trustedQuery,
	} {
		t.Run(name, func(t *testing.T) {
			trusted, err := openTrusted(t, name, list)
			if err != nil {
				t.Fatal(err)
			}
			api, err := graphqlapi.New(graphqlapi.Deps{Store: newStore(t)}, graphqlapi.Options{Trusted: trusted})
			if err != nil {
				t.Fatal(err)
			}
			got := api.Execute(t.Context(), graphqlapi.Request{Document: "sha256:" + sha(trustedQuery), Variables: map[string]any{"id": "layla"}}, nil)
			if string(got.Body) != `{"data":{"actor":{"id":"layla"}}}` {
				t.Errorf("%s", got.Body)
			}
		})
	}
	for name, one := range map[string]struct{ file, text, says string }{
		"another hash":  {"list.json", `{"` + sha("x") + `":"{__typename}"}`, "another hash"},
		"no JSON":       {"list.json", `[1]`, "does not map ids"},
		"empty":         {"list.json", `{}`, "holds no document"},
		"empty folder":  {"x.graphql", "", ""},
		"no such field": {"x.graphql", "{nothing}", "nothing"},
	} {
		t.Run(name, func(t *testing.T) {
			trusted, err := openTrusted(t, one.file, one.text)
			if err == nil {
				_, err = graphqlapi.New(graphqlapi.Deps{Store: newStore(t)}, graphqlapi.Options{Trusted: trusted})
			}
			if err == nil || !strings.Contains(err.Error(), one.says) {
				t.Errorf("%v, want %q", err, one.says)
			}
		})
	}
	if _, err := graphqlapi.OpenTrusted("none.json"); schema.ErrorCode(err) != schema.CodeNotFound {
		t.Errorf("no such file: %v", err)
	}
	if _, err := graphqlapi.New(graphqlapi.Deps{Store: newStore(t)}, graphqlapi.Options{OnlyTrusted: true}); err == nil {
		t.Error("a server that can answer nothing starts")
	}
}

// TestTrustedOverHTTP names documents in each of the ways that clients do.
func TestTrustedOverHTTP(t *testing.T) {
	trusted, err := openTrusted(t, "docs.graphql", trustedQuery)
	if err != nil {
		t.Fatal(err)
	}
	handlers := map[bool]http.Handler{}
	for _, only := range []bool{false, true} {
		api, err := graphqlapi.New(graphqlapi.Deps{Store: newStore(t)}, graphqlapi.Options{Trusted: trusted, OnlyTrusted: only})
		if err != nil {
			t.Fatal(err)
		}
		if handlers[only], err = api.Handler(); err != nil {
			t.Fatal(err)
		}
	}
	const vars, layla = `"variables":{"id":"layla"}`, `{"data":{"actor":{"id":"layla"}}}`
	id := sha(trustedQuery)
	quoted, _ := json.Marshal(trustedQuery)
	apollo := `"extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + id + `"}}`
	tests := []struct {
		name, body       string
		open, only       string // what is in the answer
		openCode, status int
	}{
		{"by documentId", `{"documentId":"sha256:` + id + `",` + vars + `}`, layla, layla, 200, 200},
		{"by extensions", `{` + apollo + `,` + vars + `}`, layla, layla, 200, 200},
		{"sent as it is", `{"query":` + string(quoted) + `,` + vars + `}`, layla, layla, 200, 200},
		{"sent and named", `{"query":` + string(quoted) + `,` + apollo + `,` + vars + `}`, layla, layla, 200, 200},
		{"another", `{"query":"{__typename}"}`, `"Query"`, "DOCUMENT_NOT_TRUSTED", 200, 400},
		{"another, named", `{"query":"{__typename}","extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + sha("{__typename}") + `"}}}`, `"Query"`, "DOCUMENT_NOT_TRUSTED", 200, 400},
		{"unknown", `{"documentId":"sha256:` + sha("x") + `"}`, "PERSISTED_QUERY_NOT_FOUND", "PERSISTED_QUERY_NOT_FOUND", 400, 400},
		{"under a false name", `{"query":"{__typename}","documentId":"sha256:` + sha("x") + `"}`, "INVALID_INPUT", "INVALID_INPUT", 400, 400},
		{"neither", `{}`, "no query", "no query", 400, 400},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for only, h := range handlers {
				r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(tt.body))
				r.Header.Set("Content-Type", plainJSON)
				r.Header.Set("Accept", responseJSON)
				w := httptest.NewRecorder()
				h.ServeHTTP(w, r)
				want, status := tt.open, tt.openCode
				if only {
					want, status = tt.only, tt.status
				}
				if w.Code != status || !strings.Contains(w.Body.String(), want) {
					t.Errorf("only trusted %v: status %d, %s; want %d and %s", only, w.Code, w.Body, status, want)
				}
			}
		})
	}
	t.Run("by GET", func(t *testing.T) {
		for only, h := range handlers {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/graphql?documentId=sha256:"+id+"&variables="+url.QueryEscape(`{"id":"layla"}`), nil))
			if w.Code != 200 || w.Body.String() != layla {
				t.Errorf("only trusted %v: status %d, %s", only, w.Code, w.Body)
			}
		}
	})
	t.Run("pages", func(t *testing.T) {
		for only, h := range handlers {
			for _, path := range []string{"/", "/graphiql"} {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
				if (w.Code == 200) == only {
					t.Errorf("only trusted %v: %s has status %d", only, path, w.Code)
				}
			}
		}
	})
}
