package store

import (
	"context"
	"sync"
	"time"
)

// Bell tells any number of listeners that something happened. The zero Bell is
// ready for use.
type Bell struct {
	mu        sync.Mutex
	listeners map[chan struct{}]struct{}
}

// Listen returns a channel that gets a value after every Ring, several rings
// being one while it is not read. It is closed when ctx ends.
func (b *Bell) Listen(ctx context.Context) <-chan struct{} {
	c := make(chan struct{}, 1)
	b.mu.Lock()
	if b.listeners == nil {
		b.listeners = map[chan struct{}]struct{}{}
	}
	b.listeners[c] = struct{}{}
	b.mu.Unlock()
	context.AfterFunc(ctx, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.listeners, c)
		close(c)
	})
	return c
}

// Ring tells the listeners. It never waits.
func (b *Bell) Ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for c := range b.listeners {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

// Stamper gives recording times: the clock's, to the microsecond, each later
// than the one before, so that a moment between two transactions tells them
// apart. The caller sees to it that calls do not overlap.
type Stamper struct {
	Clock Clock // time.Now when nil
	Last  time.Time
}

// Next returns the next recording time.
func (s *Stamper) Next() time.Time {
	clock := s.Clock
	if clock == nil {
		clock = time.Now
	}
	now := clock().UTC().Truncate(time.Microsecond)
	if !now.After(s.Last) {
		now = s.Last.Add(time.Microsecond)
	}
	s.Last = now
	return now
}
