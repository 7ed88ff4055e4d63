package alerts

import (
	"cmp"
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
	// Offices are those that persons count for; those that articles tell of alone,
	// where it is nil.
	Offices Offices
}

// Past is what a rule is tried on.
type Past interface {
	store.Reader
	store.Feed
}

// Try says what a rule would have told in the past: it hands out each alert, with
// when it would have been decided. Time is that of the articles: a change became
// known on the day on which the first article that says so was published, and
// only what articles had told by then counts. Nothing is recorded.
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
	t := &trial{index: index, kin: newKin(s, o.Offices, time.Now)}
	for cursor := int64(0); ; {
		nodes, err := past(ctx, s, cursor)
		if err != nil {
			return err
		}
		if len(nodes) == 0 {
			break
		}
		for _, n := range nodes {
			cursor = n.Cursor
			if err := t.consider(ctx, n, o.Since); err != nil {
				return err
			}
		}
	}
	return t.decide(ctx, o.Limit, take)
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
	index   *Index
	kin     *kin
	changes []learnedChange
}

// learnedChange is a change that may concern the rule, with the day on which it
// became known.
type learnedChange struct {
	*schema.Change
	day schema.Day
}

// consider keeps a change if it may concern the rule.
func (t *trial) consider(ctx context.Context, node *store.ChangeNode, since schema.Day) error {
	day := learned(node)
	if day < since {
		return nil
	}
	change := *node.Change
	if node.Before != nil {
		change.Before = node.Before.Relation
	}
	if node.After != nil {
		change.After = node.After.Relation
	}
	t.kin.refresh()
	s, err := t.kin.scene(ctx, &change)
	if err != nil || s == nil {
		return err
	}
	for _, number := range t.index.candidates(s) {
		if t.index.rules[number].concerned(s, day) {
			t.changes = append(t.changes, learnedChange{&change, day})
		}
	}
	return nil
}

// decide goes through what was kept in the order of days, whatever order the
// articles were loaded in.
func (t *trial) decide(ctx context.Context, limit int, take func(d *store.AlertDelivery) error) error {
	slices.SortStableFunc(t.changes, func(a, b learnedChange) int { return cmp.Compare(a.day, b.day) })
	count := 0
	for _, c := range t.changes {
		var found []store.AlertDelivery
		t.kin.refresh()
		n := now{at: c.day.Time().Add(12 * time.Hour), known: c.day}
		err := t.index.each(ctx, t.kin, c.Change, n, func(_ *armed, o *outcome) { found = append(found, o.deliveries...) })
		if err != nil {
			return err
		}
		for i := range found {
			found[i].At = c.day.Time()
			if err := take(&found[i]); err != nil {
				return err
			}
			if count++; limit > 0 && count >= limit {
				return nil
			}
		}
	}
	return nil
}
