package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"rawabit/loader/source"
)

// TestExtractStreamIsPrompt gives one article after the other and waits for each
// answer before the next: a slow stream is not kept waiting for a full block.
func TestExtractStreamIsPrompt(t *testing.T) {
	in, give := io.Pipe()
	out := &shared{}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := make(chan int, 1)
	go func() { done <- run(ctx, []string{"extract", "--format", "jsonl", "-"}, in, out, io.Discard) }()
	for n := 1; n <= 3; n++ {
		fmt.Fprintf(give, `{"id":"%d","text":"التقى بوتين أردوغان في سوتشي أمس.","published":"2024-05-03"}`+"\n", n)
		for end := time.Now().Add(20 * time.Second); strings.Count(out.String(), "\n") < n; time.Sleep(5 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("article %d is not answered before the next comes", n)
			}
		}
	}
	_ = give.Close()
	if code := <-done; code != 0 {
		t.Errorf("status %d", code)
	}
}

// endless is an input that never ends.
type endless struct{}

// Read is part of io.Reader.
func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestStandardInputIsBounded(t *testing.T) {
	for _, command := range []string{"extract", "explain", "load"} {
		t.Run(command, func(t *testing.T) {
			args := []string{command, "-"}
			if command == "load" {
				args = []string{command, "--store", "memory:", "-"}
			}
			var out, errOut bytes.Buffer
			code := run(t.Context(), args, endless{}, &out, &errOut)
			complains(t, outcome{code, out.String(), errOut.String()}, 1, fmt.Sprintf("standard input is larger than %d MiB", source.MaxFile>>20))
		})
	}
}

func TestStandardInputStopsWithTheContext(t *testing.T) {
	for _, command := range [][]string{{"extract", "-"}, {"explain", "-"}, {"load", "--store", "memory:", "-"}} {
		t.Run(command[0], func(t *testing.T) { stopsWhileInputIsSilent(t, command) })
	}
}
