package extract

import "rawabit/schema"

// statements are nouns of what somebody says in writing: «دان البيان» is said by
// whose statement it is.
var statements = map[string]bool{"بيان": true, "رساله": true, "تقرير": true, "منشور": true, "تغريده": true}

// issuer returns who speaks where the subject of a verb of speech is «البيان»: who
// spoke last, if a body or a state.
func (r *reader) issuer(p *pred, list []*nominal) []*nominal {
	if len(list) != 1 || !p.verb || !(p.lex.oper("") == "say" || speechAct(p.lex)) {
		return list
	}
	n := list[0]
	if n.ent != nil || n.owner != nil || len(n.nisba) > 0 || !n.def || !statements[n.word] || r.lastSubject == nil || r.lastSubjectSent < r.sent.idx-2 {
		return list
	}
	switch who := r.lastSubject; who.typ {
	case schema.Organization, schema.ArmedForce, schema.State, schema.Group:
		if who.ent != nil && !r.eng.reports(who.ent) {
			return []*nominal{who}
		}
	}
	return list
}
