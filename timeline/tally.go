package timeline

import (
	"slices"
	"strings"
)

// tally is what the claims of a fact add up to. Claims may be noted in any order,
// a further one at any time: the sum is the same.
type tally struct {
	best        *claim // the weightiest that is shown, then the earliest
	named       *claim // of those that name the office
	first, last *claim // by publication, of those that have one
	sources     map[string]float64
	weights     []weight // ascending
}

// weight is how many sources weigh so much.
type weight struct {
	of float64
	n  int
}

func newTally(room int) *tally { return &tally{sources: make(map[string]float64, room)} }

// state notes a claim that states the fact.
func (t *tally) state(c *claim) {
	if c.better(t.best) {
		t.best = c
	}
	if c.Office != "" && c.better(t.named) {
		t.named = c
	}
	t.vouch(c, c.weight)
}

// open notes a claim of an event that opened the state.
func (t *tally) open(c *claim) { t.vouch(c, float64(c.weight*ruleFactor)) }

// vouch notes what the source of a claim gives, and when it was published.
func (t *tally) vouch(c *claim, w float64) {
	if !c.Published.IsZero() {
		if t.first == nil || c.pub < t.first.pub || c.pub == t.first.pub && compareClaims(c, t.first) < 0 {
			t.first = c
		}
		if t.last == nil || c.pub > t.last.pub || c.pub == t.last.pub && compareClaims(c, t.last) < 0 {
			t.last = c
		}
	}
	was, known := t.sources[c.src]
	if known && w <= was {
		return
	}
	t.sources[c.src] = w
	if known {
		t.count(was, -1)
	}
	t.count(w, 1)
}

func (t *tally) count(w float64, n int) {
	i, found := slices.BinarySearchFunc(t.weights, w, func(have weight, w float64) int {
		switch {
		case have.of < w:
			return -1
		case have.of > w:
			return 1
		}
		return 0
	})
	if !found {
		t.weights = slices.Insert(t.weights, i, weight{of: w})
	}
	t.weights[i].n += n
}

// confidence returns what the sources give together: 1 - Π(1 - w), each with its
// weightiest claim.
func (t *tally) confidence() float64 {
	doubt := 1.0
	for _, w := range t.weights { // one order, one rounding
		for range w.n {
			doubt = float64(doubt * float64(1-w.of))
		}
	}
	return min(1-doubt, maxConfidence)
}

// better reports whether a claim is better evidence than another: weightier, or
// as weighty and earlier.
func (c *claim) better(than *claim) bool {
	if than == nil || c.weight != than.weight {
		return than == nil || c.weight > than.weight
	}
	if c.pub != than.pub {
		return pubOrder(c.pub) < pubOrder(than.pub)
	}
	return strings.Compare(string(c.ID), string(than.ID)) < 0
}
