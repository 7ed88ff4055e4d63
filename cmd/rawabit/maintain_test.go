package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rawabit/internal/neo4jtest"
)

// TestStoreCommands checks, rebuilds and copies a store that holds articles, and
// copies it through Neo4j and back.
func TestStoreCommands(t *testing.T) {
	folder := t.TempDir()
	address := func(name string) string { return "file:" + filepath.Join(folder, name) }
	mustCall(t, "", "load", "--store", address("one.db"), shipped)
	if got := mustCall(t, "", "store", "check", "--store", address("one.db")); !strings.HasSuffix(got, ": sound\n") {
		t.Errorf("check says %q", got)
	}
	if got := mustCall(t, "", "store", "rebuild", "--store", address("one.db")); got != "nothing differed\n" {
		t.Errorf("rebuild says %q", got)
	}
	if got := mustCall(t, "", "store", "copy", address("one.db"), address("two.db")); !strings.HasSuffix(got, "the copy is equal\n") {
		t.Errorf("copy says %q", got)
	}
	complains(t, call(t, "", "store", "copy", address("one.db"), address("two.db")), 1, "empty one")

	if got := mustCall(t, "", "store", "copy", "--reread", address("one.db"), address("again.db")); !strings.HasPrefix(got, "1 articles read again, 0 otherwise than before") {
		t.Errorf("copy --reread says %q", got)
	}

	server := neo4jtest.Start(t)
	neo4jtest.Reset(t, server)
	user := []string{"--user", server.User, "--password", server.Password}
	mustCall(t, "", append([]string{"store", "copy", address("one.db"), server.Bolt}, user...)...)
	mustCall(t, "", append([]string{"store", "copy", server.Bolt, address("three.db")}, user...)...)
	want := mustCall(t, "", "export", "--format", "archive", "--store", address("one.db"))
	for _, name := range []string{"two.db", "again.db", "three.db"} {
		if got := mustCall(t, "", "export", "--format", "archive", "--store", address(name)); got != want {
			t.Errorf("%s holds something else", name)
		}
	}
}

func TestStoreCommandsRefuse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none.db")
	for _, args := range [][]string{
		{"store", "check", "--store", "file:" + path}, {"store", "rebuild", "--store", "file:" + path}, {"store", "copy", "file:" + path, "memory:"},
	} {
		complains(t, call(t, "", args...), 1, "no such file")
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a store was made")
	}
}
