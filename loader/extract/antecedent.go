package extract

import "rawabit/schema"

// antecedentOf finds whom a pronoun means: the subject of the predicate that it
// depends on, else the latest actor before it that agrees.
func (r *reader) antecedentOf(s *sentence, n *nominal, pron string) *entity {
	if pron == "نا" {
		if list := r.speakerAt(n.first); len(list) == 1 {
			return list[0].ent // «قال الوزير إن العدو قتل جنودنا»
		}
		return nil
	}
	if n.word == "%pron" && n.prep == "من" {
		for _, p := range s.preds {
			if p.holds(n) && len(p.lex.frames) > 0 && p.lex.frames[0].Type == schema.WithdrewFrom {
				// «انسحاب القوات منها»: a place where one is spoken of.
				if e := r.antecedentAmong(s, n, pron, func(t schema.ActorType) bool { return t == schema.Place || t == schema.Facility }); e != nil {
					return e
				}
			}
		}
	}
	if n.pred != nil && len(n.pred.lex.frames) > 0 && (n.pred.lex.frames[0].Type == schema.Attacked || n.pred.lex.frames[0].Type == schema.Fights) {
		// «اعتداءاته»: of a state or force where one is spoken of.
		if e := r.antecedentAmong(s, n, pron, func(t schema.ActorType) bool { return t == schema.State || t == schema.ArmedForce }); e != nil {
			return e
		}
	}
	return r.antecedentAmong(s, n, pron, func(schema.ActorType) bool { return true })
}

// antecedentAmong is antecedentOf among actors of some types.
func (r *reader) antecedentAmong(s *sentence, n *nominal, pron string, among func(schema.ActorType) bool) *entity {
	fem, number := pronounFeatures(pron)
	if number == 0 {
		return nil
	}
	barred, wantedThere := r.barred(s, n)
	wanted := func(t schema.ActorType) bool { return among(t) && wantedThere(t) }
	agrees := func(m *nominal) bool {
		if m.ent == nil || m.ent == r.notMeant || barred[m.ent] || !wanted(m.ent.Type) {
			return false
		}
		return entityAgrees(m.ent, m, fem, number)
	}
	passed := false
	for _, p := range s.preds {
		passed = passed || p.at >= n.first
		if p.at >= n.first || passed && (p.gen != n || p.lex.oper("gen") != "go") {
			continue // of what stands around it, only «ختام زيارته»
		}
		if !p.holds(n) && (p.nom == nil || p.nom != n) {
			continue
		}
		for q, depth := p, 0; q != nil && depth < 4; q, depth = q.parent, depth+1 {
			if q.verb && announces[q.lex.folded] && n.pred != nil && n.pred.givesPost() {
				if m := q.antecedent; m != nil && m.ent != nil && agrees(m) {
					return m.ent // «الوزير الذي أعلن الرئيس تعيينه»
				}
				continue
			}
			for _, m := range r.subject(q) {
				if m != nil && m != n && m.first < n.first && agrees(m) {
					return m.ent
				}
			}
			if q.verb && n.pred != nil && q.parent != nil && q.slot == "" && q.parent.lex.oper("") == "say" && (q.topic == n || q.subj == n) {
				for _, m := range r.subject(q.parent) {
					if m != nil && m == r.lastSubject && agrees(m) {
						return m.ent // «وذكر أن اجتماعه مع فلان تناول»
					}
				}
			}
			if n.pred == nil || q.verb {
				break
			}
		}
	}
	if n.word == "%pron" && n.prep == "" && !n.told {
		for _, p := range s.preds {
			if p.topic == n && p.parent != nil && p.slot == "" {
				for _, m := range r.subject(p.parent) {
					if m != nil && m != n && agrees(m) {
						return m.ent // «قال الحوثيون إنهم»
					}
				}
			}
		}
		for k := len(s.preds) - 1; k >= 0; k-- {
			p := s.preds[k]
			if !p.verb || p.at >= n.first {
				continue
			}
			if m := p.subj; m == nil && p.topic != nil && p.topic.word != "%pron" && agrees(p.topic) {
				return p.topic.ent
			} else if m != nil && m != n && agrees(m) {
				return m.ent // a topic takes up the subject before
			}
		}
	}
	if e := ahead(s, n, agrees); e != nil {
		return e
	}
	for k := len(s.nominals) - 1; k >= 0; k-- {
		m := s.nominals[k]
		if m.first >= n.first || m == n {
			continue
		}
		if m.typ == schema.Place && n.word != "%pron" && !r.acts(m) {
			continue
		}
		if agrees(m) {
			return m.ent
		}
	}
	var best *entity
	for _, e := range r.order {
		if e.mentioned > 0 && e.lastSent >= s.idx-2 && e.lastSent < s.idx && entityAgrees(e, nil, fem, number) && !barred[e] && wanted(e.Type) && (e.Type != schema.Place || n.word == "%pron") && (best == nil || e.lastMain > best.lastMain) {
			best = e
		}
	}
	return best
}

// ahead reads «خلال زيارته، ضغط الرئيس على»: a pronoun in a phrase before the
// verb means the verb's own subject, where the sentence names nobody before.
func ahead(s *sentence, n *nominal, agrees func(*nominal) bool) *entity {
	for _, m := range s.nominals {
		if m.first < n.first && m.ent != nil && m.typ != schema.Place && agrees(m) {
			return nil
		}
	}
	for _, p := range s.preds {
		if !p.verb || p.at < n.first || p.subj == nil || p.subj.first < n.first {
			continue
		}
		for _, a := range p.args {
			if a.n.first < p.at && a.n.first <= n.first && n.first <= a.n.last && agrees(p.subj) {
				return p.subj.ent
			}
		}
		return nil
	}
	return nil
}

// barred returns the actors that a pronoun cannot mean, because the predicate
// that it is a complement of names them already, and what types it may mean
// there.
func (r *reader) barred(s *sentence, n *nominal) (map[*entity]bool, func(schema.ActorType) bool) {
	any := func(schema.ActorType) bool { return true }
	if n.word != "%pron" || n.prep == "" {
		return nil, any
	}
	for _, p := range s.preds {
		if !p.holds(n) {
			continue
		}
		out := map[*entity]bool{}
		own := []*nominal{p.subj, p.gen, p.topic}
		if p.rd != nil && p.rd.part == partActive && !p.verb {
			own = append(own, p.antecedent) // «المليشيا الداعمة لها»
		}
		for _, m := range own {
			if m != nil && m.ent != nil {
				out[m.ent] = true
			}
		}
		if p.accepts(n.prep, &nominal{typ: schema.Place}) != p.accepts(n.prep, &nominal{typ: schema.Person}) {
			return out, func(t schema.ActorType) bool { return p.accepts(n.prep, &nominal{typ: t}) }
		}
		return out, any
	}
	return nil, any
}

// holds reports whether a phrase is a complement of the predicate.
func (p *pred) holds(n *nominal) bool {
	if p.subj == n || p.obj == n || p.obj2 == n || p.gen == n {
		return true
	}
	for _, a := range p.args {
		if a.n == n || contains(a.n.coord, n) {
			return true
		}
	}
	return p.obj != nil && contains(p.obj.coord, n)
}

func entityAgrees(e *entity, m *nominal, fem bool, number uint8) bool {
	switch number {
	case 1:
		switch e.Type {
		case schema.Person:
			return e.fem == fem
		case schema.Group:
			return false
		case schema.State:
			if m != nil && (m.head != nil || m.gendered) && m.number == 1 {
				return m.fem == fem // «الاحتلال … عدوانه»
			}
			return fem || !e.fem
		}
		return e.fem == fem || m != nil && m.fem == fem && m.number == 1 || e.lemma == "قوات" && fem
	case 3:
		return e.Type == schema.Group || e.Type == schema.ArmedForce && e.plural || m != nil && (m.number == 3 || len(m.coord) > 1)
	case 2:
		return m != nil && (len(m.coord) == 1 || m.number == 2)
	}
	return false
}

// acts reports whether a capital stands for its state, being the subject of a
// verb: «قال إن واشنطن تعرقل».
func (r *reader) acts(n *nominal) bool {
	if n.ent == nil || n.prep != "" || n.site || r.capitalState(n.ent) == nil {
		return false
	}
	for _, p := range r.sent.preds {
		if p.verb && (p.subj == n || p.topic == n) {
			return true
		}
	}
	return false
}
