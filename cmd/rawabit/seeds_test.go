package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSeedsAreSound(t *testing.T) {
	for _, command := range []string{"lexicon", "registry"} {
		t.Run(command, func(t *testing.T) {
			built := mustCall(t, "", command, "check")
			if !strings.HasSuffix(built, ": sound\n") || strings.HasPrefix(built, "0 ") {
				t.Errorf("built in: %q", built)
			}
			if folder := mustCall(t, "", command, "check", "--seeds", "../../seeds"); folder != built {
				t.Errorf("the folder: %q", folder)
			}
		})
	}
}

// TestSeedMistakes checks a copy of the seeds with one line that is wrong.
func TestSeedMistakes(t *testing.T) {
	for name, one := range map[string]struct{ command, file, line, says string }{
		"verb":      {"lexicon", "lexicon/verbs-mine.tsv", "سافر\tسفر\tIII\t\t\tVISITED(s=subj t=objekt)\ttravel\n", `lexicon/verbs-mine.tsv, line 1: "objekt"`},
		"actor":     {"registry", "actors/mine.tsv", "a-club\tORGANIZATION\t\tناد ما\t\t\t\t\tno-such-body\t\t\t\n", `actors/mine.tsv, line 1: partOf "no-such-body"`},
		"torn line": {"lexicon", "lexicon/verbs-mine.tsv", "سافر\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS("../../seeds")); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, one.file), []byte(one.line), 0o600); err != nil {
				t.Fatal(err)
			}
			got := call(t, "", one.command, "check", "--seeds", dir)
			if got.code != 1 || strings.Count(got.err, "\n") != 1 {
				t.Errorf("status %d, stderr %q", got.code, got.err)
			}
			if !strings.Contains(got.out, one.says) {
				t.Errorf("stdout %q, want %q", got.out, one.says)
			}
		})
	}
}

func TestSeedsOfNoFolder(t *testing.T) {
	complains(t, call(t, "", "lexicon", "check", "--seeds", t.TempDir()), 1, "holds no lexicon/*.tsv")
}

func TestLexiconWord(t *testing.T) {
	got := mustCall(t, "", "lexicon", "word", "وانسحبت", "القوات")
	lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], "وانسحبت: ") || !strings.Contains(lines[0], "انسحب") || !strings.HasPrefix(lines[1], "القوات: ") {
		t.Errorf("readings:\n%s", got)
	}
}
