package extract

import (
	"rawabit/schema"
	"rawabit/seeds"
)

// filled is a frame whose roles found their fillers.
type filled struct {
	frame   *seeds.Frame
	source  []*nominal
	target  []*nominal
	roles   map[string]*nominal
	missing int        // roles that a slot was named for but nothing filled
	mutual  []*nominal // the members of one phrase, each of whom stands so with each other
}

// best returns the first frame of a predicate that its complements fulfil, nil
// when none does.
func (r *reader) best(p *pred) *filled {
	out := r.bestOf(p)
	if out != nil && len(out.source) > 0 && len(out.target) > 0 || len(p.alts) == 0 || estimates[p.lex.folded] {
		return out
	}
	lex := p.lex
	for _, l := range p.alts {
		p.lex = l
		if got := r.bestOf(p); got != nil && (out == nil || got.missing < out.missing) {
			return got
		}
	}
	p.lex = lex
	return out
}

func (r *reader) bestOf(p *pred) *filled {
	var out *filled
	for i := range p.lex.frames {
		f := &p.lex.frames[i]
		if !r.conditions(p, f) {
			continue
		}
		got := r.fillFrame(p, f)
		if got == nil {
			continue
		}
		if len(got.source) > 0 && len(got.target) > 0 {
			return got
		}
		if out == nil || got.missing < out.missing {
			out = got
		}
	}
	return out
}

func (r *reader) conditions(p *pred, f *seeds.Frame) bool {
	switch f.Tense {
	case "perfect":
		if p.verb && !p.rd.perfect && (!p.negated || p.will || p.rd.future || p.was) || p.rd.part == partActive {
			return false
		}
	case "future":
		if !p.verb || !p.will && !p.rd.future {
			return false
		}
	case "imperfect":
		if !p.verb && p.rd.part != partActive || p.verb && p.rd.perfect {
			return false
		}
	}
	for k := range f.Conditions {
		c := &f.Conditions[k]
		if len(r.slot(p, c, f.Type, "")) == 0 && !r.conditionByDative(p, c, f.Type) {
			return false
		}
	}
	return true
}

// conditionByDative reports whether a verbal noun has the object that a frame asks
// for after «لـ»: «قطع المغرب للعلاقات مع إيران».
func (r *reader) conditionByDative(p *pred, c *seeds.Slot, t schema.RelationType) bool {
	if p.nom == nil || c.Name != "obj" || p.lex.verb == nil {
		return false
	}
	by := *c
	by.Name = "ل"
	return len(r.slot(p, &by, t, "")) > 0
}

// fillFrame binds the roles of a frame. A role of its target that nothing fills
// leaves that end null; a frame with no end at all is none.
func (r *reader) fillFrame(p *pred, f *seeds.Frame) *filled {
	out := &filled{frame: f, roles: map[string]*nominal{}}
	used := map[*nominal]bool{}
	sArg, tArg := f.Arg("s"), f.Arg("t")
	shared := sharedSlots(sArg, tArg)
	for _, slot := range shared {
		// «بين A وB», «اتفق الطرفان»: both ends are members of one phrase.
		list := r.slot(p, &seeds.Slot{Name: slot}, f.Type, "")
		if len(list) >= 2 && f.Type.Symmetric() && !r.onceFilled(p, tArg, shared) {
			var both []*nominal
			for _, n := range list {
				if r.meant(n, f.Type, "s") != nil && (n.among == nil || !contains(both, n.among)) {
					both = append(both, n)
				}
			}
			if len(both) >= 2 {
				out.source, out.target, out.mutual = both[:1], both[1:], both
				return out
			}
		}
		for _, n := range list {
			members := r.members(n)
			if len(members) >= 2 && !r.onceFilled(p, tArg, shared) {
				out.source, out.target = members[:1], members[1:]
				if f.Type.Symmetric() {
					out.mutual = members
				}
				return out
			}
		}
	}
	bind := func(arg *seeds.Arg) []*nominal {
		if arg == nil {
			return nil
		}
		object := false
		for k := range arg.Slots {
			object = object || arg.Slots[k].Name == "obj"
			if arg.Slots[k].Name == "-" || object && arg.Slots[k].Name == "ل" && p.verb {
				continue // a finite verb has its object bare
			}
			var list []*nominal
			for _, n := range r.slot(p, &arg.Slots[k], f.Type, arg.Role) {
				if !used[n] {
					list = append(list, n)
				}
			}
			if len(list) > 0 {
				for _, n := range list {
					used[n] = true
				}
				return list
			}
		}
		if len(arg.Slots) > 0 {
			out.missing++
		}
		return nil
	}
	// What only one slot can fill is bound first.
	if tArg != nil && sArg != nil && len(tArg.Slots) <= len(sArg.Slots) {
		out.target = bind(tArg)
		out.source = bind(sArg)
	} else {
		out.source = bind(sArg)
		out.target = bind(tArg)
	}
	for i := range f.Args {
		switch f.Args[i].Role {
		case "place", "from", "to":
			if list := bind(&f.Args[i]); len(list) > 0 {
				out.roles[f.Args[i].Role] = list[0]
			} else {
				out.missing--
			}
		}
	}
	if len(out.source) == 0 && len(out.target) == 0 {
		return nil
	}
	if f.Type.Symmetric() && len(out.source)+len(out.target) >= 2 && (len(out.source) == 0 || len(out.target) == 0) && r.inOne(p, f, append(append([]*nominal{}, out.source...), out.target...)) {
		both := append(append([]*nominal{}, out.source...), out.target...)
		out.source, out.target = both[:1], both[1:]
		out.missing = 0
		return out
	}
	if len(out.target) == 0 && tArg != nil && len(tArg.Slots) > 0 && tArg.Slots[len(tArg.Slots)-1].Name != "-" {
		out.missing++ // an event that names nobody it is done to says little
	}
	return out
}

// inOne reports whether the first two of some phrases stand in one slot whose
// members stand so with each other: who writes to two does not make them write to
// each other, nor do two who fight smugglers fight each other.
func (r *reader) inOne(p *pred, f *seeds.Frame, list []*nominal) bool {
	if t := f.Arg("t"); t != nil {
		for k := range t.Slots {
			if t.Slots[k].Name == "obj" && len(r.object(p)) > 0 && !contains(r.object(p), list[0]) && !contains(r.object(p), list[1]) {
				return false
			}
		}
	}
	slots := []string{"subj", "gen", "nisba", "بين"}
	if p.nom != nil && diplomatic(p.lex) && f.Type != schema.SpokeWith {
		slots = append(slots, "ل")
	}
	for _, slot := range slots {
		if all := r.slot(p, &seeds.Slot{Name: slot}, f.Type, ""); contains(all, list[0]) && contains(all, list[1]) && list[1].among != list[0] {
			return true
		}
	}
	// «النزاع الإسرائيلي الفلسطيني»: the adjectives of one noun.
	return p.nom != nil && len(p.nisba) > 1
}

// onceFilled reports whether a slot of the target that is not shared with the
// source is filled: then the coordination is the source alone.
func (r *reader) onceFilled(p *pred, t *seeds.Arg, shared []string) bool {
	for i := range t.Slots {
		name := t.Slots[i].Name
		if name == "-" || containsText(shared, name) {
			continue
		}
		if len(r.candidates(p, name)) > 0 {
			return true
		}
	}
	return false
}

func containsText(list []string, text string) bool {
	for _, one := range list {
		if one == text {
			return true
		}
	}
	return false
}

func sharedSlots(s, t *seeds.Arg) []string {
	if s == nil || t == nil {
		return nil
	}
	var out []string
	for i := range s.Slots {
		for k := range t.Slots {
			if s.Slots[i].Name == t.Slots[k].Name && s.Slots[i].Name != "-" {
				out = append(out, s.Slots[i].Name)
			}
		}
	}
	for i, name := range out {
		if name == "بين" { // «رعى الرئيسان توقيع اتفاق بين بلديهما»: the sides are named, not who looks on
			copy(out[1:i+1], out[:i])
			out[0] = name
		}
	}
	return out
}

// members returns the actors of a coordination.
func (r *reader) members(n *nominal) []*nominal {
	var out []*nominal
	for _, m := range n.all() {
		if r.meant(m, schema.Met, "s") != nil && (m.among == nil || !contains(out, m.among)) {
			out = append(out, m)
		}
	}
	if len(out) == 1 && n.ent == nil && len(n.nisba) > 1 {
		return nil
	}
	return out
}

// slot returns the phrases that fill a slot of a predicate, narrowed by the
// slot's words and types. With a role, each must stand for an actor that the
// relation type allows there.
func (r *reader) slot(p *pred, slot *seeds.Slot, t schema.RelationType, role string) []*nominal {
	var out []*nominal
	list := r.candidates(p, slot.Name)
	for _, n := range list {
		if len(list) > 1 && role == "t" && onGround(t) && r.sent.around(n) {
			continue
		}
		if len(slot.Words) > 0 && !r.headed(n, slot.Words) {
			continue
		}
		if role == "" {
			if len(slot.Types) > 0 && !typeIn(slot.Types, n.typ) {
				continue
			}
			out = append(out, n)
			continue
		}
		if r.meantTyped(n, t, role, slot.Types) != nil {
			out = append(out, n)
		}
	}
	return out
}

// onGround reports whether a relation is with the very place that is named, not
// with what that place lies in.
func onGround(t schema.RelationType) bool {
	switch t {
	case schema.Attacked, schema.Killed, schema.Captured, schema.Controls, schema.PresentIn, schema.DeployedTo, schema.WithdrewFrom, schema.Visited:
		return true
	}
	return false
}

// candidates returns the phrases that stand in a slot.
func (r *reader) candidates(p *pred, name string) []*nominal {
	list := r.fillers(p, name)
	for i, n := range list {
		if pair := r.pairOf(n); pair != nil {
			return append(append(append([]*nominal{}, list[:i]...), pair...), list[i+1:]...)
		}
	}
	return list
}
