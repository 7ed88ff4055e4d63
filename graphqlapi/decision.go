package graphqlapi

import (
	"rawabit/schema"
)

// The fields of Decision.
const (
	decisionID fieldID = iota + 1
	decisionBy
	decisionAt
	decisionNote
)

func (c *compiler) decision(at *arguments) *selection {
	return c.selection("Decision", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "id":
			f.id = decisionID
		case "by":
			f.id = decisionBy
		case "at":
			f.id = decisionAt
		case "note":
			f.id = decisionNote
		}
	})
}

func (w *writer) decision(s *selection, n *schema.Decision) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case decisionID:
			w.string(string(n.ID))
		case decisionBy:
			w.string(n.By)
		case decisionAt:
			w.buf = append(appendMoment(append(w.buf, '"'), n.At), '"')
		case decisionNote:
			w.text(n.Note)
		}
	}
	w.close(s)
	return true
}

// decide answers the mutations that record a decision about actors, or take one
// back.
type decide struct {
	kind string
	args map[string]*input
}

func (m *decide) run(x *execution, w *writer, f *field) bool {
	text := func(name string) string { return m.args[name].string(x.vars) }
	d := schema.Decision{By: x.by}
	switch m.kind {
	case "mergeActors":
		d.Kind, d.Keep, d.Drop, d.Note = schema.DecideMerge, schema.ActorID(text("keep")), schema.ActorID(text("drop")), text("note")
	case "splitActor":
		d.Kind, d.Keep, d.Note = schema.DecideSplit, schema.ActorID(text("id")), text("note")
		d.Mentions = texts[schema.MentionID](m.args["mentions"], x.vars)
	case "undoDecision":
		d.Kind, d.Undoes = schema.DecideUndo, schema.DecisionID(text("id"))
	}
	made, _, err := x.api.store.Decide(x.ctx, d)
	return answer(w, f, err, func() bool {
		if f.sub == nil {
			w.bool(true)
			return true
		}
		return writeObject(w, f, &made, (*writer).decision)
	})
}
