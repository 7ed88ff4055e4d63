package timeline

import (
	"cmp"
	"slices"
	"strings"

	"rawabit/schema"
)

// claim is a claim as the decisions of reviewers leave it, with what merging
// asks of it again and again.
type claim struct {
	*schema.Claim
	verdict schema.Verdict
	src     string     // what counts as one source: the text's hash
	pub     schema.Day // publication; MinDay where unknown
	when    days       // the days that the dates may mean, of an event
	weight  float64    // what the claim alone is worth, from 0 to 1

	reviews []*schema.Decision // in order, of the states that it opens by rule
}

// newClaim wraps a ruling. The claim that it holds is not changed: it may be the
// store's own.
func newClaim(r ruling) *claim {
	if r.Type.Symmetric() && r.Target < r.Source {
		turned := *r.Claim
		turned.Canonical()
		r.Claim = &turned
	}
	c := &claim{Claim: r.Claim, verdict: r.verdict, reviews: r.opened, src: r.SourceHash, pub: r.Published.Earliest()}
	if c.src == "" {
		c.src = cmp.Or(string(r.Article), string(r.ID))
	}
	c.when, _ = whenOf(r.ValidFrom, r.ValidTo)
	c.weight = weigh(r.Claim, r.verdict)
	return c
}

// undated reports whether a claim gives no date at all.
func (c *claim) undated() bool { return c.ValidFrom.IsZero() && c.ValidTo.IsZero() }

// point reports whether a state is told for one day, month or year only: seen
// then, with nothing said of before and after.
func (c *claim) point() bool {
	return !c.Ended && c.ValidFrom == c.ValidTo && !c.ValidFrom.IsZero()
}

// compareClaims orders claims by publication and id; claims without a
// publication date come last. The first of a fact names it.
func compareClaims(a, b *claim) int {
	if a.pub != b.pub {
		return cmp.Compare(pubOrder(a.pub), pubOrder(b.pub))
	}
	return strings.Compare(string(a.ID), string(b.ID))
}

func pubOrder(d schema.Day) schema.Day {
	if d == schema.MinDay {
		return schema.MaxDay
	}
	return d
}

// bestClaim returns the claim that is the best evidence: the weightiest, then
// the earliest.
func bestClaim(claims []*claim) *claim {
	var best *claim
	for _, c := range claims {
		if c.better(best) {
			best = c
		}
	}
	return best
}

// bestFirst returns the ids of claims that are sorted by publication and id: the
// best evidence first, then the others as they stand.
func bestFirst(best *claim, claims []*claim) []schema.ClaimID {
	ids := make([]schema.ClaimID, 1, len(claims))
	ids[0] = best.ID
	for _, c := range claims {
		if c.ID != best.ID {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// distinct sorts claims by publication and id and drops repetitions.
func distinct(claims []*claim) []*claim {
	slices.SortFunc(claims, compareClaims)
	return slices.CompactFunc(claims, func(a, b *claim) bool { return a == b || a.ID == b.ID })
}
