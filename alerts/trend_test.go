package alerts_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"rawabit/alerts"
	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/memory"
)

// cabinet knows that the minister of sand serves the state of sand until the
// end of 2025, and the minister of salt that of salt.
type cabinet struct{}

func (cabinet) Held(person schema.ActorID, day schema.Day) ([]schema.ActorID, bool) {
	switch {
	case person == "minister-sand" && day <= schema.MustParseDate("2025-12-31").Earliest():
		return []schema.ActorID{"sand.office"}, true
	case person == "minister-sand":
		return nil, true
	case person == "minister-salt":
		return []schema.ActorID{"salt"}, true
	}
	return nil, false
}

func (cabinet) Holders(body schema.ActorID) []schema.ActorID {
	switch body {
	case "sand":
		return []schema.ActorID{"minister-sand"}
	case "salt":
		return []schema.ActorID{"minister-salt"}
	}
	return nil
}

// chronicle is a world of two states, an army, two ministers and a bystander,
// with articles that tell what happens between them.
type chronicle struct {
	t     *testing.T
	store store.Store
	n     int
}

func newChronicle(t *testing.T) *chronicle { return &chronicle{t: t, store: memory.New()} }

func (c *chronicle) actors() []schema.Actor {
	return []schema.Actor{
		{ID: "minister-salt", Type: schema.Person, Name: "وزير الملح", Known: true},
		{ID: "minister-sand", Type: schema.Person, Name: "وزير الرمل", Known: true},
		{ID: "other", Type: schema.State, Name: "دولة أخرى", Known: true},
		{ID: "salt", Type: schema.State, Name: "دولة الملح", NameEn: "Salt", Known: true},
		{ID: "salt.army", Type: schema.ArmedForce, Name: "جيش الملح", PartOf: "salt", Known: true},
		{ID: "sand", Type: schema.State, Name: "دولة الرمل", NameEn: "Sand", Known: true},
		{ID: "sand.office", Type: schema.Organization, Name: "وزارة الرمل", PartOf: "sand", Known: true},
		{ID: "scribe", Type: schema.Person, Name: "الكاتب"},
	}
}

// tell records an article of a day that tells events of that day, written
// "TYPE source target", on the day itself unless they begin with "undated" or end
// with "on" and another day.
func (c *chronicle) tell(day string, events ...string) {
	c.t.Helper()
	c.n++
	published := schema.MustParseDate(day)
	r := schema.Reading{Actors: c.actors()}
	r.Article = schema.Article{Language: "ar", Published: published, Source: fmt.Sprint("صحيفة ", c.n), Text: fmt.Sprintf("خبر رقم %d: %s", c.n, strings.Join(events, "، "))}
	r.Article.ID = schema.NewArticleID(r.Article.Text, published)
	for i, e := range events {
		text, undated := strings.CutPrefix(e, "undated ")
		words := strings.Fields(text)
		claim := schema.Claim{
			Kind: schema.Stated, Article: r.Article.ID, Type: schema.RelationType(words[0]), Source: schema.ActorID(words[1]), Target: schema.ActorID(words[2]), Modality: schema.Actual, Confidence: 0.9,
			Evidence: schema.Evidence{Sentence: i, Text: e, Start: i, End: i + 1, FocusStart: i, FocusEnd: i + 1, Rule: "test"}, DateBasis: schema.BasisNone,
		}
		if !undated {
			on := published
			if len(words) == 5 {
				on = schema.MustParseDate(words[4])
			}
			claim.ValidFrom, claim.ValidTo, claim.DateBasis = on, on, schema.BasisExplicit
		}
		claim.Canonical()
		claim.ID = schema.NewClaimID(&claim)
		r.Claims = append(r.Claims, claim)
	}
	record(c.t, c.store, r)
}

// quiet records articles that tell nothing of the two.
func (c *chronicle) quiet(days ...string) {
	for _, day := range days {
		for range 5 {
			c.tell(day, "VISITED scribe other")
		}
	}
}

// told tries a rule and returns the days of its alerts and what was found.
func (c *chronicle) told(trend alerts.Trend, parts *bool) (days []string, found []alerts.Finding) {
	c.t.Helper()
	trend.Pair = []schema.ActorID{"sand", "salt"}
	rule := alerts.Rule{Name: "اتجاه", Trend: &trend, Parts: parts}
	err := alerts.Try(c.t.Context(), c.store, &rule, alerts.TrialOptions{Since: schema.MinDay, Offices: cabinet{}}, func(d *store.AlertDelivery) error {
		var note alerts.Note
		if err := json.Unmarshal(d.Note, &note); err != nil {
			return err
		}
		days, found = append(days, d.At.Format("2006-01-02")), append(found, *note.Finding)
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return days, found
}

// weeks are days of the weeks before the one that the tests are about.
func weeks() []string { return []string{"2025-05-06", "2025-05-13", "2025-05-20", "2025-05-27"} }

// TestSurge tells a rise that is no chance, and nothing else.
func TestSurge(t *testing.T) {
	clash := func(c *chronicle) {
		c.tell("2025-06-02", "ATTACKED salt.army sand", "ACCUSED sand salt")
		c.tell("2025-06-03", "ATTACKED salt.army sand", "THREATENED minister-sand salt")
		c.tell("2025-06-04", "ATTACKED sand salt", "ACCUSED minister-salt sand")
	}
	for _, tt := range []struct {
		name string
		tell func(c *chronicle)
		want []string
	}{
		{"a rise", func(c *chronicle) { c.quiet(weeks()...); clash(c) }, []string{"2025-06-04"}},
		{"no weeks to compare with", func(c *chronicle) { c.quiet("2025-05-27"); clash(c) }, nil},
		{"weeks that were hardly read", func(c *chronicle) {
			for _, day := range weeks() {
				c.tell(day, "VISITED scribe other")
			}
			c.quiet("2025-06-01", "2025-06-02")
			for _, day := range []string{"2025-06-02", "2025-06-03", "2025-06-04", "2025-06-05", "2025-06-06"} {
				c.tell(day, "ATTACKED salt.army sand", "ACCUSED sand salt", "THREATENED sand salt")
			}
		}, nil},
		{"a feed that stood still", func(c *chronicle) { c.quiet("2025-03-04", "2025-03-11", "2025-04-01"); clash(c) }, []string{"2025-06-04"}},
		{"as much as always", func(c *chronicle) {
			for _, day := range weeks() {
				c.quiet(day)
				c.tell(day, "ATTACKED salt.army sand", "ACCUSED sand salt", "THREATENED sand salt")
				c.tell(day, "ATTACKED sand salt", "ACCUSED salt sand", "THREATENED salt sand")
			}
			c.quiet("2025-06-01")
			clash(c)
		}, nil},
		{"one long account", func(c *chronicle) {
			c.quiet(weeks()...)
			c.tell("2025-06-02", "ATTACKED salt.army sand", "ACCUSED sand salt", "THREATENED sand salt", "ATTACKED sand salt", "ACCUSED salt sand", "THREATENED salt sand")
			c.tell("2025-06-02", "ATTACKED salt.army sand")
			c.tell("2025-06-03", "undated ATTACKED salt.army sand")
			c.tell("2025-06-02", "ATTACKED salt.army sand")
		}, nil},
		{"the background of other news", func(c *chronicle) {
			c.quiet(weeks()...)
			for _, day := range []string{"2025-06-02", "2025-06-03", "2025-06-04", "2025-06-05", "2025-06-06", "2025-06-07"} {
				c.tell(day, "undated ATTACKED salt sand")
			}
		}, nil},
		{"one event that all tell", func(c *chronicle) {
			c.quiet(weeks()...)
			for range 9 {
				c.tell("2025-06-02", "ATTACKED salt sand")
			}
		}, nil},
		{"once a week", func(c *chronicle) {
			c.quiet(weeks()...)
			clash(c)
			c.tell("2025-06-05", "ATTACKED salt sand", "ACCUSED sand minister-salt")
		}, []string{"2025-06-04"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newChronicle(t)
			tt.tell(c)
			got, found := c.told(alerts.Trend{Surge: "conflict"}, nil)
			if !slices.Equal(got, tt.want) {
				t.Errorf("told on %v, want %v: %+v", got, tt.want, found)
			}
			if more, _ := c.told(alerts.Trend{Surge: "cooperation"}, nil); more != nil {
				t.Errorf("cooperation rose on %v", more)
			}
		})
	}
}

// counting counts how often it is asked what was between two actors.
type counting struct {
	store.Store
	asked int
}

// Dyad is part of store.Reader.
func (c *counting) Dyad(ctx context.Context, q store.DyadQuery) (*store.DyadNode, error) {
	c.asked++
	return c.Store.Dyad(ctx, q)
}

// TestTrendLooksOnce looks once at what was known at one moment, however many
// changes became known at it.
func TestTrendLooksOnce(t *testing.T) {
	c := newChronicle(t)
	for _, day := range []string{"2025-06-02", "2025-06-03"} {
		c.tell(day, "ATTACKED salt.army sand", "ACCUSED sand salt", "THREATENED sand salt")
	}
	s := &counting{Store: c.store}
	c.store = s
	if days, _ := c.told(alerts.Trend{Surge: "conflict"}, nil); days != nil || s.asked != 2 {
		t.Errorf("told on %v, asked %d times, want 2 for two days", days, s.asked)
	}
}

// TestSurgeOfPersons counts ministers for their states, while they are.
func TestSurgeOfPersons(t *testing.T) {
	c := newChronicle(t)
	talk := func(year string) {
		for _, day := range []string{"-05-06", "-05-13", "-05-20", "-05-27"} {
			c.quiet(year + day)
		}
		c.tell(year+"-06-02", "MET minister-sand minister-salt", "SPOKE_WITH minister-sand salt")
		c.tell(year+"-06-03", "MET minister-sand minister-salt", "AGREED_WITH minister-sand minister-salt")
		c.tell(year+"-06-04", "SPOKE_WITH minister-sand minister-salt", "PRAISED minister-salt minister-sand")
	}
	talk("2025")
	talk("2026") // the minister of sand is none any more
	days, found := c.told(alerts.Trend{Surge: "cooperation"}, nil)
	if !slices.Equal(days, []string{"2025-06-04"}) || found[0].Events < 5 || found[0].Reports != 3 || found[0].Weeks != 4 || len(found[0].Relations) != 3 {
		t.Errorf("told on %v: %+v", days, found)
	}
	if days, _ := c.told(alerts.Trend{Surge: "cooperation"}, flag(false)); days != nil {
		t.Errorf("told of the states alone on %v", days)
	}
}

// TestFirstContact tells the first talks in half a year, where articles reach
// back that far.
func TestFirstContact(t *testing.T) {
	meet := func(c *chronicle, day string) {
		c.tell(day, "MET minister-sand minister-salt")
		c.tell(day, "MET minister-sand minister-salt")
	}
	read := func(c *chronicle, from string) { // a feed from a day on
		for day := schema.MustParseDate(from).Earliest(); day < schema.MustParseDate("2025-06-01").Earliest(); day += 7 {
			c.tell(day.Date().String(), "VISITED scribe other")
		}
	}
	for _, tt := range []struct {
		name string
		tell func(c *chronicle)
		want []string
		last string
	}{
		{"after a long time", func(c *chronicle) { read(c, "2024-10-01"); meet(c, "2024-10-05"); meet(c, "2025-06-03") }, []string{"2025-06-03"}, "2024-10-05"},
		{"the first of all", func(c *chronicle) { read(c, "2024-10-01"); meet(c, "2025-06-03") }, []string{"2025-06-03"}, ""},
		{"too soon", func(c *chronicle) { read(c, "2024-10-01"); meet(c, "2025-03-05"); meet(c, "2025-06-03") }, nil, ""},
		{"nobody knows", func(c *chronicle) { read(c, "2025-03-01"); meet(c, "2025-06-03") }, nil, ""},
		{"a feed that stood still", func(c *chronicle) { c.quiet("2024-10-01", "2025-02-01"); meet(c, "2025-06-03") }, nil, ""},
		{"an attack is none", func(c *chronicle) {
			read(c, "2024-10-01")
			c.tell("2025-06-03", "ATTACKED salt sand")
			c.tell("2025-06-03", "ATTACKED salt sand")
		}, nil, ""},
		{"one article is not enough", func(c *chronicle) { read(c, "2024-10-01"); c.tell("2025-06-03", "MET sand salt") }, nil, ""},
		{"nor is one that came weeks later", func(c *chronicle) {
			read(c, "2024-10-01")
			c.tell("2025-06-03", "MET sand salt")
			c.tell("2025-07-03", "MET sand salt on 2025-06-03")
		}, nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newChronicle(t)
			tt.tell(c)
			days, found := c.told(alerts.Trend{FirstContact: 6}, nil)
			if !slices.Equal(days, tt.want) || len(found) > 0 && found[0].Last.String() != tt.last {
				t.Errorf("told on %v, want %v, last %q: %+v", days, tt.want, tt.last, found)
			}
		})
	}
}

// TestReversal tells that conflict became cooperation.
func TestReversal(t *testing.T) {
	c := newChronicle(t)
	for i, day := range weeks() {
		c.quiet(day)
		c.tell(day, "ATTACKED salt sand")
		if i%2 == 0 {
			c.tell(day, "ACCUSED sand salt")
		}
	}
	c.quiet("2025-06-02")
	c.tell("2025-06-02", "MET minister-sand minister-salt", "AGREED_WITH sand salt")
	c.tell("2025-06-03", "PRAISED sand salt", "AIDED salt sand")
	c.tell("2025-06-04", "PRAISED salt sand", "SPOKE_WITH sand salt")
	days, found := c.told(alerts.Trend{Reversal: true}, nil)
	if !slices.Equal(days, []string{"2025-06-04"}) || found[0].Score <= 0 || found[0].Baseline >= 0 {
		t.Errorf("told on %v: %+v", days, found)
	}
}
