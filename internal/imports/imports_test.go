package imports_test

import (
	"go/ast"
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
	for _, rel := range sources(t) {
		room, _, _ := strings.Cut(rel, "/")
		allowed, ok := rules[room]
		if !ok {
			t.Errorf("%s: room %q has no rule", rel, room)
			continue
		}
		seen[room] = true
		for _, spec := range parse(t, rel, parser.ImportsOnly).Imports {
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
	}
	if len(seen) < 6 {
		t.Errorf("only %d rooms were looked at", len(seen))
	}
}

// TestEnvironment asks that the program's command is the only reader of the
// environment, besides the support of tests.
func TestEnvironment(t *testing.T) {
	reads := map[string]bool{"Getenv": true, "LookupEnv": true, "Environ": true, "ExpandEnv": true}
	for _, rel := range sources(t) {
		if strings.HasPrefix(rel, "cmd/") || strings.HasPrefix(rel, "internal/") {
			continue
		}
		ast.Inspect(parse(t, rel, parser.SkipObjectResolution), func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && reads[sel.Sel.Name] {
				if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "os" {
					t.Errorf("%s reads the environment (os.%s)", rel, sel.Sel.Name)
				}
			}
			return true
		})
	}
}

// sources returns the Go files of the project that are no tests.
func sources(t *testing.T) []string {
	t.Helper()
	var out []string
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
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			out = append(out, filepath.ToSlash(rel))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func parse(t *testing.T, rel string, mode parser.Mode) *ast.File {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, rel), nil, mode)
	if err != nil {
		t.Fatal(err)
	}
	return file
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
