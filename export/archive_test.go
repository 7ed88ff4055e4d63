package export_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rawabit/export"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/embedded"
	"rawabit/store/memory"
	"rawabit/store/storetest"
)

// world returns a store with articles, imports and decisions.
func world(t *testing.T) store.Store {
	t.Helper()
	st := memory.New()
	storetest.Load(t, st)
	page, err := st.Relations(t.Context(), store.RelationsQuery{Filter: store.Filter{Types: []schema.RelationType{schema.Visited}}, Page: store.Page{First: 1}})
	if err != nil || len(page.Nodes) != 1 {
		t.Fatal(page, err)
	}
	if _, _, err := st.Decide(t.Context(), schema.Decision{Kind: schema.DecideReview, Verdict: schema.Reject, Claims: page.Nodes[0].Claims, By: "editor"}); err != nil {
		t.Fatal(err)
	}
	rules := []store.AlertRule{
		{ID: "r1", Name: "قاعدة", Severity: "HIGH", Origin: "api", Channels: []string{"desk"}, Body: []byte(`{"types":["MET"]}`), From: 3},
		{ID: "r2", Name: "second", Severity: "LOW", Origin: "file", Channels: []string{"a", "b"}, Body: []byte(`{}`)},
	}
	reason := "410 Gone"
	if err := errors.Join(st.PutAlertRules(t.Context(), rules), st.MarkAlertRule(t.Context(), "r2", &reason, "it is gone")); err != nil {
		t.Fatal(err)
	}
	if held, err := st.Lease(t.Context(), "match", "me", time.Minute); !held || err != nil {
		t.Fatal(held, err)
	}
	fired := map[string]store.AlertFiring{"r1": {At: time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC), Memory: []byte(`{"n":1}`)}}
	if err := st.RecordAlerts(t.Context(), store.AlertBatch{Lease: "match", Holder: "me", From: -1, To: 7, Fired: fired}); err != nil {
		t.Fatal(err)
	}
	return st
}

func archive(t *testing.T, from store.Dumper) string {
	t.Helper()
	var out bytes.Buffer
	if _, err := export.Dump(t.Context(), from, &out, nil); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestArchiveRoundTrip restores an archive into a file and asks for equal bytes,
// straight and by way of a copy.
func TestArchiveRoundTrip(t *testing.T) {
	want := archive(t, world(t))
	file, err := embedded.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close(context.WithoutCancel(t.Context())) }()
	tally, err := export.Restore(t.Context(), strings.NewReader(want), file, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := archive(t, file); got != want {
		t.Errorf("the archive comes back otherwise:\n%s\nwant\n%s", got, want)
	}
	if tally.Articles != 3 || tally.Claims == 0 || tally.Changes == 0 || tally.Rules != 2 {
		t.Errorf("tally: %s", tally)
	}
	copied := memory.New()
	if _, err := export.Copy(t.Context(), file, copied, nil); err != nil {
		t.Fatal(err)
	}
	if got := archive(t, copied); got != want {
		t.Error("the copy is another")
	}
	if _, err := export.Copy(t.Context(), file, copied, nil); schema.ErrorCode(err) != schema.CodeConflict {
		t.Errorf("copied into a store that is not empty: %v", err)
	}
}

// TestArchiveDamaged changes an archive in ways that must be noticed.
func TestArchiveDamaged(t *testing.T) {
	good := archive(t, world(t))
	all := strings.SplitAfter(good, "\n")
	last := len(all) - 2 // of the lines; what follows is empty
	for _, c := range []struct {
		name, text string
		line       int
		says       string
	}{
		{"cut at a line", strings.Join(all[:last], ""), last, "it was cut"},
		{"cut in a line", good[:len(good)-20], last + 1, "not JSON"},
		{"changed", strings.Replace(good, `"confidence":0.9`, `"confidence":0.8`, 1), last + 1, "hash"},
		{"a line lost", strings.Join(append(append([]string{}, all[:5]...), all[6:]...), ""), last, "hash"},
		{"of a newer program", `{"kind":"archive","format":99}`, 1, "format 99"},
		{"a graph", `{"kind":"actor","id":"a","type":"PERSON","name":"x"}`, 1, "no archive"},
		{"something else", all[0] + all[1] + `{"kind":"recipe"}`, 3, "recipe"},
		{"goes on", good + all[1], last + 2, "after the last line"},
		{"empty", "", 0, "cut"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := export.CheckArchive(t.Context(), strings.NewReader(c.text))
			var bad *export.LineError
			if !errors.As(err, &bad) || bad.Line != c.line || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v, want one of line %d that says %q", err, c.line, c.says)
			}
		})
	}
	if _, err := export.CheckArchive(t.Context(), strings.NewReader(good)); err != nil {
		t.Errorf("the sound one: %v", err)
	}
}
