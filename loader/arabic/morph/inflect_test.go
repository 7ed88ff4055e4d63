package morph_test

import (
	"os"
	"strings"
	"testing"

	"rawabit/loader/arabic/morph"
)

// lines returns the lines of a file of testdata that are no comments.
func lines(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.SplitSeq(string(text), "\n") {
		if line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

func TestVerbForms(t *testing.T) {
	var forms map[string][]string
	lemma := ""
	count := 0
	for _, line := range lines(t, "verbs.tsv") {
		f := strings.Split(line, "\t")
		if f[0] == "@" {
			for len(f) < 6 {
				f = append(f, "")
			}
			v := morph.Verb{Lemma: f[1], Root: f[2], Form: f[3], Vowels: f[4], Masdars: list(f[5])}
			all, err := v.Inflect()
			if err != nil {
				t.Fatal(err)
			}
			lemma, forms = v.Lemma, map[string][]string{}
			for i := range all {
				for _, key := range cells(&all[i]) {
					forms[key] = append(forms[key], all[i].Vocalised)
				}
			}
			continue
		}
		count++
		t.Run(lemma+" "+f[0], func(t *testing.T) {
			for _, have := range forms[f[0]] {
				if have == f[1] {
					return
				}
			}
			t.Errorf("have %v, want %s", forms[f[0]], f[1])
		})
	}
	if count < 150 {
		t.Errorf("only %d forms were compared", count)
	}
}

// cells names the places of the paradigm that a form fills, as verbs.tsv does.
func cells(f *morph.Inflection) []string {
	number := map[morph.Number]string{morph.Singular: "s", morph.Dual: "d", morph.Plural: "p"}[f.Number]
	person := f.Gender.String() + number
	switch f.POS {
	case morph.ActiveParticiple:
		return []string{"ap." + person}
	case morph.PassiveParticiple:
		return []string{"pp." + person}
	case morph.Masdar:
		return []string{"masdar." + person}
	}
	tense := map[morph.Tense]string{morph.Perfect: "perf.", morph.Imperfect: "impf.", morph.Imperative: "imp."}[f.Tense]
	key := tense + f.Voice.String()[:1] + "." + string('0'+rune(f.Person)) + person
	keys := []string{key}
	if f.Tense == morph.Imperfect {
		keys = keys[:0]
		for i, mood := range []string{".i", ".s", ".j"} {
			if f.Mood&(1<<i) != 0 {
				keys = append(keys, key+mood)
			}
		}
	}
	if f.Bound {
		for i := range keys {
			keys[i] += "+"
		}
	}
	return keys
}

func TestNounForms(t *testing.T) {
	var forms map[string]bool
	lemma := ""
	for _, line := range lines(t, "nouns.tsv") {
		f := strings.Split(line, "\t")
		if f[0] != "@" {
			t.Run(lemma, func(t *testing.T) {
				for _, want := range strings.Fields(line) {
					if !forms[want] {
						t.Errorf("%s is missing of %v", want, forms)
					}
				}
			})
			continue
		}
		n := morph.Noun{Lemma: f[1], Plurals: list(f[3])}
		n.POS = map[string]morph.POS{"noun": morph.Substantive, "nisba": morph.Nisba, "adjective": morph.Adjective}[f[2]]
		for _, flag := range strings.Fields(f[4]) {
			switch flag {
			case "f":
				n.Gender = morph.Feminine
			case "human":
				n.Human = true
			case "paired":
				n.Paired = true
			case "sound":
				n.Sound = true
			case "defective":
				n.Defective = true
			}
		}
		all, err := n.Inflect()
		if err != nil {
			t.Fatal(err)
		}
		lemma, forms = n.Lemma, map[string]bool{}
		for _, form := range all {
			text := form.Text
			if form.Bound {
				text += "+"
			}
			forms[text] = true
		}
	}
}

func TestNoFormThatGrammarForbids(t *testing.T) {
	for _, c := range []struct {
		name   string
		noun   morph.Noun
		forbid string
	}{
		{"a broken plural in اء takes no alef", morph.Noun{Lemma: "وزير", Plurals: []string{"وزراء"}}, "وزراءا"},
		{"a diptote takes no tanwin", morph.Noun{Lemma: "مدرسة", Plurals: []string{"مدارس"}}, "مدارسا"},
		{"a defective plural takes no tanwin", morph.Noun{Lemma: "مبنى", Plurals: []string{"مبان"}}, "مبانيا"},
		{"a thing with a broken plural has no sound one", morph.Noun{Lemma: "كتاب", Plurals: []string{"كتب"}}, "كتابات"},
		{"عيون is no sound plural", morph.Noun{Lemma: "عين", Plurals: []string{"عيون"}}, "عيين"},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, err := c.noun.Inflect()
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range all {
				if f.Text == c.forbid {
					t.Errorf("%s is generated", c.forbid)
				}
			}
		})
	}
}

func TestVerbErrors(t *testing.T) {
	for _, c := range []struct {
		name string
		verb morph.Verb
		want string
	}{
		{"root and lemma differ", morph.Verb{Lemma: "انسحب", Root: "سكن", Form: "VII"}, "انسكن"},
		{"form and lemma differ", morph.Verb{Lemma: "انسحب", Root: "سحب", Form: "V"}, "تسحب"},
		{"no such form", morph.Verb{Lemma: "انسحب", Root: "سحب", Form: "XX"}, "unknown form"},
		{"root too short", morph.Verb{Lemma: "مد", Root: "مد", Form: "I"}, "has not 3 letters"},
		{"alef is no radical", morph.Verb{Lemma: "قال", Root: "قال", Form: "I"}, "no radical"},
		{"not Arabic", morph.Verb{Lemma: "kataba", Root: "كتب", Form: "I"}, "not an Arabic word"},
		{"phrase as masdar", morph.Verb{Lemma: "كتب", Root: "كتب", Form: "I", Masdars: []string{"كتابة أولى"}}, "not one Arabic word"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := morph.NewBuilder()
			err := b.AddVerb(c.verb)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want one that says %q", err, c.want)
			}
			if n := b.Build().Size(); n != 0 {
				t.Errorf("%d forms were added all the same", n)
			}
		})
	}
}
