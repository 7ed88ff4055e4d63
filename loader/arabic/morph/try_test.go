package morph_test

import (
	"testing"

	"rawabit/loader/arabic/morph"
)

func TestAnalyzeFirst(t *testing.T) {
	b := morph.NewBuilder()
	if err := b.AddVerb(morph.Verb{Lemma: "كتب", Root: "كتب", Form: "I", Vowels: "au", Masdars: []string{"كتابة"}, ID: 7}); err != nil {
		t.Fatal(err)
	}
	list := b.Build().Analyze("وسيكتبونها")
	if len(list) == 0 || list[0].ID != 7 || !list[0].Future || list[0].Conj != 'و' || list[0].Pronoun != "ها" {
		t.Errorf("readings of وسيكتبونها: %+v", list)
	}
}
