package schema

import "time"

// ChangeKind says how a relation changed.
type ChangeKind string

// The kinds of change. The first three are of the world: a function of the
// relations, the same for any order of arrival. The others are of our
// knowledge: a function of the order in which we learned.
const (
	Happened     ChangeKind = "HAPPENED"     // an event took place
	Opened       ChangeKind = "OPENED"       // a state began to hold
	Closed       ChangeKind = "CLOSED"       // a state ceased to hold
	Confirmed    ChangeKind = "CONFIRMED"    // a further independent source says so
	Revised      ChangeKind = "REVISED"      // dates, ends, roles or modality were made more precise or corrected
	Contradicted ChangeKind = "CONTRADICTED" // a source denies it, or an exclusive state is claimed by two
	Retracted    ChangeKind = "RETRACTED"    // no claim stands for it any more, or a reviewer rejected it
)

// OfWorld reports whether the kind is of the world rather than of our knowledge.
func (k ChangeKind) OfWorld() bool { return k == Happened || k == Opened || k == Closed }

// Change is one change of a relation, delivered once.
type Change struct {
	ID        ChangeID   `json:"id"`
	Kind      ChangeKind `json:"kind"`
	Relation  RelationID `json:"relation"`
	Before    *Relation  `json:"before,omitempty"` // nil where there was none
	After     *Relation  `json:"after,omitempty"`  // nil where none is left
	ValidDate Date       `json:"validDate"`        // when the world changed; unknown where the text does not say
	// Claims are those that made the change, best evidence first.
	Claims     []ClaimID `json:"claims,omitempty"`
	RecordedAt time.Time `json:"recordedAt,omitzero"`
	Cursor     int64     `json:"cursor,omitempty"` // gap-free, from 1, set by the store
}
