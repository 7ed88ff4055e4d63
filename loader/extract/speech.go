package extract

import "rawabit/schema"

// speechTypes are the relations that somebody makes by speaking. What one says
// without a date in a report on one's words is of the day of the first of them.
var speechTypes = map[schema.RelationType]bool{
	schema.DemandedOf: true, schema.Accused: true, schema.Rejected: true, schema.Threatened: true, schema.Praised: true, schema.PledgedTo: true,
}

// noteSpeech keeps the day on which a speaker spoke, of the first dated report of
// his words.
func (r *reader) noteSpeech(p *pred) {
	speaks := p.lex.oper("") == "say"
	for i := range p.lex.frames {
		speaks = speaks || speechTypes[p.lex.frames[i].Type]
	}
	if !speaks || !p.rd.perfect {
		return
	}
	w := r.whenOf(p, false, stance{modality: schema.Actual})
	if w.basis == schema.BasisNone || w.from != w.to || w.from.Precision() != schema.PrecisionDay || r.day-w.from.Earliest() > 7 || w.from.Earliest() > r.day {
		return
	}
	for _, n := range r.subject(p) {
		if n.ent == nil {
			continue
		}
		if _, ok := r.spoke[n.ent]; !ok {
			w.basis = schema.BasisContext
			r.spoke[n.ent] = w
		}
	}
}

// spokenThen is the day of an undated utterance of somebody whose words the
// article has dated before.
func (r *reader) spokenThen(p *pred, t schema.RelationType, st stance, sources []*entity) when {
	none := when{basis: schema.BasisNone}
	if !speechTypes[t] || !p.verb || !p.rd.perfect && !p.circumstance || p.was || st.modality != schema.Actual || len(sources) == 0 {
		return none
	}
	if w, ok := r.spoke[sources[0]]; ok {
		return w
	}
	return none
}

// utteredOn is the day on which somebody made an accusation or a demand by what he
// said: the day of the report, else that of his first words.
func (r *reader) utteredOn(p *pred, st stance, speakers []*entity) when {
	for q, depth := p, 0; q.parent != nil && depth < 8; q, depth = q.parent, depth+1 {
		if q.parent.lex.oper(q.slot) == "say" {
			if w := r.reported(q.parent, st); w.basis != schema.BasisNone {
				return w
			}
			break
		}
	}
	if len(speakers) > 0 {
		if w, ok := r.spoke[speakers[0]]; ok {
			return w
		}
	}
	return when{basis: schema.BasisNone}
}
