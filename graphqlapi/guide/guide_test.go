package guide_test

import (
	"html"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"rawabit/graphqlapi/guide"
	"rawabit/schema"
)

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(guide.Files(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestStyleKnowsAllTypes asks for the colour of every relation type and of every
// label.
func TestStyleKnowsAllTypes(t *testing.T) {
	style := read(t, "style.grass")
	colour := func(score float64) string {
		switch {
		case score > 0:
			return "#1E8A6E"
		case score < 0:
			return "#C8443C"
		}
		return "#6D7F9C"
	}
	for _, info := range schema.RelationTypes() {
		_, rule, found := strings.Cut(style, "relationship."+string(info.Type)+" {")
		if !found {
			t.Errorf("no rule for %s", info.Type)
			continue
		}
		if rule, _, _ := strings.Cut(rule, "}"); !strings.Contains(rule, colour(info.Score)) {
			t.Errorf("%s has score %v and the rule%s", info.Type, info.Score, rule)
		}
	}
	for _, kind := range schema.ActorTypes() {
		if !strings.Contains(style, "node."+kind.Label()+" {") {
			t.Errorf("no rule for %s", kind.Label())
		}
	}
}

// TestGuideAsksTheSavedQueries holds the guide against the file to import.
func TestGuideAsksTheSavedQueries(t *testing.T) {
	text, n := html.UnescapeString(read(t, "index.html")), 0
	for _, one := range strings.Split(read(t, "queries.cypher"), ";\n") {
		_, query, _ := strings.Cut(strings.TrimSpace(one), "\n")
		if query == "" {
			continue
		}
		n++
		if !strings.Contains(text, query) {
			t.Errorf("the guide does not ask\n%s", query)
		}
	}
	if n < 8 {
		t.Errorf("%d queries", n)
	}
}

func TestHandler(t *testing.T) {
	h, err := guide.Handler()
	if err != nil {
		t.Fatal(err)
	}
	h = http.StripPrefix("/guide", h)
	for _, tt := range []struct {
		method, path string
		status       int
		holds        string
	}{
		{"GET", "/guide", 200, ":style http://example.com/guide/style.grass"},
		{"GET", "/guide/style.grass", 200, "node.Person {"},
		{"GET", "/guide/queries.cypher", 200, "MATCH"},
		{"OPTIONS", "/guide", 204, ""},
		{"POST", "/guide", 405, ""},
		{"GET", "/guide/guide.go", 404, ""},
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(tt.method, tt.path, nil))
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.holds) || w.Header().Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s %s: %d %v\n%s", tt.method, tt.path, w.Code, w.Header(), w.Body)
		}
	}
}
