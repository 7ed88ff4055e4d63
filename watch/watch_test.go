package watch_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"rawabit/loader"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/memory"
	"rawabit/watch"
)

// watching is a watcher over a store, with a clock that is set.
type watching struct {
	t      *testing.T
	config string
	store  store.Store
	now    time.Time
	read   *loader.Loader
	again  int // articles that came though they were stored
}

func newWatching(t *testing.T, config string) *watching {
	t.Helper()
	l, err := loader.New()
	if err != nil {
		t.Fatal(err)
	}
	w := &watching{t: t, config: filepath.Join(t.TempDir(), "feeds.yaml"), store: memory.New(), now: time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC), read: l}
	head := "pause: 1us\ntimeout: 4s\nallow_private: [127.0.0.0/8]\nevery: 10m\nsources:\n"
	if err := os.WriteFile(w.config, []byte(head+config), 0o600); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *watching) record(ctx context.Context, readings []schema.Reading) (int, error) {
	outcomes, err := w.store.Record(ctx, readings)
	fresh := 0
	for _, o := range outcomes {
		if o.IsNew {
			fresh++
		} else {
			w.again++
		}
	}
	return fresh, err
}

// once starts a watcher anew, as after a restart, and lets it look once.
func (w *watching) once() map[string]watch.Status {
	w.t.Helper()
	c, err := watch.ReadConfig(w.config)
	if err != nil {
		w.t.Fatal(err)
	}
	watcher, err := watch.New(c, watch.Deps{Read: w.read.Read, Record: w.record, Now: func() time.Time { return w.now }})
	if err != nil {
		w.t.Fatal(err)
	}
	defer watcher.Close()
	if err := watcher.Once(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	w.now = w.now.Add(time.Hour)
	state, err := watch.ReadState(c.State)
	if err != nil {
		w.t.Fatal(err)
	}
	out := map[string]watch.Status{}
	for _, s := range watch.Statuses(c, state) {
		out[s.Name] = s
	}
	return out
}

func (w *watching) articles() int {
	w.t.Helper()
	stats, err := w.store.Stats(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return stats.Articles
}

// TestFiveHundred watches feeds with five hundred items and everything that feeds
// get wrong: all that can be loaded is loaded once, the rest is told.
func TestFiveHundred(t *testing.T) {
	main, slow, down := newSite(t), newSite(t), newSite(t)

	main.serve("/pages", "application/rss+xml", []byte(rss(`<?xml version="1.0" encoding="utf-8"?>`, main.pages(papers(0, 190)))))
	main.serve("/declared", "text/xml", windows1256(t, rss(`<?xml version="1.0" encoding="windows-1256"?>`, whole(papers(1000, 90)))))
	main.serve("/wrong", "text/xml; charset=utf-8", windows1256(t, rss(`<?xml version="1.0" encoding="utf-8"?>`, whole(papers(2000, 50)))))
	main.serve("/silent", "text/xml", windows1256(t, rss("", whole(papers(3000, 40)))))
	main.serve("/lying", "text/xml; charset=windows-1256", []byte(rss(`<?xml version="1.0" encoding="windows-1256"?>`, whole(papers(4000, 20)))))
	broken := rss("", strings.Replace(whole(papers(5000, 41)), "لقاء 5003", "لقاء & خبر \x01", 1))
	main.serve("/broken", "text/xml", []byte(broken[:strings.LastIndex(broken, "<pubDate>")])) // the last item is cut
	main.serve("/new", "text/xml", []byte(rss("", whole(papers(6000, 30)))))
	main.mux.Handle("/old", http.RedirectHandler("/new", http.StatusMovedPermanently))
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><title>نشرة</title><id>urn:x</id><updated>2025-03-01T00:00:00Z</updated>`
	for _, p := range papers(7000, 10) {
		atom += fmt.Sprintf(`<entry><id>urn:%d</id><title>%s</title><updated>2025-03-05T23:30:00+03:00</updated><content type="text">%s</content></entry>`, p.n, p.title, p.text)
	}
	main.serve("/atom", "application/atom+xml", []byte(atom+`</feed>`))

	// What cannot be loaded: a page that is gone, one that robots.txt forbids, an item
	// without a date, a text that was there before, a little changed.
	main.serve("/robots.txt", "text/plain", []byte("User-agent: *\nDisallow: /secret/\n"))
	near := newPaper(1003)
	near.text = strings.Replace(near.text, "،", " ،", 1)
	main.serve("/bad", "text/xml", []byte(rss("", fmt.Sprintf(`<item><title>a</title><link>%[1]s/gone</link><pubDate>%[2]s</pubDate></item>
<item><title>b</title><link>%[1]s/secret/1</link><pubDate>%[2]s</pubDate></item>
<item><title>c</title><guid>undated</guid><description>%[3]s</description></item>
<item><title>d</title><guid>near</guid><description>%[4]s</description><pubDate>%[2]s</pubDate></item>
<item><title>e</title><guid>empty</guid><description>---</description><pubDate>%[2]s</pubDate></item>`, main.URL, near.date, newPaper(8000).text, near.text))))

	// A host that hangs the first time, and one that fails.
	var begun atomic.Bool
	release := make(chan struct{})
	defer close(release)
	slow.mux.HandleFunc("/feed", func(w http.ResponseWriter, _ *http.Request) {
		if !begun.Swap(true) {
			<-release
			return
		}
		_, _ = w.Write([]byte(rss("", whole(papers(9000, 30)))))
	})
	down.mux.HandleFunc("/feed", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })

	w := newWatching(t, strings.NewReplacer("MAIN", main.URL, "SLOW", slow.URL, "DOWN", down.URL).Replace(`
- {name: declared, feed: MAIN/declared}
- {name: pages, feed: MAIN/pages}
- {name: wrong, feed: MAIN/wrong}
- {name: silent, feed: MAIN/silent}
- {name: lying, feed: MAIN/lying}
- {name: broken, feed: MAIN/broken}
- {name: moved, feed: MAIN/old}
- {name: atom, feed: MAIN/atom}
- {name: slow, feed: SLOW/feed}
- {name: down, feed: DOWN/feed}
- {name: bad, feed: MAIN/bad}
`))
	first := w.once()
	second := w.once()
	third := w.once()

	for name, want := range map[string]int{
		"pages": 190, "declared": 90, "wrong": 50, "silent": 40, "lying": 20, "broken": 40, "moved": 30, "atom": 10, "slow": 30, "down": 0, "bad": 0,
	} {
		if got := third[name]; got.Loaded != want {
			t.Errorf("%s: %d loaded, want %d: %+v", name, got.Loaded, want, got)
		}
	}
	if got := w.articles(); got != 500 || w.again != 0 {
		t.Errorf("%d articles are stored, want 500; %d came again", got, w.again)
	}
	if got := third["bad"]; got.Refused != 4 || got.Duplicates != 1 {
		t.Errorf("what cannot be loaded: %+v", got)
	}
	for id, reason := range map[string]string{main.URL + "/gone": "404", main.URL + "/secret/1": "robots.txt", "undated": "published", "empty": "no text"} {
		if got := third["bad"].Left[id]; !strings.Contains(got, reason) {
			t.Errorf("%s was left out for %q", id, got)
		}
	}
	if got := first["slow"]; got.Failures != 1 || !strings.Contains(got.LastError, "does not answer within 4s") || got.LastSuccess.After(got.LastLook) {
		t.Errorf("the slow host at first: %+v", got)
	}
	if got := second["slow"]; got.LastError != "" || got.LastSuccess.IsZero() {
		t.Errorf("the slow host then: %+v", got)
	}
	if got := third["down"]; got.Failures != 3 || !strings.Contains(got.LastError, "500") || !got.LastSuccess.IsZero() {
		t.Errorf("the host that fails: %+v", got)
	}
	if got := third["broken"]; !strings.Contains(got.LastError, "40 whole items") || got.LastSuccess.IsZero() {
		t.Errorf("the broken feed: %+v", got)
	}
	if got := third["moved"]; got.Moved != main.URL+"/new" {
		t.Errorf("the moved feed: %+v", got)
	}
	if old, unchanged := main.count("/old", 301), main.count("/new", 304); old != 1 || unchanged != 2 {
		t.Errorf("the old address was asked %d times, the new one answered %d times that nothing changed", old, unchanged)
	}
	if got := main.count("/pages", 200); got != 1 {
		t.Errorf("a feed that is unchanged was sent %d times", got)
	}
	if got := main.count("/article/5", 200); got != 1 {
		t.Errorf("a page was sent %d times", got)
	}
	if got := main.count("/secret/1", 404) + main.count("/secret/1", 200); got != 0 {
		t.Errorf("what robots.txt forbids was asked for %d times", got)
	}
}

// TestKilled breaks off after recording and before anything is noted: what was
// recorded comes again and changes nothing.
func TestKilled(t *testing.T) {
	s := newSite(t)
	s.serve("/feed", "text/xml", []byte(rss("", whole(papers(0, 120)))))
	w := newWatching(t, "- {name: one, feed: "+s.URL+"/feed}\n")
	c, err := watch.ReadConfig(w.config)
	if err != nil {
		t.Fatal(err)
	}
	calls := 0
	killed := errors.New("killed")
	watcher, err := watch.New(c, watch.Deps{Read: w.read.Read, Record: func(ctx context.Context, readings []schema.Reading) (int, error) {
		if calls++; calls == 2 {
			_, _ = w.store.Record(ctx, readings) // durable, and then killed
			return 0, killed
		}
		return w.record(ctx, readings)
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := watcher.Once(t.Context()); !errors.Is(err, killed) {
		t.Fatalf("once: %v", err)
	}
	if _, err := watch.New(c, watch.Deps{}); schema.ErrorCode(err) != schema.CodeConflict || !strings.Contains(err.Error(), fmt.Sprint("in use by process ", os.Getpid())) {
		t.Errorf("a second watcher of the same state: %v", err)
	}
	registry := prometheus.NewPedanticRegistry()
	registry.MustRegister(watcher)
	answer := httptest.NewRecorder()
	promhttp.HandlerFor(registry, promhttp.HandlerOpts{}).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if text := answer.Body.String(); !strings.Contains(text, `rawabit_watch_items_total{outcome="loaded",source="one"} 50`) || !strings.Contains(text, `rawabit_watch_last_success_timestamp_seconds{source="one"} 0`) {
		t.Errorf("metrics:\n%s", text)
	}
	watcher.Close()
	if got := w.articles(); got != 100 {
		t.Errorf("%d articles are stored", got)
	}
	changes, _ := w.store.LastCursor(t.Context())
	got := w.once()["one"]
	if w.articles() != 120 || got.Loaded != 120 || w.again != 50 {
		t.Errorf("%d articles, %d came again: %+v", w.articles(), w.again, got)
	}
	after, _ := w.store.ChangesAfter(t.Context(), 0, 1<<20)
	seen := map[schema.ChangeID]bool{}
	for _, c := range after {
		if seen[c.ID] {
			t.Errorf("change %s was made twice", c.ID)
		}
		seen[c.ID] = true
	}
	if int64(len(after)) <= changes {
		t.Error("nothing followed from the rest")
	}
}

// TestPageAndFolder watches a page that changes and a folder that fills.
func TestPageAndFolder(t *testing.T) {
	s := newSite(t)
	current := newPaper(1)
	s.mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<html><head><meta property="article:published_time" content="2025-03-04T10:00:00Z"></head><body><article><h1>%s</h1><p>%s</p><p>%s</p></article></body></html>`, current.title, current.text, current.text)
	})
	folder := t.TempDir()
	w := newWatching(t, fmt.Sprintf("- {name: page, page: %s/page}\n- {name: box, folder: %s}\n", s.URL, folder))
	w.once()
	put := func(name, text string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("one.txt", newPaper(2).text)
	put("one.meta.json", `{"published":"2025-03-02"}`)
	put("undated.txt", newPaper(3).text)
	current = newPaper(4)
	w.once()
	got := w.once()
	if got["page"].Loaded != 2 || got["box"].Loaded != 1 || got["box"].Refused != 1 || w.articles() != 3 {
		t.Errorf("%d articles: %+v", w.articles(), got)
	}
	page, err := w.store.Articles(t.Context(), store.ArticlesQuery{Page: store.Page{First: 9}})
	if err != nil || page.Nodes[0].Published != schema.MustParseDate("2025-03-04") {
		t.Errorf("%+v, %v", page.Nodes[0], err)
	}
}

// TestPrivate asks that inner addresses are left alone unless they are allowed.
func TestPrivate(t *testing.T) {
	s := newSite(t)
	s.serve("/feed", "text/xml", []byte(rss("", whole(papers(0, 1)))))
	w := newWatching(t, "- {name: one, feed: "+s.URL+"/feed}\n")
	data, err := os.ReadFile(w.config)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(w.config, []byte(strings.Replace(string(data), "allow_private: [127.0.0.0/8]\n", "", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := w.once()["one"]; !strings.Contains(got.LastError, "no public address") || s.count("/feed", 200) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestReadConfig(t *testing.T) {
	for text, says := range map[string]string{
		"sources: []":                                              "nothing is watched",
		"sources:\n- {name: x}":                                    "say one of",
		"sources:\n- {feed: 'ftp://x/y'}":                          "no http or https",
		"sources:\n- {feed: 'http://x/y', z: 1}":                   "unknown field",
		"every: soon\nsources:\n- {folder: x}":                     "no length of time",
		"allow_private: [x]\nsources:\n- {folder: x}":              "no network",
		"sources:\n- {feed: 'http://x/y'}\n- {feed: 'http://x/y'}": "given twice",
		"sources:\n- {feed: 'http://x/y', folder: z}":              "say one of",
	} {
		path := filepath.Join(t.TempDir(), "feeds.yaml")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := watch.ReadConfig(path); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want %q", text, err, says)
		}
	}
}
