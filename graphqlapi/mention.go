package graphqlapi

import (
	"rawabit/store"
)

// The fields of Mention.
const (
	mentionID fieldID = iota + 1
	mentionActor
	mentionText
	mentionSentence
	mentionStart
	mentionEnd
)

func (c *compiler) mention(at *arguments, s *actorShape) *selection {
	return c.selection("Mention", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "id":
			f.id = mentionID
		case "actor":
			f.id, f.sub = mentionActor, c.actor(at, s)
		case "text":
			f.id = mentionText
		case "sentence":
			f.id = mentionSentence
		case "start":
			f.id = mentionStart
		case "end":
			f.id = mentionEnd
		}
	})
}

func (w *writer) mention(s *selection, n store.MentionNode) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case mentionID:
			w.string(string(n.ID))
		case mentionActor:
			if !writeObject(w, f, n.Actor, (*writer).actor) {
				return false
			}
		case mentionText:
			w.string(n.Text)
		case mentionSentence:
			w.int(n.Sentence)
		case mentionStart:
			w.int(n.Start)
		case mentionEnd:
			w.int(n.End)
		}
	}
	w.close(s)
	return true
}
