package timeline_test

import (
	"context"
	"fmt"
	"testing"

	"rawabit/schema"
	"rawabit/timeline"
)

// BenchmarkUpdate records one claim more under a unit that holds many: the cost
// of a busy fact.
func BenchmarkUpdate(b *testing.B) {
	kinds := map[string]string{
		"office": "LEADS putin russia", "undated attack": "ATTACKED israel gaza", "attack a day": "ATTACKED israel gaza DAY", "presence": "PRESENT_IN russia raqqa",
	}
	for name, words := range kinds {
		for _, size := range []int{10, 1000, 5000} {
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				m := newMemory(b)
				claims := busy(b, words, size)
				m.record(claims...)
				fresh := claims[len(claims)-1:]
				ctx := context.Background()
				b.ReportAllocs()
				for b.Loop() {
					if _, err := timeline.Update(ctx, m, fresh, m.clock); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size), "ns/claim")
			})
		}
	}
}

// busy returns claims of one key, an article each, over the days of years.
func busy(b *testing.B, words string, n int) []schema.Claim {
	var claims []schema.Claim
	day := schema.MustParseDate("2024-01-01").Earliest()
	for i := range n {
		published := day + schema.Day(i/8)
		text := fmt.Sprintf("a%d %s %s", i, published.Date(), words)
		if len(words) > 3 && words[len(words)-3:] == "DAY" {
			text = fmt.Sprintf("a%d %s %s %s", i, published.Date(), words[:len(words)-4], published.Date())
		}
		claims = append(claims, said(b, text)...)
	}
	return claims
}
