// Package export writes a graph in the formats that other tools read, and reads
// back those that can hold it.
//
// [Walk] hands the actors and relations of a selection to a [Sink], in one
// order that depends on the graph alone: actors by name, then id; relations by
// their first day, then id, undated ones last. A sink writes as it goes, so that
// the size of a graph does not matter. Every end and role of a relation was
// handed out as an actor before.
package export
