package morph_test

import (
	"strings"
	"testing"

	"rawabit/loader/arabic/morph"
	"rawabit/schema"
)

// FuzzAnalyze states the invariant of analysis: the clitics and the form of a
// reading, written one after the other and folded, are the folded token.
func FuzzAnalyze(f *testing.F) {
	l := fixture(f)
	for _, seed := range []string{"وسيكتبونها", "للذي", "ولله", "لليلة", "أُعدم", "رآه", "منا", "أصدقائي", "ألم", "بالمدينه", "كـتب\u200f", "تحدٍّ", "2024", "a", "للل"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, token string) {
		folded := schema.FoldText(token)
		var buffer []morph.Analysis
		for _, a := range l.AppendAnalyses(buffer, token) {
			if !spells(l, &a, folded) {
				t.Errorf("%q, folded %q, is read as %s with the form %s", token, folded, describe(l, &a), l.Text(&a))
			}
			if token[a.Start:a.Start+len(a.Stem)] != a.Stem {
				t.Errorf("%q: stem %q is not at %d", token, a.Stem, a.Start)
			}
		}
		for _, s := range morph.Segment(token) {
			if token[s.Start:] != s.Rest {
				t.Errorf("%q: rest %q is not at %d", token, s.Rest, s.Start)
			}
		}
	})
}

// spells reports whether a reading spells the folded token. After ل the article
// loses its alef, and the first of three lams is not written.
func spells(l *morph.Lexicon, a *morph.Analysis, folded string) bool {
	before := ""
	if a.Ask {
		before = "ا"
	}
	if a.Conj != 0 {
		before += string(a.Conj)
	}
	if a.Future {
		before += "س"
	}
	if a.Prep != 0 {
		before += string(a.Prep)
	}
	form := schema.FoldText(l.Text(a)) + a.Pronoun
	switch {
	case a.Article && a.Prep == 'ل':
		return folded == before+"ل"+form || folded == before+form && strings.HasPrefix(form, "ل")
	case a.Article:
		return folded == before+"ال"+form
	}
	lost := strings.TrimPrefix(form, "ا")
	return folded == before+form || lost != form && a.Prep == 'ل' && (folded == before+lost || folded == strings.TrimSuffix(before, "ل")+lost)
}
