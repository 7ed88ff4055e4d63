package extract

import "rawabit/schema"

// charges are nouns for what somebody has said against another: who denies «هذه
// الاتهامات» rejects what his accuser said.
var charges = map[string]bool{
	"اتهام": true, "اتهامات": true, "تهمه": true, "تهم": true, "ادعاء": true, "ادعاءات": true, "مزاعم": true, "زعم": true, "روايه": true, "انباء": true,
	"تقرير": true, "تقارير": true, "اتهم": true, "ادعي": true, "شاءعه": true, "شاءعات": true, "امر": true, "انتقادات": true, "انتقد": true, "حقق": true,
}

// refuted returns whose accusation a refusal answers, where it names nobody:
// «ونفت موسكو هذه الاتهامات», «لكن السلطات تنفي ذلك», «وهو ما نفته طهران».
func (r *reader) refuted(p *pred, by []*nominal) []*entity {
	if !p.verb || p.rd.passive && !p.rd.active {
		return nil
	}
	own := map[*entity]bool{}
	for _, n := range by {
		if e := r.meant(n, schema.Rejected, "s"); e != nil {
			own[e] = true
			if side := r.side(e); side != nil {
				own[side] = true
			}
		}
	}
	switch {
	case p.deed != nil:
		var out []*entity
		for _, n := range r.subject(p.deed) {
			if e := r.meant(n, schema.Rejected, "t"); e != nil && !own[e] && !r.eng.reports(e) {
				out = append(out, e)
			}
		}
		if len(out) > 0 {
			return out
		}
	case p.obj == nil && p.objPron == "":
		if !r.pointsBack(p) {
			return nil
		}
	case p.obj != nil && (!p.obj.def || p.obj.ent != nil || !charges[p.obj.word] || p.obj.owner != nil && p.obj.owner.ent != nil):
		return nil
	case p.obj == nil:
		return nil
	}
	return r.accusers(own)
}

// pointsBack reports whether «ذلك» or «هذا» alone is the object of a verb.
func (r *reader) pointsBack(p *pred) bool {
	words := r.sent.words
	for k := p.at + 1; k < len(words) && k <= p.at+9; k++ {
		switch words[k].Folded {
		case "ذلك", "هذا":
			return k+1 >= len(words) || words[k+1].Kind != arabicWord || words[k+1].particle() != nil || words[k+1].date >= 0
		case ".", "،", "؛":
			return false
		}
	}
	return false
}

// accusers returns who last accused one of the given actors, in this sentence or
// the few before it.
func (r *reader) accusers(whom map[*entity]bool) []*entity {
	var out []*entity
	at := -1
	for i := len(r.claims) - 1; i >= 0; i-- {
		c := &r.claims[i]
		if c.Evidence.Sentence < r.sent.idx-4 || at >= 0 && c.Evidence.Sentence != at {
			break
		}
		if c.Type != schema.Accused || c.Source == "" {
			continue
		}
		target, source := r.entities[c.Target], r.entities[c.Source]
		if target == nil || source == nil || whom[source] || !whom[target] && !whom[r.side(target)] {
			continue
		}
		at = c.Evidence.Sentence
		out = append(out, source)
	}
	if len(out) > 0 {
		return out
	}
	for i := len(r.claims) - 1; i >= 0; i-- {
		c := &r.claims[i]
		if c.Evidence.Sentence < r.sent.idx-1 {
			break
		}
		teller := r.entities[schema.ActorID(c.AttributedTo)]
		if teller == nil || whom[teller] || whom[r.side(teller)] || r.eng.reports(teller) {
			continue
		}
		for _, id := range []schema.ActorID{c.Source, c.Target} {
			if e := r.entities[id]; e != nil && (whom[e] || whom[r.side(e)]) {
				return []*entity{teller} // «أعلنت حماس أن إسرائيل …، وإسرائيل نفت ذلك»
			}
		}
	}
	return nil
}
