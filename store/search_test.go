package store_test

import (
	"testing"

	"rawabit/schema"
	"rawabit/store"
)

func TestWordLike(t *testing.T) {
	same := [][2]string{
		{"sharaa", "shara"}, {"sharaa", "charaa"}, {"mohammed", "muhammad"}, {"hussein", "husayn"}, {"putin", "بوتين"}, {"sharaa", "شرع"},
		{"qamishli", "قامشلي"}, {"raqqa", "رقه"}, {"gaza", "غزه"}, {"erdogan", "اردوغان"}, {"dimashk", "دمشق"}, {"sulayman", "suleiman"}, {"khalid", "خالد"},
		{"damascus", "damacsus"}, {"لافروف", "لافرف"}, {"ليبيا", "ليبا"}, {"moscow", "mosco"}, {"kremlin", "krem"},
		{"houthi", "houthis"}, {"حوثي", "حوثيون"}, {"حوثيون", "الحوثيين"}, {"روسية", "روسيا"},
	}
	for _, pair := range same {
		a, b := store.NewWord(schema.FoldName(pair[0])), store.NewWord(schema.FoldName(pair[1]))
		forth := a.Like(&b)
		back := b.Like(&a)
		if max(forth, back) == 0 {
			t.Errorf("%q is not like %q: %+v, %+v", pair[0], pair[1], a, b)
		}
	}
	different := [][2]string{
		{"sharaa", "sara"}, {"assad", "saeed"}, {"syria", "sur"}, {"ali", "alaa"}, {"سوريا", "روسيا"}, {"putin", "pakistan"}, {"iran", "iraq"},
		{"حمص", "حماه"}, {"aden", "amman"}, {"omar", "amer"},
	}
	for _, pair := range different {
		a, b := store.NewWord(schema.FoldName(pair[0])), store.NewWord(schema.FoldName(pair[1]))
		if a.Like(&b) != 0 {
			t.Errorf("%q is like %q (%d): %+v, %+v", pair[0], pair[1], a.Like(&b), a, b)
		}
	}
}
