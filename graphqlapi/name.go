package graphqlapi

import (
	"rawabit/schema"
)

// The fields of Name.
const (
	nameText fieldID = iota + 1
	nameLang
	nameKind
)

func (c *compiler) name(at *arguments) *selection {
	return c.selection("Name", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "text":
			f.id = nameText
		case "lang":
			f.id = nameLang
		case "kind":
			f.id = nameKind
		}
	})
}

// names writes all names of an actor, main ones first. A main name of unknown
// language has the language "und".
func (w *writer) names(s *selection, a *schema.Actor) {
	w.buf = append(w.buf, '[')
	begin := len(w.buf)
	one := func(n schema.Name) {
		if len(w.buf) > begin {
			w.buf = append(w.buf, ',')
		}
		for i := range s.fields {
			f := &s.fields[i]
			w.key(i, f)
			switch f.id {
			case fieldTypename:
				w.plain(s.typename)
			case nameText:
				w.string(n.Text)
			case nameLang:
				w.string(n.Lang)
			case nameKind:
				w.plain(string(n.Kind))
			}
		}
		w.close(s)
	}
	for _, n := range allNames(a) {
		one(n)
	}
	w.buf = append(w.buf, ']')
}

// allNames lists the names of an actor, main ones first.
func allNames(a *schema.Actor) []schema.Name {
	var out []schema.Name
	if a.NameAr != "" {
		out = append(out, schema.Name{Text: a.NameAr, Lang: "ar", Kind: schema.NameMain})
	}
	if a.NameEn != "" {
		out = append(out, schema.Name{Text: a.NameEn, Lang: "en", Kind: schema.NameMain})
	}
	if a.Name != a.NameAr && a.Name != a.NameEn {
		out = append(out, schema.Name{Text: a.Name, Lang: "und", Kind: schema.NameMain})
	}
	return append(out, a.Names...)
}
