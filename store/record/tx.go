package record

import (
	"context"
	"time"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/timeline"
)

// Tx is an open transaction of a store. Reads see what was put before in the same
// transaction. Maps leave out what is not stored; lists may be in any order
// unless one is named.
type Tx interface {
	timeline.Source
	timeline.Historian

	// StoredArticles tells which of the articles are stored.
	StoredArticles(ctx context.Context, ids []schema.ArticleID) (map[schema.ArticleID]bool, error)
	// StoredActors returns actors by id.
	StoredActors(ctx context.Context, ids []schema.ActorID) (map[schema.ActorID]schema.Actor, error)
	// StoredClaims returns claims by id.
	StoredClaims(ctx context.Context, ids []schema.ClaimID) (map[schema.ClaimID]schema.Claim, error)
	// StoredMentions returns mentions of an actor by id.
	StoredMentions(ctx context.Context, actor schema.ActorID, ids []schema.MentionID) (map[schema.MentionID]schema.Mention, error)
	// StoredDecision returns a decision, nil when there is none.
	StoredDecision(ctx context.Context, id schema.DecisionID) (*schema.Decision, error)
	// Assertions returns the asserted claims of each relation in recorded order.
	Assertions(ctx context.Context, relations []schema.RelationID) (map[schema.RelationID][]schema.Claim, error)
	// ClaimsNaming returns the claims that name an actor as an end or in a role.
	ClaimsNaming(ctx context.Context, actors []schema.ActorID) ([]schema.Claim, error)
	// ClaimsOf returns the claims of an article.
	ClaimsOf(ctx context.Context, article schema.ArticleID) ([]schema.Claim, error)
	// Merges returns all decisions that merge actors, undone ones included.
	Merges(ctx context.Context) ([]schema.Decision, error)
	// Filings returns the units that any of the claims are filed under.
	Filings(ctx context.Context, claims []schema.ClaimID) ([]timeline.Unit, error)

	// PutArticles adds articles, recorded at a time.
	PutArticles(ctx context.Context, articles []schema.Article, at time.Time) error
	// PutActors adds actors or replaces those of their ids.
	PutActors(ctx context.Context, actors []schema.Actor) error
	// PutMentions adds mentions, those of one article after the other.
	PutMentions(ctx context.Context, mentions []schema.Mention) error
	// PutClaims adds claims, in order, and files them. It sets their Sequence.
	PutClaims(ctx context.Context, claims []Filed) error
	// File files stored claims under further units.
	File(ctx context.Context, claims []Filed) error
	// PutDecision adds a decision that has its Sequence.
	PutDecision(ctx context.Context, d schema.Decision) error
	// NextDecision returns the Sequence of the next decision, from 1.
	NextDecision(ctx context.Context) (int64, error)
	// Apply retires versions, adds versions and adds the changes, whose Cursors it
	// sets: the last step of a transaction.
	Apply(ctx context.Context, delta *timeline.Delta) error
}

// Filed is a claim with the units that it is filed under.
type Filed struct {
	Claim *schema.Claim
	Units []timeline.Unit
}

// Result is what a transaction did.
type Result struct {
	At       time.Time
	Actors   []schema.Actor // new, or changed
	Delta    timeline.Delta
	Outcomes []store.Outcome // of Record
	Decision schema.Decision // of Decide
}

// Empty reports whether the transaction wrote nothing.
func (r *Result) Empty() bool {
	return len(r.Actors) == 0 && len(r.Delta.Relations) == 0 && len(r.Delta.Retired) == 0 &&
		len(r.Delta.Changes) == 0 && r.Decision.ID == "" && !r.anyNew()
}

func (r *Result) anyNew() bool {
	for i := range r.Outcomes {
		if r.Outcomes[i].IsNew {
			return true
		}
	}
	return false
}
