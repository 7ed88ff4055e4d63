package graphqlapi_test

import (
	"context"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// fakeStore answers from two actors and one relation.
type fakeStore struct {
	store.Store
	actors    []*schema.Actor
	relations []*schema.Relation
}

func newFake() *fakeStore {
	return &fakeStore{
		actors: []*schema.Actor{
			{ID: "russia", Type: schema.State, Name: "روسيا", NameAr: "روسيا", NameEn: "Russia", Known: true, Wikidata: "Q159"},
			{ID: "qamishli", Type: schema.Place, Name: "القامشلي", NameAr: "القامشلي", NameEn: "Qamishli", Known: true},
		},
		relations: []*schema.Relation{{
			ID: "r-1", Version: 1, Type: schema.WithdrewFrom, Source: "russia", Target: "qamishli", ValidFrom: schema.NewDate(2026, 1, 0),
			ValidTo: schema.NewDate(2026, 1, 0), DateBasis: schema.BasisExplicit, Modality: schema.Actual, Confidence: 0.8, Sources: 1,
			RecordedAt: time.Date(2026, 1, 28, 9, 0, 0, 0, time.UTC),
		}},
	}
}

func (f *fakeStore) Ping(context.Context) error { return nil }

func (f *fakeStore) actor(id schema.ActorID, s *store.ActorSelection) *store.ActorNode {
	for _, a := range f.actors {
		if a.ID != id || s == nil {
			continue
		}
		n := &store.ActorNode{Actor: a}
		for _, r := range s.Relations {
			p := store.RelationPage{PageInfo: store.PageInfo{Total: -1}}
			for _, rel := range f.relations {
				if rel.Source == id || rel.Target == id {
					p.Nodes = append(p.Nodes, f.relation(rel, &r.Select))
					p.Cursors = append(p.Cursors, "c")
				}
			}
			n.Relations = append(n.Relations, p)
		}
		return n
	}
	return nil
}

func (f *fakeStore) relation(r *schema.Relation, s *store.RelationSelection) *store.RelationNode {
	return &store.RelationNode{Relation: r, Source: f.actor(r.Source, s.Source), Target: f.actor(r.Target, s.Target)}
}

func (f *fakeStore) Actor(_ context.Context, q store.ActorQuery) (*store.ActorNode, error) {
	return f.actor(q.ID, &q.Select), nil
}
