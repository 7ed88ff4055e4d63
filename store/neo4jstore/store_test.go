package neo4jstore_test

import (
	"log/slog"
	"testing"

	"rawabit/internal/neo4jtest"
	"rawabit/store"
	"rawabit/store/neo4jstore"
	"rawabit/store/storetest"
)

func TestMain(m *testing.M) { neo4jtest.Main(m) }

// open returns a store over the emptied database of the test binary.
func open(t testing.TB, change ...func(o *neo4jstore.Options)) *neo4jstore.Store {
	t.Helper()
	server := neo4jtest.Start(t)
	neo4jtest.Reset(t, server)
	return reopen(t, server, change...)
}

// reopen returns a store over a database as it is.
func reopen(t testing.TB, server neo4jtest.Server, change ...func(o *neo4jstore.Options)) *neo4jstore.Store {
	t.Helper()
	o := neo4jstore.Options{User: server.User, Password: server.Password, Logger: slog.New(slog.NewTextHandler(t.Output(), nil))}
	for _, c := range change {
		c(&o)
	}
	s, err := neo4jstore.Open(t.Context(), server.Bolt, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func closeStore(t testing.TB, s store.Store) {
	t.Helper()
	if err := s.Close(t.Context()); err != nil {
		t.Errorf("close: %v", err)
	}
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return open(t) })
}

func TestPersist(t *testing.T) {
	seen := map[string]bool{}
	storetest.Persist(t, func(t *testing.T, name string) store.Store {
		server := neo4jtest.Start(t)
		if !seen[name] {
			seen[name] = true
			neo4jtest.Reset(t, server)
		}
		return reopen(t, server)
	})
}
