package graphqlapi

import (
	"rawabit/store"
)

// The fields of Role.
const (
	roleName fieldID = iota + 1
	roleActor
)

func (c *compiler) role(at *arguments, s *actorShape) *selection {
	return c.selection("Role", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "name":
			f.id = roleName
		case "actor":
			f.id, f.sub = roleActor, c.actor(at, s)
		}
	})
}

func (w *writer) role(s *selection, n store.RoleNode) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case roleName:
			w.string(n.Name)
		case roleActor:
			if !writeObject(w, f, n.Actor, (*writer).actor) {
				return false
			}
		}
	}
	w.close(s)
	return true
}
