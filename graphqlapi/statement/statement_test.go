package statement_test

import (
	"testing"

	"rawabit/graphqlapi/statement"
	"rawabit/schema"
)

func actor(t schema.ActorType, ar, en string) *schema.Actor {
	return &schema.Actor{ID: schema.ActorID(en), Type: t, Name: ar, NameAr: ar, NameEn: en}
}

// The people, bodies and places of the tests.
func sharaa() *schema.Actor { return actor(schema.Person, "أحمد الشرع", "Ahmed al-Sharaa") }
func putin() *schema.Actor {
	return actor(schema.Person, "فلاديمير بوتين", "Vladimir Putin")
}
func hind() *schema.Actor   { return actor(schema.Person, "هند قبوات", "Hind Kabawat") }
func russia() *schema.Actor { return actor(schema.State, "روسيا", "Russia") }
func iraq() *schema.Actor   { return actor(schema.State, "العراق", "Iraq") }
func usa() *schema.Actor {
	return actor(schema.State, "الولايات المتحدة", "United States")
}
func syria() *schema.Actor { return actor(schema.State, "سوريا", "Syria") }
func army() *schema.Actor  { return actor(schema.ArmedForce, "الجيش السوري", "Syrian Army") }
func sdf() *schema.Actor {
	return actor(schema.ArmedForce, "قوات سوريا الديمقراطية", "Syrian Democratic Forces")
}
func un() *schema.Actor {
	return actor(schema.Organization, "الأمم المتحدة", "United Nations")
}
func union() *schema.Actor {
	return actor(schema.Organization, "الاتحاد الأوروبي", "European Union")
}
func qamishli() *schema.Actor { return actor(schema.Place, "القامشلي", "Qamishli") }
func latakia() *schema.Actor  { return actor(schema.Place, "اللاذقية", "Latakia") }
func hmeimim() *schema.Actor {
	return actor(schema.Facility, "قاعدة حميميم", "Hmeimim Air Base")
}
func kurds() *schema.Actor { return actor(schema.Group, "الأكراد", "Kurds") }

// TestRelationTypes says each type once as done, in both languages.
func TestRelationTypes(t *testing.T) {
	tests := []struct {
		kind           schema.RelationType
		source, target *schema.Actor
		from, to       string
		ar, en         string
	}{
		{schema.Met, sharaa(), putin(), "2026-01-28", "2026-01-28", "التقى أحمد الشرع فلاديمير بوتين في 28 يناير 2026", "Ahmed al-Sharaa met Vladimir Putin on 28 January 2026"},
		{schema.Visited, sharaa(), russia(), "2025-10-15", "2025-10-15", "زار أحمد الشرع روسيا في 15 أكتوبر 2025", "Ahmed al-Sharaa visited Russia on 15 October 2025"},
		{schema.SpokeWith, hind(), sharaa(), "2026-02", "2026-02", "تحدثت هند قبوات مع أحمد الشرع في فبراير 2026", "Hind Kabawat spoke with Ahmed al-Sharaa in February 2026"},
		{schema.NegotiatedWith, sdf(), syria(), "2025", "2025", "تفاوضت قوات سوريا الديمقراطية مع سوريا في عام 2025", "The Syrian Democratic Forces negotiated with Syria in 2025"},
		{schema.AgreedWith, iraq(), syria(), "2025-03-10", "2025-03-10", "اتفق العراق مع سوريا في 10 مارس 2025", "Iraq reached an agreement with Syria on 10 March 2025"},
		{schema.CeasedFireWith, army(), sdf(), "2026-01-18", "2026-01-18", "أوقف الجيش السوري إطلاق النار مع قوات سوريا الديمقراطية في 18 يناير 2026", "The Syrian Army agreed on a ceasefire with the Syrian Democratic Forces on 18 January 2026"},
		{schema.PledgedTo, usa(), kurds(), "", "", "تعهدت الولايات المتحدة للأكراد", "The United States made a pledge to Kurds"},
		{schema.Praised, un(), iraq(), "", "", "أشادت الأمم المتحدة بالعراق", "The United Nations praised Iraq"},
		{schema.Recognized, union(), syria(), "", "", "اعترف الاتحاد الأوروبي بسوريا", "The European Union recognised Syria"},
		{schema.Aided, union(), syria(), "", "", "قدّم الاتحاد الأوروبي مساعدة إلى سوريا", "The European Union gave aid to Syria"},
		{schema.GrantedAsylumTo, russia(), putin(), "", "", "منحت روسيا فلاديمير بوتين حق اللجوء", "Russia granted asylum to Vladimir Putin"},
		{schema.DemandedOf, kurds(), sharaa(), "", "", "طالب الأكراد أحمد الشرع بمطلب", "Kurds made a demand of Ahmed al-Sharaa"},
		{schema.Accused, syria(), sdf(), "", "", "اتهمت سوريا قوات سوريا الديمقراطية", "Syria accused the Syrian Democratic Forces"},
		{schema.Rejected, russia(), usa(), "", "", "رفضت روسيا طلب الولايات المتحدة", "Russia rejected a request of the United States"},
		{schema.Threatened, army(), sdf(), "", "", "هدد الجيش السوري قوات سوريا الديمقراطية", "The Syrian Army threatened the Syrian Democratic Forces"},
		{schema.Sanctioned, usa(), russia(), "", "", "فرضت الولايات المتحدة عقوبات على روسيا", "The United States imposed sanctions on Russia"},
		{schema.Expelled, syria(), putin(), "", "", "طردت سوريا فلاديمير بوتين", "Syria expelled Vladimir Putin"},
		{schema.ProtestedAgainst, kurds(), syria(), "", "", "تظاهر الأكراد ضد سوريا", "Kurds protested against Syria"},
		{schema.DeployedTo, russia(), hmeimim(), "2015-09", "2015-09", "نشرت روسيا قوات في قاعدة حميميم في سبتمبر 2015", "Russia sent forces to the Hmeimim Air Base in September 2015"},
		{schema.WithdrewFrom, russia(), qamishli(), "2026-01", "2026-01", "انسحبت روسيا من القامشلي في يناير 2026", "Russia withdrew from Qamishli in January 2026"},
		{schema.Attacked, sdf(), army(), "2026-01-19", "2026-01-25", "هاجمت قوات سوريا الديمقراطية الجيش السوري بين 19 يناير 2026 و25 يناير 2026", "The Syrian Democratic Forces attacked the Syrian Army between 19 January 2026 and 25 January 2026"},
		{schema.Killed, army(), putin(), "", "", "قتل الجيش السوري فلاديمير بوتين", "The Syrian Army killed Vladimir Putin"},
		{schema.Captured, army(), qamishli(), "", "", "استولى الجيش السوري على القامشلي", "The Syrian Army captured Qamishli"},
		{schema.TookTerritoryFrom, army(), sdf(), "", "", "انتزع الجيش السوري أراضي من قوات سوريا الديمقراطية", "The Syrian Army took territory from the Syrian Democratic Forces"},
		{schema.Detained, syria(), putin(), "", "", "اعتقلت سوريا فلاديمير بوتين", "Syria detained Vladimir Putin"},
		{schema.Released, syria(), putin(), "", "", "أفرجت سوريا عن فلاديمير بوتين", "Syria released Vladimir Putin"},
		{schema.Overthrew, sharaa(), syria(), "2024-12-08", "2024-12-08", "أطاح أحمد الشرع بسوريا في 8 ديسمبر 2024", "Ahmed al-Sharaa overthrew Syria on 8 December 2024"},
		{schema.Appointed, sharaa(), hind(), "", "", "عيّن أحمد الشرع هند قبوات", "Ahmed al-Sharaa appointed Hind Kabawat"},
		{schema.Dismissed, sharaa(), hind(), "", "", "أقال أحمد الشرع هند قبوات", "Ahmed al-Sharaa dismissed Hind Kabawat"},
		{schema.ResignedFrom, hind(), un(), "", "", "استقالت هند قبوات من الأمم المتحدة", "Hind Kabawat resigned from the United Nations"},
		{schema.Joined, sdf(), army(), "2026-02-01", "", "انضمت قوات سوريا الديمقراطية إلى الجيش السوري منذ 1 فبراير 2026", "The Syrian Democratic Forces joined the Syrian Army since 1 February 2026"},
		{schema.Controls, russia(), hmeimim(), "2015", "", "تسيطر روسيا على قاعدة حميميم منذ 2015", "Russia has controlled the Hmeimim Air Base since 2015"},
		{schema.PresentIn, sdf(), latakia(), "", "", "تتواجد قوات سوريا الديمقراطية في اللاذقية", "The Syrian Democratic Forces are present in Latakia"},
		{schema.Leads, sharaa(), syria(), "2025-01-29", "", "يرأس أحمد الشرع سوريا منذ 29 يناير 2025", "Ahmed al-Sharaa has led Syria since 29 January 2025"},
		{schema.MemberOf, hind(), un(), "", "", "تنتمي هند قبوات إلى الأمم المتحدة", "Hind Kabawat belongs to the United Nations"},
		{schema.PartOf, army(), syria(), "", "", "يتبع الجيش السوري سوريا", "The Syrian Army is part of Syria"},
		{schema.LocatedIn, hmeimim(), latakia(), "", "", "تقع قاعدة حميميم في اللاذقية", "The Hmeimim Air Base lies in Latakia"},
		{schema.Supports, usa(), sdf(), "", "", "تدعم الولايات المتحدة قوات سوريا الديمقراطية", "The United States supports the Syrian Democratic Forces"},
		{schema.CooperatesWith, russia(), syria(), "", "", "تتعاون روسيا مع سوريا", "Russia cooperates with Syria"},
		{schema.Fights, army(), sdf(), "", "", "يقاتل الجيش السوري قوات سوريا الديمقراطية", "The Syrian Army fights the Syrian Democratic Forces"},
		{schema.Operates, russia(), hmeimim(), "", "", "تشغّل روسيا قاعدة حميميم", "Russia operates the Hmeimim Air Base"},
	}
	said := map[schema.RelationType]bool{}
	for _, tt := range tests {
		said[tt.kind] = true
		t.Run(string(tt.kind), func(t *testing.T) {
			f := statement.Fact{
				Relation: &schema.Relation{Type: tt.kind, ValidFrom: schema.MustParseDate(tt.from), ValidTo: schema.MustParseDate(tt.to), Modality: schema.Actual},
				Source:   tt.source, Target: tt.target,
			}
			if got := statement.Relation(f, "ar"); got != tt.ar {
				t.Errorf("got  %s\nwant %s", got, tt.ar)
			}
			if got := statement.Relation(f, "en"); got != tt.en {
				t.Errorf("got  %s\nwant %s", got, tt.en)
			}
		})
	}
	for _, info := range schema.RelationTypes() {
		if !said[info.Type] {
			t.Errorf("%s is not said", info.Type)
		}
	}
}
