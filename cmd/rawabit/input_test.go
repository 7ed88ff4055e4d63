package main

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestWrongCalls are errors of use: one line, exit status 2.
func TestWrongCalls(t *testing.T) {
	for name, one := range map[string]struct {
		args []string
		says string
	}{
		"no command":         {nil, "expected one of"},
		"unknown command":    {[]string{"frobnicate"}, "frobnicate"},
		"unknown flag":       {[]string{"extract", "--colour", shipped}, "--colour"},
		"no file":            {[]string{"extract"}, "<file>"},
		"unknown format":     {[]string{"extract", "--format", "xml", shipped}, "--format"},
		"wrong date":         {[]string{"extract", "--published", "2026-02-30", shipped}, `--published: date "2026-02-30": there is no such day`},
		"date in words":      {[]string{"load", "--store", "memory:", "--published", "yesterday", shipped}, `--published: date "yesterday"`},
		"address of no form": {[]string{"serve", "--store", "memory:", "--listen", "8080"}, "HOST:PORT"},
		"time below none":    {[]string{"serve", "--store", "memory:", "--timeout=-1s"}, "is no time to answer in"},
		"rate below none":    {[]string{"serve", "--store", "memory:", "--rate=-1"}, "less than nothing"},
		"only no documents":  {[]string{"serve", "--store", "memory:", "--only-documents"}, "needs --documents"},
		"wrong time":         {[]string{"serve", "--store", "memory:", "--timeout", "soon"}, "--timeout"},
	} {
		t.Run(name, func(t *testing.T) { complains(t, call(t, "", one.args...), 2, one.says) })
	}
}

// TestBadInput are failures: one line, exit status 1, and nothing stored.
func TestBadInput(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	port := taken.Addr().String()
	folder := t.TempDir()
	for name, data := range map[string]string{
		"binary.txt": "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00", "empty.txt": "", "blank.txt": " \n\t\n", "digits.txt": "2026 28 01",
		"dated.txt": meeting, "dated.meta.json": `{"published": "28/01/2026"}`,
		"torn.txt": meeting, "torn.meta.json": `{"published": `,
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	file := func(name string) string { return filepath.Join(folder, name) }
	for name, one := range map[string]struct {
		args []string
		says string
	}{
		"extract: not text":               {[]string{"extract", file("binary.txt")}, "binary.txt: the file is no text"},
		"extract: empty":                  {[]string{"extract", file("empty.txt")}, "empty.txt: the file is empty"},
		"extract: nothing but white":      {[]string{"extract", file("blank.txt")}, "blank.txt: the file is empty"},
		"extract: no letter":              {[]string{"extract", file("digits.txt")}, "digits.txt: the article holds no text"},
		"extract: no such file":           {[]string{"extract", file("none.txt")}, "none.txt: no such file"},
		"extract: a folder":               {[]string{"extract", folder}, "cannot be read"},
		"extract: wrong date":             {[]string{"extract", file("dated.txt")}, `"28/01/2026"`},
		"extract: torn metadata":          {[]string{"extract", file("torn.txt")}, "torn.meta.json"},
		"extract: a folder as stream":     {[]string{"extract", "--format", "jsonl", folder}, "is a folder"},
		"extract: no such stream":         {[]string{"extract", "--format", "jsonl", file("none")}, "none: no such file"},
		"load: not text":                  {[]string{"load", "--store", "STORE", file("binary.txt")}, "binary.txt: the file is no text"},
		"load: empty":                     {[]string{"load", "--store", "STORE", file("empty.txt")}, "empty.txt: the file is empty"},
		"load: no letter":                 {[]string{"load", "--store", "STORE", file("digits.txt")}, "digits.txt: the article holds no text"},
		"load: wrong date":                {[]string{"load", "--store", "STORE", file("dated.txt")}, `"28/01/2026"`},
		"load: store without scheme":      {[]string{"load", "--store", "rawabit.db", shipped}, `store address "rawabit.db"`},
		"load: store of no form":          {[]string{"load", "--store", "mysql://localhost", shipped}, `store address "mysql://localhost"`},
		"load: store without a name":      {[]string{"load", "--store", "file:", shipped}, "names no file"},
		"load: store in no folder":        {[]string{"load", "--store", "file:" + file("none/graph.db"), shipped}, "none"},
		"load: store that is no store":    {[]string{"load", "--store", "file:" + file("dated.txt"), shipped}, "dated.txt"},
		"serve: store of no form":         {[]string{"serve", "--listen", "127.0.0.1:0", "--store", "mysql://localhost"}, `store address "mysql://localhost"`},
		"serve: port in use":              {[]string{"serve", "--store", "STORE", "--listen", port}, port + " is in use"},
		"up: port in use":                 {[]string{"up", "--store", "STORE", "--listen", port}, port + " is in use"},
		"serve: open to everybody":        {[]string{"serve", "--store", "STORE", "--listen", "0.0.0.0:0"}, "--allow-open"},
		"eval: no such folder":            {[]string{"eval", file("none")}, "none"},
		"eval: folder without annotation": {[]string{"eval", folder}, "no annotated article"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "graph.db")
			args := append([]string{}, one.args...)
			for i, arg := range args {
				if arg == "STORE" {
					args[i] = "file:" + path
				}
			}
			complains(t, call(t, "", args...), 1, one.says)
			absent(t, path)
		})
	}
}

// TestNeo4jIsDown asks for one clear line, soon, where nothing answers.
func TestNeo4jIsDown(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := closed.Addr().String()
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	for _, scheme := range []string{"bolt", "neo4j"} {
		t.Run(scheme, func(t *testing.T) {
			began := time.Now()
			got := call(t, "", "load", "--store", scheme+"://"+address, shipped)
			complains(t, got, 1, "Neo4j at "+scheme+"://"+address+" does not answer: check that it is running")
			if took := time.Since(began); took > 20*time.Second {
				t.Errorf("it took %s to say so", took.Round(time.Second))
			}
		})
	}
}

func TestHelpNamesEverySetting(t *testing.T) {
	for _, command := range []string{"up", "load", "serve"} {
		out := mustCall(t, "", command, "--help")
		for _, want := range []string{"--store", "RAWABIT_STORE", "RAWABIT_NEO4J_PASSWORD"} {
			if !strings.Contains(out, want) {
				t.Errorf("%s --help without %s", command, want)
			}
		}
	}
}
