package graphqlapi

import (
	"context"

	"rawabit/schema"
	"rawabit/store"
)

// CodeUnsupported is the code of what this server was not made to do.
const CodeUnsupported schema.Code = "UNSUPPORTED"

func (c *compiler) mutationAction(f *field, at *arguments) action {
	switch at.field {
	case "loadArticle":
		return c.loadArticle(f, at)
	case "reviewRelation":
		return c.reviewRelation(f, at)
	case "mergeActors", "splitActor":
		f.sub = c.decision(at)
		return &decide{kind: at.field, args: at.values()}
	case "undoDecision":
		return &decide{kind: at.field, args: at.values()}
	case "createAlertRule":
		f.sub = c.rule(at)
		return &createRule{in: at.get("input")}
	case "deleteAlertRule":
		return &deleteRule{id: at.get("id")}
	case "replayDelivery":
		return c.replay(f, at)
	}
	c.fail(schema.Errorf(schema.CodeInternal, "no one answers Mutation.%s", at.field))
	return nil
}

// values returns all arguments by name.
func (a *arguments) values() map[string]*input {
	out := map[string]*input{}
	for _, d := range a.defs {
		out[d.PrivateName] = a.get(d.PrivateName)
	}
	return out
}

// changes reads count changes from a cursor on, that one included.
func (x *execution) changes(b *binder, s *changeShape, from int64, count int) ([]*store.ChangeNode, error) {
	outer := b.enter(count)
	q := store.ChangesQuery{
		Page:   store.Page{First: count, After: store.Cursor{List: store.ListChanges, Rank: from - 1}.Encode()},
		Select: *s.bind(b),
	}
	b.times = outer
	if err := b.check(); err != nil {
		return nil, err
	}
	page, err := x.reader.Changes(x.ctx, q)
	if err != nil {
		return nil, err
	}
	return page.Nodes, nil
}

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

// review answers Mutation.reviewRelation.
type review struct {
	id, in *input
	node   relationShape
}

func (c *compiler) reviewRelation(f *field, at *arguments) action {
	m := &review{id: at.get("id"), in: at.get("input")}
	f.sub = c.relation(at, &m.node)
	return m
}

func (m *review) run(x *execution, w *writer, f *field) bool {
	n, err := m.review(x)
	return answer(w, f, err, func() bool { return writeObject(w, f, n, (*writer).relation) })
}

func (m *review) review(x *execution) (*store.RelationNode, error) {
	b := x.binder()
	q := store.RelationQuery{ID: schema.RelationID(m.id.string(x.vars)), Select: *m.node.bind(b)}
	if err := b.check(); err != nil {
		return nil, err
	}
	before, err := x.reader.Relation(x.ctx, store.RelationQuery{ID: q.ID})
	if err != nil {
		return nil, err
	}
	if before == nil {
		return nil, schema.Errorf(schema.CodeNotFound, "no relation has the id %q", q.ID)
	}
	get := func(name string) *input { return m.in.get(name, x.vars) }
	d := schema.Decision{
		Kind: schema.DecideReview, By: x.by, Note: get("note").text, Verdict: schema.Verdict(get("verdict").text), Claims: before.Claims,
		Type: schema.RelationType(get("type").text), Source: schema.ActorID(get("source").text), Target: schema.ActorID(get("target").text),
		ValidFrom: get("validFrom").date, ValidTo: get("validTo").date, Modality: schema.Modality(get("modality").text),
	}
	_, changes, err := x.api.store.Decide(x.ctx, d)
	if err != nil {
		return nil, err
	}
	return m.after(x.ctx, x.reader, q, changes)
}

// after reads the relation as the decision left it: under its old id, or under
// that of the relation that the correction made of it.
func (m *review) after(ctx context.Context, r store.Reader, q store.RelationQuery, changes []schema.Change) (*store.RelationNode, error) {
	n, err := r.Relation(ctx, q)
	if err != nil || n != nil && n.RetractedAt.IsZero() {
		return n, err
	}
	for _, c := range changes {
		if c.After != nil {
			q.ID = c.After.ID
			return r.Relation(ctx, q)
		}
	}
	return n, nil
}

// The fields of Decision.
const (
	decisionID fieldID = iota + 1
	decisionBy
	decisionAt
	decisionNote
)

func (c *compiler) decision(at *arguments) *selection {
	return c.selection("Decision", at.sets(), func(f *field, at *arguments) {
		switch at.field {
		case "id":
			f.id = decisionID
		case "by":
			f.id = decisionBy
		case "at":
			f.id = decisionAt
		case "note":
			f.id = decisionNote
		}
	})
}

func (w *writer) decision(s *selection, n *schema.Decision) bool {
	for i := range s.fields {
		f := &s.fields[i]
		w.key(i, f)
		switch f.id {
		case fieldTypename:
			w.plain(s.typename)
		case decisionID:
			w.string(string(n.ID))
		case decisionBy:
			w.string(n.By)
		case decisionAt:
			w.buf = append(appendMoment(append(w.buf, '"'), n.At), '"')
		case decisionNote:
			w.text(n.Note)
		}
	}
	w.close(s)
	return true
}

// decide answers the mutations that record a decision about actors, or take one
// back.
type decide struct {
	kind string
	args map[string]*input
}

func (m *decide) run(x *execution, w *writer, f *field) bool {
	text := func(name string) string { return m.args[name].string(x.vars) }
	d := schema.Decision{By: x.by}
	switch m.kind {
	case "mergeActors":
		d.Kind, d.Keep, d.Drop, d.Note = schema.DecideMerge, schema.ActorID(text("keep")), schema.ActorID(text("drop")), text("note")
	case "splitActor":
		d.Kind, d.Keep, d.Note = schema.DecideSplit, schema.ActorID(text("id")), text("note")
		d.Mentions = texts[schema.MentionID](m.args["mentions"], x.vars)
	case "undoDecision":
		d.Kind, d.Undoes = schema.DecideUndo, schema.DecisionID(text("id"))
	}
	made, _, err := x.api.store.Decide(x.ctx, d)
	return answer(w, f, err, func() bool {
		if f.sub == nil {
			w.bool(true)
			return true
		}
		return writeObject(w, f, &made, (*writer).decision)
	})
}

// createRule answers Mutation.createAlertRule.
type createRule struct{ in *input }

func (m *createRule) run(x *execution, w *writer, f *field) bool {
	get := func(name string) *input { return m.in.get(name, x.vars) }
	rule, err := x.api.alerts.CreateRule(x.ctx, AlertRuleInput{
		Name: get("name").text, Filter: bindChangeFilter(get("filter"), x.vars), Severity: get("severity").text, Cooldown: get("cooldown").text, Channel: get("channel").text,
	})
	return answer(w, f, err, func() bool { return writeObject(w, f, &rule, (*writer).ruleObject) })
}

// deleteRule answers Mutation.deleteAlertRule.
type deleteRule struct{ id *input }

func (m *deleteRule) run(x *execution, w *writer, f *field) bool {
	found, err := x.api.alerts.DeleteRule(x.ctx, m.id.string(x.vars))
	return answer(w, f, err, func() bool { w.bool(found); return true })
}

// replay answers Mutation.replayDelivery.
type replay struct {
	id   *input
	node deliveryShape
}

func (c *compiler) replay(f *field, at *arguments) action {
	m := &replay{id: at.get("id")}
	f.sub = c.delivery(at, &m.node)
	return m
}

func (m *replay) run(x *execution, w *writer, f *field) bool {
	d, err := x.api.alerts.Replay(x.ctx, m.id.string(x.vars))
	var nodes []*deliveryNode
	if err == nil {
		nodes, err = m.node.nodes(x, x.binder(), []*Delivery{d})
	}
	return answer(w, f, err, func() bool { return writeObject(w, f, nodes[0], (*writer).delivery) })
}
