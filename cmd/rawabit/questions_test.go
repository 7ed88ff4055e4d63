package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The commands that the pages under docs/questions show.
var (
	consoleBlock = regexp.MustCompile("(?s)```console\n(.*?)```")
	asked        = regexp.MustCompile(`^curl -s http://127\.0\.0\.1:8080/graphql .* -d '(\{.*\})'$`)
	echoed       = regexp.MustCompile(`^echo '(.*)' \| go run \./cmd/rawabit (.*)$`)
	piped        = regexp.MustCompile(`^go run \./cmd/rawabit (changes .*) \| jq -c '\[(.*)\]'$`)
)

// TestQuestionPages carries out what the pages under docs/questions show and
// compares what comes out. With RAWABIT_UPDATE_DOCS set, it writes that into them.
func TestQuestionPages(t *testing.T) {
	pages, err := filepath.Glob("../../docs/questions/*.md")
	if err != nil || len(pages) < 5 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, page := range pages {
		t.Run(filepath.Base(page), func(t *testing.T) {
			s := start(t, "up", "--store", "memory:")
			data, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			text := consoleBlock.ReplaceAllStringFunc(string(data), func(block string) string {
				n++
				command, shown, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(block, "```console\n$ "), "```"), "\n")
				got := ""
				if m := asked.FindStringSubmatch(command); m != nil {
					_, got = s.send(t, "POST", "/graphql", []byte(m[1]))
					got = strings.TrimSpace(got) + "\n"
				} else if m := echoed.FindStringSubmatch(command); m != nil {
					got = mustCall(t, m[1]+"\n", strings.Fields(m[2])...)
				} else if m := piped.FindStringSubmatch(command); m != nil {
					store := "--store=file:" + filepath.Join(t.TempDir(), "rawabit.db")
					mustCall(t, "", "load", store, "../../seeds/articles/ltwj-qamishli.txt")
					lines := mustCall(t, "", append(strings.Fields(m[1]), store)...)
					got = picked(t, lines, strings.Split(m[2], ", "))
				} else {
					t.Fatalf("how is this carried out? %s", command)
				}
				if strings.Contains(got, `"errors"`) {
					t.Errorf("%s\n%s", command, got)
				}
				if os.Getenv("RAWABIT_UPDATE_DOCS") == "" && got != shown {
					t.Errorf("%s\ngives %s\nshown %s", command, got, shown)
				}
				return "```console\n$ " + command + "\n" + got + "```"
			})
			if n == 0 {
				t.Error("nothing is shown")
			}
			if os.Getenv("RAWABIT_UPDATE_DOCS") != "" {
				if err := os.WriteFile(page, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// picked gives what jq does for an array of paths (".after.type"), of each of
// the JSON lines.
func picked(t *testing.T, lines string, paths []string) string {
	t.Helper()
	var b strings.Builder
	for line := range strings.Lines(lines) {
		var whole any
		if err := json.Unmarshal([]byte(line), &whole); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		values := make([]any, len(paths))
		for i, path := range paths {
			values[i] = whole
			for key := range strings.SplitSeq(strings.TrimPrefix(path, "."), ".") {
				object, _ := values[i].(map[string]any)
				values[i] = object[key]
			}
		}
		row, err := json.Marshal(values)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(row, '\n'))
	}
	return b.String()
}
