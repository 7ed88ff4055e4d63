package morph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rawabit/loader/arabic/morph"
	"rawabit/schema"
)

func readings(l *morph.Lexicon, token string, worst morph.Fit) []string {
	var out []string
	for _, a := range l.Analyze(token) {
		if a.Fit <= worst {
			out = append(out, describe(l, &a))
		}
	}
	return out
}

func TestAnalyze(t *testing.T) {
	l := fixture(t)
	for _, c := range []struct{ rule, token, want string }{
		{"conjunction, future and object", "وسيكتبونها", "و+س+كتب+ها imperfect active 3mpl i"},
		{"alef of the plural falls before a pronoun", "كتبوه", "كتب+ه perfect active 3mpl"},
		{"و between تم and a pronoun", "كتبتموها", "كتب+ها perfect active 2mpl"},
		{"the third person comes first", "انسحبت", "انسحب perfect active 3fsg"},
		{"ل before a verb: subjunctive or jussive", "ليكتبوا", "ل+كتب imperfect active 3mpl sj"},
		{"command", "فليدع", "ف+ل+دعا imperfect active 3msg j"},
		{"ني", "رآني", "رأى+ني perfect active 3msg"},
		{"ى before a pronoun is ا", "ادعاها", "ادعى+ها perfect active 3msg"},
		{"a written ي is the active, not the passive in ى", "يدعي", "ادعى imperfect active 3msg is"},
		{"question", "أليس", "أ+ليس perfect active 3msg"},
		{"question with a particle", "ألم", "أ+لم"},
		{"article", "الروسية", "ال+روسي fsg"},
		{"preposition and article", "بالروسيين", "ب+ال+روسي mdu|ب+ال+روسي mpl"},
		{"ل and article", "للمدينة", "ل+ال+مدينة fsg"},
		{"three lams, two written", "لليلة", "ل+ليلة fsg|ل+ال+ليلة fsg"},
		{"article and a stem in ل", "للجنة", "ل+لجنة fsg|ل+ال+لجنة fsg"},
		{"ة before a pronoun is ت", "مدينتهم", "مدينة+هم fsg"},
		{"ى of a noun before a pronoun", "مستشفاها", "مستشفى+ها msg"},
		{"hamza of the nominative", "أصدقاؤه", "صديق+ه mpl"},
		{"hamza of the genitive", "لأصدقائه", "ل+صديق+ه mpl"},
		{"hamza of the accusative", "أصدقاءه", "صديق+ه mpl"},
		{"my", "صديقي", "صديق mdu construct|صديق+ي msg|صديق+ي mdu"},
		{"a construct plural", "مهندسو", "مهندس mpl construct"},
		{"verbal noun", "واستيلائهم", "و+استولى+هم masdar msg"},
		{"defective verbal noun with article", "والتحدي", "و+ال+تحدّى masdar msg"},
		{"defective verbal noun without", "تحد", "تحدّى masdar msg|عدّ"},
		{"accusative of a verbal noun", "انسحابا", "انسحب masdar msg|انسحب masdar mdu construct"},
		{"participle", "المنسحبين", "ال+انسحب active mdu|ال+انسحب active mpl"},
		{"على", "عليهم", "على+هم"},
		{"منا", "منا", "من+نا"},
		{"إنني", "إنني", "إن+ني"},
		{"له", "وله", "و+ل+ه"},
		{"الذي after ل", "للذي", "ل+الذي"},
		{"الله after ل", "ولله", "و+ل+الله msg"},
		{"كل with its clitics", "بكلها", "ب+كل+ها"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			have := readings(l, c.token, morph.Exact)
			for _, want := range strings.Split(c.want, "|") {
				if want != "عدّ" && !slices.Contains(have, want) {
					t.Errorf("%s: have %q, want %q", c.token, have, want)
				}
			}
			if first, _, ok := strings.Cut(c.want, "|"); !ok && have[0] != first {
				t.Errorf("%s: first is %q, want %q", c.token, have[0], first)
			}
		})
	}
}

func TestAnalyzeRefuses(t *testing.T) {
	l := fixture(t)
	for _, c := range []struct{ rule, token string }{
		{"article before a verb", "اليكتب"},
		{"article with a pronoun", "المدينتهم"},
		{"article before a construct plural", "المهندسو"},
		{"ن of the plural before a pronoun", "مهندسونهم"},
		{"a preposition before a nominative", "بمهندسون"},
		{"ب before a verb", "بيكتب"},
		{"س before a perfect", "سكتبوا"},
		{"س before a subjunctive", "سيكتبوا"},
		{"tanwin with the article", "الانسحابا"},
		{"ي after a verb", "يكتبي"},
		{"ني after a noun", "صديقني"},
		{"على with an article", "العلى"},
		{"a stem that is in no lexicon", "يتكلمون"},
		{"digits", "2024"},
		{"a mixed word", "abcكتب"},
		{"no letters", "ّ"},
		{"nothing", ""},
		{"a word beyond all length", strings.Repeat("كتب", 20)},
	} {
		t.Run(c.rule, func(t *testing.T) {
			if have := readings(l, c.token, morph.Loose); len(have) > 0 {
				t.Errorf("%s: read as %q", c.token, have)
			}
		})
	}
}

func TestMarksChoose(t *testing.T) {
	l := fixture(t)
	for _, c := range []struct{ rule, token, want, not string }{
		{"damma on the first letter: passive", "أُعدم", "أعدم perfect passive 3msg", "أعدم perfect active 3msg"},
		{"يُ of form I: passive", "يُقتل", "قتل imperfect passive 3msg isj", "قتل imperfect active 3msg isj"},
		{"يُ and shadda leave passive of عدّ and أعدّ", "يُعدّ", "عدّ imperfect passive 3msg isj", "وعد imperfect passive 3msg isj"},
		{"a shadda removes what has none", "قلّ", "قلّ perfect active 3msg", "قال imperative active 2msg"},
		{"without it both stay", "قل", "قال imperative active 2msg", ""},
		{"fatha of the subjunctive", "يكتبَ", "كتب imperfect active 3msg s", "كتب imperfect active 3msg isj"},
		{"tanwin is no verb", "قتلاً", "قتل masdar msg", "قتل perfect active 3mdu"},
		{"tanwin on the letter before", "قتلًا", "قتل masdar msg", "قتل perfect active 3mdu"},
		{"kasra in the middle: active", "يقاتِل", "قاتل imperfect active 3msg isj", "قاتل imperfect passive 3msg isj"},
		{"a joining vowel on a sukun", "كتبتِ", "كتب perfect active 3fsg", "كتب perfect active 1sg"},
		{"shadda of a letter after the article", "الصّديق", "ال+صديق msg", ""},
		{"a shadda a letter late is forgiven", "أكدّت", "أكّد perfect active 3fsg", ""},
		{"ٌ for ُ within the word", "يٌطلق", "أطلق imperfect active 3msg isj", "أطلق perfect active 3msg"},
		{"tatweel and direction marks say nothing", "كتـ\u200fب", "كتب perfect active 3msg", ""},
	} {
		t.Run(c.rule, func(t *testing.T) {
			have := readings(l, c.token, morph.Loose)
			if !slices.Contains(have, c.want) || c.not != "" && slices.Contains(have, c.not) {
				t.Errorf("%s: have %q, want %q and not %q", c.token, have, c.want, c.not)
			}
		})
	}
}

func TestFit(t *testing.T) {
	l := fixture(t)
	for _, c := range []struct {
		rule, token, reading string
		want                 morph.Fit
	}{
		{"as spelled", "أصدقاؤه", "صديق+ه mpl", morph.Exact},
		{"hamza left out", "اصدقاوه", "صديق+ه mpl", morph.Loose},
		{"ه for ة", "المدينه", "ال+مدينة fsg", morph.Loose},
		{"ى for ي", "الروسى", "ال+روسي msg", morph.Loose},
		{"ي for ى", "مستشفي", "مستشفى msg", morph.Loose},
		{"ة is no pronoun", "صديقة", "صديق+ه msg", morph.Clash},
		{"a hamza where none belongs", "إنسحب", "انسحب perfect active 3msg", morph.Clash},
		{"a hamza for the article", "ألروسي", "ال+روسي msg", morph.Clash},
	} {
		t.Run(c.rule, func(t *testing.T) {
			for _, a := range l.Analyze(c.token) {
				if describe(l, &a) == c.reading {
					if a.Fit != c.want || a.Exact() != (c.want == morph.Exact) {
						t.Errorf("%s as %s: fit %d, want %d", c.token, c.reading, a.Fit, c.want)
					}
					return
				}
			}
			t.Errorf("%s is not read as %s", c.token, c.reading)
		})
	}
}

func TestFoldedTokensFindTheSame(t *testing.T) {
	l := fixture(t)
	for _, token := range []string{"أُعدم", "أصدقاؤه", "المدينة", "مستشفى", "رآه", "اِنسحابًا", "كِتابتُهُما", "بـالرّوسيّة"} {
		t.Run(token, func(t *testing.T) {
			have := readings(l, schema.FoldText(token), morph.Clash)
			for _, want := range readings(l, token, morph.Exact) {
				want, _, _ := strings.Cut(want, " ")
				if !slices.ContainsFunc(have, func(s string) bool { return strings.HasPrefix(s, want+" ") }) {
					t.Errorf("folded, %s is not read as %q but %q", token, want, have)
				}
			}
		})
	}
}

func TestStemAndText(t *testing.T) {
	l := fixture(t)
	token := "وبأصدقـائِهم"
	list := l.Analyze(token)
	if len(list) == 0 {
		t.Fatal("no reading")
	}
	a := &list[0]
	if a.Stem != "أصدقـائِ" || token[a.Start:a.Start+len(a.Stem)] != a.Stem || l.Text(a) != "أصدقائ" || a.Clitics() != 3 {
		t.Errorf("stem %q at %d, text %q, %d clitics", a.Stem, a.Start, l.Text(a), a.Clitics())
	}
	if !l.Analyze("سيكتب")[0].Future || l.Analyze("الجنود")[0].State != morph.Definite || l.Analyze("جنود")[0].State != morph.Indefinite|morph.Construct {
		t.Error("future or state is lost")
	}
}

func TestMasdarsThatTheLexiconLists(t *testing.T) {
	l := fixture(t)
	for token, want := range map[string]int{"قتال": 1, "مقاتلة": 1, "تسليم": 1, "تسلمة": 0, "سلام": 0, "تحدي": 1} {
		t.Run(token, func(t *testing.T) {
			n := 0
			for _, a := range l.Analyze(token) {
				if a.POS == morph.Masdar && a.Exact() && a.Pronoun == "" {
					n = 1
				}
			}
			if n != want {
				t.Errorf("%s: %d verbal nouns, want %d", token, n, want)
			}
		})
	}
}

// TestFoldingIsThatOfSchema feeds every Arabic letter through both foldings.
func TestFoldingIsThatOfSchema(t *testing.T) {
	for r := rune(0x600); r < 0x700; r++ {
		folded := schema.FoldText("ب" + string(r) + "ب")
		if strings.Contains(folded, " ") || strings.ContainsAny(folded, "0123456789") {
			continue
		}
		b := morph.NewBuilder()
		if err := b.AddWord(morph.Word{Text: folded, POS: morph.Particle}); err != nil {
			continue // a letter of another language, which stays as it is
		}
		if list := b.Build().Analyze("ب" + string(r) + "ب"); len(list) == 0 {
			t.Errorf("U+%04X folds to %q in schema and not here", r, folded)
		}
	}
}

func ExampleLexicon_Analyze() {
	b := morph.NewBuilder()
	if err := b.AddVerb(morph.Verb{Lemma: "التقى", Root: "لقي", Form: "VIII", ID: 1}); err != nil {
		fmt.Println(err)
		return
	}
	for _, a := range b.Build().Analyze("وسيلتقونهم") {
		fmt.Printf("%c %v %s %s %s %d%s%s\n", a.Conj, a.Future, a.Stem, a.Pronoun, a.Voice, a.Person, a.Gender, a.Number)
	}
	// Output:
	// و true يلتقون هم active 3mpl
	// و true يلتقون هم passive 3mpl
}
