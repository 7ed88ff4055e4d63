package graphqlapi_test

import (
	"context"
	"testing"
	"time"

	"rawabit/graphqlapi"
	"rawabit/store"
	"rawabit/store/memory"
	"rawabit/store/storetest"
)

// newStore returns a store that holds the world of the stores' suite.
func newStore(t testing.TB) store.Store {
	t.Helper()
	now := time.Date(2026, 1, 28, 9, 0, 0, 0, time.UTC)
	s := memory.New(memory.WithClock(func() time.Time { return now }))
	storetest.Load(t, s)
	return s
}

func newAPI(t testing.TB, s store.Store) *graphqlapi.API {
	t.Helper()
	api, err := graphqlapi.New(graphqlapi.Deps{Store: s, Version: "test"}, graphqlapi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return api
}

// TestExecute compares whole answers, which shows the order of keys.
func TestExecute(t *testing.T) {
	tests := []struct {
		name, query, vars string
		want              string
	}{
		{"typename", `{__typename}`, ``, `{"data":{"__typename":"Query"}}`},
		{"order of keys", `{b:actor(id:"layla"){type id n:name(lang:"en")} a:__typename}`, ``, `{"data":{"b":{"type":"PERSON","id":"layla","n":"Layla al-Haddad"},"a":"Query"}}`},
		{"null", `{actor(id:"nobody"){id}}`, ``, `{"data":{"actor":null}}`},
		{"null literal", `{actor(id:"layla", name: null){id}}`, ``, `{"data":{"actor":{"id":"layla"}}}`},
		{
			"null literals alone", `query($x: Int = null){relations(first: $x, after: null, filter: {types: [LEADS], asOf: null}){nodes{id}} actor(id:"layla"){name(lang: null)}}`, ``,
			`{"data":{"relations":{"nodes":[{"id":"i-lead1"},{"id":"i-lead2"}]},"actor":{"name":"ليلى الحداد"}}}`,
		},
		{
			"null variable", `query($l:String,$f:RelationFilter){actor(id:"layla"){name(lang:$l) relations(filter:$f,first:1){nodes{id}}}}`, `{"l":null,"f":{"types":["LEADS"],"asOf":null}}`,
			`{"data":{"actor":{"name":"ليلى الحداد","relations":{"nodes":[{"id":"i-lead1"}]}}}}`,
		},
		{
			"nested", `query($d:Date!){actor(id:"army"){relations(filter:{validOn:$d}){nodes{id validFrom target{id} source{__typename}}}}}`, `{"d":"2025-07"}`,
			`{"data":{"actor":{"relations":{"nodes":[{"id":"i-here","validFrom":"2025-06-01","target":{"id":"base"},"source":{"__typename":"Actor"}}]}}}}`,
		},
		{"number as id", `query($i:ID!){actor(id:$i){id}}`, `{"i":12}`, `{"data":{"actor":null}}`},
		{"Arabic comments", "\ufeff# تعليق\n{actor(id:\"layla\"){ # وآخر\nid # ثالث\n}}", ``, `{"data":{"actor":{"id":"layla"}}}`},
		{"Arabic strings", `{a:actors(search:"ليلى"){nodes{id}} b:actors(search:"""النجار"""){nodes{id}}}`, ``, `{"data":{"a":{"nodes":[{"id":"layla"}]},"b":{"nodes":[{"id":"omar"}]}}}`},
		{"everything skipped", `{actor(id:"layla"){id @skip(if:true)}}`, ``, `{"data":{"actor":{}}}`},
	}
	api := newAPI(t, newStore(t))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := api.Execute(context.Background(), request(t, tt.query, tt.vars), nil)
			if string(got.Body) != tt.want {
				t.Errorf("got  %s\nwant %s", got.Body, tt.want)
			}
		})
	}
}
