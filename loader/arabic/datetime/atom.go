package datetime

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rawabit/schema"
)

// atomKind is the sort of an atom.
type atomKind uint8

const (
	wordAtom atomKind = iota
	numberAtom
	markAtom
)

// atom is what patterns are matched against: a word without its clitics, a clitic
// on its own, a run of digits or one punctuation mark.
type atom struct {
	kind       atomKind
	text       string // folded
	lex        *lexeme
	num        int // of a number atom
	digits     int
	def        bool // a number with the article: «الـ24»
	tight      bool // no gap before it
	foreign    bool // a number glued to a Latin word: F16
	start, end int
	token      int // the tokens it lies in, both included
	lastToken  int
}

// maxDigits bounds the digits of a number that can be a day, a year or a count.
const maxDigits = 7

// atomise cuts tokens into atoms.
func (g *Grammar) atomise(tokens []Token) []atom {
	atoms := make([]atom, 0, len(tokens)+8)
	for i := range tokens {
		t := &tokens[i]
		if t.Folded != "" && isPlainWord(t) {
			atoms = g.addWord(atoms, t.Text, t.Folded, t.Start, i)
			continue
		}
		atoms = g.addPieces(atoms, t, i)
	}
	return atoms
}

// isPlainWord reports whether a token is nothing but letters and marks.
func isPlainWord(t *Token) bool {
	for i := 0; i < len(t.Folded); i++ {
		if c := t.Folded[i]; c == ' ' || c >= '0' && c <= '9' {
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(t.Text)
	last, _ := utf8.DecodeLastRuneInString(t.Text)
	return isWordRune(first) && isWordRune(last)
}

// isWordRune reports whether a rune is a letter or a mark on one.
func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.Is(unicode.M, r)
}

// isDigit reports whether a rune is a Western or Arabic digit.
func isDigit(r rune) bool {
	return r >= '0' && r <= '9' || r >= '٠' && r <= '٩' || r >= '۰' && r <= '۹'
}

// addPieces cuts a token that is not a plain word at the borders between letters,
// digits and punctuation.
func (g *Grammar) addPieces(atoms []atom, t *Token, token int) []atom {
	text := t.Text
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		end := at + size
		grow := func(in func(rune) bool) string {
			for end < len(text) {
				next, size := utf8.DecodeRuneInString(text[end:])
				if !in(next) && !unicode.Is(unicode.Cf, next) {
					break
				}
				end += size
			}
			return text[at:end]
		}
		switch {
		case isDigit(r):
			atoms = g.addNumber(atoms, grow(isDigit), t.Start+at, token)
		case isWordRune(r):
			piece := grow(isWordRune)
			if folded := schema.FoldText(piece); folded != "" {
				atoms = g.addWord(atoms, piece, folded, t.Start+at, token)
			}
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
		default:
			m := atom{kind: markAtom, text: text[at:end], start: t.Start + at, end: t.Start + end, token: token, lastToken: token}
			m.lex = g.words[m.text]
			atoms = add(atoms, m)
		}
		at = end
	}
	return atoms
}

// add appends an atom and notes whether it touches the one before.
func add(atoms []atom, a atom) []atom {
	a.tight = len(atoms) > 0 && atoms[len(atoms)-1].end == a.start
	return append(atoms, a)
}

// addNumber appends a number. An article written before it («الـ24») becomes part
// of it.
func (g *Grammar) addNumber(atoms []atom, text string, start, token int) []atom {
	a := atom{kind: numberAtom, start: start, end: start + len(text), token: token, lastToken: token}
	a.text = schema.FoldText(text)
	for _, r := range a.text {
		if a.digits++; a.digits <= maxDigits {
			a.num = a.num*10 + int(r-'0')
		}
	}
	if n := len(atoms); n > 0 {
		before := &atoms[n-1]
		switch {
		case before.kind == wordAtom && (before.text == "ال" || before.text == "لل"):
			a.def = true
			a.start = before.start
			if before.text == "لل" {
				before.text, before.lex = "ل", g.words["ل"]
				before.end = before.start + len("ل")
				a.start = before.end
				return add(atoms, a)
			}
			a.tight, a.token = before.tight, before.token
			atoms[n-1] = a
			return atoms
		case before.end == start && before.kind == wordAtom && before.text[0] < utf8.RuneSelf:
			a.foreign = true
		}
	}
	return add(atoms, a)
}

// addWord appends a word, its clitics as atoms before it. A clitic is split off
// only where the grammar knows what is left.
func (g *Grammar) addWord(atoms []atom, text, folded string, start, token int) []atom {
	end := start + len(text)
	for depth := 0; depth < 3; depth++ {
		if lex := g.words[folded]; lex != nil {
			return add(atoms, atom{text: folded, lex: lex, start: start, end: end, token: token, lastToken: token})
		}
		clitic, rest := g.splitClitic(folded)
		if clitic == "" {
			break
		}
		cut := cliticEnd(text, clitic)
		atoms = add(atoms, atom{text: clitic, lex: g.words[clitic], start: start, end: start + cut, token: token, lastToken: token})
		text, folded, start = text[cut:], rest, start+cut
	}
	return add(atoms, atom{text: folded, start: start, end: end, token: token, lastToken: token})
}

// splitClitic takes one clitic off a folded word if the grammar knows the rest,
// or the rest without one more clitic.
func (g *Grammar) splitClitic(word string) (clitic, rest string) {
	for _, c := range [...]string{"و", "ف", "ب", "ل", "ك"} {
		rest, ok := strings.CutPrefix(word, c)
		if !ok {
			continue
		}
		if g.knows(c, rest) {
			return c, g.restOf(c, rest)
		}
		if c == "و" || c == "ف" {
			for _, inner := range [...]string{"ب", "ل", "ك"} {
				if r, ok := strings.CutPrefix(rest, inner); ok && g.knows(inner, r) {
					return c, rest
				}
			}
		}
	}
	return "", word
}

// knows reports whether what stands after a clitic is a word of the grammar.
func (g *Grammar) knows(clitic, rest string) bool {
	if len(rest) < 4 {
		return rest == "ال"
	}
	return g.words[g.restOf(clitic, rest)] != nil
}

// restOf returns the word after a clitic; after «ل» an article that has lost its
// alef is restored.
func (g *Grammar) restOf(clitic, rest string) string {
	if clitic != "ل" {
		return rest
	}
	if after, ok := strings.CutPrefix(rest, "ل"); ok && len(after) >= 4 && g.words[rest] == nil {
		if whole := "ال" + after; g.words[whole] != nil {
			return whole
		}
		if whole := "ال" + rest; g.words[whole] != nil {
			return whole
		}
	}
	return rest
}

// cliticEnd returns the bytes of text that fold to the clitic, with the marks on it.
func cliticEnd(text, clitic string) int {
	end, left := 0, utf8.RuneCountInString(clitic)
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		isMark := r == 'ـ' || unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r)
		if !isMark {
			if left == 0 {
				break
			}
			left--
		}
		end += size
	}
	return end
}
