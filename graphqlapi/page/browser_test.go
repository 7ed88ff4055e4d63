//go:build browser

package page_test

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"rawabit/graphqlapi"
	"rawabit/store/memory"
	"rawabit/store/storetest"
)

// browser is a headless Chromium on a page of its own server.
type browser struct {
	t     *testing.T
	ctx   context.Context
	url   string
	shots string // where pictures go, "" for nowhere

	mu       sync.Mutex
	problems []string // console errors and requests to other hosts
}

func openBrowser(t *testing.T, width, height int) *browser {
	t.Helper()
	now := time.Date(2026, 1, 28, 9, 0, 0, 0, time.UTC)
	s := memory.New(memory.WithClock(func() time.Time { return now }))
	storetest.Load(t, s)
	api, err := graphqlapi.New(graphqlapi.Deps{Store: s, Version: "test"}, graphqlapi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h, err := api.Handler()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	allocator, cancel := chromedp.NewExecAllocator(t.Context(),
		append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(width, height))...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	b := &browser{t: t, ctx: ctx, url: server.URL, shots: os.Getenv("RAWABIT_SCREENSHOTS")}
	b.do(chromedp.Navigate("about:blank"))
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *browser) listen(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := ev.(type) {
	case *runtime.EventExceptionThrown:
		b.problems = append(b.problems, "exception: "+e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" {
			b.problems = append(b.problems, "console error")
		}
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, b.url) && !strings.HasPrefix(e.Request.URL, "data:") && e.Request.URL != "about:blank" {
			b.problems = append(b.problems, "request to "+e.Request.URL)
		}
	}
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// eventually waits until an expression is true in the page.
func (b *browser) eventually(expression string) {
	b.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](expression))
		if err == nil && ok {
			return
		}
		if time.Now().After(deadline) {
			text, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string](`document.body.innerText.slice(0, 800)`))
			b.t.Fatalf("it does not come to pass: %s (%v)\n%s", expression, err, text)
		}
	}
}

func (b *browser) picture(name string) {
	b.t.Helper()
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	if b.shots == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(b.shots, name+".png"), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

func (b *browser) check() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.problems {
		b.t.Error(p)
	}
}

// The edges of the drawing, by class.
const cy = `document.getElementById("graph")._cyreg.cy`

func TestPage(t *testing.T) {
	b := openBrowser(t, 1360, 860)
	b.do(chromedp.Navigate(b.url+"/"), chromedp.WaitVisible("#panel h2"))
	b.eventually(`document.documentElement.dir === "rtl" && ` + cy + `.nodes().length > 3`)

	b.do(chromedp.SendKeys("#search", "ليلى"), chromedp.WaitVisible("#suggestions li[role=option]"))
	b.picture("search")
	b.do(chromedp.SendKeys("#search", "\r"))
	b.eventually(`document.querySelector("#panel h2").textContent === "ليلى الحداد"`)

	b.do(chromedp.Click("#language"))
	b.eventually(`document.documentElement.dir === "ltr" && document.querySelector("#panel h2").textContent === "Layla al-Haddad"`)
	b.do(chromedp.SendKeys("#search", "Jabal"), chromedp.WaitVisible("#suggestions li[role=option]"), chromedp.SendKeys("#search", "\r"))
	b.eventually(`document.querySelector("#panel h2").textContent === "Jabal"`)

	b.do(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll(".statements button")].find((b) => b.textContent.includes("supports the Valley Front")).click()`))
	b.do(chromedp.WaitVisible(".quote blockquote"))
	b.eventually(`document.querySelector("#panel h2").textContent === "Jabal supports the Valley Front" && document.querySelectorAll(".quote").length >= 2`)
	b.eventually(cy + `.edges(".chosen").length === 1`)
	b.picture("relation")

	b.do(chromedp.Evaluate[chromedp.Void](`(() => { const d = document.getElementById("date"); d.value = "2023-01-01"; d.dispatchEvent(new Event("change")); })()`))
	b.eventually(cy + `.edges(".gone").length > 0`) // the alliance begins later, the accusation is told later
	b.eventually(`location.hash.includes("asOf=2023-01-01")`)
	b.picture("as-of")
	b.do(chromedp.Click("#always"))
	b.eventually(cy + `.edges(".gone").length === 0`)

	b.do(chromedp.Evaluate[chromedp.Void](`(() => { const s = document.getElementById("slider"); s.value = Number(s.max) - 20; s.dispatchEvent(new Event("input")); })()`))
	b.eventually(`location.hash.includes("asOf=2026-01-")`)
	b.do(chromedp.Click("#play"))
	b.eventually(`location.hash.includes("asOf=2026-01-20")`) // the next day on which something happens
	b.do(chromedp.Click("#always"))
	b.eventually(`!location.hash.includes("asOf")`)

	b.do(chromedp.Click("#theme"))
	b.eventually(`document.documentElement.dataset.theme !== undefined`)
	b.do(chromedp.Click("#legend summary"))
	b.picture("theme")
	b.check()
}

func TestPageOnAPhone(t *testing.T) {
	b := openBrowser(t, 390, 844)
	b.do(chromedp.Navigate(b.url+"/#actor=sahel"), chromedp.WaitVisible("#panel h2"))
	b.eventually(cy + `.nodes().length > 3`)
	b.eventually(`document.documentElement.scrollWidth <= innerWidth`)
	b.picture("phone")
	b.check()
}

func TestGraphiQL(t *testing.T) {
	b := openBrowser(t, 1280, 800)
	b.do(chromedp.Navigate(b.url+"/graphiql"), chromedp.WaitVisible(".graphiql-execute-button"), chromedp.Click(".graphiql-execute-button"))
	b.eventually(`document.querySelector(".result-window").textContent.includes("statement")`)
	b.picture("graphiql")
	b.check()
}
