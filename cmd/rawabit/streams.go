package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"sync"
	"time"

	"rawabit/loader/source"
	"rawabit/schema"
)

// streams are what a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// open opens a stream of articles: a file, or standard input for "-". Reading
// ends with the context, even where standard input stays silent.
func (s *streams) open(ctx context.Context, file string) (io.ReadCloser, error) {
	if file == "-" {
		return interruptible(ctx, s.in), nil
	}
	return openStream(file)
}

// readAll reads one article from standard input.
func (s *streams) readAll(ctx context.Context) ([]byte, error) {
	in, err := s.open(ctx, "-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }()
	data, err := io.ReadAll(io.LimitReader(in, source.MaxFile+1))
	if err == nil && len(data) > source.MaxFile {
		err = schema.Errorf(schema.CodeLimit, "standard input is larger than %d MiB; an article is smaller, give many as JSON lines (--format jsonl)", source.MaxFile>>20)
	}
	return data, err
}

// openStream opens a file of JSON lines. The error says why it cannot be read.
func openStream(file string) (*os.File, error) {
	f, err := os.Open(file)
	if err == nil {
		var info fs.FileInfo
		if info, err = f.Stat(); err == nil && !info.IsDir() {
			return f, nil
		}
		_ = f.Close()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, schema.Errorf(schema.CodeNotFound, "%s: no such file", file)
	case err != nil:
		return nil, schema.Errorf(schema.CodeInvalid, "%s cannot be read", file)
	}
	return nil, schema.Errorf(schema.CodeInvalid, "%s is a folder; give a file of JSON lines", file)
}

// interruptible returns a reader of r that fails once the context has ended. A
// read of r that is under way then is left to the end of the process, for nothing
// can end it.
func interruptible(ctx context.Context, r io.Reader) io.ReadCloser {
	out, in := io.Pipe()
	go func() {
		_, err := io.Copy(in, r)
		_ = in.CloseWithError(err)
	}()
	context.AfterFunc(ctx, func() { _ = in.CloseWithError(ctx.Err()) })
	return out
}

// promptAfter is how long output may wait for more to be written with it.
const promptAfter = 50 * time.Millisecond

// promptWriter gathers what is written, and writes it on when it is much or has
// waited for a moment, so that a slow stream of articles is answered line by line
// and a fast one in large blocks.
type promptWriter struct {
	mu    sync.Mutex
	out   *bufio.Writer
	timer *time.Timer
	armed bool
}

func newPromptWriter(out io.Writer) *promptWriter {
	w := &promptWriter{out: bufio.NewWriterSize(out, 1<<20)}
	w.timer = time.AfterFunc(time.Hour, w.flush)
	w.timer.Stop()
	return w
}

// Write is part of io.Writer. An error of an earlier write comes with the next.
func (w *promptWriter) Write(data []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.armed {
		w.armed = true
		w.timer.Reset(promptAfter)
	}
	return w.out.Write(data)
}

func (w *promptWriter) flush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.armed = false
	_ = w.out.Flush() // the next write tells
}

// Close writes the rest. Nothing is written afterwards.
func (w *promptWriter) Close() error {
	w.timer.Stop()
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.out.Flush()
}
