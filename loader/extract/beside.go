package extract

import (
	"rawabit/loader/arabic"
	"rawabit/schema"
)

// amid is the day of a deed that stands in what a dated verb tells: «قُتلوا أمس في
// هجوم», «شدد اليوم خلال لقائه نظيره».
func (r *reader) amid(p *pred, st stance) when {
	none := when{basis: schema.BasisNone}
	v := p.parent
	if p.nom == nil || v == nil || !v.verb || !v.rd.perfect || v.was || v.negated || st.modality != schema.Actual || len(p.dates) > 0 || v.lex.oper(p.slot) != "" {
		return none
	}
	if p.slot != "في" && p.slot != "خلال" || p.slot == "في" && p.nom.first > 0 && p.nom.clitics.prep == 0 && r.sent.words[p.nom.first-1].Folded != "في" {
		return none // «في اليوم العاشر من الهجوم»
	}
	w := r.ownDates(v, false, st)
	if w.basis == schema.BasisNone && v.lex.oper("") == "say" {
		for _, n := range r.subject(v) {
			if said, ok := r.spoke[n.ent]; ok && n.ent != nil {
				w = said
			}
		}
	}
	if w.basis == schema.BasisNone || w.from != w.to {
		return none
	}
	w.basis = schema.BasisContext
	return w
}

// shared is the time of a verb by the one that it is joined to, where that says
// when both were done: «هاجم البلدة واحتلها عام 1939».
func (r *reader) shared(p *pred, st stance) when {
	none := when{basis: schema.BasisNone}
	if !p.verb || !p.rd.perfect || p.was || len(p.dates) > 0 || st.modality != schema.Actual {
		return none
	}
	for _, q := range r.sent.preds {
		if q.at <= p.at || !q.verb {
			continue
		}
		if q.dropped != p || q.rd.conj != 'و' || !q.rd.perfect || q.subj != nil || q.negated || q.lex.oper("") == "say" || q.clause != p.clause || r.eng.copulas[q.lex.folded] {
			return none
		}
		for k := p.at + 1; k < q.at; k++ {
			if r.sent.words[k].Kind == arabic.Mark {
				return none
			}
		}
		w := r.ownDates(q, false, st)
		if w.basis == schema.BasisNone || w.from != w.to {
			return none
		}
		w.basis = schema.BasisContext
		return w
	}
	return none
}
