package neo4jtest

import (
	"context"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Server says how to reach a Neo4j.
type Server struct {
	Bolt     string // "bolt://127.0.0.1:41001"
	HTTP     string // "http://127.0.0.1:41002", where Neo4j Browser is; "" where unknown
	User     string
	Password string
}

// testPassword is the password of the servers that this package starts.
const testPassword = "rawabit-test"

// startTime is how long a server may take to answer.
const startTime = 3 * time.Minute

// running is the server of this test binary.
type running struct {
	server Server
	stop   func()
}

// begun tells that the server of this test binary was asked for.
var begun atomic.Bool

// shared starts the server of this test binary once.
var shared = sync.OnceValues(func() (*running, error) {
	if address := os.Getenv("RAWABIT_TEST_NEO4J"); address != "" {
		return given(address)
	}
	if dockerAnswers() {
		return startContainer()
	}
	return startFromMaven()
})

// Start returns the server of this test binary and starts it when it is asked for
// the first time. It ends with the binary; call Main from TestMain to have it
// ended and its folder removed without delay.
func Start(tb testing.TB) Server {
	tb.Helper()
	begun.Store(true)
	r, err := shared()
	if err != nil {
		tb.Fatalf("this test needs a real Neo4j 5.26: %v\n"+
			"Mend it in one of these ways: set RAWABIT_TEST_NEO4J to the address of a Neo4j whose database may be emptied "+
			"(RAWABIT_TEST_NEO4J_USER and RAWABIT_TEST_NEO4J_PASSWORD too); or start a Docker engine; or install Java 17 and Maven (make tools).", err)
	}
	return r.server
}

// Main runs the tests of a package, ends the server if one was started, and exits.
func Main(m *testing.M) {
	code := m.Run()
	Stop()
	os.Exit(code)
}

// Stop ends the server of this test binary, for a TestMain that has more to do
// than Main. No test may run any more.
func Stop() {
	if !begun.Load() {
		return
	}
	if r, err := shared(); err == nil {
		r.stop()
	}
}

// given takes the server at an address from the environment.
func given(address string) (*running, error) {
	s := Server{
		Bolt: address, HTTP: os.Getenv("RAWABIT_TEST_NEO4J_HTTP"),
		User: os.Getenv("RAWABIT_TEST_NEO4J_USER"), Password: os.Getenv("RAWABIT_TEST_NEO4J_PASSWORD"),
	}
	unlock, err := lock("neo4j " + address)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := answers(ctx, s, nil); err != nil {
		unlock()
		return nil, fmt.Errorf("the server of RAWABIT_TEST_NEO4J: %w", err)
	}
	return &running{server: s, stop: unlock}, nil
}

// Driver returns a driver for the server, closed when the test ends.
func Driver(tb testing.TB, s Server) neo4j.DriverWithContext {
	tb.Helper()
	driver, err := newDriver(s, s.Password)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = driver.Close(context.Background()) })
	return driver
}

func newDriver(s Server, password string) (neo4j.DriverWithContext, error) {
	auth := neo4j.NoAuth()
	if s.User != "" {
		auth = neo4j.BasicAuth(s.User, password, "")
	}
	return neo4j.NewDriverWithContext(s.Bolt, auth)
}

// answers waits until the server answers a query. ended, when given, tells that
// it never will.
func answers(ctx context.Context, s Server, ended func() error) error {
	driver, err := newDriver(s, s.Password)
	if err != nil {
		return err
	}
	defer func() { _ = driver.Close(ctx) }()
	for {
		err := driver.VerifyConnectivity(ctx)
		if err == nil {
			return nil
		}
		if ended != nil {
			if gone := ended(); gone != nil {
				return gone
			}
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s does not answer: %w", s.Bolt, err)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// setPassword replaces the password that a new server comes with.
func setPassword(ctx context.Context, s Server, ended func() error) error {
	first := s
	first.Password = "neo4j"
	driver, err := newDriver(first, first.Password)
	if err != nil {
		return err
	}
	defer func() { _ = driver.Close(ctx) }()
	for {
		_, err := neo4j.ExecuteQuery(ctx, driver, "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password",
			map[string]any{"password": s.Password}, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase("system"))
		if err == nil {
			return nil
		}
		if gone := ended(); gone != nil {
			return gone
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s does not answer: %w", s.Bolt, err)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// Reset empties the database. Indexes and constraints stay.
func Reset(tb testing.TB, s Server) {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	driver, err := newDriver(s, s.Password)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = driver.Close(ctx) }()
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer func() { _ = session.Close(ctx) }()
	result, err := session.Run(ctx, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 20000 ROWS", nil)
	if err == nil {
		_, err = result.Consume(ctx)
	}
	if err != nil {
		tb.Fatalf("empty the database: %v", err)
	}
}
