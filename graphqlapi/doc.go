// Package graphqlapi answers GraphQL over a [store.Store] and serves the page
// that shows the graph.
//
// The type system is built from schema.graphql, whose descriptions are the
// reference. Documents are parsed and validated by graphql-go and kept; what
// follows is this package's own:
//
//	text ─ scan ─▶ document ─ compile ─▶ plan ─ bind variables ─▶ store query ─▶ nodes ─ write ─▶ JSON
//
// A plan is the operation with fragments, aliases and directives worked out. A
// root field that reads the graph becomes one query of the store, whatever is
// selected below it ([store.ActorQuery] and its like), and the answer is written
// straight from the nodes in the order of the operation. Introspection goes
// through graphql-go's executor.
//
// Each noun of the schema has its file: actor.go holds which fields an actor
// has, what they ask of the store and how they are written. The same goes for
// relation.go, article.go, change.go and the others.
package graphqlapi
