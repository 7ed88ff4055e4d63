package extract

import (
	"strings"

	"rawabit/schema"
)

// whatClause reads «ما» after a preposition as the thing that the clause after it
// tells of: «رحب بما أعلنته الحكومة». It reports whether one stands here.
func (p *parser) whatClause(w *word) bool {
	prep := p.prep
	if strings.TrimPrefix(w.Folded, "و") == "ما" && p.i+1 < len(p.s.words) {
		if v := p.s.words[p.i+1].verb(); v != nil && lasting[v.lex.folded] {
			p.negated = true // «ما زال»
			p.i++
			return true
		}
	}
	switch strings.TrimPrefix(w.Folded, "و") {
	case "بما":
		prep = "ب"
	case "لما":
		prep = "ل"
	case "عما":
		prep = "عن"
	case "ما":
		if prep == "" {
			return false
		}
	default:
		return false
	}
	if p.i == 0 || p.i+1 >= len(p.s.words) || p.lastPred().lex.lemma == "" {
		return false
	}
	next := &p.s.words[p.i+1]
	if next.verb() == nil || next.particle() != nil || next.nounish() != nil && next.verb().pron == "" || lasting[next.verb().lex.folded] || next.verb().conj != 0 {
		return false
	}
	n := p.r.newNominal(p.s, nomOther, p.i, p.i, clitics{})
	n.word, n.def, n.prep = whatWord, true, prep
	p.prep, p.agent, p.conj = "", false, false
	p.s.nominals = append(p.s.nominals, n)
	p.attach(prep, n)
	p.note(n)
	p.open(&clause{kind: clauseRel, antecedent: n})
	p.i++
	return true
}

// whatWord is the head word of what a clause with «ما» names.
const whatWord = "%ما"

// doerOfWhat is who does what a clause with «ما» names.
func (r *reader) doerOfWhat(n *nominal, t schema.RelationType, role string) *entity {
	for _, p := range r.sent.preds {
		if p.antecedent != n {
			continue
		}
		if p.lex.folded == "وصف" || p.lex.folded == "سمي" || p.lex.folded == "اسمي" {
			for _, m := range p.argsOf("ب") {
				if e := r.meant(m, t, role); e != nil {
					return e // «ما وصفته بالعدوان الأمريكي»
				}
			}
		}
		for _, m := range r.subject(p) {
			if m != n && m.ent != nil {
				return m.ent
			}
		}
	}
	return nil
}

// doerOfThing is who does, in a clause about it, what a noun names: «الشروط التي
// اقترحتها موسكو», «السلوك الذي تقوم به القوات».
func (r *reader) doerOfThing(n *nominal) *entity {
	for _, p := range r.sent.preds {
		if p.antecedent != n || !p.verb || p.objPron == "" && !p.resumed {
			continue
		}
		for _, m := range r.subject(p) {
			if m != n && m.ent != nil {
				if state := r.capitalState(m.ent); state != nil {
					return state
				}
				return m.ent
			}
		}
	}
	return nil
}
