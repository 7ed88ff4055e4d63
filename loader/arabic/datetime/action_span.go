package datetime

import "strings"

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
	return m.has(at, endingClass)
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
		joined = joined || c.what == symbol(dashClass) || c.what == literal && m.text(c.from) != "و" && !m.has(c.from, yearsClass) && !m.has(c.from, yearwordClass)
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
