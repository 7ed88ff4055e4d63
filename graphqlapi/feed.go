package graphqlapi

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// feed follows the store's feed of changes for all subscriptions together, while
// there are any, and wakes those that a change may concern.
type feed struct {
	store store.Feed
	log   *slog.Logger

	mu      sync.Mutex
	members map[*member]struct{}
	stop    context.CancelFunc
	done    chan struct{}
}

// member is a subscription that waits to be woken.
type member struct {
	filter *store.ChangeFilter
	wake   chan struct{}
}

func newFeed(s store.Feed, log *slog.Logger) *feed {
	return &feed{store: s, log: log, members: map[*member]struct{}{}}
}

// size returns how many subscriptions there are.
func (f *feed) size() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.members)
}

// join adds a subscription. Wake gets a value when changes that may pass the
// filter were recorded after the call; leave ends that.
func (f *feed) join(filter *store.ChangeFilter) (wake <-chan struct{}, leave func()) {
	m := &member{filter: filter, wake: make(chan struct{}, 1)}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.members[m] = struct{}{}
	if len(f.members) == 1 {
		ctx, cancel := context.WithCancel(context.Background())
		f.stop, f.done = cancel, make(chan struct{})
		bell := f.store.Notify(ctx)
		go f.follow(ctx, bell, f.done)
	}
	m.wake <- struct{}{} // what came between the subscriber's cursor and now
	return m.wake, func() { f.leave(m) }
}

// leave removes a subscription; with the last one, the following ends.
func (f *feed) leave(m *member) {
	f.mu.Lock()
	delete(f.members, m)
	var done chan struct{}
	if len(f.members) == 0 {
		f.stop()
		done = f.done
	}
	f.mu.Unlock()
	if done != nil {
		<-done
	}
}

// follow reads changes as they are recorded.
func (f *feed) follow(ctx context.Context, bell <-chan struct{}, done chan<- struct{}) {
	defer close(done)
	cursor := int64(-1)
	for {
		if next, err := f.read(ctx, cursor); err == nil {
			cursor = next
		} else if ctx.Err() == nil {
			f.log.Warn("the feed of changes cannot be read", "error", errorText(err))
			f.wake(nil) // each subscription tries for itself and tells its subscriber
			select {
			case <-ctx.Done():
			case <-time.After(time.Second):
			}
		}
		select {
		case <-ctx.Done():
			return
		case _, open := <-bell:
			if !open {
				return
			}
		}
	}
}

// read reads all changes after a cursor, -1 for the newest one, and wakes the
// subscriptions that they may concern.
func (f *feed) read(ctx context.Context, cursor int64) (int64, error) {
	if cursor < 0 {
		cursor, err := f.store.LastCursor(ctx)
		f.wake(nil)
		return cursor, err
	}
	for {
		changes, err := f.store.ChangesAfter(ctx, cursor, batch)
		if err != nil || len(changes) == 0 {
			return cursor, err
		}
		f.wake(changes)
		cursor = changes[len(changes)-1].Cursor
	}
}

// wake wakes the subscriptions that some of the changes may concern, all of them
// for nil.
func (f *feed) wake(changes []schema.Change) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for m := range f.members {
		if changes != nil && !slices.ContainsFunc(changes, func(c schema.Change) bool { return mayPass(m.filter, &c) }) {
			continue
		}
		select {
		case m.wake <- struct{}{}:
		default: // it is to wake already
		}
	}
}

// mayPass is false where a change surely does not pass a filter; the store
// decides about the rest.
func mayPass(f *store.ChangeFilter, c *schema.Change) bool {
	r := c.After
	if r == nil {
		r = c.Before
	}
	if len(f.Kinds) > 0 && !slices.Contains(f.Kinds, c.Kind) {
		return false
	}
	if r == nil {
		return true
	}
	if len(f.Types) > 0 && !slices.Contains(f.Types, r.Type) && (c.Before == nil || !slices.Contains(f.Types, c.Before.Type)) {
		return false
	}
	if f.Actor == "" || f.Parts {
		return true
	}
	names := func(r *schema.Relation) bool { return r != nil && (r.Source == f.Actor || r.Target == f.Actor) }
	return names(c.Before) || names(c.After)
}
