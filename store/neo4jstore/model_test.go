package neo4jstore_test

import (
	"fmt"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"rawabit/internal/neo4jtest"
	"rawabit/schema"
	"rawabit/store/storetest"
)

// rows runs Cypher as a person in Neo4j Browser would.
func rows(t *testing.T, cypher string, parameters map[string]any) [][]any {
	t.Helper()
	driver := neo4jtest.Driver(t, neo4jtest.Start(t))
	result, err := neo4j.ExecuteQuery(t.Context(), driver, cypher, parameters, neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	var out [][]any
	for _, r := range result.Records {
		out = append(out, r.Values)
	}
	return out
}

// TestModel reads the graph with Cypher of its own.
func TestModel(t *testing.T) {
	s := open(t)
	defer closeStore(t, s)
	storetest.Load(t, s)
	moved := storetest.Relations()[6]
	moved.Type, moved.Source, moved.Target = schema.Controls, "council", "wadi"
	if err := s.Import(t.Context(), nil, []schema.Relation{moved}); err != nil {
		t.Fatal(err)
	}
	var typeNames []string
	for _, info := range schema.RelationTypes() {
		typeNames = append(typeNames, string(info.Type))
	}
	tests := map[string]struct {
		cypher string
		want   string
	}{
		"meetings of persons": {
			"MATCH (a:Person)-[r:MET]->(b) RETURN a.nameAr, r.validFrom, b.nameAr ORDER BY r.validFrom",
			"[[ليلى الحداد 2026-01 عمر النجار] [ليلى الحداد 2026-01-10 عمر النجار] [ليلى الحداد <nil> عمر النجار]]",
		},
		"nothing but relations at actors":  {"MATCH (:Actor)-[r]-(x) WHERE NOT x:Actor OR NOT type(r) IN $types RETURN count(*)", "[[0]]"},
		"a label beside Actor":             {"MATCH (a:Actor {id: 'front'}) RETURN a:ArmedForce, size(labels(a))", "[[true 2]]"},
		"one edge beside each node":        {"MATCH (n:Current) OPTIONAL MATCH ()-[r]->() WHERE elementId(r) = n.edge AND r.id = n.id AND type(r) = n.type RETURN count(n) = count(r), count(n)", "[[true 16]]"},
		"an edge that moved":               {"MATCH (a)-[r {id: 'i-here'}]->(b) RETURN a.id, type(r), b.id, r.version", "[[council CONTROLS wadi 2]]"},
		"its past version":                 {"MATCH (p:Relation:Past {id: 'i-here'}) RETURN p.type, p.source, p.target, p.retractedAt IS NOT NULL, EXISTS { (p)--() }", "[[PRESENT_IN army base true false]]"},
		"evidence":                         {"MATCH (n:Current {type: 'VISITED'})<-[:OF]-(c:Claim)-[:IN]->(d:Article) RETURN c.text, d.published", "[[وزار عمر النجار تل الزيتون أمس. 2026-01-20]]"},
		"day bounds":                       {"MATCH ()-[r:LEADS {id: 'i-lead2'}]->() RETURN date('1970-01-01') + duration({days: r.fromDay}), date('1970-01-01') + duration({days: r.toDay})", "[[2020-01-01 2024-02-29]]"},
		"full text, for people":            {"CALL db.index.fulltext.queryNodes('actor_names', 'الزيتون') YIELD node RETURN node.id", "[[tell]]"},
		"changes without gaps":             {"MATCH (c:Change) WITH collect(c.cursor) AS cursors RETURN size(cursors) = reduce(top = 0, n IN cursors | CASE WHEN n > top THEN n ELSE top END)", "[[true]]"},
		"what lies in what, kept apart":    {"MATCH (:Scope {id: 'base'})-[:WITHIN*]->(o) RETURN o.id", "[[tell] [wadi] [sahel]]"},
		"mentions, one node an actor":      {"MATCH (m:Mention {actor: 'jabal'})-[:IN]->(d:Article {published: '2026-01-20'}) RETURN count(m), size(head(collect(m.texts)))", "[[1 2]]"},
		"every node of a relation is told": {"MATCH (n:Relation) RETURN count(n) = count(CASE WHEN n:Current OR n:Past THEN 1 END)", "[[true]]"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := fmt.Sprint(rows(t, test.cypher, map[string]any{"types": typeNames})); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// TestRelink opens a store whose edges have other ids than before, as those of a
// copied database have, and one whose derived part is damaged.
func TestRelink(t *testing.T) {
	s := open(t)
	storetest.Load(t, s)
	closeStore(t, s)
	rows(t, "MATCH (n:Current) SET n.edge = 'elsewhere'", nil)
	rows(t, "MATCH (c:Counter {name: 'changes'}) SET c.self = 'elsewhere'", nil)
	s = reopen(t, neo4jtest.Start(t))
	if got := fmt.Sprint(rows(t, "MATCH (n:Current) MATCH ()-[r]->() WHERE elementId(r) = n.edge RETURN count(*)", nil)); got != "[[16]]" {
		t.Errorf("%s nodes found their edges again, want 16", got)
	}
	before := fmt.Sprint(rows(t, "MATCH (n:Current) RETURN n.id, n.version, n.claims ORDER BY n.id", nil))
	rows(t, "MATCH ()-[r:LEADS]->() SET r.validFrom = '1999'", nil)
	rows(t, "MATCH (c:Change {cursor: 3}) DELETE c", nil)
	differed, err := s.Rebuild(t.Context(), nil)
	if err != nil || differed < 2 {
		t.Errorf("%d relations differed (%v), want the damaged ones", differed, err)
	}
	if after := fmt.Sprint(rows(t, "MATCH (n:Current) RETURN n.id, n.version, n.claims ORDER BY n.id", nil)); after != before {
		t.Errorf("after the rebuild:\n%s\nwant\n%s", after, before)
	}
	if got := fmt.Sprint(rows(t, "MATCH ()-[r:LEADS]->() RETURN r.validFrom ORDER BY r.id", nil)); got != "[[2024-03-01] [2020]]" {
		t.Errorf("the dates are %s after the rebuild", got)
	}
	if differed, err = s.Rebuild(t.Context(), nil); differed != 0 || err != nil {
		t.Errorf("%d relations differed after the rebuild (%v)", differed, err)
	}
	closeStore(t, s)
}
