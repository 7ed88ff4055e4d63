package extract

import "strings"

// circumstance returns the reading of a word as a participle that says what the
// subject of the clause does besides: «، مؤكدا أن», «، متهمة واشنطن بدعمها».
func (p *parser) circumstance(w *word) *reading {
	if p.i == 0 || p.prep != "" || p.agent || p.conj || p.i+1 >= len(p.s.words) || w.particle() != nil {
		return nil
	}
	rd := w.find(partActive)
	if rd == nil || rd.article || rd.clitics != (clitics{}) || rd.pron != "" || rd.lex == nil || len(rd.lex.frames)+len(rd.lex.opers) == 0 {
		return nil
	}
	accusative := strings.HasSuffix(w.Folded, "ا")
	if !accusative && !strings.HasSuffix(w.Text, "ة") {
		return nil
	}
	if !accusative && len(p.r.eng.heads[w.Folded]) > 0 {
		if n := p.r.phrase(p.s, p.i); n != nil && n.ent != nil {
			return nil // «، مدينة ذمار»
		}
	}
	main := p.speakerPred()
	if main == nil || w.nounish() != nil && !accusative {
		return nil
	}
	prev := &p.s.words[p.i-1]
	says := rd.lex.oper("") == "say" && rd.lex.verb != nil && accusative
	if prev.Kind == arabicWord && !says || p.isCopula(p.lastPred()) || prev.Kind != arabicWord && quoteMarks[prev.Text] && !p.s.opens(p.i) {
		return nil
	}
	if v := p.cur.pred; v != nil && !says && v.verb && v.obj == nil && v.objPron == "" && v.lex.transitive() && prev.Text != "،" && prev.Text != "," {
		return nil // «استهدفت موقعا»
	}
	return rd
}

// lastPred is the verb of the clause at hand, else of those around it.
func (p *parser) lastPred() *pred {
	for c := p.cur; c != nil; c = c.parent {
		if c.pred != nil {
			return c.pred
		}
	}
	return &pred{lex: &lexeme{}}
}

// speakerPred is the outermost verb so far.
func (p *parser) speakerPred() *pred {
	if v := p.mainPred(); v != nil && v.verb {
		return v
	}
	return nil
}

// circumstantial starts the predicate of a circumstance in the outermost clause.
func (p *parser) circumstantial(rd *reading) {
	main := p.speakerPred()
	for p.cur.parent != nil {
		p.close()
	}
	v := &pred{lex: rd.lex, rd: rd, at: p.i, verb: true, circumstance: true, dropped: main}
	p.open(&clause{kind: clauseSub, last: v, pred: v})
	v.clause = p.cur
	p.s.preds = append(p.s.preds, v)
	p.i++
}
