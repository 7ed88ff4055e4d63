package neo4jstore

import (
	"slices"
	"strings"
	"sync"

	"rawabit/schema"
	"rawabit/store"
)

// vocabulary is what statements say about relation types as lists.
type vocabulary struct{ all, events, symmetric []string }

var types = sync.OnceValue(func() vocabulary {
	var v vocabulary
	for _, info := range schema.RelationTypes() {
		name := string(info.Type)
		v.all = append(v.all, name)
		if info.Kind == schema.Event {
			v.events = append(v.events, name)
		}
		if info.Symmetric {
			v.symmetric = append(v.symmetric, name)
		}
	}
	return v
})

// filter is a store.Filter in the terms of a statement.
type filter struct {
	q         *query
	from      *store.Filter
	types     []string // allowed ones; nil for all
	symmetric []string // those of them without direction
	nothing   bool     // nothing can pass

	// presentOnly leaves past versions out although the filter is of another time.
	presentOnly bool

	certainOn schema.Day
	conds     []string // on the relation, which they call by relationMark
	starts    []string // those of them that bound the first day
	typeConds []string // the same where the type is not known from the pattern
	actor     endSet
	source    endSet
	target    endSet
}

// relationMark stands for the relation in a condition, typeMark for its type.
const (
	relationMark = "\x01"
	typeMark     = "\x02"
)

func (q *query) filter(f *store.Filter) *filter {
	out := &filter{q: q, from: f, certainOn: q.today}
	switch {
	case f.AsOf != nil:
		out.certainOn = *f.AsOf
	case f.ValidOn != nil:
		out.certainOn = *f.ValidOn
	}
	out.allowTypes(f)
	if out.nothing {
		return out
	}
	out.dates(f)
	out.worth(f)
	end := func(id schema.ActorID) endSet {
		if id == "" {
			return endSet{}
		}
		return q.scope(id, f.Parts)
	}
	out.actor, out.source, out.target = end(f.Actor), end(f.Source), end(f.Target)
	return out
}

// allowTypes works out the types and modalities that can pass.
func (f *filter) allowTypes(from *store.Filter) {
	v := types()
	for _, name := range v.all {
		t := schema.RelationType(name)
		if (len(from.Types) == 0 || slices.Contains(from.Types, t)) && (len(from.Kinds) == 0 || slices.Contains(from.Kinds, t.Info().Kind)) {
			f.types = append(f.types, name)
			if t.Symmetric() {
				f.symmetric = append(f.symmetric, name)
			}
		}
	}
	f.nothing = len(f.types) == 0
	if len(f.types) == len(v.all) {
		f.types = nil
	} else {
		f.typeConds = append(f.typeConds, typeMark+" IN "+f.q.param(f.types))
	}
	if len(from.Modality) == 0 {
		return
	}
	var modalities []string
	for _, m := range [...]schema.Modality{schema.Actual, schema.Planned, schema.Possible, schema.Denied} {
		if slices.Contains(from.Modality, m) {
			modalities = append(modalities, string(m))
		}
	}
	switch len(modalities) {
	case 0:
		f.nothing = true
	case 1:
		f.and(".modality = " + f.q.param(modalities[0]))
	case 2, 3:
		f.and(".modality IN " + f.q.param(modalities))
	}
}

// and adds a condition that begins with a property of the relation.
func (f *filter) and(condition string) { f.conds = append(f.conds, relationMark+condition) }

// kinds reports whether only states, or only events, can pass.
func (f *filter) kinds() (states, events bool) {
	if f.types == nil {
		return false, false
	}
	states, events = true, true
	for _, t := range f.types {
		if schema.RelationType(t).IsState() {
			events = false
		} else {
			states = false
		}
	}
	return states, events
}

// unlessEvent returns a condition that holds for events anyhow.
func (f *filter) unlessEvent(condition string) string {
	states, events := f.kinds()
	switch {
	case events:
		return ""
	case states:
		return condition
	}
	return "(" + condition + " OR " + typeMark + " IN " + f.q.param(types().events) + ")"
}

func (f *filter) dates(from *store.Filter) {
	if from.AsOf != nil {
		d := f.q.param(int64(*from.AsOf))
		f.and(".fromDay <= " + d)
		f.plain(f.unlessEvent(relationMark + ".toDay >= " + d))
	}
	if from.ValidOn != nil {
		d := f.q.param(int64(*from.ValidOn))
		f.and(".fromDay <= " + d)
		f.and(".toDay >= " + d)
	}
	if r := from.StartsIn; r != nil {
		f.starts = []string{
			relationMark + ".validFrom IS NOT NULL", relationMark + ".fromDay >= " + f.q.param(int64(r.From)),
			relationMark + ".fromDay < " + f.q.param(int64(r.Before)),
		}
	}
	if from.Certain {
		d := f.q.param(int64(f.certainOn))
		f.plain("coalesce(" + relationMark + ".certainFrom, " + relationMark + ".fromDay) <= " + d)
		f.plain(f.unlessEvent("coalesce(" + relationMark + ".certainTo, " + relationMark + ".toDay) >= " + d))
	}
	if !from.KnownAt.IsZero() {
		f.and(".recordedAt <= " + f.q.param(from.KnownAt.UTC()))
	}
}

// plain adds a condition, if it is any.
func (f *filter) plain(condition string) {
	if condition != "" {
		f.conds = append(f.conds, condition)
	}
}

func (f *filter) worth(from *store.Filter) {
	if from.MinConfidence <= 0 && from.MinSources <= 0 && from.Contested == nil {
		return
	}
	if from.MinConfidence > 0 {
		f.and(".confidence >= " + f.q.param(from.MinConfidence))
	}
	if from.MinSources > 0 {
		f.and(".sources >= " + f.q.param(int64(from.MinSources)))
	}
	if from.Contested != nil {
		f.plain("coalesce(" + relationMark + ".contested, false) = " + f.q.param(*from.Contested))
	}
}

// past reports whether versions that are past may pass.
func (f *filter) past() bool { return !f.from.KnownAt.IsZero() && !f.presentOnly }

// pattern returns the types as they stand in a pattern: ":MET|VISITED".
func pattern(types []string) string {
	if len(types) == 0 {
		return ""
	}
	return ":" + strings.Join(types, "|")
}

// where returns the conditions on a row of a relation. byPattern says that the
// pattern allows the right types only.
func (f *filter) where(v row, byPattern bool) []string {
	return f.conditions(slices.Concat(f.starts, f.conds), v, byPattern)
}

// conditions is where with some conditions on the relation.
func (f *filter) conditions(conds []string, v row, byPattern bool) []string {
	conds = slices.Clone(conds)
	if !byPattern {
		conds = append(conds, f.typeConds...)
	}
	if !f.actor.all() {
		conds = append(conds, "("+f.actor.has(v.source+".id")+" OR "+f.actor.has(v.target+".id")+")")
	}
	if ends := f.ends(v.source, v.target); ends != "" {
		if len(f.symmetric) > 0 {
			ends = "(" + ends + " OR " + f.ends(v.target, v.source)
			if f.types == nil || len(f.symmetric) < len(f.types) {
				ends += " AND " + typeMark + " IN " + f.q.param(f.symmetric)
			}
			ends += ")"
		}
		conds = append(conds, ends)
	}
	for i, c := range conds {
		conds[i] = strings.ReplaceAll(strings.ReplaceAll(c, relationMark, v.relation), typeMark, v.kind)
	}
	return conds
}

func (f *filter) ends(source, target string) string {
	var conds []string
	if !f.source.all() {
		conds = append(conds, f.source.has(source+".id"))
	}
	if !f.target.all() {
		conds = append(conds, f.target.has(target+".id"))
	}
	return strings.Join(conds, " AND ")
}

// whereText returns conditions as a clause, "" for none.
func whereText(conds ...string) string {
	conds = slices.DeleteFunc(slices.Clone(conds), func(c string) bool { return c == "" })
	if len(conds) == 0 {
		return ""
	}
	return "WHERE " + strings.Join(conds, " AND ") + " "
}
