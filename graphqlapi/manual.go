package graphqlapi

import (
	"fmt"
	"io"
	"strings"

	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/parser"
	"github.com/graphql-go/graphql/language/printer"

	"rawabit/graphqlapi/access"
	"rawabit/schema"
)

// WriteManual writes the schema as a page of Markdown: what can be asked, what
// can be changed, what can be followed, and the types.
func WriteManual(w io.Writer) error {
	doc, err := parser.Parse(parser.ParseParams{Source: schemaText})
	if err != nil {
		return err
	}
	m := &manual{}
	m.line("# GraphQL reference")
	m.line("")
	m.line("This page is written by `rawabit schema --format markdown` from the schema that the server is built from. `rawabit schema` prints the schema itself, for tools that make code of it.")
	m.line("")
	m.line("An argument that is left out has its default; no argument needs `null`. Lists that can be long are connections by the Relay specification, with `nodes` and `totalCount` beside `edges` and `pageInfo`.")
	m.roots(doc)
	m.codes()
	m.types(doc)
	_, err = io.WriteString(w, m.text.String())
	return err
}

// manual is the page in the making.
type manual struct{ text strings.Builder }

func (m *manual) line(format string, args ...any) { fmt.Fprintf(&m.text, format+"\n", args...) }

// roots writes the fields of the three root types.
func (m *manual) roots(doc *ast.Document) {
	titles := map[string]string{"Query": "Queries", "Mutation": "Mutations", "Subscription": "Subscriptions"}
	for _, definition := range doc.Definitions {
		d, ok := definition.(*ast.ObjectDefinition)
		if !ok || titles[d.Name.Value] == "" {
			continue
		}
		m.line("")
		m.line("## %s", titles[d.Name.Value])
		for _, f := range d.Fields {
			m.line("")
			m.line("### %s: %s", f.Name.Value, code(f.Type))
			m.line("")
			m.line("%s", said(f.Description))
			if d.Name.Value == "Mutation" {
				m.line("")
				m.line("Needs the role %s.", roleOf("Mutation."+f.Name.Value))
			}
			if len(f.Arguments) > 0 {
				m.line("")
				m.line("| argument | type | default | |")
				m.line("|---|---|---|---|")
				m.values(f.Arguments)
			}
		}
	}
}

// codes writes what the codes of errors mean.
func (m *manual) codes() {
	m.line("")
	m.line("## Errors")
	m.line("")
	m.line("Each error has a code in `extensions.code`; one that names a limit has the number allowed in `extensions.allowed`.")
	m.line("")
	m.line("| code | |")
	m.line("|---|---|")
	for _, one := range [...][2]string{
		{string(CodeParse), "the document is no GraphQL"},
		{string(CodeValidate), "the document asks for what the schema does not have"},
		{string(schema.CodeInvalid), "an argument is malformed or out of range, or the request is no GraphQL request"},
		{string(schema.CodeInvalidDate), "a date is none of the calendar, or not of the form 2026-01-28, 2026-01 or 2026"},
		{string(schema.CodeUnknownType), "there is no such type of actor or relation"},
		{string(schema.CodeInvalidEnds), "the type of relation does not allow these ends"},
		{string(schema.CodeEmpty), "an article without text"},
		{string(schema.CodeNotText), "an article that is no text in any known encoding"},
		{string(schema.CodeNotFound), "nothing has this id"},
		{string(schema.CodeConflict), "it contradicts what is stored"},
		{string(schema.CodeLimit), "the operation is larger than is allowed, or there are too many at once"},
		{string(access.CodeRate), "too many operations in a short time; HTTP says 429 and `Retry-After`"},
		{string(schema.CodeTimeout), "the time allowed has passed"},
		{string(schema.CodeUnauthorized), "no key or token, or one that is not good; HTTP says 401"},
		{string(schema.CodeForbidden), "the role does not allow it, or the request comes from a foreign page"},
		{string(CodeUnknownDocument), "no trusted document has this hash or id"},
		{string(CodeUntrusted), "this server answers trusted documents only"},
		{string(CodeUnsupported), "this server was not made to do this"},
		{string(schema.CodeUnavailable), "the store does not answer"},
		{string(schema.CodeInternal), "anything else; the log has the cause, under the request's id"},
	} {
		m.line("| `%s` | %s |", one[0], one[1])
	}
}

// types writes all other types, in the order of the schema.
func (m *manual) types(doc *ast.Document) {
	m.line("")
	m.line("## Types")
	for _, definition := range doc.Definitions {
		switch d := definition.(type) {
		case *ast.ScalarDefinition:
			m.head(d.Name, "scalar", d.Description)
		case *ast.EnumDefinition:
			m.head(d.Name, "enum", d.Description)
			m.line("")
			m.line("| value | |")
			m.line("|---|---|")
			for _, v := range d.Values {
				m.line("| `%s` | %s |", v.Name.Value, said(v.Description))
			}
		case *ast.InputObjectDefinition:
			m.head(d.Name, "input", d.Description)
			m.line("")
			m.line("| field | type | default | |")
			m.line("|---|---|---|---|")
			m.values(d.Fields)
		case *ast.ObjectDefinition:
			switch d.Name.Value {
			case "Query", "Mutation", "Subscription":
				continue
			}
			m.head(d.Name, "type", d.Description)
			m.line("")
			m.line("| field | type | |")
			m.line("|---|---|---|")
			for _, f := range d.Fields {
				m.line("| `%s` | %s | %s |", signature(f), code(f.Type), said(f.Description))
			}
		}
	}
}

func (m *manual) head(name *ast.Name, kind string, description *ast.StringValue) {
	m.line("")
	m.line("### %s (%s)", name.Value, kind)
	m.line("")
	m.line("%s", said(description))
}

func (m *manual) values(list []*ast.InputValueDefinition) {
	for _, v := range list {
		fallback := ""
		if v.DefaultValue != nil {
			fallback = fmt.Sprintf("`%v`", printer.Print(v.DefaultValue))
		}
		m.line("| `%s` | %s | %s | %s |", v.Name.Value, code(v.Type), fallback, said(v.Description))
	}
}

// signature is a field with its arguments.
func signature(f *ast.FieldDefinition) string {
	if len(f.Arguments) == 0 {
		return f.Name.Value
	}
	args := make([]string, len(f.Arguments))
	for i, a := range f.Arguments {
		args[i] = fmt.Sprintf("%s: %v", a.Name.Value, printer.Print(a.Type))
		if a.DefaultValue != nil {
			args[i] += fmt.Sprintf(" = %v", printer.Print(a.DefaultValue))
		}
	}
	return f.Name.Value + "(" + strings.Join(args, ", ") + ")"
}

func code(t ast.Type) string { return fmt.Sprintf("`%v`", printer.Print(t)) }

// said is a description as it stands in a cell of a table.
func said(description *ast.StringValue) string {
	if description == nil {
		return ""
	}
	return strings.ReplaceAll(strings.Join(strings.Fields(description.Value), " "), "|", "\\|")
}
