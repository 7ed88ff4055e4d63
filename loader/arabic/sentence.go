package arabic

import (
	"strings"
	"unicode/utf8"
)

// Sentence is a stretch of text that ends at a full stop or a line end. Start
// and End are byte offsets into the text; white space around is left out.
type Sentence struct {
	Start, End int
	Tokens     []Token
	Paragraph  int // from 0; a line is a paragraph
}

// Sentences cuts text into sentences. A full stop ends one also where no space
// follows («دمشق.أدى»), but not after an initial or a title («د. أحمد»), within a
// number, or within a Latin word or address.
func Sentences(text string) []Sentence {
	var out []Sentence
	paragraph, from := 0, 0
	emit := func(end int) {
		start := from
		piece := text[start:end]
		trimmed := strings.TrimLeft(piece, " \t\r\n\u00a0\u200f\u200e\ufeff")
		start += len(piece) - len(trimmed)
		trimmed = strings.TrimRight(trimmed, " \t\r\n\u00a0\u200f\u200e")
		if tokens := Tokens(trimmed, start); len(tokens) > 0 {
			out = append(out, Sentence{Start: start, End: start + len(trimmed), Tokens: tokens, Paragraph: paragraph})
		}
		from = end
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		end := i + size
		switch r {
		case '\n':
			emit(i)
			from = end
			paragraph++
		case '؟', '!', '…':
			emit(closing(text, end))
			end = max(end, from)
		case '.':
			if stopEnds(text, i) {
				for end < len(text) && text[end] == '.' {
					end++
				}
				end = closing(text, end)
				emit(end)
			}
		}
		i = max(end, i+size)
	}
	emit(len(text))
	return out
}

// closing moves past quotation marks and brackets that close after a stop.
func closing(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r != '»' && r != '”' && r != ')' && r != '"' {
			return i
		}
		if r == '"' && i+size < len(text) && classOf(next(text, i+size)) == classLetter {
			return i // an opening mark of what follows
		}
		i += size
	}
	return i
}

// stopEnds reports whether the full stop at i ends a sentence.
func stopEnds(text string, i int) bool {
	before := text[:i]
	prev, _ := utf8.DecodeLastRuneInString(before)
	after := next(text, i+1)
	if after >= '0' && after <= '9' && prev >= '0' && prev <= '9' || prev == '.' {
		return false
	}
	if after < 0x250 && classOf(after) == classLetter && prev < 0x250 {
		return false // an address or a Latin abbreviation
	}
	if classOf(prev) != classLetter {
		return true
	}
	before = before[:len(before)-utf8.RuneLen(prev)]
	space, _ := utf8.DecodeLastRuneInString(before)
	return before != "" && classOf(space) != classSpace && space != '(' // not «د.», «أ.»
}
