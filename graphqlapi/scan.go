package graphqlapi

import "rawabit/schema"

// token is a token of a document, as far as the scan needs it: a punctuator by
// its first byte, 'n' for a name, 'v' for another value.
type token struct {
	kind  byte
	start int
}

// scanner reads a document once, before anything that could be costly looks at
// it: it counts tokens, nesting and aliases, and takes out arguments that are
// given as null, which the library's grammar lacks and which mean the same as
// leaving them out.
type scanner struct {
	text    []byte
	limits  Limits
	at      int
	tokens  int
	depth   int
	parens  int
	aliases int
	last    []token // without what was taken out
}

// scan returns the text with null arguments blanked, or an error with code
// LIMIT_EXCEEDED. What is not GraphQL at all is left to the parser.
func scan(text string, limits Limits) (string, error) {
	s := &scanner{text: []byte(text), limits: limits}
	changed := false
	for {
		s.skip()
		if s.at >= len(s.text) {
			break
		}
		start := s.at
		kind := s.next()
		s.tokens++
		if err := s.count(kind); err != nil {
			return "", err
		}
		if s.isNull(kind, start) {
			s.blank(start)
			changed = true
			continue
		}
		if kind == ')' && len(s.last) > 0 && s.last[len(s.last)-1].kind == '(' {
			s.wipe(s.last[len(s.last)-1].start, s.at)
			s.last = s.last[:len(s.last)-1]
			continue
		}
		s.last = append(s.last, token{kind, start})
	}
	if !changed {
		return text, nil
	}
	return string(s.text), nil
}

// count adds a token up and refuses what is over a limit.
func (s *scanner) count(kind byte) error {
	if s.tokens > s.limits.Tokens {
		return tooMuch("tokens", s.limits.Tokens)
	}
	switch kind {
	case '{', '[', '(':
		s.depth++
		if s.depth > s.limits.Nesting {
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
		if s.parens == 0 {
			s.aliases++
		}
		if s.aliases > s.limits.Aliases {
			return tooMuch("aliases", s.limits.Aliases)
		}
	}
	return nil
}

// isNull reports whether the token that was read is a null that can be taken
// out: an argument, a field of an input object or the default of a variable.
func (s *scanner) isNull(kind byte, start int) bool {
	n := len(s.last)
	if kind != 'n' || s.parens == 0 || string(s.text[start:s.at]) != "null" || n == 0 {
		return false
	}
	return s.last[n-1].kind == '=' || s.last[n-1].kind == ':' && n > 1 && s.last[n-2].kind == 'n'
}

// blank takes out a null together with what it is given to.
func (s *scanner) blank(start int) {
	n := len(s.last) - 1
	if s.last[n].kind == ':' {
		n--
	}
	s.wipe(s.last[n].start, s.at)
	s.last = s.last[:n]
}

// wipe writes spaces, so that positions stay as they are.
func (s *scanner) wipe(from, to int) {
	for i := from; i < to; i++ {
		if s.text[i] != '\n' {
			s.text[i] = ' '
		}
	}
}

// skip moves past what the grammar ignores.
func (s *scanner) skip() {
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',':
			s.at++
		case c == 0xEF && s.at+2 < len(s.text) && s.text[s.at+1] == 0xBB && s.text[s.at+2] == 0xBF:
			s.at += 3
		case c == '#':
			for s.at < len(s.text) && s.text[s.at] != '\n' && s.text[s.at] != '\r' {
				s.at++
			}
		default:
			return
		}
	}
}

// next reads one token and returns its kind.
func (s *scanner) next() byte {
	c := s.text[s.at]
	switch {
	case isNameByte(c) && (c < '0' || c > '9'):
		s.while(isNameByte)
		return 'n'
	case c >= '0' && c <= '9' || c == '-':
		s.at++
		s.while(func(c byte) bool { return isNameByte(c) || c == '.' || c == '-' || c == '+' })
		return 'v'
	case c == '"':
		s.string()
		return 'v'
	}
	s.at++
	return c
}

func (s *scanner) while(ok func(byte) bool) {
	for s.at < len(s.text) && ok(s.text[s.at]) {
		s.at++
	}
}

func (s *scanner) string() {
	if s.has(`"""`) {
		for s.at += 3; s.at < len(s.text) && !s.has(`"""`); s.at++ {
			if s.has(`\"""`) {
				s.at += 3
			}
		}
		s.at = min(s.at+3, len(s.text))
		return
	}
	for s.at++; s.at < len(s.text) && s.text[s.at] != '"' && s.text[s.at] != '\n'; s.at++ {
		if s.text[s.at] == '\\' {
			s.at++
		}
	}
	s.at = min(s.at+1, len(s.text))
}

func (s *scanner) has(text string) bool {
	return len(s.text)-s.at >= len(text) && string(s.text[s.at:s.at+len(text)]) == text
}

func isNameByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
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
