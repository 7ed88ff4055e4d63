package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"rawabit/alerts"
)

// What the README shows.
var (
	rulesBlock = regexp.MustCompile("(?s)```yaml\n(channels:.*?)```")
	quoted     = regexp.MustCompile(`'[^']*'|\S+`)
	counted    = regexp.MustCompile(`\d+ (actors|claims|changes|relations|versions)`) // more with every word that is learned
)

// TestReadme carries out in their order the commands that the README shows and
// that end, and compares what comes out with what is shown, counts aside.
// What jq would make of it is not looked at.
func TestReadme(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "seeds", "articles"), os.DirFS("../../seeds/articles")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
	t.Setenv("DESK_SECRET", alerts.NewSecret())
	rules := rulesBlock.FindStringSubmatch(readme)
	if rules == nil {
		t.Fatal("no rules are shown")
	}
	if err := os.WriteFile("rules.yaml", []byte(rules[1]), 0o600); err != nil {
		t.Fatal(err)
	}
	var s *server
	ran := 0
	for _, block := range consoleBlock.FindAllStringSubmatch(readme, -1) {
		for _, part := range strings.Split("\n"+block[1], "\n$ ")[1:] {
			command, shown, _ := strings.Cut(part, "\n")
			got := ""
			if m := asked.FindStringSubmatch(command); m != nil {
				if s == nil {
					s = start(t, "serve", "--store", "file:rawabit.db")
				}
				_, got = s.send(t, "POST", "/graphql", []byte(m[1]))
			} else if m := echoed.FindStringSubmatch(command); m != nil {
				got = mustCall(t, m[1]+"\n", words(m[2])...)
			} else if rest, ok := strings.CutPrefix(command, "go run ./cmd/rawabit "); ok {
				rest, _, _ = strings.Cut(rest, " #")
				rest, _, jq := strings.Cut(rest, " | jq ")
				if strings.HasPrefix(rest, "serve ") || strings.HasPrefix(rest, "watch ") {
					continue // they go on, or tell the time
				}
				if got = mustCall(t, "", words(rest)...); jq {
					shown = ""
				}
			} else {
				t.Fatalf("how is this carried out? %s", command)
			}
			ran++
			if shown = plain(shown); shown != "" && plain(got) != shown {
				t.Errorf("%s\ngives %s\nshown %s", command, plain(got), shown)
			}
		}
	}
	if ran < 12 {
		t.Errorf("%d commands were carried out", ran)
	}
	if s != nil {
		s.stop(t)
	}
}

// words splits a command into its arguments.
func words(command string) []string {
	list := quoted.FindAllString(command, -1)
	for i := range list {
		list[i] = strings.Trim(list[i], "'")
	}
	return list
}

// plain leaves counts, and what a terminal does not show, out of a text.
func plain(text string) string {
	text = strings.NewReplacer(isolate, "", popIsolate, "").Replace(strings.TrimSpace(text))
	return counted.ReplaceAllString(text, "N $1")
}
