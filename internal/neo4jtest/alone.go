package neo4jtest

import (
	"net/url"
	"os"
	"strconv"
	"testing"
)

// Alone is a server of one test, which may kill it and start it again over the
// same data. It always comes from Maven.
type Alone struct {
	Server
	home   string
	keeper *keeper
}

// StartAlone starts a server for one test and ends it with the test.
func StartAlone(tb testing.TB) *Alone {
	tb.Helper()
	home, err := newHome()
	if err != nil {
		tb.Fatal(err)
	}
	a := &Alone{home: home}
	tb.Cleanup(func() {
		a.Kill()
		_ = os.RemoveAll(home)
	})
	if a.keeper, a.Server, err = startJava(home, false, nil); err != nil {
		tb.Fatalf("this test needs a Neo4j of its own: %v\nInstall Java 17 and Maven (make tools).", err)
	}
	return a
}

// Kill ends the server as a loss of power would: without any chance to tidy up.
func (a *Alone) Kill() {
	if a.keeper != nil {
		a.keeper.kill()
	}
}

// Restart starts the server again, on the same ports.
func (a *Alone) Restart(tb testing.TB) {
	tb.Helper()
	a.Kill()
	var ports []int
	for _, address := range []string{a.Bolt, a.HTTP} {
		u, err := url.Parse(address)
		if err != nil {
			tb.Fatal(err)
		}
		port, err := strconv.Atoi(u.Port())
		if err != nil {
			tb.Fatal(err)
		}
		ports = append(ports, port)
	}
	var err error
	if a.keeper, a.Server, err = startJava(a.home, false, ports); err != nil {
		tb.Fatal(err)
	}
}
