package extract

import (
	"slices"

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
