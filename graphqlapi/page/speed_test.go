//go:build browser

package page_test

import (
	"fmt"
	"math"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"rawabit/graphqlapi"
	"rawabit/internal/browsertest"
	"rawabit/schema"
	"rawabit/store/memory"
)

// crowded starts a server over an actor whose neighbourhood has a number of
// relations: half of them its own, the others between its neighbours.
func crowded(tb testing.TB, edges int) string {
	tb.Helper()
	types := []schema.RelationType{schema.Met, schema.Supports, schema.Attacked, schema.Accused, schema.Controls}
	kinds := []schema.ActorType{schema.Person, schema.State, schema.ArmedForce, schema.Organization, schema.Group}
	others := min(edges/2, 390)
	actors := []schema.Actor{{ID: "hub", Type: schema.State, Name: "دولة الوسط", NameAr: "دولة الوسط", NameEn: "The Middle"}}
	for i := range others {
		name := fmt.Sprintf("الطرف %d", i)
		actors = append(actors, schema.Actor{ID: schema.ActorID(fmt.Sprintf("a%03d", i)), Type: kinds[i%len(kinds)], Name: name, NameAr: name, NameEn: fmt.Sprintf("Actor %d", i)})
	}
	var relations []schema.Relation
	for i := range edges {
		from, to := "hub", fmt.Sprintf("a%03d", i%others)
		if i >= others {
			from, to = fmt.Sprintf("a%03d", (i*7)%others), fmt.Sprintf("a%03d", (i*7+1+i%11)%others)
		}
		kind := types[i%(len(types)-1)]
		relations = append(relations, schema.Relation{
			ID: schema.RelationID(fmt.Sprintf("r%04d", i)), Type: kind, Source: schema.ActorID(from), Target: schema.ActorID(to),
			ValidFrom: schema.NewDate(2025, 1+i%12, 1+i%28), ValidTo: schema.NewDate(2025, 1+i%12, 1+i%28), Modality: schema.Actual, Confidence: 0.8,
		})
	}
	s := memory.New(memory.WithClock(func() time.Time { return time.Date(2026, 1, 28, 9, 0, 0, 0, time.UTC) }))
	if err := s.Import(tb.Context(), actors, relations); err != nil {
		tb.Fatal(err)
	}
	api, err := graphqlapi.New(graphqlapi.Deps{Store: s, Version: "test"}, graphqlapi.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	h, err := api.Handler()
	if err != nil {
		tb.Fatal(err)
	}
	server := httptest.NewServer(h)
	tb.Cleanup(server.Close)
	return server.URL
}

// metrics returns the metrics of the page by name.
func metrics(tb testing.TB, b *browsertest.Browser) map[string]float64 {
	tb.Helper()
	got, err := chromedp.Call(b.Ctx, performance.GetMetrics, cdp.Empty{})
	if err != nil {
		tb.Fatal(err)
	}
	out := map[string]float64{}
	for _, m := range got.Metrics {
		out[m.Name] = m.Value
	}
	return out
}

// watchful makes a browser count long tasks, and its clock that of the thread.
func watchful(tb testing.TB, url string) *browsertest.Browser {
	tb.Helper()
	b := browsertest.Open(tb, url, 1360, 860)
	if _, err := chromedp.Call(b.Ctx, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks}); err != nil {
		tb.Fatal(err)
	}
	script := `window.longTasks = []; new PerformanceObserver((l) => longTasks.push(...l.getEntries().map((e) => Math.round(e.duration)))).observe({type: "longtask", buffered: true});`
	if _, err := chromedp.Call(b.Ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script}); err != nil {
		tb.Fatal(err)
	}
	return b
}

// drawn waits for the picture of a neighbourhood.
func drawn(b *browsertest.Browser, edges int) {
	b.Eventually(fmt.Sprintf(`typeof cytoscape !== "undefined" && %s?.edges().length === %d && document.querySelector("#panel .statements") !== null`,
		`document.getElementById("graph")._cyreg?.cy`, edges))
	browsertest.Eval[bool](b, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
}

// BenchmarkFirstPicture is the work of the page's own thread, in milliseconds of
// its time, from the visit to the picture of an actor.
func BenchmarkFirstPicture(bench *testing.B) {
	for _, edges := range []int{200, 2000} {
		bench.Run(fmt.Sprint(edges), func(bench *testing.B) {
			b := watchful(bench, crowded(bench, edges))
			b.Go("/#actor=hub") // the caches of the browser, as on a second visit
			drawn(b, edges)
			work, best, script, long := 0.0, math.Inf(1), 0.0, 0
			for bench.Loop() {
				b.Do(chromedp.Navigate("about:blank"))
				before := metrics(bench, b)
				b.Go("/#actor=hub")
				drawn(b, edges)
				after := metrics(bench, b)
				one := after["TaskDuration"] - before["TaskDuration"]
				work, best = work+one, min(best, one)
				script += after["ScriptDuration"] - before["ScriptDuration"]
				long += browsertest.Eval[int](b, `longTasks.length`)
			}
			b.Picture(fmt.Sprintf("crowd-%d", edges))
			bench.ReportMetric(work*1000/float64(bench.N), "main-ms/op")
			bench.ReportMetric(best*1000, "least-main-ms")
			bench.ReportMetric(script*1000/float64(bench.N), "script-ms/op")
			bench.ReportMetric(float64(long)/float64(bench.N), "long-tasks/op")
		})
	}
}

// BenchmarkUse is what looking around among many relations takes: zooming, moving
// through days, choosing a relation. It counts tasks that hold the page up for
// more than 50 ms of the clock, and the longest.
func BenchmarkUse(bench *testing.B) {
	const edges = 2000
	b := watchful(bench, crowded(bench, edges))
	b.Go("/#actor=hub")
	drawn(b, edges)
	settle := func() { browsertest.Eval[bool](b, `new Promise((done) => setTimeout(() => done(true), 400))`) }
	settle()
	b.Run(`longTasks.length = 0`)
	steps := 0
	for bench.Loop() {
		for _, step := range []string{
			`document.getElementById("zoom-in").click()`, `document.getElementById("zoom-out").click()`,
			`(() => { const s = document.getElementById("slider"); s.value = Number(s.max) - 100; s.dispatchEvent(new Event("input")); })()`,
			`document.getElementById("always").click()`,
			`(document.querySelector(".back") ?? document.querySelector(".statements button")).click()`,
		} {
			b.Run(step)
			settle()
			steps++
		}
	}
	bench.ReportMetric(float64(browsertest.Eval[int](b, `longTasks.length`))/float64(steps), "long-tasks/step")
	bench.ReportMetric(float64(browsertest.Eval[int](b, `Math.max(0, ...longTasks)`)), "longest-ms")
}
