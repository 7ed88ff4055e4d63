package morph

import "strings"

// person is a place in the paradigm.
type person struct {
	person uint8
	gender Gender
	number Number
}

// perfectPersons are the persons of the perfect in the order of its suffixes.
var perfectPersons = [...]person{
	{3, Masculine, Singular},
	{3, Feminine, Singular},
	{3, Masculine, Dual},
	{3, Feminine, Dual},
	{3, Masculine, Plural},
	{3, Feminine, Plural},
	{2, Masculine, Singular},
	{2, Feminine, Singular},
	{2, NoGender, Dual},
	{2, Masculine, Plural},
	{2, Feminine, Plural},
	{1, NoGender, Singular},
	{1, NoGender, Plural},
}

// perfectSuffixes lists the suffixes by the end of the stem; after a bar the
// suffix before an object pronoun. The sound ones of the last eight persons
// follow the consonant stem and its sukun.
func perfectSuffixes(end byte) [13]string {
	switch end {
	case 'A':
		return [13]string{"aA", "ato", "awaA", "ataA", "awoA|awo", "awona", "awota", "awoti", "awotumaA", "awotumo|awotumuw", "awotun~a", "awotu", "awonaA"}
	case 'Y':
		return [13]string{"aY|aA", "ato", "ayaA", "ataA", "awoA|awo", "ayona", "ayota", "ayoti", "ayotumaA", "ayotumo|ayotumuw", "ayotun~a", "ayotu", "ayonaA"}
	case 'I':
		return [13]string{"iya", "iyato", "iyaA", "iyataA", "uwA|uw", "iyna", "iyta", "iyti", "iytumaA", "iytumo|iytumuw", "iytun~a", "iytu", "iynaA"}
	case 'U':
		return [13]string{"uwa", "uwato", "uwaA", "uwataA", "uwA|uw", "uwna", "uwta", "uwti", "uwtumaA", "uwtumo|uwtumuw", "uwtun~a", "uwtu", "uwnaA"}
	}
	return [13]string{"a", "ato", "aA", "ataA", "uwA|uw", "na", "ta", "ti", "tumaA", "tumo|tumuw", "tun~a", "tu", "naA"}
}

const firstConsonant = 5 // place of the first suffix that begins with a consonant

// ending is a kind of suffix of the imperfect.
type ending uint8

const (
	bare ending = iota
	dualEnd
	pluralEnd
	womanEnd // second person feminine singular
	womenEnd
)

// imperfectPersons are the persons of the imperfect.
var imperfectPersons = [...]struct {
	person
	prefix byte
	end    ending
}{
	{person{3, Masculine, Singular}, ya, bare},
	{person{3, Feminine, Singular}, ta, bare},
	{person{3, Masculine, Dual}, ya, dualEnd},
	{person{3, Feminine, Dual}, ta, dualEnd},
	{person{3, Masculine, Plural}, ya, pluralEnd},
	{person{3, Feminine, Plural}, ya, womenEnd},
	{person{2, Masculine, Singular}, ta, bare},
	{person{2, Feminine, Singular}, ta, womanEnd},
	{person{2, NoGender, Dual}, ta, dualEnd},
	{person{2, Masculine, Plural}, ta, pluralEnd},
	{person{2, Feminine, Plural}, ta, womenEnd},
	{person{1, NoGender, Singular}, bareHamza, bare},
	{person{1, NoGender, Plural}, nun, bare},
}

// moodSuffixes lists, for an end of the stem, the suffixes of indicative,
// subjunctive and jussive by ending; equal neighbours are one form.
func moodSuffixes(end byte) [5][3]string {
	switch end {
	case 'I':
		return [5][3]string{{"iy", "iya", "i"}, {"iyaAni", "iyaA", "iyaA"}, {"uwna", "uwA|uw", "uwA|uw"}, {"iyna", "iy", "iy"}, {"iyna", "iyna", "iyna"}}
	case 'U':
		return [5][3]string{{"uw", "uwa", "u"}, {"uwaAni", "uwaA", "uwaA"}, {"uwna", "uwA|uw", "uwA|uw"}, {"iyna", "iy", "iy"}, {"uwna", "uwna", "uwna"}}
	case 'Y':
		return [5][3]string{{"aY|aA", "aY|aA", "a"}, {"ayaAni", "ayaA", "ayaA"}, {"awona", "awoA|awo", "awoA|awo"}, {"ayona", "ayo", "ayo"}, {"ayona", "ayona", "ayona"}}
	}
	return [5][3]string{{"u", "a", "o"}, {"aAni", "aA", "aA"}, {"uwna", "uwA|uw", "uwA|uw"}, {"iyna", "iy", "iy"}, {"na", "na", "na"}}
}

// finite adds the finite forms of a shape.
func (w *writer) finite(s *shape) {
	r := rows()[s.row]
	if s.special == laysa {
		w.perfect(stem{v: fromLatin(nil, "layos"), c: fromLatin(nil, "las")}, Active)
		return
	}
	w.perfect(s.pastStem(), Active)
	if s.special == hayya {
		w.verbForm(Features{Tense: Perfect, Voice: Active, Person: 3, Gender: Masculine, Number: Singular}, s.expand("1a2~", 0).v, "a")
		w.verbForm(Features{Tense: Perfect, Voice: Active, Person: 3, Gender: Feminine, Number: Singular}, s.expand("1a2~", 0).v, "ato")
	}
	present := s.presentStem()
	w.perfect(s.expand(s.without(r.passive, r.form == "IV"), 0), Passive)
	w.imperfect(present, r.prefix, Active)
	w.imperfect(s.expand(s.without(r.presentPassive, true), 0), damma, Passive)
	w.imperative(s, present)
	if r.form == "Q1" && s.radicals[1] == ya { // سُيطر beside سُوطر
		w.perfect(s.expand(strings.Replace(r.passive, "2o", "2", 1), 0), Passive)
	}
}

// without takes the second radical and its sukun out of a pattern where the
// verb loses it.
func (s *shape) without(text string, here bool) string {
	if s.noMiddle && here {
		return strings.Replace(text, "1o2", "1", 1)
	}
	return text
}

func (s *shape) pastStem() stem {
	r := rows()[s.row]
	return s.expand(s.without(r.past, r.form == "IV"), s.past)
}

func (s *shape) presentStem() stem {
	text := s.without(rows()[s.row].present, true)
	if s.drop {
		text = strings.TrimPrefix(text, "1o")
	}
	return s.expand(text, s.present)
}

// citation appends the underlying third person masculine singular.
func (s *shape) citation(dst []byte) []byte {
	switch s.special {
	case laysa:
		return fromLatin(dst, "layosa")
	case hayya:
		return append(append(dst, s.expand("1a2~", 0).v...), fatha)
	}
	st := s.pastStem()
	suffix, _, _ := strings.Cut(perfectSuffixes(st.end)[0], "|")
	return fromLatin(append(dst, st.v...), suffix)
}

func (w *writer) perfect(st stem, voice Voice) {
	suffixes := perfectSuffixes(st.end)
	for i, p := range perfectPersons {
		f := Features{Tense: Perfect, Voice: voice, Person: p.person, Gender: p.gender, Number: p.number}
		if st.end == 0 && i >= firstConsonant {
			w.joined(f, st.c, suffixes[i])
			continue
		}
		w.verbForm(f, st.v, suffixes[i])
	}
}

// joined adds a form whose suffix begins with a consonant: the stem ends in
// sukun, or its last letter doubles with the suffix.
func (w *writer) joined(f Features, base []byte, suffix string) {
	if first, _ := latin(suffix[0]); base[len(base)-1] == first {
		bareSuffix, bound, has := strings.Cut(suffix[1:], "|")
		if has {
			bound = "|~" + bound[1:]
		}
		w.verbForm(f, base, "~"+bareSuffix+bound)
		return
	}
	bareSuffix, bound, has := strings.Cut(suffix, "|")
	if has {
		bound = "|o" + bound
	}
	w.verbForm(f, base, "o"+bareSuffix+bound)
}

func (w *writer) imperfect(st stem, vowel byte, voice Voice) {
	suffixes := moodSuffixes(st.end)
	prefix := make([]byte, 2, 24)
	for _, p := range imperfectPersons {
		list := suffixes[p.end]
		for m := 0; m < 3; m++ {
			mood := Mood(1) << m
			for m < 2 && list[m+1] == list[m] {
				m++
				mood |= 1 << m
			}
			f := Features{Tense: Imperfect, Voice: voice, Mood: mood, Person: p.person.person, Gender: p.gender, Number: p.number}
			prefix[0], prefix[1] = p.prefix, vowel
			w.suffixed(f, prefix, st, p.end, list[m])
		}
	}
}

// suffixed adds prefix, stem and suffix of an imperfect or imperative.
func (w *writer) suffixed(f Features, prefix []byte, st stem, end ending, suffix string) {
	switch {
	case st.end != 0:
		w.verbForm(f, append(prefix, st.v...), suffix)
	case end == womenEnd:
		w.joined(f, append(prefix, st.c...), suffix)
	case suffix == "o":
		if st.v[len(st.v)-1] == shadda { // لم يمدَّ beside لم يمدُدْ
			w.verbForm(f, append(prefix, st.v...), "a")
		}
		w.verbForm(f, append(prefix, st.c...), "o")
	default:
		w.verbForm(f, append(prefix, st.v...), suffix)
	}
}

func (w *writer) imperative(s *shape, st stem) {
	if s.shortCommand {
		w.commands(nil, nil, stem{v: st.v[2:], c: st.c[2:]})
	}
	w.commands(commandPrefix(s, st.v), commandPrefix(s, st.c), st)
}

// commandPrefix returns what the imperative sets before a stem: nothing, the
// hamza of form IV, or a joining alef before two consonants.
func commandPrefix(s *shape, base []byte) []byte {
	form := rows()[s.row].form
	switch second := at(base, 1); {
	case form == "IV":
		return []byte{bareHamza, fatha}
	case second != sukun && second != shadda:
		return nil
	case form == "I" && s.present == damma:
		return []byte{alef, damma}
	}
	return []byte{alef, kasra}
}

// commands adds the five persons of the imperative; the prefixes are those of
// the stem before vowels and before consonants.
func (w *writer) commands(prefixV, prefixC []byte, st stem) {
	st.v = append(append(make([]byte, 0, 16), prefixV...), st.v...)
	st.c = append(append(make([]byte, 0, 16), prefixC...), st.c...)
	suffixes := moodSuffixes(st.end)
	for _, p := range imperfectPersons {
		if p.person.person == 2 {
			f := Features{Tense: Imperative, Voice: Active, Person: 2, Gender: p.gender, Number: p.number}
			w.suffixed(f, nil, st, p.end, suffixes[p.end][2])
		}
	}
}

// verbForm adds a finite form: as it stands alone and as it stands before an
// object pronoun.
func (w *writer) verbForm(f Features, base []byte, suffix string) {
	f.POS = FiniteVerb
	alone, bound, differs := strings.Cut(suffix, "|")
	w.raw = fromLatin(append(w.raw[:0], base...), alone)
	if !differs && !endsInHamza(w.raw) {
		f.State = Indefinite | Possessed
		w.add(f, w.raw, false)
		return
	}
	f.State = Indefinite
	w.add(f, w.raw, false)
	if differs {
		w.raw = fromLatin(append(w.raw[:0], base...), bound)
	}
	f.State = Possessed
	w.add(f, w.raw, true)
}

func endsInHamza(raw []byte) bool {
	for i := len(raw) - 1; i >= 0; i-- {
		if !isMark(raw[i]) {
			return raw[i] == bareHamza
		}
	}
	return false
}
