package graphqlapi

import (
	"rawabit/store"
)

// deliveryShape is what is asked of a delivery.
type deliveryShape struct{ change *changeShape }

// deliveryNode is a delivery with its change.
type deliveryNode struct {
	*Delivery
	change *store.ChangeNode
}

func (c *compiler) delivery(at *arguments, s *deliveryShape) *selection {
	return c.selection("Delivery", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "id":
			f.id = deliveryID
		case "rule":
			f.id, f.sub = deliveryRule, c.rule(at)
		case "change":
			if s.change == nil {
				s.change = &changeShape{}
			}
			f.id, f.sub = deliveryChange, c.change(at, s.change)
		case "status":
			f.id = deliveryStatus
		case "attempts":
			f.id = deliveryAttempts
		case "lastError":
			f.id = deliveryLastError
		case "at":
			f.id = deliveryAt
		}
	})
}

// settle keeps what does not depend on variables.
func (s *deliveryShape) settle(l *Limits) {
	if s.change != nil {
		s.change.settle(l)
	}
}

// nodes reads the changes of deliveries.
func (s *deliveryShape) nodes(x *execution, b *binder, list []*Delivery) ([]*deliveryNode, error) {
	out := make([]*deliveryNode, len(list))
	for i, d := range list {
		out[i] = &deliveryNode{Delivery: d}
		if s.change == nil {
			continue
		}
		changes, err := x.changes(b, s.change, d.Cursor, 1)
		if err != nil {
			return nil, err
		}
		if len(changes) == 1 {
			out[i].change = changes[0]
		}
	}
	return out, nil
}

// delivery writes a delivery.
func (w *writer) delivery(s *selection, n *deliveryNode) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		ok := true
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case deliveryID:
			w.string(n.ID)
		case deliveryRule:
			ok = writeObject(w, f, &n.Rule, (*writer).ruleObject)
		case deliveryChange:
			ok = writeObject(w, f, n.change, (*writer).change)
		case deliveryStatus:
			w.plain(n.Status)
		case deliveryAttempts:
			w.int(n.Attempts)
		case deliveryLastError:
			w.text(n.LastError)
		case deliveryAt:
			w.buf = append(appendMoment(append(w.buf, '"'), n.At), '"')
		}
		if !ok {
			return false
		}
	}
	w.close(s)
	return true
}

// deliveriesQuery answers Query.deliveries.
type deliveriesQuery struct {
	rule, status *input
	page         pageShape
	node         deliveryShape
}

func (c *compiler) deliveriesQuery(f *field, at *arguments) action {
	q := &deliveriesQuery{rule: at.get("rule"), status: at.get("status"), page: newPage(at)}
	f.sub = c.connection("Delivery", at, &q.page, func(at *arguments) *selection { return c.delivery(at, &q.node) })
	q.node.settle(&c.api.limits)
	return q
}

func (q *deliveriesQuery) run(x *execution, w *writer, f *field) bool {
	b := x.binder()
	page := q.page.bind(b)
	err := b.check()
	var p *DeliveryPage
	if err == nil {
		p, err = x.api.alerts.Deliveries(x.ctx, q.rule.string(x.vars), q.status.string(x.vars), page)
	}
	var nodes []*deliveryNode
	if err == nil {
		nodes, err = q.node.nodes(x, b, p.Deliveries)
	}
	return answer(w, f, err, func() bool { return writeConnection(w, f, p.PageInfo, nodes, p.Cursors, (*writer).delivery) })
}
