//go:build soak

package soak_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"rawabit/export"
	"rawabit/internal/neo4jtest"
	"rawabit/internal/newswire"
	"rawabit/loader"
	"rawabit/loader/source"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/embedded"
	"rawabit/store/neo4jstore"
)

func TestMain(m *testing.M) {
	if address := os.Getenv(childStore); address != "" {
		os.Exit(runChild(address))
	}
	neo4jtest.Main(m)
}

// corpus returns up to n articles: of the corpus, if one is given, else of the
// newswire.
func corpus(t testing.TB, n int) []loader.Input {
	t.Helper()
	if text := os.Getenv("RAWABIT_SOAK_ARTICLES"); text != "" {
		m, err := strconv.Atoi(text)
		if err != nil {
			t.Fatalf("RAWABIT_SOAK_ARTICLES: %v", err)
		}
		n = m
	}
	files := os.Getenv("RAWABIT_SOAK_CORPUS")
	if files == "" {
		return wire(t, n)
	}
	var list []loader.Input
	for _, file := range strings.Split(files, ":") {
		in := stream(t, file)
		err := source.Lines(in, func(line source.Line) bool {
			if line.Err == nil && line.Input.Check() == nil {
				list = append(list, line.Input)
			}
			return len(list) < n
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d articles of %s", len(list), files)
	return list
}

func wire(t testing.TB, n int) []loader.Input {
	t.Helper()
	w, err := newswire.New()
	if err != nil {
		t.Fatal(err)
	}
	return w.Inputs(1, n)
}

// stream opens a file, unpacking it where its name says so.
func stream(t testing.TB, file string) io.Reader {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(file, ".gz") {
		return bytes.NewReader(data)
	}
	in, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return in
}

var newLoader = sync.OnceValues(loader.New)

// read reads articles on all cores, in their order.
func read(t testing.TB, inputs []loader.Input) []schema.Reading {
	t.Helper()
	l, err := newLoader()
	if err != nil {
		t.Fatal(err)
	}
	var readings []schema.Reading
	err = loader.Ordered(t.Context(), 0,
		func(yield func(loader.Input) bool) error {
			for _, in := range inputs {
				if !yield(in) {
					break
				}
			}
			return nil
		},
		func(in loader.Input) schema.Reading {
			r, err := l.Read(in)
			if err != nil {
				t.Errorf("%s: %v", in.ID, err)
			}
			return r
		},
		func(r schema.Reading) error {
			readings = append(readings, r)
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	return readings
}

// record records readings in batches.
func record(t testing.TB, s store.Writer, readings []schema.Reading, batch int) {
	t.Helper()
	for len(readings) > 0 {
		n := min(batch, len(readings))
		if _, err := s.Record(t.Context(), readings[:n]); err != nil {
			t.Fatal(err)
		}
		readings = readings[n:]
	}
}

// shuffled returns readings in an order that the seed decides.
func shuffled[T any](list []T, seed uint64) []T {
	out := append([]T(nil), list...)
	rand.New(rand.NewPCG(seed, 6)).Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// openFile returns an embedded store in a new file, closed with the test.
func openFile(t testing.TB, options ...embedded.Option) *embedded.Store {
	t.Helper()
	s, err := embedded.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"), options...)
	if err != nil {
		t.Fatal(err)
	}
	closeWith(t, s)
	return s
}

// openNeo4j returns a store over a database as it is, closed with the test.
func openNeo4j(t testing.TB, server neo4jtest.Server, change ...func(o *neo4jstore.Options)) *neo4jstore.Store {
	t.Helper()
	o := neo4jstore.Options{User: server.User, Password: server.Password}
	for _, c := range change {
		c(&o)
	}
	s, err := neo4jstore.Open(t.Context(), server.Bolt, o)
	if err != nil {
		t.Fatal(err)
	}
	closeWith(t, s)
	return s
}

// emptyNeo4j returns the database of the test binary, emptied.
func emptyNeo4j(t testing.TB) neo4jtest.Server {
	t.Helper()
	server := neo4jtest.Start(t)
	neo4jtest.Reset(t, server)
	return server
}

func closeWith(t testing.TB, s store.Store) {
	t.Cleanup(func() {
		if err := s.Close(context.Background()); err != nil {
			t.Errorf("close: %v", err)
		}
	})
}

// graph returns a store's graph in the graph format.
func graph(t testing.TB, s store.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := export.Walk(t.Context(), s, export.Selection{}, export.NewGraph(&b), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sum(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:6])
}

// sameGraph holds a graph to another, byte for byte.
func sameGraph(t testing.TB, what string, want, got []byte) {
	t.Helper()
	if bytes.Equal(want, got) {
		t.Logf("%s: %d bytes, %s", what, len(got), sum(got))
		return
	}
	a, b := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			other := ""
			if i < len(b) {
				other = b[i]
			}
			t.Fatalf("%s: line %d of %d and %d differs:\nwant %s\n got %s", what, i+1, len(a), len(b), a[i], other)
		}
	}
	t.Fatalf("%s: %d lines instead of %d", what, len(b), len(a))
}

// rebuilt holds a store to what its claims say.
func rebuilt(t testing.TB, s store.Writer) {
	t.Helper()
	if differed, err := s.Rebuild(t.Context(), nil); differed != 0 || err != nil {
		t.Fatalf("a rebuild found %d relations that differ (%v)", differed, err)
	}
}
