package graphqlapi

import (
	"context"
	"net/http"
	"time"

	"rawabit/graphqlapi/asset"
	"rawabit/graphqlapi/graphiql"
	"rawabit/graphqlapi/guide"
	"rawabit/graphqlapi/page"
	"rawabit/schema"
)

// pingTimeout bounds how long /readyz waits for the store.
const pingTimeout = 2 * time.Second

// Handler serves /graphql, /graphiql, the page at /, the guide for Neo4j Browser
// at /guide, /healthz, /readyz and /metrics.
func (a *API) Handler() (http.Handler, error) {
	m := newMetrics(a.feed.size, a.further)
	mux := http.NewServeMux()
	mux.Handle("/graphql", newEndpoint(a, m))
	mux.Handle("GET /metrics", a.guarded(m.handler()))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plainText(w, http.StatusOK, "ok\n") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), pingTimeout)
		defer cancel()
		select {
		case <-a.closing:
			plainText(w, http.StatusServiceUnavailable, "the server stops\n")
			return
		default:
		}
		if err := a.store.Ping(ctx); err != nil {
			plainText(w, http.StatusServiceUnavailable, "the store does not answer\n")
			return
		}
		plainText(w, http.StatusOK, "ready\n")
	})
	if !a.onlyTrusted { // the page asks what it has built by itself
		site, err := asset.New(page.Files(), page.Policy)
		if err != nil {
			return nil, err
		}
		mux.Handle("/{$}", site)
		mux.Handle("/page/", http.StripPrefix("/page", site))
	}
	story, err := guide.Handler()
	if err != nil {
		return nil, err
	}
	mux.Handle("/guide", http.StripPrefix("/guide", story))
	mux.Handle("/guide/", http.StripPrefix("/guide", story))
	if a.graphiql {
		tool, err := asset.New(graphiql.Files(), graphiql.Policy)
		if err != nil {
			return nil, err
		}
		mux.Handle("/graphiql", http.StripPrefix("/graphiql", tool))
		mux.Handle("/graphiql/", http.StripPrefix("/graphiql", tool))
	}
	return mux, nil
}

// guarded serves what is for those who may read.
func (a *API) guarded(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := a.origins.Check(r)
		if err == nil {
			_, err = a.gate.Identify(r.Context(), r.Header.Get("Authorization"))
		}
		if err != nil {
			plainText(w, statusOfRefusal(w, err), schema.UserMessage(err)+"\n")
			return
		}
		h.ServeHTTP(w, r)
	})
}

func plainText(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text)) // a client that is gone needs no answer
}
