package morph

// marking compares the vowel marks of a token with those of a form.
type marking struct {
	*surface
	start, end int
	article    bool // the first letter may carry the shadda of an article
	known      bool // the form's vowels are all known
	finite     bool
	form       [maxLetters]byte // the form's letters, at the token's places
	vowel      [maxLetters]uint8
	double     [maxLetters]bool
}

// align lays the form over the token; before is the place before its first letter.
func (m *marking) align(form []byte, before int) {
	j := before
	for _, c := range form {
		if !isMark(c) {
			j++
		}
		switch {
		case j < m.start || j >= m.end:
		case c == shadda:
			m.double[j] = true
		case isMark(c):
			m.vowel[j] = sign(c)
		default:
			m.form[j] = c
		}
	}
}

// shadda reports whether the form has the shadda of a letter, or one near by that
// the token does not write: writers put it a letter late («أكدّت»).
func (m *marking) shadda(j int, out *agreement) bool {
	if m.mark[j]&markShadda == 0 || m.double[j] || !m.known || j == m.start && m.article {
		return true
	}
	for k := max(m.start, j-2); k <= j+1 && k < m.end; k++ {
		if m.double[k] && m.mark[k]&markShadda == 0 {
			out.fit = max(out.fit, Loose)
			return true
		}
	}
	return false
}

// vowelAgrees reports whether a letter's vowel may be what the token writes, and
// narrows case and state by it.
func (m *marking) vowelAgrees(j int, out *agreement) bool {
	written, vowel := m.mark[j]&^markShadda, m.vowel[j]
	last := j == m.end-1
	if written != signNone && written <= signTanwin && j < m.n-2 {
		written += fatha - fathatan // «تٌطلق»: the vowel is meant
	}
	switch {
	case written == signNone || written == vowel:
		return true
	case written <= signTanwin:
		out.state &= Indefinite
		out.cases &= [...]Case{Accusative, Nominative, Genitive}[written-1]
		return !m.finite && m.end == m.n
	case vowel == signNone:
		longVowel := m.form[j] == waw || m.form[j] == ya
		return !m.known || last || !longVowel || written == signSukun
	case last && (!m.finite || vowel == signSukun && written != sign(fatha)):
		return true // a vowel that joins to an article, or of case
	}
	return false
}
