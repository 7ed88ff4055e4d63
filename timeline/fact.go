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

	trust       float64 // what the claims are worth if nothing contradicts them
	contested   bool
	contestants []*fact // what is against it
	fulfilledBy *fact

	tally    *tally // of a fact that many claims state
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
	if f.tally != nil && len(f.openers) == 0 {
		_, told := f.tally.sources[src]
		return told
	}
	return slices.ContainsFunc(f.own, func(c *claim) bool { return c.src == src })
}

// standsOn returns the claims that the relation counts as its evidence: those
// that state it and those of the events that opened it. The list is not to be
// changed.
func (f *fact) standsOn() []*claim {
	if len(f.openers) == 0 {
		return f.own
	}
	return distinct(slices.Concat(f.own, f.opening()))
}

// opening returns the claims of the events that opened the state.
func (f *fact) opening() []*claim {
	var claims []*claim
	for _, a := range f.openers {
		claims = append(claims, a.claims...)
	}
	return distinct(claims)
}

// settle fills the relation from the fact, all but what refers to other facts.
func (f *fact) settle() {
	f.own = distinct(f.own)
	claims := f.standsOn()
	t := newTally(len(claims))
	for _, c := range f.own {
		t.state(c)
	}
	for _, c := range f.opening() {
		t.open(c)
		if len(f.own) == 0 && c.better(t.best) {
			t.best = c
		}
	}
	f.relation = schema.Relation{
		Type: f.typ, Source: f.source, Target: f.target, Roles: f.roles(), DateBasis: f.basis,
		ValidFrom: f.from, ValidTo: f.to, Ended: f.ended, Modality: f.modality, Reviewed: f.reviewed(),
		Claims: bestFirst(t.best, claims),
	}
	if f.ended && f.to.IsZero() {
		f.relation.EndedBy = f.endedBy
	}
	shown := f.own // the best sentence is one that states it, where there is one
	if len(shown) == 0 {
		shown = claims
	}
	f.relation.ID = f.id(shown[0])
	f.show(t)
	if f.tally = nil; len(f.own) >= worthKeeping {
		f.tally = t
	}
}

// worthKeeping is the number of claims from which on it pays to keep a tally.
const worthKeeping = 4

// show fills in what a tally tells.
func (f *fact) show(t *tally) {
	r := &f.relation
	r.Quote, r.Article = t.best.Quote, t.best.Article
	if t.named != nil {
		r.Office = t.named.Office
	}
	if f.asserted {
		r.Sources, f.trust = 1, f.own[0].Confidence
		return
	}
	r.Sources, f.trust = len(t.sources), t.confidence()
	if t.first != nil {
		r.AttestedFrom, r.AttestedTo = t.first.Published, t.last.Published
	}
}

// fold adds claims that give no date to a fact that is settled and that no event
// opened, and settles it anew. The claims are sorted and not yet part of it.
func (f *fact) fold(claims []*claim) {
	t := f.tally
	plain := t != nil && !slices.ContainsFunc(claims, func(c *claim) bool { return c.verdict != "" || len(c.Roles) > 0 })
	if !plain {
		f.own = append(f.own, claims...)
		f.settle()
		return
	}
	for _, c := range claims {
		t.state(c)
	}
	was, best := f.relation.Claims, f.relation.Claims[0]
	f.own = merged(f.own, claims)
	if t.best.ID == best {
		f.relation.Claims = f.insert(was, claims)
	} else {
		f.relation.Claims = bestFirst(t.best, f.own)
	}
	f.relation.ID = f.id(f.own[0])
	f.show(t)
}

// insert returns the ids of the fact's claims, of which claims are new and was
// are those before, the best first in both.
func (f *fact) insert(was []schema.ClaimID, claims []*claim) []schema.ClaimID {
	place := func(c *claim) int {
		at, _ := slices.BinarySearchFunc(f.own, c, compareClaims)
		return at
	}
	best := place(f.tally.best)
	ids := append(make([]schema.ClaimID, 0, len(was)+len(claims)), was[0])
	was = was[1:]
	for _, c := range claims {
		at := place(c)
		if at < best {
			at++
		}
		n := at - len(ids)
		ids = append(append(ids, was[:n]...), c.ID)
		was = was[n:]
	}
	return append(ids, was...)
}

// finish fills in what refers to other facts.
func (f *fact) finish() {
	r := &f.relation
	r.Contested, r.Confidence = f.contested, f.trust
	if f.asserted {
		return
	}
	if f.contested {
		r.Confidence *= contestedFactor
	}
	r.Confidence = rounded(r.Confidence)
	if r.Reviewed != "" {
		r.Confidence = 1
	}
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

// roles returns the roles that any of the claims names, sorted.
func (f *fact) roles() []schema.Role {
	var roles []schema.Role
	for _, c := range f.own {
		roles = append(roles, c.Roles...)
	}
	if len(roles) == 0 {
		return nil
	}
	slices.SortFunc(roles, func(a, b schema.Role) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(string(a.Actor), string(b.Actor)))
	})
	return slices.Compact(roles)
}
