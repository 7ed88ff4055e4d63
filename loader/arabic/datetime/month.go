package datetime

// strength says how sure it is that a word names a month.
type strength uint8

const (
	sureName   strength = iota // فبراير
	weakName                   // مارس, also a verb: sure after a preposition
	personName                 // ماي: sure beside a day or a year only
)

// monthName reads one name of a month.
func (m *matcher) monthName(at int) (num int, how strength, to int) {
	for i, c := range [...]class{monthClass, weakMonthClass, nameMonthClass} {
		if s, n, ok := m.sense(at, c, 0); ok && at+n > to {
			num, how, to = s.value, strength(i), at+n
		}
	}
	return num, how, to
}

// month reads a month under one name or two: «شباط/فبراير», «آذار (مارس)». Two
// names make sure of each other.
func (m *matcher) month(at int, reader symbol) (capture, bool) {
	num, how, to := m.monthName(at)
	if to == 0 {
		return capture{}, false
	}
	if second := m.secondName(num, to); second > 0 {
		to, how = second, sureName
	}
	ok := how == sureName || how == weakName && reader != sureReader || reader == monthReader
	return capture{num: num, to: to}, ok
}

// secondName returns the atom after a second name of the same month, 0 if there is
// none.
func (m *matcher) secondName(num, at int) int {
	next, closing := at, false
	switch {
	case m.has(at, openClass):
		next, closing = at+1, true
	case m.has(at, slashClass), m.has(at, dashClass), m.has(at, commaClass):
		next = at + 1
	}
	if next >= len(m.atoms) {
		return 0
	}
	other, _, to := m.monthName(next)
	if to == 0 || other != num {
		return 0
	}
	if !closing {
		return to
	}
	if m.has(to, closeClass) {
		return to + 1
	}
	return 0
}

// hijriMonth reads a month of the Hijri year. Names that are names of people too
// are marked; the action asks for a day or a Hijri year beside them.
func (m *matcher) hijriMonth(at int) (capture, bool) {
	if s, n, ok := m.sense(at, hijriClass, 0); ok {
		return capture{num: s.value, to: at + n}, true
	}
	if s, n, ok := m.sense(at, weakHijriClass, 0); ok {
		return capture{num: s.value, extra: 1, to: at + n}, true
	}
	return capture{}, false
}
