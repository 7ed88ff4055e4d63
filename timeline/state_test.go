package timeline_test

import (
	"slices"
	"testing"
)

// projections are sets of claims with the relations that they add up to.
type projection struct {
	name   string
	claims []string
	want   []string
}

func TestStates(t *testing.T) {
	run(t, []projection{
		{
			"a statement without dates stays without dates",
			[]string{"a1 2026-01-28 CONTROLS russia hmeimim"},
			[]string{"CONTROLS russia hmeimim"},
		},
		{
			"a withdrawal ends the presence that was told without dates",
			[]string{"a1 2025-11-01 PRESENT_IN russia qamishli", "a2 2026-01-28 WITHDREW_FROM russia qamishli 2026-01.."},
			[]string{"PRESENT_IN russia qamishli ..2026-01 rule ended", "WITHDREW_FROM russia qamishli 2026-01.."},
		},
		{
			"one text tells the presence and its end",
			[]string{"a1 2026-01-28 PRESENT_IN russia qamishli", "a1 2026-01-28 WITHDREW_FROM russia qamishli 2026-01-20"},
			[]string{"PRESENT_IN russia qamishli ..2026-01-20 rule ended", "WITHDREW_FROM russia qamishli 2026-01-20"},
		},
		{
			"withdraw, return, withdraw again",
			[]string{
				"a1 2025-11-01 PRESENT_IN russia qamishli", "a2 2026-01-28 WITHDREW_FROM russia qamishli 2026-01-20",
				"a3 2026-03-11 DEPLOYED_TO russia qamishli 2026-03-10", "a4 2026-04-01 PRESENT_IN russia qamishli",
				"a5 2026-06-03 WITHDREW_FROM russia qamishli 2026-06-02",
			},
			[]string{
				"DEPLOYED_TO russia qamishli 2026-03-10", "PRESENT_IN russia qamishli ..2026-01-20 rule ended",
				"PRESENT_IN russia qamishli 2026-03-10..2026-06-02 rule ended x2",
				"WITHDREW_FROM russia qamishli 2026-01-20", "WITHDREW_FROM russia qamishli 2026-06-02",
			},
		},
		{
			"withdraw, return, withdraw again, told by events only",
			[]string{
				"a2 2026-01-28 WITHDREW_FROM russia qamishli 2026-01-20", "a3 2026-03-11 DEPLOYED_TO russia qamishli 2026-03-10",
				"a5 2026-06-03 WITHDREW_FROM russia qamishli 2026-06-02",
			},
			[]string{
				"DEPLOYED_TO russia qamishli 2026-03-10", "PRESENT_IN russia qamishli 2026-03-10..2026-06-02 rule ended",
				"WITHDREW_FROM russia qamishli 2026-01-20", "WITHDREW_FROM russia qamishli 2026-06-02",
			},
		},
		{
			"a capture opens the captor's control and ends the other's",
			[]string{"a1 2025-06-01 CONTROLS sdf raqqa", "a2 2026-01-19 CAPTURED army raqqa 2026-01-18"},
			[]string{"CAPTURED army raqqa 2026-01-18", "CONTROLS army raqqa 2026-01-18.. rule", "CONTROLS sdf raqqa ..2026-01-18 rule ended"},
		},
		{
			"a capture names the loser, whose presence ends",
			[]string{"a1 2025-06-01 PRESENT_IN sdf raqqa", "a2 2026-01-19 CAPTURED army raqqa 2026-01-18 from=sdf"},
			[]string{"CAPTURED army raqqa 2026-01-18", "CONTROLS army raqqa 2026-01-18.. rule", "PRESENT_IN sdf raqqa ..2026-01-18 rule ended"},
		},
		{
			"a capture dates the control that was told without a date",
			[]string{"a1 2026-01-28 CONTROLS army raqqa", "a2 2026-01-19 CAPTURED army raqqa 2026-01-18"},
			[]string{"CAPTURED army raqqa 2026-01-18", "CONTROLS army raqqa 2026-01-18.. rule x2"},
		},
		{
			"a control that was told before the capture is another one",
			[]string{"a1 2025-01-28 CONTROLS army raqqa", "a2 2026-01-19 CAPTURED army raqqa 2026-01-18"},
			[]string{"CAPTURED army raqqa 2026-01-18", "CONTROLS army raqqa", "CONTROLS army raqqa 2026-01-18.. rule"},
		},
		{
			"a deployment adds to a presence that was told before",
			[]string{"a1 2025-01-28 PRESENT_IN russia hmeimim", "a2 2026-01-27 DEPLOYED_TO russia hmeimim 2026-01-24..2026-01-26"},
			[]string{"DEPLOYED_TO russia hmeimim 2026-01-24..2026-01-26", "PRESENT_IN russia hmeimim x2"},
		},
		{
			"two captures in turn",
			[]string{"a1 2026-01-19 CAPTURED army raqqa 2026-01-18", "a2 2026-02-03 CAPTURED sdf raqqa 2026-02-02"},
			[]string{
				"CAPTURED army raqqa 2026-01-18", "CAPTURED sdf raqqa 2026-02-02",
				"CONTROLS army raqqa 2026-01-18..2026-02-02 rule ended", "CONTROLS sdf raqqa 2026-02-02.. rule",
			},
		},
		{
			"two captures in one month decide nothing",
			[]string{"a1 2026-02-19 CAPTURED army raqqa 2026-01", "a2 2026-02-03 CAPTURED sdf raqqa 2026-01"},
			[]string{
				"CAPTURED army raqqa 2026-01", "CAPTURED sdf raqqa 2026-01",
				"CONTROLS army raqqa 2026-01.. rule contested", "CONTROLS sdf raqqa 2026-01.. rule contested",
			},
		},
		{
			"both sides claim a town",
			[]string{"a1 2026-01-19 CONTROLS army raqqa", "a2 2026-01-20 CONTROLS sdf raqqa"},
			[]string{"CONTROLS army raqqa contested", "CONTROLS sdf raqqa contested"},
		},
		{
			"one held it once, the other holds it",
			[]string{"a1 2026-01-19 CONTROLS army raqqa", "a2 2026-01-20 CONTROLS sdf raqqa ended"},
			[]string{"CONTROLS army raqqa", "CONTROLS sdf raqqa ended-by 2026-01-20"},
		},
		{
			"a state and its own army are not two sides",
			[]string{"r 2026-01-01 PART_OF army syria registry", "a1 2026-01-19 CONTROLS army raqqa", "a2 2026-01-20 CONTROLS syria raqqa"},
			[]string{"CONTROLS army raqqa", "CONTROLS syria raqqa"},
		},
		{
			"when a state withdraws, so do its forces",
			[]string{
				"r 2026-01-01 PART_OF russian-forces russia registry", "a1 2025-06-19 PRESENT_IN russian-forces qamishli",
				"a2 2026-01-28 WITHDREW_FROM russia qamishli 2026-01",
			},
			[]string{"PRESENT_IN russian-forces qamishli ..2026-01 rule ended", "WITHDREW_FROM russia qamishli 2026-01"},
		},
		{
			"when forces withdraw, the state may stay",
			[]string{
				"r 2026-01-01 PART_OF russian-forces russia registry", "a1 2025-06-19 PRESENT_IN russia qamishli",
				"a2 2026-01-28 WITHDREW_FROM russian-forces qamishli 2026-01",
			},
			[]string{"PRESENT_IN russia qamishli", "WITHDREW_FROM russian-forces qamishli 2026-01"},
		},
		{
			"a withdrawal from a region reaches inside",
			[]string{"a1 2025-06-19 PRESENT_IN russia qamishli", "a2 2026-01-28 WITHDREW_FROM russia syria 2026-01-15", "a3 2025-06-19 CONTROLS russia hmeimim"},
			[]string{
				"CONTROLS russia hmeimim ..2026-01-15 rule ended", "PRESENT_IN russia qamishli ..2026-01-15 rule ended",
				"WITHDREW_FROM russia syria 2026-01-15",
			},
		},
		{
			"a withdrawal inside does not reach the region",
			[]string{"a1 2025-06-19 PRESENT_IN russia syria", "a2 2026-01-28 WITHDREW_FROM russia qamishli 2026-01-15"},
			[]string{"PRESENT_IN russia syria", "WITHDREW_FROM russia qamishli 2026-01-15"},
		},
		{
			"an expulsion ends the presence at the place",
			[]string{"a1 2025-06-19 PRESENT_IN cells raqqa", "a2 2026-01-28 EXPELLED army cells 2026-01-15 place=raqqa"},
			[]string{"EXPELLED army cells 2026-01-15", "PRESENT_IN cells raqqa ..2026-01-15 rule ended"},
		},
		{
			"planned, possible and denied events change no state",
			[]string{
				"a1 2025-06-19 PRESENT_IN russia qamishli", "a2 2026-01-28 WITHDREW_FROM russia qamishli 2026-03 PLANNED",
				"a3 2026-01-28 WITHDREW_FROM russia qamishli POSSIBLE", "a4 2026-01-28 WITHDREW_FROM russia qamishli DENIED",
			},
			[]string{
				"PRESENT_IN russia qamishli", "WITHDREW_FROM russia qamishli 2026-03 PLANNED",
				"WITHDREW_FROM russia qamishli DENIED", "WITHDREW_FROM russia qamishli POSSIBLE",
			},
		},
		{
			"an undated withdrawal ends without a date",
			[]string{"a1 2025-06-19 PRESENT_IN russia qamishli", "a2 2026-01-28 WITHDREW_FROM russia qamishli"},
			[]string{"PRESENT_IN russia qamishli ended-by 2026-01-28", "WITHDREW_FROM russia qamishli"},
		},
		{
			"a state that began after the event goes on",
			[]string{"a1 2026-03-19 PRESENT_IN russia qamishli 2026-03-01..", "a2 2026-01-28 WITHDREW_FROM russia qamishli 2026-01-20"},
			[]string{"PRESENT_IN russia qamishli 2026-03-01..", "WITHDREW_FROM russia qamishli 2026-01-20"},
		},
		{
			"a stated end is kept, a finer one within it is taken",
			[]string{"a1 2026-03-19 PRESENT_IN russia qamishli 2015..2026-01 ended", "a2 2026-01-28 WITHDREW_FROM russia qamishli 2026-01-20"},
			[]string{"PRESENT_IN russia qamishli 2015..2026-01-20 rule ended", "WITHDREW_FROM russia qamishli 2026-01-20"},
		},
		{
			"since a day, and now",
			[]string{"a1 2026-01-28 CONTROLS army raqqa 2026-01-20..", "a2 2026-02-15 CONTROLS army raqqa"},
			[]string{"CONTROLS army raqqa 2026-01-20.. x2"},
		},
		{
			"a finer beginning refines a coarser one",
			[]string{"a1 2026-01-28 CONTROLS army raqqa 2026-01..", "a2 2026-02-15 CONTROLS army raqqa 2026-01-20.."},
			[]string{"CONTROLS army raqqa 2026-01-20.. x2"},
		},
		{
			"overlapping statements are one state from the earlier beginning",
			[]string{"a1 2026-01-28 CONTROLS army raqqa 2019..", "a2 2026-02-15 CONTROLS army raqqa 2025-01-20.."},
			[]string{"CONTROLS army raqqa 2019.. x2"},
		},
		{
			"statements that do not overlap are two states",
			[]string{"a1 2026-01-28 CONTROLS army raqqa 2010..2012 ended", "a2 2026-02-15 CONTROLS army raqqa 2025-01-20.."},
			[]string{"CONTROLS army raqqa 2010..2012 ended", "CONTROLS army raqqa 2025-01-20.."},
		},
		{
			"two texts tell the end, one better",
			[]string{"a1 2026-01-28 SUPPORTS russia assad ..2024-12 ended", "a2 2026-01-28 SUPPORTS russia assad ..2024-12-08 ended"},
			[]string{"SUPPORTS russia assad ..2024-12-08 ended x2"},
		},
		{
			"one text tells the beginning, one the end",
			[]string{"a1 2026-01-28 SUPPORTS russia assad 2015-09..", "a2 2026-01-28 SUPPORTS russia assad ..2024-12 ended"},
			[]string{"SUPPORTS russia assad 2015-09..2024-12 ended x2"},
		},
		{
			"a coarse beginning with several finer ones stands alone",
			[]string{"a1 2026-01-28 SUPPORTS a b 2015-02..2015-03 ended", "a2 2026-01-28 SUPPORTS a b 2015-09..", "a3 2026-01-28 SUPPORTS a b 2015.."},
			[]string{"SUPPORTS a b 2015-02..2015-03 ended", "SUPPORTS a b 2015-09..", "SUPPORTS a b 2015.."},
		},
		{
			"an earlier beginning is not taken over an end in between",
			[]string{"a1 2026-01-28 PRESENT_IN russia qamishli 2015..", "a2 2026-01-28 WITHDREW_FROM russia qamishli 2020-05-01", "a3 2026-01-28 PRESENT_IN russia qamishli 2022.."},
			[]string{"PRESENT_IN russia qamishli 2015..2020-05-01 rule ended", "PRESENT_IN russia qamishli 2022..", "WITHDREW_FROM russia qamishli 2020-05-01"},
		},
		{
			"a dismissal that does not say from what closes nothing",
			[]string{"a1 2025-01-15 MEMBER_OF minister syria", "a2 2026-01-21 DISMISSED sharaa minister 2026-01-20"},
			[]string{"DISMISSED sharaa minister 2026-01-20", "MEMBER_OF minister syria"},
		},
		{
			"seen on a day, within a known span",
			[]string{"a1 2026-01-28 PRESENT_IN army raqqa 2019..", "a2 2026-02-15 PRESENT_IN army raqqa =2026-02-14"},
			[]string{"PRESENT_IN army raqqa 2019.. x2"},
		},
		{
			"seen on a day",
			[]string{"a1 2026-01-28 PRESENT_IN russia airport =2026-01-22"},
			[]string{"PRESENT_IN russia airport 2026-01-22"},
		},
		{
			"said to be over, then holding again",
			[]string{"a1 2020-01-28 SUPPORTS russia assad", "a2 2024-12-15 SUPPORTS russia assad ended", "a3 2025-01-15 SUPPORTS russia assad ended", "a4 2026-01-15 SUPPORTS russia assad"},
			[]string{"SUPPORTS russia assad", "SUPPORTS russia assad ended-by 2024-12-15 x3"},
		},
		{
			"a ceasefire ends the fighting",
			[]string{"a1 2026-01-15 FIGHTS sdf army", "a2 2026-01-21 CEASED_FIRE_WITH army sdf 2026-01-20"},
			[]string{"CEASED_FIRE_WITH army sdf 2026-01-20", "FIGHTS army sdf ..2026-01-20 rule ended"},
		},
		{
			"a denied state contests the state",
			[]string{"a1 2026-01-15 PRESENT_IN russia quneitra", "a2 2026-01-21 PRESENT_IN russia quneitra DENIED"},
			[]string{"PRESENT_IN russia quneitra DENIED", "PRESENT_IN russia quneitra contested"},
		},
		{
			"a claim without an end is no relation but has its effect",
			[]string{"a1 2025-01-15 MEMBER_OF minister syria", "a2 2026-01-21 DISMISSED - minister 2026-01-20 from=syria", "a3 2026-01-21 ATTACKED - syria"},
			[]string{"MEMBER_OF minister syria ..2026-01-20 rule ended"},
		},
	})
}

func TestOffices(t *testing.T) {
	registry := []string{
		"r 2026-01-01 LEADS sharaa syria 2025-01-29.. registry office=president", "r 2026-01-01 LEADS assad syria 2000-07-17..2024-12-08 registry office=president",
	}
	with := func(lines ...string) []string { return append(slices.Clone(registry), lines...) }
	run(t, []projection{
		{"the registry alone says nothing", with(), nil},
		{"it dates an office that holds", with("a1 2026-01-28 LEADS sharaa syria office=رئيس"), []string{"LEADS sharaa syria 2025-01-29.. rule"}},
		{"it ends an office that is over", with("a1 2026-01-28 LEADS assad syria ended"), []string{"LEADS assad syria 2000-07-17..2024-12-08 rule ended"}},
		{"a title that is still used is the former office", with("a1 2026-01-28 LEADS assad syria"), []string{"LEADS assad syria 2000-07-17..2024-12-08 rule ended"}},
		{
			"an office that goes on is over by word of a later text", with("a1 2026-01-28 LEADS sharaa syria", "a2 2026-03-28 LEADS sharaa syria ended"),
			[]string{"LEADS sharaa syria 2025-01-29.. rule ended-by 2026-03-28 x2"},
		},
		{
			"but not while texts still tell of it", with("a1 2026-01-28 LEADS sharaa syria ended", "a2 2026-03-28 LEADS sharaa syria"),
			[]string{"LEADS sharaa syria 2025-01-29.. rule", "LEADS sharaa syria ended-by 2026-01-28"},
		},
		{
			"two presidents do not rule at once", with("a1 2020-01-28 LEADS assad syria", "a2 2026-01-28 LEADS sharaa syria"),
			[]string{"LEADS assad syria 2000-07-17..2024-12-08 rule ended", "LEADS sharaa syria 2025-01-29.. rule"},
		},
		{"a text may know the day better or less well", with("a1 2026-01-28 LEADS sharaa syria 2025-01.."), []string{"LEADS sharaa syria 2025-01-29.. rule"}},
		{
			"an overthrow ends an office",
			[]string{"a1 2020-01-28 LEADS assad syria", "a2 2026-01-28 OVERTHREW hts assad 2024-12"},
			[]string{"LEADS assad syria ..2024-12 rule ended", "OVERTHREW hts assad 2024-12"},
		},
		{
			"an appointment opens and a dismissal closes",
			[]string{"a1 2025-03-30 APPOINTED sharaa shaibani 2025-03-29 to=syria", "a2 2026-03-30 DISMISSED sharaa shaibani 2026-03-29 from=syria"},
			[]string{"APPOINTED sharaa shaibani 2025-03-29", "DISMISSED sharaa shaibani 2026-03-29", "MEMBER_OF shaibani syria 2025-03-29..2026-03-29 rule ended"},
		},
		{
			"a resignation closes",
			[]string{"a1 2025-03-30 MEMBER_OF shaibani syria", "a2 2026-03-30 RESIGNED_FROM shaibani syria 2026-03-29"},
			[]string{"MEMBER_OF shaibani syria ..2026-03-29 rule ended", "RESIGNED_FROM shaibani syria 2026-03-29"},
		},
		{
			"terms of one office that follow each other are one",
			[]string{
				"r 2026-01-01 LEADS putin russia 2012-05-07..2018-05-07 registry office=president", "r 2026-01-01 LEADS putin russia 2018-05-07.. registry office=president", "a1 2026-01-28 LEADS putin russia",
			},
			[]string{"LEADS putin russia 2012-05-07.. rule"},
		},
	})
}

// run records the claims of each case at once, one by one, and one by one
// backwards, and expects the same relations.
func run(t *testing.T, cases []projection) {
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			claims := said(t, tt.claims...)
			m := newMemory(t)
			m.record(claims...)
			equal(t, "at once", lines(m.current()), tt.want)
			m = newMemory(t)
			for _, c := range claims {
				m.record(c)
			}
			equal(t, "in order", lines(m.current()), tt.want)
			registry := 0
			for registry < len(claims) && claims[registry].Article == "" {
				registry++ // comes with the actor that it is about
			}
			m = newMemory(t)
			m.record(claims[:registry]...)
			for _, c := range slices.Backward(claims[registry:]) {
				m.record(c)
			}
			equal(t, "backwards", lines(m.current()), tt.want)
		})
	}
}
