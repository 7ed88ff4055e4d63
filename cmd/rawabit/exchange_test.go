package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"rawabit/internal/neo4jtest"
)

// TestExchangeWithNeo4j asks a real Neo4j to run what the Cypher format writes,
// twice, and to restore an archive, which must come out of it again as it was.
func TestExchangeWithNeo4j(t *testing.T) {
	server := neo4jtest.Start(t)
	neo4jtest.Reset(t, server)
	driver := neo4jtest.Driver(t, server)
	file := "file:" + filepath.Join(t.TempDir(), "graph.db")
	mustCall(t, "", "load", "--store", file, shipped)
	statements := mustCall(t, "", "export", "--store", file, "--format", "cypher")
	for range 2 {
		for _, statement := range strings.Split(strings.TrimSuffix(statements, ";\n"), ";\n") {
			if _, err := neo4j.ExecuteQuery(t.Context(), driver, statement, nil, neo4j.EagerResultTransformer); err != nil {
				t.Fatalf("%v in\n%.300s", err, statement)
			}
		}
	}
	graph := mustCall(t, "", "export", "--store", file)
	result, err := neo4j.ExecuteQuery(t.Context(), driver, "MATCH (a:Actor) WITH count(a) AS actors MATCH ()-[r]->() RETURN actors, count(r)", nil, neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatal(err)
	}
	values := result.Records[0].Values
	if int(values[0].(int64)) != strings.Count(graph, `"kind":"actor"`) || int(values[1].(int64)) != strings.Count(graph, `"kind":"relation"`) {
		t.Errorf("Neo4j holds %v actors and relations", values)
	}

	neo4jtest.Reset(t, server)
	archive := filepath.Join(t.TempDir(), "all.jsonl")
	mustCall(t, "", "export", "--store", file, "--format", "archive", "-o", archive)
	there := []string{"--store", server.Bolt, "--user", server.User, "--password", server.Password}
	mustCall(t, "", append([]string{"import", archive}, there...)...)
	want, err := os.ReadFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	if got := mustCall(t, "", append([]string{"export", "--format", "archive"}, there...)...); got != string(want) {
		t.Error("the archive comes back otherwise")
	}
	if got := mustCall(t, "", append([]string{"export"}, there...)...); got != graph {
		t.Error("the graph comes back otherwise")
	}
}
