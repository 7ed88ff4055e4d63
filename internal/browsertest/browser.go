// Package browsertest drives a page in a real Chromium for tests: it keeps what
// went wrong in the page (errors of scripts and of the console, requests to other
// hosts), takes pictures as artefacts, and asks axe-core about accessibility.
//
// Pictures go to the folder that RAWABIT_SCREENSHOTS names, else to
// artifacts/screenshots at the top of the project, which git ignores. A test says
// where they are. RAWABIT_TEST_CHROME names another Chromium than the one in the
// PATH.
package browsertest

import (
	"context"
	_ "embed"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

//go:embed axe/axe.min.js
var axe string

// patience is how long something may take to come to pass in a page.
const patience = time.Minute

// Browser is a headless Chromium on the pages of one server.
type Browser struct {
	// Ctx is what chromedp works on.
	Ctx context.Context
	// Allowed lists the beginnings of the addresses that may be asked beside the
	// server's own.
	Allowed []string

	t   testing.TB
	url string

	mu       sync.Mutex
	problems []string
}

// Open starts a browser with a window of a size for the server at a URL. It ends
// with the test.
func Open(t testing.TB, url string, width, height int) *Browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(width, height))
	if path := os.Getenv("RAWABIT_TEST_CHROME"); path != "" {
		options = append(options, chromedp.ExecPath(path))
	}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 8*time.Minute)
	t.Cleanup(cancel)
	b := &Browser{Ctx: ctx, t: t, url: url}
	b.Do(chromedp.Navigate("about:blank"))
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	var viewport []chromedp.EmulateViewportOption
	if width < 600 {
		viewport = append(viewport, chromedp.EmulateMobile)
	}
	b.Do(chromedp.EmulateViewport(int64(width), int64(height), viewport...))
	return b
}

func (b *Browser) listen(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := ev.(type) {
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		b.problems = append(b.problems, "exception: "+text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" {
			text := ""
			for _, a := range e.Args {
				text += string(a.Value) + a.Description + " "
			}
			b.problems = append(b.problems, "console error: "+text)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" {
			b.problems = append(b.problems, "log: "+e.Entry.Text+" "+e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if !b.allowed(e.Request.URL) {
			b.problems = append(b.problems, "request to "+e.Request.URL)
		}
	}
}

func (b *Browser) allowed(url string) bool {
	for _, begin := range append([]string{b.url, "data:", "about:blank", "blob:" + b.url}, b.Allowed...) {
		if strings.HasPrefix(url, begin) {
			return true
		}
	}
	return false
}

// Go opens an address of the server, as the first visit.
func (b *Browser) Go(path string) {
	b.t.Helper()
	b.Do(chromedp.Navigate("about:blank"), chromedp.Navigate(b.url+path))
}

// Do carries out steps.
func (b *Browser) Do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.Ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// Eval evaluates an expression in the page and returns its value.
func Eval[T any](b *Browser, expression string) T {
	b.t.Helper()
	value, err := chromedp.Run(b.Ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// Run evaluates an expression in the page for what it does.
func (b *Browser) Run(expression string) {
	b.t.Helper()
	b.Do(chromedp.Evaluate[chromedp.Void](expression))
}

// Eventually waits until an expression is true in the page.
func (b *Browser) Eventually(expression string) {
	b.t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		ok, err := chromedp.Run(b.Ctx, chromedp.Evaluate[bool](expression))
		if err == nil && ok {
			return
		}
		if time.Now().After(deadline) {
			text, _ := chromedp.Run(b.Ctx, chromedp.Evaluate[string](`document.body.innerText.slice(0, 1500)`))
			b.Picture("failed-" + strings.ReplaceAll(b.t.Name(), "/", "-"))
			b.t.Fatalf("it does not come to pass: %s (%v)\n%v\n%s", expression, err, b.Problems(), text)
		}
	}
}

// Click clicks the first element of a selector that shows some text.
func (b *Browser) Click(selector, text string) {
	b.t.Helper()
	find, err := json.Marshal([]string{selector, text})
	if err != nil {
		b.t.Fatal(err)
	}
	one := `(([s, x]) => [...document.querySelectorAll(s)].find((e) => e.textContent.includes(x)))(` + string(find) + `)`
	b.Eventually(`Boolean(` + one + `)`)
	b.Run(one + `.click()`)
}

// Picture keeps a picture of the page as NAME.png and returns it.
func (b *Browser) Picture(name string) []byte {
	b.t.Helper()
	png, err := chromedp.Run(b.Ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	folder := folder(b.t)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		b.t.Fatal(err)
	}
	path := filepath.Join(folder, name+".png")
	if err := os.WriteFile(path, png, 0o644); err != nil {
		b.t.Fatal(err)
	}
	b.t.Logf("picture: %s", path)
	return png
}

// folder returns where pictures go.
func folder(t testing.TB) string {
	if named := os.Getenv("RAWABIT_SCREENSHOTS"); named != "" {
		return named
	}
	at, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return filepath.Join(at, "artifacts", "screenshots")
		}
		up := filepath.Dir(at)
		if up == at {
			return t.TempDir()
		}
		at = up
	}
}

// Problems returns what went wrong in the page so far.
func (b *Browser) Problems() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.problems...)
}

// Check reports what went wrong in the page.
func (b *Browser) Check() {
	b.t.Helper()
	for _, p := range b.Problems() {
		b.t.Error(p)
	}
}

// violation is what axe-core finds.
type violation struct {
	ID     string   `json:"id"`
	Impact string   `json:"impact"`
	Help   string   `json:"help"`
	Nodes  []string `json:"nodes"`
}

// Accessible asks axe-core about the page as it is and reports serious and
// critical violations.
func (b *Browser) Accessible(state string) {
	b.t.Helper()
	if !Eval[bool](b, `window.axe !== undefined`) {
		b.Run(axe + "\n;undefined")
	}
	found := Eval[[]violation](b, `axe.run(document, {resultTypes: ["violations"]}).then((r) => r.violations
		.map((v) => ({id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.slice(0, 5).map((n) => n.html.slice(0, 160) + " " + (n.any[0]?.message ?? ""))})))`)
	for _, v := range found {
		if v.Impact == "serious" || v.Impact == "critical" {
			b.t.Errorf("%s: %s (%s): %s\n  %s", state, v.ID, v.Impact, v.Help, strings.Join(v.Nodes, "\n  "))
		} else {
			b.t.Logf("%s: %s (%s): %s %s", state, v.ID, v.Impact, v.Help, strings.Join(v.Nodes, "; "))
		}
	}
}
