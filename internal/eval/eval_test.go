package eval_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rawabit/internal/eval"
)

func parse(t *testing.T, gold, got []byte) (*eval.Gold, *eval.System) {
	t.Helper()
	g, err := eval.ParseGold(gold)
	if err != nil {
		t.Fatal(err)
	}
	s, err := eval.ParseSystem(got)
	if err != nil {
		t.Fatal(err)
	}
	return g, s
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestScore compares a document with an annotated article. Worked out by hand:
//
//	actors   five found, four right (Ankara is none); of the six in relations the
//	         ministry and Sochi are missing; Russia's type is wrong
//	edges    MET (ends the other way round), ATTACKED (the ministry counts as
//	         Russia), WITHDREW_FROM and LEADS are right; SPOKE_WITH and the visit
//	         to Ankara are surplus; PRAISED matches an optional one and counts for
//	         nothing; a null end is no edge
//	pairs    SPOKE_WITH is of one class with NEGOTIATED_WITH
//	exact    all right edges but ATTACKED, whose date and modality are wrong
//	action   as edges, without LEADS
//	hedged   WITHDREW_FROM is right, ATTACKED was called possible and is not
func TestScore(t *testing.T) {
	gold, got := parse(t, read(t, "summit.gold.json"), read(t, "summit.json"))
	want := &eval.Result{
		Actor:     eval.Tally{TP: 4, Found: 5, Right: 4, Wanted: 6},
		Pair:      eval.Tally{TP: 5, Found: 6, Right: 5, Wanted: 6},
		Edge:      eval.Tally{TP: 4, Found: 6, Right: 4, Wanted: 6},
		Action:    eval.Tally{TP: 3, Found: 5, Right: 3, Wanted: 5},
		Exact:     eval.Tally{TP: 3, Found: 6, Right: 3, Wanted: 6},
		Hedged:    eval.Tally{TP: 1, Found: 2, Right: 1, Wanted: 1},
		ActorType: eval.Share{Right: 3, All: 4},
		Date:      eval.Share{Right: 3, All: 4},
		Dated:     eval.Share{Right: 2, All: 3},
		Modality:  eval.Share{Right: 3, All: 4},
	}
	res := eval.Score(gold, got)
	if diff := cmp.Diff(want, res); diff != "" {
		t.Error(diff)
	}
	res.Add(eval.Score(gold, &eval.System{}))
	if res.Edge != (eval.Tally{TP: 4, Found: 6, Right: 4, Wanted: 12}) || res.Actor.Wanted != 12 {
		t.Errorf("with an empty document added: %+v", res)
	}
}

func TestRates(t *testing.T) {
	for name, one := range map[string]struct {
		tally   eval.Tally
		p, r, f float64
	}{
		"none":        {eval.Tally{}, 0, 0, 0},
		"all right":   {eval.Tally{TP: 2, Found: 2, Right: 2, Wanted: 2}, 1, 1, 1},
		"half found":  {eval.Tally{TP: 1, Found: 1, Right: 1, Wanted: 2}, 1, 0.5, 2.0 / 3},
		"none right":  {eval.Tally{Found: 3, Wanted: 2}, 0, 0, 0},
		"two to four": {eval.Tally{TP: 2, Found: 4, Right: 2, Wanted: 4}, 0.5, 0.5, 0.5},
	} {
		t.Run(name, func(t *testing.T) {
			if p, r, f := one.tally.PRF(); p != one.p || r != one.r || f != one.f {
				t.Errorf("precision %v, recall %v, F1 %v", p, r, f)
			}
		})
	}
	if v := (eval.Share{}).Value(); v != 0 {
		t.Errorf("a share of none is %v", v)
	}
}

// TestNames says which names are one.
func TestNames(t *testing.T) {
	for _, one := range []struct {
		gold, got string
		same      bool
	}{
		{"القامشلي", "قامشلي", true}, // the article is no part of a name
		{"إدلب", "ادلب", true},       // hamza
		{"الحسكة", "الحسكه", true},   // ta marbuta
		{"مصطفى", "مصطفي", true},     // alef maqsura
		{"مُحَمَّد", "محمـد", true},  // vowel marks and lengthening
		{"Vladimir Putin", "VLADIMIR PUTIN", true},
		{"دير الزور", "دير الزّور", true},
		{"«داعش»", "داعش", true},           // punctuation
		{"الله", "له", false},              // too short to lose an article
		{"بوتين", "فلاديمير بوتين", false}, // part of a name is another
		{"روسيا", "سوريا", false},
	} {
		t.Run(one.gold+"="+one.got, func(t *testing.T) {
			gold := &eval.Gold{Actors: []eval.GoldActor{{ID: "g", Name: one.gold, Type: "PERSON"}}}
			got := &eval.System{Actors: []eval.SystemActor{{ID: "s", Name: one.got, Type: "PERSON"}}}
			if same := eval.Score(gold, got).Actor.TP == 1; same != one.same {
				t.Errorf("one: %v", same)
			}
		})
	}
}

// TestStandsFor asks that a name of two actors goes to the one of the right kind.
func TestStandsFor(t *testing.T) {
	gold := &eval.Gold{
		Actors: []eval.GoldActor{{ID: "city", Name: "موسكو", Type: "PLACE"}, {ID: "power", Name: "روسيا", Type: "STATE", Mentions: []string{"موسكو"}}},
	}
	for kind, right := range map[string]int{"PLACE": 1, "STATE": 1, "PERSON": 0} {
		got := &eval.System{Actors: []eval.SystemActor{{ID: "s", Name: "موسكو", Type: kind}}}
		if res := eval.Score(gold, got); res.Actor.TP != 1 || res.ActorType.Right != right {
			t.Errorf("%s: %+v", kind, res)
		}
	}
}

// TestDates says when both ends are right.
func TestDates(t *testing.T) {
	for _, one := range []struct {
		name, kind         string
		goldStart, goldEnd string
		goldEnded, ended   bool
		from, to           string
		right              bool
	}{
		{"same day", "MET", "2024-05-03", "2024-05-03", false, false, "2024-05-03", "2024-05-03", true},
		{"other day", "MET", "2024-05-03", "2024-05-03", false, false, "2024-05-04", "2024-05-04", false},
		{"coarser", "MET", "2024-05-03", "2024-05-03", false, false, "2024-05", "2024-05", false},
		{"both unknown", "MET", "", "", false, false, "", "", true},
		{"made up", "MET", "", "", false, false, "2024-05-03", "2024-05-03", false},
		{"missing", "MET", "2024-05-03", "2024-05-03", false, false, "", "", false},
		{"an event that goes on may repeat its start", "WITHDREW_FROM", "2024-05-03", "", false, false, "2024-05-03", "2024-05-03", true},
		{"and the other way round", "WITHDREW_FROM", "2024-05-03", "2024-05-03", false, false, "2024-05-03", "", true},
		{"a state may not", "CONTROLS", "2024-05-03", "", false, false, "2024-05-03", "2024-05-03", false},
		{"nor the other way round", "CONTROLS", "2024-05-03", "2024-05-03", false, false, "2024-05-03", "", false},
		{"open state", "CONTROLS", "2024-05-03", "", false, false, "2024-05-03", "", true},
		{"over, end unknown", "CONTROLS", "", "", true, true, "", "", true},
		{"over, and not said so", "CONTROLS", "", "", true, false, "", "", false},
		{"over on a day says it all", "CONTROLS", "", "2024-05-03", true, false, "", "2024-05-03", true},
	} {
		t.Run(one.name, func(t *testing.T) {
			gold := fmt.Sprintf(`{"actors":[{"id":"a","name":"ألف","type":"GROUP"},{"id":"b","name":"باء","type":"PLACE"}],
				"relations":[{"type":%q,"source":"a","target":"b","start":%s,"end":%s,"ended":%v,"modality":"ACTUAL"}]}`,
				one.kind, orNull(one.goldStart), orNull(one.goldEnd), one.goldEnded)
			got := fmt.Sprintf(`{"actors":[{"id":"x","name":"ألف","type":"GROUP"},{"id":"y","name":"باء","type":"PLACE"}],
				"relations":[{"type":%q,"source":"x","target":"y","validFrom":%s,"validTo":%s,"ended":%v,"modality":"ACTUAL"}]}`,
				one.kind, orNull(one.from), orNull(one.to), one.ended)
			if right := eval.Score(parse(t, []byte(gold), []byte(got))).Exact.TP == 1; right != one.right {
				t.Errorf("right: %v", right)
			}
		})
	}
}

func orNull(date string) string {
	if date == "" {
		return "null"
	}
	return `"` + date + `"`
}

// TestDirection asks that only symmetric types may be told the other way round.
func TestDirection(t *testing.T) {
	for kind, want := range map[string]int{"MET": 1, "AGREED_WITH": 1, "FIGHTS": 1, "ATTACKED": 0, "LEADS": 0} {
		gold := &eval.Gold{
			Actors:    []eval.GoldActor{{ID: "a", Name: "ألف"}, {ID: "b", Name: "باء"}},
			Relations: []eval.GoldRelation{{Type: kind, Source: "a", Target: "b", Modality: "ACTUAL"}},
		}
		x, y := "x", "y"
		got := &eval.System{
			Actors:    []eval.SystemActor{{ID: "x", Name: "ألف"}, {ID: "y", Name: "باء"}},
			Relations: []eval.SystemRelation{{Type: kind, Source: &y, Target: &x, Modality: "ACTUAL"}},
		}
		res := eval.Score(gold, got)
		if res.Edge.TP != want || res.Pair.TP != 1 {
			t.Errorf("%s: edge %+v, pair %+v", kind, res.Edge, res.Pair)
		}
	}
}

func TestWrongFiles(t *testing.T) {
	if _, err := eval.ParseGold([]byte("{")); err == nil {
		t.Error("a torn annotation is taken")
	}
	if _, err := eval.ParseSystem([]byte("[]")); err == nil {
		t.Error("a list is taken for a document")
	}
}
