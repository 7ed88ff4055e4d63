package extract

import "rawabit/schema"

// claimReach is how many sentences back a claim of responsibility may mean an
// attack.
const claimReach = 4

// takenOn gives the attacks that nobody is named for to who says that they were
// theirs: «وتبنته حركة طالبان», «وأعلن التنظيم مسؤوليته عن الهجوم».
func (r *reader) takenOn(s *sentence) {
	for _, p := range s.preds {
		if !p.verb || p.negated || !r.takesOn(p) {
			continue
		}
		var by *entity
		for _, n := range r.subject(p) {
			if n.ent != nil && n.ent.Type != schema.Place && n.ent.Type != schema.Person {
				by = n.ent
				break
			}
		}
		if by == nil {
			continue
		}
		for i := len(r.claims) - 1; i >= 0; i-- {
			c := &r.claims[i]
			if c.Evidence.Sentence < s.idx-claimReach {
				break
			}
			if c.Type != schema.Attacked && c.Type != schema.Killed || c.Source != "" || c.Modality != schema.Actual || c.Target == by.ID {
				continue
			}
			c.Source = r.show(by)
			if e := r.entities[c.Target]; e != nil {
				r.show(e)
			}
			if c.AttributedTo == "" {
				c.AttributedTo = string(by.ID)
			}
			c.Evidence.End = max(c.Evidence.End, s.end) // who did it is told there
			c.Evidence.Text = r.text[c.Evidence.Start:c.Evidence.End]
			c.ID = schema.NewClaimID(c)
		}
	}
}

// takesOn reports whether a predicate says that its subject was behind an attack
// told before: that of a pronoun, or a definite one that names no target itself.
func (r *reader) takesOn(p *pred) bool {
	anaphor := func(n *nominal) bool {
		if n.word == "%pron" {
			return true
		}
		q := n.pred
		return q != nil && n.def && q.gen == nil && len(q.args) == 0 && len(q.lex.frames) > 0 && q.lex.frames[0].Type == schema.Attacked
	}
	if p.lex.folded == "تبني" {
		return p.objPron != "" || p.obj != nil && (anaphor(p.obj) || r.responsible(p.obj, anaphor, p))
	}
	return p.lex.folded == "اعلن" && p.obj != nil && r.responsible(p.obj, anaphor, p)
}

// responsible reports whether a phrase is the responsibility for an attack told
// before: «مسؤوليته عن الهجوم».
func (r *reader) responsible(n *nominal, anaphor func(*nominal) bool, p *pred) bool {
	if n.word != "مسووليه" && n.word != "مسووليت" {
		return false
	}
	list := p.argsOf("عن")
	if n.pred != nil {
		list = append(list, n.pred.argsOf("عن")...)
	}
	for _, m := range list {
		if anaphor(m) {
			return true
		}
	}
	return false
}
