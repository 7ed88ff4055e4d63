package graphqlapi

import (
	"rawabit/schema"
	"rawabit/store"
)

// The fields of LoadResult.
const (
	loadArticle fieldID = iota + 1
	loadIsNew
	loadClaims
	loadChanges
)

// load answers Mutation.loadArticle.
type load struct {
	in      *input
	article *articleShape
	change  *changeShape
}

func (c *compiler) loadArticle(f *field, at *arguments) action {
	m := &load{in: at.get("input")}
	f.sub = c.selection("LoadResult", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "article":
			if m.article == nil {
				m.article = &articleShape{}
			}
			f.id, f.sub = loadArticle, c.article(at, m.article)
		case "isNew":
			f.id = loadIsNew
		case "claims":
			f.id = loadClaims
		case "changes":
			if m.change == nil {
				m.change = &changeShape{}
			}
			f.id, f.sub = loadChanges, c.change(at, m.change)
		}
	})
	return m
}

// loadNode is what became of an article.
type loadNode struct {
	store.Outcome
	article *store.ArticleNode
	changes []*store.ChangeNode
}

func (m *load) run(x *execution, w *writer, f *field) bool {
	n, err := m.load(x)
	return answer(w, f, err, func() bool { return writeObject(w, f, n, (*writer).loadResult) })
}

func (m *load) load(x *execution) (*loadNode, error) {
	if x.api.loader == nil {
		return nil, schema.Errorf(CodeUnsupported, "this server reads no articles")
	}
	text := func(name string) string { return m.in.get(name, x.vars).text }
	reading, err := x.api.loader.Load(x.ctx, ArticleInput{
		Text: text("text"), Published: m.in.get("published", x.vars).date, Title: text("title"), Source: text("source"), URL: text("url"), Language: text("language"),
	})
	if err != nil {
		return nil, err
	}
	outcomes, err := x.api.store.Record(x.ctx, []schema.Reading{reading})
	if err != nil {
		return nil, err
	}
	n := &loadNode{Outcome: outcomes[0]}
	b := x.binder()
	if m.article != nil {
		q := store.ArticleQuery{ID: n.Article, Select: *m.article.bind(b)}
		if err := b.check(); err != nil {
			return nil, err
		}
		if n.article, err = x.reader.Article(x.ctx, q); err != nil {
			return nil, err
		}
	}
	if m.change != nil && len(n.Changes) > 0 {
		n.changes, err = x.changes(b, m.change, n.Changes[0].Cursor, len(n.Changes))
	}
	return n, err
}

func (w *writer) loadResult(s *selection, n *loadNode) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		ok := true
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case loadArticle:
			ok = writeObject(w, f, n.article, (*writer).article)
		case loadIsNew:
			w.bool(n.IsNew)
		case loadClaims:
			w.int(n.Claims)
		case loadChanges:
			ok = writeList(w, f, n.changes, (*writer).change)
		}
		if !ok {
			return false
		}
	}
	w.close(s)
	return true
}
