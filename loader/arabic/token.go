package arabic

import (
	"unicode"
	"unicode/utf8"

	"rawabit/schema"
)

// TokenKind tells words from numbers and marks.
type TokenKind uint8

// The kinds of token.
const (
	Word TokenKind = iota
	Number
	Mark // one punctuation mark or symbol
)

// Token is a word, a number or a mark. Start and End are byte offsets into the
// text; Folded is schema.FoldText of the surface, clitics still on.
type Token struct {
	Kind       TokenKind
	Text       string
	Folded     string
	Start, End int
}

// Tokens cuts text into tokens, offsets counted from base. Words end where
// letters and digits meet («ديسمبر2024»); marks of vowels, tatweel and invisible
// direction marks stay inside words.
func Tokens(text string, base int) []Token {
	tokens := make([]Token, 0, len(text)/8+1)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch class := classOf(r); class {
		case classLetter, classDigit:
			end := wordEnd(text, i, class)
			surface := text[i:end]
			kind := Word
			if class == classDigit {
				kind = Number
			}
			tokens = append(tokens, Token{Kind: kind, Text: surface, Folded: schema.FoldText(surface), Start: base + i, End: base + end})
			i = end
		case classMark:
			tokens = append(tokens, Token{Kind: Mark, Text: text[i : i+size], Folded: text[i : i+size], Start: base + i, End: base + i + size})
			i += size
		default: // space and stray invisible marks
			i += size
		}
	}
	return tokens
}

type class uint8

const (
	classSpace class = iota
	classLetter
	classDigit
	classMark
	classJoin // belongs to the word that it stands in
)

func classOf(r rune) class {
	switch {
	case r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == 0xA0 || r == 0x3000:
		return classSpace
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0xFEFF, r == utf8.RuneError:
		return classJoin
	case r >= '0' && r <= '9', r >= 0x0660 && r <= 0x0669, r >= 0x06F0 && r <= 0x06F9:
		return classDigit
	case r == 0x0640, unicode.Is(unicode.Mn, r):
		return classJoin
	case unicode.IsLetter(r):
		return classLetter
	case unicode.IsSpace(r):
		return classSpace
	}
	return classMark
}

// wordEnd returns where the word or number that begins at i ends. A number keeps
// an inner point, comma or slash only between digits; a Latin word keeps an
// inner hyphen or apostrophe.
func wordEnd(text string, i int, kind class) int {
	end, last := i, rune(0)
	for j := i; j < len(text); {
		r, size := utf8.DecodeRuneInString(text[j:])
		c := classOf(r)
		switch {
		case c == kind:
			end = j + size
			last = r
		case c == classJoin:
			if r != 0x0640 && !unicode.Is(unicode.Mn, r) && j+size < len(text) && classOf(next(text, j+size)) == classSpace {
				return end
			}
			if r == 0x0640 || unicode.Is(unicode.Mn, r) {
				end = j + size
			}
		case kind == classDigit && (r == '.' || r == ',' || r == '٫' || r == '٬') && classOf(next(text, j+size)) == classDigit:
		case kind == classLetter && (r == '-' || r == '\'' || r == '’') && last < 0x250 && unicode.IsLetter(next(text, j+size)) && next(text, j+size) < 0x250:
		default:
			return end
		}
		j += size
	}
	return end
}

func next(text string, i int) rune {
	if i >= len(text) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return r
}
