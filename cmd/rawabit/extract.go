package main

import (
	"context"
	"encoding/json"
	"runtime/debug"

	"rawabit/loader"
	"rawabit/loader/source"
	"rawabit/schema"
)

type extractCommand struct {
	Format    string `enum:"json,jsonl" default:"json" help:"json: one article in, one document out; jsonl: a stream of articles, one a line."`
	Published string `placeholder:"DATE" help:"Publication date (2026-01-28), where the metadata beside the file has none."`
	File      string `arg:"" help:"A text file, with its metadata in NAME.meta.json beside it; - for standard input."`
}

func (c *extractCommand) Run(ctx context.Context, s *streams) error {
	l, err := loader.New()
	if err != nil {
		return err
	}
	if c.Format == "jsonl" {
		return c.stream(ctx, s, l)
	}
	in, err := readInput(ctx, s, c.File, c.Published)
	if err != nil {
		return err
	}
	reading, err := l.Read(in)
	if err != nil {
		return named(c.File, err)
	}
	encoder := json.NewEncoder(s.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	return encoder.Encode(loader.NewDocument(in.ID, &reading))
}

// readInput reads one article from a file or from standard input.
func readInput(ctx context.Context, s *streams, file, published string) (loader.Input, error) {
	date, err := schema.ParseDate(published)
	if err != nil {
		return loader.Input{}, usage("--published: %v", err)
	}
	var in loader.Input
	if file == "-" {
		data, err := s.readAll(ctx)
		if err != nil {
			return in, err
		}
		if in.Text, err = source.Decode(data); err != nil {
			return in, named("standard input", err)
		}
	} else if in, err = source.ReadFile(file); err != nil {
		return in, err
	}
	if !date.IsZero() {
		in.Published = date
	}
	return in, nil
}

func named(file string, err error) error {
	return schema.Errorf(schema.ErrorCode(err), "%s: %v", file, err)
}

// streamGC is how much garbage a stream of articles lets come together, in percent
// of what is kept.
const streamGC = 200

// stream reads articles line by line and prints a document for each, in the
// order of the input.
func (c *extractCommand) stream(ctx context.Context, s *streams, l *loader.Loader) error {
	in, err := s.open(ctx, c.File)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out := newPromptWriter(s.out)
	// What is read of an article is garbage as soon as it is printed; the lexicon stays.
	defer debug.SetGCPercent(debug.SetGCPercent(streamGC))
	err = loader.Ordered(ctx, 0, func(yield func(source.Line) bool) error { return source.Lines(in, yield) },
		func(line source.Line) []byte { return documentLine(l, line) },
		func(data []byte) error { _, err := out.Write(data); return err })
	if e := out.Close(); err == nil {
		err = e
	}
	return err
}

// documentLine reads one line of a stream and returns the line to print: a
// document, or the error that it met.
func documentLine(l *loader.Loader, line source.Line) []byte {
	var value any
	err := line.Err
	if err == nil {
		var reading schema.Reading
		if reading, err = l.Read(line.Input); err == nil {
			value = loader.NewDocument(line.Input.ID, &reading)
		}
	}
	if err != nil {
		value = map[string]any{"id": line.Input.ID, "error": map[string]string{"code": string(schema.ErrorCode(err)), "message": err.Error()}}
	}
	data, err := loader.MarshalLine(value)
	if err != nil {
		data = []byte(`{"id":null,"error":{"code":"INTERNAL","message":"the document cannot be written"}}` + "\n")
	}
	return data
}
