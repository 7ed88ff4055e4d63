package extract

import (
	"strings"

	"rawabit/loader/arabic"
	"rawabit/schema"
	"rawabit/seeds"
)

// prepName is the slot that a preposition fills.
func prepName(text, value string) string {
	if value != "" {
		return value
	}
	return text
}

// particleAt finds the longest closed-class expression at the parser's word and
// returns its number of words, class and value. A conjunction may stand before
// it.
func (p *parser) particleAt() (count int, class, value string) {
	w := &p.s.words[p.i]
	try := func(rest string) {
		for _, x := range p.r.eng.particlesBy[rest] {
			n := len(x.rest) + 1
			if n > count && p.r.follows(p.s, p.i+1, x.rest) && spelledAs(w.Text, x.Text) {
				count, class = n, x.Class
				value = x.Value
				if x.Class == "prep" {
					value = prepName(x.Text, x.Value)
				} else if value == "" {
					value = x.Text
				}
			}
		}
	}
	try(w.Folded)
	if count > 0 {
		return count, class, value
	}
	for _, pre := range []string{"و", "ف"} {
		if rest, ok := strings.CutPrefix(w.Folded, pre); ok {
			if try(rest); count > 0 {
				p.conj = true
				return count, class, value
			}
		}
	}
	if w.Folded == "و" {
		return 1, "or", "و"
	}
	return 0, "", ""
}

// spelledAs reports whether the first word of a particle may be what is written:
// a hamza that the text has must be the particle's.
func spelledAs(surface, particle string) bool {
	surface, particle = cleanName(surface), firstWord(particle)
	a, b := []rune(surface), []rune(particle)
	if len(a) > len(b) {
		a = a[len(a)-len(b):]
	}
	if len(a) != len(b) {
		return true
	}
	if len(a) > 0 && a[len(a)-1] == 'ي' && b[len(b)-1] == 'ى' {
		return false // «علي» is no «على»
	}
	for i, r := range a {
		if i > 0 && r != b[i] && (b[i] == 'أ' || b[i] == 'إ' || b[i] == 'ؤ' || b[i] == 'ئ') {
			return false // within a word a hamza is written: «كان» is no «كأن»
		}
		switch r {
		case 'أ', 'إ', 'آ', 'ؤ', 'ئ', 'ة':
			if b[i] != r && !(b[i] == 'أ' && r == 'إ' || b[i] == 'إ' && r == 'أ') {
				return false
			}
		}
	}
	return true
}

// particle acts on a closed-class word and reports whether it did.
func (p *parser) particle(count int, class, value string) bool {
	switch class {
	case "prep":
		if j := p.i + count; value == "نحو" && count == 1 && p.s.words[p.i].Folded == "نحو" && j < len(p.s.words) && (p.s.words[j].Kind == arabic.Number || numerals[p.s.words[j].Folded]) {
			p.i += count // «نحو 30 منزلا»: about
			return true
		}
		p.prep, p.agent = value, false
	case "preppron":
		p.pronounAfter(value)
	case "pronobj":
		if v := p.lastPred(); v.verb && v.obj == nil && v.objPron == "" {
			v.objPron = value // «متهما إياها»
		}
	case "agent":
		p.prep, p.agent = "", true
	case "comp":
		p.complement(value)
	case "rel":
		p.relative(value)
	case "neg":
		p.negated = true
	case "qad":
		p.qad = true
	case "fut":
		p.will = true
	case "sub":
		if v := p.innermost(); count == 2 && v != nil && (v.lex.oper("إلى") == "want" || v.lex.oper("إلى") == "say") && hasClauseOper(v.lex) && p.s.words[p.i+1].Folded == "ان" {
			p.complement("أن") // «دعا إلى أن», «أشار إلى أن»
			break
		}
		p.subordinate(value)
	case "hedge":
		p.hedged = true
	case "planned":
		p.planned = true
	case "pron":
		p.pronoun(value)
	case "or", "then":
		p.conj = true
	case "quant":
		if p.r.phrase(p.s, p.i) != nil {
			return false
		}
		p.i += count
		return true
	case "dir":
		return p.direction()
	case "among", "adverb":
		if class == "among" {
			p.conj = false
			p.among(count)
			return true
		}
		p.i += count
		return true
	case "dem":
	default:
		return false
	}
	p.i += count
	return true
}

// numerals are number words before which «نحو» is no preposition.
var numerals = map[string]bool{
	"الف": true, "الفي": true, "الاف": true, "مئه": true, "مائه": true, "مئات": true, "مليون": true, "ملايين": true, "عشرات": true, "ثلاثه": true, "اربعه": true, "خمسه": true,
	"سته": true, "سبعه": true, "ثمانيه": true, "تسعه": true, "عشره": true, "عشرين": true, "ثلاثين": true, "اربعين": true, "خمسين": true, "ستين": true, "سبعين": true, "ثمانين": true, "تسعين": true,
}

// direction reads a direction that is no part of a place's name as an adverb.
func (p *parser) direction() bool {
	if n := p.r.phrase(p.s, p.i); n != nil {
		v := p.cur.pred
		object := v != nil && v.verb && v.obj == nil && v.objPron == "" && (v.subj != nil || v.topic != nil) && len(p.cur.events) == 0 && v.lex.transitive() && len(v.lex.frames) > 0 && couldFill(v, "obj", n)
		if p.prep == "" && n.prep == "" && n.clitics.prep == 0 && len(p.recent) > 0 && !object {
			p.prep = "في"
		}
		p.nominal(n)
		return true
	}
	p.i++
	return true
}

// complement opens the clause that says what the newest predicate says.
func (p *parser) complement(value string) {
	holder := p.holder()
	if v := p.describer(); v != nil && strings.HasPrefix(schema.FoldText(value), "بان") {
		holder = v // «وصف موقف … في المحادثات بأنه مؤسف»
	}
	p.closeTo(holder)
	c := &clause{kind: clauseComp, holder: holder}
	if p.hedged || p.planned {
		c.hedged, c.planned = p.hedged, p.planned
	}
	if len(p.recent) == 0 || holder == nil {
		c.holder = holder
	}
	p.hedged, p.planned = false, false
	p.prep = ""
	p.conj = false
	p.open(c)
	if pron := compPronoun(value); pron != "" {
		c.topic = &nominal{kind: nomDesc, first: p.i, last: p.i, pron: pron, def: true, word: "%pron"}
		c.topic.fem, c.topic.number = pronounFeatures(pron)
	}
}

// holder is the newest predicate that can take a clause: one with an operator
// on clauses, looking outwards.
func (p *parser) holder() *pred {
	for c := p.cur; c != nil; c = c.parent {
		for k := len(c.events) - 1; k >= 0; k-- {
			if hasClauseOper(c.events[k].lex) {
				return c.events[k]
			}
		}
		if c.pred != nil && hasClauseOper(c.pred.lex) && !(c.kind == clauseRel && c.comma && c.pred.obj != nil && c.parent != nil) {
			return c.pred // «نقلا عن مصدر لم تذكر اسمه، أن»: not what the source is said of
		}
	}
	return p.innermost()
}

// describer is the verb of the clause that tells what somebody is called by: «وصف».
func (p *parser) describer() *pred {
	v := p.cur.pred
	if v == nil || !v.verb || !callsNames[v.lex.folded] || len(v.argsOf("ب")) > 0 {
		return nil
	}
	return v
}

func hasClauseOper(l *lexeme) bool {
	for _, o := range l.opers {
		if o.Slot == "" {
			return true
		}
	}
	return false
}

// closeTo closes clauses until the one that a predicate stands in.
func (p *parser) closeTo(holder *pred) {
	if holder == nil {
		return
	}
	for c := p.cur; c != nil; c = c.parent {
		if c == holder.clause {
			p.cur = c
			return
		}
	}
}

// compPronoun returns the pronoun on «أنه», «بأنها».
func compPronoun(value string) string {
	for _, pre := range []string{"بان", "ان", "لان", "لكن"} {
		if rest, ok := strings.CutPrefix(schema.FoldText(value), pre); ok {
			switch rest {
			case "ه", "ها", "هم", "هما":
				return rest
			}
		}
	}
	return ""
}

// pronounFeatures returns gender and number of an enclitic pronoun; number 0 says
// nothing.
func pronounFeatures(pron string) (fem bool, number uint8) {
	switch pron {
	case "ه":
		return false, 1
	case "ها":
		return true, 1
	case "هم":
		return false, 3
	case "هما":
		return false, 2
	case "هن":
		return true, 3
	}
	return false, 0
}

// relative opens a relative clause on the nearest phrase that agrees.
func (p *parser) relative(value string) {
	var ante *nominal
	if value == "f" && len(p.recent) > 0 {
		// «الشروط التي»: a broken plural that no lexicon knows.
		if n := p.recent[len(p.recent)-1]; n.kind == nomOther && n.def && n.owner == nil && n.last == p.i-1 && n.first == n.last && !n.fem && (n.rd == nil || n.rd.number == 3) {
			ante, n.fem = n, true
		}
	}
	if p.i+1 < len(p.s.words) && len(p.recent) > 0 {
		if v := p.s.words[p.i+1].verb(); v != nil && v.lex != nil && gathers[v.lex.folded] && v.perfect {
			if n := p.recent[len(p.recent)-1]; n.kind == nomEvent && agreesRelative(n, value) && n.lex != nil && diplomatic(n.lex) {
				ante = n // «قمة المدينة التي جمعت الرئيسين»
			}
		}
	}
	for k := len(p.recent) - 1; k >= 0 && k >= len(p.recent)-4 && ante == nil; k-- {
		for _, n := range within(p.recent[k]) {
			if agreesRelative(n, value) && (n.def || n.ent != nil || value == "") {
				ante = n
				break
			}
		}
	}
	if ante == nil && len(p.recent) > 0 {
		ante = p.recent[len(p.recent)-1]
	}
	if p.prep != "" || p.agent {
		p.prep, p.agent = "", false // «ممن», «من الذين»: nobody in particular
	}
	p.conj = false
	if ante != nil && ante.word == "امر" && ante.def && ante.owner == nil && ante.last == p.i-1 && ante.first > 0 && p.s.words[ante.first-1].Kind != arabicWord {
		p.deed = p.mainPred() // «، الأمر الذي ترفضه واشنطن»
	}
	p.open(&clause{kind: clauseRel, antecedent: ante})
}

func agreesRelative(n *nominal, value string) bool {
	switch value {
	case "m":
		return !n.fem && n.number == 1
	case "f":
		return n.fem || n.number == 3 && n.typ != "GROUP"
	case "mp":
		return n.number == 3 || n.typ == "GROUP"
	case "d":
		return n.number == 2 || len(n.coord) > 0
	}
	return true
}

// subordinate opens a clause of its own kind.
func (p *parser) subordinate(value string) {
	p.prep = ""
	p.conj = false
	if p.i == 0 && p.s.words[0].Folded == "كما" {
		return // «كما أصدر قرارا»: and also
	}
	text := schema.FoldText(p.s.words[p.i].Text)
	if p.i+1 < len(p.s.words) {
		text = p.s.words[p.i+1].Folded
	}
	if value == "but" {
		defer p.topicOf(text)
		for p.cur.kind == clauseRel || p.cur.kind == clauseSub {
			p.close()
		}
		p.cur = &clause{kind: p.cur.kind, parent: p.cur.parent, holder: p.cur.holder, last: p.cur.last}
		return
	}
	c := &clause{kind: clauseSub, cond: value == "if" || value == "unless", goal: value == "goal", last: p.cur.last}
	p.open(c)
}

// topicOf makes the pronoun on «أنه» the topic of the clause that was opened.
func (p *parser) topicOf(text string) {
	if pron := compPronoun(text); pron != "" && p.cur.topic == nil {
		n := &nominal{kind: nomDesc, first: p.i, last: p.i, pron: pron, def: true, word: "%pron"}
		n.fem, n.number = pronounFeatures(pron)
		p.cur.topic = n
	}
}

// pronoun reads «هو», «هي» as the topic of what follows.
func (p *parser) pronoun(value string) {
	n := &nominal{kind: nomDesc, first: p.i, last: p.i, def: true, word: "%pron"}
	switch value {
	case "3ms":
		n.pron, n.number = "ه", 1
	case "3fs":
		n.pron, n.fem, n.number = "ها", true, 1
	case "3mp":
		n.pron, n.number = "هم", 3
	case "3d":
		n.pron, n.number = "هما", 2
	default:
		return
	}
	if p.i+1 < len(p.s.words) && (p.s.words[p.i+1].Folded == "ما" || p.s.words[p.i+1].Folded == "الامر" || p.s.words[p.i+1].Folded == "امر" && p.i+2 < len(p.s.words) && p.s.words[p.i+2].verb() != nil && p.s.words[p.i+2].verb().pron != "") {
		// «وهو ما رفضته موسكو»: what was told before is refused.
		p.deed = p.mainPred()
		p.open(&clause{kind: clauseSub, last: p.cur.last})
		p.i++
		return
	}
	if (p.cur.pred != nil || p.cur.kind != clauseMain) && (p.conj || p.cur.comma) && p.i+1 < len(p.s.words) {
		if next := p.r.phrase(p.s, p.i+1); next != nil && next.head != nil && (next.plain || !next.def) && next.clitics == (clitics{}) {
			for p.cur.parent != nil {
				p.close()
			}
			if v := p.cur.pred; v != nil && v.obj == nil && v.subj != nil && v.subj.ent != nil && v.subj.last >= p.i-3 && (v.lex.transitive() || hasClauseOper(v.lex)) {
				p.open(&clause{kind: clauseSub, last: p.cur.last}) // «أعلنت الكتيبة، وهي فصيل كذا، مسؤوليتها»
			} else {
				p.cur = &clause{kind: clauseMain, last: p.cur.last} // «، وهي فصيل»
			}
		}
	}
	if p.cur.pred == nil {
		p.cur.topic, p.conj = n, false
	}
}

// mainPred is the finite verb of the outermost clause.
func (p *parser) mainPred() *pred {
	var out *pred
	for c := p.cur; c != nil; c = c.parent {
		if c.pred != nil {
			out = c.pred
		}
	}
	return out
}

// pronounAfter reads a preposition with its pronoun: «عليها», «معه».
func (p *parser) pronounAfter(value string) {
	prep, pron, _ := strings.Cut(value, "+")
	n := &nominal{kind: nomDesc, first: p.i, last: p.i, pron: pron, def: true, word: "%pron", prep: prep}
	n.fem, n.number = pronounFeatures(pron)
	n.start, n.end = p.s.words[p.i].Start, p.s.words[p.i].End
	for c := p.cur; c != nil; c = c.parent {
		if c.kind == clauseRel && c.antecedent != nil && agreesPronoun(c.antecedent, n) {
			if c.pred != nil && !c.pred.resumed && c == p.cur {
				n.kind = nomRelative
				n.owner = c.antecedent
				c.pred.resumed = true
				p.freeSubject(c.pred)
			}
			break
		}
	}
	p.attach(prep, n)
	if prep == "بين" {
		p.note(n) // «بينها وبين واشنطن»
	}
}

// freeSubject makes what was taken for the object of a relative clause's verb
// its subject, once a pronoun has taken up the antecedent.
func (p *parser) freeSubject(v *pred) {
	if v.subj == nil && v.obj != nil && v.antecedent != nil && v.objPron == "" {
		v.subj, v.obj = v.obj, nil
	}
}

func agreesPronoun(n, pron *nominal) bool {
	if pron.number == 1 {
		return n.fem == pron.fem || n.number == 3 && n.typ != "GROUP" && pron.fem
	}
	return n.number == pron.number || n.typ == "GROUP" || len(n.coord) > 0
}

// among reads «من بينهم X»: X is one of the last group.
func (p *parser) among(count int) {
	p.i += count
	if p.i < len(p.s.words) {
		if n := p.r.phrase(p.s, p.i); n != nil && len(p.recent) > 0 {
			group := p.recent[len(p.recent)-1]
			if group.lead != nil && contains(group.lead.coord, group) {
				group = group.lead
			}
			group.coord = append(group.coord, n)
			n.lead, n.among, n.prep = group, group, group.prep
			p.s.nominals = append(p.s.nominals, n)
			p.recent = append(p.recent, n)
			p.i = n.last + 1
			return
		}
		for p.i < len(p.s.words) {
			w := &p.s.words[p.i]
			if w.Kind != arabic.Word || w.date >= 0 || w.particle() != nil || w.verb() != nil && w.nounish() == nil && w.find(partActive) == nil {
				break // «بينهم دبلوماسي»: nobody that is named
			}
			p.i++
		}
	}
}

// particleEntry is a closed-class expression by its first word.
type particleEntry struct {
	seeds.Particle
	rest []string
}
