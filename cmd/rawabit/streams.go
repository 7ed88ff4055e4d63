package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

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
