package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"rawabit/loader"
	"rawabit/loader/source"
	"rawabit/schema"
	"rawabit/store"
)

type loadCommand struct {
	storeFlags
	Format    string   `enum:"text,jsonl" default:"text" help:"text: files of text with their metadata beside them; jsonl: a stream of articles, one a line."`
	Published string   `placeholder:"DATE" help:"Publication date (2026-01-28), where the metadata beside a file has none."`
	Batch     int      `default:"100" help:"Articles a transaction."`
	Files     []string `arg:"" help:"Text files, or one stream; - for standard input."`
}

func (c *loadCommand) Run(ctx context.Context, s *streams) error {
	l, err := loader.New()
	if err != nil {
		return err
	}
	var inputs []loader.Input
	if c.Format == "text" {
		// Every file is read before the store is touched: a bad one stores nothing.
		for _, file := range c.Files {
			in, err := readInput(s, file, c.Published)
			if err != nil {
				return err
			}
			inputs = append(inputs, in)
		}
	}
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close(context.WithoutCancel(ctx))
	job := &loadJob{loader: l, store: st, batch: max(c.Batch, 1), progress: newProgress(s.err, "articles")}
	if c.Format == "text" {
		err = job.inputs(ctx, inputs)
	} else {
		err = c.streamInto(ctx, s, job)
	}
	job.progress.done()
	if err != nil {
		return err
	}
	job.report(s.out)
	if job.refused > 0 {
		return exitError{1}
	}
	return nil
}

func (c *loadCommand) streamInto(ctx context.Context, s *streams, job *loadJob) error {
	for _, file := range c.Files {
		in := s.in
		if file != "-" {
			f, err := os.Open(file)
			if err != nil {
				return schema.Errorf(schema.CodeNotFound, "%s: no such file", file)
			}
			defer f.Close()
			in = f
		}
		if err := job.stream(ctx, in, s.err); err != nil {
			return err
		}
	}
	return nil
}

// loadJob reads articles on all cores and records them in batches.
type loadJob struct {
	loader   *loader.Loader
	store    store.Store
	batch    int
	progress *progress

	pending                                   []schema.Reading
	articles, fresh, claims, changes, refused int
}

// readOne is a reading, or why there is none.
type readOne struct {
	reading schema.Reading
	where   string
	err     error
}

func (j *loadJob) inputs(ctx context.Context, inputs []loader.Input) error {
	for _, in := range inputs {
		reading, err := j.loader.Read(in)
		if err != nil {
			return named(in.ID, err)
		}
		if err := j.take(ctx, reading); err != nil {
			return err
		}
	}
	return j.flush(ctx)
}

func (j *loadJob) stream(ctx context.Context, in io.Reader, errOut io.Writer) error {
	err := loader.Ordered(ctx, 0, func(yield func(source.Line) bool) error { return source.Lines(in, yield) },
		func(line source.Line) readOne {
			if line.Err != nil {
				return readOne{where: line.Input.ID, err: line.Err}
			}
			reading, err := j.loader.Read(line.Input)
			return readOne{reading, line.Input.ID, err}
		},
		func(one readOne) error {
			if one.err != nil {
				j.refused++
				fmt.Fprintf(errOut, "rawabit: article %q left out: %v\n", one.where, one.err)
				return nil
			}
			return j.take(ctx, one.reading)
		})
	if err != nil {
		return err
	}
	return j.flush(ctx)
}

func (j *loadJob) take(ctx context.Context, reading schema.Reading) error {
	j.pending = append(j.pending, reading)
	if len(j.pending) < j.batch {
		return nil
	}
	return j.flush(ctx)
}

func (j *loadJob) flush(ctx context.Context) error {
	if len(j.pending) == 0 {
		return nil
	}
	outcomes, err := j.store.Record(ctx, j.pending)
	if err != nil {
		return err
	}
	for _, o := range outcomes {
		j.articles++
		if o.IsNew {
			j.fresh++
		}
		j.claims += o.Claims
		j.changes += len(o.Changes)
	}
	j.pending = j.pending[:0]
	j.progress.set(j.articles)
	return nil
}

func (j *loadJob) report(out io.Writer) {
	fmt.Fprintf(out, "%d articles read, %d new: %d claims, %d changes", j.articles, j.fresh, j.claims, j.changes)
	if j.refused > 0 {
		fmt.Fprintf(out, "; %d left out", j.refused)
	}
	fmt.Fprintln(out)
}
