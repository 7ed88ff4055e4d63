package store

import "rawabit/schema"

// ActorNode is an actor with what was selected of it. Nodes are shared and must
// not be changed by the receiver.
type ActorNode struct {
	*schema.Actor
	PartOf    *ActorNode
	Relations []RelationPage
	Neighbors []ActorPage
	Counts    [][]TypeCount // in the order of the vocabulary, zero counts left out
	Articles  []ArticlePage
}

// ActorPage is a part of a list of actors. Cursors run parallel to Nodes.
type ActorPage struct {
	PageInfo
	Nodes   []*ActorNode
	Cursors []string
}

// RelationNode is a relation with what was selected of it. Certain answers for
// the AsOf or ValidOn of the filter that the relation was found by, else for
// today.
type RelationNode struct {
	*schema.Relation
	Certain        bool
	Source, Target *ActorNode
	Others         []*ActorNode
	Roles          []RoleNode
	Evidence       [][]EvidenceNode
	Changes        []ChangeNode
	FulfilledBy    *RelationNode
}

// RelationPage is a part of a list of relations.
type RelationPage struct {
	PageInfo
	Nodes   []*RelationNode
	Cursors []string
}

// RoleNode is a further participant of a relation.
type RoleNode struct {
	Name  string
	Actor *ActorNode
}

// EvidenceNode is one claim of a relation with its article.
type EvidenceNode struct {
	Claim   *schema.Claim
	Article *ArticleNode
}

// ArticleNode is an article with what was selected of it. Text is "" unless it
// was selected.
type ArticleNode struct {
	*schema.Article
	Mentions  []MentionNode // in the order of the text
	Relations []RelationPage
}

// ArticlePage is a part of a list of articles.
type ArticlePage struct {
	PageInfo
	Nodes   []*ArticleNode
	Cursors []string
}

// MentionNode is a mention with its actor.
type MentionNode struct {
	*schema.Mention
	Actor *ActorNode
}

// PathNode is a path: Actors has one more entry than Relations.
type PathNode struct {
	Actors    []*ActorNode
	Relations []*RelationNode
}

// SubgraphNode is a part of the graph. Truncated says that the limit cut it.
type SubgraphNode struct {
	Actors    []*ActorNode
	Relations []*RelationNode
	Truncated bool
}

// DyadNode is what happened between two actors over time.
type DyadNode struct {
	A, B                      *ActorNode
	FirstContact, LastContact schema.Date
	Series                    []DyadPoint
	Relations                 []RelationPage
}

// DyadPoint is one bin of a dyad's series: the sums of the PLOVER scores of its
// events above and below zero.
type DyadPoint struct {
	Start                 schema.Date
	Cooperation, Conflict float64
	Events                int
}

// ChangeNode is a change with what was selected of it. Relation is the current
// version of the fact, or its last one.
type ChangeNode struct {
	*schema.Change
	Relation, Before, After *RelationNode
	Evidence                []EvidenceNode
}

// ChangePage is a part of a list of changes.
type ChangePage struct {
	PageInfo
	Nodes   []*ChangeNode
	Cursors []string
}
