package script

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"unicode"
)

//go:embed scripts/*.txt
var files embed.FS

// Script is one script of a file.
type Script struct {
	File  string // "withdrawal.txt"
	Name  string // after the word "script"
	Steps []Step
}

// Step is one command with the lines below it.
type Step struct {
	Line  int // of the file, from 1
	Words []string
	Block []string // without the space around them
}

// Scripts returns the scripts of the project, in the order of their files.
func Scripts() ([]Script, error) {
	var all []Script
	err := fs.WalkDir(files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := files.ReadFile(path)
		if err != nil {
			return err
		}
		scripts, err := Parse(entry.Name(), string(text))
		all = append(all, scripts...)
		return err
	})
	return all, err
}

// Parse reads the scripts of a file.
func Parse(file, text string) ([]Script, error) {
	var scripts []Script
	for n, line := range strings.Split(text, "\n") {
		trimmed := strings.TrimSpace(line)
		if trimmed == "" || strings.HasPrefix(trimmed, "#") {
			continue
		}
		fail := func(what string) error { return fmt.Errorf("%s:%d: %s", file, n+1, what) }
		if name, ok := strings.CutPrefix(line, "script "); ok {
			scripts = append(scripts, Script{File: file, Name: strings.TrimSpace(name)})
			continue
		}
		if len(scripts) == 0 {
			return nil, fail("a file begins with \"script NAME\"")
		}
		steps := &scripts[len(scripts)-1].Steps
		if unicode.IsSpace(rune(line[0])) {
			if len(*steps) == 0 {
				return nil, fail("the line belongs to no command")
			}
			last := &(*steps)[len(*steps)-1]
			last.Block = append(last.Block, trimmed)
			continue
		}
		words, err := split(trimmed)
		if err != nil {
			return nil, fail(err.Error())
		}
		*steps = append(*steps, Step{Line: n + 1, Words: words})
	}
	return scripts, nil
}

// split cuts a line into words. Quotes hold white space together and are left
// out; guillemets hold it together and stay.
func split(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	within, inside := rune(0), false
	for _, r := range line {
		switch {
		case within == 0 && unicode.IsSpace(r):
			if inside {
				words = append(words, word.String())
				word.Reset()
				inside = false
			}
			continue
		case within == 0 && r == '"':
			within = '"'
		case within == 0 && r == '«':
			within = '»'
			word.WriteRune(r)
		case within != 0 && r == within:
			within = 0
			if r == '»' {
				word.WriteRune(r)
			}
		default:
			word.WriteRune(r)
		}
		inside = true
	}
	if within != 0 {
		return nil, fmt.Errorf("a quotation is not closed")
	}
	if inside {
		words = append(words, word.String())
	}
	return words, nil
}

// options takes the words of the form key=value, and those of flags, out of a
// list.
func options(words []string, flags ...string) (rest []string, values map[string]string) {
	values = map[string]string{}
next:
	for _, w := range words {
		for _, f := range flags {
			if w == f {
				values[f] = "yes"
				continue next
			}
		}
		if key, value, ok := strings.Cut(w, "="); ok && key != "" && !strings.HasPrefix(w, "«") {
			values[key] = value
			continue
		}
		rest = append(rest, w)
	}
	return rest, values
}
