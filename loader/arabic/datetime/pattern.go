package datetime

import (
	"slices"
	"strings"

	"rawabit/schema"
)

// symbol is what an element of a pattern matches: a class of words or something
// that a reader reads.
type symbol uint8

// The readers follow the classes; the names are those of the patterns.
const (
	firstReader = symbol(len(classTable))
)

const (
	numReader    = firstReader + iota // NUM: a number in digits or words
	ordReader                         // ORD: an ordinal, or a number with the article
	dayReader                         // DAY: a day of a month
	digitsReader                      // DIGITS: a day of a month in digits
	monthReader                       // MONTH: a month of the Gregorian year
	sureReader                        // SUREMONTH: one whose name means nothing else
	nearReader                        // NEARMONTH: one that a preposition makes sure
	hijriReader                       // HIJRI: a month of the Hijri year
	yearReader                        // YEAR: a year, after a word that announces it
	fourReader                        // YEAR4: four digits that can hardly be anything but a year
	countReader                       // COUNT: a number of units
	dateReader                        // DATE: 15/3/2018, 2018-03-15
	pointReader                       // POINT: what a point rule matches
	literal                           // a word
)

var readerNames = [...]string{"NUM", "ORD", "DAY", "DIGITS", "MONTH", "SUREMONTH", "NEARMONTH", "HIJRI", "YEAR", "YEAR4", "COUNT", "DATE", "POINT"}

// element is one place of a pattern.
type element struct {
	literals []string
	classes  []class
	reader   symbol // 0 or a reader
	article  int8   // +1 with the article, -1 without, 0 either
	not      bool   // of a condition before or after: must not match
}

// instruction is one step of a compiled pattern.
type instruction struct {
	op   opcode
	x, y int      // where to go on
	elem *element // what to match
}

type opcode uint8

const (
	matchOp opcode = iota // match elem, go on with the next
	splitOp               // try x, then y
	jumpOp                // go to x
	acceptOp
)

// ruleKind is the sort of a rule.
type ruleKind uint8

const (
	pointRule ruleKind = iota // may stand inside other rules as POINT
	spanRule
	falseRule // what looks like a date and is none
)

// rule is a compiled line of the data file.
type rule struct {
	kind   ruleKind
	name   string
	line   int
	code   []instruction
	before []*element // conditions on the atoms before, the nearest last
	after  []*element // conditions on the atoms after
	build  builder
}

// patternParser parses the pattern of one rule.
type patternParser struct {
	words []string
	at    int
	line  int
	code  []instruction
}

// expand replaces the phrases («$year») of a pattern.
func expand(pattern string, phrases map[string]string, line int) ([]string, error) {
	var words []string
	for _, w := range strings.Fields(pattern) {
		if !strings.HasPrefix(w, "$") {
			words = append(words, w)
			continue
		}
		phrase, ok := phrases[w]
		if !ok {
			return nil, lineError(line, "uses the phrase %s, which no line above it defines", w)
		}
		words = append(words, strings.Fields(phrase)...)
	}
	return words, nil
}

// compilePattern fills in the code and the conditions of a rule.
func (g *Grammar) compilePattern(r *rule, words []string) error {
	if i := slices.Index(words, ">"); i >= 0 {
		conditions, err := g.conditions(words[:i], r.line)
		if err != nil {
			return err
		}
		r.before, words = conditions, words[i+1:]
	}
	if i := slices.Index(words, "<"); i >= 0 {
		conditions, err := g.conditions(words[i+1:], r.line)
		if err != nil {
			return err
		}
		r.after, words = conditions, words[:i]
	}
	p := &patternParser{words: words, line: r.line}
	if err := p.alternatives(g, ""); err != nil {
		return err
	}
	if p.at < len(words) {
		return lineError(r.line, "has a %q without its beginning", words[p.at])
	}
	p.code = append(p.code, instruction{op: acceptOp})
	r.code = p.code
	return nil
}

// conditions parses the elements before «>» or after «<».
func (g *Grammar) conditions(words []string, line int) ([]*element, error) {
	var list []*element
	for _, w := range words {
		text, not := strings.CutPrefix(w, "!")
		e, err := g.element(text, line)
		if err != nil {
			return nil, err
		}
		if e.reader == pointReader {
			return nil, lineError(line, "uses POINT as a condition; conditions are words and classes")
		}
		e.not = not
		list = append(list, e)
	}
	return list, nil
}

// alternatives parses sequences separated by «||» up to the closing word.
func (p *patternParser) alternatives(g *Grammar, closing string) error {
	var jumps []int
	for {
		split := len(p.code)
		p.code = append(p.code, instruction{op: splitOp, x: split + 1})
		if err := p.sequence(g); err != nil {
			return err
		}
		if p.at >= len(p.words) || p.words[p.at] != "||" {
			p.code[split] = instruction{op: jumpOp, x: split + 1}
			break
		}
		p.at++
		jumps = append(jumps, len(p.code))
		p.code = append(p.code, instruction{op: jumpOp})
		p.code[split].y = len(p.code)
	}
	for _, j := range jumps {
		p.code[j].x = len(p.code)
	}
	if closing == "" {
		return nil
	}
	if p.at >= len(p.words) || p.words[p.at] != closing {
		return lineError(p.line, "opens a group that it does not close with %q", closing)
	}
	p.at++
	return nil
}

// sequence parses elements and groups.
func (p *patternParser) sequence(g *Grammar) error {
	for p.at < len(p.words) {
		w := p.words[p.at]
		switch w {
		case "||", "]", ")":
			return nil
		case "[":
			p.at++
			split := len(p.code)
			p.code = append(p.code, instruction{op: splitOp, x: split + 1})
			if err := p.alternatives(g, "]"); err != nil {
				return err
			}
			p.code[split].y = len(p.code)
		case "(":
			p.at++
			if err := p.alternatives(g, ")"); err != nil {
				return err
			}
		default:
			p.at++
			text, optional := strings.CutSuffix(w, "?")
			e, err := g.element(text, p.line)
			if err != nil {
				return err
			}
			if optional {
				p.code = append(p.code, instruction{op: splitOp, x: len(p.code) + 1, y: len(p.code) + 2})
			}
			p.code = append(p.code, instruction{op: matchOp, elem: e})
		}
	}
	return nil
}

// element parses one element: words, classes or a reader, alternatives by bars.
func (g *Grammar) element(text string, line int) (*element, error) {
	e := &element{}
	switch {
	case strings.HasPrefix(text, "+"):
		e.article, text = 1, text[1:]
	case strings.HasPrefix(text, "-"):
		e.article, text = -1, text[1:]
	}
	for _, part := range strings.Split(text, "|") {
		switch c, isClass := classOf(part); {
		case part == "":
			return nil, lineError(line, "has an empty alternative in %q", text)
		case isClass:
			e.classes = append(e.classes, c)
		case part[0] >= 'A' && part[0] <= 'Z':
			i := slices.Index(readerNames[:], part)
			if i < 0 || part != text {
				return nil, lineError(line, "names %q; the readers are %s, each on its own", part, strings.Join(readerNames[:], " "))
			}
			e.reader = firstReader + symbol(i)
		case part[0] >= 'a' && part[0] <= 'z':
			return nil, lineError(line, "names the class %q, which does not exist; see the list at the head of the file", part)
		default:
			folded := schema.FoldText(part)
			if folded == "" || strings.Contains(folded, " ") {
				return nil, lineError(line, "has %q where one word is wanted; write punctuation by its class", part)
			}
			g.word(folded)
			e.literals = append(e.literals, folded)
		}
	}
	return e, nil
}

// starts is what a rule can begin with.
type starts struct {
	literals []string
	classes  []class
	number   bool
	point    bool
}

// readerStarts lists what each reader begins with.
var readerStarts = map[symbol]starts{
	numReader:    {classes: []class{numClass}, number: true},
	ordReader:    {classes: []class{ordClass, numClass}, number: true},
	dayReader:    {classes: []class{ordClass, numClass}, number: true},
	digitsReader: {number: true},
	monthReader:  {classes: []class{monthClass, weakMonthClass, nameMonthClass}},
	sureReader:   {classes: []class{monthClass, weakMonthClass, nameMonthClass}},
	nearReader:   {classes: []class{monthClass, weakMonthClass, nameMonthClass}},
	hijriReader:  {classes: []class{hijriClass, weakHijriClass}},
	yearReader:   {classes: []class{numClass}, number: true},
	fourReader:   {number: true},
	countReader:  {classes: []class{numClass, approxClass, unitClass, unitsClass, dualClass, someClass}, number: true},
	dateReader:   {number: true},
	pointReader:  {point: true},
}

// starts returns what the rule can begin with; ok is false if it matches nothing.
func (r *rule) starts() (s starts, ok bool) {
	seen := make([]bool, len(r.code))
	ok = true
	var walk func(pc int)
	walk = func(pc int) {
		if seen[pc] {
			return
		}
		seen[pc] = true
		switch in := r.code[pc]; in.op {
		case acceptOp:
			ok = false
		case jumpOp:
			walk(in.x)
		case splitOp:
			walk(in.x)
			walk(in.y)
		case matchOp:
			for _, l := range in.elem.literals {
				s.literals = append(s.literals, l)
				s.number = s.number || l[0] >= '0' && l[0] <= '9'
			}
			s.classes = append(s.classes, in.elem.classes...)
			reads := readerStarts[in.elem.reader]
			s.classes = append(s.classes, reads.classes...)
			s.number = s.number || reads.number
			s.point = s.point || reads.point
		}
	}
	walk(0)
	return s, ok
}
