package neo4jtest_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"rawabit/internal/neo4jtest"
)

func TestMain(m *testing.M) { neo4jtest.Main(m) }

func count(t *testing.T, s neo4jtest.Server, query string) int64 {
	t.Helper()
	result, err := neo4j.ExecuteQuery(context.Background(), neo4jtest.Driver(t, s), query, nil, neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatal(err)
	}
	return result.Records[0].Values[0].(int64)
}

func TestServer(t *testing.T) {
	s := neo4jtest.Start(t)
	if again := neo4jtest.Start(t); again != s {
		t.Errorf("a second start gave %v, want %v", again, s)
	}
	neo4jtest.Reset(t, s)
	if n := count(t, s, "UNWIND range(1, 50) AS i CREATE (a:X)-[:Y]->(:X) RETURN count(a)"); n != 50 {
		t.Errorf("%d nodes were made, want 50", n)
	}
	neo4jtest.Reset(t, s)
	if n := count(t, s, "MATCH (n) RETURN count(n)"); n != 0 {
		t.Errorf("%d nodes are left after a reset", n)
	}
}

func TestBrowser(t *testing.T) {
	s := neo4jtest.Start(t)
	if s.HTTP == "" {
		return // the address from the environment names none
	}
	answer, err := http.Get(s.HTTP + "/browser/")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("Neo4j Browser answers %s", answer.Status)
	}
}

func TestRestart(t *testing.T) {
	a := neo4jtest.StartAlone(t)
	count(t, a.Server, "CREATE (n:Kept) RETURN 1")
	a.Kill()
	a.Restart(t)
	if n := count(t, a.Server, "MATCH (n:Kept) RETURN count(n)"); n != 1 {
		t.Errorf("%d nodes after a kill, want the one that was committed", n)
	}
}
