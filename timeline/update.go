package timeline

import (
	"context"
	"fmt"
	"time"

	"rawabit/schema"
)

// Unit names a unit of recomputation: a place with the states of territory and
// presence there and the events that bear on them, a person with the offices, a
// pair with its fighting, or the two ends of any other type.
type Unit string

// Source is what a store offers to an update, inside the store's own
// transaction. Slices may be in any order, Update sorts what it needs, and it
// changes none of them.
type Source interface {
	// Claims returns every claim filed under any of the units, those of the
	// current batch included, each once.
	Claims(ctx context.Context, units []Unit) ([]schema.Claim, error)
	// Relations returns the current version of every relation at home in any of
	// the units.
	Relations(ctx context.Context, units []Unit) ([]schema.Relation, error)
	// Decisions returns the decisions that bear on any of the claims, undone ones
	// and their undoing included, in order: the reviews and splits that list one of
	// them, the merges (all of them will do; those of actors that no claim and no
	// correction names may be left out), and the undoings of these.
	Decisions(ctx context.Context, claims []schema.ClaimID) ([]schema.Decision, error)
	// Containers returns, for each place, the places and states that it lies in,
	// nearest first, by the registry.
	Containers(ctx context.Context, places []schema.ActorID) (map[schema.ActorID][]schema.ActorID, error)
	// Contents returns, for each place, all stored places that lie in it at any
	// depth, by the registry.
	Contents(ctx context.Context, places []schema.ActorID) (map[schema.ActorID][]schema.ActorID, error)
}

// Historian is what a Source may offer besides: the past of facts. A fact that
// was retracted and returns goes on counting its versions where the source is
// one, and starts again at 1 where it is not.
type Historian interface {
	// LastVersions returns the highest version stored of each relation, current
	// or past. Relations that were never stored are left out.
	LastVersions(ctx context.Context, ids []schema.RelationID) (map[schema.RelationID]int, error)
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

// Update recomputes what fresh claims touch. They were never stored before this
// transaction, and are filed already (see Filing), so that src.Claims returns
// them; at is the recording time of the transaction.
func Update(ctx context.Context, src Source, fresh []schema.Claim, at time.Time) (Delta, error) {
	if len(fresh) == 0 {
		return Delta{}, nil
	}
	ids := make([]schema.ClaimID, len(fresh))
	for i := range fresh {
		ids[i] = fresh[i].ID
	}
	decisions, err := src.Decisions(ctx, ids)
	if err != nil {
		return Delta{}, fmt.Errorf("read decisions: %w", err)
	}
	rules := newRulings(decisions)
	if delta, done, err := alone(ctx, src, fresh, rules, at); done || err != nil {
		return delta, err
	}
	var units []Unit
	for i := range fresh {
		units = append(units, filing(&fresh[i], rules)...)
	}
	return update(ctx, src, units, fresh, rules, at)
}

// UpdateUnits recomputes units, whatever made that necessary: a decision (pass
// the Filing of every claim that it bears on), or a rebuild. Where events reach
// what lies inside a place, that is recomputed too. A memory is forgotten.
func UpdateUnits(ctx context.Context, src Source, units []Unit, at time.Time) (Delta, error) {
	Forget(src)
	return update(ctx, src, units, nil, newRulings(nil), at)
}

func update(ctx context.Context, src Source, units []Unit, fresh []schema.Claim, rules *rulings, at time.Time) (Delta, error) {
	inside, err := reached(ctx, src, units)
	if err != nil {
		return Delta{}, fmt.Errorf("read contents: %w", err)
	}
	r, err := read(ctx, src, append(inside, units...), fresh, rules)
	if err != nil {
		return Delta{}, fmt.Errorf("read claims and relations: %w", err)
	}
	d := newDiff(r, r.project(), len(fresh) == 0, at)
	if err := d.countVersions(ctx); err != nil {
		return Delta{}, fmt.Errorf("read versions: %w", err)
	}
	return d.delta(), nil
}

// reached returns the units of the places inside those at which an event was
// filed that reaches inside.
func reached(ctx context.Context, src Source, units []Unit) ([]Unit, error) {
	var places []schema.ActorID
	for _, u := range sortedUnits(units) {
		if id, ok := outerOf(u); ok {
			places = append(places, id)
		}
	}
	if len(places) == 0 {
		return nil, nil
	}
	contents, err := src.Contents(ctx, places)
	if err != nil {
		return nil, err
	}
	var inside []Unit
	for _, ids := range contents {
		for _, id := range ids {
			inside = append(inside, Unit(placePrefix+string(id)))
		}
	}
	return inside, nil
}
