package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestReferenceIsUpToDate holds docs/graphql.md against the schema.
func TestReferenceIsUpToDate(t *testing.T) {
	got := mustCall(t, "", "schema", "--format", "markdown")
	if got != readRoot(t, "docs/graphql.md") {
		t.Error("docs/graphql.md is not what the schema says; run: go run ./cmd/rawabit schema --format markdown > docs/graphql.md")
	}
	for _, want := range []string{"### loadArticle: `LoadResult!`", "Needs the role editor.", "| `TOOK_TERRITORY_FROM` |", "### RelationFilter (input)"} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestSchemaCommand(t *testing.T) {
	if got := mustCall(t, "", "schema"); !strings.Contains(got, "type Query {") {
		t.Errorf("schema %.200s", got)
	}
}

// TestOperationsExample serves the trusted document that docs/operations.md shows
// under the hash that it shows, and asks for it.
func TestOperationsExample(t *testing.T) {
	text := readRoot(t, "docs/operations.md")
	m := regexp.MustCompile("(?s)cat queries/held.graphql\n(.*?)\n\\$.*?-d '(.*?)'\n(.*?)\n").FindStringSubmatch(text)
	if m == nil {
		t.Fatal("no example")
	}
	s := start(t, "up", "--store", "memory:", "--documents", filepath.Dir(write(t, "held.graphql", m[1]+"\n")), "--only-documents")
	if _, got := s.send(t, "POST", "/graphql", []byte(m[2])); strings.TrimSpace(got) != m[3] {
		t.Errorf("got %s, the page says %s", got, m[3])
	}
	if status, _ := s.get(t, "/graphiql"); status != 404 {
		t.Errorf("GraphiQL: status %d", status)
	}
	if code := s.stop(t); code != 0 {
		t.Errorf("status %d: %s", code, s.err)
	}
}
