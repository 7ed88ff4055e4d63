package main

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestEval scores the reader against two sentences whose annotation asks for one
// edge that the reader leaves to the state rules: of four edges three are found,
// none is surplus, and all of them are exact; of the three that are actions, two.
func TestEval(t *testing.T) {
	var got map[string]any
	if err := json.Unmarshal([]byte(mustCall(t, "", "eval", "--json", "testdata/gold")), &got); err != nil {
		t.Fatal(err)
	}
	rates := func(p, r, f float64) map[string]any { return map[string]any{"precision": p, "recall": r, "f1": f} }
	want := map[string]any{
		"articles": 1.0, "actor": rates(1, 1, 1), "pair": rates(1, 0.75, 0.857), "edge": rates(1, 0.75, 0.857),
		"action": rates(1, 0.667, 0.8), "exact": rates(1, 0.75, 0.857),
		"hedged": 0.0, "date": 1.0, "dated": 1.0, "modality": 1.0, "actorType": 1.0,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEvalInWords(t *testing.T) {
	const want = `visit                                    actor 1.00  pair 0.86  edge 0.86  action 0.80  exact 0.86
actor  P 1 R 1 F1 1
pair   P 1 R 0.75 F1 0.857
edge   P 1 R 0.75 F1 0.857
action P 1 R 0.667 F1 0.8
exact  P 1 R 0.75 F1 0.857
dates right on matched edges 1, where the article gives one 1; planned, possible, denied F1 0, modality 1, actor types 1; 1 articles
`
	if diff := cmp.Diff(want, mustCall(t, "", "eval", "testdata/gold")); diff != "" {
		t.Error(diff)
	}
}

// TestRound asks for what the annotators' own score prints.
func TestRound(t *testing.T) {
	for v, want := range map[float64]float64{0.0625: 0.062, 0.3125: 0.312, 0.1875: 0.188, 2.0 / 3: 0.667, 1: 1, 0: 0} {
		if got := round3(v); got != want {
			t.Errorf("%v becomes %v, want %v", v, got, want)
		}
	}
}
