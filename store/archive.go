package store

import (
	"context"
	"time"

	"rawabit/schema"
)

// Archive takes out of a store everything that it holds, and puts it into an
// empty one, as it was: ids, recording times, versions and cursors.
type Archive interface {
	// Dump is that of Dumper.
	Dump(ctx context.Context, yield func(*Transaction) error) error
	// Restore records transactions as they were, in their order, all of them or
	// none. The first ones must come into an empty store, and nobody else may write
	// into it until the last one is restored.
	Restore(ctx context.Context, list []Transaction) error
}

// Dumper hands out everything that a store holds.
type Dumper interface {
	// Dump hands out what was recorded, a transaction at a time, in the order in
	// which they became durable: one consistent state. Actors, of which only the
	// last state is kept, come with the first transaction that names them, those
	// that none names with a last one. Of a store that others write meanwhile and
	// that cannot hold still it is an error with code CONFLICT. An error of yield
	// ends it.
	Dump(ctx context.Context, yield func(*Transaction) error) error
	// AlertRules and AlertState are those of Alerts.
	AlertRules(ctx context.Context) ([]AlertRule, error)
	AlertState(ctx context.Context) (AlertState, error)
}

// Transaction is what one transaction recorded. Lists are in an order that
// depends on their entries alone: articles, actors, relations and retirements
// by id, mentions by article and place, claims as they stand in the log,
// changes by cursor.
type Transaction struct {
	At        time.Time
	Actors    []schema.Actor
	Articles  []schema.Article
	Mentions  []schema.Mention
	Claims    []schema.Claim // without Sequence
	Decisions []schema.Decision
	Relations []schema.Relation // versions, without RetractedAt
	Retired   []Retirement
	// Changes name their versions, which are among Relations and Retired: of
	// Before and After only ID and Version are set.
	Changes []schema.Change
}

// Retirement says that a version of a relation ceased to be current. Type and
// ends are those of the version.
type Retirement struct {
	ID      schema.RelationID
	Version int
	Type    schema.RelationType
	Source  schema.ActorID
	Target  schema.ActorID
}

// Size is the number of entries of a transaction.
func (t *Transaction) Size() int {
	return len(t.Actors) + len(t.Articles) + len(t.Mentions) + len(t.Claims) + len(t.Decisions) + len(t.Relations) + len(t.Retired) + len(t.Changes)
}
