package timeline_test

import (
	"math"
	"slices"
	"testing"

	"rawabit/schema"
	"rawabit/timeline"
)

func TestChanges(t *testing.T) {
	type step struct{ load, want []string }
	tests := []struct {
		name  string
		steps []step
	}{
		{"an event happens, is confirmed, and reprints are silent", []step{
			{[]string{"a1 2026-01-28 MET sharaa putin 2026-01-28"}, []string{"HAPPENED MET putin sharaa 2026-01-28"}},
			{[]string{"a1 2026-01-28 MET sharaa putin 2026-01-28"}, nil},
			{[]string{"a2 2026-01-29 MET sharaa putin 2026-01-28"}, []string{"CONFIRMED MET putin sharaa 2026-01-28"}},
			{[]string{"a3 2026-01-30 MET sharaa putin 2026-01-28 text=t-a1"}, nil},
		}},
		{"a finer date revises", []step{
			{[]string{"a1 2026-01-28 MET sharaa putin 2026-01"}, []string{"HAPPENED MET putin sharaa 2026-01"}},
			{[]string{"a2 2026-01-29 MET sharaa putin 2026-01-28"}, []string{"REVISED MET putin sharaa 2026-01-28", "CONFIRMED MET putin sharaa 2026-01-28"}},
			{[]string{"a3 2026-01-29 MET sharaa putin 2026-01 place=moscow"}, []string{"REVISED MET putin sharaa 2026-01-28", "CONFIRMED MET putin sharaa 2026-01-28"}},
		}},
		{"a state opens and closes", []step{
			{[]string{"a1 2025-11-01 PRESENT_IN russia qamishli"}, []string{"OPENED PRESENT_IN russia qamishli"}},
			{[]string{"a2 2026-01-28 WITHDREW_FROM russia qamishli 2026-01"}, []string{"HAPPENED WITHDREW_FROM russia qamishli 2026-01", "CLOSED PRESENT_IN russia qamishli 2026-01"}},
			{[]string{"a3 2026-01-29 WITHDREW_FROM russia qamishli 2026-01-20"}, []string{
				"REVISED WITHDREW_FROM russia qamishli 2026-01-20", "CONFIRMED WITHDREW_FROM russia qamishli 2026-01-20",
				"REVISED PRESENT_IN russia qamishli",
			}},
		}},
		{"a town changes hands", []step{
			{[]string{"a1 2025-11-01 CONTROLS sdf raqqa"}, []string{"OPENED CONTROLS sdf raqqa"}},
			{[]string{"a2 2026-01-28 CAPTURED army raqqa 2026-01-18"}, []string{
				"HAPPENED CAPTURED army raqqa 2026-01-18", "OPENED CONTROLS army raqqa 2026-01-18", "CLOSED CONTROLS sdf raqqa 2026-01-18",
			}},
			{[]string{"a3 2026-01-29 CONTROLS army raqqa"}, []string{"CONFIRMED CONTROLS army raqqa 2026-01-18"}}, // a text says what the rule worked out
		}},
		{"a denial contradicts", []step{
			{[]string{"a1 2026-01-28 ATTACKED israel iran 2026-01-27"}, []string{"HAPPENED ATTACKED israel iran 2026-01-27"}},
			{[]string{"a2 2026-01-28 ATTACKED israel iran DENIED"}, []string{"CONTRADICTED ATTACKED israel iran 2026-01-27", "REVISED ATTACKED israel iran"}},
		}},
		{"an announcement changes no world, and comes true", []step{
			{[]string{"a1 2026-01-20 VISITED putin damascus 2026-02 PLANNED"}, []string{"REVISED VISITED putin damascus 2026-02"}},
			{[]string{"a2 2026-02-12 VISITED putin damascus 2026-02-11"}, []string{"REVISED VISITED putin damascus 2026-02", "HAPPENED VISITED putin damascus 2026-02-11"}},
		}},
		{"an import happens like others", []step{
			{[]string{"i 2026-01-20 VISITED putin damascus 2026-02-11 import=x"}, []string{"HAPPENED VISITED putin damascus 2026-02-11"}},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := newMemory(t)
			for _, s := range tt.steps {
				got := told(m.record(said(t, s.load...)...))
				slices.Sort(got)
				want := slices.Sorted(slices.Values(s.want))
				equal(t, s.load[0], got, want)
			}
		})
	}
}

func TestEvidenceOfChanges(t *testing.T) {
	m := newMemory(t)
	stays := said(t, "a1 2025-11-01 PRESENT_IN russia qamishli")
	leaves := said(t, "a2 2026-01-28 WITHDREW_FROM russia qamishli 2026-01")
	m.record(stays...)
	for _, c := range m.record(leaves...) {
		if !slices.Equal(c.Claims, []schema.ClaimID{leaves[0].ID}) {
			t.Errorf("%s of %s shows %v, want the withdrawal", c.Kind, c.After.Type, c.Claims)
		}
		if c.Kind == schema.Closed && (c.Before == nil || c.Before.Ended || !c.After.Ended || c.After.Version != 2 || !slices.Equal(c.After.Claims, []schema.ClaimID{stays[0].ID})) {
			t.Errorf("closed: before %+v, after %+v", c.Before, c.After)
		}
	}
}

func TestConfirmationsThinOut(t *testing.T) {
	m := newMemory(t)
	var at []int
	for n := 1; n <= 40; n++ {
		c := said(t, "a1 2026-01-28 LEADS putin russia")[0]
		c.Article = schema.ArticleID(schema.HashID("a", string(rune('0'+n))))
		c.SourceHash = string(c.Article)
		c.ID = schema.NewClaimID(&c)
		for _, change := range m.record(c) {
			if change.Kind == schema.Confirmed {
				at = append(at, n)
			}
		}
	}
	if want := []int{2, 3, 4, 5, 6, 7, 8, 16, 32}; !slices.Equal(at, want) {
		t.Errorf("confirmed at %v sources, want %v", at, want)
	}
}

// TestIdentitySurvives follows a fact whose first claim arrives last.
func TestIdentitySurvives(t *testing.T) {
	m := newMemory(t)
	m.record(said(t, "a2 2026-01-29 MET sharaa putin 2026-01-28")...)
	first := m.current()[0].ID
	changes := m.record(said(t, "a1 2026-01-28 MET sharaa putin 2026-01-28")...)
	equal(t, "changes", told(changes), []string{"CONFIRMED MET putin sharaa 2026-01-28"})
	for _, r := range m.relations {
		if r.ID == first || r.Version != 2 || !slices.Equal(r.Aliases, []schema.RelationID{first}) {
			t.Errorf("id %s, version %d, aliases %v, was %s", r.ID, r.Version, r.Aliases, first)
		}
	}
	m.record(said(t, "a3 2026-01-29 MET sharaa putin 2026-01-28")...)
	for _, r := range m.relations {
		if r.Version != 3 || !slices.Equal(r.Aliases, []schema.RelationID{first}) {
			t.Errorf("the alias is lost: version %d, aliases %v", r.Version, r.Aliases)
		}
	}
}

// TestFactsJoin has a date make one fact of two.
func TestFactsJoin(t *testing.T) {
	m := newMemory(t)
	m.record(said(t, "a1 2026-01-28 MET sharaa putin", "a2 2026-01-29 MET sharaa putin")...)
	if len(m.relations) != 2 {
		t.Fatalf("%d relations, want 2", len(m.relations))
	}
	changes := m.record(said(t, "a3 2026-01-30 MET sharaa putin 2026-01-28")...)
	equal(t, "relations", lines(m.current()), []string{"MET putin sharaa 2026-01-28 x3"})
	equal(t, "changes", told(changes), []string{"REVISED MET putin sharaa 2026-01-28", "CONFIRMED MET putin sharaa 2026-01-28"})
	for _, r := range m.relations {
		if r.Version != 2 || len(r.Aliases) != 1 {
			t.Errorf("version %d, aliases %v", r.Version, r.Aliases)
		}
	}
}

func TestFulfilment(t *testing.T) {
	tests := []struct {
		name   string
		claims []string
		want   bool
	}{
		{"on the planned day", []string{"a1 2026-01-20 VISITED putin damascus 2026-01-25 PLANNED", "a2 2026-01-26 VISITED putin damascus 2026-01-25"}, true},
		{"on another day", []string{"a1 2026-01-20 VISITED putin damascus 2026-01-25 PLANNED", "a2 2026-01-26 VISITED putin damascus 2026-01-22"}, false},
		{"planned without a day", []string{"a1 2026-01-20 VISITED putin damascus PLANNED", "a2 2026-03-26 VISITED putin damascus 2026-03-25"}, true},
		{"planned without a day, long ago", []string{"a1 2024-01-20 VISITED putin damascus PLANNED", "a2 2026-03-26 VISITED putin damascus 2026-03-25"}, false},
		{"before the plan", []string{"a1 2026-01-20 VISITED putin damascus PLANNED", "a2 2026-01-26 VISITED putin damascus 2026-01-15"}, false},
		{"a state that began", []string{"a1 2026-01-20 CONTROLS army raqqa PLANNED", "a2 2026-02-06 CONTROLS army raqqa 2026-02-05.."}, true},
		{"a state opened by rule", []string{"a1 2026-01-20 CONTROLS army raqqa PLANNED", "a2 2026-02-06 CAPTURED army raqqa 2026-02-05"}, true},
		{"by somebody else", []string{"a1 2026-01-20 VISITED putin damascus PLANNED", "a2 2026-01-26 VISITED lavrov damascus 2026-01-25"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := newMemory(t)
			m.record(said(t, tt.claims...)...)
			for _, r := range m.current() {
				if r.Modality == schema.Planned && (r.FulfilledBy != "") != tt.want {
					t.Errorf("fulfilled by %q, want %v", r.FulfilledBy, tt.want)
				}
				if _, ok := m.relations[r.FulfilledBy]; r.FulfilledBy != "" && !ok {
					t.Errorf("fulfilled by %s, which is no relation", r.FulfilledBy)
				}
			}
		})
	}
}

func TestConfidence(t *testing.T) {
	tests := []struct {
		name   string
		claims []string
		want   float64
	}{
		{"one source", []string{"a1 2026-01-28 MET sharaa putin 2026-01-28 conf=0.7"}, 0.7},
		{"two sources", []string{"a1 2026-01-28 MET sharaa putin 2026-01-28 conf=0.7", "a2 2026-01-28 MET sharaa putin 2026-01-28 conf=0.6"}, 0.88},
		{"a source counts once", []string{"a1 2026-01-28 MET sharaa putin 2026-01-28 conf=0.7", "a2 2026-01-28 MET sharaa putin 2026-01-28 conf=0.6 text=t-a1"}, 0.7},
		{"somebody's word", []string{"a1 2026-01-28 MET sharaa putin 2026-01-28 conf=0.7 by=kremlin"}, 0.56},
		{"never certain", []string{"a1 2026-01-28 MET sharaa putin 2026-01-28 conf=1", "a2 2026-01-28 MET sharaa putin 2026-01-28 conf=1"}, 0.99},
		{"announced", []string{"a1 2026-01-28 MET sharaa putin 2026-01-29 PLANNED conf=0.7"}, 0.63},
		{"hedged", []string{"a1 2026-01-28 MET sharaa putin 2026-01-28 POSSIBLE conf=0.7"}, 0.56},
		{"contradicted", []string{"a1 2026-01-28 MET sharaa putin 2026-01-28 conf=0.7", "a2 2026-01-28 MET sharaa putin 2026-01-28 DENIED"}, 0.42},
		{"by rule", []string{"a1 2026-01-28 JOINED sharaa sdf 2026-01-28 conf=0.7"}, 0.63},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := newMemory(t)
			m.record(said(t, tt.claims...)...)
			for _, r := range m.current() {
				skip := r.Modality == schema.Denied || tt.name == "by rule" && r.Type == schema.Joined
				if !skip && math.Abs(r.Confidence-tt.want) > 1e-9 {
					t.Errorf("%s: confidence %g, want %g", line(r), r.Confidence, tt.want)
				}
			}
		})
	}
}

func TestWorldChanges(t *testing.T) {
	m := newMemory(t)
	m.record(said(t, "a1 2025-11-01 PRESENT_IN russia qamishli", "a2 2026-01-28 WITHDREW_FROM russia qamishli 2026-01", "a2 2026-01-28 VISITED putin damascus 2026-03 PLANNED")...)
	equal(t, "changes of the world", told(timeline.WorldChanges(m.current())), []string{
		"HAPPENED WITHDREW_FROM russia qamishli 2026-01", "CLOSED PRESENT_IN russia qamishli 2026-01", "OPENED PRESENT_IN russia qamishli",
	})
}
