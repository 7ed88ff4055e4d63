package alerts

import (
	"testing"

	"rawabit/schema"
)

// TestTrendSentences says what trends found as a person would.
func TestTrendSentences(t *testing.T) {
	day := schema.MustParseDate("2026-01-28")
	for name, tt := range map[string]struct {
		f      Finding
		ar, en string
	}{
		"a surge": {
			Finding{Trend: "surge", Measure: "conflict", Events: 6, Mean: 0.25, Weeks: 4, To: day},
			"ارتفعت أحداث النزاع بين إيران وسوريا إلى 6 في الأسبوع المنتهي في 28 يناير 2026، مقابل 0.2 كانت متوقعة قياساً إلى الأسابيع الـ4 السابقة",
			"Conflict between Iran and Syria rose to 6 events in the week to 28 January 2026, against 0.2 expected from the 4 weeks before",
		},
		"by two weeks": {
			Finding{Trend: "surge", Measure: "events", Events: 9, Mean: 2, Weeks: 2, To: day},
			"ارتفعت الأحداث بين إيران وسوريا إلى 9 في الأسبوع المنتهي في 28 يناير 2026، مقابل 2 كانت متوقعة قياساً إلى الأسبوعين السابقين",
			"Activity between Iran and Syria rose to 9 events in the week to 28 January 2026, against 2 expected from the 2 weeks before",
		},
		"a first contact": {
			Finding{Trend: "firstContact", Months: 6, To: day, Last: schema.MustParseDate("2025-06-01")},
			"أول تواصل معروف بين إيران وسوريا منذ 6 أشهر على الأقل، في 28 يناير 2026، وكان آخر تواصل قبله في 1 يونيو 2025",
			"First known contact between Iran and Syria in at least 6 months, on 28 January 2026, after one on 1 June 2025",
		},
		"a first contact in many years": {
			Finding{Trend: "firstContact", Months: 600, To: day},
			"أول تواصل معروف بين إيران وسوريا منذ 600 شهر على الأقل، في 28 يناير 2026",
			"First known contact between Iran and Syria in at least 600 months, on 28 January 2026",
		},
		"a reversal": {
			Finding{Trend: "reversal", Score: 12, Baseline: -30, To: day},
			"تحولت العلاقة بين إيران وسوريا من النزاع إلى التعاون في الأسبوع المنتهي في 28 يناير 2026",
			"Relations between Iran and Syria turned from conflict to cooperation in the week to 28 January 2026",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := trendAr(&tt.f, "إيران", "سوريا"); got != tt.ar {
				t.Errorf("got\n%s\nwant\n%s", got, tt.ar)
			}
			if got := trendEn(&tt.f, "Iran", "Syria"); got != tt.en {
				t.Errorf("got\n%s\nwant\n%s", got, tt.en)
			}
		})
	}
}
