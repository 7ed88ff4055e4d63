package extract

import (
	"strings"

	"rawabit/schema"
)

// nisbaOf returns a state's relative adjective with the article, agreeing.
func (r *reader) nisbaOf(state *entity, fem bool) string {
	if state.entry == nil || len(state.entry.Nisba) == 0 {
		return state.Name
	}
	words := strings.Fields(state.entry.Nisba[0])
	for i := range words {
		words[i] = "ال" + words[i] // «الكورية الشمالية»
		if fem {
			words[i] += "ة"
		}
	}
	return strings.Join(words, " ")
}

// mainState is the state that the article names most, the earliest on a tie.
func (r *reader) mainState() *entity {
	var best *entity
	count := 0
	score := map[*entity]int{}
	for _, e := range r.order {
		if e.mentioned == 0 {
			continue
		}
		top := r.top(e)
		if e.Type == schema.Place || e.Type == schema.Facility {
			top = r.stateAround(e)
		}
		if top == nil || top.Type != schema.State {
			continue
		}
		score[top] += e.mentioned
		if score[top] > count {
			best, count = top, score[top]
		}
	}
	return best
}

// armedState is the state whose force an article means that does not say whose
// it is: of «قوات الاحتلال» the one that is called so without more, else the state
// of which the article names forces most often, else the one of which it speaks.
func (r *reader) armedState(n *nominal, spoken *entity) *entity {
	if strings.HasSuffix(n.head.Lemma, " الاحتلال") {
		for _, p := range r.eng.gaz.multi[schema.FoldText(firstWord(n.head.Lemma))] {
			if len(p.words) == 2 && p.words[1] == "الاحتلال" && p.targets[0].entry != nil {
				return r.top(r.entityOf(p.targets[0].entry))
			}
		}
	}
	best, count := spoken, 0
	for _, e := range r.order {
		if top := r.top(e); e.Type == schema.ArmedForce && e.mentioned > count && top != e && top.Type == schema.State {
			best, count = top, e.mentioned
		}
	}
	return best
}

// stateAround returns the state that a place lies in by the registry.
func (r *reader) stateAround(e *entity) *entity {
	for depth := 0; depth < 6; depth++ {
		if e.Within == "" {
			return nil
		}
		entry := r.eng.reg.Entry(e.Within)
		if entry == nil {
			up := r.entities[e.Within]
			if up == nil {
				return nil
			}
			e = up
			continue
		}
		if entry.Type == schema.State {
			return r.entityOf(entry)
		}
		e = r.entityOf(entry)
	}
	return nil
}

// stateGiven returns the state of which the article gave a person an office.
func (r *reader) stateGiven(e *entity) *entity {
	for _, o := range r.officesOf[e] {
		if o.body != nil {
			if top := r.top(o.body); top.Type == schema.State {
				return top
			}
		}
	}
	return nil
}

func pronounSurface(p string) string { return p }

// stateOf returns the state that a person leads or serves on the publication
// day, nil where the registry knows none.
func (r *reader) stateOf(p *entity) *entity {
	for _, o := range r.eng.offices[p.ID] {
		if e := r.eng.reg.Entry(o.Body); e != nil && e.Type == schema.State && holds(o.Span, r.day) {
			return r.entityOf(e)
		}
	}
	return nil
}

func holds(span schema.Span, day schema.Day) bool {
	return span.From.Earliest() <= day && day <= span.To.Latest()
}
