package seeds

import (
	"regexp"
	"strings"

	"rawabit/schema"
)

// Slot is a place beside a verb or noun that an argument may fill.
//
// Name is "subj", "obj", "obj2", "gen", "nisba", "self", "by", "loc", a
// preposition, or "-" for a role that may stay open. A name such as "ب.obj" is
// the object of the deed that stands after «بـ». Types and Words, where given,
// restrict what may fill it.
type Slot struct {
	Name  string
	Types []schema.ActorType
	Words []string // lemmas, one of which must head what fills the slot
}

// Arg binds a role of a relation to alternative slots, best first. No slots mean
// that the role is never named.
type Arg struct {
	Role  string // "s", "t", "place", "from", "to"
	Slots []Slot
}

// Frame is what a verb or noun tells with certain complements.
type Frame struct {
	Type       schema.RelationType
	Args       []Arg
	Conditions []Slot // slots that must be filled so
	Tense      string // "perfect", "imperfect", "future" or "" for any
}

// Arg returns the argument of a role, nil where the frame has none.
func (f *Frame) Arg(role string) *Arg {
	for i := range f.Args {
		if f.Args[i].Role == role {
			return &f.Args[i]
		}
	}
	return nil
}

// Operator is what a verb or noun does to what its complement tells. Name is
// "say", "plan", "may", "deny", "fail", "want", "do", "go", "stop", "cause",
// "know" or "charge";
// Slot names the complement, "" for the clause after «أن» or the bare verbal
// noun.
type Operator struct {
	Name string
	Slot string
}

var (
	frameForm = regexp.MustCompile(`^([A-Z_]+)\s*\((.*)\)$`)
	operForm  = regexp.MustCompile(`^([a-z]+)\s*(?:\((.*)\))?$`)
	argForm   = regexp.MustCompile(`(\w+)=(\S*?\[[^\]]*\]\S*|\S+)`)
)

var operatorNames = map[string]bool{
	"say": true, "plan": true, "may": true, "deny": true, "fail": true, "want": true,
	"do": true, "go": true, "stop": true, "cause": true, "know": true, "charge": true,
}

// parseFrames reads a frames cell. The error says which part is wrong.
func parseFrames(row Row, cell string) (frames []Frame, operators []Operator, err error) {
	for _, part := range strings.Split(cell, ";") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		if m := frameForm.FindStringSubmatch(part); m != nil {
			frame, err := parseFrame(row, m[1], m[2])
			if err != nil {
				return nil, nil, err
			}
			frames = append(frames, frame)
			continue
		}
		m := operForm.FindStringSubmatch(part)
		if m == nil || !operatorNames[m[1]] {
			return nil, nil, row.Errorf("%q is neither a frame TYPE(s=SLOT t=SLOT) nor an operator such as say(obj)", part)
		}
		slots := strings.Split(m[2], "/")
		for _, slot := range slots {
			operators = append(operators, Operator{Name: m[1], Slot: strings.TrimSpace(slot)})
		}
	}
	return frames, operators, nil
}

func parseFrame(row Row, name, body string) (Frame, error) {
	f := Frame{Type: schema.RelationType(name)}
	if !f.Type.Valid() {
		return f, row.Errorf("relation type %q is not in the vocabulary", name)
	}
	for _, m := range argForm.FindAllStringSubmatch(body, -1) {
		role, value := m[1], m[2]
		switch {
		case role == "if" && (value == "perfect" || value == "imperfect" || value == "future"):
			f.Tense = value
		case role == "if":
			f.Conditions = append(f.Conditions, parseSlot(value))
		case role == "s" || role == "t" || role == "place" || role == "from" || role == "to":
			arg := Arg{Role: role}
			if value != "-" {
				for _, slot := range splitOutside(value, '/') {
					arg.Slots = append(arg.Slots, parseSlot(slot))
				}
			}
			f.Args = append(f.Args, arg)
		default:
			return f, row.Errorf("role %q of %s is not one of s, t, place, from, to, if", role, name)
		}
	}
	return f, nil
}

// parseSlot reads "obj:PERSON,GROUP[قوات|جنود]".
func parseSlot(text string) Slot {
	s := Slot{}
	if i := strings.IndexByte(text, '['); i >= 0 {
		s.Words = strings.Split(strings.TrimSuffix(text[i+1:], "]"), "|")
		if j := strings.IndexByte(text[i:], ']'); j >= 0 && i+j+1 < len(text) {
			s.Words = strings.Split(text[i+1:i+j], "|")
			text = text[:i] + text[i+j+1:]
		} else {
			text = text[:i]
		}
	}
	if name, types, ok := strings.Cut(text, ":"); ok {
		text = name
		for _, t := range strings.Split(types, ",") {
			s.Types = append(s.Types, schema.ActorType(t))
		}
	}
	s.Name = text
	return s
}

// splitOutside splits at a separator that stands outside brackets.
func splitOutside(text string, sep byte) []string {
	var parts []string
	depth, from := 0, 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '[':
			depth++
		case ']':
			depth--
		case sep:
			if depth == 0 {
				parts = append(parts, text[from:i])
				from = i + 1
			}
		}
	}
	return append(parts, text[from:])
}
