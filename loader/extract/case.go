package extract

import (
	"strings"

	"rawabit/schema"
	"rawabit/seeds"
)

// numerous are the words of number that count those after «من».
var numerous = map[string]bool{"الاف": true, "الالاف": true, "ميات": true, "الميات": true, "عشرات": true, "العشرات": true, "العديد": true, "الكثير": true, "كثير": true, "عدد": true}

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
		if n.first > 1 && s.words[n.first-1].Folded == "من" {
			if rd := s.words[n.first-2].particle(); rd != nil && rd.class == "quant" || numerous[s.words[n.first-2].Folded] {
				return // «الآلاف من النيباليين»
			}
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

// nominative is the text of a description in the form that names it: «مهاجرون
// فنزويليون» for «مهاجرين فنزويليين», «ناشط كردي» for «ناشطا كرديا». Only the
// noun and the adjectives right after it change.
func nominative(text string, n *nominal) string {
	if n.typ != schema.Group && n.typ != schema.Person && n.typ != schema.ArmedForce || n.bound || n.number == 2 {
		return text
	}
	words := strings.Fields(text)
	counted := false
	for k, word := range words {
		bare := strings.TrimPrefix(word, "ال")
		switch {
		case n.number == 3 && strings.HasSuffix(word, "ين") && len([]rune(bare)) > 4 && (k == 0 || strings.HasSuffix(word, "يين")):
			words[k] = strings.TrimSuffix(word, "ين") + "ون"
		case n.number == 1 && !n.def && n.owner == nil && strings.HasSuffix(word, "ا") && len([]rune(word)) > 4 && !strings.HasSuffix(word, "يا") || strings.HasSuffix(word, "اً"):
			words[k] = strings.TrimSuffix(strings.TrimSuffix(word, "اً"), "ا")
		case k == 0 && !n.def && n.owner == nil && n.head != nil && (formOf(n.head, strings.TrimSuffix(word, "ا")) || n.quant && formOf(n.head, strings.TrimSuffix(word, "ا")+"ون")):
			words[k], counted = strings.TrimSuffix(word, "ا"), word != strings.TrimSuffix(word, "ا") // «53 جنديا إسرائيليا»
		case k > 0 && (n.number == 1 && !n.def && n.owner == nil || counted) && strings.HasSuffix(word, "يا"):
			words[k] = strings.TrimSuffix(word, "ا")
		default:
			if k > 0 && !strings.HasSuffix(word, "ي") && !strings.HasSuffix(word, "ية") {
				return strings.Join(words, " ")
			}
		}
		if n.owner != nil && k == 0 {
			break
		}
	}
	return strings.Join(words, " ")
}

// formOf reports whether a word is a form of a head noun.
func formOf(h *seeds.Head, word string) bool {
	folded := schema.FoldText(word)
	if folded == schema.FoldText(h.Lemma) {
		return true
	}
	for _, p := range h.Plurals {
		if folded == schema.FoldText(p) {
			return true
		}
	}
	return false
}
