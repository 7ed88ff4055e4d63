package watch

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"rawabit/loader"
	"rawabit/schema"
)

// Deps is what a watcher works with.
type Deps struct {
	// Read reads an article.
	Read func(loader.Input) (schema.Reading, error)
	// Record records readings in one transaction, and returns how many of them were
	// of articles that were not stored.
	Record func(ctx context.Context, readings []schema.Reading) (fresh int, err error)
	Log    *slog.Logger     // nil for none
	Now    func() time.Time // time.Now when nil
}

// Watcher looks at the sources of a configuration.
type Watcher struct {
	config  *Config
	deps    Deps
	fetcher *fetcher
	lock    *lock
	metrics *descriptions

	mu    sync.Mutex // held by who uses the state, or records
	state *State
}

// workers is how many sources are looked at at a time.
const workers = 4

// New returns a watcher that goes on where the one before it was. While it is not
// closed no other one may have its state file (CONFLICT, which says who has it).
func New(c *Config, deps Deps) (*Watcher, error) {
	if deps.Now == nil {
		deps.Now = time.Now
	}
	held, err := lockState(c.State, deps.Now())
	if err != nil {
		return nil, err
	}
	state, err := ReadState(c.State)
	if err != nil {
		held.release()
		return nil, err
	}
	if deps.Log == nil {
		deps.Log = slog.New(slog.DiscardHandler)
	}
	w := &Watcher{config: c, deps: deps, state: state, lock: held, metrics: newDescriptions()}
	w.fetcher = newFetcher(c, deps.Now)
	for i := range c.Sources {
		state.source(&c.Sources[i])
	}
	return w, nil
}

// Close gives up what the watcher holds: connections, and its state file.
func (w *Watcher) Close() {
	w.fetcher.close()
	w.lock.release()
}

// Run looks at each source when its time has come, until the context ends or
// nothing can be recorded.
func (w *Watcher) Run(ctx context.Context) error {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		if err := w.look(ctx, false); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Once looks at every source once, whether its time has come or not.
func (w *Watcher) Once(ctx context.Context) error { return w.look(ctx, true) }

// look looks at the sources whose time has come.
func (w *Watcher) look(ctx context.Context, all bool) error {
	var due []*Source
	now := w.deps.Now()
	w.mu.Lock()
	for i := range w.config.Sources {
		s := &w.config.Sources[i]
		if all || !w.state.source(s).Next.After(now) {
			due = append(due, s)
		}
	}
	w.mu.Unlock()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	queue := make(chan *Source)
	var running sync.WaitGroup
	for range min(workers, len(due)) {
		running.Go(func() {
			for s := range queue {
				if err := w.source(ctx, s); err != nil {
					cancel(err)
				}
			}
		})
	}
	for _, s := range due {
		select {
		case queue <- s:
		case <-ctx.Done():
		}
	}
	close(queue)
	running.Wait()
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, ctx.Err()) {
		return cause
	}
	return nil
}

// source looks at one source and notes how it went. An error is one of recording
// or of the state: there is no use in going on then.
func (w *Watcher) source(ctx context.Context, s *Source) error {
	v := &visit{w: w, s: s}
	w.mu.Lock()
	st := w.state.source(s)
	v.etag, v.lastModified, v.moved = st.ETag, st.LastModified, st.Moved
	w.mu.Unlock()
	var err error
	switch s.kind() {
	case "feed":
		err = v.feed(ctx)
	case "page":
		err = v.page(ctx)
	default:
		err = v.folder(ctx)
	}
	if ctx.Err() != nil {
		return nil // told to stop: what was not noted is done again
	}
	if v.fatal != nil {
		return v.fatal
	}
	return w.note(s, v, err)
}

// note notes how a look at a source went.
func (w *Watcher) note(s *Source, v *visit, err error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.deps.Now().UTC().Truncate(time.Second)
	st := w.state.source(s)
	every := time.Duration(s.Every)
	if every == 0 {
		every = time.Duration(w.config.Every)
	}
	st.LastLook, st.Next = now, now.Add(every)
	if err == nil {
		st.LastSuccess, st.LastError, st.ErrorAt, st.Failures = now, "", time.Time{}, 0
		st.ETag, st.LastModified = v.etag, v.lastModified
	} else {
		st.LastError, st.ErrorAt = err.Error(), now
		st.Failures++
		if rest := min(every<<min(st.Failures, 6), 24*time.Hour); !v.partly && rest > every {
			st.Next = now.Add(rest)
		}
		if v.partly {
			st.LastSuccess = now
		}
	}
	st.Moved = v.moved
	st.forget(now)
	if err != nil {
		w.deps.Log.Warn("a source could not be read, or not all of it", "source", s.Name, "reason", err.Error(), "failures", st.Failures, "next", st.Next)
	}
	if v.loaded+v.duplicates+v.refused+v.waiting > 0 {
		w.deps.Log.Info("a source was read", "source", s.Name, "loaded", v.loaded, "duplicates", v.duplicates, "refused", v.refused, "waiting", v.waiting)
	}
	return w.save()
}

// save writes the state. The caller holds the lock.
func (w *Watcher) save() error {
	if err := w.state.write(w.config.State); err != nil {
		return schema.Errorf(schema.CodeUnavailable, "what was seen cannot be written to %s: %v", w.config.State, err)
	}
	return nil
}
