package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"rawabit/schema"
)

// outputs is where an export goes: standard output, a file, or files of a folder.
// A file is put into its place once all are whole.
type outputs struct {
	standard io.Writer
	path     string
	made     []*output
}

type output struct {
	*bufio.Writer
	file  *os.File // nil for standard output
	place string
}

// create opens an output: the one there is, for the empty name, or a file of a
// folder.
func (o *outputs) create(name string) (io.Writer, error) {
	if o.path == "" || o.path == "-" {
		one := &output{Writer: bufio.NewWriterSize(o.standard, 1<<16)}
		o.made = append(o.made, one)
		return one, nil
	}
	place := o.path
	if name != "" {
		if err := os.MkdirAll(o.path, 0o755); err != nil {
			return nil, schema.Errorf(schema.CodeInvalid, "the folder %s cannot be made", o.path)
		}
		place = filepath.Join(o.path, name)
	}
	file, err := os.CreateTemp(filepath.Dir(place), "."+filepath.Base(place)+".*")
	if err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "%s cannot be written: name a file in a folder that exists and that you may write to", place)
	}
	one := &output{bufio.NewWriterSize(file, 1<<16), file, place}
	o.made = append(o.made, one)
	return one, nil
}

// end finishes the outputs, or takes them away when what wrote them failed.
func (o *outputs) end(err error) error {
	for _, one := range o.made {
		err = errors.Join(err, one.finish())
	}
	for _, one := range o.made {
		if one.file == nil {
			continue
		}
		if err == nil {
			err = os.Rename(one.file.Name(), one.place)
		}
		if err != nil {
			_ = os.Remove(one.file.Name())
		}
	}
	return err
}

// finish writes what waits and makes a file durable.
func (o *output) finish() error {
	err := o.Flush()
	if o.file != nil {
		err = errors.Join(err, o.file.Sync(), o.file.Chmod(0o644), o.file.Close())
	}
	if err != nil {
		return fmt.Errorf("write the export: %w", err)
	}
	return nil
}
