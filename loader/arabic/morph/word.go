package morph

import "rawabit/schema"

// Takes is a set of clitics that a word of the closed classes may carry. The
// conjunctions و and ف stand before any word.
type Takes uint8

// The clitics.
const (
	TakesPrep    Takes = 1 << iota // ب ل ك before it
	TakesArticle                   // ال before it
	TakesPronoun                   // a pronoun after it
	TakesAsk                       // the question particle أ before it
)

// Word is a word of the closed classes: it does not inflect.
type Word struct {
	Text  string
	Bound string // its form before a pronoun where that differs; على, إلى, لدى and منا of من need none given
	POS   POS
	Takes Takes
	ID    int // the caller's handle
}

// wordStem is a spelling of a word with the states it may stand in.
type wordStem struct {
	stem  string
	state State
}

func (w *Word) stems() ([]wordStem, error) {
	codes, ok := encode(w.Text)
	if !ok || len(codes) == 0 {
		return nil, schema.Errorf(schema.CodeInvalid, "word %q: not one Arabic word", w.Text)
	}
	state := Indefinite
	if w.Takes&TakesArticle != 0 {
		state |= Definite
	}
	if w.Takes&TakesPronoun == 0 {
		return []wordStem{{string(codes), state}}, nil
	}
	bound := append([]byte(nil), codes...)
	switch last := len(bound) - 1; {
	case w.Bound != "":
		if bound, ok = encode(w.Bound); !ok {
			return nil, schema.Errorf(schema.CodeInvalid, "word %q: bound form %q is not one Arabic word", w.Text, w.Bound)
		}
	case w.POS == Preposition && bound[last] == maqsura:
		bound[last] = ya
	case bound[last] == maqsura:
		bound[last] = alef
	}
	var list []wordStem
	if string(bound) == string(codes) {
		list = append(list, wordStem{string(codes), state | own})
	} else {
		list = append(list, wordStem{string(codes), state}, wordStem{string(bound), own})
	}
	if last := len(bound) - 1; last > 0 && bound[last] == nun {
		list = append(list, wordStem{string(bound[:last]), possessedUs})
	}
	return list, nil
}
