package statement

import "rawabit/schema"

// AsOf returns the sentence of Relation as it would have been said on a day: a
// state that held then stands in the present, whatever became of it later, and
// one that may have held is said to be possible, but for where places lie and
// what bodies are part of, which is taken to last. What did not hold on the day,
// events, and what is not told as done are said as Relation says them.
func AsOf(f Fact, d schema.Day, lang string) string {
	r := f.Relation
	if !r.Type.IsState() || !real(f) || !r.HoldsAsOf(d) {
		return Relation(f, lang)
	}
	then := *r
	if r.Ended {
		then.Ended, then.ValidTo, then.EndedBy = false, schema.Date{}, schema.Date{}
	}
	if !r.CertainAsOf(d) && r.Type != schema.PartOf && r.Type != schema.LocatedIn {
		then.Modality = schema.Possible
	}
	f.Relation = &then
	return Relation(f, lang)
}
