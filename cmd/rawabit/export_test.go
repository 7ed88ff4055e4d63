package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const pair = `{"kind":"actor","id":"a","type":"PERSON","name":"سمير"}
{"kind":"actor","id":"b","type":"PLACE","name":"طرطوس"}
`

// TestImportExport takes a graph in and writes it out again, whole and in part.
func TestImportExport(t *testing.T) {
	address := "file:" + filepath.Join(t.TempDir(), "graph.db")
	graph := pair + `{"kind":"relation","id":"r1","type":"VISITED","source":"a","target":"b","validFrom":"2024-05-04","validTo":"2024-05-04","dateBasis":"EXPLICIT","modality":"ACTUAL","confidence":0.5}
{"kind":"relation","id":"r2","type":"MET","source":"a","target":"b","validFrom":"2024-06","validTo":"2024-06","dateBasis":"EXPLICIT","modality":"ACTUAL","confidence":1}
`
	got := mustCall(t, graph, "import", "--store", address, "-")
	if want := "2 actors, 2 relations imported\ntaken as they stand, though their ends are of other types than the vocabulary allows: MET 1\n"; got != want {
		t.Errorf("import says %q", got)
	}
	if got := mustCall(t, "", "export", "--store", address); got != graph {
		t.Errorf("export:\n%s", got)
	}
	if got := mustCall(t, "", "export", "--store", address, "--type", "MET"); strings.Contains(got, "VISITED") || !strings.Contains(got, `"MET"`) {
		t.Errorf("of one type:\n%s", got)
	}
	out := filepath.Join(t.TempDir(), "part.jsonl")
	if got := mustCall(t, "", "export", "--store", address, "--as-of", "2024-05-31", "--actor", "b", "-o", out); got != "2 actors, 1 relations written to "+out+"\n" {
		t.Errorf("to a file: %q", got)
	}
	if data, err := os.ReadFile(out); err != nil || strings.Contains(string(data), `"MET"`) {
		t.Errorf("as of a day: %s, %v", data, err)
	}
}

// TestImportIsAllOrNothing asks that a file with bad lines is told line by line and
// makes no store.
func TestImportIsAllOrNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	file := write(t, "bad.jsonl", pair+"{\n"+`{"kind":"relation","id":"r","type":"LIKES","source":"a","target":"b"}`+"\n")
	got := call(t, "", "import", "--store", "file:"+path, file)
	if got.code != 1 || got.out != "" || strings.Count(got.err, "\n") != 3 ||
		!strings.Contains(got.err, "bad.jsonl, line 3: it is not JSON") || !strings.Contains(got.err, `line 4: relation r is of type "LIKES"`) {
		t.Errorf("status %d, stderr %q", got.code, got.err)
	}
	absent(t, path)
}

// TestImportOfUnknownActors asks that an actor that neither file nor store has is
// told by line.
func TestImportOfUnknownActors(t *testing.T) {
	address := "file:" + filepath.Join(t.TempDir(), "graph.db")
	relation := write(t, "more.jsonl", `{"kind":"relation","id":"r","type":"VISITED","source":"a","target":"b"}`+"\n")
	if got := call(t, "", "import", "--store", address, relation); got.code != 1 || !strings.Contains(got.err, `line 1: relation r names the actor "a"`) {
		t.Errorf("status %d, stderr %q", got.code, got.err)
	}
	mustCall(t, pair, "import", "--store", address, "-")
	if got := mustCall(t, "", "import", "--store", address, relation); got != "0 actors, 1 relations imported\n" {
		t.Errorf("import says %q", got)
	}
}

func TestExportRefuses(t *testing.T) {
	for flag, text := range map[string]string{
		"--type=LIKES": "vocabulary", "--as-of=yesterday": "--as-of", "--modality=SURE": "ACTUAL", "--hops=0": "at least 1", "--actor=nobody": "nobody",
	} {
		t.Run(flag, func(t *testing.T) {
			status := 2
			if flag == "--actor=nobody" {
				status = 1
			}
			complains(t, call(t, "", "export", "--store", "memory:", flag), status, text)
		})
	}
}

// TestArchive writes a store and restores it elsewhere.
func TestArchive(t *testing.T) {
	folder := t.TempDir()
	one, two, file := "file:"+filepath.Join(folder, "one.db"), "file:"+filepath.Join(folder, "two.db"), filepath.Join(folder, "all.jsonl")
	mustCall(t, "", "load", "--store", one, "--published", "2024-05-04", write(t, "one.txt", meeting))
	mustCall(t, pair, "import", "--store", one, "-")
	if got := mustCall(t, "", "export", "--store", one, "--format", "archive", "-o", file); !strings.HasPrefix(got, "2 transactions: 1 articles, ") {
		t.Errorf("export says %q", got)
	}
	if got := mustCall(t, "", "import", "--store", two, file); !strings.HasPrefix(got, "restored 2 transactions: 1 articles, ") {
		t.Errorf("import says %q", got)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := mustCall(t, "", "export", "--store", two, "--format", "archive"); got != string(data) {
		t.Error("the restored store is another")
	}
	complains(t, call(t, "", "import", "--store", two, file), 1, "empty one")
	complains(t, call(t, "", "export", "--store", two, "--format", "archive", "--type", "MET"), 2, "holds everything")
	if err := os.WriteFile(file, data[:len(data)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	three := filepath.Join(folder, "three.db")
	complains(t, call(t, "", "import", "--store", "file:"+three, file), 1, "line ")
	absent(t, three)
}

// TestExportSaysWhoSaysSo writes whom relations are attributed to, who published
// them and what is disputed, leaves days out that are not known, and says how many
// relations are not told as done.
func TestExportSaysWhoSaysSo(t *testing.T) {
	dir := t.TempDir()
	address := "--store=file:" + filepath.Join(dir, "rawabit.db")
	article := `{"text":"قالت قوات سوريا الديمقراطية إن الجيش السوري سيطر على عين عيسى أمس. ونفت وزارة الدفاع السورية أن يكون الجيش السوري قد سيطر على عين عيسى.","published":"2026-02-01","source":"نشرة"}`
	mustCall(t, article+"\n", "load", address, "--format=jsonl", "-")
	for format, want := range map[string][]string{
		"graphml": {`<data key="e-attributedTo">syrian-democratic-forces</data>`, `<data key="e-publishers">نشرة</data>`, `<data key="e-contested">true</data>`, `<data key="e-modality">DENIED</data>`},
		"gexf":    {`for="attributedTo" value="syria.defense-ministry"`, `for="publishers" value="نشرة"`, `for="contested" value="true"`, `for="modality" value="DENIED"`},
		"csv":     {",syria.defense-ministry,نشرة,", ",true,syrian-democratic-forces,نشرة,"},
	} {
		t.Run(format, func(t *testing.T) {
			out := filepath.Join(dir, format)
			told := mustCall(t, "", "export", address, "--format", format, "-o", out)
			if !strings.Contains(told, " relations (of these 1 denied) written to ") {
				t.Errorf("told %s", told)
			}
			if format == "csv" {
				out = filepath.Join(out, "relations.csv")
			}
			data, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(data), "1073741824") {
				t.Errorf("a day that is not known is written:\n%s", data)
			}
			for _, w := range want {
				if !strings.Contains(string(data), w) {
					t.Errorf("no %s in\n%s", w, data)
				}
			}
		})
	}
}
