package alerts

import (
	"encoding/json"
	"slices"
	"strings"

	"rawabit/schema"
	"rawabit/store"
)

// Severity says how urgent an alert is.
type Severity string

// The severities.
const (
	Low    Severity = "LOW"
	Medium Severity = "MEDIUM"
	High   Severity = "HIGH"
)

// Rule says which changes people are told of, when and where. The zero value of
// a field asks for nothing in particular.
type Rule struct {
	ID       string   `json:"id,omitempty" yaml:"id"` // from the name where it is empty
	Name     string   `json:"name" yaml:"name"`
	Severity Severity `json:"severity,omitempty" yaml:"severity"` // MEDIUM where it is empty
	Channels []string `json:"channels" yaml:"channels"`

	Kinds    []schema.ChangeKind   `json:"kinds,omitempty" yaml:"kinds"`
	Types    []schema.RelationType `json:"types,omitempty" yaml:"types"`
	Actors   []schema.ActorID      `json:"actors,omitempty" yaml:"actors"` // at either end
	Parts    *bool                 `json:"parts,omitempty" yaml:"parts"`   // an actor counts with what is part of it; true where it is nil
	Places   []schema.ActorID      `json:"places,omitempty" yaml:"places"` // an end or a role is one of them or lies inside
	Pairs    [][]schema.ActorID    `json:"pairs,omitempty" yaml:"pairs"`   // the ends, either way round
	Modality []schema.Modality     `json:"modality,omitempty" yaml:"modality"`
	// MinConfidence and MinSources must be reached. A change that was told before
	// they were is told once they are.
	MinConfidence float64 `json:"minConfidence,omitempty" yaml:"minConfidence"`
	MinSources    int     `json:"minSources,omitempty" yaml:"minSources"`
	Contested     *bool   `json:"contested,omitempty" yaml:"contested"`
	ValidIn       *Within `json:"validIn,omitempty" yaml:"validIn"` // when the world changed

	Trend *Trend `json:"trend,omitempty" yaml:"trend"`

	Cooldown Duration `json:"cooldown,omitempty" yaml:"cooldown"` // how long the like of an alert is held back after it
	Group    Duration `json:"group,omitempty" yaml:"group"`       // how long alerts are collected into one message
	Per      Per      `json:"per,omitempty" yaml:"per"`           // what cool-down and grouping tell apart; PAIR where it is empty
	Quiet    *Quiet   `json:"quiet,omitempty" yaml:"quiet"`
	Digest   *Digest  `json:"digest,omitempty" yaml:"digest"`
}

// Per says what cool-down and grouping tell apart.
type Per string

// The ways to tell alerts apart.
const (
	PerPair     Per = "pair" // the ends of a relation, either way round
	PerRelation Per = "relation"
	PerRule     Per = "rule" // all alerts of a rule are alike
)

// Within is a stretch of days, From included, Before not.
type Within struct {
	From   schema.Date `json:"from,omitzero" yaml:"from"`
	Before schema.Date `json:"before,omitzero" yaml:"before"`
}

// withParts reports whether actors count with their parts.
func (r *Rule) withParts() bool { return r.Parts == nil || *r.Parts }

// modalities are those that the rule looks at, ACTUAL where it names none.
func (r *Rule) modalities() []schema.Modality {
	if len(r.Modality) == 0 {
		return []schema.Modality{schema.Actual}
	}
	return r.Modality
}

// per is what cool-down and grouping tell apart.
func (r *Rule) per() Per {
	if r.Per == "" {
		return PerPair
	}
	return r.Per
}

// RuleID derives the id of a rule from its name.
func RuleID(name string) string {
	simple := strings.Map(func(c rune) rune {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '-':
			return c
		case c >= 'A' && c <= 'Z':
			return c + 'a' - 'A'
		case c == ' ', c == '_':
			return '-'
		}
		return -1
	}, strings.TrimSpace(name))
	if strings.Trim(simple, "-") == "" || len([]rune(strings.TrimSpace(name))) != len(simple) {
		return schema.HashID("u", name)
	}
	return simple
}

// complete fills in what follows from the rest.
func (r *Rule) complete() {
	if r.ID == "" {
		r.ID = RuleID(r.Name)
	}
	if r.Severity == "" {
		r.Severity = Medium
	}
}

// Stored returns the rule as stores keep it. From is the cursor of the last
// change that it does not look at.
func (r *Rule) Stored(origin string, from int64) (store.AlertRule, error) {
	r.complete()
	body, err := json.Marshal(r)
	if err != nil {
		return store.AlertRule{}, schema.Errorf(schema.CodeInternal, "rule %s: %w", r.ID, err)
	}
	return store.AlertRule{
		ID: r.ID, Name: r.Name, Severity: string(r.Severity), Origin: origin, Channels: slices.Clone(r.Channels), Body: body, From: from,
	}, nil
}

// FromStored returns the rule that a store keeps.
func FromStored(s *store.AlertRule) (*Rule, error) {
	r := &Rule{}
	if err := json.Unmarshal(s.Body, r); err != nil {
		return nil, schema.Errorf(schema.CodeInternal, "the stored rule %s cannot be read: %w", s.ID, err)
	}
	return r, nil
}
