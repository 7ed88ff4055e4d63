package timeline_test

import (
	"slices"
	"testing"

	"rawabit/schema"
	"rawabit/timeline"
)

func TestUnits(t *testing.T) {
	tests := []struct {
		claim string
		want  []timeline.Unit
	}{
		{"a1 2026-01-28 CONTROLS russia hmeimim", []timeline.Unit{"place:hmeimim"}},
		{"a1 2026-01-28 PRESENT_IN russia hmeimim", []timeline.Unit{"place:hmeimim"}},
		{"a1 2026-01-28 CAPTURED army raqqa from=sdf", []timeline.Unit{"place:raqqa"}},
		{"a1 2026-01-28 DEPLOYED_TO russia hmeimim", []timeline.Unit{"place:hmeimim"}},
		{"a1 2026-01-28 WITHDREW_FROM russia qamishli", []timeline.Unit{"place:qamishli", "within:qamishli"}},
		{"a1 2026-01-28 EXPELLED army cells place=raqqa", []timeline.Unit{"fact:EXPELLED:army:cells", "place:raqqa"}},
		{"a1 2026-01-28 EXPELLED army cells", []timeline.Unit{"fact:EXPELLED:army:cells"}},
		{"a1 2026-01-28 LEADS sharaa syria", []timeline.Unit{"person:sharaa"}},
		{"a1 2026-01-28 MEMBER_OF shaibani syria", []timeline.Unit{"person:shaibani"}},
		{"a1 2026-01-28 APPOINTED sharaa shaibani to=syria", []timeline.Unit{"person:shaibani"}},
		{"a1 2026-01-28 DISMISSED - shaibani from=syria", []timeline.Unit{"person:shaibani"}},
		{"a1 2026-01-28 RESIGNED_FROM shaibani syria", []timeline.Unit{"person:shaibani"}},
		{"a1 2026-01-28 JOINED shaibani syria", []timeline.Unit{"person:shaibani"}},
		{"a1 2026-01-28 OVERTHREW hts assad", []timeline.Unit{"person:assad"}},
		{"a1 2026-01-28 FIGHTS sdf army", []timeline.Unit{"pair:army:sdf"}},
		{"a1 2026-01-28 CEASED_FIRE_WITH sdf army", []timeline.Unit{"pair:army:sdf"}},
		{"a1 2026-01-28 MET sharaa putin", []timeline.Unit{"fact:MET:putin:sharaa"}},
		{"a1 2026-01-28 PRAISED sharaa putin", []timeline.Unit{"fact:PRAISED:sharaa:putin"}},
		{"a1 2026-01-28 ATTACKED - syria", []timeline.Unit{"fact:ATTACKED::syria"}},
		{"r 2026-01-28 LEADS sharaa syria registry", []timeline.Unit{"person:sharaa"}},
		{"r 2026-01-28 PART_OF army syria registry", []timeline.Unit{"part:army"}},
		{"a1 2026-01-28 PART_OF army syria", []timeline.Unit{"fact:PART_OF:army:syria"}},
		{"i 2026-01-28 CONTROLS russia hmeimim import=x1", []timeline.Unit{"place:hmeimim", "import:x1"}},
	}
	for _, tt := range tests {
		t.Run(tt.claim, func(t *testing.T) {
			c := said(t, tt.claim)[0]
			if got := timeline.Units(&c); !slices.Equal(got, tt.want) {
				t.Errorf("units %v, want %v", got, tt.want)
			}
			home := timeline.Home(c.Type, c.Target, c.Source)
			if c.Type.Symmetric() && home != tt.want[0] {
				t.Errorf("the other way round it is at home in %s", home)
			}
			if home = timeline.Home(c.Type, c.Source, c.Target); c.Kind != schema.Registered && home != tt.want[0] {
				t.Errorf("home %s, want %s", home, tt.want[0])
			}
		})
	}
}

func TestFilingUnderDecisions(t *testing.T) {
	c := said(t, "a1 2026-01-28 WITHDREW_FROM russia qamishli")[0]
	decisions := []schema.Decision{
		{ID: "d-1", Sequence: 1, Kind: schema.DecideReview, Verdict: schema.Correct, Of: c.Type, Claims: []schema.ClaimID{c.ID}, Target: "hmeimim"},
		{ID: "d-2", Sequence: 2, Kind: schema.DecideMerge, Keep: "latakia-base", Drop: "hmeimim"},
	}
	want := []timeline.Unit{"place:qamishli", "within:qamishli", "place:latakia-base", "within:latakia-base"}
	if got := timeline.Filing(&c, decisions); !slices.Equal(got, want) {
		t.Errorf("filed under %v, want %v", got, want)
	}
	if c.Target != "qamishli" {
		t.Error("the claim itself was changed")
	}
	if !timeline.Bears(&decisions[1], &c, decisions[:1]) || timeline.Bears(&decisions[1], &c, nil) {
		t.Error("the merge bears on the claim through its correction only")
	}
}
