package extract

import (
	"slices"
	"strings"

	"rawabit/schema"
)

// regions are the nouns that tell a region from the town of its name.
var regions = map[string]bool{"محافظه": true, "ولايه": true, "مقاطعه": true, "اقليم": true, "منطقه": true}

// regionMeant is the region of which an article has spoken by the name of a town
// that it has not spoken of: after «محافظة الحسكة», «الحسكة» is the governorate.
func (r *reader) regionMeant(e *entity) *entity {
	if e.Type != schema.Place || e.entry == nil || e.mentioned > 0 || regions[e.lemma] {
		return e
	}
	for _, o := range r.order {
		if o.mentioned > 0 && o.Type == schema.Place && regions[o.lemma] && len(o.words()) > 1 && slices.Equal(o.words()[1:], e.words()) {
			return o
		}
	}
	return e
}

// spokenPlace is the place that a short name means after a preposition or
// direction, where the article has spoken of its state: «في تدمر» of Syria.
func (r *reader) spokenPlace(s *sentence, i int, targets []target) *entity {
	if i == 0 {
		return nil
	}
	w, prev := &s.words[i], &s.words[i-1]
	if prev.Folded == "علي" || strings.HasPrefix(r.wordAt(s, i+1), "ال") {
		return nil // «على الضمير العالمي»
	}
	if p := prev.particle(); p == nil || p.class != "prep" && p.class != "dir" {
		if !r.eng.dirs[prev.Folded] {
			return nil
		}
	}
	if w.common != "" || r.eng.heads[w.Folded] != nil || r.eng.titles[w.Folded] != nil || w.find(partMasdar) != nil || w.find(partNoun) != nil {
		return nil
	}
	for _, t := range targets {
		if t.entry == nil || t.entry.Type != schema.Place || t.entry.Within == "" {
			continue
		}
		state := r.eng.reg.Entry(t.entry.Within)
		for state != nil && state.Type == schema.Place && state.Within != "" {
			state = r.eng.reg.Entry(state.Within)
		}
		if state == nil || state.Type != schema.State {
			continue
		}
		for _, o := range r.order {
			if o.mentioned == 0 {
				continue
			}
			of := r.top(o)
			if o.Type == schema.Place || o.Type == schema.Facility {
				of = r.stateAround(o)
			}
			if of != nil && of.ID == state.ID {
				return r.entityOf(t.entry)
			}
		}
	}
	return nil
}
