// Package page holds the page that shows the graph, as embedded files. The
// folder dist is taken from the npm package cytoscape 3.34 as it is.
package page

import (
	"embed"
	"io/fs"
)

//go:embed *.html *.js *.css *.svg dist
var files embed.FS

// Files returns the files, index.html at the top.
func Files() fs.FS { return files }
