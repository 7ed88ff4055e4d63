package schema

// ActorType is what an actor is.
type ActorType string

// The actor types.
const (
	Person       ActorType = "PERSON"
	State        ActorType = "STATE" // a country, or a government, ministry or capital standing for it
	ArmedForce   ActorType = "ARMED_FORCE"
	Organization ActorType = "ORGANIZATION"
	Place        ActorType = "PLACE"
	Facility     ActorType = "FACILITY"
	Group        ActorType = "GROUP" // a people or an unnamed collective that acts
)

// ActorTypes lists the actor types in the order of the vocabulary.
func ActorTypes() []ActorType {
	return []ActorType{Person, State, ArmedForce, Organization, Place, Facility, Group}
}

// Valid reports whether t is one of the actor types.
func (t ActorType) Valid() bool {
	switch t {
	case Person, State, ArmedForce, Organization, Place, Facility, Group:
		return true
	}
	return false
}

// Label returns the Neo4j label and GraphML class of the type: "ArmedForce".
func (t ActorType) Label() string {
	switch t {
	case Person:
		return "Person"
	case State:
		return "State"
	case ArmedForce:
		return "ArmedForce"
	case Organization:
		return "Organization"
	case Place:
		return "Place"
	case Facility:
		return "Facility"
	case Group:
		return "Group"
	}
	return ""
}

// NameKind says what a name of an actor is.
type NameKind string

// The kinds of name.
const (
	NameMain   NameKind = "main"
	NameAlias  NameKind = "alias"
	NameShort  NameKind = "short"
	NameOffice NameKind = "office"
)

// Name is one name of an actor. Lang is an ISO 639-1 code: "ar", "en".
type Name struct {
	Text string   `json:"text"`
	Lang string   `json:"lang"`
	Kind NameKind `json:"kind"`
}

// Actor is a node of the graph.
//
// Name is the main name: the Arabic one where known, else the English one, else
// what the import gave. NameAr and NameEn are the main names by language, ""
// where unknown. Names holds further names and never repeats the main ones.
type Actor struct {
	ID       ActorID   `json:"id"`
	Type     ActorType `json:"type"`
	Name     string    `json:"name"`
	NameAr   string    `json:"nameAr,omitempty"`
	NameEn   string    `json:"nameEn,omitempty"`
	Names    []Name    `json:"names,omitempty"`
	Wikidata string    `json:"wikidata,omitempty"` // "Q7747"
	Known    bool      `json:"known,omitempty"`    // has an entry in the registry
	PartOf   ActorID   `json:"partOf,omitempty"`   // the state or organisation that the actor is an organ of, by the registry
	Within   ActorID   `json:"within,omitempty"`   // the place or state that a place or facility lies in, by the registry
}

// NameIn returns the main name in a language ("ar", "en"), or the main name
// where that is unknown.
func (a Actor) NameIn(lang string) string {
	switch {
	case lang == "ar" && a.NameAr != "":
		return a.NameAr
	case lang == "en" && a.NameEn != "":
		return a.NameEn
	}
	return a.Name
}

// DerivedActorID returns the id of an actor that no registry knows, from its
// type and normalised name.
func DerivedActorID(t ActorType, name string) ActorID {
	return ActorID(HashID("x", string(t), FoldName(name)))
}
