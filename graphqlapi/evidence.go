package graphqlapi

import (
	"rawabit/schema"
	"rawabit/store"
)

// The fields of Evidence.
const (
	evidenceArticle fieldID = iota + 1
	evidenceSentence
	evidenceText
	evidenceStart
	evidenceEnd
	evidenceFocusStart
	evidenceFocusEnd
	evidenceAttributedTo
	evidenceModality
	evidenceRule
)

func (c *compiler) evidence(at *arguments, s *articleShape) *selection {
	return c.selection("Evidence", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "article":
			f.id, f.sub = evidenceArticle, c.article(at, s)
		case "sentence":
			f.id = evidenceSentence
		case "text":
			f.id = evidenceText
		case "start":
			f.id = evidenceStart
		case "end":
			f.id = evidenceEnd
		case "focusStart":
			f.id = evidenceFocusStart
		case "focusEnd":
			f.id = evidenceFocusEnd
		case "attributedTo":
			f.id = evidenceAttributedTo
		case "modality":
			f.id = evidenceModality
		case "rule":
			f.id = evidenceRule
		}
	})
}

func (w *writer) evidence(s *selection, n store.EvidenceNode) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case evidenceArticle:
			if !writeObject(w, f, n.Article, (*writer).article) {
				return false
			}
		case evidenceSentence:
			w.int(n.Claim.Evidence.Sentence)
		case evidenceText:
			w.string(n.Claim.Evidence.Text)
		case evidenceStart:
			w.int(n.Claim.Evidence.Start)
		case evidenceEnd:
			w.int(n.Claim.Evidence.End)
		case evidenceFocusStart:
			start, _ := focus(n.Claim.Evidence)
			w.int(start)
		case evidenceFocusEnd:
			_, end := focus(n.Claim.Evidence)
			w.int(end)
		case evidenceAttributedTo:
			w.text(n.Claim.AttributedTo)
		case evidenceModality:
			w.plain(string(n.Claim.Modality))
		case evidenceRule:
			w.string(n.Claim.Evidence.Rule)
		}
	}
	w.close(s)
	return true
}

// focus returns the span of the words that say it, the sentence where they are
// not known.
func focus(e schema.Evidence) (start, end int) {
	if e.FocusEnd == 0 {
		return e.Start, e.End
	}
	return e.FocusStart, e.FocusEnd
}
