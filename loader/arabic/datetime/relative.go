package datetime

import "rawabit/schema"

// unitMeaning is a week, month or year by its place: «الأسبوع الماضي», «العام
// التالي».
type unitMeaning struct {
	unit unit
	adj  direction
}

func (u unitMeaning) value(e *env) Value {
	steps := map[direction]int{past: -1, next: 1, past2: -2, next2: 2, beforeThat: -1, afterThat: 1}[u.adj]
	from, basis := e.published, schema.BasisRelative
	if u.adj == beforeThat || u.adj == afterThat {
		base := e.basis(u.unit)
		if base == nil {
			return undated(Point)
		}
		from, basis = base.From, schema.BasisContext
		if u.adj == afterThat {
			from = base.To
		}
	}
	return stepped(from, u.unit, steps, basis)
}

// basis returns the value that «ذلك» and «نفسه» speak of, for a unit; nil if no
// value is precise enough.
func (e *env) basis(u unit) *Value {
	precise := func(v *Value, p schema.Precision) bool {
		return v != nil && v.From.Precision() >= p && v.To.Precision() >= p
	}
	switch u {
	case hour, minute, day, night, week:
		if isDay(e.lastDay) {
			return e.lastDay
		}
		if u == week && precise(e.last, schema.PrecisionDay) {
			return e.last
		}
		return nil
	case month:
		if precise(e.last, schema.PrecisionMonth) {
			return e.last
		}
		return nil
	}
	if precise(e.last, schema.PrecisionYear) {
		return e.last
	}
	return nil
}

// stepped returns the unit that lies some units from the one of a date.
func stepped(from schema.Date, u unit, n int, basis schema.DateBasis) Value {
	p := from.Precision()
	switch {
	case u == day && p == schema.PrecisionDay:
		return at(onDay(from.Earliest()+schema.Day(n)), basis)
	case u == week && p == schema.PrecisionDay:
		first, last := weekOf(from.Earliest() + schema.Day(7*n))
		return over(first, last, basis)
	case u == month && p >= schema.PrecisionMonth:
		return at(monthOf(from, n), basis)
	case u == year && p >= schema.PrecisionYear:
		return at(yearOf(from, n), basis)
	}
	return undated(Point)
}

// sameMeaning is a unit of the date spoken of: «في اليوم نفسه», «في ذلك العام».
type sameMeaning struct{ unit unit }

func (s sameMeaning) value(e *env) Value {
	base := e.basis(s.unit)
	if base == nil {
		return undated(Point)
	}
	v := stepped(base.From, s.unit, 0, schema.BasisContext)
	if base.From != base.To && v != stepped(base.To, s.unit, 0, schema.BasisContext) {
		return undated(Point)
	}
	v.Approx = base.Approx
	return v
}

// thenMeaning is the date spoken of itself: «آنذاك».
type thenMeaning struct{}

func (thenMeaning) value(e *env) Value {
	if e.last == nil || e.last.From.IsZero() || e.last.To.IsZero() {
		return undated(Point)
	}
	v := over(e.last.From, e.last.To, schema.BasisContext)
	v.Approx = e.last.Approx
	return v
}

// shiftBase says what a shift is counted from.
type shiftBase uint8

const (
	fromNearest     shiftBase = iota // a day named before in the sentence, else the publication
	fromPublication                  // the publication
	fromThat                         // the date spoken of: «بعد ذلك بيومين»
	fromGiven                        // a date that stands with it: «قبل يومين من 15 يناير»
)

// shiftMeaning is a date some units before or after another: «قبل يومين».
type shiftMeaning struct {
	count count
	sign  int
	from  shiftBase
	given meaning
}

func (s shiftMeaning) value(e *env) Value {
	base, basis, ok := s.base(e)
	if !ok {
		v := undated(Point)
		v.NeedsTense = s.from == fromNearest && s.sign > 0
		return v
	}
	v := shifted(base, s.sign, s.count, basis)
	v.NeedsTense = s.from == fromNearest && s.sign > 0
	if v.NeedsTense && e.tense == Past {
		// What was cannot lie after the publication.
		if today, ok := e.today(); !ok || v.From.Earliest() > today {
			v = undated(Point)
			v.NeedsTense = true
			return v
		}
	}
	v.Approx = v.Approx || s.count.approx
	return v
}

// base returns the date that the shift is counted from.
func (s shiftMeaning) base(e *env) (schema.Date, schema.DateBasis, bool) {
	fine := s.count.unit <= week
	pick := func(v *Value) (schema.Date, schema.DateBasis, bool) {
		if v == nil {
			return schema.Date{}, "", false
		}
		if s.sign > 0 {
			return v.To, schema.BasisContext, !v.To.IsZero()
		}
		return v.From, schema.BasisContext, !v.From.IsZero()
	}
	switch s.from {
	case fromGiven:
		given := s.given.value(e)
		date, _, ok := pick(&given)
		return date, given.Basis, ok
	case fromThat:
		return pick(e.basis(s.count.unit))
	case fromNearest:
		if fine && e.nearby != nil {
			return pick(e.nearby)
		}
		if s.sign > 0 && e.tense == Past {
			if !e.fresh || s.count.approx && !fine {
				return schema.Date{}, "", false // «بعد أكثر من عشرين عاما» leads up to now
			}
			return pick(e.basis(s.count.unit))
		}
	}
	return e.published, schema.BasisRelative, !e.published.IsZero()
}

// shifted moves a date by a count, at the precision of the unit: a week has its
// first and last day, a month and a year stay what they are.
func shifted(base schema.Date, sign int, c count, basis schema.DateBasis) Value {
	if c.n == 0 {
		return shiftedSome(base, sign, c.unit, basis)
	}
	n := sign * c.n
	switch c.unit {
	case hour, minute:
		if base.Precision() < schema.PrecisionDay {
			return undated(Point)
		}
		if c.unit == minute {
			n = 0
		}
		v := stepped(base, day, n/24, basis)
		v.Approx = n%24 != 0
		return v
	case night:
		return stepped(base, day, n, basis)
	case month:
		if c.half {
			v := stepped(base, month, n, basis)
			v.Approx = true
			return v
		}
	case year:
		if c.half && base.Precision() >= schema.PrecisionMonth {
			v := at(yearOf(monthOf(base, 12*n+6*sign), 0), basis)
			v.Approx = true
			return v
		}
	case decade:
		v := stepped(base, year, 10*n, basis)
		v.Approx = true
		return v
	}
	return stepped(base, c.unit, n, basis)
}

// some bounds «قبل أيام» and the like: from and to, in days.
var someDays = map[unit][2]int{hour: {1, 0}, day: {7, 2}, week: {35, 14}}

// shiftedSome moves a date by an unknown number of units. The result is no finer
// than a month.
func shiftedSome(base schema.Date, sign int, u unit, basis schema.DateBasis) Value {
	bounds, ok := someDays[u]
	if !ok || base.Precision() < schema.PrecisionDay {
		return undated(Point)
	}
	if u == hour {
		v := at(base, basis)
		v.Approx = true
		return v
	}
	near := base.Earliest() + schema.Day(sign*bounds[1])
	far := base.Earliest() + schema.Day(sign*bounds[0])
	v := over(monthOf(onDay(min(near, far)), 0), monthOf(onDay(max(near, far)), 0), basis)
	v.Approx = true
	return v
}

// windowMeaning is the time just before or after: «خلال اليومين الماضيين».
type windowMeaning struct {
	count count
	adj   direction
}

func (w windowMeaning) value(e *env) Value {
	base, basis := e.published, schema.BasisRelative
	if w.adj == beforeThat || w.adj == afterThat {
		if that := e.basis(w.count.unit); that != nil {
			base, basis = that.To, schema.BasisContext
		} else if w.adj == afterThat {
			return undated(Interval)
		}
	}
	sign := -1
	if w.adj == next || w.adj == afterThat {
		sign = 1
	}
	v := undated(Interval)
	if far := farEnd(base, sign, w.count); !far.IsZero() {
		near := base
		if far.Precision() < near.Precision() {
			near = coarser(near, map[schema.Precision]unit{schema.PrecisionMonth: month, schema.PrecisionYear: year}[far.Precision()])
		}
		if far.Earliest() > near.Earliest() {
			far, near = near, far
		}
		v = over(far, near, basis)
	}
	v.Duration = w.count.duration()
	v.Approx = w.count.approx
	return v
}

// farEnd returns the end of a window that lies away from its base.
func farEnd(base schema.Date, sign int, c count) schema.Date {
	if c.n == 0 {
		days, ok := someDays[c.unit]
		switch {
		case !ok || base.Precision() < schema.PrecisionDay:
			return schema.Date{}
		case c.unit == hour:
			return onDay(base.Earliest() + schema.Day(sign))
		}
		return monthOf(onDay(base.Earliest()+schema.Day(sign*days[0])), 0)
	}
	switch c.unit {
	case hour, minute, day, night, week:
		if base.Precision() < schema.PrecisionDay {
			return schema.Date{}
		}
		days := map[unit]int{hour: (c.n + 23) / 24, minute: 0, day: c.n, night: c.n, week: 7 * c.n}[c.unit]
		return onDay(base.Earliest() + schema.Day(sign*days))
	}
	return shifted(base, sign, c, schema.BasisRelative).From
}

// durationMeaning is a length of time.
type durationMeaning struct{ count count }

func (d durationMeaning) value(*env) Value {
	return Value{Kind: Duration, Basis: schema.BasisNone, Duration: d.count.duration(), Approx: d.count.approx}
}
