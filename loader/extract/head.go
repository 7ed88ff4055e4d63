package extract

import (
	"strings"

	"rawabit/loader/arabic"
	"rawabit/schema"
)

// headPhrase reads a description that a head noun begins: «القوات الروسية»,
// «مدينة القامشلي», «مقاتلي حماس», «صحيفة "الفجر"», «شركة روسية», «المدنيين».
func (r *reader) headPhrase(s *sentence, i int) *nominal {
	j, quantity := r.quantity(s, i)
	if j >= len(s.words) {
		return nil
	}
	var c clitics
	f, count := r.formAt(s, j, r.eng.heads, &c)
	if f == nil && quantity {
		f, count = r.countedForm(s, j), 1
	}
	if f == nil || quantity && c != (clitics{}) && j != i {
		return nil
	}
	if !r.headStands(s, j, f, count) || f.head.Lemma == "مركز" && count == 1 && (r.wordAt(s, j+1) == "مدينه" || r.wordAt(s, j+1) == "بلده") {
		return nil
	}
	n := r.newNominal(s, nomDesc, j, j+count-1, c)
	n.head, n.typ, n.fem, n.def, n.pron = f.head, f.head.Type, f.fem || f.plural && f.head.Type != schema.Group && f.head.Type != schema.Person, f.def, f.pron
	n.word = schema.FoldText(firstWord(f.head.Lemma))
	n.number, n.bound = 1, f.bound
	if f.plural || !f.dual && f.head.Type == schema.Group && strings.HasSuffix(f.head.Lemma, "ون") {
		n.number = 3
	} else if f.dual {
		n.number = 2
	}
	if len(f.rest) > 0 {
		n.def = n.def || strings.HasPrefix(s.words[j+count-1].Folded, "ال")
	}
	n.quant = quantity
	end := r.headModifiers(s, j+count, n, f)
	n.last, n.end = end-1, s.words[end-1].End
	if pairWords[n.word] && len(n.nisba) == 0 && n.number == 1 && n.typ == schema.State && f.head.Lemma != "دولة" && f.head.Lemma != "حكومة" {
		return nil // «الجانب التجاري» is no side
	}
	if f.head.Organ != "" && !f.head.Bare && len(n.nisba) == 0 && n.owner == nil && n.pron == "" && (n.typ == schema.State || n.typ == schema.ArmedForce) && (len(f.rest) == 0 || !n.def) && !s.actsAlone(n) {
		return nil // «الدفاع عن النفس» is no ministry
	}
	r.unitOf(s, n, f)
	r.governmentIn(s, n, f)
	r.nameDescription(s, n, f)
	r.nameOthers(s, n, f)
	if quantity && i < j {
		n.first = i
		if n.typ == schema.Group {
			n.start = s.words[i].Start + cliticBytes(s.words[i].Text, r.quantityClitics(s, i))
		}
		if cl := r.quantityClitics(s, i); cl != (clitics{}) {
			n.clitics = cl
		}
	}
	return n
}

// countedForm is the form of a group of people in the singular that a large number
// takes: «1700 مدني», «عشرين مدنيا».
func (r *reader) countedForm(s *sentence, j int) *nounForm {
	word := s.words[j].Folded
	for _, one := range []string{word, strings.TrimSuffix(word, "ا")} {
		if f := r.eng.heads.alone(one + "ون"); f != nil && f.head.Type == schema.Group && f.plural == (schema.FoldText(f.head.Lemma) != one+"ون") {
			g := *f
			g.plural, g.closed = true, true
			return &g
		}
	}
	return nil
}

// unitOf reads what a unit with a name belongs to after «ل», «في» or «بـ»:
// «المكتب الإعلامي للحركة», «لجنة الخارجية في البرلمان».
func (r *reader) unitOf(s *sentence, n *nominal, f *nounForm) {
	j := n.last + 1
	if n.typ != schema.Organization || !r.eng.units[n.word] || f.head.Organ != "" || !n.def || n.pron != "" || n.last == n.first || j >= len(s.words) || n.owner != nil && n.owner.ent != nil {
		return
	}
	k := j
	if s.words[k].Folded == "في" {
		k++
	}
	inner := r.phrase(s, k)
	if inner == nil || inner.ent == nil || inner.conj != 0 || inner.typ != schema.Organization && inner.typ != schema.ArmedForce || k == j && inner.clitics.prep != 'ل' && inner.clitics.prep != 'ب' {
		return
	}
	n.whole = inner
	n.second = append(n.second, inner)
	n.last, n.end = inner.last, inner.end
}

// actsAlone reports whether a ministry called by its field alone does what the
// verb right before it says: «أكدت الخارجية».
func (s *sentence) actsAlone(n *nominal) bool {
	if n.first != n.last || n.first == 0 || n.clitics != (clitics{}) || n.word != "خارجيه" && n.word != "داخليه" || !n.def {
		return false
	}
	w := &s.words[n.first-1]
	v := w.verb()
	return v != nil && v.fem && w.nounish() == nil
}

func firstWord(text string) string {
	first, _, _ := strings.Cut(text, " ")
	return first
}

// headStands refuses a head that the sentence rather reads as a verb.
func (r *reader) headStands(s *sentence, i int, f *nounForm, count int) bool {
	if count > 1 || f.def || f.pron != "" {
		return true
	}
	w := &s.words[i]
	if p := w.particle(); p != nil {
		return false
	}
	return true
}

// quantity passes over a number or a word of quantity before a noun («200
// مسلح», «عشرات المدنيين»).
func (r *reader) quantity(s *sentence, i int) (next int, found bool) {
	j := i
	for j < len(s.words) {
		w := &s.words[j]
		if w.date >= 0 {
			break
		}
		if w.Kind == arabic.Number {
			j++
			continue
		}
		if n := r.quantAt(s, j, j == i); n > 0 {
			j += n
			continue
		}
		if j > i && w.Folded == "و" && j+1 < len(s.words) && s.words[j+1].Kind == arabic.Number {
			j++ // «68 ألفا و865 شخصا»
			continue
		}
		break
	}
	if k := r.shareEnd(s, j); j > i && s.words[j-1].Kind == arabic.Number && k > 0 {
		return k, true // «75% من المدينة»
	}
	if k := j + 1; j > i && k+1 < len(s.words) && s.words[j].Folded == "من" && quoteMarks[s.words[k].Text] && len(r.eng.heads[s.words[k+1].Folded]) > 0 && s.words[k+1].date < 0 {
		return k + 1, true // «خمسة من "العناصر المسلحة"»
	}
	if j > i && j+1 < len(s.words) && s.words[j].Folded == "من" && s.words[j+1].date < 0 {
		// «ثلاثة من رجال الأمن», «عدد من المقاتلين»
		for k := range r.eng.heads[s.words[j+1].Folded] {
			if f := &r.eng.heads[s.words[j+1].Folded][k]; (f.plural || f.head.Type == schema.Group) && (f.head.Type == schema.Group || f.head.Type == schema.ArmedForce || f.head.Type == schema.Person) && len(f.rest) == 0 {
				return j + 1, true
			}
		}
	}
	return j, j > i
}

// shareEnd returns the word after «% من» or «في المئة من» at word j, 0 where no share
// is named there.
func (r *reader) shareEnd(s *sentence, j int) int {
	if j < len(s.words) && (s.words[j].Text == "%" || s.words[j].Text == "٪" || s.words[j].Folded == "بالميه") {
		j++
	} else if j+1 < len(s.words) && s.words[j].Folded == "في" && (s.words[j+1].Folded == "الميه" || s.words[j+1].Folded == "المايه") {
		j += 2
	} else {
		return 0
	}
	if j+1 < len(s.words) && s.words[j].Folded == "من" && s.words[j+1].date < 0 {
		return j + 1
	}
	return 0
}

func (r *reader) quantAt(s *sentence, j int, splitting bool) int {
	if s.words[j].may&mayQuant == 0 {
		return 0
	}
	count := 0
	match := func(rest string, _ clitics) bool {
		for _, p := range r.eng.quants[rest] {
			if len(p)+1 > count && r.follows(s, j+1, p) {
				count = len(p) + 1
			}
		}
		return count > 0
	}
	if splitting {
		split(s.words[j].Folded, match)
	} else {
		match(s.words[j].Folded, clitics{})
	}
	return count
}

func (r *reader) quantityClitics(s *sentence, i int) clitics {
	var out clitics
	split(s.words[i].Folded, func(rest string, c clitics) bool {
		if len(r.eng.quants[rest]) > 0 {
			out = c
			return true
		}
		return false
	})
	return out
}

// headModifiers reads adjectives, a genitive, a name, a quotation or a number
// after a head, and returns the word after them.
func (r *reader) headModifiers(s *sentence, j int, n *nominal, f *nounForm) int {
	genitive := (!n.def || f.bound) && !f.closed
	if len(f.rest) > 0 && (strings.HasPrefix(s.words[j-1].Folded, "ال") || s.endsInAdjective(j-1)) {
		genitive = false
	}
	for steps := 0; j < len(s.words) && steps < 6; steps++ {
		w := &s.words[j]
		if w.date >= 0 {
			return j
		}
		if w.Kind == arabic.Mark {
			if end := quoted(s, j); end > 0 && (genitive || n.typ == schema.Organization || n.typ == schema.ArmedForce || r.ship(n)) && n.owner == nil {
				inner := r.quotedPhrase(s, j)
				if inner == nil || inner.ent == nil || r.ship(n) && inner.typ != schema.Facility {
					inner = r.newNominal(s, nomOther, j+1, end-1, clitics{})
				}
				n.second = append(n.second, inner)
				n.owner = inner
				j, genitive = max(end, inner.last)+1, false
				continue
			}
			return j
		}
		if w.Kind == arabic.Number {
			if n.typ == schema.Organization && n.def && f.head.Organ == "" && r.phrase(s, j) == nil {
				return j + 1 // «القناة 12»
			}
			return j
		}
		next := ""
		if j+1 < len(s.words) {
			next = s.words[j+1].Folded
		}
		word := w.Folded
		if !n.def && (n.number == 1 || n.quant) && n.owner == nil && strings.HasSuffix(word, "يا") && strings.HasSuffix(s.words[n.first].Folded, "ا") {
			word = strings.TrimSuffix(word, "ا") // «ناشطا كرديا»
		}
		if nb, k := r.eng.gaz.nisbaAt(word, next); nb != nil && n.pron == "" && (strings.HasPrefix(w.Folded, "ال") == (n.def || n.owner != nil)) && (nb.fem == n.fem || n.number != 1 || n.owner != nil || nb.plural) && (!nb.people || n.number == 3 && n.typ == schema.Group) {
			n.nisba = append(n.nisba, r.entityOf(nb.entry))
			j += k
			genitive = false
			if also, m := r.nisbaAfter(s, j, n); also != nil {
				n.also = append(n.also, also)
				j += m
			}
			continue
		}
		if genitive && n.pron == "" && r.demonstrative(s, j) {
			j++
			continue
		}
		if genitive && n.pron == "" {
			inner := r.genitiveOf(s, j, n)
			if inner == nil && r.eng.naming[n.word] {
				inner = r.soCalled(s, j) // «تنظيم ما يسمى بالدولة الإسلامية»
			}
			if inner != nil {
				n.owner = inner
				n.second = append(n.second, inner)
				j, genitive = inner.last+1, false
				n.def = n.def || inner.def
				continue
			}
		}
		if r.adjectiveWord(s, j, n) || r.indefiniteAdjective(s, j, n) || n.typ == schema.Group && n.def && n.owner == nil && r.peopleAdjective(w) || unknown[w.Folded] && len(n.nisba) > 0 {
			j++
			genitive = false
			continue
		}
		if (n.typ == schema.Place || n.typ == schema.Facility) && n.def && n.owner == nil {
			if inner := r.namePhrase(s, j); inner != nil && inner.clitics == (clitics{}) && inner.ent != nil && (inner.typ == schema.Place || inner.typ == schema.Facility) {
				n.owner = inner // «العاصمة الليبية طرابلس»
				return inner.last + 1
			}
		}
		if n.typ == schema.Organization && n.def && strings.HasPrefix(w.Folded, "لل") && n.owner == nil && r.phrase(s, j) == nil {
			return j + 1 // «المفوضية العليا للانتخابات»
		}
		if n.typ == schema.Organization && n.def && j-1 > n.first && n.owner == nil && strings.HasPrefix(w.Folded, "ل") {
			if inner := r.phrase(s, j); inner != nil && inner.typ == schema.Group && inner.clitics.prep == 'ل' && inner.clitics.conj == 0 && inner.def && inner.last > inner.first {
				return inner.last + 1 // «الاتحاد العام لعمال المناجم»
			}
		}
		return j
	}
	return j
}

// unknown are the adjectives by which people with a nationality stay unnamed:
// «مسلحون تشاديون مجهولون».
var unknown = map[string]bool{"مجهولون": true, "مجهولين": true, "المجهولون": true, "المجهولين": true, "ملثمون": true, "ملثمين": true, "مسلحون": true, "مسلحين": true}

// peopleAdjective reports whether a definite plural that may name people stands
// after a noun for people, and so says of what kind they are: «السجناء
// السياسيين».
func (r *reader) peopleAdjective(w *word) bool {
	if !strings.HasPrefix(w.Folded, "ال") || !strings.HasSuffix(w.Folded, "يين") && !strings.HasSuffix(w.Folded, "يون") {
		return false
	}
	f := r.eng.heads.alone(w.Folded)
	return f != nil && f.head.Type == schema.Group
}

// ship reports whether a description is of a ship, which has a name of its own.
func (r *reader) ship(n *nominal) bool {
	return n.typ == schema.Facility && n.head != nil && (n.head.En == "ship" || n.head.En == "tanker")
}

// demonstrative reports whether «هذا» or its like stands at word j.
func (r *reader) demonstrative(s *sentence, j int) bool {
	p := s.words[j].particle()
	return p != nil && p.class == "dem" && j+1 < len(s.words)
}

// nisbaAfter reads a further relative adjective after «و»: «القوات الكردية
// والتركية» are two.
func (r *reader) nisbaAfter(s *sentence, j int, n *nominal) (*entity, int) {
	if j >= len(s.words) || s.words[j].date >= 0 {
		return nil, 0
	}
	rest, ok := strings.CutPrefix(s.words[j].Folded, "و")
	if !ok || strings.HasPrefix(rest, "ال") != n.def {
		return nil, 0
	}
	next := ""
	if j+1 < len(s.words) {
		next = s.words[j+1].Folded
	}
	nb, k := r.eng.gaz.nisbaAt(rest, next)
	if nb == nil || nb.people || nb.plural {
		return nil, 0
	}
	return r.entityOf(nb.entry), k
}

// genitiveOf reads what a head is annexed to: a name, a description, or the
// unknown name of a place or body.
func (r *reader) genitiveOf(s *sentence, j int, n *nominal) *nominal {
	inner := r.phrase(s, j)
	if inner != nil && inner.clitics == (clitics{}) && (inner.ent != nil || inner.def) {
		return inner
	}
	if inner != nil {
		return nil
	}
	if n.typ != schema.Place && n.typ != schema.Facility && n.typ != schema.Organization && n.typ != schema.ArmedForce {
		return nil
	}
	w := &s.words[j]
	if e := w.nounish(); n.word == "موقع" && e != nil && len(e.lex.frames) > 0 {
		return nil // «موقع الهجوم» is where it was
	}
	if kunya[w.Folded] && r.wordAt(s, j+1) != "" && s.words[j+1].particle() == nil && n.number == 1 {
		out := r.newNominal(s, nomOther, j, j+1, clitics{}) // «كتيبة أبو فلان»
		out.def = true
		return out
	}
	if e := w.nounish(); e != nil && e.lex.verb != nil && !e.article && e.clitics == (clitics{}) && e.pron == "" && j+1 < len(s.words) && strings.HasPrefix(s.words[j+1].Folded, "ال") && s.words[j+1].particle() == nil && r.phrase(s, j+1) == nil && (n.typ == schema.Facility || n.typ == schema.Organization) && n.number == 1 {
		out := r.newNominal(s, nomOther, j, j+1, clitics{}) // «مقر مكافحة الإرهاب»
		out.def = true
		return out
	}
	if w.Kind != arabic.Word || len([]rune(w.Folded)) < 3 || w.particle() != nil || w.verb() != nil && !strings.HasPrefix(w.Folded, "ال") {
		return nil
	}
	if w.common == "adjective" && !strings.HasPrefix(w.Folded, "ال") || !w.oov && w.common == "" && !strings.HasPrefix(w.Folded, "ال") || n.number != 1 {
		return nil
	}
	last := j
	if rest, ok := strings.CutPrefix(r.wordAt(s, j+1), "وال"); ok && n.typ == schema.Organization && strings.HasPrefix(w.Folded, "ال") && len(rest) > 4 && r.phrase(s, j+1) == nil && s.words[j+1].date < 0 && r.namesOn(s, j+2, n) {
		last = j + 1 // «مركز السلام والمصالحة الروسي»
	} else if j+1 < len(s.words) && s.words[j+1].oov && s.words[j+1].particle() == nil && strings.HasPrefix(s.words[j+1].Folded, "ال") && s.words[j+1].Kind == arabic.Word && r.eng.titles[s.words[j+1].Folded] == nil && !r.personAt(s, j+1) {
		last = j + 1
	}
	out := r.newNominal(s, nomOther, j, last, clitics{})
	out.def = true
	return out
}

// kunya are the words that a name of honour begins with.
var kunya = map[string]bool{"ابو": true, "ابي": true, "ام": true, "ابن": true}

func (r *reader) wordAt(s *sentence, j int) string {
	if j < len(s.words) && s.words[j].Kind == arabic.Word {
		return s.words[j].Folded
	}
	return ""
}

// namesOn reports whether what stands at word j shows that the two nouns before
// belong to one name: an adjective of its head, a title or name, «في».
func (r *reader) namesOn(s *sentence, j int, n *nominal) bool {
	word := r.wordAt(s, j)
	if word == "" {
		return false
	}
	next := r.wordAt(s, j+1)
	if nb, _ := r.eng.gaz.nisbaAt(word, next); nb != nil && !nb.people && !nb.plural && strings.HasPrefix(word, "ال") && nb.fem == n.fem {
		return true
	}
	return r.personAt(s, j)
}

// adjectiveWord reports whether word j is an adjective of a description that
// belongs to its name: definite after a definite noun.
func (r *reader) adjectiveWord(s *sentence, j int, n *nominal) bool {
	w := &s.words[j]
	if w.Kind != arabic.Word || !n.def && n.owner == nil || n.pron != "" {
		return false
	}
	rest, ok := strings.CutPrefix(w.Folded, "ال")
	if !ok || len(rest) < 4 || w.particle() != nil || w.verb() != nil && w.find(partAdjective) == nil {
		return false
	}
	if r.titled > 0 && statusWords[bare(w.Folded)] == "ended" {
		return false // «زعيم الحزب الراحل»
	}
	if j+1 < len(s.words) && (s.words[j+1].Folded == "بن" || s.words[j+1].Folded == "بنت") {
		return false // a name begins: «المكتب التنفيذي الصادق بن صالح»
	}
	if j+1 < len(s.words) && (strings.HasPrefix(s.words[j+1].Folded, "ل") && (n.typ == schema.Place || n.typ == schema.Facility)) {
		if f := r.nameAt(s, j+1, true); f != nil && f.prep == 'ل' && f.ent.Type != schema.Person {
			return false // «الغوطة الشرقية المتاخمة لدمشق»
		}
	}
	if r.eng.heads[w.Folded] != nil || r.eng.titles[w.Folded] != nil && (!r.eng.units[n.word] || j+1 >= len(s.words) || r.personAt(s, j+1)) || r.nameAt(s, j, false) != nil {
		return false
	}
	for k := range w.readings {
		switch w.readings[k].part {
		case partActive, partPassive:
			if j+1 < len(s.words) && w.readings[k].lex != nil && r.takesNext(s, j+1, w.readings[k].lex) {
				return false // a participle with a complement is a clause of its own
			}
		case partMasdar, partNoun:
			if !strings.HasSuffix(rest, "يه") && !strings.HasSuffix(rest, "ي") {
				return false
			}
		}
	}
	if feminine := strings.HasSuffix(rest, "ه"); feminine != n.fem && n.number == 1 {
		return false
	}
	return strings.HasSuffix(rest, "ي") || strings.HasSuffix(rest, "يه") || w.find(partAdjective) != nil || w.find(partActive) != nil ||
		w.find(partPassive) != nil || adjectiveShape(rest, n.fem)
}

// endsInAdjective reports whether the head of several words that ends at word j
// takes no genitive since its last word is an adjective: «جماعات مسلحة».
func (s *sentence) endsInAdjective(j int) bool {
	w := &s.words[j]
	if w.find(partMasdar) != nil || w.find(partNoun) != nil {
		return false
	}
	return w.common == "adjective" || w.find(partAdjective) != nil || w.find(partActive) != nil || w.find(partPassive) != nil || strings.HasSuffix(w.Folded, "ي") || strings.HasSuffix(w.Folded, "يه")
}

// indefiniteAdjective reports whether word j is an adjective of an indefinite
// description: «مسؤولون حكوميون سوريون», «رجل دين بارز».
func (r *reader) indefiniteAdjective(s *sentence, j int, n *nominal) bool {
	w := &s.words[j]
	if n.def || n.pron != "" || n.typ == schema.Place || n.typ == schema.Facility || w.Kind != arabic.Word || w.particle() != nil || strings.HasPrefix(w.Folded, "ال") || isClitic(w) {
		return false
	}
	fem := strings.HasSuffix(w.Folded, "ه")
	if n.number == 1 && fem != n.fem {
		return false
	}
	if w.common == "adjective" || n.last > n.first && statusWords[w.Folded] != "" {
		return true
	}
	if w.verb() != nil || w.common != "" || r.nameAt(s, j, false) != nil || r.eng.heads[w.Folded] != nil || r.eng.titles[w.Folded] != nil || r.eng.given[w.Folded] != "" {
		return false
	}
	for k := range w.readings {
		rd := &w.readings[k]
		switch rd.part {
		case partActive, partPassive, partAdjective:
			if rd.lex != nil && j+1 < len(s.words) && r.takesNext(s, j+1, rd.lex) {
				return false // a clause of its own
			}
		default:
			return false
		}
	}
	if len(w.readings) > 0 {
		return true
	}
	return strings.HasSuffix(w.Folded, "ي") || strings.HasSuffix(w.Folded, "يه") || n.number == 3 && (strings.HasSuffix(w.Folded, "يون") || strings.HasSuffix(w.Folded, "يين"))
}

// adjectiveShape reports whether an unknown definite word agrees with its noun
// as an adjective would: a feminine ending after a feminine noun.
func adjectiveShape(rest string, fem bool) bool {
	return fem && (strings.HasSuffix(rest, "ه") || strings.HasSuffix(rest, "ي")) || statusWords[rest] != ""
}

// takesNext reports whether a lexeme governs the preposition at word j.
func (r *reader) takesNext(s *sentence, j int, lex *lexeme) bool {
	w := s.words[j].Folded
	if p := r.eng.particles[w]; p != nil && p.Class == "prep" {
		return lex.takes(prepName(p.Text, p.Value)) || w == "من" || w == "مع"
	}
	return strings.HasPrefix(w, "لل") || strings.HasPrefix(w, "ل") && lex.takes("ل") || strings.HasPrefix(w, "ب") && lex.takes("ب")
}

// opens reports whether the straight quotation mark at word j opens: an even
// number of them stands before it.
func (s *sentence) opens(j int) bool {
	even := true
	for k := 0; k < j; k++ {
		if s.words[k].Text == "\"" {
			even = !even
		}
	}
	return even
}

// quoted returns the index of the mark that closes the quotation that opens at
// word j, 0 where none does within six words.
func quoted(s *sentence, j int) int {
	closing, ok := map[string]string{"\"": "\"", "«": "»", "“": "”", "”": "“", "'": "'"}[s.words[j].Text]
	if !ok {
		return 0
	}
	if s.words[j].Text == "\"" && !s.opens(j) {
		return 0
	}
	for k := j + 1; k < len(s.words) && k <= j+6; k++ {
		if t := s.words[k].Text; t == closing || t == "”" || t == "\"" && closing != "»" {
			if k == j+1 {
				return 0
			}
			return k
		}
	}
	return 0
}
