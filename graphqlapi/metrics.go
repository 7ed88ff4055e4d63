package graphqlapi

import (
	"net/http"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"rawabit/schema"
)

// maxNames bounds how many operation names the metrics tell apart.
const maxNames = 100

// metrics counts what the API does.
type metrics struct {
	registry   *prometheus.Registry
	further    prometheus.Gatherer
	operations *prometheus.CounterVec
	refusals   *prometheus.CounterVec
	durations  *prometheus.HistogramVec

	mu    sync.RWMutex
	names map[string]*series
}

// series are the metrics of one operation name.
type series struct {
	ok       prometheus.Counter
	duration prometheus.Observer
}

// newMetrics makes the metrics. Subscriptions tells how many are under way;
// further ones, where there are any, are served with them.
func newMetrics(subscriptions func() int, further prometheus.Gatherer) *metrics {
	m := &metrics{
		further:  further,
		registry: prometheus.NewRegistry(),
		operations: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "rawabit_graphql_operations_total", Help: "Operations by name and by the code of their first error.",
		}, []string{"operation", "code"}),
		refusals: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "rawabit_graphql_refusals_total", Help: "Requests that held no operation to be carried out, by code.",
		}, []string{"code"}),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "rawabit_graphql_duration_seconds", Help: "How long operations took, by name.",
			Buckets: []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"operation"}),
		names: map[string]*series{},
	}
	following := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "rawabit_graphql_subscriptions", Help: "Subscriptions under way.",
	}, func() float64 { return float64(subscriptions()) })
	m.registry.MustRegister(m.operations, m.refusals, m.durations, following,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// operation counts an operation.
func (m *metrics) operation(result Result, took time.Duration) {
	name := result.Operation
	if name == "" {
		name = "anonymous"
	}
	s := m.series(name)
	s.duration.Observe(took.Seconds())
	if !result.Failed {
		s.ok.Inc()
		return
	}
	if !result.Started {
		m.refusals.WithLabelValues(string(result.Code)).Inc()
		return
	}
	m.operations.WithLabelValues(name, string(result.Code)).Inc()
}

// series returns the metrics of a name, those of "other" past the bound.
func (m *metrics) series(name string) *series {
	m.mu.RLock()
	s, full := m.names[name], len(m.names) >= maxNames
	m.mu.RUnlock()
	if s != nil {
		return s
	}
	if full && name != "other" {
		return m.series("other")
	}
	s = &series{ok: m.operations.WithLabelValues(name, ""), duration: m.durations.WithLabelValues(name)}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.names[name] = s
	return s
}

// refused counts a request that held no operation.
func (m *metrics) refused(code schema.Code) { m.refusals.WithLabelValues(string(code)).Inc() }

// handler serves the metrics.
func (m *metrics) handler() http.Handler {
	all := prometheus.Gatherers{m.registry}
	if m.further != nil {
		all = append(all, m.further)
	}
	return promhttp.HandlerFor(all, promhttp.HandlerOpts{})
}
