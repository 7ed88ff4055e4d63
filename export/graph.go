package export

import (
	"io"

	"rawabit/schema"
	"rawabit/store"
)

// graphSink writes the graph format: a line of JSON an actor or relation, equal
// bytes for equal graphs.
type graphSink struct{ lines *liner }

// NewGraph returns a sink that writes the graph format.
func NewGraph(out io.Writer) Sink { return graphSink{newLiner(out)} }

func (graphSink) Begin(Meta) error { return nil }
func (graphSink) End() error       { return nil }

func (s graphSink) Actor(a *schema.Actor) error { return s.lines.write(newActorLine(a)) }

func (s graphSink) Relation(n *store.RelationNode) error {
	return s.lines.write(newRelationLine(n.Relation))
}
