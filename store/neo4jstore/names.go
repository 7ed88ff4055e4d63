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
	batch int64            // the number of the last transaction that was taken over
}

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
	// What commits after this is taken over, perhaps again, by those who follow.
	batch := int64(0)
	if err := s.read(ctx, "MATCH (c:Counter {name: 'changes'}) RETURN c.batches", nil, func(v []any) error {
		batch = number(v[0])
		return nil
	}); err != nil {
		return nil, err
	}
	var actors []schema.Actor
	err := s.readAll(ctx, "MATCH (a:Actor) WHERE a.id IS NOT NULL RETURN "+propertiesOf("a"), nil, func(v []any) error {
		actors = append(actors, *decodeActor(v[0]))
		return nil
	})
	if err != nil {
		return nil, err
	}
	n.graph = adjacency.New(adjacency.Options{Clock: s.options.Clock, Name: "names"})
	n.batch = batch
	n.take(actors, s.options.Clock())
	return n.graph, s.start(s.followNames)
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
		if err := s.takeNews(s.closing); err != nil {
			continue // the next look will tell
		}
	}
}

// takeNews takes over the actors of the transactions that came since the last
// look and that are not known as they are.
func (s *Store) takeNews(ctx context.Context) error {
	n := &s.names
	n.mu.Lock()
	batch := n.batch
	n.mu.Unlock()
	var found []schema.Actor
	err := s.readAll(ctx, "MATCH (b:Batch) WHERE b.number > $batch WITH b.at AS at, b.number AS number "+
		"OPTIONAL MATCH (a:Actor) USING INDEX a:Actor(recordedAt) WHERE a.recordedAt = at RETURN number, "+propertiesOf("a"), map[string]any{"batch": batch}, func(v []any) error {
		batch = max(batch, number(v[0]))
		if a := decodeActor(v[1]); a != nil && a.ID != "" {
			found = append(found, *a)
		}
		return nil
	})
	if err != nil {
		return err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.batch = max(n.batch, batch)
	var fresh []schema.Actor
	for i := range found {
		known, err := n.graph.Actor(ctx, store.ActorQuery{ID: found[i].ID})
		if err == nil && (known == nil || !store.SameActor(known.Actor, &found[i])) {
			fresh = append(fresh, found[i])
		}
	}
	if len(fresh) > 0 {
		n.take(fresh, s.options.Clock())
	}
	return nil
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
