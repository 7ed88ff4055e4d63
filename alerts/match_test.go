package alerts_test

import (
	"slices"
	"testing"

	"rawabit/alerts"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/memory"
	"rawabit/store/storetest"
)

// flag returns a flag that can be pointed to.
func flag(b bool) *bool { return &b }

// TestRules tries rules on a small world (see package storetest): what they tell
// is written as the kind of change and the id of the relation.
func TestRules(t *testing.T) {
	s := memory.New()
	actors := storetest.Actors()
	for i := range actors {
		if actors[i].ID == "sahel" {
			actors[i].PartOf = "council" // which is part of it: a cycle
		}
	}
	if err := s.Import(t.Context(), actors, storetest.Relations()); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		rule alerts.Rule
		want []string
	}{
		{"a state with its parts", alerts.Rule{Actors: []schema.ActorID{"sahel"}, Types: []schema.RelationType{schema.Attacked}}, []string{"HAPPENED i-hit"}},
		{"a state alone", alerts.Rule{Actors: []schema.ActorID{"sahel"}, Parts: flag(false), Types: []schema.RelationType{schema.Attacked}}, nil},
		{"what lies inside a place", alerts.Rule{Places: []schema.ActorID{"wadi"}, Kinds: []schema.ChangeKind{schema.Happened, schema.Opened, schema.Closed}}, []string{"HAPPENED i-hit", "OPENED i-here", "OPENED i-hold"}},
		{"a place, not what is around it", alerts.Rule{Places: []schema.ActorID{"base"}}, []string{"OPENED i-here"}},
		{"a pair, either way round", alerts.Rule{Pairs: [][]schema.ActorID{{"omar", "layla"}}}, []string{"HAPPENED i-met1", "HAPPENED i-met2", "HAPPENED i-met3"}},
		{"a pair with parts", alerts.Rule{Pairs: [][]schema.ActorID{{"front", "sahel"}}, Types: []schema.RelationType{schema.Attacked}}, []string{"HAPPENED i-hit"}},
		{"what is planned", alerts.Rule{Modality: []schema.Modality{schema.Planned}}, []string{"REVISED i-leave"}},
		{"what is sure", alerts.Rule{MinConfidence: 0.85}, []string{"HAPPENED i-hit"}},
		{"many sources", alerts.Rule{MinSources: 2}, nil},
		{"kinds and types", alerts.Rule{Kinds: []schema.ChangeKind{schema.Opened}, Types: []schema.RelationType{schema.CooperatesWith, schema.Met}}, []string{"OPENED i-ally"}},
		{"days", alerts.Rule{ValidIn: &alerts.Within{From: schema.MustParseDate("2026-01-10"), Before: schema.MustParseDate("2026-01-11")}}, []string{"HAPPENED i-hit", "HAPPENED i-met1"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.rule.Name = tt.name
			var got []string
			err := alerts.Try(t.Context(), s, &tt.rule, alerts.TrialOptions{Since: schema.MinDay}, func(d *store.AlertDelivery) error {
				changes, err := s.ChangesAfter(t.Context(), d.Cursor-1, 1)
				if err == nil {
					got = append(got, d.Kind+" "+string(changes[0].Relation))
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			slices.Sort(got)
			if !slices.Equal(got, tt.want) {
				t.Errorf("told %v, want %v", got, tt.want)
			}
		})
	}
}
