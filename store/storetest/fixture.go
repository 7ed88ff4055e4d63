package storetest

import (
	"context"
	"strings"
	"testing"

	"rawabit/schema"
	"rawabit/store"
)

// The world of the suite. Names are invented. A solid line is imported, a dotted
// one is told by an article; -- has no direction.
//
//	sahel   STATE         ◀─ part ─ army ARMED_FORCE, council ORGANIZATION
//	  ▲ within                      wadi PLACE ◀─ within ─ tell PLACE ◀─ within ─ base FACILITY
//	jabal STATE, layla PERSON, omar PERSON, front ARMED_FORCE, herders GROUP
//
//	layla ──i-lead1: LEADS 2024-03-01 … open──────────▶ sahel
//	omar  ──i-lead2: LEADS 2020 … 2024-02─────────────▶ sahel
//	omar  ──i-member: MEMBER_OF, undated──────────────▶ council
//	layla ──i-met1: MET 2026-01-10────────────────────-- omar
//	layla ──i-met2: MET 2026-01───────────────────────-- omar
//	layla ──i-met3: MET, undated──────────────────────-- omar
//	army  ──i-here: PRESENT_IN 2025-06-01 … 2025-12-31▶ base
//	army  ──i-hit: ATTACKED 2026-01-10────────────────▶ front
//	front ──i-leave: WITHDREW_FROM 2026-01-20, PLANNED▶ tell
//	front ──i-hold: CONTROLS 2025 … open, weak────────▶ tell
//	herders ──i-march: PROTESTED_AGAINST 2026-01-15, DENIED ▶ sahel
//	jabal ──i-ally: COOPERATES_WITH 2023-05 … 2026-01-12 -- sahel
//
//	"harbour", 2026-01-12, reprinted on 2026-01-13:
//	jabal ┈┈SUPPORTS, undated┈┈▶ front     jabal ┈┈ACCUSED, undated┈┈▶ council
//	"market", 2026-01-20:
//	jabal ┈┈SUPPORTS, over┈┈▶ council      omar ┈┈VISITED 2026-01-19┈┈▶ tell
//	jabal ┈┈SUPPORTS, undated┈┈▶ front

// Actors are the actors of the world. They come back in full from every store.
func Actors() []schema.Actor {
	one := func(id string, t schema.ActorType, ar, en string) schema.Actor {
		return schema.Actor{ID: schema.ActorID(id), Type: t, Name: ar, NameAr: ar, NameEn: en}
	}
	layla := one("layla", schema.Person, "ليلى الحداد", "Layla al-Haddad")
	layla.Known, layla.Wikidata = true, "Q1000001"
	layla.Names = []schema.Name{{Text: "أمّ سالم", Lang: "ar", Kind: schema.NameAlias}, {Text: "الرئيسة", Lang: "ar", Kind: schema.NameOffice}}
	omar := one("omar", schema.Person, "عمر النجار", "Omar al-Najjar")
	sahel := one("sahel", schema.State, "جمهورية الساحل", "Sahel Republic")
	sahel.Known = true
	jabal := one("jabal", schema.State, "دولة الجبل", "Jabal")
	army := one("army", schema.ArmedForce, "جيش الساحل", "Sahel Army")
	army.PartOf, army.Known = "sahel", true
	front := one("front", schema.ArmedForce, "جبهة الوادي", "Valley Front")
	council := one("council", schema.Organization, "مجلس الميناء", "Port Council")
	council.PartOf = "sahel"
	wadi := one("wadi", schema.Place, "الوادي", "Wadi")
	wadi.Within = "sahel"
	tell := one("tell", schema.Place, "تل الزيتون", "Tell Zaytun")
	tell.Within = "wadi"
	base := one("base", schema.Facility, "قاعدة المرج", "Marj Base")
	base.Within = "tell"
	herders := one("herders", schema.Group, "الرعاة", "")
	return []schema.Actor{army, base, council, front, herders, jabal, layla, omar, sahel, tell, wadi}
}

// Relations are the imported relations of the world.
func Relations() []schema.Relation {
	one := func(id string, t schema.RelationType, source, target, from, to string) schema.Relation {
		return schema.Relation{
			ID: schema.RelationID(id), Type: t, Source: schema.ActorID(source), Target: schema.ActorID(target),
			ValidFrom: date(from), ValidTo: date(to), Modality: schema.Actual, Confidence: 0.8,
		}
	}
	leave := one("i-leave", schema.WithdrewFrom, "front", "tell", "2026-01-20", "2026-01-20")
	leave.Modality = schema.Planned
	hold := one("i-hold", schema.Controls, "front", "tell", "2025", "")
	hold.Confidence = 0.4
	march := one("i-march", schema.ProtestedAgainst, "herders", "sahel", "2026-01-15", "2026-01-15")
	march.Modality = schema.Denied
	hit := one("i-hit", schema.Attacked, "army", "front", "2026-01-10", "2026-01-10")
	hit.Roles = []schema.Role{{Name: "place", Actor: "tell"}}
	hit.Confidence = 0.9
	return []schema.Relation{
		one("i-lead1", schema.Leads, "layla", "sahel", "2024-03-01", ""),
		one("i-lead2", schema.Leads, "omar", "sahel", "2020", "2024-02"),
		one("i-member", schema.MemberOf, "omar", "council", "", ""),
		one("i-met1", schema.Met, "layla", "omar", "2026-01-10", "2026-01-10"),
		one("i-met2", schema.Met, "omar", "layla", "2026-01", "2026-01"),
		one("i-met3", schema.Met, "layla", "omar", "", ""),
		one("i-here", schema.PresentIn, "army", "base", "2025-06-01", "2025-12-31"),
		hit, leave, hold, march,
		one("i-ally", schema.CooperatesWith, "sahel", "jabal", "2023-05", "2026-01-12"),
	}
}

// Readings are what the articles of the world say, without the reprint.
func Readings() []schema.Reading {
	return []schema.Reading{
		reading("2026-01-12", "في الميناء",
			said{schema.Supports, "jabal", "front", "", "", "تدعم دولة الجبل جبهة الوادي منذ زمن."},
			said{schema.Accused, "jabal", "council", "", "", "واتهمت دولة الجبل مجلس الميناء بالتقصير."}),
		reading("2026-01-20", "سوق البلدة",
			said{schema.Supports, "jabal", "council", "ended", "", "لم تعد دولة الجبل تدعم مجلس الميناء."},
			said{schema.Visited, "omar", "tell", "2026-01-19", "2026-01-19", "وزار عمر النجار تل الزيتون أمس."},
			said{schema.Supports, "jabal", "front", "", "", "وما زالت دولة الجبل تدعم جبهة الوادي."}),
	}
}

// Reprint is the first of the Readings as another paper printed it a day later.
func Reprint() schema.Reading {
	return reading("2026-01-13", "في الميناء",
		said{schema.Supports, "jabal", "front", "", "", "تدعم دولة الجبل جبهة الوادي منذ زمن."},
		said{schema.Accused, "jabal", "council", "", "", "واتهمت دولة الجبل مجلس الميناء بالتقصير."})
}

// said is a sentence that makes one claim. From may be "ended".
type said struct {
	kind                               schema.RelationType
	source, target, from, to, sentence string
}

// reading builds the reading of an article of such sentences. Its actors are
// those of the world that it names, with what contains them.
func reading(published, title string, sentences ...said) schema.Reading {
	var text strings.Builder
	article := schema.Article{Title: title, Language: "ar", Published: date(published), Source: "paper", URL: "https://example.org/" + published}
	r := schema.Reading{}
	world := map[schema.ActorID]schema.Actor{}
	for _, a := range Actors() {
		world[a.ID] = a
	}
	wanted := map[schema.ActorID]bool{}
	var want func(id schema.ActorID)
	want = func(id schema.ActorID) {
		if a, ok := world[id]; ok && !wanted[id] {
			wanted[id] = true
			want(a.PartOf)
			want(a.Within)
		}
	}
	for i, s := range sentences {
		start := text.Len()
		text.WriteString(s.sentence)
		c := schema.Claim{
			Kind: schema.Stated, Type: s.kind, Source: schema.ActorID(s.source), Target: schema.ActorID(s.target),
			DateBasis: schema.BasisNone, Modality: schema.Actual, Confidence: 0.8,
			Evidence: schema.Evidence{Sentence: i, Text: s.sentence, Start: start, End: text.Len(), Rule: "test"},
		}
		if s.from == "ended" {
			c.Ended = true
		} else if s.from != "" {
			c.ValidFrom, c.ValidTo, c.DateBasis = date(s.from), date(s.to), schema.BasisExplicit
		}
		r.Claims = append(r.Claims, c)
		for _, id := range []schema.ActorID{c.Source, c.Target} {
			if id == "" {
				continue
			}
			want(id)
			name := world[id].NameAr
			if at := strings.Index(s.sentence, name); at >= 0 {
				r.Mentions = append(r.Mentions, schema.Mention{Actor: id, Text: name, Sentence: i, Start: start + at, End: start + at + len(name)})
			}
		}
		text.WriteString("\n")
	}
	article.Text = text.String()
	article.ID = schema.NewArticleID(article.Text, article.Published)
	r.Article = article
	for i := range r.Claims {
		c := &r.Claims[i]
		c.Article, c.Published, c.SourceHash = article.ID, article.Published, schema.TextHash(article.Text)
		c.ID = schema.NewClaimID(c)
	}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		m.Article = article.ID
		m.ID = schema.MentionID(schema.HashID("m", string(m.Article), string(m.Actor), string(rune(m.Start+1))))
	}
	for _, a := range Actors() {
		if wanted[a.ID] {
			r.Actors = append(r.Actors, a)
		}
	}
	return r
}

func date(text string) schema.Date { return schema.MustParseDate(text) }

func day(text string) *schema.Day {
	d := date(text).Earliest()
	return &d
}

// Load puts the world into an empty store.
func Load(t testing.TB, s store.Store) {
	t.Helper()
	ctx := context.Background()
	if err := s.Import(ctx, Actors(), Relations()); err != nil {
		t.Fatalf("import: %v", err)
	}
	outcomes, err := s.Record(ctx, append(Readings(), Reprint()))
	if err != nil {
		t.Fatalf("record: %v", err)
	}
	for i, claims := range []int{2, 3, 2} {
		if !outcomes[i].IsNew || outcomes[i].Claims != claims {
			t.Errorf("outcome %d is %+v, want a new article with %d claims", i, outcomes[i], claims)
		}
	}
}
