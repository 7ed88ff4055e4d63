package extract

import (
	"strings"

	"rawabit/schema"
)

// areaWords are nouns for parts of a country that no name tells apart.
var areaWords = map[string]bool{"منطقه": true, "اراض": true, "اراضي": true, "بلده": true, "قريه": true, "حي": true}

// heldArea is the area that a clause tells apart by who holds it: «المناطق التي
// تسيطر عليها المعارضة», «مناطق خاضعة لسيطرة الحركة». It is called so.
func (r *reader) heldArea(n *nominal) *entity {
	area := n
	if n.kind == nomRelative && n.owner != nil {
		area = n.owner
	}
	if area.ent != nil || area.head == nil || area.typ != schema.Place || area.number != 3 || !areaWords[area.word] || area.owner != nil || area.pron != "" {
		return nil
	}
	for _, q := range r.sent.preds {
		if q.antecedent != area || !tellsWhoHolds(q.lex) || n == area && q.lex.folded != "خضع" && !q.resumed || q.at <= area.last || q.at > area.last+3 {
			continue
		}
		end := r.sent.words[q.at].End
		if n != area {
			end = max(end, n.end)
		}
		if q.subj != nil && q.subj != area {
			end = max(end, q.subj.end)
		}
		if n == area {
			if q.at != area.last+1 {
				return nil // «المناطق غير الخاضعة لسلطة الدولة»
			}
			told := false
			for _, a := range q.args {
				if a.prep == "ل" && !told {
					end, told = max(end, a.n.end), true
				}
				if a.prep == "ل" && r.wordAt(r.sent, a.n.last+1) == "في" {
					return nil // «المناطق الخاضعة لسيطرة الحركة في الولاية»: told of the province
				}
			}
			if !told {
				return nil
			}
		}
		e := r.derived(schema.Place, strings.ReplaceAll(r.phraseText(area, end), "،", ""), "")
		area.ent, n.ent, n.typ = e, e, schema.Place
		named := *area
		named.end = end
		r.mention(r.sent, &named)
		return e
	}
	return nil
}

// tellsWhoHolds reports whether a word may say who holds a place.
func tellsWhoHolds(l *lexeme) bool {
	for i := range l.frames {
		if l.frames[i].Type == schema.Controls {
			return true
		}
	}
	return false
}
