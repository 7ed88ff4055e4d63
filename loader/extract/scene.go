package extract

import (
	"slices"

	"rawabit/schema"
)

// sceneDays bounds how long before the publication the day may lie that a report
// goes on about without naming it again.
const sceneDays = 7

// scene is what a report goes on about from sentence to sentence: whose deeds it
// tells, of which day.
type scene struct {
	who  []*entity
	when when
	sent int  // the sentence that told of it last
	was  bool // it stands in the background: «وكان ... قد»
}

// noteLead keeps where the first sentence tells a deed of its main verb, whose day
// the next one may say.
func (r *reader) noteLead(p *pred, c *schema.Claim) {
	for q, depth := p, 0; p.nom != nil && q.parent != nil && depth < 8; q, depth = q.parent, depth+1 {
		if q.slot == "" && q.parent.lex.oper("") == "say" {
			return // «يؤكد أن ما يجري حرب»
		}
	}
	if len(r.spans) == 1 && c.DateBasis == schema.BasisNone && r.mainOver(p, c.Type) != nil {
		r.leadDeeds = append(r.leadDeeds, c.Evidence.FocusStart)
	}
}

// happening is a deed that was told with its day.
type happening struct {
	when when
	sent int
}

// recentDay reports whether a time is one day of the last week.
func (r *reader) recentDay(w when) bool {
	return w.basis != schema.BasisNone && w.from == w.to && w.from.Precision() == schema.PrecisionDay &&
		r.day-w.from.Earliest() <= sceneDays && w.from.Earliest() <= r.day
}

// noteScene keeps what the sentence leaves for the next ones: the day of its main
// verb and who did it, the days of the deeds that it told, and the day of those
// who met or spoke with each other.
func (r *reader) noteScene(s *sentence, from int) {
	r.datedSents[s.idx] = len(s.dates) > 0
	m := r.mainVerb(s)
	if m != nil {
		who := actors(r.subject(m))
		w := r.whenOf(m, false, stance{modality: schema.Actual})
		switch {
		case len(who) > 0 && m.rd.perfect && r.recentDay(w):
			r.scene = scene{who: who, when: w, sent: s.idx, was: m.was}
			if !m.was {
				r.dateLead(s, from)
			}
		case len(who) > 0 && (m.rd.perfect && !m.was || r.headlined(m)) && w.basis == schema.BasisNone && r.lead.who == nil && len(r.spans) == 1:
			r.lead = scene{who: who, sent: s.idx}
		case r.continuesScene(s, m):
			r.scene.sent = s.idx
		}
	}
	r.datedAfter(s, from)
	for i := from; i < len(r.claims); i++ {
		c := &r.claims[i]
		w := when{c.ValidFrom, c.ValidTo, c.DateBasis}
		if c.Modality != schema.Actual || c.Type.IsState() || !r.recentDay(w) {
			continue
		}
		w.basis = schema.BasisContext
		if m == nil || !m.was {
			r.dateLeadBy(c, w)
		}
		if h, ok := r.happened[c.Type]; !ok || h.when == w || h.sent < s.idx {
			r.happened[c.Type] = happening{w, s.idx}
		}
		if m != nil && m.was {
			continue
		}
		switch c.Type {
		case schema.Met, schema.SpokeWith, schema.NegotiatedWith:
			for _, id := range []schema.ActorID{c.Source, c.Target} {
				if e := r.entities[id]; e != nil && e.Type == schema.Person {
					if _, ok := r.spoke[e]; !ok {
						r.spoke[e] = w
					}
				}
			}
		}
	}
}

// dateLead gives the deeds of an undated first sentence the day that the next one
// tells of the same people.
func (r *reader) dateLead(s *sentence, from int) {
	same := func(e *entity) bool {
		return slices.ContainsFunc(r.scene.who, func(o *entity) bool { return r.top(o) == r.top(e) })
	}
	if r.lead.sent != s.idx-1 || !slices.ContainsFunc(r.lead.who, same) {
		return
	}
	for i := range r.claims[:from] {
		c := &r.claims[i]
		if c.Evidence.Sentence == r.lead.sent && c.Modality == schema.Actual && !c.Type.IsState() && c.DateBasis == schema.BasisNone && slices.Contains(r.leadDeeds, c.Evidence.FocusStart) {
			c.ValidFrom, c.ValidTo, c.DateBasis = r.scene.when.from, r.scene.when.to, schema.BasisContext
			c.ID = schema.NewClaimID(c)
		}
	}
}

// headlined reports whether a verb is one of a title that stands as the first
// sentence: in the present, after its subject, of what has been done («الوزيران
// يوقعان اتفاقا»).
func (r *reader) headlined(m *pred) bool {
	return !m.rd.perfect && !m.was && !m.negated && !m.will && !m.cond && !m.hedged && (m.topic != nil || m.subj != nil && m.subj.first < m.at)
}

// dateLeadBy gives a deed of the first sentence that was told without a day the day
// that one of the two next sentences tells of the same deed.
func (r *reader) dateLeadBy(c *schema.Claim, w when) {
	first := -1
	for i := range r.claims {
		d := &r.claims[i]
		if first < 0 {
			first = d.Evidence.Sentence
		}
		if d.Evidence.Sentence != first || first == c.Evidence.Sentence {
			return
		}
		if c.Evidence.Sentence-first > 2 || d.Type != c.Type || d.Modality != c.Modality || d.DateBasis != schema.BasisNone || d.Kind != schema.Stated || d.Source == "" || c.Source == "" ||
			r.topID(d.Source) != r.topID(c.Source) || d.Target != "" && c.Target != "" && r.topID(d.Target) != r.topID(c.Target) && !speechTypes[c.Type] {
			continue
		}
		d.ValidFrom, d.ValidTo, d.DateBasis = w.from, w.to, schema.BasisContext
		d.ID = schema.NewClaimID(d)
	}
}

// topID is the state or body that an actor is an organ of, by id.
func (r *reader) topID(id schema.ActorID) schema.ActorID {
	if e := r.entities[id]; e != nil {
		return r.top(e).ID
	}
	return id
}

// datedAfter gives deeds that were told without a day the day that the article
// tells of them by a definite noun: «الهجوم الذي وقع أمس», «القمة المقررة يوم 12
// يونيو».
func (r *reader) datedAfter(s *sentence, from int) {
	for _, p := range s.preds {
		if p.nom == nil || !p.nom.def || p.gen != nil || p.genPron != "" || len(p.nisba) > 0 || len(p.lex.frames) == 0 || p.lex.frames[0].Type.IsState() || p.nom.number > 1 {
			continue
		}
		st := stance{modality: schema.Actual}
		if p.planned {
			st.modality = schema.Planned
		}
		w := r.ownDates(p, false, st)
		if w.basis == schema.BasisNone {
			w = r.placed(p, false, st)
		}
		if w.basis == schema.BasisNone || w.from != w.to || w.from.Precision() != schema.PrecisionDay || r.day-w.from.Earliest() > 2*sceneDays {
			continue
		}
		if w.from.Earliest() > r.day {
			st.modality = schema.Planned
		}
		for i := range r.claims[:from] {
			c := &r.claims[i]
			if !r.datedSents[c.Evidence.Sentence] && c.Modality == st.modality && c.DateBasis == schema.BasisNone && c.Kind == schema.Stated && s.idx-c.Evidence.Sentence <= 3 && p.tells(c.Type) {
				c.ValidFrom, c.ValidTo, c.DateBasis = w.from, w.to, schema.BasisContext
				c.ID = schema.NewClaimID(c)
			}
		}
	}
}

// tells reports whether a predicate can tell of a relation.
func (p *pred) tells(t schema.RelationType) bool {
	for i := range p.lex.frames {
		if p.lex.frames[i].Type == t {
			return true
		}
	}
	return false
}

// actors returns the actors that phrases name.
func actors(list []*nominal) []*entity {
	var out []*entity
	for _, n := range list {
		if n.ent != nil {
			out = append(out, n.ent)
		}
	}
	return out
}

// mainVerb is the first verb of a sentence's main clause that tells more than its
// tense.
func (r *reader) mainVerb(s *sentence) *pred {
	for _, p := range s.preds {
		if p.verb && !r.eng.copulas[p.lex.folded] && p.clause != nil && p.clause.kind == clauseMain {
			return p
		}
	}
	return nil
}

// continuesScene reports whether a sentence goes on with the next deed of whom the
// one before told of: «كما أصدر قرارا», «ووجه الرئيس تحية».
func (r *reader) continuesScene(s *sentence, m *pred) bool {
	near := r.scene.sent == s.idx-1 || r.scene.sent == s.idx-2 && !r.scene.was && !r.datedSents[s.idx-1] && m.lex.oper("") != "say"
	if len(r.scene.who) == 0 || !near || !m.rd.perfect || m.was || m.negated || len(m.dates) > 0 {
		return false
	}
	so := m.at > 0 && s.words[m.at-1].Folded == "فقد"
	if m.qad && !so {
		return false
	}
	also := so || s.words[0].Folded == "كما"
	if !also && (r.scene.was || m.rd.conj != 'و' || m.at > 0) {
		return false
	}
	who := actors(r.subject(m))
	return len(who) == 1 && slices.Contains(r.scene.who, who[0])
}

// sceneOf is the day of an undated deed by what the report goes on about.
func (r *reader) sceneOf(p *pred, t schema.RelationType, st stance) when {
	none := when{basis: schema.BasisNone}
	if t.IsState() || st.modality != schema.Actual {
		return none
	}
	if w := r.meantDay(p); w.basis != schema.BasisNone {
		return w
	}
	m := r.mainOver(p, t)
	if m == nil {
		return none
	}
	if w := r.reportedAfter(m); w.basis != schema.BasisNone {
		return w
	}
	if !r.continuesScene(r.sent, m) {
		return none
	}
	w := r.scene.when
	w.basis = schema.BasisContext
	return w
}

// mainOver is the main verb of the sentence where a predicate is that verb, or what
// it carries out, brings about or reports.
func (r *reader) mainOver(p *pred, t schema.RelationType) *pred {
	m := p
	for hops := 0; m.parent != nil && hops < 4; m, hops = m.parent, hops+1 {
		switch m.parent.lex.oper(m.slot) {
		case "do", "go", "cause":
		case "say":
			if p.verb && !p.rd.perfect || t == schema.Joined {
				return nil
			}
		default:
			return nil
		}
	}
	if m != r.mainVerb(r.sent) {
		return nil
	}
	return m
}

// meantDay is the day of the deed that a predicate refers back to: «قُتل ثلاثة في
// الهجوم», «أسفر الهجوم عن مقتل ثلاثة».
func (r *reader) meantDay(p *pred) when {
	none := when{basis: schema.BasisNone}
	if !p.counted() {
		return none
	}
	of := func(n *nominal) when {
		if n == nil || n.pred == nil || n.pred == p || !n.def || len(n.pred.dates) > 0 || len(n.pred.args) > 0 || n.pred.gen != nil {
			return none
		}
		for i := range n.pred.lex.frames {
			if h, ok := r.happened[n.pred.lex.frames[i].Type]; ok && r.sent.idx-h.sent <= 4 {
				return h.when
			}
		}
		return none
	}
	for _, a := range p.args {
		switch a.prep {
		case "في", "خلال", "جراء", "اثر":
			if w := of(a.n); w.basis != schema.BasisNone {
				return w
			}
		}
	}
	for q, depth := p, 0; q != nil && depth < 8; q, depth = q.parent, depth+1 {
		for _, n := range []*nominal{q.subj, q.topic} {
			if w := of(n); q.verb && w.basis != schema.BasisNone {
				return w
			}
		}
		if q.parent == nil || q.parent.lex.oper(q.slot) != "cause" && q.parent.lex.oper(q.slot) != "do" {
			break
		}
	}
	return none
}
