package graphqlapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rawabit/graphqlapi"
)

// shapes are operations over the world of the stores' suite. The API must answer
// each as the library's executor does, and in the operation's own order.
var shapes = []struct {
	name, query string
	vars        string
}{
	{"one actor", `{actor(id:"layla"){id type name}}`, ""},
	{"no actor", `{actor(id:"nobody"){id}}`, ""},
	{"by name", `{actor(name:"Layla al-Haddad"){id}}`, ""},
	{"by alias of a name", `{actor(name:"أم سالم"){id wikidata known}}`, ""},
	{"all of an actor", `{actor(id:"army"){id type name known wikidata names{text lang kind} partOf{id name partOf{id}}}}`, ""},
	{"names by language", `{actor(id:"layla"){name ar:name(lang:"ar") en:name(lang:"en") fr:name(lang:"fr")}}`, ""},
	{"language by variable", `query($l:String){actor(id:"layla"){name(lang:$l)}}`, `{"l":"en"}`},
	{"language not given", `query($l:String){actor(id:"layla"){name(lang:$l)}}`, ``},
	{"aliases of roots", `{a:actor(id:"layla"){id} b:actor(id:"omar"){id} c:actor(id:"nobody"){id}}`, ""},
	{"typename everywhere", `{__typename actor(id:"layla"){__typename relations{__typename nodes{__typename source{__typename}} pageInfo{__typename}}}}`, ""},
	{"relations", `{actor(id:"layla"){relations{nodes{id type validFrom validTo}}}}`, ""},
	{"relations out", `{actor(id:"layla"){relations(direction:OUT){nodes{id} totalCount}}}`, ""},
	{"relations in", `{actor(id:"sahel"){relations(direction:IN){nodes{id} totalCount}}}`, ""},
	{"relations ascending", `{actor(id:"layla"){relations(orderBy:DATE_ASC){nodes{id validFrom}}}}`, ""},
	{"by confidence", `{relations(orderBy:CONFIDENCE_DESC){nodes{id confidence}}}`, ""},
	{"as of a day", `{actor(id:"sahel"){relations(filter:{asOf:"2024-01-15"}){nodes{id certain}}}}`, ""},
	{"as of a month", `{relations(filter:{asOf:"2024-02"}){nodes{id certain}}}`, ""},
	{"as of a year", `{relations(filter:{asOf:"2024"}){nodes{id certain}}}`, ""},
	{"valid on a day", `query($d:Date!){relations(filter:{validOn:$d}){nodes{id certain}}}`, `{"d":"2026-01-10"}`},
	{"certain only", `{relations(filter:{asOf:"2026-01-11",certainOnly:true}){nodes{id certain}}}`, ""},
	{"every modality", `{relations(filter:{modality:[ACTUAL,PLANNED,POSSIBLE,DENIED]}){totalCount nodes{id modality}}}`, ""},
	{"one modality as no list", `{relations(filter:{modality:PLANNED}){nodes{id}}}`, ""},
	{"modality by variable", `query($m:[Modality!]){relations(filter:{modality:$m}){nodes{id}}}`, `{"m":["DENIED"]}`},
	{"modality not given", `query($m:[Modality!]){relations(filter:{modality:$m}){nodes{id}}}`, ``},
	{"filter by variable", `query($f:RelationFilter){relations(filter:$f){nodes{id}}}`, `{"f":{"types":["MET","LEADS"],"startsIn":{"from":"2026"}}}`},
	{"filter not given", `query($f:RelationFilter){relations(filter:$f){nodes{id}}}`, ``},
	{"filter with its own default", `query($f:RelationFilter={types:[MET]}){relations(filter:$f){nodes{id}}}`, ``},
	{"types by variable in a list", `query($t:RelationType!){relations(filter:{types:[$t,LEADS]}){nodes{id}}}`, `{"t":"MET"}`},
	{"kinds", `{events:relations(filter:{kinds:[EVENT]}){totalCount} states:relations(filter:{kinds:[STATE]}){totalCount}}`, ""},
	{"range of days", `{relations(filter:{startsIn:{from:"2025",before:"2026-01-11"}}){nodes{id validFrom}}}`, ""},
	{"parts", `{relations(filter:{actor:"sahel",includeParts:true}){nodes{id}}}`, ""},
	{"confidence and sources", `{relations(filter:{minConfidence:0.5,minSources:1}){nodes{id confidence sourceCount}}}`, ""},
	{"contested", `{a:relations(filter:{contested:true}){totalCount} b:relations(filter:{contested:false}){totalCount}}`, ""},
	{"source and target", `{a:relations(filter:{source:"layla"}){nodes{id}} b:relations(filter:{target:"layla"}){nodes{id}}}`, ""},
	{"pages", `{relations(first:2){nodes{id} pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}`, ""},
	{"no page", `{relations(first:0){nodes{id} pageInfo{hasNextPage endCursor}}}`, ""},
	{"edges", `{relations(first:3){edges{cursor node{id source{id}}} nodes{target{id}}}}`, ""},
	{"nodes twice", `{relations(first:2){a:nodes{id} b:nodes{type source{name}}}}`, ""},
	{"two hops", `{actor(id:"layla"){relations(first:3){nodes{id target{id relations(first:2,direction:IN){nodes{id source{id}}}}}}}}`, ""},
	{"the same list twice", `{actor(id:"omar"){a:relations(first:1){nodes{id}} b:relations(first:2,orderBy:DATE_ASC){nodes{id source{id a:relations(first:1){totalCount}}}}}}`, ""},
	{"neighbours", `{actor(id:"sahel"){neighbors(filter:{modality:[ACTUAL,DENIED]}){totalCount nodes{id name neighbors(first:1){nodes{id}}}}}}`, ""},
	{"counts", `{actor(id:"layla"){relationCounts{type count} out:relationCounts(direction:OUT,filter:{types:[LEADS]}){count}}}`, ""},
	{"all of a relation", `{relation(id:"i-hit"){id version type label en:label(lang:"en") kind symmetric source{id} target{id} roles{name actor{id name}} validFrom validTo ended
		dateBasis attestedFrom attestedTo certain modality confidence sourceCount contested reviewed plover cameo score statement s:statement(lang:"en") retractedAt
		evidence{text} fulfilledBy{id}}}`, ""},
	{"sentences of a day", `query($d:Date){relations(filter:{asOf:"2025-06"},first:50){nodes{id certain statement(asOf:"2025-06") s:statement(lang:"en",asOf:$d)}}}`, `{"d":"2024-01-15"}`},
	{"undated relation", `{relation(id:"i-member"){validFrom validTo dateBasis statement}}`, ""},
	{"no relation", `{relation(id:"nothing"){id}}`, ""},
	{"other end", `{relation(id:"i-met1"){other(than:"layla"){id} o:other(than:"omar"){id name}}}`, ""},
	{"other end of neither", `{relation(id:"i-met1"){id other(than:"nobody"){id}} actor(id:"omar"){id}}`, ""},
	{"other end of neither in a list", `{actor(id:"omar"){id relations{nodes{id other(than:"omar"){id}}}} x:actor(id:"layla"){relations{nodes{other(than:"omar"){id}}}}}`, ""},
	{"evidence", `{relations(filter:{types:[SUPPORTS,ACCUSED,VISITED]}){nodes{type validFrom ended evidence(first:2){text sentence start end focusStart focusEnd attributedTo modality rule
		article{id title language published source url}}}}}`, ""},
	{"evidence twice", `query($n:Int!){relations(filter:{types:[SUPPORTS]}){nodes{a:evidence(first:1){text} b:evidence(first:$n){text article{title}}}}}`, `{"n":3}`},
	{"changes of a relation", `{relations(filter:{types:[SUPPORTS,VISITED]}){nodes{changes{id kind validDate before{id} after{id version} relation{id} evidence{text} statement s:statement(lang:"en")}}}}`, ""},
	{"changes", `{changes(first:5){totalCount edges{cursor node{kind cursor recordedAt validDate}} pageInfo{hasNextPage endCursor}}}`, ""},
	{"changes by kind", `{changes(filter:{kinds:[HAPPENED,OPENED],types:[VISITED,SUPPORTS],actor:"omar"}){nodes{kind relation{type}}}}`, ""},
	{"paths", `{paths(from:"layla",to:"jabal"){length actors{id name} relations{id type}}}`, ""},
	{"no path", `{paths(from:"layla",to:"herders",maxHops:1){length}}`, ""},
	{"overlapping paths", `{paths(from:"layla",to:"jabal",overlapping:true,first:2,filter:{kinds:[STATE]}){length relations{id validFrom validTo}}}`, ""},
	{"neighbourhood", `{neighborhood(id:"sahel",hops:1){truncated actors{id} relations{id source{id} target{id}}}}`, ""},
	{"small neighbourhood", `{neighborhood(id:"sahel",hops:2,limit:3){truncated actors{id}}}`, ""},
	{"dyad", `{dyad(a:"layla",b:"omar"){a{id} b{name} firstContact lastContact series{start cooperation conflict events} relations(first:2){nodes{id}}}}`, ""},
	{"dyad by day", `{dyad(a:"army",b:"front",granularity:DAY){series{start conflict}}}`, ""},
	{"articles", `{articles(first:2){totalCount nodes{id title published source url language text}}}`, ""},
	{"articles of a day", `{articles(published:{from:"2026-01-20",before:"2026-01-21"},search:"الزيتون"){nodes{title relations{nodes{id type}} mentions{text sentence start end actor{id}}}}}`, ""},
	{"articles of an actor", `{actor(id:"jabal"){articles(first:1){totalCount nodes{title published}}}}`, ""},
	{"actors", `{actors{totalCount nodes{id type}}}`, ""},
	{"search", `{actors(search:"Layla"){nodes{id}} ar:actors(search:"النجار"){nodes{id}}}`, ""},
	{"prefix and types", `{actors(namePrefix:"ج",orderBy:NAME,types:[STATE,ARMED_FORCE]){nodes{id name}}}`, ""},
	{"by degree", `{actors(orderBy:DEGREE_DESC,first:3){nodes{id}}}`, ""},
	{"stats", `{stats{actors relations claims articles byType{type count} firstPublished lastPublished store version}}`, ""},
	{"alerts", `{alertRules{id} deliveries{totalCount nodes{id}}}`, ""},
	{"fragments", `query{actor(id:"layla"){...A relations(first:1){nodes{...R}}}} fragment A on Actor{id name} fragment R on Relation{id source{...A} target{...A}}`, ""},
	{"fragment of a fragment", `{actor(id:"layla"){...B}} fragment B on Actor{...A type} fragment A on Actor{id}`, ""},
	{"inline fragments", `{... on Query{actor(id:"layla"){id ...{name} ... on Actor{type}}}}`, ""},
	{"merged fields", `{actor(id:"layla"){id relations(first:1){nodes{id}} relations(first:1){nodes{type source{id}} pageInfo{hasNextPage}} ...F}} fragment F on Actor{relations(first:1){nodes{source{name}}}}`, ""},
	{"skip", `query($y:Boolean!,$n:Boolean!){actor(id:"layla"){id @skip(if:$y) name @skip(if:$n) type @include(if:$n) ...F @include(if:$y)}} fragment F on Actor{known}`, `{"y":true,"n":false}`},
	{"skip and include", `{actor(id:"layla"){id @include(if:true) @skip(if:true) name @include(if:true) @skip(if:false)}}`, ""},
	{"skip everything", `query($y:Boolean!){actor(id:"layla"){relations @skip(if:$y){nodes{id}}} stats @skip(if:$y){actors}}`, `{"y":true}`},
	{"skip nothing", `query($y:Boolean!){actor(id:"layla"){relations @skip(if:$y){nodes{id}}} stats @skip(if:$y){actors}}`, `{"y":false}`},
	{"an operation by name", `query Other($x:Int){relations(first:$x){totalCount}}`, `{"x":1}`},
	{"default of a variable", `query($x:Int=2){relations(first:$x){nodes{id}}}`, ``},
	{"comments, commas and escapes", "# a comment\n{actor(id:\"lay\\u006ca\",),{id,,name}}", ""},
	{"names by letters of the schema", `{actors(search:"جبهة الوادي",first:1){nodes{name ... on Actor{id}}}}`, ""},
	{"introspection beside data", `{__type(name:"Direction"){name enumValues{name}} actor(id:"layla"){id}}`, ""},
}

func TestAnswersAsTheLibraryDoes(t *testing.T) {
	s := newStore(t)
	api, ref := newAPI(t, sparing{s}), newReference(t, s)
	ctx := context.Background()
	for _, tt := range shapes {
		t.Run(tt.name, func(t *testing.T) {
			vars := map[string]any{}
			if tt.vars != "" {
				if err := json.Unmarshal([]byte(tt.vars), &vars); err != nil {
					t.Fatal(err)
				}
			}
			want := ref.answer(ctx, tt.query, vars)
			for range 2 { // compiled now, and taken from the cache
				got := api.Execute(ctx, request(t, tt.query, tt.vars), nil)
				compare(t, got.Body, want.Data, len(want.Errors))
				for i, e := range want.Errors {
					comparePath(t, got.Body, i, e.Path)
				}
			}
		})
	}
	if len(shapes) < 60 {
		t.Errorf("%d shapes", len(shapes))
	}
}

// compare compares the data and counts the errors.
func compare(t *testing.T, body []byte, want any, errors int) {
	t.Helper()
	if !json.Valid(body) {
		t.Fatalf("no JSON: %s", body)
	}
	var got struct {
		Data   any
		Errors []any
	}
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var plain any
	if err := json.Unmarshal(text, &plain); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(plain, got.Data); diff != "" {
		t.Errorf("the library answers otherwise (-library +ours):\n%s", diff)
	}
	if len(got.Errors) != errors {
		t.Errorf("%d errors, the library has %d: %s", len(got.Errors), errors, body)
	}
}

func comparePath(t *testing.T, body []byte, i int, want []any) {
	t.Helper()
	var got struct{ Errors []struct{ Path []any } }
	if err := json.Unmarshal(body, &got); err != nil || i >= len(got.Errors) {
		return
	}
	a, _ := json.Marshal(want)
	b, _ := json.Marshal(got.Errors[i].Path)
	if !bytes.Equal(a, b) {
		t.Errorf("the path of error %d is %s, the library's %s", i, b, a)
	}
}

// request decodes variables as the transport does.
func request(t *testing.T, query, vars string) graphqlapi.Request {
	t.Helper()
	r := graphqlapi.Request{Query: query}
	if vars != "" {
		d := json.NewDecoder(bytes.NewReader([]byte(vars)))
		d.UseNumber()
		if err := d.Decode(&r.Variables); err != nil {
			t.Fatal(err)
		}
	}
	return r
}
