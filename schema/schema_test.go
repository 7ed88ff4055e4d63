package schema_test

import (
	"encoding/json"
	"errors"
	"io"
	"testing"

	"rawabit/schema"
)

func TestRelationTypeTable(t *testing.T) {
	types := schema.RelationTypes()
	if len(types) != 41 {
		t.Fatalf("the table has %d types, want 41", len(types))
	}
	for _, info := range types {
		if info.Kind != schema.Event && info.Kind != schema.StateKind {
			t.Errorf("%s: kind %q", info.Type, info.Kind)
		}
		if info.Ar == "" || info.En == "" {
			t.Errorf("%s has no label", info.Type)
		}
		for _, e := range info.Effects {
			if !e.State.IsState() {
				t.Errorf("%s: effect on %q, which is no state", info.Type, e.State)
			}
		}
		if info.Kind == schema.StateKind && info.Effects != nil {
			t.Errorf("%s: a state has effects", info.Type)
		}
	}
}

func TestDateBounds(t *testing.T) {
	tests := map[string]struct{ earliest, latest string }{
		"2026-01-28": {"2026-01-28", "2026-01-28"},
		"2026-01":    {"2026-01-01", "2026-01-31"},
		"2024-02":    {"2024-02-01", "2024-02-29"},
		"1969":       {"1969-01-01", "1969-12-31"},
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			d, err := schema.ParseDate(text)
			if err != nil {
				t.Fatal(err)
			}
			if got := d.Earliest().Date().String(); got != want.earliest {
				t.Errorf("earliest %s, want %s", got, want.earliest)
			}
			if got := d.Latest().Date().String(); got != want.latest {
				t.Errorf("latest %s, want %s", got, want.latest)
			}
			if d.String() != text {
				t.Errorf("printed as %q", d)
			}
		})
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, text := range []string{"2026-13", "2026-02-30", "26-01-01", "2026-1-1", "yesterday", "2026-00", "2026-01-00", "0000", "2026/01"} {
		if _, err := schema.ParseDate(text); schema.ErrorCode(err) != schema.CodeInvalidDate {
			t.Errorf("%q: error %v, want code INVALID_DATE", text, err)
		}
	}
}

func TestDateJSON(t *testing.T) {
	type doc struct {
		A, B schema.Date
	}
	var got doc
	if err := json.Unmarshal([]byte(`{"A":"2026-01","B":null}`), &got); err != nil {
		t.Fatal(err)
	}
	out, _ := json.Marshal(got)
	if string(out) != `{"A":"2026-01","B":null}` {
		t.Errorf("got %s", out)
	}
}

func TestFoldName(t *testing.T) {
	tests := map[string]string{
		"أحمد الشَّرع":         "احمد شرع",
		"الحسكة":               "حسكه",
		"الشرع":                "شرع",
		"مُصطفى":               "مصطفي",
		"Ahmed al-Sharaʿ":      "ahmed al shara",
		"Recep Tayyip Erdoğan": "recep tayyip erdogan",
		"١٩٩٠":                 "1990",
	}
	for in, want := range tests {
		if got := schema.FoldName(in); got != want {
			t.Errorf("FoldName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestErrorf(t *testing.T) {
	err := schema.Errorf(schema.CodeUnavailable, "the store does not answer: %w", io.ErrUnexpectedEOF)
	if !errors.Is(err, io.ErrUnexpectedEOF) || schema.ErrorCode(err) != schema.CodeUnavailable {
		t.Errorf("%v lost its cause or code", err)
	}
}

// TestHolds has a case for each row of the table "what holds on a day".
func TestHolds(t *testing.T) {
	day := func(text string) schema.Day { return schema.MustParseDate(text).Earliest() }
	tests := []struct {
		name                   string
		relation               schema.Relation
		on                     string
		asOf, validOn, certain bool
	}{
		{"undated state, asked before any report", rel("CONTROLS", "", "", "2026-01-28"), "2020-01-01", true, true, false},
		{"undated state, asked after a report", rel("CONTROLS", "", "", "2026-01-28"), "2026-01-28", true, true, true},
		{"state that begins later", rel("CONTROLS", "2026-01-20", "", "2026-01-28"), "2026-01-19", false, false, false},
		{"state in the month it begins", rel("CONTROLS", "2026-01", "", "2026-02-28"), "2026-01-10", true, true, false},
		{"state that is over", rel("CONTROLS", "2020", "2024-12", "2026-01-28"), "2025-01-01", false, false, false},
		{"state in the month it ends", rel("CONTROLS", "2020", "2024-12", "2020-01-28"), "2024-12-15", true, true, false},
		{"state ended without a date, before the report", ended(rel("SUPPORTS", "", "", "2026-01-28")), "2026-01-27", true, true, false},
		{"state ended without a date, on the report", ended(rel("SUPPORTS", "", "", "2026-01-28")), "2026-01-28", false, false, false},
		{"event on its day", rel("MET", "2026-01-28", "2026-01-28", "2026-01-28"), "2026-01-28", true, true, true},
		{"event after its day", rel("MET", "2026-01-28", "2026-01-28", "2026-01-28"), "2026-02-01", true, false, true},
		{"event before its day", rel("MET", "2026-01-28", "2026-01-28", "2026-01-28"), "2026-01-27", false, false, false},
		{"event of a month, within it", rel("MET", "2026-01", "2026-01", "2026-01-28"), "2026-01-05", true, true, false},
		{"undated event before a report", rel("MET", "", "", "2026-01-28"), "2026-01-27", false, false, false},
		{"undated event from a report on", rel("MET", "", "", "2026-01-28"), "2026-01-28", true, false, false},
		{"event that goes on", rel("WITHDREW_FROM", "2026-01", "", "2026-01-28"), "2026-03-01", true, true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := day(tt.on)
			if got := tt.relation.HoldsAsOf(d); got != tt.asOf {
				t.Errorf("HoldsAsOf = %v", got)
			}
			if got := tt.relation.HoldsOn(d); got != tt.validOn {
				t.Errorf("HoldsOn = %v", got)
			}
			if got := tt.relation.HoldsAsOf(d) && tt.relation.CertainAsOf(d); got != tt.certain {
				t.Errorf("certain = %v", got)
			}
		})
	}
}

func rel(kind schema.RelationType, from, to, published string) schema.Relation {
	p := schema.MustParseDate(published)
	return schema.Relation{
		Type: kind, ValidFrom: schema.MustParseDate(from), ValidTo: schema.MustParseDate(to),
		AttestedFrom: p, AttestedTo: p,
	}
}

func ended(r schema.Relation) schema.Relation {
	r.Ended, r.EndedBy = true, r.AttestedFrom
	return r
}
