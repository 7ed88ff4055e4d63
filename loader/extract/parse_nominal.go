package extract

import (
	"strings"

	"rawabit/loader/arabic"
	"rawabit/schema"
)

const arabicWord = arabic.Word

// nominal attaches a phrase: to a preposition that waits, to a coordination, or
// as subject, object or topic.
func (p *parser) nominal(n *nominal) {
	next := n.last + 1
	conj := p.conj || n.conj != 0
	prep := p.prep
	if n.clitics.prep != 0 {
		prep = string(n.clitics.prep)
		if prep == "ك" {
			prep = "ك"
		}
	}
	agent := p.agent
	adjacent := len(p.recent) > 0 && p.touches(p.recent[len(p.recent)-1], n)
	p.prep, p.agent, p.conj = "", false, false
	n.inRel = p.cur.kind == clauseRel
	if t := p.cur.topic; t != nil && t.word == "%pron" && p.cur.pred == nil && prep == "" && !conj && !n.def && n.pred == nil {
		n.equals = t // «وهو فصيل يقوده»
	}
	p.s.markCase(n)
	p.s.nominals = append(p.s.nominals, n)
	p.i = next
	if p.descriptive(n, adjacent) {
		p.note(n)
		return
	}
	if agent {
		if t := p.agentTarget(); t != nil {
			t.agents = append(t.agents, n)
			p.note(n)
			return
		}
	}
	if conj && prep == "" && p.coordinate(n, adjacent) {
		p.note(n)
		return
	}
	if (prep == "من" || prep == "عن" && represents[p.recentWord()]) && adjacent && p.partOf(n) {
		p.note(n)
		return
	}
	if prep != "" {
		n.prep = prep
		p.attach(prep, n)
		p.note(n)
		p.locate(n, prep)
		return
	}
	if n.given && p.giveOffice(n) {
		return
	}
	p.argument(n, conj)
	p.note(n)
}

// giveOffice ties an office that is predicated to the verb or verbal noun that
// says it: «كان وزيرا للدفاع», «تعيينه سفيرا».
func (p *parser) giveOffice(n *nominal) bool {
	for c := p.cur; c != nil; c = c.parent {
		for k := len(c.events) - 1; k >= 0; k-- {
			if c.events[k].appoints() {
				n.pending = c.events[k]
				return true
			}
		}
		if c.pred != nil && (c.pred.appoints() || p.r.eng.holds[c.pred.lex.folded]) {
			n.pending = c.pred
			return true
		}
	}
	return false
}

// appoints reports whether a predicate gives somebody an office.
func (p *pred) appoints() bool {
	for i := range p.lex.frames {
		if p.lex.frames[i].Type == schema.Appointed {
			return true
		}
	}
	return false
}

// represents are nouns that with «عن» stand for whom they represent: «ممثل عن
// الحزب».
var represents = map[string]bool{"ممثل": true, "مندوب": true, "ممثلين": true, "مندوبين": true, "ممثلون": true}

// recentWord is the folded first word of the newest phrase, its article off.
func (p *parser) recentWord() string {
	if len(p.recent) == 0 {
		return ""
	}
	n := p.recent[len(p.recent)-1]
	return bare(stemWord(&p.s.words[n.first], n.clitics))
}

// partOf reads «جزء من X»: the phrase before stands for a part of X.
func (p *parser) partOf(n *nominal) bool {
	before := p.recent[len(p.recent)-1]
	if list := within(before); list[0].last == before.last {
		before = list[0]
	}
	if h := before.head; h != nil && n.ent != nil && (n.typ == schema.ArmedForce || n.typ == schema.Organization) && before.owner == nil && len(before.nisba) == 0 && before.pron == "" &&
		(h.Type == schema.ArmedForce || (h.Type == schema.Group || h.Type == schema.Person) && (before.number == 3 || before.quant)) && (before.plain || before.ent == nil || !before.def || before.quant) {
		p.r.setEntity(before, n.ent) // «وفد من الحركة», «200 مسلح من الحركة»
		before.second = append(before.second, n)
		return true
	}
	if before.kind != nomOther && before.kind != nomCarrier && !(before.kind == nomDesc && before.ent == nil) || before.owner != nil || n.ent == nil {
		return false
	}
	first := p.s.words[before.first].Folded
	plural := strings.HasSuffix(first, "ات") && (n.typ == schema.ArmedForce || n.typ == schema.Organization)
	if !p.r.eng.parts[bare(first)] && !p.r.eng.parts[before.word] && !plural && !represents[p.recentWord()] {
		return false
	}
	before.kind, before.owner = nomCarrier, n
	before.second = append(before.second, n)
	return true
}

// descriptive makes a description that tells something of itself a predicate:
// «إدلب، معقل الهيئة», «قاعدة روسية». In apposition it tells it of what stands
// before, and takes what follows: «كتائب القسام، الجناح العسكري لحماس». It reports
// whether the phrase is such an apposition, and no argument of its own.
func (p *parser) descriptive(n *nominal, adjacent bool) bool {
	if n.head == nil || n.pron != "" {
		return false
	}
	at := n.first
	apart := adjacent && n.clitics == (clitics{}) && p.prep == "" && p.cur.comma
	var rd *reading
	for k := n.first; k <= n.last && k <= n.first+3 && rd == nil; k++ {
		if c := p.s.words[k].nounish(); c != nil && c.lex != nil && c.lex.noun != nil && c.lex.takes("self") && p.sameNoun(n.head.Lemma, c.lex, apart) {
			rd, at = c, k
		}
	}
	if rd == nil {
		return false
	}
	e := &pred{lex: rd.lex, rd: rd, at: at, nom: n, gen: n.owner, nisba: n.nisba, clause: p.cur}
	if apart {
		if before := appositive(p.recent[len(p.recent)-1], rd.lex); before != nil && (before.typ == schema.Place || before.typ == schema.Facility) == (n.typ == schema.Place || n.typ == schema.Facility) {
			e.antecedent = before
			n.ent, n.typ = before.ent, before.typ
		}
	}
	p.s.preds = append(p.s.preds, e)
	if e.antecedent == nil {
		return false
	}
	p.cur.events = append(p.cur.events, e)
	return true
}

// sameNoun reports whether a head is a noun of the lexicon; in apposition also
// where one of the two is given in the plural.
func (p *parser) sameNoun(head string, l *lexeme, apart bool) bool {
	folded := schema.FoldText(firstWord(head))
	return folded == l.folded || apart && p.r.eng.lemmaOf[folded] == l.folded
}

// appositive returns which of a phrase and what it is annexed to a noun in
// apposition says something of: of «المتحدث باسم كتائب القسام، الجناح العسكري لحماس»
// it is the brigades.
func appositive(n *nominal, l *lexeme) *nominal {
	for _, m := range []*nominal{n.owner, n} {
		if m == nil || m.ent == nil || m.last != n.last {
			continue
		}
		for i := range l.frames {
			for _, a := range l.frames[i].Args {
				if len(a.Slots) > 0 && a.Slots[0].Name == "self" && slotTypeFits(l.frames[i].Type, a.Role, a.Slots[0].Types, m) {
					return m
				}
			}
		}
	}
	return nil
}

// apposed returns what a noun that says something of another stands in
// apposition to: «روسيا، الداعم الرئيسي للأسد».
func (p *parser) apposed(n *nominal, l *lexeme) *nominal {
	if !l.takes("self") || l.noun == nil || !p.cur.comma || n.clitics != (clitics{}) || p.prep != "" || p.conj || len(p.recent) == 0 {
		return nil
	}
	before := p.recent[len(p.recent)-1]
	if before.kind == nomEvent || !p.touches(before, n) {
		return nil
	}
	return appositive(before, l)
}

// locate records «الرقة في سوريا» and «القامشلي، شمال شرق سوريا» for later: the
// place before is where the phrase says it lies.
func (p *parser) locate(n *nominal, prep string) {
	if prep != "في" && prep != "ب" || len(p.recent) < 2 {
		return
	}
	before := p.recent[len(p.recent)-2]
	for depth := 0; depth < 4; depth++ {
		// «استهداف رأس عيسى في الحديدة»: the place within the phrase.
		inner := before.owner
		if before.pred != nil {
			inner = before.pred.gen
		}
		if isSite(before) || inner == nil || inner.last != before.last {
			break
		}
		before = inner
	}
	if p.touches(before, n) && isSite(before) && isSite(n) {
		p.s.located = append(p.s.located, [2]*nominal{before, n})
	}
}

func isSite(n *nominal) bool {
	return n.ent != nil && (n.typ == schema.Place || n.typ == schema.Facility || n.typ == schema.State)
}

// touches reports whether nothing but a conjunction, preposition or comma stands
// between two phrases.
func (p *parser) touches(a, b *nominal) bool {
	gap := b.first - a.last - 1
	if gap == 0 {
		return true
	}
	if gap < 0 || gap > 2 {
		return false
	}
	for k := a.last + 1; k < b.first; k++ {
		w := &p.s.words[k]
		switch w.Folded {
		case "و", "او", "،", ",", "في", "من", "\"", "»", "«", "ثم":
		default:
			if w.particle() == nil {
				return false
			}
		}
	}
	return true
}

func (p *parser) note(n *nominal) {
	p.recent = append(p.recent, n)
	if len(p.recent) > 12 {
		p.recent = p.recent[len(p.recent)-12:]
	}
}

func (p *parser) agentTarget() *pred {
	for c := p.cur; c != nil; c = c.parent {
		if len(c.events) > 0 {
			return c.events[len(c.events)-1]
		}
		if c.pred != nil {
			return c.pred
		}
	}
	return nil
}

// coordinate joins a phrase after «و» to an attached one of its kind, nearest
// first, and reports whether it did.
func (p *parser) coordinate(n *nominal, adjacent bool) bool {
	if len(p.recent) == 0 {
		return false
	}
	// «بين A وB»: the first pair that lacks its second member.
	for k := len(p.recent) - 1; k >= 0 && k >= len(p.recent)-5; k-- {
		m := p.recent[k]
		if m.prep == "بين" && len(m.coord) == 0 && m.number < 2 && m.kind != nomEvent && (m.typ != "" || n.typ == "") && (n.typ != "" || m.typ == "") {
			m.coord = append(m.coord, n)
			n.lead = m
			return true
		}
	}
	for k := len(p.recent) - 1; k >= 0 && k >= len(p.recent)-4; k-- {
		m := p.recent[k]
		if !likeKinds(m, n) && !p.capitals(m, n) || p.verbFollows(n) && k == len(p.recent)-1 && p.cur.pred != nil && p.cur.pred.obj != nil {
			continue
		}
		if k == len(p.recent)-1 && !adjacent && p.cur.comma {
			continue
		}
		if p.clauseSince(m, n) || k == len(p.recent)-1 && p.otherForm(m, n) {
			continue
		}
		if m.lead != nil && contains(m.lead.coord, m) {
			m = m.lead
		}
		m.coord = append(m.coord, n)
		n.lead = m
		n.prep = m.prep
		if m.owner != nil && n.owner == nil && m.kind == nomCarrier && n.typ == "" {
			n.owner = m.owner
		}
		return true
	}
	return false
}

// otherForm reports whether two event nouns differ so in form that an earlier one
// is rather what the second goes with: «الانسحاب من الاتفاق وإعادة فرض العقوبات».
func (p *parser) otherForm(a, b *nominal) bool {
	if a.kind != nomEvent || b.kind != nomEvent || a.rd == nil || b.rd == nil || a.rd.article == b.rd.article || b.pred == nil || b.pred.gen == nil {
		return false
	}
	for k := len(p.recent) - 2; k >= 0 && k >= len(p.recent)-4; k-- {
		if m := p.recent[k]; m.kind == nomEvent && m.rd != nil && !m.rd.article && m.pred != nil && m.pred.gen != nil && !p.clauseSince(m, b) {
			return true
		}
	}
	return false
}

// likeKinds reports whether two phrases may be members of one coordination.
func likeKinds(a, b *nominal) bool {
	switch {
	case a.kind == nomEvent || b.kind == nomEvent:
		return a.kind == b.kind
	case a.typ == "" || b.typ == "":
		return a.typ == b.typ || a.kind == nomCarrier && b.kind != nomEvent
	case a.typ == b.typ:
		return true
	}
	site := func(n *nominal) bool { return n.typ == schema.Place || n.typ == schema.Facility }
	if site(a) != site(b) {
		return a.typ == schema.State || b.typ == schema.State
	}
	return true
}

// capitals reports whether one of two phrases is a capital that may stand for its
// state beside the other: «دمشق وقوات سوريا الديمقراطية».
func (p *parser) capitals(a, b *nominal) bool {
	state := func(n *nominal) bool {
		return n.ent != nil && !n.site && n.typ == schema.Place && p.r.capitalState(n.ent) != nil && (n.prep == "" || n.prep == "بين")
	}
	body := func(n *nominal) bool {
		return n.ent != nil && (n.typ == schema.ArmedForce || n.typ == schema.Organization || n.typ == schema.State)
	}
	return state(a) && body(b) || body(a) && state(b)
}

// clauseSince reports whether a finite verb stands between two phrases.
func (p *parser) clauseSince(a, b *nominal) bool {
	for c := p.cur; c != nil; c = c.parent {
		if c.pred != nil && c.pred.at > a.last && c.pred.at < b.first {
			return true
		}
	}
	return false
}

// verbFollows reports whether a finite verb stands right after a phrase.
func (p *parser) verbFollows(n *nominal) bool {
	if n.last+1 >= len(p.s.words) {
		return false
	}
	w := &p.s.words[n.last+1]
	return w.verb() != nil && w.nounish() == nil && w.date < 0
}

// attach gives a phrase after a preposition to the innermost open predicate that
// has a place for it, else to the innermost of all.
func (p *parser) attach(prep string, n *nominal) {
	if prep == "ل" && n.ent != nil && n.kind != nomRelative && n.word != "%pron" && len(p.recent) > 0 {
		m := within(p.recent[len(p.recent)-1])[0]
		if (m.kind == nomOther || m.head != nil && m.ent == nil) && m.owner == nil && !m.def && m.pred == nil && m.last == n.first-1 && m.pron == "" && m.rd == nil {
			m.owner = n // «موقعا للحركة»
			if m.kind == nomOther {
				m.kind = nomCarrier
			}
		}
	}
	var first *pred
	depth, sealed := 0, false
	for c := p.cur; c != nil && depth < 4; c, depth = c.parent, depth+1 {
		if depth > 0 && first != nil && sealed {
			break
		}
		if a := c.antecedent; c.kind == clauseRel && a != nil && a.pred != nil && c.pred != nil && isLight(c.pred.lex) && a.pred.accepts(prep, n) && n.kind != nomRelative {
			p.give(a.pred, prep, n) // «زيارة يقوم بها الوزير إلى تركيا»
			return
		}
		for k := len(c.events) - 1; k >= 0; k-- {
			e := c.events[k]
			if e.accepts(prep, n) || prep == "من" && e.rd.part == partPassive && len(e.args) == 0 && n.first <= e.at+2 && n.ent != nil {
				p.give(e, prep, n)
				return
			}
			if first == nil {
				first = e
			}
		}
		if c.pred != nil {
			if c.pred.accepts(prep, n) {
				p.give(c.pred, prep, n)
				if depth == 0 {
					c.events = nil
				}
				return
			}
			if first == nil {
				first = c.pred
			}
		}
		// A clause of time or contrast keeps its phrases to itself.
		sealed = sealed || c.kind == clauseSub && !c.goal && c.pred != nil
	}
	if first != nil {
		p.give(first, prep, n)
	} else {
		p.s.adrift = append(p.s.adrift, arg{prep, n})
	}
}

// isLight reports whether a verb only says that a deed is done.
func isLight(l *lexeme) bool {
	for _, o := range l.opers {
		if o.Name == "do" {
			return true
		}
	}
	return false
}

func (p *parser) give(t *pred, prep string, n *nominal) {
	t.args = append(t.args, arg{prep, n})
	if n.pred != nil {
		n.pred.parent, n.pred.slot = t, prep
	}
}

// masdarObject makes a phrase right after a verbal noun and its doer the noun's
// object: «شن التحالف غارة», «منح روسيا حق الوصول».
func (p *parser) masdarObject(n *nominal) bool {
	if len(p.cur.events) == 0 {
		return false
	}
	e := p.cur.events[len(p.cur.events)-1]
	if e.nom != nil && e.genPron != "" && e.obj == nil && e.lex.verb != nil && e.lex.transitive() && n.typ != "" && couldFill(e, "obj", n) && !e.negated {
		e.obj = n
		return true
	}
	if e.nom != nil && e.genPron != "" && e.obj == nil && e.lex.verb != nil && e.lex.transitive() && !suffers(e.lex) && n.def && n.first == e.nom.last+1 &&
		(n.pred != nil || n.owner != nil || len(n.nisba) > 0) {
		e.obj = n // «رفضها القرار الأمريكي»
		if n.pred != nil {
			n.pred.parent, n.pred.slot = e, "obj"
		}
		return true
	}
	if e.nom == nil || e.gen == nil || e.obj != nil || e.lex.verb == nil || !e.lex.transitive() || e.gen.last != n.first-1 || e.nom.last != n.first-1 || e.gen.typ == "" {
		return false
	}
	if n.def && n.typ == "" && n.pred == nil {
		return false // an adjective of what stands before
	}
	e.obj = n
	if n.pred != nil {
		n.pred.parent, n.pred.slot = e, "obj"
	}
	return true
}

// argument attaches a phrase without a preposition.
func (p *parser) argument(n *nominal, conj bool) {
	if !conj && p.masdarObject(n) {
		return
	}
	for {
		c := p.cur
		v := c.pred
		if v == nil {
			if t := c.topic; t != nil && t.word == "%pron" && c.kind == clauseComp && c.holder != nil && c.holder.verb && c.holder.lex.takes("ب") && len(c.holder.argsOf("ب")) == 0 {
				c.holder.args = append(c.holder.args, arg{"ب", n}) // «وصفه بأنه عدو»
			}
			if t := c.topic; t != nil && t != n && !conj && !c.comma && p.says(n, t) {
				return // «المدينة معقل الحركة»
			}
			if c.kind == clauseRel && c.comma && c.parent != nil {
				p.close()
				continue
			}
			if c.kind == clauseRel && !c.reduced && c.antecedent != nil && c.topic == nil || c.topic == nil {
				if c.reduced {
					p.close()
					continue
				}
				if n.oblique && c.kind == clauseMain && c.pred == nil && n.ent == nil {
					return // «متحدثا إلى الصحفيين، قال»
				}
				c.topic = n
				c.comma = false
			} else if c.kind != clauseMain && c.comma && c.parent != nil {
				p.close()
				continue
			} else if conj {
				c.topic.coord = append(c.topic.coord, n)
			} else if p.verbFollows(n) {
				c.topic = n
			}
			return
		}
		if c.comma && c.kind != clauseMain && c.kind != clauseComp && c.parent != nil && c.parent.pred != nil && p.wants(c.parent.pred, n) {
			p.close()
			continue
		}
		if c.kind == clauseRel && !v.lex.transitive() && (v.subj != nil || v.antecedent != nil && !v.resumed) && c.parent != nil && c.parent.pred != nil &&
			c.parent.pred.obj == nil && c.parent.pred.lex.transitive() && !p.verbFollows(n) {
			p.close()
			continue
		}
		if p.fill(v, n) {
			return
		}
		if c.parent != nil && c.kind != clauseComp && c.parent.pred != nil && p.wants(c.parent.pred, n) {
			p.close()
			continue
		}
		if conj || c.comma || p.verbFollows(n) {
			// A phrase that begins a clause of its own: «وروسيا ترفض».
			if p.verbFollows(n) || conj {
				p.cur = &clause{kind: c.kind, parent: c.parent, holder: c.holder, last: c.last, topic: n, antecedent: nil, hedged: c.hedged, planned: c.planned}
				if c.kind == clauseRel {
					p.cur.kind = clauseMain
				}
			}
		}
		return
	}
}

// says makes a noun without a verb before it what is said of the topic: «الحركة
// جزء من التحالف», «هي حليفة موسكو».
func (p *parser) says(n, topic *nominal) bool {
	if topic.ent == nil && topic.word != "%pron" && topic.typ == "" {
		return false
	}
	if len(n.offices) > 0 && n.ent == nil {
		n.holder = topic // «مصر عضو في الاتحاد»
		return true
	}
	for k := len(p.s.preds) - 1; k >= 0; k-- {
		e := p.s.preds[k]
		if e.nom == n && e.lex.noun != nil && e.lex.takes("self") {
			if e.antecedent == nil {
				e.antecedent = topic
			}
			return true
		}
	}
	return false
}

// wants reports whether a verb still lacks what a phrase could be.
func (p *parser) wants(v *pred, n *nominal) bool {
	if v.subj == nil && v.topic == nil && v.antecedent == nil {
		return true
	}
	return v.obj == nil && v.lex.transitive()
}

// fill makes a phrase the subject or an object of a verb.
func (p *parser) fill(v *pred, n *nominal) bool {
	give := func(slot string, place **nominal) bool {
		*place = n
		if n.pred != nil {
			n.pred.parent, n.pred.slot = v, slot
		}
		return true
	}
	if v.subj != nil && v.subj.kind == nomEvent && v.obj == nil && n.typ != "" && !v.passive() && len(v.lex.frames) > 0 && couldFill(v, "subj", n) && n.kind != nomEvent && !isSite(n) {
		v.obj, v.subj = v.subj, n // «حضر الاجتماع مسؤولون»
		v.obj.pred.slot = "obj"
		return true
	}
	if v.passive() {
		if v.obj == nil && v.topic == nil && !(v.antecedent != nil && !v.resumed) {
			return give("obj", &v.obj)
		}
		if v.obj2 == nil {
			return give("obj2", &v.obj2)
		}
		return false
	}
	if v.subj == nil && p.subjectFits(v, n) {
		if n.typ == schema.Person && n.ent != nil && !n.ent.Known && n.ent.mentioned == 0 && v.rd.person == 3 && v.rd.number < 2 {
			n.fem, n.ent.fem = v.rd.fem, v.rd.fem
		}
		return give("subj", &v.subj)
	}
	if v.obj == nil && v.objPron == "" {
		return give("obj", &v.obj)
	}
	if v.obj2 == nil && (v.lex.takes("obj2") || v.objPron != "" && v.obj == nil) {
		return give("obj2", &v.obj2)
	}
	return false
}

// subjectFits decides whether the first bare phrase after a verb is its subject
// rather than its object.
func (p *parser) subjectFits(v *pred, n *nominal) bool {
	if v.rd.person != 0 && v.rd.person != 3 {
		return false
	}
	if n.kind == nomEvent && (v.lex.folded == "تم" || v.lex.folded == "جري") && v.subj == nil {
		return true // «أنه تم استهداف»
	}
	if n.oblique || v.circumstance || !agreesVerb(v, n) {
		return false
	}
	if v.obj != nil || isCounterpart(n) {
		return false
	}
	if n.kind == nomEvent && v.lex.oper("obj") == "do" && (v.dropped != nil || v.topic != nil) {
		return false // «وتشن حملة»: who wages it is known
	}
	if n.typ != "" && !v.lex.transitive() && (v.topic == nil || v.topic.word == "%pron") && len(v.lex.frames) > 0 && couldFill(v, "subj", n) {
		return true // «إنه … سينسحب مسلحون»
	}
	if a := v.antecedent; a != nil && v.resumed && a.kind == nomEvent && n.typ != "" && v.lex.transitive() && couldFill(v, "obj", n) && !p.nounNext(n.last+1) {
		return false // «بزيارة التقى خلالها نظيره»: whose visit it is is known
	}
	if t := v.topic; t != nil && t.typ == "" && (t.kind != nomEvent && t.pred == nil || v.at-t.last <= 3 && len(v.lex.frames) == 0) && t.word != "%pron" && n.typ != "" && n.ent != nil && couldFill(v, "subj", n) && p.commaBetween(t, v) {
		return true // «السلام في السودان …، وجه الأمين العام»: a heading, no topic
	}
	if v.topic != nil && agreesTopic(v, v.topic) {
		return false
	}
	if v.antecedent != nil && !v.resumed && agreesTopic(v, v.antecedent) && v.objPron == "" && v.topic == nil {
		return n.typ != "" && !p.couldObject(v, n) // «الذي قتل ضابطا»: the gap is the subject
	}
	if v.rd.conj != 0 && v.dropped != nil && v.topic == nil && n.ent != nil && p.aimedAt(v, n) {
		return false // «حذر الأمين العام من كذا وطالب الحكومة بكذا»
	}
	if n.typ == "" && n.kind != nomEvent {
		return v.dropped == nil || !p.objectLike(v)
	}
	// The frames must allow it as a source or it is an object with its subject
	// dropped («وزار القاهرة»).
	if n.typ != "" && len(v.lex.frames) > 0 && !p.couldSubject(v, n) && p.couldObject(v, n) {
		return false
	}
	return true
}

// commaBetween reports whether a comma stands right before a verb that a phrase
// precedes.
func (p *parser) commaBetween(n *nominal, v *pred) bool {
	if v.at-1 <= n.last {
		return false
	}
	t := p.s.words[v.at-1].Text
	return t == "،" || t == ","
}

// isCounterpart reports whether a phrase is «نظيره»: never who acts, but whom the
// one that the pronoun means acts with.
func isCounterpart(n *nominal) bool {
	return len(n.offices) > 0 && n.offices[0].title.ID == "counterpart"
}

// aimedAt reports whether a phrase after a coordinated verb is whom its known
// subject speaks to or acts on: the verb's frames want an object, nothing else
// that could be one follows, and the subject before agrees.
func (p *parser) aimedAt(v *pred, n *nominal) bool {
	if len(v.lex.frames) == 0 || p.nounNext(n.last+1) {
		return false
	}
	t := v.lex.frames[0].Arg("t")
	if t == nil || len(t.Slots) == 0 || t.Slots[0].Name != "obj" || len(v.lex.frames[0].Conditions) > 0 || !couldFill(v, "obj", n) {
		return false
	}
	before := v.dropped.subj
	if before == nil {
		before = v.dropped.topic
	}
	return before != nil && before.typ != "" && agreesTopic(v, before)
}

// objectLike reports whether a verb of which a subject is known before expects
// an object next.
func (p *parser) objectLike(v *pred) bool { return v.lex.transitive() && v.rd.conj != 0 }

func (p *parser) couldSubject(v *pred, n *nominal) bool { return couldFill(v, "subj", n) }
func (p *parser) couldObject(v *pred, n *nominal) bool  { return couldFill(v, "obj", n) }

func couldFill(v *pred, slot string, n *nominal) bool {
	for i := range v.lex.frames {
		f := &v.lex.frames[i]
		for _, a := range f.Args {
			for k := range a.Slots {
				if a.Slots[k].Name == slot && slotTypeFits(f.Type, a.Role, a.Slots[k].Types, n) {
					return true
				}
			}
		}
		for k := range f.Conditions {
			if c := &f.Conditions[k]; c.Name == slot && len(c.Words) > 0 && n.word != "" && containsText(c.Words, n.word) {
				return true
			}
		}
	}
	return len(v.lex.frames) == 0
}

// agreesVerb checks gender between a verb and a phrase after it. Number is not
// checked: a verb before its subject is singular.
func agreesVerb(v *pred, n *nominal) bool {
	if v.rd.number == 3 && v.rd.person == 3 && !v.rd.fem {
		return false // a plural verb has its subject before it
	}
	if n.typ == schema.Group {
		return true
	}
	if n.typ == schema.Person && n.ent != nil && !n.ent.Known && n.ent.mentioned == 0 && v.lex.oper("") == "say" && n.first == v.at+1 {
		return true // of a name that nobody knows the verb tells the gender
	}
	fem := n.fem
	if n.number == 3 {
		if n.typ == schema.Group || n.typ == schema.Person || n.typ == schema.ArmedForce {
			return true // broken plurals and groups go either way
		}
		return v.rd.fem || n.typ == ""
	}
	if n.kind == nomOther || n.kind == nomCarrier {
		return true
	}
	if n.typ == schema.State || n.typ == schema.Organization || n.typ == schema.Place || n.typ == schema.Facility || n.typ == schema.ArmedForce && n.head == nil {
		return v.rd.fem == fem || n.ent != nil
	}
	return v.rd.fem == fem
}

// agreesTopic checks a verb against a phrase before it.
func agreesTopic(v *pred, n *nominal) bool {
	if v.rd.person != 0 && v.rd.person != 3 {
		return false
	}
	switch {
	case n.kind == nomOther || n.kind == nomCarrier || n.kind == nomEvent:
		return true
	case n.number == 3 && (n.typ == schema.Group || n.typ == schema.ArmedForce || n.typ == schema.Person):
		return v.rd.number != 2
	case len(n.coord) > 0:
		return true
	case n.number == 3:
		return v.rd.fem || v.rd.number == 3
	case n.typ == schema.State || n.typ == schema.Organization || n.typ == schema.ArmedForce:
		return v.rd.number != 3
	}
	return v.rd.fem == n.fem && v.rd.number != 3
}

// isDefinite reports whether a surface word carries the article.
func isDefinite(folded string) bool {
	for _, pre := range []string{"ال", "وال", "بال", "لل", "فال", "كال", "ولل", "وبال"} {
		if strings.HasPrefix(folded, pre) {
			return true
		}
	}
	return false
}
