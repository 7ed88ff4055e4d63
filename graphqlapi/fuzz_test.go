package graphqlapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"
	"time"

	"rawabit/graphqlapi"
)

// FuzzExecute feeds texts to the API. Whatever they are, the answer is JSON with
// data or errors, and comes soon.
func FuzzExecute(f *testing.F) {
	for _, s := range shapes {
		f.Add(s.query, s.vars)
	}
	f.Add(`query($x:Int=null){relations(first:$x,after:null){nodes{id}}}`, `{"x":null}`)
	f.Add(`{a(b:"""block \""" string""",c:[1,-2.5e3,{d:null}])@x(y:$z)...on Q{i}}`, `[]`)
	api := newAPI(f, newStore(f))
	f.Fuzz(func(t *testing.T, query, vars string) {
		r := graphqlapi.Request{Query: query}
		d := json.NewDecoder(bytes.NewReader([]byte(vars)))
		d.UseNumber()
		_ = d.Decode(&r.Variables) // what is no object is no variables
		begun := time.Now()
		got := api.Execute(context.Background(), r, nil)
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("took %v", took)
		}
		var answer map[string]json.RawMessage
		if err := json.Unmarshal(got.Body, &answer); err != nil {
			t.Fatalf("%v in %s", err, got.Body)
		}
		if answer["data"] == nil && answer["errors"] == nil {
			t.Errorf("neither data nor errors: %s", got.Body)
		}
		if bytes.Contains(got.Body, []byte(`"internal error"`)) {
			t.Errorf("internal error: %s", got.Body)
		}
	})
}
