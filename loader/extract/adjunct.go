package extract

import "rawabit/schema"

// wakes are the prepositions of what happens right after something.
var wakes = map[string]bool{"عقب": true, "اثر": true, "اعقاب": true, "غداه": true}

// adjunct is the time of a verb that only what stands beside its objects tells: a
// month or year in the wake of which it was done («أطيح به عقب احتجاجات عام 2013»),
// and the meeting of its own doers at which it was («اتفقا على إجراء انتخابات
// خلال لقائهما في مايو»).
func (r *reader) adjunct(p *pred, state bool, st stance) when {
	none := when{basis: schema.BasisNone}
	if !p.verb || !p.rd.perfect || state || len(p.dates) > 0 || st.modality != schema.Actual {
		return none
	}
	for _, n := range p.argsOf("بعد") {
		if n.pred == nil || n.first == 0 || !wakes[r.sent.words[n.first-1].Folded] {
			continue
		}
		for _, q := range r.sent.preds {
			if q != n.pred && (q.parent != n.pred || q.slot != "gen" || q.verb) {
				continue
			}
			if w := r.ownDates(q, false, st); w.basis != schema.BasisNone && w.from == w.to && w.from.Precision() != schema.PrecisionDay {
				w.basis = schema.BasisContext
				return w
			}
		}
	}
	for _, q := range r.sent.preds {
		if q.nom == nil || q.slot != "خلال" || q.genPron == "" || len(q.dates) == 0 || q.parent == nil || q.parent == p || q.parent.verb || !diplomatic(q.lex) {
			continue
		}
		above := q.parent
		for hops := 0; above != nil && above != p && !above.verb && hops < 4; hops++ {
			above = above.parent
		}
		if above != p {
			continue
		}
		if w := r.ownDates(q, false, st); w.basis != schema.BasisNone && w.from == w.to {
			w.basis = schema.BasisContext
			return w
		}
	}
	return none
}

// backed is the time of support by which something was done of which only the
// month or year is told: «في عام 2011 أطاحوا به، وذلك بدعم من الحلف».
func (r *reader) backed(p *pred, st stance) when {
	none := when{basis: schema.BasisNone}
	if p.nom == nil || p.lex.noun == nil || !p.tells(schema.Supports) || len(p.dates) > 0 || st.modality != schema.Actual || p.nom.first != p.at || p.nom.clitics.prep != 0 {
		return none
	}
	var v *pred
	for _, q := range r.sent.preds {
		if q.verb && q.at < p.at && q.clause == p.clause && !r.eng.copulas[q.lex.folded] {
			v = q
		}
	}
	if v == nil || !v.rd.perfect || v.was || v.negated || v.lex.oper("") == "say" {
		return none
	}
	w := r.ownDates(v, false, st)
	if w.basis == schema.BasisNone || w.from != w.to || w.from.Precision() == schema.PrecisionDay {
		return none
	}
	w.basis = schema.BasisContext
	return w
}

// accordings are the words that a report stands after at the end of what it says:
// «قُتل خمسة، حسبما أعلنت الشرطة الأحد», «وفق ما أفاد».
var accordings = map[string]bool{"وفق": true, "وفقا": true, "بحسب": true, "حسب": true, "حسبما": true, "وفقما": true, "لما": true}

// reportedAfter is the day of the report that stands at the end of what a main verb
// tells without a day.
func (r *reader) reportedAfter(m *pred) when {
	none := when{basis: schema.BasisNone}
	if !m.verb || !m.rd.perfect || m.was || m.negated || len(m.dates) > 0 || m.lex.oper("") == "say" {
		return none
	}
	words := r.sent.words
	for _, q := range r.sent.preds {
		if !q.verb || q.at <= m.at || !q.rd.perfect || q.lex.oper("") != "say" || q.at < 2 {
			continue
		}
		if at := q.at - 1; !accordings[words[at].Folded] && !(words[at].Folded == "ما" && accordings[words[at-1].Folded]) {
			continue
		}
		if w := r.ownDates(q, false, stance{modality: schema.Actual}); r.recentDay(w) {
			w.basis = schema.BasisContext
			return w
		}
		return none
	}
	return none
}
