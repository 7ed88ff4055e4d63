package neo4jstore

import (
	"context"
	"hash/fnv"
	"slices"
	"time"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/timeline"
)

// lockCount is how many nodes writers lock: each stands for the units, articles
// and actors whose names fall to it. It is part of the database and never
// changes.
const lockCount = 1024

// lockLinks is how many locks are linked to the next one: see makeFixtures.
const lockLinks = 127

// lock waits until no other writer holds what any of the keys stand for. All
// locks of a transaction are taken at once, in one order, so that writers wait
// for each other and never in a circle.
func (t *tx) lock(ctx context.Context, keys []string) error {
	numbers := make([]int, 0, len(keys))
	for _, k := range keys {
		h := fnv.New32a()
		_, _ = h.Write([]byte(k))
		numbers = append(numbers, int(h.Sum32()%lockCount))
	}
	slices.Sort(numbers)
	return t.lockNumbers(ctx, slices.Compact(numbers))
}

// lockAll waits until no other writer is at work.
func (t *tx) lockAll(ctx context.Context) error {
	numbers := make([]int, lockCount)
	for i := range numbers {
		numbers[i] = i
	}
	return t.lockNumbers(ctx, numbers)
}

func (t *tx) lockNumbers(ctx context.Context, numbers []int) error {
	// Setting what is set already writes nothing, but locks.
	return t.all(ctx, "UNWIND $numbers AS n MATCH (l:Lock {number: n}) SET l.held = true", map[string]any{"numbers": numbers}, nil)
}

// keysOfRecord lists what recording readings has to lock: the articles; the
// actors that may be merged with what is stored; and the units that change, with
// those that lie in them. A place that is new locks what reaches inside the
// places around it, too.
func (t *tx) keysOfRecord(ctx context.Context, readings []schema.Reading) ([]string, error) {
	merges, err := t.Merges(ctx)
	if err != nil {
		return nil, err
	}
	var keys []string
	units := map[timeline.Unit]bool{}
	actors := map[schema.ActorID]schema.Actor{}
	for i := range readings {
		r := &readings[i]
		keys = append(keys, "article:"+string(r.Article.ID))
		for _, a := range r.Actors {
			if !a.Known || store.Formed(&a) {
				keys = append(keys, "actor:"+string(a.ID))
			}
			actors[a.ID] = a
		}
		for _, claims := range [...][]schema.Claim{r.Registry, r.Claims} {
			for j := range claims {
				c := claims[j]
				c.Canonical()
				for _, u := range timeline.Filing(&c, merges) {
					units[u] = true
				}
			}
		}
	}
	if err := t.addPlaces(ctx, units, actors); err != nil {
		return nil, err
	}
	for u := range units {
		keys = append(keys, string(u))
	}
	return keys, nil
}

// addPlaces adds to units what lies in the places among them, and what reaches
// into the places among actors that are not stored as they are.
func (t *tx) addPlaces(ctx context.Context, units map[timeline.Unit]bool, actors map[schema.ActorID]schema.Actor) error {
	var outer []schema.ActorID
	for u := range units {
		if id, ok := cutUnit(u, withinPrefix); ok {
			outer = append(outer, id)
		}
	}
	if len(outer) > 0 {
		contents, err := t.Contents(ctx, outer)
		if err != nil {
			return err
		}
		for _, inner := range contents {
			for _, id := range inner {
				units[placeUnit(id)] = true
			}
		}
	}
	var placed []schema.ActorID
	for id, a := range actors {
		if a.Within != "" {
			placed = append(placed, id)
		}
	}
	if len(placed) == 0 {
		return nil
	}
	stored, err := t.StoredActors(ctx, placed)
	if err != nil {
		return err
	}
	for _, id := range placed {
		if known, ok := stored[id]; ok && known.Within == actors[id].Within {
			continue
		}
		for at := actors[id].Within; at != "" && !units[withinUnit(at)]; at = actors[at].Within {
			units[withinUnit(at)] = true
		}
	}
	return nil
}

// keysOfImport lists what an import has to lock: actors, relations and the units
// that they are filed under.
func (t *tx) keysOfImport(ctx context.Context, actors []schema.Actor, relations []schema.Relation) ([]string, error) {
	merges, err := t.Merges(ctx)
	if err != nil {
		return nil, err
	}
	var keys []string
	for i := range actors {
		keys = append(keys, "actor:"+string(actors[i].ID))
	}
	for i := range relations {
		r := &relations[i]
		c := schema.Claim{Kind: schema.Asserted, Relation: r.ID, Type: r.Type, Source: r.Source, Target: r.Target}
		for _, u := range timeline.Filing(&c, merges) {
			keys = append(keys, string(u))
		}
	}
	return keys, nil
}

// lockFormer locks the units that the imports of locked relations were filed
// under before. Should that wait in a circle with another writer, the database
// lets one of them begin anew.
func (t *tx) lockFormer(ctx context.Context, relations []schema.Relation) error {
	merges, err := t.Merges(ctx)
	if err != nil {
		return err
	}
	ids := make([]schema.RelationID, len(relations))
	for i := range relations {
		ids[i] = relations[i].ID
	}
	former, err := t.Assertions(ctx, ids)
	if err != nil || len(former) == 0 {
		return err
	}
	var keys []string
	for _, claims := range former {
		for i := range claims {
			for _, u := range timeline.Filing(&claims[i], merges) {
				keys = append(keys, string(u))
			}
		}
	}
	return t.lock(ctx, keys)
}

// reserve takes n positions of the log and a recording time, later than all that
// were given before, for a transaction that holds its locks. It is a transaction
// of its own, so that nobody waits: positions of a transaction that fails stay
// empty.
func (s *Store) reserve(ctx context.Context, n int) (last int64, at time.Time, err error) {
	now := s.options.Clock().UTC().Truncate(time.Microsecond)
	err = s.runTaking(ctx, `MATCH (c:Counter {name: 'log'}) SET c.locked = true
		WITH c SET c.claims = c.claims + $n, c.at = CASE WHEN c.at < $now THEN $now ELSE c.at + duration({microseconds: 1}) END
		RETURN c.claims - $n, c.at`, map[string]any{"n": n, "now": now}, func(v []any) {
		last, at = number(v[0]), moment(v[1])
	})
	return last, at, err
}
