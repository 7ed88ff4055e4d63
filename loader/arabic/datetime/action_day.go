package datetime

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
	if w, ok := twoDays(caps); ok && w.second == w.day%7+1 {
		return w
	}
	return nil
}

// buildDayPair makes «يومي الجمعة والسبت», which need not follow each other.
func buildDayPair(_ *matcher, caps []capture) meaning {
	if w, ok := twoDays(caps); ok {
		return w
	}
	return nil
}

// twoDays makes an interval from one weekday to another.
func twoDays(caps []capture) (weekdayMeaning, bool) {
	first, ok1 := find(caps, weekdaySymbol, 0)
	second, ok2 := find(caps, weekdaySymbol, 1)
	if !ok1 || !ok2 || first.num == second.num {
		return weekdayMeaning{}, false
	}
	w := weekdayMeaning{day: first.num, second: second.num}
	if adj, ok := find(caps, adjSymbol, 0); ok {
		w.adj = direction(adj.num)
	}
	return w, true
}

// buildDayWord makes «أمس», «مساء أمس الخميس»; a date beside it goes before it.
func buildDayWord(_ *matcher, caps []capture) meaning {
	c, ok := find(caps, symbol(daywordClass), 0)
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
