package schema

import "strings"

// Article is one text with its publication date. Text is what was read; mentions
// and claims carry byte offsets into it.
type Article struct {
	ID        ArticleID `json:"id"`
	Title     string    `json:"title,omitempty"`
	Language  string    `json:"language"`
	Published Date      `json:"published"`
	Source    string    `json:"source,omitempty"`
	URL       string    `json:"url,omitempty"`
	Text      string    `json:"text"`
}

// TextHash returns the hash of an article's normalised text. Articles of equal
// hash are reprints of each other and count as one source.
func TextHash(text string) string { return HashID("t", FoldText(text)) }

// NewArticleID derives the id of an article from its normalised text and its
// publication date.
func NewArticleID(text string, published Date) ArticleID {
	return ArticleID("a-" + strings.TrimPrefix(HashID("a", TextHash(text), published.String()), "a-"))
}

// Mention is a span of an article that names an actor. Start and End are byte
// offsets into the article's text; Sentence counts from 0. Actor is the actor as
// the loader resolved it.
type Mention struct {
	ID       MentionID `json:"id"`
	Article  ArticleID `json:"article"`
	Actor    ActorID   `json:"actor"`
	Text     string    `json:"text"`
	Sentence int       `json:"sentence"`
	Start    int       `json:"start"`
	End      int       `json:"end"`
}

// Reading is all that the loader found in one article: what a store records in
// one transaction.
//
// Actors holds every actor that a mention, a claim or a containment chain of the
// article names, registry ones included, each once, sorted by id. Claims are in
// order of their spans. Registry holds the registry's own claims (offices,
// containment) about those actors.
type Reading struct {
	Article  Article   `json:"article"`
	Actors   []Actor   `json:"actors"`
	Mentions []Mention `json:"mentions"`
	Claims   []Claim   `json:"claims"`
	Registry []Claim   `json:"registry,omitempty"`
}
