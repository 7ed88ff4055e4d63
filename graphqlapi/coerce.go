package graphqlapi

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"rawabit/schema"
)

// coercer turns literals and JSON values into inputs of a type.
type coercer struct {
	objects map[string][]inputField // the fields of each input type, in the order of the schema
}

// newCoercer lists the fields of the input types of a schema, defaults included.
func newCoercer(doc *ast.Document, types graphql.TypeMap) (*coercer, error) {
	c := &coercer{objects: map[string][]inputField{}}
	for _, definition := range doc.Definitions {
		d, ok := definition.(*ast.InputObjectDefinition)
		if !ok {
			continue
		}
		defined := types[d.Name.Value].(*graphql.InputObject).Fields()
		for _, f := range d.Fields {
			field := inputField{name: f.Name.Value, typ: defined[f.Name.Value].Type}
			if f.DefaultValue != nil {
				v, err := c.literal(field.typ, f.DefaultValue, nil)
				if err != nil {
					return nil, err
				}
				field.fallback = &v
			}
			c.objects[d.Name.Value] = append(c.objects[d.Name.Value], field)
		}
	}
	return c, nil
}

func invalid(format string, args ...any) error {
	return schema.Errorf(schema.CodeInvalid, format, args...)
}

// literal turns a literal that passed validation into an input. Variables are
// looked up by name in vars.
func (c *coercer) literal(t graphql.Input, v ast.Value, vars []string) (input, error) {
	if variable, ok := v.(*ast.Variable); ok {
		return input{kind: variableInput, number: slices.Index(vars, variable.Name.Value)}, nil
	}
	switch t := t.(type) {
	case *graphql.NonNull:
		return c.literal(t.OfType.(graphql.Input), v, vars)
	case *graphql.List:
		list := input{kind: listInput}
		literals := []ast.Value{v}
		if l, ok := v.(*ast.ListValue); ok {
			literals = l.Values
		}
		for _, one := range literals {
			item, err := c.literal(t.OfType.(graphql.Input), one, vars)
			if err != nil {
				return input{}, err
			}
			list.items = append(list.items, item)
		}
		return list, nil
	case *graphql.InputObject:
		return c.literalObject(t, v, vars)
	}
	switch v := v.(type) {
	case *ast.StringValue:
		return c.scalar(t, v.Value)
	case *ast.EnumValue:
		return input{kind: textInput, text: v.Value}, nil
	case *ast.BooleanValue:
		return input{kind: boolInput, flag: v.Value}, nil
	case *ast.IntValue:
		return c.scalar(t, json.Number(v.Value))
	case *ast.FloatValue:
		return c.scalar(t, json.Number(v.Value))
	}
	return input{}, invalid("a value of type %s is of the wrong kind", t)
}

func (c *coercer) literalObject(t *graphql.InputObject, v ast.Value, vars []string) (input, error) {
	object, ok := v.(*ast.ObjectValue)
	if !ok {
		return input{}, invalid("a value of type %s must be an object", t)
	}
	return c.object(t, func(f *inputField) (input, error) {
		for _, given := range object.Fields {
			if given.Name.Value == f.name {
				return c.literal(f.typ, given.Value, vars)
			}
		}
		return input{}, nil
	})
}

// object builds an object from its fields, with defaults for what is absent.
func (c *coercer) object(t *graphql.InputObject, value func(*inputField) (input, error)) (input, error) {
	defined := c.objects[t.Name()]
	out := input{kind: objectInput, fields: defined, items: make([]input, len(defined))}
	for i := range defined {
		f := &defined[i]
		v, err := value(f)
		if err != nil {
			return input{}, err
		}
		switch {
		case v.kind == variableInput:
			v.fallback = f.fallback
		case v.kind == absent && f.fallback != nil:
			v = *f.fallback
		}
		out.items[i] = v
	}
	return out, nil
}

// scalar turns a string or number into an input of a leaf type.
func (c *coercer) scalar(t graphql.Input, v any) (input, error) {
	if enum, ok := t.(*graphql.Enum); ok {
		text, isText := v.(string)
		if !isText || enum.ParseValue(text) == nil {
			return input{}, invalid("%s is not one of the values of %s", quoted(v), enum.Name())
		}
		return input{kind: textInput, text: text}, nil
	}
	name := t.(*graphql.Scalar).Name()
	switch v := v.(type) {
	case string:
		switch name {
		case "String", "ID":
			return input{kind: textInput, text: v}, nil
		case "Date":
			d, err := parseDate(v)
			return input{kind: dateInput, date: d}, err
		case "DateTime":
			m, err := parseMoment(v)
			return input{kind: momentInput, moment: m}, err
		}
	case bool:
		if name == "Boolean" {
			return input{kind: boolInput, flag: v}, nil
		}
	case json.Number:
		return number(name, v)
	}
	return input{}, invalid("%s is not of type %s", quoted(v), name)
}

func number(name string, v json.Number) (input, error) {
	f, err := v.Float64()
	switch {
	case err != nil:
	case name == "ID":
		if _, err := strconv.ParseInt(v.String(), 10, 64); err == nil {
			return input{kind: textInput, text: v.String()}, nil
		}
	case name == "Float":
		return input{kind: floatInput, float: f}, nil
	case name == "Int" && f == math.Trunc(f):
		if f < math.MinInt32 || f > math.MaxInt32 {
			return input{}, invalid("%s is not of type Int: it must lie between -2147483648 and 2147483647", v)
		}
		return input{kind: intInput, number: int(f)}, nil
	}
	return input{}, invalid("%s is not of type %s", v, name)
}

// quoted prints a JSON value for a message, cut to a reasonable length.
func quoted(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return "the value"
	}
	if len(text) > 80 {
		return string(text[:77]) + "..."
	}
	return string(text)
}

// value turns a JSON value, as decoded with UseNumber, into an input. Null is
// absent. At names the value in messages.
func (c *coercer) value(t graphql.Input, v any, at string) (input, error) {
	if required, ok := t.(*graphql.NonNull); ok {
		if v == nil {
			return input{}, invalid("%s of required type %s is missing", at, t)
		}
		return c.value(required.OfType.(graphql.Input), v, at)
	}
	if v == nil {
		return input{}, nil
	}
	switch t := t.(type) {
	case *graphql.List:
		items, ok := v.([]any)
		if !ok {
			items = []any{v}
		}
		list := input{kind: listInput, items: make([]input, 0, len(items))}
		for i, one := range items {
			item, err := c.value(t.OfType.(graphql.Input), one, fmt.Sprintf("%s[%d]", at, i))
			if err != nil {
				return input{}, err
			}
			list.items = append(list.items, item)
		}
		return list, nil
	case *graphql.InputObject:
		return c.valueObject(t, v, at)
	}
	out, err := c.scalar(t, v)
	if err != nil {
		return input{}, schema.Errorf(schema.ErrorCode(err), "%s: %s", at, err)
	}
	return out, nil
}

func (c *coercer) valueObject(t *graphql.InputObject, v any, at string) (input, error) {
	given, ok := v.(map[string]any)
	if !ok {
		return input{}, invalid("%s must be an object of type %s", at, t.Name())
	}
	known := 0
	out, err := c.object(t, func(f *inputField) (input, error) {
		value, ok := given[f.name]
		if ok {
			known++
		}
		if _, required := f.typ.(*graphql.NonNull); !required && value == nil {
			return input{}, nil
		}
		return c.value(f.typ, value, at+"."+f.name)
	})
	if err == nil && known < len(given) {
		for name := range given {
			if !slices.ContainsFunc(c.objects[t.Name()], func(f inputField) bool { return f.name == name }) {
				return input{}, invalid("%s has a field %q, which %s does not have", at, name, t.Name())
			}
		}
	}
	return out, err
}
