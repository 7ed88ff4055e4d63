package timeline_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"rawabit/schema"
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

// TestBusyFacts records many reports of few facts, as busy days bring them.
func TestBusyFacts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		plain, remembering := newMemory(rt), newMemory(rt)
		remembering.remembered = timeline.NewMemory(1000)
		both := [...]*memory{plain, remembering}
		office := rapid.SampledFrom([]string{"2020-01-01..", "2020-01-01..2026-02-01", "2021"}).Draw(rt, "office")
		for _, m := range both {
			m.record(said(t, "r 2026-01-01 LEADS putin russia registry "+office)...)
		}
		common := rapid.SampledFrom([]string{"LEADS putin russia", "PRESENT_IN russia raqqa", "ATTACKED israel gaza"}).Draw(rt, "common")
		for batch := range rapid.IntRange(2, 12).Draw(rt, "batches") {
			var claims []schema.Claim
			for i := range rapid.IntRange(1, 8).Draw(rt, "claims") {
				words := common
				switch rapid.IntRange(0, 24).Draw(rt, "odd") {
				case 0:
					words += " 2026-01-15.."
				case 1:
					words += " ended"
				case 2:
					words = "RESIGNED_FROM putin russia 2026-01-20"
				}
				day := rapid.IntRange(1, 28).Draw(rt, "day")
				text := rapid.SampledFrom([]string{"", "", "", " text=t-a0"}).Draw(rt, "text")
				c := said(t, fmt.Sprintf("a%d-%d 2026-0%d-%02d %s%s", batch, i, rapid.IntRange(1, 2).Draw(rt, "month"), day, words, text))[0]
				c.Confidence = rapid.SampledFrom([]float64{0.5, 0.7, 0.9}).Draw(rt, "confidence")
				claims = append(claims, c)
			}
			for _, m := range both {
				m.record(claims...)
			}
			same(rt, t, "changes", plain.changes, remembering.changes)
			same(rt, t, "relations", plain.relations, remembering.relations)
		}
	})
}

// TestBusyEvents records many reports of events of few pairs: on days of their own,
// on one, in a month or going on, undated, several in a text.
func TestBusyEvents(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		plain, remembering := newMemory(rt), newMemory(rt)
		remembering.remembered = timeline.NewMemory(1000)
		both := [...]*memory{plain, remembering}
		common := rapid.SampledFrom([]string{"ATTACKED israel gaza", "CAPTURED israel raqqa", "WITHDREW_FROM russia syria", "DISMISSED russia putin"}).Draw(rt, "common")
		undated := rapid.IntRange(0, 3).Draw(rt, "undated")
		for batch := range rapid.IntRange(2, 12).Draw(rt, "batches") {
			var claims []schema.Claim
			for i := range rapid.IntRange(1, 5).Draw(rt, "claims") {
				words, month, day := common, rapid.IntRange(1, 4).Draw(rt, "month"), rapid.IntRange(1, 28).Draw(rt, "day")
				switch odd := rapid.IntRange(0, 12).Draw(rt, "odd"); {
				case odd < undated:
				case odd == 4:
					words += fmt.Sprintf(" 2026-0%d", month)
				case odd == 5:
					words += fmt.Sprintf(" 2026-0%d-%02d..", month, day)
				case odd == 6:
					words += fmt.Sprintf(" 2026-0%d-%02d..2026-0%d-28", month, day, month)
				case odd == 7:
					words = "PRESENT_IN russia raqqa"
				default:
					words += fmt.Sprintf(" 2026-0%d-%02d", month, day)
				}
				modality := rapid.SampledFrom([]string{"", "", "", "", " PLANNED", " DENIED"}).Draw(rt, "modality")
				text := rapid.SampledFrom([]string{"", "", "", " text=t-a0", " place=raqqa"}).Draw(rt, "text")
				told := rapid.IntRange(1, 28).Draw(rt, "told")
				c := said(t, fmt.Sprintf("a%d-%d 2026-0%d-%02d %s%s%s", batch, i, month, told, words, modality, text))[0]
				c.Confidence = rapid.SampledFrom([]float64{0.5, 0.7, 0.9}).Draw(rt, "confidence")
				c.DateBasis = rapid.SampledFrom([]schema.DateBasis{schema.BasisExplicit, schema.BasisRelative}).Draw(rt, "basis")
				claims = append(claims, c)
			}
			for _, m := range both {
				m.record(claims...)
			}
			same(rt, t, "changes", plain.changes, remembering.changes)
			same(rt, t, "relations", plain.relations, remembering.relations)
		}
	})
}

func same(rt *rapid.T, t *testing.T, what string, want, got any) {
	if a, b := dump(t, want), dump(t, got); a != b {
		rt.Fatalf("%s differ:\n%s\n\n%s", what, a, b)
	}
}
