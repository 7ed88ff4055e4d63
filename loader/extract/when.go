package extract

import "rawabit/schema"

// when is the time of a claim.
type when struct {
	from, to schema.Date
	basis    schema.DateBasis
}

// whenOf returns the dates of a predicate: its own, else those of the light verb
// or beginning that governs it, else those of the deed that it continues.
func (r *reader) whenOf(p *pred, state bool, st stance) when {
	w := r.ownDates(p, state, st)
	if w.basis != schema.BasisNone {
		return w
	}
	if p.verb && p.obj != nil && p.obj.pred != nil && p.obj.pred.parent == p && p.lex.oper("obj") != "know" {
		if v := r.ownDates(p.obj.pred, state, st); v.basis != schema.BasisNone {
			return v // «قطعت علاقاتها في 2021»
		}
	}
	if p.nom != nil {
		if v := r.placed(p, state, st); v.basis != schema.BasisNone {
			return v
		}
	}
	for _, a := range p.args {
		if (a.prep == "خلال" || (a.prep == "في" || a.prep == "ب") && (p.verb || p.counted()) || a.prep == "ب" && p.lex.oper("ب") == "") && a.n.pred != nil && len(a.n.pred.dates) > 0 {
			if v := r.ownDates(a.n.pred, state, st); v.basis != schema.BasisNone {
				v.basis = schema.BasisContext
				return v
			}
		}
	}
	if p.verb && !state {
		for _, n := range []*nominal{p.subj, p.topic, p.antecedent} {
			if n == nil || n.kind != nomEvent || n.pred == nil || n.pred == p || p.objPron != "" {
				continue
			}
			v := r.eventDay(n.pred, state, st)
			if v.basis == schema.BasisNone && n == p.antecedent && p.rd.perfect {
				v = r.whenOf(n.pred, state, st) // «أعلنت أمس إعداد كمين استهدف قافلة»
			}
			if v.basis != schema.BasisNone {
				v.basis = schema.BasisContext
				return v // «هجوم أمس استهدف قاعدة», «قُتلوا أمس في هجوم استهدف قاعدة»
			}
		}
	}
	if !state && p.verb && p.rd.perfect && st.modality == schema.Actual {
		if v := r.launched(p, st); v.basis != schema.BasisNone {
			return v
		}
	}
	if !state {
		if v := r.amid(p, st); v.basis != schema.BasisNone {
			return v
		}
		if v := r.shared(p, st); v.basis != schema.BasisNone {
			return v
		}
		if v := r.meanwhile(p, state, st); v.basis != schema.BasisNone {
			return v
		}
		if v := r.byGap(p, st); v.basis != schema.BasisNone {
			return v
		}
		if v := r.adjunct(p, state, st); v.basis != schema.BasisNone {
			return v
		}
	} else if v := r.backed(p, st); v.basis != schema.BasisNone {
		return v
	}
	if w := r.continued(p, state, st); w.basis != schema.BasisNone {
		return w
	}
	for q, depth := p, 0; q.parent != nil && depth < 8; q, depth = q.parent, depth+1 {
		switch q.parent.lex.oper(q.slot) {
		case "do", "go", "stop", "fail", "plan", "may", "cause":
		case "say":
			if state || st.modality != schema.Actual || p.verb && !p.rd.perfect {
				return w
			}
			v := r.reported(q.parent, st)
			if (p.verb || q.slot == "") && v.from.Precision() != schema.PrecisionDay {
				return w // «قبل أيام قال إن الجيش فشل»
			}
			return v
		default:
			if q.slot == "subj" && q.parent.causes() { // «منذ مايو، أسفر النزاع عن مقتل المئات»
				if v := r.effectDates(p, q.parent, st); v.basis != schema.BasisNone {
					return v
				}
				break
			}
			if q.slot != "" || !r.eng.copulas[q.parent.lex.folded] {
				return w
			}
		}
		if q.parent.lex.oper(q.slot) == "cause" && len(q.parent.dates) == 0 {
			for _, n := range r.subject(q.parent) {
				if n.pred != nil && n.pred != p {
					if v := r.eventDay(n.pred, state, st); v.basis != schema.BasisNone {
						v.basis = schema.BasisContext
						return v
					}
				}
			}
			for d, hops := q.parent.dropped, 0; d != nil && hops < 3 && st.modality == schema.Actual; d, hops = d.dropped, hops+1 {
				if v := r.ownDates(d, state, st); d.verb && d.rd.perfect && d.lex.oper("") != "say" && v.basis != schema.BasisNone && v.from == v.to {
					v.basis = schema.BasisContext
					return v // «قصفت أمس البلدة، ما أسفر عن مقتل»
				}
			}
			if m := r.mainVerb(r.sent); m != nil && m != q.parent && m.at < q.parent.at && m.rd.perfect && m.lex.oper("") != "say" && q.parent.clause != nil && q.parent.clause.kind == clauseSub && st.modality == schema.Actual {
				if v := r.ownDates(m, state, st); v.basis != schema.BasisNone && v.from == v.to {
					v.basis = schema.BasisContext
					return v // «استهدف في مايو هجوم تبناه التنظيم مقرا، ما أدى إلى مقتل»
				}
			}
		}
		if v := r.datesFrom(q.parent, p.fights(), state, st); v.basis != schema.BasisNone {
			return v
		}
	}
	return w
}

// effectDates are the dates of what a causal verb says was brought about, by its
// subject: those of its subject too.
func (r *reader) effectDates(p, cause *pred, st stance) when {
	if p.counted() && st.modality == schema.Actual {
		for _, d := range cause.dates {
			if w, ok := r.lately(&r.sent.dates[d]); ok {
				return w
			}
		}
	}
	for _, a := range cause.args {
		if a.n.pred != nil && a.n.pred != cause && cause.lex.oper(a.prep) == "cause" {
			if v := r.ownDates(a.n.pred, false, st); v.basis != schema.BasisNone {
				v.basis = schema.BasisContext
				return v
			}
		}
	}
	return when{basis: schema.BasisNone}
}

// reported is the time of a deed that a dated report tells: «أعلنت أمس أن قواتها
// سيطرت» is of the day of the report where the text gives no other.
func (r *reader) reported(say *pred, st stance) when {
	st.begun = false
	v := r.ownDates(say, false, st)
	if v.basis == schema.BasisNone || v.from != v.to {
		return when{basis: schema.BasisNone}
	}
	v.basis = schema.BasisContext
	return v
}

// aheadOf reports whether a deed of a time lies ahead of the publication: one of a
// day after it, and what is arranged for the day itself («يلتقي اليوم»).
func (r *reader) aheadOf(p *pred, t schema.RelationType, w when) bool {
	if w.basis == schema.BasisNone || t.IsState() || w.from.IsZero() || r.article.Published.Precision() != schema.PrecisionDay {
		return false
	}
	if w.from.Earliest() > r.day {
		return !(p.verb && p.rd.perfect) // else the day is mistaken
	}
	return p.verb && !p.rd.perfect && !p.was && !p.qad && w.from == w.to && w.from.Earliest() == r.day && w.from.Precision() == schema.PrecisionDay && len(p.dates) > 0 && talked(t) && r.article.Published.Precision() == schema.PrecisionDay
}

// ahead reports whether a predicate without a tense of its own stands under a
// verb that looks ahead.
func (r *reader) ahead(p *pred) bool {
	for q, depth := p, 0; q != nil && depth < 5; q, depth = q.parent, depth+1 {
		if q.will || q.planned || q.cond {
			return true
		}
		if q.verb {
			if c := q.clause; c != nil && c.kind == clauseSub && !c.goal && c.parent != nil && c.parent.pred != nil && c.parent.pred.verb && c.parent.pred.rd.perfect && !c.parent.pred.cond {
				return false // «قبل أن تفرج عنه»
			}
			return !q.rd.perfect && !q.was && !q.negated && q.lex.oper("") != "say"
		}
		switch q.slot {
		case "", "subj", "obj", "gen":
		default:
			if q.parent != nil && q.parent.lex.oper(q.slot) == "" {
				return false // an adjunct has a time of its own: «إصاباتهم يوم الاثنين»
			}
		}
	}
	return false
}

func (r *reader) ownDates(p *pred, state bool, st stance) when {
	return r.datesFrom(p, p.fights(), state, st)
}

// datesFrom returns the dates that a predicate bears, for what it tells itself or
// for a deed that it governs.
func (r *reader) datesFrom(p *pred, fights, state bool, st stance) when {
	none := when{basis: schema.BasisNone}
	for _, d := range p.dates {
		e := &r.sent.dates[d]
		future := e.Kind != sinceKind && (st.modality == schema.Planned || e.NeedsTense && r.ahead(p))
		if future {
			r.eng.dates.Resolve(e, futureTense)
		}
		if !e.Dated() {
			if p.counted() && st.modality == schema.Actual {
				if w, ok := r.lately(e); ok {
					return w
				}
			}
			continue
		}
		if e.Kind == sinceKind && e.Basis == schema.BasisContext && !state {
			continue // «منذ ذلك الحين»: some time after
		}
		w := when{from: e.From, to: e.To, basis: e.Basis}
		if state && e.Kind == pointKind && e.From.Precision() == schema.PrecisionDay && p.verb && !p.rd.perfect && !p.was && st.modality == schema.Actual {
			continue // what holds now is not of one day: the date belongs elsewhere
		}
		if state && e.From.Precision() == schema.PrecisionDay && (e.Kind == pointKind || e.Kind == intervalKind) && p.lasts() && st.modality == schema.Actual && !st.begun {
			continue // a tie is not of one day
		}
		switch {
		case st.begun:
			w.to = schema.Date{}
		case state && e.Kind == pointKind && st.over && p.parent != nil && p.parent.lex.oper(p.slot) == "stop":
			w.from = schema.Date{}
		case state && e.Kind == pointKind && fights && p.nom != nil && e.From.Precision() == schema.PrecisionYear && e.To.Latest() < r.day: // «حرب 2020»
		case state && e.Kind == pointKind && (!fights || e.From.Precision() != schema.PrecisionDay):
			w.to = schema.Date{}
		case e.Kind == sinceKind && !state && p.verb && p.rd.perfect:
			w.to = w.from
		}
		if w.from.IsZero() && w.to.IsZero() {
			continue
		}
		return w
	}
	return none
}
