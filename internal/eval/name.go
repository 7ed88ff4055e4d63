package eval

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var folds = strings.NewReplacer("أ", "ا", "إ", "ا", "آ", "ا", "ى", "ي", "ة", "ه", "ؤ", "و", "ئ", "ي")

// fold brings a name into the form in which names are compared.
func fold(text string) string {
	text = strings.ToLower(norm.NFKC.String(text))
	text = strings.Map(func(r rune) rune {
		switch {
		case r >= 0x064B && r <= 0x0652, r == 0x0670, r == 0x0640, r == 0x200E, r == 0x200F, r >= 0x202A && r <= 0x202E:
			return -1
		}
		return r
	}, text)
	words := strings.FieldsFunc(folds.Replace(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_'
	})
	for i, w := range words {
		if rest, ok := strings.CutPrefix(w, "ال"); ok && len([]rune(w)) > 4 {
			words[i] = rest
		}
	}
	return strings.Join(words, " ")
}

type nameSet map[string]bool

func (s nameSet) add(text string) {
	if n := fold(text); n != "" {
		s[n] = true
	}
}

func goldNames(a *GoldActor) nameSet {
	s := nameSet{}
	s.add(a.Name)
	s.add(a.NameEn)
	for _, m := range a.Mentions {
		s.add(m)
	}
	return s
}

func systemNames(a *SystemActor) nameSet {
	s := nameSet{}
	s.add(a.Name)
	s.add(a.NameEn)
	for _, n := range a.Names {
		s.add(n)
	}
	for _, m := range a.Mentions {
		s.add(m.Text)
	}
	return s
}

func common(a, b nameSet) int {
	n := 0
	for k := range a {
		if b[k] {
			n++
		}
	}
	return n
}
