package timeline_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"rawabit/schema"
)

// TestNewImportsStandAlone imports among claims of all kinds: whether the claims
// of the same units are read or not, the outcome is the same.
func TestNewImportsStandAlone(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var before, imports, after []schema.Claim
		for _, c := range drawClaims(rt, t) {
			switch {
			case c.Kind == schema.Asserted:
			case rapid.Bool().Draw(rt, "later"):
				after = append(after, c)
			default:
				before = append(before, c)
			}
		}
		for i := range rapid.IntRange(1, 6).Draw(rt, "imports") {
			words := rapid.SampledFrom([]string{"CONTROLS army raqqa 2026..", "CONTROLS sdf raqqa", "LEADS sharaa syria 2025..", "MET russia syria 2026-01-15", "FIGHTS army sdf", "MEMBER_OF assad syria DENIED"}).Draw(rt, "import")
			imports = append(imports, said(t, fmt.Sprintf("i 2026-01-01 %s import=x-%d", words, i))...)
		}
		defer explain(rt, append(append(before, imports...), after...))
		alone, among := newMemory(rt), newMemory(rt)
		both := [...]*memory{alone, among}
		for _, m := range both {
			m.record(upfront(t)...)
			m.record(before...)
			m.read, m.bare = 0, m == among
			m.record(imports...)
			m.bare = false
		}
		if alone.read > 0 || among.read == 0 {
			rt.Fatalf("%d and %d claims were read", alone.read, among.read)
		}
		for _, m := range both {
			m.record(after...)
			m.record(said(t, "i 2026-01-01 CONTROLS russia hasakah 2026.. import=x-0")...)
		}
		same(rt, t, "changes", alone.changes, among.changes)
		same(rt, t, "versions", alone.past, among.past)
		same(rt, t, "relations", alone.relations, among.relations)
	})
}
