package graphqlapi

import (
	"rawabit/schema"
	"rawabit/store"
)

// CodeUnsupported is the code of what this server was not made to do.
const CodeUnsupported schema.Code = "UNSUPPORTED"

func (c *compiler) mutationAction(f *field, at *arguments) action {
	switch at.field {
	case "loadArticle":
		return c.loadArticle(f, at)
	case "reviewRelation":
		return c.reviewRelation(f, at)
	case "review":
		return c.review(f, at)
	case "mergeActors", "splitActor":
		f.sub = c.decision(at)
		return &decide{kind: at.field, args: at.values()}
	case "undoDecision":
		return &decide{kind: at.field, args: at.values()}
	case "createAlertRule":
		f.sub = c.rule(at)
		return &createRule{in: at.get("input")}
	case "tryAlertRule":
		return c.tryRule(f, at)
	case "deleteAlertRule":
		return &deleteRule{id: at.get("id")}
	case "replayDelivery":
		return c.replay(f, at)
	}
	c.fail(schema.Errorf(schema.CodeInternal, "no one answers Mutation.%s", at.field))
	return nil
}

// values returns all arguments by name.
func (a *arguments) values() map[string]*input {
	out := map[string]*input{}
	for _, d := range a.defs {
		out[d.PrivateName] = a.get(d.PrivateName)
	}
	return out
}

// changes reads count changes from a cursor on, that one included.
func (x *execution) changes(b *binder, s *changeShape, from int64, count int) ([]*store.ChangeNode, error) {
	outer := b.enter(count)
	q := store.ChangesQuery{
		Page:   store.Page{First: count, After: store.Cursor{List: store.ListChanges, Rank: from - 1}.Encode()},
		Select: *s.bind(b),
	}
	b.times = outer
	if err := b.check(); err != nil {
		return nil, err
	}
	page, err := x.reader.Changes(x.ctx, q)
	if err != nil {
		return nil, err
	}
	return page.Nodes, nil
}

// createRule answers Mutation.createAlertRule.
type createRule struct{ in *input }

// ruleInput reads an AlertRuleInput.
func ruleInput(in *input, vars []input) AlertRuleInput {
	get := func(name string) *input { return in.get(name, vars) }
	return AlertRuleInput{
		Name: get("name").text, Filter: bindChangeFilter(get("filter"), vars), Severity: get("severity").text, Cooldown: get("cooldown").text, Channel: get("channel").text, YAML: get("yaml").text,
	}
}

func (m *createRule) run(x *execution, w *writer, f *field) bool {
	rule, err := x.api.alerts.CreateRule(x.ctx, ruleInput(m.in, x.vars))
	return answer(w, f, err, func() bool { return writeObject(w, f, &rule, (*writer).ruleObject) })
}

// deleteRule answers Mutation.deleteAlertRule.
type deleteRule struct{ id *input }

func (m *deleteRule) run(x *execution, w *writer, f *field) bool {
	found, err := x.api.alerts.DeleteRule(x.ctx, m.id.string(x.vars))
	return answer(w, f, err, func() bool { w.bool(found); return true })
}

// replay answers Mutation.replayDelivery.
type replay struct {
	id   *input
	node deliveryShape
}

func (c *compiler) replay(f *field, at *arguments) action {
	m := &replay{id: at.get("id")}
	f.sub = c.delivery(at, &m.node)
	return m
}

func (m *replay) run(x *execution, w *writer, f *field) bool {
	d, err := x.api.alerts.Replay(x.ctx, m.id.string(x.vars))
	var nodes []*deliveryNode
	if err == nil {
		nodes, err = m.node.nodes(x, x.binder(), []*Delivery{d})
	}
	return answer(w, f, err, func() bool { return writeObject(w, f, nodes[0], (*writer).delivery) })
}
