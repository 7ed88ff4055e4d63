//go:build soak

package neo4jstore_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"rawabit/internal/neo4jtest"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/neo4jstore"
	"rawabit/store/storetest"
)

// shapes are questions of every root field, plain and with much nested below.
func shapes() map[string]func(ctx context.Context, s store.Store) error {
	day := schema.MustParseDate("2026-01-10").Earliest()
	known := time.Now()
	page := store.Page{First: 3, Total: true}
	name := &store.ActorSelection{Fields: store.ActorMainNames}
	deep := store.ActorSelection{
		PartOf:    name,
		Relations: []store.RelationsField{{Direction: store.Out, Page: page, Select: store.RelationSelection{Target: &store.ActorSelection{Relations: []store.RelationsField{{Page: page}}}}}, {Filter: store.Filter{Parts: true}, Page: page}},
		Neighbors: []store.NeighborsField{{Page: page}},
		Counts:    []store.CountsField{{}, {Filter: store.Filter{KnownAt: known}}},
		Articles:  []store.ArticlesField{{Page: page, Select: store.ArticleSelection{Mentions: name}}},
	}
	wide := store.RelationSelection{
		Source: name, Target: name, Others: []store.OtherField{{Than: "omar"}}, Roles: name, FulfilledBy: &store.RelationSelection{},
		Evidence: []store.EvidenceField{{First: 2, Article: store.ArticleSelection{Text: true}}},
		Changes:  &store.ChangeSelection{Before: &store.RelationSelection{}, After: &store.RelationSelection{}},
	}
	filters := map[string]store.Filter{
		"all": {}, "type": {Types: []schema.RelationType{schema.Met}}, "kind": {Kinds: []schema.Kind{schema.Event}},
		"as of": {AsOf: &day}, "valid on": {ValidOn: &day, Certain: true}, "known": {KnownAt: known, AsOf: &day},
		"starts": {StartsIn: &store.DayRange{From: day - 30, Before: day}, Types: []schema.RelationType{schema.Met}},
		"actor":  {Actor: "omar"}, "source": {Source: "omar"}, "target": {Target: "tell"}, "ends": {Source: "omar", Target: "tell"},
		"parts": {Actor: "sahel", Parts: true}, "worth": {MinConfidence: 0.5, MinSources: 1, Modality: []schema.Modality{schema.Actual}},
	}
	out := map[string]func(ctx context.Context, s store.Store) error{}
	for label, f := range filters {
		order := store.DateDesc
		if label == "type" || label == "known" {
			order = store.RecordedDesc
		}
		sel := store.RelationSelection{Source: name, Target: name}
		if label == "all" {
			sel = wide
		}
		out["relations, "+label] = func(ctx context.Context, s store.Store) error {
			_, err := s.Relations(ctx, store.RelationsQuery{Filter: f, Order: order, Page: page, Select: sel})
			return err
		}
	}
	for _, label := range []string{"all", "type", "as of", "known", "parts"} {
		f := filters[label]
		out["paths, "+label] = func(ctx context.Context, s store.Store) error {
			_, err := s.Paths(ctx, store.PathsQuery{From: "layla", To: "jabal", MaxHops: 3, First: 2, Filter: f, Overlapping: label == "all"})
			return err
		}
		out["neighborhood, "+label] = func(ctx context.Context, s store.Store) error {
			_, err := s.Neighborhood(ctx, store.NeighborhoodQuery{ID: "omar", Hops: 2, Limit: 9, Filter: f, Actors: *name})
			return err
		}
		out["dyad, "+label] = func(ctx context.Context, s store.Store) error {
			_, err := s.Dyad(ctx, store.DyadQuery{A: "layla", B: "omar", Filter: f, Relations: []store.RelationsField{{Page: page}}})
			return err
		}
	}
	for label, q := range map[string]store.ActorQuery{"id": {ID: "omar"}, "name": {Name: "عمر النجار"}, "deep": {ID: "sahel", Select: deep}} {
		out["actor, "+label] = func(ctx context.Context, s store.Store) error { _, err := s.Actor(ctx, q); return err }
	}
	for label, q := range map[string]store.ActorsQuery{
		"names": {Page: page}, "prefix": {NamePrefix: "ج", Page: page}, "search": {Search: "الساحل", Page: page, Select: deep}, "degree": {Order: store.DegreeDesc, Page: page},
	} {
		out["actors, "+label] = func(ctx context.Context, s store.Store) error { _, err := s.Actors(ctx, q); return err }
	}
	for label, q := range map[string]store.RelationQuery{"id": {ID: "i-hit", Select: wide}, "known": {ID: "i-hit", KnownAt: known}} {
		out["relation, "+label] = func(ctx context.Context, s store.Store) error { _, err := s.Relation(ctx, q); return err }
	}
	for label, q := range map[string]store.ChangesQuery{"all": {Page: page}, "filtered": {Page: page, Filter: store.ChangeFilter{Actor: "sahel", Parts: true, Kinds: []schema.ChangeKind{schema.Opened}}, Select: store.ChangeSelection{Relation: &wide, Evidence: &store.ArticleSelection{}}}} {
		out["changes, "+label] = func(ctx context.Context, s store.Store) error { _, err := s.Changes(ctx, q); return err }
	}
	article := storetest.Readings()[1].Article.ID
	out["article"] = func(ctx context.Context, s store.Store) error {
		_, err := s.Article(ctx, store.ArticleQuery{ID: article, Select: store.ArticleSelection{Mentions: &deep, Relations: []store.ArticleRelationsField{{Page: page, Select: wide}}}})
		return err
	}
	for label, q := range map[string]store.ArticlesQuery{"all": {Page: page}, "search": {Search: "الجبل", Page: page}, "published": {Published: &store.DayRange{From: day, Before: day + 9}, Page: page}} {
		out["articles, "+label] = func(ctx context.Context, s store.Store) error { _, err := s.Articles(ctx, q); return err }
	}
	out["stats"] = func(ctx context.Context, s store.Store) error { _, err := s.Stats(ctx); return err }
	return out
}

// scans are operators that look through the whole graph, or all of a label.
var scans = regexp.MustCompile(`AllNodesScan|NodeByLabelScan|AllRelationshipsScan|RelationshipTypeScan`)

// index are operators that begin at an index.
var index = regexp.MustCompile(`IndexSeek|IndexScan|queryNodes`)

// TestStatements counts the statements of each question and looks at their plans.
func TestStatements(t *testing.T) {
	type sent struct {
		text       string
		parameters map[string]any
	}
	var statements []sent
	s := open(t, func(o *neo4jstore.Options) {
		o.Trace = func(text string, parameters map[string]any) { statements = append(statements, sent{text, parameters}) }
		o.Poll = time.Hour
	})
	defer closeStore(t, s)
	storetest.Load(t, s)
	if _, err := s.Actors(t.Context(), store.ActorsQuery{Search: "a", Page: store.Page{First: 1}}); err != nil { // reads the names
		t.Fatal(err)
	}
	server := neo4jtest.Start(t)
	if server.HTTP == "" {
		t.Fatal("set RAWABIT_TEST_NEO4J_HTTP to the HTTP address of the Neo4j of RAWABIT_TEST_NEO4J: the plans are read there")
	}
	all := shapes()
	if len(all) < 40 {
		t.Fatalf("only %d shapes", len(all))
	}
	for label, ask := range all {
		t.Run(label, func(t *testing.T) {
			statements = nil
			if err := ask(t.Context(), s); err != nil {
				t.Fatal(err)
			}
			if len(statements) != 1 {
				t.Fatalf("%d statements, want one", len(statements))
			}
			one := statements[0]
			if strings.Contains(one.text, "omar") || strings.Contains(one.text, "2026") {
				t.Errorf("what was asked for stands in the text: %s", one.text)
			}
			operators := operatorsOf(t, server, one.text)
			if label != "stats" && !slices.ContainsFunc(operators, func(o string) bool { return index.MatchString(o) }) {
				t.Errorf("the plan uses no index: %v", operators)
			}
			for _, o := range operators {
				if scans.MatchString(o) {
					t.Errorf("the plan has a %s", o)
				}
			}
		})
	}
}

// operatorsOf returns the operators of a statement's plan, with their details. They
// are asked for over HTTP: over Bolt, the driver gives the last of an operator's
// children in place of each.
func operatorsOf(t *testing.T, server neo4jtest.Server, text string) []string {
	t.Helper()
	body, err := json.Marshal(map[string]any{"statement": "EXPLAIN " + text})
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.HTTP+"/db/neo4j/query/v2", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if server.User != "" {
		request.SetBasicAuth(server.User, server.Password)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	var out struct {
		Plan   plan            `json:"queryPlan"`
		Errors json.RawMessage `json:"errors"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&out); err != nil || out.Plan.Operator == "" {
		t.Fatalf("no plan: %v %s", err, out.Errors)
	}
	return out.Plan.operators(nil)
}

type plan struct {
	Operator  string                     `json:"operatorType"`
	Arguments map[string]json.RawMessage `json:"arguments"`
	Children  []plan                     `json:"children"`
}

func (p *plan) operators(list []string) []string {
	list = append(list, p.Operator+" "+string(p.Arguments["Details"]))
	for i := range p.Children {
		list = p.Children[i].operators(list)
	}
	return list
}
