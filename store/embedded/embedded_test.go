package embedded_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/embedded"
	"rawabit/store/storetest"
)

func open(t testing.TB, path string, options ...embedded.Option) *embedded.Store {
	t.Helper()
	s, err := embedded.Open(t.Context(), path, append([]embedded.Option{embedded.WithPoll(20 * time.Millisecond)}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return open(t, filepath.Join(t.TempDir(), "graph.db")) })
}

func TestPersist(t *testing.T) {
	folder := t.TempDir()
	storetest.Persist(t, func(t *testing.T, name string) store.Store { return open(t, filepath.Join(folder, name+" é#?%20.db")) })
}

func TestOpenRefusesAndSays(t *testing.T) {
	folder := t.TempDir()
	path := func(name string) string { return filepath.Join(folder, name) }
	text := path("text.db")
	if err := os.WriteFile(text, []byte("not a database at all, but a text"), 0o600); err != nil {
		t.Fatal(err)
	}
	short := path("short.db")
	if err := os.WriteFile(short, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	other, newer := path("other.db"), path("newer.db")
	change(t, other, `CREATE TABLE mine (a)`)
	closeStore(t, open(t, newer))
	change(t, newer, `PRAGMA user_version = 999`)
	tests := map[string]struct {
		path, message string
		code          schema.Code
	}{
		"a text":             {text, "is not a rawabit store", schema.CodeInvalid},
		"a byte":             {short, "is not a rawabit store", schema.CodeInvalid},
		"another database":   {other, "is a database of another program", schema.CodeInvalid},
		"a newer version":    {newer, "written by a newer version", schema.CodeInvalid},
		"a missing folder":   {path("none/graph.db"), "does not exist", schema.CodeUnavailable},
		"a folder as a file": {folder, "cannot be opened as a file", schema.CodeUnavailable},
		"a file as a folder": {filepath.Join(text, "graph.db"), "does not exist", schema.CodeUnavailable},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := embedded.Open(t.Context(), test.path)
			if s != nil || schema.ErrorCode(err) != test.code || !strings.Contains(schema.UserMessage(err), test.message) {
				t.Errorf("got %v, %v, want %s: … %s …", s, err, test.code, test.message)
			}
		})
	}
	if got, err := os.ReadFile(text); err != nil || !strings.HasPrefix(string(got), "not a database") {
		t.Errorf("the text was changed to %.20q (%v)", got, err)
	}
}

// change runs statements on a file behind the store's back.
func change(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
}

func closeStore(t testing.TB, s *embedded.Store) {
	t.Helper()
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// TestRebuildMends damages what was computed and lets it be computed again.
func TestRebuildMends(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	s := open(t, path)
	storetest.Load(t, s)
	stats, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	change(t, path, `DELETE FROM relations WHERE n <= 2`, `DELETE FROM changes WHERE cursor = 1`)
	s, follower := open(t, path), open(t, path)
	defer closeStore(t, s)
	defer closeStore(t, follower)
	if differed, err := s.Rebuild(t.Context(), nil); differed < 2 || err != nil {
		t.Errorf("%d relations differed (%v), want at least 2", differed, err)
	}
	for name, s := range map[string]*embedded.Store{"the store": s, "another process": follower} {
		deadline := time.Now().Add(10 * time.Second)
		for {
			got, err := s.Stats(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if got.Relations == stats.Relations {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s has %d relations, want %d", name, got.Relations, stats.Relations)
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
	if differed, err := s.Rebuild(t.Context(), nil); differed != 0 || err != nil {
		t.Errorf("%d relations differed the second time (%v)", differed, err)
	}
}

func TestClosed(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "graph.db"))
	closeStore(t, s)
	closeStore(t, s)
	if err := s.Ping(t.Context()); schema.ErrorCode(err) != schema.CodeUnavailable {
		t.Errorf("ping: %v", err)
	}
	if err := s.Import(t.Context(), storetest.Actors(), nil); schema.ErrorCode(err) != schema.CodeUnavailable {
		t.Errorf("import: %v", err)
	}
}
