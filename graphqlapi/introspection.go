package graphqlapi

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"rawabit/schema"
)

// The fields of introspection that are not written as the library returns them.
const (
	metaOther fieldID = iota + 1
	metaDefault
	metaUnordered // a list whose order the library leaves to chance
)

// introspection answers Query.__schema and Query.__type through the library's
// executor. Its answer is written in the order of the operation.
type introspection struct {
	api    *API
	ast    *ast.Document
	static bool // no variables: the answer never changes
	mu     sync.Mutex
	cached []byte
}

func (c *compiler) introspection(f *field, at *arguments) action {
	if !c.api.introspect {
		c.fail(schema.Errorf(schema.CodeForbidden, "introspection is switched off"))
		return nil
	}
	typename := "__Schema"
	if at.field == "__type" {
		typename, f.null = "__Type", true
	}
	f.sub = c.meta(typename, at)
	return &introspection{api: c.api, ast: c.alone(at), static: len(c.op.variables) == 0}
}

// alone returns the document with nothing but the fields of one key.
func (c *compiler) alone(at *arguments) *ast.Document {
	set := &ast.SelectionSet{Kind: "SelectionSet"}
	for _, one := range at.asts {
		set.Selections = append(set.Selections, one)
	}
	op := *c.op.definition
	op.SelectionSet = set
	doc := &ast.Document{Kind: "Document", Definitions: []ast.Node{&op}}
	for _, fragment := range c.doc.fragments {
		doc.Definitions = append(doc.Definitions, fragment)
	}
	return doc
}

// meta compiles a selection on a type of the introspection system.
func (c *compiler) meta(typename string, at *arguments) *selection {
	return c.selection(typename, at.sets(), func(f *field, at *arguments) {
		f.id = metaOther
		switch at.field {
		case "defaultValue":
			f.id = metaDefault
		case "types", "inputFields":
			f.id = metaUnordered
		}
		def := c.api.types.Type(typename).(*graphql.Object).Fields()[at.field]
		if named, ok := graphql.GetNamed(def.Type).(*graphql.Object); ok {
			f.sub = c.meta(named.Name(), at)
		}
	})
}

func (q *introspection) run(x *execution, w *writer, f *field) bool {
	if q.static {
		q.mu.Lock()
		defer q.mu.Unlock()
		if q.cached != nil {
			w.buf = append(w.buf, q.cached...)
			return true
		}
	}
	result := graphql.Execute(graphql.ExecuteParams{Schema: q.api.types, AST: q.ast, Args: plainNumbers(x.given), Context: x.ctx})
	mark := len(w.buf)
	return answer(w, f, resultError(result), func() bool {
		data, _ := result.Data.(map[string]any)
		w.any(f, data[f.name])
		if q.static {
			q.cached = slices.Clone(w.buf[mark:])
		}
		return true
	})
}

func resultError(result *graphql.Result) error {
	if len(result.Errors) == 0 {
		return nil
	}
	return schema.Errorf(schema.CodeInvalid, "%s", result.Errors[0].Message)
}

// plainNumbers turns the numbers of decoded variables into those that the
// library knows.
func plainNumbers(given map[string]any) map[string]any {
	out := make(map[string]any, len(given))
	for name, value := range given {
		if n, ok := value.(json.Number); ok {
			value, _ = n.Float64()
		}
		out[name] = value
	}
	return out
}

// any writes a value of the library's answer.
func (w *writer) any(f *field, value any) {
	switch v := value.(type) {
	case nil:
		w.null()
	case bool:
		w.bool(v)
	case string:
		if f.id == metaDefault {
			v = defaultText(v)
		}
		w.string(v)
	case map[string]any:
		for i := range f.sub.fields {
			g := &f.sub.fields[i]
			w.key(i, g)
			if g.id == fieldTypename {
				w.plain(f.sub.typename)
			} else {
				w.any(g, v[g.name])
			}
		}
		w.close(f.sub)
	case []any:
		if f.id == metaUnordered {
			v = sorted(f.sub, v)
		}
		w.buf = append(w.buf, '[')
		for i, one := range v {
			if i > 0 {
				w.buf = append(w.buf, ',')
			}
			w.any(f, one)
		}
		w.buf = append(w.buf, ']')
	default:
		w.string(fmt.Sprint(v))
	}
}

// sorted returns a list in the order of names, if names were asked for.
func sorted(s *selection, list []any) []any {
	i := slices.IndexFunc(s.fields, func(f field) bool { return strings.HasSuffix(f.of, ".name") })
	if i < 0 {
		return list
	}
	name := func(one any) string {
		object, _ := one.(map[string]any)
		text, _ := object[s.fields[i].name].(string)
		return text
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b any) int { return strings.Compare(name(a), name(b)) })
	return list
}

// defaultText takes the mark off a default value, which the library prints as a
// string.
func defaultText(printed string) string {
	text, err := strconv.Unquote(printed)
	if err != nil {
		return printed
	}
	if literal, ok := strings.CutPrefix(text, defaultPrefix); ok {
		return literal
	}
	return printed
}
