// Package graphiql holds GraphiQL as embedded files, so that it works without
// any request to another host. The folder dist is taken from the npm packages
// graphiql 4.1.2, react 18.3.1 and react-dom 18.3.1 as they are, without their
// source maps; dist/NOTICE.txt says what they hold and under which licences.
package graphiql

import (
	"embed"
	"io/fs"
)

// Policy is the content security policy of GraphiQL: everything from here, styles
// also inline, as its editor writes them, nothing from elsewhere.
const Policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
	"connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

//go:embed index.html start.js start.css dist
var files embed.FS

// Files returns the files, index.html at the top.
func Files() fs.FS { return files }
