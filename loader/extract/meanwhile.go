package extract

import (
	"rawabit/loader/arabic/datetime"
	"rawabit/schema"
)

// meanwhile is the time of a clause that says what happened at the time of
// another: «انسحبوا يوم 4 يونيو عندما التقى الوزيران», «قصفت أمس البلدة، فيما قتلت
// الشرطة المهاجمين».
func (r *reader) meanwhile(p *pred, state bool, st stance) when {
	none := when{basis: schema.BasisNone}
	c := p.clause
	if v := p.dropped; p.circumstance && v != nil && v.verb && v.rd.perfect && !v.was && !v.negated && len(p.dates) == 0 && !state && st.modality == schema.Actual {
		if w := r.ownDates(v, false, st); w.basis != schema.BasisNone && w.from == w.to {
			w.basis = schema.BasisContext
			return w // «هاجموا المدينة الأحد، مكبدين الجيش خسائر»
		}
		return none
	}
	if !p.verb || c == nil || c.kind != clauseSub || c.goal || c.pred != p || p.was || p.negated || len(p.dates) > 0 || state {
		return none
	}
	at, while := -1, false
	for k := p.at - 1; k >= 0 && k >= p.at-6 && at < 0; k-- {
		switch r.sent.words[k].Folded {
		case "عندما", "حين", "حينما":
			at = k
		case "فيما", "بينما":
			at, while = k, true
		}
	}
	if at < 0 {
		return none
	}
	if d := r.dateBefore(at); d != nil {
		if !p.rd.perfect {
			r.eng.dates.Resolve(d, futureTense)
		}
		if d.Dated() && d.Kind == pointKind {
			return when{d.From, d.To, schema.BasisContext}
		}
		return none
	}
	v := p.dropped
	if v == nil || !v.verb || v.was || v.negated || v.lex.oper("") == "say" || !p.rd.perfect || !v.rd.perfect || st.modality != schema.Actual || while && v.at > p.at {
		return none
	}
	w := r.ownDates(v, false, st)
	if w.basis == schema.BasisNone || w.from != w.to {
		return none
	}
	w.basis = schema.BasisContext
	return w
}

// dateBefore is the expression of time that ends right before a word.
func (r *reader) dateBefore(at int) *datetime.Expression {
	if at == 0 || r.sent.words[at-1].date < 0 {
		return nil
	}
	return &r.sent.dates[r.sent.words[at-1].date]
}

// gapWords are the units in which a time between two deeds is told, in days.
var gapWords = map[string]int{
	"ساعات": 0, "يوم": 1, "يومين": 2, "اسبوع": 7, "اسبوعين": 14,
}

// gapOf reports how many days after an event what the sentence tells happened:
// «بعد يومين من الهجوم», and where that is said.
func (r *reader) gapOf(e *pred) (days, at int) {
	k := e.at - 1
	words := r.sent.words
	if e.nom == nil || k < 1 || words[k].Folded != "من" && words[k].Folded != "علي" {
		return 0, -1
	}
	for k--; k > 0; k-- {
		switch words[k].Folded {
		case "واحد", "فقط", "قليله":
			continue
		}
		break
	}
	days, ok := gapWords[words[k].Folded]
	if words[k].Folded == "ايام" && k > 1 {
		days, ok = smallNumbers[words[k-1].Folded], smallNumbers[words[k-1].Folded] > 0
		k--
	}
	if !ok || k < 1 || words[k-1].Folded != "بعد" && words[k-1].Folded != "وبعد" {
		return 0, -1
	}
	return days, k - 1
}

// smallNumbers are the numerals of days.
var smallNumbers = map[string]int{
	"ثلاثه": 3, "اربعه": 4, "خمسه": 5, "سته": 6, "سبعه": 7, "ثمانيه": 8, "تسعه": 9, "عشره": 10,
	"3": 3, "4": 4, "5": 5, "6": 6, "7": 7, "8": 8, "9": 9, "10": 10,
}

// later is the verb that tells what happened some days after an event.
func (r *reader) later(e *pred, at int) *pred {
	if e.parent != nil && e.parent.verb {
		return e.parent
	}
	var before, after *pred
	for _, q := range r.sent.preds {
		if !q.verb || r.eng.copulas[q.lex.folded] || q.antecedent == e.nom {
			continue
		}
		if q.at < at {
			before = q
		} else if after == nil && q.at > e.at {
			after = q
		}
	}
	if before != nil {
		return before
	}
	return after
}

// byGap is the day of a deed that is counted from another: «قصفها أمس بعد يومين من
// لقائه الوزير» dates the meeting, «بعد أسبوع من الهجوم الذي وقع يوم 7 أبريل، شنت
// غارة» the raid.
func (r *reader) byGap(p *pred, st stance) when {
	none := when{basis: schema.BasisNone}
	if st.modality != schema.Actual {
		return none
	}
	day := func(q *pred) (schema.Day, bool) {
		w := r.ownDates(q, false, st)
		if q.nom != nil && w.basis == schema.BasisNone {
			w = r.placed(q, false, st)
		}
		return w.from.Earliest(), w.basis != schema.BasisNone && w.from == w.to && w.from.Precision() == schema.PrecisionDay
	}
	if days, at := r.gapOf(p); at >= 0 {
		if v := r.later(p, at); v != nil && v != p {
			if d, ok := day(v); ok {
				d -= schema.Day(days)
				return when{d.Date(), d.Date(), schema.BasisContext}
			}
		}
		return none
	}
	if !p.verb || !p.rd.perfect {
		return none
	}
	for _, e := range r.sent.preds {
		if e.nom == nil {
			continue
		}
		days, at := r.gapOf(e)
		if at < 0 || r.later(e, at) != p {
			continue
		}
		if d, ok := day(e); ok {
			d += schema.Day(days)
			return when{d.Date(), d.Date(), schema.BasisContext}
		}
	}
	return none
}

// happens are the verbs that say of an event only that it happened.
var happens = map[string]bool{"وقع": true, "حدث": true, "حصل": true, "جرى": true, "عقد": true, "انعقد": true, "نفذ": true, "اندلع": true}

// placed is the time that a relative clause gives an event: «الهجوم الذي وقع أمس».
func (r *reader) placed(p *pred, state bool, st stance) when {
	for _, q := range r.sent.preds {
		if q != p && q.verb && q.antecedent == p.nom && (isLight(q.lex) || happens[q.lex.folded]) && q.parent != p {
			if v := r.ownDates(q, state, st); v.basis != schema.BasisNone {
				return v // «مباحثات عقدها الوزيران أمس»
			}
		}
	}
	return when{basis: schema.BasisNone}
}

// eventDay is the time that an event noun bears: its own, that of the clause that
// says when it happened, that of what it stands in.
func (r *reader) eventDay(e *pred, state bool, st stance) when {
	if v := r.ownDates(e, state, st); v.basis != schema.BasisNone {
		return v
	}
	if v := r.placed(e, state, st); v.basis != schema.BasisNone {
		return v
	}
	return r.amid(e, st)
}

// launched is the day on which a weapon was sent that the sentence tells to have
// been stopped or to have hit: «اعترضت السبت صاروخا أطلقته الجماعة».
func (r *reader) launched(p *pred, st stance) when {
	none := when{basis: schema.BasisNone}
	n := p.antecedent
	if n == nil || !r.eng.weapons[bare(r.sent.words[n.first].Folded)] && !r.eng.weapons[n.word] {
		return none
	}
	holder := n.pred
	for _, q := range r.sent.preds {
		if q != p && q.obj == n && q.at < p.at {
			holder = q
		}
	}
	if holder == nil || holder == p {
		return none
	}
	w := r.whenOf(holder, false, st)
	if w.basis == schema.BasisNone || w.from != w.to {
		return none
	}
	w.basis = schema.BasisContext
	return w
}
