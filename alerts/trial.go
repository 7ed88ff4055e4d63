package alerts

import (
	"context"
	"slices"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// TrialOptions say which part of the past a rule is tried on.
type TrialOptions struct {
	Since schema.Day // what became known before is passed over
	Limit int        // alerts to be found at most; 0 for all
}

// Past is what a rule is tried on.
type Past interface {
	store.Reader
	store.Feed
}

// Try says what a rule would have told in the past: it hands out each alert, with
// when it would have been decided. Time is that of the articles: a change became
// known on the day on which the first article that says so was published, and of
// what is known only what the store had recorded by then counts. Nothing is
// recorded.
func Try(ctx context.Context, s Past, rule *Rule, o TrialOptions, take func(d *store.AlertDelivery) error) error {
	rule.complete()
	if len(rule.Channels) > 1 {
		rule.Channels = rule.Channels[:1] // where it goes does not matter
	}
	if len(rule.Channels) == 0 {
		rule.Channels = []string{"trial"}
	}
	stored, err := rule.Stored("trial", 0)
	if err != nil {
		return err
	}
	index, bad := NewIndex([]store.AlertRule{stored})
	if len(bad) > 0 {
		return bad[0]
	}
	t := &trial{index: index, kin: newKin(s, time.Now), since: o.Since}
	count := 0
	for cursor := int64(0); ; {
		nodes, err := past(ctx, s, cursor)
		if err != nil || len(nodes) == 0 {
			return err
		}
		for _, n := range nodes {
			cursor = n.Cursor
			found, err := t.change(ctx, s, n)
			if err != nil {
				return err
			}
			for j := range found {
				if err := take(&found[j]); err != nil {
					return err
				}
				if count++; o.Limit > 0 && count >= o.Limit {
					return nil
				}
			}
		}
	}
}

// past reads changes with their articles.
func past(ctx context.Context, reader store.Reader, after int64) ([]*store.ChangeNode, error) {
	page, err := reader.Changes(ctx, store.ChangesQuery{
		Page:   store.Page{First: 500, After: store.Cursor{List: store.ListChanges, Rank: after}.Encode(), NoCursors: true},
		Select: store.ChangeSelection{Before: &store.RelationSelection{}, After: &store.RelationSelection{}, Evidence: &store.ArticleSelection{}},
	})
	if err != nil {
		return nil, err
	}
	return page.Nodes, nil
}

// learned returns the day on which a change became known: that of the first
// article that tells what happened or began, of the last one that tells anything
// else.
func learned(n *store.ChangeNode) schema.Day {
	var days []schema.Day
	for _, e := range n.Evidence {
		if e.Article != nil && e.Article.Article != nil && !e.Article.Published.IsZero() {
			days = append(days, e.Article.Published.Earliest())
		}
	}
	switch {
	case len(days) == 0:
		return schema.DayOf(n.RecordedAt)
	case n.Kind == schema.Happened || n.Kind == schema.Opened:
		return slices.Min(days)
	}
	return slices.Max(days)
}

// trial is a walk through the past.
type trial struct {
	index  *Index
	kin    *kin
	since  schema.Day
	latest schema.Day // that the walk has come to
}

func (t *trial) change(ctx context.Context, reader store.Reader, node *store.ChangeNode) ([]store.AlertDelivery, error) {
	day := learned(node)
	if day < t.since {
		return nil, nil
	}
	t.latest = max(t.latest, day)
	var out []store.AlertDelivery
	n := now{at: t.latest.Time().Add(12 * time.Hour), known: day}
	change := *node.Change
	if node.Before != nil {
		change.Before = node.Before.Relation
	}
	if node.After != nil {
		change.After = node.After.Relation
	}
	err := t.index.each(ctx, reader, t.kin, &change, n, func(_ *armed, o *outcome) { out = append(out, o.deliveries...) })
	for i := range out {
		out[i].At = day.Time() // whatever order the articles were loaded in
	}
	return out, err
}
