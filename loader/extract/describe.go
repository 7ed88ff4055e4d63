package extract

import (
	"strings"

	"rawabit/loader/arabic"
	"rawabit/schema"
	"rawabit/seeds"
)

// nameDescription finds the actor that a description names by itself: the organ
// of a state, a place or body with a name, a group.
func (r *reader) nameDescription(s *sentence, n *nominal, f *nounForm) {
	text := nominative(r.phraseText(n, n.end), n)
	switch {
	case len(n.also) > 0 && len(n.nisba) > 0:
		text = r.single(s, n, f) + " " + r.nisbaOf(n.nisba[0], n.fem) // of «الحكومتين المصرية والقطرية», the first
	case n.owner != nil && n.owner.typ == schema.State && n.owner.ent != nil && r.nisbaOf(n.owner.ent, n.fem) != n.owner.ent.Name && n.owner.first > n.first+1 && s.words[n.owner.first-1].Folded == "في":
		text = r.single(s, n, f) + " " + r.nisbaOf(n.owner.ent, n.fem) // «الحكومة في دمشق»
	}
	if (n.typ == schema.ArmedForce || n.typ == schema.Group) && n.owner == nil && len(n.nisba) == 0 && n.pron == "" && r.loyal(s, n, f) {
		return
	}
	if e := r.quotedName(s, n); e != nil {
		r.become(n, e)
		return
	}
	if e := r.evaluated(s, n); e != nil {
		r.become(n, e)
		return
	}
	switch {
	case n.pron != "":
		return
	case f.head.Lemma == "عاصمة":
		r.nameCapital(n)
	case n.typ == schema.Place || n.typ == schema.Facility:
		r.nameSite(s, n, text)
	case f.head.Organ != "":
		r.nameOrgan(n, f, text)
	default:
		r.nameBody(s, n, f, text)
	}
}

// governmentIn reads «الحكومة في دمشق»: the capital says whose.
func (r *reader) governmentIn(s *sentence, n *nominal, f *nounForm) {
	j := n.last + 1
	if f.head.Organ != "government" || !n.def || n.owner != nil || len(n.nisba) > 0 || n.pron != "" || j+1 >= len(s.words) || s.words[j].Folded != "في" {
		return
	}
	inner := r.namePhrase(s, j+1)
	if inner == nil || inner.ent == nil || inner.clitics != (clitics{}) || inner.typ != schema.Place || strings.HasPrefix(r.wordAt(s, inner.last+1), "راس") {
		return // «مسقط رأسه» is no capital
	}
	if state := r.capitalState(inner.ent); state != nil {
		n.owner = &nominal{kind: nomEntity, ent: state, typ: schema.State, first: inner.first, last: inner.last, start: inner.start, end: inner.end, def: true}
		n.last, n.end = inner.last, inner.end
	}
}

// nameOthers names the further members of a description: «القوات الكردية
// والتركية», «محافظتي دير الزور والرقة».
func (r *reader) nameOthers(s *sentence, n *nominal, f *nounForm) {
	for _, e := range n.also {
		m := &nominal{kind: nomDesc, first: n.last, last: n.last, head: n.head, typ: f.head.Type, fem: n.fem, number: n.number, word: n.word, def: n.def, nisba: []*entity{e}}
		m.start, m.end = s.words[n.last].Start+len("و"), s.words[n.last].End
		if f.head.Organ == "" && f.head.Type == schema.State && e.Type == schema.State {
			r.become(m, e) // «الجانبان الإيراني والبلجيكي»
		} else if f.head.Organ != "" && e.Type == schema.State {
			r.become(m, r.organ(e, f.head.Organ, f.head, r.single(s, n, f)+" "+r.nisbaOf(e, n.fem)))
		} else if f.head.Organ == "" || e.Type != schema.State {
			r.become(m, r.derived(f.head.Type, r.single(s, n, f)+" "+r.nisbaOf(e, n.fem), ""))
		}
		n.coord = append(n.coord, m)
		n.second = append(n.second, m)
	}
	if n.head == nil || n.typ != schema.Place && n.typ != schema.Facility || !f.dual && !f.plural || n.owner == nil || n.owner.ent == nil || r.eng.dirs[n.word] {
		return
	}
	n.kind = nomEntity
	r.become(n, r.governorate(n, n.owner.ent))
	r.setEntity(n.owner, n.ent)
	for n.last+1 < len(s.words) {
		inner := r.namePhrase(s, n.last+1)
		if inner == nil {
			inner = r.shortAfter(s, n.last+1, n)
		}
		if inner == nil || inner.conj == 0 || inner.clitics.prep != 0 || inner.ent == nil || inner.typ != schema.Place && inner.typ != schema.Facility {
			return
		}
		r.become(inner, r.governorate(n, inner.ent))
		n.coord = append(n.coord, inner)
		n.second = append(n.second, inner)
		n.last, n.end = inner.last, inner.end
	}
}

// single is the noun of a description as it names one of several: «الجيش» of
// «الجيشان», «القوات» as it stands.
func (r *reader) single(s *sentence, n *nominal, f *nounForm) string {
	if f.dual {
		return "ال" + firstWord(f.head.Lemma)
	}
	return "ال" + bare(r.phraseText(n, s.words[n.first].End))
}

// shortAfter reads a further name that stands only with its head: after «مدينتي
// الرقة و», «الطبقة» is the city.
func (r *reader) shortAfter(s *sentence, j int, n *nominal) *nominal {
	rest, ok := strings.CutPrefix(s.words[j].Folded, "و")
	if !ok {
		return nil
	}
	head := schema.FoldText(firstWord(n.head.Lemma))
	for _, p := range r.eng.gaz.multi[head] {
		if len(p.words) == 2 && p.words[1] == rest && p.targets[0].entry != nil {
			m := r.newNominal(s, nomEntity, j, j, clitics{conj: 'و'})
			r.setEntity(m, r.entityOf(p.targets[0].entry))
			return m
		}
	}
	return nil
}

// governorate returns the place of a head's kind that has the name of another:
// of «محافظتي دير الزور والرقة», the governorates, not the cities.
func (r *reader) governorate(n *nominal, e *entity) *entity {
	words := append([]string{schema.FoldText(firstWord(n.head.Lemma))}, strings.Fields(schema.FoldText(e.Name))...)
	for _, p := range r.eng.gaz.multi[words[0]] {
		if strings.Join(p.words, " ") == strings.Join(words, " ") && p.targets[0].entry != nil {
			return r.entityOf(p.targets[0].entry)
		}
	}
	return e
}

func (r *reader) nameCapital(n *nominal) {
	if n.owner != nil && n.owner.ent != nil && n.owner.typ == schema.Place {
		r.become(n, n.owner.ent)
		return
	}
	var state *entity
	if len(n.nisba) > 0 {
		state = n.nisba[0]
	} else if n.owner != nil && n.owner.typ == schema.State {
		state = n.owner.ent
	}
	if state == nil || state.entry == nil {
		return
	}
	if e := r.eng.reg.Entry(state.entry.Capital); e != nil {
		r.become(n, r.entityOf(e))
		n.site = true
	}
}

// become makes a nominal name an entity.
func (r *reader) become(n *nominal, e *entity) {
	fem, number := n.fem, n.number
	r.setEntity(n, e)
	n.kind = nomEntity
	if n.head != nil {
		n.fem, n.number = fem, number
	}
}

func (r *reader) nameSite(s *sentence, n *nominal, text string) {
	inner := n.owner
	word := n.word
	switch {
	case strings.HasPrefix(word, "اراض") || word == "ارض":
		if len(n.nisba) > 0 {
			r.become(n, n.nisba[0])
		} else if inner != nil && inner.ent != nil {
			r.become(n, inner.ent)
		}
	case inner != nil && inner.ent != nil && (inner.typ == schema.Place || inner.typ == schema.Facility) && n.typ == schema.Place && r.eng.naming[word]:
		r.become(n, inner.ent)
		if n.ent.called == nil {
			n.ent.called = map[string]bool{}
		}
		n.ent.called[word] = true
	case inner != nil && inner.ent != nil && inner.ent.entry != nil && inner.typ == schema.Place && r.eng.dirs[word] && r.isTown(inner.ent):
		r.become(n, inner.ent)
	case inner != nil && inner.ent == nil && inner.head != nil && inner.def && inner.typ == schema.Place && (r.eng.dirs[word] || r.eng.parts[word] && r.eng.naming[inner.word]):
		n.equals = inner // «جنوب العاصمة»
	case ownedSites(n):
		n.equals = inner // «مواقع جيشها», «مقرات الحركة»
	case inner != nil && inner.ent == nil && r.ship(n) && inner.first > n.first && quoteMarks[s.words[inner.first-1].Text]:
		name := cleanName(r.text[inner.start:inner.end])
		r.become(n, r.derived(schema.Facility, name, "")) // «ناقلة النفط "مارلين"»
		r.addLocal(schema.FoldText(name), n.ent)
	case inner != nil && inner.ent == nil && r.eng.naming[word] && n.typ == schema.Place:
		name := cleanName(r.text[inner.start:inner.end])
		r.become(n, r.derived(schema.Place, name, ""))
		r.addLocal(schema.FoldText(name), n.ent)
	case inner != nil || len(n.nisba) > 0 && !n.plainHead():
		e := r.derived(n.typ, text, "")
		if inner != nil && inner.ent != nil && e.entry == nil && e.Within == "" && (inner.typ == schema.Place || inner.typ == schema.State) {
			e.Within = inner.ent.ID
		}
		r.become(n, e)
	}
	n.site = true
}

// ownedSites reports whether a description is of several sites of a body that
// another word tells of, and so means that body.
func ownedSites(n *nominal) bool {
	inner := n.owner
	return inner != nil && inner.ent == nil && inner.head != nil && n.number == 3 &&
		(inner.typ == schema.ArmedForce || inner.typ == schema.Organization && (inner.def || inner.pron != ""))
}

// phraseText is a phrase as it is written up to a byte offset, with its article
// whole where a preposition has swallowed the alef: «للقوات» is «القوات».
func (r *reader) phraseText(n *nominal, to int) string {
	text := cleanName(r.text[n.start:to])
	rest, ok := strings.CutPrefix(text, "ل")
	if n.clitics.prep != 'ل' || !ok || !n.def || r.eng.heads[schema.FoldText(firstWord(text))] != nil || r.eng.titles[schema.FoldText(firstWord(text))] != nil {
		return text
	}
	return "ال" + rest
}

// plainHead reports whether a description is indefinite and names nobody in
// particular.
func (n *nominal) plainHead() bool { return !n.def && n.owner == nil }

// loyal names a force by whose it is: «القوات الموالية للحكومة», «فصائل تابعة
// لتركيا». The participle itself is read as a clause later.
func (r *reader) loyal(s *sentence, n *nominal, f *nounForm) bool {
	j := n.last + 1
	if j+1 >= len(s.words) {
		return false
	}
	w := &s.words[j]
	known := false
	for k := range w.readings {
		rd := &w.readings[k]
		if rd.lex != nil && (rd.part == partActive || rd.part == partPassive || rd.part == partAdjective) {
			for i := range rd.lex.frames {
				t := rd.lex.frames[i].Type
				known = known || t == schema.Supports || t == schema.PartOf
			}
		}
	}
	if !known {
		return false
	}
	k := j + 1
	if s.words[k].Folded == "من" {
		if f.head.Organ != "" && f.head.Bare && len(f.rest) > 0 {
			return false // «القوات الحكومية المدعومة من موسكو» are their state's
		}
		k++
	}
	inner := r.phrase(s, k)
	if inner != nil && inner.ent == nil && inner.head != nil && inner.head.Organ == "government" && n.def && (k > j+1 || inner.clitics.prep == 'ل') {
		n.loyalTo = inner // «القوات الموالية للحكومة»: whose government is known later
		return true
	}
	if inner == nil || inner.ent == nil || inner.conj != 0 || k == j+1 && inner.clitics.prep != 'ل' {
		return false
	}
	whose := r.top(inner.ent)
	if inner.typ == schema.Person {
		if state := r.stateOf(inner.ent); state != nil {
			whose = state
		}
	}
	ofState := whose.Type == schema.State && (inner.typ == schema.Person || inner.ent != whose) && n.def && k == j+1
	if ofState && f.head.Type == schema.ArmedForce {
		r.become(n, r.organ(whose, "army", nil, ""))
		return true
	}
	r.become(n, r.derived(n.typ, r.phraseText(n, inner.end), ""))
	return true
}

func (r *reader) nameOrgan(n *nominal, f *nounForm, text string) {
	var of *entity
	switch {
	case n.owner != nil && n.owner.ent != nil && (n.owner.typ == schema.ArmedForce || n.owner.typ == schema.Organization):
		of = n.owner.ent // «قوات فاغنر الروسية»
	case len(n.nisba) > 0:
		of = n.nisba[0]
	case n.owner != nil && n.owner.ent != nil:
		of = n.owner.ent
		if of.Type == schema.Person {
			of = r.stateOf(of)
		}
	}
	if of != nil {
		of = r.top(of)
	}
	switch {
	case of != nil && of.Type == schema.State && (n.def || n.owner != nil || f.head.Type == schema.ArmedForce):
		r.become(n, r.organ(of, f.head.Organ, f.head, text))
	case of != nil && (of.Type == schema.ArmedForce || of.Type == schema.Organization) && f.head.Type == schema.ArmedForce:
		r.become(n, of) // «طائرات التحالف», «قوات حماس»
	case of != nil || n.owner != nil:
		e := r.derived(f.head.Type, text, "")
		if of != nil && (of.Type == schema.Organization || of.Type == schema.State) && e.entry == nil && e.PartOf == "" {
			e.PartOf = of.ID
		}
		r.become(n, e)
	case n.last > n.first && n.def && len(f.rest) == 0:
		r.become(n, r.derived(f.head.Type, text, "")) // «القوات المشتركة»
	}
}

func (r *reader) nameBody(s *sentence, n *nominal, f *nounForm, text string) {
	inner := n.owner
	if inner != nil && inner.ent == nil && inner.kind == nomOther && n.typ == schema.Organization {
		// A quoted or unknown name: the name alone is known too, if it is known.
		if known := r.nameAt(s, inner.first, false); known != nil && inner.first+known.count-1 == inner.last && known.ent.Type != schema.Person {
			r.become(n, known.ent)
			return
		}
	}
	if inner != nil && inner.ent != nil && r.eng.naming[n.word] && inner.typ == n.typ {
		r.become(n, inner.ent) // «حركة حماس», «تنظيم القاعدة»
		return
	}
	if inner != nil && inner.ent != nil && r.eng.naming[n.word] && (inner.typ == schema.Organization || inner.typ == schema.ArmedForce) && !mediaWords[n.word] {
		r.become(n, inner.ent)
		return
	}
	if inner != nil && inner.ent != nil && inner.ent.Known && (inner.typ == schema.ArmedForce || inner.typ == schema.Organization) &&
		(n.typ == schema.ArmedForce && f.head.Bare && strings.HasSuffix(f.head.Lemma, "ون") || f.head.Lemma == "عناصر") {
		n.number = 3
		r.become(n, inner.ent) // «مقاتلو الحركة» are the movement in arms
		return
	}
	if inner != nil && inner.ent == nil && inner.def && inner.head != nil && inner.head.Organ == "army" && inner.head.Bare && inner.last == inner.first && f.head.Lemma == "عناصر" {
		n.equals, n.number, n.typ, n.fem = inner, 3, schema.ArmedForce, false // «عناصر الجيش»: whose army is known later
		return
	}
	if len(n.nisba) > 0 && inner == nil && n.def {
		if e := n.nisba[0]; e.Type == schema.ArmedForce || e.Type == schema.Organization {
			r.become(n, e) // «الميليشيات الحوثية»
			return
		}
	}
	if n.typ == schema.State && f.head.Organ == "" && n.def && (n.number < 2 || len(n.also) > 0) {
		switch {
		case inner == nil && len(n.nisba) == 1 && n.nisba[0].Type == schema.State:
			r.become(n, n.nisba[0]) // «الجانب الروسي», «الجمهورية الفرنسية»
			return
		case inner != nil && inner.ent != nil && inner.typ == schema.State:
			r.become(n, inner.ent)
			return
		}
	}
	if f.head.Lemma == "موقع" && ownedSites(n) {
		n.equals = inner
		return
	}
	descriptive := inner != nil || len(n.nisba) > 0 || n.last > n.first && n.def
	switch {
	case descriptive:
		e := r.derived(n.typ, text, "")
		if inner != nil && inner.ent != nil && e.entry == nil && e.PartOf == "" && (n.typ == schema.ArmedForce || n.typ == schema.Organization) &&
			(inner.typ == schema.ArmedForce || inner.typ == schema.Organization) {
			e.PartOf = inner.ent.ID
		}
		if n.whole != nil && e.entry == nil && e.PartOf == "" {
			e.PartOf = n.whole.ent.ID
		}
		n.plain = n.plainHead() && n.last > n.first
		r.become(n, e)
		if inner != nil && inner.ent == nil {
			r.addLocal(schema.FoldText(r.text[inner.start:inner.end]), e)
		}
	case f.head.Bare:
		name := pluralName(f.head)
		if f.head.Type != schema.Group && f.head.Type != schema.ArmedForce && f.head.Type != schema.Person {
			return
		}
		if !n.def && !n.quant && n.number < 2 {
			n.plain = true
		}
		r.become(n, r.derived(n.typ, definite(name), f.head.En))
	}
}

// quotedName is the actor that a description of a body names in quotation marks:
// «وكالة الأنباء الروسية "سبوتنيك"».
func (r *reader) quotedName(s *sentence, n *nominal) *entity {
	if n.typ != schema.Organization && n.typ != schema.ArmedForce {
		return nil
	}
	for k := n.first + 1; k < n.last; k++ {
		if !isQuote(s.words[k].Text) {
			continue
		}
		if known := r.nameAt(s, k+1, false); known != nil && known.ent.Type == n.typ && k+1+known.count < len(s.words) && isQuote(s.words[k+1+known.count].Text) {
			return known.ent
		}
	}
	return nil
}

// mediaWords are bodies that an owner has beside itself: «إذاعة الجيش».
var mediaWords = map[string]bool{"صحيفه": true, "قناه": true, "شبكه": true, "مجله": true, "تلفزيون": true, "اذاعه": true, "وكاله": true}

// judgements are adjectives that say what is thought of an actor, or how it stands,
// and make no other of it.
var judgements = map[string]bool{
	"ارهابي": true, "متطرف": true, "متشدد": true, "تكفيري": true, "محظور": true, "مصنف": true, "متمرد": true, "انقلابي": true, "مارق": true, "عميل": true, "غازي": true, "غاصب": true,
	"سابق": true, "حالي": true, "حاكم": true, "معارض": true, "منحل": true, "مسلح": true, "مذكور": true, "نفسه": true, "شقيق": true, "صديق": true, "عظيم": true, "باسل": true, "بطل": true, "مقاوم": true,
	"محاصر": true, "محتل": true, "محرر": true, "منكوب": true, "مدمر": true, "استراتيجي": true, "حدودي": true, "ساحلي": true, "سياحي": true, "تاريخي": true, "اثري": true, "حيوي": true, "مجاور": true, "قديم": true, "صحراوي": true, "جبلي": true, "نفطي": true, "ريفي": true, "محوري": true, "ستراتيجي": true, "صغير": true, "شهير": true, "مضطرب": true, "متوتر": true, "انفصالي": true,
}

// evaluated is the known actor whose name a description has with no more than
// judgements after it: «حزب العمال الكردستاني المحظور», «قطاع غزة المحاصر», «مجموعة
// فاغنر الروسية».
func (r *reader) evaluated(s *sentence, n *nominal) *entity {
	if n.typ != schema.Organization && n.typ != schema.ArmedForce && n.typ != schema.Place && n.typ != schema.Facility {
		return nil
	}
	f := r.nameAt(s, n.first, true)
	if f == nil || f.ent.entry == nil || f.clitics != n.clitics || n.first+f.count > n.last || f.ent.Type == schema.Person || f.ent.Type == schema.State {
		return nil
	}
	proper := f.count > 1 && !strings.HasPrefix(s.words[n.first+f.count-1].Folded, "ال")
	for j := n.first + f.count; j <= n.last; j++ {
		w := &s.words[j]
		if w.Kind == arabic.Mark || !strings.HasPrefix(w.Folded, "ال") {
			return nil
		}
		word := bare(w.Folded)
		if judgements[word] || judgements[strings.TrimSuffix(word, "ه")] {
			continue
		}
		if nb, _ := r.eng.gaz.nisbaAt(w.Folded, ""); proper && nb != nil && nb.entry.Type == schema.State {
			continue
		}
		return nil
	}
	return f.ent
}

func isQuote(text string) bool {
	switch text {
	case "\"", "«", "»", "“", "”":
		return true
	}
	return false
}

// definite puts the article on a name, on its adjectives too: «الجماعات المسلحة».
func definite(name string) string {
	words := strings.Fields(name)
	for k, w := range words {
		if k == 0 || strings.HasSuffix(w, "ة") || strings.HasSuffix(w, "ي") {
			words[k] = "ال" + strings.TrimPrefix(w, "ال")
		}
	}
	return strings.Join(words, " ")
}

// pluralName is the form by which a group is named. The file gives the plural as
// the lemma where only the plural means an actor («أطفال»); else it is the sound
// plural, and of forces the first one («فصائل»).
func pluralName(h *seeds.Head) string {
	for _, p := range h.Plurals {
		if p == h.Lemma+"ون" || p == h.Lemma+"ات" {
			return p
		}
	}
	if h.Type != schema.Group && len(h.Plurals) > 0 && !strings.HasSuffix(h.Lemma, "ون") && !strings.HasSuffix(h.Plurals[0], "ين") {
		return h.Plurals[0]
	}
	return h.Lemma
}
