package arabic_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"rawabit/loader/arabic"
)

func surfaces(tokens []arabic.Token) string {
	var out []string
	for _, t := range tokens {
		out = append(out, t.Text)
	}
	return strings.Join(out, "|")
}

func TestTokens(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"words and a stop", "وصل الوزير.", "وصل|الوزير|."},
		{"letters and digits part", "ديسمبر2024", "ديسمبر|2024"},
		{"a number keeps its point and comma", "نحو 3.5 من 1,200", "نحو|3.5|من|1,200"},
		{"a number lets go of a stop at its end", "عام 2024.", "عام|2024|."},
		{"Arabic digits and their point", "٣٫٥ و٢٠٢٤", "٣٫٥|و|٢٠٢٤"},
		{"vowels and tatweel stay inside", "الرئيــس مُحمَّد", "الرئيــس|مُحمَّد"},
		{"quotation marks stand alone", "«القوات»", "«|القوات|»"},
		{"a Latin word keeps hyphen and apostrophe", "Al-Qaeda's x-", "Al-Qaeda's|x|-"},
		{"an Arabic word ends at a hyphen", "سوريا-تركيا", "سوريا|-|تركيا"},
		{"direction marks bind nothing", "\u200fسوريا\u200f \u202bحلب\u202c", "سوريا|حلب"},
		{"a hash is a mark", "#سوريا", "#|سوريا"},
		{"nothing", " \n\t\u00a0", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, surfaces(arabic.Tokens(tt.text, 0))); diff != "" {
				t.Errorf("Tokens(%q) (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestTokensOffsetsAndFolding(t *testing.T) {
	text := "إِلى دمشق ٢٠٢٤"
	tokens := arabic.Tokens(text, 10)
	want := []arabic.Token{
		{Kind: arabic.Word, Text: "إِلى", Folded: "الي", Start: 10, End: 18},
		{Kind: arabic.Word, Text: "دمشق", Folded: "دمشق", Start: 19, End: 27},
		{Kind: arabic.Number, Text: "٢٠٢٤", Folded: "2024", Start: 28, End: 36},
	}
	if diff := cmp.Diff(want, tokens); diff != "" {
		t.Errorf("Tokens(%q, 10) (-want +got):\n%s", text, diff)
	}
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"two sentences", "زار الوزير حلب. ثم عاد.", []string{"زار الوزير حلب.", "ثم عاد."}},
		{"no space after the stop", "غادر الوفد حمص.وصل آخر.", []string{"غادر الوفد حمص.", "وصل آخر."}},
		{"a line is a paragraph", "عنوان الخبر\nنص الخبر", []string{"عنوان الخبر", "نص الخبر"}},
		{"an initial does not end one", "قال د. سامي ذلك.", []string{"قال د. سامي ذلك."}},
		{"a point in a number does not", "بلغ 3.5 مليون.", []string{"بلغ 3.5 مليون."}},
		{"an address does not", "نشر موقع example.com الخبر.", []string{"نشر موقع example.com الخبر."}},
		{"marks that close go along", "قال: «انتهى الأمر.» ثم صمت.", []string{"قال: «انتهى الأمر.»", "ثم صمت."}},
		{"a question ends one", "من يحكم؟ لا أحد يعرف.", []string{"من يحكم؟", "لا أحد يعرف."}},
		{"three points end one", "ثم ماذا... انتهى.", []string{"ثم ماذا...", "انتهى."}},
		{"blank lines make none", "\n\n  \nخبر\n\n", []string{"خبر"}},
		{"nothing", "", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range arabic.Sentences(tt.text) {
				got = append(got, tt.text[s.Start:s.End])
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Sentences(%q) (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestSentencesCountParagraphs(t *testing.T) {
	var got []int
	for _, s := range arabic.Sentences("جاء وفد. ثم عاد.\n\nوصل آخر.") {
		got = append(got, s.Paragraph)
	}
	if diff := cmp.Diff([]int{0, 0, 2}, got); diff != "" {
		t.Errorf("paragraphs (-want +got):\n%s", diff)
	}
}

// FuzzSentences holds that offsets are in order, at runes' borders, and that
// each token is the text that its offsets give.
func FuzzSentences(f *testing.F) {
	f.Add("زار د. سامي حلب.ثم عاد في 3.5 ساعات…\n«نعم.» قال")
	f.Add("\u200fwww.a.b\u200f 1,2.3. x'\xff")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, s := range arabic.Sentences(text) {
			if s.Start < last || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("sentence [%d,%d) after %d in %q", s.Start, s.End, last, text)
			}
			last = s.End
			from := s.Start
			for _, token := range s.Tokens {
				if token.Start < from || token.End <= token.Start || token.End > s.End {
					t.Fatalf("token [%d,%d) after %d in sentence [%d,%d) of %q", token.Start, token.End, from, s.Start, s.End, text)
				}
				if text[token.Start:token.End] != token.Text {
					t.Fatalf("token %q is not the text at [%d,%d) of %q", token.Text, token.Start, token.End, text)
				}
				if utf8.ValidString(text) && !utf8.ValidString(token.Text) {
					t.Fatalf("token %q cuts a rune of %q", token.Text, text)
				}
				from = token.End
			}
		}
	})
}
