package extract

import "rawabit/schema"

// needsObject are verbs that are never said without whom they are aimed at: one
// phrase alone after them is their object where it is known who speaks.
var needsObject = map[string]bool{"اتهم": true, "حث": true, "حض": true, "ناشد": true, "هنا": true, "شكر": true, "حمل": true, "اتهمت": true}

// reaim makes the one phrase after a verb whom it is aimed at where the verb needs
// an object, has none, and goes on about somebody who spoke before: «قال … واتهم
// فرنسا بالاعتداء», «وحملت ميليشيا الحوثي مسؤولية القصف».
func (r *reader) reaim(p *pred) {
	if !p.verb || p.subj == nil || p.objPron != "" || p.topic != nil || p.antecedent != nil || p.circumstance || len(p.agents) > 0 || p.rd.person != 3 || !p.lex.transitive() {
		return
	}
	charged := p.obj == nil || p.obj.ent == nil && p.obj.typ == "" && (p.lex.folded == "حمل" && p.obj.word == "مسوولية" || p.lex.folded == "حمل" && p.obj.word == "مسووليه")
	if !charged || p.subj.typ == "" || p.subj.ent == nil || len(p.lex.frames) == 0 || !slotTypeFits(schema.Accused, "t", nil, p.subj) {
		return
	}
	off := p.subj.typ == schema.State && p.rd.fem != p.subj.fem && !p.subj.gendered && len(p.subj.coord) == 0
	if !off && (!needsObject[p.lex.folded] || p.lex.folded == "حمل" && p.obj == nil || p.rd.conj == 0) {
		return
	}
	if off && !r.wantsBareObject(p) {
		return
	}
	if off && p.rd.passive && p.rd.active && p.rd.conj == 0 {
		return
	}
	var who *nominal
	for q, depth := p.dropped, 0; q != nil && depth < 4 && who == nil; q, depth = q.dropped, depth+1 {
		for _, n := range []*nominal{q.subj, q.topic} {
			if n != nil && n.ent != nil && n != p.subj && n.first < p.at {
				who = n
				break
			}
		}
	}
	if who == nil && r.lastSubject != nil && r.lastSubjectSent >= r.sent.idx-1 && p.clause != nil && p.clause.kind == clauseMain {
		who = r.lastSubject
	}
	if (who == nil || !agreesTopic(p, who)) && !off && p.obj == nil && p.rd.number < 2 && p.subj.number < 2 && p.rd.fem != p.subj.fem && p.subj.typ != schema.Person {
		p.obj, p.subj = p.subj, nil // «وحثت الشعب»: whoever it was
		return
	}
	if who == nil || who.ent == nil || who.ent == p.subj.ent || !agreesTopic(p, who) || who.typ == schema.Place || who.typ == schema.Facility {
		return
	}
	p.obj2, p.obj, p.subj, p.topic = p.obj, p.subj, nil, who
}

// wantsBareObject reports whether the first frame of a verb names whom it is done
// to as its bare object, whatever else it says.
func (r *reader) wantsBareObject(p *pred) bool {
	f := &p.lex.frames[0]
	t := f.Arg("t")
	return t != nil && len(t.Slots) > 0 && t.Slots[0].Name == "obj" && len(f.Conditions) == 0
}
