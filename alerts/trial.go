package alerts

import (
	"context"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// TrialOptions say which part of the past a rule is tried on.
type TrialOptions struct {
	Since schema.Day // what became known before is passed over
	Limit int        // alerts to be found at most; 0 for all
}

// Try says what a rule would have told in the past: it hands out each alert, with
// when it would have been decided. Time is that of the articles: a change became
// known on the day on which the first article that says so was published, and of
// what is known only what the store had recorded by then counts. Nothing is
// recorded.
func Try(ctx context.Context, s interface {
	store.Reader
	store.Feed
}, rule *Rule, o TrialOptions, take func(d *store.AlertDelivery) error) error {
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
		changes, err := s.ChangesAfter(ctx, cursor, 1000)
		if err != nil || len(changes) == 0 {
			return err
		}
		for i := range changes {
			cursor = changes[i].Cursor
			found, err := t.change(ctx, s, &changes[i])
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

// trial is a walk through the past.
type trial struct {
	index  *Index
	kin    *kin
	since  schema.Day
	latest schema.Day // that the walk has come to
}

func (t *trial) change(ctx context.Context, reader store.Reader, c *schema.Change) ([]store.AlertDelivery, error) {
	day := schema.DayOf(c.RecordedAt)
	if c.After != nil && !c.After.AttestedTo.IsZero() {
		day = c.After.AttestedTo.Earliest()
	}
	if day < t.since {
		return nil, nil
	}
	t.latest = max(t.latest, day)
	var out []store.AlertDelivery
	n := now{at: t.latest.Time().Add(12 * time.Hour), known: day}
	err := t.index.each(ctx, reader, t.kin, c, n, func(_ *armed, o *outcome) { out = append(out, o.deliveries...) })
	return out, err
}
