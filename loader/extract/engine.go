package extract

import (
	"bytes"
	"strconv"
	"strings"

	"rawabit/loader/arabic"
	"rawabit/loader/arabic/datetime"
	"rawabit/schema"
	"rawabit/seeds"
)

// Engine holds what reading needs, compiled once. Nothing that decides a result
// changes after New; it serves many goroutines at once.
type Engine struct {
	reg   *seeds.Registry
	gaz   *gazetteer
	dates *datetime.Grammar
	wordIndex
	memo *memo

	titles, heads formIndex
	titleByID     map[string]*seeds.Title
	given         map[string]string
	maleNames     map[string]bool
	femaleGiven   map[string]bool
	offices       map[schema.ActorID][]seeds.Office
	holders       map[officeKey][]seeds.Office
	capitals      map[schema.ActorID]schema.ActorID
	regions       map[schema.ActorID]bool // what places of the registry lie in

	particles   map[string]*seeds.Particle
	particlesBy map[string][]particleEntry
	quants      map[string][][]string
	dirs        map[string]bool
	naming      map[string]bool
	copulas     map[string]bool
	beginners   map[string]bool
	awaited     map[string]string // adjectives of an event that is announced or possible
	holds       map[string]bool   // verbs that take an office as their complement
	weapons     map[string]bool   // nouns that strike for whoever wields them
	organs      map[string][]*seeds.Head
	parts       map[string]bool   // nouns that with «من» mean a part
	notable     map[string]bool   // nouns of sites that are actors without a name where they are attacked
	units       map[string]bool   // nouns that head a unit of a body: «مكتب», «لجنة»
	common      map[string]string // folded frequent words that tell nothing, by kind
	junk        []string
}

// officeKey finds who held an office of a body.
type officeKey struct {
	title string
	body  schema.ActorID
}

// New compiles a registry and a lexicon. Errors have code INVALID_INPUT and name
// the file and the line.
func New(reg *seeds.Registry, lex *seeds.Lexicon) (*Engine, error) {
	e := &Engine{
		reg: reg, memo: newMemo(), gaz: newGazetteer(reg), titles: formIndex{}, heads: formIndex{}, titleByID: map[string]*seeds.Title{}, given: map[string]string{}, maleNames: map[string]bool{},
		femaleGiven: map[string]bool{}, offices: map[schema.ActorID][]seeds.Office{}, holders: map[officeKey][]seeds.Office{},
		capitals: map[schema.ActorID]schema.ActorID{}, regions: map[schema.ActorID]bool{}, particles: map[string]*seeds.Particle{}, particlesBy: map[string][]particleEntry{},
		quants: map[string][][]string{}, dirs: map[string]bool{}, naming: map[string]bool{}, copulas: map[string]bool{}, beginners: map[string]bool{}, awaited: map[string]string{}, parts: map[string]bool{}, units: map[string]bool{}, notable: map[string]bool{}, holds: map[string]bool{}, weapons: map[string]bool{}, organs: map[string][]*seeds.Head{}, common: map[string]string{},
	}
	var err error
	if e.dates, err = datetime.New(bytes.NewReader(lex.Dates)); err != nil {
		return nil, err
	}
	for i := range lex.Words {
		e.addParticle(&lex.Words[i])
	}
	for _, w := range lex.Common {
		e.common[schema.FoldText(w.Text)] = w.Kind
	}
	e.addPronounPrepositions()
	for i := range lex.Titles {
		e.titles.addTitle(&lex.Titles[i])
		e.titleByID[lex.Titles[i].ID] = &lex.Titles[i]
	}
	for i := range lex.Heads {
		e.heads.addHead(&lex.Heads[i])
		if organ := lex.Heads[i].Organ; organ != "" {
			e.organs[organ] = append(e.organs[organ], &lex.Heads[i])
		}
	}
	for _, n := range lex.Names {
		folded := schema.FoldText(n.Text)
		e.given[folded] = n.Kind
		if strings.HasSuffix(folded, "ه") && !e.maleNames[folded] || strings.HasSuffix(n.Text, "اء") {
			e.femaleGiven[folded] = true
		}
	}
	for _, o := range reg.Offices {
		e.offices[o.Person] = append(e.offices[o.Person], o)
		key := officeKey{o.Title, o.Body}
		e.holders[key] = append(e.holders[key], o)
	}
	for _, entry := range reg.Entries {
		if entry.Within != "" && entry.Type == schema.Place {
			e.regions[entry.Within] = true
		}
		if entry.Capital != "" {
			e.capitals[entry.Capital] = entry.ID
		}
	}
	return e, e.compileWords(lex)
}

func (e *Engine) addParticle(x *seeds.Particle) {
	folded := schema.FoldText(x.Text)
	words := strings.Fields(folded)
	if len(words) == 0 {
		return
	}
	switch x.Class {
	case "copula":
		e.copulas[folded] = true
		return
	case "begin":
		e.beginners[folded] = true
		return
	case "awaited":
		e.awaited[folded] = x.Value
		return
	case "holds":
		e.holds[folded] = true
		return
	case "weapon":
		e.weapons[folded] = true
		return
	case "part":
		e.parts[folded] = true
		return
	case "unit":
		e.units[folded] = true
		return
	case "notable":
		e.notable[folded] = true
		return
	case "naming":
		e.naming[folded] = true
		return
	case "malename":
		e.maleNames[folded] = true
		return
	case "femalename":
		e.femaleGiven[folded] = true
		return
	case "boilerplate":
		e.junk = append(e.junk, folded)
		return
	case "quant":
		e.quants[words[0]] = append(e.quants[words[0]], words[1:])
	case "dir":
		e.dirs[folded] = true
	}
	if len(words) == 1 && e.particles[folded] == nil {
		e.particles[folded] = x
	}
	e.particlesBy[words[0]] = append(e.particlesBy[words[0]], particleEntry{Particle: *x, rest: words[1:]})
}

// addPronounPrepositions makes «عليها», «معه» and the like closed-class words.
func (e *Engine) addPronounPrepositions() {
	stems := map[string]string{
		"علي": "على", "الي": "إلى", "في": "في", "ب": "ب", "ل": "ل", "من": "من", "مع": "مع", "عن": "عن", "بين": "بين", "ضد": "ضد", "لدي": "لدى", "نحو": "نحو",
		"حول": "حول", "تجاه": "تجاه", "عند": "عند", "خلال": "خلال", "بعد": "بعد", "قبل": "قبل", "امام": "أمام", "داخل": "في", "حيال": "تجاه", "ازاء": "تجاه", "بموجب": "وفق",
		"عبر": "عبر", "ضمن": "ضمن", "وسط": "وسط", "بدون": "دون", "دون": "دون", "بشان": "بشأن",
	}
	for stem, prep := range stems {
		for _, pron := range []string{"ه", "ها", "هم", "هما", "هن"} {
			form := stem + pron
			if e.particlesBy[form] != nil {
				continue
			}
			x := &seeds.Particle{Text: form, Class: "preppron", Value: prep + "+" + pron}
			e.particles[form] = x
			e.particlesBy[form] = append(e.particlesBy[form], particleEntry{Particle: *x})
		}
		for _, pron := range []string{"نا", "ك", "كم", "ي"} {
			form := stem + pron
			if stem == "علي" || stem == "الي" || stem == "لدي" {
				form = strings.TrimSuffix(form, "ي") // the ya of «عليّ» is one
			}
			if form != stem && e.particles[form] == nil && len([]rune(form)) > 3 {
				e.particles[form] = &seeds.Particle{Text: form, Class: "adverb"}
			}
		}
	}
}

// boilerplate reports whether a sentence is no content of the article: an
// invitation to comment, a link to another article.
func (e *Engine) boilerplate(s arabic.Sentence) bool {
	if len(s.Tokens) > 8 {
		return false
	}
	var b strings.Builder
	for _, t := range s.Tokens {
		b.WriteString(t.Folded)
		b.WriteByte(' ')
	}
	text := b.String()
	for _, junk := range e.junk {
		if strings.HasPrefix(text, junk+" ") || strings.HasPrefix(text, "وا"+junk) {
			return true
		}
	}
	return false
}

func itoa(n int) string { return strconv.Itoa(n) }

// OrganRule is the beginning of the rule of claims that follow from an actor's
// name alone: «الجيش السوري» is part of Syria.
const OrganRule = "organ:"

// organClaims say of each organ that the article names what it is part of, with
// the sentence that names it first.
func (r *reader) organClaims(actors map[schema.ActorID]*entity) []schema.Claim {
	var out []schema.Claim
	seen := map[*entity]bool{}
	for _, m := range r.mentions {
		e := m.ent
		if seen[e] || e.PartOf == "" || actors[e.ID] == nil || actors[e.PartOf] == nil || !strings.Contains(string(e.ID), ".") {
			continue
		}
		seen[e] = true
		if schema.ValidateEnds(schema.PartOf, e.Type, actors[e.PartOf].Type) != nil {
			continue
		}
		s := r.spans[m.sent]
		c := schema.Claim{
			Kind: schema.Stated, Article: r.article.ID, Type: schema.PartOf, Source: e.ID, Target: e.PartOf, DateBasis: schema.BasisNone,
			Modality: schema.Actual, Confidence: 0.95,
			Evidence: schema.Evidence{Sentence: m.sent, Text: r.text[s[0]:s[1]], Start: s[0], End: s[1], FocusStart: m.start, FocusEnd: m.end, Rule: OrganRule + e.lemma},
		}
		c.ID = schema.NewClaimID(&c)
		out = append(out, c)
	}
	return out
}

// registryClaims are the registry's own claims about the actors of an article:
// their offices, what they are part of, where they lie.
func (r *reader) registryClaims(actors map[schema.ActorID]*entity) []schema.Claim {
	var out []schema.Claim
	add := func(t schema.RelationType, source, target schema.ActorID, span schema.Span, office string) {
		c := schema.Claim{
			Kind: schema.Registered, Type: t, Source: source, Target: target, ValidFrom: span.From, ValidTo: span.To, DateBasis: schema.BasisExplicit,
			Modality: schema.Actual, Office: office, Confidence: 1, Evidence: schema.Evidence{Rule: "registry"},
		}
		if span.Undated() {
			c.DateBasis = schema.BasisNone
		}
		c.Ended = !span.To.IsZero()
		c.ID = schema.NewClaimID(&c)
		out = append(out, c)
	}
	for _, e := range r.order {
		if actors[e.ID] == nil {
			continue
		}
		for _, o := range r.eng.offices[e.ID] {
			if actors[o.Body] != nil {
				add(o.Relation, o.Person, o.Body, o.Span, o.Title)
			}
		}
		// What only this text says an actor is part of, the registry does not know.
		known := e.entry != nil || strings.HasPrefix(string(e.ID), string(e.PartOf)+".")
		if known && e.PartOf != "" && actors[e.PartOf] != nil {
			add(schema.PartOf, e.ID, e.PartOf, schema.Span{}, "")
		}
		if e.Within != "" && actors[e.Within] != nil && (e.Type == schema.Place || e.Type == schema.Facility) {
			add(schema.LocatedIn, e.ID, e.Within, schema.Span{}, "")
		}
	}
	return out
}
