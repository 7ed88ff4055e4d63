package extract

import (
	"strings"

	"rawabit/schema"
)

// stateless is an office of a state that the sentence does not name: «أعلن وزير
// الداخلية، فلان». It is told once the whole article is read.
type stateless struct {
	s      *sentence
	n      *nominal
	use    officeUse
	person *entity
}

// officesOfStates are the offices, beside those of ministers, that without a word
// of whose they are can only be of a state.
var officesOfStates = map[string]bool{
	"prime-minister": true, "deputy-prime-minister": true, "president": true, "chief-of-staff": true, "deputy-chief-of-staff": true,
	"intelligence-chief": true,
}

// ofState reports whether an office that a sentence gives a person can only be
// one of a state.
func (r *reader) ofState(n *nominal, use *officeUse) bool {
	if n.ent == nil || n.ent.Type != schema.Person || n.number != 1 || n.pron != "" || use.bodyOf != nil || use.body != nil {
		return false
	}
	id := use.title.ID
	if id == "president" {
		return use.text == "الرئيس" || strings.HasSuffix(use.text, "الجمهورية") || strings.HasSuffix(use.text, "الدولة")
	}
	return stateOffice(id)
}

// stateOffice reports whether an office is of a state whatever it is of.
func stateOffice(id string) bool {
	return officesOfStates[id] && id != "president" || id == "minister" || strings.HasSuffix(id, "-minister")
}

// listState is the state of which the sentence has named office-holders before:
// «قائمة الوزراء الروس، وزير الطاقة فلان، ووزير الثقافة فلان».
func (r *reader) listState(s *sentence, n *nominal) *entity {
	for k := len(s.nominals) - 1; k >= 0; k-- {
		m := s.nominals[k]
		if m.first >= n.first {
			continue
		}
		if m.first > 0 && m.typ == schema.Group && m.ent != nil && strings.HasSuffix(s.words[m.first-1].Folded, "وزراء") {
			if top := r.top(m.ent); top.Type == schema.State {
				return top // «الوزراء الروس»
			}
		}
		for i := range m.offices {
			if b := m.offices[i].body; b != nil && (m.offices[i].title.ID == "minister" || strings.HasSuffix(m.offices[i].title.ID, "-minister")) {
				if top := r.top(b); top.Type == schema.State {
					return top
				}
			}
		}
	}
	return nil
}

// lateOffices tells the offices of states that no sentence named, where the
// article as a whole speaks of one state above all others.
func (r *reader) lateOffices() {
	if len(r.stateless) == 0 {
		return
	}
	main := r.ownState()
	for i := range r.stateless {
		o := &r.stateless[i]
		state := r.side(o.person)
		if state == nil {
			state = r.peersState(o)
		}
		if state == nil && len(r.eng.offices[o.person.ID]) == 0 && !o.use.ended {
			state = main
		}
		if state == nil || state.Type != schema.State {
			continue
		}
		o.use.body = state
		r.titleOrgan(&o.use, o.n)
		if schema.ValidateEnds(o.use.title.Relation, o.person.Type, o.use.body.Type) == nil {
			r.tellOffice(o.s, o.n, &o.use, o.person, o.use.body, o.use.title.Relation, o.use.ended, when{basis: schema.BasisNone})
		}
	}
}

// peersState is the state of the ministers whom the sentence names beside one whose
// state it leaves out, where they are all of one state.
func (r *reader) peersState(o *stateless) *entity {
	var found *entity
	for i := range r.claims {
		c := &r.claims[i]
		if c.Evidence.Sentence != o.s.idx || c.Type != schema.MemberOf || !strings.HasPrefix(c.Evidence.Rule, "titles:") || !strings.HasSuffix(c.Evidence.Rule, "minister") {
			continue
		}
		state := r.entities[c.Target]
		if state == nil || state.Type != schema.State || found != nil && r.top(state) != found {
			return nil
		}
		found = r.top(state)
	}
	return found
}

// ownState is the state that an article is about, nil where it speaks of several.
func (r *reader) ownState() *entity {
	score := map[*entity]int{}
	total := 0
	var best *entity
	for _, e := range r.order {
		if e.mentioned == 0 {
			continue
		}
		top := r.top(e)
		switch e.Type {
		case schema.Place, schema.Facility:
			top = r.stateAround(e)
		case schema.Person:
			top = r.side(e)
		}
		if top == nil || top.Type != schema.State {
			continue
		}
		score[top] += e.mentioned
		total += e.mentioned
		if best == nil || score[top] > score[best] {
			best = top
		}
	}
	if best == nil || score[best] < 3 || 2*score[best] <= total {
		return nil
	}
	return best
}
