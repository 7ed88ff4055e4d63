package storetest

import (
	"testing"

	"rawabit/schema"
	"rawabit/store"
)

// testSpelling looks for actors by names that are written otherwise: every store
// forgives the same.
func testSpelling(t *testing.T, s store.Store) {
	one := func(id string, k schema.ActorType, ar, en string) schema.Actor {
		return schema.Actor{ID: schema.ActorID(id), Type: k, Name: ar, NameAr: ar, NameEn: en}
	}
	err := s.Import(t.Context(), []schema.Actor{
		one("s-sharaa", schema.Person, "أحمد الشرع", "Ahmed al-Sharaa"),
		one("s-qamishli", schema.Place, "القامشلي", "Qamishli"),
		one("s-raqqa", schema.Place, "الرقة", "Raqqa"),
		one("s-syria", schema.State, "سوريا", "Syria"),
		one("s-houthis", schema.Group, "الحوثيون", "Houthis"),
		one("s-netanyahu", schema.Person, "بنيامين نتنياهو", "Benjamin Netanyahu"),
		one("s-mission", schema.Organization, "البعثة الأممية", "The Mission"),
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"احمد الشرع": "s-sharaa", "أَحْمَد الشَّرْع": "s-sharaa", "شرع": "s-sharaa", "Sharaa": "s-sharaa", "Shara": "s-sharaa", "al-Sharʿ": "s-sharaa",
		"al-Shar'a": "s-sharaa", "el-Charaa": "s-sharaa", "Ahmad Alsharaa": "s-sharaa", "Sharaaa": "s-sharaa", "القامشلى": "s-qamishli", "قامشلي": "s-qamishli",
		"Kamishly": "s-qamishli", "Qamshli": "s-qamishli", "ar-Raqqah": "s-raqqa", "رقه": "s-raqqa", "Rakka": "s-raqqa", "سورية": "s-syria", "Syriaa": "s-syria",
		"حوثي": "s-houthis", "الحوثيين": "s-houthis", "Houthi": "s-houthis", "Huthi": "s-houthis", "نتانياهو": "s-netanyahu", "Netanyaho": "s-netanyahu",
		"الامميه": "s-mission",
	} {
		t.Run(text, func(t *testing.T) {
			page, err := s.Actors(t.Context(), store.ActorsQuery{Search: text, Page: store.Page{First: 1}})
			if err != nil {
				t.Fatal(err)
			}
			wantText(t, "first", actorIDs(page.Nodes), want)
		})
	}
}
