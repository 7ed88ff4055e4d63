package alerts

import (
	"testing"
	"time"
)

func moment(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestQuiet(t *testing.T) {
	night := &Quiet{From: "22:00", To: "07:00", Zone: "Asia/Damascus"} // three hours east of Greenwich
	noon := &Quiet{From: "12:00", To: "13:30"}
	for _, tt := range []struct {
		name     string
		quiet    *Quiet
		at, want string
	}{
		{"before midnight", night, "2026-01-28T20:30:00Z", "2026-01-29T04:00:00Z"},
		{"after midnight", night, "2026-01-28T22:30:00Z", "2026-01-29T04:00:00Z"},
		{"the first minute", night, "2026-01-28T19:00:00Z", "2026-01-29T04:00:00Z"},
		{"the last minute", night, "2026-01-29T03:59:59Z", "2026-01-29T04:00:00Z"},
		{"by day", night, "2026-01-28T12:00:00Z", ""},
		{"when it ends", night, "2026-01-29T04:00:00Z", ""},
		{"at noon", noon, "2026-01-28T12:45:00Z", "2026-01-28T13:30:00Z"},
		{"after noon", noon, "2026-01-28T13:30:00Z", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			end, quiet := tt.quiet.until(moment(t, tt.at))
			if quiet != (tt.want != "") || quiet && !end.Equal(moment(t, tt.want)) {
				t.Errorf("quiet %v until %v, want %q", quiet, end.UTC(), tt.want)
			}
		})
	}
}

func TestDigestTimes(t *testing.T) {
	for _, tt := range []struct {
		name     string
		digest   Digest
		at, want string
	}{
		{"hourly", Digest{Every: "hourly"}, "2026-01-28T20:30:00Z", "2026-01-28T21:00:00Z"},
		{"hourly, by the clock of the zone", Digest{Every: "hourly", Zone: "Asia/Tehran"}, "2026-01-28T20:10:05Z", "2026-01-28T20:30:00Z"},
		{"daily, later today", Digest{Every: "daily", At: "08:00", Zone: "Asia/Damascus"}, "2026-01-28T04:30:00Z", "2026-01-28T05:00:00Z"},
		{"daily, tomorrow", Digest{Every: "daily", At: "08:00", Zone: "Asia/Damascus"}, "2026-01-28T05:00:00Z", "2026-01-29T05:00:00Z"},
		{"weekly", Digest{Every: "weekly", At: "08:00", On: "sunday"}, "2026-01-28T05:00:00Z", "2026-02-01T08:00:00Z"},
		{"weekly, on the day", Digest{Every: "weekly", At: "08:00", On: "Sunday"}, "2026-02-01T08:00:00Z", "2026-02-08T08:00:00Z"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.digest.next(moment(t, tt.at)); !got.Equal(moment(t, tt.want)) {
				t.Errorf("%v, want %s", got.UTC(), tt.want)
			}
		})
	}
}

func TestParseDuration(t *testing.T) {
	for text, want := range map[string]time.Duration{"90s": 90 * time.Second, "12h": 12 * time.Hour, "7d": 168 * time.Hour, "2w": 336 * time.Hour} {
		if got, err := ParseDuration(text); got != want || err != nil {
			t.Errorf("%s is %v (%v)", text, got, err)
		}
	}
	for _, text := range []string{"", "7", "-1h", "xd", "1y"} {
		if _, err := ParseDuration(text); err == nil {
			t.Errorf("%q is taken for a length of time", text)
		}
	}
}
