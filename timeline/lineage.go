package timeline

import (
	"cmp"
	"slices"
	"strings"

	"rawabit/schema"
)

// lineage joins the facts of a projection to the versions that were current
// before: a fact keeps its history when its id changes because an earlier claim
// arrived, and when two facts turn out to be one.
type lineage struct {
	before map[*fact][]*schema.Relation // by fact, the version that goes on first
	gone   []*schema.Relation           // without successor
}

// newLineage joins versions and facts. Where nothing was decided, a claim stays
// with its key, and a version goes on in its own unit or not at all.
func newLineage(old []schema.Relation, facts []*fact, decided bool) *lineage {
	l := &lineage{before: map[*fact][]*schema.Relation{}}
	byID := make(map[schema.RelationID]*fact, len(facts))
	for _, f := range facts {
		byID[f.relation.ID] = f
	}
	var lost []*schema.Relation
	for i := range old {
		if f := byID[old[i].ID]; f != nil {
			l.before[f] = append(l.before[f], &old[i])
		} else {
			lost = append(lost, &old[i])
		}
	}
	if len(lost) == 0 {
		return l
	}
	if !decided {
		homes := map[Unit]bool{}
		for _, r := range lost {
			homes[Home(r.Type, r.Source, r.Target)] = true
		}
		facts = slices.DeleteFunc(slices.Clone(facts), func(f *fact) bool { return !homes[f.unit] })
	}
	l.find(lost, facts)
	return l
}

// find looks for the facts that hold the claims of versions whose id no fact has
// any more; failing that, for the one new fact of the same key and days.
func (l *lineage) find(lost []*schema.Relation, facts []*fact) {
	slices.SortFunc(lost, func(a, b *schema.Relation) int { return strings.Compare(string(a.ID), string(b.ID)) })
	byClaim := map[schema.ClaimID][]*fact{} // of the claims of what was lost
	for _, r := range lost {
		for _, id := range r.Claims {
			byClaim[id] = nil
		}
	}
	holds := func(f *fact, claims []*claim) {
		for _, c := range claims {
			if in, wanted := byClaim[c.ID]; wanted {
				byClaim[c.ID] = append(in, f)
			}
		}
	}
	byKey := map[key][]*fact{}
	for _, f := range facts {
		byKey[f.key] = append(byKey[f.key], f)
		holds(f, f.own)
		for _, a := range f.openers {
			holds(f, a.claims)
		}
	}
	for _, r := range lost {
		f := successor(r, byClaim)
		if f == nil {
			f = l.twin(r, byKey[keyOf(r)])
		}
		if f == nil {
			l.gone = append(l.gone, r)
			continue
		}
		l.before[f] = append(l.before[f], r)
	}
	for f, before := range l.before {
		slices.SortFunc(before, func(a, b *schema.Relation) int {
			return cmp.Or(
				isBefore(a.ID == f.relation.ID, b.ID == f.relation.ID),
				cmp.Compare(len(b.Claims), len(a.Claims)), strings.Compare(string(a.ID), string(b.ID)),
			)
		})
	}
}

func isBefore(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

func keyOf(r *schema.Relation) key { return key{r.Type, r.Source, r.Target, r.Modality} }

// successor returns the fact that holds most claims of a version. A fact of
// another key, as a correction makes it, must state the claim that the version is
// named after.
func successor(r *schema.Relation, byClaim map[schema.ClaimID][]*fact) *fact {
	shared := map[*fact]int{}
	name := namesake(r)
	for _, id := range r.Claims {
		for _, f := range byClaim[id] {
			if f.key == keyOf(r) || id == name && slices.ContainsFunc(f.own, func(c *claim) bool { return c.ID == id }) {
				shared[f]++
			}
		}
	}
	var best *fact
	for f, n := range shared {
		if best == nil || n > shared[best] || n == shared[best] && f.relation.ID < best.relation.ID {
			best = f
		}
	}
	return best
}

// namesake returns the claim that a version is named after, "" if it is named
// after an opening event or an import.
func namesake(r *schema.Relation) schema.ClaimID {
	for _, id := range r.Claims {
		if schema.RelationID(schema.HashID("r", string(id))) == r.ID {
			return id
		}
	}
	return ""
}

// twin returns the one fact of the version's key that no version goes on in and
// that has the same beginning.
func (l *lineage) twin(r *schema.Relation, facts []*fact) *fact {
	var found *fact
	for _, f := range facts {
		if len(l.before[f]) > 0 || f.from != r.ValidFrom || f.asserted {
			continue
		}
		if found != nil {
			return nil
		}
		found = f
	}
	return found
}
