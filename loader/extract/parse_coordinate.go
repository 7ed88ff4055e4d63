package extract

import "rawabit/schema"

// coordinate joins a phrase after «و» to an attached one of its kind, nearest
// first, and reports whether it did.
func (p *parser) coordinate(n *nominal, adjacent bool) bool {
	if len(p.recent) == 0 {
		return false
	}
	if n.first > 0 && casualties[p.s.words[n.first-1].Folded] && casualties[n.word] {
		return true // «سقوط قتلى وجرحى»: no object of the verb before
	}
	// «بين A وB»: the first pair that lacks its second member.
	for k := len(p.recent) - 1; k >= 0 && k >= len(p.recent)-5; k-- {
		m := p.recent[k]
		if m.prep == "بين" && len(m.coord) == 0 && (m.number < 2 || n.first == m.last+1) && m.kind != nomEvent && (m.typ != "" || n.typ == "" || pairWords[m.word]) && (n.typ != "" || m.typ == "") {
			if n.typ == schema.State && len(n.offices) == 0 && p.leadersOf(m) {
				p.standFor(m)
			}
			m.coord = append(m.coord, n)
			n.lead = m
			return true
		}
	}
	for k := len(p.recent) - 1; k >= 0 && k >= len(p.recent)-4; k-- {
		m := p.recent[k]
		if !likeKinds(m, n) && !p.capitals(m, n) || p.verbFollows(n) && k == len(p.recent)-1 && p.cur.pred != nil && p.cur.pred.obj != nil {
			continue
		}
		if k == len(p.recent)-1 && !adjacent && p.cur.comma || m == p.cur.topic && p.cur.pred == nil && p.actsAlone(m, n) {
			continue
		}
		if lead := m.lead; n.typ == schema.State && len(n.offices) == 0 && (p.leadersOf(m) || lead != nil && !contains(lead.coord, m) && p.leadersOf(lead)) {
			if n.lead = m; m.typ == schema.State {
				n.lead = lead
			}
			p.eachOf(n.lead, n)
			return true // «رؤساء روسيا وكازاخستان»: of whom they are the presidents
		}
		if p.clauseSince(m, n) || (k == len(p.recent)-1 || m.rd == nil) && p.otherForm(m, n) {
			continue
		}
		if m.lead != nil && (contains(m.lead.coord, m) || p.leadersOf(m.lead)) {
			m = m.lead
		}
		m.coord = append(m.coord, n)
		n.lead = m
		n.prep = m.prep
		if m.owner != nil && n.owner == nil && m.kind == nomCarrier && n.typ == "" {
			n.owner = m.owner
		}
		return true
	}
	return false
}

// eachOf makes ministers of several states stand for these: «وزراء خارجية مصر
// وإثيوبيا».
func (p *parser) eachOf(group, n *nominal) {
	if p.standFor(group) {
		group.coord = append(group.coord, n)
		n.prep = group.prep
	}
}

// standFor makes a group of ministers mean the state of the first of them, and reports whether one is named.
func (p *parser) standFor(group *nominal) bool {
	o := group.owner
	if stemWord(&p.s.words[group.first], group.clitics) != "وزراء" || o == nil || o.ent == nil || o.typ != schema.State || group.pron != "" {
		return false
	}
	if state := p.r.top(o.ent); group.ent != state {
		p.r.setEntity(group, state)
		group.kind, group.second = nomEntity, append(group.second, o)
	}
	return true
}

// casualties are nouns for those whom a deed has struck.
var casualties = map[string]bool{"قتيل": true, "قتلي": true, "جريح": true, "جرحي": true, "شهيد": true, "شهداء": true, "مصاب": true, "مصابون": true, "اصابه": true, "ضحيه": true, "ضحايا": true}

// leadersOf reports whether a phrase is of several who hold an office, each of
// another state.
func (p *parser) leadersOf(n *nominal) bool {
	return (n.owner != nil || len(n.offices) > 0) && holders[stemWord(&p.s.words[n.first], n.clitics)]
}

// holders are nouns of those who hold the offices of several states.
var holders = map[string]bool{"روساء": true, "قاده": true, "زعماء": true, "وزراء": true, "سفراء": true, "ممثلو": true, "ممثلي": true, "مندوبو": true, "مندوبي": true}

// otherForm reports whether two event nouns differ so in form that an earlier one
// is rather what the second goes with: «الانسحاب من الاتفاق وإعادة فرض العقوبات».
func (p *parser) otherForm(a, b *nominal) bool {
	if a.kind != nomEvent || b.kind != nomEvent || b.rd == nil || b.pred == nil || b.pred.gen == nil {
		return false
	}
	if a.rd == nil && !(a.def && a.first < a.last) || a.rd != nil && (a.rd.article || a.def && a.pron == "" && a.pred != nil && a.pred.gen == nil) == b.rd.article {
		return false
	}
	for k := len(p.recent) - 2; k >= 0 && k >= len(p.recent)-4; k-- {
		if m := p.recent[k]; m.kind == nomEvent && m.rd != nil && !m.rd.article && m.pred != nil && m.pred.gen != nil && !p.clauseSince(m, b) {
			return true
		}
	}
	return false
}

// likeKinds reports whether two phrases may be members of one coordination.
func likeKinds(a, b *nominal) bool {
	switch {
	case a.kind == nomEvent || b.kind == nomEvent:
		return a.kind == b.kind
	case a.typ == "" || b.typ == "":
		return a.typ == b.typ || a.kind == nomCarrier && b.kind != nomEvent
	case a.typ == b.typ:
		return true
	}
	site := func(n *nominal) bool { return n.typ == schema.Place || n.typ == schema.Facility }
	if site(a) != site(b) {
		return a.typ == schema.State || b.typ == schema.State
	}
	return true
}

// capitals reports whether one of two phrases is a capital that may stand for its
// state beside the other: «دمشق وقوات سوريا الديمقراطية».
func (p *parser) capitals(a, b *nominal) bool {
	state := func(n *nominal) bool {
		return n.ent != nil && !n.site && n.typ == schema.Place && p.r.capitalState(n.ent) != nil && (n.prep == "" || n.prep == "بين")
	}
	body := func(n *nominal) bool {
		return n.ent != nil && (n.typ == schema.ArmedForce || n.typ == schema.Organization || n.typ == schema.State)
	}
	return state(a) && body(b) || body(a) && state(b)
}

// clauseSince reports whether a finite verb stands between two phrases.
func (p *parser) clauseSince(a, b *nominal) bool {
	for c := p.cur; c != nil; c = c.parent {
		if c.pred != nil && c.pred.at > a.last && c.pred.at < b.first {
			return true
		}
	}
	return false
}

// touches reports whether nothing but a conjunction, preposition or comma stands
// between two phrases.
func (p *parser) touches(a, b *nominal) bool {
	gap := b.first - a.last - 1
	if gap == 0 {
		return true
	}
	if gap < 0 || gap > 2 {
		return false
	}
	for k := a.last + 1; k < b.first; k++ {
		w := &p.s.words[k]
		switch w.Folded {
		case "و", "او", "،", ",", "-", "–", "—", "(", "في", "من", "\"", "»", "«", "ثم":
		default:
			if w.particle() == nil {
				return false
			}
		}
	}
	return true
}

// verbFollows reports whether a finite verb stands right after a phrase.
func (p *parser) verbFollows(n *nominal) bool {
	if n.last+1 >= len(p.s.words) {
		return false
	}
	w := &p.s.words[n.last+1]
	return w.verb() != nil && w.nounish() == nil && w.date < 0
}

// secondSide joins «وبين B» to «بين A» before it: «بينها وبين واشنطن».
func (p *parser) secondSide(n *nominal) bool {
	for k := len(p.recent) - 1; k >= 0 && k >= len(p.recent)-4; k-- {
		if m := p.recent[k]; m.prep == "بين" && len(m.coord) == 0 && m.kind != nomEvent {
			m.coord = append(m.coord, n)
			n.lead, n.prep = m, "بين"
			return true
		}
	}
	return false
}
