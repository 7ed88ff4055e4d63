package datetime_test

import (
	"strings"
	"testing"

	"rawabit/loader/arabic/datetime"
	"rawabit/schema"
)

// small is a grammar of a few words; the tests add a line to it.
const small = "month\t1\tيناير\tJanuary\n" +
	"phrase\t$from\t[ من ]\n" +
	"point\tday\tDAY $from MONTH\tdate\n"

func TestNew(t *testing.T) {
	g, err := datetime.New(strings.NewReader("# words\n\n" + small))
	if err != nil {
		t.Fatal(err)
	}
	list := g.Find(tokenise("في 3 من يناير", 0), &datetime.Anchor{Published: schema.MustParseDate(published)})
	if len(list) != 1 || list[0].String() != "2026-01-03" || list[0].Rule != "day" {
		t.Errorf("found %+v", list)
	}
}

func TestNewErrors(t *testing.T) {
	tests := []struct{ name, line, want string }{
		{"columns", "month\t2", "line 4 of the words of time has 2 columns"},
		{"class", "moon\t2\tقمر", `begins with "moon"`},
		{"value", "month\tMay\tمايو", `gives the class "month" the value "May"`},
		{"value not wanted", "same\t3\tنفسه", `gives the class "same" the value "3"`},
		{"unit", "unit\tfortnight\tأسبوعان", `value "fortnight"`},
		{"no forms", "month\t5\t\tMay", "has no forms"},
		{"empty form", "month\t5\tمايو||أيار", "has an empty form"},
		{"no name", "point\t\tDAY MONTH\tdate", "has no name"},
		{"action", "point\tx\tDAY MONTH\tguess", `names the action "guess"`},
		{"argument", "point\tx\tDAY MONTH\tdate:soon", `gives the action date the argument "soon"`},
		{"fixed", "point\tx\tDAY MONTH\tfixed:2001-13", `gives the action fixed the argument "2001-13"`},
		{"shift", "point\tx\tقبل COUNT\tshift:-2", `gives the action shift the argument "-2"`},
		{"false friend with an action", "false\tx\tكل شهر\tdate", "gives a false friend the action"},
		{"reader", "point\tx\tDAY MOON\tdate", `names "MOON"`},
		{"class in a pattern", "point\tx\tDAY moon\tdate", `names the class "moon"`},
		{"phrase", "point\tx\tDAY $to MONTH\tdate", "uses the phrase $to"},
		{"name of a phrase", "phrase\tfrom\tمن", `defines the phrase "from"`},
		{"open group", "point\tx\tDAY [ من MONTH\tdate", `does not close with "]"`},
		{"closed group", "point\tx\tDAY ) MONTH\tdate", `has a ")" without its beginning`},
		{"empty alternative", "point\tx\tDAY من| MONTH\tdate", "has an empty alternative"},
		{"punctuation", "point\tx\tDAY ، MONTH\tdate", "where one word is wanted"},
		{"nothing obligatory", "point\tx\tDAY? MONTH?\tdate", "matches nothing at all"},
		{"left recursion", "point\tx\tPOINT من MONTH\tdate", "begins with POINT"},
		{"condition", "point\tx\tPOINT > MONTH\tdate", "uses POINT as a condition"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := datetime.New(strings.NewReader(small + tt.line + "\n"))
			if err == nil {
				t.Fatal("no error")
			}
			if !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "line 4 ") {
				t.Errorf("error %q, want line 4 and %q", err, tt.want)
			}
			if schema.ErrorCode(err) != schema.CodeInvalid {
				t.Errorf("code %s", schema.ErrorCode(err))
			}
		})
	}
	t.Run("no rules", func(t *testing.T) {
		if _, err := datetime.New(strings.NewReader("")); err == nil {
			t.Error("an empty file gives no error")
		}
	})
}
