package extract

import "rawabit/schema"

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

// demonstrators makes claims of protest of what demonstrators are said to do,
// where the sentence has told no protest of theirs.
func (r *reader) demonstrators(s *sentence, from int) {
	told := map[schema.ActorID]bool{}
	for i := from; i < len(r.claims); i++ {
		if c := &r.claims[i]; c.Type == schema.ProtestedAgainst {
			told[c.Source] = true
		}
	}
	for _, p := range s.preds {
		if !p.verb || p.negated || p.cond || p.will || p.passive() {
			continue
		}
		for _, n := range r.subject(p) {
			if n.ent == nil || n.head == nil || !demonstrating[n.head.Lemma] || told[n.ent.ID] {
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
	sources := []*entity{n.ent}
	w := r.whenOf(p, false, st)
	c := schema.Claim{
		Kind: schema.Stated, Article: r.article.ID, Type: schema.ProtestedAgainst, ValidFrom: w.from, ValidTo: w.to, DateBasis: w.basis,
		Modality: st.modality, AttributedTo: r.speaker(st), Confidence: 0.7,
		Evidence: schema.Evidence{
			Sentence: s.idx, Text: r.text[s.start:s.end], Start: s.start, End: s.end,
			FocusStart: min(n.start, s.words[p.at].Start), FocusEnd: max(n.end, s.words[p.at].End), Rule: "heads:" + n.head.Lemma + "/PROTESTED_AGAINST",
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
