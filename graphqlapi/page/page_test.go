package page_test

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"rawabit/graphqlapi/page"
	"rawabit/schema"
)

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(page.Files(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestEverythingIsHere follows every reference of the page's own files: all of
// them are embedded, none leads to another host.
func TestEverythingIsHere(t *testing.T) {
	reference := regexp.MustCompile(`(?:href|src)="([^"]+)"|from "([^"]+)"|url\(([^)]+)\)`)
	var names []string
	for _, pattern := range []string{"*.*", "panel/*.js"} {
		found, err := fs.Glob(page.Files(), pattern)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	followed := 0
	for _, name := range names {
		if name == "page.go" {
			continue
		}
		for _, m := range reference.FindAllStringSubmatch(read(t, name), -1) {
			target := m[1] + m[2] + m[3]
			switch {
			case strings.HasPrefix(target, "#"), target == "/", target == "/graphiql":
				continue
			case strings.HasPrefix(target, "/page/"), strings.HasPrefix(target, "./"), strings.HasPrefix(target, "../"):
				target, _, _ = strings.Cut(target, "#")
				if rest, rooted := strings.CutPrefix(target, "/page/"); rooted {
					target = rest
				} else {
					target = path.Join(path.Dir(name), target)
				}
				followed++
				if _, err := fs.Stat(page.Files(), target); err != nil {
					t.Errorf("%s refers to %s: %v", name, target, err)
				}
			default:
				if target != "/icon.svg#mark" {
					t.Errorf("%s refers to %s", name, target)
				}
			}
		}
		if strings.Contains(strings.ReplaceAll(read(t, name), "http://www.w3.org/2000/svg", ""), "://") {
			t.Errorf("%s names another host", name)
		}
	}
	if followed < 50 {
		t.Errorf("only %d references were followed", followed)
	}
}

// TestTypesAreTheVocabulary holds the list of relation types to the table.
func TestTypesAreTheVocabulary(t *testing.T) {
	want := ""
	for _, info := range schema.RelationTypes() {
		want += fmt.Sprintf("  %s: { ar: %q, en: %q },\n", info.Type, info.Ar, info.En)
	}
	if got := read(t, "types.js"); !strings.Contains(got, "{\n"+want+"}") {
		t.Errorf("types.js lists other types than\n%s", want)
	}
}

// TestBothLanguagesSayTheSame compares the keys of the texts.
func TestBothLanguagesSayTheSame(t *testing.T) {
	ar, en := read(t, "ar.js"), read(t, "en.js")
	key := regexp.MustCompile(`(?m)^  (\w+):`)
	keys := func(part string) map[string]bool {
		out := map[string]bool{}
		for _, m := range key.FindAllStringSubmatch(part, -1) {
			out[m[1]] = true
		}
		return out
	}
	inAr, inEn := keys(ar), keys(en)
	if len(inAr) < 40 {
		t.Fatalf("only %d texts", len(inAr))
	}
	for k := range inAr {
		if !inEn[k] {
			t.Errorf("English does not say %s", k)
		}
	}
	for k := range inEn {
		if !inAr[k] {
			t.Errorf("Arabic does not say %s", k)
		}
	}
}
