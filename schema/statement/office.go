package statement

import (
	"slices"
	"strings"

	"rawabit/schema"
)

// named reports whether the words of an office say already whose office it is:
// by the name of the body, all of whose words they hold, or by an adjective of
// the country, «الرئيس الروسي».
func named(office string, body *schema.Actor, lang string) bool {
	if office == "" || body == nil {
		return false
	}
	words := roots(office)
	if all(words, roots(body.NameIn(lang))) {
		return true
	}
	for _, adjective := range adjectives(body, lang) {
		if slices.ContainsFunc(words, func(w string) bool { return adjective == strings.TrimSuffix(w, "ه") }) {
			return true
		}
	}
	return false
}

func all(words, of []string) bool {
	if len(of) == 0 {
		return false
	}
	for _, w := range of {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}

// roots returns the words of a name without article and gender, a ministry and
// its minister as the same word, and without the small words between them.
func roots(text string) []string {
	var out []string
	for _, w := range strings.Fields(schema.FoldName(text)) {
		switch w = strings.TrimSuffix(w, "ه"); w {
		case "of", "the", "for", "and", "في", "من":
			continue
		case "وزار", "ministry":
			w = "وزير"
		case "رئاس", "presidency":
			w = "رئيس"
		case "minister":
			w = "وزير"
		case "president":
			w = "رئيس"
		}
		out = append(out, strings.TrimPrefix(w, "لل"))
	}
	return out
}

// adjectives returns how an adjective of a state is written, folded: from its
// names, روسيا and روسي, Russia and russian, and from a table where they do not
// tell.
func adjectives(body *schema.Actor, lang string) []string {
	if body.Type != schema.State && body.Type != schema.Organization {
		return nil
	}
	names := []string{body.NameIn(lang)}
	for _, n := range body.Names {
		if n.Lang == lang {
			names = append(names, n.Text)
		}
	}
	var out []string
	for _, text := range names {
		for _, a := range demonyms()[text] {
			out = append(out, schema.FoldName(a))
		}
		folded := schema.FoldName(text)
		if strings.Contains(folded, " ") || body.Type != schema.State {
			continue
		}
		if lang != "en" {
			out = append(out, nisba(folded))
			continue
		}
		base := strings.TrimRight(folded, "aey")
		for _, ending := range []string{"n", "an", "ian", "ean", "i", "ish", "ese", "y"} {
			out = append(out, folded+ending, base+ending)
		}
	}
	return out
}

// nisba makes the adjective of a folded Arabic name.
func nisba(name string) string {
	for _, ending := range []string{"يا", "يه", "ا", "ه", "ي"} {
		if rest, ok := strings.CutSuffix(name, ending); ok && len([]rune(rest)) > 2 {
			return rest + "ي"
		}
	}
	return name + "ي"
}
