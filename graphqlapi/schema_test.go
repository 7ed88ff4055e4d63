package graphqlapi_test

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graphql-go/graphql"

	"rawabit/graphqlapi"
	"rawabit/schema"
)

// typeRef is a type as introspection tells it.
type typeRef struct {
	Kind, Name string
	OfType     *typeRef
}

// String prints the type as it is written in a schema.
func (t *typeRef) String() string {
	switch t.Kind {
	case "NON_NULL":
		return t.OfType.String() + "!"
	case "LIST":
		return "[" + t.OfType.String() + "]"
	}
	return t.Name
}

// inputValue is an argument or input field as introspection tells it.
type inputValue struct {
	Name, Description string
	Type              typeRef
	DefaultValue      *string
}

func (v inputValue) String() string {
	if v.DefaultValue == nil {
		return v.Name + ": " + v.Type.String()
	}
	return v.Name + ": " + v.Type.String() + " = " + *v.DefaultValue
}

// schemaLines asks the API for its own schema: one line for each thing in it,
// with its description.
func schemaLines(t *testing.T, api *graphqlapi.API) map[string]string {
	t.Helper()
	const query = `{__schema{types{kind name description
		fields{name description type{...T} args{...V}} inputFields{...V} enumValues{name description}}}}
		fragment V on __InputValue{name description defaultValue type{...T}}
		fragment T on __Type{kind name ofType{kind name ofType{kind name ofType{kind name}}}}`
	result := api.Execute(context.Background(), graphqlapi.Request{Query: query}, nil)
	var answer struct {
		Data struct {
			Schema struct {
				Types []struct {
					Kind, Name, Description string
					Fields                  []struct {
						Name, Description string
						Type              typeRef
						Args              []inputValue
					}
					InputFields []inputValue
					EnumValues  []struct{ Name, Description string }
				}
			} `json:"__schema"`
		}
	}
	if err := json.Unmarshal(result.Body, &answer); err != nil {
		t.Fatalf("%v in %s", err, result.Body)
	}
	lines := map[string]string{}
	for _, one := range answer.Data.Schema.Types {
		if strings.HasPrefix(one.Name, "__") {
			continue
		}
		if one.Kind == "SCALAR" {
			lines["scalar "+one.Name] = one.Description
		}
		for _, v := range one.EnumValues {
			lines[one.Name+" "+v.Name] = v.Description
		}
		for _, f := range one.InputFields {
			lines[one.Name+"."+f.String()] = f.Description
		}
		for _, f := range one.Fields {
			lines[one.Name+"."+f.Name+": "+f.Type.String()] = f.Description
			for _, a := range f.Args {
				lines[one.Name+"."+f.Name+"("+a.String()+")"] = a.Description
			}
		}
	}
	return lines
}

func TestSchemaHoldsTheContract(t *testing.T) {
	contract, err := os.ReadFile("testdata/contract.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := schemaLines(t, newAPI(t, newStore(t)))
	checked := 0
	for line := range strings.Lines(string(contract)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		checked++
		if _, ok := lines[line]; !ok {
			t.Errorf("the schema lacks %s", line)
		}
	}
	if checked < 300 {
		t.Errorf("only %d lines of the contract were read", checked)
	}
}

func TestSchemaIsDescribed(t *testing.T) {
	for line, description := range schemaLines(t, newAPI(t, newStore(t))) {
		if description == "" {
			t.Errorf("%s has no description", line)
		}
	}
}

func TestIntrospectionIsStable(t *testing.T) {
	const query = `{__schema{types{name fields{name args{name}} enumValues{name} inputFields{name}}}}`
	first := newAPI(t, newStore(t)).Execute(context.Background(), graphqlapi.Request{Query: query}, nil)
	for range 3 {
		if again := newAPI(t, newStore(t)).Execute(context.Background(), graphqlapi.Request{Query: query}, nil); string(again.Body) != string(first.Body) {
			t.Fatal("introspection answers in another order")
		}
	}
}

// TestEnumsAreTheVocabulary compares the enums with the table of relation types
// and the lists of package schema, order included.
func TestEnumsAreTheVocabulary(t *testing.T) {
	var relations, actors []string
	for _, info := range schema.RelationTypes() {
		relations = append(relations, string(info.Type))
	}
	for _, a := range schema.ActorTypes() {
		actors = append(actors, string(a))
	}
	tests := map[string][]string{
		"RelationType": relations,
		"ActorType":    actors,
		"Modality":     {"ACTUAL", "PLANNED", "POSSIBLE", "DENIED"},
		"RelationKind": {string(schema.Event), string(schema.StateKind)},
		"ChangeKind":   {"HAPPENED", "OPENED", "CLOSED", "CONFIRMED", "REVISED", "CONTRADICTED", "RETRACTED"},
	}
	types := newAPI(t, newStore(t)).Types()
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, v := range types.Type(name).(*graphql.Enum).Values() {
				got = append(got, v.Name)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
