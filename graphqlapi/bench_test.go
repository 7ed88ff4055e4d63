package graphqlapi_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/graphql-go/graphql"

	"rawabit/graphqlapi"
	"rawabit/schema"
	"rawabit/store/memory"
)

// star is a store with one actor that has fifty relations on a day.
func star(b *testing.B) *memory.Store {
	b.Helper()
	hub := schema.Actor{ID: "hub", Type: schema.State, Name: "دولة الجبل", NameAr: "دولة الجبل", NameEn: "Jabal"}
	actors, relations := []schema.Actor{hub}, []schema.Relation(nil)
	for i := range 50 {
		id := schema.ActorID(fmt.Sprintf("p%02d", i))
		actors = append(actors, schema.Actor{ID: id, Type: schema.Person, Name: fmt.Sprintf("Person %d", i)})
		relations = append(relations, schema.Relation{
			ID: schema.RelationID(fmt.Sprintf("r%02d", i)), Type: schema.Supports, Source: "hub", Target: id,
			ValidFrom: schema.NewDate(2025, 1+i%12, 1), Modality: schema.Actual, Confidence: 0.87,
		})
	}
	s := memory.New(memory.WithClock(func() time.Time { return time.Date(2026, 1, 28, 9, 0, 0, 0, time.UTC) }))
	if err := s.Import(b.Context(), actors, relations); err != nil {
		b.Fatal(err)
	}
	return s
}

const oneHop = `query Q($id:ID!,$d:Date!){actor(id:$id){relations(filter:{validOn:$d,modality:[ACTUAL,PLANNED,POSSIBLE,DENIED]},
	direction:OUT,orderBy:DATE_DESC,first:50){nodes{id type validFrom validTo modality confidence target{id name}}}}}`

func oneHopVars() map[string]any { return map[string]any{"id": "hub", "d": "2026-01-28"} }

// BenchmarkOneHop answers fifty relations of an actor on a day from the memory
// store, without HTTP.
func BenchmarkOneHop(b *testing.B) {
	api := newAPI(b, star(b))
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		got := api.Execute(context.Background(), graphqlapi.Request{Query: oneHop, Variables: oneHopVars()}, buf[:0])
		if buf = got.Body; got.Failed || len(buf) < 7000 {
			b.Fatalf("%s", buf)
		}
	}
}

// BenchmarkOneHopHTTP is the same through the handler.
func BenchmarkOneHopHTTP(b *testing.B) {
	h, err := newAPI(b, star(b)).Handler()
	if err != nil {
		b.Fatal(err)
	}
	body, err := json.Marshal(map[string]any{"query": oneHop, "variables": oneHopVars()})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(string(body)))
		r.Header.Set("Content-Type", plainJSON)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			b.Fatalf("%s", w.Body)
		}
	}
}

// BenchmarkOneHopLibrary is what the library's own executor takes for it, with
// the document parsed and validated each time and resolvers over the same data.
func BenchmarkOneHopLibrary(b *testing.B) {
	ref := newReference(b, star(b))
	b.ReportAllocs()
	for b.Loop() {
		got := graphql.Do(graphql.Params{Schema: ref.types, RequestString: oneHop, VariableValues: oneHopVars(), Context: context.Background()})
		if len(got.Errors) > 0 {
			b.Fatal(got.Errors)
		}
	}
}

// BenchmarkNewDocument is the cost of a document that was not seen before.
func BenchmarkNewDocument(b *testing.B) {
	api := newAPI(b, star(b))
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		n++
		query := fmt.Sprintf("# %d\n%s", n, oneHop)
		if got := api.Execute(context.Background(), graphqlapi.Request{Query: query, Variables: oneHopVars()}, nil); got.Failed {
			b.Fatalf("%s", got.Body)
		}
	}
}
