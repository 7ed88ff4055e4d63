package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"rawabit/internal/neo4jtest"
	"rawabit/internal/newswire"
)

// BenchmarkLoadNeo4j loads generated articles into Neo4j and then has the driver
// write the nodes and relationships that came of it by UNWIND, in rows of 10,000,
// with the same indexes and constraints. Both leave the same behind; what counts
// is the first rate over the second.
func BenchmarkLoadNeo4j(b *testing.B) {
	server := neo4jtest.Start(b)
	lines := newswireLines(b, 2000)
	raw := &rawWriter{b: b, driver: neo4jtest.Driver(b, server)}
	load := func(lines []byte) time.Duration {
		begin := time.Now()
		var out bytes.Buffer
		args := []string{"load", "--format", "jsonl", "--batch", "500", "--store", server.Bolt, "--user", server.User, "--password", server.Password, "-"}
		if code := run(b.Context(), args, bytes.NewReader(lines), io.Discard, &out); code != 0 {
			b.Fatalf("status %d: %s", code, out.String())
		}
		return time.Since(begin)
	}
	neo4jtest.Reset(b, server)
	load(bytes.Join(bytes.SplitAfterN(lines, []byte("\n"), 51)[:50], nil)) // indexes and plans are made
	for b.Loop() {
		neo4jtest.Reset(b, server)
		ours := load(lines)
		nodes, links := raw.read()
		want := raw.count()
		if rows := int64(len(nodes) + len(links)); rows != want || rows < 20*2000 {
			b.Fatalf("%d nodes and relationships were read, %d are there", rows, want)
		}
		raw.empty()
		begin := time.Now()
		raw.write(nodes, links)
		theirs := time.Since(begin)
		if got := raw.count(); got != want {
			b.Fatalf("the driver wrote %d nodes and relationships, want %d", got, want)
		}
		b.ReportMetric(float64(want), "rows")
		b.ReportMetric(float64(want)/ours.Seconds(), "rows/s")
		b.ReportMetric(float64(want)/theirs.Seconds(), "raw-rows/s")
		b.ReportMetric(theirs.Seconds()/ours.Seconds(), "of-raw")
	}
}

// newswireLines returns articles as a stream.
func newswireLines(b *testing.B, n int) []byte {
	wire, err := newswire.New()
	if err != nil {
		b.Fatal(err)
	}
	var out bytes.Buffer
	for _, in := range wire.Inputs(1, n) {
		line, err := json.Marshal(map[string]any{"id": in.ID, "text": in.Text, "published": in.Published, "title": in.Title, "url": in.URL, "source": in.Source})
		if err != nil {
			b.Fatal(err)
		}
		out.Write(append(line, '\n'))
	}
	return out.Bytes()
}

// rawWriter writes rows as a program would that knows nothing of articles.
type rawWriter struct {
	b      *testing.B
	driver neo4j.DriverWithContext
}

// row is a node or a relationship as it is written again. Of a node, name is its
// labels and ends is its element id; of a relationship, name is its type with the
// labels of its ends.
type row struct {
	name string
	ends []string
	data map[string]any
}

func (w *rawWriter) run(query string, parameters map[string]any, visit func(*neo4j.Record)) {
	w.b.Helper()
	ctx := context.Background()
	session := w.driver.NewSession(ctx, neo4j.SessionConfig{})
	defer func() { _ = session.Close(ctx) }()
	result, err := session.Run(ctx, query, parameters)
	for err == nil && result.Next(ctx) {
		visit(result.Record())
	}
	if err == nil {
		err = result.Err()
	}
	if err != nil {
		w.b.Fatalf("%s: %v", query, err)
	}
}

func (w *rawWriter) count() (n int64) {
	w.run("RETURN COUNT { MATCH (n) } + COUNT { MATCH ()-[r]->() }", nil, func(r *neo4j.Record) { n = r.Values[0].(int64) })
	return n
}

func (w *rawWriter) empty() {
	w.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 20000 ROWS", nil, nil)
}

// keyed are the labels by which relationships find their ends, with a property
// that is unique among them; what has none of them gets a number.
var keyed = []struct{ label, property string }{
	{"Actor", "id"}, {"Article", "id"}, {"Claim", "id"}, {"Current", "id"}, {"Past", "key"}, {"Alias", "id"}, {"Change", "id"}, {"Unit", "key"},
}

// number is the property by which nodes without a key of their own are found.
const number = "rawNumber"

func (w *rawWriter) read() (nodes, links []row) {
	type end struct{ label, property, value string }
	ends := map[string]end{}
	w.run("MATCH (n) RETURN elementId(n), labels(n), properties(n)", nil, func(r *neo4j.Record) {
		var labels []string
		for _, l := range r.Values[1].([]any) {
			labels = append(labels, l.(string))
		}
		slices.Sort(labels)
		data := r.Values[2].(map[string]any)
		id := r.Values[0].(string)
		for _, k := range keyed {
			if slices.Contains(labels, k.label) {
				ends[id] = end{k.label, k.property, data[k.property].(string)}
			}
		}
		if _, ok := ends[id]; !ok {
			data[number] = id
			ends[id] = end{labels[0], number, id}
		}
		nodes = append(nodes, row{name: strings.Join(labels, ":"), data: data})
	})
	w.run("MATCH (a)-[r]->(b) RETURN type(r), elementId(a), elementId(b), properties(r)", nil, func(r *neo4j.Record) {
		a, b := ends[r.Values[1].(string)], ends[r.Values[2].(string)]
		name := fmt.Sprintf("MATCH (a:%s {%s: row.a}) MATCH (b:%s {%s: row.b}) CREATE (a)-[r:%s]->(b)", a.label, a.property, b.label, b.property, r.Values[0])
		links = append(links, row{name: name, ends: []string{a.value, b.value}, data: r.Values[3].(map[string]any)})
	})
	for _, e := range ends {
		if e.property == number {
			w.run("CREATE INDEX IF NOT EXISTS FOR (n:"+e.label+") ON (n."+number+")", nil, nil)
		}
	}
	w.run("CALL db.awaitIndexes(60)", nil, nil)
	return nodes, links
}

// write writes rows of one kind together, as many as a careful program would.
func (w *rawWriter) write(nodes, links []row) {
	for _, rows := range [...][]row{nodes, links} {
		byName := map[string][]any{}
		for _, one := range rows {
			entry := map[string]any{"data": one.data}
			if one.ends != nil {
				entry["a"], entry["b"] = one.ends[0], one.ends[1]
			}
			byName[one.name] = append(byName[one.name], entry)
		}
		for name, list := range byName {
			query := "UNWIND $rows AS row CREATE (n:" + name + ") SET n = row.data"
			if strings.HasPrefix(name, "MATCH") {
				query = "UNWIND $rows AS row " + name + " SET r = row.data"
			}
			for part := range slices.Chunk(list, 10_000) {
				w.run(query, map[string]any{"rows": part}, nil)
			}
		}
	}
}
