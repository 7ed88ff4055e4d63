package neo4jstore_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"rawabit/internal/neo4jtest"
	"rawabit/loader"
	"rawabit/schema"
	"rawabit/store/neo4jstore"
)

// gate stops a store at the first statement that holds a text.
type gate struct {
	text    string
	once    sync.Once
	reached chan struct{}
	open    chan struct{}
}

func newGate(text string) *gate {
	return &gate{text: text, reached: make(chan struct{}), open: make(chan struct{})}
}

func (g *gate) trace(statement string, _ map[string]any) {
	if strings.Contains(statement, g.text) {
		g.once.Do(func() {
			close(g.reached)
			<-g.open
		})
	}
}

// TestInterleaved stops a loader within its transaction while another one begins
// and commits: whatever the order, a reader of the feed sees every change once and
// no cursor is left out, and one that resumes after a restart misses nothing.
func TestInterleaved(t *testing.T) {
	for _, one := range []struct {
		name, stop string
		overtaken  bool // the one that was stopped commits last
	}{
		{"before it counts", "CREATE (c:Claim)", true},
		{"after it has counted", "CREATE (c:Change)", false},
	} {
		t.Run(one.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
			defer cancel()
			server := neo4jtest.Start(t)
			neo4jtest.Reset(t, server)
			g := newGate(one.stop)
			slow := reopen(t, server, func(o *neo4jstore.Options) { o.Trace = g.trace })
			defer func() { _ = slow.Close(ctx) }()
			fast := reopen(t, server)
			defer func() { _ = fast.Close(ctx) }()

			slowly := recording(ctx, t, slow, "هاجمت إسرائيل لبنان أمس.")
			<-g.reached
			quickly := recording(ctx, t, fast, "التقى أحمد الشرع فلاديمير بوتين أمس.")
			if one.overtaken {
				if err := <-quickly; err != nil {
					t.Fatal(err)
				}
			} else {
				time.Sleep(300 * time.Millisecond)
			}
			// What is committed by now, as one reader sees it.
			seen := follow(ctx, t, fast, nil)
			if (len(seen) > 0) != one.overtaken {
				t.Errorf("%d changes are seen while a loader is stopped", len(seen))
			}
			close(g.open)
			if err := <-slowly; err != nil {
				t.Fatal(err)
			}
			if !one.overtaken {
				if err := <-quickly; err != nil {
					t.Fatal(err)
				}
			}
			restarted := reopen(t, server)
			defer func() { _ = restarted.Close(ctx) }()
			seen = follow(ctx, t, restarted, seen)
			first, second := schema.Attacked, schema.Met
			if one.overtaken {
				first, second = second, first
			}
			if len(seen) != 2 || seen[0].After.Type != first || seen[1].After.Type != second {
				t.Errorf("the feed told %d changes: %+v", len(seen), seen)
			}
		})
	}
}

// recording records an article and returns a channel with the outcome.
func recording(ctx context.Context, t *testing.T, s *neo4jstore.Store, text string) <-chan error {
	t.Helper()
	l, err := loader.New()
	if err != nil {
		t.Fatal(err)
	}
	reading, err := l.Read(loader.Input{Text: text, Published: schema.MustParseDate("2026-01-29")})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() {
		_, err := s.Record(ctx, []schema.Reading{reading})
		done <- err
	}()
	return done
}

// follow reads the feed on, from the last change that was seen.
func follow(ctx context.Context, t *testing.T, s *neo4jstore.Store, seen []schema.Change) []schema.Change {
	t.Helper()
	more, err := s.ChangesAfter(ctx, int64(len(seen)), 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range more {
		if c.Cursor != int64(len(seen)+1) {
			t.Fatalf("the cursor %d follows %d", c.Cursor, len(seen))
		}
		seen = append(seen, c)
	}
	return seen
}
