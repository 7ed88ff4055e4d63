package extract

import (
	"strings"

	"rawabit/schema"
)

// bareRelative opens a relative clause without a pronoun: a finite verb right
// after an indefinite noun says something of it («في وقت سيطرت فيه»).
func (p *parser) bareRelative(v *pred, conj bool) {
	if conj || p.cur.pred == nil && len(p.cur.events) == 0 && !p.saidOfTopic() || len(p.recent) == 0 || v.negated && p.commaBefore(v.at) {
		return
	}
	if p.cur.pred != nil && (p.isCopula(p.cur.pred) || hasClauseOper(p.cur.pred.lex) && p.cur.pred.obj == nil && !(v.negated && p.recent[len(p.recent)-1].prep != "")) {
		return
	}
	if tail := p.recent[len(p.recent)-1]; tail.kind == nomOther && !p.commaBefore(v.at) {
		for k := len(p.recent) - 2; k >= 0 && k >= len(p.recent)-4; k-- {
			if n := p.recent[k]; p.takenUp(n, v) && !p.takenUp(tail, v) {
				p.open(&clause{kind: clauseRel, antecedent: n}) // «زيارة تستمر يومين يجري خلالها»
				return
			}
		}
	}
	if p.cur.kind == clauseComp && p.cur.pred == nil && p.cur.topic == p.recent[len(p.recent)-1] {
		return // «أن هجوما استهدف»: the clause has no other verb
	}
	for k := len(p.recent) - 1; k >= 0 && k >= len(p.recent)-3; k-- {
		tail := p.recent[k]
		if k == len(p.recent)-1 && !p.onlyDates(tail.last+1, v.at) && !(tail.kind == nomEvent && !tail.def && strikes(v, tail) && v.rd.perfect && v.rd.fem == tail.fem && p.onlyDates(tail.last+1, v.at-1)) {
			return // «عدوان أمس الأحد، استهدف»
		}
		for _, n := range within(tail) {
			if p.heads(n, v, k < len(p.recent)-1) {
				p.open(&clause{kind: clauseRel, antecedent: n})
				return
			}
		}
		if tail.prep == "" || !p.clauseHasSubject() {
			return // only what stands after a preposition is passed over
		}
	}
}

// saidOfTopic reports whether the newest phrase is what is said of the clause's
// pronoun: «وهو فصيل يقوده فلان».
func (p *parser) saidOfTopic() bool {
	if len(p.recent) == 0 || p.cur.topic == nil {
		return false
	}
	n := p.recent[len(p.recent)-1]
	return n.equals != nil && n.equals == p.cur.topic
}

// nearRelative reports whether a verb follows so close on an indefinite phrase
// that it says something of that phrase, whatever clause stands around:
// «، نقلا عن مصدر لم تسمه».
func (p *parser) nearRelative(v *pred, conj bool) bool {
	if conj || len(p.recent) == 0 || p.cur.pred == nil || p.cur.kind == clauseMain || p.commaBefore(v.at) {
		return false
	}
	tail := p.recent[len(p.recent)-1]
	if tail.prep == "" || !p.onlyDates(tail.last+1, v.at) {
		return false
	}
	return p.heads(within(tail)[0], v, false)
}

// commaBefore reports whether a mark stands before word i, particles of negation
// and tense passed over.
func (p *parser) commaBefore(i int) bool {
	for k := i - 1; k >= 0; k-- {
		w := &p.s.words[k]
		if rd := w.particle(); rd != nil && (rd.class == "neg" || rd.class == "qad" || rd.class == "fut") {
			continue
		}
		if quoteMarks[w.Text] {
			continue
		}
		return w.Kind != arabicWord && w.date < 0
	}
	return true
}

// heads reports whether a verb without a conjunction can be a clause about a
// phrase before it: an indefinite one. From further off the verb must agree.
func (p *parser) heads(n *nominal, v *pred, far bool) bool {
	if n.def && !n.plain || n.ent != nil && !n.plain || n.kind == nomRelative || n.word == "%pron" || n.owner != nil && n.owner.def {
		return false
	}
	if n.kind == nomEvent && n.pred != nil && n.pred.gen != nil && n.pred.gen.ent != nil && n.pred.gen.def && !p.takenUp(n, v) {
		return false // «تمردا على حكم الرئيس، أدى إلى»: not the rule
	}
	if n.kind == nomEvent && n.pred != nil && n.pred.lex.noun == nil && !isLight(v.lex) && !gathers[v.lex.folded] && !far && !strikes(v, n) {
		return false // «قتل» as a masdar is followed by no clause of its own
	}
	if far && p.takenUp(n, v) {
		return true
	}
	if far {
		return v.rd.perfect && v.rd.person == 3 && v.rd.number != 3 && v.rd.fem == (n.fem || n.number == 3) && (n.kind == nomEvent || n.typ != "")
	}
	return true
}

// takenUp reports whether a preposition with a pronoun right after a verb takes
// an event noun up: «بزيارة إلى طهران التقى خلالها».
func (p *parser) takenUp(n *nominal, v *pred) bool {
	if n.kind != nomEvent || v.at+1 >= len(p.s.words) {
		return false
	}
	rd := p.s.words[v.at+1].particle()
	if rd == nil || rd.class != "preppron" {
		return false
	}
	_, pron, _ := strings.Cut(rd.value, "+")
	probe := &nominal{}
	probe.fem, probe.number = pronounFeatures(pron)
	return agreesPronoun(n, probe)
}

// clauseHasSubject reports whether the clause has its verb and whose deed it is.
func (p *parser) clauseHasSubject() bool {
	v := p.cur.pred
	return v != nil && (v.subj != nil || v.topic != nil || v.passive() && v.obj != nil || v.dropped != nil)
}

// onlyDates reports whether nothing but dates stands between two words.
func (p *parser) onlyDates(from, to int) bool {
	for k := from; k < to; k++ {
		if rd := p.s.words[k].particle(); rd != nil && (rd.class == "neg" || rd.class == "qad" || rd.class == "fut") {
			continue
		}
		if w := &p.s.words[k]; w.date < 0 && !quoteMarks[w.Text] && (w.common != "adverb" && w.common != "adjective" || w.particle() != nil) {
			return false
		}
	}
	return from <= to
}

// clauseFor closes the clauses that a verb does not belong to.
func (p *parser) clauseFor(v *pred, conj bool) {
	if v.goal && !conj {
		p.open(&clause{kind: clauseSub, goal: true, last: p.cur.last, parent: p.cur})
		return
	}
	speech := v.lex.oper("") == "say" && v.lex.verb != nil
	for p.cur.parent != nil {
		c := p.cur
		switch {
		case conj && c.comma && speech && c.kind != clauseMain:
			// «، وأضاف أن»
		case conj && c.comma && c.kind == clauseComp && speechAct(v.lex) && !p.innerSpeaks(c, v):
			// «قال إن الحرب طالت، واتهم فرنسا»
		case !conj && p.outerAwaits() && p.outerAgrees(v.rd):
			// «القصف الذي شنته … تسبب»
		case conj && c.kind == clauseRel && v.rd.number == 3 && v.rd.person == 3 && p.outerPlural(c):
			// «أن المسلحين قصفوا البلدة التي تسيطر عليها الحكومة وقتلوا»
		case c.kind == clauseRel && c.pred != nil && c.comma:
			// «التي …، بدأت»
		case c.kind == clauseRel && c.reduced && c.pred == nil:
		case c.kind == clauseSub && c.pred != nil && c.comma && !conj:
		case c.kind == clauseSub && c.goal && conj:
		default:
			return
		}
		comma := c.comma
		p.close()
		p.cur.comma = p.cur.comma || comma
	}
}

// outerPlural reports whether the doer of a relative clause is one and that of the
// clause around it are many, whom a plural verb goes on about.
func (p *parser) outerPlural(c *clause) bool {
	if c.pred == nil || c.parent == nil || c.parent.pred == nil || !c.parent.pred.verb || c.parent.pred.rd.number != 3 {
		return false
	}
	if c.pred.rd.number == 3 || c.antecedent != nil && (c.antecedent.number == 3 || c.antecedent.typ == schema.Group) && !c.pred.resumed {
		return false
	}
	inner := c.pred.subj
	return inner == nil || inner.number != 3 && inner.typ != schema.Group
}

// speechAct reports whether a verb does something to another by speaking.
func speechAct(l *lexeme) bool {
	return l.verb != nil && len(l.frames) > 0 && speechTypes[l.frames[0].Type]
}

// innerSpeaks reports whether who acts in a clause that is reported could do what
// a verb after «و» says, so that the verb belongs to the clause.
func (p *parser) innerSpeaks(c *clause, v *pred) bool {
	if c.pred == nil || c.holder == nil || c.holder.subj == nil || !agreesTopic(v, c.holder.subj) {
		return true
	}
	inner := c.pred.subj
	if inner == nil {
		inner = c.pred.topic
	}
	return inner != nil && inner.ent != nil && inner.typ != schema.Place && agreesTopic(v, inner)
}
