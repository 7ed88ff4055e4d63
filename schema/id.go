package schema

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// ActorID names an actor: a registry slug such as "vladimir-putin", the id of an
// import, or "x-" and a hash of type and normalised name.
type ActorID string

// ArticleID names an article: "a-" and a hash of its normalised text and
// publication date.
type ArticleID string

// ClaimID names a claim: "c-" and a hash of article, span, type, ends and rule.
type ClaimID string

// RelationID names a fact: "r-" and a hash of the least claim id at its first
// recording, or the id that an import gave.
type RelationID string

// ChangeID names a change: "h-" and a hash of fact, version and kind.
type ChangeID string

// DecisionID names a decision of a reviewer: "d-" and a hash of its content and
// position.
type DecisionID string

// MentionID names a mention: "m-" and a hash of article, actor and span.
type MentionID string

var hashEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// HashID returns prefix, a hyphen and sixteen characters that are a hash of the
// parts. Parts are length-prefixed by a separator that no part may contain, so
// ("ab","c") and ("a","bc") differ.
func HashID(prefix string, parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x1f")))
	return prefix + "-" + hashEncoding.EncodeToString(sum[:10])
}
