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
	if t := p.cur.topic; t != nil && t.word == "%pron" && p.cur.pred == nil && prep == "" && !conj && (!n.def || n.plain) && n.pred == nil {
		n.equals = t // «وهو فصيل يقوده»
	}
	p.s.markCase(n)
	p.s.nominals = append(p.s.nominals, n)
	p.i = next
	if p.seat(n) {
		return
	}
	if p.descriptive(n, adjacent) || prep == "" && !conj && adjacent && p.oneOf(n) {
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
	if conj && prep == "بين" && p.secondSide(n) {
		p.note(n)
		return
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

// representative makes whom a body sends the body itself: «ممثلين عن الحزب».
func (r *reader) representative(s *sentence, n *nominal) {
	if n.ent != nil || n.last+2 >= len(s.words) || s.words[n.last+1].Folded != "عن" || !represents[strings.TrimSuffix(bare(stemWord(&s.words[n.first], n.clitics)), "ا")] {
		return
	}
	inner := r.phrase(s, n.last+2)
	if inner == nil || inner.ent == nil || inner.clitics != (clitics{}) || inner.typ == schema.Place || inner.typ == schema.Person {
		return
	}
	r.setEntity(n, inner.ent)
	n.kind, n.head, n.offices = nomEntity, nil, nil
	n.second = append(n.second, inner)
	n.last, n.end = inner.last, s.words[inner.last].End
}

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
		(h.Type == schema.ArmedForce || (h.Type == schema.Group || h.Type == schema.Person) && (before.number == 3 || before.quant || n.typ == schema.ArmedForce)) && (before.plain || before.ent == nil || !before.def || before.quant) {
		p.r.setEntity(before, n.ent) // «وفد من الحركة», «200 مسلح من الحركة»
		before.second = append(before.second, n)
		return true
	}
	if before.kind == nomEvent && before.prep != "" && (before.owner == nil || before.owner.ent == nil) && n.ent != nil && isSite(n) && before.pred != nil && before.pred.lex.noun != nil && p.r.eng.parts[before.pred.lex.folded] {
		before.kind, before.owner = nomCarrier, n // «على أجزاء واسعة من ريف حلب»
		before.second = append(before.second, n)
		return true
	}
	if before.kind != nomOther && before.kind != nomCarrier && (before.kind != nomDesc || before.ent != nil) || before.owner != nil || n.ent == nil {
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
	if n.head == nil {
		return false
	}
	if n.pron != "" {
		p.presence(n)
		return false
	}
	at := n.first
	apart := adjacent && n.clitics == (clitics{}) && p.prep == "" && (p.cur.comma || n.first > 0 && p.s.words[n.first-1].Text == "(")
	var rd *reading
	for k := n.first; k <= n.last && k <= n.first+3 && rd == nil; k++ {
		if c := p.s.words[k].nounish(); c != nil && c.lex != nil && c.lex.noun != nil && c.lex.takes("self") && p.sameNoun(n.head.Lemma, c.lex, apart) {
			rd, at = c, k
		}
	}
	if rd == nil {
		p.presence(n)
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

// presence makes a description of what somebody holds somewhere a predicate of
// its own where the place follows: «مقر الحركة في بيروت», «مواقع الحوثيين في صعدة».
func (p *parser) presence(n *nominal) {
	if n.owner == nil && len(n.nisba) == 0 && n.pron == "" || n.owner != nil && (n.owner.ent == nil || n.owner.typ == schema.Person || isSite(n.owner) && n.owner.typ != schema.State) || n.last+1 >= len(p.s.words) {
		return
	}
	if w := p.s.words[n.last+1].Folded; w != "في" && !strings.HasPrefix(w, "ب") {
		return
	}
	rd := p.s.words[n.first].nounish()
	if rd == nil || rd.lex == nil || rd.lex.noun == nil || len(rd.lex.frames) == 0 || rd.lex.frames[0].Type != schema.PresentIn || rd.lex.takes("self") && n.pron == "" || !p.sameNoun(n.head.Lemma, rd.lex, true) {
		return
	}
	p.s.preds = append(p.s.preds, &pred{lex: rd.lex, rd: rd, at: n.first, nom: n, gen: n.owner, genPron: n.pron, nisba: n.nisba, clause: p.cur})
}

// oneOf reports whether a phrase between commas says of the actor before it whom
// it is one of: «الفيلق، أحد فصائل المعارضة، روسيا».
func (p *parser) oneOf(n *nominal) bool {
	at := n.first
	if word := p.s.words[at].Folded; word != "احد" && word != "احدي" && at > 0 {
		at--
	}
	if word := p.s.words[at].Folded; word != "احد" && word != "احدي" || at == 0 || !isComma(p.s.words[at-1].Text) {
		return false
	}
	before := p.recent[len(p.recent)-1]
	if before.ent == nil || before.typ == schema.Place {
		return false
	}
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
	list := []*nominal{n.owner, n}
	if len(n.offices) > 0 {
		list = append(append([]*nominal{}, n.second...), list...)
	}
	if n.kind == nomEvent {
		list = append(list, within(n)...) // «استقرار أرمينيا، حليف روسيا»
	}
	for _, m := range list {
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
	if prep != "في" && prep != "ب" || len(p.recent) < 2 || n.conj != 0 {
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
	if v := p.cur.pred; v != nil && v.subj == before && before.ent != nil && p.r.capitalState(before.ent) != nil {
		return // «قصفت تل أبيب بغزة»: a capital that acts lies elsewhere
	}
	if before.ent != nil && p.r.capitalState(before.ent) != nil && prep == "ب" && len(p.recent) > 1 {
		if m := p.recent[len(p.recent)-2]; m.pred != nil && m.pred.gen == before && m.pred.accepts("ب", n) {
			return // «اعتراف مدريد بالدولة»
		}
	}
	if p.touches(before, n) && maySite(before) && maySite(n) {
		p.s.located = append(p.s.located, [2]*nominal{before, n})
	}
}

// maySite reports whether a phrase names a place, facility or state, or describes
// one that is found later.
func maySite(n *nominal) bool {
	return isSite(n) || n.ent == nil && n.head != nil && (n.def || n.typ == schema.Facility) && (n.typ == schema.Place || n.typ == schema.Facility || n.word == "مملكه" || n.word == "بلاد")
}

// seat reads «مدينة سرت، عاصمة المحافظة»: a place that is the seat of a province
// lies in it. It reports whether the phrase is such an apposition.
func (p *parser) seat(n *nominal) bool {
	if n.head == nil || n.head.Lemma != "عاصمة" || n.owner == nil || n.owner.typ != schema.Place || n.clitics != (clitics{}) || p.prep != "" || len(p.recent) == 0 {
		return false
	}
	before := p.recent[len(p.recent)-1]
	if list := within(before); list[0].last == before.last {
		before = list[0]
	}
	if !isSite(before) || before.typ != schema.Place || !p.touches(before, n) {
		return false
	}
	n.word = "" // it is the town that is meant
	p.s.located = append(p.s.located, [2]*nominal{before, n.owner})
	p.i = n.last + 1
	return true
}

func isSite(n *nominal) bool {
	return n.ent != nil && (n.typ == schema.Place || n.typ == schema.Facility || n.typ == schema.State)
}

func (p *parser) note(n *nominal) {
	p.recent = append(p.recent, n)
	if len(p.recent) > 12 {
		p.recent = p.recent[len(p.recent)-12:]
	}
}

func (p *parser) agentTarget() *pred {
	for c := p.cur; c != nil; c = c.parent {
		for k := len(c.events) - 1; k >= 0 && c == p.cur; k-- {
			if e := c.events[k]; e.rd.part == partPassive || e.lex.verb != nil && e.lex.transitive() || len(e.lex.frames) > 0 && e.lex.frames[0].Type != schema.Fights {
				return e
			}
		}
		if v := c.pred; v != nil && v.verb && v.rd.passive && len(v.lex.frames) > 0 {
			return v // «قتل آلاف كانوا يعيشون قبل الحرب على يد …»
		}
	}
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
