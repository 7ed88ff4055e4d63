package timeline

import (
	"cmp"
	"slices"
	"strings"

	"rawabit/schema"
)

// widestWindow is the width in days of the coarsest dated event that an undated
// report may join by its publication date: a month. A fact that is known to its
// year only attracts nothing.
const widestWindow = 31

// mergeEvents adds the event claims of one key up to facts. Dated claims are
// settled before undated ones, finer ones before coarser ones, so that the result
// does not depend on the order of the claims.
func mergeEvents(k key, claims []*claim) []*fact {
	var dated, undated []*claim
	for _, c := range claims {
		if c.undated() {
			undated = append(undated, c)
		} else {
			dated = append(dated, c)
		}
	}
	facts := mergeDated(k, dated)
	return append(facts, joinUndated(k, facts, undated)...)
}

// mergeDated settles dated claims: those of equal days are one fact, and a
// coarser one joins the one finer fact within it, or stands alone if none or
// several are.
func mergeDated(k key, claims []*claim) []*fact {
	claims = slices.SortedFunc(slices.Values(claims), func(a, b *claim) int {
		if a.when != b.when {
			return cmp.Or(a.when.compareWidth(b.when), a.when.compareStart(b.when))
		}
		return compareClaims(a, b)
	})
	var facts []*fact
	for len(claims) > 0 {
		at, n := claims[0].when, 1
		for n < len(claims) && claims[n].when == at {
			n++
		}
		group := claims[:n]
		claims = claims[n:]
		if home := onlyWithin(facts, at); home != nil {
			home.own = append(home.own, group...)
			continue
		}
		facts = append(facts, datedFact(k, group))
	}
	return facts
}

// onlyWithin returns the one fact that lies within the days, nil if none or
// several do.
func onlyWithin(facts []*fact, at days) *fact {
	if at.width() <= 1 {
		return nil
	}
	var found *fact
	for _, f := range facts {
		if d, _ := f.when(); at.contains(d) {
			if found != nil {
				return nil
			}
			found = f
		}
	}
	return found
}

// datedFact makes a fact of claims that mean the same days. They may spell them
// differently; the shortest spelling is kept, and an end that one of them knows.
func datedFact(k key, group []*claim) *fact {
	f := &fact{key: k, own: slices.Clone(group), dated: true, basis: schema.BasisNone}
	for _, c := range group {
		f.from = shorter(f.from, c.ValidFrom)
		f.to = shorter(f.to, c.ValidTo)
		f.basis = betterBasis(f.basis, c.DateBasis)
	}
	return f
}

func shorter(a, b schema.Date) schema.Date {
	if a != b && (a.IsZero() || !b.IsZero() && b.String() < a.String()) {
		return b
	}
	return a
}

// joinUndated settles undated claims and returns the facts that stand alone. The
// claims of one text, reprints included, go together. They join the one dated
// fact that their own text tells, else the one that lies within the type's window
// before the publication.
func joinUndated(k key, dated []*fact, undated []*claim) []*fact {
	if len(undated) == 0 {
		return nil
	}
	bySource := map[string][]*claim{}
	for _, c := range undated {
		bySource[c.src] = append(bySource[c.src], c)
	}
	near := newNearby(k, dated)
	told := map[string]*fact{} // the one dated fact that a source tells; nil for several
	for _, f := range dated {
		for _, c := range f.own {
			if bySource[c.src] == nil {
				continue
			}
			if other, ok := told[c.src]; ok && other != f {
				told[c.src] = nil
			} else {
				told[c.src] = f
			}
		}
	}
	var alone []*fact
	joins := map[*fact][]*claim{}
	for src, group := range bySource {
		home := told[src]
		if home == nil {
			home = near.only(slices.MinFunc(group, compareClaims).pub)
		}
		if home != nil {
			joins[home] = append(joins[home], group...)
			continue
		}
		slices.SortFunc(group, compareClaims)
		alone = append(alone, &fact{key: k, own: group, basis: schema.BasisNone})
	}
	for f, group := range joins {
		f.own = append(f.own, group...)
	}
	slices.SortFunc(alone, func(a, b *fact) int { return compareClaims(a.own[0], b.own[0]) })
	return alone
}

// nearby finds the dated facts near a publication date.
type nearby struct {
	before, after schema.Day
	byStart       []*fact // sorted by first day, none wider than widestWindow
	goingOn       []*fact // with an open end
}

// windowOf returns how many days before and after a publication an event may lie
// that an undated report of it joins. What is announced lies ahead; what may be, on
// either side.
func windowOf(k key) (before, after schema.Day) {
	window := schema.Day(0)
	if info := k.typ.Info(); info != nil {
		window = schema.Day(info.Window)
	}
	switch k.modality {
	case schema.Planned:
		return 0, window
	case schema.Possible:
		return window, window
	}
	return window, 0
}

func newNearby(k key, facts []*fact) *nearby {
	n := &nearby{}
	n.before, n.after = windowOf(k)
	for _, f := range facts {
		switch d, _ := f.when(); {
		case d.width() > widestWindow:
		case f.to.IsZero():
			n.goingOn = append(n.goingOn, f)
		default:
			n.byStart = append(n.byStart, f)
		}
	}
	slices.SortFunc(n.byStart, func(a, b *fact) int {
		da, _ := a.when()
		db, _ := b.when()
		return cmp.Or(da.compareStart(db), strings.Compare(string(a.own[0].ID), string(b.own[0].ID)))
	})
	return n
}

// only returns the one fact that may lie within the window around a publication
// date, nil if none or several do.
func (n *nearby) only(pub schema.Day) *fact {
	if pub == schema.MinDay {
		return nil
	}
	window := days{pub - n.before, pub + n.after}
	var found *fact
	count := 0
	for _, f := range n.goingOn {
		if f.from.Earliest() <= window.hi {
			found = f
			count++
		}
	}
	start, _ := slices.BinarySearchFunc(n.byStart, window.lo-widestWindow, func(f *fact, d schema.Day) int {
		w, _ := f.when()
		return cmp.Compare(w.lo, d)
	})
	for _, f := range n.byStart[start:] {
		w, _ := f.when()
		if w.lo > window.hi {
			break
		}
		if w.overlaps(window) {
			found = f
			count++
		}
	}
	if count != 1 {
		return nil
	}
	return found
}
