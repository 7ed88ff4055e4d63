package graphqlapi

import "rawabit/store"

// The fields of a connection, of its edges and of PageInfo.
const (
	connectionEdges fieldID = iota + 1
	connectionNodes
	connectionPageInfo
	connectionTotalCount
	edgeCursor
	edgeNode
	pageHasNext
	pageHasPrevious
	pageStart
	pageEnd
)

// connection compiles a connection whose nodes are compiled by node; nodes and
// edges.node ask for the same node together.
func (c *compiler) connection(typename string, at *arguments, p *pageShape, node func(at *arguments) *selection) *selection {
	return c.selection(typename+"Connection", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "edges":
			f.id = connectionEdges
			f.sub = c.selection(typename+"Edge", at.sets(), func(f *field, at *arguments) {
				switch at.field {
				case "cursor":
					f.id, p.cursors = edgeCursor, true
				case "node":
					f.id = edgeNode
					f.sub = node(at)
				}
			})
		case "nodes":
			f.id = connectionNodes
			f.sub = node(at)
		case "pageInfo":
			f.id = connectionPageInfo
			f.sub = c.selection("PageInfo", at.sets(), func(f *field, at *arguments) {
				switch at.field {
				case "hasNextPage":
					f.id, p.more = pageHasNext, true
				case "hasPreviousPage":
					f.id = pageHasPrevious
				case "startCursor":
					f.id, p.cursors = pageStart, true
				case "endCursor":
					f.id, p.cursors = pageEnd, true
				}
			})
		case "totalCount":
			f.id = connectionTotalCount
			p.total = true
		}
	})
}

// newPage compiles the arguments first and after.
func newPage(at *arguments) pageShape {
	return pageShape{first: at.get("first"), after: at.get("after")}
}

// writeConnection writes a page of nodes.
func writeConnection[N any](w *writer, f *field, info store.PageInfo, nodes []*N, cursors []string, each func(*writer, *selection, *N) bool) bool {
	w.path = append(w.path, step{key: f.name})
	ok := writePage(w, f.sub, info, nodes, cursors, each)
	w.path = w.path[:len(w.path)-1]
	return ok
}

func writePage[N any](w *writer, s *selection, info store.PageInfo, nodes []*N, cursors []string, each func(*writer, *selection, *N) bool) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case connectionNodes:
			if !writeList(w, f, nodes, each) {
				return false
			}
		case connectionEdges:
			if !writeEdges(w, f, nodes, cursors, each) {
				return false
			}
		case connectionPageInfo:
			w.pageInfo(f.sub, info, cursors)
		case connectionTotalCount:
			w.int(info.Total)
		}
	}
	w.close(s)
	return true
}

func writeEdges[N any](w *writer, f *field, nodes []*N, cursors []string, each func(*writer, *selection, *N) bool) bool {
	w.path = append(w.path, step{key: f.name}, step{})
	depth := len(w.path)
	defer func() { w.path = w.path[:depth-2] }()
	w.buf = append(w.buf, '[')
	for i, n := range nodes {
		if i > 0 {
			w.buf = append(w.buf, ',')
		}
		w.path[depth-1].index = i
		for j := range f.sub.fields {
			g := &f.sub.fields[j]
			w.key(j, g)
			switch g.id {
			case fieldTypename:
				w.plain(f.sub.typename)
			case edgeCursor:
				w.string(cursors[i])
			case edgeNode:
				if !writeObject(w, g, n, each) {
					return false
				}
			}
		}
		w.close(f.sub)
	}
	w.buf = append(w.buf, ']')
	return true
}

func (w *writer) pageInfo(s *selection, info store.PageInfo, cursors []string) {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case pageHasNext:
			w.bool(info.HasNext)
		case pageHasPrevious:
			w.bool(info.HasPrevious)
		case pageStart:
			w.cursor(cursors, 0)
		case pageEnd:
			w.cursor(cursors, len(cursors)-1)
		}
	}
	w.close(s)
}

func (w *writer) cursor(cursors []string, i int) {
	if len(cursors) == 0 {
		w.null()
		return
	}
	w.string(cursors[i])
}
