package export

import (
	"io"

	"rawabit/schema"
	"rawabit/store"
)

// gexfSink writes GEXF 1.3 with an interval an edge. An end that is not known is
// open, so that what is undated shows at all times.
type gexfSink struct {
	w              xmlWriter
	actorFields    []actorField
	relationFields []relationField
	edges          bool
}

// NewGEXF returns a sink that writes GEXF.
func NewGEXF(out io.Writer) Sink {
	return &gexfSink{w: xmlWriter{out: out}, actorFields: actorFields(), relationFields: relationFields()}
}

var gexfTypes = [...]string{textField: "string", numberField: "integer", decimalField: "double", flagField: "boolean", listField: "string"}

// Choose is part of Chooser.
func (*gexfSink) Choose() store.RelationSelection { return withEvidence() }

func (s *gexfSink) Begin(Meta) error {
	s.w.raw(`<?xml version="1.0" encoding="UTF-8"?>`, "\n", `<gexf xmlns="http://gexf.net/1.3" version="1.3">`, "\n",
		`<meta><creator>rawabit</creator></meta>`, "\n",
		`<graph mode="dynamic" timeformat="date" timerepresentation="interval" defaultedgetype="directed" idtype="string">`, "\n",
		`<attributes class="node">`)
	for _, f := range s.actorFields {
		s.w.raw(`<attribute id="`, f.name, `" title="`, f.name, `" type="`, gexfTypes[f.kind], `"/>`)
	}
	s.w.raw("</attributes>\n", `<attributes class="edge">`, `<attribute id="type" title="type" type="string"/>`)
	for _, f := range s.relationFields {
		s.w.raw(`<attribute id="`, f.name, `" title="`, f.name, `" type="`, gexfTypes[f.kind], `"/>`)
	}
	s.w.raw("</attributes>\n<nodes>\n")
	return s.w.err
}

func (s *gexfSink) value(of, value string) {
	if value != "" {
		s.w.raw(`<attvalue for="`, of, `" value="`, xmlText(value), `"/>`)
	}
}

func (s *gexfSink) Actor(a *schema.Actor) error {
	s.w.raw("<node")
	s.w.attr("id", string(a.ID))
	s.w.attr("label", token(a.Name))
	s.w.raw("><attvalues>")
	for _, f := range s.actorFields {
		s.value(f.name, f.value(a))
	}
	s.w.raw("</attvalues></node>\n")
	return s.w.err
}

func (s *gexfSink) Relation(n *store.RelationNode) error {
	s.begin()
	r := n.Relation
	s.w.raw("<edge")
	s.w.attr("id", string(r.ID))
	s.w.attr("source", string(r.Source))
	s.w.attr("target", string(r.Target))
	s.w.attr("label", r.Type.Info().Ar)
	s.w.attr("kind", string(r.Type))
	s.w.attr("start", firstDay(r).String())
	s.w.attr("end", lastDay(r).String())
	s.w.raw("><attvalues>")
	s.value("type", string(r.Type))
	for _, f := range s.relationFields {
		s.value(f.name, f.of(n))
	}
	s.w.raw("</attvalues></edge>\n")
	return s.w.err
}

// begin opens the list of edges.
func (s *gexfSink) begin() {
	if !s.edges {
		s.edges = true
		s.w.raw("</nodes>\n<edges>\n")
	}
}

func (s *gexfSink) End() error {
	s.begin()
	s.w.raw("</edges>\n</graph>\n</gexf>\n")
	return s.w.err
}
