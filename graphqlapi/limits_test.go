package graphqlapi_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"rawabit/graphqlapi"
)

// TestBombsAreRefused sends what is meant to cost a lot, and expects a refusal
// that names the number allowed, within a tenth of a second of work.
func TestBombsAreRefused(t *testing.T) {
	nested := func(n int) string {
		return `{actor(id:"layla")` + strings.Repeat(`{partOf`, n) + `{id}` + strings.Repeat(`}`, n) + `}`
	}
	aliases := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "a%d:__typename ", i)
		}
		return "{" + b.String() + "}"
	}
	spread := `query{actor(id:"layla"){...f0}} `
	for i := range 30 {
		spread += fmt.Sprintf("fragment f%d on Actor{a%d:partOf{...f%d} b%d:partOf{...f%d}} ", i, i, i+1, i, i+1)
	}
	spread += "fragment f30 on Actor{id}"
	distinct := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "f%d ", i)
		}
		return "{" + b.String() + "}"
	}
	overlap := func(n int) string {
		var use, define strings.Builder
		for i := range n {
			fmt.Fprintf(&use, "...f%d ", i)
			fmt.Fprintf(&define, "fragment f%d on Actor{id name} ", i)
		}
		return `{actor(id:"layla"){` + use.String() + `}} ` + define.String()
	}
	tests := []struct {
		name, query string
		code        string
	}{
		{"14 KB of nesting", nested(1000), "LIMIT_EXCEEDED"},
		{"7 MB of nesting", nested(500_000), "LIMIT_EXCEEDED"},
		{"7 MB of lists", `{actor(id:` + strings.Repeat("[", 7_000_000) + "}", "LIMIT_EXCEEDED"},
		{"7 MB of objects", `{relations(filter:` + strings.Repeat("{a:", 2_300_000) + "}", "LIMIT_EXCEEDED"},
		{"7 MB of a string that does not end", `{actor(id:"` + strings.Repeat("a", 7_000_000), "LIMIT_EXCEEDED"},
		{"60 KB of a string that does not end", `{actor(id:"` + strings.Repeat("a", 60_000), "GRAPHQL_PARSE_FAILED"},
		{"60 KB of a string before an error", `{actor(id:"` + strings.Repeat("a", 60_000) + `"){id}}}`, "GRAPHQL_PARSE_FAILED"},
		{"2,400 unknown fields", "{" + strings.Repeat("x y z ", 800) + "}", "GRAPHQL_VALIDATION_FAILED"},
		{"2,400 different unknown fields", distinct(2400), "GRAPHQL_VALIDATION_FAILED"},
		{"many fragments over the same fields", overlap(170), ""},
		{"4,000 aliases", aliases(4000), "LIMIT_EXCEEDED"},
		{"100,000 tokens", "{" + strings.Repeat("__typename ", 100_000) + "}", "LIMIT_EXCEEDED"},
		{"as many tokens as are allowed", "{" + strings.Repeat("__typename ", 2490) + "}", ""},
		{"fragments in a circle", `{actor(id:"layla"){...a}} fragment a on Actor{...b} fragment b on Actor{...a}`, "GRAPHQL_VALIDATION_FAILED"},
		{"fragments that double", spread, "LIMIT_EXCEEDED"},
		{"deep by fragments", `{actor(id:"layla"){...a}} fragment a on Actor{partOf{partOf{partOf{partOf{partOf{partOf{partOf{partOf{partOf{partOf{...b}}}}}}}}}}}` +
			` fragment b on Actor{partOf{partOf{partOf{partOf{partOf{partOf{partOf{partOf{partOf{partOf{...c}}}}}}}}}}} fragment c on Actor{partOf{partOf{partOf{partOf{partOf{partOf{partOf{partOf{partOf{partOf{id}}}}}}}}}}}`, "LIMIT_EXCEEDED"},
		{"large pages", `{actors(first:1000){nodes{relations(first:1000){nodes{id}}}}}`, "LIMIT_EXCEEDED"},
		{"a page over the limit", `{relations(first:100000){nodes{id}}}`, "LIMIT_EXCEEDED"},
		{"long paths", `{paths(from:"layla",to:"omar",maxHops:50){length}}`, "LIMIT_EXCEEDED"},
		{"a page of less than nothing", `{relations(first:-1){nodes{id}}}`, "INVALID_INPUT"},
		{"an Int that is none", `{relations(first:99999999999){nodes{id}}}`, "INVALID_INPUT"},
		{"a date that is none", `{relations(filter:{asOf:"2026-02-30"}){nodes{id}}}`, "INVALID_DATE"},
		{"an empty date", `{relations(filter:{asOf:""}){nodes{id}}}`, "INVALID_DATE"},
	}
	api := newAPI(t, newStore(t))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got graphqlapi.Result
			took := cpu(t, func() { got = api.Execute(context.Background(), graphqlapi.Request{Query: tt.query}, nil) })
			if string(got.Code) != tt.code {
				t.Errorf("code %q, want %q: %.300s", got.Code, tt.code, got.Body)
			}
			if !json.Valid(got.Body) {
				t.Errorf("no JSON: %.300s", got.Body)
			}
			if tt.code == "LIMIT_EXCEEDED" && !strings.Contains(string(got.Body), `"allowed":`) {
				t.Errorf("the refusal names no number: %s", got.Body)
			}
			most := 100 * time.Millisecond
			if tt.code == "GRAPHQL_VALIDATION_FAILED" {
				most = 250 * time.Millisecond // they are small enough to be looked at
			}
			if tt.code != "" && took > most {
				t.Errorf("took %v", took)
			}
			t.Logf("%v", took)
		})
	}
}
