//go:build browser

package main

import (
	"testing"

	"github.com/chromedp/chromedp"

	"rawabit/internal/browsertest"
)

// cy is the drawing of the page.
const cy = `document.getElementById("graph")._cyreg.cy`

// pasted is an article that somebody pastes into the page.
const pasted = `التقى الرئيس التركي رجب طيب أردوغان نظيره الروسي فلاديمير بوتين في أنقرة أمس. واتهمت تركيا قوات سوريا الديمقراطية بقصف مواقع جيشها.`

// search types into the search box and takes the first actor that is found.
func search(b *browsertest.Browser, words, heading string) {
	b.Do(chromedp.SendKeys("#search", words), chromedp.WaitVisible("#suggestions li[role=option]"), chromedp.SendKeys("#search", "\r"))
	b.Eventually(`document.querySelector("#panel h2")?.textContent === "` + heading + `"`)
}

// asOf chooses a day on the slider.
func asOf(b *browsertest.Browser, day string) {
	b.Run(`(() => { const s = document.getElementById("slider"); s.value = Date.UTC(...` + "`" + day + "`" + `.split("-").map((n, i) => n - (i === 1))) / 86400000; s.dispatchEvent(new Event("input")); })()`)
	b.Eventually(`location.hash.includes("asOf=` + day + `")`)
}

// presence finds the edge that says that Russia is in Qamishli.
const presence = cy + `.edges().filter((e) => e.data("relation").type === "PRESENT_IN" && e.target().id() === "qamishli")`

// TestPageTellsTheStory goes the main ways of the page over the shipped article.
func TestPageTellsTheStory(t *testing.T) {
	s := start(t, "up", "--store", "memory:")
	b := browsertest.Open(t, s.url, 1280, 800)
	b.Go("/")
	b.Do(chromedp.WaitVisible("#panel h2"))
	b.Eventually(cy + `.nodes().length > 5`)
	b.Eventually(`document.fonts.check('16px "IBM Plex Sans Arabic"', "ش")`)
	b.Picture("page")
	b.Accessible("first page")

	search(b, "الشرع", "أحمد الشرع")
	b.Click(".statements button", "فلاديمير بوتين في 28 يناير 2026")
	b.Eventually(`document.querySelector("#panel h2").textContent.includes("التقى أحمد الشرع فلاديمير بوتين")`)
	b.Eventually(`[...document.querySelectorAll(".quote mark")].map((x) => x.textContent.includes("الشرع وبوتين")).join() === "false,true"`)
	b.Eventually(`["15 أكتوبر 2025", "28 يناير 2026"].every((d) => [...document.querySelectorAll("#panel .statements button")].some((x) => x.textContent.includes("التقى") && x.textContent.includes(d)))`)
	b.Eventually(`document.querySelectorAll(".chart rect").length >= 2`)
	b.Eventually(cy + `.edges(".chosen").length === 1`)
	b.Picture("page-edge")
	b.Accessible("an edge")
	b.Click(".quote figcaption button", "")
	b.Eventually(`document.querySelectorAll(".text a.mention").length > 50 && document.querySelectorAll(".text mark.lit").length > 0`)
	b.Picture("page-article")
	b.Accessible("an article")

	b.Do(chromedp.Click("#language"))
	b.Eventually(`document.documentElement.dir === "ltr"`)
	search(b, "Sharaa", "Ahmed al-Sharaa")
	b.Go("/")
	b.Eventually(`document.documentElement.dir === "ltr" && document.querySelector("#panel h2")?.textContent === "Russia"`) // remembered
	b.Picture("page-english")

	asOf(b, "2025-12-01")
	b.Eventually(presence + `.every((e) => e.visible() && e.hasClass("uncertain") && e.style("line-style") === "dashed")`)
	b.Eventually(`[...document.querySelectorAll("#panel .statements button")].some((x) => x.textContent.includes("may be present in Qamishli") && x.textContent.includes("Possible")) && document.querySelector("#panel .chip.ended") === null`)
	b.Picture("page-as-of")
	b.Accessible("as of a day")
	asOf(b, "2026-01-21")
	b.Eventually(presence + `.length === 1 && ` + presence + `.every((e) => !e.visible())`)
	b.Do(chromedp.Click("#always"))
	b.Eventually(presence + `.every((e) => e.visible() && e.hasClass("over") && e.style("mid-target-arrow-shape") === "tee")`)

	b.Click("#filters button", "Timeline")
	b.Eventually(`document.querySelectorAll("#timeline .row").length > 10 && document.querySelectorAll("#timeline .bar").length > 2`)
	b.Picture("page-timeline")
	b.Accessible("the timeline")
	b.Click("#filters button", "Network")
	b.Check()
}

// TestPageNarrows chooses relations by what they are about and by type.
func TestPageNarrows(t *testing.T) {
	s := start(t, "up", "--store", "memory:")
	b := browsertest.Open(t, s.url, 1280, 800)
	b.Go("/#actor=russia&lang=ar")
	b.Do(chromedp.WaitVisible("#panel h2"), chromedp.WaitVisible(".kinds summary"), chromedp.Click(".kinds summary"))
	b.Picture("page-kinds")
	b.Accessible("the choice of types")
	only := func(text string) {
		b.Run(`[...document.querySelectorAll(".kinds li")].find((li) => li.textContent.includes("` + text + `")).querySelector("button").click()`)
	}
	shown := func(types string) {
		t.Helper()
		b.Eventually(`[...new Set(` + cy + `.edges().map((e) => e.data("relation").type))].sort().join() === "` + types + `"`)
	}
	only("سيطرة على أرض")
	shown("CONTROLS")
	b.Eventually(cy + `.nodes().length === 2 && document.querySelectorAll("#panel .statements li").length === 1`)
	b.Eventually(`new URLSearchParams(location.hash.slice(1)).get("types") === "CONTROLS"`)
	only("التقى")
	shown("MET")
	b.Go("/#actor=ahmed-al-sharaa&types=MET,LEADS") // as it was passed on
	b.Do(chromedp.WaitVisible("#panel .statements"))
	shown("LEADS,MET")
	b.Do(chromedp.Click(".kinds summary"))
	b.Click(".kinds .button", "أظهر الكل")
	b.Eventually(cy + `.edges().length > 8 && !location.hash.includes("types")`)
	b.Run(`document.querySelector(".kinds input").focus()`)
	b.Run(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true}))`)
	b.Eventually(`!document.querySelector(".kinds").open && document.activeElement === document.querySelector(".kinds summary")`)
	b.Check()
}

// TestPageTakesPart pastes an article, reviews an edge, takes it back, and sees
// the feed of changes go on meanwhile.
func TestPageTakesPart(t *testing.T) {
	s := start(t, "up", "--store", "memory:")
	b := browsertest.Open(t, s.url, 1280, 800)
	b.Go("/?#actor=turkey&lang=ar")
	b.Do(chromedp.WaitVisible("#panel h2"))

	b.Do(chromedp.Click("button[data-panel=changes]"))
	b.Eventually(`document.querySelector(".live")?.classList.contains("off") === false`)
	before := browsertest.Eval[int](b, `document.querySelectorAll(".changes li").length`)
	if before < 40 {
		t.Errorf("%d changes since yesterday", before)
	}
	b.Accessible("changes")
	told := `document.querySelectorAll(".changes .kind.told").length`
	b.Eventually(`![...document.querySelectorAll(".changes button")].some((x) => x.textContent.includes("تقع في")) && [...document.querySelectorAll(".changes .kind")].every((x) => x.textContent !== "عُدّل") && ` + told + ` > 0`)
	b.Do(chromedp.Click("#panel input[name=lie]"))
	b.Eventually(`[...document.querySelectorAll(".changes button")].some((x) => x.textContent.includes("تقع في"))`)
	b.Do(chromedp.Click("#panel input[name=lie]"))
	b.Eventually(`document.querySelector(".live")?.classList.contains("off") === false && ![...document.querySelectorAll(".changes button")].some((x) => x.textContent.includes("تقع في"))`)
	other := `mutation { loadArticle(input: {published: "2026-02-03", text: "زار وزير الخارجية التركي هاكان فيدان دمشق أمس."}) { claims } }`
	s.query(t, other)
	b.Eventually(`document.querySelectorAll(".changes li.fresh").length > 0`)
	b.Picture("page-changes")

	b.Do(chromedp.Click("button[data-panel=add]"), chromedp.WaitVisible("#add-form textarea"))
	b.Accessible("a new article")
	edges := browsertest.Eval[int](b, cy+`.edges().length`)
	b.Do(chromedp.SetValue("#add-form textarea", pasted), chromedp.SetValue("#add-form input[name=published]", "2026-02-02"), chromedp.Click("#add-form button"))
	b.Eventually(`document.querySelectorAll(".outcome .changes li").length > 1`)
	b.Eventually(cy + `.edges(".fresh").filter((e) => e.visible()).length > 1`)
	if grown := browsertest.Eval[int](b, cy+`.edges().length`); grown <= edges {
		t.Errorf("%d edges, %d before", grown, edges)
	}
	b.Picture("page-grown")

	b.Click(".outcome .changes button", "التقى")
	b.Eventually(cy + `.edges(".chosen").length === 1`)
	b.Do(chromedp.WaitVisible(".review .no"), chromedp.Click(".review .no"))
	b.Eventually(`document.querySelector(".warn") !== null && document.querySelector(".review .undo") !== null`)
	rejected := browsertest.Eval[string](b, `new URLSearchParams(location.hash.slice(1)).get("relation")`)
	b.Eventually(cy + `.getElementById("` + rejected + `").length === 0`)
	b.Picture("page-rejected")
	b.Do(chromedp.Click(".review .undo"))
	b.Eventually(cy + `.getElementById("` + rejected + `").length === 1 && document.querySelector(".review .undo") === null`)
	b.Do(chromedp.Click(".review .yes"))
	b.Eventually(`document.querySelector(".chip.reviewed") !== null`)

	b.Do(chromedp.Click("button[data-panel=alerts]"))
	b.Eventually(`document.querySelector("#panel h2").textContent === "التنبيهات" && document.querySelector("#panel details form") !== null`)
	b.Accessible("alerts")
	b.Do(chromedp.Click("#panel details summary"), chromedp.WaitVisible("#rule-form .try"))
	b.Do(chromedp.SetValue("#rule-form select[name=actor]", ""), chromedp.SetValue("#rule-form select[name=type]", "MET"), chromedp.SendKeys("#rule-form input[name=second]", "أحمد الشرع"))
	b.Eventually(`document.querySelectorAll("#rule-second option").length > 0`)
	b.Do(chromedp.Click("#rule-form .try"))
	b.Eventually(`[...document.querySelectorAll("#rule-form .outcome .changes button")].some((x) => x.textContent.includes("التقى أحمد الشرع فلاديمير بوتين"))`)
	b.Run(`document.querySelector("#rule-form .try").scrollIntoView({ block: "center" })`)
	b.Picture("page-rule")
	b.Accessible("a new rule")
	b.Do(chromedp.SendKeys("#rule-form input[name=place]", "اللاذقية"), chromedp.Click("#rule-form .try"))
	b.Eventually(`document.querySelector("#rule-form .outcome").textContent.startsWith("لم تكن لتنبّه")`)
	b.Do(chromedp.Click("button[data-panel=articles]"))
	b.Eventually(`document.querySelectorAll("#panel .plain li").length === 3`)
	b.Accessible("articles")
	b.Run(`history.back()`)
	b.Eventually(`document.querySelector("#panel h2").textContent === "التنبيهات"`)
	b.Check()
}

// disputed is an article of which the two sides say opposite things.
const disputed = `قالت قوات سوريا الديمقراطية إن الجيش السوري سيطر على عين عيسى أمس. ونفت وزارة الدفاع السورية أن يكون الجيش السوري قد سيطر على عين عيسى. ونفى المتحدث باسم الحكومة العراقية أن يكون نيكولا مادورو قد التقى هاكان فيدان.`

// TestPageShowsBothSides opens a disputed relation and an actor of which only a
// denial is told.
func TestPageShowsBothSides(t *testing.T) {
	s := start(t, "up", "--store", "memory:")
	s.query(t, `mutation { loadArticle(input: {published: "2026-02-01", text: "`+disputed+`"}) { claims } }`)
	b := browsertest.Open(t, s.url, 1280, 800)
	b.Go("/#actor=ain-issa&lang=ar")
	b.Do(chromedp.WaitVisible("#panel h2"))
	b.Click(".statements button", "استولى الجيش السوري على عين عيسى")
	b.Eventually(`document.querySelector(".otherwise .quote .speaker")?.textContent === "نقلاً عن وزارة الدفاع السورية"`)
	b.Eventually(`document.querySelector(".quote .speaker").textContent === "نقلاً عن قوات سوريا الديمقراطية"`)
	b.Picture("page-disputed")
	b.Accessible("a disputed relation")
	b.Do(chromedp.Click("#language"))
	b.Eventually(`document.querySelector(".quote .speaker")?.textContent === "According to Syrian Democratic Forces"`)
	b.Do(chromedp.Click(".quote .speaker button"))
	b.Eventually(`document.querySelector("#panel h2").textContent === "Syrian Democratic Forces"`)

	b.Go("/#actor=nicolas-maduro&lang=ar")
	b.Eventually(`document.querySelector(".hidden-by")?.textContent.includes("(منفي): 1")`)
	b.Do(chromedp.Click(".hidden-by button"))
	b.Eventually(`document.querySelectorAll("#panel .statements li").length === 1 && document.querySelector(".hidden-by") === null`)
	b.Check()
}

// TestPageByKeyboard goes round the drawing without a mouse.
func TestPageByKeyboard(t *testing.T) {
	s := start(t, "up", "--store", "memory:")
	b := browsertest.Open(t, s.url, 1280, 800)
	b.Go("/#actor=russia&lang=en")
	b.Do(chromedp.WaitVisible("#panel h2"), chromedp.Focus("#graph"))
	press := func(key string) {
		b.Run(`document.getElementById("graph").dispatchEvent(new KeyboardEvent("keydown", {key: "` + key + `", bubbles: true}))`)
	}
	press("ArrowRight")
	b.Eventually(`document.getElementById("announce").textContent.length > 5`)
	name := browsertest.Eval[string](b, cy+`.nodes(".chosen").data("actor").nameEn`)
	press("Enter")
	b.Eventually(`document.querySelector("#panel h2").textContent === "` + name + `"`)
	press("c")
	b.Eventually(cy + `.nodes(".center").data("actor").nameEn === "` + name + `"`)
	b.Check()
}

// TestPageDark looks at the dark page and at a phone.
func TestPageDark(t *testing.T) {
	s := start(t, "up", "--store", "memory:")
	b := browsertest.Open(t, s.url, 390, 844)
	b.Go("/#actor=ahmed-al-sharaa&lang=ar")
	b.Do(chromedp.WaitVisible("#panel h2"))
	b.Eventually(cy + `.nodes().length > 3 && document.documentElement.scrollWidth <= innerWidth`)
	b.Picture("page-phone")
	b.Accessible("a phone")
	b.Do(chromedp.Click("#theme"))
	b.Eventually(`document.documentElement.dataset.theme === "dark"`)
	b.Click(".statements button", "بوتين")
	b.Eventually(`document.querySelector(".quote mark") !== null`)
	b.Picture("page-phone-dark")
	b.Accessible("a phone, dark")
	b.Check()
}
