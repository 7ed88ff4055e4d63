package extract

import (
	"strings"

	"rawabit/schema"
)

// subjectFits decides whether the first bare phrase after a verb is its subject
// rather than its object.
func (p *parser) subjectFits(v *pred, n *nominal) bool {
	if v.rd.person != 0 && v.rd.person != 3 {
		return false
	}
	if n.kind == nomEvent && (v.lex.folded == "تم" || v.lex.folded == "جري") && v.subj == nil {
		return true // «أنه تم استهداف»
	}
	if n.oblique || v.circumstance || !agreesVerb(v, n) {
		return false
	}
	if v.obj != nil || isCounterpart(n) {
		return false
	}
	if n.kind == nomEvent && v.lex.oper("obj") == "do" && (v.dropped != nil || v.topic != nil) {
		return false // «وتشن حملة»: who wages it is known
	}
	if n.typ != "" && !v.lex.transitive() && (v.topic == nil || v.topic.word == "%pron") && len(v.lex.frames) > 0 && couldFill(v, "subj", n) {
		return true // «إنه … سينسحب مسلحون»
	}
	if a := v.antecedent; a != nil && v.resumed && v.objPron == "" && a.kind == nomEvent && n.typ != "" && v.lex.transitive() && couldFill(v, "obj", n) && !p.nounNext(n.last+1) {
		return false // «بزيارة التقى خلالها نظيره»: whose visit it is is known
	}
	if a := v.antecedent; a != nil && v.resumed && v.objPron == "" && a.pred != nil && a.pred.genPron != "" && n.typ == "" && n.owner != nil && wantsActor(v) && v.lex.transitive() && couldFill(v, "obj", n) && !p.nounNext(n.last+1) {
		return false // «تصريحاته التي انتقد فيها خطة الوزيرة»
	}
	if t := v.topic; t != nil && t.typ == "" && (t.kind != nomEvent && t.pred == nil || v.at-t.last <= 3 && len(v.lex.frames) == 0) && t.word != "%pron" && n.typ != "" && n.ent != nil && couldFill(v, "subj", n) && p.commaBetween(t, v) {
		return true // «السلام في السودان …، وجه الأمين العام»: a heading, no topic
	}
	if v.topic != nil && agreesTopic(v, v.topic) {
		return false
	}
	if v.antecedent != nil && !v.resumed && agreesTopic(v, v.antecedent) && v.objPron == "" && v.topic == nil {
		return n.typ != "" && !p.couldObject(v, n) // «الذي قتل ضابطا»: the gap is the subject
	}
	if v.rd.conj != 0 && v.dropped != nil && v.topic == nil && n.ent != nil && p.aimedAt(v, n) {
		return false // «حذر الأمين العام من كذا وطالب الحكومة بكذا»
	}
	if n.typ == "" && (n.kind != nomEvent || diplomatic(v.lex)) && v.clause != nil && v.clause.kind == clauseSub && v.dropped != nil && v.dropped.subj != nil && v.dropped.subj.ent != nil && wantsActor(v) && agreesTopic(v, v.dropped.subj) {
		return false // «زار موسكو، حيث بحث مع بوتين الوضع»
	}
	if n.kind == nomEvent && n.conj != 0 && v.objPron != "" && wantsActor(v) {
		return false // «الذين وصفهم بالإرهابيين، وتسليم المدينة»
	}
	if v.clause != nil && v.clause.kind == clauseSub && !v.clause.cond && v.dropped != nil && v.topic == nil && n.ent != nil && v.rd.perfect && diplomatic(v.lex) && p.aimedAt(v, n) && !p.r.takesNext(p.s, min(n.last+1, len(p.s.words)-1), v.lex) {
		return false // «وصل إلى بغداد حيث التقى السوداني»
	}
	if n.kind == nomEvent && n.typ == "" && v.rd.conj != 0 && v.dropped != nil && v.topic == nil && v.dropped.subj != nil && v.dropped.subj.ent != nil && wantsActor(v) && v.lex.transitive() && agreesTopic(v, v.dropped.subj) {
		return false // «أدانت إيران واستنكرت تحذيرات»
	}
	if n.typ == "" && n.kind != nomEvent {
		return v.dropped == nil || !p.objectLike(v)
	}
	// The frames must allow it as a source or it is an object with its subject
	// dropped («وزار القاهرة»).
	if n.typ != "" && len(v.lex.frames) > 0 && !p.couldSubject(v, n) && p.couldObject(v, n) {
		return false
	}
	return true
}

// commaBetween reports whether a comma stands right before a verb that a phrase
// precedes.
func (p *parser) commaBetween(n *nominal, v *pred) bool {
	if v.at-1 <= n.last {
		return false
	}
	t := p.s.words[v.at-1].Text
	return t == "،" || t == ","
}

// isCounterpart reports whether a phrase is «نظيره»: never who acts, but whom the
// one that the pronoun means acts with.
func isCounterpart(n *nominal) bool {
	return len(n.offices) > 0 && n.offices[0].title.ID == "counterpart"
}

// wantsActor reports whether the subject of all that a verb can tell is an actor.
func wantsActor(v *pred) bool {
	for i := range v.lex.frames {
		s := v.lex.frames[i].Arg("s")
		if s == nil || len(s.Slots) == 0 || s.Slots[0].Name != "subj" {
			return false
		}
	}
	return len(v.lex.frames) > 0
}

// aimedAt reports whether a phrase after a coordinated verb is whom its known
// subject speaks to or acts on: the verb's frames want an object, nothing else
// that could be one follows, and the subject before agrees.
func (p *parser) aimedAt(v *pred, n *nominal) bool {
	if len(v.lex.frames) == 0 || p.nounNext(n.last+1) {
		return false
	}
	t := v.lex.frames[0].Arg("t")
	if t == nil || len(t.Slots) == 0 || t.Slots[0].Name != "obj" || len(v.lex.frames[0].Conditions) > 0 || !couldFill(v, "obj", n) {
		return false
	}
	former := v.dropped
	for depth := 0; depth < 4 && former.circumstance && former.dropped != nil; depth++ {
		former = former.dropped // «قال …، مشددا على …، وطالب الحكومة»
	}
	before := former.subj
	if before == nil {
		before = former.topic
	}
	return before != nil && before.typ != "" && agreesTopic(v, before)
}

// objectLike reports whether a verb of which a subject is known before expects
// an object next.
func (p *parser) objectLike(v *pred) bool { return v.lex.transitive() && v.rd.conj != 0 }

func (p *parser) couldSubject(v *pred, n *nominal) bool { return couldFill(v, "subj", n) }

func (p *parser) couldObject(v *pred, n *nominal) bool { return couldFill(v, "obj", n) }

func couldFill(v *pred, slot string, n *nominal) bool {
	for i := range v.lex.frames {
		f := &v.lex.frames[i]
		for _, a := range f.Args {
			for k := range a.Slots {
				if a.Slots[k].Name == slot && slotTypeFits(f.Type, a.Role, a.Slots[k].Types, n) {
					return true
				}
			}
		}
		for k := range f.Conditions {
			if c := &f.Conditions[k]; c.Name == slot && len(c.Words) > 0 && n.word != "" && containsText(c.Words, n.word) {
				return true
			}
		}
	}
	return len(v.lex.frames) == 0
}

// agreesVerb checks gender between a verb and a phrase after it. Number is not
// checked: a verb before its subject is singular.
func agreesVerb(v *pred, n *nominal) bool {
	if v.rd.number == 3 && v.rd.person == 3 && !v.rd.fem {
		return false // a plural verb has its subject before it
	}
	if n.typ == schema.Group {
		return true
	}
	if n.typ == schema.Person && n.ent != nil && !n.ent.Known && n.ent.mentioned == 0 && v.lex.oper("") == "say" && n.first == v.at+1 {
		return true // of a name that nobody knows the verb tells the gender
	}
	fem := n.fem
	if n.number == 3 {
		if n.typ == schema.Group || n.typ == schema.Person || n.typ == schema.ArmedForce {
			return true // broken plurals and groups go either way
		}
		return v.rd.fem || n.typ == ""
	}
	if n.kind == nomOther || n.kind == nomCarrier {
		return true
	}
	if n.typ == schema.State || n.typ == schema.Organization || n.typ == schema.Place || n.typ == schema.Facility || n.typ == schema.ArmedForce && n.head == nil {
		return v.rd.fem == fem || n.ent != nil && !(v.rd.fem && n.first == v.at+1 && n.masculine)
	}
	return v.rd.fem == fem
}

// agreesTopic checks a verb against a phrase before it.
func agreesTopic(v *pred, n *nominal) bool {
	if v.rd.person != 0 && v.rd.person != 3 {
		return false
	}
	switch {
	case n.kind == nomOther || n.kind == nomCarrier || n.kind == nomEvent:
		return true
	case n.typ == schema.Group:
		return v.rd.number != 2 || n.number == 2
	case n.number == 3 && (n.typ == schema.Group || n.typ == schema.ArmedForce || n.typ == schema.Person):
		return v.rd.number != 2
	case len(n.coord) > 0:
		return true
	case n.number == 3:
		return v.rd.fem || v.rd.number == 3
	case n.typ == schema.State && n.kind == nomEntity && n.ent != nil && n.ent.Known && n.ent.PartOf == "" && n.fem && !v.rd.fem && v.rd.person == 3 && n.number == 1:
		return false // «قال إن السعودية …، وندد»
	case n.typ == schema.State || n.typ == schema.Organization || n.typ == schema.ArmedForce:
		return v.rd.number != 3
	}
	return v.rd.fem == n.fem && v.rd.number != 3
}

// isDefinite reports whether a surface word carries the article.
func isDefinite(folded string) bool {
	for _, pre := range []string{"ال", "وال", "بال", "لل", "فال", "كال", "ولل", "وبال"} {
		if strings.HasPrefix(folded, pre) {
			return true
		}
	}
	return false
}
