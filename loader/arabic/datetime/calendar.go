package datetime

import (
	"time"

	"rawabit/schema"

	"github.com/hablullah/go-hijri"
)

// weekdayOf returns the day of the week, Monday 1 to Sunday 7.
func weekdayOf(d schema.Day) int {
	return (int(d.Time().Weekday())+6)%7 + 1
}

// mondayOf returns the Monday of the week of a day.
func mondayOf(d schema.Day) schema.Day {
	return d - schema.Day(weekdayOf(d)-1)
}

// weekOf returns the first and last day of the week of a day.
func weekOf(d schema.Day) (from, to schema.Date) {
	monday := mondayOf(d)
	return onDay(monday), onDay(monday + 6)
}

// monthOf returns the month of a date, n months on.
func monthOf(d schema.Date, n int) schema.Date {
	months := int(d.Year)*12 + int(d.Month) - 1 + n
	if months < 12 {
		return schema.Date{}
	}
	return checked(months/12, months%12+1, 0)
}

// yearOf returns the year of a date, n years on.
func yearOf(d schema.Date, n int) schema.Date {
	return checked(int(d.Year)+n, 0, 0)
}

// checked returns a date, the unknown one if the calendar does not have it.
func checked(y, m, d int) schema.Date {
	if y < 1 || y > 9999 {
		return schema.Date{}
	}
	date := schema.NewDate(y, m, d)
	if !date.Valid() {
		return schema.Date{}
	}
	return date
}

// onDay returns the date of a day, the unknown one outside the years 1 to 9999.
func onDay(d schema.Day) schema.Date {
	if d < schema.NewDate(1, 1, 1).Earliest() || d > schema.NewDate(9999, 12, 31).Earliest() {
		return schema.Date{}
	}
	return d.Date()
}

// coarser returns a date at a coarser precision.
func coarser(d schema.Date, u unit) schema.Date {
	switch u {
	case month:
		d.Day = 0
	case year, decade, century:
		d.Day, d.Month = 0, 0
	}
	return d
}

// The years of the Hijri calendar that the Umm al-Qura tables hold.
const (
	firstUmmAlQura = 1356
	lastUmmAlQura  = 1499
)

// hijriDay returns the Gregorian day of a Hijri one: by the Umm al-Qura calendar,
// by the arithmetic one outside its years.
func hijriDay(y, m, d int) schema.Day {
	var t time.Time
	if y >= firstUmmAlQura && y <= lastUmmAlQura {
		t = hijri.UmmAlQuraDate{Year: int64(y), Month: int64(m), Day: int64(d)}.ToGregorian()
	} else {
		t = hijri.HijriDate{Year: int64(y), Month: int64(m), Day: int64(d)}.ToGregorian()
	}
	return schema.DayOf(t)
}

// hijriYear returns the Hijri year of a Gregorian day.
func hijriYear(d schema.Day) int {
	if h, err := hijri.CreateUmmAlQuraDate(d.Time()); err == nil {
		return int(h.Year)
	}
	h, err := hijri.CreateHijriDate(d.Time(), hijri.Default)
	if err != nil {
		return 0
	}
	return int(h.Year)
}

// hijriSpan returns the first and last Gregorian day of a Hijri day (d > 0),
// month (m > 0) or year.
func hijriSpan(y, m, d int) (from, to schema.Day) {
	switch {
	case d > 0:
		day := hijriDay(y, m, d)
		return day, day
	case m == 12:
		return hijriDay(y, 12, 1), hijriDay(y+1, 1, 1) - 1
	case m > 0:
		return hijriDay(y, m, 1), hijriDay(y, m+1, 1) - 1
	}
	return hijriDay(y, 1, 1), hijriDay(y+1, 1, 1) - 1
}
