package extract

import "rawabit/schema"

// hostile reports whether a deed that somebody announces against another is a
// threat to him.
func hostile(t schema.RelationType) bool {
	switch t {
	case schema.Attacked, schema.Killed, schema.Sanctioned, schema.Expelled, schema.Detained, schema.Overthrew, schema.Fights:
		return true
	}
	return false
}

// threatener returns the verb that makes a hostile deed a threat: «هدد بفرض عقوبات
// على», «لوح بضرب». It names whom it is spoken to in the deed alone.
func (r *reader) threatener(p *pred) *pred {
	q := p.parent
	for depth := 0; q != nil && depth < 2 && q.nom != nil && q.lex.oper(p.slot) != ""; depth++ {
		if len(q.lex.frames) > 0 && q.lex.frames[0].Type == schema.Threatened {
			break
		}
		p, q = q, q.parent // «هدد بفرض عقوبات»
	}
	if q == nil || len(q.lex.frames) == 0 || q.lex.frames[0].Type != schema.Threatened || q.lex.oper(p.slot) == "" || q.lex.oper(p.slot) == "want" {
		return nil
	}
	return q
}

// threaten makes the threat that a hostile deed is which somebody only announces
// and which names its target nowhere else.
func (r *reader) threaten(p *pred, t schema.RelationType, st stance, got *filled, sources []*entity) {
	if !hostile(t) || st.modality == schema.Actual || st.modality == schema.Denied {
		return
	}
	who, now := r.threateners(p, st, sources)
	if len(who) == 0 || now.drop {
		return
	}
	w := when{basis: schema.BasisNone} // the day of the deed is not that of the threat
	if q := r.threatener(p); q != nil {
		w = r.whenOf(q, false, now)
	}
	if w.basis == schema.BasisNone {
		if spoken, ok := r.spoke[who[0]]; ok && now.modality == schema.Actual {
			w = spoken
		}
	}
	base := schema.Claim{
		Kind: schema.Stated, Article: r.article.ID, Type: schema.Threatened, ValidFrom: w.from, ValidTo: w.to, DateBasis: w.basis,
		Modality: now.modality, Evidence: r.evidence(r.sent, p, got), AttributedTo: r.speaker(now),
	}
	base.Confidence = confidence(p, now, &base)
	pairs(who, r.expand(got.target, schema.Threatened, "t"), func(a, b *entity) {
		if a == nil || b == nil || a == b || r.top(a) == b {
			return
		}
		c := base
		c.Source, c.Target = r.show(a), r.show(b)
		r.add(c)
	})
}

// threateners returns who makes such a threat, and how it is meant.
func (r *reader) threateners(p *pred, st stance, sources []*entity) ([]*entity, stance) {
	if q := r.threatener(p); q != nil {
		now := r.stanceOf(q)
		if len(r.object(q)) > 0 {
			return nil, now // «هدد إيران بقصف منشآتها»
		}
		return r.expand(r.subject(q), schema.Threatened, "s"), now
	}
	if st.modality != schema.Planned || len(sources) == 0 || !p.verb {
		return nil, st
	}
	for _, n := range st.attributed {
		e := r.meant(n, schema.Threatened, "s")
		if e == nil || r.eng.reports(e) {
			continue
		}
		if a, b := r.side(e), r.side(sources[0]); e == sources[0] || a != nil && a == b {
			now := stance{modality: schema.Actual, attributed: st.attributed}
			return []*entity{e}, now // «قال إن قواته ستضرب»
		}
	}
	return nil, st
}
