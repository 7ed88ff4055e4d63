package extract

import (
	"strings"

	"rawabit/loader/arabic"
	"rawabit/schema"
)

// eventStands refuses an event reading of a word where it is a verb or part of a
// name.
func (p *parser) eventStands(w *word, rd *reading) bool {
	return w.date < 0 && w.Kind == arabic.Word
}

// event reads an event noun with what it is annexed to, its pronoun and its
// adjectives, opens it for complements and attaches it.
func (p *parser) event(w *word, rd *reading) {
	n := p.r.newNominal(p.s, nomEvent, p.i, p.i, rd.clitics)
	n.lex, n.rd, n.word, n.pron, n.def = rd.lex, rd, rd.lex.folded, rd.pron, rd.article || rd.pron != ""
	n.fem = strings.HasSuffix(w.Folded, "ه") || strings.HasSuffix(w.Folded, "ات") || rd.fem
	n.number = max(rd.number, 1)
	e := &pred{lex: rd.lex, rd: rd, at: p.i, nom: n, genPron: rd.pron, clause: p.cur}
	e.cond, e.hedged, e.planned, e.goal = p.cur.cond, p.cur.hedged, p.cur.planned, p.cur.goal
	if p.cur.pred == nil && rd.clitics == (clitics{}) {
		e.hedged, e.planned = e.hedged || p.hedged, e.planned || p.planned // «من المتوقع إعلان هدنة»
	}
	n.pred = e
	p.eventTail(n, e)
	if j := n.last + 1; e.gen != nil && e.lex.verb != nil && e.lex.transitive() && j+1 < len(p.s.words) && p.s.words[j].Folded == "ما" && p.s.words[j+1].verb() != nil && p.s.words[j+1].verb().pron != "" {
		e.obj = p.r.newNominal(p.s, nomOther, j, j, clitics{}) // «إسقاط إسرائيل ما وصفته بطائرة»
	}
	p.awaited(n, e)
	p.allyNamed(n, e)
	p.s.preds = append(p.s.preds, e)
	if before := p.apposed(n, rd.lex); before != nil {
		e.antecedent = before
		p.s.nominals = append(p.s.nominals, n)
		p.i = n.last + 1
		p.openEvents(e)
		p.cur.last = e
		return
	}
	if p.sharesGenitive(w) {
		p.shareGenitive(n, e.gen)
	}
	p.nominal(n)
	if e.parent == nil {
		// Coordinated with another event: the same complement.
		for k := len(p.recent) - 2; k >= 0 && k >= len(p.recent)-4; k-- {
			m := p.recent[k]
			if m.pred != nil && m.pred != e && contains(m.coord, n) {
				e.parent, e.slot = m.pred.parent, m.pred.slot
				break
			}
		}
	}
	p.openEvents(e)
	p.cur.last = e
}

// awaited marks an event that an adjective calls announced or possible: «القمة
// المرتقبة», «اجتماعه المزمع».
func (p *parser) awaited(n *nominal, e *pred) {
	for k := e.at + 1; k <= n.last && k < len(p.s.words); k++ {
		switch p.r.eng.awaited[strings.TrimSuffix(strings.TrimPrefix(p.s.words[k].Folded, "ال"), "ه")] {
		case "planned":
			e.planned = true
		case "may":
			e.hedged = true
		}
	}
}

// allyNamed reads «حليفتها روسيا»: a noun that tells what somebody is to whom its
// pronoun means, with his name after it, is that somebody.
func (p *parser) allyNamed(n *nominal, e *pred) {
	if n.pron == "" || e.lex.noun == nil || !e.lex.takes("self") || n.last != n.first || n.last+1 >= len(p.s.words) {
		return
	}
	inner := p.r.phrase(p.s, n.last+1)
	if inner == nil || inner.ent == nil || inner.kind != nomEntity || inner.clitics != (clitics{}) || isSite(inner) && inner.typ != schema.State && p.r.capitalState(inner.ent) == nil {
		return
	}
	p.r.setEntity(n, inner.ent)
	n.kind, n.last, n.end = nomEntity, inner.last, inner.end
	n.second = append(n.second, inner)
}

// sharesGenitive reports whether the word is a noun that shares its genitive
// with the bare verbal noun before it: «استقرار وأمن لبنان». A noun without
// accusative ending that nothing follows can only be in construct.
func (p *parser) sharesGenitive(w *word) bool {
	if !strings.HasPrefix(w.Folded, "و") || len(p.recent) == 0 || p.i+1 >= len(p.s.words) {
		return false
	}
	n := p.recent[len(p.recent)-1]
	if n.kind != nomEvent || n.pred == nil || n.pred.gen != nil || n.pron != "" || n.def || n.first != n.last || n.last != p.i-1 || len(n.nisba) > 0 || n.oblique {
		return false
	}
	noun := false
	for k := range w.readings {
		rd := &w.readings[k]
		noun = noun || rd.conj == 'و' && !rd.article && rd.pron == "" && (rd.part == partMasdar || rd.part == partNoun || rd.part == partIndefinite)
	}
	if !noun {
		return false
	}
	inner := p.r.phrase(p.s, p.i+1)
	return inner != nil && inner.clitics == (clitics{}) && inner.def
}

// shareGenitive gives the genitive of a noun after «و» to the bare verbal noun
// that it is coordinated with.
func (p *parser) shareGenitive(n *nominal, gen *nominal) {
	if gen == nil || len(p.recent) == 0 {
		return
	}
	m := p.recent[len(p.recent)-1]
	if m.pred != nil && m.pred.gen == nil {
		m.pred.gen = gen
		m.second = append(m.second, gen)
	}
}

// openEvents opens an event noun and those that it is annexed to, so that what
// follows goes to the innermost that has a place for it: «بدء عمليات ضد».
func (p *parser) openEvents(e *pred) {
	for depth := 0; e != nil && depth < 4; depth++ {
		p.cur.events = append(p.cur.events, e)
		if e.gen == nil {
			return
		}
		e = e.gen.pred
	}
}

func contains(list []*nominal, n *nominal) bool {
	for _, one := range list {
		if one == n {
			return true
		}
	}
	return false
}

// eventTail reads what follows an event noun and belongs to it: adjectives and
// relative adjectives, or a genitive.
func (p *parser) eventTail(n *nominal, e *pred) {
	s := p.s
	first := s.words[n.first].Folded
	accusative := !n.rd.article && n.pron == "" && strings.HasSuffix(first, "ا") && !strings.HasSuffix(n.lex.folded, "ا")
	for n.last+1 < len(s.words) {
		j := n.last + 1
		w := &s.words[j]
		counted := w.Kind == arabic.Number && e.gen == nil && e.genPron == "" && n.last == n.first && !n.rd.article && p.r.phrase(s, j) != nil // «محاكمة 12 شخصا»
		if w.Kind != arabic.Word && !counted || w.date >= 0 {
			return
		}
		next := ""
		if j+1 < len(s.words) {
			next = s.words[j+1].Folded
		}
		relative := w.Folded
		if accusative {
			relative = strings.TrimSuffix(relative, "ا") // «هجوما تركيا» is no attack of Turkey by name
		}
		if nb, k := p.r.eng.gaz.nisbaAt(relative, next); nb != nil && !nb.people && strings.HasPrefix(w.Folded, "ال") == n.def {
			e.nisba = append(e.nisba, p.r.entityOf(nb.entry))
			n.nisba = e.nisba
			n.last += k
			n.end = s.words[n.last].End
			continue
		}
		if manners[bare(w.Folded)] && strings.HasPrefix(w.Folded, "ال") == n.rd.article && e.gen == nil && n.last == n.first && n.ent == nil && !p.nounNext(j+1) {
			n.last, n.end = j, w.End // «هجوم مسلح»
			continue
		}
		if e.gen == nil && e.genPron == "" && !accusative && !n.rd.article && len(e.nisba) == 0 && n.last == n.first {
			if p.r.demonstrative(s, j) {
				j++
			}
			if inner := p.genitive(j); inner != nil && p.adjectival(inner) {
				n.last, n.end = inner.last, inner.end
				continue
			} else if inner != nil && e.lex.noun != nil && inner.typ == schema.Place && p.r.eng.dirs[bare(s.words[inner.first].Folded)] {
				e.args = append(e.args, arg{"في", inner}) // «غارة شمال سوريا»
				n.second = append(n.second, inner)
				n.last, n.end = inner.last, inner.end
				continue
			} else if inner != nil {
				e.gen = inner
				n.def = n.def || inner.def
				n.second = append(n.second, inner)
				n.last, n.end = inner.last, inner.end
				if inner.pred != nil {
					inner.pred.parent, inner.pred.slot = e, "gen"
					p.s.preds = append(p.s.preds, inner.pred)
				}
				p.s.nominals = append(p.s.nominals, inner)
				p.moreGenitives(n, inner)
				return
			}
		}
		if w.particle() != nil || isClitic(w) {
			return
		}
		if w.common == "adjective" && strings.HasPrefix(w.Folded, "ال") == n.def || p.r.eng.parts[n.word] && n.def && compass[bare(w.Folded)] && strings.HasPrefix(w.Folded, "ال") {
			n.last, n.end = j, w.End
			continue
		}
		if strings.HasPrefix(w.Folded, "ال") == n.def && w.verb() == nil && w.nounish() == nil && p.r.phrase(s, j) == nil &&
			(n.def || w.find(partAdjective) != nil || strings.HasSuffix(w.Folded, "ي") || strings.HasSuffix(w.Folded, "يه") || w.oov && strings.HasSuffix(w.Folded, "ا")) {
			n.last, n.end = j, w.End
			continue
		}
		return
	}
}

// compass are the adjectives that say which part of a place is meant: «الجزء
// الجنوبي من نيالا».
var compass = map[string]bool{"شمالي": true, "جنوبي": true, "شرقي": true, "غربي": true, "اكبر": true, "اوسط": true, "اعظم": true, "شماليه": true, "جنوبيه": true, "شرقيه": true, "غربيه": true}

// adjectival reports whether what could be a genitive is an adjective: «هجوم
// انتحاري».
func (p *parser) adjectival(n *nominal) bool {
	return n.head != nil && n.number == 1 && n.owner == nil && !n.quant && len(n.nisba) == 0 && n.pron == "" &&
		!strings.HasPrefix(p.s.words[n.first].Folded, "ال") && strings.HasSuffix(strings.TrimSuffix(p.s.words[n.first].Folded, "ه"), "ي")
}

func isClitic(w *word) bool {
	for k := range w.readings {
		if rd := &w.readings[k]; rd.conj != 0 || rd.prep != 0 {
			return true
		}
	}
	return strings.HasPrefix(w.Folded, "وال") || strings.HasPrefix(w.Folded, "بال") || strings.HasPrefix(w.Folded, "لل")
}

// gathers are the verbs by which a meeting brings people together: «لقاء جمع
// الوزيرين».
var gathers = map[string]bool{"جمع": true, "ضم": true}

// genitive reads the phrase that an event noun is annexed to.
func (p *parser) genitive(j int) *nominal {
	s := p.s
	if j >= len(s.words) {
		return nil
	}
	w := &s.words[j]
	if w.carriesOut() {
		return nil // «هجوم شنه مسلحون»
	}
	if inner := p.genitiveExpression(j); inner != nil {
		return inner
	}
	if inner := p.r.phrase(s, j); inner != nil {
		if inner.clitics != (clitics{}) {
			return nil
		}
		return inner
	}
	if w.particle() != nil || w.date >= 0 {
		return nil
	}
	if v := w.verb(); v != nil && v.perfect && v.pron != "" && v.conj == 0 && isLight(v.lex) {
		return nil // «مباحثات عقدها الوزيران»
	}
	if rd := w.nounish(); rd != nil && rd.lex != nil && rd.conj == 0 && rd.prep == 0 && (!gathers[rd.lex.folded] || !p.nounNext(j+1)) {
		n := p.r.newNominal(s, nomEvent, j, j, rd.clitics)
		n.lex, n.rd, n.word, n.pron, n.def = rd.lex, rd, rd.lex.folded, rd.pron, rd.article || rd.pron != ""
		n.fem = strings.HasSuffix(w.Folded, "ه") || rd.fem
		e := &pred{lex: rd.lex, rd: rd, at: j, nom: n, genPron: rd.pron, clause: p.cur}
		n.pred = e
		p.eventTail(n, e)
		return n
	}
	if w.verb() != nil && w.find(partActive) == nil && w.find(partAdjective) == nil && !strings.HasPrefix(w.Folded, "ال") {
		return nil
	}
	if isClitic(w) {
		return nil
	}
	if w.common == "adjective" && !strings.HasPrefix(w.Folded, "ال") {
		return nil
	}
	if w.oov && !strings.HasPrefix(w.Folded, "ال") && (strings.HasSuffix(w.Folded, "ي") || strings.HasSuffix(w.Folded, "يه") || strings.HasSuffix(w.Text, "ين")) {
		return nil // an adjective: «غارات جوية»
	}
	n := p.r.newNominal(s, nomOther, j, j, clitics{})
	n.word, n.def = bare(w.Folded), strings.HasPrefix(w.Folded, "ال")
	n.fem = strings.HasSuffix(w.Folded, "ه")
	for k := range w.readings {
		if rd := &w.readings[k]; rd.lex != nil && rd.part != partVerb {
			n.word, n.lex, n.pron, n.rd = rd.lex.folded, rd.lex, rd.pron, rd
			break
		}
	}
	if m := p.latter(n); m != nil && n.def {
		n.kind, n.typ, n.equals = nomDesc, m.typ, m // «زيارة الأخير لباريس»
		return n
	}
	p.r.representative(p.s, n)
	p.continueOther(n)
	return n
}

// manners are nouns of people that after an attack only say of what kind it is.
var manners = map[string]bool{"مسلح": true, "مسلحه": true, "انتحاري": true, "انتحاريه": true, "ارهابي": true, "ارهابيه": true, "جهادي": true, "جهاديه": true}

// carriesOut reports whether a word may be a verb that only says that a deed is
// done, with a pronoun for the deed: «شنه», «نفذتها».
func (w *word) carriesOut() bool {
	rd := w.verb()
	return rd != nil && rd.lex != nil && rd.lex.verb != nil && rd.pron != "" && rd.perfect && rd.clitics == (clitics{}) && isLight(rd.lex)
}

// moreGenitives reads the coordination of a genitive: «قتل جندي ومدنيين».
func (p *parser) moreGenitives(n *nominal, first *nominal) {
	for n.last+1 < len(p.s.words) {
		inner := p.r.phrase(p.s, n.last+1)
		if inner == nil || inner.conj == 0 || inner.clitics.prep != 0 || !likeKinds(first, inner) || first.typ == "" {
			return
		}
		if inner.typ == schema.State && p.leadersOf(first) {
			p.standFor(first)
		}
		first.coord = append(first.coord, inner)
		p.s.nominals = append(p.s.nominals, inner)
		n.second = append(n.second, inner)
		n.last, n.end = inner.last, inner.end
	}
}

// within returns a phrase and those at its end, in the order in which a clause
// after it may mean them: the innermost first where the phrase is an event or a
// plain noun, else the phrase itself first.
func within(n *nominal) []*nominal {
	out := []*nominal{n}
	for m, depth := n, 0; depth < 4; depth++ {
		inner := m.owner
		if m.pred != nil {
			inner = m.pred.gen
			if m.pred.obj != nil && m.pred.obj.last > m.last {
				inner = m.pred.obj
			}
		}
		if inner == nil || inner.last < n.last {
			break
		}
		if k := len(inner.coord); k > 0 && inner.coord[k-1].last > inner.last {
			inner = inner.coord[k-1]
		}
		if m.ent == nil && (m.kind == nomEvent || m.kind == nomCarrier || m.kind == nomOther) {
			out = append([]*nominal{inner}, out...)
		} else {
			out = append(out, inner)
		}
		m = inner
	}
	return out
}

// agreesParticiple reports whether a participle can qualify a phrase before it.
func agreesParticiple(n *nominal, rd *reading) bool {
	if rd.article != (n.def || n.ent != nil) {
		return false
	}
	if n.number == 3 {
		return n.typ == "" || rd.fem || rd.number == 3 || n.typ == schema.ArmedForce
	}
	return (n.fem == rd.fem || rd.fem && n.typ == schema.Group && n.head != nil) && rd.number != 3 || len(n.coord) > 0 && rd.number != 1
}

// participle returns the reading of a word as a participle that carries a clause
// of its own, nil where it is an adjective only.
func (p *parser) participle(w *word) *reading {
	for k := range w.readings {
		rd := &w.readings[k]
		if (rd.part == partActive || rd.part == partPassive || rd.part == partAdjective) && rd.lex != nil && (len(rd.lex.frames) > 0 || rd.part == partAdjective && len(rd.lex.opers) > 0) {
			if p.i+1 < len(p.s.words) && (p.r.takesNext(p.s, p.i+1, rd.lex) || rd.part == partPassive && (p.agentNext() || p.adverbialNisba(p.i+1))) {
				return rd
			}
		}
	}
	return nil
}

// adverbialNisba reports whether a relative adjective stands as an adverb at word
// j: «أمريكيا».
func (p *parser) adverbialNisba(j int) bool {
	base, ok := strings.CutSuffix(p.s.words[j].Folded, "ا")
	if !ok || !strings.HasSuffix(base, "ي") {
		return false
	}
	nb, k := p.r.eng.gaz.nisbaAt(base, "")
	return nb != nil && k == 1 && !nb.plural && !nb.fem
}

func (p *parser) agentNext() bool {
	w := p.s.words[p.i+1].Folded
	return w == "من" || w == "علي" || strings.HasPrefix(w, "ب") || w == "في"
}

// partyBefore reports whether a force or body that a participle agrees with stands
// among the phrases before phrase k: «أنشطة الحركة في الصومال، الموالية للتنظيم».
func (p *parser) partyBefore(k int, rd *reading) bool {
	for j := k - 1; j >= 0 && j >= k-2; j-- {
		for _, n := range within(p.recent[j]) {
			if (n.typ == schema.ArmedForce || n.typ == schema.Organization) && agreesParticiple(n, rd) {
				return true
			}
		}
	}
	return false
}

// reducedRelative reads a participle with complements as a clause about the
// phrase before it: «القوات الموالية للحكومة», «المدعومة من تركيا».
func (p *parser) reducedRelative(w *word, rd *reading) {
	var ante *nominal
	for k := len(p.recent) - 1; k >= 0 && k >= len(p.recent)-3 && ante == nil; k-- {
		for _, n := range within(p.recent[k]) {
			if agreesParticiple(n, rd) && !(n.prep == "في" && rd.lex.sides() && isSite(n) && p.commaBefore(p.i) && p.partyBefore(k, rd)) {
				ante = n
				break
			}
		}
	}
	if ante == nil && len(p.recent) > 0 {
		ante = p.recent[len(p.recent)-1]
	}
	v := &pred{lex: rd.lex, rd: rd, at: p.i, antecedent: ante}
	if rd.part == partAdjective && len(rd.lex.opers) > 0 && (p.negated || p.i > 0 && p.s.words[p.i-1].Folded == "غير") {
		v.negated, p.negated = true, false // «غير مستعد للتفاوض», «ليست جاهزة»
	}
	if p.cur.reduced {
		p.close()
	}
	p.open(&clause{kind: clauseRel, antecedent: ante, reduced: true})
	v.clause = p.cur
	p.cur.events = append(p.cur.events, v)
	p.cur.last = v
	p.s.preds = append(p.s.preds, v)
	p.conj, p.prep, p.agent = false, "", false
	p.i++
	if rd.part == partPassive && p.i < len(p.s.words) && p.s.words[p.i].date < 0 {
		// «المدعومة أمريكيا»: a relative adjective as adverb names the doer.
		w := &p.s.words[p.i]
		if base, ok := strings.CutSuffix(w.Folded, "ا"); ok && strings.HasSuffix(base, "ي") {
			if nb, k := p.r.eng.gaz.nisbaAt(base, ""); nb != nil && k == 1 && !nb.plural && !nb.fem {
				n := p.r.newNominal(p.s, nomEntity, p.i, p.i, clitics{})
				p.r.setEntity(n, p.r.entityOf(nb.entry))
				v.agents = append(v.agents, n)
				p.s.nominals = append(p.s.nominals, n)
				p.i++
			}
		}
	}
}
