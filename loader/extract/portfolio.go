package extract

import (
	"strings"

	"rawabit/loader/arabic"
	"rawabit/schema"
	"rawabit/seeds"
)

// organNoun is the noun by which an organ of a state is called in full: «وزارة
// الخارجية» rather than «الخارجية».
func (e *Engine) organNoun(organ string) *seeds.Head {
	var best *seeds.Head
	for _, h := range e.organs[organ] {
		if best == nil || !best.Bare && h.Bare {
			best = h
		}
	}
	return best
}

// organWithin notes the organ that an office names: «وزارة الخارجية الأميركية» in
// «المتحدث باسم وزارة الخارجية الأميركية».
func (r *reader) organWithin(s *sentence, n *nominal, use *officeUse) {
	if use.body == nil || use.body.entry != nil || use.body.PartOf == "" {
		return
	}
	last := n.first
	for last+1 <= n.last && s.words[last+1].End <= use.end {
		last++
	}
	for k := n.first + 1; k < last; k++ {
		var c clitics
		if h, _ := r.formAt(s, k, r.eng.heads, &c); h != nil && h.head.Organ == use.title.Body && c == (clitics{}) {
			inner := r.newNominal(s, nomEntity, k, last, c)
			r.setEntity(inner, use.body)
			n.second = append(n.second, inner)
			return
		}
	}
}

// portfolio passes over what a minister is minister of, where it is none of the
// usual portfolios and a name follows: «وزير العلوم والتعليم العالي فلان», «وزير
// الدولة لشؤون أفريقيا، فلان». It returns the word after it, or j.
func (r *reader) portfolio(s *sentence, j int, n *nominal, use *officeUse) int {
	if use.title.ID != "minister" && use.title.ID != "deputy-minister" && !strings.HasSuffix(use.title.ID, "-minister") || use.title.ID == "prime-minister" || n.pron != "" || strings.HasSuffix(s.words[n.first].Folded, "ا") {
		return j
	}
	var state *entity
	k, of, over := j, 0, false
	for ; k < len(s.words) && k < j+12; k++ {
		w := &s.words[k]
		if w.Text == "،" || w.Text == "," {
			if of == 0 || k+1 >= len(s.words) || !r.personAfter(s, k+1) {
				return j
			}
			break
		}
		if w.Kind != arabic.Word || w.date >= 0 {
			return j
		}
		next := r.wordAt(s, k+1)
		if nb, count := r.eng.gaz.nisbaAt(w.Folded, next); nb != nil && strings.HasPrefix(w.Folded, "ال") && !nb.plural && !nb.people && nb.entry.Type == schema.State {
			state = r.entityOf(nb.entry)
			k += count - 1
			continue
		}
		if k > j && r.holderAt(s, k) {
			break
		}
		if status := statusWords[bare(w.Folded)]; strings.HasPrefix(w.Folded, "ال") && (status == "ended" || bare(w.Folded) == "حالي" || bare(w.Folded) == "جديد") {
			over = over || status == "ended"
			continue // «وزير الخارجية الأمريكي السابق»
		}
		if !r.portfolioWord(s, k, of == 0) {
			return j
		}
		of++
	}
	if of == 0 || k >= len(s.words) || k == j+12 {
		return j
	}
	if state != nil && use.body == nil {
		use.body = state
		n.nisba = append(n.nisba, state)
	}
	n.def, use.ended = true, use.ended || over
	return k
}

// portfolioWord reports whether a word may belong to the name of a portfolio:
// nouns with the article, joined by «و», and what stands between them.
func (r *reader) portfolioWord(s *sentence, k int, first bool) bool {
	w := &s.words[k]
	text := w.Folded
	if p := w.particle(); p != nil {
		return !first && (text == "في" || text == "و")
	}
	if strings.HasPrefix(text, "ال") || strings.HasPrefix(text, "وال") || text == "للشوون" {
		return true
	}
	if text == "لشوون" || text == "شوون" || text == "دوله" {
		return true
	}
	if f := r.nameAt(s, k, true); f != nil {
		return f.ent.Type == schema.Place && f.prep == 0
	}
	stem := strings.TrimPrefix(text, "و")
	if first {
		stem = text
	}
	if e := w.nounish(); e != nil && e.lex.verb != nil && e.conj == 'و' && e.pron == "" && !first {
		return true // «وإزالة تداعيات الكوارث»
	}
	if k+1 < len(s.words) && strings.HasPrefix(s.words[k+1].Folded, "ال") {
		return w.nounish() != nil || w.oov || r.eng.common[stem] != "" // «تنمية الشرق الأقصى»
	}
	return false
}

// plainMinister is the title of a minister of whatever it is: «وزير الدفاع المدني»
// is no minister of defence.
func (e *Engine) plainMinister(t *seeds.Title) *seeds.Title {
	for i := range e.titles["وزير"] {
		if f := &e.titles["وزير"][i]; len(f.rest) == 0 && t.ID != "deputy-minister" {
			return f.title
		}
	}
	return t
}

// holderAt reports whether who holds an office is named at word k, after titles
// or none.
func (r *reader) holderAt(s *sentence, k int) bool {
	var c clitics
	if f, count := r.formAt(s, k, r.eng.titles, &c); f != nil && c == (clitics{}) && f.title.Relation == "" && k+count < len(s.words) {
		return r.personAfter(s, k+count) || r.holderAt(s, k+count)
	}
	return r.personAt(s, k) || r.strange(s, k, 2)
}

// personAfter reports whether the name of a person can stand at word k where one
// is expected: a known one, or an unknown one up to the comma or verb after it.
func (r *reader) personAfter(s *sentence, k int) bool {
	if k >= len(s.words) {
		return false
	}
	if r.personAt(s, k) {
		return true
	}
	if r.betweenCommas(s, k) > 0 {
		return true
	}
	count := r.nameLength(s, k, s.words[k].Folded, true)
	if count < 2 || r.nameAt(s, k, false) != nil {
		return false
	}
	return r.anyName(s, k, count) || r.strange(s, k, count)
}

// betweenCommas counts the words of a name that stands between two commas after
// an office: «السفير الإيراني، كاظم جلالي، إن». A first word that may be a given
// name is enough there. It is 0 where no name stands.
func (r *reader) betweenCommas(s *sentence, k int) int {
	if k == 0 || !comma(s, k-1) || !strings.HasPrefix(r.eng.given[s.words[k].Folded], "given") {
		return 0
	}
	for n := 0; n <= 4 && k+n < len(s.words); n++ {
		w := &s.words[k+n]
		if comma(s, k+n) {
			if n < 2 {
				return 0
			}
			return n
		}
		if w.Kind != arabic.Word || w.date >= 0 || r.eng.titles[w.Folded] != nil || r.eng.heads[w.Folded] != nil {
			return 0
		}
		if kind := r.eng.given[w.Folded]; kind == "" && (w.particle() != nil || w.verb() != nil && w.nounish() == nil) {
			return 0
		}
	}
	return 0
}

func comma(s *sentence, k int) bool { return s.words[k].Text == "،" || s.words[k].Text == "," }
