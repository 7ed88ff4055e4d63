package alerts

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"rawabit/schema"
)

// Duration is a length of time that is written "90s", "10m", "12h", "7d" or "2w".
type Duration time.Duration

// MarshalText writes the length.
func (d Duration) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

// UnmarshalText reads a length.
func (d *Duration) UnmarshalText(text []byte) error {
	parsed, err := ParseDuration(string(text))
	*d = Duration(parsed)
	return err
}

// ParseDuration reads a length of time (INVALID_INPUT).
func ParseDuration(text string) (time.Duration, error) {
	bad := schema.Errorf(schema.CodeInvalid, "%q is no length of time: write it like 10m, 12h, 7d or 2w", text)
	for suffix, unit := range map[string]time.Duration{"d": 24 * time.Hour, "w": 7 * 24 * time.Hour} {
		if number, ok := strings.CutSuffix(text, suffix); ok {
			n, err := strconv.Atoi(number)
			if err != nil || n < 0 || n > 5000 {
				return 0, bad
			}
			return time.Duration(n) * unit, nil
		}
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return 0, bad
	}
	return d, nil
}

// Quiet are hours in which nothing is sent: what falls into them is sent
// together when they end. They may go over midnight.
type Quiet struct {
	From string `json:"from" yaml:"from"` // "22:00"
	To   string `json:"to" yaml:"to"`
	Zone string `json:"zone,omitempty" yaml:"zone"` // "Asia/Damascus"; UTC where it is empty
}

// until returns the end of the quiet hours that a moment lies in, and whether it
// lies in any.
func (q *Quiet) until(at time.Time) (time.Time, bool) {
	local := at.In(zone(q.Zone))
	from, to := minutes(q.From), minutes(q.To)
	now := local.Hour()*60 + local.Minute()
	if from <= to && (now < from || now >= to) || from > to && now < from && now >= to {
		return at, false
	}
	end := atMinute(local, to)
	if !end.After(local) {
		end = atMinute(local.AddDate(0, 0, 1), to)
	}
	return end, true
}

// Digest says that alerts are collected and sent as one message every hour, day
// or week.
type Digest struct {
	Every string `json:"every" yaml:"every"`         // hourly, daily, weekly
	At    string `json:"at,omitempty" yaml:"at"`     // "08:00" of a daily or weekly one
	On    string `json:"on,omitempty" yaml:"on"`     // the day of a weekly one: "sunday"
	Zone  string `json:"zone,omitempty" yaml:"zone"` // UTC where it is empty
}

// next returns when the digest is sent that a moment falls into.
func (d *Digest) next(at time.Time) time.Time {
	local := at.In(zone(d.Zone))
	if d.Every == "hourly" {
		return local.Add(time.Hour - time.Duration(local.Minute())*time.Minute - time.Duration(local.Second())*time.Second - time.Duration(local.Nanosecond()))
	}
	next := atMinute(local, minutes(d.At))
	for !next.After(local) || d.Every == "weekly" && next.Weekday() != weekday(d.On) {
		next = atMinute(next.AddDate(0, 0, 1), minutes(d.At))
	}
	return next
}

// atMinute returns a minute of the day of a moment.
func atMinute(day time.Time, minute int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), minute/60, minute%60, 0, 0, day.Location())
}

// minutes returns the minute of the day that a checked text names, 0 for "".
func minutes(text string) int {
	m, _ := parseMinutes(text)
	return m
}

func parseMinutes(text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	t, err := time.Parse("15:04", text)
	if err != nil {
		return 0, fmt.Errorf("%q is no time of day: write it like 08:00", text)
	}
	return t.Hour()*60 + t.Minute(), nil
}

// zone returns the zone of a checked name.
func zone(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return loc
}

func weekday(name string) time.Weekday {
	d, _ := parseWeekday(name)
	return d
}

func parseWeekday(name string) (time.Weekday, error) {
	for d := range time.Weekday(7) {
		if strings.EqualFold(d.String(), name) {
			return d, nil
		}
	}
	if name == "" {
		return time.Sunday, nil
	}
	return 0, fmt.Errorf("%q is no day of the week: write it like sunday", name)
}
