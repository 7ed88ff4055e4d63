package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rawabit/export"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/memory"
)

var update = flag.Bool("update", false, "write the expected files anew")

// written is the graph of a store in a format, by file.
func written(t testing.TB, st store.Reader, format string, s export.Selection) map[string]string {
	t.Helper()
	files := map[string]*bytes.Buffer{}
	for _, f := range export.Formats() {
		if f.Name != format {
			continue
		}
		sink, err := f.New(func(name string) (io.Writer, error) {
			files[name] = &bytes.Buffer{}
			return files[name], nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := export.Walk(t.Context(), st, s, sink, nil); err != nil {
			t.Fatal(err)
		}
	}
	out := map[string]string{}
	for name, b := range files {
		out[name] = b.String()
	}
	return out
}

func small(t testing.TB) store.Store {
	t.Helper()
	in, err := os.Open("testdata/graph.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	st := memory.New()
	if _, err := export.Import(t.Context(), in, st, export.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	return st
}

// TestFormats compares every format of a small graph, whose names hold what each
// format must escape, with what was looked at and found right.
func TestFormats(t *testing.T) {
	st := small(t)
	for _, f := range export.Formats() {
		for file, got := range written(t, st, f.Name, export.Selection{}) {
			name := f.Name
			if file != "" {
				name += "-" + file
			}
			t.Run(name, func(t *testing.T) {
				path := filepath.Join("testdata", name+".golden")
				if *update {
					if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), got); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

// elements counts the elements of a document by name, and asks that it is well
// formed.
func elements(t *testing.T, document string) map[string]int {
	t.Helper()
	counts := map[string]int{}
	d := xml.NewDecoder(strings.NewReader(document))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return counts
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok {
			counts[start.Name.Local]++
		}
	}
}

// TestCounts asks that each format holds all of a larger graph, and a part of it
// when a part is asked for.
func TestCounts(t *testing.T) {
	st := generated(t, 200, 1500)
	day := schema.MustParseDate("2021-01-01").Earliest()
	for name, s := range map[string]export.Selection{"all": {}, "part": {Relations: store.Filter{ValidOn: &day}}, "around": {Around: "g5", Hops: 2, Limit: 40}} {
		t.Run(name, func(t *testing.T) {
			_, want := text(t, st, s)
			check := func(format string, actors, relations int) {
				t.Helper()
				if actors != want.Actors || relations != want.Relations {
					t.Errorf("%s has %d actors and %d relations, want %+v", format, actors, relations, want)
				}
			}
			for _, format := range []string{"graphml", "gexf"} {
				got := elements(t, written(t, st, format, s)[""])
				check(format, got["node"], got["edge"])
			}
			tables := written(t, st, "csv", s)
			actors, err := csv.NewReader(strings.NewReader(tables["actors.csv"])).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			relations, err := csv.NewReader(strings.NewReader(tables["relations.csv"])).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			check("csv", len(actors)-1, len(relations)-1)
			var linked struct {
				Graph []map[string]any `json:"@graph"`
			}
			if err := json.Unmarshal([]byte(written(t, st, "jsonld", s)[""]), &linked); err != nil {
				t.Fatal(err)
			}
			edges := 0
			for _, one := range linked.Graph {
				if one["source"] != nil {
					edges++
				}
			}
			check("jsonld", len(linked.Graph)-edges, edges)
		})
	}
}

// TestGraphMLRoundTrip reads GraphML back as a graph and asks for the same one.
func TestGraphMLRoundTrip(t *testing.T) {
	type element struct {
		ID     string `xml:"id,attr"`
		Source string `xml:"source,attr"`
		Target string `xml:"target,attr"`
		Data   []struct {
			Key  string `xml:"key,attr"`
			Text string `xml:",chardata"`
		} `xml:"data"`
	}
	var document struct {
		Nodes []element `xml:"graph>node"`
		Edges []element `xml:"graph>edge"`
	}
	st := generated(t, 60, 300)
	if err := xml.Unmarshal([]byte(written(t, st, "graphml", export.Selection{})[""]), &document); err != nil {
		t.Fatal(err)
	}
	var lines strings.Builder
	enc := json.NewEncoder(&lines)
	for _, list := range [][]element{document.Nodes, document.Edges} {
		for _, e := range list {
			line := map[string]any{"kind": "actor", "id": e.ID}
			if e.Source != "" {
				line["kind"], line["source"], line["target"] = "relation", e.Source, e.Target
			}
			for _, d := range e.Data {
				_, name, _ := strings.Cut(d.Key, "-")
				switch name {
				case "known", "ended", "confidence":
					line[name] = json.RawMessage(d.Text)
				case "aliases", "kind", "roles", "symmetric":
				default:
					line[name] = d.Text
				}
			}
			if err := enc.Encode(line); err != nil {
				t.Fatal(err)
			}
		}
	}
	again := memory.New()
	if _, err := export.Import(t.Context(), strings.NewReader(lines.String()), again, export.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	want, _ := text(t, st, export.Selection{})
	got, _ := text(t, again, export.Selection{})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
