package extract

import (
	"strings"

	"rawabit/loader/arabic"
	"rawabit/schema"
	"rawabit/seeds"
)

// formAt finds the longest title or head noun at word i, proclitics off.
func (r *reader) formAt(s *sentence, i int, index formIndex, c *clitics) (best *nounForm, count int) {
	if s.words[i].Kind != arabic.Word || s.words[i].date >= 0 || s.words[i].may&(mayTitle|mayHead) == 0 {
		return nil, 0
	}
	split(s.words[i].Folded, func(rest string, cl clitics) bool {
		for k := range index[rest] {
			f := &index[rest][k]
			if f.dual && s.words[i].tellsNoun(cl) {
				continue // «عدوان» is no pair of enemies
			}
			if cl == (clitics{}) && f.head != nil && strings.HasPrefix(s.words[i].Text, "وأ") && !strings.HasPrefix(f.head.Lemma, "وأ") {
				continue // «وأدى» is no «وادي»
			}
			if f.pron == "ه" && strings.HasSuffix(s.words[i].Text, "ة") {
				continue // «مؤسسة» is not «مؤسسه»
			}
			n := r.restAt(s, i+1, f)
			if n < 0 || n+1 <= count && best != nil {
				continue
			}
			best, count, *c = f, n+1, cl
		}
		return best != nil && count > 1
	})
	return best, count
}

// restAt counts the further words of a form of several words, or -1. A pronoun
// may stand on the last of them («وزير خارجيته»).
func (r *reader) restAt(s *sentence, i int, f *nounForm) int {
	for k, word := range f.rest {
		if i+k >= len(s.words) {
			return -1
		}
		got := bare(s.words[i+k].Folded)
		if got == word {
			continue
		}
		if k == len(f.rest)-1 && pronounOf(got, word) != "" {
			continue
		}
		return -1
	}
	return len(f.rest)
}

// pronounOf returns the possessive pronoun that got has after word, "" if it is
// not word with a pronoun.
func pronounOf(got, word string) string {
	stem := word
	if s, ok := strings.CutSuffix(word, "ه"); ok {
		stem = s + "ت"
	}
	rest, ok := strings.CutPrefix(got, stem)
	if !ok {
		return ""
	}
	for _, p := range pronouns {
		if rest == p {
			return p
		}
	}
	return ""
}

// titlePhrase reads an office or title with what it is of and the name of who
// holds it: «الرئيس الروسي فلاديمير بوتين», «وزير خارجية فرنسا», «السيد حسن».
func (r *reader) titlePhrase(s *sentence, i int) *nominal {
	var c clitics
	f, count := r.formAt(s, i, r.eng.titles, &c)
	if f == nil || f.plural && !f.bound && len(f.rest) == 0 && f.title.Holder == schema.Group {
		return nil
	}
	t := f.title
	n := r.newNominal(s, nomDesc, i, i+count-1, c)
	n.typ, n.fem, n.word, n.def = schema.Person, f.fem, "@"+t.ID, f.def
	if f.dual {
		n.number = 2
	}
	use := officeUse{title: t, start: n.start}
	n.pron = f.pron
	if len(f.rest) > 0 {
		last := bare(s.words[i+count-1].Folded)
		n.pron = pronounOf(last, f.rest[len(f.rest)-1])
		n.def = n.def || strings.HasPrefix(strings.TrimPrefix(s.words[i+count-1].Folded, "و"), "ال") || n.pron != ""
	}
	j := i + count
	r.titled++
	if inner := r.bodyWithin(s, i, count, f); inner != nil {
		use.bodyOf, use.body = inner, inner.ent
		n.owner, n.def = inner, true
		n.second = append(n.second, inner)
		j = inner.last + 1
	} else {
		if k := r.portfolio(s, j, n, &use); k > j {
			j, use.title = k, r.eng.plainMinister(t)
		}
		j = r.titleBody(s, j, n, &use)
		j = r.serving(s, j, n, &use)
		j = r.unitOffice(s, j, n, &use)
		t = use.title
	}
	r.titled--
	j = r.formerAfter(s, i, j, &use)
	j = r.described(s, j, n, &use)
	if e := r.eng.reg.Entry(schema.ActorID(t.Body)); e != nil && t.Body != "" {
		use.body, use.bodyOf = r.entityOf(e), nil // «مبعوث الأمم المتحدة لسوريا»: what follows is his field
	}
	use.end = s.words[j-1].End
	use.text = cleanName(r.text[n.start:use.end])
	n.last, n.end = j-1, use.end
	j = r.titleName(s, j, n, &use, t)
	n.last, n.end = j-1, s.words[j-1].End
	r.secondOffice(s, n, &use)
	if n.ent == nil && t.Relation == "" {
		return nil // a mere title without a name is no actor
	}
	if n.ent == nil && !n.def {
		if t.Relation == "" || c != (clitics{}) || !strings.HasSuffix(s.words[i].Folded, "ا") {
			return nil // «رئيس» of nobody
		}
		n.given = true // «وزيرا للخارجية»: an office that somebody is given
	}
	if t.Body != "" && use.bodyOf == nil {
		r.titleOrgan(&use, n)
		r.organWithin(s, n, &use)
	}
	if t.Relation != "" {
		use.given = n.given || strings.HasSuffix(s.words[i].Folded, "ا") && !strings.HasPrefix(s.words[i].Folded, "ال")
		n.offices = append(n.offices, use)
		r.others(s, n, f)
	}
	return n
}

// titleOrgan gives an office the body that its title says: an actor of the
// registry, or an organ of the state that its relative adjective names.
func (r *reader) titleOrgan(use *officeUse, n *nominal) {
	if e := r.eng.reg.Entry(schema.ActorID(use.title.Body)); e != nil {
		use.body = r.entityOf(e)
		return
	}
	if use.body == nil || use.body.Type != schema.State {
		return
	}
	if h := r.eng.organNoun(use.title.Body); h != nil {
		use.body = r.organ(r.top(use.body), h.Organ, h, "")
	}
}

// statusWords say that an office is over or not yet held.
var statusWords = map[string]string{
	"سابق": "ended", "سابقه": "ended", "اسبق": "ended", "مخلوع": "ended", "مخلوعه": "ended", "راحل": "ended", "راحله": "ended", "معزول": "ended", "مقال": "ended", "مستقيل": "ended",
	"حالي": "now", "حاليه": "now", "جديد": "now", "جديده": "now", "منتخب": "next", "منتخبه": "next", "مكلف": "next", "موقت": "now", "انتقالي": "now", "اعلي": "now", "عام": "now", "عسكري": "now", "سياسي": "now", "خاص": "now", "كبير": "now", "بارز": "now", "اول": "now", "رفيع": "now", "ميداني": "now",
}

// formerAfter reads what says after the body of an office that it is over: «زعيم
// الحزب الراحل», «رئيس المجلس سابقا».
func (r *reader) formerAfter(s *sentence, i, j int, use *officeUse) int {
	if j >= len(s.words) || j == i {
		return j
	}
	switch w := &s.words[j]; {
	case w.Folded == "سابقا":
	case formerly[w.Folded] && j+1 < len(s.words) && (r.personAt(s, j+1) || i > 0 && comma(s, i-1) && comma(s, j+1)):
	case statusWords[bare(w.Folded)] == "ended" && strings.HasPrefix(w.Folded, "ال") && w.date < 0:
	default:
		return j
	}
	use.ended = true
	return j + 1
}

// formerly are the adverbs that say so beside the name.
var formerly = map[string]bool{"انذاك": true, "حينها": true, "وقتها": true, "حينذاك": true, "وقتذاك": true}

// titleBody reads what an office is of, from word j on, and returns the word
// after it.
func (r *reader) titleBody(s *sentence, j int, n *nominal, use *officeUse) int {
	for j < len(s.words) {
		w := &s.words[j]
		if w.Kind != arabic.Word || w.date >= 0 {
			break
		}
		next := ""
		if j+1 < len(s.words) {
			next = s.words[j+1].Folded
		}
		if nb, k := r.eng.gaz.nisbaAt(w.Folded, next); nb != nil && (n.def == strings.HasPrefix(w.Folded, "ال")) && !nb.plural {
			e := r.entityOf(nb.entry)
			n.nisba = append(n.nisba, e)
			if use.body == nil {
				use.body = e
			}
			n.def = true
			j += k
			continue
		}
		if status, ok := statusWords[bare(w.Folded)]; ok && (strings.HasPrefix(w.Folded, "ال") || !n.def) {
			use.ended = use.ended || status == "ended"
			j++
			continue
		}
		if w.common == "adjective" && n.def && len(w.Folded) > 6 && strings.HasPrefix(w.Folded, "ال") && len(s.words[j-1].Folded) > 4 && strings.HasPrefix(s.words[j-1].Folded, "ال") && (strings.HasSuffix(w.Folded, "ي") || strings.HasSuffix(w.Folded, "يه")) {
			j++ // «رئيس جهاز الأمن الوطني»
			continue
		}
		break
	}
	if use.body != nil || j >= len(s.words) || n.pron != "" {
		return r.bodyAfter(s, j, n, use)
	}
	if len(use.title.Types) == 0 && use.title.Relation == "" {
		return j
	}
	if s.words[j].Folded == "ل" && j+1 < len(s.words) {
		if inner := r.phrase(s, j+1); inner != nil && inner.clitics == (clitics{}) && r.canBeBody(use.title, inner) {
			use.bodyOf, use.body = inner, inner.ent
			n.owner, n.def = inner, true
			n.second = append(n.second, inner)
			return inner.last + 1
		}
	}
	if inner := r.phrase(s, j); inner != nil && inner.conj == 0 {
		genitive := inner.prep == "" && inner.clitics.prep == 0 && !hasArticle(s, n)
		byPrep := inner.clitics.prep == 'ل' || inner.clitics.prep == 'ب'
		if (genitive || byPrep) && r.canBeBody(use.title, inner) {
			use.bodyOf, use.body = inner, inner.ent
			n.owner, n.def = inner, true
			n.second = append(n.second, inner)
			return inner.last + 1
		}
	}
	return r.bodyAfter(s, j, n, use)
}

// bodyWithin reads the body of an office whose title ends in the noun that heads
// the body: «رئيس تحالف الفتح», «قائد قوات فاغنر».
func (r *reader) bodyWithin(s *sentence, i, count int, f *nounForm) *nominal {
	if count < 2 || f.title.Body != "" {
		return nil
	}
	last := i + count - 1
	for k := i + 1; k < last; k++ {
		// «رئيس المجلس السياسي الأعلى»: the name of the body goes on past the title.
		if inner := r.namePhrase(s, k); inner != nil && inner.last > last && inner.clitics == (clitics{}) && r.canBeBody(f.title, inner) && !strings.HasPrefix(s.words[last+1].Folded, "ل") {
			return inner
		}
	}
	for k := i + 1; k <= last; k++ {
		// «رئيس جهاز الأمن الوطني»: so does the noun of an organ.
		var c clitics
		if h, words := r.formAt(s, k, r.eng.heads, &c); h != nil && k+words-1 > last && h.head.Organ != "" && c == (clitics{}) {
			if inner := r.headPhrase(s, k); inner != nil && r.canBeBody(f.title, inner) && !nobodys(inner) {
				return inner
			}
		}
	}
	forms := r.eng.heads[s.words[last].Folded]
	if len(forms) == 0 {
		return nil
	}
	inner := r.headPhrase(s, last)
	if inner != nil && nobodys(inner) {
		return nil
	}
	if name := r.namePhrase(s, last); name != nil && inner != nil && name.last > inner.last && name.clitics == (clitics{}) && r.canBeBody(f.title, name) {
		return name // «المتحدث باسم الجيش السوري الحر»
	}
	if inner != nil && r.eng.units[inner.word] && inner.ent != nil && inner.last > last && inner.clitics == (clitics{}) && r.canBeBody(f.title, inner) {
		return inner // «مدير المكتب الإعلامي للحركة»
	}
	if inner != nil && inner.ent == nil && inner.last == last && inner.head.Organ == "" && isDefinite(s.words[last].Folded) && (inner.typ == schema.Organization || inner.typ == schema.ArmedForce) && inner.clitics == (clitics{}) {
		return inner // «رئيس الحزب»: the one spoken of
	}
	if isDefinite(s.words[last].Folded) && forms[0].head.Organ != "" {
		inner = nil
	}
	if inner == nil || inner.ent == nil || inner.last == last || inner.clitics != (clitics{}) || !r.canBeBody(f.title, inner) {
		if inner = r.namePhrase(s, last); inner == nil || inner.last == last || !r.canBeBody(f.title, inner) {
			return nil
		}
	}
	return inner
}

// nobodys reports whether an organ belongs to no state: «رئيس مجلس إدارة الصحيفة».
func nobodys(n *nominal) bool {
	return n.typ == schema.State && n.last > n.first && (n.ent == nil || n.ent.entry == nil && n.ent.PartOf == "")
}

// anyName reports whether one of count words from word k is known as a word of
// personal names.
func (r *reader) anyName(s *sentence, k, count int) bool {
	for i := k; i < k+count; i++ {
		switch r.eng.given[s.words[i].Folded] {
		case "given", "family":
			return true
		case "given?":
			if count > 1 {
				return true
			}
		}
	}
	return false
}

// bodyAfter reads the body of an office after «في» or «باسم».
func (r *reader) bodyAfter(s *sentence, j int, n *nominal, use *officeUse) int {
	if j >= len(s.words) || use.bodyOf != nil {
		return j
	}
	switch s.words[j].Folded {
	case "في", "باسم", "لدي", "الي", "ب":
		if use.body != nil && s.words[j].Folded == "الي" && use.title.Relation == schema.MemberOf && n.def {
			if inner := r.phrase(s, j+1); inner != nil && inner.clitics == (clitics{}) && (inner.typ == schema.State || inner.typ == schema.Place) && inner.last+1 < len(s.words) && r.personAt(s, inner.last+1) {
				n.second = append(n.second, inner)
				return inner.last + 1 // «المبعوث الأمريكي إلى سوريا فلان»
			}
		}
		if k := r.postedTo(s, j, n, use); k > j {
			return k
		}
		if use.body != nil && s.words[j].Folded != "باسم" {
			return j
		}
		if abroad[use.title.ID] && (s.words[j].Folded == "الي" || s.words[j].Folded == "لدي") {
			if inner := r.phrase(s, j+1); inner != nil && inner.clitics == (clitics{}) && inner.ent != nil && (inner.typ == schema.State || inner.typ == schema.Place) {
				n.second = append(n.second, inner) // «مبعوثا إلى سوريا»: where he is sent
				return inner.last + 1
			}
		}
		if s.words[j].Folded == "الي" {
			return j // «وصل الرئيس إلى لندن»
		}
		if inner := r.phrase(s, j+1); inner != nil && inner.clitics == (clitics{}) && r.canBeBody(use.title, inner) && (s.words[j].Folded != "في" || inner.typ != schema.Place) {
			use.bodyOf, use.body = inner, inner.ent
			n.owner, n.def = inner, true
			n.second = append(n.second, inner)
			return inner.last + 1
		}
	}
	if use.body != nil && n.def && r.eng.titles[s.words[j].Folded] == nil {
		if inner := r.phrase(s, j); inner != nil && inner.conj == 0 && inner.clitics.prep == 'ل' && r.canBeBody(use.title, inner) && inner.ent != nil && inner.typ != schema.State && inner.typ != schema.Place {
			use.bodyOf, use.body = inner, inner.ent
			n.second = append(n.second, inner)
			return inner.last + 1
		}
	}
	return j
}

// postedTo passes over where an envoy is sent before the envoy's name: «مبعوث
// الأمم المتحدة إلى ليبيا عبد الله باتيلي», «سفير بلاده لدى قطر، فلان».
func (r *reader) postedTo(s *sentence, j int, n *nominal, use *officeUse) int {
	if !abroad[use.title.ID] && use.title.ID != "head-of-mission" || s.words[j].Folded == "باسم" {
		return j
	}
	inner := r.phrase(s, j+1)
	if inner == nil || inner.clitics != (clitics{}) || inner.ent == nil || inner.typ != schema.State && inner.typ != schema.Place && inner.typ != schema.Organization || inner.last+1 >= len(s.words) {
		return j
	}
	k := inner.last + 1
	if t := s.words[k].Text; (t == "،" || t == ",") && k+1 < len(s.words) {
		k++
	}
	if !r.personAt(s, k) && (k == inner.last+1 || !r.personAfter(s, k)) {
		return j
	}
	n.second = append(n.second, inner)
	return inner.last + 1
}

// abroad are the offices of those who are sent to another state than their own.
var abroad = map[string]bool{"special-envoy": true, "special-representative": true, "ambassador": true, "permanent-representative": true, "consul": true, "charge-daffaires": true}

func (r *reader) canBeBody(t *seeds.Title, n *nominal) bool {
	if n.typ == "" || n.typ == schema.Person {
		return false
	}
	return len(t.Types) == 0 || typeIn(t.Types, n.typ) || n.typ == schema.Place && typeIn(t.Types, schema.State)
}

// hasArticle reports whether the last word of a title carries the article, after
// which no genitive can follow.
func hasArticle(s *sentence, n *nominal) bool {
	w := s.words[n.last].Folded
	return strings.HasPrefix(w, "ال") || strings.HasPrefix(w, "لل") || strings.HasPrefix(w, "بال") || strings.HasPrefix(w, "وال")
}
