package graphqlapi

import (
	"rawabit/schema"
	"rawabit/store"
)

// binder fills a compiled query with the values of the variables and adds up
// what the answer may cost.
type binder struct {
	vars   []input
	limits *Limits
	times  int // how often what is being bound may occur
	cost   int // nodes that the answer may have
	err    error
}

// maxCost is where costs stop growing, so that products do not overflow.
const maxCost = 1 << 40

// fail records the first error.
func (b *binder) fail(err error) {
	if b.err == nil && err != nil {
		b.err = err
	}
}

// spend adds the cost of n nodes for each occurrence.
func (b *binder) spend(n int) {
	b.cost = min(b.cost+b.times*n, maxCost)
}

// enter multiplies what follows by n and returns the factor to go back to.
func (b *binder) enter(n int) (before int) {
	before = b.times
	b.times = min(b.times*max(n, 1), maxCost>>20)
	return before
}

// check refuses what costs too much.
func (b *binder) check() error {
	if b.err == nil && b.cost > b.limits.Cost {
		return &limitError{schema.Errorf(schema.CodeLimit,
			"the answer may have %d entries: %d are allowed; ask for smaller pages", b.cost, b.limits.Cost), b.limits.Cost}
	}
	return b.err
}

// size returns a number of entries, checked against the limit of lists.
func (b *binder) size(v *input, name string) int {
	return b.within(v, name, 0, b.limits.Page)
}

func (b *binder) within(v *input, name string, least, most int) int {
	n := v.int(b.vars)
	if n < least {
		b.fail(schema.Errorf(schema.CodeInvalid, "%s must not be less than %d", name, least))
		return least
	}
	if n > most {
		b.fail(&limitError{schema.Errorf(schema.CodeLimit, "%s is %d: %d are allowed", name, n, most), most})
		return most
	}
	return n
}

// pageShape is the part of a list that is asked for.
type pageShape struct {
	first, after *input
	total        bool
	cursors      bool
	more         bool // whether there are more
}

func (p *pageShape) dynamic() bool { return p.first.dynamic() || p.after.dynamic() }

func (p *pageShape) bind(b *binder) store.Page {
	return store.Page{First: b.size(p.first, "first"), After: p.after.string(b.vars), Total: p.total, NoCursors: !p.cursors, NoMore: !p.more && !p.total}
}

// filterShape is a filter with its constant part worked out.
type filterShape struct {
	base store.Filter
	rest *input    // the whole filter, where it is a variable
	some []inputAt // the fields that depend on variables
}

// inputAt is a field of an input object with its value.
type inputAt struct {
	name  string
	value *input
}

// newFilter compiles a filter argument.
func newFilter(v *input) (filterShape, error) {
	if v.kind == variableInput {
		return filterShape{rest: v}, nil
	}
	var s filterShape
	b := &binder{}
	for i := range v.items {
		at := inputAt{v.fields[i].name, &v.items[i]}
		if at.value.dynamic() {
			s.some = append(s.some, at)
		} else {
			setFilter(b, &s.base, at.name, at.value)
		}
	}
	return s, b.err
}

func (s *filterShape) dynamic() bool { return s.rest != nil || s.some != nil }

func (s *filterShape) bind(b *binder) store.Filter {
	f := s.base
	if s.rest != nil {
		object := s.rest.resolve(b.vars)
		for i := range object.items {
			setFilter(b, &f, object.fields[i].name, &object.items[i])
		}
	}
	for _, at := range s.some {
		setFilter(b, &f, at.name, at.value)
	}
	return f
}

// setFilter sets one field of a filter.
func setFilter(b *binder, f *store.Filter, name string, v *input) {
	v = v.resolve(b.vars)
	if v.kind == absent {
		return
	}
	switch name {
	case "types":
		f.Types = texts[schema.RelationType](v, b.vars)
	case "kinds":
		f.Kinds = texts[schema.Kind](v, b.vars)
	case "actor":
		f.Actor = schema.ActorID(v.text)
	case "source":
		f.Source = schema.ActorID(v.text)
	case "target":
		f.Target = schema.ActorID(v.text)
	case "includeParts":
		f.Parts = v.flag
	case "asOf":
		f.AsOf = lastDay(v)
	case "validOn":
		f.ValidOn = lastDay(v)
	case "startsIn":
		f.StartsIn = dayRange(v, b.vars)
	case "knownAt":
		f.KnownAt = v.moment
	case "modality":
		f.Modality = texts[schema.Modality](v, b.vars)
	case "certainOnly":
		f.Certain = v.flag
	case "minConfidence":
		f.MinConfidence = v.float
	case "minSources":
		f.MinSources = v.number
	case "contested":
		contested := v.flag
		f.Contested = &contested
	default:
		b.fail(schema.Errorf(schema.CodeInternal, "the filter has no field %s", name))
	}
}

// lastDay is the day that a date as a moment stands for: a coarse one for its
// last day.
func lastDay(v *input) *schema.Day {
	day := v.date.Latest()
	return &day
}

// dayRange turns a DateRange into days.
func dayRange(v *input, vars []input) *store.DayRange {
	r := &store.DayRange{From: schema.MinDay, Before: schema.MaxDay}
	if from := v.get("from", vars); from.kind != absent {
		r.From = from.date.Earliest()
	}
	if before := v.get("before", vars); before.kind != absent {
		r.Before = before.date.Earliest()
	}
	return r
}

// bindDirection turns a Direction into the store's.
func bindDirection(v *input, vars []input) store.Direction {
	switch v.string(vars) {
	case "OUT":
		return store.Out
	case "IN":
		return store.In
	}
	return store.Both
}

// bindRelationOrder turns a RelationOrder into the store's.
func bindRelationOrder(v *input, vars []input) store.RelationOrder {
	switch v.string(vars) {
	case "DATE_ASC":
		return store.DateAsc
	case "RECORDED_DESC":
		return store.RecordedDesc
	case "CONFIDENCE_DESC":
		return store.ConfidenceDesc
	}
	return store.DateDesc
}
