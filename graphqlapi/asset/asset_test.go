package asset_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"rawabit/graphqlapi/asset"
)

// policy is some content security policy.
const policy = "default-src 'none'"

func newHandler(t *testing.T) *asset.Handler {
	t.Helper()
	h, err := asset.New(fstest.MapFS{
		"index.html":   {Data: []byte("<title>" + strings.Repeat("روابط ", 200) + "</title>")},
		"dist/tiny.js": {Data: []byte("1")},
	}, policy)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func ask(h http.Handler, method, target string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestServe(t *testing.T) {
	h := newHandler(t)
	tests := []struct {
		name, method, target string
		status               int
		media                string
	}{
		{"the first page", "GET", "/", 200, "text/html; charset=utf-8"},
		{"a file in a folder", "GET", "/dist/tiny.js", 200, "text/javascript; charset=utf-8"},
		{"its head", "HEAD", "/dist/tiny.js", 200, "text/javascript; charset=utf-8"},
		{"nothing", "GET", "/nothing", 404, "text/plain; charset=utf-8"},
		{"out of the folder", "GET", "/../asset.go", 404, "text/plain; charset=utf-8"},
		{"a write", "POST", "/", 405, "text/plain; charset=utf-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := ask(h, tt.method, tt.target)
			if w.Code != tt.status || w.Header().Get("Content-Type") != tt.media {
				t.Errorf("status %d, media %q", w.Code, w.Header().Get("Content-Type"))
			}
			if tt.status == 200 && w.Header().Get("Content-Security-Policy") != policy {
				t.Error("no policy")
			}
			if tt.method == "HEAD" && w.Body.Len() > 0 {
				t.Error("a head with a body")
			}
		})
	}
}

func TestRevalidation(t *testing.T) {
	h := newHandler(t)
	tag := ask(h, "GET", "/").Header().Get("ETag")
	if w := ask(h, "GET", "/", "If-None-Match", tag); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("status %d, %d bytes", w.Code, w.Body.Len())
	}
}

func TestCompression(t *testing.T) {
	h := newHandler(t)
	plain := ask(h, "GET", "/").Body.String()
	w := ask(h, "GET", "/", "Accept-Encoding", "gzip, br")
	if w.Header().Get("Content-Encoding") != "gzip" || w.Body.Len() >= len(plain) {
		t.Fatalf("encoding %q, %d bytes", w.Header().Get("Content-Encoding"), w.Body.Len())
	}
	reader, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(reader); err != nil || string(text) != plain {
		t.Errorf("it comes out otherwise: %v", err)
	}
	if w := ask(h, "GET", "/dist/tiny.js", "Accept-Encoding", "gzip"); w.Header().Get("Content-Encoding") != "" {
		t.Error("a file of one byte is compressed")
	}
}
