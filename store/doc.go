// Package store says what a store of the graph can do: answer plans ([Reader]),
// record readings ([Writer]) and hand out changes in order ([Feed]). The stores
// stand in folders below, one technology each; storetest holds the one suite
// that all of them pass, and open picks one by address.
//
// A query is a value of this package that holds everything that one root field
// of the API asks for, nested selections included, so that a store can answer it
// in one go: one Cypher statement on Neo4j, one walk over the adjacency in the
// embedded store. Answers are trees of nodes that mirror the selection.
package store
