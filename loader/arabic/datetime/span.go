package datetime

import "rawabit/schema"

// boundMeaning is open on one side: «منذ», «حتى», «قبل», «بعد».
type boundMeaning struct {
	kind  Kind
	inner meaning
	ahead bool // as a rule it lies in the future: «بحلول»
}

func (b boundMeaning) value(e *env) Value {
	inner := b.inner.value(e)
	v := Value{Kind: b.kind, Basis: inner.Basis, NeedsTense: inner.NeedsTense, Approx: inner.Approx}
	switch b.kind {
	case Since:
		v.From = inner.From
	case After:
		v.From = inner.To
	case Before:
		v.To = inner.From
	default:
		v.To = inner.To
	}
	if s, ok := b.inner.(shiftMeaning); ok {
		v.Duration = s.count.duration()
	}
	return v
}

// rangeMeaning has two ends, both included.
type rangeMeaning struct{ first, last meaning }

func (r rangeMeaning) value(e *env) Value {
	first := r.first.value(e)
	inner := *e
	if first.Dated() {
		inner.last = &first // «بين 1 أبريل و7 من الشهر نفسه»
		if isDay(&first) {
			inner.lastDay = &first
		}
	}
	last := r.last.value(&inner)
	if !last.Dated() {
		return undated(Interval)
	}
	// The first end is the nearest before the last, unless it says its own year.
	if first.NeedsTense || !first.Dated() || first.From.Earliest() > last.To.Latest() {
		inner.tense = Past
		if last.To.Precision() >= e.published.Precision() || last.To.Month != 0 {
			inner.published = last.To
		}
	}
	inner.last, inner.lastDay = e.last, e.lastDay
	first = r.first.value(&inner)
	v := over(first.From, last.To, last.Basis)
	v.NeedsTense = last.NeedsTense
	v.Approx = first.Approx || last.Approx
	return v
}

// daysMeaning is a range of days in one month: «بين 3 و5 مارس».
type daysMeaning struct {
	first int
	last  dateMeaning
}

func (d daysMeaning) value(e *env) Value {
	last := d.last.value(e)
	if last.From.Day == 0 || d.first > int(last.From.Day) {
		return undated(Interval)
	}
	first := last.From
	first.Day = uint8(d.first)
	if d.last.hijri {
		first = onDay(last.From.Earliest() - schema.Day(d.last.d-d.first))
	}
	v := over(first, last.To, last.Basis)
	v.NeedsTense = last.NeedsTense
	return v
}

// streakMeaning is «لليوم الثالث على التوالي»: it began n-1 units ago and goes on.
type streakMeaning struct {
	n    int
	unit unit
}

func (s streakMeaning) value(e *env) Value {
	from := e.published
	if s.unit == day && e.nearby != nil {
		from = e.nearby.From // «السبت، لليوم السابع على التوالي»
	}
	begin := stepped(from, s.unit, 1-s.n, schema.BasisRelative)
	return Value{Kind: Since, From: begin.From, Basis: schema.BasisRelative}
}

// decadeMeaning is «تسعينيات القرن الماضي».
type decadeMeaning struct{ first int }

func (d decadeMeaning) value(*env) Value {
	return over(checked(d.first, 0, 0), checked(d.first+9, 0, 0), schema.BasisExplicit)
}

// seasonMeaning is a season of a year. EDTF level 0 has no seasons and a winter lies
// in two years, so its date is the year that the text names.
type seasonMeaning struct {
	season int       // 1 spring to 4 winter
	year   meaning   // nil if the text describes the season itself
	adj    direction // «الصيف الماضي»
}

func (s seasonMeaning) value(e *env) Value {
	if s.year == nil {
		if e.published.Month == 0 {
			return undated(Point)
		}
		return at(checked(s.nearest(e.published), 0, 0), schema.BasisRelative)
	}
	v := s.year.value(e)
	if v.From != v.To {
		return undated(Point)
	}
	return at(coarser(v.From, year), v.Basis)
}

// nearest returns the year of the season that the adjective asks for.
func (s seasonMeaning) nearest(published schema.Date) int {
	y, m := int(published.Year), int(published.Month)
	first, last := 3*s.season, 3*s.season+2
	switch {
	case s.adj == past && last >= m:
		return y - 1
	case s.adj == next && first <= m:
		return y + 1
	}
	return y
}

// portionMeaning is a half or a quarter of a year: «الربع الثالث من 2018».
type portionMeaning struct {
	n, of int
	year  meaning
}

func (p portionMeaning) value(e *env) Value {
	v := p.year.value(e)
	if v.From != v.To || v.From.Precision() != schema.PrecisionYear {
		return undated(Interval)
	}
	months := 12 / p.of
	y := int(v.From.Year)
	return over(checked(y, (p.n-1)*months+1, 0), checked(y, p.n*months, 0), v.Basis)
}
