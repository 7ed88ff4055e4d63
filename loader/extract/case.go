package extract

import "strings"

// markCase notes a phrase whose first word has a form that no subject has: a
// dual or sound plural in «ين», a construct form in «ي», an indefinite
// accusative.
func (s *sentence) markCase(n *nominal) {
	if n.first >= len(s.words) || n.word == "%pron" {
		return
	}
	if n.first > 0 {
		if rd := s.words[n.first-1].particle(); rd != nil && rd.class == "quant" {
			return // «آلاف المتظاهرين» is a subject as well
		}
	}
	w := &s.words[n.first]
	word := w.Folded
	switch {
	case n.quant:
	case strings.HasSuffix(w.Text, "اً") || strings.HasSuffix(w.Text, "ًا"):
		n.oblique = true
	case n.kind == nomEntity && n.head == nil:
		n.oblique = n.number == 3 && strings.HasSuffix(word, "يين")
	case strings.HasSuffix(word, "ين"):
		n.oblique = (n.number > 1 || n.rd != nil && n.rd.number > 1) && (n.head != nil || strings.HasPrefix(n.word, "@") || n.rd != nil)
	case strings.HasSuffix(word, "ا") && !n.def && n.pron == "":
		n.oblique = len([]rune(word)) > 4 && !strings.HasSuffix(word, "ايا") && n.owner == nil && (n.kind != nomEntity || n.number == 1)
	case n.bound && strings.HasSuffix(word, "ي"):
		n.oblique = true
	}
}
