package timeline

import (
	"context"
	"slices"
	"strings"
	"time"

	"rawabit/schema"
)

// Update recomputes what fresh claims touch. The fresh claims are filed already,
// so that src.Claims returns them; at is the recording time of the transaction.
func Update(ctx context.Context, src Source, fresh []schema.Claim, at time.Time) (Delta, error) {
	var units []Unit
	for i := range fresh {
		units = append(units, Units(&fresh[i])...)
	}
	return UpdateUnits(ctx, src, units, at)
}

// UpdateUnits recomputes units, whatever made that necessary: a decision, or a
// rebuild.
func UpdateUnits(ctx context.Context, src Source, units []Unit, at time.Time) (Delta, error) {
	units = sortedUnits(units)
	claims, err := src.Claims(ctx, units)
	if err != nil {
		return Delta{}, err
	}
	old, err := src.Relations(ctx, units)
	if err != nil {
		return Delta{}, err
	}
	type key struct {
		t        schema.RelationType
		s, o     schema.ActorID
		m        schema.Modality
		from, to schema.Date
		id       schema.RelationID
	}
	groups := map[key][]schema.Claim{}
	for _, c := range claims {
		c.Canonical()
		if c.Kind == schema.Registered || c.Source == "" || c.Target == "" || !slices.Contains(units, Home(c.Type, c.Source, c.Target)) {
			continue
		}
		k := key{c.Type, c.Source, c.Target, c.Modality, c.ValidFrom, c.ValidTo, c.Relation}
		groups[k] = append(groups[k], c)
	}
	var delta Delta
	current := map[schema.RelationID]schema.Relation{}
	for _, r := range old {
		current[r.ID] = r
	}
	seen := map[schema.RelationID]bool{}
	for _, g := range groups {
		slices.SortFunc(g, func(a, b schema.Claim) int {
			if d := int(a.Published.Earliest()) - int(b.Published.Earliest()); d != 0 {
				return d
			}
			return strings.Compare(string(a.ID), string(b.ID))
		})
		c := g[0]
		r := schema.Relation{
			ID: schema.RelationID(schema.HashID("r", string(c.ID))), Version: 1, Type: c.Type, Source: c.Source, Target: c.Target, Roles: c.Roles,
			ValidFrom: c.ValidFrom, ValidTo: c.ValidTo, DateBasis: c.DateBasis, Ended: c.Ended, AttestedFrom: c.Published, AttestedTo: g[len(g)-1].Published,
			Modality: c.Modality, Confidence: c.Confidence, Office: c.Office, Quote: c.Evidence.Text, Article: c.Article, RecordedAt: at,
		}
		if c.Kind == schema.Asserted {
			r.ID = c.Relation
		}
		sources := map[string]bool{}
		for _, c := range g {
			r.Claims = append(r.Claims, c.ID)
			sources[c.SourceHash] = true
		}
		r.Sources = len(sources)
		seen[r.ID] = true
		if was, ok := current[r.ID]; ok {
			if len(was.Claims) == len(r.Claims) {
				continue
			}
			r.Version = was.Version + 1
			was.RetractedAt = at
			delta.Retired = append(delta.Retired, was)
			delta.Relations = append(delta.Relations, r)
			continue
		}
		delta.Relations = append(delta.Relations, r)
		if r.Modality == schema.Actual {
			kind := schema.Happened
			if r.Type.IsState() {
				kind = schema.Opened
			}
			after := r
			delta.Changes = append(delta.Changes, schema.Change{
				ID: schema.ChangeID(schema.HashID("h", string(r.ID), "1", string(kind))), Kind: kind, Relation: r.ID,
				After: &after, ValidDate: r.ValidFrom, Claims: r.Claims, RecordedAt: at,
			})
		}
	}
	for _, r := range old {
		if !seen[r.ID] {
			r.RetractedAt = at
			delta.Retired = append(delta.Retired, r)
		}
	}
	slices.SortFunc(delta.Relations, func(a, b schema.Relation) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortFunc(delta.Changes, func(a, b schema.Change) int { return strings.Compare(string(a.Relation), string(b.Relation)) })
	return delta, nil
}
