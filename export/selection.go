package export

import (
	"rawabit/schema"
	"rawabit/store"
)

// Selection says which part of a graph is written. The zero value is all of it:
// every actor, and every current relation of every modality.
type Selection struct {
	// Relations says which relations count. Where it names anything, only the
	// actors of those relations are written.
	Relations store.Filter
	// Around, where it names an actor, keeps what lies within Hops of it, up to
	// Limit actors, the nearest first.
	Around schema.ActorID
	Hops   int
	Limit  int
}

// whole reports whether nothing is left out.
func (s *Selection) whole() bool {
	f := &s.Relations
	return s.Around == "" && len(f.Types) == 0 && len(f.Kinds) == 0 && f.Actor == "" && f.Source == "" && f.Target == "" &&
		f.AsOf == nil && f.ValidOn == nil && f.StartsIn == nil && f.KnownAt.IsZero() && len(f.Modality) == 0 && !f.Certain &&
		f.MinConfidence == 0 && f.MinSources == 0 && f.Contested == nil
}
