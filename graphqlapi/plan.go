package graphqlapi

import (
	"slices"
	"sync"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"rawabit/schema"
)

// fieldID numbers the fields of one type.
type fieldID uint8

const (
	fieldTypename fieldID = 0   // __typename, on every type
	fieldRoot     fieldID = 255 // a field of a root type, answered by its action
)

// selection is what is asked of one object: its fields in the order of the
// answer.
type selection struct {
	typename string
	fields   []field
}

// field is one field of a selection.
type field struct {
	key    []byte // `"name":`
	name   string // the key of the answer
	of     string // the type and name of the field: "Actor.name"
	id     fieldID
	null   bool       // null is allowed
	slot   int        // which of several fields of this kind, in the node
	arg    *input     // the argument that matters while writing
	day    *input     // the day of a sentence, nil where it takes none
	sub    *selection // of an object
	offset int        // the byte of the text where the field begins
}

// root is a field of the operation's root type with what answers it, nil for
// __typename.
type root struct {
	field
	action action
	args   map[string]*input // of a mutation, for its record
}

// action answers a root field into w. It reports false when null has to
// propagate; the error is recorded then.
type action interface {
	run(x *execution, w *writer, f *field) bool
}

// plan is an operation worked out for one setting of the variables that its
// @skip and @include depend on.
type plan struct {
	typename string
	roots    []root
}

// operation is an operation of a document with its plans.
type operation struct {
	definition *ast.OperationDefinition
	kind       string // query, mutation or subscription
	name       string
	variables  []variable
	names      []string // of the variables
	switches   []int    // the variables that @skip and @include depend on
	mu         sync.RWMutex
	plans      map[uint64]*plan // by the values of the switches
}

// variable is the definition of a variable.
type variable struct {
	typ      graphql.Input
	fallback *input
}

// maxPlans bounds how many plans of one operation are kept.
const maxPlans = 16

// operation prepares an operation of a document that passed validation.
func (a *API) operation(d *ast.OperationDefinition) (*operation, error) {
	op := &operation{definition: d, kind: d.Operation, plans: map[uint64]*plan{}}
	if d.Name != nil {
		op.name = d.Name.Value
	}
	for _, v := range d.VariableDefinitions {
		one := variable{typ: a.inputType(v.Type)}
		if v.DefaultValue != nil {
			fallback, err := a.coercer.literal(one.typ, v.DefaultValue, nil)
			if err != nil {
				return nil, err
			}
			one.fallback = &fallback
		}
		op.variables = append(op.variables, one)
		op.names = append(op.names, v.Variable.Name.Value)
	}
	return op, nil
}

// inputType returns the type that the definition of a variable names.
func (a *API) inputType(t ast.Type) graphql.Input {
	switch t := t.(type) {
	case *ast.NonNull:
		return graphql.NewNonNull(a.inputType(t.Type))
	case *ast.List:
		return graphql.NewList(a.inputType(t.Type))
	}
	return a.types.Type(t.(*ast.Named).Name.Value).(graphql.Input)
}

// bindVariables checks the values given for the variables.
func (a *API) bindVariables(op *operation, given map[string]any) ([]input, error) {
	if len(op.variables) == 0 {
		return nil, nil
	}
	bound := make([]input, len(op.variables))
	for i := range op.variables {
		v := &op.variables[i]
		value := given[op.names[i]]
		if value == nil && v.fallback != nil {
			bound[i] = *v.fallback
			continue
		}
		one, err := a.coercer.value(v.typ, value, "$"+op.names[i])
		if err != nil {
			return nil, schema.Errorf(schema.ErrorCode(err), "variable %s", err)
		}
		bound[i] = one
	}
	return bound, nil
}

// plan returns the plan of an operation under the bound variables, compiled now
// or before.
func (a *API) plan(doc *document, op *operation, vars []input) (*plan, error) {
	op.mu.RLock()
	p := op.plans[op.setting(vars)]
	op.mu.RUnlock()
	if p != nil {
		return p, nil
	}
	c := &compiler{api: a, doc: doc, op: op, vars: vars, fields: a.limits.Fields}
	p, err := c.plan()
	if err != nil {
		return nil, err
	}
	op.mu.Lock()
	defer op.mu.Unlock()
	for _, i := range c.switches {
		if !slices.Contains(op.switches, i) {
			// A branch that no former plan took depends on a further variable, so the
			// keys of the former plans no longer tell them apart.
			op.switches = append(op.switches, i)
			clear(op.plans)
		}
	}
	if len(op.switches) <= 64 && len(op.plans) < maxPlans {
		op.plans[op.setting(vars)] = p
	}
	return p, nil
}

// setting returns the values of the switches as bits.
func (op *operation) setting(vars []input) uint64 {
	var bits uint64
	for n, i := range op.switches {
		if vars[i].flag {
			bits |= 1 << (n % 64)
		}
	}
	return bits
}
