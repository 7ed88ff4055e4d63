package neo4jstore

import (
	"strings"

	"rawabit/schema"
	"rawabit/timeline"
)

// importPrefix begins the units that hold the imports of one relation.
const importPrefix = "import:"

func importUnit(id schema.RelationID) timeline.Unit { return timeline.Unit(importPrefix + string(id)) }

func importOf(u timeline.Unit) (schema.RelationID, bool) {
	id, ok := strings.CutPrefix(string(u), importPrefix)
	return schema.RelationID(id), ok
}

// withinPrefix begins the units with the events at a place that reach what lies
// inside it, placePrefix those of a place.
const (
	withinPrefix = "within:"
	placePrefix  = "place:"
)

func withinUnit(id schema.ActorID) timeline.Unit { return timeline.Unit(withinPrefix + string(id)) }

func placeUnit(id schema.ActorID) timeline.Unit { return timeline.Unit(placePrefix + string(id)) }

// cutUnit returns the actor that a unit with a prefix is about.
func cutUnit(u timeline.Unit, prefix string) (schema.ActorID, bool) {
	id, ok := strings.CutPrefix(string(u), prefix)
	return schema.ActorID(id), ok
}
