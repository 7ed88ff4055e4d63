package script

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"rawabit/loader"
	"rawabit/schema"
	"rawabit/store"
)

// Run runs the scripts of some files ("qamishli"), of all where none is named, over
// stores that open gives. A store that open returns is empty and takes its time
// from the clock; Run closes it before it asks for the next.
func Run(t *testing.T, open func(t *testing.T, clock store.Clock) store.Store, files ...string) {
	t.Helper()
	scripts, err := Scripts()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := loader.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scripts {
		file := strings.TrimSuffix(s.File, ".txt")
		if len(files) > 0 && !slices.Contains(files, file) {
			continue
		}
		t.Run(file+"/"+s.Name, func(t *testing.T) {
			var now Clock
			st := open(t, now.Now)
			defer func() {
				if err := st.Close(context.WithoutCancel(t.Context())); err != nil {
					t.Errorf("close: %v", err)
				}
			}()
			if err := Execute(t.Context(), s, reader, st, &now); err != nil {
				t.Fatal(err, causes(err))
			}
		})
	}
}

// Clock is the time that a script says it is.
type Clock struct{ micros atomic.Int64 }

// Now returns the time.
func (c *Clock) Now() time.Time { return time.UnixMicro(c.micros.Load()).UTC() }

// reach moves the clock to noon of a day, never back.
func (c *Clock) reach(d schema.Date) {
	c.micros.Store(max(c.micros.Load(), d.Earliest().Time().Add(12*time.Hour).UnixMicro()))
}

// Reader reads articles.
type Reader interface {
	Read(in loader.Input) (schema.Reading, error)
}

// run is a script at work.
type run struct {
	script Script
	reader Reader
	store  store.Store
	clock  *Clock

	articles  map[string]*schema.Reading // by their names in the script
	order     []*schema.Reading          // all, as they were loaded
	batch     []schema.Reading
	batching  bool
	imports   []schema.Relation
	asked     []schema.Decision // as they were asked for
	decisions map[string]schema.DecisionID
	seen      int64 // the cursor up to which changes were looked at
}

// Execute runs a script over an empty store whose clock is given. The error says
// which line failed and what was found there.
func Execute(ctx context.Context, s Script, reader Reader, st store.Store, now *Clock) error {
	r := &run{
		script: s, reader: reader, store: st, clock: now,
		articles: map[string]*schema.Reading{}, decisions: map[string]schema.DecisionID{},
	}
	for _, step := range s.Steps {
		if err := r.step(ctx, step); err != nil {
			return fmt.Errorf("%s:%d: %s: %w", s.File, step.Line, strings.Join(step.Words, " "), err)
		}
	}
	if r.batching {
		return fmt.Errorf("%s: script %s: a batch is not ended", s.File, s.Name)
	}
	if err := r.prove(ctx); err != nil {
		return fmt.Errorf("%s: script %s, at its end: %w", s.File, s.Name, err)
	}
	return nil
}

func (r *run) step(ctx context.Context, step Step) error {
	words := step.Words[1:]
	switch step.Words[0] {
	case "clock":
		return r.setClock(words)
	case "load":
		return r.load(ctx, words, step.Block)
	case "batch":
		r.batching = true
		return nil
	case "end":
		r.batching = false
		batch := r.batch
		r.batch = nil
		return r.record(ctx, batch...)
	case "again":
		return r.again(ctx, words)
	case "reprint":
		return r.reprint(ctx, words)
	case "confirm", "reject", "correct":
		return r.review(ctx, step.Words[0], words)
	case "merge":
		return r.merge(ctx, words)
	case "split":
		return r.split(ctx, words)
	case "undo":
		return r.undo(ctx, words)
	case "import":
		return r.importOne(ctx, words)
	case "refused":
		return r.refused(ctx, step)
	case "rebuild":
		return r.rebuild(ctx)
	case "expect":
		return r.expect(ctx, words, step.Block)
	}
	return errors.New("no such command")
}

func (r *run) setClock(words []string) error {
	if len(words) != 1 {
		return errors.New("the form is: clock DATE")
	}
	d, err := schema.ParseDate(words[0])
	if err == nil {
		r.clock.reach(d)
	}
	return err
}

// load reads an article.
func (r *run) load(ctx context.Context, words, text []string) error {
	rest, values := options(words)
	if len(rest) < 1 || len(rest) > 2 || len(text) == 0 {
		return errors.New("the form is: load DATE [NAME] [source=S] [title=T], and the text below")
	}
	published, err := schema.ParseDate(rest[0])
	if err != nil {
		return err
	}
	name := ""
	if len(rest) == 2 {
		name = rest[1]
	}
	return r.read(ctx, name, loader.Input{Text: strings.Join(text, "\n") + "\n", Published: published, Source: values["source"], Title: values["title"]})
}

func (r *run) read(ctx context.Context, name string, in loader.Input) error {
	reading, err := r.reader.Read(in)
	if err != nil {
		return err
	}
	if name != "" {
		r.articles[name] = &reading
	}
	r.order = append(r.order, &reading)
	r.clock.reach(in.Published)
	if r.batching {
		r.batch = append(r.batch, reading)
		return nil
	}
	return r.record(ctx, reading)
}

func (r *run) record(ctx context.Context, readings ...schema.Reading) error {
	_, err := r.store.Record(ctx, readings)
	return err
}

func (r *run) article(name string) (*schema.Reading, error) {
	if a := r.articles[name]; a != nil {
		return a, nil
	}
	return nil, fmt.Errorf("no article was loaded under the name %q", name)
}

func (r *run) again(ctx context.Context, words []string) error {
	for _, name := range words {
		a, err := r.article(name)
		if err != nil {
			return err
		}
		if err := r.record(ctx, *a); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) reprint(ctx context.Context, words []string) error {
	rest, values := options(words)
	if len(rest) < 2 || len(rest) > 3 {
		return errors.New("the form is: reprint ARTICLE DATE [NAME] [source=S]")
	}
	a, err := r.article(rest[0])
	if err != nil {
		return err
	}
	published, err := schema.ParseDate(rest[1])
	if err != nil {
		return err
	}
	name := ""
	if len(rest) == 3 {
		name = rest[2]
	}
	return r.read(ctx, name, loader.Input{Text: a.Article.Text, Published: published, Source: values["source"], Title: a.Article.Title})
}

// actor finds the actor that a word means: an id, or a name in guillemets.
func (r *run) actor(word string) (schema.ActorID, error) {
	name, ok := strings.CutPrefix(word, "«")
	if !ok {
		return schema.ActorID(word), nil
	}
	node, err := r.store.Actor(context.Background(), store.ActorQuery{Name: strings.TrimSuffix(name, "»")})
	if err != nil {
		return "", err
	}
	if node == nil {
		return "", fmt.Errorf("no actor has the name %s", word)
	}
	return node.ID, nil
}

func (r *run) refused(ctx context.Context, step Step) error {
	if len(step.Words) < 3 {
		return errors.New("the form is: refused CODE COMMAND")
	}
	inner := step
	inner.Words = step.Words[2:]
	err := r.step(ctx, inner)
	if code := schema.ErrorCode(err); string(code) != step.Words[1] {
		return fmt.Errorf("it came out with the code %q (%w)", code, err)
	}
	return nil
}

func (r *run) rebuild(ctx context.Context) error {
	differed, err := r.store.Rebuild(ctx, nil)
	if err == nil && differed != 0 {
		err = fmt.Errorf("%d relations differed", differed)
	}
	return err
}

// causes tells what lies behind a message that is meant for users.
func causes(err error) string {
	text := ""
	for e := errors.Unwrap(err); e != nil; e = errors.Unwrap(e) {
		text += "\n because: " + e.Error()
	}
	return text
}
