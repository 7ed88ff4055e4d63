package extract

import (
	"strings"

	"rawabit/schema"
	"rawabit/seeds"
)

// organ returns the entity of an organ of a state or body: its army, its
// government, a ministry. The id is the id of the owner and the organ's suffix;
// the name and type are the same whatever words an article has for it, except
// those of a place or facility, which is named as text has it.
func (r *reader) organ(of *entity, organ string, said *seeds.Head, text string) *entity {
	id := schema.ActorID(string(of.ID) + "." + organ)
	if ent := r.entities[id]; ent != nil {
		return ent
	}
	if e := r.eng.reg.Entry(id); e != nil {
		return r.entityOf(e)
	}
	h, name := said, text
	if said == nil || said.Type != schema.Place && said.Type != schema.Facility {
		h = r.eng.organNoun(organ)
		name = r.organName(of, h)
	}
	ent := &entity{Actor: schema.Actor{ID: id, Type: h.Type, Name: name, NameAr: name, PartOf: of.ID, Known: true}, lastSent: -1}
	if of.NameEn != "" && h.En != "" {
		ent.NameEn = capitals(h.En) + " of " + of.NameEn
		if strings.HasPrefix(of.NameEn, "United ") {
			ent.NameEn = capitals(h.En) + " of the " + of.NameEn
		}
	}
	first, _, _ := strings.Cut(schema.FoldText(name), " ")
	ent.lemma = strings.TrimPrefix(first, "ال")
	ent.fem = strings.HasSuffix(first, "ه") || strings.HasSuffix(first, "ات")
	r.entities[id] = ent
	r.order = append(r.order, ent)
	return ent
}

// organName is «الجيش السوداني», «القوات الخاصة الروسية»; of an owner that has no
// adjective «جيش بوتسوانا», «القوات الخاصة في بوتسوانا».
func (r *reader) organName(of *entity, h *seeds.Head) string {
	noun, rest, _ := strings.Cut(h.Lemma, " ")
	one := rest == "" || strings.HasPrefix(rest, "ال") // no adjective, which would agree
	if of.entry == nil || len(of.entry.Nisba) == 0 {
		if rest == "" {
			return h.Lemma + " " + of.Name
		}
		return articled(h.Lemma, one) + " في " + of.Name
	}
	fem := strings.HasSuffix(noun, "ة") || strings.HasSuffix(noun, "ات") || feminine[noun]
	return articled(h.Lemma, one) + " " + r.nisbaOf(of, fem)
}

// feminine are the nouns of organs that are feminine, or plurals, without a
// feminine ending.
var feminine = map[string]bool{"وسائل": true, "قوى": true, "فصائل": true, "خطوط": true, "جمارك": true, "مشاة": true, "أجهزة": true}

// articled makes a noun definite, and the adjectives behind it: «القوات البرية»,
// «وزارة الدفاع», «وكالة الأنباء».
func articled(lemma string, one bool) string {
	noun, rest, more := strings.Cut(lemma, " ")
	switch {
	case !more:
		return "ال" + noun
	case one:
		return lemma
	case annexed[noun]:
		return noun + " ال" + rest
	}
	return "ال" + noun + " ال" + strings.ReplaceAll(rest, " ", " ال")
}

// annexed are the nouns of organs that stand before a genitive and not before an
// adjective.
var annexed = map[string]bool{"وكالة": true, "شركة": true, "وسائل": true}

// capitals writes a noun of English as a name.
func capitals(noun string) string {
	words := strings.Fields(noun)
	for i, w := range words {
		if w != "of" && w != "the" && w != "for" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}
