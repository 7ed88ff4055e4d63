package extract

import "rawabit/schema"

// stance is how a claim is meant: whether it happened, who says so, when.
type stance struct {
	modality   schema.Modality
	attributed []*nominal // the speaker, nil where the article says it itself
	unnamed    bool       // some unnamed source says it
	drop       bool       // it is asked for or talked of, and told nowhere
	begun      bool       // «بدأ», so that the end is open
	over       bool       // «كان», «أنهى»: a state that is over
	rank       int        // how far from the surface: lowers confidence
}

// stanceOf is how a predicate is meant, by the operators above it and by what the
// sentence says of its source: «بحسب الأمم المتحدة».
func (r *reader) stanceOf(p *pred) stance {
	st := r.operatorsOn(p)
	for q, depth := p, 0; q != nil && depth < 6 && len(st.attributed) == 0 && !st.unnamed; q, depth = q.parent, depth+1 {
		for _, n := range q.argsOf("وفق") {
			if n.ent != nil {
				st.attributed = append(st.attributed, n)
			}
		}
	}
	return st
}

// operatorsOn follows the operators above a predicate.
func (r *reader) operatorsOn(p *pred) stance {
	st := stance{modality: schema.Actual}
	seen := 0
	presupposed := false
	for q := p; q != nil && seen < 8; q, seen = q.parent, seen+1 {
		// «يبدو أن الانسحاب الروسي بدأ»: a definite deed that is said to have begun
		// or gone on is taken for granted, whatever is doubtful of its time.
		granted := q.nom != nil && q.nom.def && q.slot == "subj" && q.parent != nil && q.parent.lex.oper("subj") == "go"
		if !presupposed && !granted {
			r.own(q, &st, q == p)
		}
		presupposed = granted
		if q.parent == nil {
			break
		}
		op := q.parent.lex.oper(q.slot)
		if op == "" && q.slot == "ل" && q.nom != nil && q.parent.nom != nil && q.parent.lex.verb != nil && q.parent.lex.transitive() {
			op = q.parent.lex.oper("obj") // «إدانته للهجوم»: its object
		}
		switch op {
		case "say":
			if len(st.attributed) == 0 && !(estimates[q.parent.lex.folded] && q.nom != nil) {
				st.attributed = r.subject(q.parent)
				st.unnamed = len(st.attributed) == 0
			}
			if q.parent.negated {
				st.drop = true
			}
			return st
		case "plan":
			if !(accords(p.lex) && accords(q.parent.lex)) { // «اتفقا على هدنة»
				st.weaken(schema.Planned)
			}
		case "may":
			st.weaken(schema.Possible)
		case "deny", "fail":
			if op == "fail" && p.fights() {
				break // «عجز عن هزيمة الحركة»: he fights it
			}
			st.modality = schema.Denied
			if op == "deny" && len(st.attributed) == 0 {
				st.attributed = r.subject(q.parent)
			}
		case "want":
			st.weaken(schema.Possible)
			st.drop = true
		case "go":
			st.begun = st.begun || r.eng.beginners[q.parent.lex.folded]
		case "stop":
			if q.parent.negated {
				return st // «لم يتوقف»
			}
			if q == p && q.nom != nil && q.nom.def && len(q.nisba) > 0 && q.parent.nom != nil && st.modality == schema.Actual {
				return st // «دعا إلى وقف العدوان الإسرائيلي على»: it goes on
			}
			st.over = true
			st.drop = st.drop || q.nom != nil && q.parent.verb && !p.lex.statal() && (q.slot == "obj" || q.slot == "gen") && p == q
		case "know":
			return st
		case "charge":
			if len(st.attributed) == 0 {
				st.attributed = r.subject(q.parent)
			}
			return st
		case "do", "cause":
			if q.slot == "عن" && q.parent.parent != nil && q.parent.parent.lex.folded == "حمل" {
				st.drop = true // «حمّله المسؤولية عن»: that is the accusation
			}
		default:
			if q.slot == "" && q.verb {
				return st // a clause under a verb that takes none is told for itself
			}
			if q.slot != "" && q.slot != "gen" && q.slot != "subj" && q.slot != "obj" {
				if q.slot == "ل" && q.parent.verb && q.parent.negated {
					st.drop = true // «لن تتمتع بتفويض للهيمنة على»
				}
				if q.slot == "ل" && !p.lex.statal() && !(q.nom != nil && q.nom.def && len(q.nom.nisba) > 0 && q.parent.nom != nil) && !(q.parent.verb && q.parent.lex.takes("ل") && len(q.parent.lex.frames) > 0) && !(opposing[p.lex.folded] && q.parent.protests()) {
					st.weaken(schema.Planned)
				}
				return st // an adjunct is told for itself
			}
			if q.nom != nil && q.slot == "subj" && q.nom.def && q.parent.verb && q.parent.negated {
				return st // «الدعوة لم تلق استجابة»
			}
			if q.nom != nil && q.parent.nom == nil && q.slot == "obj" {
				st.rank++
				if r.talks(q.parent) {
					st.drop = true
				}
			}
		}
	}
	return st
}

// talks reports whether a verb without an operator leaves open whether its
// object happened («بحث», «رفض»).
func (r *reader) talks(p *pred) bool {
	if !p.verb {
		return false
	}
	for i := range p.lex.frames {
		f := &p.lex.frames[i]
		if s := f.Arg("s"); f.Type != schema.Accused || s == nil || len(s.Slots) > 0 {
			return true
		}
	}
	return false
}

func (st *stance) weaken(m schema.Modality) {
	if st.modality == schema.Actual || st.modality == schema.Planned && m == schema.Possible {
		st.modality = m
	}
}

// own applies what stands on the predicate itself.
func (r *reader) own(p *pred, st *stance, self bool) {
	if p.negated && (!p.ceased || !p.lex.statal()) {
		st.modality = schema.Denied // but «لم تعد تسيطر»: it did, and is over
	}
	if p.will {
		st.weaken(schema.Planned)
	}
	if p.planned {
		st.weaken(schema.Planned)
	}
	if p.hedged || p.qad && p.verb && !p.rd.perfect {
		st.weaken(schema.Possible)
	}
	if p.cond || p.asked {
		st.weaken(schema.Possible)
		if self {
			st.drop = st.drop || p.asked
		}
	}
	if p.goal && self && !p.lex.statal() && !timing[p.slot] {
		st.weaken(schema.Planned)
	}
	if self && p.was && p.verb && !p.rd.perfect {
		st.over = true
	}
	if v := p.parent; self && p.lex.statal() && p.nom != nil && v != nil && v.rd.perfect && v.lex.folded == "كان" && (p.slot == "من" || p.slot == "obj") && !v.negated {
		st.over = true // «كان من داعميه»
	}
}

// timing are the slots of events that only say when something is: they are taken
// for granted («ليصلوا منذ الاتفاق»).
var timing = map[string]bool{"منذ": true, "بعد": true, "قبل": true, "خلال": true}

// statal reports whether the first frame of a lexeme is a state.
func (l *lexeme) statal() bool { return len(l.frames) > 0 && l.frames[0].Type.IsState() }

// protests reports whether a predicate can tell of a protest: what is demanded in
// one is demanded.
func (p *pred) protests() bool {
	for i := range p.lex.frames {
		if p.lex.frames[i].Type == schema.ProtestedAgainst {
			return true
		}
	}
	return false
}

// lasts reports whether a predicate tells of a tie that no single day begins or
// ends without a word of it: belonging, partnership, support, command.
func (p *pred) lasts() bool {
	if len(p.lex.frames) == 0 {
		return false
	}
	switch p.lex.frames[0].Type {
	case schema.PartOf, schema.CooperatesWith, schema.Supports, schema.Operates:
		return p.nom != nil
	case schema.Leads:
		return p.verb && !p.rd.perfect
	}
	return false
}

// fights reports whether a predicate tells of fighting: on a day that is named
// it is a fight, not a war.
func (p *pred) fights() bool { return len(p.lex.frames) > 0 && p.lex.frames[0].Type == schema.Fights }

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
	}
	if w := r.continued(p, state, st); w.basis != schema.BasisNone {
		return w
	}
	for q := p; q.parent != nil; q = q.parent {
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

// accords reports whether a lexeme tells of an agreement: who agrees on a truce has
// one.
func accords(l *lexeme) bool {
	for i := range l.frames {
		if t := l.frames[i].Type; t == schema.AgreedWith || t == schema.CeasedFireWith {
			return true
		}
	}
	return false
}
