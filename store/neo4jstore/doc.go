// Package neo4jstore is the store over Neo4j 5.26 or later, through Bolt.
//
// Actors are (:Actor:Person {...}) nodes and so on by type. The current version
// of a relation is an edge of a type of its own between its actors, and nothing
// else stands between actors:
//
//	(:Actor:Person {id, name, nameAr, …})-[:MET {id, validFrom, validTo, fromDay, toDay, …}]->(:Actor)
//
// fromDay and toDay are the first and the last day that count for "valid on": of
// a state the days on which it may hold, of an event those of its span; -2^30
// and 2^30 stand for no bound. Beside each edge stands a node that the indexes
// are over and that the evidence hangs on, and past versions are nodes alone:
//
//	(:Relation:Current {id, type, version, edge, claims, …})<-[:OF]-(:Claim)-[:IN]->(:Article)
//	(:Relation:Past {key, id, version, type, source, target, recordedAt, retractedAt, …})
//
// Further there are (:Mention {actor, article, …})-[:IN]->(:Article), one an actor
// and article; (:Change {cursor, …}); (:Decision); (:Scope)-[:WITHIN|ORGAN_OF]->
// (:Scope), what lies in what by the registry; (:Unit)<-[:FILED]-(:Claim), the
// units of package timeline that a claim bears on beside its home; (:Alias), the
// former ids of relations; (:Lock), (:Counter) and (:Batch), which keep several
// loaders apart.
//
// One query of package store is one Cypher statement, whatever is nested in it.
// Reads are auto-commit and tried again by the store; writes are managed
// transactions that take their locks first and in one order, and the counter of
// changes last, so that cursors have no gaps and come in the order of commits.
package neo4jstore
