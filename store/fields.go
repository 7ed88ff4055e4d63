package store

// ActorFields is a set of the fields of an actor.
type ActorFields uint16

// The fields of an actor. ID, Type and Name come whatever is asked for.
const (
	ActorIdentity  ActorFields = 1 << iota // ID, Type and Name
	ActorMainNames                         // NameAr, NameEn
	ActorNames                             // Names
	ActorWikidata                          // Wikidata
	ActorKnown                             // Known
	ActorContainer                         // PartOf, Within

	ActorAll = 1<<iota - 1
)

// Has reports whether the set holds a field; the zero set holds all.
func (f ActorFields) Has(field ActorFields) bool { return f == 0 || f&field != 0 }

// RelationFields is a set of the fields of a relation and of what its node tells
// about it.
type RelationFields uint32

// The fields of a relation. ID and Type come whatever is asked for.
const (
	RelationIdentity    RelationFields = 1 << iota // ID and Type
	RelationVersion                                // Version
	RelationEnds                                   // Source, Target
	RelationRoles                                  // Roles
	RelationDates                                  // ValidFrom, ValidTo
	RelationBasis                                  // DateBasis, Ended
	RelationAttested                               // AttestedFrom, AttestedTo, EndedBy
	RelationCertain                                // whether the node is certain
	RelationModality                               // Modality
	RelationConfidence                             // Confidence
	RelationSources                                // Sources
	RelationContested                              // Contested
	RelationReviewed                               // Reviewed
	RelationFulfilledBy                            // FulfilledBy
	RelationOffice                                 // Office
	RelationClaims                                 // Claims, Aliases
	RelationQuote                                  // Quote, Article
	RelationRecorded                               // RecordedAt, RetractedAt

	RelationAll = 1<<iota - 1
)

// Has reports whether the set holds a field; the zero set holds all.
func (f RelationFields) Has(field RelationFields) bool { return f == 0 || f&field != 0 }
