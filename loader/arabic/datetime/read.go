package datetime

// read reads what a reader reads at an atom.
func (m *matcher) read(reader symbol, at int) (capture, bool) {
	switch reader {
	case numReader:
		n, to, ok := m.cardinal(at)
		return capture{num: n, to: to}, ok
	case ordReader:
		n, to, ok := m.ordinal(at)
		return capture{num: n, to: to}, ok
	case dayReader, digitsReader:
		return m.dayOfMonth(at, reader == digitsReader)
	case monthReader, sureReader, nearReader:
		return m.month(at, reader)
	case hijriReader:
		return m.hijriMonth(at)
	case yearReader:
		return m.year(at)
	case fourReader:
		return m.fourDigits(at)
	case countReader:
		c, to, ok := m.count(at)
		return capture{count: c, to: to}, ok
	case dateReader:
		return m.numericDate(at)
	case pointReader:
		found := m.point(at)
		return capture{point: found.meaning, to: found.end}, found.end > 0
	}
	return capture{}, false
}

// dayOfMonth reads a day of a month: digits, «الخامس عشر», «أول».
func (m *matcher) dayOfMonth(at int, digitsOnly bool) (capture, bool) {
	a := &m.atoms[at]
	if a.kind == numberAtom {
		ok := a.digits <= 2 && a.num >= 1 && a.num <= 31 && !a.foreign && !m.inNumber(at)
		return capture{num: a.num, to: at + 1}, ok
	}
	if digitsOnly {
		return capture{}, false
	}
	n, to, ok := m.ordinal(at)
	return capture{num: n, to: to}, ok && n >= 1 && n <= 31
}

// inNumber reports whether a run of digits is a part of a longer number, a
// decimal or a time of day.
func (m *matcher) inNumber(at int) bool {
	isJoint := func(i int) bool {
		switch m.text(i) {
		case ".", ",", "٬", "٫", ":", "،", "%", "٪":
			return m.atoms[i].tight
		}
		return false
	}
	isDigits := func(i int) bool {
		return i >= 0 && i < len(m.atoms) && m.atoms[i].kind == numberAtom
	}
	if isDigits(at+2) && m.atoms[at+2].tight && isJoint(at+1) {
		return true
	}
	if t := m.text(at + 1); (t == "%" || t == "٪") && m.atoms[at+1].tight {
		return true
	}
	return m.atoms[at].tight && isJoint(at-1) && isDigits(at-2)
}

// year reads a year in digits or words, with its era.
func (m *matcher) year(at int) (capture, bool) {
	a := &m.atoms[at]
	n, to := a.num, at+1
	if a.kind == numberAtom {
		if a.digits < 3 || a.digits > 4 || a.foreign || m.inNumber(at) || n < 300 || n > 2200 {
			return capture{}, false
		}
	} else {
		var ok bool
		if n, to, ok = m.cardinal(at); !ok || n < 1000 || n > 2200 {
			return capture{}, false
		}
	}
	return m.era(n, to)
}

// fourDigits reads four digits between 1900 and 2100.
func (m *matcher) fourDigits(at int) (capture, bool) {
	a := &m.atoms[at]
	if a.kind != numberAtom || a.digits != 4 || a.foreign || m.inNumber(at) {
		return capture{}, false
	}
	c, ok := m.era(a.num, at+1)
	return c, ok && (c.extra == eraHijri || a.num >= 1900 && a.num <= 2100)
}

// The eras of a year.
const (
	eraNone = iota
	eraGregorian
	eraHijri
)

// era reads «م» or «هـ» after a year, and refuses a number of things.
func (m *matcher) era(n, to int) (capture, bool) {
	c := capture{num: n, extra: eraNone, to: to}
	if s, length, ok := m.sense(to, eraClass, 0); ok && (m.text(to) != "م" || m.atoms[to].tight) {
		c.to = to + length
		c.extra = eraGregorian + s.value
	}
	if c.extra == eraHijri && n > 1600 {
		return capture{}, false
	}
	return c, !m.has(c.to, countedClass)
}

// numericDate reads 15/3/2018, 15-3-2018, 15.3.2018, 2018-03-15 and 2018/3/15.
func (m *matcher) numericDate(at int) (capture, bool) {
	if at+4 >= len(m.atoms) {
		return capture{}, false
	}
	var n [3]*atom
	for i := range n {
		n[i] = &m.atoms[at+2*i]
		if n[i].kind != numberAtom || n[i].foreign {
			return capture{}, false
		}
	}
	sep := m.text(at + 1)
	if sep != m.text(at+3) || sep != "/" && sep != "-" && sep != "." && sep != "–" && sep != `\` {
		return capture{}, false
	}
	for i := 1; i < 5; i++ {
		if sep != "/" && sep != `\` && !m.atoms[at+i].tight {
			return capture{}, false
		}
	}
	y, mo, d := n[2], n[1], n[0]
	if n[0].digits == 4 {
		y, d = n[0], n[2]
	}
	yearNumber := y.num
	switch {
	case y.digits == 2 && sep != ".":
		yearNumber += 2000
	case y.digits != 4:
		return capture{}, false
	}
	c := capture{date: [3]int{yearNumber, mo.num, d.num}, to: at + 5}
	if mo.num > 12 && d.num <= 12 {
		c.date[1], c.date[2] = d.num, mo.num
	}
	if s, length, ok := m.sense(c.to, eraClass, 0); ok {
		c.to += length
		c.extra = eraGregorian + s.value
	}
	tight := c.to < len(m.atoms) && m.atoms[c.to].tight && m.atoms[c.to].kind == numberAtom
	return c, !tight && mo.digits <= 2 && d.digits <= 2 && c.date[1] >= 1 && c.date[1] <= 12 && c.date[2] >= 1 && c.date[2] <= 31 &&
		(c.extra == eraHijri || yearNumber >= 1000 && yearNumber <= 2200)
}
