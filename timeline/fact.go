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
	unit             Unit
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
// that state it and those of the events that opened it.
func (f *fact) standsOn() []*claim { return distinct(slices.Concat(f.own, f.opening())) }

// opening returns the claims of the events that opened the state.
func (f *fact) opening() []*claim {
	var claims []*claim
	for _, a := range f.openers {
		claims = append(claims, a.claims...)
	}
	return distinct(claims)
}

// finish fills the relation from the fact, all but what refers to other facts.
func (f *fact) finish() {
	f.own = distinct(f.own)
	claims := f.own
	if len(f.openers) > 0 {
		claims = f.standsOn()
	}
	shown := f.own // the best sentence is one that states it, where there is one
	if len(shown) == 0 {
		shown = claims
	}
	best := bestClaim(shown)
	f.relation = schema.Relation{
		ID: f.id(shown[0]), Type: f.typ, Source: f.source, Target: f.target, Roles: f.roles(),
		ValidFrom: f.from, ValidTo: f.to, DateBasis: f.basis, Ended: f.ended, Modality: f.modality,
		Contested: f.contested, Reviewed: f.reviewed(), Claims: bestFirst(best, claims),
		Quote: best.Evidence.Text, Article: best.Article, Office: f.officeName(),
	}
	if f.ended && f.to.IsZero() {
		f.relation.EndedBy = f.endedBy
	}
	f.corroborate(claims)
}

// id names the fact after its first claim.
func (f *fact) id(first *claim) schema.RelationID {
	switch {
	case f.asserted:
		return first.Relation
	case len(f.own) == 0:
		return schema.RelationID(schema.HashID("r", string(first.ID), "open", string(f.typ), string(f.source), string(f.target)))
	}
	return schema.RelationID(schema.HashID("r", string(first.ID)))
}

// reviewed returns what a reviewer said of any of the claims, or of the state
// that they opened.
func (f *fact) reviewed() schema.Verdict {
	var reviewed schema.Verdict
	note := func(v schema.Verdict) {
		if v == schema.Confirm || v == schema.Correct && reviewed == "" {
			reviewed = v
		}
	}
	for _, c := range f.own {
		note(c.verdict)
	}
	for _, a := range f.openers {
		note(a.verdict)
	}
	return reviewed
}

// corroborate fills in what the relation is worth and who vouches for it.
func (f *fact) corroborate(claims []*claim) {
	r := &f.relation
	if f.asserted {
		r.Sources, r.Confidence = 1, f.own[0].Confidence
		return
	}
	r.Sources, r.Confidence = corroborate(f.own, f.opening())
	if f.contested {
		r.Confidence *= contestedFactor
	}
	r.Confidence = rounded(r.Confidence)
	if r.Reviewed != "" {
		r.Confidence = 1
	}
	f.attest(claims)
}

// attest fills in the first and the last publication date.
func (f *fact) attest(claims []*claim) {
	r := &f.relation
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
}

// officeName returns the office as the best claim that names one does.
func (f *fact) officeName() string {
	var named *claim
	for _, c := range f.own {
		if c.Office != "" && (named == nil || c.weight > named.weight) {
			named = c
		}
	}
	if named == nil {
		return ""
	}
	return named.Office
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
