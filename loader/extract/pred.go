package extract

import "rawabit/schema"

// arg is a complement that a preposition governs.
type arg struct {
	prep string
	n    *nominal
}

// pred is a predicate of a sentence: a verb, an event noun or a participle with
// its complements.
type pred struct {
	lex  *lexeme
	rd   *reading
	at   int       // its word
	nom  *nominal  // of an event noun, the phrase that it heads
	verb bool      // finite
	alts []*lexeme // other verbs that the word may be («رحل», «رحّل»)

	subj, obj, obj2 *nominal
	gen             *nominal   // of an event noun, what it is annexed to
	genPron         string     // or the pronoun on it
	nisba           []*entity  // or the relative adjectives on it
	agents          []*nominal // «من قبل»
	args            []arg
	objPron         string
	dates           []int

	topic      *nominal // a phrase before the verb that may be its subject
	antecedent *nominal // what its relative clause says something of
	resumed    bool     // the antecedent is taken up by a pronoun
	dropped    *pred    // the predicate whose subject it shares if it has none
	parent     *pred    // the predicate whose complement it is
	slot       string   // and by which slot: "" for a clause, "obj", "gen", a preposition

	clause       *clause
	negated      bool
	qad          bool // «قد»
	will         bool // «سـ», «سوف»
	was          bool // «كان»
	ceased       bool // «لم يعد»
	hedged       bool
	planned      bool
	cond         bool
	asked        bool
	goal         bool  // after «لـ» of purpose
	deed         *pred // what its object pronoun takes up: «وهو ما رفضته»
	circumstance bool  // «، مؤكدا أن»: the subject is the clause's
	phrase       bool  // «بقيادة»: says something of its antecedent

	resolvedSubj []*nominal
	done         bool
}

// passive reports whether the predicate is a verb that can only be a passive, or
// a passive participle.
func (p *pred) passive() bool {
	return p.rd != nil && (p.rd.part == partPassive || p.rd.passive && !p.rd.active)
}

// clauseKind tells how a clause hangs on what is around it.
type clauseKind uint8

const (
	clauseMain clauseKind = iota
	clauseComp
	clauseRel
	clauseSub
)

// clause is a stretch of a sentence around one finite verb at a time.
type clause struct {
	kind       clauseKind
	parent     *clause
	holder     *pred // the predicate that a complement clause belongs to
	antecedent *nominal
	pred       *pred // the finite verb that complements go to
	last       *pred // the newest predicate of any kind
	topic      *nominal
	events     []*pred // open event nouns and participles, innermost last
	comma      bool
	cond       bool
	hedged     bool
	planned    bool
	goal       bool
	reduced    bool // a participle clause
}

// accepts reports whether a predicate's lexeme has a place for a phrase after a
// preposition.
func (p *pred) accepts(prep string, n *nominal) bool {
	for _, l := range p.alts {
		if (&pred{lex: l, nom: p.nom}).accepts(prep, n) {
			return true
		}
	}
	for i := range p.lex.frames {
		f := &p.lex.frames[i]
		for _, a := range f.Args {
			for k := range a.Slots {
				if expands(a.Slots[k].Name, prep) && (a.Slots[k].Name != prep && a.Slots[k].Name != "loc" || slotTypeFits(f.Type, a.Role, a.Slots[k].Types, n)) {
					return true
				}
			}
		}
		for k := range f.Conditions {
			if f.Conditions[k].Name == prep {
				return true
			}
		}
		if prep == "بين" && f.Type.Symmetric() || prep == "مع" && f.Type.Symmetric() && p.nom != nil {
			return true
		}
	}
	for _, o := range p.lex.opers {
		if o.Slot == prep && prep != "" {
			return true
		}
	}
	return false
}

// slotTypeFits reports whether a phrase may fill a role, by the types that the
// slot and the relation type allow. A phrase that names no actor fits: it may
// stand for one.
func slotTypeFits(t schema.RelationType, role string, types []schema.ActorType, n *nominal) bool {
	if n.typ == "" {
		return true
	}
	fits := func(one schema.ActorType) bool {
		if len(types) > 0 && !typeIn(types, one) {
			return false
		}
		info := t.Info()
		switch role {
		case "s":
			return info.Allows(one, anyOf(info.Targets))
		case "t":
			return info.Allows(anyOf(info.Sources), one)
		}
		return true
	}
	if fits(n.typ) {
		return true
	}
	return n.typ == schema.Organization && fits(schema.Place) && n.head != nil
}

func anyOf(list []schema.ActorType) schema.ActorType {
	if len(list) == 0 {
		return schema.State
	}
	return list[0]
}

// countArgs returns the phrases after a preposition.
func (p *pred) argsOf(prep string) []*nominal {
	var out []*nominal
	for _, a := range p.args {
		if a.prep == prep {
			out = append(out, a.n)
		}
	}
	return out
}
