package main

import (
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
