package eval

import (
	"encoding/json"

	"rawabit/schema"
)

// Gold is an annotated article.
type Gold struct {
	ID        string         `json:"id"`
	Actors    []GoldActor    `json:"actors"`
	Relations []GoldRelation `json:"relations"`
}

// GoldActor is an actor of an annotated article.
type GoldActor struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	NameEn   string   `json:"nameEn"`
	Type     string   `json:"type"`
	PartOf   string   `json:"partOf"`
	Mentions []string `json:"mentions"`
}

// GoldRelation is a relation of an annotated article.
type GoldRelation struct {
	Type     string  `json:"type"`
	Source   string  `json:"source"`
	Target   string  `json:"target"`
	Start    *string `json:"start"`
	End      *string `json:"end"`
	Ended    bool    `json:"ended"`
	Modality string  `json:"modality"`
	Sentence string  `json:"sentence"`
	Optional bool    `json:"optional"`
}

// System is an extracted document, as much of it as is scored.
type System struct {
	Actors    []SystemActor    `json:"actors"`
	Relations []SystemRelation `json:"relations"`
}

// SystemActor is an extracted actor.
type SystemActor struct {
	ID       string            `json:"id"`
	Name     string            `json:"name"`
	NameEn   string            `json:"nameEn"`
	Names    map[string]string `json:"names"`
	Type     string            `json:"type"`
	Mentions []struct {
		Text string `json:"text"`
	} `json:"mentions"`
}

// SystemRelation is an extracted relation.
type SystemRelation struct {
	Type      string  `json:"type"`
	Source    *string `json:"source"`
	Target    *string `json:"target"`
	ValidFrom *string `json:"validFrom"`
	ValidTo   *string `json:"validTo"`
	Ended     bool    `json:"ended"`
	Modality  string  `json:"modality"`
	Evidence  []struct {
		Text string `json:"text"`
	} `json:"evidence"`
}

// ParseGold reads an annotated article.
func ParseGold(data []byte) (*Gold, error) {
	var g Gold
	if err := json.Unmarshal(data, &g); err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "not an annotated article: %w", err)
	}
	return &g, nil
}

// ParseSystem reads an extracted document.
func ParseSystem(data []byte) (*System, error) {
	var s System
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "not an extracted document: %w", err)
	}
	return &s, nil
}
