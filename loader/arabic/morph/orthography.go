package morph

// spelling says how a form is to be written.
type spelling struct {
	bound bool // an enclitic follows, so a last hamza stands inside the word
	other bool // the second accepted seat of the hamza (بدأوا beside بدؤوا)
}

// write appends src, a vocalised form with seatless hamzas, as it is spelled:
// hamzas get their seats, two of them at the beginning become a long vowel, وْ
// and يْ after the wrong vowel turn into the long vowel, أا becomes آ.
func (s spelling) write(dst, src []byte) []byte {
	base := len(dst)
	for i := 0; i < len(src); i++ {
		c := src[i]
		switch {
		case c == bareHamza && i == 0:
			seat, skip := initialHamza(src)
			dst = append(dst, seat...)
			i += skip
		case c == bareHamza:
			dst = append(dst, s.seat(src, i))
		case c == sukun && len(dst)-base >= 2 && turnsLong(dst[len(dst)-2], dst[len(dst)-1]):
			if dst[len(dst)-2] == damma {
				dst[len(dst)-1] = waw
			} else {
				dst[len(dst)-1] = ya
			}
		case c == alef && len(dst)-base >= 2 && dst[len(dst)-1] == fatha && dst[len(dst)-2] == alefHamza:
			dst = append(dst[:len(dst)-2], madda)
		case c == maqsura && len(dst) > base && letterBefore(dst[base:]) == ya:
			dst = append(dst, alef)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

func turnsLong(vowel, letter byte) bool {
	return vowel == damma && (letter == waw || letter == ya) || vowel == kasra && (letter == waw || letter == ya)
}

func letterBefore(out []byte) byte {
	for i := len(out) - 1; i >= 0; i-- {
		if !isMark(out[i]) {
			return out[i]
		}
	}
	return 0
}

// initialHamza returns the letters for the hamza that src begins with and how
// many codes after it they swallow.
func initialHamza(src []byte) (out []byte, skip int) {
	vowel := at(src, 1)
	second := at(src, 2) == bareHamza && at(src, 3) == sukun
	switch {
	case vowel == fatha && second:
		return []byte{madda}, 3
	case vowel == damma && second:
		return []byte{alefHamza, damma, waw}, 3
	case vowel == kasra && second:
		return []byte{alefBelow, kasra, ya}, 3
	case vowel == fatha && at(src, 2) == alef:
		return []byte{madda}, 2
	case vowel == kasra:
		return []byte{alefBelow}, 0
	}
	return []byte{alefHamza}, 0
}

// before classifies what stands before a hamza.
type before uint8

const (
	beforeSukun before = iota
	beforeA
	beforeI
	beforeU
	beforeLongA
	beforeLongI // also يْ
	beforeLongU
)

func precedes(src []byte, i int) before {
	switch p := at(src, i-1); p {
	case fatha:
		return beforeA
	case kasra:
		return beforeI
	case damma:
		return beforeU
	case alef:
		return beforeLongA
	case waw:
		return beforeLongU
	case ya:
		return beforeLongI
	case sukun:
		switch {
		case weakLetter(at(src, i-2)) && at(src, i-3) == damma:
			return beforeLongU
		case at(src, i-2) == ya:
			return beforeLongI
		}
	}
	return beforeSukun
}

// seat chooses the seat of the hamza at i, which is not the first letter.
func (s spelling) seat(src []byte, i int) byte {
	prev := precedes(src, i)
	next := at(src, i+1)
	if next == shadda {
		next = at(src, i+2)
	}
	if !s.bound && lastLetter(src, i) {
		switch prev {
		case beforeA:
			return alefHamza
		case beforeU:
			return wawHamza
		case beforeI:
			return yaHamza
		}
		return hamza
	}
	switch {
	case prev == beforeI || prev == beforeLongI || next == kasra:
		return yaHamza
	case next == damma && s.other && prev == beforeA:
		return alefHamza
	case next == damma && s.other && (prev == beforeLongA || prev == beforeLongU):
		return hamza
	case next == damma && s.other && prev == beforeSukun:
		return yaHamza
	case prev == beforeU || next == damma:
		return wawHamza
	case prev == beforeLongA || prev == beforeLongU:
		return hamza
	}
	return alefHamza
}

func lastLetter(src []byte, i int) bool {
	for _, c := range src[i+1:] {
		if !isMark(c) {
			return false
		}
	}
	return true
}

func at(src []byte, i int) byte {
	if i < 0 || i >= len(src) {
		return 0
	}
	return src[i]
}
