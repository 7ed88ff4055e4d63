package reread_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"rawabit/export"
	"rawabit/loader"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/memory"
	"rawabit/store/reread"
)

// hands is a clock that is set by hand.
type hands struct{ at time.Time }

func (h *hands) read() time.Time    { return h.at }
func (h *hands) set(at time.Time)   { h.at = at }
func (h *hands) store() store.Store { return memory.New(memory.WithClock(h.read)) }

func reader(t *testing.T) func(a *schema.Article) (schema.Reading, error) {
	t.Helper()
	l, err := loader.New()
	if err != nil {
		t.Fatal(err)
	}
	return func(a *schema.Article) (schema.Reading, error) {
		return l.Read(loader.Input{Text: a.Text, Title: a.Title, Published: a.Published, Source: a.Source, URL: a.URL, Language: a.Language})
	}
}

// filled returns a store with articles, an import and decisions of every kind.
func filled(t *testing.T, read func(a *schema.Article) (schema.Reading, error)) store.Store {
	t.Helper()
	clock := &hands{time.Date(2026, 2, 1, 9, 0, 0, 0, time.UTC)}
	s := clock.store()
	load := func(published, text string) schema.Reading {
		clock.set(clock.at.Add(time.Hour))
		r, err := read(&schema.Article{Text: text, Published: schema.MustParseDate(published), Language: "ar"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Record(t.Context(), []schema.Reading{r}); err != nil {
			t.Fatal(err)
		}
		return r
	}
	decide := func(d schema.Decision) schema.Decision {
		clock.set(clock.at.Add(time.Hour))
		d.By = "editor"
		made, _, err := s.Decide(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	attack := load("2026-01-18", "هاجم لواء الفجر مدينة الرقة أمس.")
	again := load("2026-01-20", "هاجم لواء الفجر مدينة بنغازي أمس.")
	load("2026-01-29", "التقى أحمد الشرع فلاديمير بوتين في موسكو أمس.")
	if err := s.Import(t.Context(), []schema.Actor{{ID: "i-a", Type: schema.Person, Name: "سمير"}, {ID: "i-b", Type: schema.Person, Name: "هالة"}},
		[]schema.Relation{{ID: "i-r", Type: schema.Met, Source: "i-a", Target: "i-b", Modality: schema.Actual, Confidence: 0.5}}); err != nil {
		t.Fatal(err)
	}
	decide(schema.Decision{Kind: schema.DecideReview, Verdict: schema.Correct, Of: schema.Attacked, Claims: []schema.ClaimID{attack.Claims[0].ID}, ValidFrom: schema.MustParseDate("2026-01-16")})
	decide(schema.Decision{Kind: schema.DecideSplit, Keep: again.Claims[0].Source, Mentions: mentionsOf(again, again.Claims[0].Source)})
	merge := decide(schema.Decision{Kind: schema.DecideMerge, Keep: "i-a", Drop: "i-b"})
	decide(schema.Decision{Kind: schema.DecideUndo, Undoes: merge.ID})
	return s
}

func mentionsOf(r schema.Reading, id schema.ActorID) []schema.MentionID {
	var ids []schema.MentionID
	for _, m := range r.Mentions {
		if m.Actor == id {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

func archive(t *testing.T, s store.Store) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := export.Dump(context.Background(), s, &b, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestSame reads articles again that are understood as before: the archive is the
// same, byte for byte.
func TestSame(t *testing.T) {
	read := reader(t)
	from := filled(t, read)
	clock := &hands{}
	to := clock.store()
	report, err := reread.Copy(t.Context(), from, to, reread.Options{Read: read, SetClock: clock.set})
	if err != nil {
		t.Fatal(err)
	}
	if report.Articles != 3 || report.Changed != 0 || report.Decisions != 4 || len(report.Left) != 0 {
		t.Errorf("report %+v", report)
	}
	if got, want := archive(t, to), archive(t, from); got != want {
		t.Errorf("the archive is\n%s\nwant\n%s", got, want)
	}
}

// TestRegistry reads articles again after the registry has learned of an actor:
// what was told of the unknown name is told of the entry, and the correction
// stands.
func TestRegistry(t *testing.T) {
	read := reader(t)
	from := filled(t, read)
	newer := func(a *schema.Article) (schema.Reading, error) {
		r, err := read(a)
		rename := func(id *schema.ActorID, name string) {
			if strings.HasPrefix(string(*id), "x-") && strings.Contains(name, "لواء الفجر") {
				*id = "fajr-brigade"
			}
		}
		for i := range r.Claims {
			c := &r.Claims[i]
			rename(&c.Source, c.Evidence.Text)
			c.ID = schema.NewClaimID(c)
		}
		for i := range r.Mentions {
			rename(&r.Mentions[i].Actor, r.Mentions[i].Text)
		}
		for i := range r.Actors {
			rename(&r.Actors[i].ID, r.Actors[i].Name)
			r.Actors[i].Known = r.Actors[i].Known || r.Actors[i].ID == "fajr-brigade"
		}
		return r, err
	}
	clock := &hands{}
	to := clock.store()
	report, err := reread.Copy(t.Context(), from, to, reread.Options{Read: newer, SetClock: clock.set})
	if err != nil {
		t.Fatal(err)
	}
	// The split was about an actor that is no more.
	if report.Changed != 2 || report.Decisions != 3 || len(report.Left) != 1 || report.Left[0].Decision.Kind != schema.DecideSplit {
		t.Errorf("report %+v", report)
	}
	page, err := to.Relations(t.Context(), store.RelationsQuery{Filter: store.Filter{Source: "fajr-brigade"}, Page: store.Page{First: 9}})
	if err != nil || len(page.Nodes) != 2 {
		t.Fatalf("%+v, %v", page, err)
	}
	for _, n := range page.Nodes {
		if n.Target == nil && n.Relation.Target == "raqqa" && (n.ValidFrom != schema.MustParseDate("2026-01-16") || n.Reviewed != schema.Correct) {
			t.Errorf("the correction is lost: %+v", n.Relation)
		}
	}
	if _, err := reread.Copy(t.Context(), from, to, reread.Options{Read: newer, SetClock: clock.set}); schema.ErrorCode(err) != schema.CodeConflict {
		t.Errorf("into a store that is not empty: %v", err)
	}
}
