package extract

import (
	"strings"

	"rawabit/schema"
	"rawabit/seeds"
)

// lexeme is a word of the lexicon that the reader can act on.
type lexeme struct {
	lemma  string // as written
	folded string
	verb   *seeds.Verb
	noun   *seeds.Noun
	frames []seeds.Frame
	opers  []seeds.Operator
	file   string // "verbs-force:انسحب", the name of the rule in evidence
	fem    bool
	adj    bool // an adjective entry of the nouns
}

// expands reports whether a slot of the lexicon covers a preposition: "loc" is
// any preposition of place, "ب.obj" needs «بـ».
func expands(slot, prep string) bool {
	if slot == prep {
		return true
	}
	if slot == "loc" {
		switch prep {
		case "في", "ب", "على", "قرب", "داخل":
			return true
		}
	}
	head, _, ok := strings.Cut(slot, ".")
	return ok && head == prep
}

// takes reports whether any frame of the lexeme has the slot.
func (l *lexeme) takes(slot string) bool {
	for i := range l.frames {
		for _, a := range l.frames[i].Args {
			for _, s := range a.Slots {
				if expands(s.Name, slot) {
					return true
				}
			}
		}
		for _, c := range l.frames[i].Conditions {
			if expands(c.Name, slot) {
				return true
			}
		}
	}
	for _, o := range l.opers {
		if o.Slot == slot {
			return true
		}
	}
	return false
}

// oper returns the operator of the lexeme on a slot, "" where it has none. The
// clause after «أن» is slot "".
func (l *lexeme) oper(slot string) string {
	for _, o := range l.opers {
		if o.Slot == slot || o.Slot == "" && slot == "obj" {
			return o.Name
		}
	}
	if slot == "gen" && l.verb != nil {
		return l.oper("obj") // a verbal noun annexed to its object
	}
	return ""
}

// causes reports whether a predicate says what its subject brought about
// («أسفر عن», «أدى إلى»).
func (p *pred) causes() bool {
	for _, o := range p.lex.opers {
		if o.Name == "cause" {
			return true
		}
	}
	return false
}

// transitive reports whether an object belongs to what the lexeme can say.
func (l *lexeme) transitive() bool { return l.takes("obj") }

// backs reports whether a lexeme says who supports who does what the clause says.
func (l *lexeme) backs() bool {
	if len(l.frames) == 0 || l.frames[0].Type != schema.Supports {
		return false
	}
	t := l.frames[0].Arg("t")
	for k := range t.Slots {
		if t.Slots[k].Name == "subj" {
			return true
		}
	}
	return false
}

// sides reports whether a lexeme says whom somebody stands with or belongs to.
func (l *lexeme) sides() bool {
	for i := range l.frames {
		if t := l.frames[i].Type; t == schema.Supports || t == schema.PartOf {
			return true
		}
	}
	return false
}

func ruleName(row seeds.Row, lemma string) string {
	file := row.File[strings.LastIndexByte(row.File, '/')+1:]
	return strings.TrimSuffix(file, ".tsv") + ":" + lemma
}

// typeIn reports whether a type stands in a list; an empty list allows all.
func typeIn(list []schema.ActorType, t schema.ActorType) bool {
	if len(list) == 0 {
		return true
	}
	for _, one := range list {
		if one == t {
			return true
		}
	}
	return false
}
