package seeds

import (
	"io/fs"
	"strings"
	"sync"

	"rawabit/schema"
)

// Verb is a verb of the lexicon.
type Verb struct {
	Row       Row
	Lemma     string
	Root      string
	Form      string
	Vowels    string
	Masdars   []string
	Frames    []Frame
	Operators []Operator
	Gloss     string
}

// Noun is a noun that tells an event or a state.
type Noun struct {
	Row       Row
	Lemma     string
	Plurals   []string
	Feminine  bool
	Frames    []Frame
	Operators []Operator
	Gloss     string
}

// Title is an office or a mere title.
type Title struct {
	Row      Row
	ID       string
	Forms    []string
	Relation schema.RelationType // "" for a mere title
	Body     string              // organ suffix or "" for the word that follows
	Types    []schema.ActorType
	Holder   schema.ActorType
	En       string
}

// Head is a noun that heads a description of an actor.
type Head struct {
	Row     Row
	Lemma   string
	Plurals []string
	Type    schema.ActorType
	Organ   string
	Bare    bool
	En      string
}

// GivenName is a word of personal names.
type GivenName struct {
	Row  Row
	Text string
	Kind string // "given", "given?", "family", "particle"
}

// Particle is a closed-class word; what its class and value mean is said in the
// header of lexicon/particles.tsv.
type Particle struct {
	Row   Row
	Text  string
	Class string
	Value string
}

// CommonWord is a frequent word that is no name and tells no event: a noun, an
// adjective or an adverb.
type CommonWord struct {
	Row  Row
	Text string
	Kind string
}

// Lexicon holds the words that the reader knows.
type Lexicon struct {
	Verbs  []Verb
	Nouns  []Noun
	Titles []Title
	Heads  []Head
	Names  []GivenName
	Words  []Particle
	Common []CommonWord
	Dates  []byte // lexicon/dates.tsv as it stands, for the date grammar
}

var defaultLexicon = sync.OnceValues(func() (*Lexicon, error) { return ReadLexicon(files) })

// DefaultLexicon returns the shipped lexicon.
func DefaultLexicon() (*Lexicon, error) { return defaultLexicon() }

// ReadLexicon reads lexicon/*.tsv of a file system. Errors have code
// INVALID_INPUT and name the file and the line.
func ReadLexicon(fsys fs.FS) (*Lexicon, error) {
	lex := &Lexicon{}
	readers := []struct {
		pattern string
		add     func(Row) error
	}{
		{"lexicon/verbs-*.tsv", lex.addVerb},
		{"lexicon/nouns-*.tsv", lex.addNoun},
		{"lexicon/titles.tsv", lex.addTitle},
		{"lexicon/heads.tsv", lex.addHead},
		{"lexicon/names.tsv", lex.addName},
		{"lexicon/particles.tsv", lex.addParticle},
		{"lexicon/common.tsv", lex.addCommon},
	}
	for _, reader := range readers {
		rows, err := readTables(fsys, reader.pattern)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			if err := reader.add(row); err != nil {
				return nil, err
			}
		}
	}
	dates, err := fs.ReadFile(fsys, "lexicon/dates.tsv")
	if err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "lexicon/dates.tsv: %w", err)
	}
	lex.Dates = dates
	return lex, nil
}

func (l *Lexicon) addVerb(row Row) error {
	v := Verb{
		Row: row, Lemma: row.Cell(0), Root: row.Cell(1), Form: row.Cell(2), Vowels: row.Cell(3),
		Masdars: row.List(4), Gloss: row.Cell(6),
	}
	if v.Lemma == "" || v.Root == "" || v.Form == "" {
		return row.Errorf("a verb needs lemma, root and form")
	}
	var err error
	v.Frames, v.Operators, err = parseFrames(row, row.Cell(5))
	l.Verbs = append(l.Verbs, v)
	return err
}

func (l *Lexicon) addNoun(row Row) error {
	n := Noun{Row: row, Lemma: row.Cell(0), Plurals: row.List(1), Feminine: row.Cell(2) == "f", Gloss: row.Cell(4)}
	if n.Lemma == "" {
		return row.Errorf("a noun needs a lemma")
	}
	var err error
	n.Frames, n.Operators, err = parseFrames(row, row.Cell(3))
	l.Nouns = append(l.Nouns, n)
	return err
}

func (l *Lexicon) addTitle(row Row) error {
	t := Title{
		Row: row, ID: row.Cell(0), Forms: row.List(1), Relation: schema.RelationType(row.Cell(2)), Body: row.Cell(3),
		Holder: schema.ActorType(row.Cell(5)), En: row.Cell(6),
	}
	for _, one := range strings.FieldsFunc(row.Cell(4), func(r rune) bool { return r == '|' || r == ',' || r == ' ' }) {
		t.Types = append(t.Types, schema.ActorType(one))
	}
	if t.ID == "" || len(t.Forms) == 0 {
		return row.Errorf("a title needs an id and a form")
	}
	l.Titles = append(l.Titles, t)
	return nil
}

func (l *Lexicon) addHead(row Row) error {
	h := Head{
		Row: row, Lemma: row.Cell(0), Plurals: row.List(1), Type: schema.ActorType(row.Cell(2)), Organ: row.Cell(3),
		Bare: row.Cell(4) == "yes", En: row.Cell(5),
	}
	if h.Lemma == "" || !h.Type.Valid() {
		return row.Errorf("a head noun needs a lemma and an actor type, not %q", h.Type)
	}
	l.Heads = append(l.Heads, h)
	return nil
}

func (l *Lexicon) addName(row Row) error {
	l.Names = append(l.Names, GivenName{Row: row, Text: row.Cell(0), Kind: row.Cell(1)})
	return nil
}

func (l *Lexicon) addParticle(row Row) error {
	p := Particle{Row: row, Text: row.Cell(0), Class: row.Cell(1), Value: row.Cell(2)}
	if p.Text == "" || p.Class == "" {
		return row.Errorf("a particle needs a word and a class")
	}
	l.Words = append(l.Words, p)
	return nil
}

func (l *Lexicon) addCommon(row Row) error {
	w := CommonWord{Row: row, Text: row.Cell(0), Kind: row.Cell(1)}
	if w.Text == "" || w.Kind == "" {
		return row.Errorf("a common word needs a word and a kind")
	}
	l.Common = append(l.Common, w)
	return nil
}
