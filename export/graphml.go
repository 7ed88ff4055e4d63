package export

import (
	"io"

	"rawabit/schema"
	"rawabit/store"
)

// graphmlSink writes GraphML with an attribute for each field.
type graphmlSink struct {
	w              xmlWriter
	actorFields    []actorField
	relationFields []relationField
}

// NewGraphML returns a sink that writes GraphML.
func NewGraphML(out io.Writer) Sink {
	return &graphmlSink{w: xmlWriter{out: out}, actorFields: actorFields(), relationFields: relationFields()}
}

var graphmlTypes = [...]string{textField: "string", numberField: "int", decimalField: "double", flagField: "boolean", listField: "string"}

// Choose is part of Chooser.
func (*graphmlSink) Choose() store.RelationSelection { return withEvidence() }

func (s *graphmlSink) Begin(Meta) error {
	s.w.raw(`<?xml version="1.0" encoding="UTF-8"?>`, "\n",
		`<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`,
		` xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">`, "\n")
	key := func(of, name string, kind fieldKind) {
		s.w.raw(`<key id="`, of[:1], "-", name, `" for="`, of, `" attr.name="`, name, `" attr.type="`, graphmlTypes[kind], `"/>`, "\n")
	}
	key("node", "label", textField)
	for _, f := range s.actorFields {
		key("node", f.name, f.kind)
	}
	key("edge", "label", textField)
	key("edge", "type", textField)
	for _, f := range s.relationFields {
		key("edge", f.name, f.kind)
	}
	s.w.raw(`<graph id="rawabit" edgedefault="directed">`, "\n")
	return s.w.err
}

func (s *graphmlSink) data(of, name, value string) {
	if value != "" {
		s.w.raw(`<data key="`, of[:1], "-", name, `">`, xmlText(value), "</data>")
	}
}

func (s *graphmlSink) Actor(a *schema.Actor) error {
	s.w.raw(`<node id="`, xmlText(token(string(a.ID))), `">`)
	s.data("node", "label", a.Name)
	for _, f := range s.actorFields {
		s.data("node", f.name, f.value(a))
	}
	s.w.raw("</node>\n")
	return s.w.err
}

func (s *graphmlSink) Relation(n *store.RelationNode) error {
	r := n.Relation
	// All edges are directed: many readers refuse a graph that mixes both.
	s.w.raw(`<edge id="`, xmlText(token(string(r.ID))), `" source="`, xmlText(token(string(r.Source))), `" target="`, xmlText(token(string(r.Target))), `">`)
	s.data("edge", "label", r.Type.Info().Ar)
	s.data("edge", "type", string(r.Type))
	for _, f := range s.relationFields {
		s.data("edge", f.name, f.of(n))
	}
	s.w.raw("</edge>\n")
	return s.w.err
}

func (s *graphmlSink) End() error {
	s.w.raw("</graph>\n</graphml>\n")
	return s.w.err
}
