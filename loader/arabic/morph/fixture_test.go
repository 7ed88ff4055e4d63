package morph_test

import (
	"fmt"
	"strings"
	"testing"

	"rawabit/loader/arabic/morph"
)

// The entries that tokens are analysed with.
var (
	fixtureVerbs = []morph.Verb{
		{Lemma: "كتب", Root: "كتب", Form: "I", Vowels: "au", Masdars: []string{"كتابة"}},
		{Lemma: "انسحب", Root: "سحب", Form: "VII"},
		{Lemma: "أعدم", Root: "عدم", Form: "IV"},
		{Lemma: "أعدّ", Root: "عدد", Form: "IV"},
		{Lemma: "عدّ", Root: "عدد", Form: "I", Vowels: "au", Masdars: []string{"عدّ"}},
		{Lemma: "وعد", Root: "وعد", Form: "I", Vowels: "ai", Masdars: []string{"وعد"}},
		{Lemma: "قال", Root: "قول", Form: "I", Vowels: "au", Masdars: []string{"قول"}},
		{Lemma: "قلّ", Root: "قلل", Form: "I", Vowels: "ai"},
		{Lemma: "دعا", Root: "دعو", Form: "I", Vowels: "au", Masdars: []string{"دعوة", "دعاء"}},
		{Lemma: "بقي", Root: "بقي", Form: "I", Vowels: "ia", Masdars: []string{"بقاء"}},
		{Lemma: "رأى", Root: "رءي", Form: "I", Vowels: "aa", Masdars: []string{"رؤية"}},
		{Lemma: "استولى", Root: "ولي", Form: "X"},
		{Lemma: "بدأ", Root: "بدء", Form: "I", Vowels: "aa", Masdars: []string{"بدء"}},
		{Lemma: "ادعى", Root: "دعو", Form: "VIII"},
		{Lemma: "قتل", Root: "قتل", Form: "I", Vowels: "au", Masdars: []string{"قتل"}},
		{Lemma: "قاتل", Root: "قتل", Form: "III", Masdars: []string{"قتال", "مقاتلة"}},
		{Lemma: "سلّم", Root: "سلم", Form: "II", Masdars: []string{"تسليم"}},
		{Lemma: "تمّ", Root: "تمم", Form: "I", Vowels: "ai", Masdars: []string{"تمام"}},
		{Lemma: "أكّد", Root: "ءكد", Form: "II"},
		{Lemma: "أطلق", Root: "طلق", Form: "IV"},
		{Lemma: "ليس", Root: "ليس", Form: "I"},
		{Lemma: "تحدّى", Root: "حدو", Form: "V"},
	}
	fixtureNouns = []morph.Noun{
		{Lemma: "صديق", Plurals: []string{"أصدقاء"}, Human: true},
		{Lemma: "روسي", POS: morph.Nisba, Plurals: []string{"روس"}},
		{Lemma: "لجنة", Plurals: []string{"لجان"}},
		{Lemma: "مستشفى"},
		{Lemma: "مدينة", Plurals: []string{"مدن"}},
		{Lemma: "جندي", Plurals: []string{"جنود"}, Human: true},
		{Lemma: "مهندس", Human: true, Paired: true},
		{Lemma: "قائد", Plurals: []string{"قادة"}, Human: true, Paired: true},
		{Lemma: "ليلة", Plurals: []string{"ليال"}},
		{Lemma: "رئيس", Plurals: []string{"رؤساء"}, Human: true},
		{Lemma: "سؤال", Plurals: []string{"أسئلة"}},
		{Lemma: "الله", POS: morph.Name},
	}
	fixtureWords = []morph.Word{
		{Text: "على", POS: morph.Preposition, Takes: morph.TakesPronoun},
		{Text: "من", POS: morph.Preposition, Takes: morph.TakesPronoun},
		{Text: "ل", POS: morph.Preposition, Takes: morph.TakesPronoun},
		{Text: "الذي", POS: morph.Pronoun, Takes: morph.TakesPrep},
		{Text: "لم", POS: morph.Particle, Takes: morph.TakesAsk},
		{Text: "إن", POS: morph.Particle, Takes: morph.TakesPronoun},
		{Text: "كل", POS: morph.Substantive, Takes: morph.TakesPrep | morph.TakesArticle | morph.TakesPronoun},
	}
)

func fixture(t testing.TB) *morph.Lexicon {
	t.Helper()
	b := morph.NewBuilder()
	for i, v := range fixtureVerbs {
		v.ID = i
		if err := b.AddVerb(v); err != nil {
			t.Fatal(err)
		}
	}
	for i, n := range fixtureNouns {
		n.ID = i
		if err := b.AddNoun(n); err != nil {
			t.Fatal(err)
		}
	}
	for i, w := range fixtureWords {
		w.ID = i
		if err := b.AddWord(w); err != nil {
			t.Fatal(err)
		}
	}
	return b.Build()
}

// describe writes a reading in one line: the clitics joined by +, the form, and
// the features that set it apart.
func describe(l *morph.Lexicon, a *morph.Analysis) string {
	var parts []string
	if a.Ask {
		parts = append(parts, "أ")
	}
	if a.Conj != 0 {
		parts = append(parts, string(a.Conj))
	}
	if a.Future {
		parts = append(parts, "س")
	}
	if a.Prep != 0 {
		parts = append(parts, string(a.Prep))
	}
	if a.Article {
		parts = append(parts, "ال")
	}
	parts = append(parts, lemma(a))
	if a.Pronoun != "" {
		parts = append(parts, a.Pronoun)
	}
	text := strings.Join(parts, "+")
	switch a.POS {
	case morph.FiniteVerb:
		mood := ""
		for i, m := range "isj" {
			if a.Mood&(1<<i) != 0 {
				mood += string(m)
			}
		}
		return strings.TrimRight(fmt.Sprintf("%s %s %s %d%s%s %s", text, a.Tense, a.Voice, a.Person, a.Gender, a.Number, mood), " ")
	case morph.Preposition, morph.Particle, morph.Pronoun:
		return text
	}
	if a.Kind == morph.WordEntry {
		return text
	}
	kind := map[morph.POS]string{morph.Masdar: " masdar", morph.ActiveParticiple: " active", morph.PassiveParticiple: " passive"}[a.POS]
	state := ""
	if a.State == morph.Construct {
		state = " construct"
	}
	return text + kind + " " + a.Gender.String() + a.Number.String() + state
}

func lemma(a *morph.Analysis) string {
	switch a.Kind {
	case morph.VerbEntry:
		return fixtureVerbs[a.ID].Lemma
	case morph.NounEntry:
		return fixtureNouns[a.ID].Lemma
	}
	return fixtureWords[a.ID].Text
}
