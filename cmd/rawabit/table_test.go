package main

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"

	"rawabit/schema"
)

// TestTableColumns asks that every column begins at one place, whatever script is
// in the one before, and that Arabic is isolated.
func TestTableColumns(t *testing.T) {
	tab := &table{head: []string{"actor", "relation", "sentence"}, last: 12}
	tab.add("أحمد الشرع", "MET", "التقى الشرع بوتين في موسكو")
	tab.add("Russia", "WITHDREW_FROM", "short")
	tab.add("قوّات", "LEADS", "")
	var b strings.Builder
	tab.print(&b)
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	if len(lines) != 5 {
		t.Fatalf("%d lines:\n%s", len(lines), b.String())
	}
	plain := strings.NewReplacer(isolate, "", popIsolate, "")
	for i, second := range map[int]string{0: "relation", 2: "MET", 3: "WITHDREW_FROM", 4: "LEADS"} {
		before, _, found := strings.Cut(plain.Replace(lines[i]), second)
		if !found || displaywidth.String(before) != 12 {
			t.Errorf("line %d: %q stands at column %d, want 12: %q", i, second, displaywidth.String(before), lines[i])
		}
	}
	if !strings.Contains(lines[2], isolate+"أحمد الشرع"+popIsolate) || strings.Contains(lines[3], isolate) {
		t.Errorf("Arabic alone is isolated: %q, %q", lines[2], lines[3])
	}
}

func TestShorten(t *testing.T) {
	for _, one := range []struct {
		text  string
		width int
		want  string
	}{
		{"short", 12, "short"},
		{"exactly twelve", 14, "exactly twelve"},
		{"one two three", 9, "one two…"},
		{"التقى الشرع بوتين", 12, "التقى الشرع…"},
		{"as long as it is", 0, "as long as it is"},
	} {
		if got := shorten(one.text, one.width); got != one.want {
			t.Errorf("%q in %d columns: %q, want %q", one.text, one.width, got, one.want)
		}
	}
}

func TestWhenAndHow(t *testing.T) {
	day, month := schema.MustParseDate("2026-01-28"), schema.MustParseDate("2026-02")
	for _, one := range []struct {
		relation  schema.Relation
		when, how string
	}{
		{schema.Relation{Modality: schema.Actual, ValidFrom: day, ValidTo: day, DateBasis: schema.BasisExplicit}, "2026-01-28", "told, dated"},
		{schema.Relation{Modality: schema.Actual, ValidFrom: day, DateBasis: schema.BasisRule}, "from 2026-01-28", "told, date by rule"},
		{schema.Relation{Modality: schema.Planned, ValidFrom: day, ValidTo: month, DateBasis: schema.BasisRelative}, "2026-01-28 – 2026-02", "announced, date reckoned"},
		{schema.Relation{Modality: schema.Denied, ValidTo: month, DateBasis: schema.BasisContext}, "until 2026-02", "denied, date from context"},
		{schema.Relation{Modality: schema.Possible, DateBasis: schema.BasisNone}, "", "possible"},
		{schema.Relation{Modality: schema.Actual, Ended: true, DateBasis: schema.BasisNone}, "ended", "told"},
	} {
		if when, how := whenText(&one.relation), howText(&one.relation); when != one.when || how != one.how {
			t.Errorf("%q, %q; want %q, %q", when, how, one.when, one.how)
		}
	}
}
