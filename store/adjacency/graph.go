package adjacency

import (
	"sync"
	"sync/atomic"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// Options are what a graph needs from its surroundings.
type Options struct {
	// Clock gives today, for what is certain when no day is asked for. It is
	// time.Now when nil.
	Clock store.Clock
	// Library hands in what is kept outside of the graph.
	Library Library
	// Name is the store's name in its figures: "memory", "embedded".
	Name string
}

// Graph is the graph of one store. Its methods that read may be called by any
// number of goroutines; Apply calls exclude each other.
type Graph struct {
	clock   store.Clock
	library Library
	name    string

	writing  sync.Mutex
	now      atomic.Pointer[state]
	versions versions
	// The tables and the names only grow and are checked against the state.
	actorNumbers    *table
	relationNumbers *table // number of the newest version by relation id
	aliases         aliases
	names           slab[nameEntry]
	nameWords       words
	// waiting holds the actors that are part of, or lie in, an actor that is not
	// known yet. It belongs to the writer.
	waiting map[schema.ActorID][]uint32
	balls   sync.Pool // of *ball
}

// state is one state of the graph. It is never changed once published.
type state struct {
	actors   vector[*actor]
	versions uint32 // versions with a lower number are part of the state
	at       int64  // recording time of the last batch, in microseconds

	dateDesc, dateAsc, recorded, confidence index   // current versions
	kindDesc, kindAsc                       []index // by type
	past                                    index   // past versions, in the order of dateDesc
	byName                                  index   // name entries of actors
}

// actor is a node with its edges. It is never changed once published.
type actor struct {
	node      store.ActorNode // without any selection, shared by all answers
	number    uint32
	nameEntry uint32
	current   []half // in the order of dateDesc
	past      []half
	parts     []uint32   // actors that are part of it or lie in it
	names     [][]uint32 // the words of its names, by number
}

// nameEntry is an actor under the main name that it has or had.
type nameEntry struct {
	name  string
	id    schema.ActorID
	actor uint32
}

// New returns an empty graph.
func New(o Options) *Graph {
	g := &Graph{clock: o.Clock, library: o.Library, name: o.Name, waiting: map[schema.ActorID][]uint32{}}
	if g.clock == nil {
		g.clock = time.Now
	}
	g.actorNumbers = newTable(func(n uint32) string { return string(g.names.at(n).id) })
	g.relationNumbers = newTable(func(n uint32) string { return g.versions.id(n) })
	kinds := len(schema.RelationTypes())
	g.now.Store(&state{kindDesc: make([]index, kinds), kindAsc: make([]index, kinds)})
	return g
}

// view is a state with the graph that it belongs to: what one query reads.
type view struct {
	*Graph
	*state
}

func (g *Graph) view() view { return view{g, g.now.Load()} }

// today is the day by the store's clock.
func (g *Graph) today() schema.Day { return schema.DayOf(g.clock()) }

// actor returns the actor of an id, nil when the state has none.
func (v view) actor(id schema.ActorID) *actor {
	entry, ok := v.actorNumbers.find(string(id))
	if !ok {
		return nil
	}
	if n := v.names.at(entry).actor; n < uint32(v.actors.n) {
		return v.actors.at(n)
	}
	return nil
}

// newest returns the number of the newest version of a relation that the state
// has, and whether it is current.
func (v view) newest(id schema.RelationID) (n uint32, current, ok bool) {
	n, ok = v.relationNumbers.find(string(id))
	if !ok {
		return 0, false, false
	}
	for n >= v.state.versions {
		former := v.edge(n).former
		if former == 0 {
			return 0, false, false
		}
		n = former - 1
	}
	retired := v.edge(n).retiredAt()
	return n, retired == 0 || retired > v.at, true
}

// edge and relation are of the graph; the state's version count hides the field.
func (v view) edge(n uint32) *edge                { return v.Graph.versions.edge(n) }
func (v view) relation(n uint32) *schema.Relation { return v.Graph.versions.relation(n) }
func (v view) id(n uint32) string                 { return v.Graph.versions.id(n) }

// Counts returns how many actors and current relations there are.
func (g *Graph) Counts() (actors, relations int) {
	v := g.view()
	return v.actors.n, v.dateDesc.n
}

// Version returns a version of a relation as it was while it was current, nil
// when there is none. It is not to be changed.
func (g *Graph) Version(id schema.RelationID, version int) *schema.Relation {
	n, ok := g.relationNumbers.find(string(id))
	for ok {
		if int(g.versions.packs.at(n).version) == version {
			return g.versions.relation(n)
		}
		former := g.versions.edge(n).former
		n, ok = former-1, former != 0
	}
	return nil
}
