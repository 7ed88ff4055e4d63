package main

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"

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

// loadGC is how much garbage may come, in percent of what is in use, before it is
// collected: what a writer remembers is kept long, and looked through each time.
const loadGC = 200

// Run reads articles into the store. Whatever can be checked is checked before
// the store is opened, so that a bad call stores nothing.
func (c *loadCommand) Run(ctx context.Context, s *streams) error {
	work := c.stream
	if c.Format == "text" {
		inputs, err := c.readAll(ctx, s)
		if err != nil {
			return err
		}
		work = func(ctx context.Context, _ *streams, job *loadJob) error { return job.inputs(ctx, inputs) }
	} else if err := c.lookAtAll(); err != nil {
		return err
	}
	l, err := loader.New()
	if err != nil {
		return err
	}
	st, err := c.openToWrite(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, st)
	defer debug.SetGCPercent(debug.SetGCPercent(loadGC))
	job := &loadJob{loader: l, store: st, batch: max(c.Batch, 1), progress: newProgress(s.err, "articles")}
	err = work(ctx, s, job)
	if left := job.settle(); err == nil {
		err = left
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

// readAll reads all files of text.
func (c *loadCommand) readAll(ctx context.Context, s *streams) ([]loader.Input, error) {
	inputs := make([]loader.Input, 0, len(c.Files))
	for _, file := range c.Files {
		in, err := readInput(ctx, s, file, c.Published)
		if err == nil {
			if err = in.Check(); err != nil {
				err = named(file, err)
			}
		}
		if err != nil {
			return nil, err
		}
		inputs = append(inputs, in)
	}
	return inputs, nil
}

// lookAtAll refuses streams that cannot be opened.
func (c *loadCommand) lookAtAll() error {
	for _, file := range c.Files {
		if file == "-" {
			continue
		}
		f, err := openStream(file)
		if err != nil {
			return err
		}
		_ = f.Close()
	}
	return nil
}

func (c *loadCommand) stream(ctx context.Context, s *streams, job *loadJob) error {
	for _, file := range c.Files {
		if err := streamFile(ctx, s, file, job); err != nil {
			return err
		}
	}
	return job.finish(ctx)
}

func streamFile(ctx context.Context, s *streams, file string, job *loadJob) error {
	in, err := s.open(ctx, file)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	return job.stream(ctx, in, s.err)
}

// loadJob reads articles on all cores and records them in batches, one batch while
// the next is read.
type loadJob struct {
	loader   *loader.Loader
	store    store.Store
	batch    int
	progress *progress

	pending                                   []schema.Reading
	recording                                 <-chan recorded // nil while nothing is being recorded
	articles, fresh, claims, changes, refused int
}

// recorded is what came of a batch.
type recorded struct {
	outcomes []store.Outcome
	err      error
}

// readOne is a reading, or why there is none.
type readOne struct {
	reading schema.Reading
	where   string
	err     error
}

// inputs reads articles that were found to be sound.
func (j *loadJob) inputs(ctx context.Context, inputs []loader.Input) error {
	err := loader.Ordered(ctx, 0,
		func(yield func(loader.Input) bool) error {
			for _, in := range inputs {
				if !yield(in) {
					break
				}
			}
			return nil
		},
		j.read,
		func(one readOne) error {
			if one.err != nil {
				return named(one.where, one.err)
			}
			return j.take(ctx, one.reading)
		})
	if err != nil {
		return err
	}
	return j.finish(ctx)
}

// stream reads the lines of a stream; a bad one is reported and passed over.
func (j *loadJob) stream(ctx context.Context, in io.Reader, errOut io.Writer) error {
	return loader.Ordered(ctx, 0, func(yield func(source.Line) bool) error { return source.Lines(in, yield) },
		func(line source.Line) readOne {
			if line.Err != nil {
				return readOne{where: line.Input.ID, err: line.Err}
			}
			return j.read(line.Input)
		},
		func(one readOne) error {
			if one.err != nil {
				j.refused++
				complain(errOut, "article %q left out: %v", one.where, one.err)
				return nil
			}
			return j.take(ctx, one.reading)
		})
}

func (j *loadJob) read(in loader.Input) readOne {
	reading, err := j.loader.Read(in)
	return readOne{reading, in.ID, err}
}

func (j *loadJob) take(ctx context.Context, reading schema.Reading) error {
	j.pending = append(j.pending, reading)
	if len(j.pending) < j.batch {
		return nil
	}
	return j.flush(ctx)
}

// flush records what was read once the batch before is recorded: the next one is
// read meanwhile, and batches are recorded in order.
func (j *loadJob) flush(ctx context.Context) error {
	if err := j.settle(); err != nil || len(j.pending) == 0 {
		return err
	}
	batch := j.pending
	j.pending = make([]schema.Reading, 0, len(batch))
	done := make(chan recorded, 1)
	j.recording = done
	go func() {
		outcomes, err := j.store.Record(ctx, batch)
		done <- recorded{outcomes, err}
	}()
	return nil
}

// settle waits for the batch that is being recorded, if there is one.
func (j *loadJob) settle() error {
	if j.recording == nil {
		return nil
	}
	batch := <-j.recording
	j.recording = nil
	if batch.err != nil {
		return batch.err
	}
	for _, o := range batch.outcomes {
		j.articles++
		if o.IsNew {
			j.fresh++
		}
		j.claims += o.Claims
		j.changes += len(o.Changes)
	}
	j.progress.set(j.articles)
	return nil
}

// finish records what is left.
func (j *loadJob) finish(ctx context.Context) error {
	if err := j.flush(ctx); err != nil {
		return err
	}
	return j.settle()
}

func (j *loadJob) report(out io.Writer) {
	fmt.Fprintf(out, "%d articles read, %d new: %d claims, %d changes", j.articles, j.fresh, j.claims, j.changes)
	if j.refused > 0 {
		fmt.Fprintf(out, "; %d left out", j.refused)
	}
	fmt.Fprintln(out)
}
