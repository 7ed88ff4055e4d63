package datetime

import "rawabit/schema"

// meaning is what a rule understood, before it is placed on the calendar.
type meaning interface {
	value(e *env) Value
}

// env is what a meaning is placed by.
type env struct {
	published schema.Date
	last      *Value // the last dated value of the text
	lastDay   *Value // the last one of day precision
	nearby    *Value // the same, if it stands earlier in the sentence
	fresh     bool   // last was named in this sentence or the one before
	tense     Tense
}

// reading keeps a meaning with its surroundings, so that another tense can be
// tried later.
type reading struct {
	meaning  meaning
	env      env
	tensed   bool // the words around it have decided the tense
	sentence int  // the number of its sentence
	val      Value
}

// place works out the value.
func (r *reading) place() {
	v := r.meaning.value(&r.env)
	v.NeedsTense = v.NeedsTense && !r.tensed
	if !v.Dated() {
		v.Basis = schema.BasisNone
	}
	r.val = v
}

// undated is the value of what cannot be placed.
func undated(k Kind) Value { return Value{Kind: k, Basis: schema.BasisNone} }

// at is a point.
func at(d schema.Date, basis schema.DateBasis) Value {
	return Value{Kind: Point, From: d, To: d, Basis: basis}
}

// over is an interval, or a point if both ends are the same.
func over(from, to schema.Date, basis schema.DateBasis) Value {
	if from == to {
		return at(from, basis)
	}
	if from.IsZero() || to.IsZero() || from.Earliest() > to.Latest() {
		return undated(Interval)
	}
	return Value{Kind: Interval, From: from, To: to, Basis: basis}
}

// today returns the publication day; ok is false if it is not known to the day.
func (e *env) today() (schema.Day, bool) {
	return e.published.Earliest(), e.published.Precision() == schema.PrecisionDay && e.published.Valid()
}

// isDay reports whether a value is a single day.
func isDay(v *Value) bool {
	return v != nil && v.From == v.To && v.From.Precision() == schema.PrecisionDay
}

// dateMeaning is a date of the calendar, as far as the text gives it: a day of a
// month, a month, a year.
type dateMeaning struct {
	y, m, d int
	hijri   bool
	adj     direction // «يناير الماضي»
	of      meaning   // the year, where the text describes it: «من العام الماضي»
	known   int       // the year that the text gave to this day before
	weekday int       // the weekday that the text gives with it, 0 for none
	near    bool      // a word such as «غدا» says that it lies next to the publication
}

func (d dateMeaning) value(e *env) Value {
	if d.hijri {
		return d.hijriValue(e)
	}
	if d.y != 0 {
		return at(checked(d.y, d.m, d.d), schema.BasisExplicit)
	}
	if d.of != nil {
		of := d.of.value(e)
		if !of.Dated() || of.From.Year != of.To.Year {
			return undated(Point)
		}
		v := at(checked(int(of.From.Year), d.m, d.d), of.Basis)
		v.NeedsTense = of.NeedsTense
		return v
	}
	if d.known != 0 && d.adj == bare {
		return at(checked(d.known, d.m, d.d), schema.BasisExplicit)
	}
	v := at(d.nearest(e), schema.BasisExplicit)
	v.NeedsTense = d.adj == bare && !d.near
	return v
}

// nearest returns the date in the year that the tense and the adjective ask for.
func (d dateMeaning) nearest(e *env) schema.Date {
	p := e.published
	if p.Month == 0 {
		return schema.Date{}
	}
	order := d.m*32 + d.d - int(p.Month)*32 - int(p.Day)
	if d.d == 0 || p.Day == 0 {
		order = d.m - int(p.Month)
	}
	y, step := int(p.Year), -1
	switch {
	case d.adj == present:
	case d.near:
		// Within half a year of the publication, on either side.
		if order > 6*32 {
			y--
		} else if order < -6*32 {
			y++
		}
	case d.adj == next, d.adj == bare && e.tense == Future:
		step = 1
		if order < 0 || order == 0 && d.adj == next {
			y++
		}
	case d.adj == past, d.adj == bare:
		if order > 0 || order == 0 && d.adj == past {
			y--
		}
	default:
		return schema.Date{}
	}
	found := d.inYear(y, step)
	if d.weekday == 0 || found.IsZero() || weekdayOf(found.Earliest()) == d.weekday {
		return found
	}
	if gap := p.Earliest() - found.Earliest(); gap >= 0 && gap <= slipDays {
		return found // a slip in the weekday is likelier than another year
	}
	for _, other := range [...]int{y - 1, y + 1} {
		if date := checked(other, d.m, d.d); !date.IsZero() && weekdayOf(date.Earliest()) == d.weekday {
			return date
		}
	}
	return found
}

// slipDays is how many days before the publication a date may lie for its year to
// hold against its weekday.
const slipDays = 45

// inYear returns the date in a year, or for 29 February in the nearest year on
// that has one.
func (d dateMeaning) inYear(y, step int) schema.Date {
	for range 9 {
		if date := checked(y, d.m, d.d); !date.IsZero() || d.d < 29 {
			return date
		}
		y += step
	}
	return schema.Date{}
}

// hijriValue places a date of the Hijri calendar.
func (d dateMeaning) hijriValue(e *env) Value {
	y, needsTense := d.y, false
	if y == 0 {
		today, ok := e.today()
		if !ok {
			return undated(Point)
		}
		y = hijriYear(today)
		if y < 2 {
			return undated(Point)
		}
		from, to := hijriSpan(y, d.m, d.d)
		switch {
		case d.adj == next && from <= today, d.adj == bare && e.tense == Future && to < today:
			y++
		case d.adj == past && to >= today, d.adj == bare && e.tense == Past && from > today:
			y--
		}
		needsTense = d.adj == bare
	}
	if y < 1 || y > 9000 || d.m == 0 && d.d > 0 || d.d > 30 {
		return undated(Point)
	}
	from, to := hijriSpan(y, d.m, d.d)
	v := over(onDay(from), onDay(to), schema.BasisExplicit)
	v.NeedsTense = needsTense
	return v
}

// monthDayMeaning is a day of a month that is described.
type monthDayMeaning struct {
	day   int
	month meaning
}

func (d monthDayMeaning) value(e *env) Value {
	v := d.month.value(e)
	if v.From.Precision() != schema.PrecisionMonth {
		return undated(Point)
	}
	return at(checked(int(v.From.Year), int(v.From.Month), d.day), v.Basis)
}

// fixedMeaning is a date that the words always mean: «هجمات 11 سبتمبر».
type fixedMeaning struct{ date schema.Date }

func (f fixedMeaning) value(*env) Value { return at(f.date, schema.BasisExplicit) }

// weekdayMeaning is a weekday, or a night between two.
type weekdayMeaning struct {
	day    int
	second int // «ليل الثلاثاء الأربعاء»; 0 for none
	adj    direction
	week   meaning // «الثلاثاء من الأسبوع الماضي»; nil for none
}

func (w weekdayMeaning) value(e *env) Value {
	day, basis, ok := w.first(e)
	if !ok {
		return undated(Point)
	}
	v := at(onDay(day), basis)
	if w.second != 0 {
		last := day
		first := last - schema.Day((weekdayOf(last)-w.day+7)%7)
		v = over(onDay(first), onDay(last), basis)
	}
	v.NeedsTense = w.adj == bare && w.week == nil
	return v
}

// first returns the day that the weekday falls on, of two the second.
func (w weekdayMeaning) first(e *env) (schema.Day, schema.DateBasis, bool) {
	target := w.day
	if w.second != 0 {
		target = w.second
	}
	if w.week != nil {
		week := w.week.value(e)
		return week.From.Earliest() + schema.Day(target-1), week.Basis, week.Kind == Interval && week.Dated()
	}
	if w.adj == beforeThat || w.adj == afterThat {
		if !isDay(e.lastDay) {
			return 0, "", false
		}
		day := e.lastDay.From.Earliest()
		if w.adj == afterThat {
			return day + 1 + schema.Day((target-weekdayOf(day+1)+7)%7), schema.BasisContext, true
		}
		return day - 1 - schema.Day((weekdayOf(day-1)-target+7)%7), schema.BasisContext, true
	}
	today, ok := e.today()
	if !ok {
		return 0, "", false
	}
	back := schema.Day((weekdayOf(today) - target + 7) % 7)
	ahead := schema.Day((target - weekdayOf(today) + 7) % 7)
	day := today - back
	switch w.adj {
	case past, past2:
		if back == 0 {
			day -= 7
		}
		if w.adj == past2 {
			day -= 7
		}
	case next, next2:
		if day = today + ahead; ahead == 0 {
			day += 7
		}
		if w.adj == next2 {
			day += 7
		}
	case present:
		day = mondayOf(today) + schema.Day(target-1)
	default:
		if e.tense == Future {
			day = today + ahead
		}
	}
	return day, schema.BasisRelative, true
}

// dayMeaning is a day counted from the publication: «أمس», «مساء اليوم الاثنين».
type dayMeaning struct {
	offset  int
	weekday int // 0 for none
}

func (d dayMeaning) value(e *env) Value {
	today, ok := e.today()
	if !ok {
		return undated(Point)
	}
	day := today + schema.Day(d.offset)
	if d.weekday != 0 {
		// The weekday is right where the publication date is that of another zone.
		off := (d.weekday - weekdayOf(day) + 7) % 7
		if off > 3 {
			off -= 7
		}
		day += schema.Day(off)
	}
	return at(onDay(day), schema.BasisRelative)
}
