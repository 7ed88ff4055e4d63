package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWatch watches a feed and a folder, twice, and asks how they are doing.
func TestWatch(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/feed" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>x</title><item><guid>1</guid><description>%s</description><pubDate>Sat, 04 May 2024 09:00:00 GMT</pubDate></item></channel></rss>`, meeting)
	}))
	defer server.Close()
	folder := t.TempDir()
	for name, text := range map[string]string{"one.txt": retreat, "one.meta.json": `{"published":"2024-05-04"}`, "bad.txt": retreat + " وانتهى الأمر عند هذا الحد."} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	config := write(t, "feeds.yaml", "allow_private: [127.0.0.0/8]\npause: 1ms\nsources:\n- {name: news, feed: "+server.URL+"/feed}\n- {name: box, folder: "+folder+"}\n- {name: gone, feed: "+server.URL+"/none}\n")
	address := "file:" + filepath.Join(t.TempDir(), "graph.db")
	if got := mustCall(t, "", "watch", "--store", address, "--once", config); got != "2 new articles\n" {
		t.Errorf("first: %q", got)
	}
	if got := mustCall(t, "", "watch", "--store", address, "--once", config); got != "0 new articles\n" {
		t.Errorf("second: %q", got)
	}
	status := mustCall(t, "", "watch", "--status", config)
	for _, line := range []string{"news    1       0          0", "box     1       0          1", "404 Not Found"} {
		if !strings.Contains(status, line) {
			t.Errorf("no %q in\n%s", line, status)
		}
	}
	if got := mustCall(t, "", "watch", "--status", "--format", "json", config); !strings.Contains(got, `"bad.txt`) && !strings.Contains(got, "says when it was published") {
		t.Errorf("as JSON: %s", got)
	}
	s := start(t, "watch", "--store", address, config)
	if _, body := s.get(t, "/metrics"); !strings.Contains(body, `rawabit_watch_items_total{outcome="loaded",source="news"} 1`) || !strings.Contains(body, "go_goroutines") {
		t.Errorf("metrics:\n%s", body)
	}
	complains(t, call(t, "", "watch", "--store", address, "--once", config), 1, "feeds.yaml.state is in use by process")
	if code := s.stop(t); code != 0 {
		t.Errorf("status %d: %s", code, s.err)
	}
	complains(t, call(t, "", "watch", "--store", address, "--listen", "0.0.0.0:0", config), 1, "everybody could read the metrics")
	complains(t, call(t, "", "watch", "--store", address, "--listen", "9108", config), 2, "is not HOST:PORT")
	complains(t, call(t, "", "watch", "--store", address, filepath.Join(t.TempDir(), "none.yaml")), 1, "no such file")
	nowhere := write(t, "nowhere.yaml", "user_agent: test\nstate: "+filepath.Join(t.TempDir(), "none", "x.state")+"\nsources:\n  - {name: news, folder: news}\n")
	complains(t, call(t, "", "watch", "--store", address, "--once", nowhere), 1, "x.state.lock cannot be written: no such file or directory; mend its folder")
}
