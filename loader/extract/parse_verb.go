package extract

import (
	"strings"

	"rawabit/loader/arabic"
	"rawabit/schema"
)

// isVerb decides whether the word is a finite verb here, where it may be a noun
// as well.
func (p *parser) isVerb(w *word) bool {
	rd := w.verb()
	if rd == nil || rd.lex == nil {
		return false
	}
	if (p.prep == "منذ" || p.prep == "حتى") && w.nounish() == nil {
		p.prep = ""
		p.open(&clause{kind: clauseSub, last: p.cur.last})
		return true
	}
	if p.prep != "" || p.agent || p.sharesGenitive(w) {
		return false
	}
	if w.carriesOut() && !p.conj && p.deedBefore(rd) {
		return true // «هجوما بالقنابل شنه مسلحون»
	}
	if n := len(p.recent); n > 0 && rd.pron != "" && rd.perfect && rd.clitics == (clitics{}) && !p.conj {
		if m := p.recent[n-1]; !m.def && m.last == p.i-1 && (m.kind == nomEvent && w.carriesOut() || m.typ == schema.Group || m.typ == schema.ArmedForce) {
			return true // «هجوم شنه مسلحون», «عشرون مدنيا قتلهم المسلحون»
		}
	}
	if p.negated || p.qad || p.will || rd.future {
		return true
	}
	if rd.conj != 0 && (len(p.r.eng.heads[w.Folded]) > 0 && !(rd.exact && strings.HasPrefix(w.Text, "وأ")) || rd.passive && !rd.active && len(p.r.eng.titles[w.Folded]) > 0) {
		return false // «فيلق», «وزير»
	}
	if rd.perfect && rd.passive && !rd.active && rd.clitics == (clitics{}) && !p.conj && p.cur.pred != nil && len([]rune(w.Folded)) == 3 && w.Folded == schema.FoldText(w.Text) && w.Text == w.Folded && !p.afterClauseOpener() {
		return false // «حيز» is no passive that nothing marks
	}
	if w.common != "" && w.common != "adverb" && !p.afterClauseOpener() && !p.commonVerb(w, rd) {
		return false
	}
	if p.outerAwaits() && rd.pron == "" && rd.conj == 0 && !p.conj && p.outerAgrees(rd) {
		return true
	}
	if v := p.cur.pred; v != nil && v.at == p.i-1 && v.subj == nil && rd.conj == 0 && !p.conj {
		if n := p.r.phrase(p.s, p.i); n != nil && n.typ == "PERSON" && n.ent != nil && n.last > n.first && n.clitics == (clitics{}) {
			return false // «قال صادق عبد الحق»
		}
	}
	if gathers[rd.lex.folded] && rd.perfect && rd.pron == "" && rd.conj == 0 && !p.conj && len(p.recent) > 0 {
		if n := p.recent[len(p.recent)-1]; n.kind == nomEvent && !n.def && n.last == p.i-1 && diplomatic(n.lex) {
			return true // «لقاء جمع الرئيسين»
		}
	}
	if rd.perfect && rd.pron != "" && rd.conj == 0 && !p.conj && isLight(rd.lex) && len(p.recent) > 0 {
		if n := p.recent[len(p.recent)-1]; n.kind == nomEvent && !n.def && n.last == p.i-1 {
			return true // «مباحثات عقدها الوزيران»
		}
	}
	noun := w.nounish()
	if noun != nil && noun.pron != "" && rd.pron == noun.pron && rd.lex == noun.lex && !rd.lex.transitive() && !isLight(rd.lex) {
		return false // «وسيطرتهم على البلدات»
	}
	if noun != nil && noun.pron != "" && rd.pron != "" && (rd.conj != 0 || p.conj) && !p.cur.comma && len(p.recent) > 0 && p.recent[len(p.recent)-1].pron == noun.pron && p.recent[len(p.recent)-1].prep != "" {
		return false // «بغاراته الجوية وقصفه المدفعي»
	}
	if noun == nil && w.find(partActive) == nil && w.find(partPassive) == nil && w.find(partAdjective) == nil {
		if n := p.r.phrase(p.s, p.i); n != nil && n.ent != nil && !w.oov && n.first == n.last {
			return !rd.perfect || p.cur.pred == nil && p.cur.topic != nil
		} else if n != nil && n.last > n.first {
			return false
		}
		return true
	}
	if noun != nil && noun.pron != "" && rd.pron == "" {
		return false
	}
	if p.afterClauseOpener() {
		return true
	}
	if c := p.cur.pred; c != nil && rd.perfect && rd.conj == 0 && !p.conj && p.isCopula(c) && c.rd.perfect && (c.subj != nil || c.topic != nil) && c.obj == nil {
		return p.nounNext(p.i + 1) // «كان الحزب سحب مرشحه»
	}
	if rd.perfect && rd.pron == "" && p.cur.topic != nil && p.cur.pred == nil && p.i+1 < len(p.s.words) {
		if part := p.participle(w); part != nil && part.clitics == rd.clitics && p.r.takesNext(p.s, p.i+1, part.lex) && !p.r.takesNext(p.s, p.i+1, rd.lex) {
			return false // «لواء تابع للجيش»
		}
	}
	if w.find(partActive) != nil && noun == nil && rd.perfect && rd.pron == "" {
		return p.cur.pred == nil || (rd.conj != 0 || p.conj) && len(rd.lex.opers)+len(rd.lex.frames) > 0 || rd.lex.oper("") == "say" // «قاتل»
	}
	if t := p.cur.topic; p.cur.pred == nil && t != nil && (t.word == "%pron" || t.ent != nil && t.typ != "PLACE") && len(p.cur.events) == 0 && w.agreesVerb(t) {
		return true // «إنه تحدث إلى»
	}
	if p.cur.pred == nil && (len(p.cur.events) == 0 || rd.perfect && rd.conj == 0 && p.cur.topic == nil && p.cur.comma && p.commaBefore(p.i)) {
		return p.verbFits(w, rd)
	}
	if rd.conj != 0 || p.conj {
		return p.conjoinedVerb(w, rd)
	}
	if p.cur.pred == nil && p.cur.topic != nil {
		return true
	}
	if !rd.perfect {
		// An imperfect after a finite verb: a complement or a circumstance.
		return strings.HasPrefix(stemWord(w, rd.clitics), "ي") || p.cur.pred != nil && p.cur.pred.nom == nil && p.cur.pred.obj != nil && p.cur.pred.subj != nil
	}
	return false
}

// deedBefore reports whether the clause names a deed that a verb with a pronoun
// may take up, and no verb since.
func (p *parser) deedBefore(rd *reading) bool {
	probe := &nominal{}
	probe.fem, probe.number = pronounFeatures(rd.pron)
	for k := len(p.recent) - 1; k >= 0 && k >= len(p.recent)-4; k-- {
		n := p.recent[k]
		if v := p.cur.pred; v != nil && v.at > n.first {
			return false
		}
		if n.kind == nomEvent && agreesPronoun(n, probe) {
			return true
		}
	}
	return false
}

// commonVerb reports whether a word that is first of all a common noun is a verb
// here: at the beginning of a clause, before a phrase that agrees.
func (p *parser) commonVerb(w *word, rd *reading) bool {
	if p.cur.pred != nil && !p.conj && rd.conj == 0 {
		return false
	}
	n := p.r.phrase(p.s, p.i+1)
	if n == nil && p.i+1 < len(p.s.words) && p.cur.pred == nil && rd.perfect && p.cur.topic == nil && (p.i == 0 || rd.conj != 0) {
		if e := p.s.words[p.i+1].nounish(); e != nil && e.clitics == (clitics{}) && len(rd.lex.opers) > 0 {
			return true // «دخل وقف إطلاق النار حيز التنفيذ»
		}
	}
	return n != nil && n.clitics == (clitics{}) && (n.ent != nil || n.def && n.typ != "" && len(rd.lex.frames) > 0) && agreesVerb(&pred{lex: rd.lex, rd: rd}, n) || p.cur.topic != nil && p.cur.topic.ent != nil && p.cur.pred == nil
}

// nounNext reports whether a phrase or noun without clitics stands at word j.
func (p *parser) nounNext(j int) bool {
	if j >= len(p.s.words) || p.s.words[j].date >= 0 {
		return false
	}
	if n := p.r.phrase(p.s, j); n != nil {
		return n.clitics == (clitics{})
	}
	w := &p.s.words[j]
	return w.particle() == nil && !isClitic(w) && w.Kind == arabicWord
}

// outerAwaits reports whether a relative clause that has its verb stands in a
// clause that has a topic and waits for its own.
func (p *parser) outerAwaits() bool {
	c := p.cur
	return c.kind == clauseRel && (c.pred != nil || c.reduced) && c.parent != nil && c.parent.pred == nil && c.parent.topic != nil
}

func (p *parser) outerAgrees(rd *reading) bool {
	return agreesTopic(&pred{lex: rd.lex, rd: rd}, p.cur.parent.topic)
}

// afterClauseOpener reports whether the word before opens a clause in which a
// verb is at home.
func (p *parser) afterClauseOpener() bool {
	if p.i == 0 {
		return false
	}
	prev := p.s.words[p.i-1].Folded
	if e := p.r.eng.particles[prev]; e != nil {
		switch e.Class {
		case "rel", "neg", "qad", "fut":
			return true
		case "sub":
			return prev != "كون"
		}
	}
	return false
}

// verbFits decides at the beginning of a clause: a verb agrees with the phrase
// that follows, a verbal noun is annexed to it all the same.
func (p *parser) verbFits(w *word, rd *reading) bool {
	noun := w.nounish()
	if noun == nil {
		return true
	}
	if p.i+1 >= len(p.s.words) {
		return false
	}
	if n := p.r.phrase(p.s, p.i); n != nil && n.ent != nil && n.ent.Known && n.last > n.first && n.clitics == (clitics{}) {
		return false // «سجن صيدنايا»
	}
	next := &p.s.words[p.i+1]
	if !rd.perfect && noun.lex != rd.lex && noun.lex.takes("مع") && !rd.lex.takes("مع") && p.cur.kind == clauseComp {
		if n := p.r.phrase(p.s, p.i+1); n != nil && n.last+1 < len(p.s.words) && p.s.words[n.last+1].Folded == "مع" {
			return false // «أن تعاون أذربيجان مع»
		}
	}
	if !rd.perfect && strings.HasPrefix(stemWord(w, rd.clitics), "ت") {
		if n := p.r.phrase(p.s, p.i+1); n != nil && n.clitics == (clitics{}) && n.ent != nil && !n.fem && n.number == 1 && w.perfectOf() {
			return true // «تسلم الجيش السيطرة»
		}
		j := p.i + 1
		if p.r.demonstrative(p.s, j) {
			j++
		}
		if n := p.r.phrase(p.s, j); n != nil && n.clitics == (clitics{}) {
			return n.fem || n.number == 3
		}
		return false
	}
	if p.cur.kind == clauseComp && p.cur.topic == nil && rd.perfect && p.i > 0 && p.s.words[p.i-1].Folded == "ان" {
		n := p.r.phrase(p.s, p.i+1)
		return n != nil && n.clitics == (clitics{}) && n.ent != nil && n.fem && w.imperfectFem() // «أن توقف إسرائيل»
	}
	if next.date >= 0 {
		return true
	}
	return next.particle() == nil || next.Folded != "بين"
}

// conjoinedVerb decides for «و» and a word that is verb or verbal noun: it goes
// with what stands before.
func (p *parser) conjoinedVerb(w *word, rd *reading) bool {
	if noun := w.nounish(); noun != nil && rd.perfect && !p.cur.comma && len(p.cur.events) > 0 && noun.clitics == rd.clitics && noun.pron == "" {
		// «بشأن وقف القتال وتبادل الأسرى»: what follows could not do it.
		if n := p.r.phrase(p.s, p.i+1); n != nil && n.clitics == (clitics{}) && (n.oblique || n.typ == "GROUP" || n.typ == "PLACE" || n.typ == "FACILITY") {
			return false
		}
	}
	if noun := w.nounish(); noun != nil && noun.part == partMasdar && rd.perfect && !p.cur.comma && len(p.cur.events) > 0 && noun.clitics == rd.clitics && noun.pron == "" {
		if e := p.cur.events[len(p.cur.events)-1]; e.nom != nil && e.rd.part == partMasdar && e.gen != nil && e.gen.last == p.i-1 {
			if n := p.r.phrase(p.s, p.i+1); n != nil && n.clitics == (clitics{}) && n.typ != schema.Person && n.fem != rd.fem {
				return false // «حتى تحرير المنطقة وطرد القوات»
			}
		}
	}
	if len(p.recent) > 0 {
		last := p.recent[len(p.recent)-1]
		if last.kind == nomEvent && !last.def == !strings.HasPrefix(stemWord(w, rd.clitics), "ال") && !p.cur.comma && rd.perfect {
			if n := p.r.phrase(p.s, p.i+1); n == nil || n.typ != "PERSON" && n.typ != "STATE" {
				return false
			}
		}
	}
	return true
}

// finite starts a predicate of a finite verb.
func (p *parser) finite(w *word, rd *reading) {
	conj := p.conj || rd.conj != 0
	rd = p.chooseVerb(w, rd)
	v := &pred{lex: rd.lex, rd: rd, at: p.i, verb: true, objPron: rd.pron, alts: otherVerbs(w, rd)}
	v.negated, v.qad, v.will, v.hedged, v.planned, v.asked = p.negated, p.qad, p.will || rd.future, p.hedged, p.planned, p.asked
	v.goal = rd.prep == 'ل'
	v.deed, p.deed = p.deed, nil
	p.negated, p.qad, p.will, p.hedged, p.planned = false, false, false, false, false
	if lasting[rd.lex.folded] {
		v.negated = false // «لا تزال»
	}
	if !p.nearRelative(v, conj) {
		p.clauseFor(v, conj)
	}
	p.bareRelative(v, conj)
	c := p.cur
	if t := c.topic; t != nil && t.word == "%pron" && t.pron == "ه" && c.pred == nil && !rd.active && p.patientNext() {
		c.topic = nil // «إنه قُتل 25 جنديا»: a pronoun of nobody
	}
	v.clause = c
	v.cond = c.cond
	v.hedged = v.hedged || c.hedged
	v.planned = v.planned || c.planned
	v.goal = v.goal || c.goal
	former := c.pred
	switch {
	case former != nil && !conj && (p.isCopula(former) || former.lex.folded == "عاد" && former.negated && !rd.perfect):
		v.topic, v.dropped, v.was = former.subj, former.dropped, true
		if v.topic == nil {
			v.topic = former.topic
		}
		v.antecedent = former.antecedent
		v.dates = append(v.dates, former.dates...)
		v.hedged, v.planned = v.hedged || former.hedged, v.planned || former.planned
		v.parent, v.slot = former.parent, former.slot
		v.negated = v.negated || former.negated
		v.ceased = former.lex.folded == "عاد" && former.negated
	case former != nil && !conj && former.verb && hasClauseOper(former.lex) && former.obj == nil && !c.comma:
		v.parent, v.slot, v.dropped = former, "", former
		v.topic = former.subj
		if v.topic == nil {
			v.topic = former.topic
		}
	default:
		if former != nil {
			v.dropped = former
		}
		if c.holder != nil {
			v.parent, v.slot = c.holder, ""
		}
		v.topic = c.topic
	}
	if c.kind == clauseRel && v.antecedent == nil && (former == nil || conj) {
		v.antecedent = c.antecedent
		if v.objPron != "" && c.antecedent != nil {
			pron := &nominal{}
			pron.fem, pron.number = pronounFeatures(v.objPron)
			if agreesPronoun(c.antecedent, pron) {
				v.resumed = true
			}
		}
	}
	if former == nil && c.kind == clauseSub && c.parent != nil && c.parent.pred != nil {
		v.dropped = c.parent.pred
	}
	if v.topic != nil && v.topic.pred != nil && v.topic.pred.parent == nil {
		v.topic.pred.parent, v.topic.pred.slot = v, "subj"
	}
	if c.kind == clauseMain || c.kind == clauseComp {
		p.adopt(v)
	}
	c.pred, c.last = v, v
	c.events = nil
	c.comma = false
	p.s.preds = append(p.s.preds, v)
	p.conj, p.prep, p.agent = false, "", false
	p.i++
}

// blow reports whether an event noun of force without clitics stands at word j.
func (p *parser) blow(j int) bool {
	if j >= len(p.s.words) {
		return false
	}
	rd := p.s.words[j].nounish()
	if rd == nil || rd.clitics != (clitics{}) || len(rd.lex.frames) == 0 {
		return false
	}
	switch rd.lex.frames[0].Type {
	case schema.Attacked, schema.Killed, schema.Fights, schema.ProtestedAgainst:
		return true
	}
	return false
}

// patientNext reports whether a phrase without clitics follows the word, numbers
// and what rounds them apart.
func (p *parser) patientNext() bool {
	for j := p.i + 1; j < len(p.s.words) && j <= p.i+5; j++ {
		w := &p.s.words[j]
		if n := p.r.phrase(p.s, j); n != nil {
			return n.clitics == (clitics{})
		}
		if w.verb() != nil && w.particle() == nil || w.Kind == arabic.Mark {
			return false
		}
	}
	return false
}

// otherVerbs returns the other verbs of the same inflection that a word may be.
func otherVerbs(w *word, rd *reading) []*lexeme {
	var out []*lexeme
	for k := range w.readings {
		o := &w.readings[k]
		if o.part == partVerb && o.lex != rd.lex && len(o.lex.frames) > 0 && o.clitics == rd.clitics && o.pron == rd.pron && o.perfect == rd.perfect &&
			o.person == rd.person && o.fem == rd.fem && o.number == rd.number && o.exact == rd.exact {
			out = append(out, o.lex)
		}
	}
	return out
}

// lasting are the verbs that with a negation say that something goes on.
var lasting = map[string]bool{"زال": true, "برح": true, "انفك": true, "فتيء": true}

// actsAlone reports whether a phrase joined by «و» is the whole subject of the verb
// behind it, and what the sentence began with a clause of its own: «الوزير في عمان
// والجيش ينسحب». A verb behind its subjects agrees with all of them.
func (p *parser) actsAlone(topic, n *nominal) bool {
	if topic.ent == nil || n.ent == nil || n.first == topic.last+1 || len(topic.coord) > 0 || n.last+1 >= len(p.s.words) {
		return false
	}
	if prep := p.s.words[topic.last+1].Folded; prep != "في" && prep != "الى" && prep != "من" {
		return false
	}
	rd := p.s.words[n.last+1].verb()
	return rd != nil && rd.number == 1 && rd.clitics == (clitics{}) && agreesVerb(&pred{lex: rd.lex, rd: rd}, n)
}

// adopt gives a verb the dates and phrases that stood before any predicate.
func (p *parser) adopt(v *pred) {
	v.dates = append(v.dates, p.s.loose...)
	p.s.loose = nil
	for _, a := range p.s.adrift {
		p.give(v, a.prep, a.n)
	}
	p.s.adrift = nil
}

// chooseVerb picks among the verbal readings of a word the one that agrees with
// the phrase before or after it and that the lexicon knows most of.
func (p *parser) chooseVerb(w *word, first *reading) *reading {
	var next *nominal
	if p.i+1 < len(p.s.words) {
		if n := p.r.phrase(p.s, p.i+1); n != nil && n.clitics == (clitics{}) {
			next = n
		}
	}
	topic := p.cur.topic
	if p.cur.pred != nil {
		topic = p.cur.pred.subj
	} else if topic == nil && p.cur.kind == clauseRel {
		topic = p.cur.antecedent
	}
	best, score := first, -100
	for i := range w.readings {
		rd := &w.readings[i]
		if rd.part != partVerb {
			continue
		}
		n := 0
		probe := &pred{lex: rd.lex, rd: rd}
		if topic != nil && topic.typ != "" && !agreesTopic(probe, topic) {
			n -= 4
		}
		if rd.jussive && !p.negated {
			n -= 6
		}
		if next != nil && (topic == nil || topic.typ == "") && !agreesVerb(probe, next) {
			n -= 4
		}
		if len(rd.lex.frames) > 0 {
			n += 2
		} else if len(rd.lex.opers) > 0 {
			n++
		}
		if rd.clitics == (clitics{}) && p.i == 0 && p.s.idx == 0 && rd.pron == "" {
			n++ // an article does not begin with «و»
		}
		if next == nil && rd.lex.oper("subj") == "go" && !rd.lex.transitive() && p.blow(p.i+1) {
			n += 4 // «وقع هجوم»
		}
		if p.negated && rd.jussive && rd.lex.folded == "عاد" {
			n += 5 // «لم تعد»
		}
		if next != nil && next.typ != "" && next.typ != "PERSON" && next.typ != "GROUP" && next.number != 3 && topic == nil && rd.fem != next.fem {
			n-- // «وتواصل القوات»: the imperfect of one verb, not the perfect of another
		}
		if next != nil && next.typ != "" && topic == nil && len(rd.lex.frames) > 0 && couldFill(probe, "subj", next) {
			n++
		}
		if next != nil && next.typ != "" && topic == nil && rd.lex.oper("subj") == "go" && !rd.lex.transitive() {
			n -= 2 // «تجري الحكومة محادثات»: what takes place is no actor
		}
		if next != nil && next.last+1 < len(p.s.words) && p.r.takesNext(p.s, next.last+1, rd.lex) {
			n++
		}
		if (p.qad || p.negated) && rd.perfect != p.qadPerfect(w, rd) {
			n--
		}
		if rd.person != 3 {
			n -= 4
		}
		if rd.pron != "" {
			n--
		}
		if rd.active {
			n++
		} else if !rd.perfect && rd.number == 3 {
			n -= 3 // «يعانون»
		}
		if estimates[rd.lex.folded] && !rd.perfect && !p.negated {
			n += 4 // «تعد المدينة معقلا»
		}
		if rd.conj == 'و' && (p.i == 0 || p.cur.comma) {
			n++ // a sentence begins with «و» more often than a verb does
		}
		if n > score {
			best, score = rd, n
		}
	}
	return best
}

// qadPerfect reports whether a perfect is what one expects after the particle
// before the word: after «لم» and «لن» it never is.
func (p *parser) qadPerfect(_ *word, rd *reading) bool { return !p.negated && rd.perfect }

// isCopula reports whether a verb says nothing itself but the time of the next
// («كان يسعى», «أصبح يسيطر»).
func (p *parser) isCopula(v *pred) bool {
	return v.verb && len(v.lex.frames) == 0 && len(v.lex.opers) == 0 && p.r.eng.copulas[v.lex.folded]
}
