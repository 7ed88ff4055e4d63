package statement

import (
	"strings"

	"rawabit/schema"
)

// oblique returns the Arabic name of an actor as it stands after a verb as its
// object, after a preposition and in a genitive: the sound plurals and the duals
// of names of people change their ending, as do the adjectives that agree with
// them, «المدنيون الروس», «المدنيين الروس». Names of persons, states and places
// stand as they are.
func oblique(a *schema.Actor) string {
	text := name(a, "ar")
	if a == nil {
		return text
	}
	switch a.Type {
	case schema.Group, schema.ArmedForce, schema.Organization:
		return inflect(a.Type, strings.Fields(text))
	}
	return text
}

// inflect puts the words of a name into the oblique case. Only the first word
// and adjectives that agree with it can be in the nominative: what follows in a
// genitive is oblique already.
func inflect(t schema.ActorType, words []string) string {
	if len(words) == 0 {
		return ""
	}
	definite := article(words[0])
	two := dual(words[0])
	for i, w := range words {
		switch {
		case i == 0 && two, i > 0 && two && article(w) == definite && strings.HasSuffix(w, "ان"):
			words[i] = strings.TrimSuffix(w, "ان") + "ين"
		case i == 0 && len(words) > 1 && construct(t, w):
			words[i] = strings.TrimSuffix(w, "و") + "ي"
		case strings.HasSuffix(w, "ون") && !stem(w) && agreeing(t, w, i, definite):
			words[i] = strings.TrimSuffix(w, "ون") + "ين"
		}
	}
	return strings.Join(words, " ")
}

// agreeing reports whether a word in ون is a plural in the nominative: the first
// word of a name of people, or an adjective after it.
func agreeing(t schema.ActorType, w string, i int, definite bool) bool {
	switch {
	case article(w):
		return i == 0 || definite
	case i == 0:
		return t != schema.Organization
	}
	return !definite && t == schema.Group && (strings.HasSuffix(w, "يون") || strings.HasPrefix(w, "م"))
}

// construct reports whether a first word is a sound plural before its genitive:
// «مقاتلو القبيلة».
func construct(t schema.ActorType, w string) bool {
	return t == schema.Group && strings.HasSuffix(w, "و") && !article(w) && !stem(w)
}

// dual reports whether a word in ان means two: a noun that the table names, or a
// feminine one, «الدولتان».
func dual(w string) bool {
	rest, ok := strings.CutSuffix(bare(w), "ان")
	if !ok {
		return false
	}
	return endings()[rest] == "dual" || strings.HasSuffix(rest, "ت") && !strings.HasSuffix(rest, "ست") && len([]rune(rest)) > 3
}

// stem reports whether the end of a word is no ending.
func stem(w string) bool { return endings()[bare(w)] == "stem" }

func article(w string) bool { return strings.HasPrefix(w, "ال") }

func bare(w string) string { return strings.TrimPrefix(w, "ال") }
