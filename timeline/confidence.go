package timeline

import (
	"math"

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

// rounded keeps four decimals, so that equal sets of claims print alike on every
// machine.
func rounded(c float64) float64 { return math.Round(c*1e4) / 1e4 }
