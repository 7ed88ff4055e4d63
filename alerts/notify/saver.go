package notify

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"rawabit/store"
)

// saver records the outcomes of attempts, many in a transaction.
type saver struct {
	store   store.Alerts
	log     *slog.Logger
	metrics *Metrics
	in      chan saving
}

// saving are deliveries to be recorded together.
type saving struct {
	deliveries []store.AlertDelivery
	done       *sync.WaitGroup
}

// maxSaving is how many are recorded in one transaction.
const maxSaving = 512

func newSaver(s store.Alerts, log *slog.Logger, metrics *Metrics) *saver {
	return &saver{store: s, log: log, metrics: metrics, in: make(chan saving, maxSaving)}
}

// save records deliveries soon; done counts them down then.
func (s *saver) save(deliveries []store.AlertDelivery, done *sync.WaitGroup) {
	done.Add(1)
	s.in <- saving{deliveries, done}
}

// run records until the channel is closed. Where the store fails it tries again
// until the context ends; what was never recorded is sent once more.
func (s *saver) run(ctx context.Context) {
	for first := range s.in {
		batch := []saving{first}
		count := len(first.deliveries)
	collect:
		for count < maxSaving {
			select {
			case more, open := <-s.in:
				if !open {
					break collect
				}
				batch = append(batch, more)
				count += len(more.deliveries)
			default:
				break collect
			}
		}
		s.record(ctx, batch)
	}
}

func (s *saver) record(ctx context.Context, batch []saving) {
	var all []store.AlertDelivery
	for _, one := range batch {
		all = append(all, one.deliveries...)
	}
	for wait := 50 * time.Millisecond; ; wait = min(2*wait, 5*time.Second) {
		_, err := s.store.SaveDeliveries(ctx, all)
		if err == nil {
			break
		}
		s.log.Warn("outcomes of deliveries cannot be recorded", "error", err)
		s.metrics.Failures.Inc()
		select {
		case <-ctx.Done():
		case <-time.After(wait):
			continue
		}
		break
	}
	for _, one := range batch {
		one.done.Done()
	}
}
