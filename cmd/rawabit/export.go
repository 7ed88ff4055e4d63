package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"rawabit/export"
	"rawabit/schema"
	"rawabit/store"
)

type exportCommand struct {
	storeFlags
	Format string `enum:"graph,archive" default:"graph" help:"graph: JSON lines that rawabit import reads, equal bytes for equal graphs; archive: all that the store holds, to be restored by rawabit import."`
	Out    string `short:"o" placeholder:"FILE" help:"Where to write; standard output where it is not said."`

	Type     []string `placeholder:"TYPE" help:"Only relations of these types (MET,VISITED)."`
	AsOf     string   `placeholder:"DATE" help:"Only what held, or had happened, on a day (2026-01-28)."`
	ValidOn  string   `placeholder:"DATE" help:"Only what held, or happened, on a day."`
	Modality []string `placeholder:"MODALITY" help:"Only relations of these modalities (ACTUAL,PLANNED,POSSIBLE,DENIED); all where it is not said."`
	Actor    string   `placeholder:"ID" help:"Only what lies around an actor."`
	Hops     int      `default:"1" help:"How far around it (default ${default})."`
	Limit    int      `default:"10000" help:"Actors around it, the nearest first (default ${default})."`
}

// Run writes the graph of a store, or a part of it.
func (c *exportCommand) Run(ctx context.Context, s *streams) error {
	selection, err := c.selection()
	if err != nil {
		return err
	}
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, st)
	out, err := newOutput(s.out, c.Out)
	if err != nil {
		return err
	}
	if c.Format == "archive" {
		return c.archive(ctx, s, st, out)
	}
	progress := newProgress(s.err, "actors and relations")
	tally, err := export.Walk(ctx, st, selection, export.NewGraph(out), progress.set)
	progress.done()
	if err = out.end(err); err != nil {
		return err
	}
	if tally.Truncated {
		complain(s.err, "there is more around %s than %d actors: what is nearest was written; --limit N asks for more", c.Actor, c.Limit)
	}
	if c.Out != "" {
		fmt.Fprintf(s.out, "%d actors, %d relations written to %s\n", tally.Actors, tally.Relations, c.Out)
	}
	return nil
}

func (c *exportCommand) archive(ctx context.Context, s *streams, st store.Store, out *output) error {
	progress := newProgress(s.err, "transactions")
	tally, err := export.Dump(ctx, st, out, progress.set)
	progress.done()
	if err = out.end(err); err == nil && out.path != "" {
		fmt.Fprintf(s.out, "%s written to %s\n", tally, out.path)
	}
	return err
}

// selection reads the flags that say which part of the graph is wanted.
func (c *exportCommand) selection() (export.Selection, error) {
	s := export.Selection{Around: schema.ActorID(c.Actor), Hops: c.Hops, Limit: c.Limit}
	wrong := func(format string, args ...any) (export.Selection, error) {
		return s, &schema.Error{Code: codeUsage, Message: fmt.Sprintf(format, args...)}
	}
	if c.Format == "archive" && (len(c.Type)+len(c.Modality) > 0 || c.AsOf+c.ValidOn+c.Actor != "") {
		return wrong("an archive holds everything: leave out the flags that choose a part")
	}
	if c.Hops < 1 || c.Limit < 1 {
		return wrong("--hops and --limit must be at least 1")
	}
	for _, one := range c.Type {
		t := schema.RelationType(one)
		if !t.Valid() {
			return wrong("--type %q is not in the vocabulary; MET and CONTROLS are", one)
		}
		s.Relations.Types = append(s.Relations.Types, t)
	}
	for _, one := range c.Modality {
		m := schema.Modality(one)
		if !m.Valid() {
			return wrong("--modality %q is not one of ACTUAL, PLANNED, POSSIBLE, DENIED", one)
		}
		s.Relations.Modality = append(s.Relations.Modality, m)
	}
	for flag, text := range map[string]string{"--as-of": c.AsOf, "--valid-on": c.ValidOn} {
		date, err := schema.ParseDate(text)
		if err != nil {
			return wrong("%s: %v", flag, err)
		}
		if date.IsZero() {
			continue
		}
		day := date.Latest()
		if flag == "--as-of" {
			s.Relations.AsOf = &day
		} else {
			s.Relations.ValidOn = &day
		}
	}
	return s, nil
}

// output is where an export goes. A file is put into its place once it is whole.
type output struct {
	*bufio.Writer
	file *os.File
	path string
}

func newOutput(standard io.Writer, path string) (*output, error) {
	if path == "" || path == "-" {
		return &output{Writer: bufio.NewWriterSize(standard, 1<<16)}, nil
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "%s cannot be written: name a file in a folder that exists and that you may write to", path)
	}
	return &output{bufio.NewWriterSize(file, 1<<16), file, path}, nil
}

// end finishes the output, or takes it away when what wrote it failed.
func (o *output) end(err error) error {
	if flushErr := o.Flush(); err == nil && flushErr != nil {
		err = fmt.Errorf("write the export: %w", flushErr)
	}
	if o.file == nil {
		return err
	}
	if err == nil {
		err = o.file.Sync()
	}
	if closeErr := o.file.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(o.file.Name(), o.path)
	}
	if err != nil {
		_ = os.Remove(o.file.Name())
	}
	return err
}
