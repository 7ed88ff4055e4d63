package graphqlapi

import (
	"rawabit/schema/statement"
	"rawabit/store"
)

// The fields of Change.
const (
	changeID fieldID = iota + 1
	changeKind
	changeRelation
	changeBefore
	changeAfter
	changeValidDate
	changeRecordedAt
	changeCursor
	changeEvidence
	changeStatement
)

// changeShape is what is asked of a change, by all selections on it together.
type changeShape struct {
	relation, before, after *relationShape
	evidence                *articleShape

	fixed fixed[store.ChangeSelection]
}

// change compiles a selection on a change and adds what it asks for to the
// shape.
func (c *compiler) change(at *arguments, s *changeShape) *selection {
	return c.selection("Change", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "id":
			f.id = changeID
		case "kind":
			f.id = changeKind
		case "relation":
			f.id, f.sub = changeRelation, c.relation(at, s.version(&s.relation))
		case "before":
			f.id, f.sub = changeBefore, c.relation(at, s.version(&s.before))
		case "after":
			f.id, f.sub = changeAfter, c.relation(at, s.version(&s.after))
		case "validDate":
			f.id = changeValidDate
		case "recordedAt":
			f.id = changeRecordedAt
		case "cursor":
			f.id = changeCursor
		case "evidence":
			if s.evidence == nil {
				s.evidence = &articleShape{}
			}
			f.id, f.sub = changeEvidence, c.evidence(at, s.evidence)
		case "statement":
			for _, r := range []*relationShape{s.version(&s.before), s.version(&s.after)} {
				r.told()
			}
			f.id, f.arg = changeStatement, at.get("lang")
		}
	})
}

// version returns the shape of one of the versions, made where it is missing.
func (s *changeShape) version(of **relationShape) *relationShape {
	if *of == nil {
		*of = &relationShape{}
	}
	return *of
}

// settle works out whether the shape depends on variables, and keeps what does
// not.
func (s *changeShape) settle(l *Limits) bool {
	dynamic := s.evidence != nil && s.evidence.settle(l)
	for _, r := range []*relationShape{s.relation, s.before, s.after} {
		dynamic = r != nil && r.settle(l) || dynamic
	}
	s.fixed.dynamic = dynamic
	s.fixed.keep(l, s.build)
	return dynamic
}

// bind returns what the store is asked for.
func (s *changeShape) bind(b *binder) *store.ChangeSelection { return s.fixed.bind(b, s.build) }

func (s *changeShape) build(b *binder) *store.ChangeSelection {
	out := &store.ChangeSelection{}
	b.spend(1)
	if s.relation != nil {
		out.Relation = s.relation.bind(b)
	}
	if s.before != nil {
		out.Before = s.before.bind(b)
	}
	if s.after != nil {
		out.After = s.after.bind(b)
	}
	if s.evidence != nil {
		outer := b.enter(usualChanges)
		out.Evidence = s.evidence.bind(b)
		b.times = outer
	}
	return out
}

func (w *writer) changeValue(s *selection, n store.ChangeNode) bool { return w.change(s, &n) }

// change writes a change.
func (w *writer) change(s *selection, n *store.ChangeNode) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		ok := true
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case changeID:
			w.string(string(n.ID))
		case changeKind:
			w.plain(string(n.Kind))
		case changeRelation:
			ok = writeObject(w, f, n.Relation, (*writer).relation)
		case changeBefore:
			ok = writeObject(w, f, n.Before, (*writer).relation)
		case changeAfter:
			ok = writeObject(w, f, n.After, (*writer).relation)
		case changeValidDate:
			w.date(n.ValidDate)
		case changeRecordedAt:
			w.buf = append(appendMoment(append(w.buf, '"'), n.RecordedAt), '"')
		case changeCursor:
			w.string(store.Cursor{List: store.ListChanges, Rank: n.Cursor}.Encode())
		case changeEvidence:
			ok = writeList(w, f, n.Evidence, (*writer).evidence)
		case changeStatement:
			w.string(changeSentence(n, f.arg.string(w.vars)))
		}
		if !ok {
			return false
		}
	}
	w.close(s)
	return true
}

// changeSentence is the sentence for a change.
func changeSentence(n *store.ChangeNode, lang string) string {
	var before, after *statement.Fact
	if n.Before != nil {
		fact := factOf(n.Before)
		before = &fact
	}
	if n.After != nil {
		fact := factOf(n.After)
		after = &fact
	}
	return statement.Change(n.Change, before, after, lang)
}
