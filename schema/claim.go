package schema

import (
	"strconv"
	"time"
)

// Modality tells what was done from what is announced, possible or denied.
type Modality string

// The modalities.
const (
	Actual   Modality = "ACTUAL"
	Planned  Modality = "PLANNED"
	Possible Modality = "POSSIBLE"
	Denied   Modality = "DENIED"
)

// Valid reports whether m is one of the modalities.
func (m Modality) Valid() bool {
	return m == Actual || m == Planned || m == Possible || m == Denied
}

// ClaimKind tells where a claim comes from.
type ClaimKind string

// The kinds of claim.
const (
	Stated     ClaimKind = "STATED"   // a sentence of an article says so
	Asserted   ClaimKind = "ASSERTED" // an import says so; passed through as it stands, touched by no rule
	Registered ClaimKind = "REGISTRY" // the registry says so: offices, containment
)

// Role is a further participant of a relation: "place", "from" or "to".
type Role struct {
	Name  string  `json:"name"`
	Actor ActorID `json:"actor"`
}

// Evidence is the sentence of an article that says something. Text is the
// sentence, Start and End its byte offsets into the article's text; FocusStart
// and FocusEnd are those of the words in it that say it. Sentence counts from 0;
// Rule names the rule and lexicon entry that found it.
type Evidence struct {
	Sentence   int    `json:"sentence"`
	Text       string `json:"text"`
	Start      int    `json:"start"`
	End        int    `json:"end"`
	FocusStart int    `json:"focusStart,omitempty"`
	FocusEnd   int    `json:"focusEnd,omitempty"`
	Rule       string `json:"rule"`
}

// Claim is what one sentence says. It is never changed once written.
//
// Source or Target is "" where the article names no such actor; such a claim is
// kept and counted, and becomes no edge. An event on a day has ValidFrom equal
// to ValidTo; an event that is told as going on has an open ValidTo; a state
// that the text says is over has Ended set.
//
// Office is, for a LEADS, MEMBER_OF, APPOINTED or DISMISSED claim, the office as
// the text names it ("وزير الخارجية"), else "".
type Claim struct {
	ID           ClaimID      `json:"id"`
	Kind         ClaimKind    `json:"kind"`
	Article      ArticleID    `json:"article,omitempty"`
	Type         RelationType `json:"type"`
	Source       ActorID      `json:"source,omitempty"`
	Target       ActorID      `json:"target,omitempty"`
	Roles        []Role       `json:"roles,omitempty"`
	ValidFrom    Date         `json:"validFrom"`
	ValidTo      Date         `json:"validTo"`
	DateBasis    DateBasis    `json:"dateBasis"`
	Ended        bool         `json:"ended,omitempty"`
	Modality     Modality     `json:"modality"`
	AttributedTo string       `json:"attributedTo,omitempty"`
	Office       string       `json:"office,omitempty"`
	Confidence   float64      `json:"confidence"`
	Evidence     Evidence     `json:"evidence"`
	Relation     RelationID   `json:"relation,omitempty"`   // the id to keep, of an asserted claim
	RecordedAt   time.Time    `json:"recordedAt,omitzero"`  // set by the store
	Sequence     int64        `json:"sequence,omitempty"`   // position in the log, set by the store
	Published    Date         `json:"published,omitzero"`   // the article's publication date
	SourceHash   string       `json:"sourceHash,omitempty"` // the article's text hash: equal hashes are one source
}

// Span returns the claim's interval of valid time.
func (c *Claim) Span() Span { return Span{From: c.ValidFrom, To: c.ValidTo} }

// Role returns the actor of a role, "" where the claim has none.
func (c *Claim) Role(name string) ActorID {
	for _, r := range c.Roles {
		if r.Name == name {
			return r.Actor
		}
	}
	return ""
}

// Canonical puts the ends of a symmetric type into their one order, the smaller
// id first.
func (c *Claim) Canonical() {
	if c.Type.Symmetric() && c.Source != "" && c.Target != "" && c.Target < c.Source {
		c.Source, c.Target = c.Target, c.Source
	}
}

// NewClaimID derives the id of a stated claim from what makes it: article, span,
// type, ends, modality and rule. The span is counted in letters of the sentence as
// [FoldText] writes it, so that a copy of the article with other spaces or marks,
// which is the same article, makes the same claims.
func NewClaimID(c *Claim) ClaimID {
	e := &c.Evidence
	return ClaimID(HashID("c", string(c.Article), strconv.Itoa(e.Sentence), strconv.Itoa(lettersBefore(e.Text, e.FocusStart-e.Start)), strconv.Itoa(lettersBefore(e.Text, e.FocusEnd-e.Start)),
		string(c.Type), string(c.Source), string(c.Target), c.ValidFrom.String(), c.ValidTo.String(), string(c.Modality), e.Rule))
}

// Validate reports the first thing that makes the claim unusable: an unknown
// type or modality (UNKNOWN_TYPE, INVALID_INPUT) or a bad date (INVALID_DATE).
// Ends are checked by ValidateEnds, which needs the actors' types.
func (c *Claim) Validate() error {
	if !c.Type.Valid() {
		return Errorf(CodeUnknownType, "relation type %q is not in the vocabulary", c.Type)
	}
	if !c.Modality.Valid() {
		return Errorf(CodeInvalid, "modality %q is not one of ACTUAL, PLANNED, POSSIBLE, DENIED", c.Modality)
	}
	if !c.ValidFrom.Valid() || !c.ValidTo.Valid() {
		return Errorf(CodeInvalidDate, "claim %s has a date that is not in the calendar", c.ID)
	}
	if !c.ValidFrom.IsZero() && !c.ValidTo.IsZero() && c.ValidTo.Latest() < c.ValidFrom.Earliest() {
		return Errorf(CodeInvalidDate, "claim %s ends on %s, before it begins on %s", c.ID, c.ValidTo, c.ValidFrom)
	}
	return nil
}

// ValidateEnds reports whether the type allows the ends (INVALID_ENDS). Unnamed
// ends ("") pass.
func ValidateEnds(t RelationType, source, target ActorType) error {
	info := t.Info()
	if info == nil {
		return Errorf(CodeUnknownType, "relation type %q is not in the vocabulary", t)
	}
	if source != "" && !allowed(info.Sources, source) || target != "" && !allowed(info.Targets, target) {
		return Errorf(CodeInvalidEnds, "%s does not run from %s to %s", t, source, target)
	}
	return nil
}
