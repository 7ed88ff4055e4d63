package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"syscall"
	"time"

	"rawabit/graphqlapi"
	"rawabit/graphqlapi/tracing"
	"rawabit/loader"
	"rawabit/schema"
	"rawabit/store"
)

// drainTime is how long a server that stops waits for answers under way.
const drainTime = 10 * time.Second

// listenFlags say where a server listens.
type listenFlags struct {
	Listen      string        `default:"127.0.0.1:8080" env:"RAWABIT_LISTEN" placeholder:"ADDRESS" help:"Where page and GraphQL are served (default ${default})."`
	Timeout     time.Duration `default:"10s" env:"RAWABIT_TIMEOUT" help:"Time that one GraphQL operation may take (default ${default})."`
	accessFlags `group:"Who is let in, and what may be asked:"`
	logFlags    `group:"What is written down:"`
	alertFlags
}

type serveCommand struct {
	storeFlags
	listenFlags
}

// Run serves page and GraphQL over a store until it is told to stop.
func (c *serveCommand) Run(ctx context.Context, s *streams) error {
	ready, err := c.prepare(ctx)
	if err != nil {
		return err
	}
	defer ready.Close()
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, st)
	return c.serve(ctx, s, ready, st)
}

// prepared is what a server needs beside its store.
type prepared struct {
	listener net.Listener
	options  graphqlapi.Options
	audit    *slog.Logger
	tracer   *tracing.Tracer
	files    []io.Closer
}

// Close gives back what was taken; the listener is closed already where a server
// has used it.
func (p *prepared) Close() {
	_ = p.listener.Close()
	for _, file := range p.files {
		_ = file.Close()
	}
}

// prepare checks the settings and takes the port before anything else is done, so
// that a mistake or a port in use costs nothing.
func (c *listenFlags) prepare(ctx context.Context) (*prepared, error) {
	host, err := c.check(c.Listen)
	if err != nil {
		return nil, err
	}
	if c.Timeout <= 0 {
		return nil, usage("--timeout: %v is no time to answer in", c.Timeout)
	}
	p := &prepared{}
	if p.options, err = c.options(ctx, host); err != nil {
		return nil, err
	}
	p.options.Limits.Timeout = c.Timeout
	if p.tracer, err = c.tracer(ctx); err != nil {
		return nil, err
	}
	if p.listener, err = c.bind(); err != nil {
		return nil, err
	}
	var file io.Closer
	if p.audit, file, err = c.audit(); err != nil {
		p.Close()
		return nil, err
	}
	if file != nil {
		p.files = append(p.files, file)
	}
	return p, nil
}

func (c *listenFlags) bind() (net.Listener, error) { return listen(c.Listen, "--listen") }

// listen takes an address that a flag names.
func listen(address, flag string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, schema.Errorf(schema.CodeUnavailable, "%s is in use by another program; stop it, or choose another port with %s", address, flag)
	}
	if err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "cannot listen on %s: %v", address, err)
	}
	return listener, nil
}

// serve answers on the listener until the context ends, then lets what is under
// way finish.
func (c *listenFlags) serve(ctx context.Context, s *streams, ready *prepared, st store.Store) error {
	log := c.logger(s.err)
	out := &lockedWriter{out: s.out}
	alerting, err := c.alerting(ctx, st, out, "http://"+ready.listener.Addr().String(), log)
	if err != nil {
		return err
	}
	deps := graphqlapi.Deps{Store: st, Loader: &lazyLoader{}, Alerts: alerting.desk, Log: log, Version: version}
	if alerting.metrics != nil {
		deps.Metrics = alerting.metrics
	}
	deps.Audit = ready.audit
	if tracer := ready.tracer; tracer != nil {
		deps.Tracer = tracer
		defer func() {
			late, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
			defer cancel()
			if err := tracer.Close(late); err != nil {
				log.Warn("the last traces could not be sent", "error", err)
			}
		}()
	}
	api, err := graphqlapi.New(deps, ready.options)
	if err != nil {
		return err
	}
	handler, err := api.Handler()
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
	sending, stopSending := context.WithCancel(ctx)
	defer alerting.run(sending)()
	defer stopSending()
	fmt.Fprintln(out, c.greeting(ready.listener.Addr()))
	done := make(chan error, 1)
	go func() { done <- server.Serve(ready.listener) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	api.Close() // subscriptions would not end by themselves
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	if err := server.Shutdown(drain); err != nil {
		return schema.Errorf(schema.CodeTimeout, "stopped with answers still under way: %v", err)
	}
	if err := <-done; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	fmt.Fprintln(out, "Stopped.")
	return nil
}

// greeting names what is served, at an address that a browser takes.
func (c *listenFlags) greeting(address net.Addr) string {
	host := address.String()
	if tcp, ok := address.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		host = fmt.Sprintf("127.0.0.1:%d", tcp.Port)
	}
	text := "\n"
	if !c.OnlyDocuments {
		text += "Page http://" + host + "/   "
	}
	text += "GraphQL http://" + host + "/graphql   "
	if !c.OnlyDocuments && !c.NoGraphiQL && !c.NoIntrospection {
		text += "GraphiQL http://" + host + "/graphiql   "
	}
	return text + "(Ctrl-C stops)"
}

// lazyLoader compiles the lexicon when the first article is loaded, so that a
// server that only answers starts at once.
type lazyLoader struct {
	once   sync.Once
	loader *loader.Loader
	err    error
}

// Load reads an article.
func (l *lazyLoader) Load(_ context.Context, in graphqlapi.ArticleInput) (schema.Reading, error) {
	l.once.Do(func() { l.loader, l.err = loader.New() })
	if l.err != nil {
		return schema.Reading{}, l.err
	}
	return l.loader.Read(loader.Input{Text: in.Text, Title: in.Title, Published: in.Published, Source: in.Source, URL: in.URL, Language: in.Language})
}
