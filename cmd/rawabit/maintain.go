package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"rawabit/export"
	"rawabit/loader"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/memory"
	"rawabit/store/open"
	"rawabit/store/reread"
)

type storeCommand struct {
	Check   checkCommand   `cmd:"" help:"Look whether relations and changes are what the claims and decisions say, without changing anything."`
	Rebuild rebuildCommand `cmd:"" help:"Compute relations and changes again from claims and decisions, and write what differs."`
	Copy    copyCommand    `cmd:"" help:"Copy all that a store holds into another one, which must be empty."`
}

type checkCommand struct{ storeFlags }

// Run copies the store into memory and computes everything again there.
func (c *checkCommand) Run(ctx context.Context, s *streams) error {
	st, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, st)
	trial := memory.New()
	defer closeStore(ctx, trial)
	reading := newProgress(s.err, "transactions")
	tally, err := export.Copy(ctx, st, trial, reading.set)
	reading.done()
	if err != nil {
		return err
	}
	computing := newProgress(s.err, "claims and decisions")
	differed, err := trial.Rebuild(ctx, func(done, _ int) { computing.set(done) })
	computing.done()
	if differed > 0 {
		return schema.Errorf(schema.CodeConflict, "%d relations differ from what the claims say: rawabit store rebuild mends them", differed)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%s: sound\n", tally)
	return nil
}

type rebuildCommand struct{ storeFlags }

// Run rebuilds the store.
func (c *rebuildCommand) Run(ctx context.Context, s *streams) error {
	st, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, st)
	progress := newProgress(s.err, "claims and decisions")
	differed, err := st.Rebuild(ctx, func(done, _ int) { progress.set(done) })
	progress.done()
	if err != nil {
		return err
	}
	if differed == 0 {
		fmt.Fprintln(s.out, "nothing differed")
		return nil
	}
	fmt.Fprintf(s.out, "%d relations differed and were written anew\n", differed)
	return nil
}

type copyCommand struct {
	From string `arg:"" help:"Address of the store to copy."`
	To   string `arg:"" help:"Address of the empty store to copy it into."`

	User     string `default:"neo4j" env:"RAWABIT_NEO4J_USER" help:"User of a Neo4j store."`
	Password string `env:"RAWABIT_NEO4J_PASSWORD" help:"Password of a Neo4j store; none for one without authentication."`
	Database string `env:"RAWABIT_NEO4J_DATABASE" help:"Database of a Neo4j store; its default one where empty."`

	ToUser     string `env:"RAWABIT_NEO4J_TO_USER" help:"User of the store to copy into, where both are Neo4j and it is another one."`
	ToPassword string `env:"RAWABIT_NEO4J_TO_PASSWORD" help:"Password of the store to copy into, where it is another one."`
	ToDatabase string `env:"RAWABIT_NEO4J_TO_DATABASE" help:"Database of the store to copy into, where it is another one."`
	SkipCheck  bool   `help:"Do not compare the two stores afterwards."`
	Reread     bool   `help:"Read the articles again, as the lexicon and the registry of actors understand them now, instead of copying what was read; recording times, imports and decisions are kept."`
}

// Run copies one store into another and compares the two.
func (c *copyCommand) Run(ctx context.Context, s *streams) error {
	source := storeFlags{Store: c.From, User: c.User, Password: c.Password, Database: c.Database}
	from, err := source.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, from)
	options := open.Options{User: c.User, Password: c.Password, Database: c.Database}
	if c.ToUser != "" {
		options.User = c.ToUser
	}
	if c.ToPassword != "" {
		options.Password = c.ToPassword
	}
	if c.ToDatabase != "" {
		options.Database = c.ToDatabase
	}
	var clock hand
	if c.Reread {
		options.Clock = clock.read
	}
	options.Lazy = true
	to, err := open.Open(ctx, c.To, options)
	if err != nil {
		return err
	}
	defer closeStore(ctx, to)
	if c.Reread {
		return c.reread(ctx, s, from, to, &clock)
	}
	progress := newProgress(s.err, "transactions copied")
	tally, err := export.Copy(ctx, from, to, progress.set)
	progress.done()
	if err != nil {
		return err
	}
	if c.SkipCheck {
		fmt.Fprintf(s.out, "copied %s\n", tally)
		return nil
	}
	want, err := fingerprint(ctx, s, from)
	if err != nil {
		return err
	}
	got, err := fingerprint(ctx, s, to)
	if err != nil {
		return err
	}
	if want != got {
		return schema.Errorf(schema.CodeConflict, "the copy differs from the store: was one of them written to meanwhile? Empty %s and copy again", c.To)
	}
	fmt.Fprintf(s.out, "copied %s; the copy is equal\n", tally)
	return nil
}

// hand is a clock that is set to the times of another store.
type hand struct{ at time.Time }

func (h *hand) read() time.Time  { return h.at }
func (h *hand) set(at time.Time) { h.at = at }

// reread reads the articles of a store again into another one.
func (c *copyCommand) reread(ctx context.Context, s *streams, from, to store.Store, clock *hand) error {
	l, err := loader.New()
	if err != nil {
		return err
	}
	progress := newProgress(s.err, "transactions")
	report, err := reread.Copy(ctx, from, to, reread.Options{
		Read: func(a *schema.Article) (schema.Reading, error) {
			return l.Read(loader.Input{
				ID: string(a.ID), Text: a.Text, Title: a.Title, Published: a.Published, Source: a.Source, URL: a.URL, Language: a.Language,
			})
		},
		SetClock: clock.set, Progress: progress.set,
	})
	progress.done()
	if err != nil {
		return err
	}
	for _, left := range report.Left {
		complain(s.err, "decision %s of %s was left out: %v", left.Decision.ID, left.Decision.By, left.Reason)
	}
	fmt.Fprintf(s.out, "%d articles read again, %d otherwise than before: %d claims; %d decisions taken again, %d left out\n",
		report.Articles, report.Changed, report.Claims, report.Decisions, len(report.Left))
	return nil
}

// fingerprint returns the hash of a store's archive.
func fingerprint(ctx context.Context, s *streams, st store.Store) ([sha256.Size]byte, error) {
	var out [sha256.Size]byte
	h := sha256.New()
	progress := newProgress(s.err, "transactions compared")
	_, err := export.Dump(ctx, st, h, progress.set)
	progress.done()
	h.Sum(out[:0])
	return out, err
}

// openExisting opens a store that is there already: a file that does not exist is
// not made.
func (f *storeFlags) openExisting(ctx context.Context) (store.Store, error) {
	if path, ok := strings.CutPrefix(f.Store, "file:"); ok && path != "" {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return nil, schema.Errorf(schema.CodeNotFound, "%s: no such file; name the file of a store with --store file:PATH", path)
		}
	}
	return f.open(ctx)
}
