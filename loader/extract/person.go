package extract

import (
	"strings"
	"unicode/utf8"

	"rawabit/loader/arabic"
	"rawabit/schema"
)

// personPhrase reads a personal name that no title announces: at least two words
// of which the first is a given name.
func (r *reader) personPhrase(s *sentence, i int) *nominal {
	var out *nominal
	if s.words[i].may&mayGiven == 0 && !r.afterSpeech(s, i) {
		return nil
	}
	split(s.words[i].Folded, func(rest string, c clitics) bool {
		speaks := c == (clitics{}) && r.afterSpeech(s, i)
		twofold := r.twofoldName(s, i, rest, c)
		if r.eng.given[rest] != "given" && !speaks && !twofold && !(rest == "ابو" && i+1 < len(s.words) && r.eng.given[s.words[i+1].Folded] == "given") || c != (clitics{}) && r.wholeWord(&s.words[i]) {
			return false
		}
		count := r.nameLength(s, i, rest, (speaks || twofold) && r.eng.given[rest] != "given")
		if count < 2 {
			return false
		}
		out = r.newNominal(s, nomEntity, i, i+count-1, c)
		r.setEntity(out, r.person(s, i, count, rest))
		return true
	})
	return out
}

// twofoldName reports whether a word that is a name and a plain word as well
// stands before another word of names, so that both can only be a name: «خالد
// عمر», «حازم عبد العظيم».
func (r *reader) twofoldName(s *sentence, i int, rest string, c clitics) bool {
	w := &s.words[i]
	if strings.HasPrefix(r.eng.given[rest], "given") && i+2 < len(s.words) && s.words[i+1].Text == "-" && s.words[i+1].Start == w.End && s.words[i+2].Start == s.words[i+1].End && s.words[i+2].Kind == arabic.Word {
		return true // «جان-إيف»
	}
	if r.eng.given[rest] != "given?" || i+1 >= len(s.words) || s.words[i+1].Kind != arabic.Word || w.particle() != nil || w.nounish() != nil || len(r.eng.heads[rest]) > 0 || len(r.eng.titles[rest]) > 0 || len(r.eng.gaz.single[rest]) > 0 {
		return false
	}
	if v := w.verb(); v != nil && v.clitics == c && v.exact && v.active && v.pron == "" {
		return false
	}
	next := s.words[i+1].Folded
	if s.words[i+1].oov && i+3 < len(s.words) && isComma(s.words[i+2].Text) && len(r.eng.titles[s.words[i+3].Folded]) > 0 && !strings.HasPrefix(next, "ال") {
		return true // «عزيز كذا، مدير المركز»
	}
	if s.words[i+1].oov && strings.HasPrefix(next, "ال") && i > 0 && s.words[i-1].concernsPersons() {
		return true // «عيّن خالد النوري»
	}
	switch r.eng.given[next] {
	case "given", "family":
		return true
	case "given?":
		return s.words[i+1].verb() == nil && s.words[i+1].nounish() == nil
	case "particle":
		return next != "ال" && next != "ابن" && i+2 < len(s.words) && s.words[i+2].Kind == arabic.Word
	}
	return false
}

// afterSpeech reports whether an unknown word stands right after a verb of saying
// or telling, where a name of two unknown words is a person's.
func (r *reader) afterSpeech(s *sentence, i int) bool {
	w := &s.words[i]
	if i > 0 && r.spokenName(s, i) {
		return true
	}
	if i == 0 || !w.oov || strings.HasPrefix(w.Folded, "ال") || len(r.eng.heads[w.Folded]) > 0 || len(r.eng.titles[w.Folded]) > 0 || i+1 >= len(s.words) {
		return false
	}
	v := s.words[i-1].verb()
	if v == nil || v.lex == nil || v.lex.oper("") != "say" || v.person != 3 || v.pron != "" {
		return false
	}
	next := &s.words[i+1]
	return next.oov && next.Kind == arabic.Word && len([]rune(next.Folded)) > 2 && r.eng.gaz.nisba[next.Folded] == nil
}

// spokenName reports whether two words that may both be names stand between a verb
// of saying and a comma, «إن» or an office: «قال علي حسن، مدير المستشفى».
func (r *reader) spokenName(s *sentence, i int) bool {
	if i+2 >= len(s.words) || !strings.HasPrefix(r.eng.given[s.words[i].Folded], "given") && s.words[i].Folded != "علي" {
		return false
	}
	v := s.words[i-1].verb()
	if v == nil || v.lex == nil || v.lex.oper("") != "say" || v.person != 3 || v.pron != "" {
		return false
	}
	next := &s.words[i+1]
	if kind := r.eng.given[next.Folded]; next.Kind != arabic.Word || !strings.HasPrefix(kind, "given") && kind != "family" && !(next.oov && next.common == "" && len([]rune(next.Folded)) > 2 && r.eng.gaz.nisba[next.Folded] == nil) {
		return false
	}
	after := s.words[i+2].Folded
	return comma(s, i+2) || after == "ان" || len(r.eng.titles[after]) > 0 && s.words[i+2].verb() == nil
}

// wholeWord reports whether a word is a word of the lexicon as it stands, so that
// no proclitic comes off it: «بدأ».
func (r *reader) wholeWord(w *word) bool {
	for k := range w.readings {
		if rd := &w.readings[k]; rd.clitics == (clitics{}) && rd.exact && (rd.part == partVerb || rd.part == partParticle) {
			return true
		}
	}
	return false
}

// nameLength counts the words of a personal name at word i, whose first word is
// rest once its proclitics are off. After a title the first word need not be a
// known name.
func (r *reader) nameLength(s *sentence, i int, rest string, titled bool) int {
	count, strong := 0, 0
	for count < 5 && i+count < len(s.words) {
		w := &s.words[i+count]
		word := w.Folded
		if count == 0 {
			word = rest
		}
		kind := r.eng.given[word]
		if count > 0 && w.Text == "-" && i+count+1 < len(s.words) && w.Start == s.words[i+count-1].End {
			if next := &s.words[i+count+1]; next.Start == w.End && next.Kind == arabic.Word && (next.oov || r.eng.given[next.Folded] != "") && next.date < 0 {
				count++
				continue // «جان-إيف لودريان»
			}
		}
		if w.Kind != arabic.Word || w.date >= 0 {
			break
		}
		if count > 0 && kind == "" {
			if _, n := r.eng.gaz.nisbaAt(word, ""); n > 0 && strings.HasPrefix(word, "ال") && r.eng.given[bare(word)] == "" {
				break
			}
		}
		rare := titled && count == 0 && kind == "" && w.participles() && !strings.HasPrefix(word, "ال") && !strings.HasPrefix(word, "وال") && i+1 < len(s.words) && s.words[i+1].Kind == arabic.Word && s.words[i+1].oov && !strings.HasPrefix(s.words[i+1].Folded, "ال")
		if count > 0 && w.Text == "آل" && i+count+1 < len(s.words) && s.words[i+count+1].Kind == arabic.Word {
			count += 2
			strong = count // «صالح بن عبد العزيز آل الشيخ»
			continue
		}
		if !rare && !r.nameWord(w, word, kind, count, titled) || count > 0 && (r.otherName(s, i+count, count) || r.officeBegins(s, i+count)) {
			break
		}
		if kind != "particle" {
			strong = count + 1
		}
		count++
	}
	return strong
}

// otherName reports whether another name begins at word j, so that a personal
// name ends before it: a place or body of the registry, or after two words a
// person whom the registry or the article knows in full.
func (r *reader) otherName(s *sentence, j, count int) bool {
	f := r.nameAt(s, j, false)
	if f == nil {
		return false
	}
	if f.ent.Type == schema.State {
		return true
	}
	if f.ent.Type != schema.Person {
		return r.eng.given[s.words[j].Folded] == "" || f.count > 1
	}
	return count > 1 && f.count > 1
}

// officeBegins reports whether an office of several words begins at word j: «ولي
// العهد» after a name is no part of it.
func (r *reader) officeBegins(s *sentence, j int) bool {
	for _, f := range r.eng.titles[s.words[j].Folded] {
		if len(f.rest) == 0 || j+len(f.rest) >= len(s.words) {
			continue
		}
		all := true
		for k, word := range f.rest {
			all = all && bare(s.words[j+1+k].Folded) == word
		}
		if all {
			return true
		}
	}
	return false
}

// nameWord reports whether a word can continue a personal name.
func (r *reader) nameWord(w *word, text, kind string, count int, titled bool) bool {
	if w.particle() != nil && kind != "particle" && !(text == "علي" && count > 0 && strings.HasSuffix(w.Text, "ي")) {
		return false
	}
	switch kind {
	case "given", "family", "particle":
		return true
	case "given?":
		return count > 0 || titled
	}
	if w.particle() != nil || r.eng.titles[text] != nil || r.eng.heads[text] != nil {
		return false
	}
	if count == 0 && !titled {
		return false
	}
	if titled && count == 1 && w.participleOnly() {
		return true // «حسين مخلوف»
	}
	if !w.oov || w.common != "" {
		return false
	}
	if rest, ok := strings.CutPrefix(text, "و"); ok && (r.eng.given[rest] != "" || len(rest) > 8) && count > 0 {
		return false // «و» and another name
	}
	foreign := false
	split(text, func(rest string, c clitics) bool {
		if c.prep != 0 && (r.eng.given[rest] == "given" || r.local[rest] != nil) {
			foreign = true
		}
		if c != (clitics{}) && (r.eng.heads[rest] != nil || r.eng.titles[rest] != nil || len(r.eng.gaz.single[rest]) > 0 || r.eng.particles[rest] != nil || r.eng.gaz.nisba[rest] != nil) {
			foreign = true
		}
		return foreign
	})
	if foreign {
		return false
	}
	if strings.HasPrefix(text, "بال") || strings.HasPrefix(text, "لل") || strings.HasPrefix(text, "وال") {
		return false
	}
	return len(text) >= 4
}

// person returns the entity of a personal name over count words from word i.
func (r *reader) person(s *sentence, i, count int, rest string) *entity {
	words := []string{}
	surface := r.text[s.words[i].Start:s.words[i+count-1].End]
	if rest != s.words[i].Folded {
		surface = surface[cliticSkip(s.words[i].Text, s.words[i].Folded, rest):]
	}
	for k := 0; k < count; k++ {
		word := s.words[i+k].Folded
		if k == 0 {
			word = rest
		}
		words = append(words, word)
	}
	if e := r.localPerson(words); e != nil {
		return e
	}
	e := r.derived(schema.Person, cleanName(surface), "")
	e.fem = r.eng.female(words[0])
	return e
}

// localPerson finds a person that the article named before with the same first
// and last word.
func (r *reader) localPerson(words []string) *entity {
	for _, e := range r.order {
		if e.Type != schema.Person || e.mentioned == 0 {
			continue
		}
		known := e.words()
		if len(known) >= 2 && known[0] == words[0] && known[len(known)-1] == words[len(words)-1] {
			return e
		}
	}
	return nil
}

// cliticSkip returns the bytes of a surface word that precede what its folded
// form keeps as rest.
func cliticSkip(surface, folded, rest string) int {
	drop := len([]rune(folded)) - len([]rune(rest))
	if strings.HasPrefix(folded, "لل") && strings.HasPrefix(rest, "ال") {
		drop++
	}
	for i, r := range surface {
		if silent(r) {
			continue
		}
		if drop <= 0 {
			return i
		}
		drop--
	}
	return 0
}

// cleanName takes marks of direction and doubled spaces out of a name.
func cleanName(text string) string {
	text = strings.Map(func(r rune) rune {
		if r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x064B && r <= 0x0652 || r == 0x0640 {
			return -1
		}
		switch r {
		case '#':
			return -1
		case '_':
			return ' ' // «#رجب_طيب_أردوغان»
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// introduce makes the short names of a person hold from here on: the last word,
// with the particle before it.
func (r *reader) introduce(e *entity) {
	if e.Type != schema.Person || e.lemma == "member" {
		return
	}
	words := e.words()
	if len(words) < 2 {
		return
	}
	last := words[len(words)-1]
	if r.eng.given[last] == "particle" || len(last) < 4 {
		return
	}
	short := last
	if first := words[0]; r.eng.given[first] == "" && r.eng.common[first] == "" && len(first) >= 10 && r.local[first] == nil && !r.commonWord(first) {
		r.local[first] = e // a name that no one else bears may stand alone
	}
	if len(words) > 2 {
		switch before := words[len(words)-2]; before {
		case "بن", "ابو", "ال", "عبد", "ابن", "دي", "فان", "فون":
			r.addLocal(before+" "+last, e)
		}
	}
	if words[len(words)-2] == "عبد" || words[len(words)-2] == "ابو" {
		return
	}
	if r.eng.given[words[0]] != "given" && !e.Known {
		r.addLocal(strings.Join(words, " "), e) // a first name that is a plain word as well
	}
	if former := r.local[short]; former == nil {
		if !r.commonWord(short) || r.absentees(words) {
			r.local[short] = e
		}
	} else if former != e && former.mentioned < e.mentioned {
		r.local[short] = e
	}
}

// absentees reports whether the last word of a name is nothing but the last name
// of persons of the registry whom the article has not named, and whose names
// are quite different otherwise.
func (r *reader) absentees(words []string) bool {
	word := words[len(words)-1]
	if len(words) != 2 || r.eng.particles[word] != nil || r.eng.titles[word] != nil || r.eng.heads[word] != nil {
		return false
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	for _, t := range r.eng.gaz.single[word] {
		if t.entry == nil || t.entry.Type != schema.Person {
			return false
		}
		if e := r.entities[t.entry.ID]; e != nil && e.mentioned > 0 {
			return false
		}
		for _, name := range append([]string{t.entry.NameAr}, t.entry.AliasAr...) {
			if initial, _ := utf8.DecodeRuneInString(schema.FoldText(name)); initial == first {
				return false // another spelling: «بينامين نتانياهو»
			}
		}
	}
	return true
}

// commonWord reports whether a word is a word of the language that a bare last
// name must not take over: a head, a title, a state or a particle.
func (r *reader) commonWord(word string) bool {
	if r.eng.particles[word] != nil || r.eng.titles[word] != nil || r.eng.heads[word] != nil || len(r.eng.gaz.single[word]) > 0 {
		return true
	}
	return false
}

// addLocal makes a name of several words mean an entity in this article.
func (r *reader) addLocal(name string, e *entity) {
	words := strings.Fields(name)
	if len(words) < 2 {
		if len(words) == 1 && r.local[words[0]] == nil {
			r.local[words[0]] = e
		}
		return
	}
	for _, p := range r.localMulti[words[0]] {
		if strings.Join(p.words, " ") == name {
			return
		}
	}
	r.localMulti[words[0]] = append(r.localMulti[words[0]], &pattern{words: words, targets: []target{{ent: e}}})
}
