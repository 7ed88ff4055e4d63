package graphqlapi

import "time"

// Limits bounds what one request may ask for. A zero field takes its default.
type Limits struct {
	Body       int           // bytes of a request
	Document   int           // bytes of a document
	Tokens     int           // tokens of a document
	Nesting    int           // levels of brackets in a document
	Depth      int           // levels of fields, fragments worked out
	Fields     int           // fields of an operation, fragments worked out
	Aliases    int           // aliases of a document
	Page       int           // entries of one list
	Hops       int           // relations on a path, and hops of a neighbourhood
	Cost       int           // nodes that the answer may have, estimated by page sizes
	Timeout    time.Duration // of one operation
	Parallel   int           // queries and mutations under way at once
	Streams    int           // connections of subscribers at once
	Operations int           // operations under way on one WebSocket
	Cached     int           // documents kept
}

// withDefaults fills the fields that are not set.
func (l Limits) withDefaults() Limits {
	fill := func(field *int, value int) {
		if *field == 0 {
			*field = value
		}
	}
	fill(&l.Body, 1<<20)
	fill(&l.Document, 64<<10)
	fill(&l.Tokens, 2500)
	fill(&l.Nesting, 40)
	fill(&l.Depth, 30)
	fill(&l.Fields, 4000)
	fill(&l.Aliases, 200)
	fill(&l.Page, 1000)
	fill(&l.Hops, 8)
	fill(&l.Cost, 200_000)
	fill(&l.Parallel, 256)
	fill(&l.Streams, 5000)
	fill(&l.Operations, 100)
	fill(&l.Cached, 1000)
	if l.Timeout == 0 {
		l.Timeout = 10 * time.Second
	}
	return l
}
