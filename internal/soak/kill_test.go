//go:build soak

package soak_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"rawabit/internal/neo4jtest"
	"rawabit/internal/newswire"
	"rawabit/loader"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/open"
)

// The environment of a loader that is started to be killed.
const (
	childStore    = "RAWABIT_SOAK_CHILD"
	childArticles = "RAWABIT_SOAK_CHILD_ARTICLES"
	childUser     = "RAWABIT_SOAK_CHILD_USER"
	childPassword = "RAWABIT_SOAK_CHILD_PASSWORD"
)

// killBatch is how many articles a transaction of that loader has.
const killBatch = 5

// runChild loads articles of the newswire into a store, a line on standard output
// for each transaction that was acknowledged.
func runChild(address string) int {
	ctx := context.Background()
	fail := func(err error) int { fmt.Fprintln(os.Stderr, err); return 1 }
	n, err := strconv.Atoi(os.Getenv(childArticles))
	if err != nil {
		return fail(err)
	}
	w, err := newswire.New()
	if err != nil {
		return fail(err)
	}
	l, err := loader.New()
	if err != nil {
		return fail(err)
	}
	s, err := open.Open(ctx, address, open.Options{User: os.Getenv(childUser), Password: os.Getenv(childPassword)})
	if err != nil {
		return fail(err)
	}
	var batch []schema.Reading
	done := 0
	flush := func() error {
		if _, err := s.Record(ctx, batch); err != nil {
			return err
		}
		done += len(batch)
		batch = nil
		fmt.Println(done)
		return nil
	}
	for in := range w.Articles(1, n) {
		r, err := l.Read(in)
		if err != nil {
			return fail(err)
		}
		if batch = append(batch, r); len(batch) == killBatch {
			if err := flush(); err != nil {
				return fail(err)
			}
		}
	}
	if err := flush(); err != nil {
		return fail(err)
	}
	if err := s.Close(ctx); err != nil {
		return fail(err)
	}
	return 0
}

// child runs a loader and kills it some moments after it has acknowledged a number
// of transactions; a negative one lets it end. It returns how many articles were
// acknowledged, and whether the loader was killed before it had ended.
func child(t *testing.T, address string, server neo4jtest.Server, articles, transactions int, moment time.Duration) (acknowledged int, killed bool) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childStore+"="+address, childArticles+"="+strconv.Itoa(articles), childUser+"="+server.User, childPassword+"="+server.Password)
	var problems strings.Builder
	cmd.Stderr = &problems
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if transactions == 0 {
		time.AfterFunc(moment, func() { _ = cmd.Process.Kill() })
	}
	lines := bufio.NewScanner(out)
	for seen := 1; lines.Scan(); seen++ {
		if acknowledged, err = strconv.Atoi(lines.Text()); err != nil {
			t.Fatalf("the loader printed %q", lines.Text())
		}
		if seen == transactions {
			time.AfterFunc(moment, func() { _ = cmd.Process.Kill() })
		}
	}
	err = cmd.Wait()
	killed = err != nil && cmd.ProcessState.ExitCode() < 0
	if err != nil && (transactions < 0 || !killed) {
		t.Fatalf("the loader ended with %v: %s", err, problems.String())
	}
	return acknowledged, killed
}

// killing kills loaders of one store after the other and holds what they leave to
// an undisturbed run. check opens the store as it was left.
func killing(t *testing.T, kills, articles int, server neo4jtest.Server, address func() string, check func(t *testing.T, look func(s store.Store))) {
	t.Helper()
	readings := read(t, wire(t, articles))
	undisturbed := openFile(t)
	record(t, undisturbed, readings, killBatch)
	want := graph(t, undisturbed)
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	const lives = 5
	for killed := 0; killed < kills; {
		at, reached := address(), 0
		for range min(lives, kills-killed) {
			// So many transactions more than the last time, and some moments.
			transactions := reached/killBatch + r.IntN(articles/killBatch/lives)
			moment := time.Duration(r.IntN(60_000)) * time.Microsecond
			if transactions == 0 {
				moment = time.Duration(r.IntN(3000)) * time.Millisecond // while it starts
			}
			acknowledged, dead := child(t, at, server, articles, transactions, moment)
			if dead {
				killed++
			}
			reached = max(reached, acknowledged)
			check(t, func(s store.Store) {
				for i := range reached {
					a, err := s.Article(t.Context(), store.ArticleQuery{ID: readings[i].Article.ID})
					if err != nil || a == nil {
						t.Fatalf("article %d of %d that were acknowledged is lost (%v)", i, reached, err)
					}
				}
				rebuilt(t, s)
			})
		}
		child(t, at, server, articles, -1, 0)
		check(t, func(s store.Store) { sameGraph(t, fmt.Sprintf("graph after %d kills", killed), want, graph(t, s)) })
	}
}

// TestKillLoaderEmbedded kills loaders of embedded stores.
func TestKillLoaderEmbedded(t *testing.T) {
	var at string
	address := func() string { at = "file:" + filepath.Join(t.TempDir(), "graph.db"); return at }
	killing(t, 50, 300, neo4jtest.Server{}, address, func(t *testing.T, look func(s store.Store)) {
		s, err := open.Open(t.Context(), at, open.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.Close(t.Context()) }()
		look(s)
	})
}

// TestKillLoaderNeo4j kills loaders of a Neo4j.
func TestKillLoaderNeo4j(t *testing.T) {
	server := neo4jtest.Start(t)
	address := func() string { neo4jtest.Reset(t, server); return server.Bolt }
	killing(t, 20, 150, server, address, func(t *testing.T, look func(s store.Store)) {
		s, err := open.Open(t.Context(), server.Bolt, open.Options{User: server.User, Password: server.Password})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.Close(t.Context()) }()
		look(s)
	})
}

// TestKillNeo4j kills Neo4j itself while a loader is at work.
func TestKillNeo4j(t *testing.T) {
	readings := read(t, wire(t, 200))
	undisturbed := openFile(t)
	record(t, undisturbed, readings, killBatch)
	want := graph(t, undisturbed)
	server := neo4jtest.StartAlone(t)
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 2))
	const kills = 10
	done := 0
	for killed := range kills {
		s := openNeo4j(t, server.Server)
		for i := range done {
			a, err := s.Article(t.Context(), store.ArticleQuery{ID: readings[i].Article.ID})
			if err != nil || a == nil {
				t.Fatalf("article %d of %d that were acknowledged is lost after kill %d (%v)", i, done, killed, err)
			}
		}
		rebuilt(t, s)
		stop := done + r.IntN(max(1, len(readings)/kills*2))
		dead := make(chan struct{})
		for killing := false; ; {
			batch := readings[done:min(done+killBatch, len(readings))]
			if !killing && (done >= stop || len(batch) == 0) {
				killing = true
				moment := time.Duration(r.IntN(200)) * time.Millisecond
				go func() {
					defer close(dead)
					time.Sleep(moment)
					server.Kill()
				}()
			}
			if len(batch) == 0 {
				break
			}
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			_, err := s.Record(ctx, batch)
			cancel()
			if err == nil {
				done += len(batch)
			} else if killing {
				break
			} // else the machine is slow: again
		}
		<-dead
		server.Restart(t)
		t.Logf("kill %d: %d articles acknowledged", killed+1, done)
	}
	s := openNeo4j(t, server.Server)
	record(t, s, readings, killBatch)
	sameGraph(t, "graph after the kills", want, graph(t, s))
	rebuilt(t, s)
}
