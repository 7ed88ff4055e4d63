package notify

import "github.com/prometheus/client_golang/prometheus"

// Metrics counts what delivering does.
type Metrics struct {
	Attempts *prometheus.CounterVec // by channel and outcome: delivered, failed, dead
	Waiting  prometheus.Gauge
	Disabled prometheus.Counter
	Failures prometheus.Counter
	Took     prometheus.Histogram
}

// NewMetrics makes the metrics and registers them where to is given.
func NewMetrics(to prometheus.Registerer) *Metrics {
	m := &Metrics{
		Attempts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "rawabit_alerts_attempts_total", Help: "Attempts to deliver an alert, by channel and outcome.",
		}, []string{"channel", "outcome"}),
		Waiting:  prometheus.NewGauge(prometheus.GaugeOpts{Name: "rawabit_alerts_waiting", Help: "Deliveries at the head of their queues that are not over."}),
		Disabled: prometheus.NewCounter(prometheus.CounterOpts{Name: "rawabit_alerts_rules_disabled_total", Help: "Rules disabled because their channel refused."}),
		Failures: prometheus.NewCounter(prometheus.CounterOpts{Name: "rawabit_alerts_store_failures_total", Help: "Failures of the store while alerts were delivered; it is tried again."}),
		Took: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "rawabit_alerts_attempt_seconds", Help: "How long attempts took.", Buckets: prometheus.ExponentialBuckets(.001, 4, 8),
		}),
	}
	if to != nil {
		to.MustRegister(m.Attempts, m.Waiting, m.Disabled, m.Failures, m.Took)
	}
	return m
}
