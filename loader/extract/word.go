package extract

import (
	"rawabit/loader/arabic"
	"rawabit/schema"
)

// part is the part of speech of a reading, as coarse as the parser needs it.
type part uint8

const (
	partOther part = iota
	partVerb
	partMasdar     // verbal noun of a lexicon verb
	partNoun       // noun of the lexicon: event noun or head of a description
	partActive     // active participle
	partPassive    // passive participle
	partAdjective  // adjective of the lexicon
	partParticle   // closed class
	partNisba      // relative adjective of a registry actor
	partIndefinite // a noun that the lexicon does not know
)

// reading is one way to read a word.
type reading struct {
	clitics
	part    part
	lex     *lexeme
	article bool
	future  bool
	perfect bool // a verb's tense: perfect or imperfect
	passive bool // may be read as a passive
	active  bool // may be read as an active
	person  uint8
	fem     bool
	number  uint8  // 1 singular, 2 dual, 3 plural, 0 not said
	jussive bool   // a form that only «لم» and commands take
	bound   bool   // construct state: a noun must follow
	pron    string // enclitic pronoun
	stem    string // as written, clitics off

	stemFolded string // worked out once for what is remembered
	exact      bool   // hamza and marks agree with the surface
	class      string // of a particle
	value      string // of a particle
}

// word is a token with its readings, best guess first. The readings are shared
// with other places where the word stands: nobody writes to them.
type word struct {
	arabic.Token
	readings []reading
	date     int // index of the date expression that covers it, -1 for none
	oov      bool
	common   string // kind of a frequent word that tells nothing
	may      kinds  // what phrases it may begin
}

// plainCommon reports whether a frequent word stands here without a conjunction
// or preposition on it.
func (w *word) plainCommon() bool {
	for i := range w.readings {
		if w.readings[i].class == w.common && w.readings[i].lex == nil {
			return w.readings[i].clitics == (clitics{})
		}
	}
	return false
}

// verb returns the best verbal reading, nil where there is none.
func (w *word) verb() *reading { return w.find(partVerb) }

func (w *word) find(p part) *reading {
	for i := range w.readings {
		if w.readings[i].part == p {
			return &w.readings[i]
		}
	}
	return nil
}

// nounish returns the best reading as an event noun or a head.
func (w *word) nounish() *reading {
	var out *reading
	for i := range w.readings {
		switch rd := &w.readings[i]; rd.part {
		case partNoun:
			if len(rd.lex.frames) > 0 && !(rd.number == 3 && !rd.article && w.find(partMasdar) != nil && w.find(partMasdar).clitics == rd.clitics) {
				return rd // a noun of its own says more than a verb's noun
			}
			if out == nil || out.part == partMasdar && len(out.lex.frames) == 0 && len(rd.lex.opers) > 0 && out.clitics == rd.clitics {
				out = rd
			}
		case partMasdar:
			if out == nil || len(out.lex.frames) == 0 && len(rd.lex.frames) > 0 {
				out = rd
			}
		}
	}
	return out
}

// agreesVerb reports whether a verbal reading of a word that is its best one for
// tense agrees with a topic before it.
func (w *word) agreesVerb(topic *nominal) bool {
	for i := range w.readings {
		rd := &w.readings[i]
		if rd.part == partVerb && rd.lex != nil && rd.exact && !rd.jussive && rd.clitics == (clitics{}) && rd.perfect && agreesTopic(&pred{lex: rd.lex, rd: rd}, topic) {
			return true
		}
	}
	return false
}

// perfectOf reports whether a word may be a perfect of the third person masculine
// singular of a verb that tells something.
func (w *word) perfectOf() bool {
	for i := range w.readings {
		rd := &w.readings[i]
		if rd.part == partVerb && rd.perfect && rd.person == 3 && !rd.fem && rd.number < 2 && rd.exact && rd.active && len(rd.lex.frames) > 0 {
			return true
		}
	}
	return false
}

// imperfectFem reports whether a word may be an imperfect of the third person
// feminine singular.
func (w *word) imperfectFem() bool {
	for i := range w.readings {
		if rd := &w.readings[i]; rd.part == partVerb && !rd.perfect && rd.person == 3 && rd.fem && rd.number < 2 && rd.exact && rd.clitics == (clitics{}) {
			return true
		}
	}
	return false
}

// participleOnly reports whether a word without clitics and article can be
// nothing but a participle or a plain noun of the lexicon: a last name as well.
func (w *word) participleOnly() bool {
	for i := range w.readings {
		rd := &w.readings[i]
		if rd.part != partActive && rd.part != partPassive && rd.part != partAdjective || rd.clitics != (clitics{}) || rd.article || rd.pron != "" || rd.fem || rd.number > 1 {
			return false
		}
	}
	return len(w.readings) > 0 && w.common == ""
}

// participles reports whether a word can be nothing but a participle, with a
// pronoun or without.
func (w *word) participles() bool {
	for i := range w.readings {
		if p := w.readings[i].part; p != partActive && p != partPassive {
			return false
		}
	}
	return len(w.readings) > 0 && w.common == ""
}

// boundPlural reports whether a word is a sound plural in construct, of people that
// what follows has: «مساعدي».
func (w *word) boundPlural() bool {
	for i := range w.readings {
		if rd := &w.readings[i]; rd.bound && rd.number == 3 && (rd.part == partActive || rd.part == partPassive || rd.part == partNoun) {
			return true
		}
	}
	return false
}

// concernsPersons reports whether a word is a verb or verbal noun of what is done to
// persons: «عيّن», «اعتقال».
func (w *word) concernsPersons() bool {
	for i := range w.readings {
		rd := &w.readings[i]
		if rd.lex == nil || rd.part != partVerb && rd.part != partMasdar || len(rd.lex.frames) == 0 || rd.pron != "" {
			continue
		}
		switch rd.lex.frames[0].Type {
		case schema.Appointed, schema.Dismissed, schema.Detained, schema.Released, schema.Killed, schema.Met:
			return true
		}
	}
	return false
}

// tellsNoun reports whether the whole word is a noun of the lexicon that tells
// something.
func (w *word) tellsNoun(c clitics) bool {
	for i := range w.readings {
		if rd := &w.readings[i]; rd.part == partNoun && rd.clitics == c && rd.number < 2 && rd.pron == "" && len(rd.lex.frames) > 0 {
			return true
		}
	}
	return false
}

// possessed reports whether a word is one that tells something, with a pronoun.
func (w *word) possessed() bool {
	for i := range w.readings {
		if rd := &w.readings[i]; rd.pron == "ه" && rd.exact && rd.lex != nil && len(rd.lex.frames) > 0 {
			return true
		}
	}
	return false
}

// particle returns the particle reading, nil where there is none.
func (w *word) particle() *reading { return w.find(partParticle) }
