package datetime_test

import (
	"os"
	"strings"
	"testing"

	"rawabit/loader/arabic/datetime"
	"rawabit/schema"
)

// checkExpressions checks what holds for every expression, whatever the text is:
// spans lie within the text and do not overlap, dates are of the calendar and in
// order, and the kind says which ends there are.
func checkExpressions(t *testing.T, text string, list []datetime.Expression) {
	end := 0
	for _, e := range list {
		if e.Start < end || e.End <= e.Start || e.End > len(text) {
			t.Fatalf("bytes %d to %d of %d, after %d", e.Start, e.End, len(text), end)
		}
		end = e.End
		if e.FirstToken > e.LastToken || e.Lead > e.FirstToken || e.Lead < 0 {
			t.Fatalf("tokens %d to %d, lead %d", e.FirstToken, e.LastToken, e.Lead)
		}
		if !e.From.Valid() || !e.To.Valid() {
			t.Fatalf("%q has the dates %v and %v", e.Text, e.From, e.To)
		}
		if e.Dated() == (e.Basis == schema.BasisNone) {
			t.Fatalf("%q = %s has the basis %s", e.Text, e.Value, e.Basis)
		}
		ok := true
		switch e.Kind {
		case datetime.Point:
			ok = e.From == e.To
		case datetime.Interval:
			ok = !e.Dated() || !e.From.IsZero() && !e.To.IsZero() && e.From.Earliest() <= e.To.Latest()
		case datetime.Duration:
			ok = !e.Dated() && e.Duration != ""
		case datetime.Since, datetime.After:
			ok = e.To.IsZero()
		case datetime.Until, datetime.Before:
			ok = e.From.IsZero()
		}
		if !ok {
			t.Fatalf("%q is a %s = %s", e.Text, e.Kind, e.Value)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"في 15 أكتوبر 2020 قبل يومين من الأحد", "بين 3 و5 مارس", "منذ الـ18 من آب/أغسطس وحتى اليوم",
		"10 ذي الحجة 1444هـ", "29 فبراير", "0/0/0000", "31/12/9999", "عام 9999", "قبل 2000 عقد", "بعد 2000 قرن",
		"ألف ألف ألف وألف", "بين بين بين", "السابق السابق", "الـ الـ الـ 99999999999", "في يوم 1 محرم 1",
	} {
		f.Add(seed, "2026-01-28")
	}
	f.Add("أمس قبل عامين", "0001-01-01")
	f.Add("غدا بعد عامين", "9999-12-31")
	f.Fuzz(func(t *testing.T, text, published string) {
		date, err := schema.ParseDate(published)
		if err != nil {
			date = schema.Date{}
		}
		g := grammar(t)
		anchor := &datetime.Anchor{Published: date}
		for range 2 { // the second time with what the first has left in the anchor
			list := g.Find(tokenise(text, 0), anchor)
			checkExpressions(t, text, list)
			for i := range list {
				g.Resolve(&list[i], datetime.Future)
			}
			checkExpressions(t, text, list)
		}
	})
}

// TestEveryPair runs the words of the data file in pairs and triples, which
// reaches joints that sentences rarely have.
func TestEveryPair(t *testing.T) {
	words := strings.Fields("في من منذ حتى بعد قبل بين خلال و ل 3 15 2019 أكتوبر مارس رمضان الأحد أمس اليوم يومين أيام شهر العام الأسبوع الماضي المقبل التالي نفسه هذا ذلك مطلع صيف الخامس عشر / - ( )")
	for _, date := range []string{"2026-01-28", "2024-02", "2024", ""} {
		d, err := schema.ParseDate(date)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range words {
			for _, b := range words {
				for _, c := range words {
					text := a + " " + b + " " + c
					checkExpressions(t, text, grammar(t).Find(tokenise(text, 0), &datetime.Anchor{Published: d}))
				}
			}
		}
	}
}

func BenchmarkFind(b *testing.B) {
	text, err := os.ReadFile("../../../seeds/articles/ltwj-qamishli.txt")
	if err != nil {
		b.Fatal(err)
	}
	g := grammar(b)
	var sentences [][]datetime.Token
	for _, s := range strings.SplitAfter(string(text), ".") {
		sentences = append(sentences, tokenise(s, 0))
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		anchor := &datetime.Anchor{Published: schema.MustParseDate("2026-01-28")}
		n := 0
		for _, s := range sentences {
			n += len(g.Find(s, anchor))
		}
		if n != 17 {
			b.Fatalf("found %d expressions, want 17", n)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	data, err := os.ReadFile(dataFile)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := datetime.New(strings.NewReader(string(data))); err != nil {
			b.Fatal(err)
		}
	}
}
