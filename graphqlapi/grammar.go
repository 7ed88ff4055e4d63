package graphqlapi

// grammar checks tokens against the grammar of executable documents. What it
// lets pass goes to the library's parser, whose way to report an error takes
// time that grows with the square of the line.
type grammar struct {
	text   string
	tokens []token
	at     int
	err    error
}

// checkGrammar returns an error with code GRAPHQL_PARSE_FAILED for what is no
// document.
func checkGrammar(text string, tokens []token) error {
	g := &grammar{text: text, tokens: tokens}
	if len(tokens) == 0 {
		return syntaxErrorf(0, "the document is empty")
	}
	for g.err == nil && g.at < len(tokens) {
		g.definition()
	}
	return g.err
}

// kind returns the kind of the token ahead, 0 at the end and after an error.
func (g *grammar) kind() byte {
	if g.err != nil || g.at >= len(g.tokens) {
		return 0
	}
	return g.tokens[g.at].kind
}

// word returns the name ahead, "" where none is.
func (g *grammar) word() string {
	if g.kind() != tokenName {
		return ""
	}
	return g.text[g.tokens[g.at].start:g.tokens[g.at].end]
}

// take moves past a token of a kind, if one is ahead.
func (g *grammar) take(kind byte) bool {
	if g.kind() != kind {
		return false
	}
	g.at++
	return true
}

// want moves past a token of a kind, which must be ahead.
func (g *grammar) want(kind byte, what string) {
	if !g.take(kind) {
		g.fail(what)
	}
}

// fail says what was expected instead of the token ahead.
func (g *grammar) fail(what string) {
	if g.err != nil {
		return
	}
	if g.at >= len(g.tokens) {
		g.err = syntaxErrorf(len(g.text), "the document ends where %s should stand", what)
		return
	}
	t := g.tokens[g.at]
	found := g.text[t.start:t.end]
	g.err = syntaxErrorf(t.start, "%.40q stands where %s should", found, what)
}

func (g *grammar) definition() {
	switch g.word() {
	case "query", "mutation", "subscription":
		g.at++
		g.take(tokenName)
		if g.take('(') {
			g.list(')', g.variable)
		}
		g.directives()
	case "fragment":
		g.at++
		if g.word() == "on" {
			g.fail("the name of a fragment")
		}
		g.want(tokenName, "the name of a fragment")
		g.condition()
		g.directives()
	default:
		if g.kind() != '{' {
			g.fail("an operation or a fragment")
		}
	}
	g.want('{', "a selection")
	g.list('}', g.selection)
}

// list reads one or more of something up to a closing bracket.
func (g *grammar) list(end byte, one func()) {
	for {
		one()
		if g.err != nil || g.take(end) {
			return
		}
	}
}

func (g *grammar) condition() {
	if g.word() != "on" {
		g.fail(`"on"`)
	}
	g.want(tokenName, `"on"`)
	g.want(tokenName, "the name of a type")
}

func (g *grammar) variable() {
	g.want('$', "a variable")
	g.want(tokenName, "the name of a variable")
	g.want(':', "a colon")
	g.typ()
	if g.take('=') {
		g.value(true)
	}
}

func (g *grammar) typ() {
	if g.take('[') {
		g.typ()
		g.want(']', "a closing bracket")
	} else {
		g.want(tokenName, "a type")
	}
	g.take('!')
}

func (g *grammar) selection() {
	if g.take(tokenSpread) {
		if word := g.word(); word != "" && word != "on" {
			g.at++
			g.directives()
			return
		} else if word == "on" {
			g.condition()
		}
		g.directives()
		g.want('{', "a selection")
		g.list('}', g.selection)
		return
	}
	g.want(tokenName, "a field")
	if g.take(':') {
		g.want(tokenName, "a field")
	}
	g.arguments()
	g.directives()
	if g.take('{') {
		g.list('}', g.selection)
	}
}

func (g *grammar) directives() {
	for g.take('@') {
		g.want(tokenName, "the name of a directive")
		g.arguments()
	}
}

func (g *grammar) arguments() {
	if g.take('(') {
		g.list(')', func() {
			g.want(tokenName, "an argument")
			g.want(':', "a colon")
			g.value(false)
		})
	}
}

// value reads a value; a constant one holds no variables.
func (g *grammar) value(constant bool) {
	switch {
	case g.take('['):
		for g.err == nil && !g.take(']') {
			g.value(constant)
		}
	case g.take('{'):
		for g.err == nil && !g.take('}') {
			g.want(tokenName, "a field of an object")
			g.want(':', "a colon")
			g.value(constant)
		}
	case !constant && g.take('$'):
		g.want(tokenName, "the name of a variable")
	case g.word() == "null":
		g.fail("a value other than null")
	case g.take(tokenName), g.take(tokenNumber), g.take(tokenString):
	default:
		g.fail("a value")
	}
}
