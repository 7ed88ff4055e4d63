package extract

import (
	"strings"

	"rawabit/schema"
)

// opposing are the verbs that in any form name what a protest is about:
// «احتجاجا على», «للتنديد بـ», «مطالبين», «مناهضة لـ».
var opposing = map[string]bool{
	"احتج": true, "ندد": true, "طالب": true, "رفض": true, "استنكر": true, "شجب": true, "دان": true, "ادان": true, "عارض": true, "ناهض": true, "عادي": true, "انتقد": true,
}

// demonstrating are the nouns that say of whom they name that they protest.
var demonstrating = map[string]bool{"متظاهرون": true, "محتجون": true, "معتصمون": true, "مضربون": true}

// opposes reports whether a word may be a form of an opposing verb.
func (w *word) opposes() bool {
	for i := range w.readings {
		if rd := &w.readings[i]; rd.lex != nil && opposing[rd.lex.folded] {
			return true
		}
	}
	return false
}

// protestedOver finds against whom a protest is in what it is said to be about:
// «تجمعوا للتنديد بقرار الحكومة», «مرددين هتافات معادية لإيران».
func (r *reader) protestedOver(s *sentence, at int, sources []*entity) []*entity {
	own := map[*entity]bool{}
	for _, e := range sources {
		own[e] = true
	}
	for k := at + 1; k < len(s.words); k++ {
		if !s.words[k].opposes() || r.eng.heads.alone(s.words[k].Folded) != nil {
			continue
		}
		for _, n := range s.nominals {
			if n.first < k || n.first > k+4 || n.last == k {
				continue
			}
			var out []*entity
			for _, e := range r.expand(n.all(), schema.ProtestedAgainst, "t") {
				if e.Type != schema.Place && e.Type != schema.Facility && e.Type != schema.Group && !own[e] {
					out = append(out, e)
				}
			}
			if len(out) > 0 {
				return out
			}
		}
	}
	return nil
}

// voiced are the verbs of what a crowd says or shows: who chants tells against whom,
// but that there is a protest only where another verb has told it.
var voiced = map[string]bool{"هتف": true, "ردد": true, "رفع": true, "حمل": true, "اطلق": true, "احرق": true}

// purposed reports whether what follows a predicate says what its subject protests
// about: «شكلوا سلسلة بشرية للاحتجاج على», «وقفوا … منددين بـ».
func (s *sentence) purposed(p *pred) bool {
	end := len(s.words)
	for _, q := range s.preds {
		if q.verb && q.at > p.at && q.at < end && q.clause != p.clause && q.rd.conj != 0 {
			end = q.at // what another clause goes on to say
		}
	}
	for k := p.at + 1; k < end; k++ {
		w := &s.words[k]
		for i := range w.readings {
			rd := &w.readings[i]
			if rd.lex == nil || !opposing[rd.lex.folded] {
				continue
			}
			if rd.part == partMasdar && (rd.prep == 'ل' || rd.prep == 0 && !rd.article && strings.HasSuffix(w.Folded, "ا")) || rd.part == partActive && rd.prep == 0 && !rd.article && rd.number == 3 && !rd.fem {
				return true
			}
		}
	}
	return false
}

// fresh reports whether a crowd comes into the story with a phrase: it is counted or
// indefinite, in this sentence and none before it.
func (s *sentence) fresh(n *nominal) bool {
	if n.start < s.start || n.first >= len(s.words) {
		return false
	}
	return n.number != 1 && (n.quant || !isDefinite(s.words[n.first].Folded))
}

// background reports whether a predicate only says in passing which crowd is meant:
// «المتظاهرين الذين تجمعوا أمس».
func (s *sentence) background(p *pred, who *nominal) bool {
	if !p.verb && p.parent != nil {
		p = p.parent // «الذين قاموا بحرق»
	}
	return p.clause != nil && p.clause.kind == clauseRel && p.antecedent == who && !s.fresh(who) && !s.purposed(p)
}

// gathering are the verbs by which a crowd comes together or sets out.
var gathering = map[string]bool{
	"تجمع": true, "تجمهر": true, "احتشد": true, "خرج": true, "نزل": true, "تدفق": true, "توافد": true, "سار": true, "انطلق": true, "توجه": true, "زحف": true, "جاب": true, "طاف": true, "وقف": true, "تحرك": true, "نظم": true, "شارك": true, "شكل": true, "اقام": true, "نفذ": true,
}

// rioting are the deeds by which a crowd of demonstrators protests with force;
// blocking those that are a protest in themselves, whoever is named before.
var (
	rioting  = map[string]bool{"كسر": true, "رشق": true, "قذف": true, "اقتحم": true, "اشتبك": true, "خرب": true, "نهب": true, "احتل": true}
	blocking = map[string]bool{"احرق": true, "حرق": true, "اضرم": true, "اشعل": true, "قطع": true, "اغلق": true, "حطم": true, "هاجم": true, "حاصر": true}
)

// demonstrators makes claims of protest of what crowds do about a matter, and of
// the crowd's deeds of demonstrators that come into the story, where the sentence
// has told no protest of theirs. What demonstrators named before do else goes on
// from a protest that is told elsewhere.
func (r *reader) demonstrators(s *sentence, from int) {
	told := map[schema.ActorID]bool{}
	for i := from; i < len(r.claims); i++ {
		if c := &r.claims[i]; c.Type == schema.ProtestedAgainst {
			told[c.Source] = true
		}
	}
	for _, p := range s.preds {
		if p.negated || p.cond || p.will || p.verb && p.passive() || !p.verb && (p.parent == nil || p.parent.lex.oper(p.slot) != "do") {
			continue
		}
		for _, n := range r.subject(p) {
			if n.ent == nil || n.typ != schema.Group || told[n.ent.ID] {
				continue
			}
			fresh := s.fresh(n)
			known := n.head != nil && demonstrating[n.head.Lemma]
			if !(known && (blocking[p.lex.folded] || fresh && (rioting[p.lex.folded] || gathering[p.lex.folded])) || p.verb && gathering[p.lex.folded] && s.purposed(p) || known && p.verb && !speechAct(p.lex) && s.purposed(p)) || s.background(p, n) {
				continue
			}
			st := r.stanceOf(p)
			if st.drop || st.modality != schema.Actual {
				continue
			}
			told[n.ent.ID] = true
			r.protest(s, p, n, st)
		}
	}
}

// protest claims that the demonstrators of a phrase protest, against whom the
// sentence says.
func (r *reader) protest(s *sentence, p *pred, n *nominal, st stance) {
	sources, lemma := []*entity{n.ent}, n.word
	if n.head != nil {
		lemma = n.head.Lemma
	}
	w := r.whenOf(p, false, st)
	c := schema.Claim{
		Kind: schema.Stated, Article: r.article.ID, Type: schema.ProtestedAgainst, ValidFrom: w.from, ValidTo: w.to, DateBasis: w.basis,
		Modality: st.modality, AttributedTo: r.speaker(st), Confidence: 0.7,
		Evidence: schema.Evidence{
			Sentence: s.idx, Text: r.text[s.start:s.end], Start: s.start, End: s.end,
			FocusStart: min(n.start, s.words[p.at].Start), FocusEnd: max(n.end, s.words[p.at].End), Rule: "heads:" + lemma + "/PROTESTED_AGAINST",
		},
	}
	pairs(sources, r.protestedOver(s, min(n.last, p.at), sources), func(a, b *entity) {
		one := c
		one.Source = r.show(a)
		if b != nil {
			one.Target = r.show(b)
		}
		r.add(one)
	})
}
