package schema

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// FoldName returns a name in the form used to compare names: lower case, marks
// and tatweel dropped, hamza and alef forms, alef maqsura and ta marbuta folded,
// everything but letters and digits turned into single spaces, and the Arabic
// article taken off words of five letters or more.
func FoldName(text string) string {
	const article = "ال"
	folded := FoldText(text)
	if !strings.Contains(folded, article) {
		return folded
	}
	var b strings.Builder
	b.Grow(len(folded))
	for word := range strings.SplitSeq(folded, " ") {
		if rest, ok := strings.CutPrefix(word, article); ok && utf8.RuneCountInString(word) > 4 {
			word = rest
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

// FoldText is FoldName without taking the article off.
func FoldText(text string) string {
	same := 0 // how much of it is folded already: most words are
	for i, r := range text {
		if folded, keep := foldFast(r); !keep || folded != r || r == ' ' {
			break
		}
		same = i + utf8.RuneLen(r)
	}
	if same == len(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	b.WriteString(text[:same])
	space := false
	for _, r := range text[same:] {
		r, keep := foldFast(r)
		if !keep {
			continue
		}
		if r == ' ' {
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// foldFast is foldRune of the lower case, with the Arabic letters, which most
// text is made of, answered at once.
func foldFast(r rune) (rune, bool) {
	switch {
	case r == ' ':
		return ' ', true
	case r >= 0x0628 && r <= 0x063A && r != 'ة', r >= 0x0641 && r <= 0x0648, r == 'ي', r == 'ا':
		return r, true
	case r < 0x80 || r >= 0x0600 && r < 0x0700:
		return foldRune(lower(r))
	}
	return foldRune(unicode.ToLower(r))
}

func lower(r rune) rune {
	if r >= 'A' && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

// foldRune maps one rune; keep is false for marks, which join what they stand
// between, and the result is a space for whatever separates words.
func foldRune(r rune) (folded rune, keep bool) {
	switch {
	case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		return r, true
	case r < 0x80:
		return ' ', true
	case r >= 0x064B && r <= 0x065F, r == 0x0670, r == 0x0640, r >= 0x06D6 && r <= 0x06ED:
		return 0, false
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0xFEFF, r >= 0x0300 && r <= 0x036F:
		return 0, false
	case r >= 0x0660 && r <= 0x0669:
		return '0' + r - 0x0660, true
	case r >= 0x06F0 && r <= 0x06F9:
		return '0' + r - 0x06F0, true
	}
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا', true
	case 'ى', 'ئ', 'ی':
		return 'ي', true
	case 'ة':
		return 'ه', true
	case 'ؤ':
		return 'و', true
	case 'ک':
		return 'ك', true
	case 'ڤ':
		return 'ف', true
	case 'گ':
		return 'غ', true
	case 'پ':
		return 'ب', true
	case 'چ':
		return 'ج', true
	case 'ʿ', 'ʾ', 'ʻ', '’', '‘':
		return 0, false
	}
	if folded, ok := latinFold[r]; ok {
		return folded, true
	}
	if isLetter(r) {
		return r, true
	}
	return ' ', true
}

// lettersBefore counts the letters before a byte offset of a text, as FoldText
// keeps them; all of them, if the text is shorter.
func lettersBefore(text string, offset int) int {
	n := 0
	for i, r := range text {
		if i >= offset {
			break
		}
		if folded, keep := foldFast(r); keep && folded != ' ' {
			n++
		}
	}
	return n
}
