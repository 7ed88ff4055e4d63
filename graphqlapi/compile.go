package graphqlapi

import (
	"slices"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"rawabit/schema"
)

// compiler works out one operation.
type compiler struct {
	api      *API
	doc      *document
	op       *operation
	vars     []input
	switches []int
	fields   int // how many more fields are allowed
	depth    int
	err      error // the first one
}

// fail records the first error.
func (c *compiler) fail(err error) {
	if c.err == nil && err != nil {
		c.err = err
	}
}

// plan compiles the root fields.
func (c *compiler) plan() (*plan, error) {
	p := &plan{typename: map[string]string{"query": "Query", "mutation": "Mutation", "subscription": "Subscription"}[c.op.kind]}
	sel := c.selection(p.typename, []*ast.SelectionSet{c.op.definition.SelectionSet}, func(f *field, at *arguments) {
		f.id = fieldRoot
		r := root{action: c.action(p.typename, f, at)}
		if c.op.kind == "mutation" {
			r.args = at.values()
		}
		p.roots = append(p.roots, r)
	})
	for i, f := range sel.fields {
		if f.id == fieldTypename {
			p.roots = slices.Insert(p.roots, i, root{})
		}
		p.roots[i].field = f
	}
	return p, c.err
}

// arguments are the arguments of a field and what is selected below it.
type arguments struct {
	c     *compiler
	name  string // the type and name of the field
	field string // the name of the field
	defs  []*graphql.Argument
	asts  []*ast.Field
}

// sets returns the selection sets below the field.
func (a *arguments) sets() []*ast.SelectionSet {
	sets := make([]*ast.SelectionSet, 0, len(a.asts))
	for _, f := range a.asts {
		sets = append(sets, f.SelectionSet)
	}
	return sets
}

// get returns an argument, its default where it is not given.
func (a *arguments) get(name string) *input {
	i := slices.IndexFunc(a.defs, func(d *graphql.Argument) bool { return d.PrivateName == name })
	if i < 0 {
		a.c.fail(schema.Errorf(schema.CodeInternal, "%s has no argument %s", a.name, name))
		return &input{}
	}
	def := a.defs[i]
	var fallback *input
	if d, ok := def.DefaultValue.(*defaultValue); ok {
		v, err := a.c.api.coercer.literal(def.Type, d.value, nil)
		a.c.fail(err)
		fallback = &v
	}
	for _, given := range a.asts[0].Arguments {
		if given.Name.Value != name {
			continue
		}
		v, err := a.c.api.coercer.literal(def.Type, given.Value, a.c.op.names)
		if err != nil {
			a.c.fail(schema.Errorf(schema.ErrorCode(err), "argument %s of %s: %s", name, a.name, err))
		}
		v.fallback = fallback
		return &v
	}
	if fallback != nil {
		return fallback
	}
	return &input{}
}

// selection compiles what is asked of one object. Each gives a field its id and
// whatever else it needs.
func (c *compiler) selection(typename string, sets []*ast.SelectionSet, each func(f *field, at *arguments)) *selection {
	sel := &selection{typename: typename}
	c.depth++
	defer func() { c.depth-- }()
	if c.depth > c.api.limits.Depth {
		c.fail(tooMuch("levels of fields", c.api.limits.Depth))
	}
	object, _ := c.api.types.Type(typename).(*graphql.Object)
	for _, one := range c.collect(sets) {
		if c.err != nil {
			return sel
		}
		name := one.fields[0].Name.Value
		f := field{key: appendKey(nil, one.key), name: one.key, offset: one.fields[0].Loc.Start}
		if name != "__typename" {
			f.of = typename + "." + name
			at := &arguments{c: c, name: f.of, field: name, asts: one.fields}
			if def := object.Fields()[name]; def != nil {
				at.defs = def.Args
				_, required := def.Type.(*graphql.NonNull)
				f.null = !required
			}
			each(&f, at)
		}
		sel.fields = append(sel.fields, f)
	}
	return sel
}

// collected is a key of the answer with the fields that share it.
type collected struct {
	key    string
	fields []*ast.Field
}

// collect lists the fields of selection sets in order, fragments worked out.
func (c *compiler) collect(sets []*ast.SelectionSet) []collected {
	var out []collected
	var visited []string
	for _, set := range sets {
		out, visited = c.collectInto(out, visited, set)
	}
	return out
}

func (c *compiler) collectInto(out []collected, visited []string, set *ast.SelectionSet) ([]collected, []string) {
	if set == nil {
		return out, visited
	}
	for _, one := range set.Selections {
		if c.fields--; c.fields < 0 {
			c.fail(tooMuch("fields", c.api.limits.Fields))
			return out, visited
		}
		switch s := one.(type) {
		case *ast.Field:
			if c.skipped(s.Directives) {
				continue
			}
			key := s.Name.Value
			if s.Alias != nil {
				key = s.Alias.Value
			}
			i := slices.IndexFunc(out, func(o collected) bool { return o.key == key })
			if i < 0 {
				out = append(out, collected{key: key})
				i = len(out) - 1
			}
			out[i].fields = append(out[i].fields, s)
		case *ast.InlineFragment:
			if !c.skipped(s.Directives) {
				out, visited = c.collectInto(out, visited, s.SelectionSet)
			}
		case *ast.FragmentSpread:
			if c.skipped(s.Directives) || slices.Contains(visited, s.Name.Value) {
				continue
			}
			visited = append(visited, s.Name.Value)
			out, visited = c.collectInto(out, visited, c.doc.fragments[s.Name.Value].SelectionSet)
		}
	}
	return out, visited
}

// skipped reports whether @skip or @include leave a selection out.
func (c *compiler) skipped(directives []*ast.Directive) bool {
	skip := false
	for _, d := range directives {
		name := d.Name.Value
		if name != "skip" && name != "include" || len(d.Arguments) == 0 {
			continue
		}
		v, err := c.api.coercer.literal(graphql.Boolean, d.Arguments[0].Value, c.op.names)
		c.fail(err)
		if v.kind == variableInput {
			if !slices.Contains(c.switches, v.number) {
				c.switches = append(c.switches, v.number)
			}
			v = c.vars[v.number]
		}
		skip = skip || v.flag == (name == "skip")
	}
	return skip
}
