package extract

import (
	"rawabit/schema"
	"rawabit/seeds"
)

// nominalKind says what a nominal phrase is to the parser.
type nominalKind uint8

const (
	nomOther    nominalKind = iota // a noun that names no actor
	nomEntity                      // names an actor
	nomDesc                        // a definite description or pronoun that refers to an actor named before
	nomEvent                       // an event noun
	nomCarrier                     // a noun that stands for what it belongs to («مواقع الحوثيين»)
	nomRelative                    // a relative pronoun's gap
)

// nominal is a nominal phrase: a span of words that names or describes one
// thing. Coordinated phrases are nominals of their own, chained by the parser.
type nominal struct {
	kind        nominalKind
	first, last int // words of the sentence, both included
	clitics
	prep string // the preposition that governs it, filled by the parser

	ent  *entity
	typ  schema.ActorType // of what it names, "" when it is no actor
	head *seeds.Head
	word string // folded head word, article and endings off
	def  bool
	fem  bool
	// gendered says that a state is called by a noun whose gender its pronouns take.
	gendered bool
	// masculine says that a name begins with a noun that is masculine for certain: «مجلس».
	masculine bool
	number    uint8
	pron      string     // possessive enclitic
	owner     *nominal   // what it is annexed to
	whole     *nominal   // of a unit, the body that it belongs to
	also      []*entity  // further relative adjectives after «و», each a phrase of its own
	nisba     []*entity  // actors that its relative adjectives name
	second    []*nominal // names in apposition or enclosed, for mentions
	lex       *lexeme    // of an event noun
	rd        *reading
	pred      *pred

	offices []officeUse
	pending *pred    // the verb that gives an office to its subject
	holder  *nominal // whom a clause without a verb gives its office to
	given   bool     // an office without article: what somebody is or becomes
	told    bool     // a pronoun of which a noun is said: «وهو فصيل»
	start   int      // byte span of the phrase without its proclitics
	end     int
	lead    *nominal   // the first member of the coordination that it is in
	among   *nominal   // the group that it is one of: «مسؤولون بينهم فلان»
	coord   []*nominal // further members of its coordination
	loyalTo *nominal   // the government whose force it is
	equals  *nominal   // the topic of which it is the predicate: «وهو فصيل»
	inRel   bool       // stands in a relative clause
	acts    bool       // the name of a capital that stands for its state
	site    bool       // stands where a place is meant, not the state
	quant   bool
	oblique bool // a form that cannot be a subject: «الطرفين», «قرارا»
	bound   bool // in a construct form that has dropped its ن
	plain   bool // an indefinite description that names nobody in particular
}

// officeUse is an office stated in passing.
type officeUse struct {
	title  *seeds.Title
	body   *entity
	bodyOf *nominal // where the body needs resolving first
	ended  bool
	given  bool // it is predicated: «كان وزيرا»
	text   string
	start  int
	end    int
}

// all returns the nominal and its coordination.
func (n *nominal) all() []*nominal {
	if len(n.coord) == 0 {
		return []*nominal{n}
	}
	out := []*nominal{n}
	for _, m := range n.coord {
		out = append(out, m)
		out = append(out, m.coord...) // «بين اللجنة وبين الحكومتين الروسية والسورية»
	}
	return out
}
