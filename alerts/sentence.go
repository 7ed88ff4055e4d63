package alerts

import (
	"context"
	"fmt"
	"strconv"

	"rawabit/schema/statement"
	"rawabit/store"
)

// trend says what a trend rule found.
func (c *Composer) trend(ctx context.Context, f *Finding) (Texts, error) {
	var names [2]Texts
	for i, id := range f.Pair {
		node, err := c.Reader.Actor(ctx, store.ActorQuery{ID: id})
		if err != nil {
			return Texts{}, err
		}
		names[i] = Texts{string(id), string(id)}
		if node != nil {
			names[i] = Texts{node.NameIn("ar"), node.NameIn("en")}
		}
	}
	return Texts{trendAr(f, names[0].Ar, names[1].Ar), trendEn(f, names[0].En, names[1].En)}, nil
}

func trendAr(f *Finding, a, b string) string {
	day := statement.Date(f.To, "ar")
	switch f.Trend {
	case "firstContact":
		text := fmt.Sprintf("أول تواصل معروف بين %s و%s منذ %s على الأقل، في %s", a, b, monthsAr(f.Months), day)
		if !f.Last.IsZero() {
			text += "، وكان آخر تواصل قبله في " + statement.Date(f.Last, "ar")
		}
		return text
	case "reversal":
		turn := "من التعاون إلى النزاع"
		if f.Score > 0 {
			turn = "من النزاع إلى التعاون"
		}
		return fmt.Sprintf("تحولت العلاقة بين %s و%s %s في الأسبوع المنتهي في %s", a, b, turn, day)
	}
	what := map[string]string{"conflict": "أحداث النزاع", "cooperation": "أحداث التعاون"}[f.Measure]
	if what == "" {
		what = "الأحداث"
	}
	return fmt.Sprintf("ارتفعت %s بين %s و%s إلى %s في الأسبوع المنتهي في %s، مقابل %s كانت متوقعة قياساً إلى %s",
		what, a, b, strconv.Itoa(f.Events), day, decimal(f.Mean), weeksAr(f.Weeks))
}

// weeksAr counts the weeks before, after a preposition.
func weeksAr(n int) string {
	switch n {
	case 1:
		return "الأسبوع السابق"
	case 2:
		return "الأسبوعين السابقين"
	}
	return "الأسابيع الـ" + strconv.Itoa(n) + " السابقة"
}

// monthsAr counts months, after a preposition.
func monthsAr(n int) string {
	rest := n % 100 // which decides, of a hundred and more
	switch {
	case n == 1:
		return "شهر"
	case n == 2:
		return "شهرين"
	case 3 <= rest && rest <= 10:
		return strconv.Itoa(n) + " أشهر"
	case rest <= 2:
		return strconv.Itoa(n) + " شهر"
	}
	return strconv.Itoa(n) + " شهراً"
}

func trendEn(f *Finding, a, b string) string {
	day := statement.Date(f.To, "en")
	switch f.Trend {
	case "firstContact":
		text := fmt.Sprintf("First known contact between %s and %s in at least %s, on %s", a, b, countEn(f.Months, "month"), day)
		if !f.Last.IsZero() {
			text += ", after one on " + statement.Date(f.Last, "en")
		}
		return text
	case "reversal":
		turn := "cooperation to conflict"
		if f.Score > 0 {
			turn = "conflict to cooperation"
		}
		return fmt.Sprintf("Relations between %s and %s turned from %s in the week to %s", a, b, turn, day)
	}
	what := map[string]string{"conflict": "Conflict", "cooperation": "Cooperation"}[f.Measure]
	if what == "" {
		what = "Activity"
	}
	return fmt.Sprintf("%s between %s and %s rose to %s in the week to %s, against %s expected from the %s before", what, a, b, countEn(f.Events, "event"), day, decimal(f.Mean), countEn(f.Weeks, "week"))
}

// countEn counts things.
func countEn(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}

// decimal writes a number with one decimal, or none where it is whole.
func decimal(n float64) string {
	text := strconv.FormatFloat(n, 'f', 1, 64)
	if text[len(text)-2:] == ".0" {
		return text[:len(text)-2]
	}
	return text
}
