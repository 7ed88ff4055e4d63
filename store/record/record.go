package record

import (
	"context"
	"fmt"
	"slices"
	"time"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/timeline"
)

// Record records what was read in a batch of articles: see store.Writer. An
// article that is stored is left as it is, with all that was read in it.
func Record(ctx context.Context, tx Tx, readings []schema.Reading, at time.Time) (*Result, error) {
	ids := make([]schema.ArticleID, len(readings))
	for i := range readings {
		ids[i] = readings[i].Article.ID
	}
	stored, err := tx.StoredArticles(ctx, ids)
	if err != nil {
		return nil, err
	}
	in, err := newIntake(readings, func(id schema.ArticleID) bool { return stored[id] })
	if err != nil {
		return nil, err
	}
	result := &Result{At: at, Outcomes: in.Outcomes}
	if len(in.Articles) == 0 {
		return result, nil
	}
	if result.Actors, err = settleActors(ctx, tx, in, func(stored, found schema.Actor) schema.Actor { return store.MergeActor(stored, found) }); err != nil {
		return nil, err
	}
	fresh, err := unknownClaims(ctx, tx, in.Claims)
	if err != nil {
		return nil, err
	}
	if err := tx.PutArticles(ctx, in.Articles, at); err != nil {
		return nil, err
	}
	if err := tx.PutActors(ctx, result.Actors); err != nil {
		return nil, err
	}
	if err := tx.PutMentions(ctx, in.Mentions); err != nil {
		return nil, err
	}
	if result.Delta, err = enter(ctx, tx, fresh, at); err != nil {
		return nil, err
	}
	articleOf := make(map[schema.ClaimID]schema.ArticleID, len(fresh))
	for i := range fresh {
		articleOf[fresh[i].ID] = fresh[i].Article
	}
	distribute(result.Outcomes, result.Delta.Changes, func(id schema.ClaimID) schema.ArticleID { return articleOf[id] })
	return result, nil
}

// Import takes actors and relations as they stand: see store.Writer. Of an actor
// that the registry knows it keeps what the registry says.
func Import(ctx context.Context, tx Tx, actors []schema.Actor, relations []schema.Relation, at time.Time) (*Result, error) {
	in, err := newImport(actors, relations)
	if err != nil {
		return nil, err
	}
	result := &Result{At: at}
	result.Actors, err = settleActors(ctx, tx, in, func(stored, found schema.Actor) schema.Actor {
		if stored.Known && !found.Known {
			return store.MergeActor(stored, found)
		}
		return found
	})
	if err != nil {
		return nil, err
	}
	ids := make([]schema.RelationID, len(in.Claims))
	for i := range in.Claims {
		ids[i] = in.Claims[i].Relation
	}
	former, err := tx.Assertions(ctx, ids)
	if err != nil {
		return nil, err
	}
	fresh := in.Claims[:0]
	for _, c := range in.Claims {
		if assert(&c, former[c.Relation]) {
			fresh = append(fresh, c)
		}
	}
	if err := tx.PutActors(ctx, result.Actors); err != nil {
		return nil, err
	}
	result.Delta, err = enter(ctx, tx, fresh, at)
	return result, err
}

// settleActors returns the actors of an intake that are new or say something
// new, and refuses a batch that names an actor whom nobody knows.
func settleActors(ctx context.Context, tx Tx, in *intake, merge func(stored, found schema.Actor) schema.Actor) ([]schema.Actor, error) {
	ids := slices.Clone(in.Ends)
	for i := range in.Actors {
		ids = append(ids, in.Actors[i].ID)
	}
	slices.Sort(ids)
	stored, err := tx.StoredActors(ctx, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	var changed []schema.Actor
	brought := make(map[schema.ActorID]bool, len(in.Actors))
	for _, found := range in.Actors {
		brought[found.ID] = true
		known, ok := stored[found.ID]
		if !ok {
			changed = append(changed, found)
			continue
		}
		if merged := merge(known, found); !store.SameActor(&known, &merged) {
			changed = append(changed, merged)
		}
	}
	for _, id := range in.Ends {
		if _, ok := stored[id]; !ok && !brought[id] {
			return nil, missing(id)
		}
	}
	return changed, nil
}

func unknownClaims(ctx context.Context, tx Tx, claims []schema.Claim) ([]schema.Claim, error) {
	ids := make([]schema.ClaimID, len(claims))
	for i := range claims {
		ids[i] = claims[i].ID
	}
	known, err := tx.StoredClaims(ctx, ids)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(claims, func(c schema.Claim) bool { _, ok := known[c.ID]; return ok }), nil
}

// enter puts fresh claims into the log, recomputes what they touch and applies
// the outcome.
func enter(ctx context.Context, tx Tx, fresh []schema.Claim, at time.Time) (timeline.Delta, error) {
	if len(fresh) == 0 {
		return timeline.Delta{}, nil
	}
	for i := range fresh {
		fresh[i].RecordedAt = at
	}
	if err := file(ctx, tx, fresh); err != nil {
		return timeline.Delta{}, err
	}
	delta, err := timeline.Update(ctx, tx, fresh, at)
	if err != nil {
		return delta, fmt.Errorf("recompute relations: %w", err)
	}
	return delta, tx.Apply(ctx, &delta)
}

// file puts fresh claims into the log, filed by the decisions that there are.
func file(ctx context.Context, tx Tx, fresh []schema.Claim) error {
	ids := make([]schema.ClaimID, len(fresh))
	for i := range fresh {
		ids[i] = fresh[i].ID
	}
	decisions, err := tx.Decisions(ctx, ids)
	if err != nil {
		return err
	}
	// A merge bears on claims that are not stored yet, and so is not found by them.
	merges, err := tx.Merges(ctx)
	if err != nil {
		return err
	}
	decisions = union(decisions, merges)
	filed := make([]Filed, len(fresh))
	for i := range fresh {
		filed[i] = Filed{Claim: &fresh[i], Units: timeline.Filing(&fresh[i], decisions)}
	}
	return tx.PutClaims(ctx, filed)
}

func recompute(ctx context.Context, tx Tx, units []timeline.Unit, at time.Time) (timeline.Delta, error) {
	delta, err := timeline.UpdateUnits(ctx, tx, units, at)
	if err != nil {
		return delta, fmt.Errorf("recompute relations: %w", err)
	}
	return delta, tx.Apply(ctx, &delta)
}

// union returns two lists of decisions as one, each decision once.
func union(a, b []schema.Decision) []schema.Decision {
	out := slices.Clone(a)
	for _, d := range b {
		if !slices.ContainsFunc(out, func(o schema.Decision) bool { return o.ID == d.ID }) {
			out = append(out, d)
		}
	}
	return out
}
