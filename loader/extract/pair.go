package extract

import (
	"strings"

	"rawabit/schema"
)

// pairAhead reads «خلال لقائهما، هنأ بوتين الشرع»: a pronoun in a phrase before
// the verb means the verb's own subject and object.
func (r *reader) pairAhead(first int) []*nominal {
	for _, p := range r.sent.preds {
		if !p.verb || p.at < first || p.clause == nil || p.clause.kind != clauseMain || p.subj == nil || p.subj.ent == nil {
			continue
		}
		if p.subj.first < first {
			return nil
		}
		if len(p.subj.coord) == 1 && p.subj.coord[0].ent != nil {
			return p.subj.all()
		}
		other := p.obj
		if other == nil || other.ent == nil {
			other = nil
			for _, a := range p.args {
				if a.n.ent != nil && a.n.ent.Type == p.subj.ent.Type && a.n.first > p.at {
					other = a.n
				}
			}
		}
		if other != nil && other.ent != nil && other.ent.Type == p.subj.ent.Type {
			return []*nominal{p.subj, other}
		}
		return nil
	}
	return nil
}

// pairBefore returns the two actors that «هما» or «الجانبان» means: a pair that
// is coordinated, else the last two persons, else the last two states.
func (r *reader) pairBefore(first int) []*nominal {
	s := r.sent
	if pair := r.pairAhead(first); pair != nil {
		return pair
	}
	for k := len(s.nominals) - 1; k >= 0; k-- {
		n := s.nominals[k]
		if n.first < first && len(n.coord) == 1 && n.ent != nil && n.coord[0].ent != nil && n.typ != schema.Place && n.coord[0].first < first {
			return n.all()
		}
	}
	if len(r.lastSides) == 2 {
		var pair []*nominal
		for _, e := range r.lastSides {
			n := &nominal{kind: nomDesc, first: first, last: first}
			r.setEntity(n, e)
			pair = append(pair, n)
		}
		return pair
	}
	for _, t := range []schema.ActorType{schema.Person, schema.State, schema.ArmedForce, schema.Organization} {
		var pair []*nominal
		seen := map[*entity]bool{}
		for k := len(r.mentions) - 1; k >= 0 && len(pair) < 2; k-- {
			m := &r.mentions[k]
			if m.ent.Type != t || seen[m.ent] || m.sent == s.idx && m.first >= first || m.sent < s.idx-3 {
				continue
			}
			seen[m.ent] = true
			n := &nominal{kind: nomDesc, first: first, last: first}
			r.setEntity(n, m.ent)
			pair = append(pair, n)
		}
		if len(pair) == 2 {
			return pair
		}
	}
	return nil
}

// pairOf returns the two sides that «الطرفان», «البلدين» or «بلديهما» mean.
func (r *reader) pairOf(n *nominal) []*nominal {
	if n.ent == nil && n.word == "طرف" && n.number != 2 && n.def && n.owner == nil && n.pron == "" && len(n.nisba) == 0 && n.typ == "" && r.sent.words[n.first].Folded != "" && strings.HasSuffix(r.sent.words[n.first].Folded, "الاطراف") {
		if len(r.lastFight) == 2 {
			var pair []*nominal
			for _, e := range r.lastFight {
				m := &nominal{kind: nomDesc, first: n.first, last: n.first}
				r.setEntity(m, e)
				pair = append(pair, m)
			}
			return pair
		}
		return nil
	}
	if n.ent != nil || !pairWords[n.word] && !strings.HasPrefix(n.word, "@") || n.number != 2 && n.pron != "هما" {
		return nil
	}
	pair := r.pairBefore(n.first)
	if after := r.pairAfter(n); after != nil && n.word == "طرف" {
		pair = after
	}
	if n.word == "طرف" && len(r.lastFight) != 2 && r.ofConflict(n) {
		pair = r.lastForces(n.first)
	}
	if n.word == "طرف" && len(r.lastFight) == 2 && (n.owner != nil || n.number == 2 && n.pron == "") {
		pair = nil
		for _, e := range r.lastFight {
			m := &nominal{kind: nomDesc, first: n.first, last: n.first}
			r.setEntity(m, e)
			pair = append(pair, m)
		}
	}
	if homeWords[n.word] || n.word == "حكومه" || n.word == "شعب" {
		for i, m := range pair {
			if m.ent != nil && m.ent.Type == schema.Person {
				state := r.stateOf(m.ent)
				if state == nil {
					state = r.stateGiven(m.ent)
				}
				if state == nil {
					return nil
				}
				one := *m
				one.coord = nil
				r.setEntity(&one, state)
				pair[i] = &one
			}
		}
	}
	return pair
}

// pairAfter returns the two whom «بين» right after a phrase names: «طرفي النزاع
// بين …».
func (r *reader) pairAfter(n *nominal) []*nominal {
	for _, m := range r.sent.nominals {
		if m.prep == "بين" && m.first > n.last && m.first <= n.last+4 && len(m.coord) == 1 && m.ent != nil && m.coord[0].ent != nil {
			return m.all()
		}
	}
	return nil
}

// conflicts are nouns of what has two sides that fight.
var conflicts = map[string]bool{"النزاع": true, "الصراع": true, "القتال": true, "الحرب": true, "الازمه": true, "المواجهه": true}

// ofConflict reports whether a phrase is annexed to a conflict: «طرفي النزاع».
func (r *reader) ofConflict(n *nominal) bool {
	return n.first+1 < len(r.sent.words) && conflicts[r.sent.words[n.first+1].Folded]
}

// lastForces returns the last two forces that the article named before.
func (r *reader) lastForces(first int) []*nominal {
	var out []*nominal
	seen := map[*entity]bool{}
	for k := len(r.mentions) - 1; k >= 0 && len(out) < 2; k-- {
		m := &r.mentions[k]
		if m.ent.Type != schema.ArmedForce || !m.ent.Known || seen[m.ent] {
			continue
		}
		seen[m.ent] = true
		n := &nominal{kind: nomDesc, first: first, last: first}
		r.setEntity(n, m.ent)
		out = append(out, n)
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
