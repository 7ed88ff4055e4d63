package seeds_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"rawabit/seeds"
)

// files is a small sound set of seeds with one file changed.
func files(name, text string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for path, data := range map[string]string{
		"lexicon/verbs-test.tsv": "انسحب\tسحب\tVII\t\t\tWITHDREW_FROM(s=subj t=من)\twithdraw\nزحف\tزحف\tI\taa\tزحف\tDEPLOYED_TO(s=subj t=إلى)\tmarch\n",
		"lexicon/nouns-test.tsv": "هجوم\tهجمات\tm\tATTACKED(s=gen/by t=على)\tattack\n",
		"lexicon/titles.tsv":     "president\tرئيس\tLEADS\t\tSTATE\tPERSON\tpresident\n",
		"lexicon/heads.tsv":      "مدينة\tمدن\tPLACE\t\t\tcity\n",
		"lexicon/names.tsv":      "أحمد\tgiven\n",
		"lexicon/particles.tsv":  "من\tprep\t\nإلى\tprep\t\nعلى\tprep\t\n",
		"lexicon/common.tsv":     "جديد\tadjective\n",
		"lexicon/dates.tsv":      "",
		"actors/places.tsv":      "syria\tSTATE\tQ858\tسوريا\tSyria\t\t\t\t\t\tسوري\tdamascus\ndamascus\tPLACE\tQ3766\tدمشق\tDamascus\t\t\t\t\tsyria\t\t\n",
		"actors/persons.tsv":     "some-man\tPERSON\t\tفلان الفلاني\tSome Man\tالفلاني\t\t\t\t\t\t\nother-man\tPERSON\t\tعلان الفلاني\tOther Man\t\t\t\t\t\t\t\n",
		"actors/offices.tsv":     "some-man\tLEADS\tsyria\tpresident\t2020\t2024-05\n",
	} {
		fsys[path] = &fstest.MapFile{Data: []byte(data)}
	}
	if name != "" {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// problems returns what is wrong with seeds, one a line.
func problems(t *testing.T, fsys fstest.MapFS) string {
	t.Helper()
	lex, err := seeds.ReadLexicon(fsys)
	if err != nil {
		t.Fatal(err)
	}
	reg, err := seeds.ReadRegistry(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, err := range append(seeds.CheckLexicon(lex), seeds.CheckRegistry(reg, lex)...) {
		b.WriteString(err.Error() + "\n")
	}
	return b.String()
}

func TestChecksPassSoundSeeds(t *testing.T) {
	if got := problems(t, files("", "")); got != "" {
		t.Error(got)
	}
}

// TestChecks breaks one file at a time and asks for the one line that says so.
func TestChecks(t *testing.T) {
	const verb = "انسحب\tسحب\tVII\t\t\t"
	for name, one := range map[string]struct{ file, text, says string }{
		"unknown slot":       {"lexicon/verbs-test.tsv", verb + "WITHDREW_FROM(s=subj t=خلف)\t\n", `line 1: "خلف" of WITHDREW_FROM is no slot`},
		"unknown condition":  {"lexicon/verbs-test.tsv", verb + "WITHDREW_FROM(s=subj t=من if=objekt[قوات])\t\n", `"objekt" of WITHDREW_FROM is no slot`},
		"unknown type":       {"lexicon/verbs-test.tsv", verb + "WITHDREW_FROM(s=subj:ARMY t=من)\t\n", `actor type "ARMY"`},
		"ends of other type": {"lexicon/verbs-test.tsv", verb + "WITHDREW_FROM(s=subj t=من:PERSON)\t\n", "WITHDREW_FROM takes no PERSON as its target"},
		"one end":            {"lexicon/verbs-test.tsv", verb + "WITHDREW_FROM(s=subj)\t\n", "needs both s and t"},
		"role twice":         {"lexicon/verbs-test.tsv", verb + "WITHDREW_FROM(s=subj s=gen t=من)\t\n", `has the role "s" twice`},
		"operator's slot":    {"lexicon/verbs-test.tsv", verb + "say(objekt)\t\n", `"objekt" in say(objekt) is no slot`},
		"root too short":     {"lexicon/verbs-test.tsv", "مد\tمد\tI\tau\t\t\t\n", "has 2 letters, not 3"},
		"unknown form":       {"lexicon/verbs-test.tsv", "مد\tمدد\tXX\t\t\t\t\n", `form "XX"`},
		"vowels missing":     {"lexicon/verbs-test.tsv", "زحف\tزحف\tI\t\t\t\t\n", `vowels ""`},
		"vowels too many":    {"lexicon/verbs-test.tsv", "انسحب\tسحب\tVII\tau\t\t\t\n", `vowels "au"`},
		"marks":              {"lexicon/verbs-test.tsv", "اِنسحب\tسحب\tVII\t\t\t\t\n", `"اِنسحب" is not written`},
		"verb twice":         {"lexicon/verbs-test.tsv", verb + "\t\n" + verb + "\t\n", "line 2: the verb انسحب of form VII stands already in lexicon/verbs-test.tsv, line 1"},
		"noun twice":         {"lexicon/nouns-test.tsv", "هجوم\t\tm\t\t\nهجوم\t\tm\t\t\n", "the noun هجوم stands already"},
		"gender":             {"lexicon/nouns-test.tsv", "هجوم\t\tn\t\t\n", `gender "n"`},
		"title twice":        {"lexicon/titles.tsv", "president\tرئيس\tLEADS\t\tSTATE\tPERSON\t\npresident\tعاهل\tLEADS\t\tSTATE\tPERSON\t\n", "the title president stands already"},
		"title's relation":   {"lexicon/titles.tsv", "president\tرئيس\tMET\t\tSTATE\tPERSON\t\n", `not "MET"`},
		"title's holder":     {"lexicon/titles.tsv", "president\tرئيس\tLEADS\t\tSTATE\tPLACE\t\n", `not by "PLACE"`},
		"title's body":       {"lexicon/titles.tsv", "president\tرئيس\tLEADS\tForeign Ministry\tSTATE\tPERSON\t\n", "no suffix of an organ"},
		"head twice":         {"lexicon/heads.tsv", "مدينة\t\tPLACE\t\t\t\nمدينة\t\tPLACE\t\t\t\n", "the head مدينة stands already"},
		"kind of name":       {"lexicon/names.tsv", "أحمد\tfirst\n", `kind "first"`},
		"class of word":      {"lexicon/particles.tsv", "من\tprep\t\nإلى\tprep\t\nعلى\tprep\t\nلعل\tmaybe\t\n", `line 4: class "maybe"`},
		"kind of word":       {"lexicon/common.tsv", "جديد\tverb\n", `kind "verb"`},
		"common word twice":  {"lexicon/common.tsv", "جديد\tadjective\nجديد\tadjective\n", "the adjective جديد stands already"},

		"actor twice":        {"actors/more.tsv", "syria\tSTATE\t\tالشام\t\t\t\t\t\t\t\t\n", `actor "syria" stands already in actors/more.tsv, line 1`},
		"form of id":         {"actors/more.tsv", "Some City\tPLACE\t\tمدينة ما\t\t\t\t\t\t\t\t\n", `id "Some City"`},
		"form of item":       {"actors/more.tsv", "city\tPLACE\t858\tمدينة ما\t\t\t\t\t\t\t\t\n", `"858" is no id of Wikidata`},
		"item twice":         {"actors/more.tsv", "city\tPLACE\tQ858\tمدينة ما\t\t\t\t\t\t\t\t\n", "are both Q858"},
		"part of nothing":    {"actors/more.tsv", "club\tORGANIZATION\t\tناد ما\t\t\t\t\tnowhere\t\t\t\n", `partOf "nowhere"`},
		"within nothing":     {"actors/more.tsv", "city\tPLACE\t\tمدينة ما\t\t\t\t\t\tnowhere\t\t\n", `within "nowhere"`},
		"capital of nothing": {"actors/more.tsv", "land\tSTATE\t\tدولة ما\t\t\t\t\t\t\t\tnowhere\n", `capital "nowhere"`},
		"circle":             {"actors/more.tsv", "one\tORGANIZATION\t\tأولى\t\t\t\t\ttwo\t\t\t\ntwo\tORGANIZATION\t\tثانية\t\t\t\t\tone\t\t\t\n", "partOf of two leads back to itself"},
		"ambiguous alias":    {"actors/more.tsv", "third-man\tPERSON\t\tثالث الفلاني\t\tالفلاني\t\t\t\t\t\t\n", `"الفلاني" means some-man and also third-man (actors/more.tsv, line 1)`},
		"office of nobody":   {"actors/offices.tsv", "nobody\tLEADS\tsyria\tpresident\t\t\n", `person "nobody"`},
		"office of a place":  {"actors/offices.tsv", "damascus\tLEADS\tsyria\tpresident\t\t\n", `"damascus" is a PLACE`},
		"office of no body":  {"actors/offices.tsv", "some-man\tLEADS\tnowhere\tpresident\t\t\n", `body "nowhere"`},
		"unknown office":     {"actors/offices.tsv", "some-man\tLEADS\tsyria\tboss\t\t\n", `office "boss"`},
		"office backwards":   {"actors/offices.tsv", "some-man\tLEADS\tsyria\tpresident\t2024\t2020\n", "ends before it begins"},
		"office twice":       {"actors/offices.tsv", strings.Repeat("some-man\tLEADS\tsyria\tpresident\t2020\t\n", 2), "line 2: the office stands already"},
	} {
		t.Run(name, func(t *testing.T) {
			got := problems(t, files(one.file, one.text))
			if !strings.Contains(got, one.says) || !strings.Contains(got, one.file[:strings.IndexByte(one.file, '/')]+"/") {
				t.Errorf("got %q, want a line that says %q", got, one.says)
			}
		})
	}
}

// TestNamesThatMayBeShared are no ambiguity: a power and its capital, a province
// and the city in it, a short name.
func TestNamesThatMayBeShared(t *testing.T) {
	for name, text := range map[string]string{
		"place and power":   "government\tSTATE\t\tحكومة دمشق\t\tدمشق\t\t\t\t\t\t\n",
		"place and its own": "damascus-governorate\tPLACE\t\tمحافظة دمشق\t\tدمشق\t\t\t\tdamascus\t\t\n",
		"short name":        "third-man\tPERSON\t\tثالث الفلاني\t\t\t\tالفلاني\t\t\t\t\n",
	} {
		t.Run(name, func(t *testing.T) {
			if got := problems(t, files("actors/more.tsv", text)); got != "" {
				t.Error(got)
			}
		})
	}
}
