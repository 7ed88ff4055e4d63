//go:build browser

package main

import (
	"encoding/json"
	"io/fs"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"rawabit/graphqlapi/guide"
	"rawabit/internal/browsertest"
	"rawabit/internal/neo4jtest"
)

// console is Neo4j Browser.
type console struct {
	*testing.T
	b *browsertest.Browser
}

// connect opens Neo4j Browser and connects.
func connect(t *testing.T, server neo4jtest.Server) *console {
	t.Helper()
	if server.HTTP == "" {
		t.Fatal("the address of Neo4j Browser is not known; set RAWABIT_TEST_NEO4J_HTTP beside RAWABIT_TEST_NEO4J")
	}
	c := &console{t, browsertest.Open(t, server.HTTP, 1500, 1000)}
	c.b.Go("/browser/?connectURL=" + url.QueryEscape(server.Bolt))
	c.b.Eventually(`document.querySelector("[data-testid=connect]") !== null && document.querySelector("[data-testid=boltaddress]").value !== ""`)
	fill := func(id, value string) {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		c.b.Run(`((e) => { Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(e, ` + string(text) + `); e.dispatchEvent(new Event("input", {bubbles: true})); })(document.querySelector("[data-testid=` + id + `]"))`)
	}
	fill("boltaddress", strings.TrimPrefix(server.Bolt, "bolt://"))
	fill("username", server.User)
	fill("password", server.Password)
	c.b.Click("[data-testid=connect]", "")
	c.b.Eventually(`document.body.textContent.includes("You are connected")`)
	c.b.Eventually(`document.querySelector("#monaco-main-editor textarea") !== null`)
	return c
}

// run closes the frames that are open, whose drawings go on moving, types a
// command into the editor, runs it and waits for its frame.
func (c *console) run(command string) {
	c.Helper()
	c.b.Run(`document.querySelectorAll("[data-testid=frame] [title=Close]").forEach((x) => x.click())`)
	c.b.Eventually(`document.querySelectorAll("[data-testid=frame]").length === 0`)
	c.b.Run(`document.querySelector("#monaco-main-editor textarea").focus()`)
	if _, err := chromedp.Call(c.b.Ctx, input.InsertText, input.InsertTextParams{Text: command}); err != nil {
		c.Fatal(err)
	}
	c.submit(0)
}

// submit runs what is in the editor and waits for one frame more.
func (c *console) submit(frames int) {
	c.Helper()
	c.b.Click("[data-testid=editor-Run]", "")
	const first = `document.querySelector("[data-testid=frame]")`
	c.b.Eventually(`document.querySelectorAll("[data-testid=frame]").length > ` + jsonText(c.T, frames) + ` && ` + first + `.querySelector("[data-testid=frame-loaded-contents], [data-testid=frameContents]")?.textContent.trim().length > 20`)
	if text := browsertest.Eval[string](c.b, first+`.textContent`); strings.Contains(text, "ERROR") || strings.Contains(text, "Not found") {
		c.Errorf("%s", text)
	}
}

func jsonText(t *testing.T, value any) string {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// top lets the frames arrive at their places, and shows the first.
func (c *console) top() {
	c.Helper()
	browsertest.Eval[bool](c.b, `new Promise((done) => setTimeout(() => { document.querySelector("[data-testid=stream]")?.scrollTo(0, 0); done(true); }, 1500))`)
}

// captions waits until the newest frame draws nodes with all of the names.
func (c *console) captions(names ...string) {
	c.Helper()
	c.b.Eventually(`(() => {
		const drawn = [...document.querySelector("[data-testid=frame]").querySelectorAll("g.node")].map((n) => [...n.querySelectorAll("text.caption")].map((t) => t.textContent.trim()).join(" "));
		return ` + jsonText(c.T, names) + `.every((name) => drawn.some((d) => d.includes(name)));
	})()`)
}

// rows waits until the newest frame shows texts, in its table.
func (c *console) rows(texts ...string) {
	c.Helper()
	c.b.Eventually(jsonText(c.T, texts) + `.every((x) => document.querySelector("[data-testid=frame]").textContent.includes(x))`)
}

// TestNeo4jBrowser walks through the guide in Neo4j Browser: the graph with names
// and colours as it comes, then with the style, and the answers of all questions.
func TestNeo4jBrowser(t *testing.T) {
	server := neo4jtest.Start(t)
	neo4jtest.Reset(t, server)
	mustCall(t, "", "load", "--store", server.Bolt, "--user", server.User, "--password", server.Password, shipped)
	s := start(t, "serve", "--store", server.Bolt, "--user", server.User, "--password", server.Password)
	address := strings.Replace(s.url, "127.0.0.1", "localhost", 1)
	c := connect(t, server)

	text, err := fs.ReadFile(guide.Files(), "queries.cypher")
	if err != nil {
		t.Fatal(err)
	}
	var queries []string
	for _, one := range strings.Split(string(text), ";\n") {
		if _, query, found := strings.Cut(strings.TrimSpace(one), "\n"); found {
			queries = append(queries, query)
		}
	}
	c.run(queries[0])
	c.captions("روسيا", "فلاديمير بوتين", "أحمد الشرع", "القامشلي", "قوات سوريا")
	colours := browsertest.Eval[int](c.b, `new Set([...document.querySelectorAll("g.node circle.b-outline")].map((n) => n.getAttribute("fill"))).size`)
	if colours < 6 {
		t.Errorf("without any setting, %d colours for the types of actors", colours)
	}
	c.b.Picture("neo4j-first-sight")

	c.run(":style " + address + "/guide/style.grass")
	c.run(":play " + address + "/guide")
	c.b.Eventually(`document.querySelector("[data-testid=frame]").textContent.includes("Who is here?")`)
	c.top()
	c.b.Picture("neo4j-guide")
	frames := browsertest.Eval[int](c.b, `document.querySelectorAll("[data-testid=frame]").length`)
	c.b.Click("[data-testid=frame] .runnable", "MATCH (a:Actor)")
	c.submit(frames)
	c.captions("روسيا", "فلاديمير بوتين", "أحمد الشرع", "القامشلي")
	c.b.Eventually(`[...document.querySelector("[data-testid=frame]").querySelectorAll("circle.b-outline")].some((n) => n.getAttribute("fill") === "#A8552B")`)
	c.top()
	c.b.Picture("neo4j-style")

	c.run(queries[1])
	c.rows("CONTROLS", "قاعدة حميميم", "PRESENT_IN", "القامشلي", "2026-01-19")
	c.run(queries[2])
	c.captions("روسيا", "القامشلي", "قاعدة حميميم")
	c.run(queries[3])
	c.rows("أحمد الشرع", "2025-10-15", "2026-01-28")
	c.run(queries[4])
	c.rows("CLOSED", "OPENED", "2026-01-19", "القامشلي")
	c.b.Picture("neo4j-january")
	c.run(queries[5])
	c.captions("فلاديمير بوتين", "قوات سوريا")
	c.b.Picture("neo4j-path")
	c.run(queries[6])
	c.captions("روسيا", "القامشلي", "القوات الروسية")
	c.b.Picture("neo4j-sentence")
	c.run(queries[7])
	c.rows("The Long War Journal", "تسحب فيه روسيا قواتها")
}
