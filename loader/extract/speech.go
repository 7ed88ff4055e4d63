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
	w := r.ownDates(p, false, stance{modality: schema.Actual})
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
