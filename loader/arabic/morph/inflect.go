package morph

// Inflection is a form of an entry without clitics.
type Inflection struct {
	Features
	Text      string // as news spells it, without vowel marks
	Vocalised string // with the marks that are known: all of a verb's, but no case endings
	Bound     bool   // stands only before an enclitic pronoun
}

// Inflect returns all forms of the verb, its participles and verbal nouns.
func (v Verb) Inflect() ([]Inflection, error) {
	b := NewBuilder()
	if err := b.AddVerb(v); err != nil {
		return nil, err
	}
	return b.inflections(), nil
}

// Inflect returns all forms of the noun.
func (n Noun) Inflect() ([]Inflection, error) {
	b := NewBuilder()
	if err := b.AddNoun(n); err != nil {
		return nil, err
	}
	return b.inflections(), nil
}

// inflections writes out all forms that the builder has indexed.
func (b *Builder) inflections() []Inflection {
	var list []Inflection
	var buf []byte
	lex := b.lex
	for i := range lex.entries {
		e := &lex.entries[i]
		lx := &lex.lexemes[e.lexeme]
		for n := lex.patterns[e.pattern].first; n >= 0; n = lex.cells[n].next {
			c := &lex.cells[n]
			buf = fill(buf[:0], c.text, &lx.radicals, lx.stem)
			form := Inflection{Features: c.features, Vocalised: decode(buf), Bound: c.features.State&(free|Construct) == 0}
			form.Text = decode(unmarked(buf[:0], buf))
			if form.POS == FiniteVerb {
				form.State = 0
			} else if form.State&possessedMe != 0 {
				form.State = form.State&^possessedMe | Possessed
			}
			list = append(list, form)
		}
	}
	return list
}
