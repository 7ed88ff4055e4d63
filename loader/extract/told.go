package extract

import (
	"rawabit/loader/arabic"
	"rawabit/schema"
)

// told reports whether a sentence tells a deed as its news, not as the background
// of something else: by a verb in the past, by a noun that is reported, caused or
// done («أسفر عن مقتل», «أعلنت مقتل»), or by what somebody was hit in («أصيب في
// هجوم على»). «التحقيق في اغتيال», «بعد مقتل», «الذين قتلوا» take the deed for known.
func (r *reader) told(p *pred) bool {
	if p.nom == nil {
		return !p.recalled() && (!p.verb || p.rd.perfect)
	}
	q := p.parent
	if q == nil {
		return r.headline(p)
	}
	op := q.lex.oper(p.slot)
	if q.passive() && p.slot == "subj" {
		op = q.lex.oper("obj")
	}
	switch op {
	case "say", "cause", "do":
		return !q.recalled() && (q.nom == nil || !q.nom.def)
	}
	if p.nom.def {
		return false
	}
	switch p.slot {
	case "subj":
		return q.verb && !q.recalled()
	case "في", "ب":
		return q.harms() && r.told(q)
	}
	return false
}

// headline reports whether a noun begins a line without a verb before it: «بغداد:
// مقتل ثلاثة جنود».
func (r *reader) headline(p *pred) bool {
	words := r.sent.words
	if p.nom.clitics != (clitics{}) || p.nom.first > 0 && words[p.nom.first-1].Kind != arabic.Mark {
		return false
	}
	for _, q := range r.sent.preds {
		if q.verb && q.at < p.at {
			return false
		}
	}
	return true
}

// recalled reports whether a predicate stands in a clause that only says which one
// is meant, of a thing that is known.
func (p *pred) recalled() bool {
	return p.clause != nil && p.clause.kind == clauseRel && p.antecedent != nil && p.antecedent.def && !p.antecedent.quant
}

// harms reports whether a predicate tells of killing or wounding.
func (p *pred) harms() bool {
	for i := range p.lex.frames {
		if t := p.lex.frames[i].Type; t == schema.Killed || t == schema.Attacked {
			return true
		}
	}
	return false
}

// calamities are what kills without anybody's doing.
var calamities = map[string]bool{
	"زلزال": true, "هزه": true, "كارثه": true, "تسونامي": true, "اعصار": true, "عاصفه": true, "فيضان": true, "فيضانات": true, "سيول": true, "انهيار": true, "تحطم": true, "غرق": true, "تصادم": true, "تدافع": true, "سير": true, "مرض": true, "وباء": true, "بركان": true,
}

// byChance reports whether a predicate says that harm came by a calamity: «قتل في
// زلزال», «لقوا حتفهم في حادث سير».
func (r *reader) byChance(p *pred) bool {
	for _, a := range p.args {
		switch a.prep {
		case "في", "ب", "جراء", "بسبب", "من", "بعد", "خلال":
			if n := a.n; calamities[n.word] || n.pred != nil && calamities[n.pred.lex.folded] || n.last > n.first && calamities[r.sent.words[n.last].Folded] {
				return true
			}
		}
	}
	return false
}
