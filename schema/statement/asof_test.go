package statement_test

import (
	"testing"

	"rawabit/schema"
	"rawabit/schema/statement"
)

// TestAsOf says on a day what held then.
func TestAsOf(t *testing.T) {
	controls := func(from, to string, ended bool, attested string) statement.Fact {
		f := fact(schema.Controls, army(), qamishli(), from, to, schema.Actual)
		f.Relation.Ended, f.Relation.AttestedFrom = ended, schema.MustParseDate(attested)
		return f
	}
	gone := controls("", "", true, "2026-01-10")
	gone.Relation.EndedBy = schema.MustParseDate("2026-01-20")
	denied := controls("2025", "", false, "")
	denied.Relation.Modality = schema.Denied
	tests := []struct {
		name   string
		fact   statement.Fact
		day    string
		ar, en string
	}{
		{"before its end", controls("2025-03-01", "2026-01-19", true, ""), "2025-06-01", "يسيطر الجيش السوري على القامشلي منذ 1 مارس 2025", "The Syrian Army has controlled Qamishli since 1 March 2025"},
		{"after its end", controls("2025-03-01", "2026-01-19", true, ""), "2026-02-01", "كان الجيش السوري يسيطر على القامشلي من 1 مارس 2025 حتى 19 يناير 2026", "The Syrian Army controlled Qamishli from 1 March 2025 until 19 January 2026"},
		{"its beginning unknown", controls("", "2026-01-19", true, ""), "2025-06-01", "قد يكون الجيش السوري يسيطر على القامشلي", "The Syrian Army may control Qamishli"},
		{"attested before", controls("", "2026-01-19", true, "2025-01-01"), "2025-06-01", "يسيطر الجيش السوري على القامشلي", "The Syrian Army controls Qamishli"},
		{"told to be over later", gone, "2026-01-15", "يسيطر الجيش السوري على القامشلي", "The Syrian Army controls Qamishli"},
		{"told to be over", gone, "2026-01-21", "لم يعد الجيش السوري يسيطر على القامشلي", "The Syrian Army no longer controls Qamishli"},
		{"denied", denied, "2025-06-01", "نُفي أن يكون الجيش السوري يسيطر على القامشلي منذ 2025", "It is denied that the Syrian Army has controlled Qamishli since 2025"},
		{"where a place lies", fact(schema.LocatedIn, hmeimim(), latakia(), "", "", schema.Actual), "2025-06-01", "تقع قاعدة حميميم في اللاذقية", "Hmeimim Air Base lies in Latakia"},
		{"an event", fact(schema.Met, sharaa(), putin(), "2026-01-28", "2026-01-28", schema.Actual), "2026-01-29", "التقى أحمد الشرع فلاديمير بوتين في 28 يناير 2026", "Ahmed al-Sharaa met Vladimir Putin on 28 January 2026"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			day := schema.MustParseDate(tt.day).Latest()
			check(t, statement.AsOf(tt.fact, day, "ar"), tt.ar)
			check(t, statement.AsOf(tt.fact, day, "en"), tt.en)
		})
	}
}
