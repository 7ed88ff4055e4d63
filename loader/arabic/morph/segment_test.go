package morph_test

import (
	"fmt"
	"strings"
	"testing"

	"rawabit/loader/arabic/morph"
)

func TestSegment(t *testing.T) {
	for _, c := range []struct{ rule, token, want string }{
		{"nothing to cut", "دمشق", "دمشق"},
		{"conjunction", "وروسيا", "وروسيا و+روسيا"},
		{"preposition", "بقسد", "بقسد ب+قسد"},
		{"article", "الشرع", "الشرع ال+شرع"},
		{"ل and article", "للشرع", "للشرع ل+لشرع ل+ال+لشرع ل+ال+شرع"},
		{"ك and article", "كالأسد", "كالأسد ك+الأسد ك+ال+أسد"},
		{"all of them", "وبالحسكة", "وبالحسكة و+بالحسكة و+ب+الحسكة و+ب+ال+حسكة"},
		{"ل before ل", "لليبيا", "لليبيا ل+ليبيا ل+ال+ليبيا ل+ال+يبيا"},
		{"س comes last", "سالم", "سالم س+الم"},
		{"at least two letters stay", "وب", "وب"},
		{"marks stay with what they mark", "وَدمشق", "وَدمشق و+دمشق"},
		{"a hamza is no article", "ألمانيا", "ألمانيا"},
		{"no Arabic word", "NATO", "NATO"},
		{"one conjunction only", "وفرنسا", "وفرنسا و+فرنسا"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			var have []string
			for _, s := range morph.Segment(c.token) {
				text := ""
				for _, r := range []rune{s.Conj, s.Prep} {
					if r != 0 {
						text += string(r) + "+"
					}
				}
				if s.Future {
					text += "س+"
				}
				if s.Article {
					text += "ال+"
				}
				have = append(have, text+s.Rest)
				if c.token[s.Start:] != s.Rest {
					t.Errorf("%s: rest %q does not begin at %d", c.token, s.Rest, s.Start)
				}
			}
			if got := strings.Join(have, " "); got != c.want {
				t.Errorf("%s: have %s, want %s", c.token, got, c.want)
			}
		})
	}
}

func ExampleSegment() {
	for _, s := range morph.Segment("ولدمشق") {
		fmt.Println(s.Rest)
	}
	// Output:
	// ولدمشق
	// لدمشق
	// دمشق
}
