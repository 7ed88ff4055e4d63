package record

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/adjacency"
)

// Shelf hands what a ledger keeps beside the graph to the graph.
type Shelf struct{ Ledger *Ledger }

var _ adjacency.Library = Shelf{}

// Claims is part of adjacency.Library.
func (s Shelf) Claims(_ context.Context, ids []schema.ClaimID) ([]*schema.Claim, error) {
	s.Ledger.mu.RLock()
	defer s.Ledger.mu.RUnlock()
	out := make([]*schema.Claim, 0, len(ids))
	for _, id := range ids {
		if c := s.Ledger.claims[id]; c != nil {
			out = append(out, c)
		}
	}
	return out, nil
}

// Articles is part of adjacency.Library.
func (s Shelf) Articles(_ context.Context, at int64, ids []schema.ArticleID, text bool) (map[schema.ArticleID]*schema.Article, error) {
	s.Ledger.mu.RLock()
	defer s.Ledger.mu.RUnlock()
	out := make(map[schema.ArticleID]*schema.Article, len(ids))
	for _, id := range ids {
		if a := s.Ledger.articles[id]; a != nil && s.Ledger.recorded[id] <= at && out[id] == nil {
			out[id] = withText(a, text)
		}
	}
	return out, nil
}

func withText(a *schema.Article, text bool) *schema.Article {
	if text {
		return a
	}
	short := *a
	short.Text = ""
	return &short
}

// ArticlesOf is part of adjacency.Library.
func (s Shelf) ArticlesOf(ctx context.Context, at int64, actor schema.ActorID, q adjacency.ArticleList) ([]*schema.Article, int, error) {
	s.Ledger.mu.RLock()
	defer s.Ledger.mu.RUnlock()
	list := s.Ledger.byDay
	if actor != "" {
		list = nil
		for id := range s.Ledger.mentionOf[actor] {
			list = append(list, s.Ledger.articles[id])
		}
		slices.SortFunc(list, newestFirst)
	}
	begin := 0
	if q.After != nil {
		begin = sort.Search(len(list), func(i int) bool { return q.After.Before(store.ArticleCursor(list[i])) })
	}
	if !q.Total {
		list, begin = list[begin:], 0
	}
	var out []*schema.Article
	total := 0
	for i, a := range list {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, 0, &schema.Error{Code: schema.CodeTimeout, Message: "the time allowed for the query has passed", Cause: ctx.Err()}
		}
		if len(out) >= q.Limit && !q.Total {
			break
		}
		if s.Ledger.recorded[a.ID] > at || !within(a, q.Published) || !holds(a, q.Words) {
			continue
		}
		total++
		if i >= begin && len(out) < q.Limit {
			out = append(out, withText(a, q.Text))
		}
	}
	return out, total, nil
}

func within(a *schema.Article, r *store.DayRange) bool {
	return r == nil || a.Published.Earliest() >= r.From && a.Published.Earliest() < r.Before
}

// holds reports whether every word stands in title or text.
func holds(a *schema.Article, words []string) bool {
	if len(words) == 0 {
		return true
	}
	text := strings.Fields(schema.FoldName(a.Title + "\n" + a.Text))
	for _, word := range words {
		if !slices.Contains(text, word) {
			return false
		}
	}
	return true
}

// Mentions is part of adjacency.Library.
func (s Shelf) Mentions(_ context.Context, article schema.ArticleID) ([]*schema.Mention, error) {
	s.Ledger.mu.RLock()
	defer s.Ledger.mu.RUnlock()
	list := slices.Clone(s.Ledger.mentionsOf[article])
	slices.SortFunc(list, func(a, b *schema.Mention) int { return InText(*a, *b) })
	return list, nil
}

// InText orders the mentions of an article as they stand in its text.
func InText(a, b schema.Mention) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.ID, b.ID))
}

// RelationsOf is part of adjacency.Library.
func (s Shelf) RelationsOf(_ context.Context, article schema.ArticleID) ([]adjacency.Span, error) {
	s.Ledger.mu.RLock()
	defer s.Ledger.mu.RUnlock()
	var spans []adjacency.Span
	for _, id := range s.Ledger.claimsOf[article] {
		for _, relation := range s.Ledger.relationOf[id] {
			spans = append(spans, adjacency.Span{Relation: relation, Start: s.Ledger.claims[id].Evidence.Start})
		}
	}
	return spans, nil
}

// ChangesOf is part of adjacency.Library.
func (s Shelf) ChangesOf(_ context.Context, at int64, relation schema.RelationID) ([]*schema.Change, error) {
	s.Ledger.mu.RLock()
	defer s.Ledger.mu.RUnlock()
	list := s.Ledger.changesOf[relation]
	n := sort.Search(len(list), func(i int) bool { return list[i].RecordedAt.UnixMicro() > at })
	return slices.Clone(list[:n]), nil
}

// Changes is part of adjacency.Library.
func (s Shelf) Changes(ctx context.Context, at int64, f *adjacency.ChangeFilter, after int64, limit int, total bool) ([]*schema.Change, int, error) {
	s.Ledger.mu.RLock()
	defer s.Ledger.mu.RUnlock()
	var out []*schema.Change
	count := 0
	for i, c := range s.Ledger.changes {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, 0, &schema.Error{Code: schema.CodeTimeout, Message: "the time allowed for the query has passed", Cause: ctx.Err()}
		}
		if !total && (c.Cursor <= after || len(out) >= limit) {
			if c.Cursor > after {
				break
			}
			continue
		}
		if c.RecordedAt.UnixMicro() > at {
			break
		}
		if !f.Match(c) {
			continue
		}
		count++
		if c.Cursor > after && len(out) < limit {
			out = append(out, c)
		}
	}
	return out, count, nil
}

// Sizes is part of adjacency.Library.
func (s Shelf) Sizes(context.Context, int64) (claims, articles int, first, last schema.Date, err error) {
	s.Ledger.mu.RLock()
	defer s.Ledger.mu.RUnlock()
	if n := len(s.Ledger.byDay); n > 0 {
		last, first = s.Ledger.byDay[0].Published, s.Ledger.byDay[n-1].Published
	}
	return len(s.Ledger.claimLog), len(s.Ledger.byDay), first, last, nil
}

// After returns up to limit changes with a cursor greater than after, recorded by
// a time.
func (s Shelf) After(at, after int64, limit int) []schema.Change {
	s.Ledger.mu.RLock()
	defer s.Ledger.mu.RUnlock()
	var out []schema.Change
	for i := max(after, 0); i < int64(len(s.Ledger.changes)) && len(out) < limit; i++ {
		if c := s.Ledger.changes[i]; c.RecordedAt.UnixMicro() <= at {
			out = append(out, *c)
		}
	}
	return out
}
