// Package page holds the page that shows the graph, as embedded files. The
// folder dist holds libraries and fonts of others as they are; dist/NOTICE.txt
// says which, and under which licences.
package page

import (
	"embed"
	"io/fs"
)

// Policy is the content security policy of the page: its own files and its own
// server, no inline script or style, nothing from elsewhere.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

//go:embed *.html *.js *.css *.svg panel dist
var files embed.FS

// Files returns the files, index.html at the top.
func Files() fs.FS { return files }
