package timeline_test

import (
	"slices"
	"testing"

	"rawabit/schema"
)

// TestQamishliStory tells a withdrawal as claims about it come in and asks what
// held when.
func TestQamishliStory(t *testing.T) {
	m := newMemory(t)
	m.record(said(t,
		"r 2026-01-01 LEADS sharaa syria 2025-01-29.. registry", "r 2026-01-01 LEADS putin russia 2012-05-07.. registry",
		"r 2026-01-01 LEADS assad syria 2000-07-17..2024-12-08 registry",
	)...)
	m.record(said(t,
		"a1 2026-01-28 VISITED sharaa moscow 2026-01-28", "a1 2026-01-28 LEADS sharaa syria", "a1 2026-01-28 LEADS putin russia",
		"a1 2026-01-28 LEADS assad syria ended", "a1 2026-01-28 OVERTHREW hts assad 2024-12",
		"a1 2026-01-28 MET sharaa putin 2025-10-15", "a1 2026-01-28 MET putin sharaa 2026-01-28",
		"a1 2026-01-28 WITHDREW_FROM russia qamishli 2026-01..", "a1 2026-01-28 PRESENT_IN russia qamishli",
		"a1 2026-01-28 DEPLOYED_TO russia hmeimim 2026-01-24..2026-01-26", "a1 2026-01-28 CONTROLS russia hmeimim",
		"a1 2026-01-28 CONTROLS syria raqqa 2026-01-20..", "a1 2026-01-28 CEASED_FIRE_WITH syria sdf 2026-01-20", "a1 2026-01-28 FIGHTS syria sdf",
		"a1 2026-01-28 CONTROLS syria hasakah POSSIBLE", "a1 2026-01-28 DEPLOYED_TO russia russia-base PLANNED",
		"a1 2026-01-28 SUPPORTS russia assad ended",
	)...)
	equal(t, "relations", lines(m.current()), []string{
		"CEASED_FIRE_WITH sdf syria 2026-01-20",
		"CONTROLS russia hmeimim",
		"CONTROLS syria hasakah POSSIBLE",
		"CONTROLS syria raqqa 2026-01-20..",
		"DEPLOYED_TO russia hmeimim 2026-01-24..2026-01-26",
		"DEPLOYED_TO russia russia-base PLANNED",
		"FIGHTS sdf syria ..2026-01-20 rule ended",
		"LEADS assad syria 2000-07-17..2024-12-08 rule ended",
		"LEADS putin russia 2012-05-07.. rule",
		"LEADS sharaa syria 2025-01-29.. rule",
		"MET putin sharaa 2025-10-15",
		"MET putin sharaa 2026-01-28",
		"OVERTHREW hts assad 2024-12",
		"PRESENT_IN russia hmeimim 2026-01-24.. rule",
		"PRESENT_IN russia qamishli ..2026-01 rule ended",
		"SUPPORTS russia assad ended-by 2026-01-28",
		"VISITED sharaa moscow 2026-01-28",
		"WITHDREW_FROM russia qamishli 2026-01..",
	})
	for day, want := range map[string][]string{
		"2025-12-01": {"PRESENT_IN russia qamishli ..2026-01 rule ended"}, // its beginning is not known
		"2026-02-01": nil,
	} {
		var got []string
		for _, r := range m.current() {
			if r.Type == schema.PresentIn && r.Target == "qamishli" && r.HoldsAsOf(date(day).Earliest()) {
				got = append(got, line(r))
				if r.CertainAsOf(date(day).Earliest()) {
					t.Errorf("on %s the presence is taken for certain", day)
				}
			}
		}
		equal(t, "on "+day, got, want)
	}
	if i := slices.IndexFunc(m.current(), func(r schema.Relation) bool { return r.Type == schema.Leads && r.Source == "sharaa" }); m.current()[i].DateBasis != schema.BasisRule {
		t.Error("a date of the registry has another basis than RULE")
	}
}
