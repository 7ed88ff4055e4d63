package datetime

// cardinal reads a number in digits or words: 24, «ثلاثة عشر», «ألفين وأحد عشر».
func (m *matcher) cardinal(at int) (n, to int, ok bool) {
	a := &m.atoms[at]
	if a.kind == numberAtom {
		ok = a.digits <= 4 && !a.foreign && !m.inNumber(at)
		return a.num, at + 1, ok
	}
	total, last := 0, 0
	for to = at; to < len(m.atoms); {
		pos := to
		if total > 0 {
			if eleven := m.andEleven(pos); eleven > 0 && last >= 100 {
				return total + 11, eleven, true
			}
			if m.text(pos) != "و" {
				break
			}
			pos++
		}
		term, next := m.numberTerm(pos)
		if next == 0 || total > 0 && !joins(last, term) {
			break
		}
		total, last, to = total+term, term, next
	}
	return total, to, total > 0
}

// andEleven returns the atom after «وأحد عشر», whose first word folds to that of
// «واحد» and so keeps its conjunction; 0 if something else stands there.
func (m *matcher) andEleven(at int) int {
	if m.text(at) != "واحد" {
		return 0
	}
	if s, length, ok := m.sense(at+1, numClass, 0); ok && s.value == 10 {
		return at + 1 + length
	}
	return 0
}

// joins reports whether a term may follow another after «و»: a smaller one, or
// tens after units.
func joins(last, term int) bool {
	if last < 10 {
		return term >= 20 && term <= 90
	}
	return last >= 100 && term < last
}

// numberTerm reads one term of a number: «خمسة», «خمسة عشر», «تسع مئة», «ألفين».
func (m *matcher) numberTerm(at int) (n, to int) {
	s, length, ok := m.sense(at, numClass, 0)
	if !ok {
		return 0, 0
	}
	n, to = s.value, at+length
	next, length, ok := m.sense(to, numClass, 0)
	switch {
	case !ok:
	case next.value == 10 && n < 10:
		n, to = n+10, to+length
	case next.value == 100 && n < 10:
		n, to = n*100, to+length
	case next.value == 1000 && n < 1000:
		n, to = n*1000, to+length
	}
	return n, to
}

// ordinal reads «الخامس», «الخامس عشر», «الحادي والثلاثين», «العشرين», «الـ18».
func (m *matcher) ordinal(at int) (n, to int, ok bool) {
	a := &m.atoms[at]
	if a.kind == numberAtom {
		return a.num, at + 1, a.def && a.digits <= 4
	}
	if s, length, ok := m.sense(at, ordClass, 0); ok {
		n, to = s.value, at+length
		if ten, length, ok := m.sense(to, numClass, 0); ok && ten.value == 10 && n < 10 {
			return n + 10, to + length, true
		}
		if n < 10 && m.text(to) == "و" {
			if tens, length, ok := m.sense(to+1, numClass, 1); ok && tens.value >= 20 && tens.value <= 90 {
				return n + tens.value, to + 1 + length, true
			}
		}
		return n, to, true
	}
	if s, length, ok := m.sense(at, numClass, 1); ok && s.value >= 20 && s.value <= 90 {
		return s.value, at + length, true
	}
	return 0, 0, false
}
