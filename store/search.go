package store

import (
	"iter"
	"slices"
	"strings"

	"rawabit/schema"
)

// NamesOf yields every name of an actor, the main ones first.
func NamesOf(a *schema.Actor) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i, name := range [...]string{a.Name, a.NameAr, a.NameEn} {
			if name != "" && (i == 0 || name != a.Name) && !yield(name) {
				return
			}
		}
		for _, name := range a.Names {
			if !yield(name.Text) {
				return
			}
		}
	}
}

// HasName reports whether a folded name is one of the actor's main names or
// aliases.
func HasName(a *schema.Actor, folded string) bool {
	for i, name := range [...]string{a.Name, a.NameAr, a.NameEn} {
		if name != "" && (i == 0 || name != a.Name) && schema.FoldName(name) == folded {
			return true
		}
	}
	for _, name := range a.Names {
		if (name.Kind == schema.NameMain || name.Kind == schema.NameAlias) && schema.FoldName(name.Text) == folded {
			return true
		}
	}
	return false
}

// Search is a search for actors by name.
type Search struct {
	whole string
	words []string
}

// NewSearch prepares a search.
func NewSearch(text string) *Search {
	return &Search{whole: schema.FoldName(text), words: SearchWords(text)}
}

// Score says how well an actor answers the search, 0 for not at all. It depends
// on the actor's names alone.
func (s *Search) Score(a *schema.Actor) int64 {
	var best int64
	for name := range NamesOf(a) {
		folded := schema.FoldName(name)
		var score int64
		if folded == s.whole {
			score += 1000
		}
		have := strings.Fields(folded)
		for _, word := range s.words {
			if slices.Contains(have, word) {
				score += 100
			} else if len(word) > 3 && slices.ContainsFunc(have, func(w string) bool { return strings.HasPrefix(w, word) }) {
				score += 40
			}
		}
		if score > 0 {
			score += 10 / int64(len(have)+1)
		}
		best = max(best, score)
	}
	return best
}
