package extract

import (
	"hash/maphash"
	"strings"
	"sync/atomic"

	"rawabit/loader/arabic"
	"rawabit/loader/arabic/morph"
)

// memoSlots is how many words are kept: news says most with a few thousand.
const memoSlots = 1 << 15

// memo keeps what was read of words lately, one word a slot. What is read of a
// word depends on nothing but the word, so it never changes a result; it serves
// many goroutines at once and is bounded.
type memo struct {
	seed  maphash.Seed
	slots [memoSlots]atomic.Pointer[readWord]
}

// readWord is what was read of a token by itself. Nobody writes to it.
type readWord struct {
	text  string
	whole word
	two   *[2]word // of two words written as one, offsets from the token's start
}

func newMemo() *memo { return &memo{seed: maphash.MakeSeed()} }

// recall reads a token that is a word, or remembers what was read of it.
func (e *Engine) recall(t arabic.Token, scratch *[]morph.Analysis) *readWord {
	slot := &e.memo.slots[maphash.String(e.memo.seed, t.Text)%memoSlots]
	if m := slot.Load(); m != nil && m.text == t.Text {
		return m
	}
	text := strings.Clone(t.Text) // the article is not kept for it
	m := &readWord{text: text}
	m.whole = e.word(arabic.Token{Kind: t.Kind, Text: text, Folded: strings.Clone(t.Folded), Start: 0, End: len(text)}, scratch)
	if left, right, ok := e.unglue(&m.whole, scratch); ok {
		m.two = &[2]word{left, right}
		e.settle(&m.two[0])
		e.settle(&m.two[1])
	}
	e.settle(&m.whole)
	slot.Store(m)
	return m
}

// settle works out what else is asked of a word wherever it stands.
func (e *Engine) settle(w *word) {
	for k := range w.readings {
		w.readings[k].stemFolded = w.readings[k].folded()
	}
	w.may = e.mayBe(w)
}

// place puts a word that was remembered where its token stands.
func (w word) place(base int) word {
	w.Start, w.End = w.Start+base, w.End+base
	return w
}

// kinds are the sorts of entries that a word, proclitics on or off, may begin.
type kinds uint8

const (
	mayName    kinds = 1 << iota // of the registry
	mayTitle                     // «رئيس»
	mayHead                      // «حزب»
	mayQuant                     // «عدد من»
	mayDirect                    // «شمال»
	mayNisba                     // «سوري»
	mayGiven                     // a given name, or a word that may be one
	mayExpress                   // «وقف إطلاق النار»
)

// mayBe looks a word up once in all indexes that phrases are read by.
func (e *Engine) mayBe(w *word) kinds {
	var k kinds
	set := func(kind kinds, ok bool) {
		if ok {
			k |= kind
		}
	}
	look := func(rest string, _ clitics) bool {
		set(mayName, len(e.gaz.multi[rest]) > 0 || len(e.gaz.single[rest]) > 0)
		set(mayTitle, len(e.titles[rest]) > 0)
		set(mayHead, len(e.heads[rest]) > 0)
		set(mayQuant, len(e.quants[rest]) > 0)
		set(mayDirect, e.dirs[rest] || rest == "مركز")
		set(mayNisba, e.gaz.nisba[rest] != nil || e.gaz.nisba[rest+" "] != nil)
		set(mayGiven, strings.HasPrefix(e.given[rest], "given") || rest == "ابو")
		set(mayExpress, len(e.expressions[rest]) > 0)
		return false
	}
	split(w.Folded, look)
	if rest, ok := strings.CutSuffix(w.Folded, accusative); ok {
		set(mayExpress, len(e.expressions[rest]) > 0)
	}
	return k
}
