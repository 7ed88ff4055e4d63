//go:build soak

package soak_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"rawabit/graphqlapi"
	"rawabit/internal/neo4jtest"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/open"
)

// tangle is a graph in layers, each actor related to all of the next layer, with
// spans that seldom share a day: there are millions of paths from one end to the
// other, and hardly any that holds at one time.
func tangle(layers, width int) ([]schema.Actor, []schema.Relation) {
	r := rand.New(rand.NewPCG(1, 2))
	name := func(layer, i int) schema.ActorID { return schema.ActorID(fmt.Sprintf("t-%d-%d", layer, i)) }
	var actors []schema.Actor
	var relations []schema.Relation
	for layer := range layers + 2 {
		n := width
		if layer == 0 || layer == layers+1 {
			n = 1
		}
		for i := range n {
			actors = append(actors, schema.Actor{ID: name(layer, i), Type: schema.Group, Name: string(name(layer, i))})
			if layer == 0 {
				continue
			}
			before := width
			if layer == 1 {
				before = 1
			}
			for j := range before {
				from := schema.DayOf(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)) + schema.Day(r.IntN(7000))
				relations = append(relations, schema.Relation{
					ID: schema.RelationID(fmt.Sprintf("t-%d-%d-%d", layer, j, i)), Type: schema.Supports, Source: name(layer-1, j), Target: name(layer, i),
					ValidFrom: from.Date(), ValidTo: (from + 400).Date(), Modality: schema.Actual, Confidence: 1,
				})
			}
		}
	}
	return actors, relations
}

// TestSlowPath asks for paths that take long, with a short time to answer: the
// answer comes within 200 ms of it, nothing goes on in the database, and others
// are answered meanwhile.
func TestSlowPath(t *testing.T) {
	const layers, width = 6, 40
	server := neo4jtest.Start(t)
	neo4jtest.Reset(t, server)
	file := "file:" + filepath.Join(t.TempDir(), "graph.db")
	for address, limit := range map[string]time.Duration{file: 50 * time.Millisecond, server.Bolt: 500 * time.Millisecond} {
		t.Run(address[:4], func(t *testing.T) {
			s, err := open.Open(t.Context(), address, open.Options{User: server.User, Password: server.Password})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = s.Close(t.Context()) }()
			actors, relations := tangle(layers, width)
			if err := s.Import(t.Context(), actors, relations); err != nil {
				t.Fatal(err)
			}
			atRest := func() {}
			if address == server.Bolt {
				atRest = resting(t, server)
			}
			paths := func(to, first int) string {
				return fmt.Sprintf(`{paths(from:"t-0-0",to:"t-%d-0",maxHops:8,overlapping:true,first:%d,filter:{}){length}}`, to, first)
			}
			slowPath(t, s, limit, paths(layers+1, 1000), paths(1, 1))
			atRest()
		})
	}
}

// slowPath asks a slow question. A quick one of the same form has it planned: a
// database that is at planning cannot be stopped.
func slowPath(t *testing.T, s store.Store, limit time.Duration, query, quick string) {
	t.Helper()
	const other = `{actor(id:"t-0-0"){id relations(first:1){nodes{id}}}}`
	patient := asking(t, s, time.Minute) // long enough for the database to plan both
	defer patient.Close()
	for _, one := range []string{other, quick} {
		if got := patient.Execute(t.Context(), graphqlapi.Request{Query: one}, nil); got.Failed {
			t.Fatalf("%s", got.Body)
		}
	}
	api := asking(t, s, limit)
	defer api.Close()
	for range 5 { // a database that has just started is slow at everything, at ending too
		api.Execute(t.Context(), graphqlapi.Request{Query: query}, nil)
	}
	var slow sync.WaitGroup
	for range 2 {
		slow.Go(func() {
			begun := time.Now()
			got := api.Execute(t.Context(), graphqlapi.Request{Query: query}, nil)
			took := time.Since(begun)
			t.Logf("%v, %s", took, got.Code)
			if got.Code != schema.CodeTimeout {
				t.Errorf("the question is not slow enough to show anything: %.200s", got.Body)
			}
			if took > limit+200*time.Millisecond {
				t.Errorf("answered after %v, %v late", took, took-limit)
			}
		})
	}
	for range 5 {
		begun := time.Now()
		if got := api.Execute(t.Context(), graphqlapi.Request{Query: other}, nil); got.Failed {
			t.Errorf("another question meanwhile: %s", got.Body)
		}
		t.Logf("another question meanwhile: %v", time.Since(begun))
	}
	slow.Wait()
}

// asking serves questions that may take some time.
func asking(t *testing.T, s store.Store, limit time.Duration) *graphqlapi.API {
	t.Helper()
	api, err := graphqlapi.New(graphqlapi.Deps{Store: s}, graphqlapi.Options{Limits: graphqlapi.Limits{Timeout: limit}})
	if err != nil {
		t.Fatal(err)
	}
	return api
}

// resting returns what asks that Neo4j carries out nothing any more, 200 ms from
// when it is called. It has connected by then, and its question is planned: what
// these take is not what the slow ones go on for.
func resting(t *testing.T, server neo4jtest.Server) (atRest func()) {
	t.Helper()
	session := neo4jtest.Driver(t, server).NewSession(t.Context(), neo4j.SessionConfig{})
	t.Cleanup(func() { _ = session.Close(context.WithoutCancel(t.Context())) })
	busy := func() []any {
		result, err := session.Run(t.Context(), `SHOW TRANSACTIONS YIELD currentQuery, elapsedTime, status WHERE NOT currentQuery STARTS WITH 'SHOW' RETURN collect([status, elapsedTime, left(currentQuery, 60)])`, nil)
		if err != nil {
			t.Fatal(err)
		}
		record, err := result.Single(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return record.Values[0].([]any)
	}
	busy()
	return func() {
		for end := time.Now().Add(200 * time.Millisecond); ; time.Sleep(20 * time.Millisecond) {
			asked := time.Now()
			left := busy()
			if len(left) == 0 {
				return
			}
			if asked.After(end) {
				t.Fatalf("a question goes on in the database: %v", left)
			}
		}
	}
}
