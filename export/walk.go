package export

import (
	"context"
	"hash/maphash"

	"rawabit/schema"
	"rawabit/store"
)

// Sink takes a graph in: Begin, then every actor, then every relation, then End.
// What it is handed is shared and must not be changed or kept.
type Sink interface {
	Begin(Meta) error
	Actor(a *schema.Actor) error
	Relation(r *store.RelationNode) error
	End() error
}

// Chooser is a sink that needs more of a relation than its own fields.
type Chooser interface {
	// Choose returns what is wanted with every relation.
	Choose() store.RelationSelection
}

// Meta is what is known of a graph before it is walked.
type Meta struct {
	Selection Selection
}

// Tally counts what was handed out.
type Tally struct {
	Actors, Relations int
	// Modalities counts the relations by how they are told.
	Modalities map[schema.Modality]int
	// Truncated says that a limit left actors out.
	Truncated bool
}

// pageSize is how many entries are asked for at a time.
const pageSize = 1000

// Walk hands a part of a graph to a sink. Relations whose ends were recorded
// while it ran are left out. Progress, where it is not nil, is told the count
// of entries now and then.
func Walk(ctx context.Context, from store.Reader, s Selection, to Sink, progress func(done int)) (Tally, error) {
	w := newWalk(paged{from}, s, to, progress)
	if s.Around != "" {
		return w.run(ctx, func(ctx context.Context) error { return w.around(ctx, from) })
	}
	return w.run(ctx, w.all)
}

// WalkScan is Walk over a scan, which knows no neighbourhoods (INVALID_INPUT).
func WalkScan(ctx context.Context, from store.Scanner, s Selection, to Sink, progress func(done int)) (Tally, error) {
	if s.Around != "" {
		return Tally{}, schema.Errorf(schema.CodeInvalid, "a scan knows no neighbourhoods")
	}
	w := newWalk(from, s, to, progress)
	return w.run(ctx, w.all)
}

func newWalk(from store.Scanner, s Selection, to Sink, progress func(done int)) *walk {
	w := &walk{from: from, s: s, to: to, progress: progress, seed: maphash.MakeSeed()}
	w.tally.Modalities = map[schema.Modality]int{}
	if c, ok := to.(Chooser); ok {
		w.choice = c.Choose()
	}
	return w
}

func (w *walk) run(ctx context.Context, hand func(ctx context.Context) error) (Tally, error) {
	if err := w.to.Begin(Meta{Selection: w.s}); err != nil {
		return w.tally, err
	}
	if err := hand(ctx); err != nil {
		return w.tally, err
	}
	return w.tally, w.to.End()
}

// walk is a walk under way.
type walk struct {
	from     store.Scanner
	s        Selection
	to       Sink
	choice   store.RelationSelection
	progress func(done int)
	tally    Tally

	// Actors are told by a hash of their id: a set of a million of them is small
	// then, and two that are told for one cost a dangling end at worst.
	seed  maphash.Seed
	known map[uint64]struct{}
}

func (w *walk) mark(set map[uint64]struct{}, id schema.ActorID) {
	set[maphash.String(w.seed, string(id))] = struct{}{}
}

func (w *walk) has(set map[uint64]struct{}, id schema.ActorID) bool {
	_, ok := set[maphash.String(w.seed, string(id))]
	return ok
}

// all walks the whole graph, or what a filter leaves of it: then the relations
// are read twice, first for their actors.
func (w *walk) all(ctx context.Context) error {
	var wanted map[uint64]struct{}
	if !w.s.whole() {
		wanted = map[uint64]struct{}{}
		err := w.from.EachRelation(ctx, w.s.Relations, store.RelationSelection{}, func(n *store.RelationNode) error {
			eachActor(n.Relation, func(id schema.ActorID) { w.mark(wanted, id) })
			return nil
		})
		if err != nil {
			return err
		}
	}
	w.known = map[uint64]struct{}{}
	err := w.from.EachActor(ctx, func(a *schema.Actor) error {
		if wanted != nil && !w.has(wanted, a.ID) {
			return nil
		}
		return w.actor(a)
	})
	if err != nil {
		return err
	}
	return w.from.EachRelation(ctx, w.s.Relations, w.choice, w.give)
}

func (w *walk) actor(a *schema.Actor) error {
	w.mark(w.known, a.ID)
	w.tally.Actors++
	w.tell()
	return w.to.Actor(a)
}

// give hands out a relation all of whose actors were.
func (w *walk) give(n *store.RelationNode) error {
	complete := true
	eachActor(n.Relation, func(id schema.ActorID) { complete = complete && w.has(w.known, id) })
	if !complete {
		return nil
	}
	w.tally.Relations++
	w.tally.Modalities[n.Modality]++
	w.tell()
	return w.to.Relation(n)
}

func (w *walk) tell() {
	if done := w.tally.Actors + w.tally.Relations; w.progress != nil && done%pageSize == 0 {
		w.progress(done)
	}
}

// eachActor calls f with every actor that a relation names.
func eachActor(r *schema.Relation, f func(schema.ActorID)) {
	f(r.Source)
	f(r.Target)
	for _, role := range r.Roles {
		f(role.Actor)
	}
}
