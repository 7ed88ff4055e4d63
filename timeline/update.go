package timeline

import (
	"context"

	"rawabit/schema"
)

// Unit names a unit of recomputation: a place with the states of territory and
// presence there and the events that bear on them, a person with the offices, a
// pair with its fighting, or the two ends of any other type.
type Unit string

// Source is what a store offers to an update, inside the store's own
// transaction. Slices may be in any order; Update sorts what it needs.
type Source interface {
	// Claims returns every claim filed under any of the units, those of the
	// current batch included, each once.
	Claims(ctx context.Context, units []Unit) ([]schema.Claim, error)
	// Relations returns the current version of every relation at home in any of
	// the units.
	Relations(ctx context.Context, units []Unit) ([]schema.Relation, error)
	// Decisions returns the decisions that bear on any of the claims, undone ones
	// and their undoing included, in order.
	Decisions(ctx context.Context, claims []schema.ClaimID) ([]schema.Decision, error)
	// Containers returns, for each place, the places and states that it lies in,
	// nearest first, by the registry.
	Containers(ctx context.Context, places []schema.ActorID) (map[schema.ActorID][]schema.ActorID, error)
	// Contents returns, for each place, all stored places that lie in it at any
	// depth, by the registry.
	Contents(ctx context.Context, places []schema.ActorID) (map[schema.ActorID][]schema.ActorID, error)
}

// Delta is what an update makes a store write.
type Delta struct {
	// Relations are the new current versions: of facts that are new (Version 1)
	// or that changed (Version one more than before), RecordedAt set.
	Relations []schema.Relation
	// Retired are the versions that are current no more, RetractedAt set. One
	// without a successor in Relations is a fact that no claim stands for now, or
	// that joined another, whose Aliases then hold its id.
	Retired []schema.Relation
	// Changes are what changed, in the order in which they get their cursors.
	Changes []schema.Change
}
