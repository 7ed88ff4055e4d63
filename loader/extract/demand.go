package extract

import (
	"strings"

	"rawabit/schema"
)

// dutyVerb is the verb of which «على» alone is short for: «إن على روسيا أن تنسحب».
const dutyVerb = "وجب"

// duty reads «على X» at the beginning of what somebody says as what X has to do,
// and reports whether it stands here.
func (p *parser) duty(prep string, n *nominal) bool {
	c := p.cur
	if prep != "على" || n.ent == nil || c.kind != clauseComp || c.pred != nil || c.topic != nil || len(c.events) > 0 || c.holder == nil || p.r.eng.must == nil {
		return false
	}
	if n.first < 2 || p.s.words[n.first-1].Folded != "علي" || !p.opensClause(n.first-2) || !slotTypeFits(schema.DemandedOf, "t", nil, n) {
		return false
	}
	v := &pred{lex: p.r.eng.must, rd: &reading{part: partVerb, lex: p.r.eng.must, person: 3, number: 1, active: true}, at: n.first - 1, verb: true, parent: c.holder, clause: c}
	v.hedged, v.planned, v.cond = c.hedged, c.planned, c.cond
	c.pred, c.last = v, v
	p.s.preds = append(p.s.preds, v)
	p.give(v, prep, n)
	return true
}

// opensClause reports whether word i is «أن», a colon or a quotation mark.
func (p *parser) opensClause(i int) bool {
	w := &p.s.words[i]
	if quoteMarks[w.Text] || w.Text == ":" {
		return true
	}
	rd := w.particle()
	return rd != nil && rd.class == "comp"
}

// clauseDoers returns who does what the clauses say that a predicate governs,
// where they name him: «دعا إلى أن توقف إسرائيل», «شدد على أن على روسيا».
func (r *reader) clauseDoers(p *pred) []*nominal {
	var out []*nominal
	for _, q := range r.sent.preds {
		if q.parent != p || q.slot != "" || !q.verb || q == p {
			continue
		}
		switch {
		case q.lex.oper("على") == "want":
			for _, n := range q.argsOf("على") {
				out = append(out, n.all()...)
			}
			if len(out) == 0 {
				out = append(out, r.clauseDoers(q)...)
			}
		case q.passive() || q.circumstance:
		case q.subj != nil:
			out = append(out, all(q.subj)...)
		case q.topic != nil && q.topic.word != "%pron":
			out = append(out, all(q.topic)...)
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// speakersOf returns who says a claim of which the sentence names no other doer:
// an accusation or a demand is made by whoever utters it. Those who only report
// make none.
func (r *reader) speakersOf(p *pred, t schema.RelationType, st stance, of []*entity) []*entity {
	if t != schema.Accused && t != schema.DemandedOf && t != schema.Rejected || st.drop || p.verb && harms[p.lex.folded] && p.obj == nil && p.objPron == "" {
		return nil
	}
	own := map[*entity]bool{}
	for _, e := range of {
		if side := r.side(e); side != nil && (t == schema.Accused || e.Type == schema.State || e.Type == schema.ArmedForce) {
			own[side] = true // who says what his own side bears or must do asks or accuses nobody
		}
	}
	var out []*entity
	for _, n := range st.attributed {
		if e := r.meant(n, t, "s"); e != nil && !r.eng.reports(e) && !own[e] && !own[r.side(e)] {
			out = append(out, e)
		}
	}
	return out
}

// sayings are the nouns of what is said that somebody else may call untrue.
var sayings = map[string]bool{"صرح": true, "اتهم": true, "زعم": true, "ادعي": true, "مزاعم": true, "اتهامات": true, "ادعاءات": true, "تصريحات": true, "كلام": true, "اقوال": true, "قول": true, "قال": true, "روايه": true, "تقرير": true, "بيان": true}

// untrue reports whether a phrase says that what somebody has said is not true:
// «أكدت الوزارة أن تصريحات الرئيس غير صحيحة».
func (p *pred) untrue() bool {
	return p.phrase && p.antecedent != nil && p.antecedent.pred != nil && (sayings[p.antecedent.word] || sayings[p.antecedent.pred.lex.folded]) && p.lex.denies()
}

// denies reports whether a word tells first of a refusal or a denial.
func (l *lexeme) denies() bool { return len(l.frames) > 0 && l.frames[0].Type == schema.Rejected }

// reportWords are nouns that head the name of one who only reports.
var reportWords = map[string]bool{"وكاله": true, "صحيفه": true, "قناه": true, "اذاعه": true, "موقع": true, "شبكه": true, "مجله": true, "تلفزيون": true, "هييه البث": true, "وسايل": true}

// reports reports whether an actor is known for reporting what others say.
func (e *Engine) reports(x *entity) bool {
	return x.entry != nil && strings.HasSuffix(x.entry.Row.File, "/media.tsv") || reportWords[x.lemma]
}

// done reports whether an event noun is what a verb says that somebody does:
// «تواصل إسرائيل انتهاك الهدنة».
func (r *reader) done(p *pred) bool {
	if p.nom == nil || p.parent == nil || !p.parent.verb {
		return false
	}
	op := p.parent.lex.oper(p.slot)
	return op == "do" || op == "go"
}

// harms are verbs that accuse their subject of what it does to a thing: without the
// thing, the one phrase after them is no subject.
var harms = map[string]bool{
	"عرقل": true, "قوض": true, "عطل": true, "اعاق": true, "زعزع": true, "خدع": true, "ضلل": true, "استفز": true, "انتهك": true, "خرق": true, "شوه": true, "زور": true, "اجج": true,
}

// talked reports whether a relation is that two talk with each other.
func talked(t schema.RelationType) bool {
	return t == schema.Met || t == schema.SpokeWith || t == schema.NegotiatedWith
}
