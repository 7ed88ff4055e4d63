package store

import (
	"time"

	"rawabit/schema"
)

// Direction says which ends of a relation count, seen from an actor. Symmetric
// relations match every direction.
type Direction uint8

// The directions.
const (
	Both Direction = iota
	Out
	In
)

// RelationOrder orders relations. Undated ones are last in both date orders;
// ties are broken by id, ascending.
type RelationOrder uint8

// The orders of relations. The first day of ValidFrom decides the date orders.
const (
	DateDesc RelationOrder = iota
	DateAsc
	RecordedDesc
	ConfidenceDesc
)

// ActorOrder orders actors. Ties are broken by id, ascending.
type ActorOrder uint8

// The orders of actors. Relevance is NameOrder where nothing is searched for.
const (
	Relevance ActorOrder = iota
	NameOrder            // by main name, code points compared, then id
	DegreeDesc
)

// Page says which part of a list is wanted: the First entries after the cursor
// After ("" for the beginning), and whether the total is to be counted.
// NoCursors says that no cursor will be read, which saves writing them; the
// page's Cursors may then be nil. NoMore says that nobody will ask whether there
// are more, which saves looking: the page's HasNext may then be false and its
// Total must not be asked for.
type Page struct {
	First     int
	After     string
	Total     bool
	NoCursors bool
	NoMore    bool
}

// PageInfo describes the part of a list that was returned. Total is -1 when it
// was not asked for.
type PageInfo struct {
	HasNext, HasPrevious bool
	Total                int
}

// DayRange holds days from From, included, to Before, not included. Zero values
// of the option are MinDay and MaxDay.
type DayRange struct {
	From, Before schema.Day
}

// Filter says which relations count. Empty lists allow everything. Modality is
// never filled in here: the API's default, ACTUAL, is set by the API.
type Filter struct {
	Types    []schema.RelationType
	Kinds    []schema.Kind
	Actor    schema.ActorID // either end
	Source   schema.ActorID // symmetric relations match with either end
	Target   schema.ActorID
	Parts    bool        // an actor counts with what is part of it, a place with what lies in it, by the registry
	AsOf     *schema.Day // see schema.Relation.HoldsAsOf
	ValidOn  *schema.Day // see schema.Relation.HoldsOn
	StartsIn *DayRange   // the earliest day of ValidFrom lies in the range; undated ones do not
	KnownAt  time.Time   // the version that was current then; the zero time asks for the current one
	Modality []schema.Modality
	Certain  bool // only what is certain under AsOf or ValidOn (or today, when neither is asked)

	MinConfidence float64
	MinSources    int
	Contested     *bool
}

// ActorSelection says what is wanted with an actor. Several fields of one kind
// are several aliases; the node's slices run parallel to these.
//
// Fields tells which of the actor's own fields will be read, so that a store may
// leave the others out; zero stands for all.
type ActorSelection struct {
	Fields    ActorFields
	PartOf    *ActorSelection
	Relations []RelationsField
	Neighbors []NeighborsField
	Counts    []CountsField
	Articles  []ArticlesField
}

// RelationsField asks for relations of an actor.
type RelationsField struct {
	Filter    Filter
	Direction Direction
	Order     RelationOrder
	Page      Page
	Select    RelationSelection
}

// NeighborsField asks for the other ends of an actor's relations, each once, by
// name and then id.
type NeighborsField struct {
	Filter    Filter
	Direction Direction
	Page      Page
	Select    ActorSelection
}

// CountsField asks for the number of an actor's relations by type.
type CountsField struct {
	Filter    Filter
	Direction Direction
}

// ArticlesField asks for the articles that mention an actor, newest first, then
// by id.
type ArticlesField struct {
	Page   Page
	Select ArticleSelection
}

// RelationSelection says what is wanted with a relation besides its own fields.
//
// Fields tells which of these will be read, so that a store may leave the others
// out; zero stands for all.
type RelationSelection struct {
	Fields         RelationFields
	Source, Target *ActorSelection
	Others         []OtherField
	Roles          *ActorSelection
	Evidence       []EvidenceField
	Changes        *ChangeSelection
	FulfilledBy    *RelationSelection
}

// OtherField asks for the end of a relation that is not Than.
type OtherField struct {
	Than   schema.ActorID
	Select ActorSelection
}

// EvidenceField asks for the best First pieces of evidence of a relation.
type EvidenceField struct {
	First   int
	Article ArticleSelection
}

// ArticleSelection says what is wanted with an article besides its own fields.
type ArticleSelection struct {
	Text      bool
	Mentions  *ActorSelection // nil when mentions are not wanted
	Relations []ArticleRelationsField
}

// ArticleRelationsField asks for the relations that an article is evidence of,
// in the order of their first span there.
type ArticleRelationsField struct {
	Page   Page
	Select RelationSelection
}

// ChangeSelection says what is wanted with a change.
type ChangeSelection struct {
	Relation, Before, After *RelationSelection
	Evidence                *ArticleSelection
}

// ActorQuery asks for one actor by id, or by name: a main name or alias in
// either script, folded, the best known actor first where several have it.
type ActorQuery struct {
	ID     schema.ActorID
	Name   string
	Select ActorSelection
}

// ActorsQuery asks for actors. Search matches any of its words, best first, in
// both scripts; NamePrefix the beginning of the main name, as it is written.
type ActorsQuery struct {
	Search, NamePrefix string
	Types              []schema.ActorType
	Order              ActorOrder
	Page               Page
	Select             ActorSelection
}

// RelationQuery asks for one relation by id or alias, as known at a time.
type RelationQuery struct {
	ID      schema.RelationID
	KnownAt time.Time
	Select  RelationSelection
}

// RelationsQuery asks for a list of relations.
type RelationsQuery struct {
	Filter Filter
	Order  RelationOrder
	Page   Page
	Select RelationSelection
}

// PathsQuery asks for the First shortest paths, along relations in either
// direction, ordered by length and then by the ids on them. Overlapping asks
// that the spans of all states on a path share a day.
type PathsQuery struct {
	From, To    schema.ActorID
	MaxHops     int
	Filter      Filter
	Overlapping bool
	First       int
	Actors      ActorSelection
	Relations   RelationSelection
}

// NeighborhoodQuery asks for what lies within Hops of an actor, nearest first,
// up to Limit actors, and the relations between them that pass the filter.
type NeighborhoodQuery struct {
	ID        schema.ActorID
	Hops      int
	Limit     int
	Filter    Filter
	Actors    ActorSelection
	Relations RelationSelection
}

// Granularity is the length of a bin of a dyad's series.
type Granularity uint8

// The granularities. Weeks begin on Monday.
const (
	Months Granularity = iota
	Days
	Weeks
	Years
)

// DyadQuery asks for the scored events between two actors over time.
type DyadQuery struct {
	A, B        schema.ActorID
	Granularity Granularity
	Filter      Filter
	SelectA     ActorSelection
	SelectB     ActorSelection
	Relations   []RelationsField
}

// ChangesQuery asks for changes in the order of their cursors.
type ChangesQuery struct {
	Filter ChangeFilter
	Page   Page
	Select ChangeSelection
}

// ChangeFilter says which changes count.
type ChangeFilter struct {
	Kinds    []schema.ChangeKind
	Types    []schema.RelationType
	Actor    schema.ActorID
	Parts    bool
	Modality []schema.Modality
	Since    time.Time
	ValidIn  *DayRange
}

// ArticleQuery asks for one article.
type ArticleQuery struct {
	ID     schema.ArticleID
	Select ArticleSelection
}

// ArticlesQuery asks for articles, newest first, then by id. Search keeps those
// in whose title or text each of its words stands, folded as names are.
type ArticlesQuery struct {
	Search    string
	Published *DayRange
	Page      Page
	Select    ArticleSelection
}
