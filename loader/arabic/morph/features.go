package morph

// Kind says which of the caller's tables an entry, and so an ID, comes from.
type Kind uint8

// The kinds of entry.
const (
	VerbEntry Kind = iota + 1 // a Verb: its finite forms, participles and verbal nouns
	NounEntry                 // a Noun
	WordEntry                 // a Word of the closed classes
)

// POS is the part of speech of a form.
type POS uint8

// The parts of speech. A verb's entry gives the first four.
const (
	FiniteVerb POS = iota + 1
	Masdar
	ActiveParticiple
	PassiveParticiple
	Substantive
	Adjective
	Nisba // relative adjective, and the noun made of it
	Name
	Numeral
	Pronoun
	Preposition
	Conjunction
	Adverb
	Particle
)

// String returns the name of the part of speech.
func (p POS) String() string {
	return name(int(p), "", "verb", "masdar", "active participle", "passive participle", "noun", "adjective",
		"nisba", "name", "numeral", "pronoun", "preposition", "conjunction", "adverb", "particle")
}

// Nominal reports whether the part of speech takes the article, cases and
// possessive pronouns.
func (p POS) Nominal() bool { return p >= Masdar && p <= Numeral }

// Tense is the tense of a finite verb.
type Tense uint8

// The tenses.
const (
	NoTense Tense = iota
	Perfect
	Imperfect
	Imperative
)

// String returns the name of the tense.
func (t Tense) String() string { return name(int(t), "", "perfect", "imperfect", "imperative") }

// Voice is the voice of a finite verb.
type Voice uint8

// The voices.
const (
	NoVoice Voice = iota
	Active
	Passive
)

// String returns the name of the voice.
func (v Voice) String() string { return name(int(v), "", "active", "passive") }

// Gender is the gender of a form; a form of both genders (first person, dual of
// the second, some nouns) has NoGender.
type Gender uint8

// The genders.
const (
	NoGender Gender = iota
	Masculine
	Feminine
)

// String returns the name of the gender.
func (g Gender) String() string { return name(int(g), "", "m", "f") }

// Number is the number of a form.
type Number uint8

// The numbers.
const (
	NoNumber Number = iota
	Singular
	Dual
	Plural
)

// String returns the name of the number.
func (n Number) String() string { return name(int(n), "", "sg", "du", "pl") }

// Mood is a set of moods of an imperfect: those that its letters allow.
type Mood uint8

// The moods.
const (
	Indicative Mood = 1 << iota
	Subjunctive
	Jussive
)

// Case is a set of cases of a nominal form: those that its letters allow.
type Case uint8

// The cases.
const (
	Nominative Case = 1 << iota
	Accusative
	Genitive

	oblique  = Accusative | Genitive
	anyCase  = Nominative | oblique
	anyMood  = Indicative | Subjunctive | Jussive
	notIndic = Subjunctive | Jussive
)

// State is a set of states of a nominal form: those that its letters and
// clitics allow.
type State uint8

// The states. A form that has lost the ن of a dual or sound plural is Construct
// alone.
const (
	Indefinite  State = 1 << iota // without article and not annexed
	Definite                      // with the article
	Construct                     // annexed to the noun that follows
	Possessed                     // annexed to an enclitic pronoun
	possessedMe                   // to ي of the first person
	possessedUs                   // a word in ن that merges with نا (منا)
)

// Features describes an inflected form.
type Features struct {
	POS    POS
	Tense  Tense
	Voice  Voice
	Mood   Mood
	Person uint8 // 1, 2, 3; 0 for nominal forms
	Gender Gender
	Number Number
	Case   Case
	State  State
}

func name(i int, names ...string) string {
	if i < 0 || i >= len(names) {
		return "?"
	}
	return names[i]
}
