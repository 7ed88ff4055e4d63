package neo4jstore_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"rawabit/internal/neo4jtest"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/memory"
	"rawabit/store/neo4jstore"
	"rawabit/store/storetest"
)

// news returns readings that bear on each other: about a few actors, on days that
// follow each other, with states that open and close.
func news(n int) []schema.Reading {
	world := storetest.Readings()[1]
	actors := storetest.Actors()
	out := make([]schema.Reading, n)
	for i := range out {
		published := schema.NewDate(2026, 3, 1).Earliest() + schema.Day(i%20)
		text := fmt.Sprintf("خبر رقم %d.", i)
		a := schema.Article{Title: "خبر", Language: "ar", Published: published.Date(), Text: text}
		a.ID = schema.NewArticleID(a.Text, a.Published)
		r := schema.Reading{Article: a, Actors: actors}
		for j, c := range []schema.Claim{
			{Type: schema.Captured, Source: []schema.ActorID{"army", "front"}[i%2], Target: []schema.ActorID{"tell", "base"}[i/2%2], ValidFrom: published.Date(), ValidTo: published.Date(), DateBasis: schema.BasisExplicit},
			{Type: schema.Met, Source: "layla", Target: "omar", ValidFrom: published.Date(), ValidTo: published.Date(), DateBasis: schema.BasisExplicit},
			{Type: schema.WithdrewFrom, Source: []schema.ActorID{"army", "front"}[i/3%2], Target: "wadi", ValidFrom: published.Date(), ValidTo: published.Date(), DateBasis: schema.BasisExplicit},
			{Type: schema.Supports, Source: "jabal", Target: "front", DateBasis: schema.BasisNone},
		} {
			c.Kind, c.Modality, c.Confidence = schema.Stated, schema.Actual, 0.8
			c.Evidence = schema.Evidence{Sentence: j, Text: text, Start: 0, End: len(text), FocusStart: j, Rule: "test"}
			c.Article, c.Published, c.SourceHash = a.ID, a.Published, schema.TextHash(text)
			c.ID = schema.NewClaimID(&c)
			r.Claims = append(r.Claims, c)
		}
		r.Mentions = []schema.Mention{{ID: schema.MentionID(fmt.Sprintf("m-%d", i)), Article: a.ID, Actor: world.Mentions[0].Actor, Text: "خبر", End: 6}}
		out[i] = r
	}
	return out
}

// graph writes the current relations without what depends on the order in which
// they were learned.
func graph(t *testing.T, s store.Store) string {
	t.Helper()
	page, err := s.Relations(t.Context(), store.RelationsQuery{Page: store.Page{First: 1 << 20}})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, n := range page.Nodes {
		r := *n.Relation
		r.Version, r.RecordedAt, r.RetractedAt, r.Aliases = 0, time.Time{}, time.Time{}, nil
		lines = append(lines, fmt.Sprintf("%+v", r))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// undisturbed is the graph of readings that were recorded one after the other.
func undisturbed(t *testing.T, readings []schema.Reading) string {
	t.Helper()
	s := memory.New()
	for _, r := range readings {
		if _, err := s.Record(t.Context(), []schema.Reading{r}); err != nil {
			t.Fatal(err)
		}
	}
	return graph(t, s)
}

func wholeFeed(t *testing.T, s store.Store) {
	t.Helper()
	changes, err := s.ChangesAfter(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[schema.ChangeID]bool{}
	for i, c := range changes {
		if c.Cursor != int64(i+1) {
			t.Fatalf("change %d has the cursor %d", i+1, c.Cursor)
		}
		if seen[c.ID] {
			t.Errorf("change %s is told twice", c.ID)
		}
		seen[c.ID] = true
	}
}

// TestLoaders lets four loaders, each with connections of its own, write the same
// articles in other orders and batches at once.
func TestLoaders(t *testing.T) {
	readings := news(40)
	want := undisturbed(t, readings)
	first := open(t)
	defer closeStore(t, first)
	server := neo4jtest.Start(t)
	var fresh atomic.Int64
	var group sync.WaitGroup
	for n := range 4 {
		s := reopen(t, server)
		mine := slices.Clone(readings)
		r := rand.New(rand.NewPCG(uint64(n), 3))
		r.Shuffle(len(mine), func(i, j int) { mine[i], mine[j] = mine[j], mine[i] })
		group.Go(func() {
			defer closeStore(t, s)
			for batch := range slices.Chunk(mine, 1+n*3) {
				outcomes, err := s.Record(t.Context(), batch)
				if err != nil {
					t.Errorf("loader %d: %v", n, err)
					return
				}
				for _, o := range outcomes {
					if o.IsNew {
						fresh.Add(1)
					}
				}
			}
		})
	}
	group.Wait()
	if fresh.Load() != int64(len(readings)) {
		t.Errorf("%d articles were new to somebody, want each of %d once", fresh.Load(), len(readings))
	}
	if got := graph(t, first); got != want {
		t.Errorf("the graph differs:\n%s\nwant\n%s", got, want)
	}
	wholeFeed(t, first)
	if differed, err := first.Rebuild(t.Context(), nil); differed != 0 || err != nil {
		t.Errorf("%d relations differ from what the claims say (%v)", differed, err)
	}
}

// cutter stands between a store and its database and can cut all connections.
type cutter struct {
	net.Listener
	target string
	mu     sync.Mutex
	conns  []net.Conn
}

func newCutter(t *testing.T, target string) *cutter {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cutter{Listener: l, target: target}
	t.Cleanup(func() {
		_ = l.Close()
		c.cut()
	})
	go func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", target)
			if err != nil {
				_ = near.Close()
				continue
			}
			c.mu.Lock()
			c.conns = append(c.conns, near, far)
			c.mu.Unlock()
			go func() { _, _ = io.Copy(far, near); _ = far.Close() }()
			go func() { _, _ = io.Copy(near, far); _ = near.Close() }()
		}
	}()
	return c
}

func (c *cutter) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conn := range c.conns {
		_ = conn.Close()
	}
	c.conns = nil
}

// TestCut cuts the connection in the midst of transactions, at each of their
// statements in turn: the transaction leaves no trace, and is carried out once when
// it is tried again.
func TestCut(t *testing.T) {
	readings := news(12)
	want := undisturbed(t, readings)
	plain := open(t)
	defer closeStore(t, plain)
	server := neo4jtest.Start(t)
	c := newCutter(t, strings.TrimPrefix(server.Bolt, "bolt://"))
	through := server
	through.Bolt = "bolt://" + c.Addr().String()
	var statements, cutAt atomic.Int64
	cutAt.Store(-1)
	s := reopen(t, through, func(o *neo4jstore.Options) {
		o.Trace = func(string, map[string]any) {
			if statements.Add(1) == cutAt.Load() {
				c.cut()
			}
		}
	})
	defer closeStore(t, s)
	for i, r := range readings {
		statements.Store(0)
		cutAt.Store(int64(3 + 2*i))
		outcomes, err := s.Record(t.Context(), []schema.Reading{r})
		if err != nil {
			t.Fatalf("article %d: %v", i, err)
		}
		if !outcomes[0].IsNew {
			t.Errorf("article %d was stored before the transaction was tried again", i)
		}
	}
	if got := graph(t, plain); got != want {
		t.Errorf("the graph differs:\n%s\nwant\n%s", got, want)
	}
	wholeFeed(t, plain)

	before := graph(t, plain)
	statements.Store(0)
	ctx, cancel := context.WithCancel(t.Context())
	stop := reopen(t, server, func(o *neo4jstore.Options) {
		o.Trace = func(text string, _ map[string]any) {
			if strings.Contains(text, "CREATE (c:Change)") {
				cancel()
			}
		}
	})
	defer closeStore(t, stop)
	late := news(13)[12:]
	if _, err := stop.Record(ctx, late); schema.ErrorCode(err) != schema.CodeTimeout {
		t.Fatalf("error %v, want code TIMEOUT", err)
	}
	if got := graph(t, plain); got != before {
		t.Errorf("a transaction that was stopped left a trace:\n%s\nwant\n%s", got, before)
	}
	if node, err := plain.Article(t.Context(), store.ArticleQuery{ID: late[0].Article.ID}); node != nil || err != nil {
		t.Errorf("its article is stored: %v (%v)", node, err)
	}
	wholeFeed(t, plain)
}
