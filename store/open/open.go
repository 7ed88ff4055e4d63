package open

import (
	"context"
	"strings"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/embedded"
	"rawabit/store/memory"
	"rawabit/store/neo4jstore"
)

// Options says how a store is opened.
type Options struct {
	User     string // of a Neo4j store
	Password string
	Database string
	Clock    store.Clock // time.Now when nil
	Lazy     bool        // a file's graph is read when it is first asked for
}

// Forms lists the addresses that Open takes.
const Forms = "file:rawabit.db (a file, no server), memory:, neo4j://HOST:7687, neo4j+s://HOST, bolt://HOST:7687"

// Open opens the store at an address. Errors: INVALID_INPUT for an address of no
// known form, STORE_UNAVAILABLE for a store that does not answer.
func Open(ctx context.Context, address string, o Options) (store.Store, error) {
	scheme, rest, ok := strings.Cut(address, ":")
	if !ok {
		return nil, schema.Errorf(schema.CodeInvalid, "store address %q has no scheme; the forms are %s", address, Forms)
	}
	switch scheme {
	case "file":
		if rest == "" {
			return nil, schema.Errorf(schema.CodeInvalid, "store address %q names no file; the forms are %s", address, Forms)
		}
		return openFile(ctx, rest, o)
	case "memory":
		var options []memory.Option
		if o.Clock != nil {
			options = append(options, memory.WithClock(o.Clock))
		}
		return memory.New(options...), nil
	case "neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc":
		s, err := neo4jstore.Open(ctx, address, neo4jstore.Options{User: o.User, Password: o.Password, Database: o.Database, Clock: o.Clock})
		if err != nil {
			return nil, err
		}
		return s, nil
	}
	return nil, schema.Errorf(schema.CodeInvalid, "store address %q is of no known form; the forms are %s", address, Forms)
}

func openFile(ctx context.Context, path string, o Options) (store.Store, error) {
	var options []embedded.Option
	if o.Clock != nil {
		options = append(options, embedded.WithClock(o.Clock))
	}
	if o.Lazy {
		options = append(options, embedded.Lazy())
	}
	s, err := embedded.Open(ctx, path, options...)
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Scan opens the file at an address for a scan, which needs less time and memory
// than a store. It returns nil for an address of another form.
func Scan(ctx context.Context, address string) (*embedded.Scan, error) {
	scheme, path, _ := strings.Cut(address, ":")
	if scheme != "file" || path == "" {
		return nil, nil
	}
	return embedded.OpenScan(ctx, path)
}
