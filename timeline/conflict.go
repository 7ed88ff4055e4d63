package timeline

import (
	"cmp"
	"slices"

	"rawabit/schema"
)

// fulfilDays is how long after its publication an announcement without a date may
// come true.
const fulfilDays = 366

// contest marks what is contradicted: exclusive states that two hold at a time,
// what a denial denies, and the states that a denied event opened or closed. Both
// sides are kept.
func (p *projection) contest() {
	type ground struct {
		typ    schema.RelationType
		target schema.ActorID
	}
	holders := map[ground][]*fact{}
	byKey := map[key][]*fact{}
	for _, f := range p.facts {
		if f.asserted {
			continue
		}
		byKey[f.key] = append(byKey[f.key], f)
		if info := f.typ.Info(); info != nil && info.Exclusive && f.modality == schema.Actual {
			g := ground{f.typ, f.target}
			holders[g] = append(holders[g], f)
		}
	}
	for _, facts := range holders {
		for i, a := range facts {
			for _, b := range facts[i+1:] {
				if !p.parts.related(a.source, b.source) && a.conflicts(b) {
					a.contestWith(b)
					b.contestWith(a)
				}
			}
		}
	}
	for _, denial := range p.facts {
		if denial.modality != schema.Denied || denial.asserted {
			continue
		}
		k := denial.key
		k.modality = schema.Actual
		for _, f := range byKey[k] {
			if denial.denies(f) {
				f.contestWith(denial)
			}
		}
	}
	for _, f := range p.facts {
		for _, acts := range [][]*act{f.openers, f.closers} {
			for _, a := range acts {
				for _, denial := range a.event.contestants {
					if denial.modality == schema.Denied && !slices.Contains(f.contestants, denial) {
						f.contestWith(denial)
					}
				}
			}
		}
	}
}

func (f *fact) contestWith(other *fact) {
	f.contested = true
	f.contestants = append(f.contestants, other)
}

// conflicts reports whether two exclusive states contradict each other: neither
// is over, or they are known to have held at a time. Where one ends as the other
// begins, or one is over and nobody knows when the other began, there is nothing
// to decide.
func (f *fact) conflicts(g *fact) bool {
	if !f.over() && !g.over() {
		return true
	}
	fs, fe, ok := f.core()
	gs, ge, also := g.core()
	return ok && also && max(fs, gs) < min(fe, ge)
}

// core returns the days on which a state is known to hold: from its beginning or
// the first text that says so, to its end or the text that says it is over. The
// last result is false where no beginning is known.
func (f *fact) core() (from, to schema.Day, ok bool) {
	from, to = schema.MaxDay, schema.MaxDay
	if !f.from.IsZero() {
		from = f.from.Latest()
	} else {
		for _, c := range f.own {
			if c.undated() && !c.Ended {
				from = min(from, pubOrder(c.pub))
			}
		}
	}
	switch {
	case !f.to.IsZero():
		to = f.to.Earliest()
	case f.ended && !f.endedBy.IsZero():
		to = f.endedBy.Earliest()
	}
	return from, to, from != schema.MaxDay
}

// denies reports whether a denial is about a fact of the same key. A dated one is
// about what happened or held then. An undated one is about what was told within
// the type's window before it, or about the state that may hold on its
// publication day.
func (f *fact) denies(g *fact) bool {
	if f.typ.IsState() {
		return f.deniesState(g)
	}
	window := schema.Day(1)
	if info := f.typ.Info(); info != nil {
		window = max(window, schema.Day(info.Window))
	}
	at, dated := f.when()
	was, told := g.when()
	if dated && told {
		return at.overlaps(was)
	}
	pub := unknownFirst(f.firstPub())
	if slices.ContainsFunc(f.own, func(c *claim) bool { return g.tellsFrom(c.src) }) {
		return true
	}
	if pub == schema.MinDay {
		return false
	}
	if told {
		return was.overlaps(days{pub - window, pub})
	}
	return slices.ContainsFunc(g.own, func(c *claim) bool { return c.pub != schema.MinDay && distance(c.pub, pub) <= window })
}

func (f *fact) deniesState(g *fact) bool {
	if f.from.IsZero() && f.to.IsZero() {
		pub := unknownFirst(f.firstPub())
		return pub != schema.MinDay && g.mayHoldOn(pub)
	}
	return f.from.Earliest() <= g.to.Latest() && g.from.Earliest() <= f.to.Latest()
}

// fulfil points every announcement to what made it true: the first fact of its
// key that happened, or began, on the day of the announcement or later, and
// within the days that it named.
func (p *projection) fulfil() {
	byKey := map[key][]*fact{}
	for _, f := range p.facts {
		if f.modality == schema.Actual && !f.asserted && (!f.from.IsZero() || !f.to.IsZero()) {
			byKey[f.key] = append(byKey[f.key], f)
		}
	}
	for _, facts := range byKey {
		slices.SortFunc(facts, func(a, b *fact) int {
			da, _ := a.when()
			db, _ := b.when()
			return cmp.Or(da.compareStart(db), cmp.Compare(a.to.String(), b.to.String()), compareStanding(a, b))
		})
	}
	for _, plan := range p.facts {
		if plan.modality != schema.Planned || plan.asserted {
			continue
		}
		k := plan.key
		k.modality = schema.Actual
		for _, f := range byKey[k] {
			if plan.fulfilledIn(f) {
				plan.fulfilledBy = f
				break
			}
		}
	}
}

func compareStanding(a, b *fact) int {
	return compareClaims(a.standsOn()[0], b.standsOn()[0])
}

func (f *fact) fulfilledIn(g *fact) bool {
	pub := unknownFirst(f.firstPub())
	if pub == schema.MinDay || g.from.IsZero() && g.typ.IsState() {
		return false
	}
	at, _ := g.when()
	if g.typ.IsState() {
		at = bounds(g.from)
	}
	if at.hi < pub || at.width() > widestWindow {
		return false
	}
	planned, dated := f.when()
	if !dated {
		return at.lo <= pub+fulfilDays
	}
	if f.to.IsZero() {
		planned.hi = schema.MaxDay // «from March on»
	}
	return planned.overlaps(at)
}
