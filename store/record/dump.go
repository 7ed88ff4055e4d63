package record

import (
	"cmp"
	"context"
	"slices"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// Stream hands out entries by their recording time, one a call; ok is false
// after the last.
type Stream[T any] func(ctx context.Context) (entry T, at time.Time, ok bool, err error)

// Content is what a store holds, to be dumped: streams by recording time.
type Content struct {
	Articles  Stream[Printed]
	Claims    Stream[schema.Claim] // in the order of the log within a transaction
	Decisions Stream[schema.Decision]
	Versions  Stream[schema.Relation] // with their claims
	Retired   Stream[store.Retirement]
	Changes   Stream[schema.Change] // by cursor within a transaction
	// Actors returns actors by id.
	Actors func(ctx context.Context, ids []schema.ActorID) (map[schema.ActorID]schema.Actor, error)
	// EachActor hands out all actors by id.
	EachActor func(ctx context.Context, f func(*schema.Actor) error) error
	// Number tells the place of a transaction in the order of commits, from 1, and
	// 0 of one that has none. It is nil where recording times are in that order.
	Number func(at time.Time) int64
}

// Printed is an article with its mentions.
type Printed struct {
	Article  schema.Article
	Mentions []schema.Mention
}

// head is a stream with its next entry.
type head[T any] struct {
	next  Stream[T]
	entry T
	at    time.Time
	ok    bool
}

func (h *head[T]) advance(ctx context.Context) (err error) {
	h.entry, h.at, h.ok, err = h.next(ctx)
	return err
}

// take hands over the entries of a time.
func (h *head[T]) take(ctx context.Context, at time.Time, f func(T)) error {
	for h.ok && h.at.Equal(at) {
		f(h.entry)
		if err := h.advance(ctx); err != nil {
			return err
		}
	}
	return nil
}

// earliest makes at the lesser of it and the time of the next entry.
func (h *head[T]) earliest(at *time.Time) {
	if h.ok && (at.IsZero() || h.at.Before(*at)) {
		*at = h.at
	}
}

// dumper is a dump under way.
type dumper struct {
	c         *Content
	articles  head[Printed]
	claims    head[schema.Claim]
	decisions head[schema.Decision]
	versions  head[schema.Relation]
	retired   head[store.Retirement]
	changes   head[schema.Change]

	given map[schema.ActorID]struct{} // actors that were handed out
	next  int64                       // number of the next commit
	held  []*store.Transaction        // wait for one that was committed earlier
	last  time.Time
	yield func(*store.Transaction) error
}

// Dump hands out the content of a store: see store.Archive.
func Dump(ctx context.Context, c *Content, yield func(*store.Transaction) error) error {
	d := &dumper{
		c: c, given: map[schema.ActorID]struct{}{}, next: 1, yield: yield,
		articles: head[Printed]{next: c.Articles}, claims: head[schema.Claim]{next: c.Claims}, decisions: head[schema.Decision]{next: c.Decisions},
		versions: head[schema.Relation]{next: c.Versions}, retired: head[store.Retirement]{next: c.Retired}, changes: head[schema.Change]{next: c.Changes},
	}
	for _, advance := range [...]func(context.Context) error{
		d.articles.advance, d.claims.advance, d.decisions.advance, d.versions.advance, d.retired.advance, d.changes.advance,
	} {
		if err := advance(ctx); err != nil {
			return err
		}
	}
	for {
		t, err := d.read(ctx)
		if err != nil {
			return err
		}
		if t == nil {
			break
		}
		if err := d.order(ctx, t); err != nil {
			return err
		}
	}
	for _, t := range d.held {
		if err := d.give(ctx, t); err != nil {
			return err
		}
	}
	return d.rest(ctx)
}

// read reads the next transaction, nil after the last.
func (d *dumper) read(ctx context.Context) (*store.Transaction, error) {
	var at time.Time
	d.articles.earliest(&at)
	d.claims.earliest(&at)
	d.decisions.earliest(&at)
	d.versions.earliest(&at)
	d.retired.earliest(&at)
	d.changes.earliest(&at)
	if at.IsZero() {
		return nil, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, &schema.Error{Code: schema.CodeTimeout, Message: "the time allowed has passed", Cause: err}
	}
	t := &store.Transaction{At: at}
	err := d.articles.take(ctx, at, func(p Printed) {
		t.Articles = append(t.Articles, p.Article)
		t.Mentions = append(t.Mentions, p.Mentions...)
	})
	if err == nil {
		err = d.claims.take(ctx, at, func(c schema.Claim) {
			c.Sequence = 0
			t.Claims = append(t.Claims, c)
		})
	}
	if err == nil {
		err = d.decisions.take(ctx, at, func(x schema.Decision) { t.Decisions = append(t.Decisions, x) })
	}
	if err == nil {
		err = d.versions.take(ctx, at, func(r schema.Relation) {
			r.RetractedAt = time.Time{}
			t.Relations = append(t.Relations, r)
		})
	}
	if err == nil {
		err = d.retired.take(ctx, at, func(r store.Retirement) { t.Retired = append(t.Retired, r) })
	}
	if err == nil {
		err = d.changes.take(ctx, at, func(c schema.Change) {
			c.Before, c.After = named(c.Before), named(c.After)
			t.Changes = append(t.Changes, c)
		})
	}
	if err != nil {
		return nil, err
	}
	slices.SortFunc(t.Articles, func(a, b schema.Article) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(t.Mentions, func(a, b schema.Mention) int { return cmp.Or(cmp.Compare(a.Article, b.Article), InText(a, b)) })
	slices.SortFunc(t.Relations, func(a, b schema.Relation) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(t.Retired, func(a, b store.Retirement) int { return cmp.Compare(a.ID, b.ID) })
	return t, nil
}

// named returns what names a version.
func named(r *schema.Relation) *schema.Relation {
	if r == nil {
		return nil
	}
	return &schema.Relation{ID: r.ID, Version: r.Version}
}

// order hands out a transaction once all that were committed before it were.
func (d *dumper) order(ctx context.Context, t *store.Transaction) error {
	if d.c.Number == nil {
		return d.give(ctx, t)
	}
	d.held = append(d.held, t)
	for i := 0; i < len(d.held); {
		number := d.c.Number(d.held[i].At)
		// One without a place comes after all with an earlier time.
		if number != d.next && (number != 0 || i > 0) {
			i++
			continue
		}
		if err := d.give(ctx, d.held[i]); err != nil {
			return err
		}
		if number != 0 {
			d.next++
		}
		d.held = slices.Delete(d.held, i, i+1)
		i = 0
	}
	return nil
}

// give adds the actors that a transaction names first, and hands it out.
func (d *dumper) give(ctx context.Context, t *store.Transaction) error {
	var ids []schema.ActorID
	name := func(id schema.ActorID) {
		if _, known := d.given[id]; !known && id != "" {
			d.given[id] = struct{}{}
			ids = append(ids, id)
		}
	}
	for i := range t.Mentions {
		name(t.Mentions[i].Actor)
	}
	for i := range t.Claims {
		for _, id := range actorsOf(&t.Claims[i]) {
			name(id)
		}
	}
	for i := range t.Relations {
		name(t.Relations[i].Source)
		name(t.Relations[i].Target)
		for _, role := range t.Relations[i].Roles {
			name(role.Actor)
		}
	}
	for i := range t.Decisions {
		for _, id := range [...]schema.ActorID{t.Decisions[i].Source, t.Decisions[i].Target, t.Decisions[i].Keep, t.Decisions[i].Drop} {
			name(id)
		}
	}
	for len(ids) > 0 {
		found, err := d.c.Actors(ctx, ids)
		if err != nil {
			return err
		}
		ids = nil
		for _, a := range found {
			t.Actors = append(t.Actors, a)
			name(a.PartOf)
			name(a.Within)
		}
	}
	slices.SortFunc(t.Actors, func(a, b schema.Actor) int { return cmp.Compare(a.ID, b.ID) })
	if t.At.After(d.last) {
		d.last = t.At
	}
	return d.yield(t)
}

// restSize is how many of the actors that no transaction names come together.
const restSize = 10_000

// rest hands out the actors that no transaction names.
func (d *dumper) rest(ctx context.Context) error {
	t := &store.Transaction{}
	flush := func() error {
		if len(t.Actors) == 0 {
			return nil
		}
		d.last = d.last.Add(time.Microsecond)
		t.At = d.last
		err := d.yield(t)
		t = &store.Transaction{}
		return err
	}
	err := d.c.EachActor(ctx, func(a *schema.Actor) error {
		if _, known := d.given[a.ID]; known {
			return nil
		}
		if t.Actors = append(t.Actors, *a); len(t.Actors) < restSize {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	return flush()
}

// ListStream is a stream over a list that is in the order of its times.
func ListStream[T any](list []T, at func(*T) time.Time) Stream[T] {
	return func(context.Context) (entry T, when time.Time, ok bool, err error) {
		if len(list) == 0 {
			return entry, when, false, nil
		}
		entry, when = list[0], at(&list[0])
		list = list[1:]
		return entry, when, true, nil
	}
}

// PageStream is a stream over pages, each of which begins after the last entry of
// the one before.
func PageStream[T any](page func(ctx context.Context, after *T) ([]T, error), at func(*T) time.Time) Stream[T] {
	var list []T
	var last *T
	done := false
	return func(ctx context.Context) (entry T, when time.Time, ok bool, err error) {
		if len(list) == 0 && !done {
			if list, err = page(ctx, last); err != nil {
				return entry, when, false, err
			}
			done = len(list) == 0
			if !done {
				last = &list[len(list)-1]
			}
		}
		if len(list) == 0 {
			return entry, when, false, nil
		}
		entry, when = list[0], at(&list[0])
		list = list[1:]
		return entry, when, true, nil
	}
}

// Merge is a stream over two, by their times.
func Merge[T any](a, b Stream[T]) Stream[T] {
	x, y := &head[T]{next: a}, &head[T]{next: b}
	begun := false
	return func(ctx context.Context) (entry T, at time.Time, ok bool, err error) {
		if !begun {
			begun = true
			if err := x.advance(ctx); err != nil {
				return entry, at, false, err
			}
			if err := y.advance(ctx); err != nil {
				return entry, at, false, err
			}
		}
		from := x
		if !x.ok || y.ok && y.at.Before(x.at) {
			from = y
		}
		entry, at, ok = from.entry, from.at, from.ok
		if !ok {
			return entry, at, false, nil
		}
		return entry, at, true, from.advance(ctx)
	}
}
