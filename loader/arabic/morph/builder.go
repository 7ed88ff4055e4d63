package morph

// Builder collects entries and compiles them into a Lexicon.
type Builder struct {
	lex    *Lexicon
	writer *writer
	verbs  map[shape]verbClass
	nouns  map[nounClass]span
	words  map[wordClass]span
	key    []byte
}

type wordClass struct {
	pos   POS
	state State
}

// NewBuilder returns an empty builder.
func NewBuilder() *Builder {
	lex := &Lexicon{}
	return &Builder{
		lex: lex, writer: newWriter(&lex.table),
		verbs: map[shape]verbClass{}, nouns: map[nounClass]span{}, words: map[wordClass]span{},
	}
}

// AddVerb adds a verb: its finite forms, participles and verbal nouns. The error
// says what does not fit together in it; nothing is added then.
func (b *Builder) AddVerb(v Verb) error {
	cl, err := v.classify()
	if err != nil {
		return err
	}
	extra, err := v.otherMasdars(&cl, b)
	if err != nil {
		return err
	}
	class := b.verbClass(cl.shape)
	b.lex.lexemes = append(b.lex.lexemes, lexeme{kind: VerbEntry, id: v.ID, radicals: cl.radicals})
	b.index(class.finite)
	b.index(class.active)
	b.index(class.passive)
	for i := range class.masdars {
		if m := &class.masdars[i]; m.wanted(v.Masdars, &cl.radicals) {
			b.index(m.forms)
		}
	}
	for _, st := range extra {
		b.addStem(VerbEntry, v.ID, st)
	}
	return nil
}

// wanted reports whether a verb that lists these masdars has this one.
func (m *masdarClass) wanted(masdars []string, radicals *[4]byte) bool {
	if len(masdars) == 0 {
		return !m.optional
	}
	return m.listed(masdars, radicals)
}

// otherMasdars returns the stems of the listed verbal nouns that are not regular
// ones of the verb's class.
func (v *Verb) otherMasdars(cl *classified, b *Builder) ([]nominalStem, error) {
	class := b.verbClass(cl.shape)
	var list []nominalStem
	for _, text := range v.Masdars {
		regular := false
		for i := range class.masdars {
			regular = regular || class.masdars[i].names(text, &cl.radicals)
		}
		if regular {
			continue
		}
		stems, err := (&Noun{Lemma: text, POS: Masdar}).stems()
		if err != nil {
			return nil, err
		}
		list = append(list, stems...)
	}
	return list, nil
}

func (b *Builder) verbClass(s shape) verbClass {
	class, ok := b.verbs[s]
	if !ok {
		class = b.writer.compile(&s)
		b.verbs[s] = class
	}
	return class
}

// AddNoun adds a noun or adjective in all its forms.
func (b *Builder) AddNoun(n Noun) error {
	stems, err := n.stems()
	if err != nil {
		return err
	}
	for _, st := range stems {
		b.addStem(NounEntry, n.ID, st)
	}
	return nil
}

func (b *Builder) addStem(kind Kind, id int, st nominalStem) {
	forms, ok := b.nouns[st.class]
	if !ok {
		forms = b.writer.compileNoun(st.class)
		b.nouns[st.class] = forms
	}
	b.lex.lexemes = append(b.lex.lexemes, lexeme{kind: kind, id: id, stem: st.stem})
	b.index(forms)
}

// AddWord adds a word of the closed classes.
func (b *Builder) AddWord(w Word) error {
	stems, err := w.stems()
	if err != nil {
		return err
	}
	for _, st := range stems {
		class := wordClass{w.POS, st.state}
		forms, ok := b.words[class]
		if !ok {
			b.writer.begin(false)
			b.writer.put(Features{POS: w.POS, State: st.state}, []byte{slotStem})
			forms = b.writer.end()
			b.words[class] = forms
		}
		b.lex.lexemes = append(b.lex.lexemes, lexeme{kind: WordEntry, id: w.ID, stem: st.stem, takes: w.Takes})
		b.index(forms)
	}
	return nil
}

// index enters the patterns of a span for the last lexeme.
func (b *Builder) index(s span) {
	n := int32(len(b.lex.lexemes) - 1)
	lx := &b.lex.lexemes[n]
	for p := s.from; p < s.to; p++ {
		b.key = foldedFill(b.key[:0], b.lex.patterns[p].folded, lx)
		b.lex.entries = append(b.lex.entries, entry{hash: hashOf(b.key), lexeme: n, pattern: p, next: -1})
	}
}

// Build returns the lexicon. The builder must not be used afterwards.
func (b *Builder) Build() *Lexicon {
	lex := b.lex
	size := 1
	for size < len(lex.entries)*3/2 {
		size *= 2
	}
	lex.buckets = make([]int32, size)
	for i := range lex.buckets {
		lex.buckets[i] = -1
	}
	mask := uint32(size - 1)
	for i := len(lex.entries) - 1; i >= 0; i-- { // chains in the order of entry
		e := &lex.entries[i]
		e.next = lex.buckets[e.hash&mask]
		lex.buckets[e.hash&mask] = int32(i)
	}
	b.lex, b.writer = nil, nil
	return lex
}
