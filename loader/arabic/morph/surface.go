package morph

// surface is a token taken apart.
type surface struct {
	text   string
	n      int
	letter [maxLetters]byte // as written
	folded [maxLetters]byte
	mark   [maxLetters]uint8   // vowel sign less fathatan plus one, and markShadda
	pos    [maxLetters + 1]int // byte offset of the letter in text
	marked bool
}

const markShadda = 8

// signs of a vowel in surface.mark.
const (
	signNone   = 0
	signTanwin = 3                // the last of the three
	signSukun  = sukun - fathatan // shadda is not counted
)

// sign numbers the vowel signs: three of tanwin, three vowels, sukun.
func sign(c byte) uint8 {
	if c == sukun {
		return signSukun
	}
	return c - fathatan + 1
}

// read takes a token apart; false for what is no Arabic word of at most
// maxLetters letters.
func (s *surface) read(text string) bool {
	s.text, s.n, s.marked = text, 0, false
	for i, r := range text {
		c, drop, ok := runeCode(r)
		if !ok {
			return false
		}
		if drop {
			continue
		}
		if isMark(c) {
			if s.n > 0 {
				s.marked = true
				if c == shadda {
					s.mark[s.n-1] |= markShadda
				} else {
					s.mark[s.n-1] = s.mark[s.n-1]&markShadda | sign(c)
				}
			}
			continue
		}
		if s.n == maxLetters {
			return false
		}
		s.letter[s.n], s.folded[s.n], s.mark[s.n], s.pos[s.n] = c, fold(c), 0, i
		s.n++
	}
	s.pos[s.n] = len(text)
	return s.n > 0
}

// Fit says how the written token agrees with the spelling of the form.
type Fit uint8

// The degrees of agreement.
const (
	Exact Fit = iota // every letter is as the form is spelled
	Loose            // the token leaves out what writers leave out: a hamza, the dots of ة or ي
	Clash            // the token writes a hamza, a ة or a ى where the form has none
)

// fitLetters compares a written letter with the form's.
func fitLetters(written, form byte) Fit {
	switch {
	case written == form:
		return Exact
	case written == alef, written == ha, written == waw, written == ya, written == maqsura && form == ya:
		return Loose
	}
	return Clash
}

// agreement is what a check of a cell against the token finds.
type agreement struct {
	fit   Fit
	cases Case  // cases that the marks leave
	state State // states that the marks leave
}

// check compares a form with the letters and marks of the token between start
// and end; skip is how many letters of the form stand before start. It reports
// false where the marks contradict the form.
func (s *surface) check(form []byte, c *cell, h *head, start, end, skip int) (agreement, bool) {
	out := agreement{cases: anyCase, state: free | annex}
	j := start - skip - 1
	for _, letter := range form {
		if isMark(letter) {
			continue
		}
		if j++; j >= start && j < end {
			out.fit = max(out.fit, fitLetters(s.letter[j], letter))
		}
	}
	if !s.marked {
		return out, true
	}
	m := marking{surface: s, start: start, end: end, article: h.article || h.prep == lam, known: c.known, finite: c.features.POS == FiniteVerb}
	m.align(form, start-skip-1)
	for j := start; j < end; j++ {
		if s.mark[j] != 0 && (!m.shadda(j, &out) || !m.vowelAgrees(j, &out)) {
			return out, false
		}
	}
	return out, true
}
