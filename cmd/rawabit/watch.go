package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"text/tabwriter"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"rawabit/graphqlapi/access"
	"rawabit/loader"
	"rawabit/schema"
	"rawabit/watch"
)

type watchCommand struct {
	storeFlags
	Once      bool   `help:"Look at every source once, and stop."`
	Status    bool   `help:"Say how each source is doing, and stop."`
	Format    string `enum:"text,json" default:"text" help:"Of --status: text or json."`
	Listen    string `env:"RAWABIT_WATCH_LISTEN" placeholder:"ADDRESS" help:"Answer at /metrics, for Prometheus, and /healthz on an address such as 127.0.0.1:9108."`
	AllowOpen bool   `env:"RAWABIT_ALLOW_OPEN" help:"Let everybody read the metrics on other addresses than loopback."`
	Config    string `arg:"" placeholder:"FEEDS.YAML" help:"What to watch: feeds, pages and folders."`
}

// Run watches sources and loads what is new.
func (c *watchCommand) Run(ctx context.Context, s *streams) error {
	config, err := watch.ReadConfig(c.Config)
	if err != nil {
		return err
	}
	if c.Status {
		return c.status(s.out, config)
	}
	l, err := loader.New()
	if err != nil {
		return err
	}
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, st)
	articles := 0
	watcher, err := watch.New(config, watch.Deps{
		Read: l.Read,
		Record: func(ctx context.Context, readings []schema.Reading) (fresh int, err error) {
			outcomes, err := st.Record(ctx, readings)
			for _, o := range outcomes {
				if o.IsNew {
					fresh++
				}
			}
			articles += fresh
			return fresh, err
		},
		Log: slog.New(slog.NewTextHandler(s.err, nil)),
	})
	if err != nil {
		return err
	}
	defer watcher.Close()
	stop, err := c.measure(s, watcher)
	if err != nil {
		return err
	}
	defer stop()
	if c.Once {
		err = watcher.Once(ctx)
	} else {
		fmt.Fprintf(s.out, "Watching %d sources   (Ctrl-C stops; rawabit watch --status %s tells how they are doing)\n", len(config.Sources), c.Config)
		err = watcher.Run(ctx)
	}
	if err == nil {
		fmt.Fprintf(s.out, "%d new articles\n", articles)
	}
	return err
}

// measure answers at /metrics and /healthz, where that is asked for, until stop
// is called.
func (c *watchCommand) measure(s *streams, watcher *watch.Watcher) (stop func(), err error) {
	if c.Listen == "" {
		return func() {}, nil
	}
	host, _, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return nil, usage("--listen %q is not HOST:PORT, such as 127.0.0.1:9108", c.Listen)
	}
	if !access.Loopback(host) && !c.AllowOpen {
		return nil, schema.Errorf(schema.CodeForbidden, "%s can be reached from other machines and everybody could read the metrics; take 127.0.0.1, or say --allow-open (RAWABIT_ALLOW_OPEN=true) where something else keeps strangers out", c.Listen)
	}
	listener, err := listen(c.Listen, "--listen")
	if err != nil {
		return nil, err
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(watcher, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok\n") })
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: time.Minute}
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(listener) }() // it ends with Close
	fmt.Fprintf(s.out, "Metrics http://%s/metrics\n", listener.Addr())
	return func() { _ = server.Close(); <-done }, nil
}

// status prints how each source is doing.
func (c *watchCommand) status(out io.Writer, config *watch.Config) error {
	state, err := watch.ReadState(config.State)
	if err != nil {
		return err
	}
	list := watch.Statuses(config, state)
	if c.Format == "json" {
		enc := json.NewEncoder(out)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		return enc.Encode(list)
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "SOURCE\tLOADED\tDUPLICATE\tREFUSED\tWAITING\tLAST SUCCESS\tNEXT LOOK\tLAST ERROR")
	for _, one := range list {
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%d\t%s\t%s\t%s\n", one.Name, one.Loaded, one.Duplicates, one.Refused, one.Waiting,
			moment(one.LastSuccess), moment(one.Next), one.LastError)
	}
	return table.Flush()
}

func moment(at time.Time) string {
	if at.IsZero() {
		return "never"
	}
	return at.UTC().Format("2006-01-02 15:04Z")
}
