package alerts

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	"rawabit/store"
)

// Holder returns a name under which a process takes leases: unlike that of any
// other process, and of the same process started anew.
func Holder() string {
	random := make([]byte, 8)
	_, _ = rand.Read(random) // it never fails
	host, _ := os.Hostname()
	return fmt.Sprintf("%s/%d/%s", host, os.Getpid(), hex.EncodeToString(random))
}

// Lease is the right of one process to do a piece of work, for a time.
type Lease struct {
	Store  store.Alerts
	Name   string
	Holder string
	Length time.Duration

	until atomic.Int64 // when it surely runs out, in nanoseconds of the process
	since time.Time
}

// elapsed counts the time of the process, by a clock that nobody sets.
func (l *Lease) elapsed() int64 { return int64(time.Since(l.since)) }

// Take takes or prolongs the lease and reports whether it is held.
func (l *Lease) Take(ctx context.Context) (bool, error) {
	if l.since.IsZero() {
		l.since = time.Now()
	}
	asked := l.elapsed() // before the store answers, so that the store's end is later
	had, err := l.Store.Lease(ctx, l.Name, l.Holder, l.Length)
	switch {
	case err == nil && had:
		l.until.Store(asked + int64(l.Length))
	case err == nil:
		l.until.Store(0)
	}
	return had, err
}

// Lasts reports whether the lease surely lasts a while longer.
func (l *Lease) Lasts(while time.Duration) bool {
	return l.until.Load() > 0 && l.elapsed()+int64(while) < l.until.Load()
}

// Release gives the lease back, so that another process need not wait.
func (l *Lease) Release(ctx context.Context) {
	if l.until.Swap(0) > 0 {
		_, _ = l.Store.Lease(ctx, l.Name, l.Holder, 0) // it runs out by itself, too
	}
}
