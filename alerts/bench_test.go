package alerts_test

import (
	"fmt"
	"testing"
	"time"

	"rawabit/alerts"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/embedded"
)

// crowd is a world of actors with forces and places, and relations between them.
func crowd(actors, relations int) ([]schema.Actor, []schema.Relation) {
	var people []schema.Actor
	for i := range actors {
		id := schema.ActorID(fmt.Sprint("state-", i))
		place := schema.ActorID(fmt.Sprint("place-", i))
		people = append(people,
			schema.Actor{ID: id, Type: schema.State, Name: fmt.Sprint("دولة ", i)},
			schema.Actor{ID: id + "-army", Type: schema.ArmedForce, Name: fmt.Sprint("جيش ", i), PartOf: id, Known: true},
			schema.Actor{ID: place, Type: schema.Place, Name: fmt.Sprint("مدينة ", i), Within: id, Known: true},
		)
	}
	types := []schema.RelationType{schema.Met, schema.Attacked, schema.Visited, schema.Accused, schema.Praised}
	var edges []schema.Relation
	for i := range relations {
		a, b := i%actors, (i*7+i/actors+1)%actors
		if a == b {
			b = (b + 1) % actors
		}
		day := schema.NewDate(2025, 1+i%12, 1+i%28)
		edges = append(edges, schema.Relation{
			ID: schema.RelationID(fmt.Sprint("i-", i)), Type: types[i%len(types)], Source: schema.ActorID(fmt.Sprint("state-", a, "-army")), Target: schema.ActorID(fmt.Sprint("state-", b)),
			ValidFrom: day, ValidTo: day, Modality: schema.Actual, Confidence: 0.8,
		})
	}
	return people, edges
}

// crowdRules are rules as analysts have them: most about an actor and some types,
// some about a pair, a place, or a type alone.
func crowdRules(n, actors int) []alerts.Rule {
	types := []schema.RelationType{schema.Met, schema.Attacked, schema.Visited, schema.Accused, schema.Praised, schema.Killed, schema.Detained, schema.Expelled}
	out := make([]alerts.Rule, n)
	for i := range out {
		r := alerts.Rule{ID: fmt.Sprint("rule-", i), Name: fmt.Sprint("قاعدة ", i), Channels: []string{"desk"}}
		actor := schema.ActorID(fmt.Sprint("state-", i%actors))
		switch i % 10 {
		case 0:
			r.Pairs = [][]schema.ActorID{{actor, schema.ActorID(fmt.Sprint("state-", (i*3+1)%actors))}}
		case 1:
			r.Places = []schema.ActorID{schema.ActorID(fmt.Sprint("place-", i%actors))}
		case 2:
			r.Types, r.Kinds, r.MinSources = []schema.RelationType{types[5+i%3]}, []schema.ChangeKind{schema.Contradicted}, 2
		default:
			r.Actors, r.Types, r.Kinds = []schema.ActorID{actor}, types[i%6:i%6+2], []schema.ChangeKind{schema.Happened, schema.Closed}
			r.MinConfidence = 0.5
		}
		out[i] = r
	}
	return out
}

// BenchmarkMatch matches changes on a file, deliveries recorded durably: the time
// is that of one change.
func BenchmarkMatch(b *testing.B) {
	for _, rules := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(rules), func(b *testing.B) {
			s, err := embedded.Open(b.Context(), b.TempDir()+"/graph.db")
			if err != nil {
				b.Fatal(err)
			}
			defer func() { _ = s.Close(b.Context()) }()
			const actors, changes = 500, 5000
			people, edges := crowd(actors, changes)
			if err := s.Import(b.Context(), people, nil); err != nil {
				b.Fatal(err)
			}
			if err := (&alerts.Desk{Store: s}).Sync(b.Context(), crowdRules(rules, actors)); err != nil {
				b.Fatal(err)
			}
			m := alerts.NewMatcher(s, alerts.MatcherOptions{Lease: time.Hour})
			if err := m.CatchUp(b.Context()); err != nil {
				b.Fatal(err)
			}
			matched := 0
			var spent time.Duration
			for b.Loop() {
				for i := range edges {
					edges[i].ID = schema.RelationID(fmt.Sprint("i-", matched, "-", i))
				}
				if err := s.Import(b.Context(), nil, edges); err != nil {
					b.Fatal(err)
				}
				began := time.Now()
				if err := m.CatchUp(b.Context()); err != nil {
					b.Fatal(err)
				}
				spent += time.Since(began)
				matched += len(edges)
			}
			page, err := s.AlertDeliveries(b.Context(), store.AlertDeliveriesQuery{Page: store.Page{First: 1, Total: true}})
			if err != nil || page.Total == 0 {
				b.Fatalf("%+v (%v)", page, err)
			}
			b.ReportMetric(float64(spent.Microseconds())/float64(matched), "µs/change")
			b.ReportMetric(float64(matched)/spent.Seconds(), "changes/s")
			b.ReportMetric(float64(page.Total)/float64(matched), "alerts/change")
		})
	}
}
