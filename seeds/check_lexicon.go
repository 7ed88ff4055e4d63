package seeds

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"rawabit/schema"
)

// slotNames are the places beside a verb or noun that are no preposition.
var slotNames = []string{"subj", "obj", "obj2", "gen", "nisba", "self", "by", "loc", "topic", "clause", "-"}

// verbForms are the forms of verbs, with the letters that their roots have.
var verbForms = map[string]int{
	"I": 3, "II": 3, "III": 3, "IV": 3, "V": 3, "VI": 3, "VII": 3, "VIII": 3, "IX": 3, "X": 3,
	"Q1": 4, "Q2": 4, "Q4": 4,
}

var vowelPairs = map[string]bool{"au": true, "ai": true, "aa": true, "ia": true, "ii": true, "uu": true}

// kinds are what the second column of a list of words may say.
var (
	nameKinds   = []string{"given", "given?", "family", "particle"}
	commonKinds = []string{"noun", "adjective", "adverb"}
	wordClasses = []string{
		"prep", "agent", "comp", "rel", "neg", "qad", "fut", "sub", "pron", "dem", "or", "then", "adverb", "quant", "hedge",
		"planned", "dir", "among", "copula", "begin", "naming", "malename", "femalename", "pronobj", "boilerplate", "part", "unit", "notable", "holds", "weapon", "awaited",
	}
)

// CheckLexicon looks for what no single line shows: slots that are no slot, ends
// that a relation does not take, roots of the wrong length, words that stand
// twice. Each error names the file and the line.
func CheckLexicon(l *Lexicon) []error {
	c := lexiconCheck{lexicon: l, slots: map[string]bool{}}
	for _, name := range slotNames {
		c.slots[name] = true
	}
	for _, w := range l.Words {
		if w.Class == "prep" {
			c.slots[w.Text] = true
			c.slots[w.Value] = true
		}
	}
	delete(c.slots, "")
	c.verbs()
	c.nouns()
	c.titles()
	c.words()
	return c.errs
}

// slotBase is a slot without the role within the deed that fills it: «ب» of
// «ب.obj».
func slotBase(name string) string {
	base, role, ok := strings.Cut(name, ".")
	if ok && role != "obj" && role != "subj" {
		return name
	}
	return base
}

type lexiconCheck struct {
	lexicon *Lexicon
	slots   map[string]bool
	errs    []error
}

func (c *lexiconCheck) errorf(row Row, format string, args ...any) {
	c.errs = append(c.errs, row.Errorf(format, args...))
}

// once reports words that stand twice under a key.
type once map[string]Row

func (c *lexiconCheck) once(seen once, key string, row Row, what string) {
	if former, ok := seen[key]; ok {
		c.errorf(row, "%s stands already in %s, line %d", what, former.File, former.Line)
		return
	}
	seen[key] = row
}

// arabic reports whether a word is written as the data are: Arabic letters,
// spaces between words, and no vowel marks but doubling and final double a.
func arabic(word string) bool {
	for _, r := range word {
		switch {
		case r == ' ', r == '\u0651', r == '\u064B', r == '\u0670':
		case r >= 0x0600 && r <= 0x06FF && unicode.IsLetter(r) && r != 'ـ':
		default:
			return false
		}
	}
	return word != "" && word == strings.TrimSpace(word) && !strings.Contains(word, "  ")
}

func (c *lexiconCheck) verbs() {
	seen := once{}
	for _, v := range c.lexicon.Verbs {
		letters, known := verbForms[v.Form]
		switch n := len([]rune(v.Root)); {
		case !known:
			c.errorf(v.Row, "form %q is not one of I to X, Q1, Q2, Q4", v.Form)
		case n != letters:
			c.errorf(v.Row, "the root %q of a verb of form %s has %d letters, not %d", v.Root, v.Form, n, letters)
		}
		if (v.Form == "I") != vowelPairs[v.Vowels] || v.Form != "I" && v.Vowels != "" {
			c.errorf(v.Row, "vowels %q: form I has one of au, ai, aa, ia, ii, uu, the others none", v.Vowels)
		}
		for _, word := range append([]string{v.Lemma, v.Root}, v.Masdars...) {
			if !arabic(word) {
				c.errorf(v.Row, "%q is not written in Arabic letters without vowels", word)
			}
		}
		c.once(seen, v.Lemma+"|"+v.Root+"|"+v.Form+"|"+v.Vowels, v.Row, "the verb "+v.Lemma+" of form "+v.Form)
		c.frames(v.Row, v.Frames, v.Operators)
	}
}

func (c *lexiconCheck) nouns() {
	seen := once{}
	for _, n := range c.lexicon.Nouns {
		if g := n.Row.Cell(2); g != "m" && g != "f" {
			c.errorf(n.Row, "gender %q is neither m nor f", g)
		}
		for _, word := range append([]string{n.Lemma}, n.Plurals...) {
			if !arabic(word) {
				c.errorf(n.Row, "%q is not written in Arabic letters without vowels", word)
			}
		}
		c.once(seen, n.Lemma, n.Row, "the noun "+n.Lemma)
		c.frames(n.Row, n.Frames, n.Operators)
	}
}

func (c *lexiconCheck) frames(row Row, frames []Frame, operators []Operator) {
	for i := range frames {
		f := &frames[i]
		seen := map[string]bool{}
		for _, arg := range f.Args {
			if seen[arg.Role] {
				c.errorf(row, "%s has the role %q twice", f.Type, arg.Role)
			}
			seen[arg.Role] = true
			for _, slot := range arg.Slots {
				c.slot(row, f.Type, slot)
				c.ends(row, f, arg.Role, slot)
			}
		}
		if !seen["s"] || !seen["t"] {
			c.errorf(row, "%s needs both s and t; write - for an end that is never named", f.Type)
		}
		for _, slot := range f.Conditions {
			c.slot(row, f.Type, slot)
		}
	}
	for _, o := range operators {
		if o.Slot != "" && !c.slots[slotBase(o.Slot)] {
			c.errorf(row, "%q in %s(%s) is no slot", o.Slot, o.Name, o.Slot)
		}
	}
}

func (c *lexiconCheck) slot(row Row, frame schema.RelationType, slot Slot) {
	if !c.slots[slotBase(slot.Name)] {
		c.errorf(row, "%q of %s is no slot: neither one of %s nor a preposition", slot.Name, frame, strings.Join(slotNames, ", "))
	}
	for _, t := range slot.Types {
		if !t.Valid() {
			c.errorf(row, "actor type %q of %s is not in the vocabulary", t, frame)
		}
	}
	for _, word := range slot.Words {
		if !arabic(word) {
			c.errorf(row, "condition %q of %s is not written in Arabic letters without vowels", word, frame)
		}
	}
}

// ends asks that a relation takes the types that a slot of its end is narrowed
// to.
func (c *lexiconCheck) ends(row Row, f *Frame, role string, slot Slot) {
	info := f.Type.Info()
	allowed := map[string][]schema.ActorType{"s": info.Sources, "t": info.Targets}[role]
	if allowed == nil {
		return
	}
	for _, t := range slot.Types {
		if t.Valid() && !slices.Contains(allowed, t) {
			c.errorf(row, "%s takes no %s as its %s", f.Type, t, map[string]string{"s": "source", "t": "target"}[role])
		}
	}
}

func (c *lexiconCheck) titles() {
	ids, organ := once{}, regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	for _, t := range c.lexicon.Titles {
		c.once(ids, t.ID, t.Row, "the title "+t.ID)
		if t.Relation != "" && t.Relation != schema.Leads && t.Relation != schema.MemberOf {
			c.errorf(t.Row, "a title is LEADS, MEMBER_OF or nothing, not %q", t.Relation)
		}
		if t.Holder != schema.Person && t.Holder != schema.Group {
			c.errorf(t.Row, "a title is held by a PERSON or a GROUP, not by %q", t.Holder)
		}
		for _, one := range t.Types {
			if !one.Valid() {
				c.errorf(t.Row, "actor type %q is not in the vocabulary", one)
			}
		}
		if t.Body != "" && !organ.MatchString(t.Body) {
			c.errorf(t.Row, "%q is no suffix of an organ, such as foreign-ministry", t.Body)
		}
	}
	heads := once{}
	for _, h := range c.lexicon.Heads {
		c.once(heads, h.Lemma+"|"+string(h.Type), h.Row, "the head "+h.Lemma)
		if h.Organ != "" && !organ.MatchString(h.Organ) {
			c.errorf(h.Row, "%q is no suffix of an organ, such as foreign-ministry", h.Organ)
		}
	}
}

func (c *lexiconCheck) words() {
	names, words, common := once{}, once{}, once{}
	for _, n := range c.lexicon.Names {
		if !slices.Contains(nameKinds, n.Kind) {
			c.errorf(n.Row, "kind %q is not one of %s", n.Kind, strings.Join(nameKinds, ", "))
		}
		c.once(names, n.Text+"|"+n.Kind, n.Row, "the name "+n.Text)
	}
	for _, w := range c.lexicon.Words {
		if !slices.Contains(wordClasses, w.Class) {
			c.errorf(w.Row, "class %q is not one of %s", w.Class, strings.Join(wordClasses, ", "))
		}
		c.once(words, w.Text+"|"+w.Class, w.Row, "the "+w.Class+" "+w.Text)
	}
	for _, w := range c.lexicon.Common {
		if !slices.Contains(commonKinds, w.Kind) {
			c.errorf(w.Row, "kind %q is not one of %s", w.Kind, strings.Join(commonKinds, ", "))
		}
		c.once(common, w.Text+"|"+w.Kind, w.Row, "the "+w.Kind+" "+w.Text)
	}
}
