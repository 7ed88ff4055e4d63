package statement

import (
	"strconv"
	"strings"

	"rawabit/schema"
)

func itoa(n int) string { return strconv.Itoa(n) }

func relationEn(f Fact) string {
	v, ok := choose(f, false)
	if !ok {
		return joinWords(name(f.Source, "en"), string(f.Relation.Type), name(f.Target, "en"))
	}
	s, many := subjectEn(f.Source)
	past, now, base := formsEn(v, f.Relation.Office, many)
	after, when := afterEn(v, f), whenEn(f)
	state := f.Relation.Type.IsState()
	switch {
	case f.Relation.Modality == schema.Planned && harms(f.Relation.Type):
		return joinWords("it was announced that", s, "will", base, after, when)
	case f.Relation.Modality == schema.Planned:
		return joinWords(s, pick(many, "is", "are"), "due to", base, after, when)
	case f.Relation.Modality == schema.Possible && since(f.Relation):
		return joinWords(s, "may", perfectEn(past, base, true), after, when)
	case f.Relation.Modality == schema.Possible:
		return joinWords(s, "may", base, after, when)
	case f.Relation.Modality == schema.Denied && since(f.Relation):
		return joinWords("it is denied that", s, perfectEn(past, base, many), after, when)
	case f.Relation.Modality == schema.Denied && state:
		return joinWords("it is denied that", s, now, after, when)
	case f.Relation.Modality == schema.Denied:
		return joinWords("it is denied that", s, past, after, when)
	case !state:
		return joinWords(s, past, after, when)
	case f.Relation.Ended && f.Relation.ValidTo.IsZero() && f.Relation.ValidFrom.IsZero():
		if is, rest, ok := strings.Cut(now, " "); ok && strings.HasPrefix(base, "be ") {
			return joinWords(s, is, "no longer", rest, after)
		}
		return joinWords(s, "no longer", now, after)
	case f.Relation.Ended && f.Relation.ValidTo.IsZero():
		return joinWords(s, past, after, "from", dateEn(f.Relation.ValidFrom), "until an unknown date")
	case f.Relation.Ended:
		return joinWords(s, past, after, when)
	case since(f.Relation):
		return joinWords(s, perfectEn(past, base, many), after, when)
	}
	return joinWords(s, now, after, when)
}

// since reports whether a state is said to hold from a day on.
func since(r *schema.Relation) bool {
	return r.Type.IsState() && !r.Ended && !r.ValidFrom.IsZero() && r.ValidTo.IsZero()
}

// perfectEn is the present perfect, which "since" asks for. Participles of the
// verbs in the table equal their pasts, but for the few that are named.
func perfectEn(past, base string, many bool) string {
	have := pick(many, "has", "have")
	if rest, ok := strings.CutPrefix(base, "be "); ok {
		return have + " been " + rest
	}
	if base == "lie" {
		return have + " lain"
	}
	return have + " " + past
}

// formsEn returns past, present and base of a verb for a subject.
func formsEn(v verb, office string, many bool) (past, now, base string) {
	past, now, base = v.past, v.third, v.base
	if many {
		now = v.base
	}
	if rest, ok := strings.CutPrefix(v.base, "be "); ok {
		past, now = pick(many, "was ", "were ")+rest, pick(many, "is ", "are ")+rest
	}
	fill := func(text string) string { return strings.ReplaceAll(text, "{O}", office) }
	return fill(past), fill(now), fill(base)
}

func afterEn(v verb, f Fact) string {
	out := strings.ReplaceAll(v.afterEn, "{T}", withThe(f.Target))
	if v.when == "office" && named(f.Relation.Office, f.Target, "en") {
		out = "" // the office says whose it is
	}
	switch f.Relation.Type {
	case schema.Appointed, schema.Joined:
		if f.To != nil {
			out += " in " + withThe(f.To)
		}
	case schema.Dismissed, schema.Captured, schema.Expelled, schema.WithdrewFrom:
		if f.From != nil && f.From != f.Target {
			out += " from " + withThe(f.From)
		}
	}
	if f.Place != nil && f.Place != f.Target {
		out += " in " + withThe(f.Place)
	}
	return strings.TrimSpace(out)
}

// whenEn says the span of a fact.
func whenEn(f Fact) string {
	from, to := f.Relation.ValidFrom, f.Relation.ValidTo
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case to.IsZero() && !f.Relation.Type.IsState():
		return "starting " + onEn(from)
	case to.IsZero():
		if f.Relation.Modality == schema.Planned || f.Relation.Ended {
			return "from " + dateEn(from)
		}
		return "since " + dateEn(from)
	case from.IsZero() && !f.Relation.Type.IsState():
		return "by " + dateEn(to)
	case from.IsZero():
		return "until " + dateEn(to)
	case f.Relation.Type.IsState():
		return "from " + dateEn(from) + " until " + dateEn(to)
	case from == to:
		return onEn(from)
	}
	return "between " + shortEn(from, to) + " and " + dateEn(to)
}

// onEn says a date as the time of an event.
func onEn(d schema.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Day != 0:
		return "on " + dateEn(d)
	}
	return "in " + dateEn(d)
}

// shortEn says the first day of a span without what its last day says again.
func shortEn(from, to schema.Date) string {
	switch {
	case from.Year != to.Year || from.Month == 0 || to.Month == 0 || (from.Day == 0) != (to.Day == 0):
		return dateEn(from)
	case from.Month == to.Month:
		return itoa(int(from.Day))
	}
	return strings.TrimSuffix(dateEn(from), " "+itoa(int(from.Year)))
}

func dateEn(d schema.Date) string {
	year := itoa(int(d.Year))
	if d.Month == 0 {
		return year
	}
	month := [...]string{
		"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
	}[d.Month]
	if d.Day == 0 {
		return month + " " + year
	}
	return itoa(int(d.Day)) + " " + month + " " + year
}

// subjectEn returns the name of a subject and whether it is a plural.
func subjectEn(a *schema.Actor) (string, bool) {
	if a == nil {
		return "—", false
	}
	words := strings.Fields(a.NameIn("en"))
	if len(words) == 0 || a.Type != schema.ArmedForce && a.Type != schema.Group {
		return withThe(a), false
	}
	switch head := headEn(words); strings.ToLower(head) {
	case "forces", "brigades", "units", "battalions", "factions", "militias", "guards", "troops", "rebels", "fighters", "warplanes", "people", "separatists", "committees":
		return withThe(a), true
	default:
		return withThe(a), a.Type == schema.Group && plural(words)
	}
}

// plural reports whether the last word of a name looks like a plural.
func plural(words []string) bool {
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	return strings.HasSuffix(last, "s") && !strings.HasSuffix(last, "ss")
}

// headEn returns the noun that a name says more about: the one before "of" or
// another preposition, else the last word.
func headEn(words []string) string {
	for i, w := range words {
		if i > 0 && w[0] == '(' {
			return words[i-1]
		}
		switch w {
		case "of", "for", "on", "in", "to", "against", "between":
			if i > 0 {
				return words[i-1]
			}
		}
	}
	return words[len(words)-1]
}

// withThe puts the article before names that take it: those of which a common
// noun is the head, and the united ones.
func withThe(a *schema.Actor) string {
	text := name(a, "en")
	words := strings.Fields(text)
	if len(words) == 0 || a == nil || strings.EqualFold(words[0], "the") {
		return text
	}
	head := headEn(words)
	if a.Type == schema.Group && (plural(words) || strings.EqualFold(head, "people")) {
		return "the " + text
	}
	if len(words) < 2 || a.Type == schema.Person || a.Type == schema.Place && head != "Republic" && head != "Kingdom" && !water(head) {
		return text
	}
	if words[0] == "United" || common(strings.ToLower(head)) || water(head) {
		return "the " + text
	}
	if head != words[len(words)-1] { // before "of" they are no names by themselves
		switch head {
		case "State", "Battle", "Port", "Bank", "Gulf", "University", "Embassy":
			return "the " + text
		}
	}
	return text
}

// water reports whether a noun heads names of waters.
func water(head string) bool {
	switch head {
	case "Strait", "Sea", "River", "Gulf", "Canal", "Ocean":
		return true
	}
	return false
}

// common reports whether a noun heads names of bodies that take the article.
func common(head string) bool {
	switch head {
	case "forces", "army", "armies", "union", "league", "council", "nations", "states", "emirates", "kingdom", "republic", "government",
		"ministry", "party", "brigade", "brigades", "units", "guard", "guards", "movement", "front", "court", "bank", "organization", "organisation",
		"agency", "agencies", "coalition", "administration", "authority", "parliament", "service", "services", "committee", "commission", "congress",
		"alliance", "command", "force", "division", "corps", "fund", "forum", "fleet", "programme", "institute", "society", "assembly", "navy",
		"police", "office", "mission", "tribunal", "bureau", "association", "foundation", "brotherhood", "regime", "house", "crescent", "legion",
		"battalion", "battalions", "militia", "militias", "troops", "directorate", "department", "presidency", "embassy", "senate", "cabinet",
		"group", "province", "rally", "bloc", "network", "centre", "center", "observatory", "federation", "community", "church", "corporation",
		"factions", "committees", "separatists", "staff", "empire", "islands", "quartet", "helmets":
		return true
	}
	return false
}

func changeEn(c *schema.Change, f Fact) string {
	v, ok := choose(f, false)
	if ok && real(f) && (c.Kind == schema.Opened || c.Kind == schema.Closed) {
		s, many := subjectEn(f.Source)
		_, _, base := formsEn(v, f.Relation.Office, many)
		begin := "came to"
		if c.Kind == schema.Closed {
			begin = "ceased to"
		}
		return joinWords(s, begin, base, afterEn(v, f), onEn(c.ValidDate))
	}
	said := relationEn(f)
	switch c.Kind {
	case schema.Confirmed:
		return "another source confirms: " + said
	case schema.Revised:
		return "revised: " + said
	case schema.Contradicted:
		return "disputed: " + said
	case schema.Retracted:
		return "withdrawn: " + said
	}
	return said
}
