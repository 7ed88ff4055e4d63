package extract

import "rawabit/schema"

// object returns whom a predicate is done to.
func (r *reader) object(p *pred) []*nominal {
	if p.nom != nil {
		return r.eventObject(p)
	}
	if len(p.agents) > 0 && p.verb && p.rd.passive && p.obj == nil && p.objPron == "" && p.subj != nil {
		return all(p.subj) // «اتهمت روسيا من قبل كييف»
	}
	if p.rd.part == partPassive {
		return before(p.antecedent, p.at)
	}
	if p.passive() {
		switch {
		case p.obj != nil:
			return all(p.obj)
		case p.topic != nil:
			return all(p.topic)
		case p.antecedent != nil && !p.resumed:
			return all(p.antecedent)
		}
		if p.dropped != nil && agreesDropped(p) {
			return r.subjectOrPatient(p.dropped)
		}
		return nil
	}
	if n := r.victim(p); n != nil {
		return all(n)
	}
	if r.bareVictim(p) {
		return all(p.subj)
	}
	if p.objPron != "" {
		if p.deed != nil {
			return r.subject(p.deed)
		}
		if p.resumed && p.antecedent != nil {
			return all(p.antecedent)
		}
		if own := r.subject(p); len(own) == 1 && own[0].ent != nil {
			r.notMeant = own[0].ent // nobody accuses himself with a pronoun
		}
		e, list := r.pronounActors(p, p.objPron)
		r.notMeant = nil
		if list != nil {
			return list
		}
		if e != nil {
			n := &nominal{kind: nomDesc, first: p.at, last: p.at}
			r.setEntity(n, e)
			return []*nominal{n}
		}
		return all(p.obj)
	}
	if p.obj == nil && p.lex.transitive() {
		for _, q := range r.sent.preds {
			if q.verb && q.at == p.at+1 && q.dropped == p && q.objPron == "" {
				return r.object(q) // «تدير وتشغل الميناء»
			}
			if q.verb && p.subj != nil && p.subj.last == q.at-1 && q.dropped == p && q.objPron == "" && q.rd.conj != 0 && q.subj == nil && q.obj != nil && q.lex.transitive() && len(p.args) == 0 {
				return all(q.obj) // «أدانت إيران واستنكرت تحذيرات واشنطن»
			}
		}
	}
	if p.obj == nil && p.antecedent != nil && !p.resumed && p.subj != nil && p.lex.transitive() {
		return all(p.antecedent)
	}
	return all(p.obj)
}

// before returns a phrase and those of its coordination that stand before a
// word.
func before(n *nominal, at int) []*nominal {
	if n == nil {
		return nil
	}
	out := []*nominal{n}
	for _, m := range n.coord {
		if m.first < at {
			out = append(out, m)
		}
	}
	return out
}

// bareVictim reports whether a verb that may be a passive has nothing but one
// phrase after it where the lexicon wants an object: «قتل ثلاثة جنود».
func (r *reader) bareVictim(p *pred) bool {
	if r.victim(p) != nil {
		return true
	}
	if !p.verb || !p.rd.passive || p.rd.pron != "" || p.subj == nil || p.obj != nil || p.topic != nil || p.antecedent != nil && !p.resumed || len(p.lex.frames) == 0 {
		return false
	}
	f := &p.lex.frames[0]
	t := f.Arg("t")
	if t == nil || len(t.Slots) == 0 || t.Slots[0].Name != "obj" || len(f.Conditions) > 0 {
		return false
	}
	switch f.Type {
	case schema.Killed, schema.Attacked, schema.Detained, schema.Released, schema.Appointed, schema.Dismissed, schema.Expelled:
	default:
		return false
	}
	for _, slot := range t.Slots[1:] {
		if len(p.argsOf(slot.Name)) > 0 {
			return false
		}
	}
	return slotTypeFits(f.Type, "t", t.Slots[0].Types, p.subj)
}

// victim is the phrase before a verb of killing or arrest that nothing follows
// which could be its object, so that the verb is a passive: «الضابط الذي قتل في
// غارة», «الناشط اعتقل أمس».
func (r *reader) victim(p *pred) *nominal {
	if !p.verb || !p.rd.passive || p.rd.pron != "" || p.objPron != "" || p.subj != nil || p.obj != nil || p.circumstance || len(p.lex.frames) == 0 || p.passive() {
		return nil
	}
	t := p.lex.frames[0].Arg("t")
	switch p.lex.frames[0].Type {
	case schema.Killed, schema.Detained:
	default:
		return nil
	}
	if t == nil || len(t.Slots) == 0 || t.Slots[0].Name != "obj" {
		return nil
	}
	for _, slot := range t.Slots[1:] {
		if len(p.argsOf(slot.Name)) > 0 {
			return nil
		}
	}
	n := p.topic
	if p.antecedent != nil && !p.resumed {
		n = p.antecedent
	}
	if n == nil || n.typ != schema.Person && n.typ != schema.Group || n.kind == nomEvent {
		return nil
	}
	return n
}

func agreesDropped(p *pred) bool { return p.rd.person == 3 }

func (r *reader) subjectOrPatient(p *pred) []*nominal {
	if p.passive() {
		return r.object(p)
	}
	return r.subject(p)
}

func (r *reader) eventObject(p *pred) []*nominal {
	if v := p.parent; p.genPron != "" && v != nil && v.verb && v.subj != nil && v.lex.oper(p.slot) == "do" && v.antecedent != nil && !v.resumed && p.lex.transitive() {
		probe := &nominal{}
		if probe.fem, probe.number = pronounFeatures(p.genPron); agreesPronoun(v.antecedent, probe) {
			return all(v.antecedent) // «القوات التي تتولى واشنطن تسليحها»
		}
	}
	if r.undergone(p) {
		return all(p.gen)
	}
	if p.obj != nil {
		return all(p.obj)
	}
	if r.undertaken(p) {
		return all(p.gen)
	}
	if !p.lex.transitive() || r.targetNamed(p) {
		return nil
	}
	byPrep := p.dative()
	if len(byPrep) > 0 && (p.gen != nil || p.genPron != "" || len(p.nisba) > 0) {
		var out []*nominal
		for _, n := range byPrep {
			out = append(out, n.all()...)
		}
		return out
	}
	if p.gen != nil {
		return all(p.gen)
	}
	if p.genPron != "" && suffers(p.lex) && !r.ownPronoun(p) {
		return r.pronominal(p, p.genPron)
	}
	return nil
}

// suffers reports whether a pronoun on a verbal noun is whom the deed is done to:
// «مقتله», «تعيينه», where «دعمه», «زيارته» and «رفضه» are his own deeds.
func suffers(l *lexeme) bool {
	if len(l.frames) == 0 {
		return true
	}
	switch l.frames[0].Type {
	case schema.Killed, schema.Attacked, schema.Detained, schema.Released, schema.Appointed, schema.Dismissed, schema.Expelled,
		schema.Overthrew, schema.Captured, schema.Met:
		return true
	}
	return false
}

// ownPronoun reports whether the pronoun on an event noun can only be its doer:
// «قام بزيارته», «بدأت هجومها».
func (r *reader) ownPronoun(p *pred) bool {
	if p.parent == nil {
		return false
	}
	switch p.parent.lex.oper(p.slot) {
	case "do", "go", "plan", "stop":
		// «قام بزيارته»: but not «تولى تسليحها», where the doer is known and the
		// pronoun is of another gender.
		fem, number := pronounFeatures(p.genPron)
		for _, n := range r.subject(p.parent) {
			if n.ent != nil && number == 1 && n.ent.Type != schema.Group {
				return (n.ent.fem == fem || n.fem == fem && n.end > n.start || fem && n.number == 3) && p.parent.lex.folded != "تولي"
			}
		}
		return true
	}
	return false
}

// dative returns the phrases after «ل» that may be a verbal noun's object. A
// pronoun is none where the genitive can be the object («تعيين فلان نائبا له»).
func (p *pred) dative() []*nominal {
	var out []*nominal
	for _, n := range p.argsOf("ل") {
		if n.kind == nomEvent && len(p.lex.frames) > 0 && itself[p.lex.frames[0].Type] && !p.conditioned(n) {
			continue // «لقاء الوفد لبحث الأزمة»
		}
		if n.word != "%pron" || p.gen == nil || !couldFill(p, "obj", p.gen) {
			out = append(out, n)
		}
	}
	return out
}

// undergone reports whether an event noun is the subject of a verb that says
// that it was done: «تم إطلاق سراحه», «جرى اعتقال خمسة».
func (r *reader) undergone(p *pred) bool {
	if needsObject[p.lex.folded] && p.gen != nil && p.gen.ent != nil && (p.obj == nil || p.obj.ent == nil && p.obj.typ == "") && len(p.argsOf("ل")) == 0 {
		return true // «تحميل الحكومة المسؤولية»
	}
	if p.parent == nil || p.slot != "subj" && p.slot != "obj" || !p.lex.transitive() || len(p.argsOf("ل")) > 0 {
		return false
	}
	switch p.parent.lex.folded {
	case "تم", "جري":
		return p.gen != nil
	}
	return false
}

// undertaken reports whether an event noun is a deed of force that its verb says
// its own subject does: what it is annexed to can only be whom it is done to.
func (r *reader) undertaken(p *pred) bool {
	return p.parent != nil && p.parent.verb && p.slot == "ب" && p.parent.lex.oper("ب") == "do" && p.gen != nil && p.gen.pred == nil && p.gen.typ != schema.Person &&
		p.obj == nil && p.lex.verb != nil && p.lex.transitive() && suffers(p.lex) && len(p.lex.frames) > 0 && len(p.agents) == 0 && len(r.subject(p.parent)) > 0
}

// targetNamed reports whether a phrase after a preposition fills the target of a
// frame whose object could fill it too: in «لقاء الوزير بنظيره» the genitive can
// only be the doer.
func (r *reader) targetNamed(p *pred) bool {
	for i := range p.lex.frames {
		t := p.lex.frames[i].Arg("t")
		if t == nil {
			continue
		}
		takesObj := false
		for k := range t.Slots {
			takesObj = takesObj || t.Slots[k].Name == "obj"
		}
		if !takesObj {
			continue
		}
		for k := range t.Slots {
			switch name := t.Slots[k].Name; name {
			case "obj", "-", "subj", "gen", "ل", "من", "عن":
			default:
				for _, n := range p.argsOf(name) {
					if r.meant(n, p.lex.frames[i].Type, "t") != nil {
						return true
					}
				}
			}
		}
	}
	return false
}
