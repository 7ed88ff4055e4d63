package loader

import (
	"bytes"
	"context"
	"encoding/json"
	"runtime"
)

// MarshalLine writes a value as one line of JSON, Arabic and markup as they are.
func MarshalLine(value any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return b.Bytes(), err
}

// Ordered runs work over a stream on several cores and hands the results over in
// the order of the stream. At most a few results a worker wait at any time, so
// memory is bounded however long the stream is. workers is the number of cores
// to use, 0 for all. It returns the first error of produce, of consume or of the
// context.
func Ordered[T, R any](ctx context.Context, workers int, produce func(yield func(T) bool) error, work func(T) R, consume func(R) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type job struct {
		value T
		done  chan R
	}
	jobs := make(chan job)
	queue := make(chan chan R, workers*4)
	produced := make(chan struct{}) // closed once produceErr is set
	var produceErr error
	go func() {
		defer close(produced)
		defer close(queue)
		defer close(jobs)
		produceErr = produce(func(v T) bool {
			j := job{v, make(chan R, 1)}
			select {
			case queue <- j.done:
			case <-ctx.Done():
				return false
			}
			select {
			case jobs <- j:
				return true
			case <-ctx.Done():
				return false
			}
		})
	}()
	for range workers {
		go func() {
			for j := range jobs {
				j.done <- work(j.value)
			}
		}()
	}
	for done := range queue {
		select {
		case r := <-done:
			if err := consume(r); err != nil {
				cancel()
				for range queue {
				}
				<-produced
				return err
			}
		case <-ctx.Done():
			for range queue {
			}
			<-produced
			return ctx.Err()
		}
	}
	<-produced
	if produceErr != nil {
		return produceErr
	}
	return ctx.Err()
}
