package extract

import (
	"strings"

	"rawabit/loader/arabic"
	"rawabit/schema"
	"rawabit/seeds"
)

// withoutService are mere titles that say nothing of whom somebody serves.
var withoutService = map[string]bool{"mr": true, "late": true, "martyr": true, "prisoner": true, "citizen": true, "hajj": true, "excellency": true, "player": true, "first-lady": true}

// serving reads whom the bearer of a rank or trade serves, where the name stands
// after it: «اللواء في الجيش، فلان», «المحلل في القناة فلان». It returns the word
// after it, or j.
func (r *reader) serving(s *sentence, j int, n *nominal, use *officeUse) int {
	if use.title.Relation != "" || withoutService[use.title.ID] || !n.def || n.pron != "" || use.body != nil {
		return j
	}
	return r.servedBody(s, j, n, use)
}

// unitOffice reads an office of a unit that has no name of its own within a body
// that has: «مدير الإعلام العسكري في الجيش فلان». Such an office is one in the body.
func (r *reader) unitOffice(s *sentence, j int, n *nominal, use *officeUse) int {
	if use.title.Relation == "" || n.pron != "" || use.body != nil && (use.bodyOf == nil || use.body.entry != nil || use.body.Type != schema.Organization) {
		return j
	}
	for k := j; k < len(s.words) && k < j+5; k++ {
		w := &s.words[k]
		if w.Kind != arabic.Word || w.date >= 0 {
			return j
		}
		if w.Folded == "في" || w.Folded == "من" {
			if end := r.servedBody(s, k, n, use); (k > j || n.def) && end > k {
				return end
			}
			return j
		}
		if use.body != nil || hasArticle(s, n) || w.particle() != nil || w.verb() != nil && w.nounish() == nil && !strings.HasPrefix(w.Folded, "ال") || r.personAt(s, k) {
			return j
		}
	}
	return j
}

// servedBody reads «في» or «من» at word j with a body or force after which the
// name of a person stands.
func (r *reader) servedBody(s *sentence, j int, n *nominal, use *officeUse) int {
	if j+1 >= len(s.words) {
		return j
	}
	k := j
	switch s.words[j].Folded {
	case "في", "من":
		k++
	default:
		if _, ok := strings.CutPrefix(s.words[j].Folded, "بال"); !ok {
			return j
		}
	}
	if w := s.words[k].Folded; k > j && (w == "احتياط" || w == "صفوف" || w == "قياده") {
		k++
	}
	inner := r.phrase(s, k)
	if inner == nil || inner.conj != 0 || (k > j) != (inner.clitics.prep == 0) || inner.ent == nil || inner.number == 3 && inner.typ == schema.Group {
		return j
	}
	organ := inner.typ == schema.State && inner.ent.PartOf != ""
	if inner.typ != schema.Organization && inner.typ != schema.ArmedForce && !organ {
		return j
	}
	end := inner.last + 1
	if end >= len(s.words) {
		return j
	}
	if comma(s, end) {
		if end+1 >= len(s.words) || !r.personAfter(s, end+1) && !r.holderAt(s, end+1) {
			return j
		}
	} else if !r.holderAt(s, end) {
		return j
	}
	title := r.eng.plainOfficial()
	if title == nil {
		return j
	}
	use.title, use.bodyOf, use.body = title, inner, inner.ent
	n.owner, n.def = inner, true
	n.second = append(n.second, inner)
	return end
}

// plainOfficial is the title of somebody who serves a body, in whatever office.
func (e *Engine) plainOfficial() *seeds.Title {
	for i := range e.titles["مسوول"] {
		if f := &e.titles["مسوول"][i]; len(f.rest) == 0 {
			return f.title
		}
	}
	return nil
}
