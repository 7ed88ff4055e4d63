package adjacency

import "rawabit/store"

// tally adds up, for a search, what the words of actors are worth: for each word
// of the search the most that any word filed with the actor is.
type tally struct {
	sums   []uint32 // by actor
	words  []uint16 // by actor: how many words of the search are like one of it
	now    []uint8  // by actor: what the word of the search that is looked at is worth
	actors []uint32 // those with a sum
	counts []int
	spare  []uint32
}

// add takes over that a word of actors is worth something.
func (t *tally) add(actors []uint32, weight uint8) {
	if len(actors) == 0 {
		return
	}
	if last := int(actors[len(actors)-1]); last >= len(t.now) {
		n := last + 1 + last/8
		t.sums = append(t.sums, make([]uint32, n-len(t.sums))...)
		t.words = append(t.words, make([]uint16, n-len(t.words))...)
		t.now = append(t.now, make([]uint8, n-len(t.now))...)
	}
	for _, n := range actors {
		was := t.now[n]
		if weight <= was {
			continue
		}
		if was == 0 {
			if t.sums[n] == 0 {
				t.actors = append(t.actors, n)
			}
			t.words[n]++
		}
		t.sums[n] += uint32(weight - was)
		t.now[n] = weight
	}
}

// next begins with the next word of the search.
func (t *tally) next(actors []uint32) {
	for _, n := range actors {
		t.now[n] = 0
	}
}

// class returns a number for the most that an actor can score in a search of some
// words: it grows as store.Search.Most does.
func (t *tally) class(n uint32, words int) int {
	class := int(t.sums[n])
	if int(t.words[n]) == words {
		class += store.SearchBonus
	}
	return class
}

// sort puts the actors of the highest class first, each class by number.
func (t *tally) sort(words int) {
	size := 256*words + store.SearchBonus + 1
	if cap(t.counts) < size {
		t.counts = make([]int, size)
	}
	t.counts = t.counts[:size]
	clear(t.counts)
	for _, n := range t.actors {
		t.counts[t.class(n, words)]++
	}
	at := 0
	for class := size - 1; class >= 0; class-- {
		at, t.counts[class] = at+t.counts[class], at
	}
	if cap(t.spare) < len(t.actors) {
		t.spare = make([]uint32, len(t.actors))
	}
	sorted := t.spare[:len(t.actors)]
	for _, n := range t.actors {
		class := t.class(n, words)
		sorted[t.counts[class]] = n
		t.counts[class]++
	}
	t.actors, t.spare = sorted, t.actors
}

// clear takes everything back.
func (t *tally) clear() {
	for _, n := range t.actors {
		t.sums[n], t.words[n] = 0, 0
	}
	t.actors = t.actors[:0]
}
