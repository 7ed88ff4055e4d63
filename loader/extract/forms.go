package extract

import (
	"strings"

	"rawabit/schema"
	"rawabit/seeds"
)

// nounForm is one written form of a head noun or title.
type nounForm struct {
	head   *seeds.Head
	title  *seeds.Title
	rest   []string // further words of a head or title of several words, folded, without article
	def    bool
	plural bool
	dual   bool
	fem    bool
	closed bool // a dual or sound plural that keeps its ن: no genitive follows
	bound  bool // construct form that has dropped its ن
	pron   string
}

// pronouns are the possessive enclitics that news uses.
var pronouns = []string{"ه", "ها", "هم", "هما", "هن", "نا"}

// inflect calls add with the folded written forms of a noun: with article, in
// the dual, in the sound plurals, and with pronouns.
func inflect(lemma string, plurals []string, add func(form string, f nounForm)) {
	one := schema.FoldText(lemma)
	number := func(base string, f nounForm) {
		f.closed = f.closed || strings.HasSuffix(base, "ون") && len(base) > 8 // a plural as a lemma
		add(base, f)
		g := f
		g.def = true
		add("ال"+base, g)
		if last := []rune(base); !strings.HasSuffix(base, "ه") && !strings.HasSuffix(base, "ا") && !strings.HasSuffix(base, "ات") && len(last) > 2 {
			add(base+"ا", f) // the indefinite accusative
		}
		stem := base
		if s, ok := strings.CutSuffix(base, "ه"); ok {
			stem = s + "ت"
		}
		for _, p := range pronouns {
			h := f
			h.pron, h.def = p, true
			add(stem+p, h)
			if strings.HasSuffix(base, "اء") {
				add(strings.TrimSuffix(base, "ء")+"ي"+p, h)
				add(strings.TrimSuffix(base, "ء")+"و"+p, h)
			}
		}
	}
	ta := strings.HasSuffix(one, "ه")
	fem := ta || strings.HasSuffix(one, "ات") || strings.HasSuffix(one, "يا") || strings.HasSuffix(one, "وي")
	number(one, nounForm{fem: fem})
	stem := one
	if ta {
		stem = strings.TrimSuffix(one, "ه") + "ت"
	}
	if len([]rune(one)) < 3 {
		return // an abbreviation such as «د» has no dual
	}
	dual := nounForm{fem: fem, dual: true, closed: true}
	for _, e := range []string{"ان", "ين"} {
		add(stem+e, dual)
		d := dual
		d.def = true
		add("ال"+stem+e, d)
	}
	bound := dual
	bound.bound, bound.closed = true, false
	for _, e := range []string{"ا", "ي"} {
		if e == "ا" || fem {
			add(stem+e, bound)
		}
	}
	for _, plural := range plurals {
		folded := schema.FoldText(plural)
		f := nounForm{plural: true, fem: fem}
		if strings.HasPrefix(folded, "ال") {
			f.def = true
			add(folded, f)
			continue
		}
		if base, ok := strings.CutSuffix(folded, "ون"); ok {
			f.closed = true
			for _, e := range []string{"ون", "ين"} {
				add(base+e, f)
				d := f
				d.def = true
				add("ال"+base+e, d)
			}
			b := f
			b.bound, b.closed = true, false
			add(base+"و", b)
			add(base+"ي", b)
			for _, p := range pronouns {
				b.pron, b.def = p, true
				add(base+"و"+p, b)
				add(base+"ي"+p, b)
			}
			continue
		}
		number(folded, f)
	}
}

// formIndex finds head nouns and titles by folded form.
type formIndex map[string][]nounForm

// alone returns the form of a head of one word, nil where there is none.
func (x formIndex) alone(word string) *nounForm {
	for k := range x[word] {
		if len(x[word][k].rest) == 0 {
			return &x[word][k]
		}
	}
	return nil
}

func (x formIndex) addHead(h *seeds.Head) {
	first, rest := cutWords(h.Lemma)
	var plurals []string
	for _, p := range h.Plurals {
		word, others := cutWords(p)
		single := bare(schema.FoldText(word)) == schema.FoldText(first) && (h.Type == schema.Facility || h.Type == schema.Place || strings.HasSuffix(first, "ة")) // the definite form
		if len(others) == 0 && len(rest) == 0 {
			plurals = append(plurals, word)
			continue
		}
		if len(others) == 0 {
			others = rest
		}
		inflect(strings.TrimPrefix(word, "ال"), nil, func(form string, f nounForm) {
			f.head, f.rest, f.plural = h, others, !single
			x[form] = append(x[form], f)
		})
	}
	inflect(first, plurals, func(form string, f nounForm) {
		f.head, f.rest = h, rest
		x[form] = append(x[form], f)
	})
}

func (x formIndex) addTitle(t *seeds.Title) {
	for _, text := range t.Forms {
		first, rest := cutWords(text)
		inflect(strings.TrimPrefix(first, "ال"), nil, func(form string, f nounForm) {
			f.title, f.rest = t, rest
			x[form] = append(x[form], f)
		})
	}
}

// cutWords splits a lemma of several words into its first word and the folded
// others without article.
func cutWords(text string) (first string, rest []string) {
	words := strings.Fields(text)
	if len(words) == 0 {
		return "", nil
	}
	for _, w := range words[1:] {
		rest = append(rest, bare(schema.FoldText(w)))
	}
	return words[0], rest
}

// bare takes the article, and the preposition of «لل», off a folded word.
func bare(word string) string {
	if r, ok := strings.CutPrefix(word, "لل"); ok && len(r) > 2 {
		return r
	}
	if r, ok := strings.CutPrefix(word, "ال"); ok && len(r) > 2 {
		return r
	}
	return word
}
