package extract

import "rawabit/schema"

// metonyms gives the mentions of capitals that act to their states: «قالت واشنطن»
// names the United States, «في واشنطن» the city.
func (r *reader) metonyms(s *sentence) {
	subjects := map[*nominal]bool{}
	for _, p := range s.preds {
		if !p.verb || p.passive() {
			continue
		}
		for _, n := range []*nominal{p.subj, p.topic} {
			if n != nil && n.prep == "" {
				for _, m := range n.all() {
					subjects[m] = true
				}
			}
		}
	}
	seen := map[*nominal]bool{}
	var visit func(n *nominal)
	visit = func(n *nominal) {
		if seen[n] {
			return
		}
		seen[n] = true
		for _, m := range n.second {
			visit(m)
		}
		for _, m := range n.coord {
			visit(m)
		}
		if n.ent == nil || n.ent.Type != schema.Place || n.head != nil || n.site {
			return
		}
		if state := r.capitalState(n.ent); state != nil && (n.acts || subjects[n] || n.prep == "بين" && n.kind == nomEntity) {
			r.rename(n, state)
		}
	}
	for _, n := range s.nominals {
		visit(n)
	}
}

// rename gives the mention of a phrase to another entity.
func (r *reader) rename(n *nominal, to *entity) {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.ent != n.ent || m.start != n.start || m.end != n.end {
			continue
		}
		m.ent = to
		n.ent.mentioned--
		to.mentioned++
		to.lastSent, to.lastPos = m.sent, max(to.lastPos, n.start)
		if !n.inRel {
			to.lastMain = max(to.lastMain, n.start)
		}
	}
}
