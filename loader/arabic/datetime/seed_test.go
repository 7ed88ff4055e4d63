package datetime_test

import (
	"os"
	"strings"
	"testing"

	"rawabit/loader/arabic/datetime"
	"rawabit/schema"
)

// TestSeedArticle checks every expression of the shipped article, in its order.
func TestSeedArticle(t *testing.T) {
	const published = "2026-01-28"
	want := []struct{ text, value string }{
		{"خلال أربعة أشهر", "P4M"},
		{"28 يناير", "2026-01-28"},
		{"في وقت سابق من هذا الشهر", "2026-01"},
		{"20 يناير", "2026-01-20"},
		{"الأسبوع الماضي", "2026-01-19/2026-01-25"},
		{"22 يناير", "2026-01-22"},
		{"26 يناير", "2026-01-26"},
		{"في اليوم نفسه", "2026-01-26"},
		{"قبل يومين", "2026-01-24"},
		{"26 يناير", "2026-01-26"},
		{"خلال اليومين السابقين", "2026-01-24/2026-01-26"},
		{"21 يناير", "2026-01-21"},
		{"استمرت 13 عاماً", "P13Y"},
		{"عام 2019", "2019"},
		{"ديسمبر2024", "2024-12"},
		{"الخامس عشر من أكتوبر", "2025-10-15"},
		{"28 يناير", "2026-01-28"},
	}
	text, err := os.ReadFile("../../../seeds/articles/ltwj-qamishli.txt")
	if err != nil {
		t.Fatal(err)
	}
	var found []datetime.Expression
	anchor := &datetime.Anchor{Published: schema.MustParseDate(published)}
	for offset, rest := 0, string(text); rest != ""; {
		end := strings.IndexAny(rest, ".\n") + 1
		if end == 0 {
			end = len(rest)
		}
		found = append(found, grammar(t).Find(tokenise(rest[:end], offset), anchor)...)
		offset, rest = offset+end, rest[end:]
	}
	for i, e := range found {
		if i >= len(want) {
			t.Errorf("found %q (%s, rule %s) besides", e.Text, e.Value, e.Rule)
			continue
		}
		if e.Text != want[i].text || e.String() != want[i].value {
			t.Errorf("expression %d: found %q = %s, want %q = %s", i, e.Text, e.Value, want[i].text, want[i].value)
		}
		if e.Text != strings.ReplaceAll(string(text[e.Start:e.End]), "\n", " ") {
			t.Errorf("bytes %d to %d hold %q, not %q", e.Start, e.End, text[e.Start:e.End], e.Text)
		}
	}
	if len(found) < len(want) {
		t.Errorf("found %d of %d expressions", len(found), len(want))
	}
}
