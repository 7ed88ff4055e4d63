package record

import (
	"context"
	"slices"
	"strconv"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/timeline"
)

// Restore records a transaction as it was: see store.Archive. Nothing is computed
// anew.
func Restore(ctx context.Context, tx Tx, from *store.Transaction) (*Result, error) {
	timeline.Forget(tx) // what is written here, no update tells it
	result := &Result{At: from.At, Actors: from.Actors}
	if len(from.Decisions) > 0 {
		result.Decision = from.Decisions[len(from.Decisions)-1]
	}
	for i := range from.Articles {
		result.Outcomes = append(result.Outcomes, store.Outcome{Article: from.Articles[i].ID, IsNew: true})
	}
	if err := tx.PutArticles(ctx, from.Articles, from.At); err != nil {
		return nil, err
	}
	if err := tx.PutActors(ctx, from.Actors); err != nil {
		return nil, err
	}
	if err := tx.PutMentions(ctx, from.Mentions); err != nil {
		return nil, err
	}
	for _, d := range from.Decisions {
		if err := tx.PutDecision(ctx, d); err != nil {
			return nil, err
		}
		if _, err := refile(ctx, tx, &d); err != nil {
			return nil, err
		}
	}
	claims := slices.Clone(from.Claims)
	if len(claims) > 0 {
		for i := range claims {
			claims[i].RecordedAt = from.At
		}
		if err := file(ctx, tx, claims); err != nil {
			return nil, err
		}
	}
	delta, err := restored(ctx, tx, from)
	if err != nil || len(delta.Relations)+len(delta.Retired)+len(delta.Changes)+len(claims) == 0 {
		return result, err
	}
	result.Delta = delta
	return result, tx.Apply(ctx, &result.Delta)
}

// restored makes of what an archive names what a store has to write.
func restored(ctx context.Context, tx Tx, from *store.Transaction) (timeline.Delta, error) {
	var delta timeline.Delta
	versions := map[string]*schema.Relation{}
	delta.Relations = slices.Clone(from.Relations)
	for i := range delta.Relations {
		r := &delta.Relations[i]
		r.RecordedAt = from.At
		versions[versionName(r)] = r
	}
	retired, err := current(ctx, tx, from.Retired)
	if err != nil {
		return delta, err
	}
	for _, gone := range from.Retired {
		r, ok := retired[gone.ID]
		if !ok || r.Version != gone.Version {
			return delta, schema.Errorf(schema.CodeConflict, "relation %s has no current version %d that could be retired: the archive is damaged, or the store was not empty", gone.ID, gone.Version)
		}
		r.RetractedAt = from.At
		delta.Retired = append(delta.Retired, r)
		versions[versionName(&r)] = &r
	}
	for _, c := range from.Changes {
		c.RecordedAt = from.At
		for _, side := range [...]**schema.Relation{&c.Before, &c.After} {
			if *side == nil {
				continue
			}
			version, ok := versions[versionName(*side)]
			if !ok {
				return delta, schema.Errorf(schema.CodeConflict, "change %s names version %d of relation %s, which is not of its transaction: the archive is damaged", c.ID, (*side).Version, (*side).ID)
			}
			*side = version
		}
		delta.Changes = append(delta.Changes, c)
	}
	return delta, nil
}

// current returns the current versions of relations that are to be retired.
func current(ctx context.Context, tx Tx, list []store.Retirement) (map[schema.RelationID]schema.Relation, error) {
	if len(list) == 0 {
		return nil, nil
	}
	units := make([]timeline.Unit, len(list))
	for i, r := range list {
		units[i] = timeline.Home(r.Type, r.Source, r.Target)
	}
	slices.Sort(units)
	found, err := tx.Relations(ctx, slices.Compact(units))
	out := make(map[schema.RelationID]schema.Relation, len(found))
	for _, r := range found {
		out[r.ID] = r
	}
	return out, err
}

func versionName(r *schema.Relation) string { return string(r.ID) + "#" + strconv.Itoa(r.Version) }
