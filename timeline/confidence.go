package timeline

import (
	"math"
	"slices"

	"rawabit/schema"
)

// The constants of confidence. A claim weighs what the loader gave it, less
// where it is only somebody's word or hedged; sources add up as independent
// witnesses do, and never to certainty.
const (
	defaultConfidence = 0.5  // of a claim that gives none
	attributedFactor  = 0.8  // the article does not say so itself
	plannedFactor     = 0.9  // announced
	possibleFactor    = 0.8  // hedged
	ruleFactor        = 0.9  // it tells the event that opened the state, not the state
	contestedFactor   = 0.6  // contradicted
	maxConfidence     = 0.99 // of what only texts say
)

// weigh returns what a claim alone is worth.
func weigh(c *schema.Claim, verdict schema.Verdict) float64 {
	if verdict == schema.Confirm || verdict == schema.Correct {
		return 1
	}
	w := c.Confidence
	if w <= 0 {
		w = defaultConfidence
	}
	if c.AttributedTo != "" {
		w = float64(w * attributedFactor)
	}
	switch c.Modality {
	case schema.Planned:
		w = float64(w * plannedFactor)
	case schema.Possible:
		w = float64(w * possibleFactor)
	}
	return min(w, 1)
}

// corroborate returns the number of independent sources among the claims that
// state a fact and those of the events that opened it, and the confidence that
// they give together: 1 - Π(1 - w) over the sources, each with its weightiest
// claim.
func corroborate(stating, opening []*claim) (sources int, confidence float64) {
	bySource := make(map[string]float64, len(stating)+len(opening))
	for _, c := range stating {
		bySource[c.src] = max(bySource[c.src], c.weight)
	}
	for _, c := range opening {
		bySource[c.src] = max(bySource[c.src], float64(c.weight*ruleFactor))
	}
	weights := make([]float64, 0, len(bySource))
	for _, w := range bySource {
		weights = append(weights, w)
	}
	slices.Sort(weights) // one order, one rounding
	doubt := 1.0
	for _, w := range weights {
		doubt = float64(doubt * float64(1-w))
	}
	return len(weights), min(1-doubt, maxConfidence)
}

// rounded keeps four decimals, so that equal sets of claims print alike on every
// machine.
func rounded(c float64) float64 { return math.Round(c*1e4) / 1e4 }
