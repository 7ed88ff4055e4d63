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
			if t := &tails[k]; t.end > h.start && (!h.article || t.pronoun == "") {
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
