package statement

import (
	"strings"

	"rawabit/schema"
)

// feminine reports whether the verb takes the feminine with an actor as its
// subject. The name decides where it can: by its first word, by its ending, by an
// adjective that agrees with it; else the type does: countries and cities are
// feminine, people masculine.
func feminine(a *schema.Actor) bool {
	if a == nil {
		return false
	}
	words := strings.Fields(a.NameIn("ar"))
	if len(words) == 0 || !arabicText(words[0]) {
		return a.Type == schema.State || a.Type == schema.Place
	}
	head := words[0]
	where := "head"
	if a.Type == schema.Person {
		where = "given"
	}
	if f, known := genders()[[2]string{where, head}]; known {
		return f
	}
	switch {
	case strings.HasSuffix(head, "ة"), strings.HasSuffix(head, "اء") && a.Type == schema.Person:
		return true
	case a.Type == schema.Person:
		return false
	case strings.HasSuffix(head, "ات"):
		return true
	case agrees(words):
		return true
	}
	return a.Type == schema.State || a.Type == schema.Place && len(words) == 1
}

// people reports whether an actor is people in the plural, of whom a verb that
// follows them would be a plural: «المقاتلون», «الأكراد».
func people(a *schema.Actor) bool {
	if a == nil || feminine(a) {
		return false
	}
	head, _, _ := strings.Cut(a.NameIn("ar"), " ")
	return a.Type == schema.Group || strings.HasSuffix(head, "ون") && a.Type == schema.ArmedForce
}

// agrees reports whether the second word is a feminine adjective of the first, as
// in «القوات الروسية»: both carry the article.
func agrees(words []string) bool {
	return len(words) > 1 && strings.HasPrefix(words[0], "ال") && strings.HasPrefix(words[1], "ال") && strings.HasSuffix(words[1], "ة")
}
