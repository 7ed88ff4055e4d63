package schema

import "time"

// Verdict is what a reviewer said of a relation.
type Verdict string

// The verdicts.
const (
	Confirm Verdict = "CONFIRM"
	Reject  Verdict = "REJECT"
	Correct Verdict = "CORRECT"
)

// Relation is an edge of the graph: one version of a fact.
//
// Every field but RecordedAt, RetractedAt and Version is a function of the
// claims and decisions alone, whatever order they came in.
type Relation struct {
	ID      RelationID   `json:"id"`
	Version int          `json:"version"` // from 1, by recording
	Type    RelationType `json:"type"`
	Source  ActorID      `json:"source"`
	Target  ActorID      `json:"target"`
	Roles   []Role       `json:"roles,omitempty"` // sorted by name, then actor

	ValidFrom Date      `json:"validFrom"`
	ValidTo   Date      `json:"validTo"`
	DateBasis DateBasis `json:"dateBasis"`
	Ended     bool      `json:"ended,omitempty"`
	// AttestedFrom and AttestedTo are the publication dates of the first and the
	// last article that says so; unknown on an imported relation.
	AttestedFrom Date `json:"attestedFrom,omitzero"`
	AttestedTo   Date `json:"attestedTo,omitzero"`
	// EndedBy is, for an ended relation without a date, the publication date of
	// the first article that says it is over.
	EndedBy Date `json:"endedBy,omitzero"`

	Modality    Modality     `json:"modality"`
	Confidence  float64      `json:"confidence"`
	Sources     int          `json:"sources"` // independent ones: reprints count once
	Contested   bool         `json:"contested,omitempty"`
	Reviewed    Verdict      `json:"reviewed,omitempty"`
	FulfilledBy RelationID   `json:"fulfilledBy,omitempty"`
	Office      string       `json:"office,omitempty"`  // as the text names it, of LEADS and MEMBER_OF
	Claims      []ClaimID    `json:"claims,omitempty"`  // best evidence first, then by publication and id
	Aliases     []RelationID `json:"aliases,omitempty"` // ids that were merged into this fact
	Quote       string       `json:"quote,omitempty"`   // the best sentence
	Article     ArticleID    `json:"article,omitempty"` // the article of the best sentence

	RecordedAt  time.Time `json:"recordedAt,omitzero"`  // when this version came to be known
	RetractedAt time.Time `json:"retractedAt,omitzero"` // when a later version or a retraction replaced it; zero while current
}

// Span returns the interval of valid time.
func (r *Relation) Span() Span { return Span{From: r.ValidFrom, To: r.ValidTo} }

// FromDay and ToDay return the day bounds used for comparison and indexes: the
// earliest day of ValidFrom and the latest day of ValidTo, MinDay and MaxDay
// where unknown.
func (r *Relation) FromDay() Day { return r.ValidFrom.Earliest() }

// ToDay is documented at FromDay.
func (r *Relation) ToDay() Day { return r.ValidTo.Latest() }

// HoldsAsOf reports whether the relation is kept by `asOf: d`. A state is kept
// unless it is known to begin after d or to be over before d. An event is kept
// once its earliest day has come; an undated one, once an article tells it.
func (r *Relation) HoldsAsOf(d Day) bool {
	if r.Type.IsState() {
		return r.mayHold(d)
	}
	if r.Span().Undated() {
		return !r.AttestedFrom.IsZero() && r.AttestedFrom.Earliest() <= d
	}
	return r.firstDay() <= d
}

// HoldsOn reports whether the relation is kept by `validOn: d`: a state as by
// asOf, an event if its span contains d, an undated event never.
func (r *Relation) HoldsOn(d Day) bool {
	if r.Type.IsState() {
		return r.mayHold(d)
	}
	if r.Span().Undated() {
		return false
	}
	return r.firstDay() <= d && d <= r.ToDay()
}

func (r *Relation) mayHold(d Day) bool {
	if !r.ValidFrom.IsZero() && r.ValidFrom.Earliest() > d {
		return false
	}
	if !r.ValidTo.IsZero() && r.ValidTo.Latest() < d {
		return false
	}
	if r.Ended && r.ValidTo.IsZero() && !r.EndedBy.IsZero() && d >= r.EndedBy.Earliest() {
		return false
	}
	return true
}

// firstDay is the earliest day of an event, from its end where only that is
// known.
func (r *Relation) firstDay() Day {
	if r.ValidFrom.IsZero() {
		return r.ValidTo.Earliest()
	}
	return r.ValidFrom.Earliest()
}

// CertainAsOf reports whether a relation that HoldsAsOf(d) is known to hold, not
// only not known not to: a state that is known or attested to have begun by d
// and is not past its end; an event whose latest day has come.
func (r *Relation) CertainAsOf(d Day) bool {
	if !r.Type.IsState() {
		return r.ValidTo.Latest() <= d && !r.ValidTo.IsZero()
	}
	begun := !r.ValidFrom.IsZero() && r.ValidFrom.Latest() <= d ||
		!r.AttestedFrom.IsZero() && r.AttestedFrom.Latest() <= d
	return begun && r.mayHold(d) && (r.ValidTo.IsZero() || d <= r.ValidTo.Earliest())
}
