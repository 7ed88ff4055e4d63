package timeline_test

import (
	"testing"
)

func TestEvents(t *testing.T) {
	run(t, []projection{
		{
			"two meetings stay two",
			[]string{"a1 2026-01-28 MET sharaa putin 2025-10-15", "a1 2026-01-28 MET putin sharaa 2026-01-28"},
			[]string{"MET putin sharaa 2025-10-15", "MET putin sharaa 2026-01-28"},
		},
		{
			"one meeting told by two, either way round",
			[]string{"a1 2026-01-28 MET sharaa putin 2026-01-28", "a2 2026-01-29 MET putin sharaa 2026-01-28"},
			[]string{"MET putin sharaa 2026-01-28 x2"},
		},
		{
			"a reprint is no further source",
			[]string{"a1 2026-01-28 MET sharaa putin 2026-01-28", "a2 2026-01-29 MET putin sharaa 2026-01-28 text=t-a1"},
			[]string{"MET putin sharaa 2026-01-28"},
		},
		{
			"a coarser date joins the one finer fact within it",
			[]string{"a1 2026-01-28 MET sharaa putin 2026-01-28", "a2 2026-02-09 MET putin sharaa 2026-01", "a3 2026-12-09 MET putin sharaa 2026"},
			[]string{"MET putin sharaa 2026-01-28 x3"},
		},
		{
			"a week holds a day, a month holds a week",
			[]string{"a1 2026-01-28 MET sharaa putin 2026-01-22", "a2 2026-01-28 MET putin sharaa 2026-01-19..2026-01-25", "a3 2026-02-09 MET putin sharaa 2026-01"},
			[]string{"MET putin sharaa 2026-01-22 x3"},
		},
		{
			"a coarser date stands alone if several are within it",
			[]string{"a1 2026-01-28 MET sharaa putin 2026-01-05", "a2 2026-01-28 MET putin sharaa 2026-01-20", "a3 2026-02-09 MET putin sharaa 2026-01", "a4 2026-02-10 MET putin sharaa 2026-01"},
			[]string{"MET putin sharaa 2026-01 x2", "MET putin sharaa 2026-01-05", "MET putin sharaa 2026-01-20"},
		},
		{
			"an undated report joins the dated fact within the window before it",
			[]string{"a1 2026-01-28 MET sharaa putin 2026-01-28", "a2 2026-01-30 MET putin sharaa"},
			[]string{"MET putin sharaa 2026-01-28 x2"},
		},
		{
			"an undated report past the window stands alone",
			[]string{"a1 2026-01-28 MET sharaa putin 2026-01-28", "a2 2026-02-10 MET putin sharaa"},
			[]string{"MET putin sharaa", "MET putin sharaa 2026-01-28"},
		},
		{
			"an undated report of what came later stands alone",
			[]string{"a1 2026-01-28 MET sharaa putin 2026-01-28", "a2 2026-01-27 MET putin sharaa"},
			[]string{"MET putin sharaa", "MET putin sharaa 2026-01-28"},
		},
		{
			"an undated report with two facts in the window stands alone",
			[]string{"a1 2026-01-28 ATTACKED israel gaza 2026-01-27", "a1 2026-01-28 ATTACKED israel gaza 2026-01-28", "a2 2026-01-29 ATTACKED israel gaza"},
			[]string{"ATTACKED israel gaza", "ATTACKED israel gaza 2026-01-27", "ATTACKED israel gaza 2026-01-28"},
		},
		{
			"undated reports of one text and its reprints are one fact",
			[]string{"a1 2026-01-28 ACCUSED israel iran", "a1 2026-01-28 ACCUSED israel iran", "a2 2026-03-28 ACCUSED israel iran text=t-a1", "a3 2026-01-28 ACCUSED israel iran"},
			[]string{"ACCUSED israel iran", "ACCUSED israel iran"},
		},
		{
			"an undated report joins the dated fact of its own text",
			[]string{"a1 2026-01-28 MET sharaa putin 2025-10-15", "a1 2026-01-28 MET sharaa putin"},
			[]string{"MET putin sharaa 2025-10-15"},
		},
		{
			"of two dated facts in its text it joins the one in the window",
			[]string{"a1 2026-01-28 MET sharaa putin 2025-10-15", "a1 2026-01-28 MET sharaa putin 2026-01-28", "a1 2026-01-28 MET sharaa putin"},
			[]string{"MET putin sharaa 2025-10-15", "MET putin sharaa 2026-01-28"},
		},
		{
			"an undated report joins what is going on",
			[]string{"a1 2026-01-28 WITHDREW_FROM russia qamishli 2026-01..", "a2 2026-05-28 WITHDREW_FROM russia qamishli"},
			[]string{"WITHDREW_FROM russia qamishli 2026-01.. x2"},
		},
		{
			"modalities are facts of their own",
			[]string{"a1 2026-01-28 MET sharaa putin 2026-01-28", "a2 2026-01-20 MET sharaa putin 2026-01-28 PLANNED", "a3 2026-01-29 MET sharaa putin 2026-01-28 DENIED"},
			[]string{"MET putin sharaa 2026-01-28 DENIED", "MET putin sharaa 2026-01-28 PLANNED", "MET putin sharaa 2026-01-28 contested"},
		},
		{
			"a denial is about what was told shortly before",
			[]string{"a1 2025-01-28 ATTACKED israel iran 2025-01-28", "a2 2026-01-20 ATTACKED israel iran 2026-01-20", "a3 2026-01-21 ATTACKED israel iran DENIED"},
			[]string{"ATTACKED israel iran 2025-01-28", "ATTACKED israel iran 2026-01-20 contested", "ATTACKED israel iran DENIED"},
		},
		{
			"an undated announcement joins the planned day after it",
			[]string{"a1 2026-01-20 VISITED putin damascus 2026-01-25 PLANNED", "a2 2026-01-21 VISITED putin damascus PLANNED", "a3 2026-01-28 VISITED putin damascus PLANNED"},
			[]string{"VISITED putin damascus 2026-01-25 PLANNED x2", "VISITED putin damascus PLANNED"},
		},
		{
			"an organ counts apart from its state",
			[]string{"a1 2026-01-28 MET sharaa russia 2026-01-28", "a2 2026-01-28 MET sharaa russian-army 2026-01-28"},
			[]string{"MET russia sharaa 2026-01-28", "MET russian-army sharaa 2026-01-28"},
		},
		{"nobody meets himself", []string{"a1 2026-01-28 MET sharaa sharaa 2026-01-28"}, nil},
		{
			"imports stand as they are, beside what texts say",
			[]string{
				"i 2026-01-01 PRESENT_IN russia qamishli 2015.. import=x1", "i 2026-01-01 PRESENT_IN russia qamishli 2016.. import=x2",
				"a1 2026-01-28 WITHDREW_FROM russia qamishli 2026-01-20", "a2 2025-01-28 PRESENT_IN russia qamishli",
			},
			[]string{
				"PRESENT_IN russia qamishli ..2026-01-20 rule ended", "PRESENT_IN russia qamishli 2015..", "PRESENT_IN russia qamishli 2016..",
				"WITHDREW_FROM russia qamishli 2026-01-20",
			},
		},
	})
}

func TestImportIsReplaced(t *testing.T) {
	m := newMemory(t)
	m.record(said(t, "i 2026-01-01 CONTROLS russia hmeimim 2015.. import=x1")...)
	changes := m.record(said(t, "i 2026-01-01 CONTROLS russia tartus 2016.. import=x1")...)
	equal(t, "relations", lines(m.current()), []string{"CONTROLS russia tartus 2016.."})
	equal(t, "changes", told(changes), []string{"REVISED CONTROLS russia tartus 2016"})
	if r := m.relations["x1"]; r.Version != 2 || r.Confidence != 0.8 || !r.AttestedFrom.IsZero() {
		t.Errorf("version %d, confidence %g, attested %s", r.Version, r.Confidence, r.AttestedFrom)
	}
}
