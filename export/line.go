package export

import (
	"bytes"
	"encoding/json"
	"io"

	"rawabit/schema"
)

// The kinds of line of the graph format.
const (
	kindActor    = "actor"
	kindRelation = "relation"
)

// actorLine is an actor as a line. Aliases are the further names; Names, of which
// only import takes notice, gives main names by language.
type actorLine struct {
	Kind     string            `json:"kind"`
	ID       schema.ActorID    `json:"id"`
	Type     schema.ActorType  `json:"type"`
	Name     string            `json:"name"`
	NameAr   string            `json:"nameAr,omitempty"`
	NameEn   string            `json:"nameEn,omitempty"`
	Names    map[string]string `json:"names,omitempty"`
	Aliases  []schema.Name     `json:"aliases,omitempty"`
	Wikidata string            `json:"wikidata,omitempty"`
	Known    bool              `json:"known,omitempty"`
	PartOf   schema.ActorID    `json:"partOf,omitempty"`
	Within   schema.ActorID    `json:"within,omitempty"`
}

// relationLine is a relation as a line: what an import can hold, and so without
// clocks, versions and evidence.
type relationLine struct {
	Kind       string              `json:"kind"`
	ID         schema.RelationID   `json:"id"`
	Type       schema.RelationType `json:"type"`
	Source     schema.ActorID      `json:"source"`
	Target     schema.ActorID      `json:"target"`
	Roles      []schema.Role       `json:"roles,omitempty"`
	ValidFrom  schema.Date         `json:"validFrom"`
	ValidTo    schema.Date         `json:"validTo"`
	DateBasis  schema.DateBasis    `json:"dateBasis,omitempty"`
	Ended      bool                `json:"ended,omitempty"`
	Modality   schema.Modality     `json:"modality"`
	Confidence float64             `json:"confidence"`
	Office     string              `json:"office,omitempty"`
}

func newActorLine(a *schema.Actor) actorLine {
	return actorLine{
		Kind: kindActor, ID: a.ID, Type: a.Type, Name: a.Name, NameAr: a.NameAr, NameEn: a.NameEn, Aliases: a.Names,
		Wikidata: a.Wikidata, Known: a.Known, PartOf: a.PartOf, Within: a.Within,
	}
}

func newRelationLine(r *schema.Relation) relationLine {
	return relationLine{
		Kind: kindRelation, ID: r.ID, Type: r.Type, Source: r.Source, Target: r.Target, Roles: r.Roles, ValidFrom: r.ValidFrom, ValidTo: r.ValidTo,
		DateBasis: r.DateBasis, Ended: r.Ended, Modality: r.Modality, Confidence: r.Confidence, Office: r.Office,
	}
}

// liner writes values as lines of JSON, letters as they are.
type liner struct {
	out io.Writer
	buf bytes.Buffer
	enc *json.Encoder
}

func newLiner(out io.Writer) *liner {
	l := &liner{out: out}
	l.enc = json.NewEncoder(&l.buf)
	l.enc.SetEscapeHTML(false)
	return l
}

func (l *liner) write(v any) error {
	l.buf.Reset()
	if err := l.enc.Encode(v); err != nil {
		return err
	}
	_, err := l.out.Write(l.buf.Bytes())
	return err
}
