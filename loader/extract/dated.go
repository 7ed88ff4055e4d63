package extract

import (
	"strconv"

	"rawabit/loader/arabic/datetime"
	"rawabit/schema"
)

// rehome gives the dates of event nouns that tell nothing of their own («الخدمة
// الصحافية، اليوم») to the predicate above them.
func (r *reader) rehome(s *sentence) {
	for k := len(s.preds) - 1; k >= 0; k-- {
		p := s.preds[k]
		if p.verb || len(p.dates) == 0 || p.parent == nil || !p.parent.verb || len(p.parent.dates) > 0 || r.tellsOf(p) {
			continue
		}
		p.parent.dates, p.dates = p.dates, nil
	}
}

// tellsOf reports whether a predicate has a frame that is fulfilled, or stands
// for what another one tells.
func (r *reader) tellsOf(p *pred) bool {
	if len(p.lex.opers) > 0 {
		return true
	}
	if len(p.lex.frames) == 0 {
		return false
	}
	got := r.best(p)
	return got != nil && got.missing <= 1
}

// termsOf dates the offices of a sentence by what it tells of their holders: who
// was appointed to one holds it from that day, a former president whom the army
// removed led until that day.
func (r *reader) termsOf(from int) {
	for i := from; i < len(r.claims); i++ {
		deed := &r.claims[i]
		if deed.Target == "" || deed.DateBasis == schema.BasisNone || deed.Modality != schema.Actual || deed.ValidFrom != deed.ValidTo {
			continue
		}
		for k := from; k < len(r.claims); k++ {
			c := &r.claims[k]
			if c.Type != schema.Leads && c.Type != schema.MemberOf || c.Source != deed.Target || c.DateBasis != schema.BasisNone {
				continue
			}
			switch {
			case deed.Type == schema.Appointed && !c.Ended && c.Evidence.FocusStart >= deed.Evidence.FocusEnd:
				c.ValidFrom = deed.ValidFrom
			case deed.Type == schema.Overthrew || deed.Type == schema.Dismissed && c.Ended:
				c.ValidTo, c.Ended = deed.ValidFrom, true
			default:
				continue
			}
			c.DateBasis = schema.BasisContext
			c.ID = schema.NewClaimID(c)
		}
	}
}

// continued is the day of the deed that a coordinated verb with the same doer goes
// on from: «أعادت القوات صباح اليوم اقتحام البلدة، وحاصرت المقبرة».
func (r *reader) continued(p *pred, state bool, st stance) when {
	none := when{basis: schema.BasisNone}
	if !p.verb || !p.rd.perfect || p.was || state || st.modality != schema.Actual || p.rd.conj != 'و' || p.subj != nil {
		return none
	}
	for q, hops := p.dropped, 0; q != nil && hops < 3; q, hops = q.dropped, hops+1 {
		if !q.verb || !q.rd.perfect || q.was || q.clause == nil || p.clause == nil || q.lex.oper("") == "say" {
			return none
		}
		if w := r.ownDates(q, false, st); w.basis != schema.BasisNone {
			if w.from != w.to || w.from.Precision() != schema.PrecisionDay || r.day-w.from.Earliest() > 10 || w.from.Earliest() > r.day {
				return none
			}
			w.basis = schema.BasisContext
			return w
		}
		if q.subj != nil {
			return none
		}
	}
	return none
}

// pastSpan reports whether a verb in the perfect tells of the time of something
// that is over: «دعمته خلال الحرب التي استمرت أعواما».
func (r *reader) pastSpan(p *pred) bool {
	for _, n := range p.argsOf("خلال") {
		for _, q := range r.sent.preds {
			if q.antecedent == n && q.verb && q.rd.perfect && !q.negated {
				return true
			}
		}
	}
	for _, d := range p.dates {
		if e := &r.sent.dates[d]; e.Kind == datetime.Duration && lasted[r.sent.words[e.Lead].Folded] && len(p.argsOf("خلال")) > 0 {
			return true
		}
	}
	return false
}

// lasted are the verbs of what is over after a time that is said.
var lasted = map[string]bool{"استمرت": true, "استمر": true, "دامت": true, "دام": true, "استغرقت": true, "استغرق": true}

// within reports whether a duration is one in which something happened («خلال»,
// «على مدى»).
func (r *reader) within(e *datetime.Expression) bool {
	for k := e.Lead; k <= e.FirstToken; k++ {
		switch r.sent.words[k].Folded {
		case "خلال", "علي", "طوال", "طيله", "غضون":
			return true
		}
	}
	return false
}

// lately is the time that a duration up to the publication day measures:
// «قُتل المئات خلال شهرين». It is of the precision of its unit.
func (r *reader) lately(e *datetime.Expression) (when, bool) {
	duration := e.Duration
	if e.Kind != datetime.Duration || !r.within(e) || len(duration) < 3 || r.article.Published.IsZero() {
		return when{}, false
	}
	n, err := strconv.Atoi(duration[1 : len(duration)-1])
	if err != nil || n <= 0 || n > 400 {
		return when{}, false
	}
	w := when{basis: schema.BasisRelative}
	switch duration[len(duration)-1] {
	case 'D':
		w.from, w.to = (r.day - schema.Day(n)).Date(), r.day.Date()
	case 'W':
		w.from, w.to = (r.day - schema.Day(7*n)).Date(), r.day.Date()
	case 'M':
		today := r.day.Date()
		month := int(today.Year)*12 + int(today.Month) - 1 - n
		w.from, w.to = schema.NewDate(month/12, month%12+1, 0), schema.NewDate(int(today.Year), int(today.Month), 0)
	default:
		return when{}, false
	}
	return w, true
}

// counted reports whether a predicate tells of deeds that news counts up over a
// time: attacks, killings, arrests.
func (p *pred) counted() bool {
	if len(p.lex.frames) == 0 {
		return false
	}
	switch p.lex.frames[0].Type {
	case schema.Attacked, schema.Killed, schema.Detained, schema.Expelled:
		return true
	}
	return false
}
