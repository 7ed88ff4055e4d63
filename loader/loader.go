package loader

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"rawabit/loader/extract"
	"rawabit/schema"
	"rawabit/seeds"
)

// Loader reads articles. It is safe for concurrent use.
type Loader struct {
	engine *extract.Engine
}

// New compiles the shipped seeds, which takes a fraction of a second.
func New() (*Loader, error) {
	registry, err := seeds.DefaultRegistry()
	if err != nil {
		return nil, err
	}
	lexicon, err := seeds.DefaultLexicon()
	if err != nil {
		return nil, err
	}
	engine, err := extract.New(registry, lexicon)
	if err != nil {
		return nil, err
	}
	return &Loader{engine: engine}, nil
}

// Input is an article as it comes in. Published may be unknown: then nothing
// that depends on it has a date.
type Input struct {
	ID        string // of the caller, kept in documents
	Text      string
	Title     string
	Published schema.Date
	Source    string
	URL       string
	Language  string // "ar" when empty
}

// Read reads an article. Errors: EMPTY_TEXT for one without letters, NOT_TEXT
// for bytes that are no text, INVALID_DATE for a date that does not exist.
func (l *Loader) Read(in Input) (schema.Reading, error) {
	article, err := in.article()
	if err != nil {
		return schema.Reading{}, err
	}
	return l.engine.Read(article), nil
}

// Explain writes what was seen in each sentence of an article and why each claim
// was made or not. Errors are those of Read and of the writer.
func (l *Loader) Explain(w io.Writer, in Input) error {
	article, err := in.article()
	if err != nil {
		return err
	}
	return l.engine.Explain(w, article)
}

// Check says whether Read would take the article. Errors are those of Read.
func (in Input) Check() error {
	_, err := in.article()
	return err
}

func (in Input) article() (schema.Article, error) {
	if err := checkText(in.Text); err != nil {
		return schema.Article{}, err
	}
	if !in.Published.Valid() {
		return schema.Article{}, schema.Errorf(schema.CodeInvalidDate, "publication date %s is not in the calendar", in.Published)
	}
	language := in.Language
	if language == "" {
		language = "ar"
	}
	return schema.Article{
		ID: schema.NewArticleID(in.Text, in.Published), Title: in.Title, Language: language, Published: in.Published,
		Source: in.Source, URL: in.URL, Text: in.Text,
	}, nil
}

// checkText refuses what is no text: bytes that are not UTF-8, control bytes,
// nothing but white space.
func checkText(text string) error {
	if !utf8.ValidString(text) {
		return schema.Errorf(schema.CodeNotText, "the text is not valid UTF-8; convert it first")
	}
	if strings.ContainsRune(text, 0) {
		return schema.Errorf(schema.CodeNotText, "the text holds zero bytes: this is no text file")
	}
	for _, r := range text {
		if unicode.IsLetter(r) {
			return nil
		}
	}
	return schema.Errorf(schema.CodeEmpty, "the article holds no text; give a file with at least one sentence")
}

// Readings prints how each word of a text can be read.
func (l *Loader) Readings(text string) []string { return l.engine.Readings(text) }
