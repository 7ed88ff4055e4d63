package datetime

import "rawabit/schema"

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
	case hasYear && (captured(caps, symbol(sameClass)) || captured(caps, symbol(thatClass))):
		d.of = sameMeaning{unit: year}
	case hasYear && captured(caps, symbol(thisClass)):
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
