package timeline_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rawabit/schema"
)

// said builds claims from lines of the form
//
//	ARTICLE PUBLISHED TYPE SOURCE TARGET [DATES] [MODALITY] [word=value ...]
//
// DATES is "2026-01-28" (an event's day; of a state, its beginning), "2026-01..",
// "..2026-01", "2025..2026-01"; "=2026-01-22" is a state seen on a day. Words:
// ended, registry, by=WHO, text=HASH, office=NAME, conf=0.5, from=, to=, place=.
func said(t testing.TB, lines ...string) []schema.Claim {
	t.Helper()
	var claims []schema.Claim
	for n, line := range lines {
		words := strings.Fields(line)
		c := schema.Claim{
			Kind: schema.Stated, Article: schema.ArticleID(words[0]), Published: schema.MustParseDate(words[1]), Type: schema.RelationType(words[2]),
			Source: actor(words[3]), Target: actor(words[4]), Modality: schema.Actual, Confidence: 0.8, SourceHash: "t-" + words[0],
			DateBasis: schema.BasisNone, Evidence: schema.Evidence{Text: line, Rule: "test"},
		}
		for _, w := range words[5:] {
			name, value, _ := strings.Cut(w, "=")
			switch {
			case w[0] >= '0' && w[0] <= '9' || strings.HasPrefix(w, ".."), name == "":
				dates(&c, strings.TrimPrefix(w, "="), name == "" && w[0] == '=')
			case schema.Modality(w).Valid():
				c.Modality = schema.Modality(w)
			case w == "ended":
				c.Ended = true
			case w == "registry":
				c.Kind, c.Article, c.SourceHash, c.Published = schema.Registered, "", "", schema.Date{}
			case name == "import":
				c.Kind, c.Relation = schema.Asserted, schema.RelationID(value)
			case name == "by":
				c.AttributedTo = value
			case name == "text":
				c.SourceHash = value
			case name == "office":
				c.Office = value
			case name == "conf":
				if _, err := fmt.Sscan(value, &c.Confidence); err != nil {
					t.Fatal(err)
				}
			default:
				c.Roles = append(c.Roles, schema.Role{Name: name, Actor: actor(value)})
			}
		}
		if !c.ValidFrom.IsZero() || !c.ValidTo.IsZero() {
			c.DateBasis = schema.BasisExplicit
		}
		c.Evidence.Start = n
		c.Canonical()
		c.ID = schema.NewClaimID(&c)
		if c.Kind != schema.Stated {
			c.ID = schema.ClaimID(schema.HashID("c", line))
		}
		if err := c.Validate(); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		claims = append(claims, c)
	}
	return claims
}

func actor(word string) schema.ActorID {
	if word == "-" {
		return ""
	}
	return schema.ActorID(word)
}

func dates(c *schema.Claim, text string, seen bool) {
	from, to, interval := strings.Cut(text, "..")
	c.ValidFrom, c.ValidTo = schema.MustParseDate(from), schema.MustParseDate(to)
	if !interval && (seen || !c.Type.IsState()) {
		c.ValidTo = c.ValidFrom
	}
}

// line prints a relation: type, ends, dates, then what is out of the ordinary.
func line(r schema.Relation) string {
	text := fmt.Sprintf("%s %s %s", r.Type, r.Source, r.Target)
	switch {
	case r.ValidFrom.IsZero() && r.ValidTo.IsZero():
	case r.ValidFrom == r.ValidTo:
		text += " " + r.ValidFrom.String()
	default:
		text += " " + r.ValidFrom.String() + ".." + r.ValidTo.String()
	}
	if r.Modality != schema.Actual {
		text += " " + string(r.Modality)
	}
	if r.DateBasis == schema.BasisRule {
		text += " rule"
	}
	if r.Ended && r.ValidTo.IsZero() {
		text += " ended-by " + r.EndedBy.String()
	} else if r.Ended {
		text += " ended"
	}
	if r.Contested {
		text += " contested"
	}
	if r.Sources != 1 {
		text += fmt.Sprint(" x", r.Sources)
	}
	return text
}

func lines(relations []schema.Relation) []string {
	var all []string
	for _, r := range relations {
		all = append(all, line(r))
	}
	slices.Sort(all)
	return all
}

func told(changes []schema.Change) []string {
	var all []string
	for _, c := range changes {
		r := c.After
		if r == nil {
			r = c.Before
		}
		text := fmt.Sprintf("%s %s %s %s", c.Kind, r.Type, r.Source, r.Target)
		if !c.ValidDate.IsZero() {
			text += " " + c.ValidDate.String()
		}
		all = append(all, text)
	}
	return all
}

func equal(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant:\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
