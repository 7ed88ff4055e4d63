package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"rawabit/schema"
	"rawabit/store"
)

// Options say how to reach a database. The zero Options are of a database
// without authentication.
type Options struct {
	User, Password string
	Database       string // the user's home database when empty

	// Clock gives recording times and today; time.Now when nil.
	Clock store.Clock
	// Poll is how often the feed looks for changes that other processes wrote; two
	// seconds when zero.
	Poll time.Duration
	// Logger hears of what was tried again and of what the database refused; nobody
	// does when it is nil.
	Logger *slog.Logger
	// Trace, when given, is told every statement before it is sent.
	Trace func(statement string, parameters map[string]any)
}

// Store is a store over one database.
type Store struct {
	driver    neo4j.DriverWithContext
	address   string
	database  string
	options   Options
	bell      store.Bell
	names     names
	mu        sync.Mutex
	bookmarks neo4j.Bookmarks   // of the last write
	decisions []schema.Decision // those known to be committed, in order

	closing context.Context //nolint:containedctx // ends what runs in the background
	close   context.CancelFunc
	running sync.WaitGroup
}

var _ store.Store = (*Store)(nil)

// Open connects to the database at an address ("neo4j://host:7687", "bolt://…",
// "neo4j+s://…"), checks that it answers, and makes the constraints and indexes
// that are missing. The error says how to mend it (STORE_UNAVAILABLE,
// INVALID_INPUT for an address that is none).
func Open(ctx context.Context, address string, o Options) (*Store, error) {
	if err := checkAddress(address); err != nil {
		return nil, err
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Poll <= 0 {
		o.Poll = 2 * time.Second
	}
	auth := neo4j.NoAuth()
	if o.User != "" {
		auth = neo4j.BasicAuth(o.User, o.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(address, auth, func(c *config.Config) {
		c.UserAgent = "rawabit"
		c.TelemetryDisabled = true
		c.NotificationsMinSeverity = notifications.DisabledLevel
		c.FetchSize = neo4j.FetchAll
		c.MaxConnectionPoolSize = 200
		c.SocketConnectTimeout = 5 * time.Second
		c.ConnectionAcquisitionTimeout = 30 * time.Second
		c.MaxTransactionRetryTime = time.Minute
	})
	if err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "%q is not the address of a Neo4j: %w", address, err)
	}
	s := &Store{driver: driver, address: address, database: o.Database, options: o}
	s.closing, s.close = context.WithCancel(context.Background())
	if err := s.prepare(ctx); err != nil {
		s.close()
		_ = driver.Close(context.WithoutCancel(ctx))
		return nil, err
	}
	return s, nil
}

func checkAddress(address string) error {
	u, err := url.Parse(address)
	if err == nil {
		switch u.Scheme {
		case "neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc":
			if u.Hostname() != "" {
				return nil
			}
		}
	}
	return schema.Errorf(schema.CodeInvalid, "%q is not the address of a Neo4j: it looks like neo4j://localhost:7687 or bolt://localhost:7687", address)
}

// prepare connects, finds the name of the database and makes what is missing.
func (s *Store) prepare(ctx context.Context) error {
	if err := s.driver.VerifyConnectivity(ctx); err != nil {
		return s.unreachable(ctx, err)
	}
	if s.database == "" {
		// Known by name, the home database need not be looked up with every session.
		err := s.read(ctx, "CALL db.info() YIELD name RETURN name", nil, func(v []any) error {
			s.database = text(v[0])
			return nil
		})
		if err != nil {
			return err
		}
	}
	if err := s.makeSchema(ctx); err != nil {
		return err
	}
	return s.makeFixtures(ctx)
}

// unreachable explains why a database does not answer.
func (s *Store) unreachable(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return timeout(ctx.Err())
	}
	var refused *neo4j.Neo4jError
	if errors.As(err, &refused) {
		switch {
		case strings.Contains(refused.Code, ".Security."):
			return unavailable(err, "Neo4j at %s refuses the user %q: check the user and the password", s.address, s.options.User)
		case strings.Contains(refused.Code, "DatabaseNotFound"):
			return unavailable(err, "Neo4j at %s has no database %q: check its name", s.address, s.database)
		}
	}
	return unavailable(err, "Neo4j at %s does not answer: check that it is running and that the address is right", s.address)
}

func unavailable(cause error, format string, args ...any) error {
	return &schema.Error{Code: schema.CodeUnavailable, Message: fmt.Sprintf(format, args...), Cause: cause}
}

// makeSchema makes the constraints and indexes that are missing and waits until
// they are of use.
func (s *Store) makeSchema(ctx context.Context) error {
	have := map[string]bool{}
	err := s.readAll(ctx, "SHOW INDEXES YIELD name", nil, func(v []any) error {
		have[text(v[0])] = true
		return nil
	})
	if err != nil {
		return err
	}
	missing := slices.DeleteFunc(schema.Neo4jSchema(), func(statement string) bool {
		before, _, _ := strings.Cut(statement, " IF NOT EXISTS")
		return have[before[strings.LastIndexByte(before, ' ')+1:]]
	})
	if len(missing) == 0 {
		return nil
	}
	if err := s.makeTokens(ctx); err != nil {
		return err
	}
	for _, statement := range missing {
		if err := s.run(ctx, statement, nil); err != nil {
			return err
		}
	}
	return s.run(ctx, "CALL db.awaitIndexes(300)", nil)
}

// makeTokens makes relationship types and names of properties known. The database
// looks for one that it does not know with every row anew; and it keeps those that
// were made first nearer to an edge than others.
func (s *Store) makeTokens(ctx context.Context) error {
	if err := s.run(ctx, "UNWIND $names AS name CALL db.createRelationshipType(name) RETURN count(*)", map[string]any{"names": types().all}); err != nil {
		return err
	}
	names := []string{"id", "fromDay", "toDay", "validFrom", "validTo", "modality", "confidence"}
	for i := range actorFields {
		names = append(names, actorFields[i].of)
	}
	for i := range relationFields {
		names = append(names, relationFields[i].of)
	}
	return s.run(ctx, "UNWIND $names AS name CALL db.createProperty(name) RETURN count(*)", map[string]any{"names": names})
}

// makeFixtures makes the nodes that writers lock and count with.
func (s *Store) makeFixtures(ctx context.Context) error {
	locks, same := int64(0), false
	err := s.read(ctx, "RETURN COUNT { (:Lock) }, EXISTS { MATCH (c:Counter {name: 'changes'}) WHERE c.self = elementId(c) }", nil, func(v []any) error {
		locks, same = number(v[0]), flag(v[1])
		return nil
	})
	if err != nil || locks == lockCount && same {
		return err
	}
	if err := s.run(ctx, "UNWIND range(0, $n - 1) AS i MERGE (l:Lock {number: i})", map[string]any{"n": lockCount}); err != nil {
		return err
	}
	// A plan that is made while there is no relationship looks through all of them
	// for the one with an id, and is kept when there are many: so there are some
	// before anything is planned.
	if err := s.run(ctx, "MATCH (a:Lock) WHERE a.number < $n MATCH (b:Lock {number: a.number + 1}) MERGE (a)-[:BEFORE]->(b)", map[string]any{"n": lockLinks}); err != nil {
		return err
	}
	if err := s.run(ctx, "MERGE (c:Counter {name: 'log'}) ON CREATE SET c.claims = 0, c.at = datetime({epochMillis: 0})", nil); err != nil {
		return err
	}
	// Ids of elements change when a database is copied: then edges are found anew.
	if err := s.relink(ctx); err != nil {
		return err
	}
	return s.run(ctx, "MERGE (c:Counter {name: 'changes'}) ON CREATE SET c.value = 0, c.batches = 0 SET c.self = elementId(c)", nil)
}

// Ping is part of store.Store.
func (s *Store) Ping(ctx context.Context) error {
	if s.closing.Err() != nil {
		return schema.Errorf(schema.CodeUnavailable, "the store is closed")
	}
	return s.read(ctx, "RETURN 1", nil, func([]any) error { return nil })
}

// Close is part of store.Store.
func (s *Store) Close(ctx context.Context) error {
	s.mu.Lock()
	s.close()
	s.mu.Unlock()
	s.running.Wait()
	return s.driver.Close(ctx)
}
