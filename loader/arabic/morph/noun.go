package morph

import (
	"strings"

	"rawabit/schema"
)

// Noun is a noun or adjective to inflect.
type Noun struct {
	Lemma     string   // masculine or only singular; empty for a noun without one
	Feminine  string   // feminine of an adjective where it is not the masculine with ة (كبرى)
	Plurals   []string // broken plurals, and sound ones that are not regular (سنوات)
	Gender    Gender   // of the lemma; NoGender: feminine where it ends in ة, else masculine
	POS       POS      // Substantive (also 0), Adjective, Nisba, Name, Numeral, ActiveParticiple, PassiveParticiple
	Human     bool     // a noun for persons: its sound plural is in ون
	Sound     bool     // has the sound plural beside the broken ones
	Paired    bool     // a noun for persons with a feminine in ة (وزير, وزيرة)
	Defective bool     // ends in a ي that falls in the indefinite (قاضي, قاضٍ); a kasratan on the lemma says the same
	ID        int      // the caller's handle
}

// nounClass is what decides how a nominal stem inflects.
type nounClass struct {
	pos      POS
	gender   Gender
	opts     options
	end      byte // 0, or K Y as of verbs, p ة, P اة, L ا, H hamza, n nisba, b أب
	prev     before
	connects bool
}

// nominalStem is a stem with its class.
type nominalStem struct {
	stem  string
	class nounClass
}

// stems lists the stems of a noun.
func (n *Noun) stems() ([]nominalStem, error) {
	var list []nominalStem
	pos := n.POS
	if pos == 0 {
		pos = Substantive
	}
	adjective := pos == Adjective || pos == Nisba || pos == ActiveParticiple || pos == PassiveParticiple
	gender := n.Gender
	if gender == NoGender {
		gender = Masculine
		if strings.HasSuffix(n.Lemma, "ة") {
			gender = Feminine
		}
	}
	if n.Lemma != "" {
		st, err := analyzeEnd(n.Lemma, pos, n.Defective)
		if err != nil {
			return nil, err
		}
		st.class.gender = gender
		st.class.opts = withDual | withTanwin | n.soundPlural(gender, adjective)
		if adjective && n.Feminine == "" || n.Paired {
			st.class.opts |= withFeminine
		}
		list = append(list, st)
	}
	if n.Feminine != "" {
		st, err := analyzeEnd(n.Feminine, pos, false)
		if err != nil {
			return nil, err
		}
		st.class.gender = Feminine
		st.class.opts = withDual | withAt
		list = append(list, st)
	}
	for _, p := range n.Plurals {
		st, err := n.plural(p, pos)
		if err != nil {
			return nil, err
		}
		st.class.gender = gender
		list = append(list, st)
	}
	return list, nil
}

func (n *Noun) soundPlural(gender Gender, adjective bool) options {
	switch {
	case adjective:
		return withUn
	case strings.HasSuffix(n.Lemma, "ة"):
		return withAt
	case len(n.Plurals) > 0 && !n.Sound:
		return 0
	case n.Human && gender == Masculine:
		return withUn
	}
	return withAt
}

// plural returns the stem of a listed plural.
func (n *Noun) plural(text string, pos POS) (nominalStem, error) {
	if base, ok := strings.CutSuffix(text, "ات"); ok && base != "" {
		st, err := plainStem(base, pos)
		st.class.opts = isPlural | isAt
		return st, err
	}
	if base, ok := n.soundBase(text); ok {
		st, err := analyzeEnd(base, pos, false)
		if st.class.end != 0 && st.class.end != 'H' {
			st, err = plainStem(base, pos)
		}
		st.class.opts = isPlural | isUn
		return st, err
	}
	st, err := analyzeEnd(text, pos, defectivePlural(text))
	if err != nil {
		return st, err
	}
	st.class.opts = isPlural
	if !diptote(st.stem, st.class.end) {
		st.class.opts |= withTanwin
	}
	return st, nil
}

// soundBase cuts ون or ين off a listed plural that is a sound one; عيون and
// قوانين are not.
func (n *Noun) soundBase(text string) (string, bool) {
	base, ok := strings.CutSuffix(text, "ون")
	if !ok {
		if base, ok = strings.CutSuffix(text, "ين"); !ok {
			return "", false
		}
	}
	for _, lemma := range []string{n.Lemma, strings.TrimSuffix(n.Lemma, "ي"), strings.TrimSuffix(n.Lemma, "ة"), strings.TrimSuffix(n.Lemma, "ى"), strings.TrimSuffix(n.Lemma, "ٍ")} {
		if lemma != "" && base == lemma {
			return base, true
		}
	}
	return base, strings.HasSuffix(base, "ي") && len([]rune(base)) > 3
}

// defectivePlural reports whether a broken plural is like مبانٍ: a long a, one
// letter, and ي.
func defectivePlural(text string) bool {
	r := []rune(text)
	return len(r) >= 5 && r[len(r)-1] == 'ي' && r[len(r)-3] == 'ا'
}

// diptote reports whether a broken plural takes no tanwin written as alef: long a
// as the third letter before two letters or a long vowel between two, and the
// ends in اء and ي.
func diptote(stem string, end byte) bool {
	switch end {
	case 'K':
		return true
	case 'H':
		return stem[len(stem)-1] == alef || len(stem) >= 4 && stem[2] == alef
	case 0:
	default:
		return false
	}
	return (len(stem) == 5 || len(stem) == 6) && stem[2] == alef || len(stem) == 6 && stem[3] == alef && stem[4] != alef
}

func plainStem(text string, pos POS) (nominalStem, error) {
	codes, ok := encode(text)
	if !ok || len(codes) == 0 {
		return nominalStem{}, schema.Errorf(schema.CodeInvalid, "noun %q: not one Arabic word", text)
	}
	return nominalStem{stem: string(codes), class: nounClass{pos: pos}}, nil
}

// analyzeEnd splits a singular or broken plural into stem and kind of end.
func analyzeEnd(text string, pos POS, defective bool) (nominalStem, error) {
	st, err := plainStem(text, pos)
	if err != nil {
		return st, err
	}
	codes := []byte(st.stem)
	for len(codes) > 1 && isMark(codes[len(codes)-1]) && codes[len(codes)-1] != shadda {
		defective = defective || codes[len(codes)-1] == kasratan
		codes = codes[:len(codes)-1]
	}
	last := len(codes) - 1
	cut := last
	switch c := codes[last]; {
	case c == taMarbuta && at(codes, last-1) == alef:
		st.class.end, cut = 'P', last-1
	case c == taMarbuta:
		st.class.end = 'p'
	case c == maqsura:
		st.class.end = 'Y'
	case c == alef && last > 1:
		st.class.end = 'L'
	case defective && c == ya:
		st.class.end = 'K'
	case defective:
		st.class.end, cut = 'K', last+1
	case c == hamza, c == alefHamza, c == wawHamza, c == yaHamza:
		st.class.end = 'H'
		st.class.prev = beforeSeat(c, letterBefore(codes[:last]))
		st.class.connects = connects(letterBefore(codes[:last]))
	case c == ya && pos == Nisba:
		st.class.end = 'n'
	case fiveNoun(string(codes)):
		st.class.end, cut = 'b', last+1
	default:
		cut = last + 1
	}
	st.stem = string(codes[:cut])
	if st.stem == "" {
		return st, schema.Errorf(schema.CodeInvalid, "noun %q: too short", text)
	}
	return st, nil
}

// beforeSeat tells from the seat of a last hamza what stands before it.
func beforeSeat(seat, letter byte) before {
	switch seat {
	case alefHamza:
		return beforeA
	case wawHamza:
		return beforeU
	case yaHamza:
		return beforeI
	}
	switch letter {
	case alef:
		return beforeLongA
	case waw:
		return beforeLongU
	case ya:
		return beforeLongI
	}
	return beforeSukun
}

// fiveNoun reports whether a noun shows its case by a long vowel when annexed.
func fiveNoun(codes string) bool {
	return codes == string([]byte{alefHamza, ba}) || codes == string([]byte{alefHamza, 0x0E}) || codes == string([]byte{0x0D, mim})
}

// compileNoun adds the forms of a class of nominal stems to the table.
func (w *writer) compileNoun(c nounClass) span {
	w.begin(false)
	n := noun{writer: w, pos: c.pos, gender: c.gender, opts: c.opts, stem: []byte{slotStem}, seats: plainSeats}
	switch c.end {
	case 'K':
		n.defective()
	case 'Y':
		n.maqsur()
	case 'L':
		n.longAlef()
	case 'P':
		n.alefTa()
	case 'p':
		n.taMarbuta(c.opts&withAt != 0)
	case 'H':
		n.seats = hamzaSeats(c.prev, c.connects)
		n.plain()
		if c.prev == beforeLongA && c.opts&withAt != 0 {
			n.put(Plural, n.gender, anyCase, free|annex, "waAt")
		}
		if c.prev == beforeLongA && c.opts&withDual != 0 {
			n.dual(n.gender, "w")
		}
	case 'n':
		n.stem = fromLatin(n.stem, "iy~")
		n.plain()
	case 'b':
		n.plain()
		n.put(Singular, n.gender, Nominative, noMe, "uw")
		n.put(Singular, n.gender, Accusative, noMe, "aA")
		n.put(Singular, n.gender, Genitive, noMe, "iy")
		n.dual(n.gender, "aw")
	default:
		n.plain()
	}
	return w.end()
}

// longAlef adds a stem in ا that is no tanwin (دنيا).
func (n *noun) longAlef() {
	n.put(Singular, n.gender, anyCase, free|annex, "aA")
	if n.opts&withDual != 0 {
		n.dual(n.gender, "ay")
		n.dual(n.gender, "aw")
	}
	if n.opts&withAt != 0 {
		n.put(Plural, n.gender, anyCase, free|annex, "ayaAt")
		n.put(Plural, n.gender, anyCase, free|annex, "awaAt")
	}
}
