package watch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"rawabit/loader"
	"rawabit/loader/source"
	"rawabit/schema"
)

// visit is one look at a source.
type visit struct {
	w *Watcher
	s *Source

	etag, lastModified, moved            string
	loaded, duplicates, refused, waiting int
	partly                               bool  // some of it was read in spite of an error
	fatal                                error // of recording
	pending                              []pending
}

// pending is an article that waits to be recorded.
type pending struct {
	id      string
	reading schema.Reading
	print   uint64
}

// batch is how many articles are recorded in one transaction.
const batch = 50

// feed looks at a feed.
func (v *visit) feed(ctx context.Context) error {
	address := v.s.Feed
	if v.moved != "" {
		address = v.moved
	}
	a, err := v.w.fetcher.get(ctx, address, v.etag, v.lastModified)
	if err != nil {
		return err
	}
	if a.moved != "" {
		v.w.deps.Log.Info("a feed has moved", "source", v.s.Name, "to", a.moved)
		v.moved = a.moved
	}
	if a.unchanged {
		return nil // and nothing of it waits, else it would have been asked for anew
	}
	name, entries, err := parseFeed(a)
	v.partly = err != nil && len(entries) > 0
	for i := range entries {
		if v.fatal != nil || ctx.Err() != nil {
			return err
		}
		v.entry(ctx, name, &entries[i])
	}
	v.flush(ctx)
	if v.waiting == 0 && err == nil {
		v.etag, v.lastModified = a.etag, a.lastModified
	} else {
		v.etag, v.lastModified = "", "" // look at all of it again
	}
	return err
}

// entry takes one item of a feed, unless it was settled before.
func (v *visit) entry(ctx context.Context, feed string, e *entry) {
	before, settled := v.before(e.id)
	if settled {
		return
	}
	in := loader.Input{ID: e.id, Text: e.text, Title: e.title, Published: e.published, Source: feed, URL: e.address, Language: v.s.Language}
	if !v.s.Full && e.address != "" {
		p, err := v.fetchPage(ctx, e.address)
		switch {
		case err == nil:
			in.Text, in.URL = p.text, p.address
			if in.Title == "" {
				in.Title = p.title
			}
			if in.Published.IsZero() {
				in.Published = p.published
			}
		case ctx.Err() != nil:
			return
		default:
			v.fail(e.id, before, err)
			return
		}
	}
	v.take(ctx, e.id, in)
}

// before returns what became of an item, and whether that is settled.
func (v *visit) before(id string) (Item, bool) {
	v.w.mu.Lock()
	defer v.w.mu.Unlock()
	st := v.w.state.source(v.s)
	item, known := st.Items[id]
	if !known {
		return Item{}, false
	}
	item.Seen = v.w.deps.Now()
	st.Items[id] = item
	return item, item.Outcome != outcomeWaiting
}

func (v *visit) fetchPage(ctx context.Context, address string) (*page, error) {
	a, err := v.w.fetcher.get(ctx, address, "", "")
	if err != nil {
		return nil, err
	}
	p, err := parsePage(a)
	if err != nil {
		return nil, refusal{err}
	}
	return p, nil
}

// fail notes an item that could not be fetched or read.
func (v *visit) fail(id string, before Item, err error) {
	item := Item{Seen: v.w.deps.Now(), Outcome: outcomeWaiting, Reason: err.Error(), Tries: before.Tries + 1}
	var final refusal
	if errors.As(err, &final) || item.Tries >= maxTries {
		item.Outcome = outcomeRefused
		v.refused++
		v.w.deps.Log.Warn("an item was left out", "source", v.s.Name, "item", id, "reason", err.Error())
	} else {
		v.waiting++
	}
	v.settle(id, item)
}

func (v *visit) settle(id string, item Item) {
	v.w.mu.Lock()
	defer v.w.mu.Unlock()
	v.w.state.source(v.s).settle(id, item)
}

// take reads an article and lets it wait to be recorded.
func (v *visit) take(ctx context.Context, id string, in loader.Input) {
	if in.Published.IsZero() {
		v.fail(id, Item{}, refusal{schema.Errorf(schema.CodeInvalidDate, "neither the item nor its page says when it was published")})
		return
	}
	print := fingerprint(in.Text)
	if v.duplicate(print) {
		v.duplicates++
		v.settle(id, Item{Seen: v.w.deps.Now(), Outcome: outcomeDuplicate})
		return
	}
	reading, err := v.w.deps.Read(in)
	if err != nil {
		v.fail(id, Item{}, refusal{err})
		return
	}
	v.pending = append(v.pending, pending{id, reading, print})
	if len(v.pending) >= batch {
		v.flush(ctx)
	}
}

// duplicate reports whether a text is nearly one that was taken, or waits.
func (v *visit) duplicate(print uint64) bool {
	for _, p := range v.pending {
		if near(p.print, print) {
			return true
		}
	}
	v.w.mu.Lock()
	defer v.w.mu.Unlock()
	return v.w.state.known(print)
}

// flush records what waits, then notes it: killed between the two, it records the
// same articles again, which changes nothing.
func (v *visit) flush(ctx context.Context) {
	if len(v.pending) == 0 || v.fatal != nil || ctx.Err() != nil {
		return
	}
	v.w.mu.Lock()
	defer v.w.mu.Unlock()
	st := v.w.state.source(v.s)
	fresh := v.pending[:0]
	var readings []schema.Reading
	for _, p := range v.pending {
		if v.w.state.known(p.print) { // another source has brought it meanwhile
			v.duplicates++
			st.settle(p.id, Item{Seen: v.w.deps.Now(), Outcome: outcomeDuplicate})
			continue
		}
		fresh, readings = append(fresh, p), append(readings, p.reading)
	}
	v.pending = fresh
	if _, err := v.w.deps.Record(ctx, readings); err != nil {
		if ctx.Err() == nil {
			v.fatal = err
		}
		return
	}
	for _, p := range v.pending {
		v.loaded++
		v.w.state.remember(p.print)
		st.settle(p.id, Item{Seen: v.w.deps.Now(), Outcome: outcomeLoaded})
	}
	v.pending = nil
	v.fatal = v.w.save()
}

// page looks at a page whose text is an article: a new one when it has changed.
func (v *visit) page(ctx context.Context) error {
	a, err := v.w.fetcher.get(ctx, v.s.Page, v.etag, v.lastModified)
	if err != nil || a.unchanged {
		return err
	}
	p, err := parsePage(a)
	if err != nil {
		return err
	}
	id := schema.TextHash(p.text)
	if _, settled := v.before(id); !settled {
		v.take(ctx, id, loader.Input{ID: id, Text: p.text, Title: p.title, Published: p.published, Source: v.s.Name, URL: p.address, Language: v.s.Language})
		v.flush(ctx)
	}
	v.etag, v.lastModified = a.etag, a.lastModified
	return nil
}

// folder looks at a folder of text files.
func (v *visit) folder(ctx context.Context) error {
	var files []string
	err := filepath.WalkDir(v.s.Folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.EqualFold(filepath.Ext(path), ".txt") && !strings.HasPrefix(entry.Name(), ".") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		return schema.Errorf(schema.CodeNotFound, "%s cannot be read: make the folder, or mend its permissions", v.s.Folder)
	}
	for _, path := range files {
		if v.fatal != nil || ctx.Err() != nil {
			return nil
		}
		v.file(ctx, path)
	}
	v.flush(ctx)
	return nil
}

// file takes a file once for each time that it was written.
func (v *visit) file(ctx context.Context, path string) {
	info, err := os.Stat(path)
	if err != nil {
		return // it has gone meanwhile
	}
	id := path + "@" + info.ModTime().UTC().Format("20060102T150405.000000000")
	if _, settled := v.before(id); settled {
		return
	}
	in, err := source.ReadFile(path)
	if err != nil {
		v.fail(id, Item{}, refusal{err})
		return
	}
	if in.Language == "" {
		in.Language = v.s.Language
	}
	v.take(ctx, id, in)
}
