package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// shipped is the article that the program brings along, as a file.
const shipped = "../../seeds/articles/ltwj-qamishli.txt"

// outcome is what a call of the program left behind.
type outcome struct {
	code     int
	out, err string
}

// call runs the program to its end.
func call(t *testing.T, stdin string, args ...string) outcome {
	t.Helper()
	var out, errOut bytes.Buffer
	code := run(t.Context(), args, strings.NewReader(stdin), &out, &errOut)
	return outcome{code, out.String(), errOut.String()}
}

// mustCall runs the program and asks for success.
func mustCall(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	got := call(t, stdin, args...)
	if got.code != 0 {
		t.Fatalf("rawabit %s: status %d: %s", strings.Join(args, " "), got.code, got.err)
	}
	return got.out
}

// complains asks that the program failed with one line that holds a text.
func complains(t *testing.T, got outcome, code int, text string) {
	t.Helper()
	if got.code != code {
		t.Errorf("status %d, want %d", got.code, code)
	}
	if strings.Count(got.err, "\n") != 1 || !strings.HasPrefix(got.err, "rawabit: ") || !strings.Contains(got.err, text) {
		t.Errorf("stderr %q, want one line that says %q", got.err, text)
	}
	if got.out != "" {
		t.Errorf("stdout %q, want nothing", got.out)
	}
}

// write puts a file into a new folder and returns its path.
func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// jsonLines encodes values, one a line.
func jsonLines(t *testing.T, values ...any) string {
	t.Helper()
	var b strings.Builder
	for _, v := range values {
		if text, ok := v.(string); ok {
			b.WriteString(text + "\n") // a line as it stands
			continue
		}
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(data, '\n'))
	}
	return b.String()
}

// shared is a buffer that one goroutine writes and another reads.
type shared struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write is part of io.Writer.
func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.Write(p)
}

func (s *shared) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.String()
}

// server is the program while it serves.
type server struct {
	url      string
	out, err *shared
	cancel   context.CancelFunc
	done     chan int
}

var pageLine = regexp.MustCompile(`(?:Page|GraphQL|Metrics) (http://[^/]+)/`)

// start runs a command that serves, on a port of its own, and waits until it
// answers.
func start(t *testing.T, args ...string) *server {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	s := &server{out: &shared{}, err: &shared{}, cancel: cancel, done: make(chan int, 1)}
	go func() {
		s.done <- run(ctx, append(args, "--listen", "127.0.0.1:0"), strings.NewReader(""), s.out, s.err)
	}()
	t.Cleanup(cancel)
	for end := time.Now().Add(30 * time.Second); ; {
		if m := pageLine.FindStringSubmatch(s.out.String()); m != nil {
			s.url = m[1]
			return s
		}
		select {
		case code := <-s.done:
			t.Fatalf("%v ended with status %d: %s", args, code, s.err)
		case <-time.After(10 * time.Millisecond):
		}
		if time.Now().After(end) {
			t.Fatalf("%v does not serve: %s%s", args, s.out, s.err)
		}
	}
}

// stop ends the context and returns the exit status.
func (s *server) stop(t *testing.T) int {
	t.Helper()
	s.cancel()
	select {
	case code := <-s.done:
		return code
	case <-time.After(15 * time.Second):
		t.Fatal("the server does not stop")
		return -1
	}
}

// get returns the status and the body of a page.
func (s *server) get(t *testing.T, path string) (int, string) {
	t.Helper()
	return s.send(t, http.MethodGet, path, nil)
}

// query sends a GraphQL query and returns the data as compact JSON.
func (s *server) query(t *testing.T, text string) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": text})
	if err != nil {
		t.Fatal(err)
	}
	status, got := s.send(t, http.MethodPost, "/graphql", body)
	var reply struct {
		Data   json.RawMessage `json:"data"`
		Errors []any           `json:"errors"`
	}
	if err := json.Unmarshal([]byte(got), &reply); err != nil || status != http.StatusOK || len(reply.Errors) > 0 {
		t.Fatalf("status %d, answer %s", status, got)
	}
	return string(reply.Data)
}

func (s *server) send(t *testing.T, method, path string, body []byte) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, s.url+path, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}
