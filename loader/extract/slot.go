package extract

import (
	"strings"

	"rawabit/schema"
)

// fillers returns the phrases of a slot as they stand.
func (r *reader) fillers(p *pred, name string) []*nominal {
	switch name {
	case "subj":
		return r.subject(p)
	case "obj":
		return r.object(p)
	case "obj2":
		if p.obj2 == nil {
			for _, n := range r.sent.nominals {
				if n.pending == p {
					return []*nominal{n} // «سمّى فلانا وزيرا»
				}
			}
		}
		return all(p.obj2)
	case "gen":
		if p.gen != nil {
			return all(p.gen)
		}
		if p.genPron != "" && p.nom != nil {
			return r.pronominal(p, p.genPron)
		}
	case "nisba":
		return r.nisbaNominals(p)
	case "self":
		if p.antecedent != nil {
			return before(p.antecedent, p.at)
		}
		if list := r.predicateOf(p); len(list) > 0 {
			return list
		}
		if p.nom != nil && (p.nom.ent != nil || p.nom.kind != nomEvent) {
			if p.genPron != "" && p.rd.number > 1 {
				return all(p.nom) // «حليفتيها روسيا وإيران»
			}
			return []*nominal{p.nom}
		}
	case "by":
		return p.agents
	case "topic":
		if p.topic != nil && p.topic.word != "%pron" && p.topic.ent != nil {
			return all(p.topic)
		}
	case "loc":
		var out []*nominal
		for _, prep := range []string{"في", "ب", "على", "قرب", "داخل", "إلى", "نحو"} {
			for _, n := range p.argsOf(prep) {
				for _, m := range n.all() {
					if m.typ == schema.Place || m.typ == schema.Facility || m.typ == schema.State || m.kind == nomCarrier {
						out = append(out, m)
					}
				}
			}
			if len(out) > 0 {
				return out
			}
		}
		return out
	default:
		if prep, role, ok := strings.Cut(name, "."); ok {
			return r.deedsOf(p, prep, role)
		}
		list := p.argsOf(name)
		if len(list) == 0 {
			list = r.borrowed(p, name)
		}
		var out []*nominal
		for _, n := range list {
			if name == "على" && n.first > p.at+4 && p.lex.oper("على") == "want" && p.verb && len(p.lex.frames) > 0 && p.lex.frames[0].Arg("s") != nil && len(p.lex.frames[0].Arg("s").Slots) == 0 {
				continue // «يجب أن تنتهي القضية على شبه الجزيرة»: whose duty it is follows at once
			}
			out = append(out, n.all()...)
		}
		return out
	}
	return nil
}

// around reports whether a place is named only as what the place before it lies
// in: «غارة على بلدة في جنوب لبنان».
func (s *sentence) around(n *nominal) bool {
	for _, pair := range s.located {
		if pair[1] == n && pair[0].ent != nil && (pair[0].ent.Type == schema.Place || pair[0].ent.Type == schema.Facility) {
			return true
		}
	}
	return false
}

// deedsOf returns who does, or whom suffers, the deeds that stand after a
// preposition or as the object: «هدد بمهاجمة القوات», «شدد على ضرورة انسحاب
// القوات».
func (r *reader) deedsOf(p *pred, slot, role string) []*nominal {
	if slot == "clause" {
		return r.clauseDoers(p)
	}
	var out []*nominal
	list := r.fillers(p, slot)
	for _, n := range list {
		deed := n.pred
		for depth := 0; deed != nil && depth < 3 && deed.gen != nil && deed.gen.pred != nil && len(deed.lex.frames) == 0; depth++ {
			deed = deed.gen.pred
		}
		if deed == nil && n.owner != nil {
			deed = n.owner.pred
		}
		if deed == nil {
			continue
		}
		if role == "subj" && deed.lex.oper("") == "want" {
			if list := r.clauseDoers(deed); len(list) > 0 {
				out = append(out, list...)
				continue
			}
		}
		who := r.eventObject(deed)
		if role == "subj" {
			who = nil
			if deed.gen != nil && patientOf(deed) {
				continue // «طالب بحماية المدنيين»: not who is to do it
			}
			if deed.gen != nil || deed.genPron != "" || len(deed.nisba) > 0 || len(deed.agents) > 0 {
				who = r.subject(deed)
			}
		}
		for _, m := range who {
			if m != nil && (role != "subj" || m.typ != schema.Group) {
				out = append(out, m)
			}
		}
	}
	return out
}

// predicateOf is what a noun is said to be: the subject of the verb that it is
// the predicate of («كان عضوا في», «من داعمي»), or whom a verb takes for it
// («تعد المدينة معقلا»).
func (r *reader) predicateOf(p *pred) []*nominal {
	v := p.parent
	if v == nil && p.nom != nil && p.nom.head != nil {
		for _, q := range r.sent.preds {
			if q.verb && (q.obj == p.nom || q.obj2 == p.nom) {
				return r.saidOf(p, q, "obj")
			}
		}
	}
	return r.saidOf(p, v, p.slot)
}

// saidOf is whom a verb says a noun in one of its slots of.
func (r *reader) saidOf(p, v *pred, in string) []*nominal {
	if v == nil || !v.verb || in != "obj" && in != "obj2" && in != "من" && in != "subj" {
		return nil
	}
	switch {
	case r.eng.copulas[v.lex.folded] && in != "subj" || v.lex.folded == "ليس" || v.lex.folded == "مثل" || v.lex.folded == "شكل":
		return r.subject(v)
	case estimates[v.lex.folded] && in != "من":
		if v.passive() || in == "obj" {
			if v.obj != nil && v.obj != p.nom {
				return all(v.obj)
			}
			if v.topic != nil {
				return all(v.topic)
			}
			if v.subj == nil && v.antecedent != nil {
				return all(v.antecedent) // «التي تعتبر الجناح الإعلامي»
			}
			return all(v.subj)
		}
		return r.object(v)
	}
	return nil
}

// estimates are the verbs that take something for something: «تعد», «يعتبر».
var estimates = map[string]bool{"عد": true, "اعتبر": true}

// conditioned reports whether a frame of a predicate asks for a phrase's noun by
// name.
func (p *pred) conditioned(n *nominal) bool {
	for i := range p.lex.frames {
		for k := range p.lex.frames[i].Conditions {
			for _, text := range p.lex.frames[i].Conditions[k].Words {
				if folded := schema.FoldText(text); folded == n.word || n.rd != nil && folded == n.rd.folded() {
					return true
				}
			}
		}
	}
	return false
}

// moved reports whether the sentence tells that a phrase is sent or withdrawn, so
// that where it is named is where it goes or was.
func (r *reader) moved(n *nominal) bool {
	for _, q := range r.sent.preds {
		if (q.gen == n || q.obj == n || q.subj == n) && len(q.lex.frames) > 0 {
			for i := range q.lex.frames {
				if t := q.lex.frames[i].Type; t == schema.DeployedTo || t == schema.WithdrewFrom {
					return true
				}
			}
		}
	}
	return false
}

// borrowed returns the phrases after a preposition that the sentence attaches to
// the other half of a light verb and its event noun: «أجرى مع نظيره محادثات»,
// «تلقى رسالة من الرئيس».
func (r *reader) borrowed(p *pred, prep string) []*nominal {
	if p.nom != nil && p.parent != nil && p.slot == "obj" && p.parent.lex.oper("obj") == "do" {
		return p.parent.argsOf(prep)
	}
	if p.nom != nil && p.parent != nil && p.slot == "subj" {
		if op := p.parent.lex.oper("subj"); op != "do" && op != "go" && !(r.eng.copulas[p.parent.lex.folded] && prep == "بين") && !(lasting[p.parent.lex.folded] && (prep == "بين" || prep == "مع")) {
			return nil
		}
		return p.parent.argsOf(prep)
	}
	if p.nom != nil && p.nom.pred == nil && p.nom.head != nil && (prep == "في" || prep == "ب") && !r.moved(p.nom) {
		// «مواقع الحوثيين في صعدة»: what follows a description belongs to it too.
		for _, m := range r.sent.nominals {
			if m.prep == prep && m.first > p.nom.last && m.first <= p.nom.last+2 && (m.clitics.prep != 0) == (m.first == p.nom.last+1) {
				return []*nominal{m}
			}
		}
	}
	if p.verb && p.obj != nil && p.obj.pred != nil && p.obj.pred.parent == p {
		if list := p.obj.pred.argsOf(prep); len(list) > 0 {
			return list
		}
		if g := p.obj.pred.gen; g != nil && g.pred != nil && rounds[p.obj.pred.lex.folded] {
			return g.pred.argsOf(prep) // «بعث برقية تهنئة إلى»
		}
		return nil
	}
	if p.verb {
		for _, a := range p.args {
			if e := a.n.pred; e != nil && e.parent == p && a.prep != prep && len(p.lex.frames) > 0 && p.conditioned(a.n) {
				return e.argsOf(prep) // «حصل على قرض من البنك»
			}
		}
	}
	if p.nom != nil && prep == "مع" && len(p.lex.frames) > 0 && p.lex.frames[0].Type == schema.NegotiatedWith {
		for _, over := range []string{"على", "حول"} {
			for _, n := range p.argsOf(over) {
				if n.pred != nil && accords(n.pred.lex) {
					return n.pred.argsOf(prep) // «التفاوض على اتفاق مع إيران»
				}
			}
		}
	}
	if p.nom != nil && p.gen != nil && p.gen.pred != nil && p.lex.oper("gen") != "" {
		return p.gen.pred.argsOf(prep)
	}
	if p.nom != nil && p.lex.verb != nil && prep != "ل" {
		for _, n := range p.argsOf("ل") {
			if n.pred != nil && n.pred.parent == p && len(p.lex.frames) > 0 && p.conditioned(n) {
				return n.pred.argsOf(prep) // «قطع المغرب للعلاقات مع إيران»
			}
		}
	}
	return nil
}

func all(n *nominal) []*nominal {
	if n == nil {
		return nil
	}
	return n.all()
}

func (r *reader) nisbaNominals(p *pred) []*nominal {
	var out []*nominal
	for _, e := range p.nisba {
		n := &nominal{kind: nomEntity, first: p.at, last: p.at}
		r.setEntity(n, e)
		if p.nom != nil {
			n.start, n.end = p.nom.start, p.nom.end
		}
		out = append(out, n)
	}
	return out
}

// pronominal returns the actor that a pronoun on an event noun means.
func (r *reader) pronominal(p *pred, pron string) []*nominal {
	if v := p.parent; p.nom != nil && v != nil && v != p && p.slot == "في" && v.verb && len(v.lex.frames) > 0 && p.fights() {
		if t := v.lex.frames[0].Type; t == schema.Supports || t == schema.Aided || t == schema.Praised {
			fem, number := pronounFeatures(pron)
			for _, m := range r.object(v) {
				if m.ent != nil && entityAgrees(m.ent, m, fem, number) {
					return []*nominal{m} // «تدعم الوحدات في معركتها»
				}
			}
		}
	}
	e, list := r.pronounActors(p, pron)
	if list != nil {
		return list
	}
	if e == nil {
		return nil
	}
	n := &nominal{kind: nomDesc, first: p.at, last: p.at}
	r.setEntity(n, e)
	return []*nominal{n}
}

// patientOf reports whether what a verbal noun is annexed to is whom it is done to:
// the verb is one that does something to another, and nothing else is its object.
func patientOf(p *pred) bool {
	if p.lex.verb == nil || p.obj != nil || len(p.dative()) > 0 || p.gen.pred != nil {
		return false
	}
	for _, a := range p.args {
		if p.accepts(a.prep, a.n) {
			return false // «إفراج إسرائيل عن الأسرى»
		}
	}
	if p.lex.transitive() {
		return !couldFill(p, "subj", p.gen) || couldFill(p, "obj", p.gen) || p.gen.typ == schema.Group
	}
	switch p.lex.verb.Form {
	case "II", "IV":
		return len(p.lex.frames) == 0
	}
	return false
}
