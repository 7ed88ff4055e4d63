package record

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"time"

	"rawabit/schema"
	"rawabit/store/adjacency"
	"rawabit/timeline"
)

// Log is everything that a store was told, in any order: what its relations and
// changes are computed from.
type Log struct {
	Actors    []schema.Actor
	Claims    []schema.Claim // with RecordedAt and Sequence
	Decisions []schema.Decision
}

// Replay computes every relation and change again: it puts the log into a fresh
// ledger, one transaction after the other as they were recorded.
func Replay(ctx context.Context, log Log, progress func(done, total int)) (*Ledger, error) {
	l := NewLedger()
	if err := l.PutActors(ctx, log.Actors); err != nil {
		return nil, err
	}
	slices.SortFunc(log.Claims, func(a, b schema.Claim) int { return cmp.Compare(a.Sequence, b.Sequence) })
	slices.SortFunc(log.Decisions, func(a, b schema.Decision) int { return cmp.Compare(a.Sequence, b.Sequence) })
	total := len(log.Claims) + len(log.Decisions)
	claims, decisions := log.Claims, log.Decisions
	for len(claims)+len(decisions) > 0 {
		if progress != nil {
			progress(total-len(claims)-len(decisions), total)
		}
		if err := ctx.Err(); err != nil {
			return nil, &schema.Error{Code: schema.CodeTimeout, Message: "the time allowed for the rebuild has passed", Cause: err}
		}
		if len(claims) == 0 || len(decisions) > 0 && decisions[0].At.Before(claims[0].RecordedAt) {
			if err := carryOut(ctx, l, &Result{At: decisions[0].At, Decision: decisions[0]}); err != nil {
				return nil, err
			}
			decisions = decisions[1:]
			continue
		}
		n := 1
		for n < len(claims) && claims[n].RecordedAt.Equal(claims[0].RecordedAt) {
			n++
		}
		if _, err := enter(ctx, l, claims[:n], claims[0].RecordedAt); err != nil {
			return nil, err
		}
		claims = claims[n:]
	}
	if progress != nil {
		progress(total, total)
	}
	return l, nil
}

// Computed is what a store computed: every version of every relation and every
// change, in any order.
type Computed struct {
	Versions []Version
	Changes  []schema.Change
}

// Version is a version of a relation. The claims of a past one may be left out:
// Before then tells them by those of the next one, as adjacency.ClaimsBefore
// does.
type Version struct {
	schema.Relation
	Before string
}

// Computed returns what the ledger holds.
func (l *Ledger) Computed() Computed {
	l.mu.RLock()
	defer l.mu.RUnlock()
	c := Computed{Versions: make([]Version, len(l.versions)), Changes: make([]schema.Change, len(l.changes))}
	for i, r := range l.versions {
		c.Versions[i] = *r
	}
	for i, change := range l.changes {
		c.Changes[i] = *change
	}
	return c
}

// Log returns the log of a ledger.
func (l *Ledger) Log() Log {
	l.mu.RLock()
	defer l.mu.RUnlock()
	log := Log{Decisions: slices.Clone(l.decisions)}
	for _, a := range l.actors {
		log.Actors = append(log.Actors, *a)
	}
	for _, c := range l.claimLog {
		log.Claims = append(log.Claims, *c)
	}
	return log
}

// Differences returns the ids of the relations of which two computations differ
// in any version or change, sorted.
func Differences(a, b Computed) []schema.RelationID {
	type key struct {
		id schema.RelationID
		n  int64
	}
	different := map[schema.RelationID]bool{}
	versions := make(map[key]*Version, len(a.Versions))
	for i := range a.Versions {
		r := &a.Versions[i]
		versions[key{r.ID, int64(r.Version)}] = r
	}
	ofA, ofB := newHistories(a.Versions), newHistories(b.Versions)
	for i := range b.Versions {
		r := &b.Versions[i]
		k := key{r.ID, int64(r.Version)}
		if was := versions[k]; was == nil || !sameVersion(was, r) && !sameVersion(ofA.whole(was), ofB.whole(r)) {
			different[r.ID] = true
		}
		delete(versions, k)
	}
	for k := range versions {
		different[k.id] = true
	}
	changes := make(map[key]*schema.Change, len(a.Changes))
	for i := range a.Changes {
		c := &a.Changes[i]
		changes[key{c.Relation, c.Cursor}] = c
	}
	for i := range b.Changes {
		c := &b.Changes[i]
		k := key{c.Relation, c.Cursor}
		if was := changes[k]; was == nil || was.ID != c.ID || was.Kind != c.Kind || was.ValidDate != c.ValidDate || !was.RecordedAt.Equal(c.RecordedAt) {
			different[c.Relation] = true
		}
		delete(changes, k)
	}
	for k := range changes {
		different[k.id] = true
	}
	ids := make([]schema.RelationID, 0, len(different))
	for id := range different {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// histories are the versions of each relation, in order.
type histories map[schema.RelationID][]*Version

func newHistories(versions []Version) histories {
	h := make(histories, len(versions))
	for i := range versions {
		r := &versions[i]
		h[r.ID] = append(h[r.ID], r)
	}
	for _, list := range h {
		slices.SortFunc(list, byVersion)
	}
	return h
}

func byVersion(a, b *Version) int { return cmp.Compare(a.Version, b.Version) }

// whole returns a version with its claims: stores may tell them in different ways.
func (h histories) whole(v *Version) *Version {
	list := h[v.ID]
	at, _ := slices.BinarySearchFunc(list, v, byVersion)
	end := at
	for end < len(list)-1 && list[end].Before != "" {
		end++
	}
	claims := list[end].Claims
	for end--; end >= at; end-- {
		claims = adjacency.ClaimsOfDiff(list[end].Before, claims)
	}
	out := *v
	out.Before, out.Claims = "", claims
	return &out
}

// sameVersion compares two versions as they are told; an empty list equals none.
func sameVersion(a, b *Version) bool {
	x, y := plainVersion(&a.Relation), plainVersion(&b.Relation)
	return a.Before == b.Before && a.RecordedAt.Equal(b.RecordedAt) && a.RetractedAt.Equal(b.RetractedAt) && reflect.DeepEqual(x, y)
}

func plainVersion(r *schema.Relation) schema.Relation {
	c := *r
	c.RecordedAt, c.RetractedAt = time.Time{}, time.Time{}
	c.Roles, c.Claims, c.Aliases = slices.Clip(c.Roles), slices.Clip(c.Claims), slices.Clip(c.Aliases)
	if len(c.Roles) == 0 {
		c.Roles = nil
	}
	if len(c.Claims) == 0 {
		c.Claims = nil
	}
	if len(c.Aliases) == 0 {
		c.Aliases = nil
	}
	return c
}

var _ Tx = (*Ledger)(nil)
var _ timeline.Historian = (*Ledger)(nil)
