package extract

import "rawabit/schema"

// itself lists the relation types that need the thing that a phrase names, not
// the actor within it: one meets a person, not his policy.
var itself = map[schema.RelationType]bool{
	schema.Met: true, schema.Visited: true, schema.Leads: true, schema.MemberOf: true, schema.Appointed: true,
	schema.Dismissed: true, schema.Captured: true, schema.WithdrewFrom: true, schema.DeployedTo: true, schema.LocatedIn: true, schema.PledgedTo: true,
}

// pairWords are nouns that in the dual mean the two sides spoken of.
var pairWords = map[string]bool{"جانب": true, "طرف": true, "بلد": true, "دوله": true, "رييس": true, "زعيم": true, "وزير": true, "رجل": true, "حليف": true, "جار": true, "حكومه": true, "شعب": true, "جيش": true, "قوه": true, "مسوول": true}

// meant returns the actor that a phrase stands for, nil where there is none.
func (r *reader) meant(n *nominal, t schema.RelationType, role string) *entity {
	return r.meantTyped(n, t, role, nil)
}

// meantTyped returns the actor that a phrase stands for in a role of a relation
// type, by what the type and the slot allow there. A capital stands for its
// state where a place cannot be meant.
func (r *reader) meantTyped(n *nominal, t schema.RelationType, role string, types []schema.ActorType) *entity {
	fits := func(e *entity) *entity {
		if e == nil {
			return nil
		}
		if r.typeFits(e.Type, t, role, types) {
			return e
		}
		if e.Type == schema.Place {
			if state := r.capitalState(e); state != nil && r.typeFits(schema.State, t, role, types) {
				return state
			}
		}
		return nil
	}
	if n.ent != nil {
		if e := n.ent; e.Type == schema.Place && !n.site && n.prep == "" {
			if state := r.capitalState(e); state != nil && role == "s" {
				return fits(state)
			}
		}
		return fits(n.ent)
	}
	if role == "t" && (t == schema.Attacked || t == schema.Captured) && n.typ == schema.Facility && n.head != nil && n.pron == "" && n.equals == nil && n.number != 2 && (!n.def && (n.number == 1 || n.last > n.first) || n.number == 3 && n.def) && r.eng.notable[schema.FoldText(firstWord(n.head.Lemma))] {
		end := n.end
		if n.owner != nil {
			end = max(end, n.owner.end)
		}
		e := r.derived(schema.Facility, r.phraseText(n, end), "")
		if got := fits(e); got != nil {
			n.ent = e // «قاعدة عسكرية في الإقليم»
			r.mention(r.sent, n)
			return got
		}
	}
	if t == schema.Met && len(n.offices) > 0 && n.def && n.number == 1 && n.offices[0].body != nil && n.offices[0].title.Relation == schema.MemberOf && n.offices[0].title.Holder == schema.Person && n.offices[0].title.ID != "counterpart" && n.pending == nil && n.holder == nil {
		return fits(r.unnamed(n)) // «اجتمع بالسفير السعودي»
	}
	if role == "t" && onGround(t) {
		if e := fits(r.heldArea(n)); e != nil {
			return e
		}
	}
	if role == "t" && suffered[t] && n.kind != nomEvent && n.pending == nil && n.first < len(r.sent.words) {
		if e := fits(r.memberMeant(n)); e != nil {
			return e // «اغتيال قيادي في الحركة»: him, not the movement
		}
	}
	if itself[t] && n.kind != nomCarrier {
		return nil
	}
	if len(n.offices) > 0 && n.ent == nil && n.number == 1 {
		if body := n.offices[0].body; body != nil && n.offices[0].title.Relation == schema.MemberOf {
			if (t == schema.Expelled || t == schema.Detained) && role == "t" && n.def {
				return fits(r.unnamed(n)) // «طردت السفير الكندي»: him, not his state
			}
			return fits(r.top(body))
		}
	}
	if n.word == whatWord {
		return fits(r.doerOfWhat(n, t, role))
	}
	if (n.kind == nomOther || n.kind == nomEvent) && n.owner == nil && len(n.nisba) == 0 && n.ent == nil && role == "t" && (speechTypes[t] || t == schema.Rejected) {
		if e := r.doerOfThing(n); e != nil {
			return fits(e)
		}
	}
	if role == "s" && (t == schema.PresentIn || onGround(t)) && n.owner != nil && n.owner.typ == schema.Person && n.kind == nomCarrier && t != schema.Attacked && t != schema.Killed {
		return nil // «أحد مساعدي فلان في نيويورك»: not he himself
	}
	if n.kind == nomCarrier || n.kind == nomOther || n.kind == nomDesc && n.head != nil && !n.def {
		if n.owner != nil && n.owner.ent != nil && (!itself[t] || t == schema.Captured || t == schema.WithdrewFrom || t == schema.DeployedTo) {
			if e := fits(n.owner.ent); e != nil {
				return e
			}
		}
		for _, e := range n.nisba {
			if e := fits(e); e != nil {
				return e
			}
		}
		for _, q := range r.sent.preds {
			if q.antecedent != n || q.verb || q.lex.folded != "تبع" || itself[t] || t == schema.PartOf {
				continue
			}
			for _, m := range q.argsOf("ل") {
				if e := fits(m.ent); e != nil {
					return e // «مواقع تابعة للحرس»
				}
			}
		}
	}
	if n.kind == nomEvent && n.pred != nil && !itself[t] && !(t == schema.Released && role == "t" && len(n.pred.lex.frames) > 0 && n.pred.lex.frames[0].Type == schema.SpokeWith) {
		own := map[*entity]bool{}
		if v := n.pred.parent; t == schema.Rejected && role == "t" && v != nil && v.verb && !diplomatic(n.pred.lex) {
			for _, m := range r.subject(v) {
				own[m.ent] = true // «رفض الاعتراف بالحكومة»: his own recognition
			}
		}
		for _, m := range r.subject(n.pred) {
			if t == schema.Fights && m == n.pred.gen && (patientOf(n.pred) || len(n.pred.lex.frames) == 0) {
				continue // «مكافحة تهريب المهاجرين»: not those
			}
			if m != n && m.ent != nil && !own[m.ent] {
				if e := fits(m.ent); e != nil {
					return e
				}
			}
		}
		for _, e := range n.nisba {
			if e := fits(e); e != nil {
				return e
			}
		}
		if len(own) > 0 {
			for _, prep := range []string{"ب", "مع", "ل"} {
				for _, m := range n.pred.argsOf(prep) {
					if m.ent != nil && !own[m.ent] && m.typ != schema.Place && m.typ != schema.Facility {
						if e := fits(m.ent); e != nil {
							return e
						}
					}
				}
			}
		}
		if t == schema.Praised && role == "t" && n.pred.givesPost() {
			for _, m := range r.eventObject(n.pred) {
				if m.ent != nil && m.typ == schema.Person {
					if e := fits(m.ent); e != nil {
						return e // «رحب بانتخاب فلان رئيسا»
					}
				}
			}
		}
		for i := range n.pred.lex.frames {
			s := n.pred.lex.frames[i].Arg("s")
			if s == nil {
				continue
			}
			for k := range s.Slots {
				for _, m := range n.pred.argsOf(s.Slots[k].Name) {
					if m != n && m.ent != nil {
						if e := fits(m.ent); e != nil {
							return e // «عرض من أثينا»
						}
					}
				}
			}
		}
	}
	return nil
}

// unnamed makes a person of the holder of an office whom nobody names.
func (r *reader) unnamed(n *nominal) *entity {
	e := r.derived(schema.Person, n.offices[0].text, "")
	e.lemma = n.word
	n.ent, n.typ = e, schema.Person
	r.mention(r.sent, n)
	return e
}

func (r *reader) typeFits(one schema.ActorType, t schema.RelationType, role string, types []schema.ActorType) bool {
	if len(types) > 0 && !typeIn(types, one) {
		return false
	}
	info := t.Info()
	switch role {
	case "s":
		return info.Allows(one, anyOf(info.Targets))
	case "t":
		return info.Allows(anyOf(info.Sources), one)
	}
	return true
}

// capitalState returns the state whose capital a place is.
func (r *reader) capitalState(e *entity) *entity {
	if e.entry == nil {
		return nil
	}
	id, ok := r.eng.capitals[e.entry.ID]
	if !ok {
		return nil
	}
	return r.entityOf(r.eng.reg.Entry(id))
}

// expand turns the fillers of a role into actors: coordination into its members,
// a dual into the two sides it means.
func (r *reader) expand(list []*nominal, t schema.RelationType, role string) []*entity {
	var out []*entity
	seen := map[*entity]bool{}
	add := func(e *entity) {
		if e != nil && !seen[e] {
			seen[e] = true
			out = append(out, e)
		}
	}
	for _, n := range list {
		if n.ent == nil && n.kind == nomEvent && n.pred != nil && !itself[t] && t != schema.AgreedWith {
			for _, m := range r.subject(n.pred) {
				if m != n && m.ent != nil && r.typeFits(m.ent.Type, t, role, nil) {
					add(m.ent) // «رحب باتفاق الجيش وقوات الدعم السريع»
				}
			}
		}
		e := r.meant(n, t, role)
		n.acts = n.acts || e != nil && n.ent != nil && n.ent != e && e.Type == schema.State && r.capitalState(n.ent) == e
		add(e)
	}
	return out
}
