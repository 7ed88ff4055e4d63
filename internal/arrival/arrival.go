// Package arrival proves of a store that it does not matter in which order, how
// often and how many at a time articles arrive.
package arrival

import (
	"context"
	"math/rand/v2"
	"testing"

	"rawabit/internal/newswire"
	"rawabit/internal/snapshot"
	"rawabit/loader"
	"rawabit/schema"
	"rawabit/store"
)

// articles is how many articles are put into order after order.
const articles = 30

// Permutations records articles that bear on each other in n random orders, some
// of them again and again and several at a time. Relations, intervals,
// confidences and changes of the world must always be those of the first order;
// and two stores that learned in the same order must tell the same changes of
// knowledge. open returns an empty store, which is closed before the next is
// asked for.
func Permutations(t *testing.T, n int, open func(t *testing.T) store.Store) {
	t.Helper()
	readings := Readings(t, articles)
	plain := make([][]schema.Reading, len(readings))
	for i := range readings {
		plain[i] = readings[i : i+1]
	}
	want, told := load(t, open(t), plain)
	if len(want) < articles || len(told) < articles {
		t.Fatalf("only %d relations and changes of the world, %d changes told", len(want), len(told))
	}
	r := rand.New(rand.NewPCG(11, 4))
	for i := range n {
		order := shuffled(r, readings)
		got, feed := load(t, open(t), order)
		if err := snapshot.Compare(want, got); err != nil {
			t.Fatalf("order %d: %v", i, err)
		}
		if i%10 != 0 {
			continue
		}
		_, again := load(t, open(t), order)
		if err := snapshot.Compare(feed, again); err != nil {
			t.Fatalf("order %d, its changes the second time: %v", i, err)
		}
	}
}

// Readings returns what is read in the first n articles of a wire whose actors
// are few, so that they bear on each other; the same at every call.
func Readings(t *testing.T, n int) []schema.Reading {
	t.Helper()
	wire, err := newswire.New()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := loader.New()
	if err != nil {
		t.Fatal(err)
	}
	var out []schema.Reading
	for in := range wire.Few(4).Articles(5, n) {
		reading, err := reader.Read(in)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, reading)
	}
	return out
}

// shuffled returns batches that hold every reading at least once, in any order.
func shuffled(r *rand.Rand, readings []schema.Reading) [][]schema.Reading {
	var all []schema.Reading
	for _, one := range readings {
		all = append(all, one)
		for r.IntN(4) == 0 {
			all = append(all, one)
		}
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	var batches [][]schema.Reading
	for len(all) > 0 {
		n := min(1+r.IntN(12), len(all))
		batches = append(batches, all[:n])
		all = all[n:]
	}
	return batches
}

// load records batches in an empty store, writes down what it then holds, and
// closes it.
func load(t *testing.T, s store.Store, batches [][]schema.Reading) (graph, feed []string) {
	t.Helper()
	ctx := t.Context()
	defer func() {
		if err := s.Close(context.WithoutCancel(ctx)); err != nil {
			t.Error(err)
		}
	}()
	for _, b := range batches {
		if _, err := s.Record(ctx, b); err != nil {
			t.Fatal(err)
		}
	}
	graph, err := snapshot.Graph(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	if feed, err = snapshot.Feed(ctx, s); err != nil {
		t.Fatal(err)
	}
	return graph, feed
}
