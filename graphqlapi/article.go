package graphqlapi

import (
	"rawabit/store"
)

// The fields of Article.
const (
	articleID fieldID = iota + 1
	articleTitle
	articleLanguage
	articlePublished
	articleSource
	articleURL
	articleText
	articleMentions
	articleRelations
)

// usualMentions and usualChanges stand for the lengths of lists without pages
// when the cost of an answer is estimated.
const (
	usualMentions = 50
	usualChanges  = 5
)

// articleShape is what is asked of an article, by all selections on it together.
type articleShape struct {
	text      bool
	mentions  *actorShape
	relations []*articleRelationsShape

	fixed fixed[store.ArticleSelection]
}

// articleRelationsShape is a list of the relations of an article.
type articleRelationsShape struct {
	page pageShape
	node relationShape
}

// article compiles a selection on an article and adds what it asks for to the
// shape.
func (c *compiler) article(at *arguments, s *articleShape) *selection {
	return c.selection("Article", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "id":
			f.id = articleID
		case "title":
			f.id = articleTitle
		case "language":
			f.id = articleLanguage
		case "published":
			f.id = articlePublished
		case "source":
			f.id = articleSource
		case "url":
			f.id = articleURL
		case "text":
			f.id, s.text = articleText, true
		case "mentions":
			if s.mentions == nil {
				s.mentions = &actorShape{}
			}
			f.id, f.sub = articleMentions, c.mention(at, s.mentions)
		case "relations":
			r := &articleRelationsShape{page: newPage(at)}
			f.id, f.slot = articleRelations, len(s.relations)
			s.relations = append(s.relations, r)
			f.sub = c.connection("Relation", at, &r.page, func(at *arguments) *selection { return c.relation(at, &r.node) })
		}
	})
}

// settle works out whether the shape depends on variables, and keeps what does
// not.
func (s *articleShape) settle(l *Limits) bool {
	dynamic := s.mentions != nil && s.mentions.settle(l)
	for _, r := range s.relations {
		dynamic = r.node.settle(l) || r.page.dynamic() || dynamic
	}
	s.fixed.dynamic = dynamic
	s.fixed.keep(l, s.build)
	return dynamic
}

// bind returns what the store is asked for.
func (s *articleShape) bind(b *binder) *store.ArticleSelection { return s.fixed.bind(b, s.build) }

func (s *articleShape) build(b *binder) *store.ArticleSelection {
	out := &store.ArticleSelection{Text: s.text}
	b.spend(1)
	if s.mentions != nil {
		outer := b.enter(usualMentions)
		out.Mentions = s.mentions.bind(b)
		b.times = outer
	}
	for _, r := range s.relations {
		one := store.ArticleRelationsField{Page: r.page.bind(b)}
		outer := b.enter(one.Page.First)
		one.Select = *r.node.bind(b)
		b.times = outer
		out.Relations = append(out.Relations, one)
	}
	return out
}

// article writes an article.
func (w *writer) article(s *selection, n *store.ArticleNode) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		ok := true
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case articleID:
			w.string(string(n.ID))
		case articleTitle:
			w.text(n.Title)
		case articleLanguage:
			w.string(n.Language)
		case articlePublished:
			if n.Published.IsZero() {
				ok = w.missing(f)
			} else {
				w.date(n.Published)
			}
		case articleSource:
			w.text(n.Source)
		case articleURL:
			w.text(n.URL)
		case articleText:
			w.string(n.Text)
		case articleMentions:
			ok = writeList(w, f, n.Mentions, (*writer).mention)
		case articleRelations:
			p := &n.Relations[f.slot]
			ok = writeConnection(w, f, p.PageInfo, p.Nodes, p.Cursors, (*writer).relation)
		}
		if !ok {
			return false
		}
	}
	w.close(s)
	return true
}
