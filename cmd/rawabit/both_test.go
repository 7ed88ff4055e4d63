package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"rawabit/graphqlapi"
	"rawabit/internal/neo4jtest"
	"rawabit/store/open"
)

func TestMain(m *testing.M) { neo4jtest.Main(m) }

// questions are asked of both stores; the answers must be the same to the byte.
var questions = map[string]string{
	"paths from Putin to the SDF": `{paths(from:"vladimir-putin",to:"syrian-democratic-forces",first:20)
		{length actors{id name(lang:"ar")} relations{id type source{id} target{id} validFrom validTo}}}`,
	"what Russia controls on the day of the article": `{relations(filter:{types:[CONTROLS],source:"russia",asOf:"2026-01-28"},first:50)
		{totalCount nodes{id type target{id name(lang:"ar")} validFrom validTo evidence{text}}}}`,
	"all relations": `{relations(filter:{modality:[ACTUAL,PLANNED,POSSIBLE,DENIED]},first:100)
		{totalCount nodes{id type modality source{id} target{id} validFrom validTo confidence sourceCount contested statement(lang:"ar")}}}`,
	"all changes": `{changes(filter:{modality:[ACTUAL,PLANNED,POSSIBLE,DENIED]},first:100)
		{totalCount nodes{id kind validDate relation{id} statement(lang:"ar")}}}`,
	"all actors": `{actors(first:100){totalCount nodes{id type wikidata ar:name(lang:"ar") en:name(lang:"en") partOf{id}}}}`,
}

// TestBothStoresSayTheSame loads the shipped article into a file and into a real
// Neo4j and asks the same of both.
func TestBothStoresSayTheSame(t *testing.T) {
	server := neo4jtest.Start(t)
	neo4jtest.Reset(t, server)
	file := "file:" + filepath.Join(t.TempDir(), "graph.db")
	asked := map[string]map[string]string{}
	for _, address := range []string{file, server.Bolt} {
		mustCall(t, "", "load", "--store", address, "--user", server.User, "--password", server.Password, shipped)
		st, err := open.Open(t.Context(), address, open.Options{User: server.User, Password: server.Password})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = st.Close(t.Context()) }()
		api, err := graphqlapi.New(graphqlapi.Deps{Store: st}, graphqlapi.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer api.Close()
		asked[address] = map[string]string{}
		for name, query := range questions {
			answer := api.Execute(t.Context(), graphqlapi.Request{Query: query}, nil)
			if answer.Failed {
				t.Fatalf("%s of %s: %s", name, address, answer.Body)
			}
			asked[address][name] = string(answer.Body)
		}
	}
	for name := range questions {
		if diff := cmp.Diff(asked[file][name], asked[server.Bolt][name]); diff != "" {
			t.Errorf("%s (-file +Neo4j):\n%s", name, diff)
		}
		if !strings.Contains(asked[file][name], `"id":"`) {
			t.Errorf("%s: nothing is found: %s", name, asked[file][name])
		}
	}
}

// TestBrowserShowsTheMeetings asks what one types into Neo4j Browser first.
func TestBrowserShowsTheMeetings(t *testing.T) {
	server := neo4jtest.Start(t)
	neo4jtest.Reset(t, server)
	mustCall(t, "", "load", "--store", server.Bolt, "--user", server.User, "--password", server.Password, shipped)
	driver := neo4jtest.Driver(t, server)
	session := driver.NewSession(t.Context(), neo4j.SessionConfig{})
	defer func() { _ = session.Close(t.Context()) }()
	result, err := session.Run(t.Context(), `MATCH (a:Person)-[r:MET]->(b) RETURN a.nameAr, toString(r.validFrom), b.nameAr ORDER BY r.validFrom, b.nameAr`, nil)
	if err != nil {
		t.Fatal(err)
	}
	records, err := result.Collect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got [][]any
	for _, r := range records {
		if r.Values[1] != nil {
			got = append(got, r.Values)
		}
	}
	want := [][]any{{"أحمد الشرع", "2025-10-15", "فلاديمير بوتين"}, {"أحمد الشرع", "2026-01-28", "ديمتري شوغاييف"}, {"أحمد الشرع", "2026-01-28", "فلاديمير بوتين"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("meetings (-want +got):\n%s", diff)
	}
}
