package extract

import "rawabit/schema"

// subject returns who does what a predicate says.
func (r *reader) subject(p *pred) []*nominal {
	if p.done {
		return p.resolvedSubj
	}
	p.done = true // a chain that comes back here has no subject
	p.resolvedSubj = r.issuer(p, r.findSubject(p))
	return p.resolvedSubj
}

func (r *reader) findSubject(p *pred) []*nominal {
	if len(p.agents) > 0 {
		var out []*nominal
		for _, n := range p.agents {
			out = append(out, n.all()...)
		}
		return out
	}
	if r.bareVictim(p) {
		return r.passiveAgent(p)
	}
	if p.phrase {
		if p.dropped == nil {
			return nil
		}
		list := r.subject(p.dropped)
		if len(list) == 1 && list[0].ent == nil && list[0].kind == nomEvent && list[0].pred != nil && list[0].pred != p {
			return r.subject(list[0].pred) // «عقد اجتماعا استمر ساعتين بحضور …»
		}
		return list
	}
	if p.nom != nil {
		return r.eventSubject(p)
	}
	if p.rd.part == partPassive || p.passive() {
		return r.passiveAgent(p)
	}
	if p.verb && p.rd.person == 1 {
		return r.speaking(p)
	}
	if p.circumstance {
		return r.subject(p.dropped)
	}
	if p.rd.part == partActive || p.rd.part == partAdjective {
		return before(p.antecedent, p.at)
	}
	switch {
	case p.subj != nil:
		return all(p.subj)
	case p.topic != nil && agreesTopic(p, p.topic) && !(p.antecedent != nil && p.topic == p.antecedent && p.resumed):
		return all(p.topic)
	case p.antecedent != nil && !p.resumed && agreesTopic(p, p.antecedent):
		return all(p.antecedent)
	case p.dropped != nil && p.lex.causes():
		return r.causeBefore(p)
	case p.dropped != nil && p.verb && hits[p.lex.folded] && p.rd.perfect && p.rd.conj == 0 && r.attackBefore(p) != nil:
		return all(r.attackBefore(p))
	case p.dropped != nil:
		list := r.subject(p.dropped)
		if len(list) == 1 && list[0].ent == nil && list[0].kind == nomEvent && wantsActor(p) && p.clause != nil && p.clause.kind == clauseSub {
			break // «إذا تم توقيع الاتفاق عندما يلتقي نظيره»
		}
		if len(list) > 0 && (agreesTopic(p, list[0]) || len(list) > 1) {
			return list
		}
	}
	if p.parent != nil && p.slot == "" && p.clause != nil && p.clause.kind == clauseComp {
		list := r.subject(p.parent)
		if len(list) > 0 && agreesTopic(p, list[0]) {
			return list
		}
	}
	if p.clause != nil && p.clause.kind == clauseRel && p.clause.parent != nil && p.resumed {
		for c := p.clause.parent; c != nil && callsNames[p.lex.folded]; c = c.parent {
			if c.kind == clauseMain && c.pred != nil && c.pred != p {
				if list := r.subject(c.pred); len(list) == 1 && list[0].ent != nil && agreesTopic(p, list[0]) {
					return list // «دعا … إلى تسلم المدينة من المقاتلين الذين وصفهم بالإرهابيين»
				}
			}
		}
		if a := p.antecedent; a != nil && a.pred != nil && a.pred != p {
			if list := r.subject(a.pred); len(list) > 0 && list[0].ent != nil && agreesTopic(p, list[0]) {
				return list // «زيارة بوتين … يجري خلالها»
			}
		}
		// «الانسحاب من جيب كانت تسيطر عليه»: who did what the clause stands in.
		outer := p.clause.parent.pred
		if n := len(p.clause.parent.events); n > 0 {
			outer = p.clause.parent.events[n-1]
		}
		if outer != nil && outer != p {
			if list := r.subject(outer); len(list) > 0 && agreesTopic(p, list[0]) {
				return list
			}
		}
	}
	if list := r.speakerAround(p); len(list) > 0 {
		return list
	}
	if n := r.lastSubject; n != nil && p.verb && p.clause != nil && p.clause.kind == clauseMain && p.rd.person == 3 && agreesTopic(p, n) && (r.lastSubjectSent >= r.sent.idx-1 || r.lastSubjectSent == r.sent.idx-2 && speechAct(p.lex) && n.fem == p.rd.fem && n.number < 2) {
		return []*nominal{n}
	}
	return nil
}

// causeBefore is the event that a verb such as «أسفر عن» without a subject of
// its own goes on about: the latest before it that agrees.
func (r *reader) causeBefore(p *pred) []*nominal {
	if f := p.dropped.lex.frames; len(f) > 0 && !f[0].Type.IsState() && p.dropped.lex.oper("") == "" {
		if list := r.subject(p.dropped); len(list) > 0 {
			return list
		}
	}
	for k := len(r.sent.nominals) - 1; k >= 0; k-- {
		n := r.sent.nominals[k]
		if n.first < p.at && n.kind == nomEvent && n.pred != nil && n.pred != p && (p.rd.fem == n.fem || p.rd.fem && n.number == 3) {
			for q, depth := n.pred.parent, 0; q != nil && depth < 4 && q.nom != nil && q.nom.pred == q && n.pred.slot != "gen" && q.rd.fem == p.rd.fem; q, depth = n.pred.parent, depth+1 {
				n = q.nom // «تمردا على حكم الرئيس، أدى إلى»: the mutiny
			}
			return []*nominal{n}
		}
	}
	return nil
}

// hits are the verbs that say whom a strike reaches.
var hits = map[string]bool{"استهدف": true, "طال": true, "اصاب": true, "ضرب": true}

// attackBefore is the indefinite strike just before a verb without a conjunction,
// which says whom it reached: «قتل في عدوان إسرائيلي الاثنين، استهدف بلدة».
func (r *reader) attackBefore(p *pred) *nominal {
	for k := len(r.sent.nominals) - 1; k >= 0; k-- {
		n := r.sent.nominals[k]
		if n.first >= p.at {
			continue
		}
		if n.kind == nomEvent && n.pred != nil && n.pred != p && n.pred.lex.noun != nil && len(n.pred.lex.frames) > 0 && n.pred.lex.frames[0].Type == schema.Attacked && !n.def && p.rd.fem == n.fem {
			if list := r.subject(n.pred); len(list) > 0 && list[0].ent != nil {
				return n
			}
			if n.last == p.at-1 {
				return n
			}
			return nil
		}
		if p.at-n.last > 8 {
			return nil
		}
	}
	return nil
}

// causes reports whether a verb says what something led to.
func (l *lexeme) causes() bool {
	for _, o := range l.opers {
		if o.Name == "cause" {
			return true
		}
	}
	return false
}

// speaking is who says «نحن» in a quotation: the subject of the verb of saying
// above.
func (r *reader) speaking(p *pred) []*nominal {
	for q, depth := p, 0; q.parent != nil && depth < 6; q, depth = q.parent, depth+1 {
		if q.parent.lex.oper(q.slot) == "say" {
			return r.subject(q.parent)
		}
	}
	return nil
}

// speakerAt is who says what stands at a word, as far as «نحن» is his: the subject
// of the last verb of saying before it, where no other speaks since.
func (r *reader) speakerAt(at int) []*nominal {
	for k := len(r.sent.preds) - 1; k >= 0; k-- {
		q := r.sent.preds[k]
		if q.at >= at || !q.verb || q.lex.oper("") != "say" || q.rd.person == 1 {
			continue
		}
		if list := r.subject(q); len(list) == 1 && list[0].ent != nil && !r.eng.reports(list[0].ent) {
			return list
		}
		return nil
	}
	return nil
}

// passiveAgent is the phrase after «من» of a passive participle («المدعومة من
// تركيا»).
func (r *reader) passiveAgent(p *pred) []*nominal {
	for _, prep := range []string{"من", "ب"} {
		for _, n := range p.argsOf(prep) {
			if p.rd.part == partPassive && n.ent != nil && (n.typ != schema.Place || r.capitalState(n.ent) != nil) {
				return all(n)
			}
		}
	}
	return nil
}

// eventSubject is who does what an event noun says: its relative adjective, its
// pronoun or genitive where the noun takes those as its doer, else the subject
// of the verb that governs it.
func (r *reader) eventSubject(p *pred) []*nominal {
	if list := r.nisbaNominals(p); len(list) > 0 {
		return list
	}
	if p.gen == nil && p.genPron == "" {
		for _, n := range p.argsOf("ل") {
			if n.word == "%pron" && !p.nom.def {
				return all(n) // «لقاء له»
			}
		}
	}
	if list := r.doneBy(p); len(list) > 0 {
		return list
	}
	if p.gen == nil && p.genPron == "" && p.lex.folded == "زار" && len(p.argsOf("إلى")) > 0 {
		for _, n := range p.argsOf("ل") {
			if n.typ == schema.Person || n.typ == schema.Organization || n.typ == schema.Group || n.kind == nomCarrier {
				return all(n) // «زيارة لولي العهد إلى لندن»
			}
		}
	}
	if p.gen == nil && p.genPron == "" && givesSupport(p.lex) {
		for _, n := range p.argsOf("من") {
			if n.ent != nil && n.typ != schema.Place && n.typ != schema.Facility {
				return all(n) // «دعما من الولايات المتحدة»
			}
		}
	}
	if r.undertaken(p) {
		return r.controller(p) // «قامت الحركة بقصف مواقع للجيش»
	}
	takesObj := p.lex.transitive() && !r.targetNamed(p)
	byPrep := p.dative()
	if r.undergone(p) && needsObject[p.lex.folded] {
		return r.controller(p)
	}
	if r.undergone(p) {
		return nil // «تم تعيين خلف»: whom it is done to stands after it
	}
	if p.gen != nil && p.gen.kind != nomOther {
		if !takesObj || len(byPrep) > 0 || p.obj != nil || p.gen.pred == nil && !couldFill(p, "obj", p.gen) {
			return all(p.gen)
		}
	} else if p.gen != nil && !takesObj {
		if p.gen.ent == nil && p.gen.owner == nil {
			if list := r.controller(p); len(list) > 0 {
				return list // «انسحاب كامل»: an adjective, not the doer
			}
		}
		return all(p.gen)
	}
	if p.genPron != "" && (!takesObj || len(byPrep) > 0 || p.obj != nil || !suffers(p.lex)) {
		if list := r.pronominal(p, p.genPron); len(list) > 0 {
			return list
		}
	}
	if p.gen == nil && p.genPron == "" && !p.nom.def && len(byPrep) > 0 && !p.lex.takes("ل") && len(p.lex.frames) > 0 {
		for _, n := range byPrep {
			if t := p.lex.frames[0].Type; n.ent != nil && (t == schema.Attacked || t == schema.Killed || diplomatic(p.lex) && n.typ == schema.Person || n.typ == schema.ArmedForce && (t == schema.PresentIn || t == schema.DeployedTo || t == schema.WithdrewFrom || t == schema.ProtestedAgainst)) && n.typ != schema.Place && slotTypeFits(t, "s", nil, n) {
				return all(n) // «غارة للتحالف»
			}
		}
	}
	if list := r.controller(p); len(list) > 0 {
		return list
	}
	for _, n := range r.sent.nominals {
		if n.pred != nil && n != p.nom && contains(n.coord, p.nom) && p.gen != nil {
			return r.subject(n.pred) // «انسحاب واشنطن وإعادة فرض العقوبات»
		}
	}
	return nil
}

// doneBy finds the doer of an event noun in a clause about it: «غارات شنتها
// إسرائيل», «هجوم نفذه مسلحون», or else in the sentence before that told it.
func (r *reader) doneBy(p *pred) []*nominal {
	for _, q := range r.sent.preds {
		if q == p || !q.verb || !isLight(q.lex) {
			continue
		}
		if q.antecedent != nil && q.antecedent == p.nom && (q.objPron != "" || q.passive() || q.resumed) {
			return r.subject(q)
		}
	}
	if p.nom.def && p.gen == nil && p.genPron == "" && p.parent != nil && p.parent.lex.oper(p.slot) != "do" && len(p.lex.frames) > 0 {
		if n := r.lastDoer[p.lex.frames[0].Type]; n != nil && r.lastDoerSent[p.lex.frames[0].Type] >= r.sent.idx-3 {
			return []*nominal{n}
		}
	}
	return nil
}

// controller is the subject of the predicate that governs an event noun or a
// clause, where its operator hands it on.
func (r *reader) controller(p *pred) []*nominal {
	if p.parent == nil {
		return nil
	}
	if p.slot == "gen" && p.parent.nom != nil && rounds[p.parent.lex.folded] {
		return r.controller(p.parent)
	}
	switch p.parent.lex.oper(p.slot) {
	case "may":
		if f := p.parent.lex.frames; p.parent.verb && len(f) > 0 && (f[0].Type == schema.Threatened || f[0].Type == schema.DemandedOf) {
			if list := r.object(p.parent); len(list) > 0 {
				return list // «حذرت بكين واشنطن من تسليح …»
			}
		}
		if allows[p.parent.lex.folded] && p.parent.verb && !p.parent.negated {
			var out []*nominal
			for _, n := range p.parent.argsOf("ل") {
				out = append(out, n.all()...)
			}
			return out // «سمح لإيران بتزويد …»
		}
		return r.subject(p.parent)
	case "do", "go", "plan", "fail", "stop":
		return r.subject(p.parent)
	case "want":
		if list := r.object(p.parent); len(list) > 0 {
			return list
		}
		return nil
	case "charge":
		return r.object(p.parent)
	case "know":
		return nil
	case "say", "deny":
		if p.nom != nil && p.lex.folded != "اصاب" && (p.lex.noun == nil || announces[p.parent.lex.folded] && len(p.lex.frames) > 0 && (p.lex.frames[0].Type.Symmetric() || p.lex.frames[0].Type == schema.Sanctioned)) && (p.genPron == "" && p.gen == nil || p.genPron != "" && p.givesPost() && announces[p.parent.lex.folded] || p.gen != nil && announces[p.parent.lex.folded] && (couldFill(p, "obj", p.gen) || p.lex.oper("obj") != "")) {
			return r.ownDeed(p, r.subject(p.parent))
		}
		return nil
	}
	switch p.slot {
	case "من":
		if p.parent.nom != nil && rounds[p.parent.lex.folded] {
			return r.subject(p.parent)
		}
	case "ل", "ب", forPurpose:
		if p.slot == "ل" && p.parent.nom != nil && p.parent.lex.verb != nil && p.parent.lex.transitive() && givesSupport(p.parent.lex) {
			return nil // «دعم أوكرانيا للهجوم»: not her own attack
		}
		if p.slot == "ل" && p.parent.verb && givesSupport(p.parent.lex) && p.fights() {
			if list := r.object(p.parent); len(list) > 0 {
				return list // «القوات التي تدعمها لقتال التنظيم»: they fight
			}
		}
		return r.subject(p.parent) // «لمحاربة», «بقصف», «دعما»
	case "خلال", "في", "بعد", "قبل":
		if p.nom != nil && !p.nom.def && p.gen == nil && p.genPron == "" && diplomatic(p.lex) {
			return r.subject(p.parent) // «قال خلال زيارة إلى», «أكد في اتصال مع»
		}
	}
	return nil
}

// allows are the verbs that let another, after «لـ», do what they say.
var allows = map[string]bool{"سمح": true, "اتاح": true, "اذن": true, "رخص": true, "افسح": true}

// ownDeed keeps of those who report a deed who may tell of their own: of a deed
// of force, states and forces, and who announces it.
func (r *reader) ownDeed(p *pred, list []*nominal) []*nominal {
	if len(p.lex.frames) == 0 || announces[p.parent.lex.folded] {
		return list
	}
	switch p.lex.frames[0].Type {
	case schema.Attacked, schema.Killed, schema.Detained, schema.Captured:
	default:
		return list
	}
	var out []*nominal
	for _, n := range list {
		if n.typ == schema.ArmedForce || n.typ == schema.State {
			out = append(out, n)
		}
	}
	return out
}

// givesPost reports whether a verbal noun is of a deed that changes what its object
// holds: «تعيينه», «إقالته».
func (p *pred) givesPost() bool {
	if len(p.lex.frames) == 0 {
		return false
	}
	switch p.lex.frames[0].Type {
	case schema.Appointed, schema.Dismissed, schema.Expelled, schema.Released, schema.Detained:
		return true
	}
	return false
}

// diplomatic reports whether an event is one that its governing verb's subject
// takes part in where nobody else is named.
func diplomatic(l *lexeme) bool {
	if len(l.frames) == 0 {
		return false
	}
	switch l.frames[0].Type {
	case schema.Met, schema.Visited, schema.SpokeWith, schema.NegotiatedWith:
		return true
	}
	return false
}

// announces are the verbs by which one tells one's own deeds: «أعلنت مصر إرسال
// قوات», «نفت إسرائيل اغتيال …».
var announces = map[string]bool{"رفض": true, "اعلن": true, "نفي": true, "انكر": true, "تبني": true}

// rounds are nouns that tell of the deed after them: «جولة من المباحثات»,
// «جلسة مباحثات».
var rounds = map[string]bool{"جوله": true, "سلسله": true, "موجه": true, "جلسه": true, "حزمه": true, "رزمه": true, "برقيه": true, "رساله": true}

// pronounActors finds whom an enclitic pronoun on a predicate means: one actor,
// or for «هما» and «هم» the members of the pair or group before it.
func (r *reader) pronounActors(p *pred, pron string) (*entity, []*nominal) {
	probe := &nominal{first: p.at, last: p.at, pron: pron, def: true}
	if p.nom != nil {
		probe.first = p.nom.first
	}
	if pron == "هما" {
		if pair := r.pairBefore(probe.first); pair != nil {
			return nil, pair
		}
		return nil, nil
	}
	if p.nom != nil {
		probe = p.nom
	}
	return r.antecedentOf(r.sent, probe, pron), nil
}

// speakerAround is who says what a clause of time or reason stands in, where the
// clause names nobody: «قال إنه … عندما يلتقي نظيره».
func (r *reader) speakerAround(p *pred) []*nominal {
	if !p.verb || p.rd.person != 3 || p.clause == nil || p.clause.kind != clauseSub {
		return nil
	}
	for c := p.clause.parent; c != nil; c = c.parent {
		if c.kind == clauseComp && c.holder != nil && c.holder.lex.oper("") == "say" {
			if list := r.subject(c.holder); len(list) == 1 && list[0].ent != nil && agreesTopic(p, list[0]) {
				return list
			}
			return nil
		}
	}
	return nil
}

// givesSupport reports whether an event noun is something that one gets from
// another.
func givesSupport(l *lexeme) bool {
	if len(l.frames) == 0 {
		return false
	}
	switch l.frames[0].Type {
	case schema.Supports, schema.Aided, schema.PledgedTo, schema.Praised:
		return true
	}
	return false
}

// callsNames are verbs by which a speaker calls others something: in a clause about
// them their subject is who speaks.
var callsNames = map[string]bool{"وصف": true, "سمي": true, "اسمي": true, "اعتبر": true, "نعت": true}
