package extract

import "strings"

// expression reads an event noun of several words, or a phrase that ties what
// follows it to what it follows, and reports whether one stands here.
func (p *parser) expression(w *word) bool {
	s := p.s
	if w.may&mayExpress == 0 {
		return false
	}
	try := func(word string) *expression {
		var best *expression
		for k := range p.r.eng.expressions[word] {
			x := &p.r.eng.expressions[word][k]
			if (best == nil || len(x.rest) > len(best.rest)) && p.restFollows(p.i, x.rest) {
				best = x
			}
		}
		return best
	}
	var c clitics
	x := try(w.Folded)
	if rest, ok := strings.CutSuffix(w.Folded, "ا"); ok && x == nil {
		if x = try(rest); x != nil && (x.phrase || len(x.rest) == 0) {
			x = nil // «مؤتمرا صحفيا»
		}
	}
	if x == nil {
		split(w.Folded, func(rest string, cl clitics) bool {
			if cl == (clitics{}) {
				return false
			}
			if found := try(rest); found != nil && (!found.phrase || cl.prep == 0) {
				x, c = found, cl
				return true
			}
			return false
		})
	}
	if x == nil {
		return false
	}
	if v := p.cur.pred; x.phrase && v != nil && v.verb && len(x.rest) == 0 && strings.HasPrefix(w.Folded, "ب") && v.lex.oper("ب") != "" && w.nounish() != nil {
		return false // «اتهم … بدعم»
	}
	last := p.i + len(x.rest)
	n := p.r.newNominal(s, nomEvent, p.i, last, c)
	rd := &reading{clitics: c, part: partNoun, lex: x.lex, exact: true}
	n.lex, n.rd, n.word, n.fem, n.number = x.lex, rd, x.lex.folded, x.lex.fem, 1
	n.def = strings.HasPrefix(stemWord(w, c), "ال") || len(x.rest) > 0 && strings.HasPrefix(s.words[last].Folded, "ال")
	e := &pred{lex: x.lex, rd: rd, at: p.i, nom: n, clause: p.cur}
	e.cond, e.hedged, e.planned, e.goal = p.cur.cond, p.cur.hedged, p.cur.planned, p.cur.goal
	n.pred = e
	if x.phrase {
		p.phraseExpression(n, e, last)
		return true
	}
	p.wordTail(n, e, last)
	p.awaited(n, e)
	s.preds = append(s.preds, e)
	p.nominal(n)
	p.cur.events = append(p.cur.events, e)
	p.cur.last = e
	return true
}

// genitiveExpression reads an event noun of several words that another noun is
// annexed to: «تمديد وقف إطلاق النار».
func (p *parser) genitiveExpression(j int) *nominal {
	w := &p.s.words[j]
	if w.Kind != arabicWord || w.date >= 0 {
		return nil
	}
	var x *expression
	for k := range p.r.eng.expressions[w.Folded] {
		o := &p.r.eng.expressions[w.Folded][k]
		if !o.phrase && (x == nil || len(o.rest) > len(x.rest)) && p.restFollows(j, o.rest) {
			x = o
		}
	}
	if x == nil {
		return nil
	}
	last := j + len(x.rest)
	n := p.r.newNominal(p.s, nomEvent, j, last, clitics{})
	rd := &reading{part: partNoun, lex: x.lex, exact: true}
	n.lex, n.rd, n.word, n.fem, n.number = x.lex, rd, x.lex.folded, x.lex.fem, 1
	n.def = strings.HasPrefix(w.Folded, "ال") || len(x.rest) > 0 && strings.HasPrefix(p.s.words[last].Folded, "ال")
	e := &pred{lex: x.lex, rd: rd, at: j, nom: n, clause: p.cur}
	n.pred = e
	p.wordTail(n, e, last)
	return n
}

func (p *parser) restFollows(i int, rest []string) bool {
	for k, word := range rest {
		if i+1+k >= len(p.s.words) {
			return false
		}
		got := p.s.words[i+1+k].Folded
		if got != word && bare(got) != word && got != bare(word) && got != word+"ا" {
			return false
		}
	}
	return true
}

// wordTail reads the adjectives after an expression.
func (p *parser) wordTail(n *nominal, e *pred, last int) {
	n.last = last
	for n.last+1 < len(p.s.words) {
		w := &p.s.words[n.last+1]
		if nb, k := p.r.eng.gaz.nisbaAt(w.Folded, ""); nb != nil && k == 1 && strings.HasPrefix(w.Folded, "ال") == n.def && !nb.people && w.date < 0 {
			e.nisba = append(e.nisba, p.r.entityOf(nb.entry))
			n.nisba = e.nisba
			n.last++
			continue
		}
		break
	}
	n.end = p.s.words[n.last].End
}

// phraseExpression reads «بقيادة X» and the like: X is what it is annexed to,
// and what stands before is what it says something of.
func (p *parser) phraseExpression(n *nominal, e *pred, last int) {
	if c := p.cur; c.kind == clauseRel && c.pred == nil && c.antecedent != nil && len(c.events) == 0 {
		e.antecedent = c.antecedent
	} else if len(p.recent) > 0 {
		e.antecedent = p.recent[len(p.recent)-1]
		if len(p.recent) > 1 && e.antecedent.kind != nomEntity && p.recent[len(p.recent)-2].kind == nomEntity && e.antecedent.typ == "" && !(e.antecedent.kind == nomEvent && e.lex.denies()) {
			e.antecedent = p.recent[len(p.recent)-2]
		}
	}
	if v := p.cur.pred; v != nil && v.verb && v.subj != nil && v.subj.ent != nil && e.antecedent != v.subj && e.lex.backs() {
		e.antecedent = nil // «أطاح المسلحون بالرئيس بدعم من الحلف»: them it supports
	}
	if k := n.first - 1; k >= 0 && bare(p.s.words[k].Folded) == "وذلك" {
		e.antecedent = nil // «أطاح مسلحون بالرئيس، وذلك بدعم من»: of who did it
	}
	e.phrase = true
	if p.cur.kind == clauseComp && e.untrue() {
		e.parent, e.slot = p.cur.holder, ""
	}
	p.s.preds = append(p.s.preds, e)
	if p.cur.pred != nil {
		e.dropped = p.cur.pred
	}
	if inner := p.genitive(last + 1); last+1 < len(p.s.words) && inner != nil {
		e.gen = inner
		p.s.nominals = append(p.s.nominals, inner)
		p.moreGenitives(inner, inner)
		last = inner.last
		p.note(inner)
	}
	n.last = last
	p.cur.events = append(p.cur.events, e)
	p.conj, p.prep, p.agent = false, "", false
	p.i = last + 1
}
