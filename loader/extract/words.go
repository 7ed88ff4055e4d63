package extract

import (
	"fmt"
	"strings"

	"rawabit/loader/arabic"
	"rawabit/loader/arabic/morph"
	"rawabit/schema"
	"rawabit/seeds"
)

// wordIndex holds the morphology of the lexicon.
type wordIndex struct {
	lexemes []*lexeme
	must    *lexeme // what «على» says of whom it names: «على روسيا أن تنسحب»
	morph   *morph.Lexicon
	// expressions are found by their first folded word.
	expressions map[string][]expression

	foldOf  map[string]string // word of a frame → folded
	lemmaOf map[string]string // folded plural → folded lemma, of the nouns and heads
}

// compileWords inflects the lexicon.
func (e *Engine) compileWords(lex *seeds.Lexicon) error {
	e.lemmaOf, e.foldOf = map[string]string{}, map[string]string{}
	for i := range lex.Verbs {
		e.foldFrames(lex.Verbs[i].Frames)
	}
	for i := range lex.Nouns {
		e.foldFrames(lex.Nouns[i].Frames)
	}
	b := morph.NewBuilder()
	for i := range lex.Verbs {
		v := &lex.Verbs[i]
		l := &lexeme{lemma: v.Lemma, folded: schema.FoldText(v.Lemma), verb: v, frames: v.Frames, opers: v.Operators, file: ruleName(v.Row, v.Lemma)}
		if err := b.AddVerb(morph.Verb{Lemma: v.Lemma, Root: v.Root, Form: v.Form, Vowels: v.Vowels, Masdars: v.Masdars, ID: len(e.lexemes)}); err != nil {
			return v.Row.Errorf("%v", err)
		}
		e.lexemes = append(e.lexemes, l)
		if v.Lemma == dutyVerb {
			e.must = l
		}
	}
	for i := range lex.Nouns {
		n := &lex.Nouns[i]
		adj := strings.HasSuffix(n.Row.File, "nouns-adjectives.tsv")
		l := &lexeme{lemma: n.Lemma, folded: schema.FoldText(n.Lemma), noun: n, frames: n.Frames, opers: n.Operators, file: ruleName(n.Row, n.Lemma), fem: n.Feminine, adj: adj}
		if e.addExpression(n, l) {
			continue
		}
		if err := b.AddNoun(morphNoun(n, adj, len(e.lexemes))); err != nil {
			return n.Row.Errorf("%v", err)
		}
		for _, p := range n.Plurals {
			e.lemmaOf[schema.FoldText(p)] = l.folded
		}
		e.lexemes = append(e.lexemes, l)
	}
	for i := range lex.Heads {
		h := &lex.Heads[i]
		for _, p := range h.Plurals {
			e.lemmaOf[schema.FoldText(firstWord(p))] = schema.FoldText(firstWord(h.Lemma))
		}
	}
	e.morph = b.Build()
	return nil
}

// expression is a noun of several words, or a phrase with its preposition.
type expression struct {
	rest   []string // further words, folded
	lex    *lexeme
	phrase bool // «بقيادة»: it says something of what it follows
}

// addExpression indexes what is matched on the surface: «وقف إطلاق النار»,
// «بقيادة», «تحت سيطرة».
func (e *Engine) addExpression(n *seeds.Noun, l *lexeme) bool {
	phrase := strings.HasSuffix(n.Row.File, "nouns-phrases.tsv")
	words := strings.Fields(l.folded)
	if len(words) < 2 && !phrase {
		return false
	}
	if e.expressions == nil {
		e.expressions = map[string][]expression{}
	}
	x := expression{rest: words[1:], lex: l, phrase: phrase}
	e.expressions[words[0]] = append(e.expressions[words[0]], x)
	if !phrase {
		e.expressions["ال"+words[0]] = append(e.expressions["ال"+words[0]], x)
	}
	return true
}

func morphNoun(n *seeds.Noun, adj bool, id int) morph.Noun {
	out := morph.Noun{Lemma: n.Lemma, Plurals: n.Plurals, Sound: len(n.Plurals) == 0, ID: id}
	if first, _, ok := strings.Cut(n.Lemma, " "); ok {
		out.Lemma = first
	}
	if n.Feminine {
		out.Gender = morph.Feminine
	}
	if adj {
		out.POS = morph.Adjective
		out.Sound, out.Human = true, true
	}
	return out
}

// words gives every token its readings, the best first.
func (e *Engine) words(tokens []arabic.Token) []word {
	out := make([]word, 0, len(tokens))
	var buffer []morph.Analysis
	for i, t := range tokens {
		if t.Kind == arabic.Mark && (t.Text == "#" || t.Text == "@") {
			continue // «#أردوغان»
		}
		if t.Text == "_" && i > 0 && i+1 < len(tokens) && tokens[i-1].End == t.Start && tokens[i+1].Start == t.End {
			continue // «#رجب_طيب_أردوغان»
		}
		if t.Kind != arabic.Word {
			out = append(out, word{Token: t, date: -1})
			continue
		}
		m := e.recall(t, &buffer)
		if m.two != nil {
			out = append(out, m.two[0].place(t.Start), m.two[1].place(t.Start))
			continue
		}
		w := m.whole
		w.Token = t
		out = append(out, w)
	}
	return out
}

// word reads one token.
func (e *Engine) word(t arabic.Token, scratch *[]morph.Analysis) word {
	w := word{Token: t, date: -1}
	if t.Kind == arabic.Word {
		*scratch = e.morph.AppendAnalyses((*scratch)[:0], t.Text)
		buffer := *scratch
		for k := range buffer {
			if rd, ok := e.reading(&buffer[k]); ok {
				w.merge(rd)
			}
		}
		if x := e.particles[t.Folded]; x != nil && spelledAs(t.Text, x.Text) {
			w.readings = append(w.readings, reading{part: partParticle, class: x.Class, value: x.Value, exact: true})
		}
		w.filter()
		e.dropSplitPassives(&w)
		e.addCommon(&w)
		w.oov = len(w.readings) == 0
	}
	return w
}

// unglue takes apart two words that were written as one («التركيوصل»): where a
// letter that only ends words stands inside, or where both halves are words that
// are known and the second has its article.
func (e *Engine) unglue(w *word, scratch *[]morph.Analysis) (left, right word, ok bool) {
	if w.Kind != arabic.Word || !w.oov || len(w.Folded) < 10 || e.known(w.Folded) {
		return left, right, false
	}
	if left, right, ok := e.unglueTail(w, scratch); ok {
		return left, right, true
	}
	if left, right, ok := e.unglueTitle(w, scratch); ok && len(w.Folded) >= 14 {
		return left, right, true
	}
	letters := []rune(w.Text)
	at := len(string(letters[:2]))
	for k := 2; k < len(letters)-1; k++ {
		prev := letters[k-1]
		sure := prev == 'ة' || prev == 'ى' && k > 2
		hint := k+1 < len(letters) && letters[k] == 'ا' && letters[k+1] == 'ل' || letters[k] == 'أ' || letters[k] == 'إ' ||
			prev == 'ي' && e.gaz.nisba[schema.FoldText(w.Text[:at])] != nil
		if (sure || hint && len(w.Folded) >= 14) && k >= 3 && len(letters)-k >= 2 {
			a := arabic.Tokens(w.Text[:at], w.Start)
			b := arabic.Tokens(w.Text[at:], w.Start+at)
			if len(a) == 1 && len(b) == 1 {
				left, right = e.word(a[0], scratch), e.word(b[0], scratch)
				if e.halfKnown(&left) && e.halfKnown(&right) || sure && (e.halfKnown(&left) || e.halfKnown(&right)) {
					return left, right, true
				}
			}
		}
		at += len(string(letters[k]))
	}
	return e.unglueParticle(w, scratch)
}

// sticky are the prepositions and particles that are found written onto the word
// after or before them.
var sticky = map[string]bool{"في": true, "من": true, "عن": true, "مع": true, "علي": true, "الي": true, "ان": true, "قد": true, "بعد": true, "بين": true, "منذ": true}

// unglueParticle takes a preposition off a known word that it was written onto:
// «عنوقوع», «البلدينمن».
func (e *Engine) unglueParticle(w *word, scratch *[]morph.Analysis) (left, right word, ok bool) {
	letters := []rune(w.Text)
	if len(letters) < 6 {
		return left, right, false
	}
	try := func(k int) bool {
		at := len(string(letters[:k]))
		a, b := arabic.Tokens(w.Text[:at], w.Start), arabic.Tokens(w.Text[at:], w.Start+at)
		if len(a) != 1 || len(b) != 1 {
			return false
		}
		left, right = e.word(a[0], scratch), e.word(b[0], scratch)
		whole := &right
		if k > len(letters)/2 {
			whole = &left
		}
		return !whole.oov && whole.exact()
	}
	for _, k := range []int{2, 3} {
		if len(letters)-k >= 4 && sticky[schema.FoldText(string(letters[:k]))] && try(k) {
			return left, right, true
		}
	}
	for _, k := range []int{2, 3} {
		if len(letters)-k >= 4 && sticky[schema.FoldText(string(letters[len(letters)-k:]))] && try(len(letters)-k) && (e.known(left.Folded) || ended(left.Folded)) {
			return left, right, true
		}
	}
	return left, right, false
}

// ended reports whether a folded word has an ending after which a word is whole.
func ended(word string) bool {
	for _, end := range []string{"ه", "يه", "ات", "ين", "ون", "ان"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

// exact reports whether a reading of the word agrees with it letter by letter and
// takes no proclitic off.
func (w *word) exact() bool {
	for i := range w.readings {
		if rd := &w.readings[i]; rd.exact && rd.clitics == (clitics{}) {
			return true
		}
	}
	return false
}

// unglueTail takes a particle off a name of the registry that it was written
// onto («بلينكنقد»).
func (e *Engine) unglueTail(w *word, scratch *[]morph.Analysis) (left, right word, ok bool) {
	for at := range w.Text {
		rest := w.Text[at:]
		if at < 8 || len(rest) > 10 || e.particles[schema.FoldText(rest)] == nil {
			continue
		}
		a, b := arabic.Tokens(w.Text[:at], w.Start), arabic.Tokens(rest, w.Start+at)
		if len(a) == 1 && len(b) == 1 && (e.gaz.parts[a[0].Folded] || at >= 10 && complementizers[cleanName(rest)]) {
			return e.word(a[0], scratch), e.word(b[0], scratch), true
		}
	}
	return left, right, false
}

// complementizers are particles whose hamza and doubling no end of a name has.
var complementizers = map[string]bool{"أن": true, "أنه": true, "أنها": true, "أنهم": true, "إن": true, "إنه": true, "إنها": true}

// unglueTitle takes a verb and the office after it apart («ووصلوزير»).
func (e *Engine) unglueTitle(w *word, scratch *[]morph.Analysis) (left, right word, ok bool) {
	for at := range w.Text {
		if at < 8 || len(w.Text)-at < 8 || strings.HasPrefix(w.Folded, "ال") {
			continue
		}
		rest := schema.FoldText(w.Text[at:])
		if e.titles[rest] == nil && e.heads[rest] == nil {
			continue
		}
		a, b := arabic.Tokens(w.Text[:at], w.Start), arabic.Tokens(w.Text[at:], w.Start+at)
		if len(a) != 1 || len(b) != 1 {
			continue
		}
		left = e.word(a[0], scratch)
		if left.verb() != nil || left.nounish() != nil || e.titles[left.Folded] != nil || e.particles[left.Folded] != nil {
			return left, e.word(b[0], scratch), true
		}
	}
	return left, right, false
}

// dropSplitPassives drops readings as a conjunction and a passive where the whole
// word is known: «وزير» is not «وَ» and «زِيرَ».
func (e *Engine) dropSplitPassives(w *word) {
	whole := e.titles[w.Folded] != nil || e.heads[w.Folded] != nil || e.given[w.Folded] != "" || e.gaz.parts[w.Folded] || len(e.gaz.single[w.Folded]) > 0
	if !whole || vowelled(w.Text) {
		return
	}
	kept := w.readings[:0]
	for _, rd := range w.readings {
		if rd.part != partVerb || rd.active || rd.conj == 0 {
			kept = append(kept, rd)
		}
	}
	w.readings = kept
}

func (e *Engine) halfKnown(w *word) bool { return !w.oov || e.known(w.Folded) }

// known reports whether a folded word, proclitics on or off, is a name, a head, a
// title or a particle.
func (e *Engine) known(folded string) bool {
	found := false
	split(folded, func(rest string, _ clitics) bool {
		found = e.heads[rest] != nil || e.titles[rest] != nil || e.given[rest] != "" || len(e.gaz.single[rest]) > 0 || e.gaz.nisba[rest] != nil ||
			len(e.gaz.multi[rest]) > 0 || e.particles[rest] != nil || e.dirs[rest]
		return found
	})
	return found
}

// addCommon gives a frequent word its plain reading and drops the readings that
// take more off it: «واضح» is no «و» and a verb, «بنية» no «ب» and a noun.
func (e *Engine) addCommon(w *word) {
	folded := w.Folded
	if strings.HasSuffix(w.Text, "ه") && w.possessed() {
		return // «حربه» is «حرب» with its pronoun, not «حربة»
	}
	kind, c, article := e.commonKind(folded, clitics{}, false)
	if kind == "" {
		split(folded, func(rest string, cl clitics) bool {
			kind, c, article = e.commonKind(rest, cl, true)
			return kind != ""
		})
	}
	if kind == "" {
		return
	}
	rd := reading{clitics: c, part: partIndefinite, article: article, exact: true, class: kind}
	if kind == "adjective" {
		rd.part = partAdjective
	}
	kept := w.readings[:0]
	for _, o := range w.readings {
		if weight(o.clitics)+boolInt(o.pron != "") > weight(c) && o.part != partParticle {
			continue
		}
		if o.part == partVerb && o.number == 2 && strings.HasSuffix(folded, "ا") && o.perfect && e.common[folded] == "" {
			continue // «وقتا» is no pair that protected
		}
		kept = append(kept, o)
	}
	w.readings = append(kept, rd)
	w.common = kind
}

func (e *Engine) commonKind(text string, c clitics, split bool) (string, clitics, bool) {
	if split && c == (clitics{}) {
		return "", c, false
	}
	if kind := e.common[text]; kind != "" {
		return kind, c, false
	}
	if rest, ok := strings.CutPrefix(text, "ال"); ok && e.common[rest] != "" && e.common[rest] != "adverb" {
		return e.common[rest], c, true
	}
	if rest, ok := strings.CutSuffix(text, "ا"); ok && e.common[rest] != "" && len(rest) > 4 && !strings.HasSuffix(rest, "ه") {
		return e.common[rest], c, false
	}
	return "", c, false
}

func weight(c clitics) int { return boolInt(c.conj != 0) + boolInt(c.prep != 0) }

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// filter drops the readings that news does not mean: those whose spelling does
// not fit where others do, first and second persons beside other readings, a
// pronoun that is written as ta marbuta, «ك» without an article.
func (w *word) filter() {
	exact, other := false, false
	for i := range w.readings {
		rd := &w.readings[i]
		exact = exact || rd.exact
		other = other || rd.part != partVerb || rd.person == 3
	}
	ta := strings.HasSuffix(w.Text, "ة")
	kept := w.readings[:0]
	for _, rd := range w.readings {
		switch {
		case exact && !rd.exact:
		case other && rd.part == partVerb && rd.person != 3:
		case ta && rd.pron != "":
		case rd.person == 1 && rd.part == partVerb && (rd.jussive || !rd.exact):
		case rd.prep == 'ك' && !rd.article:
		case rd.pron == "ي" && rd.part != partVerb && rd.clitics == (clitics{}) && len(w.readings) > 0 && !rd.article && rd.number < 2 && rd.part == partMasdar:
		default:
			kept = append(kept, rd)
		}
	}
	w.readings = kept
}

// merge adds a reading, or joins it to one that differs in voice or number only.
func (w *word) merge(rd reading) {
	for i := range w.readings {
		o := &w.readings[i]
		if o.lex == rd.lex && o.part == rd.part && o.clitics == rd.clitics && o.pron == rd.pron && o.perfect == rd.perfect && o.person == rd.person &&
			o.fem == rd.fem && o.number == rd.number && o.jussive == rd.jussive && o.article == rd.article && o.future == rd.future {
			o.active, o.passive = o.active || rd.active, o.passive || rd.passive
			o.bound = o.bound && rd.bound
			o.exact = o.exact || rd.exact
			return
		}
	}
	w.readings = append(w.readings, rd)
}

func (e *Engine) reading(a *morph.Analysis) (reading, bool) {
	if a.Ask || a.ID < 0 || a.ID >= len(e.lexemes) {
		return reading{}, false
	}
	rd := reading{
		clitics: clitics{conj: a.Conj, prep: a.Prep}, lex: e.lexemes[a.ID], article: a.Article, future: a.Future, pron: a.Pronoun, exact: a.Exact(),
		stem: a.Stem, person: a.Person, fem: a.Gender == morph.Feminine, bound: a.State == morph.Construct,
	}
	switch a.Number {
	case morph.Singular:
		rd.number = 1
	case morph.Dual:
		rd.number = 2
	case morph.Plural:
		rd.number = 3
	}
	switch a.POS {
	case morph.FiniteVerb:
		if a.Tense == morph.Imperative {
			return rd, false
		}
		rd.part, rd.perfect = partVerb, a.Tense == morph.Perfect
		rd.jussive = a.Tense == morph.Imperfect && a.Mood == morph.Jussive
		rd.passive, rd.active = a.Voice == morph.Passive, a.Voice != morph.Passive
	case morph.Masdar:
		rd.part = partMasdar
	case morph.ActiveParticiple:
		rd.part = partActive
	case morph.PassiveParticiple:
		rd.part = partPassive
	case morph.Adjective:
		rd.part = partAdjective
	default:
		rd.part = partNoun
		if rd.lex.adj {
			rd.part = partAdjective
		}
	}
	return rd, true
}

// describeReading prints a reading for people.
func describeReading(rd *reading) string {
	name := [...]string{"other", "verb", "verbal noun", "noun", "active participle", "passive participle", "adjective", "particle", "relative adjective", "noun"}[rd.part]
	if rd.lex != nil {
		name = fmt.Sprintf("%s %s", name, rd.lex.lemma)
	}
	if rd.class != "" {
		name += " " + rd.class
	}
	return name
}

// Readings prints how each word of a text can be read, for people who work on
// the lexicon.
func (e *Engine) Readings(text string) []string {
	var out []string
	for _, w := range e.words(arabic.Tokens(text, 0)) {
		line := w.Text + ":"
		for k := range w.readings {
			line += " " + describeReading(&w.readings[k]) + ";"
		}
		if e.heads[w.Folded] != nil {
			line += " head;"
		}
		if e.titles[w.Folded] != nil {
			line += " title;"
		}
		if kind := e.given[w.Folded]; kind != "" {
			line += " name " + kind + ";"
		}
		out = append(out, line)
	}
	return out
}
