package extract

import (
	"strings"

	"rawabit/loader/arabic"
)

// unquote drops the marks around one word that is a part of a phrase: «"الجيش"
// الإسرائيلي», «"أمن" الاحتلال». A quoted name after the noun that it names keeps
// them: «صحيفة "الوطن" السورية».
func (e *Engine) unquote(tokens []arabic.Token) []arabic.Token {
	out := tokens[:0:0]
	for i := 0; i < len(tokens); i++ {
		if i+3 < len(tokens) && quoteMarks[tokens[i].Text] && quoteMarks[tokens[i+2].Text] && tokens[i+1].Kind == arabic.Word && tokens[i+3].Kind == arabic.Word && e.within(tokens, i) {
			out = append(out, tokens[i+1])
			i += 2
			continue
		}
		out = append(out, tokens[i])
	}
	return out
}

// within reports whether the word that is quoted from token i on is the head or an
// adjective of the phrase that goes on after it.
func (e *Engine) within(tokens []arabic.Token, i int) bool {
	word, next := tokens[i+1].Folded, tokens[i+3].Folded
	if e.heads[word] == nil && e.titles[word] == nil && e.heads[bare(word)] == nil && !e.known(word) {
		return false
	}
	if i > 0 && e.naming[strings.TrimPrefix(strings.TrimPrefix(tokens[i-1].Folded, "و"), "ال")] {
		return false
	}
	if i > 0 && e.heads[tokens[i-1].Folded] != nil && e.titles[tokens[i-1].Folded] == nil && !strings.HasPrefix(word, "ال") && !e.organHead(word) {
		return false
	}
	if !strings.HasPrefix(next, "ال") {
		return false
	}
	nb, _ := e.gaz.nisbaAt(next, "")
	return nb != nil || e.heads[word] != nil && !strings.HasPrefix(word, "ال")
}

// organHead reports whether a word names an organ of a state: «مواقع "جيش"
// الاحتلال».
func (e *Engine) organHead(word string) bool {
	f := e.heads.alone(word)
	return f != nil && f.head.Organ != ""
}
