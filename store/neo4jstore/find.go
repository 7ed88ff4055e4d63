package neo4jstore

import (
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// edgeOf finds the edge beside a node, and its ends. The id of the edge is read
// first, and there are always some edges (see makeFixtures), so that the database
// never thinks of looking through all of them for it.
func edgeOf(node, rel, source, target string) string {
	return "WITH *, " + node + ".edge AS " + node + "Edge MATCH (" + source + ")-[" + rel + "]->(" + target + ") WHERE elementId(" + rel + ") = " + node + "Edge "
}

// endsOf finds the ends of a past version.
func endsOf(rel, source, target string) string {
	return "MATCH (" + source + ":Actor {id: " + rel + ".source}) MATCH (" + target + ":Actor {id: " + rel + ".target}) "
}

// found compiles a selection on the relation that an expression gives the id, or
// a former id, of: the version that was known at a time; without one the current
// version, or the last of a relation that has none any more.
func (q *query) found(id string, outer []string, known *time.Time, sel *store.RelationSelection, certainOn schema.Day) (expression string, decode relationDecoder) {
	v := row{relation: q.name("r"), kind: q.name("k"), source: q.name("s"), target: q.name("t")}
	choice, out := q.name("i"), q.name("x")
	current := func(rank string) string {
		return edgeOf("n", "r", "s", "t") + "RETURN r AS " + v.relation + ", type(r) AS " + v.kind + ", s AS " + v.source + ", t AS " + v.target + ", " + rank + " AS " + choice + " "
	}
	past := func(rank string) string {
		return endsOf("r", "s", "t") + "RETURN r AS " + v.relation + ", r.type AS " + v.kind + ", s AS " + v.source + ", t AS " + v.target + ", " + rank + " AS " + choice + " "
	}
	q.call(outer...)
	q.call(outer...)
	if known == nil {
		q.add("MATCH (n:Current {id: ", id, "}) ", current("0"))
		q.add("UNION ALL MATCH (l:Alias {id: ", id, "}) MATCH (n:Current {id: l.relation}) WHERE ", id, " IN n.aliases ", current("1"))
		q.add("UNION ALL MATCH (r:Past {id: ", id, "}) WITH r ORDER BY r.version DESC LIMIT 1 ", past("2"))
		q.add("UNION ALL MATCH (l:Alias {id: ", id, "}) WHERE NOT EXISTS { (:Current {id: l.relation}) } ",
			"MATCH (r:Past {id: l.relation}) WITH r ORDER BY r.version DESC LIMIT 1 WHERE ", id, " IN r.aliases ", past("3"))
	} else {
		at := q.param(known.UTC())
		then := "AND r.recordedAt <= " + at + " "
		while := "WHERE r.recordedAt <= " + at + " AND r.retractedAt > " + at + " "
		owner := "MATCH (l:Alias {id: " + id + "}) CALL (l) { MATCH (n:Current {id: l.relation}) RETURN n.aliases AS names, 0 AS age " +
			"UNION ALL MATCH (p:Past {id: l.relation}) WITH p ORDER BY p.version DESC LIMIT 1 RETURN p.aliases AS names, 1 AS age } " +
			"WITH l, names ORDER BY age LIMIT 1 WHERE " + id + " IN names "
		live := func(rank string) string {
			return edgeOf("n", "r", "s", "t") + then + "RETURN r AS " + v.relation + ", type(r) AS " + v.kind + ", s AS " + v.source + ", t AS " + v.target + ", " + rank + " AS " + choice + " "
		}
		q.add("MATCH (n:Current {id: ", id, "}) ", live("0"))
		q.add("UNION ALL MATCH (r:Past {id: ", id, "}) ", while, past("1"))
		q.add("UNION ALL ", owner, "MATCH (n:Current {id: l.relation}) ", live("2"))
		q.add("UNION ALL ", owner, "MATCH (r:Past {id: l.relation}) ", while, past("3"))
	}
	q.add("} WITH ", v.relation, ", ", v.kind, ", ", v.source, ", ", v.target, ", ", choice, sharedMark, " ORDER BY ", choice, " LIMIT 1 ")
	one, read := q.relation(v, sel, certainOn)
	q.add("RETURN collect(", one, ") AS ", out, " } ")
	return out, func(v any) *store.RelationNode {
		if entries := list(v); len(entries) > 0 {
			return read(entries[0])
		}
		return nil
	}
}
