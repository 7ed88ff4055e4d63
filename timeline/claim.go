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
	schema.Claim
	verdict schema.Verdict
	src     string     // what counts as one source: the text's hash
	pub     schema.Day // publication; MinDay where unknown
	weight  float64    // what the claim alone is worth, from 0 to 1

	openedBy map[schema.RelationType]*schema.Decision // what reviewers said of the states that it opens by rule
}

func newClaim(r ruling) *claim {
	r.Canonical()
	c := &claim{Claim: r.Claim, verdict: r.verdict, openedBy: r.opened, src: r.SourceHash, pub: r.Published.Earliest()}
	if c.src == "" {
		c.src = cmp.Or(string(r.Article), string(r.ID))
	}
	c.weight = weigh(&r.Claim, r.verdict)
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
	return cmp.Or(
		cmp.Compare(pubOrder(a.pub), pubOrder(b.pub)),
		strings.Compare(string(a.ID), string(b.ID)),
	)
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
	return slices.MinFunc(claims, func(a, b *claim) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), compareClaims(a, b))
	})
}

// ordered returns the ids of claims, best evidence first, then by publication
// and id.
func ordered(claims []*claim) []schema.ClaimID {
	if len(claims) == 0 {
		return nil
	}
	best := bestClaim(claims)
	sorted := slices.SortedFunc(slices.Values(claims), compareClaims)
	ids := make([]schema.ClaimID, 1, len(claims))
	ids[0] = best.ID
	for _, c := range sorted {
		if c.ID != ids[len(ids)-1] && c.ID != best.ID {
			ids = append(ids, c.ID)
		}
	}
	return ids
}
