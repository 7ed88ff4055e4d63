// Package adjacency is the graph in memory: actors, the versions of relations,
// and for every actor its relations in the order in which they are mostly asked
// for. It answers the queries of package store for the stores that keep their
// graph in memory while they run.
//
// A [Graph] publishes one immutable state after another. Readers take the newest
// state and never wait; the one writer copies the parts that it changes (lists
// of single actors, pages of vectors, leaves of indexes) and shares the rest.
// Versions of relations are numbered and only ever added, so nodes point at them
// without copying.
//
// What is large and seldom asked for (claims, articles, changes) stays outside:
// a [Library] hands it in.
package adjacency
