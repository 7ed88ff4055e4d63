package graphqlapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"rawabit/internal/neo4jtest"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/memory"
	"rawabit/store/neo4jstore"
	"rawabit/store/storetest"
)

func TestMain(m *testing.M) { neo4jtest.Main(m) }

// graphQuestions are asked in GraphQL and in Cypher written by hand over the same
// database, whose answers must be the same: the ids under "r", in order, or only
// how many where several answers are right.
var graphQuestions = []struct {
	name, query, cypher string
	count               bool
}{
	{
		"actor", `query($a:ID!){actor(id:$a){r:id name ar:name(lang:"ar") type}}`,
		`MATCH (a:Actor {id: $a}) RETURN a.id, a.name, a.nameAr, a.type`, false,
	},
	{
		"hop", `query($a:ID!,$d:Date!){actor(id:$a){relations(filter:{validOn:$d},direction:OUT,first:50){nodes{r:id type validFrom validTo confidence target{id name}}}}}`,
		`MATCH (a:Actor {id: $a}) CALL (a) { MATCH (a)-[r]->(o) RETURN r, o UNION MATCH (a)<-[r]-(o) WHERE type(r) IN $symmetric RETURN r, o } WITH r, o
		WHERE r.modality = 'ACTUAL' AND r.fromDay <= $day AND r.toDay >= $day WITH r, o
		ORDER BY CASE WHEN r.validFrom IS NULL THEN -1073741824 ELSE r.fromDay END DESC, r.id LIMIT 50 RETURN r.id, type(r), r.validFrom, r.validTo, r.confidence, o.id, o.name`, false,
	},
	{
		"list", `query($t:RelationType!){relations(filter:{types:[$t],startsIn:{from:"2016",before:"2020"}},orderBy:DATE_ASC,first:50){nodes{r:id validFrom source{id name} target{id name}}}}`,
		`MATCH (n:Current) USING INDEX n:Current(type, dateAsc, id) WHERE n.type = $t AND n.dateAsc >= $from AND n.dateAsc < $before AND n.id IS NOT NULL
		WITH n, n.edge AS edge MATCH (s)-[r]->(t) WHERE elementId(r) = edge AND r.modality = 'ACTUAL' WITH n, r, s, t
		ORDER BY n.dateAsc, n.id LIMIT 50 RETURN n.id, r.validFrom, s.id, s.name, t.id, t.name`, false,
	},
	{
		"path", `query($a:ID!,$b:ID!){paths(from:$a,to:$b,maxHops:4,filter:{modality:[ACTUAL,PLANNED,POSSIBLE,DENIED]},first:1){actors{r:id name}}}`,
		`MATCH (a:Actor {id: $a}), (b:Actor {id: $b}) MATCH p = shortestPath((a)-[*..4]-(b)) UNWIND nodes(p) AS n RETURN n.id, n.name`, true,
	},
	{
		"counts", `query($a:ID!){actor(id:$a){relationCounts{r:type count}}}`,
		`MATCH (a:Actor {id: $a})-[r]-() WHERE r.modality = 'ACTUAL' RETURN type(r), count(*)`, true,
	},
}

// graphParameters are what each question is asked with, in turn.
func graphParameters(g storetest.Graph) []map[string]any {
	var symmetric []string
	for _, info := range schema.RelationTypes() {
		if info.Symmetric {
			symmetric = append(symmetric, string(info.Type))
		}
	}
	list := make([]map[string]any, 40)
	for i := range list {
		one, other := g.Relations[i*97], g.Relations[i*31+7]
		day := schema.NewDate(2018, 1+i%12, 1+i%28)
		list[i] = map[string]any{
			"a": string(one.Source), "b": string(other.Target), "d": day.String(), "t": string(one.Type),
			"day": int64(day.Earliest()), "from": int64(schema.NewDate(2016, 1, 1).Earliest()), "before": int64(schema.NewDate(2020, 1, 1).Earliest()), "symmetric": symmetric,
		}
		if other.Target == one.Source {
			list[i]["b"] = string(other.Source)
		}
	}
	return list
}

// BenchmarkGraph asks the same questions of a graph of 20,000 relations in Cypher,
// in GraphQL over the same Neo4j and in GraphQL over the store in memory, by one
// client at a time through a socket.
func BenchmarkGraph(b *testing.B) {
	g := storetest.Generate(11, 2000, 20000)
	server := neo4jtest.Start(b)
	neo4jtest.Reset(b, server)
	graph, err := neo4jstore.Open(b.Context(), server.Bolt, neo4jstore.Options{User: server.User, Password: server.Password})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = graph.Close(context.Background()) })
	inside := memory.New()
	for _, s := range []store.Store{graph, inside} {
		if err := s.Import(b.Context(), g.Actors, nil); err != nil {
			b.Fatal(err)
		}
		for part := range slices.Chunk(g.Relations, 10000) {
			if err := s.Import(b.Context(), nil, part); err != nil {
				b.Fatal(err)
			}
		}
	}
	driver := neo4jtest.Driver(b, server)
	parameters := graphParameters(g)
	overNeo4j, overMemory := serveGraph(b, graph), serveGraph(b, inside)
	for _, q := range graphQuestions {
		raw := func(b *testing.B, p map[string]any) []string {
			session := driver.NewSession(b.Context(), neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead})
			defer func() { _ = session.Close(b.Context()) }()
			result, err := session.Run(b.Context(), q.cypher, p)
			if err != nil {
				b.Fatal(err)
			}
			records, err := result.Collect(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			ids := make([]string, len(records))
			for i, r := range records {
				ids[i], _ = r.Values[0].(string)
			}
			return ids
		}
		askers := []struct {
			name string
			ask  func(b *testing.B, p map[string]any) []string
		}{
			{"cypher", raw},
			{"neo4j", func(b *testing.B, p map[string]any) []string { return overNeo4j(b, q.query, p) }},
			{"memory", func(b *testing.B, p map[string]any) []string { return overMemory(b, q.query, p) }},
		}
		for _, p := range parameters {
			want := askers[0].ask(b, p)
			for _, a := range askers[1:] {
				if got := a.ask(b, p); !slices.Equal(got, want) && (!q.count || len(got) != len(want)) {
					b.Fatalf("%s over %s with %v:\n%v, want\n%v", q.name, a.name, p, got, want)
				}
			}
		}
		for _, a := range askers {
			b.Run(q.name+"/"+a.name, func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					a.ask(b, parameters[i%len(parameters)])
				}
			})
		}
	}
}

// serveGraph serves a store and returns what asks it.
func serveGraph(b *testing.B, s store.Store) func(b *testing.B, query string, vars map[string]any) []string {
	b.Helper()
	handler, err := newAPI(b, s).Handler()
	if err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(handler)
	b.Cleanup(server.Close)
	return func(b *testing.B, query string, vars map[string]any) []string {
		body, err := json.Marshal(map[string]any{"query": query, "variables": vars})
		if err != nil {
			b.Fatal(err)
		}
		answer, err := server.Client().Post(server.URL+"/graphql", plainJSON, bytes.NewReader(body))
		if err != nil {
			b.Fatal(err)
		}
		text, err := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		if err != nil {
			b.Fatal(err)
		}
		if answer.StatusCode != http.StatusOK || bytes.Contains(text, []byte(`"errors"`)) {
			b.Fatalf("%s: %s", strconv.Itoa(answer.StatusCode), text)
		}
		var out any
		if err := json.Unmarshal(text, &out); err != nil {
			b.Fatal(err)
		}
		return underR(out, nil)
	}
}

// underR lists what stands under "r" in an answer, in the order of its lists.
func underR(v any, list []string) []string {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			list = underR(one, list)
		}
	case map[string]any:
		if id, ok := v["r"].(string); ok {
			list = append(list, id)
		}
		for _, one := range v {
			list = underR(one, list)
		}
	}
	return list
}
