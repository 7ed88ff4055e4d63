package export

import (
	"io"

	"rawabit/schema"
)

// Format is a way of writing a graph.
type Format struct {
	Name string
	Help string
	// New returns a sink that writes the format. Each name of Files asks create for
	// a file of its own; a format of one stream has none and is handed its output by
	// the empty name.
	New   func(create func(file string) (io.Writer, error)) (Sink, error)
	Files []string
}

// Formats lists the formats that a graph can be written in.
func Formats() []Format {
	one := func(name, help string, sink func(io.Writer) Sink) Format {
		return Format{Name: name, Help: help, New: func(create func(string) (io.Writer, error)) (Sink, error) {
			out, err := create("")
			if err != nil {
				return nil, err
			}
			return sink(out), nil
		}}
	}
	return []Format{
		one("graph", "JSON lines that rawabit import reads; equal bytes for equal graphs", NewGraph),
		{Name: "csv", Help: "a folder with " + actorsFile + " and " + relationsFile + " for neo4j-admin database import", New: newCSV, Files: []string{actorsFile, relationsFile}},
		one("cypher", "statements for cypher-shell or Neo4j Browser", NewCypher),
		one("graphml", "GraphML, for yEd, NetworkX, Cytoscape and others", NewGraphML),
		one("gexf", "GEXF 1.3 with intervals, for the timeline of Gephi", NewGEXF),
		one("plover", "JSON lines of events coded after PLOVER", NewPLOVER),
		one("jsonld", "JSON-LD with the qualifiers of Wikidata (P580, P582, P585)", NewJSONLD),
	}
}

// Sparer is a sink that leaves relations out that its format has no place for.
type Sparer interface {
	// Spared returns how many relations were left out, and why.
	Spared() (n int, why string)
}

// firstDay and lastDay return the days between which a relation may hold, the
// unknown date where there is no bound.
func firstDay(r *schema.Relation) schema.Date {
	from := r.ValidFrom
	if from.IsZero() && !r.Type.IsState() {
		from = r.ValidTo
	}
	if from.IsZero() {
		return from
	}
	return from.Earliest().Date()
}

func lastDay(r *schema.Relation) schema.Date {
	if r.ValidTo.IsZero() {
		return r.ValidTo
	}
	return r.ValidTo.Latest().Date()
}
