package schema

import "time"

// DecisionKind says what a reviewer decided.
type DecisionKind string

// The kinds of decision.
const (
	DecideReview DecisionKind = "REVIEW" // confirm, reject or correct a relation
	DecideMerge  DecisionKind = "MERGE"  // two actors are one
	DecideSplit  DecisionKind = "SPLIT"  // some mentions of an actor are another actor
	DecideUndo   DecisionKind = "UNDO"   // a former decision is taken back
)

// Decision is what a reviewer said, bound to claims, so that it survives
// re-loading, merging and rebuild. Decisions have an order, their Sequence.
type Decision struct {
	ID       DecisionID   `json:"id"`
	Sequence int64        `json:"sequence"`
	Kind     DecisionKind `json:"kind"`
	By       string       `json:"by"`
	At       time.Time    `json:"at"`
	Note     string       `json:"note,omitempty"`

	// Of a review: the verdict, the type of the relation that was reviewed, the
	// claims that it stands on, and the corrected values (zero values are left as
	// they are). The type tells a verdict on a state that a rule opened from one on
	// the event whose claims it stands on.
	Verdict   Verdict      `json:"verdict,omitempty"`
	Of        RelationType `json:"of,omitempty"`
	Claims    []ClaimID    `json:"claims,omitempty"`
	Type      RelationType `json:"type,omitempty"`
	Source    ActorID      `json:"source,omitempty"`
	Target    ActorID      `json:"target,omitempty"`
	ValidFrom Date         `json:"validFrom,omitzero"`
	ValidTo   Date         `json:"validTo,omitzero"`
	Modality  Modality     `json:"modality,omitempty"`

	// Of a merge: the actor that stays and the one that goes.
	Keep ActorID `json:"keep,omitempty"`
	Drop ActorID `json:"drop,omitempty"`
	// Of a split: the actor, the mentions that leave it and the actor they become.
	Mentions []MentionID `json:"mentions,omitempty"`
	// Of an undo: the decision that is taken back.
	Undoes DecisionID `json:"undoes,omitempty"`
}
