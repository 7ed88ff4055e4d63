package access

import (
	"sync"

	"golang.org/x/time/rate"
)

// maxRates bounds how many identities are counted at once.
const maxRates = 10_000

// rates bounds how often each identity asks: so many a second, twice as many at
// once.
type rates struct {
	perSecond float64 // of whoever has none of their own; 0 for no bound

	mu   sync.Mutex
	byID map[string]*rate.Limiter
}

// take counts one operation, and reports whether it may be carried out.
func (r *rates) take(id string, per float64) bool {
	if per == 0 {
		per = r.perSecond
	}
	if id == "" || per <= 0 {
		return true
	}
	r.mu.Lock()
	limiter := r.byID[id]
	if limiter == nil {
		if r.byID == nil || len(r.byID) >= maxRates {
			r.byID = map[string]*rate.Limiter{} // they begin anew, which is no harm
		}
		limiter = rate.NewLimiter(rate.Limit(per), max(1, int(2*per)))
		r.byID[id] = limiter
	}
	r.mu.Unlock()
	return limiter.Allow()
}
