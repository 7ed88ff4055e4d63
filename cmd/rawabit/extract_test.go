package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"rawabit/loader"
)

func shippedText(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(shipped)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// names returns the Arabic names of a document's actors by id.
func names(d *loader.Document) map[string]string {
	out := map[string]string{}
	for _, a := range d.Actors {
		out[string(a.ID)] = a.Name
	}
	return out
}

// told returns what a document says as lines "source TYPE target from..to MODALITY".
func told(d *loader.Document) string {
	name := names(d)
	var b strings.Builder
	for _, r := range d.Relations {
		source, target := "-", "-"
		if r.Source != nil {
			source = name[string(*r.Source)]
		}
		if r.Target != nil {
			target = name[string(*r.Target)]
		}
		b.WriteString(strings.Join([]string{source, string(r.Type), target, r.ValidFrom.String() + ".." + r.ValidTo.String(), string(r.Modality)}, " | ") + "\n")
	}
	return b.String()
}

func TestExtractShippedArticle(t *testing.T) {
	var d loader.Document
	if err := json.Unmarshal([]byte(mustCall(t, "", "extract", "--format", "json", shipped)), &d); err != nil {
		t.Fatal(err)
	}
	if d.ID != "ltwj-qamishli" || d.Article.Published.String() != "2026-01-28" || d.Article.Text != shippedText(t) {
		t.Errorf("id %q, published %s, text as in the file: %v", d.ID, d.Article.Published, d.Article.Text == shippedText(t))
	}
	for _, a := range d.Actors {
		for _, m := range a.Mentions {
			if d.Article.Text[m.Start:m.End] != m.Text {
				t.Errorf("mention %q of %s stands elsewhere", m.Text, a.ID)
			}
		}
	}
	for _, r := range d.Relations {
		for _, e := range r.Evidence {
			if e.Start < 0 || e.End > len(d.Article.Text) || e.Start >= e.End || e.Rule == "" {
				t.Errorf("evidence of %s: %+v", r.ID, e)
			}
		}
	}
	got := told(&d)
	for _, want := range []string{
		"أحمد الشرع | MET | فلاديمير بوتين | 2025-10-15..2025-10-15 | ACTUAL",
		"أحمد الشرع | MET | فلاديمير بوتين | 2026-01-28..2026-01-28 | ACTUAL",
		"روسيا | WITHDREW_FROM | القامشلي | 2026-01-19..",
		"| CONTROLS | محافظة دير الزور | 2026-01-20.. | ACTUAL",
		"| CONTROLS | محافظة الرقة | 2026-01-20.. | ACTUAL",
		"| DEPLOYED_TO | قاعدة حميميم | .. | PLANNED",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("not told: %s", want)
		}
	}
	if t.Failed() {
		t.Log(got)
	}
}

func TestExtractTakesDateAndStandardInput(t *testing.T) {
	text := "وصل الرئيس الروسي فلاديمير بوتين إلى أنقرة أمس."
	var d loader.Document
	if err := json.Unmarshal([]byte(mustCall(t, text, "extract", "--published", "2024-05-03", "-")), &d); err != nil {
		t.Fatal(err)
	}
	if d.Article.Published.String() != "2024-05-03" || d.Article.Text != text {
		t.Errorf("article %+v", d.Article)
	}
	if got := told(&d); !strings.Contains(got, "VISITED | أنقرة | 2024-05-02..2024-05-02 | ACTUAL") {
		t.Errorf("told: %s", got)
	}
}

// TestExtractStream reads sound and bad lines: each has its own line of output,
// in order, and the run goes on to the end.
func TestExtractStream(t *testing.T) {
	long := strings.Repeat("زار الوزير المدينة وعقد اجتماعا مع المحافظ. ", 400)
	input := jsonLines(t,
		map[string]any{"id": "one", "text": "التقى بوتين أردوغان في سوتشي أمس.", "published": "2024-05-03", "title": "لقاء", "source": "اختبار", "url": "http://example.org/1", "lang": "ar"},
		`{"id":"two","text":`,
		map[string]any{"id": "three", "text": "نص", "published": "2024-13-40"},
		map[string]any{"id": "four"},
		map[string]any{"id": "five", "text": "  \n "},
		map[string]any{"id": "long", "text": long, "published": "2024-05-03"},
		"",
		`[1, 2]`,
		map[string]any{"id": 7, "text": "انسحبت القوات التركية من المدينة.", "published": nil},
		map[string]any{"id": "zero", "text": "a\x00b"},
	)
	got := call(t, input, "extract", "--format", "jsonl", "-")
	if got.code != 0 || got.err != "" {
		t.Fatalf("status %d, stderr %q", got.code, got.err)
	}
	want := []struct{ id, code string }{
		{"one", ""},
		{"", "INVALID_INPUT"},
		{"three", "INVALID_DATE"},
		{"four", "INVALID_INPUT"},
		{"five", "EMPTY_TEXT"},
		{"long", ""},
		{"", "INVALID_INPUT"},
		{"7", ""},
		{"zero", "NOT_TEXT"},
	}
	lines := strings.Split(strings.TrimSuffix(got.out, "\n"), "\n")
	if len(lines) != len(want) {
		t.Fatalf("%d lines, want %d:\n%.2000s", len(lines), len(want), got.out)
	}
	for i, line := range lines {
		var d struct {
			loader.Document
			Error struct{ Code, Message string } `json:"error"`
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
		if d.ID != want[i].id || d.Error.Code != want[i].code || (want[i].code != "") != (d.Error.Message != "") {
			t.Errorf("line %d: id %q, error %+v; want %+v", i+1, d.ID, d.Error, want[i])
		}
	}
	// A document of a stream is the one that a file of its own gives.
	file := write(t, "one.txt", "التقى بوتين أردوغان في سوتشي أمس.")
	var a, b loader.Document
	for text, d := range map[string]*loader.Document{lines[0]: &a, mustCall(t, "", "extract", "--published", "2024-05-03", file): &b} {
		if err := json.Unmarshal([]byte(text), d); err != nil {
			t.Fatal(err)
		}
	}
	if told(&a) != told(&b) || a.Article.ID != b.Article.ID {
		t.Errorf("stream:\n%sfile:\n%s", told(&a), told(&b))
	}
	if again := mustCall(t, input, "extract", "--format", "jsonl", "-"); again != got.out {
		t.Error("a second run prints something else")
	}
}

func TestExtractStreamStopsWithTheContext(t *testing.T) {
	for _, command := range [][]string{
		{"extract", "--format", "jsonl", "-"},
		{"load", "--store", "memory:", "--format", "jsonl", "-"},
	} {
		t.Run(command[0], func(t *testing.T) { stopsWhileInputIsSilent(t, command) })
	}
}

func TestExplain(t *testing.T) {
	out := mustCall(t, "", "explain", shipped)
	for _, want := range []string{"WITHDREW_FROM", "2025-10-15", "القامشلي"} {
		if !strings.Contains(out, want) {
			t.Errorf("explanation without %q", want)
		}
	}
}

func TestVersion(t *testing.T) {
	if got := mustCall(t, "", "version"); got != "rawabit dev\n" {
		t.Errorf("version %q", got)
	}
}
