package loader_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"rawabit/loader"
	"rawabit/loader/extract"
	"rawabit/schema"
)

// sentenceRow is a row of testdata/sentences.tsv.
type sentenceRow struct {
	line      int
	text, gap string
	published schema.Date
	expected  []string
}

func readSentences(t *testing.T) []sentenceRow {
	t.Helper()
	data, err := os.ReadFile("testdata/sentences.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var rows []sentenceRow
	for k, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) < 3 {
			t.Fatalf("sentences.tsv:%d: %d cells, want 3 or 4", k+1, len(cells))
		}
		row := sentenceRow{line: k + 1, text: cells[0]}
		if row.published, err = schema.ParseDate(cells[1]); err != nil {
			t.Fatalf("sentences.tsv:%d: %v", k+1, err)
		}
		if cells[2] != "-" {
			row.expected = strings.Split(cells[2], ";")
		}
		if len(cells) > 3 && cells[3] != "" {
			gap, ok := strings.CutPrefix(cells[3], "~")
			if !ok {
				t.Fatalf("sentences.tsv:%d: the gap %q does not begin with ~", k+1, cells[3])
			}
			row.gap = gap
		}
		rows = append(rows, row)
	}
	return rows
}

// told lists what a reading states between actors, each relation in all the forms
// in which a row may ask for it.
func told(reading *schema.Reading) (forms [][]string) {
	names := map[schema.ActorID]string{"": "∅"}
	for _, a := range reading.Actors {
		names[a.ID] = a.Name
		if a.NameAr != "" {
			names[a.ID] = a.NameAr
		}
	}
	for i := range reading.Claims {
		c := &reading.Claims[i]
		if c.Kind != schema.Stated || strings.HasPrefix(c.Evidence.Rule, extract.OrganRule) {
			continue
		}
		modality := ""
		if c.Modality != schema.Actual {
			modality = "!" + string(c.Modality)
		}
		dates := "@" + c.ValidFrom.String() + ".." + c.ValidTo.String()
		one := string(c.Type) + ":" + names[c.Source] + "→" + names[c.Target]
		list := []string{one + modality, one + dates + modality}
		if c.Type.Symmetric() {
			one = string(c.Type) + ":" + names[c.Target] + "→" + names[c.Source]
			list = append(list, one+modality, one+dates+modality)
		}
		forms = append(forms, list)
	}
	return forms
}

// faults compares what a sentence should tell with what it is read to tell.
func faults(row *sentenceRow, forms [][]string) []string {
	var out []string
	asked := map[string]bool{}
	for _, want := range row.expected {
		asked[ends(want)] = true
		if !slices.ContainsFunc(forms, func(list []string) bool { return slices.Contains(list, want) }) {
			out = append(out, "missing "+want)
		}
	}
	for _, list := range forms {
		if strings.Contains(list[0], "∅") || slices.ContainsFunc(list, func(form string) bool { return asked[ends(form)] }) {
			continue
		}
		out = append(out, "beside it "+list[1])
	}
	return out
}

// ends is a form without its dates and modality.
func ends(form string) string {
	if i := strings.IndexAny(form, "@!"); i >= 0 {
		return form[:i]
	}
	return form
}

// TestEachSentence reads each sentence of testdata/sentences.tsv by itself. A row
// whose gap is known must fail as long as it says so: what is mended loses its
// mark.
func TestEachSentence(t *testing.T) {
	l := newLoader(t)
	known := 0
	for _, row := range readSentences(t) {
		reading, err := l.Read(loader.Input{ID: "sentence", Text: row.text, Published: row.published, Language: "ar"})
		if err != nil {
			t.Errorf("sentences.tsv:%d: %v", row.line, err)
			continue
		}
		wrong := faults(&row, told(&reading))
		switch {
		case row.gap != "" && len(wrong) == 0:
			t.Errorf("sentences.tsv:%d is read as it should be: take its gap %q away", row.line, row.gap)
		case row.gap == "" && len(wrong) > 0:
			t.Errorf("sentences.tsv:%d: %s\n\t%s", row.line, row.text, strings.Join(wrong, "\n\t"))
		case row.gap != "":
			known++
		}
	}
	t.Logf("%d rows have a known gap", known)
}
