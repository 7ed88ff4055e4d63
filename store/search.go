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

// Search is a search for actors by name. What it finds, and how well, depends on
// the names of an actor and on whether the registry knows it, so that all stores
// find the same.
type Search struct {
	// Words are the folded words that are looked for, each once.
	Words []Word
}

// NewSearch prepares a search.
func NewSearch(text string) *Search {
	s := &Search{}
	words := NameWords(text)
	slices.Sort(words)
	for _, word := range slices.Compact(words) {
		one := NewWord(word)
		if rest, ok := strings.CutPrefix(word, "al"); ok && len(rest) >= 4 {
			bare := NewWord(rest)
			one.Bare = &bare
		}
		s.Words = append(s.Words, one)
	}
	return s
}

// Score says how well an actor answers the search, 0 for not at all.
func (s *Search) Score(a *schema.Actor) int64 {
	var best int64
	for name := range NamesOf(a) {
		words := NameWords(name)
		like := make([]int64, len(s.Words))
		for _, text := range words {
			word := NewWord(text)
			for i := range s.Words {
				like[i] = max(like[i], s.Words[i].Like(&word))
			}
		}
		best = max(best, s.Sum(like, len(words)))
	}
	return s.Settle(best, a.Known)
}

// NameWords returns the folded words of a name by which it is found: without the
// article, in Latin letters too, where something else is left.
func NameWords(name string) []string {
	// The apostrophe stands for a letter within a word, as its curved forms do.
	all := strings.Fields(schema.FoldName(strings.ReplaceAll(strings.ReplaceAll(name, "'", ""), "`", "")))
	words := slices.DeleteFunc(slices.Clone(all), romanArticle)
	if len(words) == 0 {
		return all
	}
	return words
}

// romanArticle reports whether a word is the Arabic article as it is written in
// Latin letters before any consonant.
func romanArticle(word string) bool {
	switch word {
	case "al", "el", "ul", "ad", "ed", "an", "en", "ar", "er", "as", "es", "ash", "esh", "at", "et", "ath", "az", "ez", "adh":
		return true
	}
	return false
}

// SearchBonus is the most that Search.Sum adds to what words are worth, for a name
// that is found whole.
const SearchBonus = 200

// Sum adds up how alike each word of the search is to its best in a name of some
// words. A name that is found whole goes before longer ones, far before where its
// words are the very ones.
func (s *Search) Sum(like []int64, words int) int64 {
	var sum int64
	found := 0
	for _, n := range like {
		if sum += n; n > 0 {
			found++
		}
	}
	if found == 0 {
		return 0
	}
	switch {
	case found < len(s.Words) || words > found:
	case sum == int64(found)*likeSame:
		sum += SearchBonus
	case slices.Min(like) >= likeVariant:
		sum += 40
	default:
		sum += 15
	}
	return sum*16 + int64(16/(words+1))
}

// Most returns what an actor can score at most of whom some words are like words
// of the search, and how much these are alike in sum.
func (s *Search) Most(sum int64, found int) int64 {
	if found == len(s.Words) {
		sum += SearchBonus
	}
	return s.Settle(sum*16+8, true)
}

// Settle makes the score of an actor from the best of its names: of equals, one
// that the registry knows comes first.
func (s *Search) Settle(best int64, known bool) int64 {
	if best == 0 {
		return 0
	}
	best *= 2
	if known {
		best++
	}
	return best
}
