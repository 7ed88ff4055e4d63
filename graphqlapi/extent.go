package graphqlapi

import (
	"github.com/graphql-go/graphql/language/ast"

	"rawabit/schema"
)

// extent measures a document with its fragments worked out, before it is
// validated: the library's validator follows fragments that lead in a circle
// until the stack ends, and takes the longer the more often they are used.
type extent struct {
	limits    Limits
	fragments map[string]*ast.FragmentDefinition
	known     map[string]size
	open      map[string]bool
	err       error
}

// size is how many fields a selection has, fragments worked out, and how many
// levels.
type size struct{ fields, depth int }

// checkExtent refuses a document whose operations are too large, or whose
// fragments lead in a circle.
func checkExtent(doc *ast.Document, limits Limits) error {
	x := &extent{limits: limits, fragments: map[string]*ast.FragmentDefinition{}, known: map[string]size{}, open: map[string]bool{}}
	for _, definition := range doc.Definitions {
		if f, ok := definition.(*ast.FragmentDefinition); ok {
			x.fragments[f.Name.Value] = f
		}
	}
	for _, definition := range doc.Definitions {
		switch d := definition.(type) {
		case *ast.FragmentDefinition:
			x.fragment(d.Name.Value)
		case *ast.OperationDefinition:
			x.check(x.set(d.SelectionSet))
		}
	}
	return x.err
}

func (x *extent) check(s size) size {
	switch {
	case x.err != nil:
	case s.depth > x.limits.Depth:
		x.err = tooMuch("levels of fields", x.limits.Depth)
	case s.fields > x.limits.Fields:
		x.err = tooMuch("fields", x.limits.Fields)
	}
	return s
}

func (x *extent) fragment(name string) size {
	if s, ok := x.known[name]; ok || x.err != nil {
		return s
	}
	f, ok := x.fragments[name]
	if !ok {
		return size{} // validation will say so
	}
	if x.open[name] {
		x.err = schema.Errorf(CodeValidate, "fragment %q leads back to itself", name)
		return size{}
	}
	x.open[name] = true
	s := x.check(x.set(f.SelectionSet))
	x.open[name] = false
	x.known[name] = s
	return s
}

func (x *extent) set(set *ast.SelectionSet) size {
	var sum size
	if set == nil || x.err != nil {
		return sum
	}
	for _, one := range set.Selections {
		var s size
		switch v := one.(type) {
		case *ast.Field:
			s = x.set(v.SelectionSet)
			s.fields++
			s.depth++
		case *ast.InlineFragment:
			s = x.set(v.SelectionSet)
		case *ast.FragmentSpread:
			s = x.fragment(v.Name.Value)
		}
		sum.fields += s.fields
		sum.depth = max(sum.depth, s.depth)
	}
	return sum
}
