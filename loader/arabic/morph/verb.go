package morph

import (
	"strings"

	"rawabit/schema"
)

// Verb is a verb to inflect.
type Verb struct {
	Lemma   string   // third person masculine singular of the perfect
	Root    string   // its letters, hamza as ء (any seat is accepted), weak ones as و or ي
	Form    string   // I to X, Q1 to Q4
	Vowels  string   // form I: stem vowels of perfect and imperfect, like "au"
	Masdars []string // the verbal nouns in use; none for the regular ones (form I has none)
	ID      int      // the caller's handle
}

// classified is a verb whose shape is known.
type classified struct {
	shape    shape
	radicals [4]byte
}

// classify finds the shape of a verb: the first whose third person singular is
// the lemma, or else folds to what the lemma folds to.
func (v *Verb) classify() (classified, error) {
	radicals, err := v.rootCodes()
	if err != nil {
		return classified{}, err
	}
	lemma, ok := encode(v.Lemma)
	if !ok || len(lemma) == 0 {
		return classified{}, schema.Errorf(schema.CodeInvalid, "verb %q: not an Arabic word", v.Lemma)
	}
	want := unmarked(nil, lemma)
	loose := folded(nil, lemma)
	candidates := v.shapes(radicals)
	if len(candidates) == 0 {
		return classified{}, schema.Errorf(schema.CodeInvalid, "verb %q: unknown form %q", v.Lemma, v.Form)
	}
	var buf, raw []byte
	near := -1
	for i := range candidates {
		raw = candidates[i].citation(raw[:0])
		text := spelling{}.write(nil, raw)
		buf = fill(buf[:0], string(text), &radicals, "")
		if string(unmarked(nil, buf)) == string(want) {
			return classified{candidates[i], radicals}, nil
		}
		if near < 0 && string(folded(nil, buf)) == string(loose) {
			near = i
		}
	}
	if near >= 0 {
		return classified{candidates[near], radicals}, nil
	}
	return classified{}, schema.Errorf(schema.CodeInvalid, "verb %q: root %q and form %q give %q", v.Lemma, v.Root, v.Form, decode(unmarked(nil, buf)))
}

// rootCodes returns the radicals, 0 after the last.
func (v *Verb) rootCodes() (r [4]byte, err error) {
	codes, ok := encode(strings.ReplaceAll(v.Root, " ", ""))
	want := 3
	if strings.HasPrefix(v.Form, "Q") {
		want = 4
	}
	if codes = unmarked(codes[:0], codes); !ok || len(codes) != want {
		return r, schema.Errorf(schema.CodeInvalid, "verb %q: root %q has not %d letters", v.Lemma, v.Root, want)
	}
	for i, c := range codes {
		switch c {
		case hamza, madda, alefHamza, wawHamza, alefBelow, yaHamza:
			c = bareHamza
		case maqsura:
			c = ya
		case alef, taMarbuta:
			return r, schema.Errorf(schema.CodeInvalid, "verb %q: root %q has a letter that is no radical", v.Lemma, v.Root)
		}
		r[i] = c
	}
	return r, nil
}

func weakLetter(c byte) bool { return c == waw || c == ya }

// shapes lists the shapes that the root and form allow, the likeliest first.
func (v *Verb) shapes(r [4]byte) []shape {
	base := shape{past: fatha, present: damma}
	if v.Form == "I" {
		base.past, base.present = v.stemVowels(r)
	}
	var list []shape
	for _, weak := range weakness(v.Form, r) {
		index := findRow(v.Form, weak, base)
		if index < 0 {
			continue
		}
		s := base
		s.row = index
		s.radicals = slots(r, weak == "doubled")
		for _, cluster := range clustersFor(v.Form, r[0]) {
			s.cluster = cluster
			if v.Form == "VIII" && cluster != clusterPlain {
				s.radicals[0] = r[0]
			}
			list = append(list, v.irregular(s, r))
		}
	}
	return list
}

func findRow(form, weak string, s shape) int8 {
	for i, r := range rows() {
		if r.form == form && r.weak == weak && (r.vowels == "" || vowelPair(r.vowels) == [2]byte{s.past, s.present}) {
			return int8(i)
		}
	}
	return -1
}

func vowelPair(text string) (out [2]byte) {
	for i := 0; i < len(text) && i < 2; i++ {
		out[i], _ = latin(text[i])
	}
	return out
}

// weakness lists the kinds of stem that a root may have in a form. Only the
// lemma tells استحوذ from استقال, so the sound stem always comes last.
func weakness(form string, r [4]byte) []string {
	last := r[2]
	if r[3] != 0 {
		last = r[3]
	}
	var list []string
	switch {
	case weakLetter(last):
		list = append(list, "defective")
	case r[3] != 0:
	case r[1] == r[2]:
		list = append(list, "doubled")
	case weakLetter(r[1]):
		list = append(list, "hollow")
	}
	return append(list, "sound")
}

// slots replaces the radicals that behave like any other letter by slots.
func slots(r [4]byte, doubled bool) [4]byte {
	last := 2
	if r[3] != 0 {
		last = 3
	}
	out := [4]byte{slot1, slot1 + 1, slot1 + 2, slot1 + 3}
	for i := 0; i <= last; i++ {
		if r[i] == bareHamza || weakLetter(r[i]) || i == last && (r[i] == ta || r[i] == nun) {
			out[i] = r[i]
		}
	}
	if doubled {
		out[1] = out[2]
	}
	return out
}

// stemVowels returns the vowels of form I, or a likely pair where the lexicon
// gives none or gives a hollow verb a pair that hollow verbs do not have.
func (v *Verb) stemVowels(r [4]byte) (past, present byte) {
	pair := vowelPair(v.Vowels)
	hollow := weakLetter(r[1]) && !weakLetter(r[2])
	switch {
	case pair[0] == 0 || pair[1] == 0:
		switch {
		case hollow && r[1] == ya, r[2] == ya, r[0] == waw:
			return fatha, kasra
		case strings.HasSuffix(v.Lemma, "ي"):
			return kasra, fatha
		}
		return fatha, damma
	case hollow && pair == [2]byte{fatha, fatha}:
		return kasra, fatha
	case hollow && pair == [2]byte{damma, damma}:
		return fatha, damma
	}
	return pair[0], pair[1]
}

func clustersFor(form string, first byte) []int8 {
	if form != "VIII" {
		return []int8{clusterPlain}
	}
	switch first {
	case waw, ya, ta:
		return []int8{clusterT, clusterPlain}
	case bareHamza:
		return []int8{clusterPlain, clusterT}
	case 0x0F: // د
		return []int8{clusterOwn}
	case 0x10: // ذ
		return []int8{clusterDD, clusterOwn}
	case 0x12: // ز
		return []int8{clusterD}
	case 0x15, 0x16: // ص ض
		return []int8{clusterEmphT, clusterOwn}
	case 0x17: // ط
		return []int8{clusterOwn}
	case 0x18: // ظ
		return []int8{clusterOwn, clusterTT, clusterEmphT}
	case 0x0B: // ث
		return []int8{clusterOwn, clusterPlain}
	}
	return []int8{clusterPlain}
}

// irregular marks what the patterns do not say.
func (v *Verb) irregular(s shape, r [4]byte) shape {
	is := func(text string) bool {
		codes, _ := encode(text)
		for i, c := range codes {
			if c == hamza {
				c = bareHamza
			}
			if r[i] != c {
				return false
			}
		}
		return true
	}
	weak := rows()[s.row].weak
	switch v.Form {
	case "I":
		s.drop = r[0] == waw && weak != "doubled" &&
			(s.present == kasra || s.past == fatha && s.present == fatha || is("وسع") || is("وطء"))
		s.noMiddle = is("رءي")
		s.shortCommand = is("ءخذ") || is("ءكل") || is("ءمر")
		if is("ليس") {
			s.special = laysa
		}
		if weak == "defective" && r[1] == ya && r[2] == ya {
			s.special = hayya
		}
	case "IV":
		s.noMiddle = is("رءي")
	}
	return s
}
