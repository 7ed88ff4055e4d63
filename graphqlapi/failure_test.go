package graphqlapi_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"rawabit/graphqlapi"
	"rawabit/schema"
	"rawabit/store"
)

// broken is a store whose paths fail in the way that their From names, and whose
// relations lack their ends.
type broken struct{ store.Store }

func (b broken) Paths(ctx context.Context, q store.PathsQuery) ([]store.PathNode, error) {
	switch q.From {
	case "slow":
		<-ctx.Done()
		return nil, &schema.Error{Code: schema.CodeTimeout, Message: "the time allowed has passed", Cause: ctx.Err()}
	case "bare deadline":
		<-ctx.Done()
		return nil, ctx.Err()
	case "down":
		return nil, &schema.Error{Code: schema.CodeUnavailable, Message: "the store does not answer", Cause: errors.New("dial 10.0.0.1: secret")}
	case "driver":
		return nil, errors.New("Neo.ClientError: secret")
	case "panic":
		panic("secret")
	}
	return nil, nil
}

func (b broken) Relation(_ context.Context, q store.RelationQuery) (*store.RelationNode, error) {
	return &store.RelationNode{Relation: &schema.Relation{ID: q.ID, Type: schema.Met}}, nil
}

func TestFailures(t *testing.T) {
	api, err := graphqlapi.New(graphqlapi.Deps{Store: broken{newStore(t)}}, graphqlapi.Options{Limits: graphqlapi.Limits{Timeout: 50 * time.Millisecond}})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, query, want string }{
		{"a slow store", `{paths(from:"slow",to:"x"){length}}`, `{"data":null,"errors":[{"message":"the time allowed has passed","locations":[{"line":1,"column":2}],"path":["paths"],"extensions":{"code":"TIMEOUT"}}]}`},
		{"a store that says nothing of it", `{paths(from:"bare deadline",to:"x"){length}}`, `"code":"TIMEOUT"`},
		{"a store that is down", `{paths(from:"down",to:"x"){length}}`, `{"data":null,"errors":[{"message":"the store does not answer","locations":[{"line":1,"column":2}],"path":["paths"],"extensions":{"code":"STORE_UNAVAILABLE"}}]}`},
		{"an error of a driver", `{paths(from:"driver",to:"x"){length}}`, `"message":"internal error"`},
		{"a panic", `{paths(from:"panic",to:"x"){length}}`, `"message":"internal error"`},
		{"an end that is missing", `{a:relation(id:"r"){id source{id}} actor(id:"layla"){id}}`, `{"data":{"a":null,"actor":{"id":"layla"}},"errors":[{"message":"Cannot return null for non-nullable field Relation.source.","locations":[{"line":1,"column":24}],"path":["a","source"],"extensions":{"code":"INTERNAL"}}]}`},
		{"the place of an error", "{\n  # كلام\n  actor(id:\"layla\") { id }\n  paths(from:\"driver\",to:\"x\"){length}}", `"locations":[{"line":4,"column":3}]`},
		{"the place of an error after Arabic", `{actors(search:"كلام"){totalCount} paths(from:"driver",to:"x"){length}}`, `"locations":[{"line":1,"column":36}]`},
		{"the place of a mistake after Arabic", `{actors(search:"كلام"){totalCount} nothing}`, `"locations":[{"line":1,"column":36}]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			begun := time.Now()
			got := string(api.Execute(t.Context(), graphqlapi.Request{Query: tt.query}, nil).Body)
			if !strings.Contains(got, tt.want) {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if strings.Contains(got, "secret") {
				t.Errorf("the operator's cause is told: %s", got)
			}
			if took := time.Since(begun); took > time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// TestTogether carries out many operations at once, the same and others.
func TestTogether(t *testing.T) {
	api := newAPI(t, newStore(t))
	var together sync.WaitGroup
	for i := range 8 {
		together.Go(func() {
			for n := range 40 {
				s := shapes[(i*7+n)%len(shapes)]
				first := string(api.Execute(t.Context(), request(t, s.query, s.vars), nil).Body)
				if again := string(api.Execute(t.Context(), request(t, s.query, s.vars), nil).Body); again != first {
					t.Errorf("%s: two answers\n%s\n%s", s.name, first, again)
				}
			}
		})
	}
	together.Wait()
}

// TestDocumentsAreForgotten fills the cache past its size.
func TestDocumentsAreForgotten(t *testing.T) {
	api, err := graphqlapi.New(graphqlapi.Deps{Store: newStore(t)}, graphqlapi.Options{Limits: graphqlapi.Limits{Cached: 3}})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for i := range 10 {
			want := fmt.Sprintf(`{"data":{"a%d":"Query"}}`, i)
			if got := api.Execute(t.Context(), graphqlapi.Request{Query: fmt.Sprintf("{a%d:__typename}", i)}, nil); string(got.Body) != want {
				t.Errorf("got %s", got.Body)
			}
		}
	}
}
