package alerts

import (
	"context"
	"slices"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// kinAge is how long is relied on what contains an actor.
const kinAge = time.Minute

// kinSize bounds how many actors are remembered.
const kinSize = 1 << 16

// kin knows what actors are part of and lie in, by the registry, and whose
// offices they hold. It is used by one goroutine.
type kin struct {
	reader   store.Reader
	offices  Offices
	clock    func() time.Time
	known    map[schema.ActorID]*lineage
	articles map[store.DayRange]int // how many were read of some days
	since    time.Time
}

// lineage is an actor with all that it is part of or lies in, and the places
// alone that it lies in; both begin with the actor.
type lineage struct {
	around, within []schema.ActorID
	of             *schema.Actor

	seats   []*schema.Relation // the offices that articles give a person, once asked for
	asked   bool
	holders []schema.ActorID // of offices of the actor or its parts, once held
	held    bool
}

func newKin(reader store.Reader, offices Offices, clock func() time.Time) *kin {
	if offices == nil {
		offices = noOffices{}
	}
	return &kin{reader: reader, offices: offices, clock: clock, known: map[schema.ActorID]*lineage{}, articles: map[store.DayRange]int{}}
}

// refresh forgets what is too old to be relied on.
func (k *kin) refresh() {
	if now := k.clock(); now.Sub(k.since) > kinAge || now.Before(k.since) || len(k.known) > kinSize {
		k.since = now
		clear(k.known)
		clear(k.articles)
	}
}

// lineage returns what contains an actor. It is safe against cycles.
func (k *kin) lineage(ctx context.Context, id schema.ActorID) (*lineage, error) {
	if l := k.known[id]; l != nil && l.around != nil {
		return l, nil
	}
	l, err := k.actor(ctx, id)
	if err != nil {
		return nil, err
	}
	around, within := []schema.ActorID{id}, []schema.ActorID{id}
	for i := 0; i < len(around); i++ {
		at, err := k.actor(ctx, around[i])
		if err != nil {
			return nil, err
		}
		if at.of == nil {
			continue
		}
		for _, outer := range []schema.ActorID{at.of.PartOf, at.of.Within} {
			if outer != "" && !slices.Contains(around, outer) {
				around = append(around, outer)
			}
		}
		if outer := at.of.Within; outer != "" && slices.Contains(within, around[i]) && !slices.Contains(within, outer) {
			within = append(within, outer)
		}
	}
	l.around, l.within = around, within
	return l, nil
}

func (k *kin) actor(ctx context.Context, id schema.ActorID) (*lineage, error) {
	if l := k.known[id]; l != nil {
		return l, nil
	}
	l := &lineage{}
	node, err := k.reader.Actor(ctx, store.ActorQuery{ID: id})
	if err != nil {
		return nil, err
	}
	if node != nil {
		l.of = node.Actor
	}
	k.known[id] = l
	return l, nil
}

// scene is what a change is about, as rules look at it.
type scene struct {
	change         *schema.Change
	shown          *schema.Relation // the version that is told of
	types          []schema.RelationType
	source, target []schema.ActorID // the ends of all versions, with whom they stand for
	own            []schema.ActorID // the ends alone
	places         []schema.ActorID // ends and roles, with the places that they lie in
}

// scene looks at a change; nil where it has no version.
func (k *kin) scene(ctx context.Context, c *schema.Change) (*scene, error) {
	s := &scene{change: c, shown: c.After}
	if s.shown == nil || c.Kind == schema.Retracted && c.Before != nil {
		s.shown = c.Before
	}
	if s.shown == nil {
		return nil, nil
	}
	for _, r := range []*schema.Relation{s.shown, c.Before} {
		if r == nil || r == s.shown && len(s.types) > 0 {
			continue
		}
		s.types = addNew(s.types, r.Type)
		day := dayOf(r)
		for _, end := range []struct {
			id   schema.ActorID
			into *[]schema.ActorID
		}{{r.Source, &s.source}, {r.Target, &s.target}} {
			l, err := k.lineage(ctx, end.id)
			if err != nil {
				return nil, err
			}
			around, err := k.standing(ctx, end.id, day)
			if err != nil {
				return nil, err
			}
			*end.into = addNew(*end.into, around...)
			s.own = addNew(s.own, end.id)
			s.places = addNew(s.places, l.within...)
		}
		for _, role := range r.Roles {
			l, err := k.lineage(ctx, role.Actor)
			if err != nil {
				return nil, err
			}
			s.places = addNew(s.places, l.within...)
		}
	}
	return s, nil
}

func addNew[T comparable](list []T, more ...T) []T {
	for _, one := range more {
		if !slices.Contains(list, one) {
			list = append(list, one)
		}
	}
	return list
}

// anyOf reports whether two lists share an entry.
func anyOf[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(one T) bool { return slices.Contains(b, one) })
}

// allows reports whether a list, where it is not empty, holds an entry.
func allows[T comparable](list []T, one T) bool { return len(list) == 0 || slices.Contains(list, one) }
