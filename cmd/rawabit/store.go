package main

import (
	"context"

	"rawabit/store"
	"rawabit/store/open"
)

// storeFlags say which store a command works on.
type storeFlags struct {
	Store string `default:"file:rawabit.db" env:"RAWABIT_STORE" placeholder:"ADDRESS" help:"The store: file:rawabit.db, memory:, neo4j://HOST, neo4j+s://HOST or bolt://HOST (default ${default})."`

	User     string `default:"neo4j" env:"RAWABIT_NEO4J_USER" help:"User of a Neo4j store."`
	Password string `env:"RAWABIT_NEO4J_PASSWORD" help:"Password of a Neo4j store; none for one without authentication."`
	Database string `env:"RAWABIT_NEO4J_DATABASE" help:"Database of a Neo4j store; its default one where empty."`
}

func (f *storeFlags) open(ctx context.Context) (store.Store, error) {
	return open.Open(ctx, f.Store, f.options())
}

// openToWrite opens a store that is hardly asked: a file's graph is not held in
// memory then.
func (f *storeFlags) openToWrite(ctx context.Context) (store.Store, error) {
	o := f.options()
	o.Lazy = true
	return open.Open(ctx, f.Store, o)
}

func (f *storeFlags) options() open.Options {
	return open.Options{User: f.User, Password: f.Password, Database: f.Database}
}

// closeStore closes a store even when the work was interrupted. All that was
// recorded is safe already, so that there is nothing to say where closing fails.
func closeStore(ctx context.Context, st store.Store) {
	_ = st.Close(context.WithoutCancel(ctx))
}
