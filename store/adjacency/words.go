package adjacency

import (
	"slices"
	"strings"
	"sync"

	"rawabit/schema"
	"rawabit/store"
)

// words finds actors by the words of their names. It only grows: whether an
// actor of a state has the name is checked against the state.
type words struct {
	mu sync.RWMutex
	of map[string][]uint32 // folded word to numbers of actors, ascending
}

func (w *words) put(n uint32, a *schema.Actor) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.of == nil {
		w.of = map[string][]uint32{}
	}
	for name := range store.NamesOf(a) {
		for _, word := range strings.Fields(schema.FoldName(name)) {
			list := w.of[word]
			if at, there := slices.BinarySearch(list, n); !there {
				w.of[word] = slices.Insert(list, at, n)
			}
		}
	}
}

// any returns the actors that have any of the words, each once.
func (w *words) any(list []string) []uint32 {
	w.mu.RLock()
	defer w.mu.RUnlock()
	var out []uint32
	for _, word := range list {
		out = append(out, w.of[word]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// search calls found for every actor that a search finds.
func (v view) search(text string, found func(a *actor, score int64)) {
	s := store.NewSearch(text)
	for n := range uint32(v.actors.n) {
		a := v.actors.at(n)
		if score := s.Score(a.node.Actor); score > 0 {
			found(a, score)
		}
	}
}
