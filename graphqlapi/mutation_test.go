package graphqlapi_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"rawabit/graphqlapi"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/memory"
	"rawabit/store/storetest"
)

// shelf is a loader that knows the articles of the suite by their titles.
type shelf struct{}

func (shelf) Load(_ context.Context, a graphqlapi.ArticleInput) (schema.Reading, error) {
	if strings.TrimSpace(a.Text) == "" {
		return schema.Reading{}, schema.Errorf(schema.CodeEmpty, "the article has no text")
	}
	for _, r := range storetest.Readings() {
		if r.Article.Title == a.Title {
			return r, nil
		}
	}
	return schema.Reading{}, schema.Errorf(schema.CodeInvalid, "unknown article")
}

func newEditor(t *testing.T, alerts graphqlapi.Alerts) (*graphqlapi.API, store.Store) {
	t.Helper()
	s := memory.New()
	if err := s.Import(t.Context(), storetest.Actors(), storetest.Relations()); err != nil {
		t.Fatal(err)
	}
	api, err := graphqlapi.New(graphqlapi.Deps{Store: s, Loader: shelf{}, Alerts: alerts}, graphqlapi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return api, s
}

func do(t *testing.T, api *graphqlapi.API, query, vars string) string {
	t.Helper()
	r := request(t, query, vars)
	r.By = "layla"
	return string(api.Execute(t.Context(), r, nil).Body)
}

func TestLoadArticle(t *testing.T) {
	api, _ := newEditor(t, nil)
	const load = `mutation($a:ArticleInput!){loadArticle(input:$a){isNew claims article{title relations{nodes{type}}} changes{kind relation{type}}}}`
	const article = `{"a":{"text":"سوق","published":"2026-01-20","title":"سوق البلدة"}}`
	const want = `{"data":{"loadArticle":{"isNew":true,"claims":3,"article":{"title":"سوق البلدة","relations":{"nodes":[{"type":"SUPPORTS"},{"type":"VISITED"},{"type":"SUPPORTS"}]}},"changes":[`
	first := do(t, api, load, article)
	if !strings.HasPrefix(first, want) || !strings.Contains(first, `{"kind":"HAPPENED","relation":{"type":"VISITED"}}`) {
		t.Errorf("got  %s\nwant %s ...", first, want)
	}
	again := do(t, api, load, article)
	if !strings.Contains(again, `"isNew":false,"claims":0`) || !strings.Contains(again, `"changes":[]`) {
		t.Errorf("loading again: %s", again)
	}
	if got := do(t, api, load, `{"a":{"text":" ","published":"2026-01-20"}}`); got != `{"data":null,"errors":[{"message":"the article has no text","locations":[{"line":1,"column":28}],"path":["loadArticle"],"extensions":{"code":"EMPTY_TEXT"}}]}` {
		t.Errorf("an empty article: %s", got)
	}
	if got := do(t, api, load, `{"a":{"text":"x","published":"tomorrow"}}`); !strings.Contains(got, `"INVALID_DATE"`) {
		t.Errorf("a bad date: %s", got)
	}
}

func TestReview(t *testing.T) {
	api, _ := newEditor(t, nil)
	const review = `mutation($id:ID!,$r:ReviewInput!){reviewRelation(id:$id,input:$r){id reviewed validFrom retractedAt}}`
	tests := []struct{ name, vars, want string }{
		{"confirm", `{"id":"i-lead1","r":{"verdict":"CONFIRM","note":"seen"}}`, `"reviewed":"CONFIRM"`},
		{"correct", `{"id":"i-member","r":{"verdict":"CORRECT","validFrom":"2025-03"}}`, `"validFrom":"2025-03"`},
		{"reject", `{"id":"i-here","r":{"verdict":"REJECT"}}`, `"reviewed":`},
		{"nothing there", `{"id":"nothing","r":{"verdict":"REJECT"}}`, `"NOT_FOUND"`},
		{"no verdict", `{"id":"i-here","r":{}}`, `$r.verdict of required type Verdict! is missing`},
		{"an unknown field", `{"id":"i-here","r":{"verdict":"REJECT","colour":"red"}}`, `a field \"colour\"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := do(t, api, review, tt.vars); !strings.Contains(got, tt.want) {
				t.Errorf("got %s, want %s in it", got, tt.want)
			}
		})
	}
	if got := do(t, api, `{relations(filter:{types:[PRESENT_IN]}){nodes{id}}}`, ""); got != `{"data":{"relations":{"nodes":[]}}}` {
		t.Errorf("what was rejected is still there: %s", got)
	}
}

// TestReviewOfState rejects a state that an event opened: the event, whose claim
// both stand on, stays.
func TestReviewOfState(t *testing.T) {
	api, s := newEditor(t, nil)
	article := schema.Article{Title: "نبأ", Language: "ar", Published: schema.MustParseDate("2026-02-02"), Text: "نشرت جبهة الوادي قواتها في الوادي أمس."}
	article.ID = schema.NewArticleID(article.Text, article.Published)
	day := schema.MustParseDate("2026-02-01")
	claim := schema.Claim{
		Kind: schema.Stated, Article: article.ID, Type: schema.DeployedTo, Source: "front", Target: "wadi", ValidFrom: day, ValidTo: day,
		DateBasis: schema.BasisRelative, Modality: schema.Actual, Confidence: 0.9, Evidence: schema.Evidence{Text: article.Text, End: len(article.Text), Rule: "test"},
	}
	claim.ID = schema.NewClaimID(&claim)
	if _, err := s.Record(t.Context(), []schema.Reading{{Article: article, Claims: []schema.Claim{claim}}}); err != nil {
		t.Fatal(err)
	}
	opened, err := s.Relations(t.Context(), store.RelationsQuery{Filter: store.Filter{Source: "front", Types: []schema.RelationType{schema.PresentIn}}, Page: store.Page{First: 9}})
	if err != nil || len(opened.Nodes) != 1 {
		t.Fatalf("%+v, %v", opened, err)
	}
	if got := do(t, api, `mutation($id:ID!){reviewRelation(id:$id,input:{verdict:REJECT}){id}}`, `{"id":"`+string(opened.Nodes[0].ID)+`"}`); strings.Contains(got, "errors") {
		t.Fatal(got)
	}
	if got := do(t, api, `{relations(filter:{source:"front",target:"wadi"}){nodes{type}}}`, ""); got != `{"data":{"relations":{"nodes":[{"type":"DEPLOYED_TO"}]}}}` {
		t.Errorf("after the rejection of the state alone: %s", got)
	}
}

// TestReviewAndUndo takes back a rejection by the decision that came with it.
func TestReviewAndUndo(t *testing.T) {
	api, _ := newEditor(t, nil)
	var made struct {
		Data struct {
			Review struct {
				Decision struct{ ID, By, Note string }
				Relation struct{ ID, RetractedAt string }
			}
		}
	}
	got := do(t, api, `mutation{review(id:"i-here",input:{verdict:REJECT,note:"gone"}){decision{id by note} relation{id retractedAt}}}`, "")
	if err := json.Unmarshal([]byte(got), &made); err != nil {
		t.Fatal(err)
	}
	r := made.Data.Review
	if r.Decision.By != "layla" || r.Decision.Note != "gone" || r.Relation.ID != "i-here" || r.Relation.RetractedAt == "" {
		t.Fatalf("%s", got)
	}
	do(t, api, `mutation($id:ID!){undoDecision(id:$id)}`, `{"id":"`+r.Decision.ID+`"}`)
	if got := do(t, api, `{relation(id:"i-here"){id retractedAt}}`, ""); got != `{"data":{"relation":{"id":"i-here","retractedAt":null}}}` {
		t.Error(got)
	}
}

func TestMergeAndUndo(t *testing.T) {
	api, _ := newEditor(t, nil)
	var made struct {
		Data struct{ MergeActors struct{ ID, By, Note string } }
	}
	got := do(t, api, `mutation{mergeActors(keep:"layla",drop:"omar",note:"one person"){id by note}}`, "")
	if err := json.Unmarshal([]byte(got), &made); err != nil || made.Data.MergeActors.By != "layla" || made.Data.MergeActors.Note != "one person" {
		t.Fatalf("%s %v", got, err)
	}
	if got := do(t, api, `mutation($id:ID!){undoDecision(id:$id)}`, `{"id":"`+made.Data.MergeActors.ID+`"}`); got != `{"data":{"undoDecision":true}}` {
		t.Error(got)
	}
	if got := do(t, api, `{actor(id:"omar"){id}}`, ""); got != `{"data":{"actor":{"id":"omar"}}}` {
		t.Error(got)
	}
}

func TestMutationsWithoutTheirParts(t *testing.T) {
	s := memory.New()
	api := newAPI(t, s)
	for query, want := range map[string]string{
		`mutation{loadArticle(input:{text:"x",published:"2026"}){isNew}}`:               "UNSUPPORTED",
		`mutation{createAlertRule(input:{name:"x",filter:{},channel:"https://x"}){id}}`: "UNSUPPORTED",
		`mutation{replayDelivery(id:"x"){id}}`:                                          "NOT_FOUND",
	} {
		if got := api.Execute(t.Context(), graphqlapi.Request{Query: query}, nil); string(got.Code) != want {
			t.Errorf("%s: %s", query, got.Body)
		}
	}
}

// desk keeps one alert rule and one delivery.
type desk struct{ made graphqlapi.AlertRuleInput }

func (d *desk) Rules(context.Context) ([]graphqlapi.AlertRule, error) {
	return []graphqlapi.AlertRule{{ID: "r", Name: d.made.Name, Severity: d.made.Severity, Enabled: true}}, nil
}

func (d *desk) CreateRule(_ context.Context, rule graphqlapi.AlertRuleInput) (graphqlapi.AlertRule, error) {
	d.made = rule
	return graphqlapi.AlertRule{ID: "r", Name: rule.Name, Severity: rule.Severity, Enabled: true}, nil
}

func (d *desk) TryRule(_ context.Context, rule graphqlapi.AlertRuleInput, since schema.Date, limit int) ([]*graphqlapi.Delivery, error) {
	d.made = rule
	return []*graphqlapi.Delivery{{Cursor: int64(limit), At: since.Earliest().Time()}}, nil
}

func (d *desk) DeleteRule(_ context.Context, id string) (bool, error) { return id == "r", nil }

func (d *desk) Deliveries(_ context.Context, _, status string, page store.Page) (*graphqlapi.DeliveryPage, error) {
	p := &graphqlapi.DeliveryPage{PageInfo: store.PageInfo{Total: 1}}
	if status == "" || status == "DELIVERED" {
		one, err := d.Replay(context.Background(), "d")
		if err != nil {
			return nil, err
		}
		p.Deliveries, p.Cursors = append(p.Deliveries, one), []string{"c"}
	}
	return p, nil
}

func (d *desk) Replay(context.Context, string) (*graphqlapi.Delivery, error) {
	rules, err := d.Rules(context.Background())
	return &graphqlapi.Delivery{ID: "d", Rule: rules[0], Cursor: 1, Status: "DELIVERED", Attempts: 1, At: time.Date(2026, 1, 28, 9, 0, 0, 0, time.UTC)}, err
}

// TestTryAlertRule asks what a rule would have told.
func TestTryAlertRule(t *testing.T) {
	alerts := &desk{}
	api, _ := newEditor(t, alerts)
	try := func(first string) string {
		return do(t, api, `mutation{tryAlertRule(input:{name:"n",filter:{kinds:[OPENED]},channel:"-",yaml:"places: [x]"},since:"2026-01",first:`+first+`){on change{cursor}}}`, "")
	}
	if got := try("1"); !strings.HasPrefix(got, `{"data":{"tryAlertRule":[{"on":"2026-01-01","change":{"cursor":"`) {
		t.Errorf("tried: %s", got)
	}
	if alerts.made.YAML != "places: [x]" || len(alerts.made.Filter.Kinds) != 1 {
		t.Errorf("the desk was handed %+v", alerts.made)
	}
	if got := try("500"); !strings.Contains(got, "INVALID_INPUT") {
		t.Errorf("too many: %s", got)
	}
}

func TestAlerts(t *testing.T) {
	alerts := &desk{}
	api, _ := newEditor(t, alerts)
	got := do(t, api, `mutation($f:ChangeFilter!){createAlertRule(input:{name:"حدود",filter:$f,channel:"https://example.org/hook",cooldown:"12h"}){id name severity enabled lastFired lastError}}`,
		`{"f":{"kinds":["CLOSED"],"actor":"army","includeParts":true,"validIn":{"from":"2026"}}}`)
	if got != `{"data":{"createAlertRule":{"id":"r","name":"حدود","severity":"MEDIUM","enabled":true,"lastFired":null,"lastError":null}}}` {
		t.Error(got)
	}
	f := alerts.made.Filter
	if f.Actor != "army" || !f.Parts || len(f.Kinds) != 1 || len(f.Modality) != 1 || f.ValidIn == nil || alerts.made.Cooldown != "12h" {
		t.Errorf("the rule came through as %+v", alerts.made)
	}
	if got := do(t, api, `{alertRules{name} deliveries(status:DELIVERED){totalCount edges{cursor node{id status attempts at rule{id} change{cursor relation{id}}}}}}`, ""); !strings.HasPrefix(got,
		`{"data":{"alertRules":[{"name":"حدود"}],"deliveries":{"totalCount":1,"edges":[{"cursor":"c","node":{"id":"d","status":"DELIVERED","attempts":1,"at":"2026-01-28T09:00:00Z","rule":{"id":"r"},"change":{"cursor":"`) {
		t.Error(got)
	}
	if got := do(t, api, `mutation{a:deleteAlertRule(id:"r") b:deleteAlertRule(id:"x") replayDelivery(id:"d"){status}}`, ""); got != `{"data":{"a":true,"b":false,"replayDelivery":{"status":"DELIVERED"}}}` {
		t.Error(got)
	}
}
