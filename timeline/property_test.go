package timeline_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rawabit/schema"
	"rawabit/timeline"
)

// upfront are the registry's claims about parts, which come with the actors that
// they are about.
func upfront(t testing.TB) []schema.Claim {
	return said(t, "r 2026-01-01 PART_OF army syria registry", "r 2026-01-01 PART_OF brigade army registry")
}

// sentence draws the line of a claim; few actors, few places and few days make
// claims bear on each other.
var sentence = rapid.Custom(func(t *rapid.T) string {
	who := rapid.SampledFrom([]string{"army", "sdf", "syria", "brigade", "russia"})
	where := rapid.SampledFrom([]string{"raqqa", "qamishli", "hasakah", "syria"})
	person := rapid.SampledFrom([]string{"sharaa", "assad"})
	pick := func(label string, words ...string) string { return rapid.SampledFrom(words).Draw(t, label) }
	var words []string
	switch rapid.IntRange(0, 9).Draw(t, "subject") {
	case 0, 1, 2, 3:
		kind := pick("type", "CONTROLS", "CONTROLS", "PRESENT_IN", "PRESENT_IN", "CAPTURED", "WITHDREW_FROM", "WITHDREW_FROM", "DEPLOYED_TO")
		words = []string{kind, who.Draw(t, "source"), where.Draw(t, "target")}
		if kind == "CAPTURED" && rapid.Bool().Draw(t, "from") {
			words = append(words, "from="+who.Draw(t, "loser"))
		}
	case 4:
		words = []string{"EXPELLED", who.Draw(t, "source"), who.Draw(t, "target"), "place=" + where.Draw(t, "place")}
	case 5, 6:
		words = []string{pick("type", "FIGHTS", "CEASED_FIRE_WITH", "ATTACKED", "MET", "SUPPORTS"), who.Draw(t, "source"), who.Draw(t, "target")}
	case 7:
		words = []string{pick("type", "LEADS", "MEMBER_OF", "RESIGNED_FROM"), person.Draw(t, "source"), "syria"}
		if words[0] != "RESIGNED_FROM" {
			words = append(words, pick("registry", "", "", "", "registry"))
		}
	case 8:
		words = []string{pick("type", "APPOINTED", "DISMISSED"), who.Draw(t, "source"), person.Draw(t, "target"), "from=syria", "to=syria"}
	case 9:
		words = []string{"OVERTHREW", who.Draw(t, "source"), person.Draw(t, "target")}
		if rapid.IntRange(0, 3).Draw(t, "import") == 0 {
			words = []string{"CONTROLS", who.Draw(t, "source"), where.Draw(t, "target"), "import=i-"}
		}
	}
	state := schema.RelationType(words[0]).IsState()
	article := rapid.IntRange(0, 6).Draw(t, "article")
	line := append([]string{fmt.Sprintf("a%d", article), fmt.Sprintf("2026-0%d-15", 1+article)}, words...)
	line = append(line, drawDate(t, state), pick("modality", "ACTUAL", "ACTUAL", "ACTUAL", "ACTUAL", "PLANNED", "DENIED", "POSSIBLE"))
	if state {
		line = append(line, pick("ended", "", "", "", "ended"))
	}
	return strings.Join(append(line, pick("reprint", "", "", "", "", "text=t-a0")), " ")
})

// drawClaims draws up to thirty claims.
func drawClaims(t *rapid.T, tb testing.TB) []schema.Claim {
	seen := map[schema.ClaimID]bool{}
	var claims []schema.Claim
	for i, line := range rapid.SliceOfN(sentence, 1, 30).Draw(t, "sentences") {
		if strings.Contains(line, "import=") {
			line = strings.Replace(line, "import=i-", fmt.Sprintf("import=i-%d", i), 1)
		}
		if strings.Contains(line, "registry") {
			line = strings.NewReplacer(" PLANNED", "", " DENIED", "", " POSSIBLE", "").Replace(line)
		}
		c := said(tb, line)[0]
		if c.Kind == schema.Stated {
			c.Evidence.Start = i
			c.ID = schema.NewClaimID(&c)
		}
		if !seen[c.ID] {
			seen[c.ID] = true
			claims = append(claims, c)
		}
	}
	return claims
}

// explain prints the claims of a failed check.
func explain(t *rapid.T, claims []schema.Claim) {
	if !t.Failed() {
		return
	}
	for _, c := range claims {
		t.Log(c.ID, c.Evidence.Text)
	}
}

func drawDate(t *rapid.T, state bool) string {
	day := func(label string) string {
		return fmt.Sprintf("2026-0%d-%02d", rapid.IntRange(1, 3).Draw(t, label), rapid.SampledFrom([]int{1, 2, 15, 20}).Draw(t, label))
	}
	switch rapid.IntRange(0, 9).Draw(t, "date") {
	case 0, 1, 2:
		return ""
	case 3, 4, 5:
		if state {
			return day("since") + ".."
		}
		return day("on")
	case 6:
		if state {
			return fmt.Sprintf("2026-0%d..", rapid.IntRange(1, 3).Draw(t, "month"))
		}
		return fmt.Sprintf("2026-0%d", rapid.IntRange(1, 3).Draw(t, "month"))
	case 7:
		if state {
			return ".." + day("until")
		}
		return rapid.SampledFrom([]string{"2026", "2026-01..", "2026-01-19..2026-01-25"}).Draw(t, "coarse")
	case 8:
		if state {
			return "=" + day("seen")
		}
		return "2026-01-19..2026-01-25"
	}
	a, b := day("first"), day("last")
	if b < a {
		a, b = b, a
	}
	return a + ".." + b
}

// load records claims in batches of random sizes.
func load(t *rapid.T, m *memory, claims []schema.Claim) {
	for len(claims) > 0 {
		n := rapid.IntRange(1, len(claims)).Draw(t, "batch")
		m.record(claims[:n]...)
		claims = claims[n:]
	}
}

func dump(t testing.TB, v any) string {
	t.Helper()
	text, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// world returns the changes of the world, without what depends on the order in
// which we learned.
func world(m *memory) []schema.Change { return timeline.WorldChanges(m.current()) }

func TestOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		claims := drawClaims(rt, t)
		defer explain(rt, claims)
		whole := newMemory(rt)
		whole.record(upfront(t)...)
		whole.record(claims...)

		again := slices.Concat(claims, claims[:rapid.IntRange(0, len(claims)).Draw(rt, "repeated")])
		shuffled := rapid.Permutation(again).Draw(rt, "order")
		parts := newMemory(rt)
		parts.record(upfront(t)...)
		load(rt, parts, shuffled)

		if a, b := dump(t, whole.current()), dump(t, parts.current()); a != b {
			rt.Fatalf("relations differ:\n%s\n\n%s", strings.Join(lines(whole.current()), "\n"), strings.Join(lines(parts.current()), "\n"))
		}
		if a, b := dump(t, world(whole)), dump(t, world(parts)); a != b {
			rt.Fatalf("changes of the world differ:\n%s\n%s", a, b)
		}
		if changes := parts.recompute(); len(changes) > 0 {
			rt.Fatalf("computing all again changed %v", told(changes))
		}
		toldOfWorld(rt, parts)
	})
}

// toldOfWorld checks that the feed told every change of the world that the
// relations amount to, for the fact or for one that it was ever joined with.
func toldOfWorld(t *rapid.T, m *memory) {
	names := map[schema.RelationID][]schema.RelationID{}
	for _, r := range m.past { // a fact keeps what was told of one that left it again
		names[r.ID] = append(append(names[r.ID], r.ID), r.Aliases...)
	}
	for _, want := range world(m) {
		if !slices.ContainsFunc(m.changes, func(c schema.Change) bool {
			return c.Kind == want.Kind && slices.Contains(names[want.Relation], c.Relation)
		}) {
			t.Fatalf("the feed never told %s of %s", want.Kind, line(*want.After))
		}
	}
}

func TestSameOrderSameFeed(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		claims := drawClaims(rt, t)
		defer explain(rt, claims)
		size := rapid.IntRange(1, len(claims)).Draw(rt, "size")
		feed := func() string {
			m := newMemory(rt)
			for batch := range slices.Chunk(claims, size) {
				m.record(batch...)
			}
			return dump(t, m.changes)
		}
		if a, b := feed(), feed(); a != b {
			rt.Fatal("the same order told something else")
		}
	})
}

func TestRelationsAreSound(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		claims := drawClaims(rt, t)
		defer explain(rt, claims)
		m := newMemory(rt)
		m.record(claims...)
		within := map[schema.ClaimID]int{}
		for _, r := range m.current() {
			if !r.ValidFrom.IsZero() && !r.ValidTo.IsZero() && r.ValidTo.Latest() < r.ValidFrom.Earliest() {
				rt.Errorf("%s ends before it begins", line(r))
			}
			if r.Confidence <= 0 || r.Confidence > 1 || r.Sources < 1 || len(r.Claims) == 0 || r.Source == r.Target {
				rt.Errorf("%s: confidence %g, %d sources, claims %v", line(r), r.Confidence, r.Sources, r.Claims)
			}
			for _, id := range r.Claims {
				if c := m.claims[id]; c.Type == r.Type {
					within[id]++
				}
			}
		}
		for _, c := range claims {
			want := 1
			if c.Kind == schema.Registered || c.Source == c.Target {
				want = 0
			}
			if within[c.ID] != want {
				rt.Errorf("%s stands in %d relations, want %d", c.Evidence.Text, within[c.ID], want)
			}
		}
	})
}
