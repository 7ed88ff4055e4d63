package extract

import "rawabit/schema"

// holding is the verb that says that somebody holds an office, held it or takes
// it: «كان فلان وزيرا», «يشغل منصب السفير».
func (r *reader) holding(s *sentence, n *nominal, use *officeUse) *pred {
	if n.pending != nil {
		return n.pending
	}
	if !use.given {
		return nil
	}
	var v *pred
	for _, q := range s.preds {
		if !q.verb || s.words[q.at].Start > use.start || !r.eng.copulas[q.lex.folded] && !r.eng.holds[q.lex.folded] {
			continue
		}
		for _, m := range r.subject(q) {
			if m == n || m.ent != nil && m.ent == n.ent {
				v = q
			}
		}
	}
	return v
}

// served are the verbs that in the perfect say of an office that it was held.
var served = map[string]bool{"كان": true, "شغل": true, "عمل": true, "ظل": true, "بقي": true}

// termBy is the term of an office by the verb that says who holds it, and whether
// it is over: «منذ 2017», «بين عامي 2014 و2024», «كان وزيرا».
func (r *reader) termBy(v *pred, ended bool) (when, bool) {
	none := when{basis: schema.BasisNone}
	past := v.verb && !v.negated && (v.rd.perfect && served[v.lex.folded] || v.was && !v.rd.perfect && r.eng.holds[v.lex.folded])
	for _, d := range v.dates {
		e := &r.sent.dates[d]
		if !e.Dated() || !v.verb {
			continue
		}
		over := !e.To.IsZero() && e.To.Latest() < r.day
		switch {
		case e.Kind == sinceKind:
			return when{from: e.From, basis: e.Basis}, ended
		case e.Kind == untilKind:
			return when{to: e.To, basis: e.Basis}, ended || over
		case e.From.Precision() == schema.PrecisionDay && past:
		case e.Kind == intervalKind && past:
			return when{e.From, e.To, e.Basis}, ended || over
		case e.Kind == pointKind && past:
			return when{e.From, e.To, e.Basis}, true
		case e.Kind == pointKind && v.rd.perfect && v.rd.active && !v.appoints() && r.eng.holds[v.lex.folded]:
			return when{from: e.From, basis: e.Basis}, ended
		}
	}
	return none, ended || past
}
