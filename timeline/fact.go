package timeline

import (
	"cmp"
	"slices"
	"strings"

	"rawabit/schema"
)

// key says which claims may be one fact.
type key struct {
	typ            schema.RelationType
	source, target schema.ActorID
	modality       schema.Modality
}

func (k key) compare(o key) int {
	return cmp.Or(
		strings.Compare(string(k.typ), string(o.typ)),
		strings.Compare(string(k.source), string(o.source)),
		strings.Compare(string(k.target), string(o.target)),
		strings.Compare(string(k.modality), string(o.modality)),
	)
}

// edge reports whether the key has two ends that are not one actor.
func (k key) edge() bool { return k.source != "" && k.target != "" && k.source != k.target }

// fact is what claims add up to: a relation in the making.
type fact struct {
	key
	from, to         schema.Date
	fromRule, toRule bool // the end was set by an event or by the registry
	basis            schema.DateBasis
	ended            bool
	endedBy          schema.Date

	own      []*claim // the claims that state it
	openers  []*act   // the events that opened the state
	closers  []*act   // the events that closed it
	enders   []*claim // those of own that say that it is over
	dated    bool     // own holds a dated claim
	seen     bool     // a state told for one day or span only
	office   bool     // the registry has it
	asserted bool     // an import

	contested   bool
	contestants []*fact // what is against it
	fulfilledBy *fact

	relation schema.Relation
}

// when returns the days of an event.
func (f *fact) when() (days, bool) { return whenOf(f.from, f.to) }

// firstPub returns the earliest publication day of the fact's own claims,
// MaxDay where none is known.
func (f *fact) firstPub() schema.Day {
	first := schema.MaxDay
	for _, c := range f.own {
		first = min(first, pubOrder(c.pub))
	}
	return first
}

func (f *fact) tellsFrom(src string) bool {
	return slices.ContainsFunc(f.own, func(c *claim) bool { return c.src == src })
}

// standsOn returns the claims that the relation counts as its evidence: those
// that state it, or, where no text states it, those of the events that opened
// it.
func (f *fact) standsOn() []*claim {
	if len(f.own) > 0 {
		return f.own
	}
	var claims []*claim
	for _, a := range f.openers {
		claims = append(claims, a.claims...)
	}
	return distinct(claims)
}

// finish fills the relation from the fact, all but what refers to other facts.
func (f *fact) finish() {
	f.own = distinct(f.own)
	claims := f.standsOn()
	least := claims[0]
	r := schema.Relation{
		ID: schema.RelationID(schema.HashID("r", string(least.ID))), Type: f.typ, Source: f.source, Target: f.target,
		Roles: f.roles(), ValidFrom: f.from, ValidTo: f.to, DateBasis: f.basis, Ended: f.ended, Modality: f.modality,
		Claims: ordered(claims),
	}
	if len(f.own) == 0 {
		r.ID = schema.RelationID(schema.HashID("r", string(least.ID), "open", string(f.typ), string(f.source), string(f.target)))
	}
	if f.ended && f.to.IsZero() {
		r.EndedBy = f.endedBy
	}
	f.attest(&r, claims)
	f.corroborate(&r, claims)
	f.relation = r
}

// corroborate fills in what the relation is worth and who vouches for it.
func (f *fact) corroborate(r *schema.Relation, claims []*claim) {
	if f.asserted {
		r.Sources, r.Confidence = 1, f.own[0].Confidence
		r.ID = f.own[0].Relation
		r.AttestedFrom, r.AttestedTo = schema.Date{}, schema.Date{}
	} else {
		r.Sources, r.Confidence = corroborate(claims)
		if len(f.own) == 0 {
			r.Confidence *= ruleFactor
		}
		if f.contested {
			r.Confidence *= contestedFactor
		}
		r.Confidence = rounded(r.Confidence)
	}
	r.Contested = f.contested
	for _, c := range claims {
		verdict := c.verdict
		if d := c.openedBy[f.typ]; len(f.own) == 0 {
			verdict = ""
			if d != nil {
				verdict = d.Verdict
			}
		}
		if verdict == schema.Confirm || verdict == schema.Correct && r.Reviewed == "" {
			r.Reviewed = verdict
		}
	}
	if r.Reviewed != "" {
		r.Confidence = 1
	}
}

// attest fills in the publication dates, the best sentence and the office.
func (f *fact) attest(r *schema.Relation, claims []*claim) {
	for _, c := range claims {
		if c.Published.IsZero() {
			continue
		}
		if r.AttestedFrom.IsZero() || c.pub < r.AttestedFrom.Earliest() {
			r.AttestedFrom = c.Published
		}
		if r.AttestedTo.IsZero() || c.pub > r.AttestedTo.Earliest() {
			r.AttestedTo = c.Published
		}
	}
	best := bestClaim(claims)
	r.Quote, r.Article = best.Evidence.Text, best.Article
	var named *claim
	for _, c := range f.own {
		if c.Office != "" && (named == nil || c.weight > named.weight) {
			named = c
		}
	}
	if named != nil {
		r.Office = named.Office
	}
}

// roles returns the roles that any of the claims names, sorted.
func (f *fact) roles() []schema.Role {
	var roles []schema.Role
	for _, c := range f.own {
		roles = append(roles, c.Roles...)
	}
	slices.SortFunc(roles, func(a, b schema.Role) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(string(a.Actor), string(b.Actor)))
	})
	return slices.Compact(roles)
}
