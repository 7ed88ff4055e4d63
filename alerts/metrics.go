package alerts

import "github.com/prometheus/client_golang/prometheus"

// Metrics counts what matching does.
type Metrics struct {
	Rules    prometheus.Gauge
	Changes  prometheus.Counter
	Alerts   prometheus.Counter
	HeldBack prometheus.Counter
	Failures prometheus.Counter
	Matching prometheus.Histogram
}

// NewMetrics makes the metrics and registers them where to is given.
func NewMetrics(to prometheus.Registerer) *Metrics {
	counter := func(name, help string) prometheus.Counter {
		return prometheus.NewCounter(prometheus.CounterOpts{Name: "rawabit_alerts_" + name, Help: help})
	}
	m := &Metrics{
		Rules:    prometheus.NewGauge(prometheus.GaugeOpts{Name: "rawabit_alerts_rules", Help: "Alert rules that are enabled."}),
		Changes:  counter("changes_total", "Changes matched against alert rules."),
		Alerts:   counter("decided_total", "Alerts decided."),
		HeldBack: counter("held_back_total", "Alerts held back by a cool-down."),
		Failures: counter("match_failures_total", "Failures of matching; it is tried again."),
		Matching: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "rawabit_alerts_match_seconds", Help: "How long a batch of changes took to match and record.", Buckets: prometheus.ExponentialBuckets(.001, 4, 8),
		}),
	}
	if to != nil {
		to.MustRegister(m.Rules, m.Changes, m.Alerts, m.HeldBack, m.Failures, m.Matching)
	}
	return m
}
