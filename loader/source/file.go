package source

import (
	"encoding/json"
	"errors"
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

// ReadFile reads an article from a text file and the metadata in NAME.meta.json
// beside it, if there is one. The error says what is wrong with which file.
func ReadFile(path string) (loader.Input, error) {
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return loader.Input{}, schema.Errorf(schema.CodeNotFound, "%s: no such file", path)
	case err != nil:
		return loader.Input{}, schema.Errorf(schema.CodeInvalid, "%s cannot be read: %v", path, unwrapPath(err))
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

func unwrapPath(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}
