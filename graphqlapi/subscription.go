package graphqlapi

import (
	"context"

	"rawabit/schema"
	"rawabit/store"
)

// batch is how many changes a subscription reads at once.
const batch = 100

// relationChanged is the one field of Subscription.
type relationChanged struct {
	filter *input
	node   changeShape
}

func (c *compiler) subscriptionAction(f *field, at *arguments) action {
	s := &relationChanged{filter: at.get("filter")}
	f.sub = c.change(at, &s.node)
	s.node.settle(&c.api.limits)
	return s
}

// run is not called: a subscription is followed, not answered.
func (s *relationChanged) run(_ *execution, w *writer, f *field) bool {
	return w.fail(f, schema.Errorf(schema.CodeInternal, "a subscription has no single answer"))
}

// Subscribe carries out an operation and hands each of its answers to emit: the
// one answer of a query or mutation, or one for each change that a subscription
// waits for, until ctx ends, the API is closed or emit fails. A subscription that
// has begun calls it once with nil, before it misses anything. Answers are valid
// during the call of emit only. A request that was not carried out is not
// emitted, but returned with Started unset.
func (a *API) Subscribe(ctx context.Context, request Request, emit func(answer []byte) error) Result {
	var result Result
	p, x, _, errs := a.prepare(ctx, request, &result)
	if errs != nil {
		return refuse(nil, errs, result)
	}
	if result.Kind != "subscription" {
		result = a.Execute(ctx, request, nil)
		if result.Started {
			_ = emit(result.Body) // a subscriber that is gone needs no answer
		}
		return result
	}
	s, ok := p.roots[0].action.(*relationChanged)
	if !ok || len(p.roots) != 1 {
		return refuse(nil, []*fieldError{newError(schema.Errorf(CodeValidate, "a subscription asks for relationChanged and nothing else"))}, result)
	}
	f := &follower{api: a, x: x, root: &p.roots[0], sub: s, emit: emit, filter: bindChangeFilter(s.filter, x.vars)}
	b := x.binder()
	f.selected = s.node.bind(b)
	if err := b.check(); err != nil {
		return refuse(nil, []*fieldError{newError(err)}, result)
	}
	var err error
	if f.cursor, err = a.store.LastCursor(ctx); err != nil {
		return refuse(nil, []*fieldError{newError(err)}, result)
	}
	result.Started = true
	if emit(nil) == nil {
		f.follow(ctx)
	}
	return result
}

// follower is one subscription under way. It reads the feed by its own cursor,
// so a slow subscriber falls behind and loses nothing.
type follower struct {
	api      *API
	x        *execution
	root     *root
	sub      *relationChanged
	filter   store.ChangeFilter
	selected *store.ChangeSelection
	cursor   int64
	emit     func([]byte) error
	buf      []byte
}

// follow emits changes until the subscription ends.
func (f *follower) follow(ctx context.Context) {
	wake, leave := f.api.feed.join(&f.filter)
	defer leave()
	for {
		more, ok := f.read(ctx)
		if !ok {
			return
		}
		if more {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-f.api.closing:
			return
		case <-wake:
		}
	}
}

// read emits the changes after the cursor, up to a batch of them. It reports
// whether there may be more, and whether the subscription goes on.
func (f *follower) read(ctx context.Context) (more, ok bool) {
	limited, cancel := context.WithTimeout(ctx, f.api.limits.Timeout)
	defer cancel()
	page, err := f.x.reader.Changes(limited, store.ChangesQuery{
		Filter: f.filter, Select: *f.selected,
		Page: store.Page{First: batch, After: store.Cursor{List: store.ListChanges, Rank: f.cursor}.Encode(), NoCursors: true},
	})
	if err != nil {
		if ctx.Err() == nil {
			w := &writer{buf: f.buf[:0], vars: f.x.vars, doc: f.x.doc}
			w.fail(&f.root.field, err)
			f.api.explain(f.x.ctx, w.errors)
			_ = f.emit(append(appendErrors(append(w.buf, `{"errors":`...), w.errors), '}'))
		}
		return false, false
	}
	for _, n := range page.Nodes {
		if err := f.emit(f.answer(n)); err != nil {
			return false, false
		}
		f.cursor = n.Cursor
	}
	return page.HasNext, true
}

// answer writes one change as an answer.
func (f *follower) answer(n *store.ChangeNode) []byte {
	w := &writer{buf: append(f.buf[:0], `{"data":`...), vars: f.x.vars, doc: f.x.doc}
	mark := len(w.buf)
	w.key(0, &f.root.field)
	if writeObject(w, &f.root.field, n, (*writer).change) {
		w.buf = append(w.buf, '}')
	} else {
		w.buf = append(w.buf[:mark], "null"...)
	}
	if len(w.errors) > 0 {
		f.api.explain(f.x.ctx, w.errors)
		w.buf = appendErrors(append(w.buf, `,"errors":`...), w.errors)
	}
	f.buf = append(w.buf, '}')
	return f.buf
}
