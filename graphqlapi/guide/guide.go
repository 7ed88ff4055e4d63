// Package guide holds what Neo4j Browser can take from this server, as embedded
// files: a guide that walks through the graph (":play http://localhost:8080/guide"),
// a style sheet for it (":style http://localhost:8080/guide/style.grass") and
// saved queries to import.
package guide

import (
	"bytes"
	"embed"
	"html"
	"io/fs"
	"net/http"

	"rawabit/graphqlapi/asset"
)

// policy is the content security policy of the guide, which is text and questions.
const policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// here is the address that the guide names itself by.
const here = "localhost:8080"

//go:embed index.html style.grass queries.cypher
var files embed.FS

// Files returns the files, index.html at the top.
func Files() fs.FS { return files }

// Handler serves the files to pages of all origins, as Neo4j Browser asks for
// them from its own: they are files that everybody has. The guide names the
// address that it was asked at.
func Handler() (http.Handler, error) {
	site, err := asset.New(files, policy)
	if err != nil {
		return nil, err
	}
	text, err := files.ReadFile("index.html")
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Access-Control-Allow-Origin", "*")
		switch {
		case r.Method == http.MethodOptions: // asked before the question, for the headers it sends
			header.Set("Access-Control-Allow-Headers", "*")
			w.WriteHeader(http.StatusNoContent)
		case (r.URL.Path == "" || r.URL.Path == "/") && (r.Method == http.MethodGet || r.Method == http.MethodHead):
			header.Set("Content-Type", "text/html; charset=utf-8")
			header.Set("Cache-Control", "no-cache")
			header.Set("X-Content-Type-Options", "nosniff")
			header.Set("Content-Security-Policy", policy)
			_, _ = w.Write(bytes.ReplaceAll(text, []byte(here), []byte(html.EscapeString(r.Host)))) // a client that is gone needs no answer
		default:
			site.ServeHTTP(w, r)
		}
	}), nil
}
