package store

import (
	"context"
	"slices"

	"rawabit/schema"
)

// Scanner hands out a whole graph, one entry after the other, in little memory.
// An error of the function that it is given ends it.
type Scanner interface {
	// EachActor hands out all actors by name, then id.
	EachActor(ctx context.Context, f func(*schema.Actor) error) error
	// EachRelation hands out the current relations that a filter leaves, in the
	// order DateAsc, with Source, Target and Evidence where they are selected.
	EachRelation(ctx context.Context, f Filter, sel RelationSelection, give func(*RelationNode) error) error
}

// Plain reports whether a filter can be decided on a relation alone, by Match:
// it names types, kinds, modalities and days only.
func (f *Filter) Plain() bool {
	return f.Actor == "" && f.Source == "" && f.Target == "" && f.KnownAt.IsZero() && !f.Certain && f.StartsIn == nil
}

// Match reports whether a relation passes a plain filter.
func (f *Filter) Match(r *schema.Relation) bool {
	switch {
	case len(f.Types) > 0 && !slices.Contains(f.Types, r.Type),
		len(f.Kinds) > 0 && !slices.Contains(f.Kinds, r.Type.Info().Kind),
		len(f.Modality) > 0 && !slices.Contains(f.Modality, r.Modality),
		f.AsOf != nil && !r.HoldsAsOf(*f.AsOf),
		f.ValidOn != nil && !r.HoldsOn(*f.ValidOn),
		r.Confidence < f.MinConfidence, r.Sources < f.MinSources,
		f.Contested != nil && r.Contested != *f.Contested:
		return false
	}
	return true
}
