package extract

import (
	"strings"

	"rawabit/loader/arabic"
	"rawabit/schema"
)

// memberNouns are nouns for somebody who belongs to a body, and stands unnamed
// with it: «قيادي في الحركة», «ضابط من الجيش».
var memberNouns = map[string]bool{
	"قيادي": true, "قياديه": true, "مسوول": true, "مسووله": true, "مسئول": true, "ضابط": true, "عضو": true, "قايد": true, "عنصر": true, "مسلح": true, "مقاتل": true,
	"جنرال": true, "مستشار": true, "دبلوماسي": true, "ناشط": true, "جندي": true, "موظف": true, "خبير": true,
}

// suffered are the relations whose target is the very person, not whom he serves.
var suffered = map[schema.RelationType]bool{
	schema.Killed: true, schema.Detained: true, schema.Attacked: true, schema.Released: true, schema.Expelled: true, schema.Met: true, schema.SpokeWith: true,
}

// memberMeant is the unnamed member of a body that a phrase without an actor of its
// own names, nil where it names none.
func (r *reader) memberMeant(n *nominal) *entity {
	m := r.memberPhrase(r.sent, n.first)
	if m == nil || m.start != n.start {
		return nil
	}
	n.ent, n.typ, n.end = m.ent, m.typ, max(n.end, m.end)
	n.offices = append(n.offices, m.offices...)
	r.mention(r.sent, n)
	return n.ent
}

// memberPhrase reads somebody unnamed by the body that he belongs to: «قياديا
// بارزا في الحركة», «عنصر من الحزب». It is a person of that body.
func (r *reader) memberPhrase(s *sentence, i int) *nominal {
	if s.words[i].Kind != arabic.Word {
		return nil
	}
	var c clitics
	found := split(s.words[i].Folded, func(rest string, cl clitics) bool {
		c = cl
		return memberNouns[rest] || memberNouns[strings.TrimSuffix(rest, "ا")] && strings.HasSuffix(rest, "ا")
	})
	if !found || i > 0 && s.words[i-1].Kind == arabic.Number {
		return nil
	}
	n := r.newNominal(s, nomDesc, i, i, c)
	n.typ, n.word, n.number = schema.Person, "member", 1
	n.fem = strings.HasSuffix(s.words[i].Folded, "ه")
	j := i + 1
	for j < len(s.words) && j < i+4 && s.words[j].date < 0 {
		if nb, k := r.eng.gaz.nisbaAt(strings.TrimSuffix(s.words[j].Folded, "ا"), r.wordAt(s, j+1)); nb != nil && !nb.people && !nb.plural {
			j += k
			continue
		}
		if !r.indefiniteAdjective(s, j, n) && statusWords[strings.TrimSuffix(s.words[j].Folded, "ا")] == "" && s.words[j].common != "adjective" {
			break
		}
		j++
	}
	if j+1 >= len(s.words) || s.words[j].date >= 0 {
		return nil
	}
	k := j
	if w := s.words[j].Folded; w == "في" || w == "من" || w == "لدى" {
		k++
	}
	inner := r.phrase(s, k)
	if inner == nil || inner.ent == nil || inner.conj != 0 || (k == j) != (inner.clitics.prep == 'ب') || k > j && inner.clitics != (clitics{}) || !inner.def {
		return nil
	}
	organ := inner.typ == schema.State && inner.ent.PartOf != "" && !seat(inner.ent)
	if inner.typ != schema.Organization && inner.typ != schema.ArmedForce && !organ || inner.ent.Type != inner.typ && !organ || inner.typ == schema.ArmedForce && inner.number == 3 && inner.ent.entry == nil && inner.ent.PartOf == "" {
		return nil
	}
	title := r.eng.plainOfficial()
	end := inner.last + 1
	if title == nil || r.eng.reports(inner.ent) || r.personAfter(s, end) || comma(s, end) && end+1 < len(s.words) && r.personAfter(s, end+1) {
		return nil // named after it
	}
	n.last, n.end = inner.last, inner.end
	n.owner = inner
	n.second = append(n.second, inner)
	first := *n
	first.owner = nil
	name := nominative(cleanName(r.text[n.start:s.words[j-1].End]), &first) + " " + cleanName(r.text[s.words[j].Start:n.end])
	e := r.derived(schema.Person, name, "")
	e.lemma, e.fem = n.word, n.fem
	n.kind, n.ent, n.plain = nomEntity, e, true
	n.offices = append(n.offices, officeUse{title: title, body: inner.ent, bodyOf: inner, text: name, start: n.start, end: n.end})
	return n
}
