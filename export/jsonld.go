package export

import (
	"io"

	"rawabit/schema"
	"rawabit/store"
)

// jsonldSink writes one JSON-LD document: actors, joined to their Wikidata
// entities, and relations as statements whose dates are Wikidata's qualifiers
// P580 (start time), P582 (end time) and P585 (point in time).
type jsonldSink struct {
	lines *liner
	out   io.Writer
	begun bool
}

// NewJSONLD returns a sink that writes JSON-LD.
func NewJSONLD(out io.Writer) Sink { return &jsonldSink{lines: newLiner(out), out: out} }

const jsonldContext = `{"@context": {
"rw": "urn:rawabit:", "wd": "http://www.wikidata.org/entity/", "pq": "http://www.wikidata.org/prop/qualifier/", "xsd": "http://www.w3.org/2001/XMLSchema#",
"owl": "http://www.w3.org/2002/07/owl#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "skos": "http://www.w3.org/2004/02/skos/core#",
"sameAs": {"@id": "owl:sameAs", "@type": "@id"}, "label": "rdfs:label", "altLabel": "skos:altLabel",
"source": {"@id": "rw:source", "@type": "@id"}, "target": {"@id": "rw:target", "@type": "@id"}, "roles": "rw:role", "actor": {"@id": "rw:actor", "@type": "@id"}, "role": "rw:roleName",
"partOf": {"@id": "http://www.wikidata.org/prop/direct/P361", "@type": "@id"}, "within": {"@id": "http://www.wikidata.org/prop/direct/P131", "@type": "@id"},
"modality": "rw:modality", "confidence": {"@id": "rw:confidence", "@type": "xsd:double"}, "ended": "rw:ended", "dateBasis": "rw:dateBasis", "quote": "rw:quote", "article": {"@id": "rw:article", "@type": "@id"},
"P580": "pq:P580", "P582": "pq:P582", "P585": "pq:P585"
},
"@graph": [
`

type ldText struct {
	Value string `json:"@value"`
	Lang  string `json:"@language,omitempty"`
	Type  string `json:"@type,omitempty"`
}

type ldActor struct {
	ID       string   `json:"@id"`
	Type     string   `json:"@type"`
	SameAs   string   `json:"sameAs,omitempty"`
	Label    []ldText `json:"label"`
	AltLabel []ldText `json:"altLabel,omitempty"`
	PartOf   string   `json:"partOf,omitempty"`
	Within   string   `json:"within,omitempty"`
}

type ldRole struct {
	Role  string `json:"role"`
	Actor string `json:"actor"`
}

type ldRelation struct {
	ID         string          `json:"@id"`
	Type       string          `json:"@type"`
	Source     string          `json:"source"`
	Target     string          `json:"target"`
	Roles      []ldRole        `json:"roles,omitempty"`
	P580       *ldText         `json:"P580,omitempty"`
	P582       *ldText         `json:"P582,omitempty"`
	P585       *ldText         `json:"P585,omitempty"`
	DateBasis  string          `json:"dateBasis"`
	Ended      bool            `json:"ended,omitempty"`
	Modality   schema.Modality `json:"modality"`
	Confidence float64         `json:"confidence"`
	Quote      string          `json:"quote,omitempty"`
	Article    string          `json:"article,omitempty"`
}

func (s *jsonldSink) Begin(Meta) error {
	_, err := io.WriteString(s.out, jsonldContext)
	return err
}

func (s *jsonldSink) write(v any) error {
	comma := ","
	if !s.begun {
		s.begun, comma = true, ""
	}
	if _, err := io.WriteString(s.out, comma); err != nil {
		return err
	}
	return s.lines.write(v)
}

func ldID(kind, id string) string {
	if id == "" {
		return ""
	}
	return "rw:" + kind + ":" + id
}

func (s *jsonldSink) Actor(a *schema.Actor) error {
	l := ldActor{ID: ldID("actor", string(a.ID)), Type: "rw:" + a.Type.Label(), PartOf: ldID("actor", string(a.PartOf)), Within: ldID("actor", string(a.Within))}
	if a.Wikidata != "" {
		l.SameAs = "wd:" + a.Wikidata
	}
	for lang, name := range map[string]string{"ar": a.NameAr, "en": a.NameEn} {
		if name != "" {
			l.Label = append(l.Label, ldText{Value: name, Lang: lang})
		}
	}
	if len(l.Label) == 2 && l.Label[0].Lang == "en" {
		l.Label[0], l.Label[1] = l.Label[1], l.Label[0]
	}
	if l.Label == nil {
		l.Label = []ldText{{Value: a.Name}}
	}
	for _, n := range a.Names {
		l.AltLabel = append(l.AltLabel, ldText{Value: n.Text, Lang: n.Lang})
	}
	return s.write(l)
}

func (s *jsonldSink) Relation(n *store.RelationNode) error {
	r := n.Relation
	l := ldRelation{
		ID: ldID("relation", string(r.ID)), Type: "rw:" + string(r.Type), Source: ldID("actor", string(r.Source)), Target: ldID("actor", string(r.Target)),
		DateBasis: string(r.DateBasis), Ended: r.Ended, Modality: r.Modality, Confidence: r.Confidence, Quote: r.Quote, Article: ldID("article", string(r.Article)),
	}
	for _, role := range r.Roles {
		l.Roles = append(l.Roles, ldRole{role.Name, ldID("actor", string(role.Actor))})
	}
	if !r.Type.IsState() && r.ValidFrom == r.ValidTo {
		l.P585 = ldDate(r.ValidFrom)
	} else {
		l.P580, l.P582 = ldDate(r.ValidFrom), ldDate(r.ValidTo)
	}
	return s.write(l)
}

// ldDate returns a date with the type of its precision, nil for the unknown one.
func ldDate(d schema.Date) *ldText {
	switch d.Precision() {
	case schema.PrecisionYear:
		return &ldText{Value: d.String(), Type: "xsd:gYear"}
	case schema.PrecisionMonth:
		return &ldText{Value: d.String(), Type: "xsd:gYearMonth"}
	case schema.PrecisionDay:
		return &ldText{Value: d.String(), Type: "xsd:date"}
	}
	return nil
}

func (s *jsonldSink) End() error {
	_, err := io.WriteString(s.out, "]}\n")
	return err
}
