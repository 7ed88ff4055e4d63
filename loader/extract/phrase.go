package extract

import (
	"strings"

	"rawabit/loader/arabic"
	"rawabit/schema"
)

// phrase reads the nominal phrase that begins at word i of a sentence, the
// longest that titles, heads and names allow. It returns nil where no actor is
// named or described.
func (r *reader) phrase(s *sentence, i int) *nominal {
	if i >= len(s.words) || s.words[i].date >= 0 {
		return nil
	}
	if n, ok := s.phrases[i]; ok {
		return n
	}
	if s.words[i].Kind == arabic.Mark {
		n := r.quotedPhrase(s, i)
		s.phrases[i] = n
		return n
	}
	s.phrases[i] = nil // a phrase never holds itself
	if n := r.soCalled(s, i); n != nil {
		s.phrases[i] = n
		return n
	}
	best := r.namePhrase(s, i)
	for _, try := range []func(*sentence, int) *nominal{r.titlePhrase, r.headPhrase, r.placePhrase, r.personPhrase, r.peoplePhrase} {
		if n := try(s, i); n != nil && !(n.ent == nil && n.word == "@one-of-them") && !bracketed(s, best, n) && !overreaches(s, best, n) && (best == nil || n.last > best.last || n.last == best.last && best.kind == nomDesc && n.kind == nomEntity) {
			best = n
		}
	}
	if best != nil {
		r.representative(s, best)
		r.apposition(s, best)
	}
	s.phrases[i] = best
	return best
}

// bracketed reports whether a description is longer than a known name only by
// what stands in brackets after it: «حزب العمال الكردستاني (PKK)».
func bracketed(s *sentence, name, n *nominal) bool {
	return name != nil && name.ent != nil && name.ent.entry != nil && name.last > name.first && n.last > name.last && (n.ent == nil || n.ent.entry == nil) && s.words[name.last+1].Text == "("
}

// overreaches reports whether a description is longer than a known name of
// several words by a plain noun that belongs to what follows: «أعلن تنظيم الدولة
// الإسلامية المسؤولية عن الهجوم».
func overreaches(s *sentence, name, n *nominal) bool {
	if name == nil || name.ent == nil || name.ent.entry == nil || name.last == name.first || n.first != name.first || n.last <= name.last || n.ent != nil && n.ent.entry != nil {
		return false
	}
	w := &s.words[name.last+1]
	return w.nounish() != nil && w.find(partAdjective) == nil && w.find(partActive) == nil && w.find(partPassive) == nil && w.nounish().lex.noun != nil
}

// calling are the verbs of «ما يسمى», «ما يعرف».
var calling = map[string]bool{"يسمي": true, "تسمي": true, "سمي": true, "يعرف": true, "عرف": true, "تعرف": true}

// soCalled reads «ما يسمى بالمجلس الأعلى» as the phrase that it names.
func (r *reader) soCalled(s *sentence, i int) *nominal {
	if i+2 >= len(s.words) || !calling[s.words[i+1].Folded] {
		return nil
	}
	var c clitics
	switch s.words[i].Folded {
	case "ما":
	case "بما":
		c.prep = 'ب'
	case "لما":
		c.prep = 'ل'
	case "وما":
		c.conj = 'و'
	default:
		return nil
	}
	j := i + 2
	if w := s.words[j].Folded; (w == "باسم" || w == "ب" || w == "بـ") && j+1 < len(s.words) {
		j++
	}
	inner := r.phrase(s, j)
	if inner == nil || inner.ent == nil && inner.typ == "" || inner.conj != 0 || inner.clitics.prep != 0 && inner.clitics.prep != 'ب' {
		return nil
	}
	out := *inner
	out.first, out.clitics = i, c
	return &out
}

// quotedPhrase reads a name or description in quotation marks.
func (r *reader) quotedPhrase(s *sentence, i int) *nominal {
	end := quoted(s, i)
	if end == 0 {
		return nil
	}
	inner := r.phrase(s, i+1)
	if inner == nil || inner.clitics != (clitics{}) || inner.last < end-1 || inner.last > end && (inner.ent == nil || inner.ent.entry == nil || end > i+2) {
		return nil
	}
	out := *inner
	out.first, out.last = i, max(end, inner.last)
	if inner.last > end {
		out.start = s.words[i].Start // «"جيش" الاحتلال»
	}
	return &out
}

// newNominal returns a nominal over words first to last whose first word has
// lost the given proclitics.
func (r *reader) newNominal(s *sentence, kind nominalKind, first, last int, c clitics) *nominal {
	n := &nominal{kind: kind, first: first, last: last, clitics: c, number: 1}
	n.start = s.words[first].Start + cliticBytes(s.words[first].Text, c)
	n.end = s.words[last].End
	return n
}

// cliticBytes returns how many bytes of a surface word its proclitics take, marks
// included.
func cliticBytes(surface string, c clitics) int {
	letters := 0
	if c.conj != 0 {
		letters++
	}
	if c.prep != 0 {
		letters++
	}
	if letters == 0 {
		return 0
	}
	for i, r := range surface {
		if silent(r) {
			continue
		}
		if letters == 0 {
			return i
		}
		letters--
	}
	return 0
}

// found is a name of the gazetteer or of this article that stands in the text.
type found struct {
	ent   *entity
	count int // words
	clitics
}

// namePhrase reads a name as a nominal.
func (r *reader) namePhrase(s *sentence, i int) *nominal {
	f := r.nameAt(s, i, true)
	if f == nil {
		return nil
	}
	if k := i + f.count; f.count > 1 && f.ent.Type != schema.Person && k < len(s.words) && strings.HasPrefix(s.words[k-1].Folded, "ال") && strings.HasPrefix(s.words[k].Folded, "ال") && s.words[k].date < 0 {
		if nb, m := r.eng.gaz.nisbaAt(s.words[k].Folded, r.wordAt(s, k+1)); m == 1 && !nb.plural && !nb.people && r.entityOf(nb.entry) != f.ent && r.top(f.ent) == r.entityOf(nb.entry) {
			f.count++ // «فيلق القدس التابع للحرس الثوري الإيراني»
		}
	}
	if other := r.occupier(s, i+f.count, f.ent); other != nil {
		n := r.newNominal(s, nomEntity, i, i+f.count, f.clitics)
		r.setEntity(n, other)
		return n
	}
	n := r.newNominal(s, nomEntity, i, i+f.count-1, f.clitics)
	r.setEntity(n, r.regionMeant(f.ent))
	if first := stemWord(&s.words[i], f.clitics); n.typ == schema.State && strings.HasPrefix(first, "ال") && (f.count > 1 || first != schema.FoldText(n.ent.NameAr) && first != schema.FoldText(n.ent.Name)) {
		n.gendered, n.fem = true, strings.HasSuffix(first, "ه") || strings.HasSuffix(first, "ات") || strings.HasSuffix(first, "ا") // «الاحتلال الإسرائيلي» is masculine
	}
	if t := n.typ; t == schema.Organization || t == schema.ArmedForce {
		first := stemWord(&s.words[i], f.clitics)
		if form := r.eng.heads.alone(first); form != nil && !form.plural && f.count > 1 {
			n.fem, n.masculine = form.fem, !form.fem // «حركة حماس» is feminine as «حزب العمال» is not
		}
	}
	return n
}

// occupier is whom «قوات الاحتلال الأميركي» names where «قوات الاحتلال» alone is
// another state's: the adjective at word j says whose.
func (r *reader) occupier(s *sentence, j int, e *entity) *entity {
	if j == 0 || j >= len(s.words) || s.words[j-1].Folded != "الاحتلال" || s.words[j].date >= 0 || !strings.HasPrefix(s.words[j].Folded, "ال") || e.Type != schema.State && e.Type != schema.ArmedForce {
		return nil
	}
	nb, k := r.eng.gaz.nisbaAt(s.words[j].Folded, "")
	if k != 1 || nb.plural || nb.people || nb.entry.Type != schema.State || r.top(e) == r.entityOf(nb.entry) {
		return nil
	}
	other := r.entityOf(nb.entry)
	if e.Type == schema.State {
		return other
	}
	return r.organ(other, "army", nil, "")
}

func (r *reader) setEntity(n *nominal, e *entity) {
	n.fem = e.fem
	if seat(e) {
		e, n.gendered = r.top(e), true // «الكرملين» acts as Russia, and is masculine
	}
	n.ent, n.typ, n.def = e, e.Type, true
	if e.plural {
		n.number = 3
	}
	n.word = e.lemma
}

// seat reports whether an entity is a palace that stands for its state.
func seat(e *entity) bool {
	return e.Type == schema.State && e.PartOf != "" && e.Within != "" && !strings.Contains(string(e.ID), ".")
}

// nameAt finds the longest name at word i. With split, proclitics may come off.
func (r *reader) nameAt(s *sentence, i int, splitting bool) *found {
	w := &s.words[i]
	if w.Kind != arabic.Word || w.date >= 0 || w.may&mayName == 0 && len(r.local) == 0 && len(r.localMulti) == 0 {
		return nil
	}
	var best *found
	try := func(rest string, c clitics) bool {
		if f := r.nameFrom(s, i, rest, c); f != nil && (best == nil || f.count > best.count) {
			f.clitics = c
			best = f
		}
		return false
	}
	if splitting {
		split(w.Folded, try)
	} else {
		try(w.Folded, clitics{})
	}
	return best
}

// nameFrom finds the longest name whose first word is rest and whose further
// words follow word i.
func (r *reader) nameFrom(s *sentence, i int, rest string, c clitics) *found {
	known := s.words[i].may&mayName != 0
	if f := r.nameOf(s, i, r.localMulti[rest], c); f != nil {
		return f
	}
	if known {
		if f := r.nameOf(s, i, r.eng.gaz.multi[rest], c); f != nil {
			return f
		}
	}
	if e := r.local[rest]; e != nil {
		return &found{ent: e, count: 1}
	}
	if !known {
		return nil
	}
	if targets := r.eng.gaz.single[rest]; targets != nil {
		if e := r.pick(s, i, 1, targets, c); e != nil && !r.namesake(s, i, e, c) {
			return &found{ent: e, count: 1}
		}
	}
	return nil
}

// nameOf finds the first name of several words among some that stands at word i.
func (r *reader) nameOf(s *sentence, i int, names []*pattern, c clitics) *found {
	for _, p := range names {
		if end := r.followsQuoted(s, i+1, p.words[1:]); end > 0 {
			if e := r.pick(s, i, len(p.words), p.targets, c); e != nil {
				return &found{ent: e, count: end - i}
			}
		}
	}
	return nil
}

// namesake reports whether a last name stands after a first name that is not of
// whom the registry knows by that last name: somebody else's.
func (r *reader) namesake(s *sentence, i int, e *entity, c clitics) bool {
	if e.Type != schema.Person || c != (clitics{}) || i == 0 || e.entry == nil {
		return false
	}
	prev := s.words[i-1].Folded
	if kind := r.eng.given[prev]; kind != "given" && kind != "given?" || s.words[i-1].date >= 0 || s.words[i-1].particle() != nil {
		return false
	}
	return !containsText(e.words(), prev) && !r.calledSo(e, prev)
}

// calledSo reports whether one of an actor's names in the registry has a word.
func (r *reader) calledSo(e *entity, word string) bool {
	for _, alias := range e.entry.AliasAr {
		if containsText(strings.Fields(schema.FoldText(alias)), word) {
			return true
		}
	}
	return false
}

func (r *reader) follows(s *sentence, i int, words []string) bool {
	for k, word := range words {
		if i+k >= len(s.words) || s.words[i+k].Folded != word {
			return false
		}
	}
	return true
}

// dashes may stand within names.
var dashes = map[string]bool{"-": true, "–": true, "—": true}

// followsQuoted is follows over quotation marks («قوات "الدعم السريع"»). It
// returns the word after the name, 0 where the name does not stand there.
func (r *reader) followsQuoted(s *sentence, i int, words []string) int {
	open := false
	for _, word := range words {
		if i < len(s.words) && s.words[i].Kind == arabic.Mark && quoteMarks[s.words[i].Text] && !open {
			open = true
			i++
		}
		if i+1 < len(s.words) && s.words[i].Kind == arabic.Mark && dashes[s.words[i].Text] && s.words[i+1].Folded == word {
			i++ // «الجبهة الشعبية - القيادة العامة»
		}
		if i >= len(s.words) || s.words[i].Folded != word {
			return 0
		}
		i++
	}
	if open && i < len(s.words) && quoteMarks[s.words[i].Text] {
		i++
	}
	return i
}

var quoteMarks = map[string]bool{"\"": true, "«": true, "»": true, "“": true, "”": true}

// pick chooses among the registry actors that a name may mean: one that the
// article has named already, else the first that holds without introduction.
func (r *reader) pick(s *sentence, i, count int, targets []target, c clitics) *entity {
	for _, t := range targets {
		if t.ent != nil {
			return t.ent
		}
		if e := r.entities[t.entry.ID]; e != nil && (e.mentioned > 0 || t.short && s.names(e)) {
			return e
		}
		if t.short && t.entry.Type == schema.State && (r.organNamed(t.entry.ID) || r.entities[t.entry.ID] != nil && strings.HasPrefix(stemWord(&s.words[i], c), "ال")) {
			return r.entityOf(t.entry)
		}
	}
	for _, t := range targets {
		if t.short {
			continue
		}
		if count == 1 && !r.nameStands(s, i, t, c) {
			continue
		}
		return r.entityOf(t.entry)
	}
	if count == 1 && c == (clitics{}) {
		return r.spokenPlace(s, i, targets)
	}
	return nil
}

// organNamed reports whether the article has named an organ of a state.
func (r *reader) organNamed(state schema.ActorID) bool {
	for _, e := range r.order {
		if e.PartOf == state && e.mentioned > 0 {
			return true
		}
	}
	return false
}

// names reports whether a phrase of the sentence so far names an entity.
func (s *sentence) names(e *entity) bool {
	for _, n := range s.nominals {
		if n.ent == e {
			return true
		}
	}
	return false
}

// nameStands guards one-word names that are also common words: where the word
// can be read otherwise, a name needs its context.
func (r *reader) nameStands(s *sentence, i int, t target, c clitics) bool {
	w := &s.words[i]
	if p := w.particle(); p != nil {
		return false
	}
	if c.conj == 0 && c.prep == 0 {
		return true
	}
	// With a clitic taken off, the whole word must not be a word of the lexicon.
	for k := range w.readings {
		rd := &w.readings[k]
		if rd.conj == 0 && rd.prep == 0 && (rd.part == partMasdar || rd.part == partNoun || rd.part == partVerb && rd.exact) {
			return false
		}
	}
	return true
}

// placePhrase reads a direction and the place that it is a part of: «شمال شرق
// سوريا», «ريف دمشق».
func (r *reader) placePhrase(s *sentence, i int) *nominal {
	dir, count, c := r.directionAt(s, i)
	if count == 0 {
		return nil
	}
	j := i + count
	if j >= len(s.words) {
		return nil
	}
	var base *entity
	last := j
	if inner := r.phrase(s, j); inner != nil && inner.clitics == (clitics{}) && inner.ent != nil &&
		(inner.typ == schema.State || inner.typ == schema.Place || inner.typ == schema.Facility) {
		base, last = inner.ent, inner.last
	}
	if base == nil {
		return r.partSpokenOf(s, i, j, c)
	}
	n := r.newNominal(s, nomEntity, i, last, c)
	if base.Type == schema.Place && base.entry != nil && r.isTown(base) {
		r.setEntity(n, base) // «شمالي الخرطوم» is Khartoum still
		n.site = true
		return n
	}
	name := dir + " " + r.text[s.words[j].Start:s.words[last].End]
	e := r.derived(schema.Place, name, "")
	if e.entry == nil && e.Within == "" {
		e.Within = base.ID
	}
	r.setEntity(n, e)
	n.site = true
	return n
}

// partSpokenOf reads a direction before a place that is only described: «جنوب
// العاصمة», «شمال البلاد». It means what the description means.
func (r *reader) partSpokenOf(s *sentence, i, j int, c clitics) *nominal {
	inner := r.phrase(s, j)
	if inner == nil || inner.ent != nil || inner.head == nil || inner.clitics != (clitics{}) || !inner.def || inner.number != 1 || inner.pron != "" || inner.typ != schema.Place && inner.word != "بلاد" {
		return nil
	}
	n := *inner
	n.first, n.clitics, n.site = i, c, true
	n.start = s.words[i].Start + cliticBytes(s.words[i].Text, c)
	return &n
}

// directionAt finds a direction («شمال شرق») at word i and returns it as it is
// written, the number of its words and its proclitics.
func (r *reader) directionAt(s *sentence, i int) (string, int, clitics) {
	count, cl := 0, clitics{}
	if s.words[i].may&mayDirect == 0 {
		return "", 0, cl
	}
	split(s.words[i].Folded, func(rest string, c clitics) bool {
		if !r.eng.dirs[rest] && !(rest == "مركز" && (r.wordAt(s, i+1) == "مدينه" || r.wordAt(s, i+1) == "بلده")) {
			return false // «مركز مدينة عفرين»
		}
		count, cl = 1, c
		if i+1 < len(s.words) && r.eng.dirs[rest+" "+s.words[i+1].Folded] {
			count = 2
		}
		return true
	})
	if count == 0 {
		return "", 0, cl
	}
	from := s.words[i].Start + cliticBytes(s.words[i].Text, cl)
	return strings.TrimSpace(r.text[from:s.words[i+count-1].End]), count, cl
}

// peoplePhrase reads a relative adjective in the plural that names a people by
// itself: «الروس», «الفلسطينيين», «الحوثيون».
func (r *reader) peoplePhrase(s *sentence, i int) *nominal {
	if out := r.countedPeople(s, i); out != nil {
		return out
	}
	var out *nominal
	if s.words[i].may&mayNisba == 0 {
		return nil
	}
	split(s.words[i].Folded, func(rest string, c clitics) bool {
		next := ""
		if i+1 < len(s.words) {
			next = s.words[i+1].Folded
		}
		nb, count := r.eng.gaz.nisbaAt(rest, next)
		if nb == nil || (!nb.plural || !strings.HasPrefix(rest, "ال") && !nb.people) && !r.peopleStand(s, i, rest, c) {
			return false
		}
		out = r.newNominal(s, nomEntity, i, i+count-1, c)
		if nb.entry.Type == schema.State {
			name := "ال" + strings.TrimPrefix(rest, "ال")
			if base, ok := strings.CutSuffix(name, "ين"); ok && !nb.people {
				name = base + "ون"
			}
			e := r.derived(schema.Group, name, "")
			r.setEntity(out, e)
			out.nisba = []*entity{r.entityOf(nb.entry)}
		} else {
			r.setEntity(out, r.entityOf(nb.entry))
		}
		out.number = 3
		return true
	})
	return out
}

// peopleStand reports whether a relative adjective without article in the dual or
// sound plural stands where only a noun can: right after a verb or preposition
// («استشهد فلسطينيان», «على سوريين»).
func (r *reader) peopleStand(s *sentence, i int, rest string, c clitics) bool {
	if strings.HasPrefix(rest, "ال") || !strings.HasSuffix(rest, "يان") && !strings.HasSuffix(rest, "يين") && !strings.HasSuffix(rest, "يون") || c.conj != 0 {
		return false
	}
	if c.prep != 0 {
		return true
	}
	if i == 0 {
		return false
	}
	prev := &s.words[i-1]
	if rd := prev.particle(); rd != nil {
		return rd.class == "prep"
	}
	return prev.verb() != nil && prev.nounish() == nil && prev.common == ""
}

// countedPeople reads members of a people that are counted: «30 فلسطينيا», «مئة
// سوري».
func (r *reader) countedPeople(s *sentence, i int) *nominal {
	j, found := r.quantity(s, i)
	if !found || j == i || j >= len(s.words) || s.words[j].date >= 0 {
		return nil
	}
	word := strings.TrimSuffix(s.words[j].Folded, "ا")
	if word != s.words[j].Folded && s.words[j-1].Kind != arabic.Number && len(r.eng.gaz.single[s.words[j].Folded]) > 0 {
		return nil // «كل من روسيا»
	}
	nb, count := r.eng.gaz.nisbaAt(word, "")
	if nb == nil || count != 1 || nb.fem || len(nb.entry.Nisba) == 0 || nb.entry.Type != schema.State || strings.HasPrefix(word, "ال") {
		return nil
	}
	n := r.newNominal(s, nomEntity, i, j, r.quantityClitics(s, i))
	r.setEntity(n, r.derived(schema.Group, "ال"+nb.entry.Nisba[0]+"ون", ""))
	n.nisba = []*entity{r.entityOf(nb.entry)}
	n.number, n.quant = 3, true
	return n
}
