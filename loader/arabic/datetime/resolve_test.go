package datetime_test

import (
	"testing"

	"rawabit/loader/arabic/datetime"
	"rawabit/schema"
)

func TestResolve(t *testing.T) {
	tests := []struct{ text, past, future string }{
		{"في 15 أكتوبر", "2025-10-15", "2026-10-15"},
		{"في 15 يناير", "2026-01-15", "2027-01-15"},
		{"في 29 يناير", "2025-01-29", "2026-01-29"},
		{"يوم الأحد", "2026-01-25", "2026-02-01"},
		{"الأربعاء", "2026-01-28", "2026-01-28"},
		{"في مارس", "2025-03", "2026-03"},
		{"بعد ثلاثة أيام", "", "2026-01-31"},
		{"بعد أسبوع", "", "2026-02-02/2026-02-08"},
		{"بين 3 و5 مارس", "2025-03-03/2025-03-05", "2026-03-03/2026-03-05"},
		{"حتى 12 مايو", "../2025-05-12", "../2026-05-12"},
		{"منذ الأحد", "2026-01-25/..", "2026-02-01/.."},
		{"خلال شهر رمضان", "2025-03-01/2025-03-29", "2026-02-18/2026-03-19"},
		{"الأحد الماضي", "2026-01-25", "2026-01-25"},
		{"المقرر يوم الأحد", "2026-02-01", "2026-02-01"},
		{"عام 2019", "2019", "2019"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			anchor := &datetime.Anchor{Published: schema.MustParseDate(published)}
			list := grammar(t).Find(tokenise(tt.text, 0), anchor)
			if len(list) != 1 {
				t.Fatalf("found %d expressions, want 1", len(list))
			}
			e := list[0]
			grammar(t).Resolve(&e, datetime.Future)
			if e.String() != tt.future {
				t.Errorf("future: %s, want %s", e.Value, tt.future)
			}
			grammar(t).Resolve(&e, datetime.Past)
			if e.String() != tt.past {
				t.Errorf("past: %s, want %s", e.Value, tt.past)
			}
			if e.NeedsTense != (tt.past != tt.future || tt.text == "الأربعاء") {
				t.Errorf("NeedsTense is %t", e.NeedsTense)
			}
		})
	}
}

// TestResolveCarriesOn checks that what was taken over from a date follows it.
func TestResolveCarriesOn(t *testing.T) {
	anchor := &datetime.Anchor{Published: schema.MustParseDate(published)}
	first := grammar(t).Find(tokenise("يصل الأحد إلى موسكو", 0), anchor)
	grammar(t).Resolve(&first[0], datetime.Future)
	second := grammar(t).Find(tokenise("وفي اليوم التالي يغادر", 0), anchor)
	if got := second[0].String(); got != "2026-02-02" {
		t.Errorf("the day after %s is %s", first[0].Value, got)
	}
}

func TestKindAndBasis(t *testing.T) {
	tests := []struct {
		text  string
		kind  datetime.Kind
		basis schema.DateBasis
	}{
		{"في 15 أكتوبر 2020", datetime.Point, schema.BasisExplicit},
		{"في 15 أكتوبر", datetime.Point, schema.BasisExplicit},
		{"عام 2019", datetime.Point, schema.BasisExplicit},
		{"أمس", datetime.Point, schema.BasisRelative},
		{"يوم الثلاثاء", datetime.Point, schema.BasisRelative},
		{"العام الماضي", datetime.Point, schema.BasisRelative},
		{"الأسبوع الماضي", datetime.Interval, schema.BasisRelative},
		{"خلال اليومين الماضيين", datetime.Interval, schema.BasisRelative},
		{"بين 3 و5 مارس", datetime.Interval, schema.BasisExplicit},
		{"خلال أربعة أشهر", datetime.Duration, schema.BasisNone},
		{"منذ عام 2011", datetime.Since, schema.BasisExplicit},
		{"منذ يومين", datetime.Since, schema.BasisRelative},
		{"حتى نهاية العام", datetime.Until, schema.BasisRelative},
		{"قبل 15 يناير", datetime.Before, schema.BasisExplicit},
		{"بعد عام 2011", datetime.After, schema.BasisExplicit},
		{"في اليوم نفسه", datetime.Point, schema.BasisNone},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			anchor := &datetime.Anchor{Published: schema.MustParseDate(published)}
			list := grammar(t).Find(tokenise(tt.text, 0), anchor)
			if len(list) != 1 {
				t.Fatalf("found %d expressions, want 1", len(list))
			}
			if list[0].Kind != tt.kind || list[0].Basis != tt.basis {
				t.Errorf("%s by %s, want %s by %s", list[0].Kind, list[0].Basis, tt.kind, tt.basis)
			}
		})
	}
}

func TestContextBasis(t *testing.T) {
	last := datetime.Value{Kind: datetime.Point, From: schema.MustParseDate("2024-03-03"), To: schema.MustParseDate("2024-03-03"), Basis: schema.BasisExplicit}
	anchor := &datetime.Anchor{Published: schema.MustParseDate(published), Last: &last}
	list := grammar(t).Find(tokenise("وفي اليوم نفسه غادر", 0), anchor)
	if len(list) != 1 || list[0].String() != "2024-03-03" || list[0].Basis != schema.BasisContext {
		t.Errorf("found %+v, want the day that the caller set, by CONTEXT", list)
	}
}

// TestNoPublication checks that without a publication date nothing is made up.
func TestNoPublication(t *testing.T) {
	tests := []sentence{
		{"أمس", "أمس="},
		{"يوم الأحد", "يوم الأحد="},
		{"في 15 أكتوبر", "15 أكتوبر="},
		{"الأسبوع الماضي", "الأسبوع الماضي="},
		{"قبل يومين", "قبل يومين="},
		{"منذ شهرين", "منذ شهرين=P2M"},
		{"خلال اليومين الماضيين", "خلال اليومين الماضيين=P2D"},
		{"في مايو", "مايو="},
		{"شهر رمضان", "شهر رمضان="},
		{"في 15 أكتوبر 2020", "15 أكتوبر 2020=2020-10-15"},
		{"عام 2019", "عام 2019=2019"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			if got := found(t, tt.text, nil); got != tt.want {
				t.Errorf("found %s, want %s", got, tt.want)
			}
		})
	}
}

// TestCoarsePublication checks that a publication known to the month or the year
// serves what needs no more.
func TestCoarsePublication(t *testing.T) {
	tests := []struct{ published, text, want string }{
		{"2018-03", "الشهر الماضي", "الشهر الماضي=2018-02"},
		{"2018-03", "العام الماضي", "العام الماضي=2017"},
		{"2018-03", "أمس", "أمس="},
		{"2018-03", "في مايو", "مايو=2017-05"},
		{"2018", "العام الماضي", "العام الماضي=2017"},
		{"2018", "الشهر الماضي", "الشهر الماضي="},
		{"2018", "في مايو", "مايو="},
		{"2018", "قبل عامين", "قبل عامين=2016"},
	}
	for _, tt := range tests {
		t.Run(tt.published+" "+tt.text, func(t *testing.T) {
			anchor := &datetime.Anchor{Published: schema.MustParseDate(tt.published)}
			if got := found(t, tt.text, anchor); got != tt.want {
				t.Errorf("found %s, want %s", got, tt.want)
			}
		})
	}
}

// TestTokens checks tokens that are cut in other ways than the tables do.
func TestTokens(t *testing.T) {
	token := func(text string, start int) datetime.Token {
		return datetime.Token{Text: text, Folded: schema.FoldText(text), Start: start, End: start + len(text)}
	}
	tests := []struct {
		name                       string
		tokens                     []datetime.Token
		text                       string
		value                      string
		tokensFrom, tokensTo, lead int
	}{
		{"a preposition before it", []datetime.Token{token("وفي", 0), token("يوم", 7), token("15", 14), token("أكتوبر", 17)}, "15 أكتوبر", "2025-10-15", 2, 3, 0},
		{"a clitic on it", []datetime.Token{token("بعام", 0), token("2019", 9)}, "عام 2019", "2019", 0, 1, 0},
		{"digits and letters in one", []datetime.Token{token("في", 0), token("15أكتوبر2020", 5)}, "15أكتوبر2020", "2020-10-15", 1, 1, 0},
		{"a date in one", []datetime.Token{token("15/10/2020", 0)}, "15/10/2020", "2020-10-15", 0, 0, 0},
		{"two names in one", []datetime.Token{token("تشرين", 0), token("الأول/أكتوبر", 11)}, "تشرين الأول/أكتوبر", "2025-10", 0, 1, 0},
		{"an article apart", []datetime.Token{token("الـ", 0), token("15", 7), token("من", 10), token("أكتوبر", 15)}, "الـ 15 من أكتوبر", "2025-10-15", 0, 3, 0},
		{"vowel marks", []datetime.Token{token("وَبِعامِ", 0), token("2019", 30)}, "عامِ 2019", "2019", 0, 1, 0},
		{"marks of direction", []datetime.Token{token("\u200f15\u200f", 0), token("أكتوبر\u200f", 10)}, "15\u200f أكتوبر\u200f", "2025-10-15", 0, 1, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			anchor := &datetime.Anchor{Published: schema.MustParseDate(published)}
			list := grammar(t).Find(tt.tokens, anchor)
			if len(list) != 1 {
				t.Fatalf("found %d expressions, want 1", len(list))
			}
			e := list[0]
			if e.Text != tt.text || e.String() != tt.value {
				t.Errorf("found %q = %s, want %q = %s", e.Text, e.Value, tt.text, tt.value)
			}
			if e.FirstToken != tt.tokensFrom || e.LastToken != tt.tokensTo || e.Lead != tt.lead {
				t.Errorf("tokens %d to %d, lead %d; want %d to %d, lead %d", e.FirstToken, e.LastToken, e.Lead, tt.tokensFrom, tt.tokensTo, tt.lead)
			}
		})
	}
}
