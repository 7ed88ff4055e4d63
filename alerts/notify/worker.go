package notify

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// maxBatch is how many alerts go into one message.
const maxBatch = 50

// maxAttempts is how many attempts are kept of a delivery.
const maxAttempts = 20

// worker sends the deliveries of one queue in their order.
type worker struct {
	manager  *Manager
	rule     *ruleState // nil where it was deleted
	route    *route
	routeErr error
	stop     context.Context //nolint:containedctx // ends the beginning of new attempts, not those under way
	saver    *saver
	pending  sync.WaitGroup // outcomes that are not recorded yet
}

// run sends what is due, up to the first failure, and reports whether there may
// be more to do at once.
func (w *worker) run(ctx context.Context, queue string) bool {
	list, err := w.manager.store.QueueDeliveries(ctx, queue, perQueue)
	if err != nil {
		w.manager.options.Log.Warn("what is to be delivered cannot be read", "error", err)
		w.manager.options.Metrics.Failures.Inc()
		return false
	}
	for len(list) > 0 {
		now := w.manager.options.Clock()
		if list[0].Due.After(now) || w.stop.Err() != nil {
			return false
		}
		switch {
		case w.rule == nil:
			w.bury(list, "the rule was deleted")
			return false
		case w.rule.disabled != "":
			w.bury(list, "the rule is disabled: "+w.rule.disabled)
			return false
		}
		together, err := w.together(ctx, list, now)
		if err != nil {
			w.manager.options.Log.Warn("a message cannot be put together", "rule", w.rule.ID, "error", err)
			w.manager.options.Metrics.Failures.Inc()
			return false
		}
		if !w.deliver(ctx, together) {
			return false
		}
		ids := map[string]bool{}
		for i := range together {
			ids[together[i].ID] = true
		}
		list = slices.DeleteFunc(slices.Clone(list), func(d store.AlertDelivery) bool { return ids[d.ID] })
	}
	return true
}

// together returns the deliveries that go into one message with the first. What
// was collected is fixed in the store before it is sent, so that it stays the
// same message if the attempt has to be repeated.
func (w *worker) together(ctx context.Context, list []store.AlertDelivery, now time.Time) ([]store.AlertDelivery, error) {
	first := &list[0]
	if first.Group == "" {
		return list[:1:1], nil
	}
	var batch []store.AlertDelivery
	hash := sha256.New()
	for i := range list {
		d := &list[i]
		if d.Group == first.Group && d.Batch == first.Batch && (first.Batch != "" || !d.Due.After(now)) && len(batch) < maxBatch {
			batch = append(batch, *d)
			_, _ = hash.Write([]byte(d.ID + "\n"))
		}
	}
	if first.Batch != "" {
		return batch, nil
	}
	name := schema.HashID("w", "batch", hex.EncodeToString(hash.Sum(nil)))
	for i := range batch {
		batch[i].Batch = name
	}
	stale, err := w.manager.store.SaveDeliveries(ctx, batch)
	if err == nil && len(stale) > 0 {
		err = errors.New("another process is at it")
	}
	for i := range batch {
		batch[i].Revision++
	}
	return batch, err
}

// deliver makes one attempt and records it; it reports success.
func (w *worker) deliver(ctx context.Context, batch []store.AlertDelivery) bool {
	m := w.manager
	began := time.Now()
	at := m.options.Clock().UTC()
	result := Result{Err: w.routeErr}
	if w.route != nil {
		select {
		case w.route.slots <- struct{}{}:
		case <-w.stop.Done():
			return false
		}
		if !m.lease.Lasts(w.route.timeout) {
			<-w.route.slots
			return false // it is prolonged by the next round, or another process goes on
		}
		began = time.Now()
		message, err := m.composer.Compose(ctx, w.rule.Rule, batch)
		if err == nil {
			attempt, cancel := context.WithTimeout(ctx, w.route.timeout)
			result = w.route.Send(attempt, message)
			cancel()
		} else {
			result.Err = err
		}
		<-w.route.slots
		if ctx.Err() != nil && result.Err != nil {
			return false // the process is told to stop: nobody's fault
		}
	}
	took := time.Since(began)
	m.options.Metrics.Took.Observe(took.Seconds())
	channel := shown(batch[0].Channel)
	a := store.Attempt{At: at, Status: result.Status, Took: took.Round(time.Microsecond)}
	if result.Err != nil {
		a.Reason = result.Err.Error()
	}
	outcome := w.settle(batch, a, result)
	m.options.Metrics.Attempts.WithLabelValues(channel, strings.ToLower(string(outcome))).Inc()
	w.saver.save(batch, &w.pending)
	if result.Err == nil {
		m.note(ctx, w.rule, batch[0].Channel, "")
		m.accepted(batch[0].Queue())
		return true
	}
	m.options.Log.Warn("an alert was not delivered", "rule", w.rule.ID, "channel", channel, "delivery", batch[0].ID, "attempt", batch[0].Tries, "status", result.Status, "reason", a.Reason, "outcome", outcome, "next", batch[0].Due)
	switch {
	case result.Gone:
		m.disable(ctx, batch[0].Channel, a.Reason)
	case m.refused(batch[0].Queue(), outcome == store.DeliveryDead):
		m.disable(ctx, batch[0].Channel, "it refused one message for as long as the schedule allows and then another, last: "+a.Reason)
	default:
		m.note(ctx, w.rule, batch[0].Channel, a.Reason)
	}
	return outcome == store.DeliveryDead && !result.Gone // the next one may fare better
}

// settle notes an attempt on the deliveries and decides what is next.
func (w *worker) settle(batch []store.AlertDelivery, a store.Attempt, result Result) store.DeliveryStatus {
	retry := schedule()
	if w.route != nil {
		retry = w.route.retry
	}
	tries := batch[0].Tries + 1
	status, due := store.DeliveryDelivered, a.At
	if result.Err != nil {
		wait, again := pause(retry, tries, result.RetryAfter)
		if status = store.DeliveryFailed; !again || result.Gone {
			status = store.DeliveryDead
		}
		due = w.manager.options.Clock().UTC().Add(wait)
	}
	for i := range batch {
		d := &batch[i]
		d.Status, d.Due, d.Tries = status, due, tries
		d.Attempts = append(slices.Clone(d.Attempts[max(0, len(d.Attempts)-maxAttempts+1):]), a)
	}
	return status
}

// bury makes deliveries dead that cannot be sent any more.
func (w *worker) bury(list []store.AlertDelivery, why string) {
	m := w.manager
	dead := slices.Clone(list)
	for i := range dead {
		d := &dead[i]
		d.Status = store.DeliveryDead
		d.Attempts = append(slices.Clone(d.Attempts), store.Attempt{At: m.options.Clock().UTC(), Reason: why})
		m.options.Metrics.Attempts.WithLabelValues(shown(d.Channel), "dead").Inc()
	}
	m.options.Log.Warn("alerts are dead", "rule", dead[0].Rule, "channel", shown(dead[0].Channel), "count", len(dead), "reason", why)
	w.saver.save(dead, &w.pending)
}

// shown returns the name of a channel, or of an address its host: the rest may be
// secret.
func shown(channel string) string {
	if u, err := url.Parse(channel); err == nil && u.Host != "" {
		return u.Scheme + "://" + u.Host
	}
	return channel
}

func contains(list []string, one string) bool { return slices.Contains(list, one) }
