package extract

import (
	"slices"
	"strings"

	"rawabit/loader/arabic/datetime"
	"rawabit/schema"
	"rawabit/seeds"
)

const (
	futureTense = datetime.Future
	pointKind   = datetime.Point
	sinceKind   = datetime.Since
	untilKind   = datetime.Until

	intervalKind = datetime.Interval
)

// claim makes the claims of a predicate.
func (r *reader) claim(s *sentence, p *pred) {
	if len(p.lex.frames) == 0 {
		return
	}
	got := r.best(p)
	var answered []*entity
	if got != nil && got.frame.Type == schema.Rejected && len(got.target) == 0 && len(got.source) > 0 {
		if answered = r.refuted(p, got.source); len(answered) > 0 {
			got.missing = 0
		}
	}
	if got == nil {
		r.note(p, "no frame is fulfilled")
		return
	}
	if got.frame.Type == schema.Met && p.attends() && len(got.source) > 0 {
		got.missing = min(got.missing, 1) // whom he meets there, the sentences before say
		got.source = withoutSets(got.source)
	}
	if got.missing > 1 {
		r.note(p, string(got.frame.Type)+" lacks its ends")
		return
	}
	t := got.frame.Type
	if p.nom != nil && p.slot == "obj" && p.parent != nil && p.parent.verb {
		if outer := r.bestOf(p.parent); outer != nil && len(outer.source) > 0 && len(outer.target) > 0 && asksFor(outer.frame, "obj") {
			return // «بسط سيطرته على»: told by the verb
		}
	}
	if t == schema.Fights && p.nom != nil && p.slot == "obj" && p.parent != nil && p.parent.verb {
		if outer := r.best(p.parent); outer != nil && outer.frame.Type == schema.Attacked && len(outer.source) > 0 && len(outer.target) > 0 {
			return // «شنت حملة على»: told by the verb
		}
	}
	st := r.stanceOf(p)
	if t == schema.Threatened && got.frame.Tense == "future" && st.modality == schema.Planned {
		st.modality = schema.Actual // «ستردّ موسكو على العقوبات»: the threat is made
	}
	if st.drop {
		r.note(p, string(got.frame.Type)+" is asked for or talked of, not told")
		return
	}
	sources, targets := r.expand(got.source, t, "s"), r.expand(got.target, t, "t")
	if len(targets) == 0 && len(answered) > 0 {
		targets = answered
	}
	if len(sources) == 0 && len(targets) == 0 {
		r.note(p, string(got.frame.Type)+": neither end is an actor")
		return
	}
	if got.frame.Arg("t") != nil && len(targets) == 0 && p.nom != nil && !(t == schema.ProtestedAgainst && p.parent != nil && p.parent.verb && p.parent.lex.oper(p.slot) == "do" && len(sources) > 0) {
		return // an event noun without its object tells too little
	}
	if s := got.frame.Arg("s"); len(sources) == 0 && s != nil && len(s.Slots) > 0 && p.parent != nil && p.parent.lex.oper(p.slot) == "cause" {
		sources = r.expand(r.subject(p.parent), t, "s") // «غارة أدت إلى مقتل»
	}
	if len(sources) == 0 {
		sources = r.instrument(p, t)
	}
	if len(sources) == 0 {
		sources = r.sharedDoer(p, t)
	}
	unsaid := false
	if s := got.frame.Arg("s"); len(sources) == 0 && s != nil && len(s.Slots) == 0 && st.modality == schema.Actual && (p.verb || p.rd != nil && p.rd.part == partAdjective || p.untrue() || r.done(p)) {
		sources = r.speakersOf(p, t, st, targets) // «قالت المنظمة إن القوات ارتكبت جرائم»
		unsaid = len(sources) > 0
	}
	r.threaten(p, t, st, got, sources)
	if len(sources) == 1 && p.nom != nil && len(st.attributed) > 0 && st.attributed[0].ent == sources[0] && sources[0].Type == schema.Person && byForce(t) {
		if state := r.side(sources[0]); state != nil {
			sources[0] = state // «أعلن الرئيس بدء عمليات»: his state's
		}
	}
	if p.verb && p.rd.person == 1 || p.genPron == "نا" {
		if sides := r.collective(sources, t); len(sides) != 1 || sides[0] != sources[0] {
			if len(targets) > 0 && len(sources) > 0 && slices.Contains(targets, sources[0]) {
				return // «سنوقف التدريبات» of the speaker alone
			}
			sources = sides
		}
	}
	if p.objPron == "نا" {
		targets = r.collective(targets, t)
	}
	if t == schema.AgreedWith && st.modality == schema.Denied && len(got.mutual) > 0 && len(p.argsOf("بين")) == 0 && (len(p.argsOf("على")) > 0 && isDefinite(r.sent.words[p.argsOf("على")[0].first].Folded) || p.nom != nil && p.slot == "على" && p.nom.def) {
		return // «لم توقع الدول على الاتفاقية»: none of them is its partner
	}
	if t == schema.Aided && p.obj != nil && p.obj.pron != "" && r.eng.weapons[p.obj.word] {
		r.note(p, "to hand over one's arms is no aid")
		return
	}
	if t == schema.Released && p.objPron != "" && p.antecedent != nil && p.antecedent.kind == nomEvent {
		return // «رسالة سلّمها الوزير»
	}
	if byForce(t) || t == schema.Killed || t == schema.Detained {
		sources = r.doers(sources)
	}
	if t == schema.Attacked && p.nom != nil {
		sources = assailants(p, sources)
	}
	if t == schema.Fights && len(sources) == 1 && len(targets) == 1 && sources[0].Type == schema.Person && targets[0].Type == schema.Person {
		r.note(p, "two persons are no parties to a war")
		return
	}
	if t == schema.ResignedFrom && len(targets) == 0 && len(sources) == 1 && sources[0].Type == schema.Person {
		if state := r.side(sources[0]); state != nil {
			targets = []*entity{state} // from the office that he is known to hold
		}
	}
	if t == schema.ProtestedAgainst && len(sources) == 0 && p.nom != nil {
		r.note(p, "a protest of nobody that is named, and no verb tells it")
		return
	}
	if t == schema.ProtestedAgainst && p.circumstance && p.dropped != nil && !gathering[p.dropped.lex.folded] && len(targets) == 0 {
		return // «قتل الجيش متظاهرا»
	}
	if t == schema.ProtestedAgainst && len(targets) == 0 && len(sources) > 0 {
		if targets = r.protestedOver(s, p.at, sources); len(targets) == 0 && (voiced[p.lex.folded] && !s.purposed(p) && !s.fresh(got.source[0]) || s.background(p, got.source[0])) {
			r.note(p, "no protest is told, only which ones are meant or what they show")
			return
		}
	}
	if t == schema.Fights {
		sources, targets = r.statesOf(sources), r.statesOf(targets) // «حربه على»: his state's
	}
	attended := false
	if t == schema.Met && len(targets) == 0 && p.attends() {
		targets, attended = r.attended(sources), true
	}
	if len(sources) == 0 && p.verb && r.inanimate(p) {
		r.note(p, string(t)+" is done by a thing, not by an actor")
		return
	}
	if (len(sources) == 0 || len(targets) == 0) && !openEnded(t) {
		r.note(p, string(t)+" lacks one of its ends")
		return
	}
	if len(sources) == 0 && onlyDone(t) && (st.modality != schema.Actual || states(targets) || r.byChance(p) || t == schema.Captured && p.verb && !p.passive()) {
		r.note(p, string(t)+" by nobody that is named, and not told as done")
		return
	}
	recalled := len(sources) == 0 && onlyDone(t) && !r.told(p)
	if t == schema.Fights && len(sources) == 1 && len(targets) == 1 {
		r.lastFight = []*entity{sources[0], targets[0]}
	}
	if diplomatic(p.lex) && t.Symmetric() && len(sources) == 1 && len(targets) == 1 {
		r.lastSides = []*entity{sources[0], targets[0]}
	}
	if len(sources) > 0 && !t.IsState() {
		n := &nominal{kind: nomEntity}
		r.setEntity(n, sources[0])
		r.lastDoer[t], r.lastDoerSent[t] = n, s.idx
	}
	w := r.whenOf(p, t.IsState(), st)
	if unsaid {
		w = r.utteredOn(p, st, sources)
	} else if w.basis == schema.BasisNone {
		w = r.spokenThen(p, t, st, sources)
	}
	if attended && w.basis == schema.BasisNone && st.modality == schema.Actual {
		w = r.lastMeetingWhen
	}
	if w.basis == schema.BasisNone {
		w = r.sceneOf(p, t, st)
	}
	if t == schema.Leads && p.phrase && len(sources) == 1 && len(targets) == 1 {
		r.leadsDelegation(s, p, sources[0], targets[0])
	}
	if t == schema.Visited && len(sources) > 0 && len(targets) > 0 && st.modality == schema.Actual {
		r.noteJourney(sources, targets[0], w)
	}
	if t == schema.Met && len(sources) > 0 && len(targets) > 0 && !attended {
		r.noteMeeting(append(append([]*entity{}, sources...), targets...), w)
		r.lastDelegate = nil
		for _, n := range append(append([]*nominal{}, got.source...), got.target...) {
			if st.modality != schema.Actual {
				break
			}
			if n.sent() || n.ent != nil && bare(s.words[min(n.first, len(s.words)-1)].Folded) == "وفدا" {
				r.lastDelegate, r.lastDelegateSent = n.ent, s.idx
			}
		}
	}
	if st.modality == schema.Actual && r.aheadOf(p, t, w) {
		st.modality = schema.Planned
	}
	base := schema.Claim{
		Kind: schema.Stated, Article: r.article.ID, Type: t, ValidFrom: w.from, ValidTo: w.to, DateBasis: w.basis,
		Modality: st.modality, Evidence: r.evidence(s, p, got),
	}
	base.Ended = t.IsState() && (st.over || p.verb && p.rd.perfect && st.modality == schema.Actual && w.basis == schema.BasisNone && r.pastSpan(p))
	for name, n := range got.roles {
		if e := r.meant(n, t, name); e != nil {
			base.Roles = append(base.Roles, schema.Role{Name: name, Actor: r.show(e)})
		}
	}
	sortRoles(base.Roles)
	r.noteLead(p, &base)
	base.AttributedTo = r.speaker(st)
	base.Confidence = confidence(p, st, &base)
	each := pairs
	if members := r.expand(got.mutual, t, "s"); len(members) > 2 && len(members) <= 6 {
		sources, each = members, among // «بين روسيا وتركيا وإيران»
	}
	each(sources, targets, func(a, b *entity) {
		if a == b || a != nil && b != nil && r.top(a) == b && t != schema.PartOf && t != schema.Leads && t != schema.MemberOf && (t != schema.Supports || b.Type == schema.State) {
			return
		}
		if t == schema.Supports && a != nil && b != nil && b.PartOf != "" && a.PartOf == b.PartOf && strings.HasSuffix(string(b.ID), ".government") {
			return // «القوات الموالية للحكومة» are hers
		}
		if t == schema.DemandedOf && p.nom != nil && b != nil && len(p.argsOf("ل")) > 0 && r.eng.reports(b) {
			return // «الدعوة التي أكدها المسؤولون للوكالة»
		}
		if talked(t) && (a != nil && r.eng.reports(a) || b != nil && r.eng.reports(b)) {
			return // «في مقابلة مع القناة»: an interview is no meeting of actors
		}
		c := base
		if a != nil {
			c.Source = r.show(a)
		}
		if b != nil && recalled {
			c.Target = b.ID
		} else if b != nil {
			c.Target = r.show(b)
		}
		known := len(r.claims)
		r.add(c)
		if recalled && len(r.claims) > known {
			r.recalled = append(r.recalled, known) // until somebody takes it on
		}
	})
}

// forget drops the deeds of nobody that the article only takes for known, unless
// somebody has taken them on: «تبنته حركة طالبان».
func (r *reader) forget() {
	gone := map[int]bool{}
	for _, i := range r.recalled {
		gone[i] = r.claims[i].Source == ""
	}
	kept := r.claims[:0]
	for i := range r.claims {
		if !gone[i] {
			kept = append(kept, r.claims[i])
		}
	}
	r.claims = kept
}

// asksFor reports whether a frame is of a verb with a certain word in a slot.
func asksFor(f *seeds.Frame, slot string) bool {
	for i := range f.Conditions {
		if f.Conditions[i].Name == slot && len(f.Conditions[i].Words) > 0 {
			return true
		}
	}
	return false
}

// inanimate reports whether what a verb says is done by a thing that nobody
// wields: «ضرب الزلزال المدينة».
func (r *reader) inanimate(p *pred) bool {
	list := r.subject(p)
	for _, n := range list {
		if n.kind != nomOther || n.ent != nil || n.owner != nil || len(n.nisba) > 0 || n.pred != nil || n.word == "%pron" || r.eng.weapons[n.word] || r.eng.weapons[bare(r.sent.words[n.first].Folded)] {
			return false
		}
	}
	return len(list) > 0
}

// states reports whether all of some actors are states: «هجوم على إيران» by nobody
// is as often one of words.
func states(list []*entity) bool {
	for _, e := range list {
		if e.Type != schema.State {
			return false
		}
	}
	return len(list) > 0
}

// openEnded reports whether a relation tells something where one end is unknown:
// an attack that nobody claims, a dismissal by an unnamed authority, a protest
// against nobody that is named.
func openEnded(t schema.RelationType) bool {
	switch t {
	case schema.Attacked, schema.Killed, schema.Detained, schema.Released, schema.Expelled, schema.Captured, schema.Overthrew,
		schema.Appointed, schema.Dismissed, schema.ResignedFrom, schema.ProtestedAgainst, schema.Sanctioned:
		return true
	}
	return false
}

// onlyDone reports whether a deed of force by nobody that is named is worth a claim
// only where it is told as done.
func onlyDone(t schema.RelationType) bool {
	switch t {
	case schema.Attacked, schema.Killed, schema.Captured:
		return true
	}
	return false
}

// doers keeps of the actors of a deed of force those who do not only report it.
func (r *reader) doers(list []*entity) []*entity {
	out := make([]*entity, 0, len(list))
	for _, e := range list {
		if !r.eng.reports(e) {
			out = append(out, e)
		}
	}
	return out
}

// assailants leaves out of those who did what a noun tells the persons whom it does
// not name itself: who speaks of «العدوان على المدينة» has not attacked it.
func assailants(p *pred, list []*entity) []*entity {
	if p.parent != nil && p.parent.verb {
		switch op := p.parent.lex.oper(p.slot); {
		case op == "do", op == "plan", op == "may" && p.slot == "ب":
			return list // «شن هجوما», «توعد بمهاجمة»
		}
	}
	var out []*entity
	for _, e := range list {
		if e.Type != schema.Person || p.gen != nil && p.gen.ent == e {
			out = append(out, e)
		}
	}
	return out
}

// byForce reports whether a relation is a deed of states and forces, not of who
// announces it.
func byForce(t schema.RelationType) bool {
	switch t {
	case schema.Attacked, schema.Captured, schema.DeployedTo, schema.WithdrewFrom, schema.Controls:
		return true
	}
	return false
}

// statesOf puts in the place of heads of state and government the states that
// they lead.
func (r *reader) statesOf(list []*entity) []*entity {
	out := make([]*entity, 0, len(list))
	for _, e := range list {
		for _, o := range r.eng.offices[e.ID] {
			if entry := r.eng.reg.Entry(o.Body); e.Type == schema.Person && o.Relation == schema.Leads && entry != nil && entry.Type == schema.State && holds(o.Span, r.day) {
				e = r.top(r.entityOf(entry))
				break
			}
		}
		out = append(out, e)
	}
	return out
}

// attends reports whether a verb is of taking part in a meeting spoken of before.
func (p *pred) attends() bool {
	return p.verb && p.obj != nil && p.obj.kind == nomEvent && p.obj.def && !p.negated && !p.will && p.obj.pred != nil && p.obj.pred.gen == nil && p.obj.pred.genPron == "" && diplomatic(p.obj.pred.lex)
}

// withoutSets leaves of a group and those of it that are named only these: «حضر
// الاجتماع مسؤولون، بينهم فلان».
func withoutSets(list []*nominal) []*nominal {
	var out []*nominal
	for _, n := range list {
		named := false
		for _, m := range list {
			named = named || m.among == n && m.ent != nil
		}
		if !named {
			out = append(out, n)
		}
	}
	return out
}

// noteMeeting keeps who met last and when, for what is told of it later.
func (r *reader) noteMeeting(who []*entity, w when) {
	if w.basis != schema.BasisNone {
		w.basis = schema.BasisContext
		r.lastMeetingWhen = w
	} else if !sameEntities(who, r.lastMeeting) {
		r.lastMeetingWhen = when{}
	}
	r.lastMeeting = who
}

// sameEntities reports whether two lists hold the same actors in any order.
func sameEntities(a, b []*entity) bool {
	for _, e := range a {
		if !slices.Contains(b, e) {
			return false
		}
	}
	return len(a) == len(b)
}

// attended returns whom one meets who attends the meeting told of last: those
// of its participants who are not of one's own side.
func (r *reader) attended(who []*entity) []*entity {
	own := map[*entity]bool{}
	for _, e := range who {
		own[e] = true
		if side := r.side(e); side != nil {
			own[side] = true
		}
	}
	var out []*entity
	for _, e := range r.lastMeeting {
		if !own[e] && !own[r.side(e)] {
			out = append(out, e)
		}
	}
	return out
}

// side is the state that a person serves, through any office, or that a body is
// part of.
func (r *reader) side(e *entity) *entity {
	if e.Type != schema.Person {
		return r.top(e)
	}
	if state := r.stateOf(e); state != nil {
		return state
	}
	for _, o := range r.eng.offices[e.ID] {
		if entry := r.eng.reg.Entry(o.Body); entry != nil && holds(o.Span, r.day) {
			if top := r.top(r.entityOf(entry)); top.Type == schema.State {
				return top
			}
		}
	}
	if state := r.stateGiven(e); state != nil {
		return state
	}
	if len(e.nationality) > 0 {
		return e.nationality[0]
	}
	return nil
}

// instrument finds who does a deed in the deed by which it was done: «قتل في
// غارات إسرائيلية», «قصف بطائرات روسية».
func (r *reader) instrument(p *pred, t schema.RelationType) []*entity {
	switch t {
	case schema.Killed, schema.Attacked, schema.Detained, schema.Captured:
	default:
		return nil
	}
	for _, prep := range []string{"في", "ب", "خلال", "بعد", "من"} {
		for _, n := range p.argsOf(prep) {
			if n.pred == nil || len(n.pred.lex.frames) == 0 {
				continue
			}
			switch n.pred.lex.frames[0].Type {
			case schema.Attacked, schema.Fights, schema.Killed:
				if prep == "خلال" && n.pred.lex.frames[0].Type == schema.Fights {
					continue // «خلال تصديهم للقوات»: rather those who were killed
				}
				list := r.expand(r.subject(n.pred), t, "s")
				if n.pred.lex.frames[0].Type == schema.Fights && len(list) == 1 && list[0].Type == schema.State && n.pred.gen == nil {
					continue // «قتل في الحرب اليمنية»: where it is fought
				}
				if len(list) > 0 {
					return list
				}
			}
		}
	}
	return nil
}

// sharedDoer finds who did what a verb suffers in the verb after «و» that suffers
// at the same hands: «استشهد شاب وأصيب آخر برصاص الجيش».
func (r *reader) sharedDoer(p *pred, t schema.RelationType) []*entity {
	if !p.verb || t != schema.Killed && t != schema.Attacked {
		return nil
	}
	for _, q := range r.sent.preds {
		if q.dropped != p || !q.verb || q.rd.conj == 0 || q.clause != p.clause || len(q.lex.frames) == 0 || q.at-p.at > 12 {
			continue
		}
		got := r.best(q)
		if got == nil || got.frame.Type != schema.Killed && got.frame.Type != schema.Attacked || len(q.argsOf("ب")) == 0 || q.subj != nil {
			continue
		}
		if list := r.expand(got.source, t, "s"); len(list) > 0 {
			return list
		}
	}
	return nil
}

// pairs calls f for every pair of two lists; an empty list gives nil.
func pairs(a, b []*entity, f func(a, b *entity)) {
	if len(a) == 0 {
		a = []*entity{nil}
	}
	if len(b) == 0 {
		b = []*entity{nil}
	}
	for _, x := range a {
		for _, y := range b {
			f(x, y)
		}
	}
}

// among calls f for every pair of the members of one list.
func among(members, _ []*entity, f func(a, b *entity)) {
	for i := range members {
		for _, b := range members[i+1:] {
			f(members[i], b)
		}
	}
}

func sortRoles(roles []schema.Role) {
	for i := 1; i < len(roles); i++ {
		for k := i; k > 0 && roles[k].Name < roles[k-1].Name; k-- {
			roles[k], roles[k-1] = roles[k-1], roles[k]
		}
	}
}

// confidence is 0.9 for what the article says itself in full, less for what is
// attributed, hedged, incomplete or inferred.
func confidence(p *pred, st stance, c *schema.Claim) float64 {
	v := 0.9
	if c.AttributedTo != "" {
		v -= 0.1
	}
	if st.modality != schema.Actual {
		v -= 0.05
	}
	v -= 0.1 * float64(min(st.rank, 3))
	if p.nom != nil {
		v -= 0.05
	}
	return round2(v)
}

func round2(v float64) float64 { return float64(int(v*100+0.5)) / 100 }

// speaker names who says a claim, and of «مصدر في وزارة الدفاع» where the source
// is.
func (r *reader) speaker(st stance) string {
	for _, n := range st.attributed {
		if n.ent != nil {
			return string(r.show(n.ent))
		}
	}
	for _, n := range st.attributed {
		if n.end > n.start {
			end := n.end
			if s := r.sent; s != nil && n.last+2 < len(s.words) && s.words[n.last].End == n.end && sourceIn[s.words[n.last+1].Folded] {
				if m := s.phrases[n.last+2]; m != nil && m.ent != nil && m.first == n.last+2 {
					end = m.end
				}
			}
			return cleanName(r.text[n.start:end])
		}
	}
	return ""
}

// sourceIn are the prepositions between a source without a name and the body
// that it is in.
var sourceIn = map[string]bool{"في": true, "من": true, "لدى": true, "داخل": true}

// evidence is the sentence with the words from the predicate to its last filler
// marked.
func (r *reader) evidence(s *sentence, p *pred, got *filled) schema.Evidence {
	from, to := s.words[p.at].Start, s.words[p.at].End
	widen := func(list []*nominal) {
		for _, n := range list {
			if n.end > n.start && n.start >= s.start && n.end <= s.end {
				from, to = min(from, n.start), max(to, n.end)
			}
		}
	}
	widen(got.source)
	widen(got.target)
	for _, d := range p.dates {
		from, to = min(from, s.dates[d].Start), max(to, s.dates[d].End)
	}
	return schema.Evidence{
		Sentence: s.idx, Text: r.text[s.start:s.end], Start: s.start, End: s.end, FocusStart: from, FocusEnd: to,
		Rule: p.lex.file + "/" + string(got.frame.Type),
	}
}

// show marks an entity as one that a claim names and returns its id.
func (r *reader) show(e *entity) schema.ActorID {
	e.shown = true
	return e.ID
}

// add keeps a claim unless the same sentence has said it.
func (r *reader) add(c schema.Claim) {
	if c.Type == schema.LocatedIn && r.entities[c.Target] != nil {
		if e := r.regionOf(r.entities[c.Target]); e.ID != c.Target && e.ID != c.Source {
			c.Target = r.show(e)
		}
	}
	c.Canonical()
	for i := range r.claims {
		d := &r.claims[i]
		if d.Type == c.Type && d.Source == c.Source && d.Target == c.Target && d.Modality == c.Modality && d.Evidence.Sentence == c.Evidence.Sentence &&
			(d.ValidFrom == c.ValidFrom || c.ValidFrom.IsZero()) {
			return
		}
	}
	c.ID = schema.NewClaimID(&c)
	r.claims = append(r.claims, c)
}
