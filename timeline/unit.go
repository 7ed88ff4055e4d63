package timeline

import (
	"slices"
	"strings"
	"sync"

	"rawabit/schema"
)

// The prefixes of units. What follows is the id of one actor, or of two, or of
// an imported relation.
const (
	placePrefix  = "place:"  // states of territory and presence at a place, and the events that open and close them
	personPrefix = "person:" // offices and memberships of a holder
	pairPrefix   = "pair:"   // states between two actors that an event closes
	factPrefix   = "fact:"   // everything else: one type between two ends
	withinPrefix = "within:" // events at a place that reach what lies inside it; no relation is at home here
	partPrefix   = "part:"   // what an organ is part of, by the registry; no relation is at home here
	importPrefix = "import:" // the imports of one relation id; no relation is at home here
)

// anchor says which end of a state names its unit.
type anchor uint8

const (
	anchorNone   anchor = iota // no effect touches the state: both ends and the type
	anchorTarget               // the place: whoever holds it, an event there may end it
	anchorSource               // the holder of an office
	anchorBoth                 // the pair
)

// anchors derives from the table of effects where each state is at home. A state
// that one event can end for several holders, or inside a whole region, is filed
// by its target; another one that events touch by its source, or by both ends
// if it has no direction.
var anchors = sync.OnceValue(func() map[schema.RelationType]anchor {
	byType := map[schema.RelationType]anchor{}
	for _, info := range schema.RelationTypes() {
		for _, e := range info.Effects {
			switch {
			case e.Source == "*" || e.Within || byType[e.State] == anchorTarget:
				byType[e.State] = anchorTarget
			case e.State.Symmetric():
				byType[e.State] = anchorBoth
			default:
				byType[e.State] = anchorSource
			}
		}
	}
	return byType
})

// Home returns the unit in which a relation is at home.
func Home(t schema.RelationType, source, target schema.ActorID) Unit {
	if t.Symmetric() && target < source {
		source, target = target, source
	}
	if unit := stateUnit(t, source, target); unit != "" {
		return unit
	}
	if info := t.Info(); info != nil {
		for _, e := range info.Effects {
			// A role may differ from claim to claim of one fact, the ends may not.
			s, t := endOf(e.Source, source, target), endOf(e.Target, source, target)
			if unit := stateUnit(e.State, s, t); unit != "" {
				return unit
			}
		}
	}
	return Unit(factPrefix + string(t) + ":" + string(source) + ":" + string(target))
}

// stateUnit returns the unit of a state that effects touch, "" for another type
// or where the end that names the unit is not known.
func stateUnit(t schema.RelationType, source, target schema.ActorID) Unit {
	switch anchors()[t] {
	case anchorTarget:
		if target != "" {
			return Unit(placePrefix + string(target))
		}
	case anchorSource:
		if source != "" {
			return Unit(personPrefix + string(source))
		}
	case anchorBoth:
		if source != "" && target != "" {
			if target < source {
				source, target = target, source
			}
			return Unit(pairPrefix + string(source) + ":" + string(target))
		}
	}
	return ""
}

func endOf(name string, source, target schema.ActorID) schema.ActorID {
	switch name {
	case "source":
		return source
	case "target":
		return target
	}
	return ""
}

// Units returns the units that a claim is filed under, its home first. Claims of
// the registry are filed under the unit that reads them.
func Units(c *schema.Claim) []Unit {
	source, target := c.Source, c.Target
	if c.Kind == schema.Registered && c.Type == schema.PartOf {
		return []Unit{Unit(partPrefix + string(source))}
	}
	units := []Unit{Home(c.Type, source, target)}
	add := func(u Unit) {
		if u != "" && !slices.Contains(units, u) {
			units = append(units, u)
		}
	}
	if c.Kind == schema.Asserted {
		add(Unit(importPrefix + string(c.Relation)))
		return units
	}
	info := c.Type.Info()
	if info == nil || c.Kind == schema.Registered {
		return units
	}
	for _, e := range info.Effects {
		for _, s := range endsOf(e.Source, c) {
			for _, t := range endsOf(e.Target, c) {
				add(stateUnit(e.State, s, t))
				if e.Within && t != "" {
					add(Unit(withinPrefix + string(t)))
				}
			}
		}
	}
	return units
}

// endsOf returns the actors that an effect's end names in a claim; "" stands for
// any and for none.
func endsOf(name string, c *schema.Claim) []schema.ActorID {
	switch name {
	case "source":
		return []schema.ActorID{c.Source}
	case "target":
		return []schema.ActorID{c.Target}
	}
	var ends []schema.ActorID
	for _, r := range c.Roles {
		if r.Name == name {
			ends = append(ends, r.Actor)
		}
	}
	if ends == nil {
		ends = []schema.ActorID{""}
	}
	return ends
}

// placeOf returns the place that a unit of territory is about.
func placeOf(u Unit) (schema.ActorID, bool) {
	id, ok := strings.CutPrefix(string(u), placePrefix)
	return schema.ActorID(id), ok
}

func sortedUnits(units []Unit) []Unit {
	units = slices.Clone(units)
	slices.Sort(units)
	return slices.Compact(units)
}

// outerOf returns the place whose events that reach inside a unit holds.
func outerOf(u Unit) (schema.ActorID, bool) {
	id, ok := strings.CutPrefix(string(u), withinPrefix)
	return schema.ActorID(id), ok
}
