package loader

import (
	"sort"

	"rawabit/schema"
)

// occasionKey is what claims of one occasion share.
type occasionKey struct {
	kind           schema.RelationType
	source, target schema.ActorID
	modality       schema.Modality
}

// Occasions groups the claims of one article by occasion, in the order of the
// first claim of each. Claims of one key (type, ends, modality) and of equal
// dates are one; a coarser or undated one joins the only finer one that it
// contains. What a state did and what its army is said to have done, with no date
// of its own, are one occasion; offices and places are told apart by their ends.
func Occasions(claims []schema.Claim, actors []schema.Actor) [][]*schema.Claim {
	partOf := map[schema.ActorID]schema.ActorID{}
	for i := range actors {
		partOf[actors[i].ID] = actors[i].PartOf
	}
	byKey := map[occasionKey][]*schema.Claim{}
	order := map[*schema.Claim]int{}
	for i := range claims {
		c := &claims[i]
		order[c] = i
		k := occasionKey{c.Type, c.Source, c.Target, c.Modality}
		switch c.Type {
		case schema.Leads, schema.MemberOf, schema.PartOf, schema.LocatedIn:
		default:
			k.source = topOf(partOf, c.Source)
			if c.Type.Symmetric() {
				k.target = topOf(partOf, c.Target)
			}
		}
		byKey[k] = append(byKey[k], c)
	}
	var groups [][]*schema.Claim
	for _, list := range byKey {
		groups = append(groups, splitOccasions(list)...)
	}
	for _, g := range groups {
		sort.Slice(g, func(i, j int) bool { return order[g[i]] < order[g[j]] })
	}
	sort.Slice(groups, func(i, j int) bool { return order[groups[i][0]] < order[groups[j][0]] })
	return groups
}

// topOf follows what an actor is an organ of.
func topOf(partOf map[schema.ActorID]schema.ActorID, id schema.ActorID) schema.ActorID {
	for depth := 0; depth < 5 && partOf[id] != ""; depth++ {
		id = partOf[id]
	}
	return id
}

// splitOccasions separates the claims of one key into occasions, the most
// precise dates first.
func splitOccasions(list []*schema.Claim) [][]*schema.Claim {
	sort.SliceStable(list, func(i, j int) bool { return precision(list[i]) > precision(list[j]) })
	var groups [][]*schema.Claim
	for _, c := range list {
		var fits []int
		for i, g := range groups {
			if sameOccasion(g[0], c) {
				fits = append(fits, i)
			}
		}
		if len(fits) == 1 || len(fits) > 1 && c.Span().Undated() {
			groups[fits[0]] = append(groups[fits[0]], c)
		} else {
			groups = append(groups, []*schema.Claim{c})
		}
	}
	return groups
}

func sameOccasion(fine, c *schema.Claim) bool {
	if fine.Source != c.Source || fine.Target != c.Target {
		return c.Span().Undated()
	}
	if fine.Span() == c.Span() {
		return true
	}
	if c.Span().Undated() {
		return true
	}
	if c.ValidTo.IsZero() && !fine.ValidTo.IsZero() && c.ValidFrom.Precision() == fine.ValidFrom.Precision() {
		return false // what goes on since a day is not what happened on one
	}
	return c.Span().Contains(fine.Span()) && precision(c) < precision(fine)
}

func precision(c *schema.Claim) int {
	p := c.ValidFrom.Precision()
	if c.ValidFrom.IsZero() {
		p = c.ValidTo.Precision()
	}
	out := int(p) * 2
	if c.ValidFrom == c.ValidTo && !c.ValidFrom.IsZero() {
		out++
	}
	return out
}

// leading returns the claim whose dates stand for its occasion: the most precise,
// the earliest in the text on a tie.
func leading(group []*schema.Claim) *schema.Claim {
	best := group[0]
	for _, c := range group[1:] {
		if precision(c) > precision(best) {
			best = c
		}
	}
	return best
}

func least(group []*schema.Claim) schema.ClaimID {
	id := group[0].ID
	for _, c := range group[1:] {
		id = min(id, c.ID)
	}
	return id
}
