package extract

import (
	"strings"

	"rawabit/schema"
	"rawabit/seeds"
)

// filled is a frame whose roles found their fillers.
type filled struct {
	frame   *seeds.Frame
	source  []*nominal
	target  []*nominal
	roles   map[string]*nominal
	missing int // roles that a slot was named for but nothing filled
}

// best returns the first frame of a predicate that its complements fulfil, nil
// when none does.
func (r *reader) best(p *pred) *filled {
	out := r.bestOf(p)
	if out != nil && len(out.source) > 0 && len(out.target) > 0 || len(p.alts) == 0 {
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
		if p.verb && !p.rd.perfect && !(p.negated && !p.will && !p.rd.future) || p.rd.part == partActive {
			return false
		}
	case "imperfect":
		if !p.verb && p.rd.part != partActive || p.verb && p.rd.perfect {
			return false
		}
	}
	for k := range f.Conditions {
		c := &f.Conditions[k]
		if len(r.slot(p, c, f.Type, "")) == 0 {
			return false
		}
	}
	return true
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
				if r.meant(n, f.Type, "s") != nil {
					both = append(both, n)
				}
			}
			if len(both) >= 2 {
				out.source, out.target = both[:1], both[1:]
				return out
			}
		}
		for _, n := range list {
			members := r.members(n)
			if len(members) >= 2 && !r.onceFilled(p, tArg, shared) {
				out.source, out.target = members[:1], members[1:]
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
	if f.Type.Symmetric() && len(out.source)+len(out.target) >= 2 && (len(out.source) == 0 || len(out.target) == 0) {
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
	return out
}

// members returns the actors of a coordination.
func (r *reader) members(n *nominal) []*nominal {
	var out []*nominal
	for _, m := range n.all() {
		if r.meant(m, schema.Met, "s") != nil {
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
	for _, n := range r.candidates(p, slot.Name) {
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

// pairOf returns the two sides that «الطرفان», «البلدين» or «بلديهما» mean.
func (r *reader) pairOf(n *nominal) []*nominal {
	if n.ent != nil || !pairWords[n.word] && !strings.HasPrefix(n.word, "@") || n.number != 2 && n.pron != "هما" {
		return nil
	}
	pair := r.pairBefore(n.first)
	if after := r.pairAfter(n); after != nil && n.word == "طرف" {
		pair = after
	}
	if n.word == "طرف" && len(r.lastFight) == 2 && (n.owner != nil || n.number == 2 && n.pron == "") {
		pair = nil
		for _, e := range r.lastFight {
			m := &nominal{kind: nomDesc, first: n.first, last: n.first}
			r.setEntity(m, e)
			pair = append(pair, m)
		}
	}
	if homeWords[n.word] || n.word == "حكومه" || n.word == "شعب" {
		for i, m := range pair {
			if m.ent != nil && m.ent.Type == schema.Person {
				state := r.stateOf(m.ent)
				if state == nil {
					state = r.stateGiven(m.ent)
				}
				if state == nil {
					return nil
				}
				one := *m
				one.coord = nil
				r.setEntity(&one, state)
				pair[i] = &one
			}
		}
	}
	return pair
}

// pairAfter returns the two whom «بين» right after a phrase names: «طرفي النزاع
// بين …».
func (r *reader) pairAfter(n *nominal) []*nominal {
	for _, m := range r.sent.nominals {
		if m.prep == "بين" && m.first > n.last && m.first <= n.last+4 && len(m.coord) == 1 && m.ent != nil && m.coord[0].ent != nil {
			return m.all()
		}
	}
	return nil
}

// fillers returns the phrases of a slot as they stand.
func (r *reader) fillers(p *pred, name string) []*nominal {
	switch name {
	case "subj":
		return r.subject(p)
	case "obj":
		return r.object(p)
	case "obj2":
		return all(p.obj2)
	case "gen":
		if p.gen != nil {
			return all(p.gen)
		}
		if p.genPron != "" && p.nom != nil {
			return r.pronominal(p, p.genPron)
		}
	case "nisba":
		return r.nisbaNominals(p)
	case "self":
		if p.antecedent != nil {
			return before(p.antecedent, p.at)
		}
		if list := r.predicateOf(p); len(list) > 0 {
			return list
		}
		if p.nom != nil && (p.nom.ent != nil || p.nom.kind != nomEvent) {
			return []*nominal{p.nom}
		}
	case "by":
		return p.agents
	case "loc":
		var out []*nominal
		for _, prep := range []string{"في", "ب", "على", "قرب", "داخل", "إلى", "نحو"} {
			for _, n := range p.argsOf(prep) {
				for _, m := range n.all() {
					if m.typ == schema.Place || m.typ == schema.Facility || m.typ == schema.State || m.kind == nomCarrier {
						out = append(out, m)
					}
				}
			}
			if len(out) > 0 {
				return out
			}
		}
		return out
	default:
		if prep, role, ok := strings.Cut(name, "."); ok {
			return r.deedsOf(p, prep, role)
		}
		list := p.argsOf(name)
		if len(list) == 0 {
			list = p.borrowed(name)
		}
		var out []*nominal
		for _, n := range list {
			out = append(out, n.all()...)
		}
		return out
	}
	return nil
}

// deedsOf returns who does, or whom suffers, the deeds that stand after a
// preposition or as the object: «هدد بمهاجمة القوات», «شدد على ضرورة انسحاب
// القوات».
func (r *reader) deedsOf(p *pred, slot, role string) []*nominal {
	var out []*nominal
	list := r.fillers(p, slot)
	for _, n := range list {
		deed := n.pred
		for depth := 0; deed != nil && depth < 3 && deed.gen != nil && deed.gen.pred != nil && len(deed.lex.frames) == 0; depth++ {
			deed = deed.gen.pred
		}
		if deed == nil && n.owner != nil {
			deed = n.owner.pred
		}
		if deed == nil {
			continue
		}
		who := r.eventObject(deed)
		if role == "subj" {
			who = nil
			if deed.gen != nil || deed.genPron != "" || len(deed.nisba) > 0 || len(deed.agents) > 0 {
				who = r.subject(deed)
			}
		}
		for _, m := range who {
			if m != nil {
				out = append(out, m)
			}
		}
	}
	return out
}

// predicateOf is what a noun is said to be: the subject of the verb that it is
// the predicate of («كان عضوا في», «من داعمي»), or whom a verb takes for it
// («تعد المدينة معقلا»).
func (r *reader) predicateOf(p *pred) []*nominal {
	v := p.parent
	if v == nil || !v.verb || p.slot != "obj" && p.slot != "obj2" && p.slot != "من" && p.slot != "subj" {
		return nil
	}
	switch {
	case r.eng.copulas[v.lex.folded] && p.slot != "subj" || v.lex.folded == "ليس" || v.lex.folded == "مثل" || v.lex.folded == "شكل":
		return r.subject(v)
	case estimates[v.lex.folded] && p.slot != "من":
		if v.passive() || p.slot == "obj" {
			if v.obj != nil && v.obj != p.nom {
				return all(v.obj)
			}
			if v.topic != nil {
				return all(v.topic)
			}
			return all(v.subj)
		}
		return r.object(v)
	}
	return nil
}

// estimates are the verbs that take something for something: «تعد», «يعتبر».
var estimates = map[string]bool{"عد": true, "اعتبر": true}

// conditioned reports whether a frame of a predicate asks for a phrase's noun by
// name.
func (p *pred) conditioned(n *nominal) bool {
	for i := range p.lex.frames {
		for k := range p.lex.frames[i].Conditions {
			for _, text := range p.lex.frames[i].Conditions[k].Words {
				if folded := schema.FoldText(text); folded == n.word || n.rd != nil && folded == n.rd.folded() {
					return true
				}
			}
		}
	}
	return false
}

// borrowed returns the phrases after a preposition that the sentence attaches to
// the other half of a light verb and its event noun: «أجرى مع نظيره محادثات»,
// «تلقى رسالة من الرئيس».
func (p *pred) borrowed(prep string) []*nominal {
	if p.nom != nil && p.parent != nil && p.slot == "obj" && p.parent.lex.oper("obj") == "do" {
		return p.parent.argsOf(prep)
	}
	if p.nom != nil && p.parent != nil && p.slot == "subj" {
		if op := p.parent.lex.oper("subj"); op != "do" && op != "go" {
			return nil
		}
		return p.parent.argsOf(prep)
	}
	if p.verb && p.obj != nil && p.obj.pred != nil && p.obj.pred.parent == p {
		return p.obj.pred.argsOf(prep)
	}
	if p.verb {
		for _, a := range p.args {
			if e := a.n.pred; e != nil && e.parent == p && a.prep != prep && len(p.lex.frames) > 0 && p.conditioned(a.n) {
				return e.argsOf(prep) // «حصل على قرض من البنك»
			}
		}
	}
	if p.nom != nil && p.gen != nil && p.gen.pred != nil && p.lex.oper("gen") != "" {
		return p.gen.pred.argsOf(prep)
	}
	return nil
}

func all(n *nominal) []*nominal {
	if n == nil {
		return nil
	}
	return n.all()
}

func (r *reader) nisbaNominals(p *pred) []*nominal {
	var out []*nominal
	for _, e := range p.nisba {
		n := &nominal{kind: nomEntity, first: p.at, last: p.at}
		r.setEntity(n, e)
		if p.nom != nil {
			n.start, n.end = p.nom.start, p.nom.end
		}
		out = append(out, n)
	}
	return out
}

// pronominal returns the actor that a pronoun on an event noun means.
func (r *reader) pronominal(p *pred, pron string) []*nominal {
	e, list := r.pronounActors(p, pron)
	if list != nil {
		return list
	}
	if e == nil {
		return nil
	}
	n := &nominal{kind: nomDesc, first: p.at, last: p.at}
	r.setEntity(n, e)
	return []*nominal{n}
}
