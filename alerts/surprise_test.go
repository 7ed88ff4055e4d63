package alerts

import (
	"math"
	"testing"
)

// TestChance gives the upper tails that scipy.stats gives (poisson.sf and
// nbinom.sf), of large numbers too.
func TestChance(t *testing.T) {
	for name, tt := range map[string]struct {
		events         int
		mean, variance float64
		want           float64
	}{
		"none or more":                {0, 3, 3, 1},
		"Poisson":                     {6, 2, 2, 0.016564},
		"negative binomial":           {6, 2, 4, 0.0625},
		"a Poisson of many":           {900, 800, 800, 0.00027591},
		"a negative binomial of many": {2200, 2000, 4000, 0.00101108},
		"as many as expected":         {2000, 2000, 4000, 0.5},
	} {
		t.Run(name, func(t *testing.T) {
			if got := chance(tt.events, tt.mean, tt.variance); math.Abs(got-tt.want) > 0.01*tt.want {
				t.Errorf("%g, want %g", got, tt.want)
			}
		})
	}
}
