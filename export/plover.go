package export

import (
	"io"

	"rawabit/schema"
	"rawabit/store"
)

// ploverSink writes a line a relation of a type that PLOVER codes, the fields of
// an event named after PLOVER's: type, mode, the ends as actor and recipient,
// and an intensity from -10 to 10.
type ploverSink struct {
	lines  *liner
	spared int
}

// NewPLOVER returns a sink that writes events coded after PLOVER.
func NewPLOVER(out io.Writer) Sink { return &ploverSink{lines: newLiner(out)} }

type ploverEnd struct {
	ID       schema.ActorID   `json:"id"`
	Name     string           `json:"name"`
	NameEn   string           `json:"name_en,omitempty"`
	Type     schema.ActorType `json:"type"`
	Wikidata string           `json:"wikidata,omitempty"`
	PartOf   schema.ActorID   `json:"part_of,omitempty"`
}

type ploverLine struct {
	ID         schema.RelationID `json:"event_id"`
	Date       schema.Date       `json:"event_date"`
	DateEnd    schema.Date       `json:"event_date_end"`
	Event      string            `json:"event_type"`
	Mode       string            `json:"event_mode,omitempty"`
	Cameo      string            `json:"cameo,omitempty"`
	Intensity  float64           `json:"intensity"`
	Quad       int               `json:"quad_code"`
	Actor      ploverEnd         `json:"actor"`
	Recipient  ploverEnd         `json:"recipient"`
	Location   schema.ActorID    `json:"location,omitempty"`
	Modality   schema.Modality   `json:"modality"`
	Confidence float64           `json:"confidence"`
	Sources    int               `json:"sources"`
	Relation   string            `json:"relation_type"`
	Text       string            `json:"text,omitempty"`
	Story      schema.ArticleID  `json:"story_id,omitempty"`
	Published  schema.Date       `json:"publication_date,omitzero"`
	Source     string            `json:"source,omitempty"`
	URL        string            `json:"url,omitempty"`
}

// Choose is part of Chooser.
func (*ploverSink) Choose() store.RelationSelection {
	return store.RelationSelection{
		Source: &store.ActorSelection{}, Target: &store.ActorSelection{},
		Evidence: []store.EvidenceField{{First: 1}},
	}
}

// Spared is part of Sparer.
func (s *ploverSink) Spared() (int, string) { return s.spared, "PLOVER has no code for their types" }

func (*ploverSink) Begin(Meta) error          { return nil }
func (*ploverSink) Actor(*schema.Actor) error { return nil }
func (*ploverSink) End() error                { return nil }

func (s *ploverSink) Relation(n *store.RelationNode) error {
	r, info := n.Relation, n.Type.Info()
	if info.Plover == "" {
		s.spared++
		return nil
	}
	l := ploverLine{
		ID: r.ID, Date: r.ValidFrom, DateEnd: r.ValidTo, Event: info.Plover, Mode: info.Mode, Cameo: info.Cameo, Intensity: info.Score, Quad: quad(info.Plover),
		Actor: newPloverEnd(n.Source.Actor), Recipient: newPloverEnd(n.Target.Actor), Modality: r.Modality, Confidence: r.Confidence, Sources: r.Sources,
		Relation: string(r.Type), Text: r.Quote, Story: r.Article,
	}
	for _, role := range r.Roles {
		if role.Name == "place" {
			l.Location = role.Actor
		}
	}
	if len(n.Evidence) > 0 && len(n.Evidence[0]) > 0 && n.Evidence[0][0].Article != nil {
		a := n.Evidence[0][0].Article
		l.Published, l.Source, l.URL = a.Published, a.Source, a.URL
	}
	return s.lines.write(l)
}

func newPloverEnd(a *schema.Actor) ploverEnd {
	return ploverEnd{ID: a.ID, Name: a.Name, NameEn: a.NameEn, Type: a.Type, Wikidata: a.Wikidata, PartOf: a.PartOf}
}

// quad returns the quad code of a type: 1 and 2 are verbal and material
// cooperation, 3 and 4 verbal and material conflict.
func quad(event string) int {
	switch event {
	case "AGREE", "CONSULT", "SUPPORT", "CONCEDE":
		return 1
	case "COOPERATE", "AID", "RETREAT":
		return 2
	case "REQUEST", "ACCUSE", "REJECT", "THREATEN":
		return 3
	}
	return 4
}
