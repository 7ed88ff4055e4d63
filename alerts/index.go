package alerts

import (
	"slices"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// armed is a rule that is matched.
type armed struct {
	*Rule
	from    int64
	fired   time.Time
	memory  memory
	nothing *looked // when a trend was last looked at and nothing was found
}

// looked is all that what a trend finds depends on: many changes become known at
// one moment.
type looked struct {
	asKnown time.Time
	known   schema.Day
}

// Index finds the rules that a change may concern without looking at the others:
// each rule is filed under what it asks for that fewest changes have, an actor or
// a place before a type of relation. It is used by one goroutine.
type Index struct {
	rules   []*armed
	byActor map[schema.ActorID]map[schema.RelationType][]int32 // "" holds rules of any type
	byType  map[schema.RelationType][]int32
	any     []int32

	seen  []uint32 // the round in which a rule was found last
	round uint32
	found []int32
}

// NewIndex makes the index of rules as a store keeps them; disabled ones are left
// out. A rule that cannot be read is an error beside the index of the others.
func NewIndex(rules []store.AlertRule) (*Index, []error) {
	x := &Index{byActor: map[schema.ActorID]map[schema.RelationType][]int32{}, byType: map[schema.RelationType][]int32{}}
	var bad []error
	for i := range rules {
		if rules[i].Disabled != "" {
			continue
		}
		r, err := FromStored(&rules[i])
		if err != nil {
			bad = append(bad, err)
			continue
		}
		a := &armed{Rule: r, from: rules[i].From, fired: rules[i].LastFired}
		if err := a.memory.read(rules[i].Memory); err != nil {
			bad = append(bad, err)
		}
		x.file(a)
	}
	x.seen = make([]uint32, len(x.rules))
	return x, bad
}

// Len is the number of rules.
func (x *Index) Len() int { return len(x.rules) }

func (x *Index) file(a *armed) {
	n := int32(len(x.rules))
	x.rules = append(x.rules, a)
	var actors []schema.ActorID
	types := a.Types
	switch {
	case a.Trend != nil:
		actors, types = a.Trend.Pair[:1], nil
	case len(a.Pairs) > 0:
		for _, p := range a.Pairs {
			actors = addNew(actors, p[0])
		}
	case len(a.Actors) > 0:
		actors = a.Actors
	case len(a.Places) > 0:
		actors = a.Places
	}
	for _, id := range actors {
		if x.byActor[id] == nil {
			x.byActor[id] = map[schema.RelationType][]int32{}
		}
		into(x.byActor[id], types, n)
	}
	switch {
	case len(actors) > 0:
	case len(types) > 0:
		into(x.byType, types, n)
	default:
		x.any = append(x.any, n)
	}
}

func into(list map[schema.RelationType][]int32, types []schema.RelationType, n int32) {
	if len(types) == 0 {
		types = []schema.RelationType{""}
	}
	for _, t := range types {
		list[t] = append(list[t], n)
	}
}

// candidates returns the rules that a change may concern, each once, in their
// order. The slice is used again by the next call.
func (x *Index) candidates(s *scene) []int32 {
	x.round++
	x.found = x.found[:0]
	for _, list := range [...][]schema.ActorID{s.source, s.target, s.places} {
		for _, id := range list {
			if by := x.byActor[id]; by != nil {
				x.take(by[""])
				for _, t := range s.types {
					x.take(by[t])
				}
			}
		}
	}
	for _, t := range s.types {
		x.take(x.byType[t])
	}
	x.take(x.any)
	slices.Sort(x.found)
	return x.found
}

func (x *Index) take(list []int32) {
	for _, n := range list {
		if x.seen[n] != x.round {
			x.seen[n] = x.round
			x.found = append(x.found, n)
		}
	}
}

// now is a moment as rules see it: when something is decided, and the day on
// which a change became known.
type now struct {
	at      time.Time
	known   schema.Day
	asKnown time.Time // the versions that were current then count; those that are now, where it is zero
}
