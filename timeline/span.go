package timeline

import (
	"cmp"

	"rawabit/schema"
)

// days is an interval of days, both ends included.
type days struct{ lo, hi schema.Day }

func bounds(d schema.Date) days { return days{d.Earliest(), d.Latest()} }

// whenOf returns the days within which an event took place, or began if it goes
// on: the whole span where both ends are known, else what the known end may
// mean. The second result is false for an undated one.
func whenOf(from, to schema.Date) (days, bool) {
	switch {
	case from.IsZero() && to.IsZero():
		return days{schema.MinDay, schema.MaxDay}, false
	case from.IsZero():
		return bounds(to), true
	case to.IsZero():
		return bounds(from), true
	}
	return days{from.Earliest(), max(from.Earliest(), to.Latest())}, true
}

func (d days) width() int               { return int(d.hi) - int(d.lo) + 1 }
func (d days) contains(other days) bool { return d.lo <= other.lo && other.hi <= d.hi }
func (d days) overlaps(other days) bool { return d.lo <= other.hi && other.lo <= d.hi }
func (d days) compareWidth(o days) int  { return cmp.Compare(d.width(), o.width()) }
func (d days) compareStart(o days) int {
	return cmp.Or(cmp.Compare(d.lo, o.lo), cmp.Compare(d.hi, o.hi))
}
func nested(a, b days) bool               { return a.contains(b) || b.contains(a) }
func finer(a, b schema.Date) bool         { return bounds(a).width() < bounds(b).width() }
func distance(a, b schema.Day) schema.Day { return max(a-b, b-a) }

// betterBasis returns the basis that the text supports better.
func betterBasis(a, b schema.DateBasis) schema.DateBasis {
	rank := func(basis schema.DateBasis) int {
		switch basis {
		case schema.BasisExplicit:
			return 0
		case schema.BasisRelative:
			return 1
		case schema.BasisContext:
			return 2
		case schema.BasisRule:
			return 3
		}
		return 4
	}
	if rank(b) < rank(a) {
		return b
	}
	return a
}

// dateOf returns the date of a day, unknown where the day is no known one.
func dateOf(d schema.Day) schema.Date {
	if d == schema.MinDay || d == schema.MaxDay {
		return schema.Date{}
	}
	return d.Date()
}
