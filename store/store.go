package store

import (
	"context"
	"time"

	"rawabit/schema"
)

// Store is a graph that can be read and written by several goroutines at once.
type Store interface {
	Reader
	Writer
	Feed
	Archive
	Alerts
	// Ping reports whether the store answers (STORE_UNAVAILABLE).
	Ping(ctx context.Context) error
	// Close waits for what is under way and releases the store.
	Close(ctx context.Context) error
}

// Reader answers queries. Every method reads one consistent state; none changes
// anything. A context that ends makes it return an error with code TIMEOUT
// within a fraction of a second, in the database too. An actor, relation or
// article that does not exist is a nil node and no error.
type Reader interface {
	Actor(ctx context.Context, q ActorQuery) (*ActorNode, error)
	Actors(ctx context.Context, q ActorsQuery) (*ActorPage, error)
	Relation(ctx context.Context, q RelationQuery) (*RelationNode, error)
	Relations(ctx context.Context, q RelationsQuery) (*RelationPage, error)
	Paths(ctx context.Context, q PathsQuery) ([]PathNode, error)
	Neighborhood(ctx context.Context, q NeighborhoodQuery) (*SubgraphNode, error)
	Dyad(ctx context.Context, q DyadQuery) (*DyadNode, error)
	Changes(ctx context.Context, q ChangesQuery) (*ChangePage, error)
	Article(ctx context.Context, q ArticleQuery) (*ArticleNode, error)
	Articles(ctx context.Context, q ArticlesQuery) (*ArticlePage, error)
	Stats(ctx context.Context) (*Stats, error)
}

// Writer records. Each call is one transaction: acknowledged when it returns
// nil, without trace when it returns an error.
type Writer interface {
	// Record records what was read in a batch of articles, recomputes the facts
	// that they touch and writes the changes. An article that is stored already
	// is left as it is. The outcomes are in the order of the readings; a change
	// stands with the first article of the batch that it has evidence from.
	Record(ctx context.Context, readings []schema.Reading) ([]Outcome, error)
	// Import takes actors and relations as they stand: ids are kept, no state rule
	// touches the relations, a later import of the same id replaces the former.
	// Actors must come before, or with, the relations that name them.
	Import(ctx context.Context, actors []schema.Actor, relations []schema.Relation) error
	// Decide records what a reviewer decided and recomputes what it touches. It
	// fills ID, Sequence and At, and returns the decision and the changes that it
	// made.
	Decide(ctx context.Context, d schema.Decision) (schema.Decision, []schema.Change, error)
	// Rebuild computes every relation and change again from claims and decisions
	// in recorded order. On a sound store it changes nothing; it returns how many
	// relations differed.
	Rebuild(ctx context.Context, progress func(done, total int)) (differed int, err error)
}

// Outcome says what became of one reading.
type Outcome struct {
	Article schema.ArticleID
	IsNew   bool
	Claims  int // claims recorded, 0 for an article that was there already
	Changes []schema.Change
}

// Feed hands out changes in the order of their gap-free cursor.
type Feed interface {
	// ChangesAfter returns up to limit changes with a cursor greater than after,
	// in order. It returns at once, with none if there are none yet.
	ChangesAfter(ctx context.Context, after int64, limit int) ([]schema.Change, error)
	// LastCursor returns the cursor of the newest change, 0 when there is none.
	LastCursor(ctx context.Context) (int64, error)
	// Notify returns a channel that gets a value whenever changes may have been
	// written, by this process at once, by others within the polling interval. It
	// is closed when ctx ends.
	Notify(ctx context.Context) <-chan struct{}
}

// Stats counts what a store holds, past versions and retracted relations left
// out.
type Stats struct {
	Actors, Relations, Claims, Articles int
	ByType                              []TypeCount // in the order of the vocabulary, zero counts left out
	FirstPublished, LastPublished       schema.Date
	Store                               string // "embedded", "neo4j", "memory"
}

// TypeCount is a number of relations of a type.
type TypeCount struct {
	Type  schema.RelationType
	Count int
}

// Clock gives the recording time. Stores take one so that tests can fix it.
type Clock func() time.Time
