package schema

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// RelationType names a kind of tie. Events have past-tense names, states
// present-tense ones.
type RelationType string

// The relation types. What each means and allows stands in relationtype.tsv.
const (
	Met               RelationType = "MET"
	Visited           RelationType = "VISITED"
	SpokeWith         RelationType = "SPOKE_WITH"
	NegotiatedWith    RelationType = "NEGOTIATED_WITH"
	AgreedWith        RelationType = "AGREED_WITH"
	CeasedFireWith    RelationType = "CEASED_FIRE_WITH"
	PledgedTo         RelationType = "PLEDGED_TO"
	Praised           RelationType = "PRAISED"
	Recognized        RelationType = "RECOGNIZED"
	Aided             RelationType = "AIDED"
	GrantedAsylumTo   RelationType = "GRANTED_ASYLUM_TO"
	DemandedOf        RelationType = "DEMANDED_OF"
	Accused           RelationType = "ACCUSED"
	Rejected          RelationType = "REJECTED"
	Threatened        RelationType = "THREATENED"
	Sanctioned        RelationType = "SANCTIONED"
	Expelled          RelationType = "EXPELLED"
	ProtestedAgainst  RelationType = "PROTESTED_AGAINST"
	DeployedTo        RelationType = "DEPLOYED_TO"
	WithdrewFrom      RelationType = "WITHDREW_FROM"
	Attacked          RelationType = "ATTACKED"
	Killed            RelationType = "KILLED"
	Captured          RelationType = "CAPTURED"
	TookTerritoryFrom RelationType = "TOOK_TERRITORY_FROM"
	Detained          RelationType = "DETAINED"
	Released          RelationType = "RELEASED"
	Overthrew         RelationType = "OVERTHREW"
	Appointed         RelationType = "APPOINTED"
	Dismissed         RelationType = "DISMISSED"
	ResignedFrom      RelationType = "RESIGNED_FROM"
	Joined            RelationType = "JOINED"
	Controls          RelationType = "CONTROLS"
	PresentIn         RelationType = "PRESENT_IN"
	Leads             RelationType = "LEADS"
	MemberOf          RelationType = "MEMBER_OF"
	PartOf            RelationType = "PART_OF"
	LocatedIn         RelationType = "LOCATED_IN"
	Supports          RelationType = "SUPPORTS"
	CooperatesWith    RelationType = "COOPERATES_WITH"
	Fights            RelationType = "FIGHTS"
	Operates          RelationType = "OPERATES"
)

// Kind tells events, which happen on a day or over a short span, from states,
// which hold over an interval with open ends.
type Kind string

// The kinds.
const (
	Event     Kind = "EVENT"
	StateKind Kind = "STATE"
)

// Effect is what an event does to a state when it happens.
//
// Source and Target say which actors the state's ends are, in terms of the
// event: "source", "target", the role "from", "to", "place", or "*" for any
// actor (of a state that is closed). Within is true when states about whatever
// lies inside the place are closed too.
type Effect struct {
	State  RelationType
	Opens  bool
	Source string
	Target string
	Within bool
}

// TypeInfo is one row of the table of relation types.
type TypeInfo struct {
	Type      RelationType
	Kind      Kind
	Symmetric bool
	Sources   []ActorType // allowed types of the source; nil allows every type
	Targets   []ActorType // allowed types of the target; nil allows every type
	Plover    string      // PLOVER event type, "" where the scheme has none
	Mode      string      // PLOVER mode, "" where none applies
	Cameo     string      // CAMEO code, "" where the scheme has none
	Score     float64     // PLOVER score, from -10 (conflict) to 10 (cooperation)
	Exclusive bool        // a state that only one source holds over a target at a time
	Window    int         // days within which an undated report joins a dated fact of the same key
	Effects   []Effect
	Ar, En    string // a short label for people
}

// Allows reports whether an edge of this type may run between these types.
func (t *TypeInfo) Allows(source, target ActorType) bool {
	return allowed(t.Sources, source) && allowed(t.Targets, target)
}

func allowed(list []ActorType, t ActorType) bool {
	if list == nil {
		return true
	}
	for _, one := range list {
		if one == t {
			return true
		}
	}
	return false
}

//go:embed relationtype.tsv
var relationTypeTable string

var relationTypes = sync.OnceValue(func() map[RelationType]*TypeInfo {
	byType := map[RelationType]*TypeInfo{}
	for _, info := range relationTypeList() {
		byType[info.Type] = info
	}
	return byType
})

var relationTypeList = sync.OnceValue(func() []*TypeInfo {
	list, err := parseRelationTypes(relationTypeTable)
	if err != nil {
		panic(err) // the table is part of the program; a test reads it
	}
	return list
})

// RelationTypes lists the rows of the table in its order.
func RelationTypes() []*TypeInfo { return relationTypeList() }

// Info returns the row of a relation type, nil for an unknown one.
func (t RelationType) Info() *TypeInfo { return relationTypes()[t] }

// Valid reports whether the table has the type.
func (t RelationType) Valid() bool { return t.Info() != nil }

// Symmetric reports whether the type has no direction.
func (t RelationType) Symmetric() bool { i := t.Info(); return i != nil && i.Symmetric }

// IsState reports whether the type is a state.
func (t RelationType) IsState() bool { i := t.Info(); return i != nil && i.Kind == StateKind }

func parseRelationTypes(table string) ([]*TypeInfo, error) {
	var list []*TypeInfo
	for n, line := range strings.Split(table, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 14 {
			return nil, fmt.Errorf("relation types, line %d: %d columns, want 14", n+1, len(cells))
		}
		info := &TypeInfo{
			Type: RelationType(cells[0]), Kind: Kind(cells[1]), Symmetric: cells[2] == "yes",
			Plover: cells[5], Mode: cells[6], Cameo: cells[7], Exclusive: cells[9] == "yes", Ar: cells[12], En: cells[13],
		}
		var err error
		if info.Sources, err = parseEnds(cells[3]); err == nil {
			info.Targets, err = parseEnds(cells[4])
		}
		if err == nil {
			_, err = fmt.Sscanf(cells[8], "%g", &info.Score)
		}
		if err == nil {
			_, err = fmt.Sscanf(cells[10], "%d", &info.Window)
		}
		if err == nil {
			info.Effects, err = parseEffects(cells[11])
		}
		if err != nil {
			return nil, fmt.Errorf("relation types, line %d (%s): %w", n+1, info.Type, err)
		}
		list = append(list, info)
	}
	return list, nil
}

// endSets abbreviates lists of actor types in the table.
var endSets = map[string][]ActorType{
	"any":    nil,
	"actor":  {Person, State, ArmedForce, Organization, Group},
	"body":   {State, ArmedForce, Organization, Group},
	"person": {Person, Group},
	"holder": {Person, Group, ArmedForce, Organization, State},
	"site":   {Place, Facility, State},
	"ground": {Place, Facility},
	"group":  {Person, Group, Organization, ArmedForce},
}

func parseEnds(cell string) ([]ActorType, error) {
	list, ok := endSets[cell]
	if !ok {
		return nil, fmt.Errorf("ends %q are not one of the named sets", cell)
	}
	return list, nil
}

// parseEffects reads "open CONTROLS source target; close CONTROLS * target within".
func parseEffects(cell string) ([]Effect, error) {
	if cell == "" {
		return nil, nil
	}
	var effects []Effect
	for _, part := range strings.Split(cell, ";") {
		words := strings.Fields(part)
		if len(words) < 4 || words[0] != "open" && words[0] != "close" {
			return nil, fmt.Errorf("effect %q is not of the form \"open|close STATE SOURCE TARGET [within]\"", part)
		}
		effects = append(effects, Effect{
			Opens: words[0] == "open", State: RelationType(words[1]), Source: words[2], Target: words[3],
			Within: len(words) > 4 && words[4] == "within",
		})
	}
	return effects, nil
}
