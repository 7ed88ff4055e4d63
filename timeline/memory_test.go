package timeline_test

import (
	"testing"

	"pgregory.net/rapid"

	"rawabit/timeline"
)

// TestMemoryChangesNothing records and decides the same in a source that
// remembers and in one that does not: they tell the same, to the version.
func TestMemoryChangesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		claims := drawClaims(rt, t)
		defer explain(rt, claims)
		plain, remembering := newMemory(rt), newMemory(rt)
		remembering.remembered = timeline.NewMemory(rapid.SampledFrom([]int{0, 10, 40, 1000}).Draw(rt, "memory"))
		both := [...]*memory{plain, remembering}
		for _, m := range both {
			m.record(upfront(t)...)
		}
		for len(claims) > 0 {
			n := rapid.IntRange(1, min(4, len(claims))).Draw(rt, "batch")
			for _, m := range both {
				m.record(claims[:n]...)
			}
			if rapid.IntRange(0, 4).Draw(rt, "decide") == 0 {
				decision := drawDecision(rt, plain)
				for _, m := range both {
					m.decide(decision)
				}
			}
			claims = claims[n:]
			same(rt, t, "changes", plain.changes, remembering.changes)
			same(rt, t, "versions", plain.past, remembering.past)
			same(rt, t, "relations", plain.relations, remembering.relations)
		}
	})
}

func same(rt *rapid.T, t *testing.T, what string, want, got any) {
	if a, b := dump(t, want), dump(t, got); a != b {
		rt.Fatalf("%s differ:\n%s\n\n%s", what, a, b)
	}
}
