package watch

import (
	"context"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
	"golang.org/x/time/rate"
)

// host is what is known of one host: its pace, its rules and how long it is to
// be left alone.
type host struct {
	limiter *rate.Limiter

	mu       sync.Mutex
	rules    *robotstxt.Group
	asked    time.Time // when the rules were asked for
	until    time.Time // when it may be asked again
	failures int
}

// robotsAge is how long the rules of a host are kept.
const robotsAge = 24 * time.Hour

// hosts are the hosts that were asked.
type hosts struct {
	pause time.Duration
	mu    sync.Mutex
	known map[string]*host
}

func (h *hosts) get(address *url.URL) *host {
	h.mu.Lock()
	defer h.mu.Unlock()
	one := h.known[address.Host]
	if one == nil {
		one = &host{limiter: rate.NewLimiter(rate.Every(h.pause), 1)}
		h.known[address.Host] = one
	}
	return one
}

// wait waits until the host may be asked.
func (h *host) wait(ctx context.Context) error { return h.limiter.Wait(ctx) }

// resting returns how long the host is to be left alone.
func (h *host) resting(now time.Time) time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.until.Sub(now)
}

const (
	firstRest = 30 * time.Second
	longest   = 6 * time.Hour
)

// failed makes the host rest: twice as long each time, or as long as it asks for.
func (h *host) failed(now time.Time, asked time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	rest := firstRest << min(h.failures, 10)
	h.failures++
	h.until = now.Add(min(max(rest, asked), longest))
}

func (h *host) answered() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.failures, h.until = 0, time.Time{}
}

// slow makes the pace of a host slower, as its rules ask for, up to a minute.
func (h *host) slow(pause time.Duration) {
	if limit := rate.Every(min(pause, time.Minute)); limit < h.limiter.Limit() {
		h.limiter.SetLimit(limit)
	}
}
