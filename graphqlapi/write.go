package graphqlapi

import (
	"math"
	"strconv"
	"time"
	"unicode/utf8"

	"rawabit/schema"
)

// writer appends the answer to one operation. Writers of objects return false
// when null has to propagate: then the error is recorded, and the caller takes
// back what it wrote since its own beginning.
type writer struct {
	buf    []byte
	path   []step
	errors []*fieldError
	vars   []input
	doc    *document
}

// key begins a field, the i-th of its object.
func (w *writer) key(i int, f *field) {
	if i > 0 {
		w.buf = append(w.buf, ',')
	} else {
		w.buf = append(w.buf, '{')
	}
	w.buf = append(w.buf, f.key...)
}

// close ends an object. One of which everything was skipped is begun here.
func (w *writer) close(s *selection) {
	if len(s.fields) == 0 {
		w.buf = append(w.buf, '{')
	}
	w.buf = append(w.buf, '}')
}

// fail records an error at a field. It returns false.
func (w *writer) fail(f *field, err error) bool {
	e := newError(err)
	e.path = make([]step, 0, len(w.path)+1)
	e.path = append(append(e.path, w.path...), step{key: f.name})
	e.positions = []position{positionAt(w.doc.text, f.offset)}
	w.errors = append(w.errors, e)
	return false
}

// missing records that a value that must not be null is.
func (w *writer) missing(f *field) bool {
	return w.fail(f, schema.Errorf(schema.CodeInternal, "Cannot return null for non-nullable field %s.", f.of))
}

// positionAt returns the line and column, in characters, of a byte of a text.
func positionAt(text string, offset int) position {
	p := position{1, 1}
	for i, r := range text {
		if i >= offset {
			break
		}
		p.column++
		if r == '\n' {
			p = position{p.line + 1, 1}
		}
	}
	return p
}

func (w *writer) null()           { w.buf = append(w.buf, "null"...) }
func (w *writer) string(s string) { w.buf = appendString(w.buf, s) }
func (w *writer) int(n int)       { w.buf = strconv.AppendInt(w.buf, int64(n), 10) }
func (w *writer) bool(v bool)     { w.buf = strconv.AppendBool(w.buf, v) }
func (w *writer) float(f float64) { w.buf = appendFloat(w.buf, f) }
func (w *writer) plain(s string)  { w.buf = append(append(append(w.buf, '"'), s...), '"') }

// text writes a string, null for "".
func (w *writer) text(s string) {
	if s == "" {
		w.null()
		return
	}
	w.string(s)
}

// date writes a date, null for the unknown one.
func (w *writer) date(d schema.Date) {
	if d.IsZero() {
		w.null()
		return
	}
	w.buf = append(appendDate(append(w.buf, '"'), d), '"')
}

// moment writes a moment, null for the zero time.
func (w *writer) moment(t time.Time) {
	if t.IsZero() {
		w.null()
		return
	}
	w.buf = append(appendMoment(append(w.buf, '"'), t), '"')
}

// nullable writes null over what was written since mark, if writing failed.
func (w *writer) nullable(mark int, ok bool) bool {
	if !ok {
		w.buf = append(w.buf[:mark], "null"...)
	}
	return true
}

// writeList writes the entries of a list; a failing one fails the list.
func writeList[N any](w *writer, f *field, nodes []N, each func(*writer, *selection, N) bool) bool {
	w.path = append(w.path, step{key: f.name}, step{})
	w.buf = append(w.buf, '[')
	for i, n := range nodes {
		if i > 0 {
			w.buf = append(w.buf, ',')
		}
		w.path[len(w.path)-1].index = i
		if !each(w, f.sub, n) {
			w.path = w.path[:len(w.path)-2]
			return false
		}
	}
	w.buf = append(w.buf, ']')
	w.path = w.path[:len(w.path)-2]
	return true
}

// writeObject writes an object, or null where that is allowed.
func writeObject[N any](w *writer, f *field, n *N, each func(*writer, *selection, *N) bool) bool {
	if n == nil {
		if f.null {
			w.null()
			return true
		}
		return w.missing(f)
	}
	mark := len(w.buf)
	w.path = append(w.path, step{key: f.name})
	ok := each(w, f.sub, n)
	w.path = w.path[:len(w.path)-1]
	if !ok && f.null {
		return w.nullable(mark, ok)
	}
	return ok
}

// appendKey appends a key with its colon.
func appendKey(buf []byte, key string) []byte { return append(appendString(buf, key), ':') }

const hexDigits = "0123456789abcdef"

// appendString appends a JSON string. Bytes that are no UTF-8 become U+FFFD.
func appendString(buf []byte, s string) []byte {
	buf = append(buf, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				buf = append(append(buf, s[start:i]...), "\ufffd"...)
				start = i + 1
			}
			i += size
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		buf = append(buf, s[start:i]...)
		switch c {
		case '"', '\\':
			buf = append(buf, '\\', c)
		case '\n':
			buf = append(buf, '\\', 'n')
		case '\r':
			buf = append(buf, '\\', 'r')
		case '\t':
			buf = append(buf, '\\', 't')
		default:
			buf = append(buf, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
		i++
		start = i
	}
	return append(append(buf, s[start:]...), '"')
}

// appendFloat appends a JSON number, null for what is none.
func appendFloat(buf []byte, f float64) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return append(buf, "null"...)
	}
	if abs := math.Abs(f); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		return strconv.AppendFloat(buf, f, 'e', -1, 64)
	}
	return strconv.AppendFloat(buf, f, 'f', -1, 64)
}
