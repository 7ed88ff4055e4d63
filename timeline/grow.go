package timeline

import (
	"cmp"
	"slices"

	"rawabit/schema"
)

// growth is what new claims add to the events of one key without moving any that
// was there: claims that join a fact, and facts of their own.
type growth struct {
	joins map[*fact][]*claim
	days  map[days][]*claim // of new facts
	alone []*claim
}

// grow adds the new claims of a key to its events and reports whether it could:
// whether each finds its fact without regard to the others, and none of them moves
// what was there. If not, nothing has changed.
func (o *outcome) grow(k key, stated []*claim, home bool) bool {
	g := growth{joins: map[*fact][]*claim{}, days: map[days][]*claim{}}
	for _, c := range o.fresh {
		if c.undated() && !g.placeUndated(o, k, c, stated) || !c.undated() && !g.placeDated(o, k, c, stated) {
			return false
		}
	}
	changed := make(map[*fact]bool, len(o.fresh))
	for f, claims := range g.joins {
		f.join(claims, home)
		changed[f] = true
	}
	var fresh []*fact
	for _, claims := range g.days {
		fresh = append(fresh, datedFact(k, claims))
	}
	for _, c := range g.alone {
		fresh = append(fresh, &fact{key: k, own: []*claim{c}, basis: schema.BasisNone})
	}
	for _, f := range fresh {
		changed[f] = true
		if home {
			f.settle()
		}
		at, _ := slices.BinarySearchFunc(o.facts, f, compareEvents)
		o.facts = slices.Insert(o.facts, at, f)
	}
	o.act(changed)
	o.fresh = nil
	return true
}

// placeUndated finds the fact of an undated claim whose text tells nothing else of
// the key.
func (g *growth) placeUndated(o *outcome, k key, c *claim, stated []*claim) bool {
	if slices.ContainsFunc(stated, func(other *claim) bool { return other != c && other.src == c.src }) {
		return false
	}
	found, several := o.near(k, c.pub)
	if found == nil || several {
		g.alone = append(g.alone, c)
	} else {
		g.joins[found] = append(g.joins[found], c)
	}
	return true
}

// near finds the one dated fact near a publication day, as nearby.only does.
func (o *outcome) near(k key, pub schema.Day) (found *fact, several bool) {
	if pub == schema.MinDay {
		return nil, false
	}
	before, after := windowOf(k)
	window := days{pub - before, pub + after}
	for _, f := range o.facts {
		d, dated := f.when()
		if !dated || d.width() > widestWindow {
			continue
		}
		if f.to.IsZero() && f.from.Earliest() <= window.hi || !f.to.IsZero() && d.overlaps(window) {
			several = found != nil
			found = f
			if several {
				break
			}
		}
	}
	return found, several
}

// placeDated finds the fact of a claim that is dated to a day: that of the day, or
// a new one on which neither a coarser nor an undated claim depends.
func (g *growth) placeDated(o *outcome, k key, c *claim, stated []*claim) bool {
	if c.when.width() != 1 || slices.ContainsFunc(stated, func(other *claim) bool { return other.src == c.src && other.undated() }) {
		return false
	}
	for _, f := range o.facts {
		if d, dated := f.when(); dated && d == c.when {
			g.joins[f] = append(g.joins[f], c)
			return f.from == c.ValidFrom && f.to == c.ValidTo
		}
	}
	before, after := windowOf(k)
	moves := func(other *claim) bool {
		if other.undated() {
			return c.ValidTo.IsZero() || other.pub != schema.MinDay && c.when.overlaps(days{other.pub - before, other.pub + after})
		}
		return other.when.width() > 1 && other.when.contains(c.when)
	}
	g.days[c.when] = append(g.days[c.when], c)
	return !slices.ContainsFunc(stated, moves)
}

// join adds claims to an event that is there.
func (f *fact) join(claims []*claim, home bool) {
	for _, c := range claims {
		if !c.undated() {
			f.basis = betterBasis(f.basis, c.DateBasis)
		}
	}
	if !home {
		f.own = append(slices.Clip(f.own), claims...)
		return
	}
	f.fold(claims)
	f.relation.DateBasis = f.basis
}

// compareEvents orders events as mergeEvents gives them: dated ones by their days,
// then undated ones by their first claim.
func compareEvents(a, b *fact) int {
	if a.dated != b.dated {
		return isBefore(a.dated, b.dated)
	}
	if !a.dated {
		return compareClaims(a.own[0], b.own[0])
	}
	d, _ := a.when()
	e, _ := b.when()
	return cmp.Or(d.compareWidth(e), d.compareStart(e))
}

// act finds anew what events do that changed.
func (o *outcome) act(changed map[*fact]bool) {
	former := map[*fact][]*act{}
	for _, a := range o.acts {
		former[a.event] = append(former[a.event], a)
	}
	var acts []*act
	for _, f := range o.facts {
		if changed[f] {
			acts = append(acts, actsOf(f)...)
		} else {
			acts = append(acts, former[f]...)
		}
	}
	o.acts = acts
}
