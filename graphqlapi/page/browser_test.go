//go:build browser

package page_test

import (
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"rawabit/graphqlapi"
	"rawabit/graphqlapi/access"
	"rawabit/internal/browsertest"
	"rawabit/store/memory"
	"rawabit/store/storetest"
)

// serve starts a server over the world of the store suite and returns its URL.
func serve(t *testing.T, options graphqlapi.Options) string {
	t.Helper()
	now := time.Date(2026, 1, 28, 9, 0, 0, 0, time.UTC)
	s := memory.New(memory.WithClock(func() time.Time { return now }))
	storetest.Load(t, s)
	api, err := graphqlapi.New(graphqlapi.Deps{Store: s, Version: "test"}, options)
	if err != nil {
		t.Fatal(err)
	}
	h, err := api.Handler()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

// The drawing.
const cy = `document.getElementById("graph")._cyreg.cy`

func TestPage(t *testing.T) {
	b := browsertest.Open(t, serve(t, graphqlapi.Options{}), 1360, 860)
	b.Go("/")
	b.Do(chromedp.WaitVisible("#panel h2"))
	b.Eventually(`document.documentElement.dir === "rtl" && ` + cy + `.nodes().length > 3`)

	b.Do(chromedp.SendKeys("#search", "ليلى"), chromedp.WaitVisible("#suggestions li[role=option]"), chromedp.SendKeys("#search", "\r"))
	b.Eventually(`document.querySelector("#panel h2").textContent === "ليلى الحداد"`)
	b.Do(chromedp.Click("#language"))
	b.Eventually(`document.documentElement.dir === "ltr" && document.querySelector("#panel h2").textContent === "Layla al-Haddad"`)
	b.Do(chromedp.SendKeys("#search", "Jabal"), chromedp.WaitVisible("#suggestions li[role=option]"), chromedp.SendKeys("#search", "\r"))
	b.Eventually(`document.querySelector("#panel h2").textContent === "Jabal"`)

	b.Click(".statements button", "supports the Valley Front")
	b.Eventually(`document.querySelector("#panel h2").textContent === "Jabal supports the Valley Front" && document.querySelectorAll(".quote").length >= 2`)
	b.Eventually(cy + `.edges(".chosen").length === 1`)

	b.Run(`(() => { const d = document.getElementById("date"); d.value = "2023-01-01"; d.dispatchEvent(new Event("change")); })()`)
	b.Eventually(cy + `.edges(".gone").length > 0`) // the alliance begins later, the accusation is told later
	b.Eventually(`location.hash.includes("asOf=2023-01-01")`)
	b.Do(chromedp.Click("#always"))
	b.Eventually(cy + `.edges(".gone").length === 0`)

	b.Run(`(() => { const s = document.getElementById("slider"); s.value = Number(s.max) - 20; s.dispatchEvent(new Event("input")); })()`)
	b.Eventually(`location.hash.includes("asOf=2026-01-")`)
	b.Do(chromedp.Click("#play"))
	b.Eventually(`location.hash.includes("asOf=2026-01-20")`) // the next day on which something happens
	b.Do(chromedp.Click("#always"))
	b.Eventually(`!location.hash.includes("asOf")`)

	b.Go("/#a=layla&b=omar&actor=layla")
	b.Eventually(`document.querySelectorAll("#panel .chart rect").length > 0 && document.querySelectorAll("#panel .statements li").length >= 3`)
	b.Click(".grains button", "Year")
	b.Eventually(`document.querySelectorAll("#panel .chart rect").length === 1`)
	b.Picture("pair")
	b.Check()
}

// TestPageWithAKey asks for the key that the server wants, and keeps it.
func TestPageWithAKey(t *testing.T) {
	keys, err := access.OpenKeys(filepath.Join(t.TempDir(), "keys"))
	if err != nil {
		t.Fatal(err)
	}
	_, key, err := keys.Make("analyst", access.Reader, time.Time{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	b := browsertest.Open(t, serve(t, graphqlapi.Options{Gate: access.New(access.Options{Keys: keys})}), 1000, 700)
	b.Go("/")
	b.Do(chromedp.WaitVisible("#key-dialog"))
	b.Accessible("the dialog for the key")
	b.Picture("key")
	b.Do(chromedp.SendKeys("#key", key+"\r"), chromedp.WaitVisible("#panel h2"))
	b.Eventually(cy + `.nodes().length > 3 && sessionStorage.getItem("rawabit-key") === "` + key + `" && localStorage.getItem("rawabit-key") === null`)
	b.Click(".statements button", "")
	b.Do(chromedp.WaitVisible(".review .no"), chromedp.Click(".review .no"))
	b.Eventually(`document.querySelector("#notice").textContent.includes("editor")`) // a reader may not review
}

func TestGraphiQL(t *testing.T) {
	b := browsertest.Open(t, serve(t, graphqlapi.Options{}), 1280, 800)
	b.Go("/graphiql")
	b.Do(chromedp.WaitVisible(".graphiql-execute-button"), chromedp.Click(".graphiql-execute-button"))
	b.Eventually(`document.querySelector(".result-window").textContent.includes("statement")`)
	b.Picture("graphiql")
	b.Check()
}
