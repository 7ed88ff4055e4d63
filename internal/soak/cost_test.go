//go:build soak

package soak_test

import (
	"fmt"
	"runtime/debug"
	"syscall"
	"testing"
	"time"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/embedded"
)

// TestCost loads articles in a random order, so that the first and the last tenth
// are of one kind: recording an article of the last tenth must not cost more than
// 1.3 times one of the first after the warm-up. The file is opened, and garbage is
// collected, as by the command load. What is compared is the time of the processor,
// since others may be at work on the machine. As their work slows a processor down,
// too, the first tenth is loaded again into a new store between the batches of the
// last one; that ratio is told beside the other, and that of all a load does, which
// reads the articles.
func TestCost(t *testing.T) {
	inputs := shuffled(corpus(t, 24347), 2)
	if len(inputs) < 10 {
		t.Fatalf("%d articles have no tenths", len(inputs))
	}
	batch := min(100, len(inputs)/10)
	batches := len(inputs) / batch
	tenth, warm := batches/10, batches/50
	defer debug.SetGCPercent(debug.SetGCPercent(200))
	s := openFile(t, embedded.Lazy())
	var costs []cost
	var reading [2]time.Duration // of the first tenth and of the last
	readNext := func(n int) []schema.Reading {
		used := processor(t)
		readings := read(t, inputs[n*batch:(n+1)*batch])
		switch {
		case n >= batches-tenth:
			reading[1] += processor(t) - used
		case n >= warm && n < warm+tenth:
			reading[0] += processor(t) - used
		}
		return readings
	}
	var early [][]schema.Reading
	for n := range batches - tenth {
		readings := readNext(n)
		if n < warm+tenth {
			early = append(early, readings)
		}
		costs = append(costs, timed(t, s, readings))
		if (n+1)%tenth == 0 {
			t.Logf("tenth %d: %v", (n+1)/tenth, mean(costs[n+1-tenth:]))
		}
	}
	again := openFile(t, embedded.Lazy())
	for _, readings := range early[:warm] {
		record(t, again, readings, batch)
	}
	var first, last []cost
	for i := range tenth {
		first = append(first, timed(t, again, early[warm+i]))
		n := batches - tenth + i
		last = append(last, timed(t, s, readNext(n)))
	}
	t.Logf("the last tenth: %v; the first beside it: %v", mean(last), mean(first))
	before, beside := mean(costs[warm:warm+tenth]), mean(first)
	ratio := float64(mean(last).processor) / float64(before.processor)
	t.Logf("%d articles; first tenth after the warm-up %v: the last costs %.2f times as much, %.2f times what the first costs beside it; a claim %.2f and %.2f times",
		len(inputs), before, ratio, float64(mean(last).processor)/float64(beside.processor),
		mean(last).perClaim()/before.perClaim(), mean(last).perClaim()/beside.perClaim())
	articles := time.Duration(tenth * batch)
	t.Logf("with reading, %v and %v: %.2f times", reading[0]/articles, reading[1]/articles,
		float64(mean(last).processor+reading[1]/articles)/float64(before.processor+reading[0]/articles))
	if ratio > 1.3 {
		t.Errorf("the last tenth costs %.2f times the first", ratio)
	}
}

// cost is what recording an article costs.
type cost struct {
	processor, wall time.Duration
	claims          float64
}

func (c cost) perClaim() float64 { return float64(c.processor) / c.claims }

// String is part of fmt.Stringer.
func (c cost) String() string {
	return fmt.Sprintf("%v of the processor an article, %v in all, %.1f claims", c.processor, c.wall, c.claims)
}

// timed records a batch.
func timed(t testing.TB, s store.Writer, readings []schema.Reading) cost {
	claims := 0
	for i := range readings {
		claims += len(readings[i].Claims)
	}
	n := time.Duration(len(readings))
	begin, used := time.Now(), processor(t)
	record(t, s, readings, len(readings))
	return cost{(processor(t) - used) / n, time.Since(begin) / n, float64(claims) / float64(n)}
}

func mean(list []cost) cost {
	var sum cost
	for _, c := range list {
		sum.processor += c.processor
		sum.wall += c.wall
		sum.claims += c.claims
	}
	n := time.Duration(len(list))
	return cost{sum.processor / n, sum.wall / n, sum.claims / float64(n)}
}

// processor returns the time that the processors spent on this process.
func processor(t testing.TB) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
