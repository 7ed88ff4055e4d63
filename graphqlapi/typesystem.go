package graphqlapi

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/parser"
	"github.com/graphql-go/graphql/language/printer"
)

//go:embed schema.graphql
var schemaText string

// SchemaText returns the schema as it is written, with its descriptions.
func SchemaText() string { return schemaText }

// defaultPrefix marks the text of a default value on its way through
// introspection, where the library would print every value as a string.
const defaultPrefix = "default:"

// defaultValue is the default of an argument or input field: how it is written,
// and its compiled form.
type defaultValue struct {
	text  string
	value ast.Value
}

// String returns the marked text.
func (d *defaultValue) String() string { return defaultPrefix + d.text }

// typeBuilder turns definitions into the library's types.
type typeBuilder struct {
	types map[string]graphql.Type
}

// newTypeSystem builds the type system from the text of a schema.
func newTypeSystem(text string) (graphql.Schema, error) {
	doc, err := parser.Parse(parser.ParseParams{Source: text})
	if err != nil {
		return graphql.Schema{}, fmt.Errorf("the schema cannot be read: %w", err)
	}
	b := &typeBuilder{types: map[string]graphql.Type{
		"Int": graphql.Int, "Float": graphql.Float, "String": graphql.String, "Boolean": graphql.Boolean, "ID": graphql.ID,
	}}
	for _, definition := range doc.Definitions {
		switch d := definition.(type) {
		case *ast.ScalarDefinition:
			b.types[d.Name.Value] = newDateScalar(d.Name.Value, text0(d.Description))
		case *ast.EnumDefinition:
			b.types[d.Name.Value] = newEnum(d)
		case *ast.InputObjectDefinition:
			b.types[d.Name.Value] = b.inputObject(d)
		case *ast.ObjectDefinition:
			b.types[d.Name.Value] = b.object(d)
		default:
			return graphql.Schema{}, fmt.Errorf("the schema has a %s, which is not supported", definition.GetKind())
		}
	}
	config := graphql.SchemaConfig{}
	config.Query, _ = b.types["Query"].(*graphql.Object)
	config.Mutation, _ = b.types["Mutation"].(*graphql.Object)
	config.Subscription, _ = b.types["Subscription"].(*graphql.Object)
	built, err := graphql.NewSchema(config)
	if err != nil {
		return graphql.Schema{}, fmt.Errorf("the schema is not sound: %w", err)
	}
	b.settle(doc)
	return built, nil
}

func text0(s *ast.StringValue) string {
	if s == nil {
		return ""
	}
	return s.Value
}

// typeOf returns the type that a definition refers to.
func (b *typeBuilder) typeOf(t ast.Type) graphql.Type {
	switch t := t.(type) {
	case *ast.NonNull:
		return graphql.NewNonNull(b.typeOf(t.Type))
	case *ast.List:
		return graphql.NewList(b.typeOf(t.Type))
	case *ast.Named:
		return b.types[t.Name.Value]
	}
	return nil
}

func newEnum(d *ast.EnumDefinition) *graphql.Enum {
	values := graphql.EnumValueConfigMap{}
	for _, v := range d.Values {
		values[v.Name.Value] = &graphql.EnumValueConfig{Value: v.Name.Value, Description: text0(v.Description)}
	}
	return graphql.NewEnum(graphql.EnumConfig{Name: d.Name.Value, Description: text0(d.Description), Values: values})
}

func (b *typeBuilder) inputObject(d *ast.InputObjectDefinition) *graphql.InputObject {
	return graphql.NewInputObject(graphql.InputObjectConfig{
		Name: d.Name.Value, Description: text0(d.Description),
		Fields: graphql.InputObjectConfigFieldMapThunk(func() graphql.InputObjectConfigFieldMap {
			fields := graphql.InputObjectConfigFieldMap{}
			for _, f := range d.Fields {
				fields[f.Name.Value] = &graphql.InputObjectFieldConfig{
					Type: b.typeOf(f.Type).(graphql.Input), Description: text0(f.Description), DefaultValue: defaultOf(f),
				}
			}
			return fields
		}),
	})
}

func (b *typeBuilder) object(d *ast.ObjectDefinition) *graphql.Object {
	return graphql.NewObject(graphql.ObjectConfig{
		Name: d.Name.Value, Description: text0(d.Description),
		Fields: graphql.FieldsThunk(func() graphql.Fields {
			fields := graphql.Fields{}
			for _, f := range d.Fields {
				args := graphql.FieldConfigArgument{}
				for _, a := range f.Arguments {
					args[a.Name.Value] = &graphql.ArgumentConfig{
						Type: b.typeOf(a.Type).(graphql.Input), Description: text0(a.Description), DefaultValue: defaultOf(a),
					}
				}
				fields[f.Name.Value] = &graphql.Field{
					Type: b.typeOf(f.Type).(graphql.Output), Description: text0(f.Description), Args: args,
				}
			}
			return fields
		}),
	})
}

// defaultOf returns the default of an argument, as an untyped nil where there is
// none.
func defaultOf(d *ast.InputValueDefinition) any {
	if d.DefaultValue == nil {
		return nil
	}
	text, _ := printer.Print(d.DefaultValue).(string)
	return &defaultValue{text: text, value: d.DefaultValue}
}

// settle gives enum values and arguments the order of the definitions, which the
// library loses, and fills the library's lazy tables while no one else looks.
func (b *typeBuilder) settle(doc *ast.Document) {
	for _, definition := range doc.Definitions {
		switch d := definition.(type) {
		case *ast.EnumDefinition:
			enum := b.types[d.Name.Value].(*graphql.Enum)
			order := func(name string) int {
				return slices.IndexFunc(d.Values, func(v *ast.EnumValueDefinition) bool { return v.Name.Value == name })
			}
			slices.SortFunc(enum.Values(), func(x, y *graphql.EnumValueDefinition) int { return order(x.Name) - order(y.Name) })
			enum.ParseValue("")
			enum.Serialize("")
		case *ast.InputObjectDefinition:
			b.types[d.Name.Value].(*graphql.InputObject).Fields()
		case *ast.ObjectDefinition:
			fields := b.types[d.Name.Value].(*graphql.Object).Fields()
			for _, f := range d.Fields {
				order := func(a *graphql.Argument) int {
					return slices.IndexFunc(f.Arguments, func(v *ast.InputValueDefinition) bool { return v.Name.Value == a.PrivateName })
				}
				slices.SortFunc(fields[f.Name.Value].Args, func(x, y *graphql.Argument) int { return order(x) - order(y) })
			}
		}
	}
}
