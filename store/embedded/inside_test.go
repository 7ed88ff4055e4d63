package embedded

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"rawabit/schema"
	"rawabit/store/storetest"
)

// TestStoppedBeforeTheEnd stops transactions just before they commit: nothing of
// them is left, now or after opening again.
func TestStoppedBeforeTheEnd(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	stopped := errors.New("stopped")
	s.beforeEnd = func() error { return stopped }
	if err := s.Import(t.Context(), storetest.Actors(), storetest.Relations()); !errors.Is(err, stopped) {
		t.Errorf("import: %v", err)
	}
	if _, err := s.Record(t.Context(), storetest.Readings()); !errors.Is(err, stopped) {
		t.Errorf("record: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	s.beforeEnd = func() error { cancel(); return nil }
	if err := s.Import(ctx, storetest.Actors(), nil); schema.ErrorCode(err) != schema.CodeTimeout {
		t.Errorf("import with a context that ends: %v", err)
	}
	empty := func() {
		t.Helper()
		stats, err := s.Stats(t.Context())
		if err != nil || stats.Actors+stats.Articles+stats.Claims+stats.Relations != 0 {
			t.Errorf("a trace was left: %+v (%v)", stats, err)
		}
	}
	empty()
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	empty()
	storetest.Load(t, s)
}

// TestBodies fills every field that is stored and reads it back.
func TestBodies(t *testing.T) {
	d := &dec{shared: map[string]string{}}
	var relation, gotRelation schema.Relation
	fill(reflect.ValueOf(&relation).Elem(), new(int))
	relation.RetractedAt = time.Time{} // a column of its own
	if _, err := d.relation(relationBody(&relation, ""), &gotRelation); err != nil || !reflect.DeepEqual(gotRelation, relation) {
		t.Errorf("relation (%v):\n got %+v\nwant %+v", err, gotRelation, relation)
	}
	var claim, gotClaim schema.Claim
	fill(reflect.ValueOf(&claim).Elem(), new(int))
	claim.Sequence = 0 // the number of the row
	if err := d.claim(claimBody(&claim), &gotClaim); err != nil || !reflect.DeepEqual(gotClaim, claim) {
		t.Errorf("claim (%v):\n got %+v\nwant %+v", err, gotClaim, claim)
	}
	var actor, gotActor schema.Actor
	fill(reflect.ValueOf(&actor).Elem(), new(int))
	if err := d.actor(actorBody(&actor), &gotActor); err != nil || !reflect.DeepEqual(gotActor, actor) {
		t.Errorf("actor (%v):\n got %+v\nwant %+v", err, gotActor, actor)
	}
	var article, gotArticle schema.Article
	fill(reflect.ValueOf(&article).Elem(), new(int))
	gotArticle.Text = article.Text // in a table of its own
	if err := d.head(headBody(&article), &gotArticle); err != nil || gotArticle != article {
		t.Errorf("article (%v):\n got %+v\nwant %+v", err, gotArticle, article)
	}
	mention := make([]schema.Mention, 2)
	fill(reflect.ValueOf(&mention[0]).Elem(), new(int))
	mention[1].Article = mention[0].Article
	got, err := d.mentions(mentionsBody(mention), mention[0].Article)
	if err != nil || len(got) != 2 || *got[0] != mention[0] || *got[1] != mention[1] {
		t.Errorf("mentions (%v): got %+v, want %+v", err, got, mention)
	}
	var change, gotChange schema.Change
	fill(reflect.ValueOf(&change).Elem(), new(int))
	before, after, err := d.change(changeBody(&change), &gotChange)
	gotChange.Cursor = change.Cursor // a column of its own
	if (before != version{change.Before.ID, change.Before.Version}) || (after != version{change.After.ID, change.After.Version}) {
		t.Errorf("change: before %+v, after %+v", before, after)
	}
	if change.Before, change.After = nil, nil; err != nil || !reflect.DeepEqual(gotChange, change) {
		t.Errorf("change (%v):\n got %+v\nwant %+v", err, gotChange, change)
	}
}

// TestDamagedBodies reads bodies that were cut short: an error, never a panic.
func TestDamagedBodies(t *testing.T) {
	var relation schema.Relation
	fill(reflect.ValueOf(&relation).Elem(), new(int))
	body := relationBody(&relation, "")
	for n := range body {
		if _, err := (&dec{}).relation(body[:n], &schema.Relation{}); err == nil {
			t.Errorf("%d of %d bytes were read without an error", n, len(body))
		}
	}
}

// fill gives every field a value of its own.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(time.UnixMicro(1_700_000_000_000_000 + int64(*n)).UTC()))
		return
	case schema.Date:
		v.Set(reflect.ValueOf(schema.NewDate(2000+*n, 1+*n%12, 1+*n%28)))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("نص " + string(rune('a'+*n%26)) + string(rune('0'+*n/26)))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Float64:
		v.SetFloat(float64(*n) / 7)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	}
}
