package timeline

import (
	"cmp"
	"slices"
	"strings"

	"rawabit/schema"
)

// statement is what projections need of a claim. Memories hold very many.
type statement struct {
	ID                 schema.ClaimID
	Kind               schema.ClaimKind
	Article            schema.ArticleID
	Type               schema.RelationType
	Source, Target     schema.ActorID
	Roles              []schema.Role
	ValidFrom, ValidTo schema.Date
	DateBasis          schema.DateBasis
	Ended              bool
	Modality           schema.Modality
	Office             string
	Confidence         float64
	Quote              string
	Relation           schema.RelationID
	Sequence           int64
	Published          schema.Date
}

func statementOf(c *schema.Claim) statement {
	s := statement{
		ID: c.ID, Kind: c.Kind, Article: c.Article, Type: c.Type, Source: c.Source, Target: c.Target, Roles: c.Roles,
		ValidFrom: c.ValidFrom, ValidTo: c.ValidTo, DateBasis: c.DateBasis, Ended: c.Ended, Modality: c.Modality, Office: c.Office,
		Confidence: c.Confidence, Quote: c.Evidence.Text, Relation: c.Relation, Sequence: c.Sequence, Published: c.Published,
	}
	if s.Type.Symmetric() && s.Target < s.Source {
		s.Source, s.Target = s.Target, s.Source
	}
	return s
}

// units returns the units that the claim is filed under.
func (s *statement) units() []Unit {
	return Units(&schema.Claim{Kind: s.Kind, Type: s.Type, Source: s.Source, Target: s.Target, Roles: s.Roles, Relation: s.Relation})
}

// claim is a claim as the decisions of reviewers leave it, with what merging
// asks of it again and again.
type claim struct {
	statement
	verdict schema.Verdict
	src     string     // what counts as one source: the text's hash
	pub     schema.Day // publication; MinDay where unknown
	when    days       // the days that the dates may mean, of an event
	weight  float64    // what the claim alone is worth, from 0 to 1

	reviews []*schema.Decision // in order, of the states that it opens by rule
}

// newClaim takes what is needed from a ruling. The text around the sentence, which
// the caller may hold, is not kept with it.
func newClaim(r ruling) *claim {
	c := &claim{statement: statementOf(r.Claim), verdict: r.verdict, reviews: r.opened, src: r.SourceHash, pub: r.Published.Earliest()}
	if c.src == "" {
		c.src = cmp.Or(string(r.Article), string(r.ID))
	}
	c.Quote = strings.Clone(c.Quote)
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
