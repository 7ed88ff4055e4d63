package graphqlapi

import (
	"rawabit/store"
)

// The fields of RelationCount.
const (
	countType fieldID = iota + 1
	countCount
)

func (c *compiler) count(at *arguments) *selection {
	return c.selection("RelationCount", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "type":
			f.id = countType
		case "count":
			f.id = countCount
		}
	})
}

func (w *writer) counts(s *selection, counts []store.TypeCount) {
	w.buf = append(w.buf, '[')
	for n, c := range counts {
		if n > 0 {
			w.buf = append(w.buf, ',')
		}
		for i := range s.fields {
			f := &s.fields[i]
			w.key(i, f)
			switch f.id {
			case fieldTypename:
				w.plain(s.typename)
			case countType:
				w.plain(string(c.Type))
			case countCount:
				w.int(c.Count)
			}
		}
		w.close(s)
	}
	w.buf = append(w.buf, ']')
}
