package extract

import (
	"strings"

	"rawabit/loader/arabic"
)

// jussives are the particles that a form without its last vowel follows.
var jussives = map[string]bool{"لم": true, "ولم": true, "فلم": true, "الم": true, "اولم": true, "لما": true, "ولما": true}

// contextual drops the readings of verbs that their sentence does not allow: a
// jussive that no particle asks for («ترد» is of «ردّ», not of «أردى»), and a first
// or second person where nobody is quoted («أحدهم» is no verb).
func (r *reader) contextual(words []word, tokens []arabic.Token) {
	spoken := r.quoted(tokens)
	for i := range words {
		w := &words[i]
		asked := i > 0 && jussives[words[i-1].Folded] || vowelled(w.Text)
		unfit := func(rd *reading) bool {
			return rd.part == partVerb && (rd.jussive && !asked && rd.prep != 'ل' || rd.person != 3 && !spoken) || rd.pron == "ي" && !spoken
		}
		first := 0
		for first < len(w.readings) && !unfit(&w.readings[first]) {
			first++
		}
		if first == len(w.readings) {
			continue
		}
		kept := make([]reading, first, len(w.readings)-1)
		copy(kept, w.readings)
		for k := first + 1; k < len(w.readings); k++ {
			if !unfit(&w.readings[k]) {
				kept = append(kept, w.readings[k])
			}
		}
		w.oov = w.oov || len(kept) == 0
		w.readings = kept
	}
}

// quoted reports whether somebody is quoted in a sentence, and keeps in mind
// whether the quotation goes on behind it.
func (r *reader) quoted(tokens []arabic.Token) bool {
	spoken := r.quoteOpen
	for _, t := range tokens {
		switch t.Text {
		case "«", "“":
			spoken, r.quoteOpen = true, true
		case "»", "”":
			spoken, r.quoteOpen = true, false
		case `"`:
			spoken, r.quoteOpen = true, !r.quoteOpen
		case ":":
			spoken = true
		}
	}
	return spoken
}

// vowelled reports whether a word is written with vowel marks.
func vowelled(text string) bool {
	return strings.ContainsAny(text, "\u064b\u064c\u064d\u064e\u064f\u0650\u0652")
}
