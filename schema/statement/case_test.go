package statement_test

import (
	"testing"

	"rawabit/schema"
	"rawabit/schema/statement"
)

// TestOblique puts names after a verb as its object, after prepositions, and
// after أنّ: the plurals and duals of people change, all else stays.
func TestOblique(t *testing.T) {
	civilians := actor(schema.Group, "المدنيون", "civilians")
	officials := actor(schema.Group, "المسؤولون الروس", "Russian officials")
	fighters := actor(schema.ArmedForce, "المقاتلون الأجانب", "foreign fighters")
	tests := []struct {
		name string
		fact statement.Fact
		want string
	}{
		{"object", fact(schema.Killed, russia(), civilians, "", "", schema.Actual), "قتلت روسيا المدنيين"},
		{"object with its adjective", fact(schema.Met, sharaa(), officials, "", "", schema.Actual), "التقى أحمد الشرع المسؤولين الروس"},
		{"subject", fact(schema.Met, officials, sharaa(), "", "", schema.Actual), "التقى المسؤولون الروس أحمد الشرع"},
		{"after a preposition", fact(schema.Released, syria(), civilians, "", "", schema.Actual), "أفرجت سوريا عن المدنيين"},
		{"after ب", fact(schema.Praised, syria(), fighters, "", "", schema.Actual), "أشادت سوريا بالمقاتلين الأجانب"},
		{"after ل", fact(schema.PledgedTo, syria(), civilians, "", "", schema.Actual), "قدّمت سوريا تعهداً للمدنيين"},
		{"after أن", fact(schema.Attacked, fighters, army(), "", "", schema.Planned), "أُعلن أن المقاتلين الأجانب سيهاجمون الجيش السوري"},
		{"subject of كان", fact(schema.Attacked, fighters, army(), "", "", schema.Denied), "نُفي أن يكون المقاتلون الأجانب قد هاجموا الجيش السوري"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, statement.Relation(tt.fact, "ar"), tt.want) })
	}
	for _, tt := range []struct {
		kind       schema.ActorType
		name, want string
	}{
		{schema.Group, "اللاجئون السوريون", "اللاجئين السوريين"},
		{schema.Group, "الأسرى الإسرائيليون", "الأسرى الإسرائيليين"},
		{schema.Group, "مسلحون مجهولون", "مسلحين مجهولين"},
		{schema.Group, "جنود روسيون", "جنود روسيين"},
		{schema.Group, "مقاتلو العشائر", "مقاتلي العشائر"},
		{schema.Group, "الطرفان", "الطرفين"},
		{schema.Group, "الجنديان الأمريكيان", "الجنديين الأمريكيين"},
		{schema.Group, "الدولتان", "الدولتين"},
		{schema.Group, "السكان", "السكان"},
		{schema.Group, "سكان بحمدون", "سكان بحمدون"},
		{schema.ArmedForce, "الانفصاليون الموالون لروسيا", "الانفصاليين الموالين لروسيا"},
		{schema.ArmedForce, "لواء فاطميون", "لواء فاطميون"},
		{schema.Organization, "الإخوان المسلمون", "الإخوان المسلمين"},
		{schema.Organization, "مجلس التعاون الخليجي", "مجلس التعاون الخليجي"},
		{schema.Organization, "رايثيون", "رايثيون"},
		{schema.Organization, "طالبان", "طالبان"},
		{schema.Place, "السويداء", "السويداء"},
		{schema.Place, "عينون", "عينون"},
		{schema.State, "باكستان", "باكستان"},
		{schema.Person, "ميلتون", "ميلتون"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := fact(schema.Attacked, russia(), actor(tt.kind, tt.name, ""), "", "", schema.Actual)
			check(t, statement.Relation(f, "ar"), "هاجمت روسيا "+tt.want)
		})
	}
}

// TestOffices leaves out the body of which the office speaks itself.
func TestOffices(t *testing.T) {
	service := actor(schema.Organization, "الهيئة الفيدرالية للتعاون العسكري", "Federal Service for Military Cooperation")
	ministry := actor(schema.State, "وزارة الدفاع السورية", "Syria defence ministry")
	america := usa()
	america.Names = []schema.Name{{Text: "أمريكا", Lang: "ar", Kind: schema.NameAlias}}
	tests := []struct {
		office string
		body   *schema.Actor
		ar, en string
	}{
		{"الرئيس الروسي", russia(), "منصب الرئيس الروسي", ""},
		{"وزيرة الخارجية العراقية", iraq(), "منصب وزيرة الخارجية العراقية", ""},
		{"رئيس روسيا", russia(), "منصب رئيس روسيا", ""},
		{"الرئيس الأميركي", america, "منصب الرئيس الأميركي", ""},
		{"مدير الهيئة الفيدرالية للتعاون العسكري", service, "منصب مدير الهيئة الفيدرالية للتعاون العسكري", ""},
		{"وزير الدفاع السوري", ministry, "منصب وزير الدفاع السوري", ""},
		{"الرئيس", russia(), "منصب الرئيس في روسيا", ""},
		{"الرئيس الروسي", iraq(), "منصب الرئيس الروسي في العراق", ""},
		{"Russian president", russia(), "", "the office of Russian president"},
		{"foreign minister of Iraq", iraq(), "", "the office of foreign minister of Iraq"},
		{"US president", usa(), "", "the office of US president"},
		{"director", service, "", "the office of director in the Federal Service for Military Cooperation"},
	}
	for _, tt := range tests {
		t.Run(tt.office, func(t *testing.T) {
			f := fact(schema.Leads, putin(), tt.body, "", "", schema.Actual)
			f.Relation.Office = tt.office
			if tt.ar != "" {
				check(t, statement.Relation(f, "ar"), "يشغل فلاديمير بوتين "+tt.ar)
			} else {
				check(t, statement.Relation(f, "en"), "Vladimir Putin holds "+tt.en)
			}
		})
	}
}

// TestArticle puts the definite article before names that take it.
func TestArticle(t *testing.T) {
	for _, tt := range []struct {
		kind       schema.ActorType
		name, want string
	}{
		{schema.State, "Government of Germany", "the Government of Germany"},
		{schema.ArmedForce, "Army of Sudan", "the Army of Sudan"},
		{schema.ArmedForce, "Forces of Turkey", "the Forces of Turkey"},
		{schema.State, "Foreign Ministry of Pakistan", "the Foreign Ministry of Pakistan"},
		{schema.State, "Presidency of Iraq", "the Presidency of Iraq"},
		{schema.Organization, "Federal Service for Military Cooperation", "the Federal Service for Military Cooperation"},
		{schema.Organization, "Interim Government (eastern Libya)", "the Interim Government (eastern Libya)"},
		{schema.Group, "People of Gaza", "the People of Gaza"},
		{schema.Organization, "Human Rights Watch", "Human Rights Watch"},
		{schema.Organization, "The Democrats", "The Democrats"},
		{schema.State, "Saudi Arabia", "Saudi Arabia"},
		{schema.Facility, "Port of Tartus", "the Port of Tartus"},
		{schema.Facility, "Qamishli Airport", "Qamishli Airport"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := fact(schema.Accused, russia(), actor(tt.kind, "", tt.name), "", "", schema.Actual)
			check(t, statement.Relation(f, "en"), "Russia accused "+tt.want)
		})
	}
}
