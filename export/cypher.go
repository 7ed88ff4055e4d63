package export

import (
	"fmt"
	"io"
	"strings"

	"rawabit/schema"
	"rawabit/store"
)

// cypherSink writes statements that make, or bring up to date, actors and the
// relations between them in a Neo4j, many rows a statement.
type cypherSink struct {
	out            io.Writer
	actorFields    []actorField
	relationFields []relationField
	groups         map[string]*strings.Builder // rows that wait, by label or type
	order          []string
	rows           int
	relations      bool // what waits are relations
}

// cypherRows is how many rows a statement has at most.
const cypherRows = 500

// NewCypher returns a sink that writes Cypher.
func NewCypher(out io.Writer) Sink {
	return &cypherSink{out: out, actorFields: actorFields(), relationFields: relationFields(), groups: map[string]*strings.Builder{}}
}

// Choose is part of Chooser.
func (*cypherSink) Choose() store.RelationSelection { return withEvidence() }

func (s *cypherSink) Begin(Meta) error {
	_, err := io.WriteString(s.out, "CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE;\n")
	return err
}

func (s *cypherSink) Actor(a *schema.Actor) error {
	row := newCypherRow(string(a.ID))
	for _, f := range s.actorFields {
		if f.kind == listField {
			row.list(f.name, f.list(a))
		} else {
			row.add(f.name, f.kind, f.of(a))
		}
	}
	return s.put(a.Type.Label(), "{p: "+row.end()+"}")
}

func (s *cypherSink) Relation(n *store.RelationNode) error {
	if !s.relations {
		if err := s.flush(); err != nil {
			return err
		}
		s.relations = true
	}
	r := n.Relation
	row := newCypherRow(string(r.ID))
	for _, f := range s.relationFields {
		row.add(f.name, f.kind, f.of(n))
	}
	return s.put(string(r.Type), "{s: "+cypherText(string(r.Source))+", t: "+cypherText(string(r.Target))+", p: "+row.end()+"}")
}

func (s *cypherSink) put(group, row string) error {
	b := s.groups[group]
	if b == nil {
		b = &strings.Builder{}
		s.groups[group] = b
		s.order = append(s.order, group)
	} else {
		b.WriteString(",\n")
	}
	b.WriteString(row)
	if s.rows++; s.rows < cypherRows {
		return nil
	}
	return s.flush()
}

func (s *cypherSink) flush() error {
	for _, group := range s.order {
		statement := "UNWIND [\n%s\n] AS row MERGE (a:Actor {id: row.p.id}) SET a:%s, a += row.p;\n"
		if s.relations {
			statement = "UNWIND [\n%s\n] AS row MATCH (s:Actor {id: row.s}) MATCH (t:Actor {id: row.t}) MERGE (s)-[r:%s {id: row.p.id}]->(t) SET r += row.p;\n"
		}
		if _, err := fmt.Fprintf(s.out, statement, s.groups[group], group); err != nil {
			return err
		}
	}
	clear(s.groups)
	s.order, s.rows = s.order[:0], 0
	return nil
}

func (s *cypherSink) End() error { return s.flush() }

// cypherRow is a map of properties as a literal.
type cypherRow struct{ strings.Builder }

func newCypherRow(id string) *cypherRow {
	r := &cypherRow{}
	r.WriteString("{id: " + cypherText(id))
	return r
}

func (r *cypherRow) add(name string, kind fieldKind, value string) {
	if value == "" {
		return
	}
	if kind == textField {
		value = cypherText(value)
	}
	r.WriteString(", " + name + ": " + value)
}

func (r *cypherRow) list(name string, list []string) {
	if len(list) == 0 {
		return
	}
	texts := make([]string, len(list))
	for i, one := range list {
		texts[i] = cypherText(one)
	}
	r.WriteString(", " + name + ": [" + strings.Join(texts, ", ") + "]")
}

func (r *cypherRow) end() string { return r.String() + "}" }

var cypherEscapes = strings.NewReplacer(`\`, `\\`, `'`, `\'`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

func cypherText(text string) string { return "'" + cypherEscapes.Replace(text) + "'" }
