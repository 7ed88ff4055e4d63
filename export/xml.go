package export

import (
	"encoding/xml"
	"io"
	"strings"
)

// xmlWriter writes XML by the piece. After the first error it writes nothing.
type xmlWriter struct {
	out io.Writer
	err error
}

func (w *xmlWriter) raw(parts ...string) {
	for _, part := range parts {
		if w.err == nil {
			_, w.err = io.WriteString(w.out, part)
		}
	}
}

// attr writes an attribute, if it has a value.
func (w *xmlWriter) attr(name, value string) {
	if value != "" {
		w.raw(" ", name, `="`, xmlText(value), `"`)
	}
}

// xmlText escapes a text; what XML has no way to write becomes U+FFFD.
func xmlText(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a builder takes everything
	return b.String()
}

// token is a text as the schemas' type token has it: single spaces.
func token(text string) string { return strings.Join(strings.Fields(text), " ") }
