// Package schema holds the vocabulary that every other package speaks: actors,
// claims, relations, changes, decisions and dates, and the one table of
// relation types. It does no I/O and imports the standard library only.
//
// The way of the data is one direction:
//
//	article ─ loader ─▶ claims ─ timeline ─▶ relations + changes ─ store ─▶ graphqlapi, alerts
//
// A [Claim] is what one sentence says; it is never changed once written. A
// [Relation] is what the claims about one fact add up to; it can always be
// computed again from the claims and from the decisions of reviewers. A
// [Change] is how relations differ between two moments.
//
// Identities are strings of distinct Go types. An id that is derived (not given
// by a registry or by an import) is a short hash of the content it names, so
// that the same input has the same ids everywhere.
package schema
