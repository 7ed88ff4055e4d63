package graphqlapi_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/graphql-go/graphql"

	"rawabit/graphqlapi"
	"rawabit/schema"
	"rawabit/schema/statement"
	"rawabit/store"
)

// reference answers through the library's executor with one resolver a field and
// one query of the store a value: slow, and by another way than the API.
type reference struct {
	types graphql.Schema
	store store.Reader
}

// refRelation is a relation on its way through the resolvers. Known is when it
// was asked about, zero for now.
type refRelation struct {
	*schema.Relation
	certain bool
	known   time.Time
}

// resolver resolves one field of a node of type N.
type resolver[N any] func(n N, a refArgs) (any, error)

func newReference(t testing.TB, s store.Reader) *reference {
	t.Helper()
	api, err := graphqlapi.New(graphqlapi.Deps{Version: "test"}, graphqlapi.Options{}) // its types are this test's alone
	if err != nil {
		t.Fatal(err)
	}
	r := &reference{types: api.Types(), store: s}
	resolve(r, "Query", r.queries())
	resolve(r, "Actor", r.actors())
	resolve(r, "Relation", r.relations())
	resolve(r, "Article", r.articles())
	resolve(r, "Change", r.changes())
	resolve(r, "Evidence", r.evidence())
	r.plain()
	return r
}

// resolve gives the fields of a type their resolvers.
func resolve[N any](r *reference, typename string, fields map[string]resolver[N]) {
	defined := r.types.Type(typename).(*graphql.Object).Fields()
	for name, one := range fields {
		defined[name].Resolve = func(p graphql.ResolveParams) (any, error) {
			n, _ := p.Source.(N)
			return one(n, refArgs{p.Args})
		}
	}
}

func (r *reference) answer(ctx context.Context, query string, vars map[string]any) *graphql.Result {
	return graphql.Do(graphql.Params{Schema: r.types, RequestString: query, VariableValues: vars, Context: ctx})
}

func (r *reference) actor(id schema.ActorID, s store.ActorSelection) (*store.ActorNode, error) {
	return r.store.Actor(context.Background(), store.ActorQuery{ID: id, Select: s})
}

// bare returns an actor without anything selected, an untyped nil for none.
func (r *reference) bare(id schema.ActorID) (any, error) {
	n, err := r.actor(id, store.ActorSelection{})
	if n == nil {
		return nil, err
	}
	return n.Actor, err
}

func (r *reference) queries() map[string]resolver[any] {
	ctx := context.Background()
	return map[string]resolver[any]{
		"actor": func(_ any, a refArgs) (any, error) {
			n, err := r.store.Actor(ctx, store.ActorQuery{ID: schema.ActorID(a.text("id")), Name: a.text("name")})
			if n == nil {
				return nil, err
			}
			return n.Actor, err
		},
		"actors": func(_ any, a refArgs) (any, error) {
			p, err := r.store.Actors(ctx, store.ActorsQuery{
				Search: a.text("search"), NamePrefix: a.text("namePrefix"), Types: list[schema.ActorType](a.m["types"]), Page: a.page(20),
				Order: map[string]store.ActorOrder{"NAME": store.NameOrder, "DEGREE_DESC": store.DegreeDesc}[a.text("orderBy")],
			})
			return refConnection(p.PageInfo, p.Nodes, p.Cursors, func(n *store.ActorNode) any { return n.Actor }), err
		},
		"relation": func(_ any, a refArgs) (any, error) {
			n, err := r.store.Relation(ctx, store.RelationQuery{ID: schema.RelationID(a.text("id")), KnownAt: a.moment("knownAt")})
			if n == nil {
				return nil, err
			}
			return refRelation{n.Relation, n.Certain, a.moment("knownAt")}, err
		},
		"relations": func(_ any, a refArgs) (any, error) {
			f := a.filter()
			p, err := r.store.Relations(ctx, store.RelationsQuery{Filter: f, Order: a.order(), Page: a.page(20)})
			return refRelations(p, f), err
		},
		"paths": func(_ any, a refArgs) (any, error) {
			f := a.filter()
			paths, err := r.store.Paths(ctx, store.PathsQuery{
				From: schema.ActorID(a.text("from")), To: schema.ActorID(a.text("to")), MaxHops: a.number("maxHops", 4), Filter: f,
				Overlapping: a.flag("overlapping"), First: a.number("first", 5),
			})
			out := []any{}
			for _, p := range paths {
				out = append(out, map[string]any{"length": len(p.Relations), "actors": plainActors(p.Actors), "relations": plainRelations(p.Relations, f)})
			}
			return out, err
		},
		"neighborhood": func(_ any, a refArgs) (any, error) {
			f := a.filter()
			n, err := r.store.Neighborhood(ctx, store.NeighborhoodQuery{
				ID: schema.ActorID(a.text("id")), Hops: a.number("hops", 2), Limit: a.number("limit", 200), Filter: f,
			})
			if n == nil {
				return nil, err
			}
			return map[string]any{"truncated": n.Truncated, "actors": plainActors(n.Actors), "relations": plainRelations(n.Relations, f)}, err
		},
		"dyad": func(_ any, a refArgs) (any, error) {
			n, err := r.store.Dyad(ctx, store.DyadQuery{
				A: schema.ActorID(a.text("a")), B: schema.ActorID(a.text("b")), Filter: a.filter(),
				Granularity: map[string]store.Granularity{"DAY": store.Days, "WEEK": store.Weeks, "YEAR": store.Years}[a.text("granularity")],
			})
			if n == nil {
				return nil, err
			}
			series := []any{}
			for _, p := range n.Series {
				series = append(series, map[string]any{"start": p.Start, "cooperation": p.Cooperation, "conflict": p.Conflict, "events": p.Events})
			}
			return map[string]any{"a": n.A.Actor, "b": n.B.Actor, "firstContact": n.FirstContact, "lastContact": n.LastContact, "series": series}, err
		},
		"changes": func(_ any, a refArgs) (any, error) {
			in := a.object("filter")
			p, err := r.store.Changes(ctx, store.ChangesQuery{Page: a.page(50), Filter: store.ChangeFilter{
				Kinds: list[schema.ChangeKind](in.m["kinds"]), Types: list[schema.RelationType](in.m["types"]), Actor: schema.ActorID(in.text("actor")),
				Parts: in.flag("includeParts"), Modality: in.modality(), Since: in.moment("since"), ValidIn: in.days("validIn"),
			}})
			return refConnection(p.PageInfo, p.Nodes, p.Cursors, func(n *store.ChangeNode) any { return n.Change }), err
		},
		"article": func(_ any, a refArgs) (any, error) {
			n, err := r.store.Article(ctx, store.ArticleQuery{ID: schema.ArticleID(a.text("id")), Select: store.ArticleSelection{Text: true}})
			if n == nil {
				return nil, err
			}
			return n.Article, err
		},
		"articles": func(_ any, a refArgs) (any, error) {
			p, err := r.store.Articles(ctx, store.ArticlesQuery{
				Search: a.text("search"), Published: a.days("published"), Page: a.page(20), Select: store.ArticleSelection{Text: true},
			})
			return refArticles(p), err
		},
		"stats": func(any, refArgs) (any, error) {
			n, err := r.store.Stats(ctx)
			return map[string]any{
				"actors": n.Actors, "relations": n.Relations, "claims": n.Claims, "articles": n.Articles, "byType": refCounts(n.ByType),
				"firstPublished": n.FirstPublished, "lastPublished": n.LastPublished, "store": n.Store, "version": "test",
			}, err
		},
		"alertRules": func(any, refArgs) (any, error) { return []any{}, nil },
		"deliveries": func(any, refArgs) (any, error) {
			return refConnection(store.PageInfo{}, nil, nil, func(*store.ActorNode) any { return nil }), nil
		},
	}
}

func (r *reference) actors() map[string]resolver[*schema.Actor] {
	return map[string]resolver[*schema.Actor]{
		"id":       func(n *schema.Actor, _ refArgs) (any, error) { return string(n.ID), nil },
		"type":     func(n *schema.Actor, _ refArgs) (any, error) { return string(n.Type), nil },
		"name":     func(n *schema.Actor, a refArgs) (any, error) { return n.NameIn(a.text("lang")), nil },
		"wikidata": func(n *schema.Actor, _ refArgs) (any, error) { return orNil(n.Wikidata), nil },
		"known":    func(n *schema.Actor, _ refArgs) (any, error) { return n.Known, nil },
		"partOf":   func(n *schema.Actor, _ refArgs) (any, error) { return r.bare(n.PartOf) },
		"names": func(n *schema.Actor, _ refArgs) (any, error) {
			out := []any{}
			for _, one := range n.Names {
				out = append(out, map[string]any{"text": one.Text, "lang": one.Lang, "kind": string(one.Kind)})
			}
			if n.NameEn != "" {
				out = slices.Insert(out, 0, any(map[string]any{"text": n.NameEn, "lang": "en", "kind": "main"}))
			}
			return slices.Insert(out, 0, any(map[string]any{"text": n.NameAr, "lang": "ar", "kind": "main"})), nil
		},
		"relations": func(n *schema.Actor, a refArgs) (any, error) {
			f := a.filter()
			found, err := r.actor(n.ID, store.ActorSelection{Relations: []store.RelationsField{{Filter: f, Direction: a.direction(), Order: a.order(), Page: a.page(20)}}})
			return refRelations(&found.Relations[0], f), err
		},
		"neighbors": func(n *schema.Actor, a refArgs) (any, error) {
			found, err := r.actor(n.ID, store.ActorSelection{Neighbors: []store.NeighborsField{{Filter: a.filter(), Direction: a.direction(), Page: a.page(20)}}})
			p := found.Neighbors[0]
			return refConnection(p.PageInfo, p.Nodes, p.Cursors, func(n *store.ActorNode) any { return n.Actor }), err
		},
		"relationCounts": func(n *schema.Actor, a refArgs) (any, error) {
			found, err := r.actor(n.ID, store.ActorSelection{Counts: []store.CountsField{{Filter: a.filter(), Direction: a.direction()}}})
			return refCounts(found.Counts[0]), err
		},
		"articles": func(n *schema.Actor, a refArgs) (any, error) {
			found, err := r.actor(n.ID, store.ActorSelection{Articles: []store.ArticlesField{{Page: a.page(20), Select: store.ArticleSelection{Text: true}}}})
			return refArticles(&found.Articles[0]), err
		},
	}
}

func (r *reference) relations() map[string]resolver[refRelation] {
	one := func(n refRelation, s store.RelationSelection) (*store.RelationNode, error) {
		return r.store.Relation(context.Background(), store.RelationQuery{ID: n.ID, KnownAt: n.known, Select: s})
	}
	leaf := func(value func(n refRelation) any) resolver[refRelation] {
		return func(n refRelation, _ refArgs) (any, error) { return value(n), nil }
	}
	return map[string]resolver[refRelation]{
		"id":           leaf(func(n refRelation) any { return string(n.ID) }),
		"version":      leaf(func(n refRelation) any { return n.Version }),
		"type":         leaf(func(n refRelation) any { return string(n.Type) }),
		"kind":         leaf(func(n refRelation) any { return string(n.Type.Info().Kind) }),
		"symmetric":    leaf(func(n refRelation) any { return n.Type.Info().Symmetric }),
		"validFrom":    leaf(func(n refRelation) any { return n.ValidFrom }),
		"validTo":      leaf(func(n refRelation) any { return n.ValidTo }),
		"ended":        leaf(func(n refRelation) any { return n.Ended }),
		"attestedFrom": leaf(func(n refRelation) any { return n.AttestedFrom }),
		"attestedTo":   leaf(func(n refRelation) any { return n.AttestedTo }),
		"certain":      leaf(func(n refRelation) any { return n.certain }),
		"modality":     leaf(func(n refRelation) any { return string(n.Modality) }),
		"confidence":   leaf(func(n refRelation) any { return n.Confidence }),
		"sourceCount":  leaf(func(n refRelation) any { return n.Sources }),
		"contested":    leaf(func(n refRelation) any { return n.Contested }),
		"reviewed":     leaf(func(n refRelation) any { return orNil(string(n.Reviewed)) }),
		"plover":       leaf(func(n refRelation) any { return orNil(n.Type.Info().Plover) }),
		"cameo":        leaf(func(n refRelation) any { return orNil(n.Type.Info().Cameo) }),
		"score":        leaf(func(n refRelation) any { return n.Type.Info().Score }),
		"recordedAt":   leaf(func(n refRelation) any { return n.RecordedAt }),
		"retractedAt":  leaf(func(n refRelation) any { return n.RetractedAt }),
		"dateBasis": leaf(func(n refRelation) any {
			if n.DateBasis == "" && n.Span().Undated() {
				return "NONE"
			} else if n.DateBasis == "" {
				return "EXPLICIT"
			}
			return string(n.DateBasis)
		}),
		"source": func(n refRelation, _ refArgs) (any, error) { return r.bare(n.Source) },
		"target": func(n refRelation, _ refArgs) (any, error) { return r.bare(n.Target) },
		"other": func(n refRelation, a refArgs) (any, error) {
			switch schema.ActorID(a.text("than")) {
			case n.Source:
				return r.bare(n.Target)
			case n.Target:
				return r.bare(n.Source)
			}
			return nil, schema.Errorf(schema.CodeInvalid, "no end")
		},
		"roles": func(n refRelation, _ refArgs) (any, error) {
			out := []any{}
			for _, role := range n.Roles {
				a, err := r.bare(role.Actor)
				if err != nil {
					return nil, err
				}
				out = append(out, map[string]any{"name": role.Name, "actor": a})
			}
			return out, nil
		},
		"label": func(n refRelation, a refArgs) (any, error) {
			if a.text("lang") == "en" {
				return n.Type.Info().En, nil
			}
			return n.Type.Info().Ar, nil
		},
		"statement": func(n refRelation, a refArgs) (any, error) {
			f, err := r.fact(n.Relation)
			if day := a.text("asOf"); day != "" && err == nil {
				return statement.AsOf(f, schema.MustParseDate(day).Latest(), a.text("lang")), nil
			}
			return statement.Relation(f, a.text("lang")), err
		},
		"evidence": func(n refRelation, a refArgs) (any, error) {
			found, err := one(n, store.RelationSelection{Evidence: []store.EvidenceField{{First: a.number("first", 5), Article: store.ArticleSelection{Text: true}}}})
			return refEvidence(found.Evidence[0]), err
		},
		"changes": func(n refRelation, _ refArgs) (any, error) {
			found, err := one(n, store.RelationSelection{Changes: &store.ChangeSelection{}})
			out := []any{}
			for _, c := range found.Changes {
				out = append(out, c.Change)
			}
			return out, err
		},
		"fulfilledBy": func(n refRelation, _ refArgs) (any, error) {
			found, err := one(n, store.RelationSelection{FulfilledBy: &store.RelationSelection{}})
			if found.FulfilledBy == nil {
				return nil, err
			}
			return refRelation{found.FulfilledBy.Relation, found.FulfilledBy.Certain, n.known}, err
		},
	}
}

// fact looks the actors of a relation up.
func (r *reference) fact(n *schema.Relation) (statement.Fact, error) {
	f := statement.Fact{Relation: n}
	look := func(id schema.ActorID) *schema.Actor {
		a, _ := r.bare(id)
		actor, _ := a.(*schema.Actor)
		return actor
	}
	f.Source, f.Target = look(n.Source), look(n.Target)
	for _, role := range n.Roles {
		if role.Name == "place" {
			f.Place = look(role.Actor)
		}
	}
	return f, nil
}

func (r *reference) articles() map[string]resolver[*schema.Article] {
	leaf := func(value func(n *schema.Article) any) resolver[*schema.Article] {
		return func(n *schema.Article, _ refArgs) (any, error) { return value(n), nil }
	}
	one := func(n *schema.Article, s store.ArticleSelection) (*store.ArticleNode, error) {
		return r.store.Article(context.Background(), store.ArticleQuery{ID: n.ID, Select: s})
	}
	return map[string]resolver[*schema.Article]{
		"id":        leaf(func(n *schema.Article) any { return string(n.ID) }),
		"title":     leaf(func(n *schema.Article) any { return orNil(n.Title) }),
		"language":  leaf(func(n *schema.Article) any { return n.Language }),
		"published": leaf(func(n *schema.Article) any { return n.Published }),
		"source":    leaf(func(n *schema.Article) any { return orNil(n.Source) }),
		"url":       leaf(func(n *schema.Article) any { return orNil(n.URL) }),
		"text":      leaf(func(n *schema.Article) any { return n.Text }),
		"mentions": func(n *schema.Article, _ refArgs) (any, error) {
			found, err := one(n, store.ArticleSelection{Mentions: &store.ActorSelection{}})
			out := []any{}
			for _, m := range found.Mentions {
				out = append(out, map[string]any{"id": string(m.ID), "text": m.Text, "sentence": m.Sentence, "start": m.Start, "end": m.End, "actor": m.Actor.Actor})
			}
			return out, err
		},
		"relations": func(n *schema.Article, a refArgs) (any, error) {
			found, err := one(n, store.ArticleSelection{Relations: []store.ArticleRelationsField{{Page: a.page(50)}}})
			return refRelations(&found.Relations[0], store.Filter{}), err
		},
	}
}

func (r *reference) changes() map[string]resolver[*schema.Change] {
	one := func(n *schema.Change, s store.ChangeSelection) (*store.ChangeNode, error) {
		p, err := r.store.Changes(context.Background(), store.ChangesQuery{
			Select: s,
			Page:   store.Page{First: 1, After: store.Cursor{List: store.ListChanges, Rank: n.Cursor - 1}.Encode()},
		})
		return p.Nodes[0], err
	}
	version := func(s store.ChangeSelection, of func(*store.ChangeNode) *store.RelationNode) resolver[*schema.Change] {
		return func(n *schema.Change, _ refArgs) (any, error) {
			found, err := one(n, s)
			if err != nil || of(found) == nil {
				return nil, err
			}
			return refRelation{of(found).Relation, of(found).Certain, time.Time{}}, nil
		}
	}
	every := &store.RelationSelection{}
	return map[string]resolver[*schema.Change]{
		"id":         func(n *schema.Change, _ refArgs) (any, error) { return string(n.ID), nil },
		"kind":       func(n *schema.Change, _ refArgs) (any, error) { return string(n.Kind), nil },
		"validDate":  func(n *schema.Change, _ refArgs) (any, error) { return n.ValidDate, nil },
		"recordedAt": func(n *schema.Change, _ refArgs) (any, error) { return n.RecordedAt, nil },
		"cursor": func(n *schema.Change, _ refArgs) (any, error) {
			return store.Cursor{List: store.ListChanges, Rank: n.Cursor}.Encode(), nil
		},
		"relation": version(store.ChangeSelection{Relation: every}, func(n *store.ChangeNode) *store.RelationNode { return n.Relation }),
		"before":   version(store.ChangeSelection{Before: every}, func(n *store.ChangeNode) *store.RelationNode { return n.Before }),
		"after":    version(store.ChangeSelection{After: every}, func(n *store.ChangeNode) *store.RelationNode { return n.After }),
		"evidence": func(n *schema.Change, _ refArgs) (any, error) {
			found, err := one(n, store.ChangeSelection{Evidence: &store.ArticleSelection{Text: true}})
			return refEvidence(found.Evidence), err
		},
		"statement": func(n *schema.Change, a refArgs) (any, error) {
			var before, after *statement.Fact
			if n.Before != nil {
				f, _ := r.fact(n.Before)
				before = &f
			}
			if n.After != nil {
				f, _ := r.fact(n.After)
				after = &f
			}
			return statement.Change(n, before, after, a.text("lang")), nil
		},
	}
}

func (r *reference) evidence() map[string]resolver[store.EvidenceNode] {
	leaf := func(value func(e *schema.Claim) any) resolver[store.EvidenceNode] {
		return func(n store.EvidenceNode, _ refArgs) (any, error) { return value(n.Claim), nil }
	}
	return map[string]resolver[store.EvidenceNode]{
		"article":      func(n store.EvidenceNode, _ refArgs) (any, error) { return n.Article.Article, nil },
		"sentence":     leaf(func(c *schema.Claim) any { return c.Evidence.Sentence }),
		"text":         leaf(func(c *schema.Claim) any { return c.Evidence.Text }),
		"start":        leaf(func(c *schema.Claim) any { return c.Evidence.Start }),
		"end":          leaf(func(c *schema.Claim) any { return c.Evidence.End }),
		"focusStart":   leaf(func(c *schema.Claim) any { return c.Evidence.Start }), // the tests' claims mark no words
		"focusEnd":     leaf(func(c *schema.Claim) any { return c.Evidence.End }),
		"attributedTo": leaf(func(c *schema.Claim) any { return orNil(c.AttributedTo) }),
		"modality":     leaf(func(c *schema.Claim) any { return string(c.Modality) }),
		"rule":         leaf(func(c *schema.Claim) any { return c.Evidence.Rule }),
	}
}

// plain lets the types that stand as maps resolve by name.
func (r *reference) plain() {
	defined := r.types.Type("Dyad").(*graphql.Object).Fields()
	defined["relations"].Resolve = func(p graphql.ResolveParams) (any, error) {
		m := p.Source.(map[string]any)
		a := refArgs{p.Args}
		n, err := r.store.Dyad(context.Background(), store.DyadQuery{
			A: m["a"].(*schema.Actor).ID, B: m["b"].(*schema.Actor).ID,
			Filter:    store.Filter{Modality: []schema.Modality{schema.Actual}},
			Relations: []store.RelationsField{{Filter: store.Filter{Modality: []schema.Modality{schema.Actual}}, Page: a.page(20)}},
		})
		return refRelations(&n.Relations[0], store.Filter{}), err
	}
}
