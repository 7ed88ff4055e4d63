package source

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"rawabit/loader"
	"rawabit/schema"
)

// Meta is the metadata of an article, as NAME.meta.json holds it.
type Meta struct {
	ID        string      `json:"id"`
	Lang      string      `json:"lang"`
	Published schema.Date `json:"published"`
	Source    string      `json:"source"`
	Title     string      `json:"title"`
	URL       string      `json:"url"`
}

// MaxFile is the largest file that is read as an article, in bytes.
const MaxFile = 64 << 20

// ReadFile reads an article from a text file and the metadata in NAME.meta.json
// beside it, if there is one. The error says what is wrong with which file.
func ReadFile(path string) (loader.Input, error) {
	data, err := readAll(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return loader.Input{}, schema.Errorf(schema.CodeNotFound, "%s: no such file", path)
	case err != nil:
		return loader.Input{}, schema.Errorf(schema.CodeInvalid, "%s cannot be read: %v", path, unwrapPath(err))
	case len(data) > MaxFile:
		return loader.Input{}, schema.Errorf(schema.CodeLimit, "%s is larger than %d MiB; an article is smaller, give many as JSON lines", path, MaxFile>>20)
	}
	text, err := Decode(data)
	if err != nil {
		return loader.Input{}, schema.Errorf(schema.ErrorCode(err), "%s: %v", path, err)
	}
	stem := strings.TrimSuffix(path, filepath.Ext(path))
	in := loader.Input{ID: filepath.Base(stem), Text: text}
	meta, err := readMeta(stem + ".meta.json")
	if err != nil {
		return loader.Input{}, err
	}
	if meta != nil {
		in.Title, in.Source, in.URL, in.Language, in.Published = meta.Title, meta.Source, meta.URL, meta.Lang, meta.Published
		if meta.ID != "" {
			in.ID = meta.ID
		}
	}
	return in, nil
}

func readMeta(path string) (*Meta, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "%s cannot be read: %v", path, unwrapPath(err))
	}
	var m Meta
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "%s is not the JSON of an article's metadata: %v", path, err)
	}
	return &m, nil
}

// readAll reads a file, and no more of it than shows that it is too large.
func readAll(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(io.LimitReader(file, MaxFile+1))
}

func unwrapPath(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}
