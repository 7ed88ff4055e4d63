package adjacency

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"sync"

	"rawabit/schema"
	"rawabit/store"
)

// words is a dictionary of the words of all names, by which actors are found. It
// only grows: an actor may have lost a name that it is still filed under, so what
// is found is checked against the names that the actor has in the state.
type words struct {
	mu      sync.RWMutex
	numbers map[string]uint32 // by text
	list    []dictionaryWord
	alike   map[string][]uint32 // by variant, and by skeleton after a "~"
	// forward and backward hold the numbers of the first sorted words, by text and
	// by text read backwards; later ones are looked through one by one until they
	// are many.
	forward, backward []uint32
	sorted            int

	spare   sync.Pool // of *likeness
	tallies sync.Pool // of *tally
}

type dictionaryWord struct {
	store.Word
	mirror string
	actors []uint32 // ascending
}

// put files an actor under its words and returns them, a list a name.
func (w *words) put(n uint32, a *schema.Actor) [][]uint32 {
	w.mu.Lock()
	defer w.mu.Unlock()
	var names [][]uint32
	for name := range store.NamesOf(a) {
		var list []uint32
		for _, text := range store.NameWords(name) {
			word := w.word(text)
			list = append(list, word)
			entry := &w.list[word]
			if at, there := slices.BinarySearch(entry.actors, n); !there {
				entry.actors = slices.Insert(entry.actors, at, n)
			}
		}
		names = append(names, list)
	}
	return names
}

// word returns the number of a word, a new one if need be.
func (w *words) word(text string) uint32 {
	if n, ok := w.numbers[text]; ok {
		return n
	}
	if w.numbers == nil {
		w.numbers, w.alike = map[string]uint32{}, map[string][]uint32{}
	}
	text = strings.Clone(text)
	n := uint32(len(w.list))
	word := store.NewWord(text)
	w.list = append(w.list, dictionaryWord{Word: word, mirror: mirror(text)})
	w.numbers[text] = n
	if word.Variant != "" {
		w.alike[word.Variant] = append(w.alike[word.Variant], n)
	}
	if word.Skeleton != "" {
		w.alike["~"+word.Skeleton] = append(w.alike["~"+word.Skeleton], n)
	}
	return n
}

func mirror(text string) string {
	runes := []rune(text)
	slices.Reverse(runes)
	return string(runes)
}

// any returns the actors that have any of the words, each once.
func (w *words) any(list []string) []uint32 {
	w.mu.RLock()
	defer w.mu.RUnlock()
	var out []uint32
	for _, text := range list {
		if n, ok := w.numbers[text]; ok {
			out = append(out, w.list[n].actors...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// likeness says how much each word of the dictionary is like one word of a
// search.
type likeness struct {
	weights []uint8
	words   []uint32 // those with a weight
}

// find returns the likeness of each word of a search, and the actors that have
// any word that is like one of them, each once: by the most that they can score,
// the best first. done takes both back.
func (w *words) find(s *store.Search) (like []*likeness, found *tally, done func()) {
	w.mu.Lock()
	w.sort()
	w.mu.Unlock()
	w.mu.RLock()
	defer w.mu.RUnlock()
	like = make([]*likeness, len(s.Words))
	found, _ = w.tallies.Get().(*tally)
	if found == nil {
		found = &tally{}
	}
	for i := range s.Words {
		word := &s.Words[i]
		like[i] = w.blank()
		visit := func(n uint32) {
			entry := &w.list[n]
			if weight := word.Like(&entry.Word); weight > 0 && like[i].weights[n] == 0 {
				like[i].weights[n] = uint8(weight)
				like[i].words = append(like[i].words, n)
			}
		}
		w.near(word, visit)
		if word.Bare != nil {
			w.near(word.Bare, visit)
		}
		for _, n := range like[i].words {
			found.add(w.list[n].actors, like[i].weights[n])
		}
		for _, n := range like[i].words {
			found.next(w.list[n].actors)
		}
	}
	found.sort(len(s.Words))
	return like, found, func() {
		for _, l := range like {
			for _, n := range l.words {
				l.weights[n] = 0
			}
			l.words = l.words[:0]
			w.spare.Put(l)
		}
		found.clear()
		w.tallies.Put(found)
	}
}

// blank returns a likeness without any weight.
func (w *words) blank() *likeness {
	if l, ok := w.spare.Get().(*likeness); ok && len(l.weights) >= len(w.list) {
		return l
	}
	return &likeness{weights: make([]uint8, len(w.list)+1024)}
}

// sort sorts the dictionary again once many words have come.
func (w *words) sort() {
	if len(w.list)-w.sorted < 1024 && w.sorted > 0 || len(w.list) < 64 {
		return
	}
	w.sorted = len(w.list)
	w.forward = make([]uint32, w.sorted)
	for i := range w.forward {
		w.forward[i] = uint32(i)
	}
	w.backward = slices.Clone(w.forward)
	slices.SortFunc(w.forward, func(a, b uint32) int { return cmp.Compare(w.list[a].Text, w.list[b].Text) })
	slices.SortFunc(w.backward, func(a, b uint32) int { return cmp.Compare(w.list[a].mirror, w.list[b].mirror) })
}

// near hands out the words that may be like one, some of them twice.
func (w *words) near(word *store.Word, visit func(uint32)) {
	if n, ok := w.numbers[word.Text]; ok {
		visit(n)
	}
	for _, key := range [...]string{word.Variant, "~" + word.Skeleton} {
		for _, n := range w.alike[key] {
			visit(n)
		}
	}
	if !word.Prefixes() {
		return
	}
	for n := w.sorted; n < len(w.list); n++ {
		visit(uint32(n))
	}
	if !word.Typos() {
		w.between(w.forward, word.Text, func(n uint32) string { return w.list[n].Text }, visit)
		return
	}
	// A word with one typo keeps its first half or its second.
	runes := []rune(word.Text)
	half := (len(runes) - 1) / 2
	w.between(w.forward, string(runes[:half]), func(n uint32) string { return w.list[n].Text }, visit)
	w.between(w.backward, mirror(string(runes[len(runes)-half:])), func(n uint32) string { return w.list[n].mirror }, visit)
}

// between hands out the words whose text begins with a prefix.
func (w *words) between(list []uint32, prefix string, text func(uint32) string, visit func(uint32)) {
	begin := sort.Search(len(list), func(i int) bool { return text(list[i]) >= prefix })
	for _, n := range list[begin:] {
		if !strings.HasPrefix(text(n), prefix) {
			return
		}
		visit(n)
	}
}

// search calls found for the actors that a search finds, with the score that
// store.Search gives them. Before it goes on to such as can score a number at
// most, it asks whether enough are found.
func (v view) search(text string, found func(a *actor, score int64), enough func(score int64) bool) {
	s := store.NewSearch(text)
	like, tally, done := v.nameWords.find(s)
	defer done()
	sums := make([]int64, len(s.Words))
	former := -1
	for _, n := range tally.actors {
		if n >= uint32(v.actors.n) {
			continue // came after this state
		}
		if class := tally.class(n, len(s.Words)); class != former {
			former = class
			if enough(s.Most(int64(tally.sums[n]), int(tally.words[n]))) {
				return
			}
		}
		a := v.actors.at(n)
		var best int64
		for _, name := range a.names {
			clear(sums)
			for _, word := range name {
				for i := range like {
					if int(word) < len(like[i].weights) {
						sums[i] = max(sums[i], int64(like[i].weights[word]))
					}
				}
			}
			best = max(best, s.Sum(sums, len(name)))
		}
		if score := s.Settle(best, a.node.Known); score > 0 {
			found(a, score)
		}
	}
}
