package extract

import (
	"strings"

	"rawabit/schema"
)

// secondOffice reads a further office that stands between an office and the name
// of who holds both: «شيخ القبيلة وقائد قواتها، فلان», «نائب رئيس الوزراء وزير
// الدفاع فلان». Two offices of states may well be of two persons, and are not taken
// together, except those that go together by custom.
func (r *reader) secondOffice(s *sentence, n *nominal, use *officeUse) {
	j := n.last + 1
	if n.ent != nil || use.title.Relation == "" || j >= len(s.words) || n.number != 1 || n.given {
		return
	}
	deputy := use.title.ID == "deputy-prime-minister" || use.title.ID == "vice-president"
	if !deputy && (use.body == nil && use.bodyOf == nil || use.body != nil && r.top(use.body).Type == schema.State) {
		return
	}
	t := r.titlePhrase(s, j)
	if t == nil || t.kind != nomEntity || t.ent == nil || t.typ != schema.Person || len(t.offices) == 0 || t.clitics.prep != 0 || t.conj == 0 && !deputy || t.number != 1 {
		return
	}
	if !deputy && (!comma(s, t.last-len(t.ent.words())) || t.offices[0].title.Holder != use.title.Holder || n.fem != t.fem || n.first > 0 && r.endsName(&s.words[n.first-1])) {
		return
	}
	second := &t.offices[0]
	if deputy && !stateOffice(second.title.ID) {
		return
	}
	if use.body == nil && second.body != nil && r.top(second.body).Type == schema.State {
		use.body = r.top(second.body)
	}
	n.kind = nomEntity
	r.setEntity(n, t.ent)
	n.fem = t.fem
	n.offices = append(n.offices, t.offices...)
	n.second = append(n.second, t.second...)
	n.last, n.end = t.last, t.end
}

// endsName reports whether a word may be the last of a person's name.
func (r *reader) endsName(w *word) bool {
	if e := r.local[w.Folded]; e != nil && e.Type == schema.Person {
		return true
	}
	return r.eng.gaz.parts[w.Folded] || r.eng.given[w.Folded] != ""
}

// furtherOffice reads an office that goes on from the one in apposition to a name:
// «فلان، رئيس الحركة وعضو البرلمان».
func (r *reader) furtherOffice(s *sentence, n *nominal) {
	j := n.last + 1
	if j >= len(s.words) || !strings.HasPrefix(s.words[j].Folded, "و") {
		return
	}
	t := r.titlePhrase(s, j)
	if t == nil || t.conj == 0 || t.prep != "" || t.clitics.prep != 0 || t.ent != nil || len(t.offices) != 1 || t.number != 1 || t.offices[0].title.Holder == schema.Group {
		return
	}
	if o := &t.offices[0]; o.body == nil && o.bodyOf == nil {
		return
	}
	if k := t.last + 1; k < len(s.words) && s.words[k].Kind == arabicWord && !r.eng.copulas[s.words[k].Folded] && s.words[k].particle() == nil {
		return
	}
	n.offices = append(n.offices, t.offices...)
	n.second = append(n.second, t.second...)
	n.last = t.last
}
