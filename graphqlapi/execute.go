package graphqlapi

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"rawabit/graphqlapi/access"
	"rawabit/schema"
)

// Request is one operation to be carried out. Variables are decoded from JSON
// with numbers as [encoding/json.Number].
type Request struct {
	Query     string
	Document  string // the id or hash of a trusted document, in place of Query
	Operation string // the name of the operation, where the document has several
	Variables map[string]any
	By        string      // who asks, for the record of decisions
	Role      access.Role // what they may do; "" for the program itself, which may do all
	Safe      bool        // mutations are not allowed, as on GET
}

// Result is the answer to an operation.
type Result struct {
	Body      []byte
	Started   bool        // the operation was carried out: errors are those of fields
	Failed    bool        // there are errors
	Code      schema.Code // of the first error
	Operation string      // its name
	Kind      string      // query, mutation or subscription
}

// Execute carries out a query or mutation and appends the answer to buf.
func (a *API) Execute(ctx context.Context, request Request, buf []byte) (result Result) {
	p, x, w, errs := a.prepare(ctx, request, &result)
	if errs == nil && result.Kind == "subscription" {
		errs = []*fieldError{newError(schema.Errorf(CodeValidate, "a subscription needs a stream: use graphql-sse or graphql-transport-ws"))}
	}
	if errs != nil {
		return refuse(buf, errs, result)
	}
	w.buf = append(buf, `{"data":`...)
	ctx, cancel := context.WithTimeout(ctx, a.limits.Timeout)
	defer cancel()
	x.ctx = ctx
	x.run(p, w)
	result.Started = true
	if len(w.errors) > 0 {
		a.explain(ctx, w.errors)
		result.Failed, result.Code = true, w.errors[0].code
		w.buf = appendErrors(append(w.buf, `,"errors":`...), w.errors)
	}
	result.Body = append(w.buf, '}')
	return result
}

// refuse answers a request that was not carried out.
func refuse(buf []byte, errs []*fieldError, result Result) Result {
	result.Failed, result.Code = true, errs[0].code
	result.Body = append(appendErrors(append(buf, `{"errors":`...), errs), '}')
	return result
}

// prepare finds, checks and compiles the operation.
func (a *API) prepare(ctx context.Context, request Request, result *Result) (*plan, *execution, *writer, []*fieldError) {
	fail := func(err error) (*plan, *execution, *writer, []*fieldError) {
		return nil, nil, nil, []*fieldError{newError(err)}
	}
	text, err := a.text(&request)
	if err != nil {
		return fail(err)
	}
	doc, errs := a.document(text)
	if errs != nil {
		return nil, nil, nil, errs
	}
	op, err := doc.choose(request.Operation)
	if err != nil {
		return fail(err)
	}
	result.Operation, result.Kind = op.name, op.kind
	if op.kind == "mutation" && (a.readOnly || request.Safe) {
		return fail(schema.Errorf(schema.CodeForbidden, "mutations are not allowed here"))
	}
	vars, err := a.bindVariables(op, request.Variables)
	if err != nil {
		return fail(err)
	}
	p, err := a.plan(doc, op, vars)
	if err != nil {
		return fail(err)
	}
	if op.kind == "mutation" {
		if err := a.allow(&request, p); err != nil {
			for i := range p.roots {
				a.record(ctx, &request, vars, &p.roots[i], schema.ErrorCode(err))
			}
			return fail(err)
		}
	}
	x := &execution{api: a, ctx: ctx, request: &request, doc: doc, reader: a.store, vars: vars, given: request.Variables, by: request.By}
	return p, x, &writer{vars: vars, doc: doc}, nil
}

// run answers the root fields one after the other.
func (x *execution) run(p *plan, w *writer) {
	begin := len(w.buf)
	for i := range p.roots {
		r := &p.roots[i]
		w.key(i, &r.field)
		if r.action == nil {
			w.plain(p.typename)
			continue
		}
		failed := len(w.errors)
		ok := x.answer(r, w)
		if p.typename == "Mutation" {
			code := schema.Code("")
			if len(w.errors) > failed {
				code = w.errors[failed].code
			}
			x.api.record(x.ctx, x.request, x.vars, r, code)
		}
		if !ok {
			w.buf = append(w.buf[:begin], "null"...)
			return
		}
	}
	if len(p.roots) == 0 {
		w.buf = append(w.buf, '{')
	}
	w.buf = append(w.buf, '}')
}

// answer answers one root field. A panic is an error of that field.
func (x *execution) answer(r *root, w *writer) (ok bool) {
	mark := len(w.buf)
	defer func() {
		if cause := recover(); cause != nil {
			w.path = w.path[:0]
			err := fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
			w.fail(&r.field, err)
			ok = r.null && w.nullable(mark, false)
		}
	}()
	return r.action.run(x, w, &r.field)
}

// explain gives errors that have no code of their own one, and tells the
// operator their causes.
func (a *API) explain(ctx context.Context, errs []*fieldError) {
	for _, e := range errs {
		if errors.Is(e.cause, context.DeadlineExceeded) && e.code == schema.CodeInternal {
			e.code, e.message = schema.CodeTimeout, "the operation took longer than "+a.limits.Timeout.String()
		}
		if e.code == schema.CodeInternal || e.code == schema.CodeUnavailable {
			a.log.ErrorContext(ctx, "a field failed", "error", errorText(e.cause), "path", e.path)
		}
	}
}

// errorText is the whole chain of an error for the operator.
func errorText(err error) string {
	var coded *schema.Error
	if errors.As(err, &coded) && coded.Cause != nil {
		return fmt.Sprintf("%v: %v", err, coded.Cause)
	}
	return fmt.Sprint(err)
}
