package graphqlapi

import (
	"context"

	"rawabit/schema"
	"rawabit/store"
)

// review answers Mutation.reviewRelation and Mutation.review.
type review struct {
	id, in *input
	node   relationShape
	whole  bool // with the decision
}

// The fields of Review.
const (
	reviewDecision fieldID = iota + 1
	reviewedRelation
)

// reviewNode is what became of a review.
type reviewNode struct {
	decision schema.Decision
	relation *store.RelationNode
}

func (c *compiler) reviewRelation(f *field, at *arguments) action {
	m := &review{id: at.get("id"), in: at.get("input")}
	f.sub = c.relation(at, &m.node)
	return m
}

func (c *compiler) review(f *field, at *arguments) action {
	m := &review{id: at.get("id"), in: at.get("input"), whole: true}
	f.sub = c.selection("Review", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "decision":
			f.id, f.sub = reviewDecision, c.decision(at)
		case "relation":
			f.id, f.sub = reviewedRelation, c.relation(at, &m.node)
		}
	})
	return m
}

func (m *review) run(x *execution, w *writer, f *field) bool {
	n, err := m.review(x)
	return answer(w, f, err, func() bool {
		if m.whole {
			return writeObject(w, f, n, (*writer).review)
		}
		return writeObject(w, f, n.relation, (*writer).relation)
	})
}

// review writes what became of a review.
func (w *writer) review(s *selection, n *reviewNode) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		ok := true
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case reviewDecision:
			ok = writeObject(w, f, &n.decision, (*writer).decision)
		case reviewedRelation:
			ok = writeObject(w, f, n.relation, (*writer).relation)
		}
		if !ok {
			return false
		}
	}
	w.close(s)
	return true
}

func (m *review) review(x *execution) (*reviewNode, error) {
	b := x.binder()
	q := store.RelationQuery{ID: schema.RelationID(m.id.string(x.vars)), Select: *m.node.bind(b)}
	if err := b.check(); err != nil {
		return nil, err
	}
	before, err := x.reader.Relation(x.ctx, store.RelationQuery{ID: q.ID})
	if err != nil {
		return nil, err
	}
	if before == nil {
		return nil, schema.Errorf(schema.CodeNotFound, "no relation has the id %q", q.ID)
	}
	get := func(name string) *input { return m.in.get(name, x.vars) }
	d := schema.Decision{
		Kind: schema.DecideReview, By: x.by, Note: get("note").text, Verdict: schema.Verdict(get("verdict").text), Of: before.Type, Claims: before.Claims,
		Type: schema.RelationType(get("type").text), Source: schema.ActorID(get("source").text), Target: schema.ActorID(get("target").text),
		ValidFrom: get("validFrom").date, ValidTo: get("validTo").date, Modality: schema.Modality(get("modality").text),
	}
	made, changes, err := x.api.store.Decide(x.ctx, d)
	if err != nil {
		return nil, err
	}
	n, err := m.after(x.ctx, x.reader, q, changes)
	return &reviewNode{decision: made, relation: n}, err
}

// after reads the relation as the decision left it: under its old id, or under
// that of the relation that the correction made of it.
func (m *review) after(ctx context.Context, r store.Reader, q store.RelationQuery, changes []schema.Change) (*store.RelationNode, error) {
	n, err := r.Relation(ctx, q)
	if err != nil || n != nil && n.RetractedAt.IsZero() {
		return n, err
	}
	for _, c := range changes {
		if c.After != nil {
			q.ID = c.After.ID
			return r.Relation(ctx, q)
		}
	}
	return n, nil
}
