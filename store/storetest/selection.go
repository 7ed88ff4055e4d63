package storetest

import (
	"fmt"
	"strings"
	"testing"

	"rawabit/schema"
	"rawabit/store"
)

// testSelection asks for everything below an actor and a relation at once.
func testSelection(t *testing.T, s store.Store) {
	two := store.Page{First: 2, Total: true}
	name := &store.ActorSelection{}
	actor, err := s.Actor(t.Context(), store.ActorQuery{ID: "army", Select: store.ActorSelection{
		PartOf: &store.ActorSelection{Counts: []store.CountsField{{}, {Direction: store.Out}}},
		Relations: []store.RelationsField{
			{Page: two, Select: store.RelationSelection{
				Source: name, Target: &store.ActorSelection{Relations: []store.RelationsField{{Direction: store.Out, Page: two}}},
				Others: []store.OtherField{{Than: "army"}, {Than: "front"}, {Than: "jabal"}}, Roles: name,
			}},
			{Direction: store.In, Page: two},
			{Filter: store.Filter{Parts: true}, Page: two},
		},
		Neighbors: []store.NeighborsField{{Page: two}, {Direction: store.In, Page: two}},
		Articles:  []store.ArticlesField{{Page: two}},
	}})
	if err != nil || actor == nil {
		t.Fatalf("actor: %v", err)
	}
	if actor.PartOf == nil || actor.PartOf.ID != "sahel" {
		t.Fatalf("part of %+v, want sahel", actor.PartOf)
	}
	wantText(t, "counts of sahel", fmt.Sprint(actor.PartOf.Counts), "[[{PROTESTED_AGAINST 1} {LEADS 2} {COOPERATES_WITH 1}] [{COOPERATES_WITH 1}]]")
	first := actor.Relations[0]
	wantText(t, "relations", labels(first.Nodes), "i-hit i-here")
	if first.Total != 2 || first.HasNext || first.HasPrevious || len(first.Cursors) != 2 {
		t.Errorf("page is %+v", first.PageInfo)
	}
	hit := first.Nodes[0]
	wantText(t, "ends", string(hit.Source.ID+" "+hit.Target.ID), "army front")
	wantText(t, "second level", labels(hit.Target.Relations[0].Nodes), "i-leave i-hold")
	if len(hit.Others) != 3 || hit.Others[0].ID != "front" || hit.Others[1].ID != "army" || hit.Others[2] != nil {
		t.Errorf("others are %v", hit.Others)
	}
	if len(hit.Roles) != 1 || hit.Roles[0].Name != "place" || hit.Roles[0].Actor.ID != "tell" {
		t.Errorf("roles are %+v", hit.Roles)
	}
	wantText(t, "incoming", labels(actor.Relations[1].Nodes), "")
	wantText(t, "neighbours", actorIDs(actor.Neighbors[0].Nodes)+" / "+actorIDs(actor.Neighbors[1].Nodes), "front base / ")
	if len(actor.Articles) != 1 || len(actor.Articles[0].Nodes) != 0 || actor.Articles[0].Total != 0 {
		t.Errorf("articles are %+v, want an empty page", actor.Articles)
	}
	t.Run("parts", func(t *testing.T) { testParts(t, s) })
	t.Run("evidence", func(t *testing.T) { testEvidence(t, s) })
}

// testParts asks for what an actor does with its parts.
func testParts(t *testing.T, s store.Store) {
	tests := map[string]struct {
		id     schema.ActorID
		field  store.RelationsField
		want   string
		counts string
	}{
		"a state with its organs and places": {"sahel", store.RelationsField{}, "i-leave visited:omar>tell i-march i-hit i-here i-hold i-lead1 i-ally i-lead2 accused:jabal>council i-member supports:jabal>council", "12"},
		"what it does":                       {"sahel", store.RelationsField{Direction: store.Out}, "i-hit i-here i-ally", "3"},
		"what is done to it":                 {"sahel", store.RelationsField{Direction: store.In}, "i-leave visited:omar>tell i-march i-here i-hold i-lead1 i-ally i-lead2 accused:jabal>council i-member supports:jabal>council", "11"},
		"a province":                         {"wadi", store.RelationsField{}, "i-leave visited:omar>tell i-here i-hold", "4"},
		"no parts":                           {"layla", store.RelationsField{}, "i-met1 i-met2 i-lead1 i-met3", "4"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			test.field.Filter.Parts = true
			test.field.Page = store.Page{First: 100, Total: true}
			actor, err := s.Actor(t.Context(), store.ActorQuery{ID: test.id, Select: store.ActorSelection{
				Relations: []store.RelationsField{test.field},
				Counts:    []store.CountsField{{Filter: test.field.Filter, Direction: test.field.Direction}},
			}})
			if err != nil || actor == nil {
				t.Fatalf("actor: %v", err)
			}
			// Recorded ones among the undated have ids of their own, so the tail is
			// compared in one order.
			wantText(t, "relations", sorted(labels(actor.Relations[0].Nodes)), sorted(test.want))
			sum := 0
			for _, count := range actor.Counts[0] {
				sum += count.Count
			}
			wantText(t, "counted", fmt.Sprint(actor.Relations[0].Total, sum), test.counts+" "+test.counts)
			var walked []string
			test.field.Page.First = 3
			for {
				actor, err := s.Actor(t.Context(), store.ActorQuery{ID: test.id, Select: store.ActorSelection{Relations: []store.RelationsField{test.field}}})
				if err != nil {
					t.Fatal(err)
				}
				page := actor.Relations[0]
				walked = append(walked, strings.Fields(labels(page.Nodes))...)
				if !page.HasNext {
					break
				}
				test.field.Page.After = page.Cursors[len(page.Cursors)-1]
			}
			wantText(t, "pages", strings.Join(walked, " "), labels(actor.Relations[0].Nodes))
		})
	}
}

func testEvidence(t *testing.T, s store.Store) {
	page, err := s.Relations(t.Context(), store.RelationsQuery{
		Filter: store.Filter{Source: "jabal", Target: "front", Types: []schema.RelationType{schema.Supports}}, Page: store.Page{First: 5},
		Select: store.RelationSelection{
			Evidence: []store.EvidenceField{{First: 5, Article: store.ArticleSelection{Text: true}}, {First: 1}},
			Changes:  &store.ChangeSelection{Relation: &store.RelationSelection{Target: &store.ActorSelection{}}, Evidence: &store.ArticleSelection{}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	wantText(t, "found", labels(page.Nodes), "supports:jabal>front")
	node := page.Nodes[0]
	if node.Sources != 2 {
		t.Errorf("%d sources, want 2: a reprint is none", node.Sources)
	}
	if len(node.Evidence) != 2 || len(node.Evidence[0]) != 3 || len(node.Evidence[1]) != 1 {
		t.Fatalf("evidence is %+v, want 3 pieces and 1", node.Evidence)
	}
	for _, e := range node.Evidence[0] {
		text, span := e.Article.Text, e.Claim.Evidence
		if span.End > len(text) || text[span.Start:span.End] != span.Text {
			t.Errorf("evidence %+v is not what its article says", span)
		}
		if e.Claim.Article != e.Article.ID {
			t.Errorf("claim %s is of article %s, not of %s", e.Claim.ID, e.Claim.Article, e.Article.ID)
		}
	}
	if text := node.Evidence[1][0].Article.Text; text != "" {
		t.Errorf("a text came along that was not asked for: %.20q", text)
	}
	if len(node.Changes) == 0 {
		t.Fatal("the relation has no changes")
	}
	opened := node.Changes[0]
	if opened.Kind != schema.Opened || opened.Relation == nil || opened.Relation.ID != node.ID || opened.Relation.Target.ID != "front" || len(opened.Evidence) == 0 {
		t.Errorf("the first change is %+v", opened)
	}
	imported, err := s.Relation(t.Context(), store.RelationQuery{ID: "i-met1", Select: store.RelationSelection{Evidence: []store.EvidenceField{{First: 5}}}})
	if err != nil || imported == nil {
		t.Fatalf("imported relation: %v", err)
	}
	if len(imported.Evidence) != 1 || len(imported.Evidence[0]) != 0 {
		t.Errorf("an imported relation has the evidence %+v, want none", imported.Evidence)
	}
}
