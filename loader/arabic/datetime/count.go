package datetime

import "strconv"

// count is a number of units of time.
type count struct {
	n      int // 0: «أيام», «عدة أشهر», unknown how many
	unit   unit
	half   bool // «ونصف»
	single bool // a bare singular: «شهر»
	approx bool
	def    bool // «اليومين», «الأشهر الأربعة»
}

// duration returns the count in ISO 8601 form, "" if it is not known how many.
func (c count) duration() string {
	if c.n <= 0 {
		return ""
	}
	n := c.n
	number := strconv.Itoa
	switch c.unit {
	case hour:
		if c.half {
			return "PT" + number(n) + "H30M"
		}
		return "PT" + number(n) + "H"
	case minute:
		return "PT" + number(n) + "M"
	case day, night:
		if c.half {
			return "P" + number(n) + "DT12H"
		}
		return "P" + number(n) + "D"
	case week:
		return "P" + number(n) + "W"
	case month:
		if c.half {
			return "P" + number(n) + "M15D"
		}
		return "P" + number(n) + "M"
	case year:
		if c.half {
			return "P" + number(n) + "Y6M"
		}
		return "P" + number(n) + "Y"
	case decade:
		if c.half {
			return "P" + number(10*n+5) + "Y"
		}
		return "P" + number(10*n) + "Y"
	case century:
		return "P" + number(100*n) + "Y"
	}
	return ""
}

// maxCount bounds the number of units: beyond it a number is no length of time
// that the calendar can hold.
const maxCount = 2000

// count reads a number of units: «ثلاثة أيام», «يومين», «نحو شهر», «الأشهر
// الأربعة», «الساعات الـ24», «24 ساعة», «عامين ونصف العام», «بضعة أيام».
func (m *matcher) count(at int) (count, int, bool) {
	var c count
	pos := m.skipApprox(at, &c)
	if pos >= len(m.atoms) {
		return c, 0, false
	}
	c.def = m.atoms[pos].hasArticle()
	to := m.countNoun(pos, &c)
	if to == 0 {
		to = m.countNumber(pos, &c)
	}
	if to == 0 || c.n > maxCount {
		return c, 0, false
	}
	return c, m.countHalf(to, &c), true
}

// skipApprox skips «نحو», «أكثر من» and notes them.
func (m *matcher) skipApprox(at int, c *count) int {
	for {
		_, n, ok := m.sense(at, approxClass, 0)
		if !ok {
			return at
		}
		c.approx = true
		at += n
	}
}

// countNumber reads a number or «بضعة» before its unit.
func (m *matcher) countNumber(at int, c *count) int {
	pos := at
	if _, n, ok := m.sense(pos, someClass, 0); ok {
		pos += n
		c.approx = true
	} else if n, to, ok := m.cardinal(pos); ok {
		c.n, pos = n, to
	} else {
		return 0
	}
	if c.n == 0 && pos > at && !c.approx {
		return 0
	}
	for _, uc := range [...]class{unitsClass, unitClass} {
		if s, n, ok := m.sense(pos, uc, 0); ok {
			c.unit = unit(s.value)
			c.def = c.def || s.def
			return pos + n
		}
	}
	return 0
}

// countNoun reads a unit that comes first: a dual, a singular for one, a plural
// with its number after it or none.
func (m *matcher) countNoun(at int, c *count) int {
	if s, n, ok := m.sense(at, dualClass, 0); ok {
		c.n, c.unit = 2, unit(s.value)
		to := at + n
		if s, n, ok := m.sense(to, numClass, 0); ok && s.value == 2 {
			to += n
		}
		return to
	}
	if s, n, ok := m.sense(at, unitClass, 0); ok {
		c.n, c.unit = 1, unit(s.value)
		to := at + n
		if s, n, ok := m.sense(to, numClass, 0); ok && s.value == 1 {
			return to + n
		}
		c.single = true
		return to
	}
	s, n, ok := m.sense(at, unitsClass, 0)
	if !ok {
		return 0
	}
	c.unit = unit(s.value)
	to := at + n
	if _, n, ok := m.sense(to, someClass, 0); ok {
		return to + n
	}
	if to < len(m.atoms) {
		if n, next, ok := m.cardinal(to); ok && (m.atoms[to].hasArticle() == c.def) && !m.has(next, unitsClass) && !m.has(next, unitClass) {
			c.n = n
			return next
		}
	}
	c.approx = true
	return to
}

// countHalf reads «ونصف», «ونصف العام» after a count.
func (m *matcher) countHalf(at int, c *count) int {
	if m.text(at) != "و" || c.n == 0 {
		return at
	}
	_, n, ok := m.sense(at+1, halfClass, 0)
	if !ok {
		return at
	}
	c.half = true
	at += 1 + n
	if s, n, ok := m.sense(at, unitClass, 0); ok && unit(s.value) == c.unit {
		at += n
	}
	return at
}
