package graphqlapi

import (
	"errors"
	"strconv"
	"strings"

	"github.com/graphql-go/graphql/gqlerrors"

	"rawabit/schema"
)

// step is one step of the path to a field in the answer: a key, or an index
// where key is "".
type step struct {
	key   string
	index int
}

// position is a place in the text of the operation, from 1.
type position struct{ line, column int }

// fieldError is an error as the answer shows it.
type fieldError struct {
	message   string
	code      schema.Code
	allowed   int // of a limit, else 0
	positions []position
	path      []step
	cause     error // for the operator
}

// newError makes the answer's error of an error. Only coded errors show their
// message.
func newError(err error) *fieldError {
	e := &fieldError{message: schema.UserMessage(err), code: schema.ErrorCode(err), cause: err}
	var limit *limitError
	if errors.As(err, &limit) {
		e.allowed = limit.allowed
	}
	return e
}

// maxErrors bounds how many errors of validation are told.
const maxErrors = 20

// libraryErrors takes over errors of the library's parser or validation, whose
// columns are positions in the text.
func libraryErrors(code schema.Code, text string, list []gqlerrors.FormattedError) []*fieldError {
	out := make([]*fieldError, 0, min(len(list), maxErrors))
	for _, one := range list[:min(len(list), maxErrors)] {
		message, _, _ := strings.Cut(one.Message, "\n\n")
		e := &fieldError{message: message, code: code}
		for _, l := range one.Locations {
			e.positions = append(e.positions, positionAt(text, l.Column-1))
		}
		out = append(out, e)
	}
	return out
}

// appendErrors appends the value of the key errors.
func appendErrors(buf []byte, list []*fieldError) []byte {
	buf = append(buf, '[')
	for i, e := range list {
		if i > 0 {
			buf = append(buf, ',')
		}
		buf = appendError(buf, e)
	}
	return append(buf, ']')
}

func appendError(buf []byte, e *fieldError) []byte {
	buf = append(buf, `{"message":`...)
	buf = appendString(buf, e.message)
	if len(e.positions) > 0 {
		buf = append(buf, `,"locations":[`...)
		for i, p := range e.positions {
			if i > 0 {
				buf = append(buf, ',')
			}
			buf = append(buf, `{"line":`...)
			buf = strconv.AppendInt(buf, int64(p.line), 10)
			buf = append(buf, `,"column":`...)
			buf = strconv.AppendInt(buf, int64(p.column), 10)
			buf = append(buf, '}')
		}
		buf = append(buf, ']')
	}
	if len(e.path) > 0 {
		buf = append(buf, `,"path":[`...)
		for i, s := range e.path {
			if i > 0 {
				buf = append(buf, ',')
			}
			if s.key != "" {
				buf = appendString(buf, s.key)
			} else {
				buf = strconv.AppendInt(buf, int64(s.index), 10)
			}
		}
		buf = append(buf, ']')
	}
	buf = append(buf, `,"extensions":{"code":`...)
	buf = appendString(buf, string(e.code))
	if e.allowed > 0 {
		buf = append(buf, `,"allowed":`...)
		buf = strconv.AppendInt(buf, int64(e.allowed), 10)
	}
	return append(buf, "}}"...)
}
