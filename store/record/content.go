package record

import (
	"cmp"
	"context"
	"slices"
	"time"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/adjacency"
)

// Content returns what the ledger holds, as it is now.
func (l *Ledger) Content() *Content {
	l.mu.RLock()
	defer l.mu.RUnlock()
	versions := l.spelledOut()
	var retired []schema.Relation
	for _, r := range versions {
		if !r.RetractedAt.IsZero() {
			retired = append(retired, r)
		}
	}
	slices.SortStableFunc(retired, func(a, b schema.Relation) int { return a.RetractedAt.Compare(b.RetractedAt) })
	articles := slices.Clone(l.byDay)
	slices.SortFunc(articles, func(a, b *schema.Article) int {
		return cmp.Or(cmp.Compare(l.recorded[a.ID], l.recorded[b.ID]), cmp.Compare(a.ID, b.ID))
	})
	printed := make([]Printed, len(articles))
	recorded := make(map[schema.ArticleID]time.Time, len(articles))
	for i, a := range articles {
		printed[i].Article = *a
		recorded[a.ID] = time.UnixMicro(l.recorded[a.ID]).UTC()
		for _, m := range l.mentionsOf[a.ID] {
			printed[i].Mentions = append(printed[i].Mentions, *m)
		}
	}
	actors := make([]*schema.Actor, 0, len(l.actors))
	for _, a := range l.actors {
		actors = append(actors, a)
	}
	slices.SortFunc(actors, func(a, b *schema.Actor) int { return cmp.Compare(a.ID, b.ID) })
	return &Content{
		Articles:  ListStream(printed, func(p *Printed) time.Time { return recorded[p.Article.ID] }),
		Claims:    ListStream(plainCopies(l.claimLog), func(c *schema.Claim) time.Time { return c.RecordedAt }),
		Decisions: ListStream(slices.Clone(l.decisions), func(d *schema.Decision) time.Time { return d.At }),
		Versions:  ListStream(versions, func(r *schema.Relation) time.Time { return r.RecordedAt }),
		Retired: mapStream(ListStream(retired, func(r *schema.Relation) time.Time { return r.RetractedAt }), func(r schema.Relation) store.Retirement {
			return RetirementOf(&r)
		}),
		Changes: ListStream(plainCopies(l.changes), func(c *schema.Change) time.Time { return c.RecordedAt }),
		Actors:  l.StoredActors,
		EachActor: func(_ context.Context, f func(*schema.Actor) error) error {
			for _, a := range actors {
				if err := f(a); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// spelledOut returns all versions in recorded order, with their claims.
func (l *Ledger) spelledOut() []schema.Relation {
	out := make([]schema.Relation, len(l.versions))
	next := map[schema.RelationID][]schema.ClaimID{}
	for i, v := range slices.Backward(l.versions) {
		out[i] = v.Relation
		if v.Before != "" {
			out[i].Claims = adjacency.ClaimsOfDiff(v.Before, next[v.ID])
		}
		next[v.ID] = out[i].Claims
	}
	return out
}

// RetirementOf returns the retirement of a past version.
func RetirementOf(r *schema.Relation) store.Retirement {
	return store.Retirement{ID: r.ID, Version: r.Version, Type: r.Type, Source: r.Source, Target: r.Target}
}

func plainCopies[T any](list []*T) []T {
	out := make([]T, len(list))
	for i, one := range list {
		out[i] = *one
	}
	return out
}

func mapStream[A, B any](in Stream[A], f func(A) B) Stream[B] {
	return func(ctx context.Context) (entry B, at time.Time, ok bool, err error) {
		one, at, ok, err := in(ctx)
		if ok {
			entry = f(one)
		}
		return entry, at, ok, err
	}
}
