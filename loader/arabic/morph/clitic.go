package morph

// head is a way to read the beginning of a token.
type head struct {
	start   int
	conj    byte
	prep    byte
	ask     bool
	future  bool
	article bool
	virtual bool // the stem's first letter, an alef, is lost after ل (للذي)
	fit     Fit
}

// tail is a way to read the end of a token.
type tail struct {
	end     int
	pronoun string
	fit     Fit
}

// heads lists the proclitic chains that the token may begin with.
func (s *surface) heads(out *[24]head) int {
	n := 0
	add := func(h head) {
		if n < len(out) {
			out[n] = h
			n++
		}
	}
	chain := func(h head) {
		s.particles(h, add)
		if c := s.folded[h.start]; (c == waw || c == feh) && h.start+1 < s.n {
			h.conj = c
			h.fit = max(h.fit, fitLetters(s.letter[h.start], c))
			h.start++
			s.particles(h, add)
		}
	}
	chain(head{})
	if s.letter[0] == alefHamza && s.n > 2 {
		chain(head{start: 1, ask: true})
	}
	return n
}

// particles adds the readings after the conjunction.
func (s *surface) particles(h head, add func(head)) {
	add(h)
	p := h.start
	s.article(h, add)
	if p+1 >= s.n {
		return
	}
	switch c := s.folded[p]; c {
	case sin:
		h.future = true
		h.start++
		add(h)
	case ba, kaf:
		h.prep = c
		h.start++
		add(h)
		s.article(h, add)
	case lam:
		h.prep = lam
		h.start++
		add(h)
		s.afterLam(h, add)
	}
}

// article adds the reading with the article.
func (s *surface) article(h head, add func(head)) {
	if p := h.start; p+2 < s.n && s.folded[p] == alef && s.folded[p+1] == lam {
		h.article = true
		h.fit = max(h.fit, fitLetters(s.letter[p], alef))
		h.start += 2
		add(h)
	}
}

// afterLam adds the readings of لل: the article loses its alef after ل, and one
// of three lams is not written.
func (s *surface) afterLam(h head, add func(head)) {
	p := h.start
	if s.folded[p] != lam || p+1 >= s.n {
		return
	}
	whole := h
	whole.virtual = true
	add(whole) // للذي
	whole.start--
	add(whole) // لله
	h.article = true
	add(h) // للجنة, of لجنة
	h.start++
	add(h)
}

// pronouns are the enclitics with their letters from the last.
var pronouns = [...]struct {
	text  string
	codes [3]byte
	n     int
}{
	{"ه", [3]byte{ha}, 1},
	{"ها", [3]byte{ha, alef}, 2},
	{"هم", [3]byte{ha, mim}, 2},
	{"هما", [3]byte{ha, mim, alef}, 3},
	{"هن", [3]byte{ha, nun}, 2},
	{"ك", [3]byte{kaf}, 1},
	{"كم", [3]byte{kaf, mim}, 2},
	{"كما", [3]byte{kaf, mim, alef}, 3},
	{"كن", [3]byte{kaf, nun}, 2},
	{"نا", [3]byte{nun, alef}, 2},
	{pronounMeVerb, [3]byte{nun, ya}, 2},
	{pronounMe, [3]byte{ya}, 1},
}

const (
	pronounMe     = "ي"
	pronounMeVerb = "ني"
	pronounUs     = "نا"
)

// tails lists the pronouns that the token may end in, none first.
func (s *surface) tails(out *[4]tail) int {
	out[0] = tail{end: s.n}
	n := 1
	for i := range pronouns {
		p := &pronouns[i]
		if s.n <= p.n || n == len(out) {
			continue
		}
		fit, match := Exact, true
		for k := 0; k < p.n && match; k++ {
			j := s.n - p.n + k
			match = s.folded[j] == p.codes[k]
			fit = max(fit, fitLetters(s.letter[j], p.codes[k]))
		}
		if match {
			out[n] = tail{end: s.n - p.n, pronoun: p.text, fit: fit}
			n++
		}
	}
	return n
}
