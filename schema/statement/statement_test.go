package statement_test

import (
	"testing"

	"rawabit/schema"
	"rawabit/schema/statement"
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
		{schema.CeasedFireWith, army(), sdf(), "2026-01-18", "2026-01-18", "اتفق الجيش السوري على وقف إطلاق النار مع قوات سوريا الديمقراطية في 18 يناير 2026", "The Syrian Army agreed on a ceasefire with the Syrian Democratic Forces on 18 January 2026"},
		{schema.PledgedTo, usa(), kurds(), "", "", "قدّمت الولايات المتحدة تعهداً للأكراد", "The United States made a pledge to the Kurds"},
		{schema.Praised, un(), iraq(), "", "", "أشادت الأمم المتحدة بالعراق", "The United Nations praised Iraq"},
		{schema.Recognized, union(), syria(), "", "", "اعترف الاتحاد الأوروبي بسوريا", "The European Union recognised Syria"},
		{schema.Aided, union(), syria(), "", "", "قدّم الاتحاد الأوروبي مساعدة إلى سوريا", "The European Union gave aid to Syria"},
		{schema.GrantedAsylumTo, russia(), putin(), "", "", "منحت روسيا فلاديمير بوتين حق اللجوء", "Russia granted asylum to Vladimir Putin"},
		{schema.DemandedOf, kurds(), sharaa(), "", "", "وجّه الأكراد مطلباً إلى أحمد الشرع", "The Kurds made a demand of Ahmed al-Sharaa"},
		{schema.Accused, syria(), sdf(), "", "", "وجّهت سوريا اتهاماً إلى قوات سوريا الديمقراطية", "Syria accused the Syrian Democratic Forces"},
		{schema.Rejected, russia(), usa(), "", "", "رفضت روسيا طلب الولايات المتحدة", "Russia rejected a request of the United States"},
		{schema.Threatened, army(), sdf(), "", "", "هدد الجيش السوري قوات سوريا الديمقراطية", "The Syrian Army threatened the Syrian Democratic Forces"},
		{schema.Sanctioned, usa(), russia(), "", "", "فرضت الولايات المتحدة عقوبات على روسيا", "The United States imposed sanctions on Russia"},
		{schema.Expelled, syria(), putin(), "", "", "طردت سوريا فلاديمير بوتين", "Syria expelled Vladimir Putin"},
		{schema.ProtestedAgainst, kurds(), syria(), "", "", "تظاهر الأكراد ضد سوريا", "The Kurds protested against Syria"},
		{schema.DeployedTo, russia(), hmeimim(), "2015-09", "2015-09", "نشرت روسيا قوات في قاعدة حميميم في سبتمبر 2015", "Russia sent forces to Hmeimim Air Base in September 2015"},
		{schema.WithdrewFrom, russia(), qamishli(), "2026-01", "2026-01", "انسحبت روسيا من القامشلي في يناير 2026", "Russia withdrew from Qamishli in January 2026"},
		{schema.Attacked, sdf(), army(), "2026-01-19", "2026-01-25", "هاجمت قوات سوريا الديمقراطية الجيش السوري بين 19 و25 يناير 2026", "The Syrian Democratic Forces attacked the Syrian Army between 19 and 25 January 2026"},
		{schema.Killed, army(), putin(), "", "", "قتل الجيش السوري فلاديمير بوتين", "The Syrian Army killed Vladimir Putin"},
		{schema.Captured, army(), qamishli(), "", "", "استولى الجيش السوري على القامشلي", "The Syrian Army captured Qamishli"},
		{schema.TookTerritoryFrom, army(), sdf(), "", "", "انتزع الجيش السوري أراضي من قوات سوريا الديمقراطية", "The Syrian Army took territory from the Syrian Democratic Forces"},
		{schema.Detained, syria(), putin(), "", "", "اعتقلت سوريا فلاديمير بوتين", "Syria detained Vladimir Putin"},
		{schema.Released, syria(), putin(), "", "", "أفرجت سوريا عن فلاديمير بوتين", "Syria released Vladimir Putin"},
		{schema.Overthrew, sharaa(), syria(), "2024-12-08", "2024-12-08", "أطاح أحمد الشرع بسوريا في 8 ديسمبر 2024", "Ahmed al-Sharaa overthrew Syria on 8 December 2024"},
		{schema.Appointed, sharaa(), hind(), "", "", "عيّن أحمد الشرع هند قبوات", "Ahmed al-Sharaa appointed Hind Kabawat"},
		{schema.Dismissed, sharaa(), hind(), "", "", "أقال أحمد الشرع هند قبوات", "Ahmed al-Sharaa dismissed Hind Kabawat"},
		{schema.ResignedFrom, hind(), un(), "", "", "استقالت هند قبوات من الأمم المتحدة", "Hind Kabawat resigned from the United Nations"},
		{schema.Joined, sdf(), army(), "2026-02-01", "", "انضمت قوات سوريا الديمقراطية إلى الجيش السوري بدءاً من 1 فبراير 2026", "The Syrian Democratic Forces joined the Syrian Army starting on 1 February 2026"},
		{schema.Controls, russia(), hmeimim(), "2015", "", "تسيطر روسيا على قاعدة حميميم منذ 2015", "Russia has controlled Hmeimim Air Base since 2015"},
		{schema.PresentIn, sdf(), latakia(), "", "", "تنتشر قوات سوريا الديمقراطية في اللاذقية", "The Syrian Democratic Forces are present in Latakia"},
		{schema.Leads, sharaa(), syria(), "2025-01-29", "", "يرأس أحمد الشرع سوريا منذ 29 يناير 2025", "Ahmed al-Sharaa has led Syria since 29 January 2025"},
		{schema.MemberOf, hind(), un(), "", "", "تنتمي هند قبوات إلى الأمم المتحدة", "Hind Kabawat belongs to the United Nations"},
		{schema.PartOf, army(), syria(), "", "", "الجيش السوري جزء من سوريا", "The Syrian Army is part of Syria"},
		{schema.LocatedIn, hmeimim(), latakia(), "", "", "تقع قاعدة حميميم في اللاذقية", "Hmeimim Air Base lies in Latakia"},
		{schema.Supports, usa(), sdf(), "", "", "تدعم الولايات المتحدة قوات سوريا الديمقراطية", "The United States supports the Syrian Democratic Forces"},
		{schema.CooperatesWith, russia(), syria(), "", "", "تتعاون روسيا مع سوريا", "Russia cooperates with Syria"},
		{schema.Fights, army(), sdf(), "", "", "يقاتل الجيش السوري قوات سوريا الديمقراطية", "The Syrian Army fights the Syrian Democratic Forces"},
		{schema.Operates, russia(), hmeimim(), "", "", "تشغّل روسيا قاعدة حميميم", "Russia operates Hmeimim Air Base"},
	}
	said := map[schema.RelationType]bool{}
	for _, tt := range tests {
		said[tt.kind] = true
		t.Run(string(tt.kind), func(t *testing.T) {
			f := fact(tt.kind, tt.source, tt.target, tt.from, tt.to, schema.Actual)
			check(t, statement.Relation(f, "ar"), tt.ar)
			check(t, statement.Relation(f, "en"), tt.en)
		})
	}
	for _, info := range schema.RelationTypes() {
		if !said[info.Type] {
			t.Errorf("%s is not said", info.Type)
		}
	}
}

// TestModalityAndEnd says what is not, or no longer, so.
func TestModalityAndEnd(t *testing.T) {
	tests := []struct {
		name string
		fact statement.Fact
		ar   string
		en   string
	}{
		{"planned event", fact(schema.DeployedTo, russia(), hmeimim(), "", "", schema.Planned), "من المقرر أن تنشر روسيا قوات في قاعدة حميميم", "Russia is due to send forces to Hmeimim Air Base"},
		{"planned event of a plural", fact(schema.WithdrewFrom, sdf(), qamishli(), "2026-03", "2026-03", schema.Planned), "من المقرر أن تنسحب قوات سوريا الديمقراطية من القامشلي في مارس 2026", "The Syrian Democratic Forces are due to withdraw from Qamishli in March 2026"},
		{"possible event", fact(schema.Visited, putin(), syria(), "", "", schema.Possible), "قد يزور فلاديمير بوتين سوريا", "Vladimir Putin may visit Syria"},
		{"denied event", fact(schema.Met, hind(), putin(), "2026-01-28", "2026-01-28", schema.Denied), "نُفي أن تكون هند قبوات قد التقت فلاديمير بوتين في 28 يناير 2026", "It is denied that Hind Kabawat met Vladimir Putin on 28 January 2026"},
		{"denied state", fact(schema.Controls, army(), qamishli(), "", "", schema.Denied), "نُفي أن يكون الجيش السوري يسيطر على القامشلي", "It is denied that the Syrian Army controls Qamishli"},
		{"possible state", fact(schema.PresentIn, russia(), latakia(), "", "", schema.Possible), "قد تكون روسيا تحتفظ بوجود في اللاذقية", "Russia may be present in Latakia"},
		{"planned state", fact(schema.Controls, army(), qamishli(), "2026-02-02", "", schema.Planned), "من المقرر أن يسيطر الجيش السوري على القامشلي بدءاً من 2 فبراير 2026", "The Syrian Army is due to control Qamishli from 2 February 2026"},
		{"ended, both dates", over(fact(schema.PresentIn, russia(), qamishli(), "2019", "2026-01", schema.Actual)), "كانت روسيا تحتفظ بوجود في القامشلي من 2019 حتى يناير 2026", "Russia was present in Qamishli from 2019 until January 2026"},
		{"ended, the end alone", over(fact(schema.Controls, sdf(), qamishli(), "", "2026-01-20", schema.Actual)), "كانت قوات سوريا الديمقراطية تسيطر على القامشلي حتى 20 يناير 2026", "The Syrian Democratic Forces controlled Qamishli until 20 January 2026"},
		{"ended, the beginning alone", over(fact(schema.Supports, usa(), sdf(), "2014", "", schema.Actual)), "كانت الولايات المتحدة تدعم قوات سوريا الديمقراطية من 2014 حتى تاريخ غير معروف", "The United States supported the Syrian Democratic Forces from 2014 until an unknown date"},
		{"ended, undated", over(fact(schema.Supports, usa(), sdf(), "", "", schema.Actual)), "لم تعد الولايات المتحدة تدعم قوات سوريا الديمقراطية", "The United States no longer supports the Syrian Democratic Forces"},
		{"unknown source", fact(schema.Attacked, nil, army(), "", "", schema.Actual), "هاجم — الجيش السوري", "— attacked the Syrian Army"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			check(t, statement.Relation(tt.fact, "ar"), tt.ar)
			check(t, statement.Relation(tt.fact, "en"), tt.en)
		})
	}
}

// TestRoles says places, offices and other participants.
func TestRoles(t *testing.T) {
	moscow := actor(schema.Place, "موسكو", "Moscow")
	meeting := fact(schema.Met, sharaa(), putin(), "2026-01-28", "2026-01-28", schema.Actual)
	meeting.Place = moscow
	office := fact(schema.MemberOf, hind(), syria(), "2025-03-29", "", schema.Actual)
	office.Relation.Office = "وزيرة الشؤون الاجتماعية"
	english := fact(schema.Leads, sharaa(), syria(), "", "", schema.Actual)
	english.Relation.Office = "president"
	captured := fact(schema.Captured, army(), qamishli(), "", "", schema.Actual)
	captured.From = sdf()
	appointed := fact(schema.Appointed, sharaa(), hind(), "", "", schema.Actual)
	appointed.To = un()
	spread := fact(schema.DeployedTo, army(), qamishli(), "", "", schema.Actual)
	tests := []struct {
		name   string
		fact   statement.Fact
		ar, en string
	}{
		{"place", meeting, "التقى أحمد الشرع فلاديمير بوتين في موسكو يوم 28 يناير 2026", "Ahmed al-Sharaa met Vladimir Putin in Moscow on 28 January 2026"},
		{"office in Arabic", office, "تشغل هند قبوات منصب وزيرة الشؤون الاجتماعية في سوريا منذ 29 مارس 2025", "Hind Kabawat has belonged to Syria since 29 March 2025"},
		{"office in English", english, "يرأس أحمد الشرع سوريا", "Ahmed al-Sharaa holds the office of president in Syria"},
		{"from whom", captured, "استولى الجيش السوري على القامشلي من قوات سوريا الديمقراطية", "The Syrian Army captured Qamishli from the Syrian Democratic Forces"},
		{"to where", appointed, "عيّن أحمد الشرع هند قبوات في الأمم المتحدة", "Ahmed al-Sharaa appointed Hind Kabawat in the United Nations"},
		{"a force deploys itself", spread, "انتشر الجيش السوري في القامشلي", "The Syrian Army deployed to Qamishli"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			check(t, statement.Relation(tt.fact, "ar"), tt.ar)
			check(t, statement.Relation(tt.fact, "en"), tt.en)
		})
	}
}

func TestChange(t *testing.T) {
	controls := fact(schema.Controls, army(), qamishli(), "2026-02-02", "", schema.Actual)
	present := over(fact(schema.PresentIn, russia(), qamishli(), "", "2026-01", schema.Actual))
	met := fact(schema.Met, sharaa(), putin(), "2026-01-28", "2026-01-28", schema.Actual)
	tests := []struct {
		kind   schema.ChangeKind
		date   string
		fact   statement.Fact
		ar, en string
	}{
		{schema.Happened, "2026-01-28", met, "التقى أحمد الشرع فلاديمير بوتين في 28 يناير 2026", "Ahmed al-Sharaa met Vladimir Putin on 28 January 2026"},
		{schema.Opened, "2026-02-02", controls, "أصبح الجيش السوري يسيطر على القامشلي منذ 2 فبراير 2026", "The Syrian Army came to control Qamishli on 2 February 2026"},
		{schema.Closed, "2026-01", present, "لم تعد روسيا تحتفظ بوجود في القامشلي منذ يناير 2026", "Russia ceased to be present in Qamishli in January 2026"},
		{schema.Confirmed, "", met, "مصدر آخر يؤكد: التقى أحمد الشرع فلاديمير بوتين في 28 يناير 2026", "Another source confirms: Ahmed al-Sharaa met Vladimir Putin on 28 January 2026"},
		{schema.Revised, "", met, "تعديل: التقى أحمد الشرع فلاديمير بوتين في 28 يناير 2026", "Revised: Ahmed al-Sharaa met Vladimir Putin on 28 January 2026"},
		{schema.Contradicted, "", met, "موضع خلاف: التقى أحمد الشرع فلاديمير بوتين في 28 يناير 2026", "Disputed: Ahmed al-Sharaa met Vladimir Putin on 28 January 2026"},
		{schema.Retracted, "", met, "سُحب: التقى أحمد الشرع فلاديمير بوتين في 28 يناير 2026", "Withdrawn: Ahmed al-Sharaa met Vladimir Putin on 28 January 2026"},
	}
	for _, tt := range tests {
		t.Run(string(tt.kind), func(t *testing.T) {
			c := &schema.Change{Kind: tt.kind, ValidDate: schema.MustParseDate(tt.date)}
			before, after := &tt.fact, &tt.fact
			if tt.kind == schema.Retracted {
				after = nil
			}
			check(t, statement.Change(c, before, after, "ar"), tt.ar)
			check(t, statement.Change(c, before, after, "en"), tt.en)
		})
	}
}

// TestGender lets different subjects visit, which shows the gender.
func TestGender(t *testing.T) {
	const he, she = "زار", "زارت"
	tests := []struct {
		kind schema.ActorType
		name string
		want string
	}{
		{schema.Person, "حمزة المصطفى", he},
		{schema.Person, "علاء الدين", he},
		{schema.Person, "أسماء الحمصي", she},
		{schema.Person, "فاطمة الزهراء", she},
		{schema.Person, "أورسولا فون دير لاين", she},
		{schema.State, "تركيا", she},
		{schema.State, "الأردن", he},
		{schema.State, "الحكومة السورية", she},
		{schema.State, "البيت الأبيض", he},
		{schema.ArmedForce, "الجيش الروسي", he},
		{schema.ArmedForce, "القوات الروسية", she},
		{schema.ArmedForce, "فصائل محلية", she},
		{schema.Organization, "وزارة الدفاع", she},
		{schema.Organization, "مجلس الأمن", he},
		{schema.Organization, "الأمم المتحدة", she},
		{schema.Place, "دمشق", she},
		{schema.Facility, "مطار القامشلي", he},
		{schema.Facility, "قاعدة حميميم", she},
		{schema.Group, "المتظاهرون", he},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := fact(schema.Visited, actor(tt.kind, tt.name, ""), syria(), "", "", schema.Actual)
			check(t, statement.Relation(f, "ar"), tt.want+" "+tt.name+" سوريا")
		})
	}
}

func TestPrepositionLam(t *testing.T) {
	for name, want := range map[string]string{"سوريا": "لسوريا", "العراق": "للعراق", "اللاذقية": "للاذقية"} {
		f := fact(schema.PledgedTo, iraq(), actor(schema.State, name, name), "", "", schema.Actual)
		check(t, statement.Relation(f, "ar"), "قدّم العراق تعهداً "+want)
	}
}

func fact(kind schema.RelationType, source, target *schema.Actor, from, to string, m schema.Modality) statement.Fact {
	return statement.Fact{
		Relation: &schema.Relation{Type: kind, ValidFrom: schema.MustParseDate(from), ValidTo: schema.MustParseDate(to), Modality: m},
		Source:   source, Target: target,
	}
}

func over(f statement.Fact) statement.Fact {
	f.Relation.Ended = true
	return f
}

func check(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
