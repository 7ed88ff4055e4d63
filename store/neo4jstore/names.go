package neo4jstore

import (
	"context"
	"math"
	"sync"
	"time"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/adjacency"
)

// names knows the names of all actors, to search them as every store does:
// forgiving spellings, transliterations and slips that no full-text index knows
// of. It is read when the first search is made. What this process writes is in it
// at once, what others write within the polling interval.
type names struct {
	mu    sync.Mutex
	graph *adjacency.Graph // without relations; nil before the first search
	last  time.Time        // the latest recording time that was seen
}

// namesOverlap is how long after its recording time a transaction may commit
// without being overlooked by the polling of others.
const namesOverlap = 2 * time.Minute

// put takes actors over, if the names were read at all.
func (n *names) put(actors []schema.Actor, at time.Time) {
	if len(actors) == 0 {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.take(actors, at)
}

// take is put under the lock.
func (n *names) take(actors []schema.Actor, at time.Time) {
	if n.graph == nil {
		return
	}
	if at.After(n.last) {
		n.last = at
	}
	// A batch of actors alone is never refused.
	_ = n.graph.Apply(adjacency.Batch{Actors: actors, At: at})
}

// known returns the names, read from the database the first time.
func (s *Store) known(ctx context.Context) (*adjacency.Graph, error) {
	n := &s.names
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.graph != nil {
		return n.graph, nil
	}
	graph := adjacency.New(adjacency.Options{Clock: s.options.Clock, Name: "names"})
	actors, last, err := s.recordedSince(ctx, time.Unix(0, 0))
	if err != nil {
		return nil, err
	}
	n.graph = graph
	n.take(actors, last)
	s.running.Go(s.followNames)
	return graph, nil
}

// recordedSince reads the actors that were recorded after a time.
func (s *Store) recordedSince(ctx context.Context, since time.Time) (actors []schema.Actor, last time.Time, err error) {
	err = s.readAll(ctx, "MATCH (a:Actor) WHERE a.recordedAt > $since RETURN "+actorExpression("a")+", a.recordedAt", map[string]any{"since": since.UTC()}, func(v []any) error {
		actors = append(actors, *decodeActor(v[0]))
		if at := moment(v[1]); at.After(last) {
			last = at
		}
		return nil
	})
	return actors, last, err
}

// followNames looks now and then for actors that other processes recorded.
func (s *Store) followNames() {
	tick := time.NewTicker(s.options.Poll)
	defer tick.Stop()
	for {
		select {
		case <-s.closing.Done():
			return
		case <-tick.C:
		}
		s.names.mu.Lock()
		since := s.names.last.Add(-namesOverlap)
		s.names.mu.Unlock()
		actors, last, err := s.recordedSince(s.closing, since)
		if err != nil {
			continue // the next look will tell
		}
		s.takeNews(actors, last)
	}
}

// takeNews takes over the actors that are not known as they are.
func (s *Store) takeNews(actors []schema.Actor, last time.Time) {
	n := &s.names
	n.mu.Lock()
	defer n.mu.Unlock()
	var fresh []schema.Actor
	for i := range actors {
		known, err := n.graph.Actor(s.closing, store.ActorQuery{ID: actors[i].ID})
		if err == nil && (known == nil || !store.SameActor(known.Actor, &actors[i])) {
			fresh = append(fresh, actors[i])
		}
	}
	if len(fresh) > 0 {
		n.take(fresh, last)
	}
}

// search answers a search for actors: the names give the page, the database what
// is selected of it.
func (s *Store) search(ctx context.Context, q store.ActorsQuery) (*store.ActorPage, error) {
	if err := s.open(ctx); err != nil {
		return nil, err
	}
	graph, err := s.known(ctx)
	if err != nil {
		return nil, err
	}
	look := q
	look.Select = store.ActorSelection{}
	x := s.newQuery()
	if q.Order == store.DegreeDesc {
		// The names know no relations: the database sorts all that are found.
		by := byRank(x, store.ListDegreeDesc, x.begin(store.ListDegreeDesc, q.Page))
		if x.err != nil {
			return nil, x.err
		}
		look.Order, look.Page = store.NameOrder, store.Page{First: math.MaxInt32, NoCursors: true}
		found, err := graph.Actors(ctx, look)
		if err != nil {
			return nil, err
		}
		ids := x.param(idsOf(found))
		expression, decode := x.actorPage(nil, len(found.Nodes) == 0, q.Page, &q.Select, func() (string, string) {
			a := x.name("a")
			x.add("UNWIND ", ids, " AS ", a, "Id MATCH (", a, ":Actor {id: ", a, "Id}) ")
			return a, x.degree(a)
		}, by)
		x.add("RETURN ", expression, " AS x")
		page := &store.ActorPage{}
		if err := s.ask(ctx, x, func(v any) { *page = decode(v) }); err != nil {
			return nil, err
		}
		return page, nil
	}
	page, err := graph.Actors(ctx, look)
	if err != nil || len(page.Nodes) == 0 {
		return page, err
	}
	x.add("UNWIND ", x.param(idsOf(page)), " AS id MATCH (a:Actor {id: id}) ")
	one, decode := x.actor("a", &q.Select)
	x.add("RETURN collect(", one, ") AS x")
	nodes := make(map[schema.ActorID]*store.ActorNode, len(page.Nodes))
	err = s.ask(ctx, x, func(v any) {
		for _, entry := range list(v) {
			if n := decode(entry); n != nil {
				nodes[n.ID] = n
			}
		}
	})
	if err != nil {
		return nil, err
	}
	for i, n := range page.Nodes {
		if fresh := nodes[n.ID]; fresh != nil {
			page.Nodes[i] = fresh
		}
	}
	return page, nil
}

func idsOf(page *store.ActorPage) []string {
	ids := make([]string, len(page.Nodes))
	for i, n := range page.Nodes {
		ids[i] = string(n.ID)
	}
	return ids
}
