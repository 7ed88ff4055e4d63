package statement

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"rawabit/schema"
)

//go:embed verb.tsv
var verbTable string

//go:embed gender.tsv
var genderTable string

//go:embed case.tsv
var caseTable string

//go:embed demonym.tsv
var demonymTable string

// verb is one way to say a relation type.
type verb struct {
	when                       string
	pastM, pastF, nowM, nowF   string // Arabic
	after                      string
	past, base, third, afterEn string // English
}

// verbs holds the rows of the table by type, in its order.
var verbs = sync.OnceValue(func() map[schema.RelationType][]verb {
	out := map[schema.RelationType][]verb{}
	for _, cells := range rows(verbTable, 11) {
		t := schema.RelationType(cells[0])
		out[t] = append(out[t], verb{
			when: cells[1], pastM: cells[2], pastF: cells[3], nowM: cells[4], nowF: cells[5], after: cells[6],
			past: cells[7], base: cells[8], third: cells[9], afterEn: cells[10],
		})
	}
	return out
})

// genders tells whether a word is feminine, by "given" or "head" and the word.
var genders = sync.OnceValue(func() map[[2]string]bool {
	out := map[[2]string]bool{}
	for _, cells := range rows(genderTable, 3) {
		out[[2]string{cells[2], cells[0]}] = cells[1] == "f"
	}
	return out
})

// endings tells of words what their last letters are: "stem" or "dual".
var endings = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, cells := range rows(caseTable, 2) {
		out[cells[0]] = cells[1]
	}
	return out
})

// demonyms holds the adjectives of names that do not give them.
var demonyms = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, cells := range rows(demonymTable, 2) {
		out[cells[0]] = append(out[cells[0]], cells[1])
	}
	return out
})

// rows splits a table that is part of the program; a test reads all of them.
func rows(table string, columns int) [][]string {
	var out [][]string
	for line := range strings.Lines(table) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			panic(fmt.Sprintf("statement: row %q has %d columns, want %d", cells[0], len(cells), columns))
		}
		out = append(out, cells)
	}
	return out
}

// choose returns the row that says a fact. The language decides whether an
// office can be named.
func choose(f Fact, arabic bool) (verb, bool) {
	for _, v := range verbs()[f.Relation.Type] {
		what, value, _ := strings.Cut(v.when, "=")
		ok := true
		switch what {
		case "source":
			ok = f.Source != nil && string(f.Source.Type) == value
		case "target":
			ok = f.Target != nil && string(f.Target.Type) == value
		case "office":
			ok = f.Relation.Office != "" && arabicText(f.Relation.Office) == arabic
		}
		if ok {
			return v, true
		}
	}
	return verb{}, false
}

// arabicText reports whether a text is written in Arabic letters.
func arabicText(text string) bool {
	for _, r := range text {
		if r >= 0x0620 && r <= 0x064A {
			return true
		}
	}
	return false
}
