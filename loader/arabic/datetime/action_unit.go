package datetime

// describedUnit makes a unit of its adjective, «نفسه», «ذلك» or «هذا».
func describedUnit(u unit, caps []capture) meaning {
	if adj, ok := find(caps, adjSymbol, 0); ok {
		return unitMeaning{unit: u, adj: direction(adj.num)}
	}
	if captured(caps, symbol(sameClass)) || captured(caps, symbol(thatClass)) {
		return sameMeaning{unit: u}
	}
	return unitMeaning{unit: u, adj: present}
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
	p, ok := find(caps, symbol(portionClass), 0)
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
	if at >= len(m.atoms) || m.atoms[at].kind != wordAtom || m.has(at, nonounClass) {
		return false
	}
	word := []rune(m.atoms[at].text)
	return len(word) >= 4 && word[0] == 'ل'
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
