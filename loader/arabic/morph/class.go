package morph

// verbClass is the compiled paradigm of a shape.
type verbClass struct {
	finite, active, passive span
	masdars                 []masdarClass
}

// masdarClass is one regular verbal noun of a class.
type masdarClass struct {
	forms    span
	optional bool     // in use only where the lexicon lists it
	citation []string // how it may be listed, without marks, slots unfilled
}

// compile adds the paradigm of a shape to the table.
func (w *writer) compile(s *shape) verbClass {
	r := rows()[s.row]
	var c verbClass
	w.begin(true)
	w.finite(s)
	c.finite = w.end()
	if s.special == laysa {
		return c
	}
	const participle = withDual | withTanwin | withFeminine | withUn
	w.begin(true)
	active := s.expand(s.without(r.active, r.form == "IV"), 0)
	if r.form == "I" && r.weak == "hollow" && s.radicals[2] == bareHamza { // جاءٍ
		active = stem{v: active.v[:len(active.v)-2], end: 'K'}
	}
	w.nominal(ActiveParticiple, Masculine, participle, active.v, active.end)
	c.active = w.end()
	if r.passivePart != "" {
		w.begin(true)
		passive := s.expand(s.without(r.passivePart, r.form == "IV"), 0)
		w.nominal(PassiveParticiple, Masculine, participle, passive.v, passive.end)
		c.passive = w.end()
	}
	for _, text := range r.masdars {
		c.masdars = append(c.masdars, w.masdar(s, text))
	}
	return c
}

func (w *writer) masdar(s *shape, text string) masdarClass {
	m := masdarClass{optional: text[0] == '?'}
	if m.optional {
		text = text[1:]
	}
	if s.noMiddle && text == "'i1o2aA'" {
		text = "'i1aA'ap" // إراءة
	}
	st := s.expand(text, 0)
	gender := Masculine
	if st.v[len(st.v)-1] == taMarbuta {
		gender = Feminine
	}
	w.begin(true)
	w.nominal(Masdar, gender, withDual|withTanwin|withAt, st.v, st.end)
	m.forms = w.end()
	for p := m.forms.from; p < m.forms.to; p++ {
		c := w.cells[w.patterns[p].first]
		if c.features.Number == Singular && c.features.State&Indefinite != 0 {
			m.citation = append(m.citation, string(unmarked(nil, []byte(c.text))))
		}
	}
	return m
}

// listed reports whether the lexicon's masdars name this one.
func (m *masdarClass) listed(masdars []string, radicals *[4]byte) bool {
	for _, text := range masdars {
		if m.names(text, radicals) {
			return true
		}
	}
	return false
}

func (m *masdarClass) names(text string, radicals *[4]byte) bool {
	codes, ok := encode(text)
	if !ok {
		return false
	}
	codes = unmarked(codes[:0], codes)
	var buf [maxLetters]byte
	for _, c := range m.citation {
		if string(fill(buf[:0], c, radicals, "")) == string(codes) {
			return true
		}
	}
	return false
}
