package alerts

import (
	"context"
	"math"

	"rawabit/schema"
	"rawabit/store"
)

// stretch is a week of the past that can be compared with the last one.
type stretch struct {
	events   []contact
	articles int // that were read of it
}

// maxBack is how many weeks back is looked for weeks to compare with.
const maxBack = 52

// past returns the last weeks before the seven days up to a day of which enough
// was read to compare them with these: at least half as many articles. Weeks in
// which a feed stood still are passed over, and are no quiet weeks.
func (k *kin) past(ctx context.Context, events []contact, known schema.Day, articles, weeks int) ([]stretch, error) {
	var out []stretch
	for i := 1; i <= max(maxBack, weeks) && len(out) < weeks; i++ {
		from, to := before(known, i)
		read, err := k.read(ctx, from, to)
		if err != nil {
			return nil, err
		}
		if enough(read, articles) {
			out = append(out, stretch{count(events, from, to), read})
		}
	}
	return out, nil
}

// before returns the first and the last day of a week that lies so many weeks
// before the seven days up to a day.
func before(known schema.Day, weeks int) (from, to schema.Day) {
	return known - schema.Day(week*(weeks+1)) + 1, known - schema.Day(week*weeks)
}

// enough reports whether a week of which so many articles were read can be
// compared with one of which others were.
func enough(read, articles int) bool { return read > 0 && 2*read >= articles }

// silent reports whether silence in so many weeks before the seven days up to a
// day means anything: whether enough was read of half of them.
func (k *kin) silent(ctx context.Context, known schema.Day, weeks int) (bool, error) {
	articles, err := k.read(ctx, known-week+1, known)
	if err != nil {
		return false, err
	}
	weeks = min(weeks, maxBack)
	told := 0
	for i := 1; i <= weeks; i++ {
		from, to := before(known, i)
		read, err := k.read(ctx, from, to)
		if err != nil {
			return false, err
		}
		if enough(read, articles) {
			told++
		}
	}
	return 2*told >= weeks, nil
}

// read returns how many articles were read that appeared on the days from one to
// another, both included.
func (k *kin) read(ctx context.Context, from, to schema.Day) (int, error) {
	days := store.DayRange{From: from, Before: to + 1}
	if n, ok := k.articles[days]; ok {
		return n, nil
	}
	page, err := k.reader.Articles(ctx, store.ArticlesQuery{Published: &days, Page: store.Page{Total: true, NoCursors: true}})
	if err != nil {
		return 0, err
	}
	k.articles[days] = page.Total
	return page.Total, nil
}

// expected returns how many events past weeks let expect where so many articles
// were read, and the variance of that: the rate an article, at least as high as
// gives a floor, with the spread that the weeks show and what so few weeks leave
// open.
func expected(weeks []stretch, articles int, floor float64) (mean, variance float64) {
	events, read := 0, 0
	for i := range weeks {
		events += len(weeks[i].events)
		read += weeks[i].articles
	}
	rate := float64(events) / float64(read)
	spread := 0.0
	for i := range weeks {
		of := rate * float64(weeks[i].articles)
		off := float64(len(weeks[i].events)) - of
		spread += off * off / max(of, 0.5)
	}
	spread = max(1, spread/float64(max(len(weeks)-1, 1)))
	mean = rate * float64(articles)
	use := max(mean, floor)
	return mean, spread * use * (1 + float64(articles)/float64(read))
}

// chance returns how likely so many events or more are where a mean with a
// variance is expected: by the negative binomial distribution, by that of Poisson
// where the variance is not greater than the mean.
func chance(events int, mean, variance float64) float64 {
	// Logarithms, for the first of many terms is too small for a number.
	var term float64
	ratio := func(i float64) float64 { return mean / (i + 1) }
	if variance <= mean*1.0001 {
		term = -mean
	} else {
		size := mean * mean / (variance - mean)
		hit := size / (size + mean)
		term = size * math.Log(hit)
		ratio = func(i float64) float64 { return (i + size) / (i + 1) * (1 - hit) }
	}
	below := 0.0
	for i := range events {
		below += math.Exp(term)
		term += math.Log(ratio(float64(i)))
	}
	return max(0, 1-below)
}

// leaning returns the sum of the PLOVER scores of events over what it would be
// off 0 by chance: beyond 1.645 either way, in one of twenty cases.
func leaning(events []contact) (sum, sure float64) {
	squares := 0.0
	for i := range events {
		score := events[i].Type.Info().Score
		sum += score
		squares += score * score
	}
	if squares == 0 {
		return 0, 0
	}
	return sum, sum / math.Sqrt(squares)
}
