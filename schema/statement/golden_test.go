package statement_test

import (
	"os"
	"strings"
	"testing"

	"rawabit/schema"
	"rawabit/schema/statement"
)

// ends are a source and a target that each type may have, by type; others take
// two states. Persons of both sexes, plurals and compound names are among them.
func ends(t schema.RelationType) (source, target *schema.Actor) {
	ministry := actor(schema.Organization, "وزارة الدفاع السورية", "Syrian Ministry of Defence")
	airport := actor(schema.Facility, "مطار القامشلي", "Qamishli Airport")
	switch t {
	case schema.Visited:
		return hind(), qamishli()
	case schema.GrantedAsylumTo:
		return russia(), sharaa()
	case schema.DeployedTo, schema.PresentIn:
		return russia(), qamishli()
	case schema.WithdrewFrom, schema.Controls:
		return sdf(), qamishli()
	case schema.Captured:
		return army(), qamishli()
	case schema.ProtestedAgainst, schema.Fights:
		return kurds(), army()
	case schema.Appointed, schema.Dismissed:
		return sharaa(), hind()
	case schema.Killed, schema.Detained, schema.Released:
		return army(), kurds()
	case schema.ResignedFrom, schema.MemberOf:
		return hind(), ministry
	case schema.Joined:
		return sdf(), ministry
	case schema.Leads:
		return sharaa(), syria()
	case schema.PartOf:
		return army(), ministry
	case schema.LocatedIn:
		return airport, qamishli()
	case schema.Operates:
		return ministry, airport
	}
	return russia(), iraq()
}

// sayings are the ways in which a type is said: each modality, and for states how
// they end, open and close.
func sayings(info *schema.TypeInfo, lang string) [][2]string {
	source, target := ends(info.Type)
	const day = "2026-01-28"
	to := day
	if info.Kind == schema.StateKind {
		to = ""
	}
	var out [][2]string
	say := func(what, text string) { out = append(out, [2]string{what, text}) }
	for _, m := range []schema.Modality{schema.Actual, schema.Planned, schema.Possible, schema.Denied} {
		say(string(m), statement.Relation(fact(info.Type, source, target, day, to, m), lang))
	}
	if info.Kind != schema.StateKind {
		return out
	}
	say("undated", statement.Relation(fact(info.Type, source, target, "", "", schema.Actual), lang))
	say("over", statement.Relation(over(fact(info.Type, source, target, "", "", schema.Actual)), lang))
	say("over since", statement.Relation(over(fact(info.Type, source, target, "2025-02", "", schema.Actual)), lang))
	say("over between", statement.Relation(over(fact(info.Type, source, target, "2025-02", day, schema.Actual)), lang))
	f := fact(info.Type, source, target, day, "", schema.Actual)
	for _, kind := range []schema.ChangeKind{schema.Opened, schema.Closed} {
		say(string(kind), statement.Change(&schema.Change{Kind: kind, ValidDate: schema.MustParseDate(day)}, &f, &f, lang))
	}
	return out
}

// TestSayings holds every type in every modality against sentences that were read
// by people who write both languages.
func TestSayings(t *testing.T) {
	data, err := os.ReadFile("testdata/sayings.tsv")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{}
	for line := range strings.Lines(string(data)) {
		if cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); line[0] != '#' {
			want[cells[0]+" "+cells[1]] = cells[2:]
		}
	}
	said := 0
	for _, info := range schema.RelationTypes() {
		ar, en := sayings(info, "ar"), sayings(info, "en")
		for i := range ar {
			said++
			key := string(info.Type) + " " + ar[i][0]
			if w := want[key]; len(w) != 2 || w[0] != ar[i][1] || w[1] != en[i][1] {
				t.Errorf("%s\t%s\t%s\t%s\nwant %q", info.Type, ar[i][0], ar[i][1], en[i][1], w)
			}
		}
	}
	if said != len(want) {
		t.Errorf("%d sayings, %d in the table", said, len(want))
	}
}

// TestSpans says spans of days.
func TestSpans(t *testing.T) {
	for _, tt := range []struct{ from, to, ar, en string }{
		{"", "", "", ""},
		{"2026", "2026", " في عام 2026", " in 2026"},
		{"2026-01", "2026-01", " في يناير 2026", " in January 2026"},
		{"2026-01-03", "2026-01-03", " في 3 يناير 2026", " on 3 January 2026"},
		{"2026-01-03", "2026-01-05", " بين 3 و5 يناير 2026", " between 3 and 5 January 2026"},
		{"2026-01-30", "2026-02-02", " بين 30 يناير و2 فبراير 2026", " between 30 January and 2 February 2026"},
		{"2025-12-30", "2026-01-02", " بين 30 ديسمبر 2025 و2 يناير 2026", " between 30 December 2025 and 2 January 2026"},
		{"2026-01", "2026-02", " بين يناير وفبراير 2026", " between January and February 2026"},
		{"2026-01", "2026-02-03", " بين يناير 2026 و3 فبراير 2026", " between January 2026 and 3 February 2026"},
		{"2026-01-03", "", " بدءاً من 3 يناير 2026", " starting on 3 January 2026"},
		{"", "2026-02", " بحلول فبراير 2026", " by February 2026"},
	} {
		t.Run(tt.from+"/"+tt.to, func(t *testing.T) {
			f := fact(schema.WithdrewFrom, sdf(), qamishli(), tt.from, tt.to, schema.Actual)
			check(t, statement.Relation(f, "ar"), "انسحبت قوات سوريا الديمقراطية من القامشلي"+tt.ar)
			check(t, statement.Relation(f, "en"), "The Syrian Democratic Forces withdrew from Qamishli"+tt.en)
		})
	}
}
