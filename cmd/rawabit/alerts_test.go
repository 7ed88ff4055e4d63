package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rawabit/alerts"
	"rawabit/internal/hooktest"
	"rawabit/internal/neo4jtest"
)

// withdrawal is a story in three articles of three days.
func withdrawal(t *testing.T) [][2]string {
	t.Helper()
	var out [][2]string
	for i, a := range [][2]string{
		{"2026-01-20", "تسيطر القوات الروسية على مطار القامشلي، وتنتشر القوات الروسية في المطار منذ تشرين الثاني 2019."},
		{"2026-01-26", "انسحبت القوات الروسية أمس من مطار القامشلي، وشوهدت شاحناتها على الطريق إلى قاعدة حميميم."},
		{"2026-01-30", "سيطر الجيش السوري اليوم الجمعة على مطار القامشلي بعد خروج القوات الروسية."},
	} {
		out = append(out, [2]string{a[0], write(t, fmt.Sprint(i, ".txt"), a[1])})
	}
	return out
}

// rulesText is a file of rules with one channel, a receiver on this machine.
func rulesText(url string) string {
	return `
channels:
  desk:
    webhook: ` + url + `
    secrets: ["${RAWABIT_TEST_SECRET}"]
    retry: [50ms, 100ms, 1s]
    timeout: 1s
allow: {http: true, networks: [127.0.0.0/8]}
rules:
  - name: مطار القامشلي
    id: qamishli
    severity: HIGH
    channels: [desk]
    kinds: [HAPPENED, OPENED, CLOSED]
    places: [القامشلي]
`
}

// TestTwoServers lets two servers send alerts from one store while articles are
// loaded into it: each alert comes once.
func TestTwoServers(t *testing.T) {
	secret := alerts.NewSecret()
	t.Setenv("RAWABIT_TEST_SECRET", secret)
	server := neo4jtest.Start(t)
	neo4jtest.Reset(t, server)
	t.Setenv("RAWABIT_NEO4J_USER", server.User)
	t.Setenv("RAWABIT_NEO4J_PASSWORD", server.Password)
	for name, address := range map[string]string{"file": "file:" + filepath.Join(t.TempDir(), "graph.db"), "neo4j": server.Bolt} {
		t.Run(name, func(t *testing.T) {
			desk, err := hooktest.Start(nil, secret)
			if err != nil {
				t.Fatal(err)
			}
			defer desk.Close()
			rules := write(t, "rules.yaml", rulesText(desk.URL))
			a := start(t, "serve", "--store", address, "--alerts", rules)
			b := start(t, "serve", "--store", address, "--alerts", rules)
			story := withdrawal(t)
			for i, article := range append(story, story[1]) {
				mustCall(t, "", "load", "--store", address, "--published", article[0], article[1])
				if i == 1 {
					if code := a.stop(t); code != 0 {
						t.Errorf("status %d: %s", code, a.err)
					}
				}
			}
			want := []string{
				"CLOSED CONTROLS", "CLOSED PRESENT_IN", "HAPPENED CAPTURED", "HAPPENED WITHDREW_FROM", "OPENED CONTROLS", "OPENED CONTROLS", "OPENED PRESENT_IN",
			}
			for end := time.Now().Add(30 * time.Second); len(desk.Messages()) < len(want) && time.Now().Before(end); {
				time.Sleep(20 * time.Millisecond)
			}
			time.Sleep(300 * time.Millisecond) // for what must not come
			var got []string
			for _, m := range desk.Messages() {
				var message struct{ Data alerts.Data }
				if err := json.Unmarshal([]byte(m.Body), &message); err != nil {
					t.Fatal(err)
				}
				for _, one := range message.Data.Alerts {
					got = append(got, fmt.Sprint(one.Kind, " ", one.Type))
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("told %v\nwant %v", got, want)
			}
			if _, bad := desk.Requests(); len(bad) > 0 {
				t.Errorf("signatures of %v are not right", bad)
			}
			if got := b.query(t, `{ alertRules { id enabled lastError } deliveries(status: DELIVERED) { totalCount nodes { attempts } } }`); !strings.Contains(got, `"totalCount":7`) || !strings.Contains(got, `{"id":"qamishli","enabled":true,"lastError":null}`) {
				t.Error(got)
			}
			if _, body := b.get(t, "/metrics"); !strings.Contains(body, "rawabit_alerts_rules 1") {
				t.Error("the metrics do not tell of the rules")
			}
			if code := b.stop(t); code != 0 {
				t.Errorf("status %d: %s", code, b.err)
			}
			if name != "file" {
				return // the commands ask the store what the suite of stores asks
			}
			list := mustCall(t, "", "alerts", "list", "--store", address)
			sent := mustCall(t, "", "alerts", "deliveries", "--store", address, "--rule", "qamishli")
			if !strings.Contains(list, "qamishli") || strings.Count(sent, "DELIVERED") != 7 || !strings.Contains(sent, "7 of 7") {
				t.Errorf("%s\n%s", list, sent)
			}
			tried := mustCall(t, "", "alerts", "test", "--store", address, "--since", "2026-01-25", "--lang", "en", "qamishli")
			if strings.Count(tried, "2026-01-2") < 3 || !strings.Contains(tried, "The Russian Armed Forces withdrew from Qamishli Airport on 25 January 2026") || !strings.Contains(tried, "5 alerts of") {
				t.Errorf("tried on the past:\n%s", tried)
			}
		})
	}
}

// TestAlertsThroughGraphQL makes a rule, disables nothing, and deletes it.
func TestAlertsThroughGraphQL(t *testing.T) {
	secret := alerts.NewSecret()
	t.Setenv("RAWABIT_TEST_SECRET", secret)
	desk, err := hooktest.Start(nil, secret)
	if err != nil {
		t.Fatal(err)
	}
	defer desk.Close()
	address := "file:" + filepath.Join(t.TempDir(), "graph.db")
	s := start(t, "serve", "--store", address, "--alerts", write(t, "rules.yaml", rulesText(desk.URL)))
	made := s.query(t, `mutation { createAlertRule(input: {name: "Russian moves", filter: {actor: "russia", includeParts: true, kinds: [HAPPENED]}, channel: "desk", cooldown: "7d", yaml: "places: [qamishli]\nper: relation"}) { id severity enabled } }`)
	if made != `{"createAlertRule":{"id":"russian-moves","severity":"MEDIUM","enabled":true}}` {
		t.Error(made)
	}
	for filter, want := range map[string]string{
		`actor: "russia"`:        "a trend is about what its own pair did",
		`modality: [PLANNED]`:    "a trend is about what its own pair did",
		`types: [MET, ATTACKED]`: `"id":"thaw"`,
	} {
		ask, err := json.Marshal(map[string]string{"query": `mutation { createAlertRule(input: {name: "thaw", filter: {` + filter + `}, channel: "desk", yaml: "trend: {pair: [russia, turkey], surge: cooperation}"}) { id } }`})
		if err != nil {
			t.Fatal(err)
		}
		if _, got := s.send(t, http.MethodPost, "/graphql", ask); !strings.Contains(got, want) {
			t.Errorf("a trend with %s: %s", filter, got)
		}
	}
	for _, article := range withdrawal(t) {
		mustCall(t, "", "load", "--store", address, "--published", article[0], article[1])
	}
	for end := time.Now().Add(10 * time.Second); len(desk.Messages()) < 8 && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
	if got := len(desk.Messages()); got != 8 {
		t.Errorf("%d messages came, want 7 of the file's rule and 1 of the other", got)
	}
	if got := s.query(t, `mutation { deleteAlertRule(id: "russian-moves") }`); got != `{"deleteAlertRule":true}` {
		t.Error(got)
	}
	if code := s.stop(t); code != 0 {
		t.Errorf("status %d: %s", code, s.err)
	}
}

// TestRulesFile tells where a file of rules is wrong.
func TestRulesFile(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"no actor":   {"rules:\n- name: x\n  channels: [a]\n  actors: [nobody-at-all]\n", `:4:12: no actor has the id or the name "nobody-at-all"`},
		"no such":    {"rules:\n- name: x\n  colour: red\n", `rules.yaml:3:3: unknown field "colour"`},
		"no type":    {"rules:\n- name: x\n  channels: [a]\n  types: [MET, MARRIED]\n", `:4:16: there is no relation type "MARRIED"`},
		"no secret":  {"channels:\n  desk:\n    webhook: https://example.org\nrules: []\n", "a webhook needs secrets"},
		"no setting": {"channels:\n  desk:\n    webhook: https://example.org\n    secrets: [\"${RAWABIT_NOT_SET}\"]\nrules: []\n", "the environment has no RAWABIT_NOT_SET"},
		"no zone":    {"rules:\n- name: x\n  channels: [a]\n  quiet: {from: \"22:00\", to: \"07:00\", zone: Mars/North}\n", `there is no time zone "Mars/North"`},
	} {
		t.Run(name, func(t *testing.T) {
			complains(t, call(t, "", "alerts", "check", "--store", "memory:", write(t, "rules.yaml", tt.text)), 1, tt.want)
		})
	}
}

// TestChanges prints the feed, and goes on from a cursor.
func TestChanges(t *testing.T) {
	address := "file:" + filepath.Join(t.TempDir(), "graph.db")
	story := withdrawal(t)
	mustCall(t, "", "load", "--store", address, "--published", story[0][0], story[0][1])
	lines := strings.Split(strings.TrimSpace(mustCall(t, "", "changes", "--store", address)), "\n")
	var last struct {
		Cursor   string
		Number   int
		Evidence []struct{ Text string }
	}
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil || last.Number != len(lines) || len(last.Evidence) == 0 {
		t.Fatalf("%d lines, the last is %+v (%v)", len(lines), last, err)
	}
	mustCall(t, "", "load", "--store", address, "--published", story[1][0], story[1][1])
	more := mustCall(t, "", "changes", "--store", address, "--after", last.Cursor, "--kind", "CLOSED", "--actor", "روسيا", "--parts")
	if strings.Count(more, "\n") != 2 || strings.Count(more, `"kind":"CLOSED"`) != 2 {
		t.Errorf("after the cursor:\n%s", more)
	}
	all := strings.Count(mustCall(t, "", "changes", "--store", address), "\n")
	today := time.Now().UTC()
	for since, want := range map[string]int{
		today.AddDate(0, 0, -1).Format("2006-01-02"): all, today.AddDate(0, 0, 2).Format("2006-01-02"): 0, today.Add(-time.Hour).Format(time.RFC3339): all,
		today.Add(time.Hour).Format(time.RFC3339): 0, today.Format("2006"): all, last.Cursor: all - last.Number,
	} {
		if got := strings.Count(mustCall(t, "", "changes", "--store", address, "--since", since), "\n"); got != want {
			t.Errorf("%d changes since %s, want %d of %d", got, since, want, all)
		}
	}
	complains(t, call(t, "", "changes", "--store", address, "--since", "yesterday"), 2, "no day (2026-01-28), no moment")
	complains(t, call(t, "", "changes", "--store", address, "--since", "2026", "--after", "now"), 2, "either --after or --since")
	if _, err := os.Stat(strings.TrimPrefix(address, "file:")); err != nil {
		t.Error(err)
	}
}
