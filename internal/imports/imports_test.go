package imports_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const root = "../.."

// TestImports holds every file that is no test to the rules.
func TestImports(t *testing.T) {
	rules := readRules(t)
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		if entry.IsDir() {
			if strings.HasPrefix(entry.Name(), ".") && rel != "." || entry.Name() == "testdata" {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		room, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
		allowed, ok := rules[room]
		if !ok {
			t.Errorf("%s: room %q has no rule", rel, room)
			return nil
		}
		seen[room] = true
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			target, _ := strconv.Unquote(spec.Path.Value)
			target, ok := strings.CutPrefix(target, "rawabit/")
			if !ok {
				continue
			}
			target, _, _ = strings.Cut(target, "/")
			if target != room && !allowed[target] {
				t.Errorf("%s imports rawabit/%s, which %s may not", rel, target, room)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(seen) < 6 {
		t.Errorf("only %d rooms were looked at", len(seen))
	}
}

func readRules(t *testing.T) map[string]map[string]bool {
	data, err := os.ReadFile("rules.txt")
	if err != nil {
		t.Fatal(err)
	}
	rules := map[string]map[string]bool{}
	for _, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		room, list, ok := strings.Cut(line, ":")
		if !ok {
			t.Fatalf("rule %q has no colon", line)
		}
		rules[room] = map[string]bool{}
		for _, one := range strings.Fields(list) {
			rules[room][one] = true
		}
	}
	return rules
}
