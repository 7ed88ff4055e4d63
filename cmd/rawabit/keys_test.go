package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// askWith sends a query with a key and returns the status and the answer.
func (s *server) askWith(t *testing.T, key, query string) (int, string) {
	t.Helper()
	body, _ := json.Marshal(map[string]string{"query": query})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+key)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	var text bytes.Buffer
	_, _ = text.ReadFrom(answer.Body)
	return answer.StatusCode, text.String()
}

// TestKeys makes keys, serves with them on every address, loads an article with
// one and revokes it while the server runs.
func TestKeys(t *testing.T) {
	folder := t.TempDir()
	file, audit := filepath.Join(folder, "keys.jsonl"), filepath.Join(folder, "audit.jsonl")
	complains(t, call(t, "", "serve", "--store", "memory:", "--listen", "0.0.0.0:0", "--keys", file), 1, "make a key first")
	made := call(t, "", "keys", "make", "--keys", file, "--role", "editor", "مكتب الأخبار")
	key := strings.TrimSuffix(made.out, "\n")
	if made.code != 0 || !regexp.MustCompile(`^rwb_[0-9a-f]{10}_[0-9a-f]{64}$`).MatchString(key) || !strings.Contains(made.err, "only time") {
		t.Fatalf("%+v", made)
	}
	reader := strings.TrimSpace(mustCall(t, "", "keys", "make", "--keys", file, "--expires", "2100-01-01", "--rate", "5", "page"))
	s := start(t, "serve", "--store", "memory:", "--keys", file, "--audit", audit, "--log-level", "info", "--log-format", "json")
	const load = `mutation{loadArticle(input:{text:"` + retreat + `",published:"2024-05-04"}){isNew claims}}`
	if status, got := s.askWith(t, reader, load); status != 200 || !strings.Contains(got, `"FORBIDDEN"`) {
		t.Errorf("a reader loads: %d %s", status, got)
	}
	for _, want := range []string{`"isNew":true`, `"isNew":false,"claims":0`} {
		if status, got := s.askWith(t, key, load); status != 200 || !strings.Contains(got, want) {
			t.Errorf("an editor loads: %d %s", status, got)
		}
	}
	if status, got := s.get(t, "/healthz"); status != 200 {
		t.Errorf("health: %d %s", status, got)
	}
	list := mustCall(t, "", "keys", "list", "--keys", file)
	id := key[4:14]
	for _, want := range []string{id, "مكتب الأخبار", "editor", "5/s", "good until 2100-01-01"} {
		if !strings.Contains(list, want) {
			t.Errorf("the list lacks %s:\n%s", want, list)
		}
	}
	if got := mustCall(t, "", "keys", "revoke", "--keys", file, id); !strings.HasSuffix(got, "is revoked.\n") {
		t.Error(got)
	}
	complains(t, call(t, "", "keys", "revoke", "--keys", file, "none"), 1, `no key "none"`)
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if status, _ := s.askWith(t, key, `{__typename}`); status == http.StatusUnauthorized {
			break
		}
		if time.Now().After(end) {
			t.Fatal("a key that was revoked lets somebody in")
		}
	}
	if code := s.stop(t); code != 0 {
		t.Errorf("status %d: %s", code, s.err)
	}
	lines, err := os.ReadFile(audit)
	if err != nil || strings.Count(string(lines), "\n") != 3 || !strings.Contains(string(lines), `"by":"مكتب الأخبار","role":"editor","what":"loadArticle"`) {
		t.Errorf("audit %s %v", lines, err)
	}
	for _, line := range strings.Split(strings.TrimSpace(s.err.String()), "\n") {
		if !json.Valid([]byte(line)) {
			t.Errorf("log line %s", line)
		}
	}
}

func TestKeysMistakes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "keys.jsonl")
	for name, one := range map[string]struct {
		args []string
		code int
		says string
	}{
		"role":              {[]string{"make", "--keys", file, "--role", "king", "x"}, 2, `role "king"`},
		"no day":            {[]string{"make", "--keys", file, "--expires", "2027-01", "x"}, 2, `"2027-01" is no day`},
		"a day of the past": {[]string{"make", "--keys", file, "--expires", "2001-01-01", "x"}, 1, "never be of use"},
		"rate":              {[]string{"make", "--keys", file, "--rate=-1", "x"}, 2, "less than nothing"},
		"an empty name":     {[]string{"make", "--keys", file, " "}, 2, "needs a name"},
		"no name":           {[]string{"make", "--keys", file}, 2, "<name>"},
		"no folder":         {[]string{"make", "--keys", file + "/x", "x"}, 1, "cannot be"},
	} {
		t.Run(name, func(t *testing.T) {
			complains(t, call(t, "", append([]string{"keys"}, one.args...)...), one.code, one.says)
		})
	}
	if got := mustCall(t, "", "keys", "list", "--keys", file); !strings.HasSuffix(got, "holds no keys.\n") {
		t.Error(got)
	}
}

// TestAccessMistakes are settings with which a server does not start.
func TestAccessMistakes(t *testing.T) {
	bad := write(t, "bad.json", "[1]")
	for name, one := range map[string]struct {
		args []string
		says string
	}{
		"keys that are none":      {[]string{"--keys", bad}, "line 1 is no key"},
		"tokens without audience": {[]string{"--jwt-issuer", "https://issuer.example"}, "an issuer and an audience"},
		"a short secret":          {[]string{"--jwt-issuer", "i", "--jwt-audience", "a", "--jwt-secret", "short"}, "32 are the least"},
		"a key set that is none":  {[]string{"--jwt-issuer", "i", "--jwt-audience", "a", "--jwt-jwks", bad}, "no JSON Web Key Set"},
		"an origin that is none":  {[]string{"--origins", "desk"}, `origin "desk"`},
		"no such documents":       {[]string{"--documents", "none.json"}, "none.json"},
		"an audit log nowhere":    {[]string{"--audit", "none/audit.jsonl"}, "none/audit.jsonl"},
		"a collector of no form":  {[]string{"--traces", "collector"}, `the collector "collector"`},
		"documents that are none": {[]string{"--documents", bad}, "does not map ids"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "graph.db")
			complains(t, call(t, "", append([]string{"serve", "--store", "file:" + path, "--listen", "127.0.0.1:0"}, one.args...)...), 1, one.says)
			absent(t, path)
		})
	}
}
