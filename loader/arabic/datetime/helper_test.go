package datetime_test

import (
	"bytes"
	"os"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"rawabit/loader/arabic/datetime"
	"rawabit/schema"
)

// dataFile is the file of words and rules that the program ships.
const dataFile = "../../../seeds/lexicon/dates.tsv"

// shipped is the grammar of the shipped file.
var shipped = sync.OnceValues(func() (*datetime.Grammar, error) {
	data, err := os.ReadFile(dataFile)
	if err != nil {
		return nil, err
	}
	return datetime.New(bytes.NewReader(data))
})

// grammar returns the grammar of the shipped file.
func grammar(t testing.TB) *datetime.Grammar {
	t.Helper()
	g, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// tokenise cuts a sentence at spaces and punctuation, as the loader does.
func tokenise(text string, offset int) []datetime.Token {
	var tokens []datetime.Token
	emit := func(from, to int) {
		if from < to {
			piece := text[from:to]
			tokens = append(tokens, datetime.Token{Text: piece, Folded: schema.FoldText(piece), Start: offset + from, End: offset + to})
		}
	}
	begin := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r):
			emit(begin, i)
			begin = i + size
		case unicode.IsPunct(r) || unicode.IsSymbol(r):
			emit(begin, i)
			emit(i, i+size)
			begin = i + size
		}
		i += size
	}
	emit(begin, len(text))
	return tokens
}
