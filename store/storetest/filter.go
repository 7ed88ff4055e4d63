package storetest

import (
	"testing"

	"rawabit/schema"
	"rawabit/store"
)

func testFilter(t *testing.T, s store.Store) {
	yes, no := true, false
	days := func(from, before string) *store.DayRange {
		r := &store.DayRange{From: schema.MinDay, Before: schema.MaxDay}
		if from != "" {
			r.From = *day(from)
		}
		if before != "" {
			r.Before = *day(before)
		}
		return r
	}
	tests := map[string]struct {
		f    store.Filter
		want string
	}{
		"none": {store.Filter{}, "i-ally i-here i-hit i-hold i-lead1 i-lead2 i-leave i-march i-member i-met1 i-met2 i-met3" +
			" accused:jabal>council supports:jabal>council supports:jabal>front visited:omar>tell"},
		"types":                       {store.Filter{Types: []schema.RelationType{schema.Met, schema.Leads}}, "i-lead1 i-lead2 i-met1 i-met2 i-met3"},
		"one type":                    {store.Filter{Types: []schema.RelationType{schema.Attacked}}, "i-hit"},
		"unknown type":                {store.Filter{Types: []schema.RelationType{"LIKES"}}, ""},
		"events":                      {store.Filter{Kinds: []schema.Kind{schema.Event}}, "accused:jabal>council i-hit i-leave i-march i-met1 i-met2 i-met3 visited:omar>tell"},
		"states of types":             {store.Filter{Kinds: []schema.Kind{schema.StateKind}, Types: []schema.RelationType{schema.Met, schema.Leads}}, "i-lead1 i-lead2"},
		"actor":                       {store.Filter{Actor: "omar"}, "i-lead2 i-member i-met1 i-met2 i-met3 visited:omar>tell"},
		"unknown actor":               {store.Filter{Actor: "nobody"}, ""},
		"source":                      {store.Filter{Source: "jabal"}, "accused:jabal>council i-ally supports:jabal>council supports:jabal>front"},
		"source without direction":    {store.Filter{Source: "sahel"}, "i-ally"},
		"target":                      {store.Filter{Target: "tell"}, "i-hold i-leave visited:omar>tell"},
		"both ends":                   {store.Filter{Source: "army", Target: "front"}, "i-hit"},
		"both ends, wrong way":        {store.Filter{Source: "front", Target: "army"}, ""},
		"both ends, no direction":     {store.Filter{Source: "omar", Target: "layla"}, "i-met1 i-met2 i-met3"},
		"actor and source":            {store.Filter{Actor: "sahel", Source: "layla"}, "i-lead1"},
		"actor with parts":            {store.Filter{Actor: "wadi", Parts: true}, "i-here i-hold i-leave visited:omar>tell"},
		"source with parts":           {store.Filter{Source: "sahel", Parts: true}, "i-ally i-here i-hit"},
		"target with parts":           {store.Filter{Source: "army", Target: "wadi", Parts: true}, "i-here"},
		"no parts by default":         {store.Filter{Actor: "wadi"}, ""},
		"starts in":                   {store.Filter{StartsIn: days("2026-01-01", "2026-01-15")}, "i-hit i-met1 i-met2"},
		"starts before":               {store.Filter{StartsIn: days("", "2024-01-01")}, "i-ally i-lead2"},
		"starts from":                 {store.Filter{StartsIn: days("2026-01-19", "")}, "i-leave visited:omar>tell"},
		"actual":                      {store.Filter{Modality: []schema.Modality{schema.Actual}, Target: "tell"}, "i-hold visited:omar>tell"},
		"planned or denied":           {store.Filter{Modality: []schema.Modality{schema.Planned, schema.Denied}}, "i-leave i-march"},
		"unknown modality":            {store.Filter{Modality: []schema.Modality{"WISHED"}}, ""},
		"confidence":                  {store.Filter{MinConfidence: 0.85, Actor: "army"}, "i-hit"},
		"confidence, included":        {store.Filter{MinConfidence: 0.4, Actor: "tell"}, "i-hold i-leave visited:omar>tell"},
		"sources":                     {store.Filter{MinSources: 2}, "supports:jabal>front"},
		"contested":                   {store.Filter{Contested: &yes}, ""},
		"not contested":               {store.Filter{Contested: &no, Actor: "army"}, "i-here i-hit"},
		"certain on a day":            {store.Filter{AsOf: day("2025-07-01"), Certain: true}, "i-ally i-here i-lead1"},
		"certain of today":            {store.Filter{Certain: true, Actor: "layla"}, "i-lead1 i-met1 i-met2"},
		"as of, of an actor, outside": {store.Filter{AsOf: day("2019-01-01"), Actor: "layla"}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for _, order := range []store.RelationOrder{store.DateDesc, store.DateAsc, store.RecordedDesc, store.ConfidenceDesc} {
				page, err := s.Relations(t.Context(), store.RelationsQuery{Filter: test.f, Order: order, Page: store.Page{First: 100, Total: true}})
				if err != nil {
					t.Fatal(err)
				}
				wantText(t, "relations", sorted(labels(page.Nodes)), sorted(test.want))
				if page.Total != len(page.Nodes) {
					t.Errorf("total %d, want %d", page.Total, len(page.Nodes))
				}
			}
		})
	}
}

// testDates holds the table of what counts as of and on a day, a row each.
func testDates(t *testing.T, s store.Store) {
	tests := map[string]struct {
		f             store.Filter
		want, certain string
	}{
		// States.
		"state within its span":                {store.Filter{AsOf: day("2025-07-01"), Actor: "army"}, "i-here", "i-here"},
		"state on its first day":               {store.Filter{ValidOn: day("2025-06-01"), Actor: "army"}, "i-here", "i-here"},
		"state on its last day":                {store.Filter{ValidOn: day("2025-12-31"), Actor: "army"}, "i-here", "i-here"},
		"state the day before":                 {store.Filter{ValidOn: day("2025-05-31"), Actor: "army"}, "", ""},
		"state the day after":                  {store.Filter{ValidOn: day("2026-01-01"), Actor: "army"}, "", ""},
		"open end":                             {store.Filter{AsOf: day("2030-01-01"), Actor: "layla", Types: []schema.RelationType{schema.Leads}}, "i-lead1", "i-lead1"},
		"within the year that it begins in":    {store.Filter{AsOf: day("2020-06-01"), Actor: "omar", Types: []schema.RelationType{schema.Leads}}, "i-lead2", ""},
		"after the year that it begins in":     {store.Filter{AsOf: day("2021-01-01"), Actor: "omar", Types: []schema.RelationType{schema.Leads}}, "i-lead2", "i-lead2"},
		"within the month that it ends in":     {store.Filter{AsOf: day("2024-02-29"), Actor: "omar", Types: []schema.RelationType{schema.Leads}}, "i-lead2", ""},
		"after the month that it ends in":      {store.Filter{AsOf: day("2024-03-01"), Actor: "omar", Types: []schema.RelationType{schema.Leads}}, "", ""},
		"undated, imported":                    {store.Filter{AsOf: day("1990-01-01"), Actor: "omar"}, "i-member", ""},
		"undated, before it is attested":       {store.Filter{AsOf: day("2026-01-11"), Source: "jabal", Target: "front"}, "supports:jabal>front", ""},
		"undated, once attested":               {store.Filter{ValidOn: day("2026-01-12"), Source: "jabal", Target: "front"}, "supports:jabal>front", "supports:jabal>front"},
		"over without a date, the day before":  {store.Filter{AsOf: day("2026-01-19"), Target: "council", Source: "jabal"}, "supports:jabal>council accused:jabal>council", ""},
		"over without a date, once it is told": {store.Filter{AsOf: day("2026-01-20"), Target: "council", Source: "jabal"}, "accused:jabal>council", ""},
		// Events.
		"event on the day":                   {store.Filter{AsOf: day("2026-01-10"), Target: "front", Source: "army"}, "i-hit", "i-hit"},
		"event later on":                     {store.Filter{AsOf: day("2026-02-10"), Target: "front", Source: "army"}, "i-hit", "i-hit"},
		"event the day before":               {store.Filter{AsOf: day("2026-01-09"), Target: "front", Source: "army"}, "", ""},
		"event, valid on the day":            {store.Filter{ValidOn: day("2026-01-10"), Target: "front", Source: "army"}, "i-hit", "i-hit"},
		"event, not valid later on":          {store.Filter{ValidOn: day("2026-01-11"), Target: "front", Source: "army"}, "", ""},
		"event of a month, within":           {store.Filter{AsOf: day("2026-01-09"), Actor: "layla", Types: []schema.RelationType{schema.Met}}, "i-met2", ""},
		"event of a month, after":            {store.Filter{AsOf: day("2026-02-01"), Actor: "layla", Types: []schema.RelationType{schema.Met}}, "i-met1 i-met2", "i-met1 i-met2"},
		"event of a month, valid within":     {store.Filter{ValidOn: day("2026-01-31"), Actor: "layla", Types: []schema.RelationType{schema.Met}}, "i-met2", "i-met2"},
		"event of a month, not valid after":  {store.Filter{ValidOn: day("2026-02-01"), Actor: "layla", Types: []schema.RelationType{schema.Met}}, "", ""},
		"undated event, before it is told":   {store.Filter{AsOf: day("2026-01-11"), Types: []schema.RelationType{schema.Accused}}, "", ""},
		"undated event, once told":           {store.Filter{AsOf: day("2026-01-12"), Types: []schema.RelationType{schema.Accused}}, "accused:jabal>council", ""},
		"undated event is valid on no day":   {store.Filter{ValidOn: day("2026-01-12"), Types: []schema.RelationType{schema.Accused}}, "", ""},
		"undated event, imported, by nobody": {store.Filter{AsOf: day("2030-01-01"), Actor: "omar", Types: []schema.RelationType{schema.Met}}, "i-met1 i-met2", "i-met1 i-met2"},
		"planned, when asked for":            {store.Filter{AsOf: day("2026-01-20"), Modality: []schema.Modality{schema.Planned}}, "i-leave", "i-leave"},
		"denied, before it would have been":  {store.Filter{AsOf: day("2026-01-14"), Modality: []schema.Modality{schema.Denied}}, "", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			page, err := s.Relations(t.Context(), store.RelationsQuery{Filter: test.f, Page: store.Page{First: 100}})
			if err != nil {
				t.Fatal(err)
			}
			var certain []*store.RelationNode
			for _, n := range page.Nodes {
				if n.Certain {
					certain = append(certain, n)
				}
			}
			wantText(t, "kept", sorted(labels(page.Nodes)), sorted(test.want))
			wantText(t, "certain", sorted(labels(certain)), sorted(test.certain))
		})
	}
}
