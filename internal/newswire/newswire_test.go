package newswire_test

import (
	"slices"
	"testing"

	"rawabit/internal/newswire"
	"rawabit/loader"
	"rawabit/schema"
)

// TestArticles reads a week of articles: the same seed gives the same, every form
// of a template is understood, and all that the graph must cope with occurs.
func TestArticles(t *testing.T) {
	wire, err := newswire.New()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := loader.New()
	if err != nil {
		t.Fatal(err)
	}
	const n = 400
	inputs := wire.Inputs(1, n)
	if !slices.Equal(inputs, wire.Inputs(1, n)) || slices.Equal(inputs, wire.Inputs(2, n)) {
		t.Error("the seed does not decide")
	}
	sentences, claims := 0, 0
	modalities := map[schema.Modality]int{}
	types := map[schema.RelationType]int{}
	texts := map[string]int{}
	for _, in := range inputs {
		r, err := reader.Read(in)
		if err != nil {
			t.Fatal(err)
		}
		told := map[int]bool{}
		for _, c := range r.Claims {
			modalities[c.Modality]++
			types[c.Type]++
			told[c.Evidence.Sentence] = true
		}
		claims += len(r.Claims)
		for _, b := range in.Text {
			if b == '\n' {
				sentences++
			}
		}
		sentences -= len(told)
		texts[in.Text]++
	}
	t.Logf("%d claims, %d sentences say nothing, %v, %d types, %d different texts", claims, sentences, modalities, len(types), len(texts))
	if claims < 3*n || sentences > n/4 || len(types) < 20 || modalities[schema.Planned] == 0 || modalities[schema.Denied] == 0 || len(texts) == n {
		t.Errorf("%d claims in %d articles, %d sentences that say nothing, modalities %v, types %v", claims, n, sentences, modalities, types)
	}
}
