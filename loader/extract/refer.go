package extract

import (
	"sort"
	"strings"

	"rawabit/schema"
	"rawabit/seeds"
)

// refer gives every description and pronoun of a sentence its actor, from left
// to right, so that what a sentence names is known to what follows in it.
func (r *reader) refer(s *sentence) {
	var list []*nominal
	seen := map[*nominal]bool{}
	var take func(n *nominal)
	take = func(n *nominal) {
		if seen[n] {
			return
		}
		seen[n] = true
		list = append(list, n)
		if t := n.equals; t != nil && t.word == "%pron" && !seen[t] {
			seen[t], t.told = true, true
			list = append(list, t)
		}
		for _, m := range n.second {
			take(m)
		}
	}
	for _, n := range s.nominals {
		take(n)
	}
	for _, p := range s.preds {
		for _, n := range []*nominal{p.topic, p.antecedent} {
			if n != nil && n.word == "%pron" {
				list = append(list, n)
			}
		}
		for _, a := range p.args {
			if a.n.word == "%pron" {
				list = append(list, a.n)
			}
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].first < list[j].first })
	for _, n := range list {
		r.referOne(s, n)
		if n.ent != nil && n.word != "%pron" {
			r.mention(s, n)
		}
	}
}

func (r *reader) referOne(s *sentence, n *nominal) {
	if n.equals != nil && n.equals == n.owner && n.equals.ent == nil {
		r.referOne(s, n.equals)
	}
	if n.equals != nil && n.ent != nil && !n.ent.Known && n.equals.ent != nil {
		n.ent, n.typ = n.equals.ent, n.equals.typ
	}
	if n.ent != nil || n.kind == nomRelative && n.owner != nil {
		if n.ent == nil {
			n.ent, n.typ = n.owner.ent, n.owner.typ
		}
		return
	}
	if n.equals != nil && n.equals.ent != nil && (n.typ == n.equals.typ || n.head != nil || n.typ == "" && len(n.nisba) > 0 && n.kind != nomOther) {
		n.ent, n.typ = n.equals.ent, n.equals.typ
		return
	}
	switch {
	case n.word == "%pron":
		if e := r.likeBefore(s, n); e != nil {
			n.ent, n.typ = e, e.Type
			return
		}
		if e := r.antecedentOf(s, n, n.pron); e != nil {
			n.ent, n.typ = e, e.Type
		}
	case strings.HasPrefix(n.word, "@"):
		r.referTitle(s, n)
	case n.head != nil && !loyalToAnother(s, n):
		r.referHead(s, n)
	}
}

// loyalToAnother reports whether a description is told apart by whom it belongs to:
// «القوات التابعة له» are no forces named before.
func loyalToAnother(s *sentence, n *nominal) bool {
	for _, p := range s.preds {
		if p.antecedent != n || p.verb || p.rd == nil || p.rd.part != partActive {
			continue
		}
		for _, a := range p.args {
			if a.n.word == "%pron" && a.n.kind != nomRelative {
				return true
			}
		}
	}
	return false
}

// likeBefore finds whom a pronoun means of which a noun is said that takes its
// gender from the noun: «…، وهو فصيل مسلح». It is the last actor of the noun's kind.
func (r *reader) likeBefore(s *sentence, n *nominal) *entity {
	if !n.told {
		return nil
	}
	for _, said := range s.nominals {
		if said.equals != n || said.head == nil {
			continue
		}
		for k := len(s.nominals) - 1; k >= 0; k-- {
			m := s.nominals[k]
			if m.first < n.first && m.ent != nil && (m.typ == said.head.Type || m.typ == schema.Organization && said.head.Type == schema.ArmedForce || m.typ == schema.ArmedForce && said.head.Type == schema.Organization) {
				return m.ent
			}
		}
	}
	return nil
}

// referTitle finds who holds an office: whom the registry knows to hold it on
// the publication day, else the person whom the article last gave it to.
func (r *reader) referTitle(s *sentence, n *nominal) {
	if len(n.offices) == 0 {
		return
	}
	if r.predicated(s, n) || n.number == 2 && r.pairOf(n) != nil {
		return
	}
	use := &n.offices[0]
	if n.pron != "" && use.body == nil {
		if owner := r.antecedentOf(s, n, n.pron); owner != nil {
			use.body = r.top(owner)
			if owner.Type == schema.Person {
				use.body = r.stateOf(owner)
			}
		}
	}
	if use.bodyOf != nil && use.body == nil {
		r.referOne(s, use.bodyOf)
		use.body = use.bodyOf.ent
	}
	if use.body != nil {
		body := r.top(use.body)
		if !soleOffice(use.title) {
			body = use.body
		} else if e := r.holderOf(use.title.ID, body, use.ended); e != nil {
			n.ent, n.typ, n.fem = e, e.Type, e.fem
			return
		}
		var now *entity
		if use.ended && soleOffice(use.title) {
			now = r.holderOf(use.title.ID, body, false)
		}
		for k := len(r.order) - 1; k >= 0; k-- {
			e := r.order[k]
			if e.Type == schema.Person && e.mentioned > 0 && (e != now || now == nil) && r.served(e, use.title.ID, body) {
				n.ent, n.typ, n.fem = e, e.Type, e.fem
				return
			}
		}
		if !use.ended && n.def && soleOffice(use.title) && n.number == 1 {
			name := cleanName(r.text[use.start:use.end])
			if k := n.last + 2; k < len(s.words) && s.words[n.last+1].Folded == "في" && n.pron == "" && use.body.Type == schema.ArmedForce {
				if where := r.phrase(s, k); where != nil && where.ent != nil && where.clitics == (clitics{}) && (where.typ == schema.State || where.typ == schema.Place) {
					name = cleanName(r.text[use.start:where.end]) // «قائد القوات الأمريكية في أفغانستان»
				}
			}
			if n.pron != "" {
				name = strings.TrimSuffix(name, pronounSurface(n.pron)) + " " + use.body.Name
			}
			e := r.derived(schema.Person, name, "")
			e.lemma = n.word
			n.ent, n.typ = e, schema.Person
		}
		return
	}
	if !n.def {
		return
	}
	var best *entity
	for _, e := range r.order {
		if e.Type == schema.Person && e.mentioned > 0 && e.fem == n.fem && hasTitle(e, use.title.ID) && (best == nil || e.lastPos > best.lastPos) {
			best = e
		}
	}
	if best != nil {
		n.ent, n.typ, n.fem = best, schema.Person, best.fem
	}
}

// predicated reports whether an office is what a verb says of its subject: «كان
// وزيرا للدفاع», «تولى منصب قائد الحرس». The office is then the subject's.
func (r *reader) predicated(s *sentence, n *nominal) bool {
	if n.pending != nil {
		return true
	}
	for _, p := range s.preds {
		if p.verb && (r.eng.holds[p.lex.folded] || estimates[p.lex.folded] || p.lex.folded == "ليس") && (p.obj == n || p.obj2 == n || p.obj != nil && p.obj.owner == n) {
			n.pending = p
			return true
		}
	}
	return false
}

func hasTitle(e *entity, id string) bool {
	for _, t := range e.titleIDs {
		if called(t, id) {
			return true
		}
	}
	return false
}

// called reports whether who has one title is called by another for short: «وزير
// الدفاع» is «الوزير», «ولي العهد» «الأمير».
func called(title, short string) bool {
	switch {
	case title == short:
		return true
	case short == "minister":
		return strings.HasSuffix(title, "minister")
	case short == "president":
		return strings.HasSuffix(title, "president")
	case short == "prince":
		return title == "crown-prince" || title == "emir"
	}
	return false
}

// holderOf returns who the registry says holds an office of a body on the
// publication day.
func (r *reader) holderOf(title string, body *entity, ended bool) *entity {
	if ended {
		return nil
	}
	titles := []string{title}
	if title == "leader" || title == "head-of-state" || title == "ruler" {
		titles = []string{"president", "king", "emir", "sultan", "supreme-leader", "prime-minister", "chancellor"}
	}
	for _, id := range titles {
		var found *seeds.Entry
		for _, o := range r.eng.holders[officeKey{id, body.ID}] {
			if !holds(o.Span, r.day) {
				continue
			}
			if found != nil && found.ID != o.Person {
				return nil // an office of several at a time
			}
			found = r.eng.reg.Entry(o.Person)
		}
		if found != nil {
			return r.entityOf(found)
		}
	}
	return nil
}

// soleOffice reports whether an office is one that a single person holds at a
// time, so that its name alone says who is meant.
func soleOffice(t *seeds.Title) bool {
	return t.Relation == schema.Leads || strings.HasSuffix(t.ID, "-minister") || t.ID == "crown-prince" || t.ID == "vice-president"
}

// served reports whether the article gave a person an office of a body.
func (r *reader) served(e *entity, title string, body *entity) bool {
	return hasTitle(e, title) && e.PartOf == body.ID || r.given(e, title, body)
}

func (r *reader) given(e *entity, title string, body *entity) bool {
	for _, o := range r.officesOf[e] {
		if called(o.title, title) && (o.body == nil || r.top(o.body) == body) {
			return true
		}
	}
	return false
}

// referHead resolves a definite description: an organ of the state that the
// article speaks of, or what was last described by the same noun.
func (r *reader) referHead(s *sentence, n *nominal) {
	if n.loyalTo != nil {
		if r.referOne(s, n.loyalTo); n.loyalTo.ent != nil {
			state := r.top(n.loyalTo.ent)
			n.ent = r.organ(state, "army", nil, "")
			n.typ = schema.ArmedForce
			return
		}
	}
	if n.pron != "" {
		r.referOwned(s, n)
		return
	}
	if !n.def && n.number != 2 || n.number == 3 && (n.typ == schema.Place || n.typ == schema.Facility) && !strings.HasPrefix(n.word, "اراض") {
		return
	}
	if n.word == "بلاد" || n.word == "دوله" && n.last == n.first {
		if e := r.mainState(); e != nil {
			n.ent, n.typ = e, schema.State
		}
		return
	}
	var best *entity
	for _, e := range r.order {
		if e.mentioned == 0 || best != nil && e.lastPos < best.lastPos {
			continue
		}
		if n.head.Organ != "" && (n.typ == schema.State || n.typ == schema.ArmedForce) && !strings.HasSuffix(string(e.ID), "."+n.head.Organ) {
			continue
		}
		if n.head.Organ != "" && n.first == n.last && n.typ == schema.State && e.Type == schema.State && strings.HasSuffix(n.head.Organ, "-ministry") || e.lemma == n.word && e.Type == n.typ || n.first == n.last && e.called[n.word] || n.word == "مدينه" && e.Type == schema.Place && r.isTown(e) ||
			n.word == "عاصمه" && e.Type == schema.Place && r.capitalState(e) != nil {
			best = e
		}
	}
	if best == nil && n.word == "عاصمه" {
		if state := r.mainState(); state != nil && state.entry != nil {
			if capital := r.eng.reg.Entry(state.entry.Capital); capital != nil {
				best = r.entityOf(capital)
			}
		}
	}
	if best == nil && strings.HasPrefix(n.word, "اراض") {
		best = r.mainState()
	}
	if best == nil && n.head.Organ != "" && n.typ != schema.Place && n.typ != schema.Facility {
		state := r.mainState()
		if n.typ == schema.ArmedForce && n.head.Organ != "opposition-forces" {
			state = r.armedState(n, state)
		}
		if state != nil {
			best = r.organ(state, n.head.Organ, n.head, "")
		}
	}
	if best != nil {
		n.ent, n.typ = best, best.Type
	}
}

// isTown reports whether a place is no province or region.
func (r *reader) isTown(e *entity) bool {
	switch e.lemma {
	case "محافظه", "ولايه", "اقليم", "منطقه", "ريف", "قضاء", "دوله", "شمال", "جنوب", "شرق", "غرب", "قطاع", "جمهوريه", "مقاطعه", "بحر", "خليج", "مضيق":
		return false
	}
	return e.entry == nil || e.entry.Within != ""
}

// referOwned resolves a description with a possessive pronoun: «قواتها»,
// «حكومته».
func (r *reader) referOwned(s *sentence, n *nominal) {
	if n.typ == schema.ArmedForce || n.head.Organ == "army" {
		r.notMeant = r.striker(s, n)
	}
	owner := r.antecedentOf(s, n, n.pron)
	r.notMeant = nil
	if owner == nil {
		return
	}
	n.owner = &nominal{kind: nomEntity, ent: owner, typ: owner.Type, first: n.first, last: n.last, start: n.start, end: n.end}
	if state := r.capitalState(owner); state != nil && owner.Type == schema.Place {
		owner = state // «قطعت الرياض … سفارتها»
	}
	force := r.forceOf(owner)
	if force == nil && n.pron == "نا" {
		force = r.spokenFor(owner)
	}
	if force != nil && n.typ == schema.ArmedForce {
		n.ent, n.typ = force, force.Type
		return
	}
	if owner.Type == schema.Person {
		if state := r.stateOf(owner); state != nil && n.head.Organ != "" {
			owner = state
		}
	}
	of := r.top(owner)
	if homeWords[n.word] {
		if owner.Type == schema.Person {
			of = r.stateOf(owner)
		}
		if of == nil {
			of = r.stateGiven(owner)
		}
		if of != nil {
			n.ent, n.typ = of, of.Type
		}
		return
	}
	if strings.HasPrefix(n.word, "اراض") {
		n.ent, n.typ = of, of.Type
		return
	}
	if n.head.Organ == "army" && n.typ == schema.ArmedForce && (owner.Type == schema.ArmedForce || of.Type == schema.ArmedForce) {
		if n.ent, n.typ = owner, schema.ArmedForce; owner.Type != schema.ArmedForce {
			n.ent = of // «نفى مكتب الحركة انسحاب قواتها»
		}
		return
	}
	if n.head.Organ != "" && of.Type == schema.State && n.typ != schema.Place && n.typ != schema.Facility {
		e := r.organ(of, n.head.Organ, n.head, "")
		n.ent, n.typ = e, e.Type
		return
	}
	if n.typ == schema.Facility && of.Type == schema.State && n.number == 1 && (n.word == "سفاره" || n.word == "قنصليه") {
		name := "ال" + n.head.Lemma + " " + r.nisbaOf(of, n.fem)
		n.ent = r.derived(schema.Facility, name, "")
		return // «سفارتها»
	}
	if n.typ == schema.Place || n.typ == schema.Facility || n.typ == schema.Group {
		return
	}
	if owner.Type == schema.Person && n.pron == "نا" {
		return // «قواتنا» of whom nobody knows for whom he speaks
	}
	n.ent, n.typ = owner, owner.Type
}

// striker returns who strikes what a phrase is or belongs to, nil where nobody
// does: nobody bombs his own army, so that «قصف مواقع جيشها» is of another's.
func (r *reader) striker(s *sentence, n *nominal) *entity {
	for _, p := range s.preds {
		if len(p.lex.frames) == 0 || p.at > n.first || p.lex.frames[0].Type != schema.Attacked && p.lex.frames[0].Type != schema.Killed {
			continue
		}
		if !p.verb && (p.parent == nil || p.parent.lex.oper(p.slot) != "charge") {
			continue // «استهداف مجاهديها القوات»: rather who strikes
		}
		for _, m := range []*nominal{p.obj, p.gen} {
			if m == nil || m != n && m.owner != n {
				continue
			}
			if list := r.subject(p); len(list) == 1 {
				return list[0].ent
			}
		}
	}
	return nil
}

// forceOf returns the force that a person leads, by what the article or else the
// registry says, nil where there is none.
func (r *reader) forceOf(p *entity) *entity {
	if p.Type != schema.Person {
		return nil
	}
	for _, o := range r.officesOf[p] {
		if o.body != nil && o.body.Type == schema.ArmedForce {
			return o.body
		}
	}
	for _, o := range r.eng.offices[p.ID] {
		if e := r.eng.reg.Entry(o.Body); e != nil && e.Type == schema.ArmedForce && o.Relation == schema.Leads && holds(o.Span, r.day) {
			return r.entityOf(e)
		}
	}
	return nil
}

// spokenFor returns the force that a person serves in any office, such as that of
// its spokesman, nil where there is none.
func (r *reader) spokenFor(p *entity) *entity {
	if p.Type != schema.Person {
		return nil
	}
	for _, o := range r.officesOf[p] {
		if o.body != nil && o.body.Type == schema.ArmedForce {
			return o.body
		}
	}
	for _, o := range r.eng.offices[p.ID] {
		if e := r.eng.reg.Entry(o.Body); e != nil && e.Type == schema.ArmedForce && holds(o.Span, r.day) {
			return r.entityOf(e)
		}
	}
	return nil
}

// homeWords are nouns that with a pronoun mean the state of the one spoken of.
var homeWords = map[string]bool{"بلاد": true, "بلد": true, "دوله": true, "وطن": true}
