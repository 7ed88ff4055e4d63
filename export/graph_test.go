package export_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rawabit/export"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/embedded"
	"rawabit/store/memory"
	"rawabit/store/storetest"
)

// generated returns a store that holds a generated graph.
func generated(t testing.TB, actors, relations int) store.Store {
	t.Helper()
	st := memory.New()
	g := storetest.Generate(7, actors, relations)
	if err := st.Import(t.Context(), g.Actors, g.Relations); err != nil {
		t.Fatal(err)
	}
	return st
}

// text is the graph of a store in the graph format.
func text(t testing.TB, from store.Reader, s export.Selection) (string, export.Tally) {
	t.Helper()
	var out bytes.Buffer
	tally, err := export.Walk(t.Context(), from, s, export.NewGraph(&out), nil)
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), tally
}

// TestGraphRoundTrip writes a graph, reads it into other stores in batches of all
// sizes, and asks for equal bytes, also when it is read again.
func TestGraphRoundTrip(t *testing.T) {
	want, tally := text(t, generated(t, 300, 4000), export.Selection{})
	if tally.Actors != 300 || tally.Relations != 4000 {
		t.Fatalf("tally %+v", tally)
	}
	file, err := embedded.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close(context.WithoutCancel(t.Context())) }()
	for name, st := range map[string]store.Store{"memory": memory.New(), "file": file} {
		for _, batch := range []int{0, 100, 777} {
			t.Run(fmt.Sprintf("%s/%d", name, batch), func(t *testing.T) {
				got, err := export.Import(t.Context(), strings.NewReader(want), st, export.ImportOptions{Batch: batch})
				if err != nil {
					t.Fatal(err)
				}
				if got.Actors != 300 || got.Relations != 4000 {
					t.Errorf("tally %+v", got)
				}
				if again, _ := text(t, st, export.Selection{}); again != want {
					t.Error("the graph comes back otherwise")
				}
			})
		}
	}
}

// TestGraphLines asks for the lines themselves: of an actor, an event and a state.
func TestGraphLines(t *testing.T) {
	const graph = `{"kind":"actor","id":"b","type":"PLACE","name":"حلب","nameAr":"حلب","nameEn":"Aleppo","wikidata":"Q41183"}
{"kind":"actor","id":"a","type":"STATE","name":"سوريا","nameAr":"سوريا","nameEn":"Syria","aliases":[{"text":"دمشق","lang":"ar","kind":"short"}],"known":true}
{"kind":"relation","id":"r2","type":"CAPTURED","source":"a","target":"b","roles":[{"name":"place","actor":"b"}],"validFrom":"2016-12","validTo":"2016-12","dateBasis":"EXPLICIT","modality":"ACTUAL","confidence":0.75}
{"kind":"relation","id":"r1","type":"CONTROLS","source":"a","target":"b","validFrom":null,"validTo":"2024-11-30","dateBasis":"RULE","ended":true,"modality":"POSSIBLE","confidence":1}
`
	st := memory.New()
	if _, err := export.Import(t.Context(), strings.NewReader(graph), st, export.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	got, _ := text(t, st, export.Selection{})
	if diff := cmp.Diff(graph, got); diff != "" {
		t.Error(diff)
	}
}

func TestImportTakesNames(t *testing.T) {
	st := memory.New()
	graph := `{"kind":"actor","id":"a","type":"PERSON","names":{"ar":"ليلى مراد","en":"Leila Mourad","fr":"Leïla Mourad"}}`
	if _, err := export.Import(t.Context(), strings.NewReader(graph), st, export.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	want := `{"kind":"actor","id":"a","type":"PERSON","name":"ليلى مراد","nameAr":"ليلى مراد","nameEn":"Leila Mourad","aliases":[{"text":"Leïla Mourad","lang":"fr","kind":"alias"}]}` + "\n"
	if got, _ := text(t, st, export.Selection{}); got != want {
		t.Errorf("got %s", got)
	}
}

// TestImportRefuses gives a bad line after two good ones.
func TestImportRefuses(t *testing.T) {
	const good = `{"kind":"actor","id":"a","type":"PERSON","name":"ا"}` + "\n" + `{"kind":"actor","id":"b","type":"PERSON","name":"ب"}` + "\n"
	for _, c := range []struct {
		name, line string
		code       schema.Code
		says       string
	}{
		{"no JSON", `kind: actor`, schema.CodeInvalid, "it is not JSON"},
		{"no kind", `{"id":"r"}`, schema.CodeInvalid, `no "kind"`},
		{"another kind", `{"kind":"edge"}`, schema.CodeInvalid, `"edge"`},
		{"actor type", `{"kind":"actor","id":"c","type":"ALIEN","name":"x"}`, schema.CodeUnknownType, `"ALIEN"`},
		{"actor without name", `{"kind":"actor","id":"c","type":"PERSON"}`, schema.CodeInvalid, "no name"},
		{"actor without id", `{"kind":"actor","type":"PERSON","name":"x"}`, schema.CodeInvalid, `no "id"`},
		{"relation type", `{"kind":"relation","id":"r","type":"LIKES","source":"a","target":"b"}`, schema.CodeUnknownType, `"LIKES"`},
		{"unknown actor", `{"kind":"relation","id":"r","type":"MET","source":"a","target":"z"}`, schema.CodeInvalid, `"z"`},
		{"no target", `{"kind":"relation","id":"r","type":"MET","source":"a"}`, schema.CodeInvalid, "no \"target\""},
		{"modality", `{"kind":"relation","id":"r","type":"MET","source":"a","target":"b","modality":"SURE"}`, schema.CodeInvalid, `"SURE"`},
		{"date", `{"kind":"relation","id":"r","type":"MET","source":"a","target":"b","validFrom":"2024-02-30"}`, schema.CodeInvalidDate, "2024-02-30"},
		{"date of another kind", `{"kind":"relation","id":"r","type":"MET","source":"a","target":"b","validFrom":2024}`, schema.CodeInvalidDate, "2024"},
		{"order of dates", `{"kind":"relation","id":"r","type":"MET","source":"a","target":"b","validFrom":"2024-02","validTo":"2023"}`, schema.CodeInvalidDate, "before it begins"},
		{"confidence", `{"kind":"relation","id":"r","type":"MET","source":"a","target":"b","confidence":7}`, schema.CodeInvalid, "between 0 and 1"},
		{"kind of value", `{"kind":"actor","id":7,"type":"PERSON","name":"x"}`, schema.CodeInvalid, `"id"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			st := memory.New()
			_, err := export.Import(t.Context(), strings.NewReader(good+c.line), st, export.ImportOptions{})
			var bad *export.LineError
			if !errors.As(err, &bad) || bad.Line != 3 || schema.ErrorCode(err) != c.code || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v (%s)", err, schema.ErrorCode(err))
			}
			found, err := export.Check(t.Context(), strings.NewReader(good+c.line+"\n"+good), st)
			if err != nil || found.Total != 1 || found.Lines[0].Line != 3 {
				t.Errorf("check: %+v, %v", found, err)
			}
		})
	}
}

// TestImportCountsOddEnds asks that relations between ends that the vocabulary does
// not allow are taken and counted.
func TestImportCountsOddEnds(t *testing.T) {
	graph := `{"kind":"actor","id":"a","type":"PLACE","name":"ا"}
{"kind":"actor","id":"b","type":"PERSON","name":"ب"}
{"kind":"relation","id":"r1","type":"MET","source":"a","target":"b"}
{"kind":"relation","id":"r2","type":"LOCATED_IN","source":"a","target":"b"}
{"kind":"relation","id":"r3","type":"LOCATED_IN","source":"b","target":"b"}
{"kind":"relation","id":"r4","type":"LOCATED_IN","source":"a","target":"b","validFrom":"2020"}
`
	st := memory.New()
	got, err := export.Import(t.Context(), strings.NewReader(graph), st, export.ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := export.ImportTally{Actors: 2, Relations: 3, Odd: []store.TypeCount{{Type: schema.Met, Count: 1}, {Type: schema.LocatedIn, Count: 2}}, Loops: 1}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if stats, err := st.Stats(t.Context()); err != nil || stats.Relations != 3 {
		t.Errorf("%+v, %v", stats, err)
	}
}

// TestSelection asks that a part of a graph is closed: every actor that a line
// names has a line, and nothing else has.
func TestSelection(t *testing.T) {
	st := generated(t, 400, 3000)
	day := schema.MustParseDate("2020-05-01").Earliest()
	for name, s := range map[string]export.Selection{
		"types":    {Relations: store.Filter{Types: []schema.RelationType{schema.Met, schema.Controls}}},
		"as of":    {Relations: store.Filter{AsOf: &day}},
		"valid on": {Relations: store.Filter{ValidOn: &day}},
		"modality": {Relations: store.Filter{Modality: []schema.Modality{schema.Actual}}},
		"around":   {Around: "g3", Hops: 1, Limit: 50},
		"far":      {Around: "g3", Hops: 3, Limit: 20, Relations: store.Filter{Kinds: []schema.Kind{schema.Event}}},
	} {
		t.Run(name, func(t *testing.T) {
			graph, tally := text(t, st, s)
			if tally.Actors == 0 || tally.Relations == 0 || tally.Relations == 3000 {
				t.Errorf("tally %+v", tally)
			}
			fresh := memory.New()
			got, err := export.Import(t.Context(), strings.NewReader(graph), fresh, export.ImportOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if got.Actors != tally.Actors || got.Relations != tally.Relations {
				t.Errorf("imported %+v of %+v", got, tally)
			}
			if s.Around == "" {
				if again, _ := text(t, fresh, s); again != graph {
					t.Error("the part, read again, is another")
				}
			}
		})
	}
	t.Run("nobody", func(t *testing.T) {
		_, err := export.Walk(t.Context(), st, export.Selection{Around: "nobody"}, export.NewGraph(&bytes.Buffer{}), nil)
		if schema.ErrorCode(err) != schema.CodeNotFound {
			t.Error(err)
		}
	})
}
