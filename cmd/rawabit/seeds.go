package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"rawabit/loader"
	"rawabit/schema"
	"rawabit/seeds"
)

type lexiconCommand struct {
	Check lexiconCheckCommand `cmd:"" help:"Look for mistakes in the lexicon: slots that are none, words that stand twice, roots of the wrong length."`
	Word  lexiconWordCommand  `cmd:"" help:"Show how each word of a text can be read."`
}

type registryCommand struct {
	Check registryCheckCommand `cmd:"" help:"Look for mistakes in the registry: actors that stand twice, references to none, names that mean two actors."`
}

// seedFlags say which seeds a command looks at.
type seedFlags struct {
	Seeds string `placeholder:"DIR" help:"A folder with lexicon/ and actors/; without it, the seeds that the program was built with."`
}

func (f *seedFlags) read() (*seeds.Lexicon, *seeds.Registry, error) {
	readLexicon, readRegistry := seeds.DefaultLexicon, seeds.DefaultRegistry
	if f.Seeds != "" {
		if found, _ := filepath.Glob(filepath.Join(f.Seeds, "lexicon", "*.tsv")); len(found) == 0 {
			return nil, nil, schema.Errorf(schema.CodeNotFound, "%s holds no lexicon/*.tsv", f.Seeds)
		}
		fsys := os.DirFS(f.Seeds)
		readLexicon, readRegistry = from(fsys, seeds.ReadLexicon), from(fsys, seeds.ReadRegistry)
	}
	lexicon, err := readLexicon()
	if err != nil {
		return nil, nil, err
	}
	registry, err := readRegistry()
	return lexicon, registry, err
}

func from[T any](fsys fs.FS, read func(fs.FS) (T, error)) func() (T, error) {
	return func() (T, error) { return read(fsys) }
}

// report prints what was found, one mistake a line, and fails where there is one.
func report(s *streams, found []error, sound string) error {
	if len(found) == 0 {
		fmt.Fprintln(s.out, sound)
		return nil
	}
	for _, err := range found {
		fmt.Fprintln(s.out, err)
	}
	return schema.Errorf(schema.CodeInvalid, "%d mistakes found", len(found))
}

type lexiconCheckCommand struct{ seedFlags }

// Run checks the lexicon.
func (c *lexiconCheckCommand) Run(s *streams) error {
	l, _, err := c.read()
	if err != nil {
		return err
	}
	return report(s, seeds.CheckLexicon(l), fmt.Sprintf("%d verbs, %d nouns, %d titles, %d heads, %d names: sound",
		len(l.Verbs), len(l.Nouns), len(l.Titles), len(l.Heads), len(l.Names)))
}

type registryCheckCommand struct{ seedFlags }

// Run checks the registry.
func (c *registryCheckCommand) Run(s *streams) error {
	l, r, err := c.read()
	if err != nil {
		return err
	}
	return report(s, seeds.CheckRegistry(r, l), fmt.Sprintf("%d actors, %d offices: sound", len(r.Entries), len(r.Offices)))
}

type lexiconWordCommand struct {
	Text []string `arg:"" help:"Words to read."`
}

// Run prints the readings of words, one word a line.
func (c *lexiconWordCommand) Run(_ context.Context, s *streams) error {
	l, err := loader.New()
	if err != nil {
		return err
	}
	for _, line := range l.Readings(strings.Join(c.Text, " ")) {
		fmt.Fprintln(s.out, line)
	}
	return nil
}
