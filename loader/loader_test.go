package loader_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"rawabit/loader"
	"rawabit/schema"
	"rawabit/seeds"
)

var shared = sync.OnceValues(loader.New)

func newLoader(t *testing.T) *loader.Loader {
	t.Helper()
	l, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func shipped(t *testing.T) (loader.Input, *loader.Document) {
	t.Helper()
	articles, err := seeds.Articles()
	if err != nil {
		t.Fatal(err)
	}
	a := articles[0]
	in := loader.Input{ID: a.Stem, Text: a.Text, Title: a.Title, Published: a.Published, Source: a.Source, Language: a.Language}
	reading, err := newLoader(t).Read(in)
	if err != nil {
		t.Fatal(err)
	}
	return in, loader.NewDocument(in.ID, &reading)
}

// TestShippedArticleTells asserts what an analyst looks for first in the shipped
// article: who met whom, who left what, who holds what, and what is announced.
func TestShippedArticleTells(t *testing.T) {
	_, doc := shipped(t)
	tests := []struct {
		name             string
		kind             schema.RelationType
		source, target   schema.ActorID
		from, to         string
		modality         schema.Modality
		evenWithoutDates bool
	}{
		{"the meeting in October", schema.Met, "ahmed-al-sharaa", "vladimir-putin", "2025-10-15", "2025-10-15", schema.Actual, false},
		{"the meeting in January", schema.Met, "ahmed-al-sharaa", "vladimir-putin", "2026-01-28", "2026-01-28", schema.Actual, false},
		{"the visit", schema.Visited, "ahmed-al-sharaa", "moscow", "2026-01-28", "2026-01-28", schema.Actual, false},
		{"the withdrawal, begun in the week of 19 January and going on", schema.WithdrewFrom, "russia", "qamishli", "2026-01-19", "", schema.Actual, false},
		{"Deir ez-Zor", schema.Controls, "syria", "deir-ez-zor-governorate", "2026-01-20", "", schema.Actual, false},
		{"Raqqa", schema.Controls, "syria", "raqqa-governorate", "2026-01-20", "", schema.Actual, false},
		{"the move that is expected", schema.DeployedTo, "russia.army", "hmeimim-air-base", "", "", schema.Planned, false},
		{"the base that Russia holds", schema.Controls, "russia", "hmeimim-air-base", "", "", schema.Actual, false},
		{"the ceasefire", schema.CeasedFireWith, "syria.army", "syrian-democratic-forces", "2026-01-20", "2026-01-20", schema.Actual, false},
		{"the fall of Assad", schema.Overthrew, "syria.opposition-forces", "bashar-al-assad", "2024-12", "2024-12", schema.Actual, false},
		{"the demand", schema.DemandedOf, "ahmed-al-sharaa", "russia", "", "", schema.Actual, false},
		{"the refusal", schema.Rejected, "russia", "ahmed-al-sharaa", "", "", schema.Actual, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, r := range doc.Relations {
				if r.Type == tt.kind && end(r.Source) == tt.source && end(r.Target) == tt.target && r.Modality == tt.modality &&
					r.ValidFrom.String() == tt.from && r.ValidTo.String() == tt.to {
					return
				}
			}
			t.Errorf("no %s %s → %s %s–%s %s", tt.kind, tt.source, tt.target, tt.from, tt.to, tt.modality)
			for _, r := range doc.Relations {
				if r.Type == tt.kind {
					t.Logf("there is %s %s → %s %s–%s %s", r.Type, end(r.Source), end(r.Target), r.ValidFrom, r.ValidTo, r.Modality)
				}
			}
		})
	}
}

func end(id *schema.ActorID) schema.ActorID {
	if id == nil {
		return ""
	}
	return *id
}

func TestOffsetsPointIntoTheText(t *testing.T) {
	_, doc := shipped(t)
	text := doc.Article.Text
	for _, a := range doc.Actors {
		for _, m := range a.Mentions {
			if text[m.Start:m.End] != m.Text {
				t.Errorf("mention %q is %q in the text", m.Text, text[m.Start:m.End])
			}
		}
	}
	for _, r := range doc.Relations {
		for _, e := range r.Evidence {
			if text[e.Start:e.End] != e.Text {
				t.Errorf("evidence %q is %q in the text", e.Text, text[e.Start:e.End])
			}
			if e.FocusStart < e.Start || e.FocusEnd > e.End || e.FocusStart >= e.FocusEnd {
				t.Errorf("%s: the focus %d–%d lies outside the sentence %d–%d", r.Type, e.FocusStart, e.FocusEnd, e.Start, e.End)
			}
		}
	}
}

func TestBoilerplateIsNoContent(t *testing.T) {
	in, doc := shipped(t)
	if !strings.HasSuffix(strings.TrimSpace(in.Text), "اترك تعليقاً") {
		t.Fatal("the shipped article has lost its last line")
	}
	last := strings.LastIndex(in.Text, "اترك")
	for _, a := range doc.Actors {
		for _, m := range a.Mentions {
			if m.End > last {
				t.Errorf("mention %q stands in the boilerplate", m.Text)
			}
		}
	}
}

func TestReadingIsDeterministic(t *testing.T) {
	in, first := shipped(t)
	want, err := loader.MarshalLine(first)
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := loader.New()
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		reading, err := fresh.Read(in)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := loader.MarshalLine(loader.NewDocument(in.ID, &reading))
		if !bytes.Equal(got, want) {
			t.Fatalf("reading %d differs from the first", i)
		}
	}
}

func TestClaimsAreSound(t *testing.T) {
	in, _ := shipped(t)
	reading, err := newLoader(t).Read(in)
	if err != nil {
		t.Fatal(err)
	}
	types := map[schema.ActorID]schema.ActorType{}
	for _, a := range reading.Actors {
		types[a.ID] = a.Type
	}
	seen := map[schema.ClaimID]bool{}
	for i := range reading.Claims {
		c := &reading.Claims[i]
		if err := c.Validate(); err != nil {
			t.Error(err)
		}
		if err := schema.ValidateEnds(c.Type, types[c.Source], types[c.Target]); err != nil {
			t.Errorf("%s: %v", c.Evidence.Rule, err)
		}
		if seen[c.ID] {
			t.Errorf("claim %s stands twice", c.ID)
		}
		seen[c.ID] = true
		for _, id := range []schema.ActorID{c.Source, c.Target} {
			if id != "" && types[id] == "" {
				t.Errorf("claim %s names %s, which is not among the actors", c.ID, id)
			}
		}
	}
}

// TestCutSentences reads texts that end within a construction.
func TestCutSentences(t *testing.T) {
	l, err := loader.New()
	if err != nil {
		t.Fatal(err)
	}
	const whole = "قال ناشر صحيفة \"الفجر\" (خاصة) زهربور كمالزاده، وهو رئيس الوزراء السوري السابق محمد الجلالي، إن وزير الخارجية الروسي سيرغي لافروف (يسار الصورة) زار دمشق في 28 يناير 2026"
	for at := range whole {
		text := whole[:at]
		if strings.TrimSpace(text) == "" {
			continue
		}
		if _, err := l.Read(loader.Input{Text: text, Published: schema.MustParseDate("2026-01-28")}); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestPredicatesInACircle reads a sentence whose nouns of deeds govern each other:
// it must come to an end.
func TestPredicatesInACircle(t *testing.T) {
	in := loader.Input{ID: "circle", Text: "مع بدء اللجنة المشتركة التي تضم ضباطا كبارا في الشرطة المصرية وممثلين من أجهزة المخابرات، التحقيق في الهجوم على السفارة التركية، فإن المحققين يسألون هل نفذه انتحاري.", Published: schema.Date{Year: 2026, Month: 1, Day: 28}}
	done := make(chan error, 1)
	l := newLoader(t)
	go func() {
		_, err := l.Read(in)
		done <- err
	}()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the sentence is still being read")
	}
}

func TestBadInput(t *testing.T) {
	tests := []struct {
		name string
		in   loader.Input
		code schema.Code
	}{
		{"empty", loader.Input{Text: ""}, schema.CodeEmpty},
		{"white space", loader.Input{Text: " \n\t "}, schema.CodeEmpty},
		{"no letters", loader.Input{Text: "… 123 !"}, schema.CodeEmpty},
		{"not UTF-8", loader.Input{Text: "\xc7\xe1\xd1\xed\xc7\xd6"}, schema.CodeNotText},
		{"zero bytes", loader.Input{Text: "خبر\x00خبر"}, schema.CodeNotText},
		{"no such day", loader.Input{Text: "خبر", Published: schema.NewDate(2026, 2, 30)}, schema.CodeInvalidDate},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := newLoader(t).Read(tt.in); schema.ErrorCode(err) != tt.code {
				t.Errorf("error %v, want code %s", err, tt.code)
			}
		})
	}
}

// TestSentences has one sentence a pattern of the language, each written for the
// purpose.
func TestSentences(t *testing.T) {
	type want struct {
		kind           schema.RelationType
		source, target string // main Arabic names
		from, to       string
		modality       schema.Modality
	}
	tests := []struct {
		name, text string
		want       []want
	}{
		{
			"verb, subject, object after a preposition", "التقى وزير الخارجية التركي هاكان فيدان بالرئيس المصري عبد الفتاح السيسي في القاهرة أمس.",
			[]want{{schema.Met, "هاكان فيدان", "عبد الفتاح السيسي", "2026-01-27", "2026-01-27", schema.Actual}},
		},
		{
			"an announced withdrawal is no withdrawal", "أعلنت فرنسا أنها ستسحب قواتها من النيجر.",
			[]want{{schema.WithdrewFrom, "فرنسا", "النيجر", "", "", schema.Planned}},
		},
		{
			"a denial", "لم تقصف إسرائيل مدينة حلب.",
			[]want{{schema.Attacked, "إسرائيل", "حلب", "", "", schema.Denied}},
		},
		{
			"a passive with its doer", "اعتُقل عشرات المتظاهرين من قبل الشرطة الإيرانية.",
			[]want{{schema.Detained, "الشرطة الإيرانية", "المتظاهرون", "", "", schema.Actual}},
		},
		{
			"coordinated places", "سيطرت قوات سوريا الديمقراطية على مدينتي الرقة والطبقة عام 2017.",
			[]want{{schema.Captured, "قوات سوريا الديمقراطية", "الرقة", "2017", "2017", schema.Actual}, {schema.Captured, "قوات سوريا الديمقراطية", "مدينة الطبقة", "2017", "2017", schema.Actual}},
		},
		{
			"a relative clause with a resuming pronoun", "وصل الوفد إلى قاعدة حميميم التي تسيطر عليها روسيا.",
			[]want{{schema.Controls, "روسيا", "قاعدة حميميم", "", "", schema.Actual}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			reading, err := newLoader(t).Read(loader.Input{Text: tt.text, Published: schema.NewDate(2026, 1, 28)})
			if err != nil {
				t.Fatal(err)
			}
			names := map[schema.ActorID]string{}
			for _, a := range reading.Actors {
				names[a.ID] = a.Name
			}
			for _, w := range tt.want {
				found := false
				for _, c := range reading.Claims {
					a, b := names[c.Source], names[c.Target]
					if w.kind.Symmetric() && a == w.target {
						a, b = b, a
					}
					found = found || c.Type == w.kind && a == w.source && b == w.target && c.ValidFrom.String() == w.from && c.ValidTo.String() == w.to && c.Modality == w.modality
				}
				if !found {
					t.Errorf("no %+v", w)
					for _, c := range reading.Claims {
						t.Logf("there is %s %s → %s %s–%s %s", c.Type, names[c.Source], names[c.Target], c.ValidFrom, c.ValidTo, c.Modality)
					}
				}
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	articles, err := seeds.Articles()
	if err != nil {
		b.Fatal(err)
	}
	l, err := shared()
	if err != nil {
		b.Fatal(err)
	}
	in := loader.Input{Text: articles[0].Text, Published: articles[0].Published}
	b.SetBytes(int64(len(in.Text)))
	for b.Loop() {
		reading, err := l.Read(in)
		if err != nil || len(reading.Claims) < 30 {
			b.Fatalf("%d claims, error %v", len(reading.Claims), err)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := loader.New(); err != nil {
			b.Fatal(err)
		}
	}
}
