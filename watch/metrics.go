package watch

import "github.com/prometheus/client_golang/prometheus"

// descriptions are those of the metrics of a watcher.
type descriptions struct {
	items, waiting, failures, look, success, next *prometheus.Desc
}

func newDescriptions() *descriptions {
	d := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("rawabit_watch_"+name, help, append([]string{"source"}, labels...), nil)
	}
	return &descriptions{
		items:    d("items_total", "Items of a source that were settled: loaded, duplicate, refused.", "outcome"),
		waiting:  d("items_waiting", "Items of a source that could not be read yet and are tried again."),
		failures: d("failures", "Looks at a source that failed since the last success."),
		look:     d("last_look_timestamp_seconds", "When a source was looked at last."),
		success:  d("last_success_timestamp_seconds", "When a source was last read without an error; 0 for never."),
		next:     d("next_look_timestamp_seconds", "When a source is looked at next."),
	}
}

// Describe is part of prometheus.Collector.
func (w *Watcher) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{w.metrics.items, w.metrics.waiting, w.metrics.failures, w.metrics.look, w.metrics.success, w.metrics.next} {
		to <- d
	}
}

// Collect is part of prometheus.Collector: how each source is doing. Counts go on
// after a restart, as the state does.
func (w *Watcher) Collect(to chan<- prometheus.Metric) {
	w.mu.Lock()
	list := Statuses(w.config, w.state)
	w.mu.Unlock()
	for i := range list {
		s := &list[i]
		gauge := func(d *prometheus.Desc, value float64) {
			to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, s.Name)
		}
		for outcome, n := range map[string]int{outcomeLoaded: s.Loaded, outcomeDuplicate: s.Duplicates, outcomeRefused: s.Refused} {
			to <- prometheus.MustNewConstMetric(w.metrics.items, prometheus.CounterValue, float64(n), s.Name, outcome)
		}
		gauge(w.metrics.waiting, float64(s.Waiting))
		gauge(w.metrics.failures, float64(s.Failures))
		for d, at := range map[*prometheus.Desc]int64{w.metrics.look: s.LastLook.Unix(), w.metrics.success: s.LastSuccess.Unix(), w.metrics.next: s.Next.Unix()} {
			gauge(d, float64(max(at, 0)))
		}
	}
}
