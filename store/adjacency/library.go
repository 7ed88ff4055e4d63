package adjacency

import (
	"context"
	"slices"

	"rawabit/schema"
	"rawabit/store"
)

// Library is what a store keeps outside of the graph. Its methods may be called
// by several goroutines; what they return is shared and not changed any more. It
// may be ahead of the graph's state, never behind it: at is the recording time of
// the state in microseconds, and what was recorded later is left out.
type Library interface {
	// Claims returns the claims of the ids, in their order, unknown ones left out.
	Claims(ctx context.Context, ids []schema.ClaimID) ([]*schema.Claim, error)
	// Articles returns the articles of the ids, unknown ones left out, with their
	// texts only when asked for.
	Articles(ctx context.Context, at int64, ids []schema.ArticleID, text bool) (map[schema.ArticleID]*schema.Article, error)
	// ArticlesOf lists the articles that mention an actor, or all of them when the
	// actor is "", newest first, then by id.
	ArticlesOf(ctx context.Context, at int64, actor schema.ActorID, q ArticleList) (articles []*schema.Article, total int, err error)
	// Mentions returns the mentions of an article in the order of the text.
	Mentions(ctx context.Context, article schema.ArticleID) ([]*schema.Mention, error)
	// RelationsOf returns the current relations that an article is evidence of, one
	// entry a claim of the article, in any order.
	RelationsOf(ctx context.Context, article schema.ArticleID) ([]Span, error)
	// ChangesOf returns the changes of a relation in order.
	ChangesOf(ctx context.Context, at int64, relation schema.RelationID) ([]*schema.Change, error)
	// Changes returns up to limit changes after a cursor that pass, in order, and
	// how many pass at all when total is set.
	Changes(ctx context.Context, at int64, f *ChangeFilter, after int64, limit int, total bool) ([]*schema.Change, int, error)
	// Sizes returns how many claims and articles there are, and the first and last
	// day of publication.
	Sizes(ctx context.Context, at int64) (claims, articles int, first, last schema.Date, err error)
}

// ArticleList says which articles are wanted. After is nil for the beginning.
type ArticleList struct {
	Words     []string // folded words that must all stand in title or text
	Published *store.DayRange
	After     *store.Cursor
	Limit     int
	Total     bool
	Text      bool
}

// Span is a relation and where one of its claims begins in an article.
type Span struct {
	Relation schema.RelationID
	Start    int
}

// ChangeFilter is a store.ChangeFilter with its actor looked up.
type ChangeFilter struct {
	store.ChangeFilter
	// Actors are the actor of the filter and, with Parts, its parts; nil when the
	// filter names none.
	Actors map[schema.ActorID]bool
}

// Match reports whether a change passes.
func (f *ChangeFilter) Match(c *schema.Change) bool {
	r := c.After
	if r == nil {
		r = c.Before
	}
	if len(f.Kinds) > 0 && !slices.Contains(f.Kinds, c.Kind) || !f.Since.IsZero() && c.RecordedAt.Before(f.Since) {
		return false
	}
	if f.ValidIn != nil && (c.ValidDate.IsZero() || c.ValidDate.Earliest() < f.ValidIn.From || c.ValidDate.Earliest() >= f.ValidIn.Before) {
		return false
	}
	if r == nil {
		return len(f.Types) == 0 && len(f.Modality) == 0 && f.Actors == nil
	}
	return (len(f.Types) == 0 || slices.Contains(f.Types, r.Type)) &&
		(len(f.Modality) == 0 || slices.Contains(f.Modality, r.Modality)) &&
		(f.Actors == nil || f.Actors[r.Source] || f.Actors[r.Target])
}
