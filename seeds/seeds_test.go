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
	for _, e := range reg.Entries {
		for _, id := range []schema.ActorID{e.PartOf, e.Within, e.Capital} {
			if id != "" && reg.Entry(id) == nil {
				t.Errorf("%s, line %d: %q is no actor of the registry", e.Row.File, e.Row.Line, id)
			}
		}
	}
	for _, o := range reg.Offices {
		if reg.Entry(o.Person) == nil {
			t.Errorf("%s, line %d: person %q is no actor of the registry", o.Row.File, o.Row.Line, o.Person)
		}
		if !o.Span.From.IsZero() && !o.Span.To.IsZero() && o.Span.To.Latest() < o.Span.From.Earliest() {
			t.Errorf("%s, line %d: the office ends before it begins", o.Row.File, o.Row.Line)
		}
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
