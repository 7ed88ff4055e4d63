package datetime

import (
	"io"
	"slices"
)

// Grammar is a compiled file of words and rules. It never changes after New and
// may be used by many goroutines at once.
type Grammar struct {
	words       map[string]*lexeme
	rules       []*rule
	numberRules []int // the rules that may begin with a number
}

// New compiles a data file. An error says which line is wrong and how to mend it.
func New(r io.Reader) (*Grammar, error) {
	lines, err := readLines(r)
	if err != nil {
		return nil, err
	}
	g := &Grammar{words: map[string]*lexeme{}}
	for _, clitic := range []string{"و", "ف", "ب", "ل", "ك"} {
		g.word(clitic)
	}
	phrases := map[string]string{}
	for _, line := range lines {
		switch line.cells[0] {
		case "phrase":
			if len(line.cells[1]) < 2 || line.cells[1][0] != '$' {
				return nil, lineError(line.number, "defines the phrase %q; its name must begin with $", line.cells[1])
			}
			phrases[line.cells[1]] = line.cells[2]
		case "point", "span", "false":
			if err := g.addRule(line, phrases); err != nil {
				return nil, err
			}
		default:
			c, ok := classOf(line.cells[0])
			if !ok {
				return nil, lineError(line.number, "begins with %q, which is no class of words and no kind of rule; see the list at the head of the file", line.cells[0])
			}
			if err := g.addWords(c, line); err != nil {
				return nil, err
			}
		}
	}
	return g, g.index()
}

// addRule compiles one rule.
func (g *Grammar) addRule(line dataLine, phrases map[string]string) error {
	kinds := map[string]ruleKind{"point": pointRule, "span": spanRule, "false": falseRule}
	r := &rule{kind: kinds[line.cells[0]], name: line.cells[1], line: line.number}
	if r.name == "" {
		return lineError(line.number, "has no name; write one in the second column")
	}
	build, err := builderOf(line.cells[3], r.kind, line.number)
	if err != nil {
		return err
	}
	r.build = build
	words, err := expand(line.cells[2], phrases, line.number)
	if err != nil {
		return err
	}
	if err := g.compilePattern(r, words); err != nil {
		return err
	}
	g.rules = append(g.rules, r)
	return nil
}

// index notes at each word which rules may begin with it.
func (g *Grammar) index() error {
	byClass := map[class][]int{}
	var points, wantPoint []int
	pointStarts := starts{}
	for i, r := range g.rules {
		s, ok := r.starts()
		if !ok {
			return lineError(r.line, "has a pattern that matches nothing at all; make one of its elements obligatory")
		}
		if s.point && r.kind == pointRule {
			return lineError(r.line, "is a point that begins with POINT; make it a span, or begin it with a word")
		}
		g.enterRule(i, s, byClass)
		if s.point {
			wantPoint = append(wantPoint, i)
		}
		if r.kind == pointRule {
			points = append(points, i)
			pointStarts.literals = append(pointStarts.literals, s.literals...)
			pointStarts.classes = append(pointStarts.classes, s.classes...)
			pointStarts.number = pointStarts.number || s.number
		}
	}
	for _, i := range wantPoint {
		g.enterRule(i, pointStarts, byClass)
	}
	for _, lex := range g.words {
		for _, s := range lex.senses {
			lex.rules = append(lex.rules, byClass[s.class]...)
		}
		for _, c := range lex.longer {
			lex.rules = append(lex.rules, byClass[c.sense.class]...)
		}
		slices.Sort(lex.rules)
		lex.rules = slices.Compact(lex.rules)
		slices.SortStableFunc(lex.longer, func(a, b compound) int { return len(b.rest) - len(a.rest) })
	}
	slices.Sort(g.numberRules)
	g.numberRules = slices.Compact(g.numberRules)
	if len(points) == 0 {
		return lineError(0, "holds no point rule; the file must have some")
	}
	return nil
}

// enterRule enters a rule under what it begins with.
func (g *Grammar) enterRule(i int, s starts, byClass map[class][]int) {
	for _, l := range s.literals {
		lex := g.word(l)
		lex.rules = append(lex.rules, i)
	}
	for _, c := range s.classes {
		byClass[c] = append(byClass[c], i)
	}
	if s.number {
		g.numberRules = append(g.numberRules, i)
	}
}
