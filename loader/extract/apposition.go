package extract

import (
	"strings"

	"rawabit/schema"
)

// apposition reads what follows a phrase and says more of it: an abbreviation in
// brackets, an office after a comma.
func (r *reader) apposition(s *sentence, n *nominal) {
	if n.ent == nil || n.last+1 >= len(s.words) {
		return
	}
	j := n.last + 1
	switch s.words[j].Text {
	case "(", "\"", "«", "“":
		end := closingBracket(s, j)
		if end == 0 || end-j > 3 {
			return
		}
		if n.typ == schema.Person || n.typ == schema.Place {
			return
		}
		if known := r.nameAt(s, j+1, true); known != nil && known.ent != n.ent {
			return
		}
		words := []string{}
		for k := j + 1; k < end; k++ {
			if s.words[k].Kind != arabicWord || s.words[k].particle() != nil || s.words[k].date >= 0 {
				return
			}
			words = append(words, s.words[k].Folded)
		}
		if len(words) == 0 || r.eng.heads[words[0]] != nil || r.eng.dirs[words[0]] {
			return
		}
		r.addLocal(strings.Join(words, " "), n.ent)
		n.last = end
		n.end = s.words[end].End
	case "،", ",":
		if n.head != nil && n.word == "حليف" && !n.ent.Known && j+1 < len(s.words) {
			if m := r.phrase(s, j+1); m != nil && m.ent != nil && m.ent.Type == schema.Person && m.clitics == (clitics{}) {
				r.become(n, m.ent) // «حليف روسيا، الرئيس فلان»
				n.offices = append(n.offices, m.offices...)
				n.second = append(n.second, m.second...)
				n.last = m.last
				return
			}
		}
		r.officeAfter(s, n, j+1)
	default:
		if n.typ == schema.Person {
			r.officeAfter(s, n, j)
		}
	}
}

// officeAfter reads an office that follows a person's name in apposition.
func (r *reader) officeAfter(s *sentence, n *nominal, j int) {
	if n.typ != schema.Person || j >= len(s.words) || s.words[j].date >= 0 {
		return
	}
	if n.first > 0 && j > n.last+1 && len(n.offices) == 0 && n.clitics == (clitics{}) {
		if prev := s.words[n.first-1].Folded; strings.HasSuffix(prev, "ي") && !strings.HasPrefix(prev, "ال") && s.words[n.first-1].boundPlural() {
			return // «أحد مساعدي فلان، رئيس كذا السابق»: the aide's office
		}
	}
	t := r.titlePhrase(s, j)
	if t != nil && isCounterpart(t) {
		return // «وصف الرئيس، فلان، نظيره»
	}
	if t == nil || t.clitics != (clitics{}) || t.ent != nil && t.ent != n.ent || len(t.offices) == 0 || t.offices[0].title.Holder == schema.Group {
		return // «زار الرئيس عناصر الجيش»: those are many
	}
	if t.offices[0].body == nil && t.offices[0].bodyOf == nil && t.offices[0].title.Body == "" && !strings.HasPrefix(s.words[j].Folded, "ال") && !(t.def && stateOffice(t.offices[0].title.ID) && t.ent == nil) {
		return
	}
	if t.ent == nil && len(n.offices) > 0 {
		// «قائد الجيش فلان، وزير الخارجية، فلان»: an office of whom it precedes.
		if k := r.scopeOf(s, t.last+1, &t.offices[0]); k+1 < len(s.words) && (s.words[k].Text == "،" || s.words[k].Text == ",") && r.personAt(s, k+1) {
			return
		}
	}
	n.offices = append(n.offices, t.offices...)
	n.second = append(n.second, t.second...)
	n.last = t.last
	r.furtherOffice(s, n)
}

func closingBracket(s *sentence, j int) int {
	if s.words[j].Text == "(" {
		for k := j + 1; k < len(s.words) && k <= j+6; k++ {
			if s.words[k].Text == ")" {
				return k
			}
		}
		return 0
	}
	return quoted(s, j)
}
