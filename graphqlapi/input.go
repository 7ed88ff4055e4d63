package graphqlapi

import (
	"time"

	"github.com/graphql-go/graphql"

	"rawabit/schema"
)

// inputKind says what an input holds.
type inputKind uint8

const (
	absent inputKind = iota
	textInput
	intInput
	floatInput
	boolInput
	dateInput
	momentInput
	listInput
	objectInput
	variableInput
)

// input is the value of an argument, checked against its type: a literal, or a
// reference to a variable that is bound for each request.
type input struct {
	kind     inputKind
	flag     bool
	date     schema.Date
	number   int
	float    float64
	text     string // strings, ids and enum values
	moment   time.Time
	items    []input      // of a list, or of an object parallel to fields
	fields   []inputField // of an object
	fallback *input       // of a variable: the default where it is not given
}

// inputField is one field of an input type.
type inputField struct {
	name     string
	typ      graphql.Input
	fallback *input // nil where there is no default
}

// resolve returns the value that an input stands for.
func (v *input) resolve(vars []input) *input {
	if v.kind != variableInput {
		return v
	}
	if bound := &vars[v.number]; bound.kind != absent {
		return bound
	}
	if v.fallback != nil {
		return v.fallback
	}
	return &vars[v.number]
}

// dynamic reports whether the input depends on variables.
func (v *input) dynamic() bool {
	if v.kind == variableInput {
		return true
	}
	for i := range v.items {
		if v.items[i].dynamic() {
			return true
		}
	}
	return false
}

// The getters return the value of an input, the zero value where it is absent.
// The types were checked before.

func (v *input) string(vars []input) string  { return v.resolve(vars).text }
func (v *input) bool(vars []input) bool      { return v.resolve(vars).flag }
func (v *input) int(vars []input) int        { return v.resolve(vars).number }
func (v *input) time(vars []input) time.Time { return v.resolve(vars).moment }

// texts returns a list of enum values or ids as a slice of a string type.
func texts[T ~string](v *input, vars []input) []T {
	list := v.resolve(vars)
	if list.kind == absent {
		return nil
	}
	out := make([]T, len(list.items))
	for i := range list.items {
		out[i] = T(list.items[i].string(vars))
	}
	return out
}

// get returns a field of an object, an absent input where it has none.
func (v *input) get(name string, vars []input) *input {
	object := v.resolve(vars)
	for i := range object.fields {
		if object.fields[i].name == name {
			return object.items[i].resolve(vars)
		}
	}
	return &input{}
}
