package morph

// Analysis is one reading of a token. A token is made, in this order, of the
// question particle, a conjunction, a preposition or the particle of the future,
// the article, the stem and a pronoun.
type Analysis struct {
	Ask     bool // أ
	Conj    rune // و, ف or 0
	Prep    rune // ب, ل, ك or 0; before a verb ل is the particle of purpose or command
	Future  bool // س
	Article bool // ال
	Features
	Kind    Kind
	Fit     Fit
	ID      int    // the caller's handle of the entry
	Stem    string // the part of the token between the clitics
	Start   int    // byte offset of Stem in the token
	Pronoun string // enclitic pronoun or ""

	lexeme, cell int32
}

// Exact reports whether the token is spelled as the form is.
func (a *Analysis) Exact() bool { return a.Fit == Exact }

// Clitics returns how many clitics the reading takes off, the article not
// counted.
func (a *Analysis) Clitics() int {
	n := 0
	for _, has := range [...]bool{a.Ask, a.Conj != 0, a.Prep != 0, a.Future, a.Pronoun != ""} {
		if has {
			n++
		}
	}
	return n
}

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

// Analyze returns the readings of a token, best first. The token may be folded;
// unfolded it tells more.
func (l *Lexicon) Analyze(token string) []Analysis { return l.AppendAnalyses(nil, token) }

// AppendAnalyses appends the readings of a token to dst: those whose spelling
// fits best first, then those with fewer clitics, commands last. Readings that the token's vowel
// marks contradict are left out; cells of a paradigm that look the same are one
// reading with several moods, cases or states.
func (l *Lexicon) AppendAnalyses(dst []Analysis, token string) []Analysis {
	var s surface
	if !s.read(token) {
		return dst
	}
	first := len(dst)
	var heads [24]head
	var tails [4]tail
	nHeads := s.heads(&heads)
	nTails := s.tails(&tails)
	for i := range heads[:nHeads] {
		h := &heads[i]
		for k := range tails[:nTails] {
			if t := &tails[k]; t.end > h.start && !(h.article && t.pronoun != "") {
				dst = l.lookup(dst, &s, h, t)
			}
		}
	}
	order(dst[first:])
	return dst
}

// rank orders readings: by spelling, then by the number of clitics, then what
// news seldom has comes last: commands, and two or more of what is mine.
func rank(a *Analysis) int {
	n := int(a.Fit)<<8 | a.Clitics()<<4
	switch {
	case a.Tense == Imperative:
		n += 2
	case a.Pronoun == pronounMe && a.Number != Singular, a.Person == 1, a.Person == 2:
		n++
	}
	return n
}

// order sorts the readings, keeping what is equal in place.
func order(list []Analysis) {
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && rank(&list[j]) < rank(&list[j-1]); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
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
	{"ه", [3]byte{ha}, 1}, {"ها", [3]byte{ha, alef}, 2}, {"هم", [3]byte{ha, mim}, 2}, {"هما", [3]byte{ha, mim, alef}, 3}, {"هن", [3]byte{ha, nun}, 2},
	{"ك", [3]byte{kaf}, 1}, {"كم", [3]byte{kaf, mim}, 2}, {"كما", [3]byte{kaf, mim, alef}, 3}, {"كن", [3]byte{kaf, nun}, 2},
	{"نا", [3]byte{nun, alef}, 2}, {pronounMeVerb, [3]byte{nun, ya}, 2}, {pronounMe, [3]byte{ya}, 1},
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

// lookup appends the readings of the stem between a head and a tail.
func (l *Lexicon) lookup(dst []Analysis, s *surface, h *head, t *tail) []Analysis {
	key := s.folded[h.start:t.end]
	skip := 0
	var buf [maxLetters + 1]byte
	if h.virtual {
		buf[0] = alef
		key = buf[:1+copy(buf[1:], key)]
		skip = 1
	}
	hash := hashOf(key)
	for i := l.buckets[hash&uint32(len(l.buckets)-1)]; i >= 0; i = l.entries[i].next {
		if e := &l.entries[i]; e.hash == hash && l.spells(e, key) {
			dst = l.readings(dst, s, h, t, e, skip)
		}
	}
	return dst
}

// spells reports whether an entry's folded form is key.
func (l *Lexicon) spells(e *entry, key []byte) bool {
	var buf [3 * maxLetters]byte
	return string(foldedFill(buf[:0], l.patterns[e.pattern].folded, &l.lexemes[e.lexeme])) == string(key)
}

// readings appends the cells of an entry that the clitics and marks allow.
func (l *Lexicon) readings(dst []Analysis, s *surface, h *head, t *tail, e *entry, skip int) []Analysis {
	lx := &l.lexemes[e.lexeme]
	first := len(dst)
	var buf [3 * maxLetters]byte
	for n := l.patterns[e.pattern].first; n >= 0; n = l.cells[n].next {
		c := &l.cells[n]
		f := c.features
		if !admits(&f, lx, h, t) {
			continue
		}
		agree, ok := s.check(fill(buf[:0], c.text, &lx.radicals, lx.stem), c, h, h.start, t.end, skip)
		if !ok || !narrow(&f, lx, agree) {
			continue
		}
		a := Analysis{
			Ask: h.ask, Conj: runeOf(h.conj), Prep: runeOf(h.prep), Future: h.future, Article: h.article,
			Features: f, Kind: lx.kind, Fit: max(agree.fit, h.fit, t.fit), ID: lx.id,
			Stem: s.text[s.pos[h.start]:s.pos[t.end]], Start: s.pos[h.start], Pronoun: t.pronoun,
			lexeme: e.lexeme, cell: n,
		}
		if !merged(dst[first:], &a) {
			dst = append(dst, a)
		}
	}
	return dst
}

// narrow applies what the marks leave to the features.
func narrow(f *Features, lx *lexeme, agree agreement) bool {
	if f.POS == FiniteVerb {
		f.State = 0
		return true
	}
	if lx.kind == WordEntry {
		if f.State&(own|possessedUs) != 0 {
			f.State = Possessed
		}
		return true
	}
	f.Case &= agree.cases
	f.State &= agree.state
	if f.State&possessedMe != 0 {
		f.State = Possessed
	}
	return f.Case != 0 && f.State != 0
}

// merged adds a reading to one that differs in mood, case or state alone.
func merged(list []Analysis, a *Analysis) bool {
	for i := range list {
		have := list[i].Features
		have.Mood, have.Case, have.State = a.Mood, a.Case, a.State
		if have == a.Features && list[i].Fit == a.Fit {
			list[i].Mood |= a.Mood
			list[i].Case |= a.Case
			list[i].State |= a.State
			return true
		}
	}
	return false
}

// admits applies the grammar of clitics to a form and narrows its features.
func admits(f *Features, lx *lexeme, h *head, t *tail) bool {
	switch {
	case h.virtual && lx.kind != WordEntry && f.POS != Name:
		return false
	case f.POS == FiniteVerb:
		return admitsVerb(f, h, t)
	case lx.kind == WordEntry:
		return admitsWord(f, lx.takes, h, t)
	}
	return admitsNominal(f, h, t)
}

func admitsVerb(f *Features, h *head, t *tail) bool {
	if h.article || t.pronoun == pronounMe {
		return false
	}
	if t.pronoun == "" && f.State&Indefinite == 0 || t.pronoun != "" && f.State&Possessed == 0 {
		return false
	}
	switch {
	case h.future:
		f.Mood &= Indicative
		return f.Tense == Imperfect && f.Mood != 0
	case h.prep == lam:
		f.Mood &= notIndic
		return f.Tense == Imperfect && f.Mood != 0 && !h.ask
	case h.ask:
		f.Mood &= Indicative
		return f.Tense == Perfect || f.Tense == Imperfect && f.Mood != 0
	}
	return h.prep == 0
}

func admitsNominal(f *Features, h *head, t *tail) bool {
	if h.future || h.ask || t.pronoun == pronounMeVerb {
		return false
	}
	switch {
	case t.pronoun == pronounMe:
		f.State &= possessedMe
	case t.pronoun != "":
		f.State &= Possessed
	case h.article:
		f.State &= Definite
	default:
		f.State &= Indefinite | Construct
	}
	if h.prep != 0 {
		f.Case &= Genitive
	}
	return f.State != 0 && f.Case != 0
}

func admitsWord(f *Features, takes Takes, h *head, t *tail) bool {
	if h.future || h.ask && takes&TakesAsk == 0 || h.prep != 0 && takes&TakesPrep == 0 {
		return false
	}
	switch {
	case t.pronoun == pronounUs:
		f.State &= own | possessedUs
	case t.pronoun != "":
		f.State &= own
	case h.article:
		f.State &= Definite
	default:
		f.State &= Indefinite
	}
	return f.State != 0
}

func runeOf(c byte) rune {
	if c == 0 {
		return 0
	}
	return rune(c) + codeBase
}

// Text returns the form of a reading as it is spelled, with the vowels that are
// known, without clitics.
func (l *Lexicon) Text(a *Analysis) string {
	lx := &l.lexemes[a.lexeme]
	return decode(fill(nil, l.cells[a.cell].text, &lx.radicals, lx.stem))
}
