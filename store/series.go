package store

import (
	"slices"

	"rawabit/schema"
)

// Series adds the events of a dyad up by bins. Events are the relations whose
// type has a place in PLOVER; states and other events are left out. An event
// falls into the bin of its first day, unless its date is coarser than the bins,
// and counts as contact either way.
type Series struct {
	granularity Granularity
	bins        map[schema.Day]*DyadPoint
	first, last schema.Date
}

// NewSeries returns an empty series.
func NewSeries(g Granularity) *Series {
	return &Series{granularity: g, bins: map[schema.Day]*DyadPoint{}}
}

// Add adds a relation.
func (s *Series) Add(r *schema.Relation) {
	info := r.Type.Info()
	if info == nil || info.Kind != schema.Event || info.Plover == "" {
		return
	}
	begin, end := r.ValidFrom, r.ValidTo
	if begin.IsZero() {
		begin = end
	}
	if begin.IsZero() {
		return
	}
	if end.IsZero() {
		end = begin
	}
	if s.first.IsZero() || earlier(begin, s.first) {
		s.first = begin
	}
	if s.last.IsZero() || earlier(s.last, end) {
		s.last = end
	}
	if begin.Precision() < s.granularity.precision() {
		return
	}
	start := s.granularity.Bin(begin.Earliest())
	point := s.bins[start]
	if point == nil {
		point = &DyadPoint{Start: start.Date()}
		s.bins[start] = point
	}
	point.Events++
	if info.Score > 0 {
		point.Cooperation += info.Score
	} else {
		point.Conflict += info.Score
	}
}

// earlier orders dates by their first day, then the finer one first, so that the
// result does not depend on the order of relations.
func earlier(a, b schema.Date) bool {
	if a.Earliest() != b.Earliest() {
		return a.Earliest() < b.Earliest()
	}
	return a.Precision() > b.Precision()
}

// Result returns the dates of the first and the last contact, unknown when there
// was none with a date, and the bins that hold an event, in order.
func (s *Series) Result() (first, last schema.Date, points []DyadPoint) {
	points = make([]DyadPoint, 0, len(s.bins))
	for _, point := range s.bins {
		points = append(points, *point)
	}
	slices.SortFunc(points, func(a, b DyadPoint) int { return int(a.Start.Earliest()) - int(b.Start.Earliest()) })
	return s.first, s.last, points
}

// precision is the least precision of a date that falls into one bin.
func (g Granularity) precision() schema.Precision {
	switch g {
	case Months:
		return schema.PrecisionMonth
	case Years:
		return schema.PrecisionYear
	}
	return schema.PrecisionDay
}

// Bin returns the first day of the bin that a day falls into.
func (g Granularity) Bin(d schema.Day) schema.Day {
	date := d.Date()
	switch g {
	case Weeks:
		return d - ((d+3)%7+7)%7 // day 0 is a Thursday
	case Months:
		return schema.NewDate(int(date.Year), int(date.Month), 1).Earliest()
	case Years:
		return schema.NewDate(int(date.Year), 1, 1).Earliest()
	}
	return d
}
