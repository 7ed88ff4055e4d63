package timeline

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"rawabit/schema"
)

// diff is the way from the versions that were current to the facts of a new
// projection.
type diff struct {
	r       *reading
	at      time.Time
	facts   []*fact
	lineage *lineage
	last    map[schema.RelationID]int
	current map[schema.RelationID]bool

	standing map[schema.RelationID]bool // current, and not computed again; nil until it is asked for
}

func newDiff(r *reading, facts []*fact, decided bool, at time.Time) *diff {
	d := &diff{r: r, at: at, facts: facts, lineage: newLineage(r.old, facts, decided), current: map[schema.RelationID]bool{}}
	for _, f := range facts {
		d.current[f.relation.ID] = true
	}
	return d
}

// countVersions asks the source for the past of the ids that are current anew.
func (d *diff) countVersions(ctx context.Context) error {
	source, ok := d.r.src.(Historian)
	if !ok {
		return nil
	}
	var ids []schema.RelationID
	for _, f := range d.facts {
		if before := d.lineage.before[f]; len(before) == 0 || before[0].ID != f.relation.ID {
			ids = append(ids, f.relation.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	slices.Sort(ids)
	var err error
	d.last, err = source.LastVersions(ctx, ids)
	return err
}

// delta returns what a store has to write.
func (d *diff) delta() Delta {
	var out Delta
	now := make(map[Unit]map[key][]schema.Relation, len(d.r.units))
	stands := func(f *fact, r *schema.Relation) {
		if now[f.unit] == nil {
			now[f.unit] = map[key][]schema.Relation{}
		}
		now[f.unit][f.key] = append(now[f.unit][f.key], *r)
	}
	for _, f := range d.facts {
		before := d.lineage.before[f]
		r := &f.relation
		r.Version, r.Aliases = d.last[r.ID]+1, nil
		if len(before) > 0 {
			r.Version = max(d.last[r.ID], before[0].Version) + 1
			r.Aliases = d.aliases(r.ID, before)
			if len(before) == 1 && before[0].ID == r.ID && sameVersion(before[0], r) {
				stands(f, before[0])
				continue
			}
		}
		r.RecordedAt = d.at
		stands(f, r)
		out.Relations = append(out.Relations, *r)
		for _, old := range before {
			out.Retired = append(out.Retired, d.retire(old))
		}
		out.Changes = append(out.Changes, d.changes(f, before)...)
	}
	for _, old := range d.lineage.gone {
		out.Retired = append(out.Retired, d.retire(old))
		was := *old
		out.Changes = append(out.Changes, schema.Change{
			ID: changeID(old.ID, old.Version, schema.Retracted), Kind: schema.Retracted, Relation: old.ID,
			Before: &was, ValidDate: old.ValidFrom, Claims: old.Claims, RecordedAt: d.at,
		})
	}
	d.r.settle(now)
	byID := func(a, b schema.Relation) int { return strings.Compare(string(a.ID), string(b.ID)) }
	slices.SortFunc(out.Relations, byID)
	slices.SortFunc(out.Retired, byID)
	sortChanges(out.Changes)
	return out
}

func (d *diff) retire(r *schema.Relation) schema.Relation {
	gone := *r
	gone.RetractedAt = d.at
	return gone
}

// aliases returns the former ids of a fact, sorted, without those that name
// another fact again.
func (d *diff) aliases(id schema.RelationID, before []*schema.Relation) []schema.RelationID {
	if len(before) == 1 && before[0].ID == id && len(before[0].Aliases) == 0 {
		return nil
	}
	var ids []schema.RelationID
	for _, r := range before {
		ids = append(append(ids, r.ID), r.Aliases...)
	}
	slices.Sort(ids)
	if d.standing == nil {
		d.standing = d.r.standing()
	}
	return slices.DeleteFunc(slices.Compact(ids), func(a schema.RelationID) bool { return a == id || d.current[a] || d.standing[a] })
}

// changes tells how a fact changed.
func (d *diff) changes(f *fact, before []*schema.Relation) []schema.Change {
	after := f.relation
	var was *schema.Relation
	if len(before) > 0 {
		copied := *before[0]
		was = &copied
	}
	var changes []schema.Change
	for _, kind := range kindsBetween(before, &after) {
		changes = append(changes, schema.Change{
			ID: changeID(after.ID, after.Version, kind), Kind: kind, Relation: after.ID, Before: was, After: &after,
			ValidDate: validDate(kind, &after), Claims: d.evidence(f, kind, before), RecordedAt: d.at,
		})
	}
	return changes
}

func changeID(id schema.RelationID, version int, kind schema.ChangeKind) schema.ChangeID {
	return schema.ChangeID(schema.HashID("h", string(id), strconv.Itoa(version), string(kind)))
}

// evidence returns the claims that made a change, best first: of a closing those
// that tell the end, of a contradiction those against the fact, of a
// confirmation or a revision those that are new.
func (d *diff) evidence(f *fact, kind schema.ChangeKind, before []*schema.Relation) []schema.ClaimID {
	var claims []*claim
	switch kind {
	case schema.Closed:
		claims = slices.Clone(f.enders)
		for _, a := range f.closers {
			claims = append(claims, a.event.own...)
		}
	case schema.Contradicted:
		for _, against := range f.contestants {
			claims = append(claims, against.standsOn()...)
		}
	case schema.Confirmed, schema.Revised:
		claims = f.since(before)
	}
	if len(claims) == 0 {
		return f.relation.Claims
	}
	claims = distinct(claims)
	return bestFirst(bestClaim(claims), claims)
}

// since returns the claims of a fact that the versions before do not have.
func (f *fact) since(before []*schema.Relation) []*claim {
	all := f.standsOn()
	if len(before) == 1 && len(before[0].Claims) > 0 {
		if claims, ok := added(before[0].Claims, all); ok {
			return claims
		}
	}
	known := map[schema.ClaimID]bool{}
	for _, r := range before {
		for _, id := range r.Claims {
			known[id] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(c *claim) bool { return known[c.ID] })
}

// added returns the claims that are not among ids, if both are sorted alike but
// for the first id, and every id is there.
func added(ids []schema.ClaimID, claims []*claim) ([]*claim, bool) {
	var fresh []*claim
	first, rest := ids[0], ids[1:]
	found := false
	for _, c := range claims {
		switch {
		case len(rest) > 0 && c.ID == rest[0]:
			rest = rest[1:]
		case !found && c.ID == first:
			found = true
		default:
			fresh = append(fresh, c)
		}
	}
	return fresh, found && len(rest) == 0
}

// sameList compares two lists, of which one may be the other.
func sameList(a, b []schema.ClaimID) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0] || slices.Equal(a, b))
}

// sameVersion reports whether a new version would say what the current one says.
func sameVersion(a, b *schema.Relation) bool {
	return a.Type == b.Type && a.Source == b.Source && a.Target == b.Target && slices.Equal(a.Roles, b.Roles) &&
		a.ValidFrom == b.ValidFrom && a.ValidTo == b.ValidTo && a.DateBasis == b.DateBasis && a.Ended == b.Ended &&
		a.AttestedFrom == b.AttestedFrom && a.AttestedTo == b.AttestedTo && a.EndedBy == b.EndedBy &&
		a.Modality == b.Modality && math.Abs(a.Confidence-b.Confidence) < 1e-6 && a.Sources == b.Sources &&
		a.Contested == b.Contested && a.Reviewed == b.Reviewed && a.FulfilledBy == b.FulfilledBy && a.Office == b.Office &&
		a.Quote == b.Quote && a.Article == b.Article && sameList(a.Claims, b.Claims) && slices.Equal(a.Aliases, b.Aliases)
}
