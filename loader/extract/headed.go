package extract

import (
	"rawabit/schema"
	"rawabit/seeds"
)

// headed reports whether a phrase's noun, or one that it is annexed to, is one
// of the words.
func (r *reader) headed(n *nominal, words []string) bool {
	for _, m := range n.all() {
		for _, text := range words {
			if r.eng.isWord(m, r.eng.fold(text)) {
				return true
			}
		}
	}
	return false
}

// isWord reports whether a folded word of the lexicon heads a phrase, in the
// singular, a plural, the accusative or with the ending of the feminine.
func (e *Engine) isWord(n *nominal, folded string) bool {
	if n.word == folded || n.word == folded+"ا" || e.sameLemma(n.word, folded) {
		return true
	}
	if n.rd != nil {
		stem := n.rd.folded()
		if n.rd.number == 2 && (stem == folded+"ين" || stem == folded+"ان") {
			return true // «اتفاقين»
		}
		if stem == folded || stem == folded+"ا" || trimFem(stem) == trimFem(folded) || e.lemmaOf[stem] == folded {
			return true
		}
	}
	return n.word != "" && (n.word == folded+"ات" || folded == n.word+"ات" || n.word+"ه" == folded || len(folded) > 4 && n.word == trimFem(folded)+"ات")
}

// sameLemma reports whether one of two words is a plural of the other, or both
// are plurals of one noun.
func (e *Engine) sameLemma(a, b string) bool {
	x, y := e.lemmaOf[a], e.lemmaOf[b]
	return x != "" && (x == b || x == y) || a != "" && y == a
}

func trimFem(word string) string {
	if len(word) > 2 && word[len(word)-2:] == "ه" {
		return word[:len(word)-2]
	}
	return word
}

// fold is the folded form of a word that a frame names, worked out once.
func (e *Engine) fold(text string) string {
	if folded, ok := e.foldOf[text]; ok {
		return folded
	}
	return schema.FoldText(text)
}

// foldFrames folds the words that frames name.
func (e *Engine) foldFrames(frames []seeds.Frame) {
	note := func(slot *seeds.Slot) {
		for _, text := range slot.Words {
			e.foldOf[text] = schema.FoldText(text)
		}
	}
	for i := range frames {
		for k := range frames[i].Args {
			for m := range frames[i].Args[k].Slots {
				note(&frames[i].Args[k].Slots[m])
			}
		}
		for k := range frames[i].Conditions {
			note(&frames[i].Conditions[k])
		}
	}
}

// folded is the folded stem of a reading.
func (rd *reading) folded() string {
	if rd.stemFolded != "" {
		return rd.stemFolded
	}
	return schema.FoldText(rd.stem)
}

// silent reports whether a rune is a mark that folding drops.
func silent(r rune) bool {
	return r >= 0x064B && r <= 0x065F || r == 0x0670 || r == 0x0640 || r >= 0x0610 && r <= 0x061A || r >= 0x06D6 && r <= 0x06ED || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E
}
