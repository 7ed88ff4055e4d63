package morph

// Inside the package a letter or mark is one byte: its code point less 0x620.
// Marks come after letters, slots for radicals and stems after both.
const (
	hamza      = 0x01
	madda      = 0x02
	alefHamza  = 0x03
	wawHamza   = 0x04
	alefBelow  = 0x05
	yaHamza    = 0x06
	alef       = 0x07
	ba         = 0x08
	taMarbuta  = 0x09
	ta         = 0x0A
	sin        = 0x13
	feh        = 0x21
	kaf        = 0x23
	lam        = 0x24
	mim        = 0x25
	nun        = 0x26
	ha         = 0x27
	waw        = 0x28
	maqsura    = 0x29
	ya         = 0x2A
	fathatan   = 0x2B
	dammatan   = 0x2C
	kasratan   = 0x2D
	fatha      = 0x2E
	damma      = 0x2F
	kasra      = 0x30
	shadda     = 0x31
	sukun      = 0x32
	bareHamza  = 0x3F // a hamza whose seat is not chosen yet
	slot1      = 0x40 // first radical; the others follow
	slotStem   = 0x44 // the stem of a noun
	codeBase   = 0x620
	maxLetters = 32 // longer tokens are no words
)

func isMark(c byte) bool { return c >= fathatan && c <= sukun }

// fold maps a letter to the one that stands for it in lookup.
func fold(c byte) byte {
	switch c {
	case madda, alefHamza, alefBelow:
		return alef
	case wawHamza:
		return waw
	case yaHamza, maqsura:
		return ya
	case taMarbuta:
		return ha
	}
	return c
}

// runeCode returns the code of a letter or mark of written text; drop is true
// for what folding drops, and ok is false for what no Arabic word has.
func runeCode(r rune) (c byte, drop, ok bool) {
	switch {
	case r >= 0x621 && r <= 0x63A, r >= 0x641 && r <= 0x652:
		return byte(r - codeBase), false, true
	case r >= 0x653 && r <= 0x65F, r == 0x640, r == 0x670, r >= 0x6D6 && r <= 0x6ED,
		r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0xFEFF:
		return 0, true, true
	}
	switch r {
	case 'ٱ':
		return alef, false, true
	case 'ی':
		return maqsura, false, true // written for ي and for ى
	case 'ک':
		return kaf, false, true
	case 'ڤ':
		return feh, false, true
	case 'گ':
		return 0x1A, false, true
	case 'پ':
		return ba, false, true
	case 'چ':
		return 0x0C, false, true
	}
	return 0, false, false
}

// encode turns Arabic text into codes, marks kept.
func encode(text string) ([]byte, bool) {
	out := make([]byte, 0, len(text)/2)
	for _, r := range text {
		c, drop, ok := runeCode(r)
		if !ok {
			return nil, false
		}
		if !drop {
			out = append(out, c)
		}
	}
	return out, true
}

// decode is the inverse of encode. Hamzas without a seat come out as ء.
func decode(codes []byte) string {
	out := make([]rune, 0, len(codes))
	for _, c := range codes {
		if c == bareHamza {
			c = hamza
		}
		if c < bareHamza {
			out = append(out, rune(c)+codeBase)
		}
	}
	return string(out)
}

// unmarked appends src without its marks.
func unmarked(dst, src []byte) []byte {
	for _, c := range src {
		if !isMark(c) {
			dst = append(dst, c)
		}
	}
	return dst
}

// folded appends src without marks, every letter folded.
func folded(dst, src []byte) []byte {
	for _, c := range src {
		if !isMark(c) {
			dst = append(dst, fold(c))
		}
	}
	return dst
}

// latin is the notation of the pattern file: one ASCII sign a letter or mark.
func latin(c byte) (byte, bool) {
	switch c {
	case '\'':
		return bareHamza, true
	case '^':
		return hamza, true
	case '>':
		return alefHamza, true
	case '&':
		return wawHamza, true
	case '}':
		return yaHamza, true
	case 'A':
		return alef, true
	case 'Y':
		return maqsura, true
	case 'p':
		return taMarbuta, true
	case 't':
		return ta, true
	case 's':
		return sin, true
	case 'l':
		return lam, true
	case 'm':
		return mim, true
	case 'n':
		return nun, true
	case 'w':
		return waw, true
	case 'y':
		return ya, true
	case 'd':
		return 0x0F, true
	case 'T':
		return 0x17, true
	case 'a':
		return fatha, true
	case 'i':
		return kasra, true
	case 'u':
		return damma, true
	case 'o':
		return sukun, true
	case '~':
		return shadda, true
	case 'F':
		return fathatan, true
	case 'N':
		return dammatan, true
	case 'K':
		return kasratan, true
	case '@':
		return slotStem, true
	}
	if c >= '1' && c <= '4' {
		return slot1 + c - '1', true
	}
	return 0, false
}

// fromLatin appends the codes of a piece of notation.
func fromLatin(dst []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if c, ok := latin(s[i]); ok {
			dst = append(dst, c)
		}
	}
	return dst
}
