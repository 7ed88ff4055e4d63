package graphqlapi

import "rawabit/store"

// The fields of Stats.
const (
	statsActors fieldID = iota + 1
	statsRelations
	statsClaims
	statsArticles
	statsByType
	statsFirst
	statsLast
	statsStore
	statsVersion
)

// statsQuery answers Query.stats.
type statsQuery struct{ version string }

func (c *compiler) statsQuery(f *field, at *arguments) action {
	f.sub = c.selection("Stats", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "actors":
			f.id = statsActors
		case "relations":
			f.id = statsRelations
		case "claims":
			f.id = statsClaims
		case "articles":
			f.id = statsArticles
		case "byType":
			f.id, f.sub = statsByType, c.count(at)
		case "firstPublished":
			f.id = statsFirst
		case "lastPublished":
			f.id = statsLast
		case "store":
			f.id = statsStore
		case "version":
			f.id = statsVersion
		}
	})
	return &statsQuery{version: c.api.version}
}

func (q *statsQuery) run(x *execution, w *writer, f *field) bool {
	n, err := x.reader.Stats(x.ctx)
	return answer(w, f, err, func() bool { q.write(w, f.sub, n); return true })
}

func (q *statsQuery) write(w *writer, s *selection, n *store.Stats) {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case statsActors:
			w.int(n.Actors)
		case statsRelations:
			w.int(n.Relations)
		case statsClaims:
			w.int(n.Claims)
		case statsArticles:
			w.int(n.Articles)
		case statsByType:
			w.counts(f.sub, n.ByType)
		case statsFirst:
			w.date(n.FirstPublished)
		case statsLast:
			w.date(n.LastPublished)
		case statsStore:
			w.string(n.Store)
		case statsVersion:
			w.string(q.version)
		}
	}
	w.close(s)
}
