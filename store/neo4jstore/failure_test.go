package neo4jstore_test

import (
	"context"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"rawabit/internal/neo4jtest"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/neo4jstore"
	"rawabit/store/storetest"
)

// TestOpenFails asks for errors that tell what to mend.
func TestOpenFails(t *testing.T) {
	server := neo4jtest.Start(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := "bolt://" + l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		address string
		o       neo4jstore.Options
		code    schema.Code
		says    []string
	}{
		"no address":     {"localhost:7687", neo4jstore.Options{}, schema.CodeInvalid, []string{"localhost:7687", "neo4j://"}},
		"another scheme": {"http://localhost:7474", neo4jstore.Options{}, schema.CodeInvalid, []string{"http://localhost:7474", "bolt://"}},
		"nobody there":   {nobody, neo4jstore.Options{}, schema.CodeUnavailable, []string{nobody, "running"}},
		"wrong password": {server.Bolt, neo4jstore.Options{User: "neo4j", Password: "wrong"}, schema.CodeUnavailable, []string{server.Bolt, "password"}},
		"no database":    {server.Bolt, neo4jstore.Options{User: server.User, Password: server.Password, Database: "nowhere"}, schema.CodeUnavailable, []string{server.Bolt, "nowhere"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if name == "wrong password" && server.User == "" {
				return // a server from the environment may be open to all
			}
			s, err := neo4jstore.Open(t.Context(), test.address, test.o)
			if err == nil {
				closeStore(t, s)
			}
			if schema.ErrorCode(err) != test.code {
				t.Fatalf("error %v, want code %s", err, test.code)
			}
			for _, want := range test.says {
				if !strings.Contains(schema.UserMessage(err), want) {
					t.Errorf("message %q does not speak of %q", schema.UserMessage(err), want)
				}
			}
		})
	}
}

func TestClosed(t *testing.T) {
	s := open(t)
	closeStore(t, s)
	_, err := s.Actor(t.Context(), store.ActorQuery{ID: "omar"})
	if schema.ErrorCode(err) != schema.CodeUnavailable {
		t.Errorf("reading: %v", err)
	}
	if _, err = s.Record(t.Context(), storetest.Readings()); schema.ErrorCode(err) != schema.CodeUnavailable {
		t.Errorf("writing: %v", err)
	}
	if err = s.Ping(t.Context()); schema.ErrorCode(err) != schema.CodeUnavailable {
		t.Errorf("ping: %v", err)
	}
}

// ladder is a graph of a few actors in a row with many states between each two.
// Those of the last step share no day with the others, so that a search for paths
// whose states overlap has to look at all of them.
func ladder(steps, parallel int) ([]schema.Actor, []schema.Relation) {
	var actors []schema.Actor
	var relations []schema.Relation
	for i := range steps + 1 {
		actors = append(actors, schema.Actor{ID: schema.ActorID(fmt.Sprintf("rung%d", i)), Type: schema.Organization, Name: fmt.Sprintf("Rung %d", i)})
	}
	for i := range steps {
		for j := range parallel {
			r := schema.Relation{
				ID: schema.RelationID(fmt.Sprintf("rail-%d-%03d", i, j)), Type: schema.Supports, Source: actors[i].ID, Target: actors[i+1].ID,
				ValidFrom: schema.NewDate(2020, 1, 1), ValidTo: schema.NewDate(2020, 12, 31), Modality: schema.Actual, Confidence: 0.5,
			}
			if i == steps-1 {
				r.ValidFrom, r.ValidTo = schema.NewDate(2022, 1, 1), schema.NewDate(2022, 12, 31)
			}
			relations = append(relations, r)
		}
	}
	return actors, relations
}

// TestTimeout gives a search for paths far too little time: it ends with it, and so
// does its statement in the database.
func TestTimeout(t *testing.T) {
	s := open(t)
	defer closeStore(t, s)
	actors, relations := ladder(4, 90)
	if err := s.Import(t.Context(), actors, relations); err != nil {
		t.Fatal(err)
	}
	q := store.PathsQuery{From: "rung0", To: "rung4", MaxHops: 4, First: 1, Overlapping: true}
	ask := func(limit time.Duration) (error, time.Duration) {
		ctx, cancel := context.WithTimeout(t.Context(), limit)
		defer cancel()
		began := time.Now()
		_, err := s.Paths(ctx, q)
		return err, time.Since(began) - limit
	}
	near := q
	near.To, near.Overlapping = "rung1", true
	if paths, err := s.Paths(t.Context(), near); len(paths) != 1 || err != nil { // the plan is made
		t.Fatalf("%d paths (%v)", len(paths), err)
	}
	for _, limit := range []time.Duration{300 * time.Millisecond, time.Second} {
		err, late := ask(limit)
		if schema.ErrorCode(err) != schema.CodeTimeout {
			t.Fatalf("error %v, want code TIMEOUT", err)
		}
		if late > 200*time.Millisecond {
			t.Errorf("it ended %s after its time", late)
		}
		time.Sleep(max(0, 200*time.Millisecond-late))
		if running := rows(t, "SHOW TRANSACTIONS YIELD currentQuery, elapsedTime WHERE currentQuery CONTAINS 'shortestPath' AND NOT currentQuery CONTAINS 'SHOW' RETURN elapsedTime", nil); len(running) > 0 {
			t.Errorf("200 ms after its time the database still runs it, for %v", running)
		}
	}
}
