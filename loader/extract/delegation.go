package extract

import (
	"slices"

	"rawabit/schema"
)

// journey is who travelled where, and when.
type journey struct {
	who   []*entity
	where *entity
	when  when
	sent  int
}

// delegationSpan is for how many sentences a delegation is that of the visit or
// meeting told of last.
const delegationSpan = 3

// noteJourney keeps who visited a place last.
func (r *reader) noteJourney(who []*entity, where *entity, w when) {
	if w.basis != schema.BasisNone {
		w.basis = schema.BasisContext
	}
	r.lastJourney = journey{who: who, where: where, when: w, sent: r.sent.idx}
}

// delegation tells of those of whom a delegation is made up that they went where it
// went and met whom it met: «التقى الوزير وفدا من الحركة. وضم الوفد فلانا وفلانا».
func (r *reader) delegation(s *sentence) {
	for _, p := range s.preds {
		if !p.verb || p.negated || p.lex.folded != "ضم" {
			continue
		}
		list := r.subject(p)
		within := append(append([]*nominal{}, r.object(p)...), p.argsOf("من")...)
		if n := p.obj; n != nil && n.sent() && n.first == p.at+1 {
			list, within = []*nominal{n}, s.named(n.last, p) // «وضم الوفد فلانا»
		}
		if len(list) != 1 || !list[0].sent() {
			continue
		}
		var members []*entity
		for _, n := range within {
			for _, m := range n.all() {
				if m.ent != nil && m.ent.Type == schema.Person && !slices.Contains(members, m.ent) {
					members = append(members, m.ent)
				}
			}
		}
		r.delegates(s, p, list[0], members)
	}
}

// sent reports whether a phrase is of a delegation.
func (n *nominal) sent() bool { return n.head != nil && n.word == "وفد" }

// named are the phrases behind a word that stand before the next verb after p.
func (s *sentence) named(after int, p *pred) []*nominal {
	until := len(s.words)
	for _, q := range s.preds {
		if q.verb && q.at > p.at {
			until = min(until, q.at)
		}
	}
	var out []*nominal
	for _, n := range s.nominals {
		if n.first > after && n.last < until {
			out = append(out, n)
		}
	}
	return out
}

func (r *reader) delegates(s *sentence, p *pred, of *nominal, members []*entity) {
	led := false
	for k := of.first + 1; k < len(s.words) && k <= of.last+4; k++ {
		if w := bare(s.words[k].Folded); w == "مرافق" || w == "زاير" {
			led = true
		}
	}
	j := &r.lastJourney
	travelled := j.where != nil && s.idx-j.sent <= delegationSpan && (led || len(j.who) == 1 && (j.who[0] == of.ent || j.who[0].lemma == "وفد"))
	for _, m := range members {
		if travelled {
			r.delegateDid(s, p, schema.Visited, m, j.where, j.when)
		}
		if r.lastDelegate == nil || s.idx-r.lastDelegateSent > delegationSpan {
			continue
		}
		for _, e := range r.lastMeeting {
			if e != r.lastDelegate && e != m {
				r.delegateDid(s, p, schema.Met, m, e, r.lastMeetingWhen)
			}
		}
	}
}

// delegateDid makes a claim of one member of a delegation.
func (r *reader) delegateDid(s *sentence, p *pred, t schema.RelationType, who, whom *entity, w when) {
	if who == whom || schema.ValidateEnds(t, who.Type, whom.Type) != nil {
		return
	}
	st := r.stanceOf(p)
	if st.drop || st.modality != schema.Actual {
		return
	}
	c := schema.Claim{
		Kind: schema.Stated, Article: r.article.ID, Type: t, Source: r.show(who), Target: r.show(whom), ValidFrom: w.from, ValidTo: w.to, DateBasis: w.basis,
		Modality: st.modality, AttributedTo: r.speaker(st), Confidence: 0.7,
		Evidence: schema.Evidence{
			Sentence: s.idx, Text: r.text[s.start:s.end], Start: s.start, End: s.end, FocusStart: s.words[p.at].Start, FocusEnd: s.words[p.at].End, Rule: "delegation",
		},
	}
	r.add(c)
}

// leadsDelegation tells of who leads a delegation what the same sentence told of it:
// «التقى الوزير وفدا برئاسة فلان».
func (r *reader) leadsDelegation(s *sentence, p *pred, leader, of *entity) {
	if leader.Type != schema.Person {
		return
	}
	if r.lastDelegate == of && r.lastDelegateSent == s.idx {
		for _, e := range r.lastMeeting {
			if e != of {
				r.delegateDid(s, p, schema.Met, leader, e, r.lastMeetingWhen)
			}
		}
	}
	if j := &r.lastJourney; j.where != nil && j.sent == s.idx && slices.Contains(j.who, of) && of.lemma == "وفد" {
		r.delegateDid(s, p, schema.Visited, leader, j.where, j.when)
	}
}
