package main

import (
	"bufio"
	"context"

	"rawabit/loader"
)

type explainCommand struct {
	Published string `placeholder:"DATE" help:"Publication date (2026-01-28), where the metadata beside the file has none."`
	File      string `arg:"" help:"A text file, with its metadata in NAME.meta.json beside it; - for standard input."`
}

// Run prints what was seen in each sentence of an article, and why each claim was
// made or not.
func (c *explainCommand) Run(ctx context.Context, s *streams) error {
	l, err := loader.New()
	if err != nil {
		return err
	}
	in, err := readInput(ctx, s, c.File, c.Published)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(s.out)
	if err := l.Explain(out, in); err != nil {
		return named(c.File, err)
	}
	return out.Flush()
}
