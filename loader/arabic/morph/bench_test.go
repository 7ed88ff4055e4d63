package morph_test

import (
	"testing"

	"rawabit/loader/arabic/morph"
)

// benchLexicon builds a lexicon of a thousand verbs and five thousand nouns from
// roots and stems that are combined, not listed.
func benchLexicon(b testing.TB) *morph.Lexicon {
	builder := morph.NewBuilder()
	first := []rune("بتجحخدرسشصضطعغفقكلمنهوءي")
	second := []rune("بتجحدرزسشطعفقكلمنهوي")
	third := []rune("بترسعفقلمنوءي")
	forms := []string{"II", "V", "VII", "III", "VI", "X", "IV", "VIII"}
	verbs := len(realVerbs)
	for i, v := range realVerbs {
		v.ID = i
		if err := builder.AddVerb(v); err != nil {
			b.Fatal(err)
		}
	}
	for i := 0; verbs < 1000; i++ {
		root := string([]rune{first[i%len(first)], second[(i/3)%len(second)], third[(i/7)%len(third)]})
		form := forms[i%len(forms)]
		lemma, ok := citation(form, root)
		if !ok {
			continue
		}
		if err := builder.AddVerb(morph.Verb{Lemma: lemma, Root: root, Form: form, ID: verbs}); err == nil {
			verbs++
		}
	}
	endings := []string{"", "ة", "ي", "اء", "ى", "ية"}
	for n := range 5000 {
		stem := string([]rune{first[n%len(first)], second[(n/24)%len(second)], third[(n/5)%len(third)], second[(n/3)%len(second)]})
		noun := morph.Noun{Lemma: stem + endings[n%len(endings)], ID: n}
		if n%3 == 0 {
			noun.Plurals = []string{"أ" + stem}
		}
		if err := builder.AddNoun(noun); err != nil {
			b.Fatal(err)
		}
	}
	return builder.Build()
}

// realVerbs are the verbs of the words that are analysed.
var realVerbs = []morph.Verb{
	{Lemma: "استبدل", Root: "بدل", Form: "X"},
	{Lemma: "استقبل", Root: "قبل", Form: "X"},
	{Lemma: "اجتمع", Root: "جمع", Form: "VIII"},
	{Lemma: "تسلّم", Root: "سلم", Form: "V"},
	{Lemma: "علّم", Root: "علم", Form: "II"},
	{Lemma: "أنجز", Root: "نجز", Form: "IV"},
	{Lemma: "قال", Root: "قول", Form: "I", Vowels: "au", Masdars: []string{"قول"}},
}

// citation returns the lemma of a root in a derived form; false for roots that
// the form does not suit.
func citation(form, root string) (string, bool) {
	r := []rune(root)
	one, two, three := string(r[0]), string(r[1]), string(r[2])
	if three == "و" || three == "ي" {
		three = "ى"
	}
	if three == "ء" {
		three = "أ"
	}
	if one == "ء" || two == "ء" || two == string(r[2]) {
		return "", false
	}
	switch form {
	case "II":
		return one + two + three, true
	case "III":
		return one + "ا" + two + three, true
	case "IV":
		return "أ" + one + two + three, true
	case "V":
		return "ت" + one + two + three, true
	case "VI":
		return "ت" + one + "ا" + two + three, true
	case "VII":
		return "ان" + one + two + three, true
	case "VIII":
		return "ا" + one + "ت" + two + three, true
	}
	return "است" + one + two + three, true
}

func BenchmarkBuild(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if benchLexicon(b).Size() < 100000 {
			b.Fatal("the lexicon is too small to measure")
		}
	}
}

func BenchmarkAnalyze(b *testing.B) {
	l := benchLexicon(b)
	words := []string{"قالت", "وسيستبدلون", "بالمدينة", "استقبالهم", "قسد", "والمجتمعين", "تسلمها", "للتعليم", "من", "الرئيس", "أنجز", "2024"}
	var dst []morph.Analysis
	b.ReportAllocs()
	found := 0
	for i := 0; b.Loop(); i++ {
		dst = l.AppendAnalyses(dst[:0], words[i%len(words)])
		found += len(dst)
	}
	if found == 0 {
		b.Fatal("no word was found")
	}
}

func BenchmarkSegment(b *testing.B) {
	var dst []morph.Segmentation
	b.ReportAllocs()
	for b.Loop() {
		dst = morph.AppendSegments(dst[:0], "وللشرع")
	}
	if len(dst) == 0 {
		b.Fatal("no segmentation")
	}
}
