package datetime

// capture is what one element of a pattern matched.
type capture struct {
	what  symbol // a class, a reader, or literal
	num   int
	extra int     // of a month: its calendar; of a year: its era
	count count   // of COUNT
	date  [3]int  // of DATE: year, month, day
	point meaning // of POINT
	from  int     // the atoms that it covers
	to    int
}

// match is the best way that a rule or several match at one atom.
type match struct {
	end     int // the atom after it; 0 if nothing matched
	rule    *rule
	meaning meaning
}

// maxSteps bounds the work on one rule at one atom, whatever the text is.
const maxSteps = 4000

// maxCaptures is the longest pattern that is followed.
const maxCaptures = 24

// matcher matches the rules of a grammar against the atoms of one sentence.
type matcher struct {
	g      *Grammar
	atoms  []atom
	anchor *Anchor
	points []pointMemo

	caps  [maxCaptures]capture
	depth int
	base  int // the first capture of the rule that is being tried
	steps int
}

type pointMemo struct {
	known bool
	match match
}

// candidates returns the rules that may begin at an atom.
func (m *matcher) candidates(at int) []int {
	a := &m.atoms[at]
	if a.kind == numberAtom {
		return m.g.numberRules
	}
	if a.lex == nil {
		return nil
	}
	return a.lex.rules
}

// point returns the longest point at an atom, none where something longer or as
// long is known to be no date.
func (m *matcher) point(at int) match {
	if at >= len(m.atoms) {
		return match{}
	}
	memo := &m.points[at]
	if !memo.known {
		found := m.best(at, match{}, pointRule, falseRule)
		if found.rule != nil && found.rule.kind == falseRule {
			found = match{}
		}
		*memo = pointMemo{known: true, match: found}
	}
	return memo.match
}

// any returns the longest match of all rules at an atom.
func (m *matcher) any(at int) match {
	return m.best(at, match{}, pointRule, spanRule, falseRule)
}

// best tries the rules of some kinds at an atom. The longest wins, of equals a
// false friend, then the one that stands first in the file.
func (m *matcher) best(at int, best match, kinds ...ruleKind) match {
	for _, i := range m.candidates(at) {
		r := m.g.rules[i]
		wanted := false
		for _, k := range kinds {
			wanted = wanted || k == r.kind
		}
		if !wanted || !m.holdsBefore(r, at) {
			continue
		}
		got := m.try(r, at)
		if got.end > best.end || got.end == best.end && got.end > 0 && r.kind == falseRule && best.rule.kind != falseRule {
			best = got
		}
	}
	return best
}

// try matches one rule at an atom and returns its longest match.
func (m *matcher) try(r *rule, at int) match {
	base, steps := m.base, m.steps
	m.base, m.steps = m.depth, 0
	var best match
	m.run(r, 0, at, &best)
	m.depth, m.base, m.steps = m.base, base, steps
	return best
}

// run follows the code of a rule from one instruction and one atom on.
func (m *matcher) run(r *rule, pc, at int, best *match) {
	if m.steps++; m.steps > maxSteps {
		return
	}
	switch in := &r.code[pc]; in.op {
	case jumpOp:
		m.run(r, in.x, at, best)
	case splitOp:
		m.run(r, in.x, at, best)
		m.run(r, in.y, at, best)
	case acceptOp:
		if at <= best.end || !m.holdsAfter(r, at) {
			return
		}
		if r.kind == falseRule {
			*best = match{end: at, rule: r}
			return
		}
		if meaning := r.build(m, m.caps[m.base:m.depth]); meaning != nil {
			*best = match{end: at, rule: r, meaning: meaning}
		}
	case matchOp:
		if m.depth >= maxCaptures {
			return
		}
		c, ok := m.element(in.elem, at)
		if !ok {
			return
		}
		m.caps[m.depth] = c
		m.depth++
		m.run(r, pc+1, c.to, best)
		m.depth--
	}
}

// holdsBefore checks the conditions on the atoms before a match.
func (m *matcher) holdsBefore(r *rule, at int) bool {
	for i, e := range r.before {
		pos := at - len(r.before) + i
		ok := pos >= 0 && m.isOne(e, pos)
		if ok == e.not {
			return false
		}
	}
	return true
}

// holdsAfter checks the conditions on the atoms after a match.
func (m *matcher) holdsAfter(r *rule, at int) bool {
	for i, e := range r.after {
		ok := false
		if at+i < len(m.atoms) {
			_, ok = m.element(e, at+i)
		}
		if ok == e.not {
			return false
		}
	}
	return true
}

// isOne reports whether a single atom is of an element.
func (m *matcher) isOne(e *element, at int) bool {
	c, ok := m.element(e, at)
	return ok && c.to == at+1
}

// element matches one element at an atom, the longest way that there is.
func (m *matcher) element(e *element, at int) (capture, bool) {
	if at >= len(m.atoms) {
		return capture{}, false
	}
	if e.reader != 0 {
		c, ok := m.read(e.reader, at)
		c.what, c.from = e.reader, at
		return c, ok && (e.article == 0 || m.atoms[at].hasArticle() == (e.article > 0))
	}
	a := &m.atoms[at]
	for _, l := range e.literals {
		if a.text == l {
			return capture{what: literal, from: at, to: at + 1}, true
		}
	}
	if a.lex == nil {
		return capture{}, false
	}
	for _, c := range e.classes {
		if s, n, ok := m.sense(at, c, e.article); ok {
			return capture{what: symbol(c), num: s.value, from: at, to: at + n}, true
		}
	}
	return capture{}, false
}

// hasArticle reports whether an atom carries the article.
func (a *atom) hasArticle() bool {
	return a.def || a.kind == wordAtom && len(a.text) > 4 && a.text[:4] == "ال"
}

// sense returns the longest entry of a class that begins at an atom, and the
// number of its atoms. Longer entries stand before shorter ones.
func (m *matcher) sense(at int, c class, article int8) (sense, int, bool) {
	if at >= len(m.atoms) || m.atoms[at].lex == nil {
		return sense{}, 0, false
	}
	lex := m.atoms[at].lex
	fits := func(s sense) bool {
		return s.class == c && (article == 0 || s.def == (article > 0))
	}
	for i := range lex.longer {
		if entry := &lex.longer[i]; fits(entry.sense) && m.follows(at+1, entry.rest) {
			return entry.sense, 1 + len(entry.rest), true
		}
	}
	for _, s := range lex.senses {
		if fits(s) {
			return s, 1, true
		}
	}
	return sense{}, 0, false
}

// follows reports whether words stand at an atom.
func (m *matcher) follows(at int, words []string) bool {
	if at+len(words) > len(m.atoms) {
		return false
	}
	for i, w := range words {
		if m.atoms[at+i].text != w {
			return false
		}
	}
	return true
}

// has reports whether an atom is of a class.
func (m *matcher) has(at int, c class) bool {
	_, _, ok := m.sense(at, c, 0)
	return ok
}

// text returns the folded text of an atom, "" past the end.
func (m *matcher) text(at int) string {
	if at < 0 || at >= len(m.atoms) {
		return ""
	}
	return m.atoms[at].text
}
