package graphqlapi

import (
	"rawabit/schema"
	"rawabit/store"
)

// changesQuery answers Query.changes.
type changesQuery struct {
	filter *input
	page   pageShape
	node   changeShape
}

func (c *compiler) changesQuery(f *field, at *arguments) action {
	q := &changesQuery{filter: at.get("filter"), page: newPage(at)}
	f.sub = c.connection("Change", at, &q.page, func(at *arguments) *selection { return c.change(at, &q.node) })
	q.node.settle(&c.api.limits)
	return q
}

func (q *changesQuery) run(x *execution, w *writer, f *field) bool {
	b := x.binder()
	sq := store.ChangesQuery{Filter: bindChangeFilter(q.filter, x.vars), Page: q.page.bind(b)}
	b.enter(sq.Page.First)
	sq.Select = *q.node.bind(b)
	err := b.check()
	var p *store.ChangePage
	if err == nil {
		p, err = x.reader.Changes(x.ctx, sq)
	}
	return answer(w, f, err, func() bool { return writeConnection(w, f, p.PageInfo, p.Nodes, p.Cursors, (*writer).change) })
}

// bindChangeFilter turns a ChangeFilter into the store's.
func bindChangeFilter(v *input, vars []input) store.ChangeFilter {
	out := store.ChangeFilter{
		Kinds:    texts[schema.ChangeKind](v.get("kinds", vars), vars),
		Types:    texts[schema.RelationType](v.get("types", vars), vars),
		Actor:    schema.ActorID(v.get("actor", vars).text),
		Parts:    v.get("includeParts", vars).flag,
		Modality: texts[schema.Modality](v.get("modality", vars), vars),
		Since:    v.get("since", vars).moment,
	}
	if in := v.get("validIn", vars); in.kind != absent {
		out.ValidIn = dayRange(in, vars)
	}
	return out
}
