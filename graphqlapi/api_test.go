package graphqlapi_test

import (
	"context"
	"testing"

	"rawabit/graphqlapi"
)

func newAPI(t *testing.T) *graphqlapi.API {
	t.Helper()
	api, err := graphqlapi.New(graphqlapi.Deps{Store: newFake(), Version: "test"}, graphqlapi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return api
}

func TestExecute(t *testing.T) {
	tests := []struct {
		name, query string
		variables   map[string]any
		want        string
	}{
		{"typename", `{__typename}`, nil, `{"data":{"__typename":"Query"}}`},
		{"order of keys", `{b:actor(id:"russia"){type id n:name(lang:"en")} a:__typename}`, nil, `{"data":{"b":{"type":"STATE","id":"russia","n":"Russia"},"a":"Query"}}`},
		{"null", `{actor(id:"nobody"){id}}`, nil, `{"data":{"actor":null}}`},
		{"null literal", `{actor(id:"russia", name: null){id}}`, nil, `{"data":{"actor":{"id":"russia"}}}`},
		{"nested", `query($d:Date!){actor(id:"russia"){relations(filter:{validOn:$d}){nodes{id validFrom target{id} source{__typename}}}}}`, map[string]any{"d": "2026-01"},
			`{"data":{"actor":{"relations":{"nodes":[{"id":"r-1","validFrom":"2026-01","target":{"id":"qamishli"},"source":{"__typename":"Actor"}}]}}}}`},
		{"bad date", `query($d:Date!){actor(id:"russia"){relations(filter:{validOn:$d}){nodes{id}}}}`, map[string]any{"d": "soon"},
			`{"errors":[{"message":"variable $d: date \"soon\" is not of the form 2026-01-28, 2026-01 or 2026","extensions":{"code":"INVALID_DATE"}}]}`},
	}
	api := newAPI(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := api.Execute(context.Background(), graphqlapi.Request{Query: tt.query, Variables: tt.variables}, nil)
			if string(got.Body) != tt.want {
				t.Errorf("got  %s\nwant %s", got.Body, tt.want)
			}
		})
	}
}
