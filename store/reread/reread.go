package reread

import (
	"context"
	"fmt"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// Options say how to read again. All are needed but Progress.
type Options struct {
	// Read reads an article.
	Read func(a *schema.Article) (schema.Reading, error)
	// SetClock sets the clock that the new store takes its recording times from.
	SetClock func(at time.Time)
	// Progress is told the count of transactions.
	Progress func(done int)
}

// Report says what became of a store.
type Report struct {
	Transactions, Articles, Claims int
	// Changed is the number of articles that are read otherwise than before.
	Changed   int
	Decisions int
	// Left are the decisions that could not be taken again, with the reason.
	Left []Left
}

// Left is a decision that was left out.
type Left struct {
	Decision schema.Decision
	Reason   error
}

// Copy reads the articles of a store again and records them in another one, which
// must be empty.
func Copy(ctx context.Context, from store.Archive, to store.Store, o Options) (*Report, error) {
	stats, err := to.Stats(ctx)
	if err != nil {
		return nil, err
	}
	if stats.Actors+stats.Articles+stats.Claims > 0 {
		return nil, schema.Errorf(schema.CodeConflict, "the store holds %d articles and %d actors already: articles are read again into an empty one", stats.Articles, stats.Actors)
	}
	c := &copying{Options: o, to: to, was: map[schema.ClaimID]*schema.Claim{}, named: map[schema.MentionID]*schema.Mention{},
		is: map[schema.ArticleID]*schema.Reading{}, made: map[schema.DecisionID]schema.DecisionID{}}
	if err := from.Dump(ctx, c.lookAhead); err != nil {
		return nil, err
	}
	if err := from.Dump(ctx, func(t *store.Transaction) error { return c.take(ctx, t) }); err != nil {
		return nil, err
	}
	return &c.report, nil
}

// copying is a copy at work.
type copying struct {
	Options
	to     store.Store
	report Report

	was   map[schema.ClaimID]*schema.Claim     // claims that decisions are about, as they were
	named map[schema.MentionID]*schema.Mention // mentions likewise
	is    map[schema.ArticleID]*schema.Reading // the articles of these, as they are now
	made  map[schema.DecisionID]schema.DecisionID
}

// lookAhead notes what decisions are about.
func (c *copying) lookAhead(t *store.Transaction) error {
	for i := range t.Decisions {
		for _, id := range t.Decisions[i].Claims {
			c.was[id] = nil
		}
		for _, id := range t.Decisions[i].Mentions {
			c.named[id] = nil
		}
	}
	return nil
}

func (c *copying) take(ctx context.Context, t *store.Transaction) error {
	c.SetClock(t.At)
	if err := c.articles(ctx, t); err != nil {
		return err
	}
	if err := c.imports(ctx, t); err != nil {
		return err
	}
	for i := range t.Decisions {
		if err := c.decide(ctx, &t.Decisions[i]); err != nil {
			return err
		}
	}
	c.report.Transactions++
	if c.Progress != nil {
		c.Progress(c.report.Transactions)
	}
	return nil
}

// articles reads the articles of a transaction again.
func (c *copying) articles(ctx context.Context, t *store.Transaction) error {
	if len(t.Articles) == 0 {
		return nil
	}
	before := map[schema.ArticleID]map[schema.ClaimID]bool{}
	decided := map[schema.ArticleID]bool{}
	for i := range t.Claims {
		claim := t.Claims[i]
		if claim.Kind != schema.Stated {
			continue
		}
		if before[claim.Article] == nil {
			before[claim.Article] = map[schema.ClaimID]bool{}
		}
		before[claim.Article][claim.ID] = true
		if _, ok := c.was[claim.ID]; ok {
			c.was[claim.ID] = &claim
			decided[claim.Article] = true
		}
	}
	for i := range t.Mentions {
		m := t.Mentions[i]
		if _, ok := c.named[m.ID]; ok {
			c.named[m.ID] = &m
			decided[m.Article] = true
		}
	}
	readings := make([]schema.Reading, len(t.Articles))
	for i := range t.Articles {
		a := &t.Articles[i]
		r, err := c.Read(a)
		if err != nil {
			return fmt.Errorf("read article %s again: %w", a.ID, err)
		}
		readings[i] = r
		c.report.Articles++
		c.report.Claims += len(r.Claims)
		if !sameClaims(before[a.ID], r.Claims) {
			c.report.Changed++
		}
		if decided[a.ID] {
			c.is[a.ID] = &r
		}
	}
	_, err := c.to.Record(ctx, readings)
	return err
}

func sameClaims(before map[schema.ClaimID]bool, now []schema.Claim) bool {
	for i := range now {
		if !before[now[i].ID] {
			return false
		}
	}
	return len(before) == len(now)
}

// imports takes the imported relations of a transaction, with their actors.
func (c *copying) imports(ctx context.Context, t *store.Transaction) error {
	var relations []schema.Relation
	for i := range t.Claims {
		if a := &t.Claims[i]; a.Kind == schema.Asserted {
			relations = append(relations, schema.Relation{
				ID: a.Relation, Type: a.Type, Source: a.Source, Target: a.Target, Roles: a.Roles, ValidFrom: a.ValidFrom, ValidTo: a.ValidTo,
				DateBasis: a.DateBasis, Ended: a.Ended, Modality: a.Modality, Office: a.Office, Confidence: a.Confidence,
			})
		}
	}
	if len(relations) == 0 && (len(t.Articles)+len(t.Decisions) > 0 || len(t.Actors) == 0) {
		return nil
	}
	return c.to.Import(ctx, t.Actors, relations)
}
