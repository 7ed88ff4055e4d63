// Package asset serves embedded files: compressed once, revalidated by a hash of
// their content, and under a policy that lets a page load nothing from anywhere
// else.
package asset

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// file is one file, ready to be sent.
type file struct {
	media string
	tag   string
	plain []byte
	small []byte // compressed, nil where that does not help
}

// Handler serves the files of a folder by their paths in it, index.html for "".
type Handler struct {
	files  map[string]*file
	policy string
}

// New reads all files of a folder; they are served under a content security policy.
func New(folder fs.FS, policy string) (*Handler, error) {
	h := &Handler{files: map[string]*file{}, policy: policy}
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(folder, name)
		if err != nil {
			return err
		}
		one, err := newFile(name, content)
		if err != nil {
			return fmt.Errorf("asset %s: %w", name, err)
		}
		h.files[name] = one
		return nil
	})
	return h, err
}

func newFile(name string, content []byte) (*file, error) {
	sum := sha256.Sum256(content)
	f := &file{plain: content, media: mediaOf(name), tag: `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`}
	var small bytes.Buffer
	writer, err := gzip.NewWriterLevel(&small, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := writer.Write(content); err != nil {
		return nil, err
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	if small.Len() < len(content)*9/10 {
		f.small = small.Bytes()
	}
	return f, nil
}

// mediaOf returns the media type of a file; the few that the pages use do not
// depend on what the machine knows.
func mediaOf(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".woff2":
		return "font/woff2"
	case ".svg":
		return "image/svg+xml"
	case ".json":
		return "application/json"
	case ".LICENSE", ".txt", ".md", ".grass", ".cypher":
		return "text/plain; charset=utf-8"
	}
	if media := mime.TypeByExtension(path.Ext(name)); media != "" {
		return media
	}
	return "application/octet-stream"
}

// ServeHTTP answers for the file that the path of the URL names.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" {
		name = "index.html"
	}
	f, ok := h.files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "files are read by GET", http.StatusMethodNotAllowed)
		return
	}
	f.serve(w, r, h.policy)
}

func (f *file) serve(w http.ResponseWriter, r *http.Request, policy string) {
	header := w.Header()
	header.Set("Content-Type", f.media)
	header.Set("ETag", f.tag)
	header.Set("Cache-Control", "no-cache")
	header.Set("Vary", "Accept-Encoding")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Content-Security-Policy", policy)
	if r.Header.Get("If-None-Match") == f.tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := f.plain
	if f.small != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		header.Set("Content-Encoding", "gzip")
		body = f.small
	}
	header.Set("Content-Length", fmt.Sprint(len(body)))
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodGet {
		_, _ = w.Write(body) // a client that is gone needs no answer
	}
}
