package store

import (
	"strings"
	"unicode/utf8"
)

// Word is a folded word of a name with the keys by which other spellings of it
// are found.
type Word struct {
	Text string
	// Variant is equal for usual transliterations of one word into Latin letters
	// ("sharaa", "shara", "charaa"), and for endings of one Arabic word («سوريا»,
	// «سورية»; «حوثي», «حوثيون»); "" where it would be too short.
	Variant string
	// Skeleton is the consonants, equal in Arabic and Latin letters ("شرع",
	// "sharaa"); "" where fewer than two are left.
	Skeleton string
	// Bare is a word of a search without the article that may be written onto it
	// ("alsharaa"), nil for none.
	Bare    *Word
	letters int
}

// NewWord works out the keys of a folded word.
func NewWord(folded string) Word {
	w := Word{Text: folded, letters: utf8.RuneCountInString(folded)}
	if w.letters < 3 {
		return w
	}
	latin := folded[0] < utf8.RuneSelf
	var skeleton string
	if latin {
		w.Variant, skeleton = romanKeys(folded)
	} else {
		w.Variant, skeleton = arabicVariant(folded), arabicSkeleton(folded)
	}
	if len(skeleton) >= 2 {
		w.Skeleton = skeleton
	}
	return w
}

// The weights of the ways in which a word of a search and one of a name are
// alike.
const (
	likeSame     = 100
	likeVariant  = 80
	likeSkeleton = 50
	likePrefix   = 40
	likeTypo     = 30
)

// Like says how alike a word of a search is to a word of a name, 0 for not.
func (w *Word) Like(name *Word) int64 {
	best := w.like(name)
	if w.Bare != nil {
		best = max(best, w.Bare.like(name))
	}
	return best
}

func (w *Word) like(name *Word) int64 {
	switch {
	case w.Text == name.Text:
		return likeSame
	case w.Variant != "" && w.Variant == name.Variant || plural(w.Text, name.Text) || plural(name.Text, w.Text):
		return likeVariant
	case w.Skeleton != "" && w.Skeleton == name.Skeleton && (len(w.Skeleton) > 2 || w.latin() != name.latin()):
		return likeSkeleton
	case w.letters >= 3 && strings.HasPrefix(name.Text, w.Text):
		return likePrefix
	case min(w.letters, name.letters) >= 4 && max(w.letters, name.letters) >= 5 && oneTypo(w.Text, name.Text):
		return likeTypo
	}
	return 0
}

func (w *Word) latin() bool { return w.Text[0] < utf8.RuneSelf }

// plural reports whether an English word is the plural of another.
func plural(one, many string) bool {
	return len(one) >= 4 && len(many) == len(one)+1 && many[len(one)] == 's' && many[:len(one)] == one
}

// Prefixes reports whether names are found that begin with the word.
func (w *Word) Prefixes() bool { return w.letters >= 3 }

// Typos reports whether names are found that differ from the word by a typo.
func (w *Word) Typos() bool { return w.letters >= 4 }

// oneTypo reports whether one letter was changed, left out, added or swapped with
// its neighbour.
func oneTypo(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) < len(y) {
		return string(x[i:]) == string(y[i+1:])
	}
	if i == len(x) {
		return true
	}
	if string(x[i+1:]) == string(y[i+1:]) {
		return true
	}
	return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && string(x[i+2:]) == string(y[i+2:])
}

// roman reads the Latin letters of transliterations: two letters that stand for
// one sound, or one, and the sound. Sounds that Arabic tells apart and Latin
// letters often do not are one.
var roman = strings.NewReplacer(
	"sch", "$", "tch", "$", "sh", "$", "ch", "$", "kh", "x", "gh", "g", "dh", "z", "th", "t", "ph", "f", "ck", "k",
	"ou", "u", "oo", "u", "ee", "i", "ei", "i", "ai", "i", "ay", "i", "ey", "i", "aa", "a", "ie", "i",
	"q", "k", "c", "k", "o", "u", "e", "i", "y", "i", "v", "f", "p", "b", "w", "u", "x", "ks",
)

// romanKeys returns the variant and the skeleton of a Latin word.
func romanKeys(word string) (variant, skeleton string) {
	if len(word) > 4 {
		word = strings.TrimSuffix(word, "e") // silent, in French spellings
	}
	variant = single(roman.Replace(word))
	if short := strings.TrimRight(variant, "ah"); len(short) >= 2 {
		variant = short
	}
	skeleton = strings.Map(func(r rune) rune {
		switch r {
		case 'a', 'i', 'u':
			return -1
		}
		return r
	}, variant)
	if len(variant) > 4 {
		variant = strings.TrimSuffix(variant, "s") // of a plural
	}
	return variant, single(skeleton)
}

// arabicSounds gives the sound of each folded Arabic letter as roman has it;
// vowels and the letters that transliterations leave out have none.
var arabicSounds = map[rune]rune{
	'ب': 'b', 'ت': 't', 'ث': 't', 'ج': 'j', 'ح': 'h', 'خ': 'x', 'د': 'd', 'ذ': 'z', 'ر': 'r', 'ز': 'z', 'س': 's', 'ش': '$',
	'ص': 's', 'ض': 'd', 'ط': 't', 'ظ': 'z', 'غ': 'g', 'ف': 'f', 'ق': 'k', 'ك': 'k', 'ل': 'l', 'م': 'm', 'ن': 'n', 'ه': 'h',
}

// arabicVariant takes off the endings that number, gender and spelling change.
func arabicVariant(word string) string {
	for _, ending := range [...]string{"ون", "ين", "ه", "ا"} {
		if rest, ok := strings.CutSuffix(word, ending); ok && utf8.RuneCountInString(rest) >= 3 {
			return rest
		}
	}
	return word
}

func arabicSkeleton(word string) string {
	skeleton := strings.Map(func(r rune) rune {
		if sound, ok := arabicSounds[r]; ok {
			return sound
		}
		return -1
	}, word)
	if short := strings.TrimRight(skeleton, "h"); len(short) >= 2 {
		skeleton = short // ta marbuta, folded to ha, is silent
	}
	return single(skeleton)
}

// single writes double letters once.
func single(text string) string {
	var b strings.Builder
	var last rune
	for _, r := range text {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}
