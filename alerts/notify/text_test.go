package notify_test

import (
	"testing"
	"time"

	"rawabit/alerts"
	"rawabit/alerts/notify"
	"rawabit/schema"
)

func TestText(t *testing.T) {
	m := &alerts.Message{ID: "w-1", Type: "relation.closed", At: time.Unix(0, 0), Data: alerts.Data{
		Rule: alerts.RuleRef{ID: "qamishli", Name: "مطار القامشلي", Severity: alerts.High},
		Alerts: []alerts.Alert{{
			Statement: alerts.Texts{Ar: "لم يعد الجيش الروسي يسيطر على مطار القامشلي منذ 25 يناير 2026", En: "The Russian Armed Forces ceased to control Qamishli Airport on 25 January 2026"},
			Before:    &alerts.Version{Statement: alerts.Texts{Ar: "يسيطر الجيش الروسي على مطار القامشلي", En: "The Russian Armed Forces control Qamishli Airport"}},
			After:     &alerts.Version{Sources: 2},
			Evidence:  []alerts.Quote{{Text: "انسحبت القوات الروسية أمس من المطار", Source: "صحيفة", Published: schema.MustParseDate("2026-01-26"), AttributedTo: "شهود"}},
			Links:     alerts.Links{Page: "http://127.0.0.1:8080/#relation=r-1"}, HeldBack: 2,
		}},
	}}
	for lang, want := range map[string]string{
		"ar": "عاجل: مطار القامشلي\n\nلم يعد الجيش الروسي يسيطر على مطار القامشلي منذ 25 يناير 2026.\nكنا نعلم قبل ذلك: يسيطر الجيش الروسي على مطار القامشلي.\n" +
			"«انسحبت القوات الروسية أمس من المطار» (صحيفة، 26 يناير 2026)، نقلاً عن شهود\nعدد المصادر المستقلة: 2.\nحُجبت قبله تنبيهات مماثلة، عددها 2.\nhttp://127.0.0.1:8080/#relation=r-1",
		"en": "Urgent: مطار القامشلي\n\nThe Russian Armed Forces ceased to control Qamishli Airport on 25 January 2026.\nKnown before: The Russian Armed Forces control Qamishli Airport.\n" +
			"\u2068انسحبت القوات الروسية أمس من المطار\u2069 (صحيفة, 26 January 2026), according to شهود\n2 independent sources say so.\n2 alerts like this one were held back before it.\nhttp://127.0.0.1:8080/#relation=r-1",
	} {
		t.Run(lang, func(t *testing.T) {
			if got := notify.Text(m, lang); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}
