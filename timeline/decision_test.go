package timeline_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rawabit/schema"
	"rawabit/timeline"
)

func date(text string) schema.Date { return schema.MustParseDate(text) }

func TestReview(t *testing.T) {
	type review struct {
		of   string
		d    schema.Decision
		told []string
	}
	tests := []struct {
		name    string
		claims  []string
		reviews []review
		want    []string
	}{
		{
			"confirm",
			[]string{"a1 2026-01-28 MET sharaa putin 2026-01-28"},
			[]review{{"MET putin sharaa 2026-01-28", schema.Decision{Verdict: schema.Confirm}, []string{"CONFIRMED MET putin sharaa 2026-01-28"}}},
			[]string{"MET putin sharaa 2026-01-28"},
		},
		{
			"reject",
			[]string{"a1 2026-01-28 MET sharaa putin 2026-01-28"},
			[]review{{"MET putin sharaa 2026-01-28", schema.Decision{Verdict: schema.Reject}, []string{"RETRACTED MET putin sharaa 2026-01-28"}}},
			nil,
		},
		{
			"correct a date",
			[]string{"a1 2026-01-28 MET sharaa putin 2026-01-28", "a2 2026-01-28 MET sharaa putin 2026-01"},
			[]review{{"MET putin sharaa 2026-01-28 x2", schema.Decision{Verdict: schema.Correct, ValidFrom: date("2026-01-27")}, []string{"REVISED MET putin sharaa 2026-01-27"}}},
			[]string{"MET putin sharaa 2026-01-27 x2"},
		},
		{
			"correct an end, the type and the modality",
			[]string{"a1 2026-01-28 MET sharaa putin 2026-01-28"},
			[]review{
				{"MET putin sharaa 2026-01-28", schema.Decision{Verdict: schema.Correct, Source: "sharaa", Target: "lavrov"}, []string{"REVISED MET lavrov sharaa 2026-01-28"}},
				{"MET lavrov sharaa 2026-01-28", schema.Decision{Verdict: schema.Correct, Type: schema.SpokeWith}, []string{"REVISED SPOKE_WITH lavrov sharaa 2026-01-28"}},
				{"SPOKE_WITH lavrov sharaa 2026-01-28", schema.Decision{Verdict: schema.Correct, Modality: schema.Planned}, []string{"REVISED SPOKE_WITH lavrov sharaa 2026-01-28"}},
			},
			[]string{"SPOKE_WITH lavrov sharaa 2026-01-28 PLANNED"},
		},
		{
			"a rejected event closes nothing",
			[]string{"a1 2025-01-28 PRESENT_IN russia qamishli", "a2 2026-01-28 WITHDREW_FROM russia qamishli 2026-01"},
			[]review{{"WITHDREW_FROM russia qamishli 2026-01", schema.Decision{Verdict: schema.Reject}, []string{
				"RETRACTED WITHDREW_FROM russia qamishli 2026-01", "REVISED PRESENT_IN russia qamishli",
			}}},
			[]string{"PRESENT_IN russia qamishli"},
		},
		{
			"a withdrawal corrected to another place closes there",
			[]string{
				"a1 2025-01-28 PRESENT_IN russia qamishli", "a1 2025-01-28 PRESENT_IN russia hmeimim", "a2 2026-01-28 WITHDREW_FROM russia qamishli 2026-01",
			},
			[]review{{"WITHDREW_FROM russia qamishli 2026-01", schema.Decision{Verdict: schema.Correct, Target: "hmeimim"}, nil}},
			[]string{"PRESENT_IN russia hmeimim ..2026-01 rule ended", "PRESENT_IN russia qamishli", "WITHDREW_FROM russia hmeimim 2026-01"},
		},
		{
			"a withdrawal corrected to a region reaches inside",
			[]string{"a1 2025-01-28 PRESENT_IN russia hmeimim", "a2 2026-01-28 WITHDREW_FROM russia qamishli 2026-01"},
			[]review{{"WITHDREW_FROM russia qamishli 2026-01", schema.Decision{Verdict: schema.Correct, Target: "latakia"}, nil}},
			[]string{"PRESENT_IN russia hmeimim ..2026-01 rule ended", "WITHDREW_FROM russia latakia 2026-01"},
		},
		{
			"a state opened by rule is rejected, the event stays",
			[]string{"a1 2026-01-28 CAPTURED army raqqa 2026-01-18"},
			[]review{{"CONTROLS army raqqa 2026-01-18.. rule", schema.Decision{Verdict: schema.Reject}, []string{"RETRACTED CONTROLS army raqqa 2026-01-18"}}},
			[]string{"CAPTURED army raqqa 2026-01-18"},
		},
		{
			"a state that a text and a rule tell is rejected, the event stays",
			[]string{"a1 2026-01-28 CAPTURED army raqqa 2026-01-18", "a2 2026-01-28 CONTROLS army raqqa"},
			[]review{{"CONTROLS army raqqa 2026-01-18.. rule x2", schema.Decision{Verdict: schema.Reject}, []string{"RETRACTED CONTROLS army raqqa 2026-01-18"}}},
			[]string{"CAPTURED army raqqa 2026-01-18"},
		},
		{
			"a captor's state is corrected, and confirmed after",
			[]string{"a1 2026-01-28 CAPTURED army raqqa 2026-01-18", "a2 2026-01-28 CONTROLS army raqqa"},
			[]review{
				{"CONTROLS army raqqa 2026-01-18.. rule x2", schema.Decision{Verdict: schema.Correct, Source: "syria"}, []string{"REVISED CONTROLS syria raqqa 2026-01-18"}},
				{"CONTROLS syria raqqa 2026-01-18.. rule x2", schema.Decision{Verdict: schema.Correct, Type: schema.PresentIn}, []string{"REVISED PRESENT_IN syria raqqa 2026-01-18"}},
				{"PRESENT_IN syria raqqa 2026-01-18.. rule x2", schema.Decision{Verdict: schema.Confirm}, []string{"CONFIRMED PRESENT_IN syria raqqa 2026-01-18"}},
			},
			[]string{"CAPTURED army raqqa 2026-01-18", "PRESENT_IN syria raqqa 2026-01-18.. rule x2"},
		},
		{
			"a state opened by rule is moved elsewhere: the event is what is wrong",
			[]string{"a1 2026-01-28 CAPTURED army raqqa 2026-01-18"},
			[]review{{"CONTROLS army raqqa 2026-01-18.. rule", schema.Decision{Verdict: schema.Correct, Target: "hasakah"}, []string{"RETRACTED CONTROLS army raqqa 2026-01-18"}}},
			[]string{"CAPTURED army raqqa 2026-01-18"},
		},
		{
			"a state opened by rule is confirmed and dated",
			[]string{"a1 2026-01-28 CAPTURED army raqqa 2026-01-18"},
			[]review{
				{"CONTROLS army raqqa 2026-01-18.. rule", schema.Decision{Verdict: schema.Confirm}, []string{"CONFIRMED CONTROLS army raqqa 2026-01-18"}},
				{"CONTROLS army raqqa 2026-01-18.. rule", schema.Decision{Verdict: schema.Correct, ValidFrom: date("2026-01-19"), ValidTo: date("2026-01-25")}, nil},
			},
			[]string{"CAPTURED army raqqa 2026-01-18", "CONTROLS army raqqa 2026-01-19..2026-01-25 rule ended"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := newMemory(t)
			m.record(said(t, tt.claims...)...)
			original := dump(t, m.current())
			for _, r := range tt.reviews {
				changes := m.review(r.of, r.d)
				if r.told != nil {
					equal(t, "changes", told(changes), r.told)
				}
			}
			equal(t, "relations", lines(m.current()), tt.want)
			for _, r := range m.relations {
				last := tt.reviews[len(tt.reviews)-1].d.Verdict
				if r.Reviewed != "" && (r.Reviewed != last && r.Reviewed != schema.Confirm || r.Confidence != 1) {
					t.Errorf("%s: reviewed %s, confidence %g", line(r), r.Reviewed, r.Confidence)
				}
			}
			if changes := m.recompute(); len(changes) > 0 {
				t.Errorf("computing all again told %v", told(changes))
			}
			for _, d := range slices.Clone(m.decisions) {
				m.decide(schema.Decision{Kind: schema.DecideUndo, Undoes: d.ID})
			}
			if dump(t, m.current()) != original {
				t.Errorf("undone, it is not as it was:\n%s", strings.Join(lines(m.current()), "\n"))
			}
		})
	}
}

func TestMergeAndSplit(t *testing.T) {
	m := newMemory(t)
	claims := said(t, "a1 2026-01-28 MET x-putin sharaa 2026-01-28", "a2 2026-01-28 MET putin sharaa 2026-01-28", "a3 2026-01-28 LEADS x-putin russia")
	m.record(claims...)
	if changes := m.decide(schema.Decision{Kind: schema.DecideMerge, Keep: "putin", Drop: "x-putin"}); len(changes) == 0 {
		t.Error("the merge told nothing")
	}
	equal(t, "merged", lines(m.current()), []string{"LEADS putin russia", "MET putin sharaa 2026-01-28 x2"})
	m.record(said(t, "a4 2026-01-29 MET x-putin sharaa 2026-01-28")...)
	equal(t, "a later claim", lines(m.current()), []string{"LEADS putin russia", "MET putin sharaa 2026-01-28 x3"})
	m.decide(schema.Decision{Kind: schema.DecideMerge, Keep: "vladimir-putin", Drop: "putin"})
	equal(t, "merged again", lines(m.current()), []string{"LEADS vladimir-putin russia", "MET sharaa vladimir-putin 2026-01-28 x3"})
	if id := timeline.Resolve("x-putin", m.decisions); id != "vladimir-putin" {
		t.Errorf("x-putin is %s", id)
	}
	m.decide(schema.Decision{Kind: schema.DecideSplit, Keep: "vladimir-putin", Drop: "another", Claims: []schema.ClaimID{claims[0].ID}})
	equal(t, "split", lines(m.current()), []string{"LEADS vladimir-putin russia", "MET another sharaa 2026-01-28", "MET sharaa vladimir-putin 2026-01-28 x2"})
	for _, id := range []schema.DecisionID{"d-3", "d-2", "d-1"} {
		m.decide(schema.Decision{Kind: schema.DecideUndo, Undoes: id})
	}
	equal(t, "undone", lines(m.current()), []string{"LEADS x-putin russia", "MET putin sharaa 2026-01-28", "MET sharaa x-putin 2026-01-28 x2"})
	m.decide(schema.Decision{Kind: schema.DecideUndo, Undoes: "d-6"})
	equal(t, "the last undoing undone", lines(m.current()), []string{"LEADS putin russia", "MET putin sharaa 2026-01-28 x3"})
}

// TestReturningFactGoesOnCounting rejects a fact, takes that back and rejects it
// again: three changes, none with the id of another.
func TestReturningFactGoesOnCounting(t *testing.T) {
	m := newMemory(t)
	m.record(said(t, "a1 2025-11-01 CONTROLS army raqqa", "a2 2026-01-28 WITHDREW_FROM army raqqa 2026-01-20")...)
	withdrawal := "WITHDREW_FROM army raqqa 2026-01-20"
	m.review(withdrawal, schema.Decision{Verdict: schema.Reject})
	m.decide(schema.Decision{Kind: schema.DecideUndo, Undoes: "d-1"})
	m.review(withdrawal, schema.Decision{Verdict: schema.Reject})
	equal(t, "changes", told(m.changes), []string{
		"HAPPENED WITHDREW_FROM army raqqa 2026-01-20", "CLOSED CONTROLS army raqqa 2026-01-20", "OPENED CONTROLS army raqqa",
		"RETRACTED WITHDREW_FROM army raqqa 2026-01-20", "REVISED CONTROLS army raqqa",
		"HAPPENED WITHDREW_FROM army raqqa 2026-01-20", "CLOSED CONTROLS army raqqa 2026-01-20",
		"RETRACTED WITHDREW_FROM army raqqa 2026-01-20", "REVISED CONTROLS army raqqa",
	})
}

// drawDecision draws a decision about some of the relations, or an undoing.
func drawDecision(t *rapid.T, m *memory) schema.Decision {
	who := rapid.SampledFrom([]schema.ActorID{"army", "sdf", "syria", "brigade", "russia", "raqqa", "qamishli"})
	switch kind := rapid.IntRange(0, 6).Draw(t, "kind"); {
	case kind == 0 && len(m.decisions) > 0:
		return schema.Decision{Kind: schema.DecideUndo, Undoes: rapid.SampledFrom(m.decisions).Draw(t, "undone").ID}
	case kind == 1:
		return schema.Decision{Kind: schema.DecideMerge, Keep: who.Draw(t, "keep"), Drop: who.Draw(t, "drop")}
	}
	current := m.current()
	if len(current) == 0 {
		return schema.Decision{Kind: schema.DecideMerge, Keep: "sdf", Drop: "brigade"}
	}
	r := rapid.SampledFrom(current).Draw(t, "relation")
	d := schema.Decision{Kind: schema.DecideReview, Of: r.Type, Claims: r.Claims, Verdict: schema.Correct}
	switch rapid.IntRange(0, 5).Draw(t, "verdict") {
	case 0:
		d.Verdict = schema.Confirm
	case 1:
		d.Verdict = schema.Reject
	case 2:
		d.ValidFrom = date(rapid.SampledFrom([]string{"2026-01-10", "2026-02", "2026-02-20"}).Draw(t, "from"))
	case 3:
		d.ValidTo = date(rapid.SampledFrom([]string{"2026-01-10", "2026-02", "2026-03-20"}).Draw(t, "to"))
	case 4:
		d.Target = who.Draw(t, "target")
	case 5:
		d.Type = rapid.SampledFrom([]schema.RelationType{schema.WithdrewFrom, schema.Controls, schema.Captured}).Draw(t, "type")
	}
	return d
}

// TestOrderDoesNotMatterAtFixedDecisions takes decisions, records all again in
// another order under them, and takes them all back.
func TestOrderDoesNotMatterAtFixedDecisions(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		claims := drawClaims(rt, t)
		defer explain(rt, claims)
		m := newMemory(rt)
		defer func() {
			if rt.Failed() {
				rt.Log(dump(t, m.decisions))
			}
		}()
		m.record(upfront(t)...)
		m.record(claims...)
		original := dump(t, m.current())
		for range rapid.IntRange(1, 5).Draw(rt, "decisions") {
			m.decide(drawDecision(rt, m))
			if changes := m.recompute(); len(changes) > 0 {
				rt.Fatalf("computing all again told %v", told(changes))
			}
		}
		other := newMemory(rt)
		other.decisions = m.decisions
		other.record(upfront(t)...)
		load(rt, other, rapid.Permutation(claims).Draw(rt, "order"))
		if dump(t, m.current()) != dump(t, other.current()) {
			rt.Fatalf("relations differ:\n%s\n\n%s", strings.Join(lines(m.current()), "\n"), strings.Join(lines(other.current()), "\n"))
		}
		toldOfWorld(rt, m)
		for _, d := range slices.Clone(m.decisions) {
			if d.Kind != schema.DecideUndo {
				m.decide(schema.Decision{Kind: schema.DecideUndo, Undoes: d.ID})
			} else {
				m.decide(schema.Decision{Kind: schema.DecideUndo, Undoes: d.ID})
				m.decide(schema.Decision{Kind: schema.DecideUndo, Undoes: d.Undoes})
			}
		}
		if dump(t, m.current()) != original {
			rt.Fatalf("undone, it is not as it was:\n%s", strings.Join(lines(m.current()), "\n"))
		}
	})
}
