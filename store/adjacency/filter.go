package adjacency

import (
	"rawabit/schema"
	"rawabit/store"
)

// set is a set of actors that an end may be. The nil set allows every actor.
type set struct {
	one  uint32
	many map[uint32]struct{} // nil when there is only one
	none bool
}

func (s *set) has(n uint32) bool {
	if s.many != nil {
		_, ok := s.many[n]
		return ok
	}
	return n == s.one && !s.none
}

// list returns the members, the one that the set was made for first.
func (s *set) list() []uint32 {
	if s.none {
		return nil
	}
	list := []uint32{s.one}
	for n := range s.many {
		if n != s.one {
			list = append(list, n)
		}
	}
	return list
}

// set returns the actors that count for an id: itself and, with parts, whatever
// is part of it or lies in it, however deep.
func (v view) set(id schema.ActorID, parts bool) *set {
	a := v.actor(id)
	if a == nil {
		return &set{none: true}
	}
	s := &set{one: a.number}
	if !parts || len(a.parts) == 0 {
		return s
	}
	s.many = map[uint32]struct{}{a.number: {}}
	for queue := []*actor{a}; len(queue) > 0; queue = queue[1:] {
		outer := queue[0]
		for _, n := range outer.parts {
			if n >= uint32(v.actors.n) {
				continue
			}
			part := v.actors.at(n)
			if _, ok := s.many[n]; ok || part.node.Actor.PartOf != outer.node.ID && part.node.Within != outer.node.ID {
				continue
			}
			s.many[n] = struct{}{}
			queue = append(queue, part)
		}
	}
	return s
}

// filter is a store.Filter made ready for a state.
type filter struct {
	v          view
	kinds      uint64 // allowed types, a bit each
	modalities uint8
	asOf       *schema.Day
	validOn    *schema.Day
	startsIn   *store.DayRange
	known      int64 // 0 for what is current
	certain    bool
	certainOn  schema.Day // for Certain, in the filter and on nodes
	actor      *set
	source     *set
	target     *set
	confidence float64
	sources    int
	contested  *bool
	deep       bool // the version itself must be looked at
	nothing    bool // nothing can match
}

func (v view) filter(f *store.Filter) *filter {
	out := &filter{
		v: v, asOf: f.AsOf, validOn: f.ValidOn, startsIn: f.StartsIn, certain: f.Certain,
		confidence: f.MinConfidence, sources: f.MinSources, contested: f.Contested,
	}
	out.kinds = kindMask(f.Types, f.Kinds)
	out.modalities = modalityMask(f.Modality)
	if !f.KnownAt.IsZero() {
		out.known = f.KnownAt.UnixMicro()
	}
	switch {
	case f.AsOf != nil:
		out.certainOn = *f.AsOf
	case f.ValidOn != nil:
		out.certainOn = *f.ValidOn
	default:
		out.certainOn = v.today()
	}
	ends := func(id schema.ActorID) *set {
		if id == "" {
			return nil
		}
		s := v.set(id, f.Parts)
		out.nothing = out.nothing || s.none
		return s
	}
	out.actor, out.source, out.target = ends(f.Actor), ends(f.Source), ends(f.Target)
	out.deep = f.Certain || f.MinConfidence > 0 || f.MinSources > 0 || f.Contested != nil ||
		out.actor != nil || out.source != nil || out.target != nil
	out.nothing = out.nothing || out.kinds == 0 || out.modalities == 0
	return out
}

func kindMask(types []schema.RelationType, kinds []schema.Kind) uint64 {
	mask := ^uint64(0)
	if len(types) > 0 {
		mask = 0
		for _, t := range types {
			if n, ok := vocabulary()[t]; ok {
				mask |= 1 << n
			}
		}
	}
	if len(kinds) > 0 {
		var of uint64
		for n, info := range schema.RelationTypes() {
			for _, kind := range kinds {
				if info.Kind == kind {
					of |= 1 << n
				}
			}
		}
		mask &= of
	}
	return mask
}

func modalityMask(list []schema.Modality) uint8 {
	if len(list) == 0 {
		return 0xf
	}
	var mask uint8
	for _, m := range list {
		if m.Valid() {
			mask |= 1 << modalityNumber(m)
		}
	}
	return mask
}

// half reports whether an edge passes, seen from one of its ends. past tells
// which list it is from.
func (f *filter) half(h *half, past bool) bool {
	return f.shallow(h.kind, h.modality, h.begin, h.end, h.flags) && (!f.deep && f.known == 0 || f.version(h.edge, past))
}

// edge is half for a number from an index.
func (f *filter) edge(n uint32, past bool) bool {
	e := f.v.edge(n)
	return f.shallow(e.kind, e.modality, e.begin, e.end, e.flags) && (!f.deep && f.known == 0 || f.version(n, past))
}

func (f *filter) shallow(kind, modality uint8, begin, end schema.Day, flags uint8) bool {
	if f.kinds&(1<<kind) == 0 || f.modalities&(1<<modality) == 0 {
		return false
	}
	if f.asOf != nil && !holdsAsOf(begin, end, flags, *f.asOf) {
		return false
	}
	if f.validOn != nil && !holdsOn(begin, end, flags, *f.validOn) {
		return false
	}
	if f.startsIn != nil && (flags&flagNoFrom != 0 || begin < f.startsIn.From || begin >= f.startsIn.Before) {
		return false
	}
	return true
}

// version checks what needs more than the bounds.
func (f *filter) version(n uint32, past bool) bool {
	e := f.v.edge(n)
	if f.known != 0 && (e.recorded > f.known || past && e.retiredAt() <= f.known) {
		return false
	}
	if !f.deep {
		return true
	}
	if !f.ends(e) {
		return false
	}
	if f.certain && !f.v.Graph.versions.certain(n, f.certainOn) {
		return false
	}
	if f.confidence > 0 || f.sources > 0 || f.contested != nil {
		p := f.v.Graph.versions.packs.at(n)
		return p.confidence >= f.confidence && int(p.sources) >= f.sources && (f.contested == nil || p.contested == *f.contested)
	}
	return true
}

func (f *filter) ends(e *edge) bool {
	if f.actor != nil && !f.actor.has(e.source) && !f.actor.has(e.target) {
		return false
	}
	if f.source == nil && f.target == nil {
		return true
	}
	fits := func(source, target uint32) bool {
		return (f.source == nil || f.source.has(source)) && (f.target == nil || f.target.has(target))
	}
	return fits(e.source, e.target) || e.flags&flagSymmetric != 0 && fits(e.target, e.source)
}

// seek returns the latest first day that can pass, where dates limit it.
func (f *filter) latest() schema.Day {
	latest := schema.MaxDay
	if f.asOf != nil {
		latest = min(latest, *f.asOf)
	}
	if f.validOn != nil {
		latest = min(latest, *f.validOn)
	}
	if f.startsIn != nil {
		latest = min(latest, f.startsIn.Before-1)
	}
	return latest
}

// earliest returns the earliest first day that can pass. Undated relations pass
// only when it is MinDay.
func (f *filter) earliest() schema.Day {
	if f.startsIn != nil {
		return max(f.startsIn.From, schema.MinDay+1)
	}
	return schema.MinDay
}

// narrowest returns the set of actors whose edges are the fewest that the filter
// can be answered from, nil when it names no end.
func (f *filter) narrowest() (members *set, direction store.Direction) {
	best := -1
	for _, one := range []struct {
		s *set
		d store.Direction
	}{{f.source, store.Out}, {f.target, store.In}, {f.actor, store.Both}} {
		if one.s == nil {
			continue
		}
		size := 0
		for _, n := range one.s.list() {
			size += len(f.v.actors.at(n).current)
		}
		if best < 0 || size < best {
			best, members, direction = size, one.s, one.d
		}
	}
	return members, direction
}
