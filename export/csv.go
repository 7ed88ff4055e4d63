package export

import (
	"encoding/csv"
	"io"
	"strings"

	"rawabit/schema"
	"rawabit/store"
)

// The files of the CSV format.
const (
	actorsFile    = "actors.csv"
	relationsFile = "relations.csv"
)

// csvSink writes two tables with the headers that neo4j-admin database import
// reads: labels, types and properties are those of the project's Neo4j model,
// entries of a list stand between semicolons.
type csvSink struct {
	actors, relations *csv.Writer
	actorFields       []actorField
	relationFields    []relationField
}

func newCSV(create func(file string) (io.Writer, error)) (Sink, error) {
	actors, err := create(actorsFile)
	if err != nil {
		return nil, err
	}
	relations, err := create(relationsFile)
	if err != nil {
		return nil, err
	}
	return &csvSink{csv.NewWriter(actors), csv.NewWriter(relations), actorFields(), relationFields()}, nil
}

var neo4jTypes = [...]string{textField: "", numberField: ":int", decimalField: ":double", flagField: ":boolean", listField: ":string[]"}

// Choose is part of Chooser.
func (*csvSink) Choose() store.RelationSelection { return withEvidence() }

func (s *csvSink) Begin(Meta) error {
	header := []string{"id:ID(Actor)", ":LABEL"}
	for _, f := range s.actorFields {
		header = append(header, f.name+neo4jTypes[f.kind])
	}
	if err := s.actors.Write(header); err != nil {
		return err
	}
	header = []string{":START_ID(Actor)", ":END_ID(Actor)", ":TYPE", "id"}
	for _, f := range s.relationFields {
		header = append(header, f.name+neo4jTypes[f.kind])
	}
	return s.relations.Write(header)
}

func (s *csvSink) Actor(a *schema.Actor) error {
	row := []string{string(a.ID), "Actor;" + a.Type.Label()}
	for _, f := range s.actorFields {
		if f.kind == listField {
			row = append(row, semicolons(f.list(a)))
		} else {
			row = append(row, f.of(a))
		}
	}
	return s.actors.Write(row)
}

// semicolons joins a list; the importer knows no way to write a semicolon inside
// an entry, so that the Arabic one stands for it.
func semicolons(list []string) string {
	clean := make([]string, len(list))
	for i, one := range list {
		clean[i] = strings.ReplaceAll(one, ";", "؛")
	}
	return strings.Join(clean, ";")
}

func (s *csvSink) Relation(n *store.RelationNode) error {
	r := n.Relation
	row := []string{string(r.Source), string(r.Target), string(r.Type), string(r.ID)}
	for _, f := range s.relationFields {
		// A field of several lines would need a flag of the importer.
		row = append(row, strings.Join(strings.FieldsFunc(f.of(n), func(c rune) bool { return c == '\n' || c == '\r' }), " "))
	}
	return s.relations.Write(row)
}

func (s *csvSink) End() error {
	s.actors.Flush()
	s.relations.Flush()
	if err := s.actors.Error(); err != nil {
		return err
	}
	return s.relations.Error()
}
