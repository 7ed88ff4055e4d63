package main

import (
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progress shows how far a long work is: a bar on a terminal, a line every few
// seconds elsewhere.
type progress struct {
	out   io.Writer
	noun  string
	bar   *progressbar.ProgressBar
	count int
	last  time.Time
	start time.Time
}

const progressEvery = 5 * time.Second

func newProgress(out io.Writer, noun string) *progress {
	p := &progress{out: out, noun: noun, start: time.Now(), last: time.Now()}
	if isTerminal(out) {
		p.bar = progressbar.NewOptions(-1, progressbar.OptionSetWriter(out), progressbar.OptionSetDescription(noun),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	return p
}

func (p *progress) set(n int) {
	if p.bar != nil {
		_ = p.bar.Set(n)
	} else if time.Since(p.last) >= progressEvery {
		p.last = time.Now()
		fmt.Fprintf(p.out, "%d %s, %.0f a second\n", n, p.noun, float64(n)/time.Since(p.start).Seconds())
	}
	p.count = n
}

func (p *progress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
