package extract

import (
	"strings"

	"rawabit/loader/arabic"
	"rawabit/schema"
	"rawabit/seeds"
)

// titleName reads the name of who holds an office, from word j on, over a comma
// and further titles («، الفريق أول عبد الفتاح البرهان»).
func (r *reader) titleName(s *sentence, j int, n *nominal, use *officeUse, t *seeds.Title) int {
	k := r.scopeOf(s, j, use)
	if k == j && k+1 < len(s.words) && s.words[k].Text == "(" && (use.body != nil || use.bodyOf != nil) {
		if end := closingBracket(s, k); end > 0 && end-k <= 3 && end+1 < len(s.words) && (r.personAt(s, end+1) || r.strange(s, end+2, 1) && s.words[end+1].Kind == arabic.Word) {
			k, j = end+1, end+1 // «ناشر صحيفة "كذا" (خاصة) فلان»
		}
	}
	if k < len(s.words) && (s.words[k].Text == "،" || s.words[k].Text == "," || s.words[k].Text == ":") {
		if use.body == nil && (!n.def || k+1 >= len(s.words) || !r.knownPerson(s, k+1) && !(stateOffice(t.ID) && r.personAfter(s, k+1))) {
			return j
		}
		if n.first > 0 && kin[bare(s.words[n.first-1].Folded)] {
			return j // «زوج رئيسة الوزراء، فلان»
		}
		k++
	}
	for hops := 0; hops < 3 && k < len(s.words); hops++ {
		var c clitics
		f, count := r.formAt(s, k, r.eng.titles, &c)
		if f == nil || c != (clitics{}) || f.title.Relation != "" && k != j {
			break
		}
		if f.title.Relation != "" && !(f.title.ID == t.ID) {
			break
		}
		k += count
		if k < len(s.words) && (s.words[k].Folded == "اول" || s.words[k].Folded == "ركن") {
			k++
		}
	}
	if k == j && k+1 < len(s.words) && use.bodyOf != nil && strings.HasPrefix(s.words[k].Folded, "ال") && strings.HasSuffix(strings.TrimSuffix(s.words[k].Folded, "ه"), "ي") && r.eng.given[s.words[k].Folded] == "" && r.personAt(s, k+1) {
		k++ // «مالك موقع "والا" الإخباري فلان»
	}
	if k >= len(s.words) || s.words[k].Kind != arabic.Word {
		return j
	}
	titleFem := n.fem
	defer func() {
		if n.ent != nil && n.ent.Type == schema.Person && titleFem && t.Relation != "" || n.ent != nil && n.ent.Type == schema.Person && !n.ent.Known && titleFem {
			n.fem, n.ent.fem = true, true // «السيدة جو سوينسون»
		}
	}()
	if f := r.nameAt(s, k, false); f != nil && f.ent.Type == schema.Person {
		n.kind = nomEntity
		r.setEntity(n, f.ent)
		r.bareName(s, n, k, f.count)
		return k + f.count
	}
	if f := r.nameAt(s, k, false); f != nil && !r.homonym(s, k, f, use) {
		return j // a place or body, not a person
	}
	count := r.nameLength(s, k, s.words[k].Folded, true)
	if m := r.betweenCommas(s, k); m > count && k > j && (use.body != nil || stateOffice(t.ID)) {
		n.kind = nomEntity
		r.setEntity(n, r.person(s, k, m, s.words[k].Folded))
		return k + m
	}
	if t.ID == "counterpart" && k > j && k+1 < len(s.words) && s.words[k].oov && r.strange(s, k+1, 1) && s.words[k].Kind == arabic.Word && (k+2 == len(s.words) || s.words[k+2].Kind == arabic.Mark) {
		n.kind = nomEntity
		r.setEntity(n, r.person(s, k, 2, s.words[k].Folded)) // «نظيره البرازيلي، فلان كذا»
		return k + 2
	}
	named := r.anyName(s, k, count) || count > 1 && s.words[k].Folded == "عبد" || k == j && count > 1 && count < 4 && (use.body != nil || use.bodyOf != nil) && r.strange(s, k, count) || count > 1 && k > j && use.body != nil && !strings.HasPrefix(s.words[k].Folded, "و") && r.anyStrange(s, k, count) && k+count < len(s.words) && isComma(s.words[k+count].Text)
	if count == 0 || count == 1 && k > j || !named {
		return j
	}
	n.kind = nomEntity
	r.setEntity(n, r.person(s, k, count, s.words[k].Folded))
	return k + count
}

// bareName notes the name of a known person within a phrase that begins with an
// office, where it is spelled otherwise than the registry does.
func (r *reader) bareName(s *sentence, n *nominal, k, count int) {
	if n.ent == nil || n.ent.entry == nil || k == n.first || schema.FoldText(r.text[s.words[k].Start:s.words[k+count-1].End]) == schema.FoldText(n.ent.NameAr) {
		return
	}
	inner := r.newNominal(s, nomEntity, k, k+count-1, clitics{})
	r.setEntity(inner, n.ent)
	n.second = append(n.second, inner)
}

// kin are nouns for relatives, whose name stands after the comma.
var kin = map[string]bool{
	"زوج": true, "زوجه": true, "نجل": true, "ابن": true, "ابنه": true, "شقيق": true, "شقيقه": true, "والد": true, "والده": true, "حفيد": true, "صهر": true, "عقيله": true, "ارمله": true,
}

// described passes over what a participle says of the holder of an office whose
// name follows: «الرئيس المنتمي لجماعة الإخوان محمد مرسي».
func (r *reader) described(s *sentence, j int, n *nominal, use *officeUse) int {
	if !n.def || use.bodyOf != nil || use.body != nil || j+2 >= len(s.words) || !strings.HasPrefix(s.words[j].Folded, "ال") || s.words[j].find(partActive) == nil && s.words[j].find(partPassive) == nil {
		return j
	}
	k := j + 1
	if w := s.words[k].Folded; w == "من" || w == "الي" || w == "في" {
		k++
	}
	if k >= len(s.words) {
		return j
	}
	inner := r.phrase(s, k)
	if inner == nil || inner.ent == nil || inner.ent.Type == schema.Person || k == j+1 && inner.clitics.prep == 0 || inner.last+1 >= len(s.words) || !r.knownPerson(s, inner.last+1) {
		return j
	}
	return inner.last + 1
}

// homonym reports whether a town of one word, right after an office and what it
// is of, is rather the first word of the holder's name: an unknown word follows
// that can only be the rest of it.
func (r *reader) homonym(s *sentence, k int, f *found, use *officeUse) bool {
	if f.count != 1 || f.ent.Type != schema.Place || use.body == nil && use.bodyOf == nil || k+1 >= len(s.words) || strings.HasPrefix(s.words[k].Folded, "ال") {
		return false
	}
	return r.eng.given[s.words[k+1].Folded] == "family" || r.strange(s, k+1, 1)
}

// strange reports whether count words from word k are words that neither the
// lexicon nor the registry knows, as foreign and rare names are.
func (r *reader) strange(s *sentence, k, count int) bool {
	if k+count > len(s.words) {
		return false
	}
	for i := k; i < k+count; i++ {
		w := &s.words[i]
		if !w.oov || w.common != "" || w.Kind != arabic.Word || w.date >= 0 || len([]rune(w.Folded)) < 4 || strings.HasPrefix(w.Folded, "ال") && i == k || unlikeName(w.Folded) {
			return false
		}
	}
	return true
}

// anyStrange reports whether one of count words from word k is known to neither the
// lexicon nor the registry.
func (r *reader) anyStrange(s *sentence, k, count int) bool {
	for i := k; i < k+count && i < len(s.words); i++ {
		if s.words[i].oov {
			return true
		}
	}
	return false
}

// unlikeName reports whether an unknown word has the shape of a plural or of a
// verb with a pronoun, as names seldom have.
func unlikeName(word string) bool {
	for _, end := range []string{"ات", "يه", "هم", "ها", "ون"} {
		if strings.HasSuffix(word, end) && (end != "ون" && end != "ها" || strings.HasPrefix(word, "ي") || strings.HasPrefix(word, "ت")) {
			return true
		}
	}
	return false
}

// scopeOf passes over what an office is for («للشؤون الإنسانية») where a name
// follows.
func (r *reader) scopeOf(s *sentence, j int, use *officeUse) int {
	if use.body != nil && j+1 < len(s.words) && s.words[j].Folded == "في" {
		inner := r.phrase(s, j+1)
		if inner == nil || inner.clitics != (clitics{}) || inner.typ != schema.State && inner.typ != schema.Place || inner.last+1 >= len(s.words) {
			return j
		}
		k := inner.last + 1
		if t := s.words[k].Text; t == "،" || t == "," {
			if k+3 < len(s.words) && (r.personAt(s, k+1) || s.words[k+1].oov && s.words[k+1].Kind == arabic.Word && r.strange(s, k+2, 1) && s.words[k+3].Kind == arabic.Mark) {
				return k
			}
			return j
		}
		var c clitics
		if f, _ := r.formAt(s, k, r.eng.titles, &c); r.personAt(s, k) || f != nil && f.title.Relation == "" && c == (clitics{}) {
			return k // «رئيس المركز الروسي في سوريا اللواء فلان»
		}
		return j
	}
	if use.body == nil || j >= len(s.words) || !strings.HasPrefix(s.words[j].Folded, "لل") {
		return j
	}
	for k := j + 1; k < len(s.words) && k <= j+5; k++ {
		w := &s.words[k]
		if w.Text == "،" || w.Text == "," {
			if k+1 < len(s.words) && r.personAt(s, k+1) {
				return k
			}
			return j
		}
		if r.personAt(s, k) {
			return k
		}
		if w.Kind != arabic.Word || !strings.HasPrefix(w.Folded, "ال") && !strings.HasPrefix(w.Folded, "وال") {
			return j
		}
	}
	return j
}

func (r *reader) knownPerson(s *sentence, k int) bool {
	f := r.nameAt(s, k, false)
	return f != nil && f.ent.Type == schema.Person
}

func (r *reader) personAt(s *sentence, k int) bool {
	if f := r.nameAt(s, k, false); f != nil {
		return f.ent.Type == schema.Person
	}
	return r.eng.given[s.words[k].Folded] == "given" && r.nameLength(s, k, s.words[k].Folded, true) > 1
}

// others reads the further holders of a title in the dual or plural: «الرئيسان
// التركي أردوغان والروسي بوتين».
func (r *reader) others(s *sentence, n *nominal, f *nounForm) {
	if !f.dual && !f.plural || n.ent == nil {
		return
	}
	for n.last+2 < len(s.words) {
		j := n.last + 1
		rest, ok := strings.CutPrefix(s.words[j].Folded, "و")
		if !ok {
			return
		}
		nb, k := r.eng.gaz.nisbaAt(rest, s.words[j+1].Folded)
		if nb == nil || nb.plural {
			return
		}
		m := r.newNominal(s, nomEntity, j, j+k-1, clitics{conj: 'و'})
		use := officeUse{title: f.title, body: r.entityOf(nb.entry), start: m.start, end: m.end}
		use.text = cleanName(r.text[n.offices[0].start:n.offices[0].end])
		end := r.titleName(s, j+k, m, &use, f.title)
		if m.ent == nil {
			return
		}
		m.last, m.end = end-1, s.words[end-1].End
		m.offices = append(m.offices, use)
		n.coord = append(n.coord, m)
		n.second = append(n.second, m)
		n.last, n.end = m.last, m.end
	}
}
