package extract

import (
	"strings"

	"rawabit/loader/arabic"
	"rawabit/schema"
)

// attach gives a phrase after a preposition to the innermost open predicate that
// has a place for it, else to the innermost of all.
func (p *parser) attach(prep string, n *nominal) {
	if m := p.lastPhrase(); prep == "ل" && m != nil && m.prep == "وفق" && m.last == n.first-1 && m.owner == nil && m.ent == nil {
		m.owner = n // «بحسب بيان للرئاسة»
		return
	}
	if prep == "ل" && n.ent != nil && n.kind != nomRelative && n.word != "%pron" && len(p.recent) > 0 {
		m := within(p.recent[len(p.recent)-1])[0]
		if (m.kind == nomOther || m.head != nil && m.ent == nil) && m.owner == nil && !m.def && m.pred == nil && m.last == n.first-1 && m.pron == "" && (m.rd == nil || m.lex != nil && len(m.lex.frames)+len(m.lex.opers) == 0) {
			m.owner = n // «موقعا للحركة»
			if succession[m.word] {
				return // «خلفا لفلان»
			}
			if m.kind == nomOther {
				m.kind = nomCarrier
			} else if m.typ == schema.Facility && p.r.eng.notable[m.word] {
				return // «قاعدة للجيش»
			}
		}
	}
	if prep == "ل" && len(p.recent) > 0 && n.typ != "" {
		// «معقل لجيش الإسلام»: a description that tells something takes it.
		m := p.recent[len(p.recent)-1]
		for k := len(p.s.preds) - 1; k >= 0 && m.head != nil && m.pred == nil && m.last == n.first-1; k-- {
			if e := p.s.preds[k]; e.nom == m && e.gen == nil && len(e.nisba) == 0 && len(e.lex.frames) > 0 && e.lex.frames[0].Type == schema.PresentIn && e.accepts(prep, n) {
				p.give(e, prep, n)
				return
			}
		}
	}
	if p.duty(prep, n) {
		return
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
			if c.pred != nil && c.pred.verb && takenOnce[prep] && len(e.args) > 0 && len(e.argsOf(prep)) > 0 && len(c.pred.argsOf(prep)) == 0 && c.pred.accepts(prep, n) {
				break // «هنأ، خلال الاتصال بنظيره، بالعيد»
			}
			if prep == "في" && k > 0 && k == len(c.events)-1 && depth == 0 && e.nom != nil && len(e.args) > 0 && !e.accepts(prep, n) {
				if m := e.args[len(e.args)-1].n; m.last == n.first-2 && m.ent != nil && m.typ != schema.Place && m.typ != schema.Facility && c.events[k-1].accepts(prep, n) && n.typ != "" {
					p.give(e, prep, n) // «هجمات للإطاحة بالحكومة في العاصمة»: where that is
					return
				}
			}
			if e.nom != nil && e.aimed(prep) && len(p.recent) > 0 && p.recent[len(p.recent)-1].last == n.first-2 && p.recent[len(p.recent)-1].kind == nomOther && !e.holds(p.recent[len(p.recent)-1]) {
				break // «غارات ضد القوات …، الإبقاء على الرئيس»
			}
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
		sealed = sealed || c.kind == clauseSub && !c.goal && c.pred != nil || c.kind == clauseComp && c.topic != nil && c.topic.word != "%pron" && prep == "ب"
	}
	if v := p.cur.pred; v != nil && v.verb && first != nil && !first.verb && prep == "ب" && n.kind == nomEvent && n.pred != nil && n.pred.lex.verb != nil && n.pred.gen != nil && first.lex.oper("") == "" {
		first = v // «رد على الرسوم بفرض رسوم»: by what it was done
	}
	if first != nil {
		p.give(first, prep, n)
	} else {
		p.s.adrift = append(p.s.adrift, arg{prep, n})
	}
}

// takenOnce are the prepositions that one predicate has once: what follows a second
// belongs to the verb around it.
var takenOnce = map[string]bool{"ب": true, "عن": true, "إلى": true}

// succession are the nouns that tell whose place somebody takes.
var succession = map[string]bool{"خلف": true, "خليفه": true, "بديل": true}

// isLight reports whether a verb only says that a deed is done.
func isLight(l *lexeme) bool {
	for _, o := range l.opers {
		if o.Name == "do" {
			return true
		}
	}
	return false
}

// aimed reports whether a predicate has by another preposition whom it is done to,
// where the one asked for would say the same.
func (p *pred) aimed(prep string) bool {
	for i := range p.lex.frames {
		t := p.lex.frames[i].Arg("t")
		if t == nil {
			continue
		}
		wants, has := false, false
		for k := range t.Slots {
			name := t.Slots[k].Name
			wants = wants || name == prep
			has = has || name != prep && name != "obj" && name != "gen" && len(p.argsOf(name)) > 0
		}
		if wants && has {
			return true
		}
	}
	return false
}

// lastPhrase is the newest phrase, nil where there is none.
func (p *parser) lastPhrase() *nominal {
	if len(p.recent) == 0 {
		return nil
	}
	return p.recent[len(p.recent)-1]
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
	if e.nom != nil && e.genPron != "" && e.obj2 == nil && e.lex.takes("obj2") && e.lex.noun != nil && (n.typ != "" || n.def && n.pred == nil) && n.first <= e.nom.last+2 {
		e.obj2 = n // «دعوته الأطراف إلى»
		return true
	}
	if e.nom != nil && e.genPron != "" && e.obj == nil && e.lex.noun != nil && n.kind == nomEvent && n.pred != nil && n.first == e.nom.last+1 && e.lex.oper("obj") == "plan" {
		e.obj, n.pred.parent, n.pred.slot = n, e, "obj" // «نيته سحب القوات»
		return true
	}
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
	if e.nom != nil && e.gen != nil && e.gen.ent != nil && e.obj == nil && e.lex.verb != nil && suffers(e.lex) && len(e.args) > 0 && n.ent != nil && !p.cur.comma && couldFill(e, "obj", n) && couldFill(e, "subj", e.gen) &&
		e.gen.typ != schema.Place && e.args[len(e.args)-1].n.last == n.first-1 && e.args[len(e.args)-1].n.ent == nil {
		e.obj = n // «استهداف الجيش بالمدفعية بلدة …»
		return true
	}
	at := n.first - 1
	for at > 0 && p.s.words[at].Kind == arabic.Number && p.s.words[at].date < 0 {
		at-- // «إطلاق الحركة 20 صاروخا»
	}
	if e.nom == nil || e.gen == nil || e.obj != nil || e.lex.verb == nil || !e.lex.transitive() || e.gen.last != at || e.nom.last != at || e.gen.typ == "" {
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

// purposes are verbal nouns that in the indefinite accusative say what for a thing
// is done: «تظاهروا دعما لفلسطين».
var purposes = map[string]bool{"دعم": true, "تضامن": true, "ندد": true, "احتج": true, "استنكر": true, "ادان": true, "رفض": true, "نصر": true, "ناصر": true, "ايد": true, "ساند": true, "ادانه": true, "احتجاج": true}

// forPurpose is the slot of such a noun.
const forPurpose = "غرض"

// argument attaches a phrase without a preposition.
func (p *parser) argument(n *nominal, conj bool) {
	if !conj && p.masdarObject(n) {
		return
	}
	if v := p.cur.pred; v != nil && n.kind == nomEvent && n.pred != nil && n.rd != nil && !n.def && n.pron == "" && purposes[n.word] && strings.HasSuffix(p.s.words[n.first].Folded, "ا") &&
		n.clitics.prep == 0 && (v.obj != nil || v.objPron != "" || !v.lex.transitive() || len(v.args) > 0) && v.lex.oper("obj") != "do" && !v.conditioned(n) {
		p.give(v, forPurpose, n)
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
				p.cur.comma = p.cur.comma || p.cur.kind == clauseSub && p.cur.pred == nil // «، وهي جماعة تابعة له، مسؤوليتها»
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
			} else if conj && p.actsAlone(c.topic, n) {
				c.topic, p.s.adrift = n, nil
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
			if n.pred == nil {
				p.cur.events = append(p.cur.events, e) // «الذراع العسكرية للحركة»
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

// strikes reports whether an event noun does what a verb of force says: «قتل
// القصف الإسرائيلي مدنيين».
func strikes(v *pred, n *nominal) bool {
	if n.pred == nil || len(n.pred.lex.frames) == 0 || len(v.lex.frames) == 0 {
		return false
	}
	force := func(l *lexeme) bool {
		for i := range l.frames {
			if t := l.frames[i].Type; t == schema.Attacked || t == schema.Killed {
				return true
			}
		}
		return false
	}
	return force(v.lex) && (force(n.pred.lex) || n.pred.lex.frames[0].Type == schema.Fights)
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
	if v.subj != nil && v.subj.kind == nomEvent && v.obj == nil && n.typ != "" && !v.passive() && len(v.lex.frames) > 0 && couldFill(v, "subj", n) && n.kind != nomEvent && !isSite(n) && !strikes(v, v.subj) {
		v.obj, v.subj = v.subj, n // «حضر الاجتماع مسؤولون»
		v.obj.pred.slot = "obj"
		return true
	}
	if v.passive() {
		if v.obj == nil && v.topic == nil && (v.antecedent == nil || v.resumed) {
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
	if v.resumed && v.objPron != "" && isLight(v.lex) && v.clause != nil && v.clause.kind == clauseRel && v.clause.parent != nil && v.clause.parent.pred != nil && p.wants(v.clause.parent.pred, n) {
		return false // «دمرت غارات شنتها إسرائيل مستودعات»
	}
	if v.obj2 == nil && (v.lex.takes("obj2") || v.objPron != "" && v.obj == nil) {
		return give("obj2", &v.obj2)
	}
	return false
}
