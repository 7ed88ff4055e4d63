package schema

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// Day counts days since 1970-01-01, which is day 0, in the proleptic Gregorian
// calendar. Comparison of dates uses days, never text.
type Day int32

// MinDay and MaxDay stand for "no known bound" on either side.
const (
	MinDay Day = -1 << 30
	MaxDay Day = 1 << 30
)

// DayOf returns the day on which t falls in UTC.
func DayOf(t time.Time) Day {
	return Day(floorDiv(t.UTC().Unix(), 86400))
}

// Time returns midnight UTC of the day.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Date returns the day as a date of day precision.
func (d Day) Date() Date {
	y, m, day := d.Time().Date()
	return Date{Year: int16(y), Month: uint8(m), Day: uint8(day)}
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && a < 0 {
		q--
	}
	return q
}

// Precision says how much of a date is known.
type Precision uint8

// The precisions, from nothing to a day.
const (
	PrecisionNone Precision = iota
	PrecisionYear
	PrecisionMonth
	PrecisionDay
)

// Date is a calendar date of EDTF level 0 (ISO 8601-2): a year ("2026"), a
// month ("2026-01") or a day ("2026-01-28"). The zero Date is unknown; it is
// null in JSON.
type Date struct {
	Year  int16
	Month uint8
	Day   uint8
}

// NewDate returns a date; month and day may be zero for a coarser one.
func NewDate(year, month, day int) Date {
	return Date{Year: int16(year), Month: uint8(month), Day: uint8(day)}
}

// ParseDate reads an EDTF level 0 date. The empty string is the unknown date.
// The error has code INVALID_DATE and tells a wrong form from a day or month that
// the calendar does not have.
func ParseDate(text string) (Date, error) {
	if text == "" {
		return Date{}, nil
	}
	bad := func() (Date, error) {
		return Date{}, Errorf(CodeInvalidDate, "date %q is not of the form 2026-01-28, 2026-01 or 2026", text)
	}
	if len(text) != 4 && len(text) != 7 && len(text) != 10 {
		return bad()
	}
	for i := 0; i < len(text); i++ {
		if i == 4 || i == 7 {
			if text[i] != '-' {
				return bad()
			}
		} else if text[i] < '0' || text[i] > '9' {
			return bad()
		}
	}
	part := func(from, to int) int { n, _ := strconv.Atoi(text[from:to]); return n }
	d := Date{Year: int16(part(0, 4))}
	if len(text) >= 7 {
		if d.Month = uint8(part(5, 7)); d.Month < 1 || d.Month > 12 {
			return Date{}, Errorf(CodeInvalidDate, "date %q: there is no such month", text)
		}
	}
	if len(text) == 10 {
		if d.Day = uint8(part(8, 10)); d.Day == 0 || !d.Valid() {
			return Date{}, Errorf(CodeInvalidDate, "date %q: there is no such day", text)
		}
	}
	if d.Year == 0 {
		return Date{}, Errorf(CodeInvalidDate, "date %q: there is no such year", text)
	}
	return d, nil
}

// MustParseDate is ParseDate for constants in tests and tables; it panics.
func MustParseDate(text string) Date {
	d, err := ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// IsZero reports whether the date is unknown.
func (d Date) IsZero() bool { return d == Date{} }

// Valid reports whether the date exists in the calendar (the zero Date does).
func (d Date) Valid() bool {
	if d.IsZero() {
		return true
	}
	if d.Year < 1 || d.Year > 9999 || d.Month > 12 || d.Month == 0 && d.Day != 0 {
		return false
	}
	return d.Day == 0 || int(d.Day) <= daysIn(int(d.Year), int(d.Month))
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Precision returns how much of the date is known.
func (d Date) Precision() Precision {
	switch {
	case d.Day != 0:
		return PrecisionDay
	case d.Month != 0:
		return PrecisionMonth
	case d.Year != 0:
		return PrecisionYear
	}
	return PrecisionNone
}

// Earliest returns the first day that the date may mean; MinDay when unknown.
func (d Date) Earliest() Day {
	if d.IsZero() {
		return MinDay
	}
	return DayOf(time.Date(int(d.Year), time.Month(max(d.Month, 1)), int(max(d.Day, 1)), 0, 0, 0, 0, time.UTC))
}

// Latest returns the last day that the date may mean; MaxDay when unknown.
func (d Date) Latest() Day {
	switch d.Precision() {
	case PrecisionDay:
		return d.Earliest()
	case PrecisionMonth:
		return DayOf(time.Date(int(d.Year), time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC))
	case PrecisionYear:
		return DayOf(time.Date(int(d.Year), 12, 31, 0, 0, 0, 0, time.UTC))
	}
	return MaxDay
}

// String returns the EDTF text, "" when unknown.
func (d Date) String() string {
	switch d.Precision() {
	case PrecisionDay:
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	case PrecisionMonth:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	case PrecisionYear:
		return fmt.Sprintf("%04d", d.Year)
	}
	return ""
}

// MarshalJSON writes the EDTF text or null.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return []byte(`"` + d.String() + `"`), nil
}

// UnmarshalJSON reads the EDTF text or null.
func (d *Date) UnmarshalJSON(data []byte) error {
	var text *string
	if err := json.Unmarshal(data, &text); err != nil {
		return Errorf(CodeInvalidDate, "a date must be a string such as \"2026-01-28\" or null, not %s", data)
	}
	if text == nil {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(*text)
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// DateBasis says how a date is known.
type DateBasis string

// The bases of a date.
const (
	BasisExplicit DateBasis = "EXPLICIT" // written in the text
	BasisRelative DateBasis = "RELATIVE" // worked out from the publication date: yesterday, last week, a weekday
	BasisContext  DateBasis = "CONTEXT"  // taken over from the sentence or event that this one continues
	BasisRule     DateBasis = "RULE"     // set by a state rule from another relation
	BasisNone     DateBasis = "NONE"     // no date
)

// Span is an interval of valid time. Each end may be unknown or coarser than a
// day. Both ends are included.
type Span struct {
	From Date
	To   Date
}

// Earliest returns the first day that the span may begin on.
func (s Span) Earliest() Day { return s.From.Earliest() }

// Latest returns the last day that the span may end on; MaxDay when the end is
// unknown.
func (s Span) Latest() Day { return s.To.Latest() }

// Undated reports whether neither end is known.
func (s Span) Undated() bool { return s.From.IsZero() && s.To.IsZero() }

// Contains reports whether every day of t lies within s, unknown ends of s
// reaching without bound. A span that is undated contains every span.
func (s Span) Contains(t Span) bool {
	return s.From.Earliest() <= t.From.Earliest() && t.To.Latest() <= s.To.Latest()
}
