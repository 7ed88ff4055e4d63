package alerts

import (
	"slices"

	"rawabit/schema"
)

// matches reports whether a rule without a trend tells of a change, and as what
// kind of change.
func (r *Rule) matches(s *scene) (schema.ChangeKind, bool) {
	if !r.about(s) {
		return "", false
	}
	kind, ok := r.kind(s)
	return kind, ok && r.dated(s.change)
}

// about reports whether types, ends, places and modality are those of the rule.
func (r *Rule) about(s *scene) bool {
	if len(r.Types) > 0 && !anyOf(s.types, r.Types) || !slices.Contains(r.modalities(), modality(s.shown)) {
		return false
	}
	if len(r.Actors) > 0 && !r.names(s) {
		return false
	}
	if len(r.Places) > 0 && !anyOf(s.places, r.Places) {
		return false
	}
	if len(r.Pairs) > 0 && !slices.ContainsFunc(r.Pairs, func(p []schema.ActorID) bool { return s.between(p, r.withParts()) }) {
		return false
	}
	return true
}

// names reports whether an end is one of the actors of the rule, or part of one.
func (r *Rule) names(s *scene) bool {
	if !r.withParts() {
		return anyOf(s.own, r.Actors)
	}
	return anyOf(s.source, r.Actors) || anyOf(s.target, r.Actors)
}

// between reports whether the ends are those of a pair, either way round.
func (s *scene) between(pair []schema.ActorID, parts bool) bool {
	source, target := s.source, s.target
	if !parts {
		source, target = []schema.ActorID{s.shown.Source}, []schema.ActorID{s.shown.Target}
	}
	return across(source, target, pair)
}

// kind returns the kind of change as the rule sees it. What happened before there
// were sources enough is told when there are.
func (r *Rule) kind(s *scene) (schema.ChangeKind, bool) {
	c := s.change
	if !r.known(s.shown) {
		return "", false
	}
	if allows(r.Kinds, c.Kind) {
		return c.Kind, true
	}
	if c.Kind.OfWorld() || c.Kind == schema.Retracted || c.Before == nil || r.known(c.Before) || modality(c.After) != schema.Actual {
		return "", false
	}
	late := schema.Opened
	switch {
	case !c.After.Type.IsState():
		late = schema.Happened
	case c.After.Ended:
		late = schema.Closed
	}
	return late, slices.Contains(r.Kinds, late)
}

// known reports whether a version is as sure as the rule asks for.
func (r *Rule) known(v *schema.Relation) bool {
	return v.Confidence >= r.MinConfidence && v.Sources >= r.MinSources && (r.Contested == nil || v.Contested == *r.Contested)
}

// dated reports whether the world changed within the days of the rule.
func (r *Rule) dated(c *schema.Change) bool {
	if r.ValidIn == nil {
		return true
	}
	d := c.ValidDate
	return !d.IsZero() && (r.ValidIn.From.IsZero() || d.Earliest() >= r.ValidIn.From.Earliest()) &&
		(r.ValidIn.Before.IsZero() || d.Earliest() < r.ValidIn.Before.Earliest())
}

func modality(r *schema.Relation) schema.Modality {
	if r.Modality == "" {
		return schema.Actual
	}
	return r.Modality
}
