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
				if q.slot == "ل" && !p.lex.statal() && !(q.nom != nil && q.nom.def && len(q.nom.nisba) > 0 && q.parent.nom != nil) && !(q.parent.verb && q.parent.lex.takes("ل") && len(q.parent.lex.frames) > 0) && !(opposing[p.lex.folded] && (q.parent.protests() || gathering[q.parent.lex.folded])) {
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
