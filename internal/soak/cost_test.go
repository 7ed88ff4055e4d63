//go:build soak

package soak_test

import (
	"syscall"
	"testing"
	"time"
)

// TestCost loads articles in a random order, so that the first and the last tenth
// are of one kind: an article of the last tenth must not cost more than 1.3 times
// one of the first after the warm-up. What is compared is the time of the
// processor, since others may be at work on the machine.
func TestCost(t *testing.T) {
	inputs := shuffled(corpus(t, 24347), 2)
	s := openFile(t)
	const batch = 100
	var cpu, wall []time.Duration // of recording, a batch each
	for at := 0; at < len(inputs); at += batch {
		readings := read(t, inputs[at:min(at+batch, len(inputs))])
		begin, used := time.Now(), processor(t)
		record(t, s, readings, batch)
		cpu, wall = append(cpu, processor(t)-used), append(wall, time.Since(begin))
	}
	tenth, warm := len(cpu)/10, len(cpu)/50
	mean := func(list []time.Duration) time.Duration {
		total := time.Duration(0)
		for _, d := range list {
			total += d
		}
		return total / time.Duration(len(list)*batch)
	}
	for i := range 10 {
		from := i * len(cpu) / 10
		t.Logf("tenth %d: %v of the processor an article, %v in all", i+1, mean(cpu[from:from+tenth]), mean(wall[from:from+tenth]))
	}
	first, last := mean(cpu[warm:warm+tenth]), mean(cpu[len(cpu)-tenth:])
	t.Logf("%d articles; first tenth after the warm-up %v, last tenth %v: %.2f times", len(inputs), first, last, float64(last)/float64(first))
	if float64(last) > 1.3*float64(first) {
		t.Errorf("the last tenth costs %.2f times the first", float64(last)/float64(first))
	}
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
