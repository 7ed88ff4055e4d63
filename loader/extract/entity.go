package extract

import (
	"strings"

	"rawabit/schema"
	"rawabit/seeds"
)

// entity is an actor as this article knows it.
type entity struct {
	schema.Actor
	entry *seeds.Entry // nil for an actor that the registry does not know

	fem, plural bool
	lemma       string // folded lemma of the head noun of its description («قوات»)
	nameWords   []string
	mentioned   int // how often
	lastSent    int
	lastMain    int // byte offset of the last mention outside a relative clause
	lastPos     int // byte offset of the last mention
	titleIDs    []string
	shown       bool // takes part in what is printed
	nationality []*entity
	called      map[string]bool // head nouns by which the article has named it: «منطقة عفرين»
}

// words are the folded words of an entity's name.
func (e *entity) words() []string {
	if e.nameWords == nil {
		e.nameWords = strings.Fields(schema.FoldText(e.Name))
	}
	return e.nameWords
}

// masculineStates are the states that take masculine agreement though states
// are feminine by default.
var masculineStates = map[string]bool{
	"العراق": true, "لبنان": true, "الاردن": true, "السودان": true, "المغرب": true, "اليمن": true, "الفاتيكان": true, "الصومال": true, "جنوب السودان": true,
}

// entityOf returns the article's entity of a registry entry.
func (r *reader) entityOf(e *seeds.Entry) *entity {
	if ent := r.entities[e.ID]; ent != nil {
		return ent
	}
	ent := &entity{Actor: e.Actor, entry: e, lastSent: -1}
	folded := schema.FoldText(e.NameAr)
	first, _, _ := strings.Cut(folded, " ")
	ent.lemma = strings.TrimPrefix(first, "ال")
	switch e.Type {
	case schema.Person:
		ent.fem = r.eng.female(first)
	case schema.State:
		ent.fem = !masculineStates[folded]
		if e.PartOf != "" {
			ent.fem = strings.HasSuffix(first, "ه") // an organ, a seat of power
		}
	case schema.Place:
		ent.fem = true
	case schema.Group:
		ent.plural = true
	default:
		ent.fem = strings.HasSuffix(first, "ه") || strings.HasSuffix(first, "ات") || first == "قوات" || first == "القوات"
		ent.plural = strings.HasSuffix(first, "يون")
		if f := r.eng.heads.alone(first); f != nil && f.plural && !ent.plural {
			ent.fem = true // «كتائب», «سرايا»: plurals of things
		}
	}
	r.entities[e.ID] = ent
	r.order = append(r.order, ent)
	return ent
}

// female reports whether a folded given name is a woman's: one that is known for it,
// or one of four letters and more with a feminine ending that is not known as a man's.
func (e *Engine) female(given string) bool {
	return e.femaleGiven[given] || strings.HasSuffix(given, "ه") && !e.maleNames[given] && len([]rune(given)) > 3 && e.given[given] != "family"
}

// derived returns the article's entity of an actor that the registry does not
// know, by type and name.
func (r *reader) derived(t schema.ActorType, name, en string) *entity {
	id := schema.DerivedActorID(t, name)
	if ent := r.entities[id]; ent != nil {
		return ent
	}
	if e := r.eng.gaz.called(name, t); e != nil {
		return r.entityOf(e) // however the phrase was come by, the name is known
	}
	ent := &entity{Actor: schema.Actor{ID: id, Type: t, Name: name, NameAr: name, NameEn: en}, lastSent: -1}
	first, _, _ := strings.Cut(schema.FoldText(name), " ")
	ent.lemma = strings.TrimPrefix(first, "ال")
	ent.fem = t == schema.Place || t == schema.State || t != schema.Person && strings.HasSuffix(first, "ه") || strings.HasSuffix(first, "ات")
	ent.plural = t == schema.Group
	r.entities[id] = ent
	r.order = append(r.order, ent)
	return ent
}

// top returns the state or organisation that an entity is an organ of, itself
// where it is none.
func (r *reader) top(e *entity) *entity {
	for depth := 0; depth < 4 && e.PartOf != ""; depth++ {
		up := r.entities[e.PartOf]
		if up == nil {
			entry := r.eng.reg.Entry(e.PartOf)
			if entry == nil {
				return e
			}
			up = r.entityOf(entry)
		}
		e = up
	}
	return e
}
