package datetime

import (
	"strings"

	"rawabit/schema"
)

// builder makes a meaning of what a pattern captured; nil refuses the match.
type builder func(m *matcher, caps []capture) meaning

// builders are the actions that a rule can name, in the form that the data file
// documents.
func builders() map[string]func(argument string) (builder, bool) {
	plain := func(b builder) func(string) (builder, bool) {
		return func(argument string) (builder, bool) { return b, argument == "" }
	}
	return map[string]func(string) (builder, bool){
		"date":      plain(buildDate),
		"first":     plain(buildFirst),
		"monthday":  monthDayBuilder,
		"monthdays": plain(buildMonthDays),
		"weekday":   plain(buildWeekday),
		"nights":    plain(buildNights),
		"daypair":   plain(buildDayPair),
		"dayword":   plain(buildDayWord),
		"inner":     plain(buildInner),
		"dated":     plain(buildDated),
		"part":      plain(buildPart),
		"portion":   plain(buildPortion),
		"unit":      plain(buildUnit),
		"same":      plain(buildSame),
		"then":      plain(func(*matcher, []capture) meaning { return thenMeaning{} }),
		"window":    plain(buildWindow),
		"last":      plain(buildLastWindow),
		"duration":  plain(buildDuration),
		"days":      plain(buildDays),
		"range":     plain(buildRange),
		"months":    plain(buildMonths),
		"hijri":     plain(buildHijri),
		"era":       plain(buildEra),
		"today":     plain(buildToday),
		"streak":    plain(buildStreak),
		"decade":    plain(buildDecade),
		"season":    plain(buildSeason),
		"shift":     shiftBuilder,
		"since":     boundBuilder(Since),
		"until":     boundBuilder(Until),
		"before":    boundBuilder(Before),
		"after":     boundBuilder(After),
		"fixed":     fixedBuilder,
	}
}

// builderOf returns the action that a rule names.
func builderOf(action string, kind ruleKind, line int) (builder, error) {
	if kind == falseRule {
		if action != "" {
			return nil, lineError(line, "gives a false friend the action %q; leave the fourth column empty", action)
		}
		return nil, nil
	}
	name, argument, _ := strings.Cut(action, ":")
	known, ok := builders()[name]
	if !ok {
		return nil, lineError(line, "names the action %q, which does not exist; see the list of actions at the head of the file", action)
	}
	b, ok := known(argument)
	if !ok {
		return nil, lineError(line, "gives the action %s the argument %q; see the list of actions at the head of the file", name, argument)
	}
	return b, nil
}

// find returns the n-th capture (from 0) of a symbol.
func find(caps []capture, what symbol, n int) (capture, bool) {
	for _, c := range caps {
		if c.what == what {
			if n == 0 {
				return c, true
			}
			n--
		}
	}
	return capture{}, false
}

// has reports whether a symbol was captured.
func captured(caps []capture, what symbol) bool {
	_, ok := find(caps, what, 0)
	return ok
}

// Symbols of the classes that builders look at.
var (
	adjSymbol      = symbol(adjClass)
	unitSymbol     = symbol(unitClass)
	yearwordSymbol = symbol(yearwordClass)
	weekdaySymbol  = symbol(weekdayClass)
)

// named returns the symbol of a class by its name.
func named(name string) symbol {
	c, _ := classOf(name)
	return symbol(c)
}

// buildDate makes a date of DAY, MONTH or HIJRI, YEAR, DATE and of what describes
// the year: an adjective after a word for year, «نفسه», «هذا».
func buildDate(m *matcher, caps []capture) meaning {
	d, ok := dateOf(m, caps)
	if !ok {
		return nil
	}
	return d
}

func dateOf(m *matcher, caps []capture) (dateMeaning, bool) {
	var d dateMeaning
	for _, c := range caps {
		switch c.what {
		case dayReader, digitsReader:
			d.d = c.num
		case monthReader, sureReader, nearReader:
			d.m = c.num
		case hijriReader:
			d.m, d.hijri = c.num, true
		case yearReader, fourReader:
			d.y = c.num
			d.hijri = d.hijri || c.extra == eraHijri
		case dateReader:
			d.y, d.m, d.d = c.date[0], c.date[1], c.date[2]
			d.hijri = c.extra == eraHijri
		}
	}
	if d.hijri && d.y > 1600 || d.hijri && d.d > 30 {
		// «رمضان 2018»: the Hijri month that falls in a Gregorian year.
		return d, false
	}
	if !d.hijri && d.d > 0 && d.m > 0 && checked(2024, d.m, d.d).IsZero() {
		return d, false
	}
	describeYear(&d, caps)
	if m.anchor != nil && d.y == 0 && d.d > 0 && !d.hijri {
		d.known = int(m.anchor.years[dayMonth{uint8(d.m), uint8(d.d)}])
	}
	return d, true
}

// describeYear sets how the text describes the year of a date.
func describeYear(d *dateMeaning, caps []capture) {
	if d.y != 0 {
		return
	}
	adj, hasAdj := find(caps, adjSymbol, 0)
	hasYear := captured(caps, yearwordSymbol)
	switch {
	case hasYear && hasAdj:
		d.of = unitMeaning{unit: year, adj: direction(adj.num)}
	case hasYear && (captured(caps, named("same")) || captured(caps, named("that"))):
		d.of = sameMeaning{unit: year}
	case hasYear && captured(caps, named("this")):
		d.of = unitMeaning{unit: year, adj: present}
	case hasAdj:
		d.adj = direction(adj.num)
	}
}

// buildHijri makes a month of a Hijri year.
func buildHijri(m *matcher, caps []capture) meaning {
	if d, ok := dateOf(m, caps); ok && d.hijri && d.y != 0 {
		return d
	}
	return nil
}

// buildEra makes a year that its era makes sure: «2019م», «1445هـ».
func buildEra(m *matcher, caps []capture) meaning {
	if y, ok := find(caps, fourReader, 0); ok && y.extra != eraNone {
		return buildDate(m, caps)
	}
	return nil
}

// buildToday makes the day of publication.
func buildToday(_ *matcher, caps []capture) meaning {
	w, _ := find(caps, weekdaySymbol, 0)
	return dayMeaning{weekday: w.num}
}

// buildMonths makes «شهري يناير وفبراير 2018».
func buildMonths(m *matcher, caps []capture) meaning {
	first, ok := find(caps, monthReader, 0)
	last, isDate := dateOf(m, caps)
	if !ok || !isDate || last.m == first.num {
		return nil
	}
	return rangeMeaning{first: dateMeaning{m: first.num}, last: last}
}

// buildFirst makes a date with two names of months that contradict each other
// («7 حزيران/يوليو»); the first is taken.
func buildFirst(m *matcher, caps []capture) meaning {
	_, ok := find(caps, monthReader, 1)
	if !ok {
		return nil
	}
	d, ok := dateOf(m, caps)
	if !ok {
		return nil
	}
	first, _ := find(caps, monthReader, 0)
	d.m, d.known = first.num, 0
	return d
}

// monthDayBuilder makes a day of a month that is described: «الأول من الشهر
// الجاري»; with the argument same the month is the one spoken of.
func monthDayBuilder(argument string) (builder, bool) {
	return func(_ *matcher, caps []capture) meaning {
		if d, ok := find(caps, digitsReader, 0); ok {
			return monthDayMeaning{day: d.num, month: unitMeaning{unit: month, adj: present}}
		}
		d, ok := find(caps, dayReader, 0)
		if !ok {
			return nil
		}
		if argument == "same" {
			return monthDayMeaning{day: d.num, month: sameMeaning{unit: month}}
		}
		return monthDayMeaning{day: d.num, month: describedUnit(month, caps)}
	}, argument == "" || argument == "same"
}

// buildMonthDays makes a range of days of a month that is described.
func buildMonthDays(_ *matcher, caps []capture) meaning {
	first, ok1 := find(caps, dayReader, 0)
	last, ok2 := find(caps, dayReader, 1)
	if !ok1 || !ok2 || first.num >= last.num {
		return nil
	}
	in := describedUnit(month, caps)
	return rangeMeaning{first: monthDayMeaning{day: first.num, month: in}, last: monthDayMeaning{day: last.num, month: in}}
}

// describedUnit makes a unit of its adjective, «نفسه», «ذلك» or «هذا».
func describedUnit(u unit, caps []capture) meaning {
	if adj, ok := find(caps, adjSymbol, 0); ok {
		return unitMeaning{unit: u, adj: direction(adj.num)}
	}
	if captured(caps, named("same")) || captured(caps, named("that")) {
		return sameMeaning{unit: u}
	}
	return unitMeaning{unit: u, adj: present}
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

// buildWeekday makes a weekday, with its adjective or the week that it lies in.
func buildWeekday(_ *matcher, caps []capture) meaning {
	c, ok := find(caps, weekdaySymbol, 0)
	if !ok {
		return nil
	}
	w := weekdayMeaning{day: c.num}
	if u, ok := find(caps, unitSymbol, 0); ok {
		if unit(u.num) != week {
			return nil
		}
		w.week = describedUnit(week, caps)
	} else if adj, ok := find(caps, adjSymbol, 0); ok {
		w.adj = direction(adj.num)
	}
	return w
}

// buildNights makes the night between two weekdays that follow each other.
func buildNights(_ *matcher, caps []capture) meaning {
	first, ok1 := find(caps, weekdaySymbol, 0)
	second, ok2 := find(caps, weekdaySymbol, 1)
	if !ok1 || !ok2 || second.num != first.num%7+1 {
		return nil
	}
	w := weekdayMeaning{day: first.num, second: second.num}
	if adj, ok := find(caps, adjSymbol, 0); ok {
		w.adj = direction(adj.num)
	}
	return w
}

// buildDayPair makes «يومي الجمعة والسبت», which need not follow each other.
func buildDayPair(_ *matcher, caps []capture) meaning {
	first, ok1 := find(caps, weekdaySymbol, 0)
	second, ok2 := find(caps, weekdaySymbol, 1)
	if !ok1 || !ok2 || first.num == second.num {
		return nil
	}
	w := weekdayMeaning{day: first.num, second: second.num}
	if adj, ok := find(caps, adjSymbol, 0); ok {
		w.adj = direction(adj.num)
	}
	return w
}

// buildDayWord makes «أمس», «مساء أمس الخميس»; a date beside it goes before it.
func buildDayWord(_ *matcher, caps []capture) meaning {
	c, ok := find(caps, named("dayword"), 0)
	if !ok {
		return nil
	}
	d := dayMeaning{offset: c.num}
	if w, ok := find(caps, weekdaySymbol, 0); ok {
		d.weekday = w.num
	}
	if p, ok := find(caps, pointReader, 0); ok {
		date, isDate := p.point.(dateMeaning)
		if !isDate || date.d == 0 {
			return nil
		}
		date.weekday, date.near = d.weekday, date.y == 0
		return date
	}
	return d
}

// buildInner passes a POINT on.
func buildInner(_ *matcher, caps []capture) meaning {
	if p, ok := find(caps, pointReader, 0); ok {
		return p.point
	}
	return nil
}

// buildDated makes a date that its weekday stands beside.
func buildDated(_ *matcher, caps []capture) meaning {
	p, _ := find(caps, pointReader, 0)
	date, ok := p.point.(dateMeaning)
	if !ok || date.d == 0 {
		if day, ok := p.point.(monthDayMeaning); ok {
			return day
		}
		return nil
	}
	if w, ok := find(caps, weekdaySymbol, 0); ok {
		date.weekday = w.num
	}
	return date
}

// buildPart makes the beginning, middle or end of something longer than a day: its
// dates are those of the whole.
func buildPart(_ *matcher, caps []capture) meaning {
	p, ok := find(caps, pointReader, 0)
	if !ok {
		u, ok := find(caps, unitSymbol, 0)
		if !ok {
			return nil
		}
		switch unit(u.num) {
		case week, month, year:
			return describedUnit(unit(u.num), caps)
		}
		return nil
	}
	switch inner := p.point.(type) {
	case dateMeaning:
		if inner.d == 0 {
			return inner
		}
	case unitMeaning, sameMeaning, decadeMeaning, seasonMeaning, fixedMeaning:
		return inner
	}
	return nil
}

// buildPortion makes a half or a quarter of a year.
func buildPortion(_ *matcher, caps []capture) meaning {
	p, ok := find(caps, named("portion"), 0)
	n, hasOrd := find(caps, ordReader, 0)
	if !ok || !hasOrd || n.num < 1 || n.num > p.num {
		return nil
	}
	if inner, ok := find(caps, pointReader, 0); ok {
		if !isYear(inner.point) {
			return nil
		}
		return portionMeaning{n: n.num, of: p.num, year: inner.point}
	}
	if captured(caps, yearwordSymbol) {
		return portionMeaning{n: n.num, of: p.num, year: describedUnit(year, caps)}
	}
	return nil
}

// isYear reports whether a meaning is a whole year.
func isYear(m meaning) bool {
	switch m := m.(type) {
	case dateMeaning:
		return m.m == 0
	case unitMeaning:
		return m.unit == year
	case sameMeaning:
		return m.unit == year
	}
	return false
}

// ofEvent reports whether the word at an atom is a noun under «ل».
func (m *matcher) ofEvent(at int) bool {
	word := []rune(m.text(at))
	switch string(word) {
	case "لكنه", "لكنها", "لكنهم", "ليست", "لديه", "لديها", "لدينا", "لذلك", "لأنه", "لانه", "لانها":
		return false
	}
	return len(word) >= 4 && word[0] == 'ل' && m.atoms[at].kind == wordAtom
}

// buildUnit makes «الأسبوع الماضي», «هذا الشهر», «العام التالي».
func buildUnit(m *matcher, caps []capture) meaning {
	u, ok := find(caps, unitSymbol, 0)
	if !ok {
		return nil
	}
	kind := unit(u.num)
	described, isUnit := describedUnit(kind, caps).(unitMeaning)
	switch {
	case !isUnit:
		return sameMeaning{unit: kind}
	case (described.adj == beforeThat || described.adj == afterThat) && m.ofEvent(caps[len(caps)-1].to):
		return nil // «في اليوم التالي لوصوله» is counted from what follows
	case kind == week || kind == month || kind == year:
		return described
	case kind == day && (described.adj == beforeThat || described.adj == afterThat):
		return described
	}
	return nil
}

// buildSame makes «في اليوم نفسه».
func buildSame(_ *matcher, caps []capture) meaning {
	u, ok := find(caps, unitSymbol, 0)
	if !ok {
		return nil
	}
	switch k := unit(u.num); k {
	case day, week, month, year:
		return sameMeaning{unit: k}
	case night:
		return sameMeaning{unit: day}
	}
	return nil
}

// lengthOf returns the count of a capture where it can only be a length of time:
// «خلال عام 2015» and «قبل يوم الاقتراع» have none, nor has «خلال عقد اجتماع».
func lengthOf(m *matcher, caps []capture) (count, bool) {
	c, ok := find(caps, countReader, 0)
	if !ok || m.point(c.from).end > c.to {
		return c.count, false
	}
	if c.count.single {
		switch c.count.unit {
		case day, night, hour, minute:
			return c.count, m.endsPhrase(c.to)
		case decade, century:
			return c.count, c.count.approx
		}
	}
	return c.count, true
}

// endsPhrase reports whether no noun can follow at an atom: «قبل يوم، قال» and
// «قبل يوم عن», not «قبل يوم الاقتراع».
func (m *matcher) endsPhrase(at int) bool {
	if at >= len(m.atoms) || m.atoms[at].kind == markAtom {
		return true
	}
	switch m.text(at) {
	case "عن", "في", "الي", "و", "ان", "ب", "ل":
		return true
	}
	return false
}

// buildWindow makes «خلال اليومين الماضيين».
func buildWindow(_ *matcher, caps []capture) meaning {
	c, ok := find(caps, countReader, 0)
	adj, hasAdj := find(caps, adjSymbol, 0)
	if !ok || !hasAdj || direction(adj.num) == present || c.count.n == 1 && c.count.unit != hour {
		return nil
	}
	return windowMeaning{count: c.count, adj: direction(adj.num)}
}

// buildLastWindow makes «آخر 24 ساعة».
func buildLastWindow(_ *matcher, caps []capture) meaning {
	c, ok := find(caps, countReader, 0)
	if !ok || c.count.n < 2 {
		return nil
	}
	return windowMeaning{count: c.count, adj: past}
}

// buildDuration makes a length of time.
func buildDuration(m *matcher, caps []capture) meaning {
	c, ok := lengthOf(m, caps)
	if !ok || c.duration() == "" {
		return nil
	}
	return durationMeaning{count: c}
}

// buildDays makes a range of days in one month.
func buildDays(m *matcher, caps []capture) meaning {
	first, ok := find(caps, dayReader, 0)
	last, isDate := dateOf(m, caps)
	if !ok || !isDate || first.num >= last.d || last.m == 0 {
		return nil
	}
	last.known = 0
	return daysMeaning{first: first.num, last: last}
}

// buildRange makes an interval of two points, months or years.
func buildRange(m *matcher, caps []capture) meaning {
	var ends []meaning
	joined := false // «بين», «من», «إلى», a dash; «و» alone only lists
	for _, c := range caps {
		joined = joined || c.what == symbol(dashClass) || c.what == literal && m.text(c.from) != "و" && !isYearsWord(m.text(c.from))
		switch c.what {
		case pointReader:
			joined = true
			ends = append(ends, c.point)
		case yearReader, fourReader:
			ends = append(ends, dateMeaning{y: c.num, hijri: c.extra == eraHijri})
		case monthReader:
			ends = append(ends, dateMeaning{m: c.num})
		}
	}
	if len(ends) != 2 {
		return nil
	}
	first, ok1 := ends[0].(dateMeaning)
	last, ok2 := ends[1].(dateMeaning)
	if ok1 && ok2 && first.y != 0 && last.y != 0 && first.m == 0 && last.m == 0 {
		if first.y >= last.y || !joined && last.y > first.y+1 {
			return nil
		}
	}
	return rangeMeaning{first: ends[0], last: ends[1]}
}

// isYearsWord reports whether a word announces several years and does not join
// them to a range.
func isYearsWord(folded string) bool {
	switch folded {
	case "عامي", "سنتي", "عام", "العام", "العامين", "الاعوام", "اعوام", "سنوات":
		return true
	}
	return false
}

// buildStreak makes «لليوم الثالث على التوالي».
func buildStreak(_ *matcher, caps []capture) meaning {
	u, ok1 := find(caps, unitSymbol, 0)
	n, ok2 := find(caps, ordReader, 0)
	if !ok2 {
		n, ok2 = find(caps, numReader, 0)
	}
	if !ok1 || !ok2 || n.num < 2 || n.num > maxCount {
		return nil
	}
	switch k := unit(u.num); k {
	case day, month, year:
		return streakMeaning{n: n.num, unit: k}
	}
	return nil
}

// firstBareDecade is the first decade that needs no century: «الثلاثينيات» alone
// may be those of a life or of this century.
const firstBareDecade = 1950

// buildDecade makes «تسعينيات القرن الماضي».
func buildDecade(_ *matcher, caps []capture) meaning {
	d, ok := find(caps, symbol(decadeClass), 0)
	if !ok || d.num < firstBareDecade && !captured(caps, literal) {
		return nil
	}
	return decadeMeaning{first: d.num}
}

// buildSeason makes «صيف 2015», «الصيف الماضي», «صيف العام الماضي».
func buildSeason(_ *matcher, caps []capture) meaning {
	s, ok := find(caps, symbol(seasonClass), 0)
	if !ok {
		return nil
	}
	season := seasonMeaning{season: s.num}
	if y, ok := find(caps, yearReader, 0); ok {
		season.year = dateMeaning{y: y.num, hijri: y.extra == eraHijri}
	} else if captured(caps, yearwordSymbol) {
		season.year = describedUnit(year, caps)
	} else if adj, ok := find(caps, adjSymbol, 0); ok {
		season.adj = direction(adj.num)
	}
	return season
}

// shiftBuilder makes «قبل يومين» (shift:-1), «بعد ذلك بيومين» (shift:+1,that),
// «منذ ثلاثة أيام» as a point (shift:-1,now).
func shiftBuilder(argument string) (builder, bool) {
	sign, from, _ := strings.Cut(argument, ",")
	s := shiftMeaning{sign: 1}
	if sign == "-1" {
		s.sign = -1
	}
	switch from {
	case "":
	case "that":
		s.from = fromThat
	case "now":
		s.from = fromPublication
	default:
		return nil, false
	}
	return func(m *matcher, caps []capture) meaning {
		c, ok := lengthOf(m, caps)
		if !ok {
			return nil
		}
		made := s
		made.count = c
		if p, ok := find(caps, pointReader, 0); ok {
			made.from, made.given = fromGiven, p.point
		}
		return made
	}, sign == "-1" || sign == "+1"
}

// boundBuilder makes what is open on one side, of a POINT or, for Since, a COUNT.
// The argument ahead says that the words speak of the future as a rule.
func boundBuilder(kind Kind) func(string) (builder, bool) {
	return func(argument string) (builder, bool) {
		ahead := argument == "ahead"
		return func(m *matcher, caps []capture) meaning {
			if p, ok := find(caps, pointReader, 0); ok {
				return boundMeaning{kind: kind, inner: p.point, ahead: ahead}
			}
			c, ok := lengthOf(m, caps)
			if !ok || kind != Since {
				return nil
			}
			return boundMeaning{kind: kind, inner: shiftMeaning{count: c, sign: -1, from: fromPublication}}
		}, ahead || argument == ""
	}
}

// fixedBuilder makes a date that the words always mean.
func fixedBuilder(argument string) (builder, bool) {
	date, err := schema.ParseDate(argument)
	if err != nil || date.IsZero() {
		return nil, false
	}
	return func(m *matcher, _ []capture) meaning {
		if p := m.anchor.Published; !p.IsZero() && p.Latest() < date.Earliest() {
			return nil
		}
		return fixedMeaning{date: date}
	}, true
}
