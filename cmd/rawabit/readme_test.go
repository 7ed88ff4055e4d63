package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"rawabit/loader"
)

// TestReadmeExamples runs what the README shows and compares what comes out.
func TestReadmeExamples(t *testing.T) {
	text := readRoot(t, "README.md")
	t.Run("queries", func(t *testing.T) {
		s := start(t, "up", "--store", "memory:")
		examples := regexp.MustCompile(`-d '(\{"query": .*\})'\n(\{.*\})\n`).FindAllStringSubmatch(text, -1)
		if len(examples) < 2 {
			t.Fatalf("%d queries found", len(examples))
		}
		for _, one := range examples {
			if _, got := s.send(t, "POST", "/graphql", []byte(one[1])); strings.TrimSpace(got) != one[2] {
				t.Errorf("%s\ngives  %s\nREADME %s", one[1], got, one[2])
			}
		}
		if code := s.stop(t); code != 0 {
			t.Errorf("status %d: %s", code, s.err)
		}
	})
	t.Run("explain", func(t *testing.T) {
		m := regexp.MustCompile(`\$ echo '(.*)' \| go run \./cmd/rawabit (explain .*)\n((?s:.*?))` + "```").FindStringSubmatch(text)
		if m == nil {
			t.Fatal("no example")
		}
		if got := mustCall(t, m[1]+"\n", strings.Fields(m[2])...); got != m[3] {
			t.Errorf("it prints\n%s\nREADME\n%s", got, m[3])
		}
	})
	t.Run("extract", func(t *testing.T) {
		var d loader.Document
		if err := json.Unmarshal([]byte(mustCall(t, "", "extract", shipped)), &d); err != nil {
			t.Fatal(err)
		}
		for _, line := range regexp.MustCompile(`(?m)^\["(.*)","(.*)","(\d.*)"\]$`).FindAllStringSubmatch(text, -1) {
			found := false
			for _, r := range d.Relations {
				found = found || r.Source != nil && r.Target != nil && r.Type == "MET" && string(*r.Source) == line[1] && string(*r.Target) == line[2] && r.ValidFrom.String() == line[3]
			}
			if !found {
				t.Errorf("%s is not extracted", line[0])
			}
		}
	})
}

// TestDocumentLinks asks that what the documents link to is there, and that the
// picture is small.
func TestDocumentLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#]+)[^)]*\)`)
	docs := []string{"README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"}
	for _, pattern := range []string{"docs/*.md", "docs/questions/*.md"} {
		found, err := filepath.Glob(filepath.Join("..", "..", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range found {
			docs = append(docs, strings.TrimPrefix(one, "../../"))
		}
	}
	for _, doc := range docs {
		for _, m := range link.FindAllStringSubmatch(readRoot(t, doc), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			info, err := os.Stat(filepath.Join("..", "..", filepath.Dir(doc), m[1]))
			if err != nil {
				t.Errorf("%s links to %s, which is not there", doc, m[1])
			} else if strings.HasSuffix(m[1], ".png") && info.Size() > 250_000 {
				t.Errorf("%s takes %d bytes", m[1], info.Size())
			}
		}
	}
}
