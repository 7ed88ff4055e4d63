package notify

import (
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

// schedule returns the pauses between attempts that Standard Webhooks asks for.
func schedule() []time.Duration {
	return []time.Duration{
		5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour, 14 * time.Hour, 20 * time.Hour, 24 * time.Hour,
	}
}

// maxRetryAfter is the longest that a receiver may ask to be left alone.
const maxRetryAfter = 24 * time.Hour

// pause returns how long to wait after so many attempts failed, and whether
// there is to be another. Jitter, up to a fifth longer, keeps receivers that come
// back from being overrun.
func pause(schedule []time.Duration, failed int, asked time.Duration) (time.Duration, bool) {
	if failed > len(schedule) {
		return 0, false
	}
	wait := max(schedule[failed-1], asked)
	return wait + rand.N(wait/5+1), true
}

// retryAfter reads the header of that name: seconds, or a date.
func retryAfter(header string, now time.Time) time.Duration {
	wait := time.Duration(0)
	if seconds, err := strconv.ParseInt(header, 10, 32); err == nil {
		wait = time.Duration(seconds) * time.Second
	} else if at, err := http.ParseTime(header); err == nil {
		wait = at.Sub(now)
	}
	return min(max(wait, 0), maxRetryAfter)
}
