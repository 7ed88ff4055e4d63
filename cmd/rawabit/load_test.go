package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const (
	meeting = "التقى الرئيس الروسي فلاديمير بوتين نظيره التركي رجب طيب أردوغان في سوتشي أمس."
	retreat = "انسحبت القوات التركية من مدينة القامشلي في 3 مايو 2024."
)

// addresses are the stores that commands are tried on.
func addresses(t *testing.T) map[string]string {
	return map[string]string{
		"memory": "memory:",
		"file":   "file:" + filepath.Join(t.TempDir(), "graph.db"),
	}
}

func TestLoadText(t *testing.T) {
	for name, address := range addresses(t) {
		t.Run(name, func(t *testing.T) {
			one, two := write(t, "one.txt", meeting), write(t, "two.txt", retreat)
			args := []string{"load", "--store", address, "--published", "2024-05-04", one, two}
			if got := mustCall(t, "", args...); !strings.HasPrefix(got, "2 articles read, 2 new: ") {
				t.Errorf("first: %q", got)
			}
			if name == "memory" {
				return // it forgets when it is closed
			}
			if got := mustCall(t, "", args...); got != "2 articles read, 0 new: 0 claims, 0 changes\n" {
				t.Errorf("second: %q", got)
			}
		})
	}
}

// TestLoadStream also asks that a bad line is named, left out, and told by the
// exit status, while the others are stored.
func TestLoadStream(t *testing.T) {
	for name, address := range addresses(t) {
		t.Run(name, func(t *testing.T) {
			input := jsonLines(t,
				map[string]any{"id": "a", "text": meeting, "published": "2024-05-04"},
				map[string]any{"id": "b", "text": retreat, "published": "2024-05-04"},
				map[string]any{"id": "c", "text": ""},
			)
			got := call(t, input, "load", "--store", address, "--format", "jsonl", "-")
			if got.code != 1 || !strings.HasPrefix(got.out, "2 articles read, 2 new: ") || !strings.HasSuffix(got.out, "; 1 left out\n") {
				t.Errorf("status %d, stdout %q", got.code, got.out)
			}
			if strings.Count(got.err, "\n") != 1 || !strings.HasPrefix(got.err, `rawabit: article "c" left out: `) {
				t.Errorf("stderr %q", got.err)
			}
			sound, _, _ := strings.Cut(input, "\n")
			if got := mustCall(t, sound, "load", "--store", address, "--format", "jsonl", "-"); !strings.HasPrefix(got, "1 articles read, ") {
				t.Errorf("sound lines: %q", got)
			}
		})
	}
}

// TestLoadIsAllOrNothing gives a bad file after a good one: the good one must not
// be stored, and no store be made.
func TestLoadIsAllOrNothing(t *testing.T) {
	good, empty := write(t, "good.txt", meeting), write(t, "empty.txt", "")
	path := filepath.Join(t.TempDir(), "graph.db")
	complains(t, call(t, "", "load", "--store", "file:"+path, good, empty), 1, "empty.txt")
	absent(t, path)
	complains(t, call(t, "", "load", "--store", "file:"+path, "--format", "jsonl", filepath.Join(t.TempDir(), "none.jsonl")), 1, "none.jsonl: no such file")
	absent(t, path)
}

func absent(t *testing.T, path string) {
	t.Helper()
	if found, _ := filepath.Glob(path + "*"); len(found) > 0 {
		t.Errorf("a store was made: %v", found)
	}
}

// stopsWhileInputIsSilent runs a command on an input that never says anything
// and asks that it ends with the context.
func stopsWhileInputIsSilent(t *testing.T, args []string) {
	in, silent := io.Pipe()
	defer func() { _ = silent.Close() }()
	ctx, cancel := context.WithCancel(t.Context())
	var out, errOut bytes.Buffer
	done := make(chan int, 1)
	go func() { done <- run(ctx, args, in, &out, &errOut) }()
	time.AfterFunc(300*time.Millisecond, cancel)
	select {
	case code := <-done:
		complains(t, outcome{code, out.String(), errOut.String()}, 1, "stopped before the end")
	case <-time.After(10 * time.Second):
		t.Fatal("it goes on")
	}
}
