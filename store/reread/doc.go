// Package reread reads the articles of a store again, as today's lexicon and
// registry of actors understand them, and records what they say in an empty
// store: in the transactions in which they came, at the times at which they came,
// with what was imported and decided in between. What the reader understands as
// before stays as it was, ids and cursors included.
//
// Decisions are bound to claims. Where a claim is read otherwise now, its
// decision goes with the claim of the same type in the same sentence, the one
// between the same actors if there are several; a decision that finds none is
// left out and reported.
package reread
