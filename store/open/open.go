package open

import (
	"context"
	"strings"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/memory"
)

// Options says how a store is opened.
type Options struct {
	User     string // of a Neo4j store
	Password string
	Database string
	Clock    store.Clock // time.Now when nil
}

// Forms lists the addresses that Open takes.
const Forms = "file:rawabit.db (a file, no server), memory:, neo4j://HOST:7687, neo4j+s://HOST, bolt://HOST:7687"

// Open opens the store at an address. Errors: INVALID_INPUT for an address of no
// known form, STORE_UNAVAILABLE for a store that does not answer.
func Open(ctx context.Context, address string, o Options) (store.Store, error) {
	scheme, _, ok := strings.Cut(address, ":")
	if !ok {
		return nil, schema.Errorf(schema.CodeInvalid, "store address %q has no scheme; the forms are %s", address, Forms)
	}
	switch scheme {
	case "memory":
		var options []memory.Option
		if o.Clock != nil {
			options = append(options, memory.WithClock(o.Clock))
		}
		return memory.New(options...), nil
	}
	return nil, schema.Errorf(schema.CodeInvalid, "store address %q is of no known form; the forms are %s", address, Forms)
}
