package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"rawabit/export"
	"rawabit/schema"
	"rawabit/store"
)

// importGC is how much garbage an import lets come together, in percent of what is
// in use.
const importGC = 40

type importCommand struct {
	storeFlags
	Batch int    `default:"10000" help:"Lines a transaction."`
	File  string `arg:"" help:"A graph or an archive as JSON lines; - for standard input."`
}

// Run takes a graph into the store as it stands, or restores an archive. A file is
// looked through before the store is opened, so that one with a bad line stores
// nothing.
func (c *importCommand) Run(ctx context.Context, s *streams) error {
	in, err := s.open(ctx, c.File)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	reader := bufio.NewReaderSize(in, 1<<16)
	begin, err := reader.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	archive := export.IsArchive(begin)
	var open int
	if c.File != "-" {
		if open, err = c.check(ctx, s, archive); err != nil {
			return err
		}
	}
	st, err := c.openToWrite(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, st)
	// A batch is garbage as soon as it is stored.
	defer debug.SetGCPercent(debug.SetGCPercent(importGC))
	if archive {
		return c.restore(ctx, s, reader, st)
	}
	if open > 0 {
		if _, err := c.checkGraph(ctx, s, st); err != nil {
			return err
		}
	}
	return c.graph(ctx, s, reader, st)
}

// check looks through a file. It returns how many relations name actors that the
// file does not bring.
func (c *importCommand) check(ctx context.Context, s *streams, archive bool) (open int, err error) {
	if !archive {
		found, err := c.checkGraph(ctx, s, nil)
		return found.Open, err
	}
	in, err := openStream(c.File)
	if err != nil {
		return 0, err
	}
	defer func() { _ = in.Close() }()
	if _, err := export.CheckArchive(ctx, in); err != nil {
		return 0, named(c.File, err)
	}
	return 0, nil
}

func (c *importCommand) restore(ctx context.Context, s *streams, in io.Reader, st store.Store) error {
	progress := newProgress(s.err, "transactions")
	tally, err := export.Restore(ctx, in, st, progress.set)
	progress.done()
	if err != nil {
		return named(c.File, err)
	}
	fmt.Fprintf(s.out, "restored %s\n", tally)
	return nil
}

// checkGraph complains of each bad line of a file.
func (c *importCommand) checkGraph(ctx context.Context, s *streams, known store.Reader) (export.Findings, error) {
	in, err := openStream(c.File)
	if err != nil {
		return export.Findings{}, err
	}
	defer func() { _ = in.Close() }()
	found, err := export.Check(ctx, in, known)
	if err != nil || found.Total == 0 {
		return found, err
	}
	for _, line := range found.Lines {
		complain(s.err, "%s, %v", c.File, line)
	}
	if more := found.Total - len(found.Lines); more > 0 {
		complain(s.err, "%s, %d further bad lines", c.File, more)
	}
	complain(s.err, "nothing was imported")
	return found, exitError{1}
}

func (c *importCommand) graph(ctx context.Context, s *streams, in io.Reader, st store.Store) error {
	progress := newProgress(s.err, "lines")
	tally, err := export.Import(ctx, in, st, export.ImportOptions{Batch: c.Batch, Progress: progress.set})
	progress.done()
	var bad *export.LineError
	if errors.As(err, &bad) {
		return schema.Errorf(schema.ErrorCode(bad.Err), "%s; %d actors and %d relations above it are stored: mend the line and import again, what is stored stays as it is",
			named(c.File, bad), tally.Actors, tally.Relations)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%d actors, %d relations imported\n", tally.Actors, tally.Relations)
	if tally.Loops > 0 {
		fmt.Fprintf(s.out, "left out, for they run from an actor to itself: %d\n", tally.Loops)
	}
	if len(tally.Odd) > 0 {
		counts := make([]string, len(tally.Odd))
		for i, one := range tally.Odd {
			counts[i] = fmt.Sprintf("%s %d", one.Type, one.Count)
		}
		fmt.Fprintf(s.out, "taken as they stand, though their ends are of other types than the vocabulary allows: %s\n", strings.Join(counts, ", "))
	}
	return nil
}
