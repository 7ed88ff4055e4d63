package extract

import (
	"strings"

	"rawabit/loader/arabic"
	"rawabit/schema"
)

// parser reads one sentence from left to right and attaches every phrase to the
// innermost open predicate that has a place for it.
type parser struct {
	r     *reader
	s     *sentence
	cur   *clause
	i     int
	prep  string // a preposition that waits for its phrase
	agent bool   // it is «من قبل»
	conj  bool   // «و», «أو» before the next word
	// lately attached phrases, newest last, for coordination and antecedents
	recent []*nominal

	negated, qad, will, hedged, planned, asked bool

	outside *clause // the clause that brackets interrupt

	deed *pred // what «وهو ما» takes up
}

// parse fills the sentence's predicates.
func (r *reader) parse(s *sentence) {
	p := &parser{r: r, s: s, cur: &clause{kind: clauseMain}}
	for p.i < len(s.words) {
		p.step()
	}
}

func (p *parser) step() {
	w := &p.s.words[p.i]
	switch {
	case w.date >= 0:
		p.date(w.date)
	case w.Kind == arabic.Mark:
		if n := p.r.phrase(p.s, p.i); n != nil {
			p.nominal(n)
			return
		}
		p.mark(w)
	case w.Kind == arabic.Number && p.r.phrase(p.s, p.i) == nil:
		p.i++
	default:
		p.word(w)
	}
}

func (p *parser) date(d int) {
	last := p.s.dates[d].LastToken
	if target := p.datable(d); target != nil {
		target.dates = append(target.dates, d)
	} else {
		p.s.loose = append(p.s.loose, d)
	}
	p.i = last + 1
	p.prep, p.agent = "", false
}

// datable returns the open predicate that a date belongs to: the innermost one,
// but its clause's verb after a comma where that has no date yet.
func (p *parser) datable(d int) *pred {
	target := p.innermost()
	for k := len(p.recent) - 1; k >= 0 && k >= len(p.recent)-3; k-- {
		if m := p.recent[k]; m.prep == "وفق" && p.s.dates[d].From.Precision() == schema.PrecisionDay && m.last >= p.s.dates[d].Lead-5 {
			if v := p.mainPred(); v != nil && v.verb && v.rd.perfect && len(v.dates) == 0 {
				return v // «طالبت …، بحسب بيان للوزارة الأحد»
			}
		}
	}
	if lead := p.s.dates[d].Lead; target != nil && target.circumstance && lead > 0 && isComma(p.s.words[lead-1].Text) {
		if v := p.mainPred(); v != nil && v.verb && v.rd.perfect && len(v.dates) == 0 {
			return v // «شنت هجوما، محققة تقدما، الأحد»
		}
	}
	if lead := p.s.dates[d].Lead; target == nil || target.verb || lead == 0 || !isComma(p.s.words[lead-1].Text) {
		return target
	}
	for c := p.cur; c != nil; c = c.parent {
		if v := c.pred; v != nil && v.verb {
			if len(v.dates) > 0 || v.lex.oper("") == "say" {
				return target
			}
			return v
		}
	}
	return target
}

func isComma(text string) bool { return text == "،" || text == "," }

// innermost returns the open predicate that an adjunct belongs to.
func (p *parser) innermost() *pred {
	for c := p.cur; c != nil; c = c.parent {
		if n := len(c.events); n > 0 && !c.reduced && !c.events[n-1].phrase {
			return c.events[n-1]
		}
		if c.pred != nil {
			return c.pred
		}
	}
	return nil
}

func (p *parser) mark(w *word) {
	switch w.Text {
	case "\"", "«", "»", "“", "”", "'":
		p.quote()
		return
	case "،", ",", "-", "–", "—":
		p.cur.comma = true
	case "؛", ":":
		p.cur.comma = true
		if w.Text == "؛" {
			p.reset()
		} else if p.cur.pred != nil && p.cur.pred.lex.oper("") == "say" {
			p.open(&clause{kind: clauseComp, holder: p.cur.pred})
		}
	case "(":
		if p.outside == nil {
			p.outside = p.cur
			p.cur = &clause{kind: clauseMain}
		}
	case ")":
		if p.outside != nil {
			p.cur, p.outside = p.outside, nil
		}
	case "؟":
		p.asked = true
	}
	p.prep, p.agent, p.conj = "", false, false
	p.i++
}

// quote passes over a quotation mark. What waits for its phrase still waits; a
// quoted name right after a plain noun belongs to that noun: «برنامج "لقاء خاص"».
func (p *parser) quote() {
	if end := quoted(p.s, p.i); end > 0 && len(p.recent) > 0 && p.prep == "" {
		n := p.recent[len(p.recent)-1]
		if n.kind == nomOther && n.typ == "" && !n.def && n.last == p.i-1 && p.s.words[p.i+1].find(partVerb) == nil {
			n.last, n.end = end, p.s.words[end].End
			p.i = end + 1
			return
		}
	}
	if len(p.recent) > 0 && p.prep == "" && p.quotedGenitive(p.recent[len(p.recent)-1]) {
		return
	}
	p.i++
}

// quotedGenitive reads what a bare verbal noun is annexed to where that is quoted:
// «إرسال "مساعدات إنسانية" إلى البلاد».
func (p *parser) quotedGenitive(n *nominal) bool {
	e := n.pred
	if n.kind != nomEvent || e == nil || n.lex == nil || n.lex.verb == nil || n.def || n.pron != "" || e.gen != nil || n.first != n.last || n.last != p.i-1 || len(n.nisba) > 0 ||
		p.i+1 >= len(p.s.words) || n.rd == nil || n.rd.part != partMasdar || strings.HasSuffix(p.s.words[n.first].Folded, "ا") && !strings.HasSuffix(n.lex.folded, "ا") {
		return false
	}
	inner := p.genitive(p.i + 1)
	if inner == nil || p.s.words[p.i+1].verb() != nil && inner.kind != nomEvent && inner.typ == "" {
		return false
	}
	e.gen = inner
	n.second = append(n.second, inner)
	n.last, n.end = inner.last, inner.end
	if inner.pred != nil {
		inner.pred.parent, inner.pred.slot = e, "gen"
		p.s.preds = append(p.s.preds, inner.pred)
		p.openEvents(inner.pred)
	}
	p.s.nominals = append(p.s.nominals, inner)
	p.i = inner.last + 1
	return true
}

func (p *parser) reset() {
	for p.cur.parent != nil {
		p.cur = p.cur.parent
	}
	p.cur = &clause{kind: clauseMain, last: p.cur.last, pred: nil}
	p.negated, p.qad, p.will, p.hedged, p.planned = false, false, false, false, false
}

func (p *parser) open(c *clause) {
	c.parent = p.cur
	p.cur = c
}

func (p *parser) close() {
	if p.cur.parent != nil {
		p.cur = p.cur.parent
	}
}

// word handles a word that is neither date nor mark.
func (p *parser) word(w *word) {
	if p.expression(w) {
		return
	}
	if w.common == "adverb" && w.particle() == nil && w.verb() == nil && !(p.prep != "" && p.r.nameAt(p.s, p.i, false) != nil) {
		p.i++
		return
	}
	if n := p.r.soCalled(p.s, p.i); n != nil {
		p.nominal(n)
		return
	}
	if p.someOf(w) {
		return
	}
	if p.whatClause(w) {
		return
	}
	if n, class, value := p.particleAt(); n > 0 && p.particle(n, class, value) {
		return
	}
	if rd := p.circumstance(w); rd != nil {
		p.circumstantial(rd)
		return
	}
	if p.isVerb(w) {
		p.finite(w, w.verb())
		return
	}
	if n := p.r.phrase(p.s, p.i); n != nil {
		p.nominal(n)
		return
	}
	if rd := w.nounish(); rd != nil && rd.lex != nil && (len(rd.lex.frames) > 0 || len(rd.lex.opers) > 0) && p.eventStands(w, rd) {
		p.event(w, rd)
		return
	}
	if rd := p.participle(w); rd != nil && !p.nounAfterName(w, rd) {
		p.reducedRelative(w, rd)
		return
	}
	p.other(w)
}

// nounAfterName reports whether a participle without article after a name, or after
// a verb that has no subject yet, is rather the noun that is written so: «وصف
// الوزير موقف موسكو».
func (p *parser) nounAfterName(w *word, rd *reading) bool {
	if v := p.cur.pred; !rd.article && w.common == "noun" && rd.clitics == (clitics{}) && v != nil && v.subj == nil && v.at == p.i-1 {
		return true // «أعلن مصدر في الشرطة»
	}
	if rd.article || w.nounish() == nil || len(p.recent) == 0 {
		return false
	}
	n := p.recent[len(p.recent)-1]
	return n.last == p.i-1 && n.ent != nil && n.kind == nomEntity
}

// someOf passes over a word of quantity with a preposition before an event noun:
// «بعدة غارات». It reports whether one stands here.
func (p *parser) someOf(w *word) bool {
	if p.i+1 >= len(p.s.words) || w.particle() != nil || p.r.phrase(p.s, p.i) != nil {
		return false
	}
	if word := strings.TrimPrefix(w.Folded, "ب"); rounds[word] && p.i+1 < len(p.s.words) {
		if e := p.s.words[p.i+1].nounish(); e != nil && !e.article && e.clitics == (clitics{}) && len(e.lex.frames) > 0 {
			if word != w.Folded {
				p.prep, p.agent = "ب", false
			}
			p.i++
			return true // «سلسلة غارات»
		}
	}
	if superlatives[w.Folded] {
		if e := p.s.words[p.i+1].nounish(); e != nil && e.clitics == (clitics{}) && e.pron == "" && len(e.lex.frames) > 0 && p.r.phrase(p.s, p.i+1) == nil {
			p.i++
			return true // «أشد العقوبات»
		}
	}
	rest, ok := strings.CutPrefix(w.Folded, "ب")
	if !ok || len(p.r.eng.quants[rest]) == 0 || len(p.r.eng.quants[w.Folded]) > 0 || p.s.words[p.i+1].nounish() == nil {
		return false
	}
	for _, more := range p.r.eng.quants[rest] {
		if len(more) == 0 {
			p.prep, p.agent = "ب", false
			p.i++
			return true
		}
	}
	return false
}

// superlatives are elatives that in construct only say how great a deed is.
var superlatives = map[string]bool{"اشد": true, "اقسي": true, "اكبر": true, "اعنف": true, "اوسع": true, "اضخم": true, "اخطر": true, "اهم": true, "ابرز": true, "اقوي": true, "احدث": true, "اول": true, "اخر": true, "ثاني": true, "ثالث": true}

// other reads a noun or adjective that names no actor and no event.
func (p *parser) other(w *word) {
	c, def := clitics{}, strings.HasPrefix(w.Folded, "ال")
	known := false
	for k := range w.readings {
		rd := &w.readings[k]
		if rd.part != partVerb && rd.part != partParticle {
			c, def, known = rd.clitics, rd.article || rd.pron != "", true
			break
		}
	}
	if !known {
		if rest, ok := strings.CutPrefix(w.Folded, "و"); ok && (strings.HasPrefix(rest, "ال") || strings.HasPrefix(rest, "لل") || strings.HasPrefix(rest, "بال")) {
			c.conj = 'و'
			def = true
		}
		for _, pre := range []string{"بال", "لل", "كال", "وبال", "ولل"} {
			if strings.HasPrefix(w.Folded, pre) {
				def = true
				r := []rune(strings.TrimPrefix(pre, "و"))
				c.prep = r[0]
			}
		}
	}
	n := p.r.newNominal(p.s, nomOther, p.i, p.i, c)
	n.word, n.def = strings.TrimPrefix(stemWord(w, c), "ال"), def
	switch n.word {
	case "كلاهما", "كليهما", "كلتاهما", "كلتيهما":
		n.word, n.number, n.kind, n.def, n.pron = "طرف", 2, nomDesc, true, "هما"
	case "طرفا", "طرفي", "جانبا", "جانبي":
		n.word, n.number, n.kind, n.def = strings.TrimSuffix(strings.TrimSuffix(n.word, "ا"), "ي"), 2, nomDesc, true // «طرفا النزاع»
	}
	if base, ok := strings.CutSuffix(n.word, "يهما"); ok && pairWords[base] {
		n.word, n.pron, n.number, n.def = base, "هما", 2, true // «بلديهما»
	}
	n.fem = strings.HasSuffix(w.Folded, "ه") || strings.HasSuffix(w.Folded, "ات")
	for k := range w.readings {
		rd := &w.readings[k]
		if rd.lex != nil && rd.part != partVerb {
			n.word, n.lex, n.pron, n.rd = rd.lex.folded, rd.lex, rd.pron, rd
			break
		}
	}
	p.r.representative(p.s, n)
	if m := p.latter(n); m != nil {
		n.kind, n.typ, n.equals = nomDesc, m.typ, m
		if n.conj != 0 && n.clitics.prep == 0 {
			p.reset() // «، والأخير شكره»: a clause of its own
		}
		n.conj = 0
		p.nominal(n)
		return
	}
	if p.sharesAdjective(n) {
		p.i, p.conj = n.last+1, false
		return // «علاقاتها الدبلوماسية والتجارية مع»
	}
	p.continueOther(n)
	if p.sharesGenitive(w) {
		p.shareGenitive(n, n.owner)
		if m := p.recent[len(p.recent)-1]; n.owner != nil && n.clitics.prep == 0 && n.ent == nil {
			m.coord = append(m.coord, n) // «استقرار وأمن لبنان»
			p.s.nominals = append(p.s.nominals, n)
			p.i, p.conj = n.last+1, false
			p.note(n)
			return
		}
	}
	if p.looseAdjective(w, n) {
		p.i = n.last + 1
		return
	}
	p.nominal(n)
	if n.owner != nil && n.owner.kind == nomEvent && n.owner.pred != nil && n.owner.last == n.last {
		p.openEvents(n.owner.pred)
	}
}

// latter returns whom «الأخير» or «الأخيرة» means where it qualifies no noun: the
// last actor of its gender that the sentence named.
func (p *parser) latter(n *nominal) *nominal {
	if n.word != "اخير" && n.word != "اخيره" || !n.def {
		return nil
	}
	if n.first > 0 && n.clitics == (clitics{}) {
		if prev := &p.s.words[n.first-1]; prev.Kind == arabic.Word && prev.particle() == nil && !p.isVerb(prev) {
			return nil // «الأيام الأخيرة»
		}
	}
	for k := len(p.s.nominals) - 1; k >= 0; k-- {
		m := p.s.nominals[k]
		switch m.typ {
		case schema.Person, schema.State, schema.Organization, schema.ArmedForce:
			if m.fem == n.fem && m.number < 2 {
				return m
			}
		}
	}
	return nil
}

// looseAdjective reports whether an indefinite word that the lexicon does not
// know, right after an indefinite noun, is that noun's adjective.
func (p *parser) looseAdjective(w *word, n *nominal) bool {
	if len(p.recent) == 0 || n.def || n.owner != nil || n.clitics != (clitics{}) || p.prep != "" || p.conj || !w.oov && w.common != "adjective" || n.last != n.first {
		return false
	}
	before := p.recent[len(p.recent)-1]
	return before.last == n.first-1 && !before.def && before.ent == nil && before.word != "%pron"
}

// stemWord is the folded word without its proclitics.
func stemWord(w *word, c clitics) string {
	text := w.Folded
	if c.conj != 0 {
		text = strings.TrimPrefix(strings.TrimPrefix(text, "و"), "ف")
	}
	if c.prep != 0 {
		r := []rune(text)
		if len(r) > 2 {
			if strings.HasPrefix(text, "لل") {
				return "ال" + string(r[2:])
			}
			return string(r[1:])
		}
	}
	return text
}

// continueOther reads the genitive and the adjectives of a plain noun: what it
// belongs to may be what is meant («مواقع الحوثيين»).
func (p *parser) continueOther(n *nominal) {
	s, qualified := p.s, false
	for n.last+1 < len(s.words) {
		j := n.last + 1
		w := &s.words[j]
		counted := w.Kind == arabic.Number && n.owner == nil && !n.def && n.last == n.first && p.r.phrase(s, j) != nil // «سراح 80 من النشطاء»
		if w.Kind != arabic.Word && !counted || w.date >= 0 {
			return
		}
		next := ""
		if j+1 < len(s.words) {
			next = s.words[j+1].Folded
		}
		if nb, k := p.r.eng.gaz.nisbaAt(w.Folded, next); nb != nil && !nb.people && strings.HasPrefix(w.Folded, "ال") == (n.def || n.owner != nil) {
			n.nisba = append(n.nisba, p.r.entityOf(nb.entry))
			n.last += k
			n.end = s.words[n.last].End
			continue
		}
		if n.owner == nil && !n.def && n.pron == "" && len(n.nisba) == 0 && !qualified && !p.furtherAdjective(n) {
			inner := p.r.phrase(s, j)
			if inner != nil && inner.clitics == (clitics{}) && (inner.def || inner.ent != nil) {
				n.owner, n.kind = inner, nomCarrier
				n.second = append(n.second, inner)
				n.last, n.end = inner.last, inner.end
				continue
			}
			if deed := p.deedOf(n, w, j); deed != nil {
				n.owner = deed
				n.second = append(n.second, deed)
				p.s.preds = append(p.s.preds, deed.pred)
				p.s.nominals = append(p.s.nominals, deed)
				n.last, n.end, n.def = deed.last, deed.end, n.def || deed.def
				return // «حوادث احتجاز الرهائن»
			}
			if w.particle() == nil && p.plainNoun(w) && (inner == nil || inner.clitics == (clitics{})) {
				if strings.HasSuffix(w.Folded, "يه") && strings.HasSuffix(s.words[n.first].Folded, "ات") || w.plainCommon() && w.common == "adjective" {
					qualified = true // «منظمات حقوقية القاهرة»: an adjective, no noun
				}
				n.last, n.end = j, w.End
				n.def = n.def || strings.HasPrefix(w.Folded, "ال")
				continue
			}
		}
		if w.common == "adjective" && w.plainCommon() && strings.HasPrefix(w.Folded, "ال") == n.def {
			n.last, n.end = j, w.End
			continue
		}
		if strings.HasPrefix(w.Folded, "ال") && (n.def || n.owner != nil) && w.nounish() == nil && w.verb() == nil && w.particle() == nil && p.r.phrase(s, j) == nil && p.participle(w) == nil {
			n.last, n.end = j, w.End
			continue
		}
		return
	}
}

// deedOf reads the event noun that a plain noun after a preposition is annexed to,
// nil where none follows.
func (p *parser) deedOf(n *nominal, w *word, j int) *nominal {
	if n.clitics.prep == 0 && (p.prep == "" || p.prep == "دون" || p.prep == "بدون") || n.first != n.last || n.lex != nil && len(n.lex.frames)+len(n.lex.opers) > 0 || w.verb() != nil || strings.HasSuffix(p.s.words[n.first].Folded, "ا") {
		return nil
	}
	rd := w.nounish()
	if rd == nil || rd.part != partMasdar || rd.lex == nil || len(rd.lex.frames) == 0 || rd.clitics != (clitics{}) || rd.pron != "" {
		return nil
	}
	deed := p.genitive(j)
	if deed == nil || deed.kind != nomEvent {
		return nil
	}
	return deed
}

// sharesAdjective reports whether a definite word after «و» is one more adjective
// of the phrase right before it, which ends in one, and makes it part of that.
func (p *parser) sharesAdjective(n *nominal) bool {
	if n.clitics.conj == 0 || n.clitics.prep != 0 || !n.def || n.pron != "" || len(p.recent) == 0 || n.first == 0 || p.cur.comma {
		return false
	}
	m := p.recent[len(p.recent)-1]
	if m.last != n.first-1 || m.last == m.first || m.ent != nil || m.kind == nomEntity {
		return false
	}
	prev, word := bare(p.s.words[n.first-1].Folded), bare(stemWord(&p.s.words[n.first], n.clitics))
	if !strings.HasPrefix(p.s.words[n.first-1].Folded, "ال") || !strings.HasSuffix(prev, "يه") || !strings.HasSuffix(word, "يه") || len([]rune(word)) < 5 {
		return false
	}
	m.last, m.end = n.first, p.s.words[n.first].End
	return true
}

// furtherAdjective reports whether an indefinite word after «و» is one more
// adjective of the phrase before it: «منظمات محلية ودولية».
func (p *parser) furtherAdjective(n *nominal) bool {
	if n.conj == 0 && !p.conj || n.clitics.prep != 0 || n.first == 0 || n.rd != nil && n.lex != nil {
		return false
	}
	prev, w := &p.s.words[n.first-1], &p.s.words[n.first]
	ending := func(text string) bool { return strings.HasSuffix(text, "يه") || strings.HasSuffix(text, "ي") }
	return prev.Kind == arabic.Word && !strings.HasPrefix(prev.Folded, "ال") && ending(prev.Folded) && ending(w.Folded) && strings.HasSuffix(prev.Folded, "ه") == strings.HasSuffix(w.Folded, "ه")
}

// plainNoun reports whether a word can be the genitive of a plain noun: no verb,
// no event, no clitics.
func (p *parser) plainNoun(w *word) bool {
	if w.verb() != nil || w.nounish() != nil {
		return false
	}
	for k := range w.readings {
		if w.readings[k].conj != 0 || w.readings[k].prep != 0 {
			return false
		}
	}
	return !strings.HasPrefix(w.Folded, "و") && !strings.HasPrefix(w.Folded, "بال") && !strings.HasPrefix(w.Folded, "لل")
}
