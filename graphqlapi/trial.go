package graphqlapi

import "rawabit/schema"

// The fields of AlertTrial.
const (
	trialOn fieldID = iota + 1
	trialChange
)

// mostTrials is how many alerts of a trial are asked for at most.
const mostTrials = 200

// tryRule answers Mutation.tryAlertRule.
type tryRule struct {
	in, since, first *input
	node             deliveryShape
}

func (c *compiler) tryRule(f *field, at *arguments) action {
	m := &tryRule{in: at.get("input"), since: at.get("since"), first: at.get("first")}
	f.sub = c.selection("AlertTrial", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "on":
			f.id = trialOn
		case "change":
			if m.node.change == nil {
				m.node.change = &changeShape{}
			}
			f.id, f.sub, f.null = trialChange, c.change(at, m.node.change), true
		}
	})
	m.node.settle(&c.api.limits)
	return m
}

func (m *tryRule) run(x *execution, w *writer, f *field) bool {
	first := m.first.int(x.vars)
	var nodes []*deliveryNode
	var err error
	if first < 1 || first > mostTrials {
		err = schema.Errorf(schema.CodeInvalid, "first is %d: it must be from 1 to %d", first, mostTrials)
	}
	var found []*Delivery
	if err == nil {
		found, err = x.api.alerts.TryRule(x.ctx, ruleInput(m.in, x.vars), m.since.resolve(x.vars).date, first)
	}
	if err == nil {
		nodes, err = m.node.nodes(x, x.binder(), found)
	}
	return answer(w, f, err, func() bool { return writeList(w, f, nodes, (*writer).trial) })
}

// trial writes what a rule would have told.
func (w *writer) trial(s *selection, n *deliveryNode) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		ok := true
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case trialOn:
			w.date(schema.DayOf(n.At).Date())
		case trialChange:
			ok = writeObject(w, f, n.change, (*writer).change)
		}
		if !ok {
			return false
		}
	}
	w.close(s)
	return true
}
