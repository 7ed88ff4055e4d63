package graphqlapi

import (
	"strings"
	"unicode/utf8"

	"rawabit/schema"
)

// The kinds of token that are not punctuators, which are their own kinds.
const (
	tokenName   = 'n'
	tokenNumber = '0'
	tokenString = '"'
	tokenSpread = '.'
)

// token is a token of a document with its bytes in the text.
type token struct {
	kind       byte
	start, end int
}

// scanner reads a document once, before anything that could be costly looks at
// it: the library's parser and validator take time that grows with the square or
// cube of what they are given. The scan counts tokens, nesting and aliases. It
// takes out arguments that are given as null, which the library's grammar lacks
// and which mean the same as leaving them out, and comments and byte order marks,
// after which the library's lexer loses its place where they are not ASCII.
type scanner struct {
	text    []byte
	limits  Limits
	at      int
	count   int
	depth   int
	parens  int
	aliases int
	tokens  []token // without what was taken out
	changed bool
	emptied bool // brackets may have become empty
}

// syntaxError is an error at a byte of the text.
type syntaxError struct {
	error
	at int
}

func (e *syntaxError) Unwrap() error { return e.error }

func syntaxErrorf(at int, format string, args ...any) error {
	return &syntaxError{schema.Errorf(CodeParse, format, args...), at}
}

// scan returns the text with null arguments blanked and its tokens, or an error
// with code LIMIT_EXCEEDED or GRAPHQL_PARSE_FAILED.
func scan(text string, limits Limits) (string, []token, error) {
	if len(text) > limits.Document {
		return "", nil, tooMuch("bytes outside of its variables", limits.Document)
	}
	s := &scanner{text: []byte(text), limits: limits}
	for {
		s.skip()
		if s.at >= len(s.text) {
			break
		}
		t := token{start: s.at}
		var err error
		if t.kind, err = s.next(); err != nil {
			return "", nil, err
		}
		t.end = s.at
		if err := s.check(t.kind); err != nil {
			return "", nil, err
		}
		s.keep(t)
	}
	if s.changed {
		text = string(s.text)
	}
	return text, s.tokens, nil
}

// check adds a token up and refuses what is over a limit.
func (s *scanner) check(kind byte) error {
	if s.count++; s.count > s.limits.Tokens {
		return tooMuch("tokens", s.limits.Tokens)
	}
	switch kind {
	case '{', '[', '(':
		if s.depth++; s.depth > s.limits.Nesting {
			return tooMuch("levels of brackets", s.limits.Nesting)
		}
		if kind == '(' {
			s.parens++
		}
	case '}', ']', ')':
		s.depth--
		if kind == ')' {
			s.parens--
		}
	case ':':
		if s.parens > 0 {
			break
		}
		if s.aliases++; s.aliases > s.limits.Aliases {
			return tooMuch("aliases", s.limits.Aliases)
		}
	}
	return nil
}

// keep adds a token to the list, unless it is a null that can be taken out: an
// argument, a field of an input object or the default of a variable.
func (s *scanner) keep(t token) {
	n := len(s.tokens)
	last := func(back int) byte {
		if n < back {
			return 0
		}
		return s.tokens[n-back].kind
	}
	switch {
	case s.parens > 0 && t.kind == tokenName && string(s.text[t.start:t.end]) == "null" && last(1) == '=':
		s.emptied = true
		s.drop(1, t.end)
	case s.parens > 0 && t.kind == tokenName && string(s.text[t.start:t.end]) == "null" && last(1) == ':' && last(2) == tokenName:
		s.emptied = true
		s.drop(2, t.end)
	case t.kind == ')' && last(1) == '(' && s.emptied:
		s.drop(1, t.end)
	default:
		s.tokens = append(s.tokens, t)
	}
}

// drop takes the last tokens out, and blanks the text from there on, so that
// positions stay as they are.
func (s *scanner) drop(tokens, end int) {
	n := len(s.tokens) - tokens
	s.blank(s.tokens[n].start, end)
	s.tokens = s.tokens[:n]
}

// blank writes spaces over a part of the text.
func (s *scanner) blank(from, to int) {
	for i := from; i < to; i++ {
		if s.text[i] != '\n' {
			s.text[i] = ' '
		}
	}
	s.changed = true
}

// skip moves past what the grammar ignores.
func (s *scanner) skip() {
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',':
			s.at++
		case s.has("\ufeff"):
			s.blank(s.at, s.at+len("\ufeff"))
		case c == '#':
			begin := s.at
			s.while(func(c byte) bool { return c != '\n' && c != '\r' })
			s.blank(begin, s.at)
		default:
			return
		}
	}
}

// next reads one token and returns its kind.
func (s *scanner) next() (byte, error) {
	c := s.text[s.at]
	switch {
	case isNameByte(c) && !isDigit(c):
		s.while(isNameByte)
		return tokenName, nil
	case isDigit(c) || c == '-':
		return tokenNumber, s.number()
	case c == '"':
		return tokenString, s.string()
	case c == '.':
		if !s.has("...") {
			return 0, syntaxErrorf(s.at, "a point stands alone")
		}
		s.at += 3
		return tokenSpread, nil
	case strings.IndexByte("!$():=@[]{|}&", c) < 0:
		r, _ := utf8.DecodeRune(s.text[s.at:])
		return 0, syntaxErrorf(s.at, "the character %q has no place here", r)
	}
	s.at++
	return c, nil
}

func (s *scanner) while(ok func(byte) bool) {
	for s.at < len(s.text) && ok(s.text[s.at]) {
		s.at++
	}
}

// number reads an integer or a float.
func (s *scanner) number() error {
	start := s.at
	digits := func() bool {
		begin := s.at
		s.while(isDigit)
		return s.at > begin
	}
	take := func(set string) bool {
		if s.at < len(s.text) && strings.IndexByte(set, s.text[s.at]) >= 0 {
			s.at++
			return true
		}
		return false
	}
	take("-")
	ok := true
	if !take("0") {
		ok = digits()
	}
	if take(".") {
		ok = ok && digits()
	}
	if take("eE") {
		take("+-")
		ok = ok && digits()
	}
	if !ok || s.at < len(s.text) && (isNameByte(s.text[s.at]) || s.text[s.at] == '.') {
		return syntaxErrorf(start, "a number is malformed")
	}
	return nil
}

// string reads a string or a block string.
func (s *scanner) string() error {
	start := s.at
	if s.has(`"""`) {
		for s.at += 3; s.at < len(s.text); s.at++ {
			switch c := s.text[s.at]; {
			case s.has(`"""`):
				s.at += 3
				return nil
			case s.has(`\"""`):
				s.at += 3
			case c < ' ' && c != '\t' && c != '\n' && c != '\r':
				return syntaxErrorf(s.at, "a string holds a control character")
			}
		}
		return syntaxErrorf(start, "a string does not end")
	}
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			return nil
		case c == '\\':
			s.at++
			if !s.escape() {
				return syntaxErrorf(s.at, "a string has an unknown escape")
			}
		case c == '\n' || c == '\r':
			return syntaxErrorf(start, "a string does not end on its line")
		case c < ' ' && c != '\t':
			return syntaxErrorf(s.at, "a string holds a control character")
		}
	}
	return syntaxErrorf(start, "a string does not end")
}

// escape reads what follows a backslash but for its last byte.
func (s *scanner) escape() bool {
	if s.at >= len(s.text) {
		return false
	}
	c := s.text[s.at]
	if c != 'u' {
		return strings.IndexByte(`"\/bfnrt`, c) >= 0
	}
	if s.at+4 >= len(s.text) {
		return false
	}
	for _, c := range s.text[s.at+1 : s.at+5] {
		if !isDigit(c) && (c < 'a' || c > 'f') && (c < 'A' || c > 'F') {
			return false
		}
	}
	s.at += 4
	return true
}

func (s *scanner) has(text string) bool {
	return len(s.text)-s.at >= len(text) && string(s.text[s.at:s.at+len(text)]) == text
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isNameByte(c byte) bool {
	return c == '_' || isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// limitError is a refusal that names the number allowed.
type limitError struct {
	error
	allowed int
}

func (e *limitError) Unwrap() error { return e.error }

// tooMuch is the refusal of an operation that is over a limit.
func tooMuch(what string, allowed int) error {
	return &limitError{schema.Errorf(schema.CodeLimit, "the operation has too many %s: %d are allowed", what, allowed), allowed}
}
