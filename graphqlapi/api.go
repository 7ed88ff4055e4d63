package graphqlapi

import (
	"context"
	"log/slog"
	"sync"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/parser"
	"github.com/prometheus/client_golang/prometheus"

	"rawabit/graphqlapi/access"
	"rawabit/schema"
	"rawabit/store"
)

// Store is what the API needs of a store.
type Store interface {
	store.Reader
	store.Writer
	store.Feed
	Ping(ctx context.Context) error
}

// ArticleInput is an article as it comes in. Empty fields are unknown.
type ArticleInput struct {
	Text      string
	Published schema.Date
	Title     string
	Source    string
	URL       string
	Language  string
}

// Loader reads articles.
type Loader interface {
	// Load returns what an article says; it stores nothing. The error has a code
	// (EMPTY_TEXT, NOT_TEXT, INVALID_DATE).
	Load(ctx context.Context, article ArticleInput) (schema.Reading, error)
}

// Deps is what the API is made of. Store is required; without a Loader or Alerts
// the mutations that need them are refused with a code.
type Deps struct {
	Store   Store
	Loader  Loader
	Alerts  Alerts
	Metrics prometheus.Gatherer // further metrics to be served
	Log     *slog.Logger        // operations at level Info, causes of internal errors at Error
	Audit   *slog.Logger        // a record for each mutation; nil for none
	Tracer  Tracer              // nil for none
	Version string              // of the server
}

// Options are the settings of the API.
type Options struct {
	Limits          Limits
	NoIntrospection bool // refuses __schema and __type, and serves no GraphiQL
	NoGraphiQL      bool
	ReadOnly        bool            // refuses mutations
	Gate            *access.Gate    // lets requests in; nil lets everybody in
	Origins         *access.Origins // says what pages of other origins may do; nil lets them do nothing
	Trusted         *Trusted        // documents that requests may name instead of sending them; nil for none
	OnlyTrusted     bool            // refuses all other documents
}

// API answers GraphQL operations. It is safe for concurrent use.
type API struct {
	types       graphql.Schema
	coercer     *coercer
	documents   *documents
	limits      Limits
	introspect  bool
	readOnly    bool
	store       Store
	loader      Loader
	alerts      Alerts
	further     prometheus.Gatherer
	log         *slog.Logger
	version     string
	audit       *slog.Logger
	tracer      Tracer
	gate        *access.Gate
	origins     *access.Origins
	trusted     *Trusted
	onlyTrusted bool
	graphiql    bool
	feed        *feed
	closing     chan struct{}
	close       sync.Once
}

// New builds an API.
func New(deps Deps, options Options) (*API, error) {
	types, err := newTypeSystem(schemaText)
	if err != nil {
		return nil, err
	}
	doc, err := parser.Parse(parser.ParseParams{Source: schemaText})
	if err != nil {
		return nil, err
	}
	coercer, err := newCoercer(doc, types.TypeMap())
	if err != nil {
		return nil, err
	}
	a := &API{
		types: types, coercer: coercer, limits: options.Limits.withDefaults(), introspect: !options.NoIntrospection, readOnly: options.ReadOnly,
		store: deps.Store, loader: deps.Loader, alerts: deps.Alerts, further: deps.Metrics, log: deps.Log, version: deps.Version, closing: make(chan struct{}),
		audit: deps.Audit, tracer: deps.Tracer, gate: options.Gate, origins: options.Origins, graphiql: !options.NoIntrospection && !options.NoGraphiQL && !options.OnlyTrusted,
	}
	a.documents = newDocuments(a.limits.Cached)
	if a.log == nil {
		a.log = slog.New(slog.DiscardHandler)
	}
	a.log = slog.New(requestHandler{a.log.Handler()})
	if a.audit != nil {
		a.audit = slog.New(requestHandler{a.audit.Handler()})
	}
	if a.alerts == nil {
		a.alerts = noAlerts{}
	}
	if a.gate == nil {
		a.gate = access.New(access.Options{})
	}
	if a.origins == nil {
		if a.origins, err = access.NewOrigins(nil, false); err != nil {
			return nil, err
		}
	}
	a.feed = newFeed(a.store, a.log)
	return a, a.trust(options)
}

// Close ends the subscriptions, which then complete, and makes /readyz say that
// the server stops. Other operations go on to their ends.
func (a *API) Close() { a.close.Do(func() { close(a.closing) }) }

// Types returns the type system.
func (a *API) Types() graphql.Schema { return a.types }

// execution is one operation under way.
type execution struct {
	api     *API
	ctx     context.Context
	doc     *document
	reader  store.Reader
	vars    []input
	given   map[string]any // the variables as they came in
	by      string         // who asks
	request *Request
}

// binder returns a binder for one root field.
func (x *execution) binder() *binder {
	return &binder{vars: x.vars, limits: &x.api.limits, times: 1}
}
