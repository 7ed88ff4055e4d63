package seeds_test

import (
	"testing"

	"rawabit/schema"
	"rawabit/seeds"
)

func TestShippedDataIsSound(t *testing.T) {
	reg, err := seeds.DefaultRegistry()
	if err != nil {
		t.Fatal(err)
	}
	lex, err := seeds.DefaultLexicon()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d actors, %d offices, %d verbs, %d nouns, %d titles, %d heads, %d names",
		len(reg.Entries), len(reg.Offices), len(lex.Verbs), len(lex.Nouns), len(lex.Titles), len(lex.Heads), len(lex.Names))
	for _, err := range append(seeds.CheckLexicon(lex), seeds.CheckRegistry(reg, lex)...) {
		t.Error(err)
	}
}

func TestShippedArticle(t *testing.T) {
	articles, err := seeds.Articles()
	if err != nil {
		t.Fatal(err)
	}
	if len(articles) == 0 || articles[0].Published != schema.MustParseDate("2026-01-28") {
		t.Fatalf("the shipped article has no publication date: %+v", articles)
	}
}
